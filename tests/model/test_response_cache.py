"""The response cache on the disk: text alone, forged and broken rows dropped, many processes."""

from __future__ import annotations

import json
import os
import pickle
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from asking import GOOD, Seats, a_request, client_of, python
from diskcache import JSONDisk
from diskcache.core import MODE_PICKLE, MODE_TEXT
from loopback import answer

from extract.model.cache import Exchange, ResponseCache
from extract.model.errors import CacheError

COMPLETION = {"choices": [{"message": {"role": "assistant", "content": GOOD}}]}
KEY = "ab" * 32


def an_exchange(key: str = KEY) -> Exchange:
    """One stored exchange."""
    return Exchange(key=key, response=COMPLETION, seconds=0.5)


class Bomb:
    """What makes a folder when it is unpickled."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.folder),)


@contextmanager
def database(folder: Path) -> Iterator[sqlite3.Connection]:
    """The SQLite file of a cache, opened past all its code."""
    with closing(sqlite3.connect(folder / "cache.db")) as connection, connection:
        yield connection


def rows(folder: Path) -> list[tuple[object, ...]]:
    """Every row: key, raw, mode, filename and the type of its value."""
    with database(folder) as connection:
        return connection.execute(
            "SELECT key, raw, mode, filename, typeof(value) FROM Cache ORDER BY key"
        ).fetchall()


def forge(folder: Path, **columns: object) -> None:
    """Write over the one row of a cache."""
    with database(folder) as connection:
        for name, value in columns.items():
            connection.execute(f"UPDATE Cache SET {name} = ?", (value,))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """
    The folder of a cache that holds one exchange, and that nobody has open.
    """
    opened = ResponseCache(tmp_path / "responses")
    opened.put(an_exchange())
    opened.close()
    return tmp_path / "responses"


class TestRow:
    def test_comes_back_as_it_was_put(self, cache):
        """
        Response, seconds and chain survive, lone surrogates and all.
        """
        odd = {"choices": [{"message": {"content": "Plaid \ud83d ŵ 31"}}], "x": [1.5, None]}
        put = Exchange(key=KEY, response=odd, seconds=1.25, chain="answered")

        cache.put(put)

        assert put == cache.get(KEY)

    def test_is_text_inside_the_database(self, folder):
        """
        No pickle, no blob, no file beside the database.
        """
        assert [(KEY, 1, MODE_TEXT, None, "text")] == rows(folder)
        assert all(each.name.startswith("cache.db") for each in folder.rglob("*"))

    def test_of_a_real_run_is_text_too(self, endpoint, cache, tmp_path):
        """
        What the client stores goes the same way.
        """
        endpoint.play(answer(GOOD))

        with client_of(endpoint, cache=cache) as client:
            client.ask(a_request(), Seats)

        assert [(a_request().key, 1, MODE_TEXT, None, "text")] == rows(tmp_path / "responses")

    @pytest.mark.parametrize(
        ("key", "value"), [(b"k", "v"), (1, "v"), ("k", b"v"), ("k", {"a": 1})]
    )
    def test_of_anything_else_cannot_be_written(self, cache, key, value):
        """
        Where diskcache would pickle, this cache refuses.
        """
        with pytest.raises(TypeError, match="of the response cache are text"):
            cache._cache.set(key, value)

    def test_is_missed_where_there_is_none(self, cache):
        """
        A key that was never put is None.
        """
        assert (None, 0) == (cache.get(KEY), len(cache))


class TestForgedRow:
    def test_is_a_real_bomb(self, folder, tmp_path):
        """
        The row that these tests forge goes off in diskcache's own JSONDisk (CVE-2025-69872).
        """
        bomb = pickle.dumps(Bomb(tmp_path / "boom"))

        fetched = JSONDisk(str(folder)).fetch(MODE_PICKLE, None, bomb, read=True)

        assert (None, True) == (fetched, (tmp_path / "boom").is_dir())

    def test_that_says_pickle_is_dropped_at_opening(self, folder, tmp_path, caplog):
        """
        It is reported, removed and never decoded.
        """
        forge(folder, mode=MODE_PICKLE, value=pickle.dumps(Bomb(tmp_path / "boom")))

        with closing(ResponseCache(folder)) as cache:
            assert (None, 0) == (cache.get(KEY), len(cache))

        assert ([], False) == (rows(folder), (tmp_path / "boom").exists())
        assert ["response cache: dropped a row that is no response (a pickle, or a file)"] == [
            each.getMessage() for each in caplog.records
        ]

    def test_that_says_pickle_is_dropped_at_reading(self, folder, tmp_path, caplog):
        """
        A row that is forged under an open cache fares no better.
        """
        with closing(ResponseCache(folder)) as cache:
            forge(folder, mode=MODE_PICKLE, value=pickle.dumps(Bomb(tmp_path / "boom")))

            assert (None, 0) == (cache.get(KEY), len(cache))

        assert ([], False) == (rows(folder), (tmp_path / "boom").exists())
        assert ["response cache: dropped a row that is no response (mode 4)"] == [
            each.getMessage() for each in caplog.records
        ]

    def test_is_asked_for_again(self, endpoint, tmp_path):
        """
        A run meets a forged row as it meets a missing one.
        """
        endpoint.play(answer(GOOD), answer(GOOD))
        folder = tmp_path / "responses"
        with closing(ResponseCache(folder)) as cache, client_of(endpoint, cache=cache) as client:
            client.ask(a_request(), Seats)
            forge(folder, mode=MODE_PICKLE, value=pickle.dumps(Bomb(tmp_path / "boom")))

            asked = client.ask(a_request(), Seats)

        assert (31, 1, 2) == (asked.answer.seats, asked.sent, endpoint.count)
        assert not (tmp_path / "boom").exists()

    def test_with_a_pickled_key_is_dropped(self, folder, tmp_path, caplog):
        """
        Keys can be pickles too: raw = 0.
        """
        forge(folder, raw=0, key=pickle.dumps(Bomb(tmp_path / "boom")))

        with closing(ResponseCache(folder)) as cache:
            assert (None, 0) == (cache.get(KEY), len(cache))
            cache.put(an_exchange())
            assert an_exchange() == cache.get(KEY)

        assert not (tmp_path / "boom").exists()
        assert 1 == len(caplog.records)

    @pytest.mark.parametrize("mode", [0, 1, 2, 3])
    def test_that_names_a_file_neither_reads_nor_removes_it(self, folder, tmp_path, caplog, mode):
        """
        diskcache reads the file that a row names, and deletes it with the row, wherever it lies.
        """
        victim = tmp_path / "victim.txt"
        victim.write_text(an_exchange().model_dump_json())
        with closing(ResponseCache(folder)) as cache:
            forge(folder, mode=mode, filename="../victim.txt", value=None)
            assert cache.get(KEY) is None
            cache.put(an_exchange())
            forge(folder, mode=mode, filename="../victim.txt")
            cache.put(an_exchange())
            assert an_exchange() == cache.get(KEY)

        assert victim.exists()
        assert 1 == len(caplog.records)

    @pytest.mark.parametrize("mode", [1, 2, 4, 5, -1, "text", None])
    def test_in_any_other_mode_is_dropped(self, folder, mode):
        """
        One mode is ours; bytes, files, pickles and what no diskcache knows are not.
        """
        with closing(ResponseCache(folder)) as cache:
            forge(folder, mode=mode)

            assert (None, 0) == (cache.get(KEY), len(cache))


class TestBrokenRow:
    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("", "Expecting value: line 1 column 1 (char 0)"),
            ('{"key": "ab', "Unterminated string starting at: line 1 column 9 (char 8)"),
            ("[" * 100_000, "maximum recursion depth exceeded"),
            ("31", "Input should be a valid dictionary"),
            ("{}", "key: Field required"),
            (
                json.dumps({"key": KEY, "response": {}, "seconds": 1}),
                "response: it holds no choices",
            ),
            (
                json.dumps({"key": KEY, "response": {"choices": "no"}, "seconds": 1}),
                "response: it holds no choices",
            ),
            (
                json.dumps({"key": "cd" * 32, "response": COMPLETION, "seconds": 1}),
                "it answers another call",
            ),
        ],
    )
    def test_is_reported_and_dropped(self, folder, caplog, text, why):
        """
        What is not the JSON of an exchange of this very call is no response.
        """
        forge(folder, value=text)

        with closing(ResponseCache(folder)) as cache:
            assert (None, 0) == (cache.get(KEY), len(cache))

        (record,) = caplog.records
        expected = f"response cache: dropped a row that is no response ({why}"
        assert record.getMessage().startswith(expected)

    def test_of_bytes_is_dropped(self, folder):
        """
        A text row whose value is no text.
        """
        with closing(ResponseCache(folder)) as cache:
            forge(folder, value=b"\x80\x04.")

            assert (None, 0) == (cache.get(KEY), len(cache))


class TestBrokenDatabase:
    def test_is_one_clear_line(self, folder):
        """
        A file that is no database names the folder and what to do.
        """
        for each in folder.iterdir():
            each.write_bytes(b"this is no database, " * 100)

        with pytest.raises(CacheError) as broken:
            ResponseCache(folder)

        assert str(broken.value).startswith(f"{folder}: the response cache cannot be used (")
        assert "SEATCHECK_CACHE" in str(broken.value)
        assert 2 == broken.value.exit_code

    def test_may_be_a_file_in_the_folders_place(self, tmp_path):
        """
        A path that is no folder names itself.
        """
        (tmp_path / "responses").write_text("no folder")

        with pytest.raises(CacheError, match="responses: the response cache cannot be used"):
            ResponseCache(tmp_path / "responses")

    def test_may_have_foreign_settings(self, folder):
        """
        diskcache hands its settings table to the disk class: an unknown one is no crash.
        """
        with database(folder) as connection:
            connection.execute("INSERT INTO Settings VALUES ('disk_compress_level', 9)")

        with pytest.raises(CacheError):
            ResponseCache(folder)

    def test_may_lose_its_table(self, folder):
        """
        A database that breaks while it is open is a clear line too.
        """
        with closing(ResponseCache(folder)) as cache:
            with database(folder) as connection:
                connection.execute("DROP TABLE Cache")

            with pytest.raises(CacheError, match="no such table"):
                cache.get(KEY)
            with pytest.raises(CacheError, match="no such table"):
                cache.put(an_exchange())


class TestTwoProcesses:
    def test_share_one_cache(self, tmp_path):
        """
        Both write at once, to their own keys and to the same ones, and nothing is lost.
        """
        folder = tmp_path / "responses"
        writers = [python(WRITER, folder, name) for name in ("one", "two")]

        ended = [writer.communicate(timeout=120) for writer in writers]

        assert [("", ""), ("", "")] == ended
        with closing(ResponseCache(folder)) as cache:
            assert 90 == len(cache)
            assert all(cache.get(f"{name} {n}") for name in ("one", "two") for n in range(30))
            assert all(cache.get(f"both {n}") for n in range(30))

    def test_see_each_others_responses(self, tmp_path):
        """
        What one has stored, the other one serves while both are open.
        """
        folder = tmp_path / "responses"

        with closing(ResponseCache(folder)) as cache:
            python(WRITER, folder, "other").communicate(timeout=120)

            assert an_exchange("other 29") == cache.get("other 29")


WRITER = """
import sys
from pathlib import Path
from test_response_cache import an_exchange
from extract.model.cache import ResponseCache

cache = ResponseCache(Path(sys.argv[1]))
for number in range(30):
    cache.put(an_exchange(f"{sys.argv[2]} {number}"))
    cache.put(an_exchange(f"both {number}"))
    cache.end_chain([f"both {number}"], "answered")
    assert cache.get(f"{sys.argv[2]} {number}")
cache.close()
"""


class TestHousekeeping:
    def test_notes_how_a_chain_ended(self, cache):
        """
        Every exchange of the chain carries the outcome; the rest is as it was.
        """
        cache.put(an_exchange("first"))
        cache.put(an_exchange("second"))

        cache.end_chain(["first", "second", "never stored"], "failed")

        assert ["failed", "failed"] == [cache.get(key).chain for key in ("first", "second")]
        assert 2 == len(cache)

    def test_clears_everything(self, cache):
        """
        How many responses were dropped is said.
        """
        cache.put(an_exchange("first"))
        cache.put(an_exchange("second"))

        assert (2, 0, None) == (cache.clear(), len(cache), cache.get("first"))

    def test_never_evicts(self, cache):
        """
        Nothing that was paid for is dropped to save room.
        """
        assert ("none", 2**40) == (cache._cache.eviction_policy, cache._cache.size_limit)
