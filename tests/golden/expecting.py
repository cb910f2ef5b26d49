"""Facts as they are expected or found, for the tests of extract.golden."""

from __future__ import annotations

from typing import Any

from schemas.fact import Fact
from schemas.post import Post

POST = Post(id="a", page="live", text="Labour have about 31 seats in Leicester, 31 of 54.")
TEA = Post(id="tea", page="live", text="Tea is served.")


def seats(**more: Any) -> Fact:
    """Labour's 31 seats in Leicester, or what else is said of them."""
    known = {"page": "live", "post": "a", "scope": "council", "area": "Leicester"}
    said = {"measure": "seats", "value": 31, "party": "Labour"}
    return Fact.model_validate(known | said | more)


def votes(**more: Any) -> Fact:
    """A candidate's votes in a ward."""
    ward = {"scope": "contest", "contest": "ward", "area": "Birstall", "measure": "votes"}
    return seats(**(ward | {"person": "Ann Person"} | more))
