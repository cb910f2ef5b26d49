"""The times of a review's pages: a small run, with all that is asked of it."""

from __future__ import annotations

from review import made, timed


def test_every_kind_of_page_is_timed(tmp_path):
    """
    A run of planted errors is made and served, and every page and decision has its line.
    """
    told = made(tmp_path / "run", 60)
    lines = list(timed(tmp_path / "run"))

    assert told.startswith("30 posts, ")
    assert "60 of which ask for a decision" in told
    assert 13 == len(lines)
    assert all(" ms" in line or " s" in line for line in lines)
