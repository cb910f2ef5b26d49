"""The posts of a page as it now is -> the rows of a run: new, edited, taken down, or as before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extract.errors import InputError
from extract.pages import STDIN
from extract.pages.liveblog import in_time
from extract.store.rows import POST_FIELDS, insert

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from extract.pages import Blog
    from schemas.post import Post

_LINE = "\n"  # between the sources of a page
_KEPT = (
    "page", "id", "revision", "published", "title", "author", "role", "url", "text", "content",
    "state", "reading",
)  # fmt: skip


def at_home(
    db: sqlite3.Connection,
    posts: Sequence[Post],
    sources: Mapping[str, str],
    blogs: Mapping[str, Blog],
) -> tuple[list[Post], dict[str, str], dict[str, Blog]]:
    """
    The pages by the names that the run has for them: a live blog's file goes into its page.

    Raises ``InputError`` where another input is called as that page is.
    """
    names = {page: page for page in sources}
    for page, blog in blogs.items():
        row = db.execute("SELECT id FROM pages WHERE blog = ?", (blog.url,)).fetchone()
        if row is None or row["id"] == page:
            continue
        names[page] = row["id"]
        if row["id"] in sources:
            raise InputError(
                blog.sources[0],
                None,
                f"belongs to the page {row['id']!r} of this run, as {sources[row['id']]} does",
                "rename one of the files, or name another --run",
            )
    return (
        [each.model_copy(update={"page": names[each.page]}) for each in posts],
        {names[page]: source for page, source in sources.items()},
        {names[page]: blog for page, blog in blogs.items()},
    )


def enter_page(
    db: sqlite3.Connection, page: str, source: str, posts: Sequence[Post], blog: Blog | None = None
) -> None:
    """
    Enter a page's posts, new and edited ones as pending.

    A post that changed under its id becomes a new revision; it and a post that
    the page no longer shows keep their former text in ``revisions``. Of a live blog
    that the run has, the posts outside of the times shown stay as they are.

    Raises ``InputError`` where another source gave the page and no post is the same.
    """
    rows = db.execute("SELECT * FROM posts WHERE page = ? ORDER BY position", (page,))
    former = {row["id"]: row for row in rows}
    refuse_another(db, page, source, posts, blog)
    stay = staying(db, page, posts, blog)
    db.execute(
        "INSERT INTO pages (id, position, source, blog) VALUES "
        "(?, (SELECT COALESCE(MAX(position), -1) + 1 FROM pages), ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET source = excluded.source, blog = excluded.blog",
        (page, source, blog.url if blog else None),
    )
    present = {each.id for each in posts} | {row["id"] for row in stay}
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
    if blog is not None:
        times = in_time([row["published"] for row in former.values()])
        stood = dict(zip(former, times, strict=True))
        _put_in_order(db, page, [(row, stood[row["id"]]) for row in stay], posts, blog)
    db.execute(
        "UPDATE pages SET published = "
        "(SELECT MAX(page_published) FROM posts WHERE posts.page = pages.id) WHERE id = ?",
        (page,),
    )


def staying(
    db: sqlite3.Connection, page: str, posts: Sequence[Post], blog: Blog | None
) -> list[sqlite3.Row]:
    """The posts of a live blog that are not shown and yet stand, since they lie outside of it."""
    known = db.execute("SELECT blog FROM pages WHERE id = ?", (page,)).fetchone()
    if blog is None or known is None or known["blog"] != blog.url:
        return []
    shown = {each.id for each in posts}
    rows = db.execute("SELECT * FROM posts WHERE page = ? ORDER BY position", (page,))
    return [row for row in rows if row["id"] not in shown and not blog.covers(row["published"])]


def _put_in_order(
    db: sqlite3.Connection,
    page: str,
    stay: Sequence[tuple[sqlite3.Row, str]],
    shown: Sequence[Post],
    blog: Blog,
) -> None:
    """Number the posts of a live blog by their times, the head last; ``stay``: with their times."""
    newest = {high for _, high in blog.windows}
    places = [
        (row["kind"] == "head", time, 1 if time in newest else -1, row["id"]) for row, time in stay
    ]
    times = in_time([each.published for each in shown])
    places += [
        (each.kind == "head", time, 0, each.id) for each, time in zip(shown, times, strict=True)
    ]
    places.sort(key=lambda each: each[:-1])
    db.executemany(
        "UPDATE posts SET position = ? WHERE page = ? AND id = ?",
        [(position, page, place[-1]) for position, place in enumerate(places)],
    )


def refuse_another(
    db: sqlite3.Connection, page: str, source: str, posts: Sequence[Post], blog: Blog | None = None
) -> None:
    """
    Raise ``InputError`` where the run has another page of this name.

    It is another live blog, or no post is the same.
    """
    row = db.execute("SELECT source, blog FROM pages WHERE id = ?", (page,)).fetchone()
    if row is None or (row["source"] == source and source != STDIN):
        return
    if blog is not None and row["blog"] == blog.url:
        return
    stored = db.execute("SELECT content FROM posts WHERE page = ?", (page,)).fetchall()
    apart = {each["content"] for each in stored}.isdisjoint(each.content for each in posts)
    if apart or (blog is not None and row["blog"] is not None):
        raise InputError(
            source.partition(_LINE)[0],
            None,
            f"gives the page {page!r}, which this run has from "
            f"{row['source'].partition(_LINE)[0]} with other posts",
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
