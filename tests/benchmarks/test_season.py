"""A generated season: what is planted is found, and nothing else is accused."""

from __future__ import annotations

import random

import pytest
from check import checked, generated, score
from counts import control, counts
from season import ERRORS, HEAD, pages

PAGES = list(pages(counts()[::40], 0.0, random.Random(1)))


def test_half_of_the_pages_wrong():
    """
    Of 60 pages, half of them with an error, every error is named, and every finding names one.
    """
    found = generated(7_000, 0.5, 3)
    precision, recall, missed = score(found, checked(found)[0])

    assert (1.0, 1.0, []) == (precision, recall, missed)
    assert sum(bool(page.planted) for page in found) > 20


def test_nothing_wrong():
    """
    A season without errors has no error and no warning.
    """
    answer, *_ = checked(PAGES)

    assert [] == [each.message for each in answer.report.findings if each.severity != "info"]


@pytest.mark.parametrize("kind", ERRORS)
def test_each_kind_of_error(kind):
    """
    Each kind changes at least one fact of some page, which the checker names.
    """
    for page in pages(counts()[::90], 0.0, random.Random(2)):
        if ERRORS[kind](page, random.Random(5)):
            findings = checked([page])[0].report.findings

            assert any(page.wrong & set(each.facts) for each in findings if each.severity != "info")
            return
    pytest.fail(f"no page has room for {kind}")


def test_posts_in_time():
    """
    A page's posts have positions and times, oldest first, and the summary comes last.
    """
    (page, *_) = PAGES
    times = [post.published for post in page.posts]

    assert sorted(times) == times
    assert list(range(HEAD + 1)) == [post.position for post in page.posts]
    assert "head" == page.posts[HEAD].kind


class TestControl:
    @pytest.mark.parametrize(
        ("seats", "expected"),
        [
            ({"Labour": 19, "Conservative": 17}, "Labour"),
            ({"Labour": 18, "Conservative": 18}, "NOC"),
            ({"Independent": 20, "Labour": 16}, None),
        ],
    )
    def test_more_than_half(self, seats, expected):
        """
        A party has control with more than half of 36; independents are no party.
        """
        assert expected == control(seats, 36)
