"""The engine: outcomes, severities, statuses, findings that keep their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import POSTS, contest, fact, judged, post, seats, statuses, whole

from extract.check import UnknownRuleError, book, check, explain
from extract.check.council import Council
from extract.check.rule import REGISTRY, Registered, fails, holds
from extract.errors import SeatcheckError

if TYPE_CHECKING:
    import random

LEICESTER = whole(area="Leicester", Lab=30, Con=17, Green=3, LD=3)
TROUBLED = [
    *LEICESTER,
    fact("control", "NOC", area="Leicester", post="p2"),
    *seats("p2", "Mansfield", Lab=12),
    fact("count_status", "partial", area="Mansfield", post="p2"),
    *seats("p3", "Mansfield", Lab=10),
    fact("council_size", 55, post="p4"),
    fact("majority_threshold", 27, post="p4"),
    contest("vote_share", 137.71, post="p5", party="Lab"),
    fact("seats", 5, "Con", quote="15", start=0, end=2, post="p6"),
]


class TestOutcomes:
    def test_every_rule_is_counted(self):
        """
        Verdicts are counted for every rule of the book, also where nothing was to judge.
        """
        verdicts = judged(()).report.verdicts

        assert list(book()) == list(verdicts)
        assert {0} == {n for tally in verdicts.values() for n in tally.model_dump().values()}

    def test_an_exception_in_a_rule_is_a_bug_that_is_reported(self, monkeypatch):
        """
        A rule that breaks is an error naming the bug; what it found before, and other rules, stay.
        """

        def breaking(council: Council):
            yield holds(council.claims)
            yield fails("warning", "First.", council.claims[:1])
            raise ZeroDivisionError("division by zero")

        monkeypatch.setitem(REGISTRY, "C001", Registered("C001", Council, breaking))

        checked = judged(LEICESTER)
        found = {finding.message: finding for finding in checked.report.findings}
        bug = found[
            "C001 broke on Leicester (ZeroDivisionError: division by zero): "
            "this is a bug of seatcheck, not of the posts."
        ]

        assert "error" == bug.severity
        assert {"holds": 1, "fails": 1, "not_checkable": 0, "broke": 1} == (
            checked.report.verdicts["C001"].model_dump()
        )
        assert {"C001", "S001"} == {finding.rule for finding in found.values()}

    def test_a_broken_rule_disputes_nothing(self, monkeypatch):
        """
        A bug of the program is no reason to doubt a fact.
        """

        def breaking(council: Council):
            raise KeyError(council.name)

        monkeypatch.setitem(REGISTRY, "C001", Registered("C001", Council, breaking))

        assert ["unchecked"] == statuses(judged(seats(Lab=20)))

    def test_info_changes_no_status(self, monkeypatch):
        """
        A failure that is only worth knowing leaves the facts as they are.
        """

        def noting(council: Council):
            yield fails("info", "Worth knowing.", council.claims)

        monkeypatch.setitem(REGISTRY, "C001", Registered("C001", Council, noting))

        checked = judged(whole(area="Leicester", Lab=31, Con=17, Green=3, LD=3))

        assert {"verified"} == set(statuses(checked))
        assert ["info"] == [finding.severity for finding in checked.report.findings]


class TestStatuses:
    def test_facts_come_back_in_the_order_given(self):
        """
        The facts are the ones given, one by one, but for their status and their post's election.
        """
        checked = judged(TROUBLED)
        own = {"status": "unchecked", "election": None}

        assert [each.model_copy(update=own) for each in checked.facts] == TROUBLED
        assert {"2023-05-04"} == {each.election for each in checked.facts}

    def test_rejected_stays(self):
        """
        What was rejected stays so, whatever the rules say of the rest.
        """
        facts = [each.model_copy(update={"status": "rejected"}) for each in LEICESTER]

        assert {"rejected"} == set(statuses(judged(facts)))

    def test_a_status_of_an_earlier_run_is_forgotten(self):
        """
        Verified and disputed are answers of this run alone.
        """
        facts = [fact("seats", 5, "Lab", status="verified"), fact("seats_won", 5, "Lab")]

        assert ["unchecked", "unchecked"] == statuses(judged(facts))

    def test_the_past_enters_no_rule(self):
        """
        "Labour's 22-seat majority" of 2013 and old seats stay unchecked.
        """
        facts = [each.model_copy(update={"when": "past"}) for each in LEICESTER]

        assert {"unchecked"} == set(statuses(judged(facts)))

    def test_a_failing_fact_is_not_verified_by_another_rule(self):
        """
        A fact in a sum that holds and in one that fails is not verified; where the sum that holds
        clears it, it is not disputed either.
        """
        facts = [
            *whole(Con=23, Lab=29),
            fact("seats_before", 20, "Lab"),
            fact("seats_change", 8, "Lab"),
        ]

        assert ["verified", "unchecked", "verified", "disputed", "disputed"] == (
            statuses(judged(facts))
        )


class TestFindings:
    def test_sorted_by_severity_post_and_rule(self):
        """
        Errors come first, then the oldest post, then the rule.
        """
        findings = judged(TROUBLED).report.findings
        keys = [(f.severity != "error", f.posts[0], f.rule) for f in findings]

        assert sorted(keys) == keys
        assert {"S001", "C002", "T001", "X001", "R000", "G001"} <= {f.rule for f in findings}

    def test_the_same_input_gives_the_same_bytes(self):
        """
        Two runs over the same facts print the same report.
        """
        assert judged(TROUBLED).report.model_dump_json() == (
            judged(TROUBLED).report.model_dump_json()
        )

    @given(st.randoms(use_true_random=False))
    def test_the_order_of_the_facts_matters_to_nothing(self, shuffler: random.Random):
        """
        Facts in another order give the same statuses, and findings with the same ids in the same
        order.
        """
        facts = [
            each.model_copy(update={"id": f"f{n}"}) for n, each in enumerate([*TROUBLED, *TROUBLED])
        ]
        shuffled = list(facts)
        shuffler.shuffle(shuffled)

        one, other = judged(facts), judged(shuffled)

        assert [f.id for f in one.report.findings] == [f.id for f in other.report.findings]
        assert one.report.verdicts == other.report.verdicts
        assert {f.id: f.status for f in one.facts} == {f.id: f.status for f in other.facts}

    def test_ids_do_not_hang_on_the_facts_ids(self):
        """
        A line more at the top of a file renames "line-1", and no finding.
        """
        before = judged(LEICESTER).report.findings
        after = judged([fact("seats_won", 1, "Lab", area="Derby"), *LEICESTER]).report.findings

        assert [f.id for f in before] == [f.id for f in after]
        assert ("line-1", "line-2") == before[0].facts[:2]
        assert ("line-2", "line-3") == after[0].facts[:2]

    def test_an_id_changes_with_a_fact_under_it(self):
        """
        A decision lasts until the facts change: another figure is another finding.
        """
        other = whole(area="Leicester", Lab=29, Con=17, Green=3, LD=3)

        assert judged(LEICESTER).report.findings[0].id != judged(other).report.findings[0].id

    def test_a_finding_names_its_authority(self):
        """
        The area is the register's name with its code, whatever the post calls it.
        """
        facts = whole(area="Leicester City Council", Lab=30, Con=17, Green=3, LD=3)

        (area,) = judged(facts).report.findings[0].areas

        assert ("Leicester", "E06000016") == (area.name, area.gss)

    def test_every_error_and_warning_is_explained(self):
        """
        But for what is not grounded, which enters no sum, each says what would mend it.
        """
        findings = judged(TROUBLED).report.findings

        assert {"G001"} == {finding.rule for finding in findings if not finding.explanations}
        assert {"G001"} == {finding.rule for finding in findings if not finding.mend}


class TestSelection:
    def test_by_code_and_prefix(self):
        """
        "S" names every rule of seats, "C002" one.
        """
        verdicts = judged((), select=["S", "C002"]).report.verdicts

        assert [f"S00{n}" for n in range(1, 7)] + ["C002"] == list(verdicts)

    def test_what_is_ignored_goes(self):
        """
        Ignoring wins over selecting.
        """
        verdicts = judged((), select=["S"], ignore=["s002"]).report.verdicts

        assert [f"S00{n}" for n in (1, 3, 4, 5, 6)] == list(verdicts)

    def test_an_ignored_rule_finds_and_disputes_nothing(self):
        """
        Without S001 its facts are not disputed.
        """
        assert {"unchecked"} == set(statuses(judged(LEICESTER, ignore=["S001"])))

    def test_contradictions_block_sums_even_when_ignored(self):
        """
        Who ignores A001 still gets no sum of contradictory figures.
        """
        facts = [*whole(Con=32, Lab=20), fact("seats", 21, "Lab")]

        assert () == judged(facts, ignore=["A001"]).report.findings

    @pytest.mark.parametrize("code", ["S9", "Z", "", "S001X"])
    def test_an_unknown_code_is_an_error_of_the_user(self, code: str):
        """
        A code that names no rule says which there are.
        """
        with pytest.raises(UnknownRuleError, match="S001, S002") as caught:
            judged((), select=[code])

        assert isinstance(caught.value, SeatcheckError)
        assert 2 == caught.value.exit_code


class TestExplain:
    def test_one_rule(self):
        """
        A rule is explained with its formula, exceptions and examples.
        """
        info = explain("c001")

        assert "C001" == info.code
        assert "T = ⌊C/2⌋ + 1" == info.formula
        assert 4 == len(info.exceptions)
        assert info.fails.says

    def test_a_prefix_is_no_rule(self):
        """
        Explaining takes one code.
        """
        with pytest.raises(UnknownRuleError):
            explain("C0")


class TestRealRegister:
    def test_sizes_by_year(self):
        """
        The register itself has 54 seats for Leicester in 2023.
        """
        checked = check(LEICESTER, POSTS)

        assert "but the register has 54 seats (2023)" in checked.report.findings[0].message

    def test_a_post_given_twice_is_its_last_revision(self):
        """
        An edited post is a new revision of the same id.
        """
        facts = [fact("seats", 32, "Lab", quote="32", start=7, end=9)]
        posts = [post(1, "Labour 31"), post(1, "Labour 32")]

        assert () == check(facts, posts).report.findings
