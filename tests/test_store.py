"""
extract/store: what a run keeps, in which state, and what it refuses.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, Any

import pytest

from extract.check import Checked, check
from extract.errors import InputError, RunError
from extract.model.cache import Exchange
from extract.model.errors import EmptyAnswerError
from extract.model.request import Request
from extract.pages import Blog
from extract.reading import PartRead, PostRead
from extract.store import NoRunError, Store, Way
from extract.store.database import SCHEMA_VERSION, statements
from schemas.fact import Fact
from schemas.finding import Finding, Report, Tally
from schemas.post import Post

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extract.store import StoredPost

WAY = Way("way-1", "gpt-5-mini", None)
OTHER = Way("way-2", "qwen2.5", "cc32")
SOURCE = {"live": "/pages/live.txt"}
CLOCKS = ("09:00", "10:00", "11:00", "12:00")


def post(name: str, text: str = "Labour have 31 seats.", page: str = "live", **more: Any) -> Post:
    return Post(id=name, page=page, text=text, **more)


def fact(at: Post, value: Any = 31, **more: Any) -> Fact:
    known = {"id": f"{at.id}-{value}", "page": at.page, "post": at.id, "scope": "council"}
    said = {"area": "Leicester", "measure": "seats", "value": value, "party": "Labour"}
    return Fact.model_validate(known | said | more)


def sql(folder: Path, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """What anybody else's SQLite says of a run, or does to it."""
    with closing(sqlite3.connect(folder / "run.db")) as db, db:
        return db.execute(statement, values).fetchall()


def read(*facts: Fact) -> PostRead:
    return PostRead(facts, ())


def answered(store: Store, todo: Sequence[StoredPost]) -> None:
    """Give every post one fact."""
    for stored in todo:
        store.finish(stored, read(fact(stored.post)), "extracted")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "run"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with Store(folder, "create") as opened:
        yield opened


def names(todo: Sequence[StoredPost]) -> list[str]:
    return [each.post.id for each in todo]


class TestMakingADatabase:
    def test_a_new_run_is_in_wal_mode_and_names_its_version(self, store, folder):
        """
        A new run's database is in WAL mode and says of which version it is.
        """
        mode = sql(folder, "PRAGMA journal_mode")

        assert ([("wal",)], SCHEMA_VERSION) == (mode, store.meta("version"))

    def test_killed_while_the_tables_are_made(self, folder):
        """
        A process that dies after any number of the tables leaves a run that the next one can make.
        """
        dies = (
            "import itertools, os, sys, pathlib\n"
            "from extract.store import database\n"
            "whole = database.statements\n"
            "def some(script):\n"
            "    yield from itertools.islice(whole(script), int(sys.argv[2]))\n"
            "    os._exit(9)\n"
            "database.statements = some\n"
            "database.connect(pathlib.Path(sys.argv[1]), 'create')\n"
        )
        for count in ("0", "3", "8"):
            done = subprocess.run([sys.executable, "-c", dies, str(folder), count], check=False)
            assert done.returncode == 9
            with pytest.raises(NoRunError):
                Store(folder)
        with Store(folder, "create") as made:
            todo = made.enter([post("a")], SOURCE, WAY)

        assert ["a"] == names(todo)

    def test_an_empty_file_becomes_a_run(self, folder):
        """
        A run.db of no bytes, as a kill may leave it, holds no run and becomes one.
        """
        folder.mkdir()
        (folder / "run.db").touch()
        with pytest.raises(NoRunError):
            Store(folder)
        with Store(folder, "create") as made:
            assert SCHEMA_VERSION == made.meta("version")

    def test_statements_end_where_sqlite_says(self):
        """
        Semicolons in comments, strings and triggers end no statement; a last one may lack its own.
        """
        script = (
            "-- one; two;\nCREATE TABLE a (b DEFAULT ';\n');\n"
            "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  DELETE FROM a;\nEND;\nSELECT 1"
        )

        assert 3 == len(list(statements(script)))


