"""Councils and contests that were judged -> what no post states of them, but arithmetic tells."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from typing import TYPE_CHECKING

from extract.check.derivations import DERIVATIONS, Found
from extract.check.groups import without
from schemas.fact import Fact
from schemas.finding import Derived

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from extract.check.contest import Contest
    from extract.check.council import Council
    from schemas.fact import Status


def derive(
    groups: Iterable[Council | Contest],
    facts: Sequence[Fact],
    codes: Collection[str],
    broke: Callable[[str, Council | Contest, Exception], None],
) -> Iterator[Derived]:
    """
    What follows from the facts of each group, by the formulas of the rules with these codes.

    ``broke`` is told of whatever a derivation raises: its code, the group, the error.

    ``facts``: all, in the order of their claims, as they were judged. Only exact figures
    that nothing disputes enter, and none that is itself derived; where two ways to
    one figure do not agree, neither counts.
    """
    for group in groups:
        disputed = {c.index for c in group.claims if facts[c.index].status == "disputed"}
        sound = without(group, group.blocked | disputed)
        ways: dict[tuple[object, ...], list[tuple[str, Found]]] = defaultdict(list)
        for code, of, derivation in DERIVATIONS:
            if code not in codes or not isinstance(sound, of):
                continue
            try:
                for found in derivation(sound):
                    owned = (found.measure, found.party, found.person, found.baseline)
                    ways[owned].append((code, found))
            except Exception as error:  # noqa: BLE001 - reported as a bug, as of a rule
                broke(code, group, error)
        for each in ways.values():
            if len({found.value for _, found in each}) == 1:
                yield _derived(*each[0], facts)


def _derived(code: str, found: Found, facts: Sequence[Fact]) -> Derived:
    latest = max(found.claims, key=lambda claim: (claim.place.order, claim.index), default=None)
    source = latest or found.about
    assert source is not None
    statuses = {facts[claim.index].status for claim in found.claims}
    status: Status = "verified" if statuses == {"verified"} else "unchecked"
    said = source.fact
    fact = Fact(
        page=said.page,
        post=said.post,
        election=said.election,
        scope=said.scope,
        area=said.area,
        area_id=said.area_id,
        authority=said.authority,
        contest=said.contest,
        party=found.party,
        person=found.person,
        measure=found.measure,
        value=found.value,
        round=next((claim.fact.round for claim in found.claims if claim.fact.round), None),
        baseline=found.baseline,
        basis="derived",
        status=status,
    )
    key = json.dumps(fact.model_dump(exclude={"id", "status"}), sort_keys=True)
    digest = hashlib.sha256(key.encode()).hexdigest()[:12]
    return Derived(
        fact=fact.model_copy(update={"id": f"derived-{digest}"}),
        rule=code,
        proof=found.proof,
        sources=tuple(dict.fromkeys(claim.id for claim in found.claims)),
    )
