"""
extract/golden/scoring: scores by measure and by kind of post, and what is scored apart.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from expecting import POST, TEA, request_of, seats, votes, whole

from extract.golden.scoring import Score, compare, kind_of
from extract.model.cache import Exchange
from extract.model.errors import EmptyAnswerError, ReplayMissError
from extract.reading import PartRead, PostRead
from schemas.post import Post

if TYPE_CHECKING:
    from extract.golden.scoring import Comparison
    from schemas.fact import Fact


def scored(expected: list[Fact], found: list[Fact]) -> Comparison:
    return compare(expected, [(POST, PostRead(tuple(found), ()))])


def counts(score: Score) -> dict[str, int]:
    return {name: count for name, count in score.counts.items() if count}


class TestScores:
    def test_of_a_post(self):
        """
        Each fact has one outcome; precision, recall and F1 follow, and take a wrong one for both
        missed and invented.
        """
        result = scored(
            [seats(), seats(party="Green", value=3), seats(party="Alba", value=2)],
            [seats(), seats(party="Green", value=4), seats(party="UKIP", value=5)],
        )

        assert {"right": 1, "wrong value": 1, "missed": 1, "invented": 1} == counts(result.total)
        assert (3, 3) == (result.total.expected, result.total.found)
        assert (0.3333,) * 3 == tuple(
            round(ratio, 4)
            for ratio in (result.total.precision, result.total.recall, result.total.f1)
        )

    def test_of_nothing(self):
        """
        Where nothing is expected and nothing found, nothing is wrong.
        """
        nothing = Score()

        assert (1, 1, 1) == (nothing.precision, nothing.recall, nothing.f1)

    def test_by_measure(self):
        """
        Every measure has its own scores.
        """
        result = scored([seats(), votes(value=900)], [seats()])

        assert {"seats": 1.0, "votes": 0.0} == {
            name: each.f1 for name, each in result.by_measure.items()
        }

    def test_by_kind_of_post(self):
        """
        Every kind of post has its own scores, with the number of its posts.
        """
        flash = Post(id="f", page="live", kind="flash", text="Labour hold Derby.")
        reads = [(post, PostRead((), ())) for post in (POST, TEA, flash)]
        result = compare([seats(), seats(post="f")], reads)

        assert {"post on councils": 1, "post on neither": 1, "flash": 1} == result.posts
        assert {"post on councils": 1, "post on neither": 0, "flash": 1} == {
            name: each.counts["missed"] for name, each in result.by_kind.items()
        }

    @pytest.mark.parametrize(
        ("expected", "kind"),
        [
            ([], "post on neither"),
            ([seats(), seats(party="Green")], "post on councils"),
            ([votes()], "post on contests"),
            ([seats(), votes()], "post on both"),
        ],
    )
    def test_kind_of_a_plain_post(self, expected, kind):
        """
        A plain post is known by what it is expected to state; the reader names the other kinds.
        """
        bullets = POST.model_copy(update={"kind": "head"})

        assert (kind, "head") == (kind_of(POST, expected), kind_of(bullets, expected))

    def test_rejected_facts_are_not_found(self):
        """
        A fact without words counts neither as found nor as invented.
        """
        assert {"missed": 1} == counts(scored([seats()], [seats(status="rejected")]).total)

    def test_scored_apart(self):
        """
        Of the facts that match, hedge, baseline and speaker are scored where either has one.
        """
        result = scored([seats(hedge="about")], [seats(said_by="a candidate")])

        assert {"hedge": (0, 1), "baseline": (0, 0), "said_by": (0, 1), "words": (0, 0)} == (
            result.apart
        )

    @pytest.mark.parametrize(("start", "right"), [(18, 1), (41, 0)])
    def test_words(self, start, right):
        """
        Words are right where the spans meet.
        """
        expected = seats(quote="31", start=18, end=20)
        result = scored([expected], [seats(quote="31", start=start, end=start + 2)])

        assert (right, 1) == result.apart["words"]

    def test_words_where_none_are_expected(self):
        """
        Where the expected fact has no span, any place in which its number stands will do.
        """
        result = scored([seats()], [seats(quote="31", start=41, end=43)])

        assert (1, 1) == result.apart["words"]

    def test_posts_that_state_nothing(self):
        """
        A post without expected facts is right where nothing is read from it.
        """
        reads = [(POST, PostRead((), ())), (TEA, PostRead((seats(post="tea"),), ()))]

        assert (1, 2) == compare([], reads).empty_posts

    def test_a_post_that_failed_is_not_read_as_one_that_states_nothing(self):
        """
        Where no answer came, nobody knows whether the post would have been read right.
        """
        reads = [(TEA, PostRead((), (), EmptyAnswerError("nothing said")))]

        assert (0, 1) == compare([], reads).empty_posts

    def test_drift_and_failures_are_told_apart(self):
        """
        What a replay has no recording for is drift; any other lack of an answer is a failure.
        """
        reads = [
            (POST, PostRead((), (), ReplayMissError("live/a: changed: schema"))),
            (TEA, PostRead((), (), EmptyAnswerError("nothing said"))),
        ]
        result = compare([seats()], reads)

        assert (["live/a: changed: schema"], ["live/tea: nothing said"], {"missed": 1}) == (
            result.drift,
            result.failed,
            counts(result.total),
        )

    def test_as_json(self):
        """
        The comparison as JSON holds counts, ratios, and each error with the facts on its sides.
        """
        found = json.loads(json.dumps(scored([seats()], [seats(value=13)]).as_json()))
        (error,) = found["errors"]

        assert (1, 0, 1) == (
            found["posts"],
            found["total"]["right"],
            found["measures"]["seats"]["wrong_value"],
        )
        assert {"posts": 1, "expected": 1, "found": 1}.items() <= (
            found["kinds"]["post on councils"].items()
        )
        assert ("wrong value", 31, 13) == (
            error["outcome"],
            error["expected"]["value"],
            error["found"]["value"],
        )


class TestByPost:
    def test_counts(self):
        """
        Each post has its counts in its order, a fact that is expected twice once.
        """
        reads = [(POST, PostRead((seats(), seats(value=5)), ())), (TEA, PostRead((), ()))]
        result = compare([seats(), seats(hedge="about"), votes()], reads)

        assert [("a", 2, 2, 1), ("tea", 0, 0, 0)] == [
            (each.post, each.expected, each.found, each.right) for each in result.by_post
        ]

    @pytest.mark.parametrize(
        ("found", "verified"),
        [
            (whole(), (5, 5, 5)),
            ([*whole(), seats(measure="majority", value=4)], (5, 5, 5)),
            (whole(labour=30), (0, 0, 0)),
            (whole()[:-1], (0, 0, 0)),
        ],
    )
    def test_of_what_could_be_verified(self, found, verified):
        """
        The ceiling is what the rules verify where all is read as expected; a wrong figure or one
        that is missed keeps the others of its sum from it.
        """
        (post,) = scored([*whole(), votes()], found).by_post

        assert (5, *verified) == (
            post.could_be_verified,
            post.reached,
            post.verified,
            post.verified_right,
        )

    def test_verified_facts_that_are_wrong(self):
        """
        A fact that nobody expected is verified where it adds up, and is listed so.
        """
        result = scored(whole()[:1], whole())
        (post,) = result.by_post

        assert (5, 1, 0, 0) == (
            post.verified,
            post.verified_right,
            post.could_be_verified,
            post.reached,
        )
        assert ["verified"] * 4 == [each.found.status for each in result.errors if each.found]

    def test_of_a_post_that_failed(self):
        """
        The facts of a post that failed are missed, and count below the ceiling all the same.
        """
        read = PostRead((), (), EmptyAnswerError("nothing said"))
        (post,) = compare(whole(), [(POST, read)]).by_post

        assert (5, 0, 5, 0) == (post.expected, post.found, post.could_be_verified, post.reached)

    def test_as_json(self):
        """
        The JSON holds each post's counts with its cost, and the figures and the cost of all.
        """
        usage = {"prompt_tokens": 100, "completion_tokens": 20}
        exchange = Exchange(key="k", response={"choices": [], "usage": usage}, seconds=1.5)
        read = PostRead((seats(),), (PartRead(request_of("councils"), (exchange,), 1),))
        found = json.loads(json.dumps(compare([seats(), votes()], [(POST, read)]).as_json()))

        assert [
            {"page": "live", "post": "a", "expected": 2, "found": 1, "right": 1}
            | {"verified": 0, "verified_right": 0, "could_be_verified": 0, "reached": 0}
            | {"requests": 1, "sent": 1, "prompt_tokens": 100, "cached_tokens": 0}
            | {"output_tokens": 20, "seconds": 1.5}
        ] == found["by_post"]
        assert {"value": 0.5, "part": 1, "whole": 2, "interval": None} == (
            found["figures"]["recall"]
        )
        assert {"median": 1.5, "total": 1.5} == found["cost"]["seconds"]
