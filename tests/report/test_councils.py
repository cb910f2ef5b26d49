"""
extract/report/councils: every fact and finding has one place in the report.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from showing import POST, a_post, checked, claims_of, said, tamworth

from extract.report.councils import parts_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.report.councils import Parts
    from schemas.fact import Fact
    from schemas.post import Post

WARD = {
    "scope": "contest",
    "contest": "ward",
    "area": "Amington",
    "authority": "Tamworth",
    "person": "Ann Lee",
}


def parts(facts: Sequence[Fact], posts: Sequence[Post] = (POST,)) -> Parts:
    """The parts of a checked run of these facts."""
    done = checked(facts, posts)
    every = [*done.facts, *(each.fact for each in done.report.derived)]
    return parts_of(done.facts, posts, done.report, claims_of(every, posts))


def every_claim(found: Parts) -> Counter[str]:
    """How often each fact stands in a part."""
    claims = [claim.id for council in found.councils for claim in council.every_claim]
    claims += [claim.id for contest in found.contests for claim in contest.claims]
    return Counter([*claims, *(claim.id for claim in found.aside)])


class TestParts:
    def test_a_council(self):
        """
        A council has its answer, chamber, parties, facts, and the finding about it.
        """
        (council,) = parts(tamworth()).councils

        assert ("Tamworth", "loss", 30) == (
            council.row.council,
            council.row.change,
            council.chamber.seats if council.chamber else None,
        )
        assert 1 == (council.chamber.not_stated if council.chamber else None)
        assert 7 == len(council.claims)
        assert ["S001", "X002"] == [each.finding.rule for each in council.findings]

    def test_its_contests(self):
        """
        A ward of the council stands with it; a commissioner's contest stands by itself.
        """
        ward = said(POST, "14", "votes", 14, **WARD)
        pcc = {"scope": "contest", "contest": "pcc", "area": "Staffordshire", "area_id": None}
        other = said(POST, "19", "votes", 19, person="Ben Osei", **pcc)
        found = parts([*tamworth(), ward, other])

        assert [("ward", "Amington")] == [
            (each.kind, each.name) for each in found.councils[0].contests
        ]
        assert [("pcc", "Staffordshire")] == [(each.kind, each.name) for each in found.contests]

    def test_what_is_past_stands_aside(self):
        """
        What speaks of an earlier time is shown, and is no part of the council's answer.
        """
        past = said(POST, "19", "majority", 19, party="Conservative", when="past")
        found = parts([*tamworth(), past])

        assert [past.id] == [claim.id for claim in found.aside]

    def test_every_fact_has_one_place(self):
        """
        Facts of councils and contests, past and corrected ones: each stands in one part.
        """
        facts = [
            *tamworth(),
            said(POST, "14", "votes", 14, **WARD),
            said(POST, "19", "majority", 19, party="Conservative", when="past"),
            said(
                POST,
                None,
                "seats",
                11,
                party="Labour",
                basis="corrected",
                corrects=tamworth()[4].id,
            ),
            said(POST, "14", "seats", 14, party="Green", area="Nowhere", area_id=None),
        ]

        assert {each.id: 1 for each in facts} == every_claim(parts(facts))

    def test_rejected_facts_stand_with_their_posts(self):
        """
        What has no words is in no council's part.
        """
        rejected = said(POST, None, "majority", 3, party="Labour", status="rejected")

        assert rejected.id not in every_claim(parts([*tamworth(), rejected]))

    def test_every_finding_has_one_place(self):
        """
        A finding about two councils stands with the first; one about none by itself.
        """
        later = a_post("Labour now have 12 seats in Tamworth.", "p2", position=1)
        unknown = a_post("Labour have 12 seats in Aldershot.", "p3", position=2)
        facts = [
            *tamworth(),
            said(later, "12", "seats", 12, party="Labour"),
            said(unknown, "12", "seats", 12, party="Labour", area="Aldershot", area_id=None),
        ]
        posts = [POST, later, unknown]
        found = parts(facts, posts)
        shown = [each.finding.id for council in found.councils for each in council.findings]
        shown += [each.finding.id for each in found.findings]

        assert sorted(each.id for each in checked(facts, posts).report.findings) == sorted(shown)

    def test_derived(self):
        """
        What follows by arithmetic stands with the council, with its proof.
        """
        (council,) = parts(tamworth()).councils

        assert [("majority_threshold", 16, "⌊30 / 2⌋ + 1 = 16")] == [
            (claim.fact.measure, claim.value, how.proof) for claim, how in council.derived
        ]