class TestWhatIsNoRun:
    @pytest.mark.parametrize("mode", ["read", "write"])
    def test_nothing_there(self, folder, mode):
        """
        Where there is no run, reading says so and makes neither folder nor file.
        """
        with pytest.raises(NoRunError, match="holds no run; make one with"):
            Store(folder, mode)

        assert not folder.exists()

    @pytest.mark.parametrize("mode", ["read", "write", "create"])
    def test_not_sqlite(self, folder, mode):
        """
        A run.db that is no SQLite database is refused in one line and left as it is.
        """
        folder.mkdir()
        (folder / "run.db").write_text("no database at all, though long enough " * 40)
        before = (folder / "run.db").read_bytes()
        with pytest.raises(RunError, match=r"run: its run.db cannot be used \(file is not"):
            Store(folder, mode)

        left = {path.name: path.read_bytes() for path in folder.iterdir()}
        assert {"run.db": before} == left

    @pytest.mark.parametrize("mode", ["read", "write", "create"])
    def test_somebody_elses_database(self, folder, mode):
        """
        A SQLite database of another program is refused.
        """
        folder.mkdir()
        sql(folder, "CREATE TABLE notes (text)")
        with pytest.raises(RunError, match="is not seatcheck's; name another --run"):
            Store(folder, mode)

    @pytest.mark.parametrize("mode", ["read", "write", "create"])
    @pytest.mark.parametrize("version", ["4", "6"])
    def test_another_version(self, folder, mode, version):
        """
        A run of an older or newer version is refused, with both versions named.
        """
        Store(folder, "create").close()
        sql(folder, "UPDATE meta SET value = ? WHERE key = 'version'", version)
        said = f"is a run of version {version}, this program reads {SCHEMA_VERSION}"
        with pytest.raises(RunError, match=said):
            Store(folder, mode)

    @pytest.mark.parametrize("mode", ["read", "write", "create"])
    def test_a_file_for_a_folder(self, folder, mode):
        """
        A file that is named as the run's folder is refused.
        """
        folder.write_text("a page")
        with pytest.raises(RunError):
            Store(folder, mode)

    @pytest.mark.parametrize("mode", ["read", "write", "create"])
    def test_a_folder_for_a_file(self, folder, mode):
        """
        A folder by the name of run.db is refused.
        """
        (folder / "run.db").mkdir(parents=True)
        with pytest.raises(RunError):
            Store(folder, mode)

    def test_damaged_while_in_use(self, folder):
        """
        What SQLite refuses while a run is used becomes the same one line.
        """
        Store(folder, "create").close()
        sql(folder, "DROP TABLE posts")
        with pytest.raises(RunError, match=r"cannot be used \(no such table: posts\)"):
            _counts(folder)


def _counts(folder: Path) -> dict[Any, int]:
    with Store(folder) as store:
        return store.counts()


