"""
extract/golden/resampling: figures as ratios of sums, with the intervals of the bootstrap.
"""

from __future__ import annotations

import json
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from some_counts import posts, two_ways

from extract.golden.counts import PostCounts
from extract.golden.resampling import differences, figures


class TestFigures:
    def test_are_ratios_of_sums(self):
        """
        Every figure is a ratio of sums over posts, not a mean of the posts' own ratios.
        """
        verified = {"verified": 4, "verified_right": 3, "could_be_verified": 5, "reached": 2}
        counts = {"right": 6, "found": 8, "expected": 10}
        one = PostCounts(page="live", post="a", **counts, **verified)
        other = PostCounts(page="live", post="b", right=1, found=1, expected=1)

        assert {
            "precision": (7, 9),
            "recall": (7, 11),
            "f1": (14, 20),
            "verified_precision": (3, 4),
            "verified_recall": (2, 5),
        } == {name: (each.part, each.whole) for name, each in figures([one, other]).items()}

    def test_of_nothing(self):
        """
        Where nothing is expected and nothing found a figure is 1, without an interval.
        """
        found = figures(posts([(0, 0, 0)] * 2))

        assert {(1.0, None)} == {(each.value, each.interval) for each in found.values()}

    def test_as_json(self):
        """
        The JSON of a figure holds value, part, whole and interval.
        """
        (precision, *_) = figures(posts([(1, 1, 1), (0, 1, 1)])).values()

        assert {"value": 0.5, "part": 1, "whole": 2, "interval": [0.0, 1.0]} == json.loads(
            json.dumps(precision.as_json())
        )


class TestIntervals:
    @pytest.mark.parametrize(
        ("facts", "of", "low", "high"), [(1, 100, 0.40, 0.60), (10, 10, 0.2, 0.8)]
    )
    def test_are_those_of_the_posts(self, facts, of, low, high):
        """
        Half of the posts right is a binomial of that many posts, however many facts each of them has.
        """
        right = [(facts, facts, facts)] * (of // 2)
        wrong = [(0, facts, facts)] * (of // 2)

        assert (low, high) == pytest.approx(
            figures(posts(right + wrong))["precision"].interval, abs=0.011
        )

    def test_are_those_of_all_resamples(self):
        """
        The interval of a few posts is that of all ways of drawing them, counted one by one.
        """
        counts = [(1, 2, 4), (5, 5, 6), (0, 3, 2), (2, 2, 3), (7, 9, 9)]
        drawn = list(product(counts, repeat=len(counts)))
        all_f1 = [
            2 * sum(right for right, _, _ in each) / sum(found + of for _, found, of in each)
            for each in drawn
        ]

        assert figures(posts(counts))["f1"].interval == pytest.approx(
            np.quantile(all_f1, [0.025, 0.975]), abs=0.02
        )

    def test_resamples_without_anything_to_judge(self):
        """
        A resample in which nothing was found tells nothing of precision and is left out.
        """
        found = figures(posts([(0, 1, 1), *[(0, 0, 1)] * 3]))

        assert found["precision"].interval is None

    @pytest.mark.parametrize("counts", [[(3, 3, 3)] * 40, [(0, 3, 3)] * 40, [(1, 2, 3)]])
    def test_where_nothing_varies(self, counts):
        """
        Posts that are all alike, or a single one, give no interval rather than one of no width.
        """
        assert {None} == {each.interval for each in figures(posts(counts)).values()}

    def test_are_the_same_every_time(self):
        """
        The same counts give the same intervals.
        """
        counts = posts([(1, 2, 4), (5, 5, 6), (0, 3, 2)])

        assert figures(counts) == figures(counts)


class TestDifferences:
    @settings(max_examples=20)
    @given(two_ways())
    def test_turn_round_with_the_ways(self, ways):
        """
        Of the ways the other way round, differences and intervals have the other sign.
        """
        here, there = ways
        back = differences(there, here)
        for name, each in differences(here, there).items():
            assert -back[name].value == pytest.approx(each.value)
            turned = back[name].interval and tuple(-end for end in back[name].interval[::-1])
            assert turned == pytest.approx(each.interval)

    def test_are_paired(self):
        """
        What makes posts hard for both ways cancels: the interval is narrower than either way's own.
        """
        hard, easy = [(1, 10, 10)] * 20, [(9, 10, 10)] * 20
        better = [(2, 10, 10)] * 10 + hard[10:] + easy
        gained = differences(posts(better), posts(hard + easy))["f1"]
        low, high = gained.interval
        own = figures(posts(better))["f1"].interval

        assert 0.025 == pytest.approx(gained.value)
        assert 0 < low < gained.value < high
        assert high - low < (own[1] - own[0]) / 4
