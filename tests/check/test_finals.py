"""One final (T002): two final results of one council agree."""

from __future__ import annotations

import pytest
from making import POSTS, REGISTER, fact, found, judged, outcomes, post, seats, statuses, whole

from extract.check.claims import read_claims
from extract.check.finals import one_final
from extract.check.groups import gather


def final(number: int = 1, area: str = "Charnwood"):
    return fact("count_status", "final", area=area, post=f"p{number}")


LEICESTER = {"Lab": 31, "Con": 17, "Green": 3, "LD": 3}


class TestContradictions:
    def test_two_results_are_one_error(self):
        """
        Leicester with 31 and 17 in one post, 32 and 16 in the next: one finding names both.
        """
        facts = [
            *whole("p1", "Leicester", **LEICESTER),
            *whole("p2", "Leicester", **LEICESTER | {"Lab": 32, "Con": 16}),
        ]

        (finding,) = judged(facts).report.findings

        assert ("T002", "error") == (finding.rule, finding.severity)
        assert (
            "Leicester: final results differ: Labour 31 (at 12:01) and 32 (at 12:02); "
            "Conservative 17 (at 12:01) and 16 (at 12:02)." == finding.message
        )
        assert ("line-1", "line-2", "line-6", "line-7") == finding.facts

    def test_a_party_that_a_whole_list_lacks(self):
        """
        Who is in one list of every party and not in the other contradicts it.
        """
        facts = [*whole("p1", Con=23, Lab=20, Green=8, LD=1), *whole("p2", Con=23, Lab=20, Green=8)]

        (finding,) = found(facts, "T002")

        assert (
            "Charnwood: final results differ: Liberal Democrat 1 (at 12:01) and 0 (at 12:02)."
            == finding.message
        )

    def test_final_by_its_words(self):
        """
        "It has finished" makes a result final, though it may lack parties.
        """
        facts = [*seats("p1", Lab=20), final(1), *seats("p2", Lab=21), final(2)]

        assert ["error"] == [each.severity for each in found(facts, "T002")]

    def test_across_pages(self):
        """
        Two pages of one count have one result.
        """
        facts = [
            *whole("p1", Con=32, Lab=20),
            *[each.model_copy(update={"page": "other"}) for each in whole("p1", Con=31, Lab=21)],
        ]
        posts = [post(1), post(1, page="other")]

        assert ["T002"] == [each.rule for each in judged(facts, posts).report.findings]

    def test_a_third_that_agrees_with_one(self):
        """
        Three results of two kinds are one finding, which names every post.
        """
        facts = [
            fact_ for n in (1, 2, 3) for fact_ in whole(f"p{n}", Con=30 + n // 2, Lab=22 - n // 2)
        ]

        (finding,) = found(facts, "T002")

        assert ("p1", "p2", "p3") == finding.posts

    def test_agreement_leaves_them_alone(self):
        """
        One contradiction is one finding: A001 says nothing of two final results.
        """
        facts = [*seats("p1", Lab=20), final(1), *seats("p2", Lab=21), final(2)]

        assert () == found(facts, "A001")
        assert {"disputed"} == {
            each.status for each in judged(facts).facts if each.measure == "seats"
        }

    def test_agreement_compares_them_with_what_is_not_final(self):
        """
        A figure of no final result is compared with the last of them, as a warning.
        """
        facts = [
            *seats("p1", Lab=19),
            *seats("p2", Lab=20), final(2),
            *seats("p3", Lab=20), final(3),
        ]  # fmt: skip

        assert [("A001", "warning")] == [
            (each.rule, each.severity) for each in judged(facts).report.findings
        ]

    def test_constraints_say_what_must_be_equal(self):
        """
        For the localisation of errors: the one's figure less the other's is nought.
        """
        facts = [*whole("p1", Con=32, Lab=20), *whole("p2", Con=31, Lab=21)]

        constraints = _constraints(facts)

        assert [
            ([(1, 32), (-1, 31)], 0, 0, 0),
            ([(1, 20), (-1, 21)], 0, 0, 0),
        ] == constraints

    def test_a_constraint_of_a_missing_party_hangs_on_the_lists(self):
        """
        A party is missing from a list only where that list is whole.
        """
        facts = [*whole("p1", Con=32, Lab=19, LD=1), *whole("p2", Con=32, Lab=19)]

        assert ([(1, 1)], 0, 0, 2) == _constraints(facts)[-1]


def _constraints(facts):
    (council,) = gather(read_claims(facts, POSTS), REGISTER)
    (verdict,) = one_final(council)
    return [
        ([(n, claim.value) for n, claim in each.terms], each.low, each.high, len(each.unless))
        for each in verdict.constraints
    ]


class TestAgreement:
    def test_the_same_result_twice_proves_it(self):
        """
        Two posts that finish with the same figures verify them.
        """
        facts = [*seats("p1", Lab=20), final(1), *seats("p2", Lab=20), final(2)]

        checked = judged(facts)

        assert () == checked.report.findings
        assert ["verified", "unchecked", "verified", "unchecked"] == statuses(checked)

    def test_hedged_figures_prove_nothing(self):
        """
        "At least 20" agrees with 20 and proves neither.
        """
        facts = [
            fact("seats", 20, "Lab", hedge="at_least"),
            final(1),
            *seats("p2", Lab=20),
            final(2),
        ]

        assert {"holds": 1} == outcomes(facts, "T002")
        assert {"unchecked"} == set(statuses(judged(facts)))

    def test_one_result_is_no_verdict(self):
        """
        A single final result has nothing to agree with.
        """
        assert {} == outcomes(whole(Con=32, Lab=20), "T002")

    def test_nothing_in_common(self):
        """
        Two posts that name other parties cannot be compared.
        """
        facts = [*seats("p1", Lab=20), final(1), *seats("p2", Con=30), final(2)]

        assert {"not_checkable": 1} == outcomes(facts, "T002")


class TestLookAlikes:
    @pytest.mark.parametrize(
        "words", ["Correction: Labour have 21.", "We earlier said that Labour had 20."]
    )
    def test_a_correction_said_as_such(self, words: str):
        """
        The later post takes the earlier one back.
        """
        facts = [*whole("p1", Con=32, Lab=20), *whole("p2", Con=31, Lab=21)]

        assert () == judged(facts, [post(1), post(2, words)]).report.findings

    def test_a_correction_of_one_figure(self):
        """
        A correction that gives no whole result takes its one figure out of the earlier.
        """
        facts = [
            *whole("p1", Con=32, Lab=20),
            *seats("p2", Lab=21),
            *whole("p3", Con=32, Lab=21),
        ]
        posts = [post(1), post(2, "Correction: Labour have 21."), post(3)]

        assert () == found(facts, "T002", posts)

    def test_a_correction_before_both(self):
        """
        What is corrected is older: two results after it still contradict each other.
        """
        facts = [
            *whole("p1", Con=33, Lab=19),
            *whole("p2", Con=32, Lab=20),
            *whole("p3", Con=31, Lab=21),
        ]
        posts = [post(1), post(2, "Correction to what we said."), post(3)]

        assert ["p2", "p3"] == list(found(facts, "T002", posts)[0].posts)

    def test_a_recount_is_no_correction(self):
        """
        The last result was delayed by a recount: the two results must agree all the same.
        """
        facts = [*whole("p1", Con=32, Lab=20), *whole("p2", Con=31, Lab=21)]
        posts = [post(1), post(2, "The last result was delayed by a recount.")]

        assert ["T002"] == [each.rule for each in judged(facts, posts).report.findings]

    def test_independents_told_apart(self):
        """
        Four independents, or three of a local party and one: the sum is one.
        """
        facts = [
            *whole("p1", "Mansfield", Lab=25, Con=7, Ind=4),
            *whole("p2", "Mansfield", Lab=25, Con=7, Mansfield_Independents=3, Ind=1),
        ]

        assert () == judged(facts).report.findings

    def test_others_lump(self):
        """
        "Three others" may be two Greens and a Liberal Democrat.
        """
        facts = [
            *whole("p1", Con=30, Lab=19, Other=3),
            *whole("p2", Con=30, Lab=19, Green=2, LD=1),
        ]

        assert () == judged(facts).report.findings

    def test_others_that_are_too_many(self):
        """
        Lumped or not, they are as many.
        """
        facts = [
            *whole("p1", Con=30, Lab=19, Other=3),
            *whole("p2", Con=30, Lab=19, Green=2, LD=2),
        ]

        assert ["error"] == [each.severity for each in found(facts, "T002")]

    def test_a_party_without_a_figure(self):
        """
        "The Greens are now represented" is no contradiction of their one seat.
        """
        facts = [
            *seats("p1", Con=32, Lab=19),
            fact("list_complete", True, quote="32 Conservatives, 19 Labour, Greens"),
            *whole("p2", Con=32, Lab=19, Green=1),
        ]

        assert () == found(facts, "T002")

    def test_a_running_count(self):
        """
        20 so far is no result.
        """
        facts = [
            *seats("p1", Lab=20),
            fact("count_status", "partial"),
            *whole("p2", Con=31, Lab=21),
        ]

        assert () == judged(facts).report.findings

    def test_how_the_council_stands_as_the_count_begins(self):
        """
        A whole list of before the count is no result of it.
        """
        words = "Going into the election it was Labour 20, Conservatives 32."
        facts = [
            fact("seats", 20, "Lab", quote="20", start=35, end=37),
            fact("seats", 32, "Con", quote="32", start=53, end=55),
            fact("list_complete", True),
            *whole("p2", Con=31, Lab=21),
        ]

        assert () == found(facts, "T002", [post(1, words), post(2)])

    def test_another_election(self):
        """
        The result of 2019 is not that of 2023.
        """
        old = [
            each.model_copy(update={"election": "2019-05-02"})
            for each in whole("p1", Con=37, Lab=15)
        ]

        assert () == judged([*old, *whole("p2", Con=31, Lab=21)]).report.findings

    def test_two_figures_in_one_post_are_agreements(self):
        """
        A post that contradicts itself is A001's, and no reason to doubt another's result.
        """
        facts = [
            *whole("p1", Con=32, Lab=20),
            *whole("p2", Con=32, Lab=20),
            fact("seats", 2, "Lab"),
        ]

        assert ["A001"] == [each.rule for each in judged(facts).report.findings]
