"""A run folder -> one SQLite database: posts with states, responses, facts, findings, what is derived."""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Self

from extract import __version__
from extract.store import decided
from extract.store.database import NoRunError, connect, transaction, unusable
from extract.store.entering import at_home, enter_page, refuse_another, staying
from extract.store.rows import (
    DERIVED_COLUMNS,
    FACT_COLUMNS,
    FINDING_FIELDS,
    PLACE_FIELDS,
    RESPONSE_COLUMNS,
    derived_of,
    derived_row,
    fact_of,
    fact_rows,
    finding_of,
    finding_row,
    insert,
    post_of,
    response_rows,
    storable,
    to_json,
)
from schemas.finding import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from extract.check import Checked
    from extract.pages import Blog
    from extract.reading import PostRead
    from extract.store.database import Mode
    from schemas.decision import Decision
    from schemas.fact import Fact
    from schemas.finding import Derived
    from schemas.post import Post

__all__ = ["STATES", "NoRunError", "State", "Store", "StoredPost", "Way"]

State = Literal["pending", "extracted", "nothing here", "failed"]
STATES: tuple[State, ...] = ("pending", "extracted", "nothing here", "failed")

# What a report counts, each in one row of the meta table.
_COUNTS = ("verdicts", "councils", "ceiling")
# Pages in the order in which they came, their posts oldest first.
_ORDER = "ORDER BY pages.position, posts.position"
# The facts of the present revision and reading of the posts that have been read.
_PRESENT = (
    "SELECT present_facts.* FROM present_facts JOIN pages ON pages.id = present_facts.page "
    "ORDER BY pages.position, present_facts.position, present_facts.number"
)


@dataclass(frozen=True, slots=True)
class Way:
    """A way of reading posts: the digest of all that it rests on, the model's name and digest."""

    id: str
    model: str
    digest: str | None


@dataclass(frozen=True, slots=True)
class StoredPost:
    """A post of a run with how far it has come; ``reading`` names the way it was last asked."""

    post: Post
    revision: int
    state: State
    reason: str | None
    reading: str | None


