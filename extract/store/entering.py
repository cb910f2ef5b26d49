"""The posts of a page as it now is -> the rows of a run: new, edited, taken down, or as before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.errors import InputError
from extract.pages import STDIN
from extract.store.rows import POST_FIELDS, insert

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from schemas.post import Post

_KEPT = (
    "page", "id", "revision", "published", "title", "author", "role", "url", "text", "content",
    "state", "reading",
)  # fmt: skip


def enter_page(db: sqlite3.Connection, page: str, source: str, posts: Sequence[Post]) -> None:
    """
    Enter a page's posts, new and edited ones as pending.

    A post that changed under its id becomes a new revision; it and a post that
    the page no longer shows keep their former text in ``revisions``.

    Raises ``InputError`` where another source gave the page and no post is the same.
    """
    former = {row["id"]: row for row in db.execute("SELECT * FROM posts WHERE page = ?", (page,))}
    refuse_another(db, page, source, posts)
    db.execute(
        "INSERT INTO pages (id, position, source, published) VALUES "
        "(?, (SELECT COALESCE(MAX(position), -1) + 1 FROM pages), ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET source = excluded.source, published = excluded.published",
        (page, source, next((each.page_published for each in posts), None)),
    )
    present = {each.id for each in posts}
    for name, row in former.items():
        if name not in present:
            _keep(db, row, "taken down")
            db.execute("DELETE FROM posts WHERE page = ? AND id = ?", (page, name))
    for post in posts:
        row = former.get(post.id)
        if row is None:
            _add(db, post)
        elif row["content"] == post.content:
            _update(db, post)
        else:
            _keep(db, row, "edited")
            _update(db, post)
            db.execute(
                "UPDATE posts SET revision = revision + 1, state = 'pending', reason = NULL "
                "WHERE page = ? AND id = ?",
                (page, post.id),
            )


def refuse_another(db: sqlite3.Connection, page: str, source: str, posts: Sequence[Post]) -> None:
    """Raise ``InputError`` where the run has another page of this name: no post is the same."""
    row = db.execute("SELECT source FROM pages WHERE id = ?", (page,)).fetchone()
    if row is None or (row["source"] == source and source != STDIN):
        return
    stored = db.execute("SELECT content FROM posts WHERE page = ?", (page,)).fetchall()
    if {each["content"] for each in stored}.isdisjoint(each.content for each in posts):
        raise InputError(
            source,
            None,
            f"gives the page {page!r}, which this run has from {row['source']} with other posts",
            "rename one of the files, or name another --run",
        )


def _add(db: sqlite3.Connection, post: Post) -> None:
    """A post that the page did not show; one that was taken down once counts its revisions on."""
    (last,) = db.execute(
        "SELECT COALESCE(MAX(revision), 0) FROM revisions WHERE page = ? AND id = ?",
        (post.page, post.id),
    ).fetchone()
    columns = (*POST_FIELDS, "content", "revision", "state")
    values = post.model_dump().values()
    db.execute(insert("posts", columns), (*values, post.content, last + 1, "pending"))


def _update(db: sqlite3.Connection, post: Post) -> None:
    assigned = ", ".join(f'"{name}" = ?' for name in POST_FIELDS)
    db.execute(
        f"UPDATE posts SET {assigned}, content = ? WHERE page = ? AND id = ?",  # noqa: S608
        (*post.model_dump().values(), post.content, post.page, post.id),
    )


def _keep(db: sqlite3.Connection, row: sqlite3.Row, why: str) -> None:
    db.execute(insert("revisions", (*_KEPT, "why")), (*(row[name] for name in _KEPT), why))
