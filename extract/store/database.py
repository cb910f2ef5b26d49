"""A run folder -> its SQLite database: made whole or not at all, or opened where it is."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from tenacity import Retrying, retry_if_exception
from tenacity.stop import stop_after_delay
from tenacity.wait import wait_random

from extract import __version__, settings
from extract.errors import RunError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Mode = Literal["create", "write", "read"]
FILE = "run.db"
SCHEMA_VERSION = "5"
_OTHER = "name another --run"
_SECONDS_LOCKED = 60.0


class NoRunError(RunError):
    """Raised when a folder that is named as a run is not there, or is empty of any run."""

    def __init__(self, folder: Path) -> None:
        """``folder``: as the user named it."""
        super().__init__(
            folder, "holds no run", f"make one with: seatcheck extract PAGES --run {folder}"
        )


def connect(folder: Path, mode: Mode) -> sqlite3.Connection:
    """
    Open the database of a run.

    ``create`` makes folder and database where there are none; ``write`` and
    ``read`` make nothing, and ``read`` leaves every file as it was.

    Raises ``NoRunError`` where the folder holds no run, and ``RunError`` where it
    holds one of another version or one that cannot be opened.
    """
    try:
        if mode == "create":
            folder.mkdir(parents=True, exist_ok=True)
        elif folder.exists() and not folder.is_dir():
            raise RunError(folder, "is no folder", "name the folder of a run")
        elif not (folder / FILE).exists():
            raise NoRunError(folder)
        db = _open(folder / FILE, mode)
    except (OSError, sqlite3.Error) as error:
        raise unusable(folder, error) from error
    try:
        _prepare(db, folder, mode)
    except BaseException as error:
        db.close()
        if isinstance(error, sqlite3.Error):
            raise unusable(folder, error) from error
        raise
    return db


def unusable(folder: Path, error: OSError | sqlite3.Error) -> RunError:
    """What the system or SQLite says against a run, as one line."""
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return RunError(folder, f"its {FILE} cannot be used ({reason or type(error).__name__})", _OTHER)


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All that is written inside, or nothing of it."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield db
    except BaseException:
        if db.in_transaction:  # SQLite itself rolls back where the disk is full
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _open(path: Path, mode: Mode) -> sqlite3.Connection:
    uri = path.absolute().as_uri()
    if mode != "read":
        access = "rwc" if mode == "create" else "rw"
        db = _connection(f"{uri}?mode={access}")
        try:
            # SQLite does not wait for another process that is about to do the same.
            Retrying(
                retry=retry_if_exception(_is_locked),
                stop=stop_after_delay(_SECONDS_LOCKED),
                wait=wait_random(0.01, 0.1),
                reraise=True,
            )(db.execute, "PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            db.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            db.close()
            raise
        return db
    db = _connection(f"{uri}?mode=rw")
    try:
        db.execute("SELECT 1 FROM sqlite_master").fetchall()
    except sqlite3.Error as error:
        db.close()
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
        # A folder that cannot be written. Without a log nobody is at work on the run.
        alone = "" if path.with_name(f"{FILE}-wal").exists() else "&immutable=1"
        db = _connection(f"{uri}?mode=ro{alone}")
    db.execute("PRAGMA query_only = ON")
    return db


def _is_locked(error: BaseException) -> bool:
    return isinstance(error, sqlite3.Error) and error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


def _connection(uri: str) -> sqlite3.Connection:
    db = sqlite3.connect(uri, uri=True, timeout=_SECONDS_LOCKED, isolation_level=None)
    db.row_factory = sqlite3.Row
    return db


def _prepare(db: sqlite3.Connection, folder: Path, mode: Mode) -> None:
    """Make the tables of a new database in one transaction; refuse what is not this program's."""
    if not _tables(db):
        if mode != "create":
            raise NoRunError(folder)
        with transaction(db):
            if not _tables(db):  # else another process has just made them
                _make_tables(db)
    if "meta" not in _tables(db):
        raise RunError(folder, f"its {FILE} is not seatcheck's", _OTHER)
    row = db.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
    version = row[0] if row else "unknown"
    if version != SCHEMA_VERSION:
        raise RunError(
            folder,
            f"is a run of version {version}, this program reads {SCHEMA_VERSION}",
            "name a new --run, or use the seatcheck that made it",
        )


def _tables(db: sqlite3.Connection) -> set[str]:
    return {row[0] for row in db.execute("SELECT name FROM sqlite_master")}


def _make_tables(db: sqlite3.Connection) -> None:
    for statement in statements((settings.DATA / "run.sql").read_text(encoding="utf-8")):
        db.execute(statement)
    db.executemany(
        "INSERT INTO meta VALUES (?, ?)",
        [("version", SCHEMA_VERSION), ("seatcheck", __version__)],
    )


def statements(script: str) -> Iterator[str]:
    """The statements of an SQL script, as SQLite itself tells where one ends."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""
    if statement.strip():
        yield statement.strip()
