"""Turns what inputs show of one live blog into its posts: each once, oldest first, the head last."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from extract.pages.ids import numbered
from extract.pages.times import local_minute
from schemas.post import Kind, Post

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from extract.pages.updates import Update

    Window = tuple[str, str]
    _Key = tuple[str] | tuple[str, str, int]
    _Place = tuple[str, str]  # the time of a post, and that of the oldest one of its input


@dataclass(frozen=True, slots=True)
class LiveBlog:
    """
    What one input shows of a live blog.

    ``url`` names the blog: its address without query and fragment, None where the
    input does not say. ``updates`` stand in the order of the input; ``changed`` is
    the time of the page itself.
    """

    url: str | None
    updates: tuple[Update, ...]
    head: Update | None = None
    changed: datetime | None = None

    @property
    def window(self) -> Window | None:
        """The local times of the oldest and the newest post that are shown."""
        times = [local_minute(each.published) for each in self.updates if each.published]
        return (min(times), max(times)) if times else None


@dataclass(frozen=True, slots=True)
class Blog:
    """
    What a page is known by that is a live blog: its address, and the inputs that gave it.

    ``windows``: of the inputs that show times, the oldest and the newest, local.
    """

    url: str
    sources: tuple[str, ...]
    windows: tuple[Window, ...]

    def covers(self, time: str | None) -> bool:
        """
        Whether a post of that time would be shown, were it still there.

        Those of the first and the last minute may stand on the next page.
        """
        return time is not None and any(low < time < high for low, high in self.windows)


def posts_of(shown: Sequence[LiveBlog], page: str) -> list[Post]:
    """
    The posts of a page that some inputs show, one after another or in part the same.

    A post that several show is taken as it was edited last (one that no edit is
    said of is as published), else as the later input has it. A post without a time
    stands where its input has it, right after the older one. The page's time is that
    of its newest post.
    """
    once = _Once()
    for blog in shown:
        once.take(blog)
    posts = [_post(update, page) for update in once.oldest_first()]
    taken = {post.id for post in posts}
    posts += [
        _post(replace(head, id="" if head.id in taken else head.id), page, "head")
        for head in once.head
    ]
    times = [post.published for post in posts if post.published]
    times = times or [local_minute(each.changed) for each in shown if each.changed]
    newest = max(times, default=None)
    return numbered([each.model_copy(update={"page_published": newest}) for each in posts])


class _Once:
    """Each post of the inputs taken so far once, with its place in time."""

    def __init__(self) -> None:
        self._found: dict[_Key, tuple[_Place, Update]] = {}
        self._by_words: dict[_Key, _Key] = {}
        self.head: list[Update] = []

    def take(self, blog: LiveBlog) -> None:
        """Add what one input shows."""
        start = blog.window[0] if blog.window else ""
        repeats: Counter[tuple[str, str]] = Counter()
        for time, at in oldest_first([_local(each) for each in blog.updates]):
            update = blog.updates[at]
            words = (f"{update.title}\n\n{update.text}", _local(update) or "")
            repeats[words] += 1
            key = self._key(update.id, (*words, repeats[words]))
            former = self._found.get(key)
            self._found[key] = (
                ((time, start), update)
                if former is None
                else _newer(former, ((time, start), update))
            )
        if blog.head and not (self.head and _is_newer(self.head[0], blog.head)):
            self.head = [blog.head]

    def oldest_first(self) -> list[Update]:
        """The posts in the order of time."""
        return [update for _, update in sorted(self._found.values(), key=lambda each: each[0])]

    def _key(self, post_id: str, words: _Key) -> _Key:
        """A post is known by its permalink's id; by its words and time where one side has none."""
        own = (post_id,) if post_id else words
        known = self._by_words.setdefault(words, own)
        if post_id and known == words:  # met without an id before: known by the id from now on
            self._by_words[words] = own
            if words in self._found:
                self._found[own] = self._found.pop(words)
        return own if post_id else known


def _newer(former: tuple[_Place, Update], now: tuple[_Place, Update]) -> tuple[_Place, Update]:
    """The edition edited last, else the latter; with the permalink and the time that either has."""
    newer, older = (former, now) if _is_newer(former[1], now[1]) else (now, former)
    place, update = newer
    other = older[1]
    if update.published is None and other.published is not None:
        place, update = older[0], replace(update, published=other.published)
    return place, replace(update, id=update.id or other.id, url=update.url or other.url)


def _is_newer(first: Update, second: Update) -> bool:
    """Whether the first was written later; one that no edit is said of, when it was published."""
    written = first.edited or first.published
    other = second.edited or second.published
    return bool(written and other and written > other)


def _local(update: Update) -> str | None:
    return local_minute(update.published) if update.published else None


def oldest_first(times: Sequence[str | None]) -> list[tuple[str, int]]:
    """
    Posts in the order of an input, by their times -> the order of time, each with its index.

    Most inputs run newest first, and are read so unless their times say otherwise.
    What has no time takes that of the post before it, or of the oldest one.
    """
    order = list(range(len(times)))
    known = [time for time in times if time]
    rises = sum(first < second for first, second in pairwise(known))
    falls = sum(first > second for first, second in pairwise(known))
    if rises <= falls:
        order.reverse()
    places = in_time([times[at] for at in order])
    return sorted(zip(places, order, strict=True), key=lambda each: each[0])


def in_time(times: Sequence[str | None]) -> list[str]:
    """The place in time of posts that stand oldest first: their own, else that of the one before."""
    last = next((time for time in times if time), "")
    places = []
    for time in times:
        last = time or last
        places.append(last)
    return places


def _post(update: Update, page: str, kind: Kind | None = None) -> Post:
    """An update as a post; a headline alone, unsigned, is a flash."""
    whole = update.text or update.author or update.role
    return Post(
        id=update.id,
        page=page,
        kind=kind or ("post" if whole else "flash"),
        published=_local(update),
        title=update.title,
        author=update.author,
        role=update.role,
        url=update.url,
        text=update.text,
    )
