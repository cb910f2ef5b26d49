"""
extract/batch: posts read one by one, each committed; what stops a run, and what it costs.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from extract import batch
from extract.check import check
from extract.errors import InputError
from extract.model.cache import Exchange
from extract.model.errors import CacheError, EmptyAnswerError, StopRunError
from extract.model.request import Request
from extract.model.spec import parse_spec
from extract.pages import Blog, Pages
from extract.reading import PartRead, PostRead
from extract.store import Store
from schemas.fact import Fact
from schemas.post import Post

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SPEC = parse_spec("openai/gpt-5-mini")
ASKED = Request("live", "a", 0, "councils", {"name": "gpt-5-mini"}, ({"role": "user"},), {}, {})


def post(name: str, page: str = "live") -> Post:
    return Post(id=name, page=page, text=f"Labour now have 31 seats in Leicester, says {name}.")


def pages(*posts: Post) -> Pages:
    return Pages(tuple(posts), {each.page: f"{each.page}.txt" for each in posts})


def fact(at: Post, status: Any = "unchecked") -> Fact:
    return Fact(
        id=f"{at.page}-{at.id}",
        page=at.page,
        post=at.id,
        scope="council",
        area="Leicester",
        measure="seats",
        value=31,
        party="Labour",
        status=status,
    )


def exchange(key: str, prompt: int) -> Exchange:
    usage = {
        "prompt_tokens": prompt,
        "completion_tokens": 5,
        "prompt_tokens_details": {"cached_tokens": 3},
    }
    return Exchange(key=key, response={"choices": [], "usage": usage}, seconds=0.5)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "run", "create") as opened:
        yield opened


class Reader:
    """
    Stands in for ``read_post``: gives one fact a post, or raises what is set for it.
    """

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.instead: dict[str, Any] = {}

    def __call__(self, at: Post, *_: object, **_near: object) -> PostRead:
        self.asked.append(at.id)
        instead = self.instead.get(at.id)
        if isinstance(instead, BaseException):
            raise instead
        return instead or PostRead((fact(at),), ())


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    reads = Reader()
    monkeypatch.setattr(batch, "read_post", reads)
    return reads


def run(store: Store, *posts: Post, **more: Any) -> batch.Tally:
    todo = batch.enter(store, pages(*posts), SPEC)
    return batch.run(store, todo, SPEC, None, **more)  # type: ignore[arg-type]


class TestARun:
    def test_every_post_is_read_and_the_whole_checked(self, store, reader):
        """
        Every post is read in order, and the run is checked at its end.
        """
        tally = run(store, post("a"), post("b"))

        assert (["a", "b"], 2, None) == (reader.asked, tally.done, tally.stopped)
        assert check(store.facts(as_read=True), [p.post for p in store.posts()]).report == (
            store.report()
        )

    def test_again_asks_for_nothing(self, store, reader):
        """
        The same run again reads no post.
        """
        run(store, post("a"))
        again = run(store, post("a"))

        assert (["a"], 0) == (reader.asked, again.posts)

    def test_a_failed_post_is_listed_and_the_rest_read(self, store, reader):
        """
        A post without an answer fails with its reason, and the run goes on.
        """
        reader.instead["a"] = PostRead((), (), EmptyAnswerError("the model answered with nothing"))
        tally = run(store, post("a"), post("b"))

        assert [("a", "the model answered with nothing")] == [
            (stored.post.id, reason) for stored, reason in tally.failed
        ]
        assert ["failed", "extracted"] == [each.state for each in store.posts()]

    @pytest.mark.parametrize(
        ("error", "why"),
        [
            (StopRunError("the endpoint refuses: HTTP 401"), "the endpoint refuses: HTTP 401"),
            (KeyboardInterrupt(), "interrupted"),
            (sqlite3.OperationalError("database or disk is full"), "database or disk is full"),
            (OSError(28, "No space left on device"), "[Errno 28] No space left on device"),
        ],
    )
    def test_what_stops_a_run_in_good_order(self, store, reader, error, why):
        """
        A dead endpoint, Ctrl-C and a full disk keep what is read, checked; the rest is pending.
        """
        reader.instead["b"] = error
        tally = run(store, post("a"), post("b"), post("c"))

        assert (["a", "b"], why) == (reader.asked, tally.stopped)
        assert ["extracted", "pending", "pending"] == [each.state for each in store.posts()]
        assert store.report() is not None

    def test_a_cache_that_breaks_down(self, store, reader, tmp_path):
        """
        A response cache that cannot be used any more stops the run like a dead endpoint.
        """
        reader.instead["b"] = CacheError(tmp_path, "disk full")
        tally = run(store, post("a"), post("b"))

        assert (1, True) == (tally.done, "disk full" in str(tally.stopped))

    def test_a_bug_is_not_hidden(self, store, reader):
        """
        Any other exception is a bug of the program, and is raised.
        """
        reader.instead["a"] = ZeroDivisionError()
        with pytest.raises(ZeroDivisionError):
            run(store, post("a"))

    def test_progress_is_told_after_each_post(self, store):
        """
        Whoever watches is told of each post when it is committed.
        """
        told: list[tuple[str, int, int]] = []

        def on_post(stored: Any, _read: PostRead, tally: batch.Tally) -> None:
            told.append((stored.post.id, tally.done, store.counts()["extracted"]))

        run(store, post("a"), post("b"), on_post=on_post)

        assert [("a", 1, 1), ("b", 2, 2)] == told

    def test_findings_are_counted_after_a_page(self, store, reader):
        """
        Once a page is read its findings are known, before the next page is.
        """
        twice = post("b")
        other = fact(twice).model_copy(update={"value": 17, "id": "other"})
        reader.instead["b"] = PostRead((fact(twice), other), ())
        seen: list[int] = []
        tally = run(
            store,
            post("b"),
            post("n", "north"),
            on_post=lambda *told: seen.append(told[2].findings),
        )

        assert (tally.findings, [tally.findings] * 2) == (len(store.report().findings), seen)
        assert tally.findings


class TestTheTally:
    def test_calls_and_tokens_of_this_run(self):
        """
        Tokens are those of the calls sent now, the last of a chain; the rest came from the stores.
        """
        exchanges = (exchange("first", 100), exchange("re-ask", 20))
        tally = batch.Tally(posts=1)
        tally.add(None, PostRead((), (PartRead(ASKED, exchanges, 1),)))  # type: ignore[arg-type]

        assert (2, 1, 1) == (tally.calls, tally.sent, tally.from_store)
        assert (20, 3, 5, 0.5) == (
            tally.prompt_tokens,
            tally.cached_tokens,
            tally.completion_tokens,
            tally.seconds,
        )

    def test_nothing_sent(self):
        """
        A chain that came whole from the stores costs nothing.
        """
        tally = batch.Tally()
        part = PartRead(ASKED, (exchange("first", 100),), 0)
        tally.add(None, PostRead((), (part,)))  # type: ignore[arg-type]

        assert (0, 1, 0) == (tally.sent, tally.from_store, tally.prompt_tokens)


class TestStateOf:
    @pytest.mark.parametrize(
        ("read", "state"),
        [
            (PostRead((fact(post("a")),), ()), "extracted"),
            (PostRead((fact(post("a"), "rejected"),), ()), "nothing here"),
            (PostRead((), ()), "nothing here"),
            (PostRead((), (), EmptyAnswerError("none")), "failed"),
        ],
    )
    def test_state(self, read, state):
        """
        Failed without an answer, extracted with a grounded fact, else nothing here.
        """
        assert state == batch.state_of(read)


class TestBeforehand:
    def test_a_model_is_needed_for_what_is_not_stored(self, tmp_path):
        """
        A new run needs a model unless the stores hold every first answer; nothing is made.
        """
        folder = tmp_path / "run"
        needed = [
            batch.must_ask(folder, pages(post("a")), SPEC, lambda _key, held=held: held)
            for held in (False, True)
        ]

        assert ([True, False], False) == (needed, folder.exists())

    def test_no_model_is_needed_for_what_is_read(self, store, tmp_path):
        """
        Posts that the run has read need no model, whatever the stores have lost.
        """
        run(store, post("a"))
        needed = [
            batch.must_ask(tmp_path / "run", pages(*posts), SPEC, lambda _: False)
            for posts in ([post("a")], [post("a"), post("b")])
        ]

        assert [False, True] == needed

    def test_another_page_of_the_same_name(self, store, tmp_path):
        """
        Another page of a name that the run has is refused before any model is needed.
        """
        run(store, post("a"))
        other = Pages((post("other"),), {"live": "elsewhere/live.txt"})
        with pytest.raises(InputError, match="gives the page 'live'"):
            batch.must_ask(tmp_path / "run", other, SPEC, lambda _: False)

    def test_sources_hold_in_any_folder(self, monkeypatch, tmp_path):
        """
        A page's source is an absolute path, so that another folder's file by that name is another.
        """
        monkeypatch.chdir(tmp_path)
        origins = {"live": "pages/../live.txt", "stdin": "standard input"}

        assert {"live": str(tmp_path / "live.txt"), "stdin": "standard input"} == dict(
            batch.sources(Pages((), origins))
        )

    def test_every_source_of_a_live_blog(self, tmp_path, monkeypatch):
        """
        The files of a live blog stand one a line.
        """
        monkeypatch.chdir(tmp_path)
        blog = Blog("https://post.example/live/x", ("a.html", "standard input"), ())
        read = Pages((), {"a": "a.html"}, blogs={"a": blog})

        assert {"a": f"{tmp_path / 'a.html'}\nstandard input"} == dict(batch.sources(read))

    def test_a_live_blog_that_the_run_has(self, store, tmp_path):
        """
        What a file shows of a live blog that the run has read takes no model, under any name.
        """
        blog = Blog("https://post.example/live/x", ("a.html",), ())
        for page in ("live", "later"):
            read = Pages((post("a", page),), {page: f"{page}.html"}, blogs={page: blog})
            needed = batch.must_ask(tmp_path / "run", read, SPEC, lambda _: False)
            batch.run(store, batch.enter(store, read, SPEC), SPEC, None)  # type: ignore[arg-type]

        assert (False, ["live"]) == (needed, [each.post.page for each in store.posts()])
