"""
golden/: the project's own posts, expected facts and recordings, as they are shipped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from readme import README, untold

from extract import settings
from extract.golden.changes import changes_of, counted, trimmed_posts
from extract.golden.expected import expected_facts
from extract.golden.scoring import compare
from extract.model.client import Client
from extract.model.recordings import Recordings
from extract.model.spec import parse_spec
from extract.pages import read_pages
from extract.reading import read_post
from schemas.fact import MEASURES, Baseline, Contest, Hedge
from schemas.parties import NOC

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extract.reading import PostRead
    from schemas.fact import Fact
    from schemas.post import Post

CONTROL_SENTENCES = {
    "X hold Y": ("party", "hold", None),
    "X gain Y": ("party", "gain", None),
    "X win Y": ("party", None, None),
    "X gain Y from Z": ("party", "gain", "party"),
    "X gain Y from NOC": ("party", "gain", NOC),
    "X lose Y to NOC": (NOC, "loss", "party"),
    "X lose control of Y": (None, "loss", "party"),
    "Y remains in NOC": (NOC, None, NOC),
    "no party has a majority in Y": (NOC, None, None),
}
"""The contract's table: what is said of control, of its change and of control before."""


@pytest.fixture(scope="module")
def posts() -> tuple[Post, ...]:
    """
    All posts of the golden pages.
    """
    return read_pages([settings.GOLDEN / "pages"]).posts


@pytest.fixture(scope="module")
def expected(posts) -> list[Fact]:
    """
    All that is expected of them.
    """
    return expected_facts(settings.GOLDEN / "expected", posts)


@pytest.fixture(scope="module")
def replayed(posts) -> list[tuple[Post, PostRead]]:
    """
    All posts as the recordings answer for them.
    """
    client = Client(None, recordings=Recordings(settings.GOLDEN / "recordings"))
    return [(post, read_post(post, parse_spec("recorded"), client)) for post in posts]


def sentences(facts: Iterable[Fact]) -> set[tuple[str | None, ...]]:
    """The rows of the table of control sentences that occur, each council of a post by itself."""
    said: dict[tuple[str, str, str], dict[str, str]] = {}
    for fact in facts:
        if fact.scope == "council" and fact.when == "now":
            value = str(fact.value)
            is_party = fact.measure in ("control", "control_before") and value != NOC
            place = said.setdefault((fact.page, fact.post, fact.area), {})
            place[fact.measure] = "party" if is_party else value
    measures = ("control", "change", "control_before")
    return {tuple(each.get(name) for name in measures) for each in said.values()}


class TestExpected:
    def test_posts(self, posts):
        """
        There are sixty posts and more, of every kind.
        """
        assert len(posts) >= 60
        assert {"head", "post", "flash", "card"} == {each.kind for each in posts}

    @pytest.mark.parametrize("scope", MEASURES)
    def test_measures(self, expected, scope):
        """
        Every measure of the facts contract is expected somewhere, in both scopes.
        """
        assert set(MEASURES[scope]) == {each.measure for each in expected if each.scope == scope}

    @pytest.mark.parametrize(
        ("name", "known"), [("hedge", Hedge), ("baseline", Baseline), ("contest", Contest)]
    )
    def test_words(self, expected, name, known):
        """
        Every hedge, baseline and kind of contest is expected somewhere.
        """
        assert set(get_args(known)) == {getattr(each, name) for each in expected} - {None}

    @pytest.mark.parametrize("sentence", CONTROL_SENTENCES)
    def test_control_sentences(self, expected, sentence):
        """
        Every row of the table of control sentences is expected somewhere.
        """
        assert CONTROL_SENTENCES[sentence] in sentences(expected)

    def test_past_rounds_and_speakers(self, expected):
        """
        Facts of the past, of both rounds, and in somebody's words are expected somewhere.
        """
        assert {"now", "past"} == {each.when for each in expected}
        assert {None, 1, 2} == {each.round for each in expected}
        assert any(each.said_by for each in expected)


class TestRecordings:
    def test_are_those_that_are_needed(self, posts, replayed):
        """
        Every request of today has its recording, and no recording is stale.
        """
        spec, recordings = parse_spec("recorded"), Recordings(settings.GOLDEN / "recordings")
        changes = [changes_of(post, spec, recordings, read) for post, read in replayed]
        gone = trimmed_posts(posts, spec, recordings, whole=True)
        counts = counted([*changes, *gone])

        assert {"unchanged": len(recordings)} == {name: n for name, n in counts.items() if n}

    def test_give_the_figures_of_the_readme(self, posts, expected, replayed):
        """
        The README tells the posts, the expected facts and the scores that a replay gives.
        """
        result = compare(expected, replayed)

        assert ([], []) == (result.drift, result.failed)
        assert f"{len(posts)} golden posts, {result.total.expected} expected facts" in README
        assert [] == untold(result)
