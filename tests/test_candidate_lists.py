"""Candidate lists: who is named with votes under a party, after its hold or gain, in commas, in a row."""

from __future__ import annotations

import pytest

from extract.persons import persons
from extract.words import read_words


def named(text):
    return {each.name: each.party for each in persons(read_words(text))}


class TestParty:
    @pytest.mark.parametrize(
        "text",
        [
            "Con -- Ada Finch 866, Bo Ray 811",
            "Conservative: Ada Finch 866; Bo Ray 811",
            "Both went to Conservatives: Ada Finch, 944, and Bo Ray, 902.",
            "The Tories hung on to both seats, Ada Finch (902) and Bo Ray (866).",
            "The Conservative pair, Ada Finch (802) and Bo Ray (779), were out.",
        ],
    )
    def test_that_heads_a_list_is_every_candidates(self, text):
        """
        A party before a colon, a dash or "both seats" is that of all who follow with votes.
        """
        assert {"Ada Finch": "Conservative", "Bo Ray": "Conservative"} == named(text)

    @pytest.mark.parametrize(
        "text",
        [
            "LAB GAIN FROM CON. Ada Finch 873, Con Bo Ray 604.",
            "Lab gain from Con. By a whisker. Ada Finch 873, Con Bo Ray 604.",
            "Labour hold: Ada Finch 873, Con Bo Ray 604.",
            "Ada Finch takes it for Labour, 873 to Tory Bo Ray's 604.",
        ],
    )
    def test_that_holds_or_gains_is_the_first_candidates(self, text):
        """
        Who is named with votes after a party's hold or gain is its candidate; the next has its own.
        """
        assert {"Ada Finch": "Labour", "Bo Ray": "Conservative"} == named(text)

    def test_beside_the_figure_is_that_of_the_name_after_it(self):
        """
        "Green 41 for Ada Finch" gives the votes of a Green.
        """
        assert {"Ada Finch": "Green"} == named("Then Green 41 for Ada Finch.")

    def test_is_not_of_the_next_partys_candidate(self):
        """
        An entry that opens with a party of its own ends the list before it.
        """
        assert {"Ada Finch": "Conservative", "Bo Ray": "Liberal Democrat"} == named(
            "Con -- Ada Finch 866; LD Bo Ray 811"
        )


class TestName:
    def test_stands_surname_first_between_commas(self):
        """
        A declaration as it is read out: surname, forenames, party, votes.
        """
        text = '"Finch, Ada Mary, Labour Party, 812. Ray, Bo, Conservative Party Candidate, 640."'

        assert {"Finch, Ada Mary": "Labour", "Ray, Bo": "Conservative"} == named(text)

    def test_stands_alone_between_commas_in_a_list(self):
        """
        Three surnames and more with party and votes are candidates.
        """
        text = "FINCH, Labour, 812; HOBBS, Conservative, 640; **DACRE, Green, 98**"

        assert {"FINCH": "Labour", "HOBBS": "Conservative", "DACRE": "Green"} == named(text)

    def test_stands_in_a_row_with_its_votes(self):
        """
        Two names and more with figures right behind them are candidates of no party that is said.
        """
        assert {"Ada Onslow-Page": None, "Bo Ray": None} == named(
            "It stays orange: Ada Onslow-Page 1,534, Bo Ray 1,466."
        )

    @pytest.mark.parametrize(
        "text",
        [
            "Lab hold Elmdon Vale.",
            "GRN HOLD, ELMDON VALE. And then some.",
            "Seats at Elmdon, Labour, 12.",
            "Ms Finch's 812 was enough.",
        ],
    )
    def test_is_none_of_places_and_of_surnames_alone(self, text):
        """
        What a party holds, one entry of no list and a title with a surname are no new person.
        """
        assert {} == named(text)
