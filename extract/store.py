"""A run folder -> one SQLite database: pages, posts with their state, responses, facts, findings."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from extract import __version__, settings
from extract.errors import RunError
from extract.reading import PostRead
from schemas.fact import Fact
from schemas.finding import Finding, Report
from schemas.post import Post

State = Literal["pending", "extracted", "nothing here", "failed"]
STATES: tuple[State, ...] = ("pending", "extracted", "nothing here", "failed")
SCHEMA_VERSION = "1"
_FACT_FIELDS = tuple(Fact.model_fields)
_POST_FIELDS = tuple(Post.model_fields)


@dataclass(frozen=True, slots=True)
class StoredPost:
    """A post of a run with how far it has come; ``reading`` names the way it was last asked."""

    post: Post
    revision: int
    state: State
    reason: str | None
    reading: str | None


class Store:
    """The database of one run; every public method that writes is one transaction."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        """
        Open ``folder/run.db``; make both where ``create``.

        Raises ``RunError`` where the folder holds no run, or one of another version.
        """
        self.folder = folder
        path = folder / "run.db"
        if not path.is_file() and not create:
            raise RunError(folder, "holds no run", "make one with: seatcheck extract PAGES --run")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=30, isolation_level=None)
            self._db.row_factory = sqlite3.Row
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._open()
        except (OSError, sqlite3.Error) as error:
            raise RunError(folder, f"its run.db cannot be opened ({error})", "name another --run") from error

    def _open(self) -> None:
        with self._transaction() as db:
            tables = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
            if not tables:
                for statement in _tables():
                    db.execute(statement)
                db.executemany(
                    "INSERT INTO meta VALUES (?, ?)",
                    [("version", SCHEMA_VERSION), ("seatcheck", __version__)],
                )
                return
            if "meta" not in tables:
                raise RunError(self.folder, "its run.db is not seatcheck's", "name another --run")
        version = self.meta("version")
        if version != SCHEMA_VERSION:
            raise RunError(
                self.folder,
                f"is a run of version {version}, this program reads {SCHEMA_VERSION}",
                "name a new --run",
            )

    def close(self) -> None:
        """Give the database back."""
        self._db.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield self._db
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def meta(self, key: str) -> str | None:
        """One value of the meta table."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def add_pages(self, posts: Sequence[Post], origins: dict[str, str]) -> None:
        """
        Enter the posts of some pages as they now are, new ones as pending.

        A post that changed under its id becomes a new revision; it and a post
        that its page no longer shows keep their former text in ``revisions``.
        """
        with self._transaction() as db:
            for page, origin in origins.items():
                _enter_page(db, page, origin, [each for each in posts if each.page == page])

    def posts(self, state: str | None = None, pages: Iterable[str] | None = None) -> list[StoredPost]:
        """The posts in the order of their pages, oldest first."""
        rows = self._db.execute(
            "SELECT posts.* FROM posts JOIN pages ON pages.id = posts.page "
            "ORDER BY pages.position, posts.position"
        )
        wanted = None if pages is None else set(pages)
        return [
            _stored(row)
            for row in rows
            if (state is None or row["state"] == state) and (wanted is None or row["page"] in wanted)
        ]

    def reset(self, pages: Iterable[str], reading: str, *, fresh: bool) -> int:
        """Make pending what this way of asking has not read yet (all, where ``fresh``); how many."""
        with self._transaction() as db:
            changed = 0
            for page in pages:
                changed += db.execute(
                    "UPDATE posts SET state = 'pending', reason = NULL, reading = ? WHERE page = ? "
                    "AND (? OR reading IS NOT ? OR state = 'failed')",
                    (reading, page, fresh, reading),
                ).rowcount
        return changed

    def finish(self, stored: StoredPost, read: PostRead, reading: str, state: State) -> None:
        """Commit what one post gave: its state, responses and facts."""
        post = stored.post
        place = (reading, post.page, post.id, stored.revision)
        with self._transaction() as db:
            for table in ("facts", "responses"):
                db.execute(
                    f"DELETE FROM {table} WHERE reading = ? AND page = ? AND post = ? "  # noqa: S608
                    "AND revision = ?",
                    place,
                )
            db.executemany(_insert("responses", _RESPONSES), _response_rows(place, read))
            _put_facts(db, read.facts, reading, stored.revision)
            db.execute(
                "UPDATE posts SET state = ?, reason = ?, reading = ? WHERE page = ? AND id = ?",
                (state, str(read.error) if read.error else None, reading, post.page, post.id),
            )

    def facts(self) -> list[Fact]:
        """The facts of every post's present reading, in the order of the pages, posts and words."""
        rows = self._db.execute(
            "SELECT facts.* FROM facts JOIN posts ON posts.page = facts.page "
            "AND posts.id = facts.post AND posts.reading = facts.reading "
            "AND posts.revision = facts.revision JOIN pages ON pages.id = posts.page "
            "ORDER BY pages.position, posts.position, facts.number"
        )
        return [_fact(row) for row in rows]

    def put_check(self, facts: Sequence[Fact], report: Report) -> None:
        """Commit the statuses and findings of a check."""
        with self._transaction() as db:
            db.executemany(
                "UPDATE facts SET status = ?, area_id = ? WHERE id = ? AND page = ? AND post = ?",
                [(f.status, f.area_id, f.id, f.page, f.post) for f in facts],
            )
            db.execute("DELETE FROM findings")
            db.executemany(
                _insert("findings", tuple(Finding.model_fields)),
                [_finding_row(each) for each in report.findings],
            )
            verdicts = {code: tally.model_dump() for code, tally in report.verdicts.items()}
            db.execute("INSERT OR REPLACE INTO meta VALUES ('verdicts', ?)", (_json(verdicts),))

    def report(self) -> Report:
        """The findings and verdicts of the last check."""
        rows = self._db.execute("SELECT * FROM findings ORDER BY rowid")
        lists = ("posts", "areas", "facts", "explanations")
        findings = [
            {key: json.loads(row[key]) if key in lists else row[key] for key in row.keys()}  # noqa: SIM118
            for row in rows
        ]
        return Report.model_validate(
            {"findings": findings, "verdicts": json.loads(self.meta("verdicts") or "{}")}
        )

    def counts(self) -> dict[State, int]:
        """How many posts are in each state."""
        rows = dict(self._db.execute("SELECT state, COUNT(*) FROM posts GROUP BY state").fetchall())
        return {state: rows.get(state, 0) for state in STATES}


