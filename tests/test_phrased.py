"""Figures by phrases: what the words say beyond doubt, whatever the model answers of it."""

from __future__ import annotations

import pytest
from stating import a_council, a_ward, figures, seats, stated, the


def of(area, facts):
    return {(each.party, each.measure, each.value) for each in facts if each.area == area}


class TestSeats:
    def test_that_the_model_leaves_out_are_read(self):
        """
        Every party beside a figure has its seats, though the answer names the council alone.
        """
        text = "Labour keep Harwick with 30 of 48. The Greens are up two to ten; Con 8 (-3)."
        found = figures(stated(text, a_council()))

        assert {
            ("Labour", "seats", 30),
            (None, "council_size", 48),
            ("Green", "seats_change", 2),
            ("Green", "seats", 10),
            ("Conservative", "seats", 8),
            ("Conservative", "seats_change", -3),
        } <= found

    def test_are_those_of_the_council_named_last(self):
        """
        A line of a round-up is about the council that it names.
        """
        text = "Harwick: Labour 30, Greens 18.\nFenmoor: Labour 12, Greens 24."
        found = stated(text, a_council("Harwick"), a_council("Fenmoor"))

        assert {("Labour", "seats", 30), ("Green", "seats", 18)} == of("Harwick", found)
        assert {("Labour", "seats", 12), ("Green", "seats", 24)} == of("Fenmoor", found)

    def test_won_are_apart_where_only_a_part_was_up(self):
        """
        "Won five" is of the whole council, unless only some of its seats were up.
        """
        part = "A third of the 30 seats in Harwick were up and Labour won five."

        assert ("Labour", "seats_won", 5) in figures(stated(part, a_council()))
        assert ("Labour", "seats", 5) in figures(stated("In Harwick Labour won five.", a_council()))

    @pytest.mark.parametrize(
        "text",
        [
            "In Harwick Labour could have 30 by dawn.",
            "A poll puts Labour on 30 in Harwick.",
            "In Harwick in 2019 Labour had 30.",
        ],
    )
    def test_of_hopes_polls_and_the_past_are_no_seats_now(self, text):
        """
        A forecast, an opinion poll and an older election say nothing of seats held now.
        """
        found = stated(text, a_council())

        assert [] == [each for each in found if (each.measure, each.when) == ("seats", "now")]

    def test_of_the_model_that_contradict_a_phrase_are_not_read_there(self):
        """
        A figure that a phrase explains is not read as the answer's.
        """
        found = figures(stated("Harwick: Labour 30, Greens 18.", seats("Labour", seats=18)))

        assert ("Labour", "seats", 18) not in found
        assert ("Green", "seats", 18) in found


class TestVotes:
    def test_are_each_candidates(self):
        """
        A typed declaration gives every candidate's votes and share, and is a whole list.
        """
        text = "Mill Lane\nSally Ince (Lab) 892 - 60%\nMo Tennant (Con) 500 - 34%\nBo Marl (Green) 88 - 6%"
        found = stated(text, a_ward())

        assert {"Sally Ince": 892, "Mo Tennant": 500, "Bo Marl": 88} == {
            each.person: each.value for each in found if each.measure == "votes"
        }
        assert {60, 34, 6} == {each.value for each in found if each.measure == "vote_share"}
        assert the(found, "list_complete").value is True

    def test_need_a_contest_that_is_named(self):
        """
        The first line names the ward of a list of candidates, where the answer takes it for none.
        """
        text = "Mill Lane, Leeds City Council\nSally Ince (Lab) 892\nMo Tennant (Con) 500"
        votes = [
            each
            for each in stated(text, a_council("Leeds City Council"))
            if each.measure == "votes"
        ]

        assert {("Mill Lane", "Sally Ince", 892), ("Mill Lane", "Mo Tennant", 500)} == {
            (each.area, each.person, each.value) for each in votes
        }

    def test_are_no_majority_and_no_seats(self):
        """
        "Maj 698 for" her is her lead, and the seats of a council are no votes of its mayor.
        """
        votes = "Maj 698 for Ann Lee (Lab), 23,805 v 23,107 for Bo Ray (Con)."
        text = f"MAYOR OF HARWICK: {votes}\nCOUNCIL: Con 14, Lab 13."
        found = stated(text, a_ward("HARWICK", "mayor"))

        assert {23805, 23107} == {each.value for each in found if each.measure == "votes"}

    @pytest.mark.parametrize(
        ("text", "share"),
        [
            ("Ann Lee (Lab) 1,204 (47.1); Bo Ray (Con) 900", 47.1),
            ("Labour – Ann Lee – 1,204 – 47.1%; Conservative – Bo Ray – 900", 47.1),
            ("Ann Lee (Lab) 1,204 47% (+6.4)", 47),
        ],
    )
    def test_have_a_share_beside_them(self, text, share):
        """
        A decimal needs no sign to be a share, and no bracket need hold it.
        """
        assert share == the(stated(f"Mill Lane\n{text}", a_ward()), "vote_share").value

    @pytest.mark.parametrize(
        ("text", "turnout"),
        [
            ("Turnout 36.2.", 36.2),
            ("T/o 28.4, in the rain.", 28.4),
            ("Turnout, brace yourselves, 17.2.", 17.2),
            ("Turnout then, 66; today 60.4.", 60.4),
            ("It was a tepid turnout of about thirty-three in the hundred.", 33),
            ("Nearly half of them came out, 47.8%.", 47.8),
            ("It was won on a 36% poll.", 36),
            ("Of the ward 38.4% of Mill Lane turned up.", 38.4),
        ],
    )
    def test_are_told_with_a_turnout(self, text, turnout):
        """
        A turnout needs no percent sign, and has many words.
        """
        assert turnout == the(stated(f"Mill Lane: {text}", a_ward()), "turnout").value

    @pytest.mark.parametrize(
        "text", ["Turnout up 3.", "Turnout in 2019 was 31.", "The turnout was 12,345."]
    )
    def test_are_told_without_one(self, text):
        """
        What a turnout rose by, an older one and a number of voters are no turnout.
        """
        assert "turnout" not in {each.measure for each in stated(f"Mill Lane: {text}", a_ward())}

    def test_of_the_first_few_are_no_whole_list(self):
        """
        "The top two" leave the list of candidates open.
        """
        text = "Mill Lane, the top three:\nSally Ince (Lab) 892\nMo Tennant (Con) 500\nBo Marl (Green) 88"

        assert "list_complete" not in {each.measure for each in stated(text, a_ward())}
