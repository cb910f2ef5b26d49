"""
extract/model/cachefile: stored responses as JSONL, and back, each line checked.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.errors import InputError
from extract.model.cache import Added, Exchange
from extract.model.cachefile import read_jsonl, to_jsonl

KEYS = ("ab" * 32, "cd" * 32, "ef" * 32)
ANY = st.text(st.characters(exclude_categories=()))  # halves of surrogate pairs too
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | ANY,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY, inner, max_size=3),
    max_leaves=8,
)
EXCHANGES = st.builds(
    lambda key, message, more, seconds, chain: Exchange(
        key=key,
        response={**more, "choices": [{"message": message}]},
        seconds=seconds,
        chain=chain,
    ),
    st.sampled_from(KEYS),
    st.dictionaries(ANY, JSON, max_size=3),
    st.dictionaries(ANY, JSON, max_size=3),
    st.floats(0, 1e6),
    st.sampled_from([None, "answered", "failed"]),
)


def an_exchange(key: str = KEYS[0], content: str = "31") -> Exchange:
    return Exchange(key=key, response={"choices": [{"message": {"content": content}}]}, seconds=0.5)


def line(**changes: object) -> bytes:
    return json.dumps(an_exchange().model_dump() | changes).encode() + b"\n"


class TestFile:
    @given(exchanges=st.lists(EXCHANGES, min_size=1, max_size=3))
    def test_comes_back_as_it_was_written(self, exchanges, tmp_path_factory):
        """
        Any responses, whatever they say, are read back as they were, one a line.
        """
        path: Path = tmp_path_factory.mktemp("file") / "responses.jsonl"
        path.write_bytes(to_jsonl(exchanges))

        assert exchanges == read_jsonl(path)
        assert len(exchanges) == path.read_bytes().count(b"\n")

    @pytest.mark.parametrize(
        ("fault", "said"),
        [
            (b"{", "is not JSON (Expecting property name"),
            (b"\xff\xfe{\0", "is not JSON ("),
            (b"[" * 100_000, "is not JSON (maximum recursion depth"),
            (b"31", "is no JSON object"),
            (b"{}", "is no stored response (key: Field required)"),
            (line(seconds=float("nan")), "is not JSON (NaN is no number of JSON)"),
            (line(response={}), "is no stored response (response: it holds no choices)"),
            (line(chain="won"), "is no stored response (chain: Input should be"),
            (line(key="AB" * 32), "its key is no SHA-256 in hex"),
            (line(key="../x"), "its key is no SHA-256 in hex"),
            (line(key=KEYS[0] + "\n"), "its key is no SHA-256 in hex"),
        ],
    )
    def test_names_the_line_that_is_wrong(self, tmp_path, fault, said):
        """
        The second line's fault is named with that line, in one line, and what to do.
        """
        path = tmp_path / "responses.jsonl"
        path.write_bytes(line() + fault + b"\n" + line())
        with pytest.raises(InputError) as caught:
            read_jsonl(path)

        assert str(caught.value).startswith(f"{path}:2: {said}")
        assert str(caught.value).endswith("; write it with: seatcheck cache export")
        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            ("none.jsonl", "cannot be read (No such"),
            (".", "cannot be read (Is a"),
            ("a", "holds no"),
        ],
    )
    def test_that_cannot_be_read(self, tmp_path, name, said):
        """
        A file that is not there, a folder, and a file without a line are named.
        """
        (tmp_path / "a").write_bytes(b" \n\n")
        with pytest.raises(InputError, match=r"write it with: seatcheck cache export$") as caught:
            read_jsonl(tmp_path / name)

        assert said in str(caught.value)


class TestCache:
    def test_gives_its_responses_by_key(self, cache):
        """
        Whatever the order in which they came, they are given by key.
        """
        stored = [an_exchange(key) for key in KEYS]
        for each in reversed(stored):
            cache.put(each)

        assert stored == list(cache.exchanges())

    def test_keeps_what_it_has(self, cache):
        """
        What is new is added; the same response is known; another under a known key is left out.
        """
        cache.put(an_exchange(KEYS[0]))
        cache.put(an_exchange(KEYS[1]))
        done = cache.add([an_exchange(KEYS[0]), an_exchange(KEYS[1], "30"), an_exchange(KEYS[2])])

        assert Added(added=1, known=1, conflicting=(KEYS[1],)) == done
        assert [an_exchange(key) for key in KEYS] == list(cache.exchanges())

    def test_adds_all_or_none(self, cache):
        """
        An error on the way leaves the cache as it was.
        """

        def broken():
            yield an_exchange(KEYS[0])
            raise LookupError

        with pytest.raises(LookupError):
            cache.add(broken())

        assert [] == list(cache.exchanges())

    def test_knows_when_it_was_filled(self, cache):
        """
        The times of the oldest and the newest response; an empty cache has none.
        """
        assert cache.times() is None
        cache.put(an_exchange(KEYS[0]))
        cache.put(an_exchange(KEYS[1]))
        oldest, newest = cache.times()

        assert (True, "UTC") == (oldest < newest, oldest.tzname())
