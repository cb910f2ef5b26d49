"""Pages and a model -> a run: every post asked, grounded, committed, and the whole checked."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extract.check import check
from extract.errors import SeatcheckError
from extract.pages import STDIN, Pages
from extract.placing import councils_of
from extract.prompting import parts, reading_id, request
from extract.reading import PostRead, read_post
from extract.store import NoRunError, State, Store, StoredPost, Way

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from extract.check import Checked
    from extract.model.client import Client
    from extract.model.spec import Spec
    from schemas.fact import Fact
    from schemas.post import Post

    Judge = Callable[[Sequence[Fact], Sequence[Post]], Checked]
    OnPost = Callable[[StoredPost, PostRead, "Tally"], None]

# Findings are counted after a page where all checks together take less than this share of the time.
_CHECKING_SHARE = 0.05


@dataclass(slots=True)
class Tally:
    """
    What a run has cost so far and how far it has come.

    ``calls``: calls of the model that its posts rest on; ``sent``: how many of
    them were asked for now, the rest came from the stores. Tokens are of the
    calls sent now, failed attempts included. ``findings``: what was found up to
    the last check. ``stopped``: why posts are still pending, if any are.
    """

    posts: int = 0
    done: int = 0
    calls: int = 0
    sent: int = 0
    prompt_tokens: int = 0
    cached_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0
    findings: int = 0
    failed: list[tuple[StoredPost, str]] = field(default_factory=list)
    stopped: str | None = None

    @property
    def from_store(self) -> int:
        """Calls that cost nothing."""
        return self.calls - self.sent

    def add(self, stored: StoredPost, read: PostRead) -> None:
        """Count one post with its calls."""
        self.done += 1
        if read.error is not None:
            self.failed.append((stored, str(read.error)))
        for part in read.parts:
            self.calls += len(part.exchanges)
            self.sent += part.sent
            for exchange in part.exchanges[len(part.exchanges) - part.sent :]:
                prompt, cached, completion = exchange.usage
                self.prompt_tokens += prompt
                self.cached_tokens += cached
                self.completion_tokens += completion
                self.seconds += exchange.seconds


def way(spec: Spec) -> Way:
    """The way in which a model is asked, as a run names it."""
    return Way(reading_id(spec), spec.name, spec.digest)


def must_ask(folder: Path, pages: Pages, spec: Spec, holds: Callable[[str], bool]) -> bool:
    """
    Whether reading these pages into a run takes a model that answers; nothing is written.

    ``holds``: whether the stores hold the answer to a call, by its key (a fresh
    pass says no). Raises what ``Store`` and ``Store.unread`` raise.
    """
    unread = list(pages.posts)
    with suppress(NoRunError), Store(folder) as store:
        unread = store.unread(pages.posts, sources(pages), way(spec), blogs=pages.blogs)
    return any(
        not holds(request(post, part, spec)[0].key) for post in unread for part in parts(post)
    )


def sources(pages: Pages) -> Mapping[str, str]:
    """The id of each page -> the files that gave it, a line each, as paths that hold in any folder."""

    def path(origin: str) -> str:
        return origin if origin == STDIN else os.path.abspath(origin)  # noqa: PTH100 - as it is named

    return {
        page: "\n".join(map(path, pages.blogs[page].sources if page in pages.blogs else [origin]))
        for page, origin in pages.origins.items()
    }


def enter(store: Store, pages: Pages, spec: Spec, *, fresh: bool = False) -> list[StoredPost]:
    """Enter the pages into the run; the posts that are still to be read, in order."""
    return store.enter(pages.posts, sources(pages), way(spec), blogs=pages.blogs, fresh=fresh)


def run(
    store: Store,
    todo: Sequence[StoredPost],
    spec: Spec,
    client: Client,
    *,
    on_post: OnPost | None = None,
    judge: Judge = check,
) -> Tally:
    """
    Read every post of ``todo``, each committed when it is done, then ``judge`` the whole run.

    A failed post is kept with its reason and asked again by the next run. A dead
    endpoint, Ctrl-C, and a disk that takes no more stop it in good order:
    ``Tally.stopped`` says why, and what is not done is pending.
    """
    tally = Tally(posts=len(todo))
    watch = _Watch(store, judge)
    named = councils_of(each.post for each in store.posts(pages={each.post.page for each in todo}))
    try:
        for number, stored in enumerate(todo):
            read = read_post(stored.post, spec, client, page=named[stored.post.page])
            store.finish(stored, read, state_of(read))
            tally.add(stored, read)
            if number + 1 < len(todo) and todo[number + 1].post.page != stored.post.page:
                tally.findings = watch.findings(tally.findings)
            if on_post is not None:
                on_post(stored, read, tally)
    except KeyboardInterrupt:
        tally.stopped = "interrupted"
    except (SeatcheckError, sqlite3.Error, OSError) as error:
        tally.stopped = str(error)
    try:
        tally.findings = len(store.check(judge).findings)
    except sqlite3.Error as error:
        tally.stopped = tally.stopped or str(error)
    return tally


class _Watch:
    """Checks a growing run now and then, so seldom that it costs next to nothing."""

    def __init__(self, store: Store, judge: Judge) -> None:
        self._store = store
        self._judge = judge
        self._started = time.monotonic()
        self._spent = 0.0

    def findings(self, known: int) -> int:
        """How many findings there are, by a new check where one is due, else as ``known``."""
        began = time.monotonic()
        if self._spent > _CHECKING_SHARE * (began - self._started):
            return known
        found = len(self._store.check(self._judge).findings)
        self._spent += time.monotonic() - began
        return found


def state_of(read: PostRead) -> State:
    """The state of a post that was read: failed, extracted, or nothing here."""
    if read.error is not None:
        return "failed"
    return "extracted" if any(f.status != "rejected" for f in read.facts) else "nothing here"
