"""Statuses: what the rules answered about each claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from making import fact

from extract.check.claims import read_claims
from extract.check.localise import Localised
from extract.check.rule import Verdict, fails, holds
from extract.check.statuses import Standing, statuses

if TYPE_CHECKING:
    from collections.abc import Sequence

FACTS = [fact("seats", value, party, id=party) for party, value in (("Con", 1), ("Lab", 2))]
CON, LAB = CLAIMS = read_claims(FACTS, ())


def judged(*answers: tuple[Verdict, Localised | None], facts: Sequence = FACTS) -> list[str]:
    standing = Standing()
    for verdict, localised in answers:
        standing.enter(verdict, localised)
    claims = read_claims(facts, ())
    everything = range(len(claims))
    return [each.status for each in statuses(claims, standing, rejected=(), entering=everything)]


class TestVerified:
    def test_an_equality_that_holds(self):
        """
        What an equality proves is verified, what merely takes part is not.
        """
        assert ["verified", "unchecked"] == judged((holds(CLAIMS, proves=[CON]), None))

    def test_not_what_fails_elsewhere(self):
        """
        In a failing check, though in no explanation of it, a fact is unchecked.
        """
        cleared = Localised((), (LAB,))

        assert ["unchecked", "disputed"] == judged(
            (holds(CLAIMS, proves=CLAIMS), None), (fails("error", "", CLAIMS), cleared)
        )

    def test_info_changes_nothing(self):
        """
        What is only worth knowing leaves a fact verified.
        """
        assert ["verified", "verified"] == judged(
            (holds(CLAIMS, proves=CLAIMS), None), (fails("info", "", CLAIMS), None)
        )


class TestDisputed:
    def test_whatever_explains_a_failure(self):
        """
        A fact of an explanation is disputed, even where it is no part of the check that fails.
        """
        assert ["unchecked", "disputed"] == judged(
            (fails("warning", "", [CON]), Localised((), (LAB,)))
        )

    def test_all_where_nothing_is_localised(self):
        """
        Without an answer to where the error is, all that takes part is in doubt.
        """
        assert ["disputed", "disputed"] == judged((fails("error", "", CLAIMS), None))

    def test_a_twin_shares_it(self):
        """
        The same fact of the same post under another id has the same status.
        """
        twin = FACTS[0].model_copy(update={"id": "again"})

        assert ["disputed", "unchecked", "disputed"] == judged(
            (fails("error", "", [CON]), None), facts=[*FACTS, twin]
        )


class TestRejected:
    def test_before_all_else(self):
        """
        What has no words is rejected, and what enters no rule is unchecked.
        """
        standing = Standing()
        standing.enter(holds(CLAIMS, proves=CLAIMS), None)

        found = statuses(CLAIMS, standing, rejected={0}, entering={0})

        assert ["rejected", "unchecked"] == [each.status for each in found]