_RESPONSES = (
    "reading", "page", "post", "revision", "part", "call", "key", "model", "request_parts",
    "response", "prompt_tokens", "cached_tokens", "completion_tokens", "seconds",
)  # fmt: skip


def _tables() -> Iterator[str]:
    yield from (settings.DATA / "run.sql").read_text(encoding="utf-8").split(";\n")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _insert(table: str, columns: Sequence[str]) -> str:
    names = ", ".join(f'"{each}"' for each in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(columns))})"  # noqa: S608


def _enter_page(db: sqlite3.Connection, page: str, origin: str, posts: Sequence[Post]) -> None:
    published = next((each.page_published for each in posts), None)
    db.execute(
        "INSERT INTO pages (id, position, source, published) VALUES "
        "(?, (SELECT COALESCE(MAX(position), -1) + 1 FROM pages), ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET source = excluded.source, published = excluded.published",
        (page, origin, published),
    )
    former = {row["id"]: row for row in db.execute("SELECT * FROM posts WHERE page = ?", (page,))}
    now = {each.id: each for each in posts}
    for gone in former.keys() - now.keys():
        _keep_revision(db, former[gone], "taken down")
        db.execute("DELETE FROM posts WHERE page = ? AND id = ?", (page, gone))
    for post in posts:
        row = former.get(post.id)
        values = post.model_dump()
        if row is None:
            columns = (*_POST_FIELDS, "content", "revision", "state")
            db.execute(
                _insert("posts", columns), (*values.values(), post.content, 1, "pending")
            )
            continue
        changed = row["content"] != post.content
        if changed:
            _keep_revision(db, row, "edited")
        assigned = ", ".join(f'"{name}" = ?' for name in _POST_FIELDS)
        db.execute(
            f"UPDATE posts SET {assigned}, content = ?, revision = revision + ?, "  # noqa: S608
            "state = CASE WHEN ? THEN 'pending' ELSE state END, "
            "reason = CASE WHEN ? THEN NULL ELSE reason END WHERE page = ? AND id = ?",
            (*values.values(), post.content, changed, changed, changed, page, post.id),
        )


def _keep_revision(db: sqlite3.Connection, row: sqlite3.Row, why: str) -> None:
    columns = ("page", "id", "revision", "title", "text", "content", "state", "reading")
    db.execute(
        _insert("revisions", (*columns, "why")), (*(row[name] for name in columns), why)
    )


def _stored(row: sqlite3.Row) -> StoredPost:
    return StoredPost(
        Post.model_validate({name: row[name] for name in _POST_FIELDS}),
        row["revision"],
        row["state"],
        row["reason"],
        row["reading"],
    )


def _response_rows(
    place: tuple[str, str, str, int], read: PostRead
) -> Iterator[tuple[Any, ...]]:
    for part in read.parts:
        for call, exchange in enumerate(part.exchanges):
            yield (
                *place,
                part.request.part,
                call,
                exchange.key,
                part.request.model["name"],
                _json(part.request.parts),
                _json(exchange.response),
                *exchange.usage,
                exchange.seconds,
            )


def _put_facts(
    db: sqlite3.Connection, facts: Sequence[Fact], reading: str, revision: int
) -> None:
    columns = (*_FACT_FIELDS, "reading", "revision", "number")
    db.executemany(
        _insert("facts", columns),
        [
            (
                *(_json(v) if name == "value" else v for name, v in each.model_dump().items()),
                reading,
                revision,
                number,
            )
            for number, each in enumerate(facts)
        ],
    )


def _fact(row: sqlite3.Row) -> Fact:
    values = {name: row[name] for name in _FACT_FIELDS}
    return Fact.model_validate({**values, "value": json.loads(row["value"])})


def _finding_row(finding: Finding) -> tuple[Any, ...]:
    return tuple(
        _json(value) if isinstance(value, list | tuple) else value
        for value in finding.model_dump(mode="json").values()
    )
