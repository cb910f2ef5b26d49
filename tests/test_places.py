"""Places: names of wards and constituencies, which no register holds."""

from __future__ import annotations

import pytest

from extract.places import places
from extract.words import read_words


def found(text, claimed=()):
    words = read_words(text)
    taken = [(each.start, each.end) for each in words.parties]
    return [text[start:end] for start, end in places(words, taken, claimed)]


class TestNames:
    def test_of_a_list_are_cut_at_its_last_and(self):
        """
        The last "and" of a list parts two names, one before it stands inside a name.
        """
        text = "Labour have held Crook West, Mossend North and Moor and Peat Row."

        assert ["Crook West", "Mossend North and Moor", "Peat Row"] == found(text)

    def test_of_two_words_are_one_unless_the_model_knows_both(self):
        """
        "Mossend and Moor" is one ward, and two where the answer names each.
        """
        text = "Labour gained Mossend and Moor."

        assert ["Mossend and Moor"] == found(text)
        assert ["Mossend", "Moor"] == found(text, ["Mossend", "Moor"])

    def test_before_a_party_are_cut_from_it(self):
        """
        "Shawton the Lib Dem" is a place and the party that a sentence speaks of next.
        """
        assert ["Shawton"] == found("Over in Shawton the Lib Dem won.")

    @pytest.mark.parametrize(
        "text", ["Labour hold Chorley.", "But on Friday the BBC was there.", "Labour win."]
    )
    def test_are_none_of_councils_days_and_parties(self, text):
        """
        A council of the register, a weekday and a party are no such place.
        """
        assert [] == found(text)
