"""Headings: names that open a line and head the candidates after them."""

from __future__ import annotations

import pytest
from stating import a_council, a_ward, stated

from extract.headings import headings
from extract.words import read_words


def named(text):
    return [text[start:end] for start, end in headings(read_words(text), 2023)]


class TestHeading:
    @pytest.mark.parametrize(
        "text",
        [
            "Mill Lane: Ada Finch (Lab) 812, Bo Ray (Con) 640.",
            "Mill Lane. Ada Finch (Lab) 812; Bo Ray (Con) 640.",
            "Mill Lane (Harwick)\nAda Finch (Lab) 812\nBo Ray (Con) 640",
            "Mill Lane done, on a recount. Labour's Ada Finch by five, 402 to 397.",
            "• Mill Lane ward - LABOUR Ada Finch 812 | GREEN Bo Ray 640",
        ],
    )
    def test_is_the_name_before_a_list_of_candidates(self, text):
        """
        A colon, a full stop, a dash or a line end parts a ward from its candidates.
        """
        assert ["Mill Lane"] == named(text)

    def test_is_of_the_candidates_up_to_the_next_one(self):
        """
        Each paragraph's name heads its own candidates.
        """
        text = "Mill Lane: Ada Finch (Lab) 812, Bo Ray (Con) 640.\n\nTarn: Cy Day (Lab) 98, Di Fox (Con) 77."

        assert ["Mill Lane", "Tarn"] == named(text)

    @pytest.mark.parametrize(
        "text",
        [
            "Wigan: Ada Finch (Lab) 812, Bo Ray (Con) 640.",
            "Labour: Ada Finch 812, Bo Ray 640.",
            "Mayor: Ada Finch (Lab) 812, Bo Ray (Con) 640.",
            "Mill Lane: Labour 30, Conservatives 18.",
            "Mill Lane: Ada Finch (Lab) is in.",
            "Turnout: 812 voted for Ada Finch, 640 for Bo Ray.",
            "Evening all. Here is the hall.\n\nAda Finch (Lab) 812, Bo Ray (Con) 640.",
        ],
    )
    def test_is_no_council_party_kind_or_sentence(self, text):
        """
        A council, a party, a kind of contest, a line without votes and a sentence head no list.
        """
        assert [] == named(text)


class TestContest:
    @pytest.mark.parametrize("area", ["Finch", "Rivers"])
    def test_named_for_a_part_of_another_name_is_the_one_that_heads_the_list(self, area):
        """
        A candidate's surname and a part of a council's name are no contest.
        """
        text = "In Three Rivers.\nMill Lane\nFinch, Ada (Lab) 812\nRay, Bo (Con) 640"
        answer = a_ward(area, candidates=[{"person": "Ada Finch", "votes": 812}])

        assert {"Mill Lane"} == {e.area for e in stated(text, answer) if e.measure == "votes"}

    def test_is_read_where_the_answer_has_none(self):
        """
        A list of candidates under a name is a contest though the model found nothing.
        """
        text = "Mill Lane: Ada Finch (Lab) 812, Bo Ray (Con) 640. Turnout 31.4."

        assert {("votes", 812), ("votes", 640), ("turnout", 31.4)} == {
            (each.measure, each.value) for each in stated(text)
        }

    def test_is_a_by_election_where_no_ordinary_poll_was(self):
        """
        On an odd Thursday a ward is fought at a by-election.
        """
        text = "Mill Lane: Ada Finch (Lab) 812, Bo Ray (Con) 640."

        assert {"by-election"} == {
            each.contest for each in stated(text, published="2025-02-20T23:52")
        }

    def test_of_an_authority_named_beside_it_keeps_its_figures(self):
        """
        A council in brackets after its ward is not what the words go on about.
        """
        text = "Mill Lane (Harwick), three to elect:\nAda Finch (Lab) 812\nBo Ray (Con) 640"
        found = stated(text, a_council())

        assert {("Mill Lane", 3)} == {
            (each.area, each.value) for each in found if each.measure == "seats_contested"
        }
