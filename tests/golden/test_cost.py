"""
extract/golden/cost: requests, tokens and seconds of posts, from the exchanges of their parts.
"""

from __future__ import annotations

from typing import Any

from expecting import request_of

from extract.golden.cost import Cost, cost_of, spent
from extract.model.cache import Exchange
from extract.reading import PartRead, PostRead


def exchange(usage: dict[str, Any] | None, seconds: float) -> Exchange:
    return Exchange(key="k", response={"choices": [], "usage": usage}, seconds=seconds)


def usage(prompt: int, cached: int, output: int) -> dict[str, Any]:
    details = {"prompt_tokens_details": {"cached_tokens": cached}}
    return {"prompt_tokens": prompt, "completion_tokens": output} | details


class TestOfAPost:
    def test_is_that_of_all_its_exchanges(self):
        """
        Every exchange of every part counts, re-asks too; those sent now are told apart.
        """
        first = (exchange(usage(100, 60, 20), 1.5), exchange(usage(150, 100, 30), 2.25))
        parts = (
            PartRead(request_of("councils"), first, 1),
            PartRead(request_of("contests"), (exchange(usage(80, 0, 5), 0.5),), 0),
        )

        assert Cost(3, 1, 330, 160, 55, 4.25) == cost_of(PostRead((), parts))

    def test_of_an_endpoint_that_counts_no_tokens(self):
        """
        Where the endpoint tells no usage there are no tokens, and the seconds stand.
        """
        parts = (PartRead(request_of("councils"), (exchange(None, 2.0),), 1),)

        assert Cost(1, 1, 0, 0, 0, 2.0) == cost_of(PostRead((), parts))


class TestOfAllPosts:
    def test_medians_and_totals(self):
        """
        A post that was not asked about enters no median; the totals are those of all.
        """
        costs = [
            Cost(),
            Cost(1, 1, 100, 50, 10, 1.5),
            Cost(2, 0, 210, 150, 30, 9.0),
            Cost(1, 1, 90, 0, 20, 4.0),
        ]

        assert {
            "posts": 4,
            "asked": 3,
            "sent": 2,
            "requests": {"median": 1, "total": 4},
            "prompt_tokens": {"median": 100, "total": 400},
            "cached_tokens": {"median": 50, "total": 200},
            "output_tokens": {"median": 20, "total": 60},
            "seconds": {"median": 4.0, "total": 14.5},
        } == spent(costs).as_json()

    def test_where_nothing_is_asked(self):
        """
        Posts that no model is asked about cost nothing.
        """
        assert {(0, 0)} == set(spent([Cost(), Cost()]).each.values())
