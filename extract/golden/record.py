"""Golden posts and a model that answers -> recordings, and what became of the former ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.golden.changes import PostChanges, changes_of, planned, trimmed_posts
from extract.model.recordings import Recordings, recording_path, write_recording
from extract.placing import councils_of
from extract.reading import PostRead, read_post

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from extract.model.client import Client
    from extract.model.spec import Spec
    from schemas.post import Post


@dataclass(frozen=True, slots=True)
class Recorded:
    """What ``record`` did: the changes post by post, and the posts that failed, with reasons."""

    posts: tuple[PostChanges, ...]
    failed: tuple[str, ...]


def record(
    posts: Sequence[Post],
    spec: Spec,
    client: Client,
    recordings: Recordings,
    *,
    whole: bool = False,
    on_post: Callable[[PostChanges], None] | None = None,
) -> Recorded:
    """
    Ask for what has no recording yet, write it, and remove what no request needs any more.

    A post's files are written when it has been read, all or none, so that a record
    that was cut short goes on from there. What is removed belongs to the pages of
    ``posts``, or, where they are the ``whole`` of the golden pages, to any page.
    Raises ``StopRunError`` where the model answers no more.
    """
    done: list[PostChanges] = []
    failed: list[str] = []
    named = councils_of(posts)

    def finish(changes: PostChanges, read: PostRead | None = None) -> None:
        _apply(changes, read, recordings.folder)
        done.append(changes)
        if on_post is not None:
            on_post(changes)

    for post in posts:
        read = None
        if any(each.kind != "trim" for each in planned(post, spec, recordings).changes):
            read = read_post(post, spec, client, page=named[post.page])
            if read.error is not None:
                failed.append(f"{post.page}/{post.id}: {read.error}")
        finish(changes_of(post, spec, recordings, read), read)
    for changes in trimmed_posts(posts, spec, recordings, whole=whole):
        finish(changes)
    return Recorded(tuple(done), tuple(failed))


def _apply(changes: PostChanges, read: PostRead | None, folder: Path) -> None:
    """Write and remove what the changes say."""
    kinds = {each.path: each.kind for each in changes.changes}
    for part in read.parts if read is not None else ():
        if recording_path(folder, part.request) in kinds:
            write_recording(folder, part.request, list(part.exchanges))
    for path, kind in kinds.items():
        if kind == "trim":
            path.unlink(missing_ok=True)
