"""A checked run and its log of decisions -> all that the pages of a review are made of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from extract.report.councils import CouncilPart, Parts, claims_of, parts_of
from extract.review.effects import effects
from extract.review.judged import Judged
from extract.review.queue import Item, queue
from extract.review.settle import by_effect
from extract.shown.environment import post_anchor

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extract.check.claims import Claim
    from extract.store import StoredPost
    from schemas.decision import Decision, Reviewed, Subject
    from schemas.fact import Fact
    from schemas.finding import Finding, Report


@dataclass(frozen=True)
class Base:
    """A checked run: what every view of it shares, whatever is decided meanwhile."""

    stored: Sequence[StoredPost]
    facts: Sequence[Fact]
    report: Report

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """The facts and what is derived as the rules see them, by id."""
        return claims_of(self.facts, [s.post for s in self.stored], self.report)

    @cached_property
    def posts(self) -> dict[str, StoredPost]:
        """The posts by their anchors."""
        return {post_anchor(each.post.page, each.post.id): each for each in self.stored}

    @cached_property
    def by_post(self) -> Mapping[tuple[str, str], list[Fact]]:
        """The facts of each post."""
        found: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        for each in self.facts:
            found[each.page, each.post].append(each)
        return found

    @cached_property
    def parts(self) -> Parts:
        """The councils with their chambers and all that is said of them."""
        return parts_of(self.facts, [s.post for s in self.stored], self.report, self.claims)

    @cached_property
    def councils(self) -> dict[str, CouncilPart]:
        """The councils by their anchors."""
        return {each.anchor: each for each in self.parts.councils}

    @cached_property
    def homes(self) -> dict[str, CouncilPart]:
        """The council that each fact is about, by the fact's id."""
        return {c.id: part for part in self.parts.councils for c in part.every_claim}


@dataclass(frozen=True)
class View:
    """One moment of a review. ``log``: the decisions that it knows of."""

    base: Base
    log: Sequence[Decision]
    items: Sequence[Item]

    @cached_property
    def decisions(self) -> dict[str, Decision]:
        """The decisions by id."""
        return {each.id: each for each in self.log}

    @cached_property
    def _by_id(self) -> dict[str, Item]:
        return {each.finding.id: each for each in self.items}

    def item(self, finding: str) -> Item | None:
        """The item of a finding; None where there is none of that id any more."""
        return self._by_id.get(finding)

    def subject(self, finding: Finding) -> Subject:
        """What a finding judges."""
        mine = [self.base.claims[each].fact for each in finding.facts]
        places = {(each.page, each.post) for each in mine}
        posts = [s.post for s in self.base.stored if (s.post.page, s.post.id) in places]
        return Judged(mine, posts).subject(finding)

    @property
    def asked(self) -> int:
        """How many findings are to be decided, or were."""
        return sum(each.asks for each in self.items)

    @property
    def decided(self) -> int:
        """How many of them nobody has to decide any more."""
        return sum(each.asks and not each.undecided for each in self.items)

    def knowing(self, later: Sequence[Decision]) -> View:
        """
        The view with decisions that came since, as far as they are about what it shows.

        What their corrections change in other findings only a new check can tell.
        """
        new = [each for each in later if each.id not in self.decisions]
        if not new:
            return self
        log = [*self.log, *new]
        in_effect = effects(log)
        keys = {each.subject.key for each in new}

        def updated(item: Item) -> Item:
            reviewed = item.reviewed
            if reviewed.key not in keys:
                return item
            return replace(item, reviewed=by_effect(reviewed, in_effect[reviewed.key]))

        return replace(self, log=log, items=[updated(each) for each in self.items])


def view_of(
    stored: Sequence[StoredPost],
    facts: Sequence[Fact],
    report: Report,
    log: Sequence[Decision],
) -> View:
    """The view of a run that was checked with this log."""
    reviewed: dict[str, Reviewed] = {each.finding: each for each in report.reviewed}
    items = queue((*report.findings, *report.cured), reviewed)
    return View(Base(stored, facts, report), log, items)
