"""Polling days: the page's own dates say whose count it tells."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.polling_days import (
    election,
    elections,
    general_alone,
    local_years,
    polling_day,
    polling_days,
    with_elections,
)
from schemas.fact import Fact
from schemas.post import Post


def post(name: str = "p1", **dates: str | None) -> Post:
    return Post.model_validate({"id": name, "page": "live", "text": ""} | dates)


def seats(name: str = "p1", **more: str) -> Fact:
    known = {"page": "live", "post": name, "scope": "council", "area": "Derby", "party": "Labour"}
    return Fact.model_validate(known | {"measure": "seats", "value": 23} | more)


class TestPollingDay:
    @pytest.mark.parametrize(
        ("told", "polled"),
        [
            ("2023-05-04", "2023-05-04"),  # polls close at ten
            ("2023-05-05", "2023-05-04"),
            ("2021-05-10", "2021-05-06"),  # commissioners were counted on Monday
            ("2023-05-20", "2023-05-18"),  # Northern Ireland
            ("2017-03-04", "2017-03-02"),  # the Assembly
            ("2019-12-13", "2019-12-12"),
            ("2023-05-03", None),  # the eve
            ("2023-05-11", None),  # by-elections a week later
            ("2020-05-07", None),  # put off for a year
            ("2018-12-28", None),
            ("2001-06-08", None),
        ],
    )
    def test_of_a_day(self, told: str, polled: str | None):
        """
        The latest polling day on or before the day, at most six days ago.
        """
        assert polled == polling_day(told)

    @given(st.dates(date(2016, 1, 1), date(2026, 12, 31)))
    def test_is_never_later_nor_a_week_ago(self, day: date):
        """
        Whatever the day, its polling day lies within the six days before it.
        """
        polled = polling_day(day.isoformat())

        assert polled is None or 0 <= (day - date.fromisoformat(polled)).days < 7

    @given(st.sampled_from(sorted(polling_days())), st.integers(0, 6))
    def test_of_every_count(self, polled: date, days: int):
        """
        No other poll stands between a polling day and the end of its count.
        """
        assert polled.isoformat() == polling_day((polled + timedelta(days)).isoformat())

    def test_every_one_is_a_thursday(self):
        """
        A slip in the table would most likely fall on another day of the week.
        """
        assert {3} == {day.weekday() for day in polling_days()}


class TestElection:
    def test_a_posts_own_date_goes_before_its_pages(self):
        """
        A page may be closed, and bear its time, long after a post was written.
        """
        late = post(published="2023-05-05T12:33", page_published="2023-06-01T09:00")

        assert "2023-05-04" == election(late)

    def test_the_pages_date(self):
        """
        Posts of a flattened dump bear no time; the page does.
        """
        assert "2021-05-06" == election(post(page_published="2021-05-07T22:42"))

    def test_a_date_in_the_text_says_nothing(self):
        """
        "Updates for Friday 28 December 2018" stands in the head of a page of May 2021.
        """
        head = post(page_published="2021-05-07T22:42", title="Updates for Friday 28 December 2018")

        assert "2021-05-06" == election(head)

    def test_no_date(self):
        """
        Without any date nobody knows.
        """
        assert None is election(post())

    def test_an_undated_post_is_of_its_pages_one_election(self):
        """
        A post without a time beside others that have one is of their election.
        """
        posts = [post("p1", published="2023-05-05T12:33"), post("p2")]

        assert {("live", "p1"): "2023-05-04", ("live", "p2"): "2023-05-04"} == elections(posts)

    def test_of_two_elections_it_is_of_neither(self):
        """
        An archive of two counts under one page leaves an undated post alone.
        """
        posts = [
            post("p1", published="2023-05-05T12:33"),
            post("p2", published="2021-05-07T12:33"),
            post("p3"),
        ]

        assert ["2023-05-04", "2021-05-06", None] == list(elections(posts).values())

    def test_a_post_of_the_eve_stays_without(self):
        """
        What was said before polling day is of no count, whatever its page tells later.
        """
        posts = [post("p1", published="2023-05-03T18:00"), post("p2", published="2023-05-05T12:33")]

        assert [None, "2023-05-04"] == list(elections(posts).values())


class TestFacts:
    def test_take_their_posts_election(self):
        """
        A fact from outside that names no election has its post's.
        """
        (fact,) = with_elections([seats()], [post(published="2023-05-05T12:33")])

        assert "2023-05-04" == fact.election

    def test_keep_their_own(self):
        """
        One that names an election keeps it.
        """
        own = seats(election="2022-03-10")

        assert [own] == with_elections([own], [post(published="2023-05-05T12:33")])

    def test_of_an_unknown_post_stay_as_they_are(self):
        """
        Without its post nobody knows.
        """
        assert [seats("elsewhere")] == with_elections(
            [seats("elsewhere")], [post(published="2023-05-05T12:33")]
        )


@pytest.mark.parametrize(
    ("day", "alone"),
    [("2024-07-05", True), ("2017-06-09", True), ("2024-05-03", False), ("", False)],
)
def test_a_general_election_alone(day: str, alone: bool):
    """
    On the days of a general election no councils are counted; in May they are.
    """
    assert alone == general_alone(post(published=f"{day}T04:00" if day else None))


def test_local_years():
    """
    Scotland's councils are elected every five years, Northern Ireland's every four.
    """
    assert ((2017, 2022), (2019, 2023)) == (
        local_years("Scotland"),
        local_years("Northern Ireland"),
    )
