"""
extract/golden/against: one way of asking against another, and reading what the other gave.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from some_counts import posts

from extract.errors import InputError
from extract.golden.against import against, read_counts

if TYPE_CHECKING:
    from pathlib import Path

EXPECTED = {("live", "0"): 2, ("live", "1"): 3}


def counts(post: str = "0", **more: Any) -> dict[str, Any]:
    known = {"page": "live", "post": post, "expected": EXPECTED.get(("live", post), 1)}
    return known | {"found": 2, "right": 1} | more


def written(folder: Path, said: Any) -> Path:
    path = folder / "before.json"
    path.write_text(said if isinstance(said, str) else json.dumps(said), encoding="utf-8")
    return path


class TestAgainst:
    def test_posts_better_and_worse(self):
        """
        A post is better where its own F1 is higher; of wrong facts fewer are better too.
        """
        here = posts([(2, 2, 2), (1, 2, 2), (0, 1, 0), (1, 2, 2), (0, 0, 0)])
        there = posts([(1, 2, 2), (1, 1, 2), (0, 2, 0), (1, 4, 2), (0, 1, 0)])
        result = against(here, there)

        assert (3, 1, 1) == (result.better, result.worse, result.same)

    def test_as_json(self):
        """
        The JSON holds both ways' figures with their differences, and p.
        """
        here, there = posts([(2, 2, 2)] * 6), posts([(1, 1, 2)] * 6)
        found = json.loads(json.dumps(against(here, there).as_json()))

        assert {"better": 6, "worse": 0, "same": 0, "p": 0.0312} == {
            name: each for name, each in found.items() if name != "differences"
        }
        assert {
            "precision": {"here": 1.0, "there": 1.0, "difference": 0.0, "interval": None},
            "recall": {"here": 1.0, "there": 0.5, "difference": 0.5, "interval": None},
            "f1": {"here": 1.0, "there": 0.6667, "difference": 0.3333, "interval": None},
        } == found["differences"]


class TestReading:
    def test_in_the_order_of_the_posts(self, tmp_path):
        """
        The counts come in the order of the posts, whatever else the file says of them.
        """
        said = {"posts": 2, "by_post": [counts("1", seconds=3.5), counts("0")]}

        assert ["0", "1"] == [each.post for each in read_counts(written(tmp_path, said), EXPECTED)]

    @pytest.mark.parametrize(
        ("said", "problem"),
        [
            ("{", "is no comparison: Invalid JSON"),
            ([], "is no comparison: Input should be an object"),
            ({"findings": []}, "is no comparison: by_post: Field required"),
            ({"by_post": [counts(right="1")]}, "by_post.0.right: Input should be a valid integer"),
            ({"by_post": [counts(found=-1)]}, "by_post.0.found: Input should be greater than"),
            ({"by_post": [counts(right=3, found=3)]}, "by_post.0: right is more than expected"),
            ({"by_post": [counts(), counts()]}, "has live/0 twice"),
            ({"by_post": [counts("2")]}, "has live/2, which is not compared here"),
            ({"by_post": [counts()]}, "lacks live/1, which is compared here"),
            (
                {"by_post": [counts(expected=4)]},
                "expects 4 facts of live/0, where 2 are expected now",
            ),
        ],
    )
    def test_what_is_no_comparison_of_these_posts(self, tmp_path, said, problem):
        """
        A file that is no comparison, or one of other posts or expectations, is refused with the reason.
        """
        path = written(tmp_path, said)
        with pytest.raises(InputError) as caught:
            read_counts(path, EXPECTED)

        assert str(caught.value).startswith(f"{path}: ")
        assert problem in str(caught.value)
        assert str(caught.value).endswith("of the same posts and expected facts")
