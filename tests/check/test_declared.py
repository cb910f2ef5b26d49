"""Control in time (T003): once declared, later posts and the summary agree."""

from __future__ import annotations

import pytest
from making import POSTS, REGISTER, fact, found, judged, outcomes, post, seats, statuses

from extract.check.claims import read_claims
from extract.check.declared import control_in_time
from extract.check.groups import gather


def control(number: int, value: str, quote: str | None = None, **more):
    return fact("control", value, post=f"p{number}", quote=quote, **more)


def change(number: int, value: str, party: str, **more):
    return fact("change", value, party, post=f"p{number}", **more)


class TestContradictions:
    def test_the_summary_says_another_control(self):
        """
        Labour hold Derby in a post, the summary has it under no overall control.
        """
        facts = [control(1, "Labour", area="Derby"), control(2, "NOC", area="Derby")]
        posts = [post(1), post(2, "Derby remains in no overall control", kind="head")]

        (finding,) = judged(facts, posts).report.findings

        assert ("T003", "error") == (finding.rule, finding.severity)
        assert (
            "Derby: control is declared as Labour (at 12:01) and no overall control (at 12:02)."
            == finding.message
        )

    def test_two_parties(self):
        """
        A council is not held by one party and gained by another.
        """
        facts = [
            control(1, "Labour"), change(1, "hold", "Labour"),
            control(2, "Tories"), change(2, "gain", "Tories"),
        ]  # fmt: skip

        checked = judged(facts)

        assert ["T003"] == [each.rule for each in checked.report.findings]
        assert {"disputed"} == set(statuses(checked))

    def test_held_after_it_was_lost(self):
        """
        Who lost control does not keep it, though nobody is said to have it instead.
        """
        facts = [
            change(1, "loss", "Con"),
            fact("control_before", "Con"),
            control(2, "Con"),
            change(2, "hold", "Con"),
        ]

        (finding,) = judged(facts).report.findings

        assert "T003" == finding.rule
        assert (
            "Charnwood: control is declared as no more Conservative (at 12:01) and Conservative "
            "(at 12:02)." == finding.message
        )

    def test_across_pages(self):
        """
        Two pages of one count have one control.
        """
        facts = [control(1, "Labour"), control(1, "NOC", page="other")]
        posts = [post(1), post(1, page="other")]

        assert ["error"] == [each.severity for each in found(facts, "T003", posts)]

    def test_agreement_leaves_it_alone(self):
        """
        One contradiction is one finding; one post that says both is A001's.
        """
        assert () == found([control(1, "Labour"), control(2, "NOC")], "A001")
        assert () == found([control(1, "Labour"), control(1, "NOC")], "T003")

    def test_three_posts_and_one_that_differs(self):
        """
        Each pair that cannot both be right is one constraint, and what two posts say alike goes
        together, so that the odd one out is found.
        """
        facts = [control(1, "Labour"), control(2, "NOC"), control(3, "Labour")]
        (council,) = gather(read_claims(facts, POSTS), REGISTER)
        (verdict,) = control_in_time(council)
        alike, *pairs = verdict.constraints
        found_out = statuses(judged(facts))

        assert alike.equates
        assert ["Labour", "Labour"] == [claim.value for claim in alike.equates]
        assert [["Labour", "NOC"], ["NOC", "Labour"]] == [
            [claim.value for claim in each.unless] for each in pairs
        ]
        assert ["unchecked", "disputed", "unchecked"] == found_out


