"""The sentence that says what would mend a failure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from making import POSTS, contest, fact, judged, post, seats, whole

from extract.check import check

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.fact import Fact


def mend(facts: Sequence[Fact], posts: Any = POSTS) -> str | None:
    """What would mend the one finding."""
    (finding,) = judged(facts, posts).report.findings
    return finding.mend


def charnwood(change: Fact, *more: Fact) -> list[Fact]:
    """The Conservatives' 23 of a whole list, 37 before, and their change."""
    return [
        *whole(Con=23, Lab=20, Green=8, Ind=1),
        fact("seats_before", 37, "Con", baseline=change.baseline),
        change,
        *more,
    ]


class TestFigures:
    def test_each_figure_that_would_do(self):
        """
        Every figure of the list, the likely slips first, then the others, then what words say.
        """
        assert (
            "It would hold with Labour 31 for 30 (one digit away), with Conservative 18 for 17 "
            "(one digit away), with Green 7 for 6 or if the list leaves somebody out."
        ) == mend(whole(area="Leicester", Lab=30, Con=17, Green=6))

    def test_a_slip_is_named(self):
        """
        13 for 31 is two digits swapped, which the sentence says first.
        """
        said = mend(whole(area="Leicester", Con=17, Lab=13, Green=6))

        assert said
        assert said.startswith("It would hold with Labour 31 for 13 (two digits swapped), with ")

    def test_a_change_keeps_its_sign(self):
        """
        -14 for -15, and +9 for +8.
        """
        lost = mend(charnwood(fact("seats_change", -15, "Con", baseline="last_election")))
        gained = mend(
            [
                *whole(Con=31, Lab=21),
                fact("seats_before", 12, "Lab", baseline="last_election"),
                fact("seats_change", 8, "Lab", baseline="last_election"),
            ]
        )

        assert (
            "It would hold with Conservative 38 for 37 before (one digit away) or with "
            "Conservative -14 for -15 (one digit away)." == lost
        )
        assert (
            "It would hold with Labour 13 for 12 before (one digit away) or with Labour +9 for +8."
            == gained
        )

    def test_a_bound_leaves_a_choice(self):
        """
        An inequality says from where on or up to where a figure would do.
        """
        facts = [
            fact("seats", 21, "Lab"),
            fact("count_status", "partial"),
            fact("seats", 20, "Lab", post="p2"),
        ]

        assert (
            "It would hold with Labour at most 20 for 21 (at 12:01) or with Labour at least 21 "
            "for 20 (at 12:02)." == mend(facts)
        )

    def test_two_figures_that_would_do(self):
        """
        33 is the threshold of 64 and of 65 seats.
        """
        facts = [
            fact("council_size", 66, area="Amberley"),
            fact("majority_threshold", 33, area="Amberley"),
        ]

        assert (
            "It would hold with 64 or 65 for 66 seats on the council (one digit away) or with 34 "
            "for 33 needed for a majority (one digit away)." == mend(facts)
        )

    def test_percentages(self):
        """
        A share that cannot be has all that could be in its place.
        """
        assert "It would hold with another figure than 137.7 % as the turnout." == mend(
            [contest("turnout", 137.7)]
        )

    def test_posts_are_named_where_there_are_several(self):
        """
        Of figures in several posts the sentence says which post each stands in.
        """
        said = mend([*seats("p1", Con=30), *seats("p2", Lab=25)])

        assert "It would hold with Conservative at most 27 for 30 (at 12:01)" in (said or "")
        assert "with Labour at most 22 for 25 (at 12:02)" in (said or "")

    def test_posts_without_a_time_are_named_by_their_id(self):
        """
        Facts from anywhere have no times.
        """
        said = mend([*seats("p1", Lab=20), *seats("p2", Lab=21)], [])

        assert said
        assert "Labour 20 for 21 (post p2; one digit away)" in said

    def test_several_corrections_at_once(self):
        """
        Where it takes two, both are named; two posts that say the same are named together.
        """
        facts = [
            *whole(area="Leicester", Lab=30, Con=17, Green=6),
            *seats("p2", "Leicester", Lab=30, Con=17, Green=6),
            fact("list_complete", True, area="Leicester", post="p2"),
        ]

        finding, _ = judged(facts).report.findings

        assert "with Labour 31 for 30 (at 12:01 and at 12:02; one digit away)" in finding.mend
        assert "if the list leaves somebody out (at 12:01 and at 12:02)" in finding.mend

    def test_figures_and_words_at_once(self):
        """
        A figure that is wrong and a list that is not complete.
        """
        facts = [fact("council_size", 50), *whole(Con=23, Lab=27)]

        said = mend(facts)

        assert (
            "with 52 for 50 seats on the council (one digit away) and if the list leaves somebody "
            "out" in (said or "")
        )


