"""Winners: who is elected, by name, where party, person, votes and lot are told apart."""

from __future__ import annotations

import pytest
from stating import a_council, a_ward, stated

SEAT = a_ward(contest="by-election")


def elected(text, *results, **post):
    found = stated(text, *(results or (a_ward(),)), **post)
    return {(e.area, e.person, e.party) for e in found if e.measure == "elected" and e.value}


def of(measure, text, *results):
    found = stated(text, *(results or (a_ward(),)))
    return [(e.value, e.person, e.party) for e in found if e.measure == measure]


class TestPartysWin:
    @pytest.mark.parametrize(
        "text",
        [
            "Mill Lane: LAB GAIN FROM CON. Ada Finch 1,204, Ben Oke (Con) 811, Cy Roe (Green) 96.",
            "Mill Lane: Labour gain. Ben Oke (Con) 811, Ada Finch (Lab) 1,204.",
            "Mill Lane - Lab hold\nAda Finch (Lab) 1,204\nBen Oke (Con) 811",
            "Mill Lane: Labour hold, Ada Finch.",
        ],
    )
    def test_is_its_candidates(self, text):
        """
        The party's only candidate has won, else who has most votes and no party beside the name.
        """
        assert {("Mill Lane", "Ada Finch", "Labour")} == elected(text)

    @pytest.mark.parametrize(
        "text",
        [
            "Mill Lane: Labour hold. Ada Finch (Lab) 811, Ben Oke (Lab) 804, Cy Roe (Green) 96.",
            "Mill Lane: Labour gain. Ben Oke (Con) 811, Ada Finch 604.",
        ],
    )
    def test_stays_the_partys_where_nobody_is_meant_alone(self, text):
        """
        Of two candidates of the party, or one behind another's, nobody is named.
        """
        assert {("Mill Lane", None, "Labour")} == elected(text)

    def test_gives_its_winner_over_two_sentences_the_party(self):
        """
        "The winner, Ada Finch" of a ward that Reform took is Reform's.
        """
        text = "Reform took Mill Lane from Labour. The winner, Ada Finch, had 1,127."

        assert {("Mill Lane", "Ada Finch", "Reform UK")} == elected(text)

    def test_overrules_the_party_that_only_the_answer_gives(self):
        """
        The answer's party of a winner, and of a rival for one seat, yields to the words.
        """
        answer = a_ward(
            contest="by-election",
            candidates=[
                {"person": "Ada Finch", "party": "Conservative", "votes": 1204},
                {"person": "Ben Oke", "party": "Labour", "votes": 811},
            ],
        )
        text = "Mill Lane by-election: Labour gain. Ada Finch 1,204, Ben Oke 811. Tories nowhere."
        facts = stated(text, answer)

        assert {("Ada Finch", "Labour"), ("Ben Oke", None)} == {
            (each.person, each.party) for each in facts if each.measure == "votes"
        }