class TestLookAlikes:
    def test_lost_then_no_overall_control(self):
        """
        "The Tories lose control", then "no overall control", then that it was theirs before.
        """
        facts = [
            change(1, "loss", "Con"),
            fact("control_before", "Con"),
            control(2, "NOC"),
            control(3, "NOC"),
            fact("control_before", "Con", post="p3"),
            change(3, "loss", "Con"),
        ]

        assert () == judged(facts).report.findings
        assert {"holds": 1} == outcomes(facts, "T003")

    def test_lost_then_gained_by_another(self):
        """
        What the Tories lost, Labour may have won.
        """
        facts = [change(1, "loss", "Con"), control(2, "Labour"), change(2, "gain", "Labour")]

        assert () == judged(facts).report.findings

    @pytest.mark.parametrize(
        "words",
        [
            "Labour are on course to take Charnwood.",
            "Labour look set to take Charnwood.",
            "Labour hope to take Charnwood.",
            "Labour may take Charnwood.",
            "Labour are widely expected to take Charnwood.",
        ],
    )
    def test_a_forecast(self, words: str):
        """
        A forecast declares nothing.
        """
        at = words.index("take")
        facts = [
            control(1, "Labour", "take", start=at, end=at + 4),
            control(2, "NOC"),
        ]

        assert () == found(facts, "T003", [post(1, words), post(2)])

    @pytest.mark.parametrize(
        "words",
        [
            "As widely expected, Labour take Charnwood.",
            "On 5 May Labour take Charnwood.",
            "The Tories had hopes elsewhere. Labour take Charnwood.",
        ],
    )
    def test_a_declaration_that_looks_like_a_forecast(self, words: str):
        """
        What was expected and came is declared.
        """
        at = words.index("take")
        facts = [
            control(1, "Labour", "take", start=at, end=at + 4),
            control(2, "NOC"),
        ]

        assert 1 == len(found(facts, "T003", [post(1, words), post(2)]))

    def test_a_correction_said_as_such(self):
        """
        The later post takes the earlier one back; an earlier correction does not.
        """
        facts = [control(1, "Labour"), control(2, "NOC")]
        correcting = [post(1), post(2, "Correction: Charnwood is under no overall control.")]
        corrected = [post(1, "Correction: Labour hold Charnwood."), post(2)]

        assert () == found(facts, "T003", correcting)
        assert 1 == len(found(facts, "T003", corrected))

    def test_who_had_control_as_the_count_began(self):
        """
        "Currently Labour-run" is the position before, where a later post says that it was.
        """
        words = "Charnwood is currently under Labour control."
        facts = [
            control(1, "Labour", "under Labour control", start=23, end=43),
            control(2, "NOC"),
            fact("control_before", "Labour", post="p2"),
        ]

        assert () == found(facts, "T003", [post(1, words), post(2)])

    def test_control_before_is_not_control(self):
        """
        What a later post says of before is no control of now.
        """
        facts = [control(1, "NOC"), control(2, "NOC"), fact("control_before", "Con", post="p2")]

        assert {"holds": 1} == outcomes(facts, "T003")

    def test_nobody_has_it_so_far(self):
        """
        While the count is on, that no party has a majority yet declares nothing.
        """
        facts = [control(1, "NOC"), fact("count_status", "partial"), control(2, "Labour")]

        assert () == found(facts, "T003")

    def test_a_minority_runs_it(self):
        """
        A party may run a council that is under no overall control.
        """
        facts = [control(1, "NOC"), control(2, "Labour", "Labour will run the council")]

        assert () == found(facts, "T003")

    def test_who_lost_control_may_run_it(self):
        """
        "The Tories lose control" of a council that they will run as a minority.
        """
        facts = [
            change(1, "loss", "Con"),
            control(2, "Con", "The Tories will lead a minority administration"),
        ]

        assert () == found(facts, "T003")

    def test_independents(self):
        """
        "The Independents hold Ashfield" are the Ashfield Independents; Labour are not.
        """
        named = control(2, "Ashfield Independents", area="Ashfield")
        facts = [control(1, "Independents", area="Ashfield"), named]

        assert () == found(facts, "T003")
        assert 1 == len(found([named, control(3, "Labour", area="Ashfield")], "T003"))

    def test_the_past(self):
        """
        Who won in 2019 is no control of now.
        """
        facts = [control(1, "Labour", when="past"), control(2, "NOC")]

        assert {} == outcomes(facts, "T003")

    def test_one_post_is_no_verdict(self):
        """
        A single declaration has nothing to agree with.
        """
        assert {} == outcomes([control(1, "Labour"), *seats(Lab=30)], "T003")