class TestWords:
    @pytest.mark.parametrize(
        ("facts", "said"),
        [
            (
                [*seats(Lab=20), fact("control", "Lab", quote="won control")],
                "if control is not Labour",
            ),
            (
                [*seats(Lab=30), fact("control", "NOC")],
                "if somebody has control",
            ),
            (
                [fact("largest_party", "Lab"), fact("largest_party", "Con", post="p2")],
                "if the largest party is not Labour (at 12:01)",
            ),
            (
                [fact("change", "gain", "Lab"), fact("change", "hold", "Lab", post="p2")],
                "if it is no hold for Labour (at 12:02)",
            ),
            (
                [
                    contest("elected", value, person="A. Wood", post=place)
                    for place, value in (("p1", True), ("p2", False))
                ],
                "if A. Wood is not elected (at 12:01) or if A. Wood is elected (at 12:02)",
            ),
        ],
    )
    def test_words_are_denied(self, facts: list[Fact], said: str):
        """
        What words say is denied in words.
        """
        assert said in (mend(facts) or "")


class TestRegister:
    def test_the_row_that_has_what_would_be_right(self):
        """
        Charnwood 2023: the register has 37 before and 23 now, so that -14 is right.
        """
        report = check(charnwood(fact("seats_change", -15, "Con")), POSTS).report
        (said,) = [each.mend for each in report.findings if each.rule == "S002"]

        assert said
        assert said.startswith(
            "It would hold with Conservative -14 for -15 (one digit away; the register: 37 before, "
            "23 now)"
        )


class TestReadings:
    def test_another_baseline(self):
        """
        A change that names no baseline may be counted from another one than what was before.
        """
        said = mend(charnwood(fact("seats_change", -15, "Con")))

        assert said
        assert said.endswith(" or if -15 is counted from another baseline.")

    def test_a_baseline_that_is_named(self):
        """
        Where both say from when they count there is no such way out.
        """
        said = mend(charnwood(fact("seats_change", -15, "Con", baseline="eve_of_poll")))

        assert said
        assert "baseline" not in said

    def test_a_gross_figure(self):
        """
        "Lost 15" may leave out what was won, "gained five" what was lost.
        """
        words = "The Conservatives lost 15 seats."
        lost = fact("seats_change", -15, "Con", quote="lost 15", start=18, end=25)

        said = mend(charnwood(lost), [post(1, words)])

        assert "if -15 is gross" in (said or "")

    @pytest.mark.parametrize(
        ("change", "quote"), [(-15, "(-15)"), (-13, "lost 13"), (15, "gained 15")]
    )
    def test_what_is_no_gross_figure(self, change: int, quote: str):
        """
        A change in brackets is net; and no gross loss is smaller than the net one.
        """
        start = len("The Conservatives, ")
        told = [post(1, f"The Conservatives, {quote}.")]
        facts = charnwood(
            fact("seats_change", change, "Con", quote=quote, start=start, end=start + len(quote))
        )
        if change > 0:
            facts = [*whole(Con=40, Lab=12), fact("seats_before", 20, "Con"), facts[-1]]

        assert "gross" not in (mend(facts, told) or "gross")
