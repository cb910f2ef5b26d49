"""Facts as they are expected or found, for the tests of extract.golden."""

from __future__ import annotations

from typing import Any

from extract.model.request import Request
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


def whole(labour: int = 31) -> list[Fact]:
    """Leicester's size and a list of all its parties, which adds up with Labour's 31 seats."""
    parties = {"Labour": labour, "Conservative": 17, "Liberal Democrat": 6}
    return [
        seats(measure="council_size", value=54, party=None),
        *(seats(party=party, value=value) for party, value in parties.items()),
        seats(measure="list_complete", value=True, party=None),
    ]


def request_of(question: str) -> Request:
    """A request about a post, such as a reading names."""
    model = {"name": "x", "digest": None}
    return Request("live", "a", 0, question, model, (), {}, {})
