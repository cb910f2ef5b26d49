"""Figures in unusual characters: read with their right value and place, or no figures; never a wrong value."""

from __future__ import annotations

import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.numerals import numerals

READ = {
    "fullwidth": ("３１ seats", "３１", 31),
    "fullwidth thousands": ("１２，３４５ votes", "１２，３４５", 12_345),
    "fullwidth in brackets": ("（＋４）", "＋４", 4),
    "a zero-width space inside": ("1\u200b2 seats", "1\u200b2", 12),
    "a word joiner at the comma": ("1,\u2060234 votes", "1,\u2060234", 1234),
    "a soft hyphen in a word": ("six\u00adty seats", "six\u00adty", 60),
    "a joiner after the hyphen": ("sixty-\u200dfour seats", "sixty-\u200dfour", 64),
    "an isolate around a digit": ("\u20661\u20692 seats", "1\u20692", 12),
}
NO_FIGURES = (
    "٣١ seats", "३१ seats", "৩১ seats", "1٢ seats", "٢1 seats", "𝟑𝟏 seats", "31² seats", "²31 seats",
    "① seats", "③⑦ seats", "Ⅻ seats", "XII seats", "12½ seats", "½12 seats", "1̶2̶ seats", "six̶ty seats",
    "1\ufe0f\u20e32\ufe0f\u20e3 seats", "\u202e21\u202c seats", "12·5%", "12٫5%", "12٬345 votes",
    "12\u202f345 votes", "12’345 votes", "12⁄2 seats", "l3 seats", "6О seats", "1e5 votes", "0x1F votes",
)  # fmt: skip
ANY = st.text(
    alphabet=st.sampled_from("0123456789,. -seventyfor٣²½①\u200b\u202e\u202c\u0336\u20e3３（"),
    max_size=30,
)


class TestNumeral:
    @pytest.mark.parametrize("how", READ)
    def test_is_read_where_a_reader_reads_it(self, how):
        """
        Its value is what a reader sees, its words are the text's own.
        """
        text, words, value = READ[how]
        found = numerals(text)

        assert [(words, value)] == [(each.text, each.value) for each in found]
        assert [words] == [text[each.start : each.end] for each in found]

    @pytest.mark.parametrize("text", NO_FIGURES)
    def test_is_none_where_readers_may_differ(self, text):
        """
        Digits of other scripts, with marks, raised, in circles or oddly joined are no figures.
        """
        assert [] == [each for each in numerals(text) if each.kind == "number"]

    @given(ANY)
    def test_stands_in_the_text_whatever_it_holds(self, text):
        """
        Each numeral's words are the text's at its offsets, none over another.
        """
        found = numerals(text)

        assert [each.text for each in found] == [text[e.start : e.end] for e in found]
        assert all(a.end <= b.start for a, b in itertools.pairwise(found))

    @given(st.integers(0, 999_999), st.lists(st.integers(0, 9), max_size=4))
    def test_has_its_value_whatever_unseen_stands_inside(self, value, places):
        """
        Characters that nobody sees change no figure.
        """
        digits = str(value)
        for place in places:
            digits = digits[:place] + "\u200b" + digits[place:]
        found = [each.value for each in numerals(f"Labour {digits} seats")]

        assert [value] == found

    @given(st.characters(categories=("Nd", "Nl", "No")), st.integers(0, 99))
    def test_has_no_value_beside_another_scripts_digit(self, sign, value):
        """
        A digit of another script beside a figure leaves no figure with a value of its own.
        """
        if unicodedata.normalize("NFKC", sign) in "0123456789":
            return

        assert [] == [
            each for text in (f"{value}{sign} seats", f"{sign}{value} seats")
            for each in numerals(text) if each.kind == "number"
        ]  # fmt: skip
