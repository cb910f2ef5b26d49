"""Posts, facts, responses and findings <-> the rows of a run's database."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from schemas.fact import MEASURES, Fact
from schemas.finding import Derived, Finding
from schemas.post import Post

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from extract.reading import PostRead
    from schemas.fact import Value

Place = tuple[str, str, str, int]
"""Reading, page, post, revision."""

POST_FIELDS = tuple(Post.model_fields)
FACT_FIELDS = tuple(Fact.model_fields)
FINDING_FIELDS = tuple(Finding.model_fields)
PLACE_FIELDS = ("reading", "page", "post", "revision")
FACT_COLUMNS = (*FACT_FIELDS, "as_read", "reading", "revision", "number")
DERIVED_COLUMNS = (*FACT_FIELDS, "rule", "proof", "sources")
RESPONSE_COLUMNS = (
    *PLACE_FIELDS, "part", "question", "call", "key", "model", "request_parts", "response",
    "prompt_tokens", "cached_tokens", "completion_tokens", "seconds",
)  # fmt: skip
_FINDING_LISTS = ("posts", "areas", "facts", "explanations")
_WIDEST = 2**63


def insert(table: str, columns: Sequence[str]) -> str:
    """The statement that adds a row of these columns; names are this program's own."""
    names = ", ".join(f'"{each}"' for each in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608


def to_json(value: Any) -> str:
    """Equal values give equal text."""
    return storable(json.dumps(value, ensure_ascii=False, sort_keys=True))


def storable(text: str) -> str:
    """A text that UTF-8 can hold: half of a surrogate pair, as a model may send it, becomes "?"."""
    return text.encode("utf-8", "replace").decode()


def post_of(row: sqlite3.Row) -> Post:
    """The post of a row of ``posts``."""
    return Post.model_validate({name: row[name] for name in POST_FIELDS})


def fact_rows(facts: Sequence[Fact], place: Place) -> Iterator[tuple[Any, ...]]:
    """The rows of one post's facts, numbered in their order; their status is that before checks."""
    reading, _, _, revision = place
    for number, fact in enumerate(facts):
        yield (*fact_row(fact), fact.status, reading, revision, number)


def fact_row(fact: Fact) -> tuple[Any, ...]:
    """The columns of the facts contract."""
    return tuple(_written(getattr(fact, name)) for name in FACT_FIELDS)


def _written(value: Value | None) -> int | float | str | None:
    """A value as SQLite takes it: flags as text, and whole numbers beyond its own as text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, int) and not -_WIDEST <= value < _WIDEST:
        return str(value)
    return value


def fact_of(row: sqlite3.Row) -> Fact:
    """The fact of a row of ``facts`` or ``derived``."""
    values = {name: row[name] for name in FACT_FIELDS}
    value = values["value"]
    form = MEASURES[values["scope"]][values["measure"]].form
    if form == "flag":
        value = value == "true"
    elif isinstance(value, str) and form not in {"party", "word"}:
        value = int(value)
    return Fact.model_validate({**values, "value": value})


def response_rows(read: PostRead, place: Place) -> Iterator[tuple[Any, ...]]:
    """The rows of the calls that one post's reading rests on."""
    for part in read.parts:
        for call, exchange in enumerate(part.exchanges):
            yield (
                *place,
                part.request.part,
                part.request.question,
                call,
                exchange.key,
                part.request.model["name"],
                to_json(part.request.parts),
                to_json(exchange.response),
                *exchange.usage,
                exchange.seconds,
            )


def finding_row(finding: Finding) -> tuple[Any, ...]:
    """The row of a finding."""
    values = finding.model_dump(mode="json")
    return tuple(
        to_json(value) if name in _FINDING_LISTS else _written(value)
        for name, value in values.items()
    )


def finding_of(row: sqlite3.Row) -> Finding:
    """The finding of a row of ``findings``."""
    return Finding.model_validate(
        {
            name: json.loads(row[name]) if name in _FINDING_LISTS else row[name]
            for name in FINDING_FIELDS
        }
    )


def derived_row(derived: Derived) -> tuple[Any, ...]:
    """The row of a derived fact."""
    sources = to_json(list(derived.sources))
    return (*fact_row(derived.fact), derived.rule, storable(derived.proof), sources)


def derived_of(row: sqlite3.Row) -> Derived:
    """The derived fact of a row of ``derived``."""
    sources = tuple(json.loads(row["sources"]))
    return Derived(fact=fact_of(row), rule=row["rule"], proof=row["proof"], sources=sources)
