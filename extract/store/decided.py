"""Decisions, and what the last check made of them <-> the rows of a run's database."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from extract.store.rows import FACT_COLUMNS, fact_row, insert, storable, to_json
from schemas.decision import Amended, Decision, Mend, Reviewed, Subject
from schemas.finding import Finding

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from schemas.fact import Fact
    from schemas.finding import Report

_COLUMNS = (
    "id", "key", "rule", "council", "election", "message", "kind", "mend", "standing", "why",
    "who", "at", "follows", "subject",
)  # fmt: skip
_REVIEWED = ("id", "key", "state", "decisions", "difference", "heads", "finding")
_AMENDED = ("decision", "fact", "made")


def add(db: sqlite3.Connection, decisions: Iterable[Decision]) -> int:
    """Add the entries that are not there yet; how many that were."""
    before = db.total_changes
    statement = f"{insert('decisions', _COLUMNS)} ON CONFLICT (id) DO NOTHING"
    db.executemany(statement, map(_row, decisions))
    return db.total_changes - before


def _row(decision: Decision) -> tuple[Any, ...]:
    subject = decision.subject
    return (
        decision.digest,
        subject.key,
        storable(subject.rule),
        storable(subject.name),
        subject.election,
        storable(decision.message),
        decision.kind,
        to_json(decision.mend.model_dump(mode="json")) if decision.mend else None,
        int(decision.standing),
        decision.why and storable(decision.why),
        storable(decision.who),
        decision.at,
        to_json(list(decision.follows)),
        to_json(subject.model_dump(mode="json")),
    )


def log(db: sqlite3.Connection) -> tuple[Decision, ...]:
    """Every entry, in the order in which they came."""
    return tuple(map(_decision, db.execute("SELECT * FROM decisions ORDER BY number")))


def _decision(row: sqlite3.Row) -> Decision:
    return Decision(
        id=row["id"],
        subject=Subject.model_validate_json(row["subject"]),
        message=row["message"],
        kind=row["kind"],
        mend=Mend.model_validate_json(row["mend"]) if row["mend"] else None,
        standing=bool(row["standing"]),
        why=row["why"],
        who=row["who"],
        at=row["at"],
        follows=tuple(json.loads(row["follows"])),
    )


def keep(db: sqlite3.Connection, report: Report, made: Iterable[Fact]) -> None:
    """Store how far findings have come and, beside the others of their posts, the facts made."""
    db.execute("DELETE FROM facts WHERE id IN (SELECT made FROM amended)")
    db.execute("DELETE FROM reviewed")
    db.execute("DELETE FROM amended")
    cured = {each.id: to_json(each.model_dump(mode="json")) for each in report.cured}
    db.executemany(
        insert("reviewed", _REVIEWED),
        [
            (
                each.finding,
                each.key,
                each.state,
                to_json(list(each.decisions)),
                to_json(list(each.difference)),
                to_json(list(each.heads)),
                cured.get(each.finding),
            )
            for each in report.reviewed
        ],
    )
    db.executemany(
        insert("amended", _AMENDED),
        [(each.decision, each.fact, each.made) for each in report.amended],
    )
    for fact in made:
        reading, revision, number = db.execute(
            "SELECT reading, revision, (SELECT COALESCE(MAX(number), -1) + 1 FROM facts WHERE "
            "facts.page = posts.page AND facts.post = posts.id AND "
            "facts.reading = posts.reading AND facts.revision = posts.revision) "
            "FROM posts WHERE page = ? AND id = ?",
            (fact.page, fact.post),
        ).fetchone()
        values = (*fact_row(fact), "unchecked", reading, revision, number)
        db.execute(insert("facts", FACT_COLUMNS), values)


def reviewed(db: sqlite3.Connection) -> dict[str, Any]:
    """The parts of a report that tell what reviewers' decisions made of it."""
    rows = db.execute("SELECT * FROM reviewed ORDER BY rowid").fetchall()
    return {
        "cured": tuple(
            Finding.model_validate_json(row["finding"]) for row in rows if row["finding"]
        ),
        "reviewed": tuple(
            Reviewed(
                finding=row["id"],
                key=row["key"],
                state=row["state"],
                decisions=tuple(json.loads(row["decisions"])),
                difference=tuple(json.loads(row["difference"])),
                heads=tuple(json.loads(row["heads"])),
            )
            for row in rows
        ),
        "amended": tuple(
            Amended(decision=row["decision"], fact=row["fact"], made=row["made"])
            for row in db.execute("SELECT * FROM amended ORDER BY rowid")
        ),
    }