@contextmanager
def _nobody() -> Iterator[None]:
    """Without the rights of the superuser, who may write anywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


class TestReading:
    def test_reading_changes_nothing(self, folder):
        """
        A store that is opened to read leaves every byte as it was, and no file beside it.
        """
        with Store(folder, "create") as store:
            answered(store, store.enter([post("a")], SOURCE, WAY))
        before = {path.name: path.read_bytes() for path in folder.iterdir()}
        with Store(folder) as store:
            store.facts()
            store.posts()
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                store.check(check)

        assert before == {path.name: path.read_bytes() for path in folder.iterdir()}

    def test_a_folder_that_cannot_be_written(self, folder):
        """
        A run in a folder that only its owner can write can be read by others.
        """
        with Store(folder, "create") as store:
            answered(store, store.enter([post("a")], SOURCE, WAY))
        (folder / "run.db").chmod(0o444)
        folder.chmod(0o555)
        for each in folder.parents:
            if each.is_relative_to(gettempdir()) and each != Path(gettempdir()):
                each.chmod(each.stat().st_mode | 0o055)
        with _nobody(), Store(folder) as store:
            found = len(store.facts())
        folder.chmod(0o755)

        assert 1 == found

    def test_reading_beside_a_writer(self, store, folder):
        """
        What is committed can be read while the run goes on.
        """
        answered(store, store.enter([post("a"), post("b")], SOURCE, WAY)[:1])
        with Store(folder) as reader:
            counts = reader.counts()

        assert {"pending": 1, "extracted": 1, "nothing here": 0, "failed": 0} == counts


class TestStates:
    def test_new_posts_are_pending_oldest_first(self, store):
        """
        New posts are pending, in the order of their pages, the oldest first.
        """
        pages = [post("n", page="north"), post("b", position=1), post("a", position=0)]
        todo = store.enter(pages, SOURCE | {"north": "/pages/north.txt"}, WAY)

        assert ["a", "b", "n"] == names(todo)

    def test_states_add_up(self, store):
        """
        Every post is in one state, and the states add up to all posts.
        """
        todo = store.enter([post(name) for name in "abcd"], SOURCE, WAY)
        store.finish(todo[0], read(fact(todo[0].post)), "extracted")
        store.finish(todo[1], read(), "nothing here")
        store.finish(todo[2], PostRead((), (), EmptyAnswerError("no words")), "failed")

        assert {"pending": 1, "extracted": 1, "nothing here": 1, "failed": 1} == store.counts()

    def test_what_is_read_is_not_asked_again(self, store):
        """
        The same pages again ask for nothing but the failed posts, whose reason is kept till then.
        """
        todo = store.enter([post("a"), post("b")], SOURCE, WAY)
        store.finish(todo[0], read(), "nothing here")
        store.finish(todo[1], PostRead((), (), EmptyAnswerError("no words")), "failed")
        reasons = [each.reason for each in store.posts()]
        again = store.enter([post("a"), post("b")], SOURCE, WAY)

        assert ([None, "no words"], ["b"]) == (reasons, names(again))

    def test_more_pages_add_to_a_run(self, store):
        """
        Another page leaves the posts of the first as they are.
        """
        answered(store, store.enter([post("a")], SOURCE, WAY))
        todo = store.enter([post("n", page="north")], {"north": "/north.txt"}, WAY)

        assert (["n"], ["a", "n"]) == (names(todo), names(store.posts()))

    @pytest.mark.parametrize("wrong", ["state = 'lost'", "state = 'failed'", "reason = 'none'"])
    def test_no_other_state_can_be_stored(self, store, folder, wrong):
        """
        The database itself refuses a state that is none, and a failure without a reason.
        """
        store.enter([post("a")], SOURCE, WAY)
        with pytest.raises(sqlite3.IntegrityError):
            sql(folder, f"UPDATE posts SET {wrong}")

    def test_a_post_is_stored_whole(self, store):
        """
        Every field of a post comes back.
        """
        whole = post(
            "a",
            title="Derby",
            published="2023-05-05T12:33",
            page_published="2023-05-05T19:04",
            author="A. Writer",
            role="BBC Radio Derby",
            url="https://example.org/a",
            kind="flash",
            position=3,
        )
        store.enter([whole], SOURCE, WAY)

        assert [whole] == [each.post for each in store.posts()]


class TestOtherWays:
    def test_another_model_asks_again(self, store):
        """
        Another way of reading asks for every post, and the facts of the former no longer count.
        """
        answered(store, store.enter([post("a")], SOURCE, WAY))
        todo = store.enter([post("a")], SOURCE, OTHER)

        assert (["a"], []) == (names(todo), store.facts())

    def test_the_former_reading_is_kept_apart(self, store, folder):
        """
        Both readings of a post lie in the database, each under its way.
        """
        answered(store, store.enter([post("a")], SOURCE, WAY))
        answered(store, store.enter([post("a")], SOURCE, OTHER))
        rows = sql(folder, "SELECT reading FROM facts ORDER BY 1")

        assert ([("way-1",), ("way-2",)], 1) == (rows, len(store.facts()))

    def test_going_back_asks_for_nothing(self, store):
        """
        Going back to the former way takes up what it read, without a question.
        """
        answered(store, store.enter([post("a")], SOURCE, WAY))
        store.enter([post("a")], SOURCE, OTHER)
        todo = store.enter([post("a")], SOURCE, WAY)

        assert ([], 1) == (names(todo), len(store.facts()))

    def test_only_the_pages_named_are_asked(self, store):
        """
        Another model asks for the pages of its command alone.
        """
        both = [post("a"), post("n", page="north")]
        answered(store, store.enter(both, SOURCE | {"north": "/north.txt"}, WAY))
        todo = store.enter([post("a")], SOURCE, OTHER)

        assert (["a"], ["n"]) == (names(todo), [each.post for each in store.facts()])

    def test_unread_tells_beforehand(self, store):
        """
        What will be asked is known before anything is written: new, edited and failed posts.
        """
        todo = store.enter([post("a"), post("b"), post("c")], SOURCE, WAY)
        answered(store, todo[:2])
        store.finish(todo[2], PostRead((), (), EmptyAnswerError("no words")), "failed")
        pages = [post("a"), post("b", "Labour have 32."), post("c"), post("d")]
        before = [each.id for each in store.unread(pages, SOURCE, WAY)]

        assert ["b", "c", "d"] == before == names(store.enter(pages, SOURCE, WAY))


class TestFresh:
    def test_all_again(self, store):
        """
        A fresh pass asks for every post.
        """
        answered(store, store.enter([post("a"), post("b")], SOURCE, WAY))

        assert ["a", "b"] == names(store.enter([post("a"), post("b")], SOURCE, WAY, fresh=True))

    def test_a_fresh_pass_that_was_cut_short_goes_on(self, store):
        """
        A fresh pass that was killed goes on where it stopped; the next one begins anew.
        """
        pages = [post("a"), post("b")]
        answered(store, store.enter(pages, SOURCE, WAY))
        answered(store, store.enter(pages, SOURCE, WAY, fresh=True)[:1])
        rest = store.enter(pages, SOURCE, WAY, fresh=True)
        answered(store, rest)
        anew = store.enter(pages, SOURCE, WAY, fresh=True)

        assert (["b"], ["a", "b"]) == (names(rest), names(anew))

    def test_left_for_what_is_stored(self, store):
        """
        Without --fresh the rest of a fresh pass takes up what was read before.
        """
        pages = [post("a"), post("b")]
        answered(store, store.enter(pages, SOURCE, WAY))
        answered(store, store.enter(pages, SOURCE, WAY, fresh=True)[:1])
        todo = store.enter(pages, SOURCE, WAY)

        assert ([], 2) == (names(todo), len(store.facts()))

    def test_old_facts_do_not_stand_in(self, store):
        """
        While a post awaits its fresh answer its former facts do not count.
        """
        answered(store, store.enter([post("a")], SOURCE, WAY))
        store.enter([post("a")], SOURCE, WAY, fresh=True)

        assert [] == store.facts()


class TestRevisions:
    def _kept(self, folder: Path) -> list[tuple[Any, ...]]:
        return sql(folder, "SELECT id, revision, text, why FROM revisions ORDER BY 1, 2")

    def test_an_edited_post_is_asked_again(self, store, folder):
        """
        A post whose text changed is pending as a new revision; the former text is kept.
        """
        answered(store, store.enter([post("a", "31 seats")], SOURCE, WAY))
        (again,) = store.enter([post("a", "32 seats")], SOURCE, WAY)

        assert (2, "32 seats", []) == (again.revision, again.post.text, store.facts())
        assert [("a", 1, "31 seats", "edited")] == self._kept(folder)

    def test_facts_of_the_former_revision_are_kept(self, store, folder):
        """
        Facts of an edited post's former text stay in the database beside the new ones.
        """
        answered(store, store.enter([post("a", "31 seats")], SOURCE, WAY))
        answered(store, store.enter([post("a", "32 seats")], SOURCE, WAY))
        rows = sql(folder, "SELECT revision FROM facts ORDER BY 1")

        assert ([(1,), (2,)], 1) == (rows, len(store.facts()))

    def test_a_post_taken_down(self, store, folder):
        """
        A post that its page no longer shows leaves the run's posts, and its text is kept.
        """
        answered(store, store.enter([post("a"), post("b", "gone")], SOURCE, WAY))
        store.enter([post("a")], SOURCE, WAY)

        assert ["a"] == names(store.posts()) == [each.post for each in store.facts()]
        assert [("b", 1, "gone", "taken down")] == self._kept(folder)

    def test_a_post_that_comes_back(self, store):
        """
        A post that was taken down and comes back counts its revisions on.
        """
        store.enter([post("a"), post("b", "31")], SOURCE, WAY)
        store.enter([post("a")], SOURCE, WAY)
        todo = store.enter([post("a"), post("b", "32")], SOURCE, WAY)

        assert [("a", 1), ("b", 2)] == [(each.post.id, each.revision) for each in todo]

    def test_time_and_place_are_no_revision(self, store):
        """
        A post that only moved or got a time is the same revision, with the new time.
        """
        answered(store, store.enter([post("a")], SOURCE, WAY))
        store.enter([post("a", position=4, published="2023-05-05T12:00")], SOURCE, WAY)
        (stored,) = store.posts()

        assert (1, 4, "extracted") == (stored.revision, stored.post.position, stored.state)

    def test_an_answer_to_a_former_revision_changes_no_state(self, store):
        """
        An answer that comes after its post was edited elsewhere leaves the new text pending.
        """
        (before,) = store.enter([post("a", "31 seats")], SOURCE, WAY)
        store.enter([post("a", "32 seats")], SOURCE, WAY)
        store.finish(before, read(fact(before.post)), "extracted")

        assert (["pending"], []) == ([each.state for each in store.posts()], store.facts())


class TestTwoPagesOfOneName:
    def test_other_posts_from_another_file_are_refused(self, store):
        """
        Another file by the same name, with no post in common, is refused and changes nothing.
        """
        store.enter([post("a")], SOURCE, WAY)
        said = "/other/live.txt: gives the page 'live', which this run has from /pages/live.txt"
        for refuse in (store.unread, store.enter):
            with pytest.raises(InputError, match=said):
                refuse([post("a", "Other words.")], {"live": "/other/live.txt"}, WAY)

        assert ["Labour have 31 seats."] == [each.post.text for each in store.posts()]

    def test_the_page_saved_elsewhere_is_welcome(self, store):
        """
        Another file with a post in common is the same page, saved again.
        """
        store.enter([post("a")], SOURCE, WAY)
        store.enter([post("a"), post("b")], {"live": "/other/live.txt"}, WAY)

        assert ["a", "b"] == names(store.posts())

    def test_the_same_file_may_change_altogether(self, store):
        """
        The same file with all posts changed is the same page.
        """
        store.enter([post("a")], SOURCE, WAY)
        store.enter([post("b", "Other words.")], SOURCE, WAY)

        assert ["b"] == names(store.posts())

    def test_standard_input_is_never_the_same_file(self, store):
        """
        Two different texts on standard input are two pages of one name.
        """
        store.enter([post("a")], {"live": "standard input"}, WAY)
        with pytest.raises(InputError, match="name another --run"):
            store.enter([post("b", "Other words.")], {"live": "standard input"}, WAY)


BLOG = "https://post.example/live/x"


def window(low: str, high: str, source: str = "live.html", url: str = BLOG) -> Blog:
    """A live blog of which a file shows what lies between two clocks."""
    return Blog(url, (source,), ((f"2023-05-05T{low}", f"2023-05-05T{high}"),))


def timed(name: str, clock: str | None, text: str | None = None, **more: Any) -> Post:
    when = f"2023-05-05T{clock}" if clock else None
    return post(name, text or f"Words of {name}.", published=when, **more)


class TestALiveBlog:
    def _enter(self, store: Store, posts: Sequence[Post], blog: Blog) -> list[StoredPost]:
        (page,) = {each.page for each in posts}
        return store.enter(posts, {page: f"/{page}.html"}, WAY, blogs={page: blog})

    def test_a_file_that_shows_another_part(self, store):
        """
        Older posts that a later file does not show stay, answered as they are.
        """
        first = [timed("a", "09:00"), timed("b", "10:00")]
        answered(store, self._enter(store, first, window("09:00", "10:00")))
        todo = self._enter(
            store, [timed("c", "11:00"), timed("d", "12:00")], window("11:00", "12:00")
        )

        assert (["c", "d"], ["a", "b", "c", "d"]) == (names(todo), names(store.posts()))
        assert [0, 1, 2, 3] == [each.post.position for each in store.posts()]

    def test_an_older_part_comes_later(self, store):
        """
        Posts stand in the order of time, in whatever order their files came; the head stands last.
        """
        head = post("x", "Summary.", kind="head")
        newer = [timed("c", "11:00"), timed("d", None), timed("e", "12:00"), head]
        self._enter(store, newer, window("11:00", "12:00"))
        self._enter(store, [timed("a", "10:00"), timed("b", "11:00")], window("10:00", "11:00"))

        assert ["a", "b", "c", "d", "e", "x"] == names(store.posts())

    def test_taken_down_within_the_times_shown(self, store, folder):
        """
        A post is taken down only where the file would show it.
        """
        posts = [timed(name, clock) for name, clock in zip("abcd", CLOCKS, strict=True)]
        self._enter(store, [*posts, timed("e", None)], window("09:00", "12:00"))
        self._enter(store, [posts[0], posts[3]], window("09:00", "12:00"))

        assert ["a", "d", "e"] == names(store.posts())
        assert [("b",), ("c",)] == sql(folder, "SELECT id FROM revisions ORDER BY 1")

    def test_the_minutes_at_its_ends_may_be_another_pages(self, store):
        """
        Posts of the first and the last minute that a file shows stay.
        """
        posts = [timed(name, clock) for name, clock in zip("abcd", CLOCKS, strict=True)]
        self._enter(store, posts, window("09:00", "12:00"))
        shown = [timed("b2", "10:00"), timed("c2", "11:00")]
        self._enter(store, shown, window("10:00", "11:00"))

        assert ["a", "b", "b2", "c2", "c", "d"] == names(store.posts())

    def test_an_edited_post(self, store):
        """
        A post that another file shows edited is a new revision in its place.
        """
        answered(store, self._enter(store, [timed("a", "09:00")], window("09:00", "09:00")))
        (todo,) = self._enter(store, [timed("a", "09:00", "Edited.")], window("09:00", "09:00"))

        assert (2, "Edited.") == (todo.revision, todo.post.text)

    def test_the_page_keeps_its_name(self, store, folder):
        """
        A file of a live blog that the run has goes into its page, whatever it is called.
        """
        self._enter(store, [timed("a", "09:00")], window("09:00", "09:00"))
        todo = self._enter(store, [timed("b", "10:00", page="later")], window("10:00", "10:00"))

        assert {"live"} == {each.post.page for each in todo}
        assert [("live", "/later.html", BLOG)] == sql(folder, "SELECT id, source, blog FROM pages")

    def test_the_pages_time_is_the_newest(self, store, folder):
        """
        An older part that comes later does not set the page's time back.
        """
        for name, clock in (("b", "12:00"), ("a", "09:00")):
            posts = [timed(name, clock, page_published=f"2023-05-05T{clock}")]
            self._enter(store, posts, window(clock, clock))

        assert [("2023-05-05T12:00",)] == sql(folder, "SELECT published FROM pages")

    def test_unread_tells_beforehand(self, store):
        """
        A post that stays and has no answer is asked too, and known to be so beforehand.
        """
        self._enter(store, [timed("a", "09:00")], window("09:00", "09:00"))
        posts, blogs = [timed("b", "10:00", page="later")], {"later": window("10:00", "10:00")}
        before = store.unread(posts, {"later": "/later.html"}, WAY, blogs=blogs)
        todo = store.enter(posts, {"later": "/later.html"}, WAY, blogs=blogs)

        assert {("live", "a"), ("live", "b")} == {(each.page, each.id) for each in before}
        assert ["a", "b"] == names(todo)

    def test_another_live_blog_of_one_name(self, store):
        """
        Another live blog whose file is called alike is refused, though a post be the same.
        """
        self._enter(store, [timed("a", "09:00")], window("09:00", "09:00"))
        other = window("09:00", "09:00", url=f"{BLOG}y")
        with pytest.raises(InputError, match="gives the page 'live', which this run has from"):
            store.enter([timed("a", "09:00")], {"live": "/o/live.html"}, WAY, blogs={"live": other})

    def test_another_page_called_as_the_live_blog_is(self, store):
        """
        A page that is called as the page of a live blog is, and a file of that, are refused together.
        """
        self._enter(store, [timed("a", "09:00")], window("09:00", "09:00"))
        posts = [timed("b", "10:00", page="later"), post("n")]
        sources = {"later": "/later.html", "live": "/live.txt"}
        said = "belongs to the page 'live' of this run, as /live.txt does"
        for refuse in (store.unread, store.enter):
            with pytest.raises(InputError, match=said):
                refuse(posts, sources, WAY, blogs={"later": window("10:00", "10:00", "later.html")})

    def test_a_text_of_the_same_page(self, store):
        """
        A text dump that shares a post stands for the whole page, as it does for another dump.
        """
        self._enter(store, [timed("a", "09:00"), timed("b", "10:00")], window("09:00", "10:00"))
        store.enter([post("n", "Words of a.")], {"live": "/live.txt"}, WAY)

        assert ["n"] == names(store.posts())


class TestFacts:
    @pytest.mark.parametrize(
        ("measure", "value", "more"),
        [
            ("seats", 31, {}),
            ("seats_change", -15, {}),
            ("seats", 10**19, {}),
            ("vote_share", 42.5, {}),
            ("control", "NOC", {"party": None}),
            ("list_complete", True, {"party": None}),
            ("count_status", "final", {"party": None}),
            ("elected", False, {"scope": "contest", "contest": "ward", "person": "A. Person"}),
            ("seats", 31, {"quote": "31", "start": 12, "end": 14, "hedge": "at_least"}),
            ("seats", 31, {"owner_start": 0, "owner_end": 6, "said_by": "a\x00b", "round": 2}),
        ],
    )
    def test_a_fact_comes_back_as_it_was(self, store, measure, value, more):
        """
        Values of every form, and every field, come back with their type.
        """
        (todo,) = store.enter([post("a")], SOURCE, WAY)
        said = fact(todo.post, value, measure=measure, **more)
        store.finish(todo, read(said), "extracted")
        (stored,) = store.facts()

        assert (said, type(value)) == (stored, type(stored.value))

    def test_half_a_character_is_stored_as_a_question_mark(self, store):
        """
        Half of a surrogate pair in a model's answer, which UTF-8 cannot hold, stops nothing.
        """
        (todo,) = store.enter([post("a")], SOURCE, WAY)
        broken = fact(todo.post).model_copy(update={"area": "Lei\ud800cester"})
        store.finish(todo, read(broken), "extracted")

        assert ["Lei?cester"] == [each.area for each in store.facts()]

    def test_their_order(self, store):
        """
        Facts come in the order of pages and posts, those of a post in the order given.
        """
        pages = [post("a", position=0), post("b", position=1)]
        todo = store.enter(pages, SOURCE, WAY)
        for stored in reversed(todo):
            store.finish(stored, read(fact(stored.post, 2), fact(stored.post, 1)), "extracted")

        assert [("a", 2), ("a", 1), ("b", 2), ("b", 1)] == [
            (each.post, each.value) for each in store.facts()
        ]

    def test_read_again_replaces(self, store):
        """
        The same reading of a post written twice is there once.
        """
        (todo,) = store.enter([post("a")], SOURCE, WAY)
        store.finish(todo, read(fact(todo.post, 1)), "extracted")
        store.finish(todo, read(fact(todo.post, 2)), "extracted")

        assert [2] == [each.value for each in store.facts()]

    def test_numbers_stay_numbers(self, store, folder):
        """
        Whoever opens the database can add seats up.
        """
        (todo,) = store.enter([post("a")], SOURCE, WAY)
        store.finish(todo, read(fact(todo.post, 31), fact(todo.post, 17)), "extracted")

        assert [(48,)] == sql(folder, "SELECT SUM(value) FROM facts")

    def test_responses_are_kept(self, store, folder):
        """
        Every call of a reading is kept with its question, key, response and tokens.
        """
        (todo,) = store.enter([post("a")], SOURCE, WAY)
        asked = Request("live", "a", 0, "councils", {"name": "m"}, ({"role": "user"},), {}, {})
        usage = {"prompt_tokens": 9, "completion_tokens": 2}
        exchanges = tuple(
            Exchange(key=key, response={"choices": [], "usage": usage}, seconds=0.5)
            for key in ("first", "re-ask")
        )
        store.finish(todo, PostRead((), (PartRead(asked, exchanges, 2),)), "nothing here")
        rows = sql(
            folder,
            "SELECT part, question, call, key, model, prompt_tokens, completion_tokens, seconds "
            "FROM responses ORDER BY call",
        )

        assert [
            (0, "councils", 0, "first", "m", 9, 2, 0.5),
            (0, "councils", 1, "re-ask", "m", 9, 2, 0.5),
        ] == rows


class TestChecks:
    def _rejecting(self, facts: Sequence[Fact], posts: Sequence[Post]) -> Checked:
        """A check that rejects what is unchecked, and finds that it did."""
        alive = [each for each in facts if each.status == "unchecked"]
        finding = Finding(
            id="f",
            rule="G001",
            severity="warning",
            posts=tuple(each.id for each in posts),
            facts=tuple(each.id for each in alive),
            message="no words",
            explanations=(("a", "b"), ("c",)),
            mend="It would hold with other words.",
        )
        report = Report(
            findings=(finding,) if alive else (), verdicts={"G001": Tally(fails=len(alive))}
        )
        return Checked(
            tuple(each.model_copy(update={"status": "rejected"}) for each in facts), report
        )

    def test_statuses_and_findings_are_stored(self, store):
        """
        A check's statuses and findings come back.
        """
        answered(store, store.enter([post("a")], SOURCE, WAY))
        report = store.check(self._rejecting)

        assert (["rejected"], report) == ([each.status for each in store.facts()], store.report())

    def test_elections_are_stored(self, store):
        """
        A post without a time is of its page's election: the check says so, and the run keeps it.
        """
        timed = post("a", position=0, published="2023-05-05T12:33")
        answered(store, store.enter([timed, post("b", position=1)], SOURCE, WAY))
        store.check(check)

        assert ["2023-05-04", "2023-05-04"] == [each.election for each in store.facts()]

    def test_a_check_made_again_finds_the_same(self, store):
        """
        A check starts from the facts as they were read: made again, it finds the same.
        """
        answered(store, store.enter([post("a")], SOURCE, WAY))

        assert store.check(self._rejecting) == store.check(self._rejecting)

    def test_a_former_reading_keeps_its_status(self, store, folder):
        """
        A check touches the present facts alone, though former ones bear the same id.
        """
        answered(store, store.enter([post("a")], SOURCE, WAY))
        answered(store, store.enter([post("a")], SOURCE, OTHER))
        store.check(self._rejecting)
        rows = sql(folder, "SELECT reading, status FROM facts")

        assert {"way-1": "unchecked", "way-2": "rejected"} == dict(rows)

    def test_all_that_a_check_answers_comes_back(self, store, folder):
        """
        What is derived, with its proof, the sums of each council and the ceiling are stored too.
        """
        at = post("a", published="2023-05-05T12:33")
        (stored,) = store.enter([at], SOURCE, WAY)
        size = fact(at, 54, measure="council_size", party=None)
        store.finish(stored, read(fact(at), size), "extracted")
        report = store.check(check)
        rows = sql(folder, "SELECT party, measure, value, basis, proof, sources FROM derived")

        assert report == store.report()
        assert [("majority", "2 × 31 - 54 = 8")] == [
            (each.fact.measure, each.proof) for each in store.derived() if each.rule == "C004"
        ]
        assert (
            "Labour", "majority", 8, "derived", "2 × 31 - 54 = 8", '["a-31", "a-54"]'
        ) in rows  # fmt: skip

    def test_posts_read_since_make_it_stale(self, store):
        """
        There is no report before the first check, nor once a post was read after the last.
        """
        todo = store.enter([post("a")], SOURCE, WAY)
        before = store.report()
        store.check(self._rejecting)
        between = store.report()
        answered(store, todo)

        assert (None, Report(verdicts={"G001": Tally()}), None) == (before, between, store.report())

    def test_a_check_that_breaks_changes_nothing(self, store):
        """
        Where a check raises, the former statuses and findings stand.
        """
        answered(store, store.enter([post("a")], SOURCE, WAY))
        report = store.check(self._rejecting)

        def broken(*_: object) -> Checked:
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            store.check(broken)

        assert report == store.report()
