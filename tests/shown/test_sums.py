"""
extract/shown/sums: a finding as a person checks it.
"""

from __future__ import annotations

import pytest
from showing import POST, checked, claims_of

from extract.shown.sums import sum_of


@pytest.fixture(scope="module")
def composition():
    """
    The sum of Tamworth's seats, in which one is missing.
    """
    done = checked()
    (finding,) = [each for each in done.report.findings if each.rule == "S001"]
    return sum_of(finding, claims_of(done.facts, [POST]))


class TestSum:
    def test_terms(self, composition):
        """
        Each term is a fact of the finding: figures first, in its order, then what is no figure.
        """
        assert [
            (30, None, "p1"),
            (14, "Conservative", "p1"),
            (10, "Labour", "p1"),
            (5, "Independent", "p1"),
            (True, None, "p1"),
        ] == [(c.value, c.party, c.place.id) for c in (each.claim for each in composition.terms)]

    def test_blamed(self, composition):
        """
        A term is blamed once for each explanation that has it; a size of the register never is.
        """
        blamed = {each.claim.value: each.blamed for each in composition.terms}

        assert {30: 0, 14: 1, 10: 1, 5: 1, True: 1} == blamed

    def test_explanations(self, composition):
        """
        Every explanation is there, with the terms that must be wrong together.
        """
        assert [list(each) for each in composition.finding.explanations] == [
            [term.claim.id for term in terms] for terms in composition.explanations
        ]

    def test_what_is_no_figure_stands_last(self, composition):
        """
        That a list is complete stands below the figures that are added, wherever its words stand.
        """
        finding = composition.finding
        turned = finding.model_copy(update={"facts": finding.facts[::-1]})
        done = checked()

        assert [5, 10, 14, 30, True] == [
            each.claim.value for each in sum_of(turned, claims_of(done.facts, [POST])).terms
        ]

    def test_what_is_unknown_is_left_out(self, composition):
        """
        A fact of a finding that the run no longer has makes no term.
        """
        assert () == sum_of(composition.finding, {}).terms
