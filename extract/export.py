"""Facts of a run -> one JSON object a line, in the order of the pages, byte for byte the same each time."""

from __future__ import annotations

import json
from collections.abc import Iterable

from schemas.fact import Fact


def facts_jsonl(facts: Iterable[Fact]) -> str:
    """The facts contract as JSONL: every field of every fact, in the contract's order."""
    return "".join(
        json.dumps(each.model_dump(mode="json"), ensure_ascii=False) + "\n" for each in facts
    )
