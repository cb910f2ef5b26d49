"""
Saved pages and feeds of one live blog, in one command or in several: each post once.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from program import Program, post

if TYPE_CHECKING:
    from collections.abc import Iterable

BLOG = "https://post.example/live/counts"


def page(councils: Iterable[str], query: str = "", **edited: int) -> str:
    """A live page, newest first: a post a council, at nine o'clock and every ten minutes after."""
    updates = [
        {
            "url": f"{BLOG}#{council.lower()}",
            "headline": f"{council} declares",
            "datePublished": f"2023-05-05T09:{10 * ORDER.index(council):02}:00+01:00",
            "articleBody": post(council, edited.get(council, 31))["text"],
        }
        for council in councils
    ]
    described = {"@type": "LiveBlogPosting", "url": BLOG + query, "liveBlogUpdate": updates[::-1]}
    script = f'<script type="application/ld+json">{json.dumps(described)}</script>'
    return f"<!doctype html><html><head>{script}</head><body></body></html>"


ORDER = ["Leicester", "Derby", "Charnwood", "Blaby", "Gedling", "Ashfield"]


@pytest.fixture
def saved(reader: Program) -> Program:
    """
    A program with two pages of a live blog that show the council in the middle both.
    """
    (reader.folder / "live.html").write_text(page(ORDER[2:5]))
    (reader.folder / "older.html").write_text(page(ORDER[:3], "?page=2"))
    return reader


def listed(program: Program) -> list[tuple[Any, ...]]:
    shown = json.loads(program("posts", "--json").stdout)
    return [(each["page"], each["id"], each["state"]) for each in shown]


def names(*councils: str) -> list[tuple[str, str, str]]:
    return [("live", council.lower(), "extracted") for council in councils]


class TestPagesOfOneLiveBlog:
    def test_in_one_command(self, saved):
        """
        Two pages named together are one page, as if it had been saved whole.
        """
        done = saved.extract("live.html", "older.html")

        assert (0, 5) == (done.returncode, saved.endpoint.count)
        assert "1 pages, 5 posts read" in done.stderr
        assert names(*ORDER[:5]) == listed(saved)

    def test_in_two_commands(self, saved):
        """
        A page read later adds what it shows alone; nothing is asked twice.
        """
        first = saved.extract("live.html")
        second = saved.extract("older.html")

        assert (0, 0, 5) == (first.returncode, second.returncode, saved.endpoint.count)
        assert names(*ORDER[:5]) == listed(saved)

    def test_saved_again_later(self, saved):
        """
        The page saved again shows a new post, an edited one, and no more the one between.
        """
        saved.extract("live.html", "older.html")
        later = page([ORDER[2], *ORDER[4:]], Gedling=28)
        (saved.folder / "in-the-evening.html").write_text(later)
        saved.extract("in-the-evening.html")
        shown = saved("show", "gedling").stdout

        assert names(*ORDER[:3], *ORDER[4:]) == listed(saved)
        assert 7 == saved.endpoint.count
        assert "live/gedling  post  extracted  revision 2" in shown
        assert f"{BLOG}#gedling" in shown

    def test_a_feed_beside_it(self, saved):
        """
        A feed of the live blog names the same posts.
        """
        text = post(ORDER[4])["text"]
        entry = f"<title>Gedling declares</title><link>{BLOG}#gedling</link><description>{text}</description>"
        feed = (
            f'<rss version="2.0"><channel><link>{BLOG}</link><item>{entry}</item></channel></rss>'
        )
        (saved.folder / "feed.xml").write_text(feed)
        saved.extract("live.html", "feed.xml")

        assert (3, names(*ORDER[2:5])) == (saved.endpoint.count, listed(saved))
