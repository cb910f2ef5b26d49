"""
extract/review/queue: findings by council, worst first; filters; what comes next.
"""

from __future__ import annotations

from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from extract.review.queue import Filter, after, by_council, queue
from schemas.decision import Reviewed
from schemas.finding import Area, Finding


def a_finding(name, council, severity="error", rule="S001", gss=None):
    area = Area(name=council, gss=gss)
    return Finding(id=name, rule=rule, severity=severity, areas=(area,), message=name)


def items(*findings, **states):
    reviewed = {
        each.id: Reviewed(finding=each.id, key=each.id, state=states.get(each.id, "open"))
        for each in findings
    }
    return queue(findings, reviewed)


def names(found):
    return [each.finding.id for each in found]


FINDINGS = (
    a_finding("a", "Derby"),
    a_finding("b", "Blaby"),
    a_finding("c", "Derby", "warning", "A001"),
    a_finding("d", "Ashfield", "warning"),
    a_finding("e", "Blaby", "info"),
)


class TestOrder:
    def test_councils_with_the_worst_first(self):
        """
        Councils stand in the order of their worst findings, each with all of its own together.
        """
        grouped = [(name, names(each)) for name, each in by_council(items(*FINDINGS))]

        assert [("Derby", ["a", "c"]), ("Blaby", ["b", "e"]), ("Ashfield", ["d"])] == grouped

    def test_what_is_decided_keeps_its_place(self):
        """
        A decision does not move a finding.
        """
        assert names(items(*FINDINGS)) == names(items(*FINDINGS, a="decided", b="later"))

    def test_one_council_under_two_names(self):
        """
        A council is known by its code.
        """
        two = (a_finding("a", "Derby", gss="E1"), a_finding("b", "Derby City", gss="E1"))

        assert 1 == len(list(by_council(items(*two))))


class TestFilters:
    def test_each_field(self):
        """
        Rule, severity, council and state each leave what they name; undecided is several states.
        """
        every = items(*FINDINGS, a="decided", b="later")

        def shown(**said):
            return names(each for each in every if Filter(**said).shows(each))

        assert ["c"] == shown(rule="A001")
        assert ["a", "b"] == shown(severity="error")
        assert ["a", "c"] == shown(council="derby")
        assert ["b"] == shown(state="later")
        assert ["c", "b", "d"] == shown(state="undecided")
        assert names(every) == shown()

    @given(st.builds(Filter, *([st.text(alphabet="aé &=?#/<", max_size=6)] * 4)))
    def test_a_query_says_the_filter(self, chosen):
        """
        Any filter comes back from its own query.
        """
        assert chosen == Filter.of(dict(parse_qsl(chosen.query.removeprefix("?"))))


class TestNext:
    def test_is_the_next_undecided(self):
        """
        After a decision comes the next finding that nobody decided, from the first again at the end;
        a note asks for no decision.
        """
        every = items(*FINDINGS, c="decided")

        assert ["b", "d", "d", "a"] == [after(every, each).finding.id for each in "abed"]

    def test_where_all_are_decided(self):
        """
        Where nothing is left there is none.
        """
        assert after(items(*FINDINGS[:1], a="decided"), "a") is None