class Store:
    """
    The database of one run; every public method that writes is one transaction.

    A context manager. Raises ``RunError`` where the folder holds no run or one of
    another version, and, inside the context, for all that SQLite refuses.
    """

    def __init__(self, folder: Path, mode: Mode = "read") -> None:
        """Open ``folder/run.db``: to ``create`` where there is none, to ``write``, to ``read``."""
        self.folder = folder
        self._db = connect(folder, mode)

    def __enter__(self) -> Self:
        """The open store."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close; a damaged, locked or full database becomes a ``RunError``."""
        self.close()
        if isinstance(error, sqlite3.Error):
            raise unusable(self.folder, error) from error

    def close(self) -> None:
        """Give the database back."""
        self._db.close()

    @contextmanager
    def reading(self) -> Iterator[None]:
        """All that is read inside is of one moment, whatever others write meanwhile."""
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.execute("COMMIT")

    @property
    def version(self) -> int:
        """A number that is another one as soon as anybody else has written."""
        version: int = self._db.execute("PRAGMA data_version").fetchone()[0]
        return version

    def meta(self, key: str) -> str | None:
        """One value of the meta table."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def unread(
        self,
        posts: Sequence[Post],
        sources: Mapping[str, str],
        way: Way,
        *,
        blogs: Mapping[str, Blog] | None = None,
    ) -> list[Post]:
        """
        Of some pages' posts, those that this way would be asked for; nothing is written.

        Raises ``InputError`` where the run has another page of the same name.
        """
        posts, sources, blogs = at_home(self._db, posts, sources, blogs or {})
        for page, source in sources.items():
            own, blog = [each for each in posts if each.page == page], blogs.get(page)
            refuse_another(self._db, page, source, own, blog)
            posts += [post_of(row) for row in staying(self._db, page, own, blog)]
        rows = self._db.execute(
            "SELECT posts.page, posts.id, posts.content FROM posts JOIN outcomes "
            "ON outcomes.page = posts.page AND outcomes.post = posts.id "
            "AND outcomes.revision = posts.revision AND outcomes.reading = ? "
            "WHERE outcomes.state IN ('extracted', 'nothing here')",
            (way.id,),
        )
        read = {(row["page"], row["id"]): row["content"] for row in rows}
        return [each for each in posts if read.get((each.page, each.id)) != each.content]

    def enter(
        self,
        posts: Sequence[Post],
        sources: Mapping[str, str],
        way: Way,
        *,
        blogs: Mapping[str, Blog] | None = None,
        fresh: bool = False,
    ) -> list[StoredPost]:
        """
        Enter the posts of some pages as they now are; those that are to be asked, in order.

        ``sources``: the id of each page -> what gave it; ``blogs``: those that are
        live blogs, which go into the page that the run has of them. A post is asked
        where this way of reading has not read its text; what another way read stays
        beside it.
        ``fresh`` asks for every post again, and goes on with such a pass where one
        was cut short.

        Raises ``InputError`` where the run has another page of the same name.
        """
        with transaction(self._db) as db:
            db.execute(
                "INSERT OR IGNORE INTO readings VALUES (?, ?, ?, ?)",
                (way.id, storable(way.model), way.digest, __version__),
            )
            posts, sources, blogs = at_home(db, posts, sources, blogs or {})
            for page, source in sources.items():
                own = [each for each in posts if each.page == page]
                enter_page(db, page, source, own, blogs.get(page))
            _make_pending(db, list(sources), way.id, fresh=fresh)
            _stale(db)
        return self.posts("pending", sources)

    def posts(
        self, state: str | None = None, pages: Iterable[str] | None = None
    ) -> list[StoredPost]:
        """The posts in the order of their pages, oldest first."""
        rows = self._db.execute(
            "SELECT posts.* FROM posts JOIN pages ON pages.id = posts.page "  # noqa: S608
            f"WHERE :state IS NULL OR posts.state = :state {_ORDER}",
            {"state": state},
        )
        wanted = None if pages is None else set(pages)
        return [_stored(row) for row in rows if wanted is None or row["page"] in wanted]

    def finish(self, stored: StoredPost, read: PostRead, state: State) -> None:
        """Commit what one post gave to the way it was asked: its state, responses and facts."""
        if stored.reading is None:
            raise AssertionError("a post is entered with the way that it is asked")
        post = stored.post
        place = (stored.reading, post.page, post.id, stored.revision)
        reason = storable(str(read.error)) if read.error is not None else None
        with transaction(self._db) as db:
            for table in ("facts", "responses", "outcomes"):
                db.execute(
                    f"DELETE FROM {table} WHERE reading = ? AND page = ? AND post = ? "  # noqa: S608
                    "AND revision = ?",
                    place,
                )
            db.execute("INSERT INTO outcomes VALUES (?, ?, ?, ?, ?, ?)", (*place, state, reason))
            db.executemany(insert("responses", RESPONSE_COLUMNS), response_rows(read, place))
            db.executemany(insert("facts", FACT_COLUMNS), fact_rows(read.facts, place))
            db.execute(
                "UPDATE posts SET state = ?, reason = ?, fresh = 0 "
                "WHERE reading = ? AND page = ? AND id = ? AND revision = ?",
                (state, reason, *place),
            )
            _stale(db)

    def facts(self, *, as_read: bool = False) -> list[Fact]:
        """
        The facts of every post's present reading, in the order of the pages, posts and words.

        Each with the status that the last check gave it and with those that reviewers
        made, or (``as_read``) as before any check.
        """
        if as_read:
            return [_as_read(row) for row in self._read()]
        return [fact_of(row) for row in self._db.execute(_PRESENT)]

    def _read(self) -> list[sqlite3.Row]:
        """The rows of the present facts but for those that reviewers made."""
        made = {row["made"] for row in self._db.execute("SELECT made FROM amended")}
        return [row for row in self._db.execute(_PRESENT) if row["id"] not in made]

    def decisions(self) -> tuple[Decision, ...]:
        """The log of what reviewers decided, in the order in which it came."""
        return decided.log(self._db)

    def decide(self, decisions: Iterable[Decision]) -> int:
        """Add entries to the log in one transaction; how many were not in it."""
        with transaction(self._db) as db:
            added = decided.add(db, decisions)
            if added:
                _stale(db)
        return added

    def check(self, judge: Callable[[Sequence[Fact], Sequence[Post]], Checked]) -> Report:
        """
        Judge all present facts as they were read; store what comes of it.

        That is their statuses and elections, the findings, what is derived, all counts,
        and what reviewers' decisions make of it.

        ``judge`` gives the facts back in the order given, and between them those that a
        reviewer made (``amended`` of its report). It runs inside the transaction, so
        that what is stored is a check of what is stored.
        """
        with transaction(self._db) as db:
            rows = self._read()
            checked = judge(list(map(_as_read, rows)), [each.post for each in self.posts()])
            made = {each.made for each in checked.report.amended}
            given = [each for each in checked.facts if each.id not in made]
            db.executemany(
                "UPDATE facts SET status = ?, election = ? "
                "WHERE reading = ? AND page = ? AND post = ? AND revision = ? AND number = ?",
                [
                    (fact.status, fact.election, *(row[each] for each in (*PLACE_FIELDS, "number")))
                    for fact, row in zip(given, rows, strict=True)
                ],
            )
            db.execute("DELETE FROM findings")
            db.executemany(
                insert("findings", FINDING_FIELDS), map(finding_row, checked.report.findings)
            )
            db.execute("DELETE FROM derived")
            db.executemany(
                insert("derived", DERIVED_COLUMNS), map(derived_row, checked.report.derived)
            )
            decided.keep(db, checked.report, [f for f in checked.facts if f.id in made])
            counted = checked.report.model_dump(mode="json", include=set(_COUNTS))
            db.executemany(
                "INSERT OR REPLACE INTO meta VALUES (?, ?)",
                [(name, to_json(counted[name])) for name in _COUNTS],
            )
        return checked.report

    def report(self) -> Report | None:
        """What the last check answered; None where posts were read since."""
        counts = {name: self.meta(name) for name in _COUNTS}
        if None in counts.values():
            return None
        rows = self._db.execute("SELECT * FROM findings ORDER BY rowid")
        return Report.model_validate(
            {name: json.loads(counted or "") for name, counted in counts.items()}
            | {"findings": tuple(map(finding_of, rows)), "derived": self.derived()}
            | decided.reviewed(self._db)
        )

    def derived(self) -> tuple[Derived, ...]:
        """What the last check derived, each with its proof."""
        rows = self._db.execute("SELECT * FROM derived ORDER BY rowid")
        return tuple(map(derived_of, rows))

    def counts(self) -> dict[State, int]:
        """How many posts are in each state; they add up to all posts of the run."""
        rows = dict(self._db.execute("SELECT state, COUNT(*) FROM posts GROUP BY state").fetchall())
        return {state: rows.get(state, 0) for state in STATES}


def _as_read(row: sqlite3.Row) -> Fact:
    """The fact with its status before any check."""
    return fact_of(row).model_copy(update={"status": row["as_read"]})


def _stored(row: sqlite3.Row) -> StoredPost:
    return StoredPost(post_of(row), row["revision"], row["state"], row["reason"], row["reading"])


def _stale(db: sqlite3.Connection) -> None:
    """Forget that the present facts were checked."""
    db.executemany("DELETE FROM meta WHERE key = ?", [(name,) for name in _COUNTS])


def _make_pending(
    db: sqlite3.Connection, pages: Sequence[str], reading: str, *, fresh: bool
) -> None:
    """Set which posts of some pages are to be asked, and how."""
    places = [(page,) for page in pages]
    begun = fresh and any(
        db.execute("SELECT 1 FROM posts WHERE page = ? AND fresh AND state = 'pending'", place)
        .fetchone()
        for place in places
    )  # fmt: skip
    if fresh and not begun:
        db.executemany(
            "UPDATE posts SET state = 'pending', reason = NULL, fresh = 1 WHERE page = ?", places
        )
    db.executemany(
        # Whatever awaits an answer, unless this way of reading has it already.
        "UPDATE posts SET reason = NULL, reading = :reading, state = COALESCE((SELECT state "
        "FROM outcomes WHERE reading = :reading AND page = posts.page AND post = posts.id "
        "AND revision = posts.revision AND state IN ('extracted', 'nothing here') "
        "AND NOT :fresh), 'pending') WHERE page = :page "
        "AND (reading IS NOT :reading OR state IN ('failed', 'pending'))",
        [{"reading": reading, "page": page, "fresh": fresh} for page in pages],
    )
    db.executemany(
        "UPDATE posts SET fresh = (? AND state = 'pending') WHERE page = ?",
        [(fresh, page) for page in pages],
    )
