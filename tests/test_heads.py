"""Heads: names that the words call a ward's, a by-election's, or elect somebody to."""

from __future__ import annotations

import pytest
from stating import a_council, a_ward, stated

from extract.heads import heads
from extract.words import read_words


def called(text):
    return [text[start:end] for start, end in heads(read_words(text), 2023)]


class TestName:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("It was close in Elmdon Vale ward.", "Elmdon Vale"),
            ("The by-election in Elmdon was Labour's.", "Elmdon"),
            ("A separate by-election, Elmdon and Tarn, was a Green hold.", "Elmdon and Tarn"),
            ("ELMDON, Ashby City (3 seats; quota 1,001)", "ELMDON"),
            ("RESULT: Elmdon Park\nAda Finch (Lab) 1,204", "Elmdon Park"),
            ("Elmdon Vale, one to elect, took all night.", "Elmdon Vale"),
            ("Two come from Palmers Green, which elects three.", "Palmers Green"),
            ("It came at Elmdon and Tarn, a ward of three.", "Elmdon and Tarn"),
        ],
    )
    def test_is_a_contests_where_the_words_call_it_so(self, text, name):
        """
        Its kind, the seats that it has and the head of a result say that a name is a contest's.
        """
        assert [name] == called(text)

    @pytest.mark.parametrize(
        "text",
        [
            "Two results from the leisure centre at Elmdon so far.",
            "Wigan elects a third of its council.",
            "Labour result after result has been poor.",
            "The ward of the night is still to come.",
            "One to watch.",
        ],
    )
    def test_is_none_of_venues_councils_and_parties(self, text):
        """
        Where the count is held, a council, a party and a word of the sentence are no contest.
        """
        assert [] == called(text)


class TestContest:
    def test_named_for_its_venue_is_the_one_that_the_words_call_so(self):
        """
        What the model says of the town of the count is said of the ward.
        """
        text = "From the leisure centre at Tarn. Elmdon Vale, one to elect: Ada Finch (Lab) 1,204."
        answer = a_ward("Tarn", candidates=[{"person": "Ada Finch", "votes": 1204}])

        assert {"Elmdon Vale"} == {each.area for each in stated(text, answer)}

    def test_of_a_council_post_is_where_a_candidate_has_votes(self):
        """
        "In Elmdon" is a ward where a candidate's votes are told of it.
        """
        text = "Labour hold Harwick. In Elmdon, Ada Finch (Lab) came home with 2,056."
        facts = stated(text, a_council(result="Labour hold"))

        assert {("Elmdon", "ward", "votes", 2056), ("Elmdon", "ward", "elected", True)} == {
            (each.area, each.contest, each.measure, each.value)
            for each in facts
            if each.scope == "contest"
        }
