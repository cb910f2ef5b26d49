"""
extract/golden/selective: which facts the checker verifies, page by page.
"""

from __future__ import annotations

from expecting import POST, TEA, seats, whole

from extract.golden.pairing import match_key
from extract.golden.selective import verified


class TestVerified:
    def test_what_adds_up(self):
        """
        Seats that add up to their council's size are verified, and what enters no sum is not.
        """
        alone = seats(measure="majority", value=4)

        assert {match_key(each) for each in whole()} == verified([*whole(), alone], [POST, TEA])

    def test_what_does_not(self):
        """
        A figure that is wrong takes the others of its sum with it.
        """
        assert frozenset() == verified(whole(labour=30), [POST])

    def test_across_the_posts_of_a_page(self):
        """
        The figures of one post are verified by another of the same page.
        """
        size, *parties = whole()
        elsewhere = size.model_copy(update={"post": "tea"})

        assert match_key(elsewhere) in verified([elsewhere, *parties], [POST, TEA])

    def test_pages_by_themselves(self):
        """
        Another page neither verifies nor disputes.
        """
        other = POST.model_copy(update={"page": "other"})
        wrong = [each.model_copy(update={"page": "other"}) for each in whole(labour=30)]

        assert verified(whole(), [POST]) == verified([*whole(), *wrong], [POST, other])