class TestWinner:
    @pytest.mark.parametrize(
        "text",
        [
            "Labour's Ada Finch has unseated the sitting Conservative, Ben Oke, in Mill Lane.",
            "In Mill Lane the Tory Ben Oke was beaten by Labour's Ada Finch.",
            "Mill Lane has been won by a Labour newcomer, Ada Finch.",
            "Mill Lane is done. Ada Finch takes it for Labour, 498 to 489.",
            "Mill Lane is done. The last seat fell to Labour's Ada Finch.",
            "Mill Lane is done. Labour held the seat, Ada Finch (902).",
            "Mill Lane is done. Elected, Labour's Ada Finch.",
            "Mill Lane is done. Labour's Ada Finch was returned unopposed.",
            "Mill Lane is done. Labour's Ada Finch polled 1,106 and won the seat.",
            "Mill Lane is done.\nLAB Ada Finch 1,011 (52.3%) ELECTED | CON Ben Oke 735 (38.0%)",
            "Mill Lane, one to elect\nAda Finch (Lab) 702*\nBen Oke (Con) 664",
        ],
    )
    def test_is_read_in_many_words(self, text):
        """
        Who unseats, takes it, is drawn, marked or unopposed is elected.
        """
        assert {("Mill Lane", "Ada Finch", "Labour")} == elected(text)

    @pytest.mark.parametrize(
        "text",
        [
            "Labour's Ada Finch hopes to unseat the sitting Conservative, Ben Oke.",
            "Will Labour's Ada Finch be the winner?",
            "Labour's Ada Finch polled 1,106 and could yet have won the seat.",
            "Labour's Ada Finch, who won the seat in 2019, is not standing.",
            "Two to elect\nAda Finch (Lab) 702*\nBen Oke (Con) 664",
            "The mayor, said Labour's Ada Finch, should be here by now.",
        ],
    )
    def test_is_nobody_by_a_hope_a_question_or_the_past(self, text):
        """
        Hopes, questions, an earlier poll, stray stars and speakers elect nobody.
        """
        found = stated(f"Mill Lane is next.\n{text}", a_ward(), published="2023-05-05T04:10")

        assert [] == [e for e in found if e.measure == "elected" and e.value and e.when == "now"]

    def test_is_whom_the_lot_falls_to(self):
        """
        Of two with equal votes the first named after the words for a lot.
        """
        tie = "Mill Lane is done. Ada Finch (Lab) 688, Ben Oke (Con) 688. "

        assert [
            {("Mill Lane", "Ben Oke", "Conservative")},
            set(),
            set(),
        ] == [
            elected(tie + "Two slips of paper went into a tin, and out came Oke."),
            elected(tie + "Straws were drawn, and Oke lost."),
            elected(tie + "They will count again."),
        ]

    def test_in_another_place_than_the_ward_spoken_of(self):
        """
        "Polled 1,106 at Etwall and lost" is of Etwall.
        """
        text = "Mill Lane is done. The Tory Ada Finch polled 1,106 at Abbey Wood and lost by 41."
        found = stated(text, a_ward())

        assert {("Abbey Wood", "Ada Finch", False)} == {
            (e.area, e.person, e.value) for e in found if e.measure == "elected"
        }

    def test_is_no_one_for_whose_seat_the_by_election_is_held(self):
        """
        The late councillor is no place that is held.
        """
        text = "The Mill Lane by-election, caused by the death of the councillor Hilda Farnley: Labour hold."

        assert {("Mill Lane", None, "Labour")} == elected(text, SEAT, a_council())


class TestBefore:
    @pytest.mark.parametrize(
        "text",
        [
            "The Greens' Ada Finch won the seat. Labour had held the ward since 1998.",
            "The Greens' Ada Finch won the seat from Labour, whose seat it was.",
            "Ada Finch (Green) won the seat. It had been a Labour ward.",
            "The Greens' Ada Finch won the seat. Beaten was the sitting Labour man.",
        ],
    )
    def test_is_the_party_that_had_it(self, text):
        """
        Who had the seat is told in many words, where somebody else has won it.
        """
        assert [("Labour", None, None)] == of("party_before", f"Mill Lane is done. {text}")

    @pytest.mark.parametrize(
        "text",
        [
            "Labour had held the ward since 1998.",
            "Labour hold, as they have held it since 1998.",
            "Labour's Ada Finch won the seat. It had been a Labour ward.",
        ],
    )
    def test_is_not_said_where_nobody_else_has_won(self, text):
        """
        A ward's history without a new winner states no party before.
        """
        assert [] == of("party_before", f"Mill Lane is done. {text}")


class TestMajorityBefore:
    @pytest.mark.parametrize(
        ("text", "whose"),
        [
            ("Labour's Ada Finch held the seat by 31; she was 900 clear last time.", "Ada Finch"),
            ("Labour's Ada Finch held the seat. Majority 31, against 900 last time.", None),
        ],
    )
    def test_is_a_persons_only_where_said_to_be(self, text, whose):
        """
        Who stood last time is not said by "against 900"; "she was 900 clear" says it.
        """
        assert [(900, whose, "Labour")] == of("majority_before", f"Mill Lane is done. {text}")
