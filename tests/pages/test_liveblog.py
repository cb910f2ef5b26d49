"""Overlapping pages of one live blog: each post once, in the order of time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from extract.errors import InputError
from extract.pages import read_pages
from extract.pages.liveblog import Blog, LiveBlog, posts_of
from extract.pages.updates import Update

BLOG = "https://post.example/live/x"


def at(clock):
    """An instant of a winter's day, whose local time is the same."""
    return datetime.fromisoformat(f"2022-01-14T{clock}:00").replace(tzinfo=UTC)


def update(name, clock=None, text=None, edited=None):
    when = at(clock) if clock else None
    return Update(
        id=name,
        text=f"Words of {name}." if text is None else text,
        published=when,
        edited=at(edited) if edited else None,
    )


def shown(*updates, head=None):
    return LiveBlog(BLOG, updates, head)


def read(*blogs):
    return [(post.id, post.text) for post in posts_of(blogs, "live")]


def names(*blogs):
    return [name for name, _ in read(*blogs)]


class TestOnePage:
    def test_newest_first_is_turned(self):
        """
        A page runs newest first unless its times say otherwise.
        """
        rising = [update("a", "09:00"), update("b", "10:00")]

        assert ["a", "b"] == names(shown(*rising)) == names(shown(*reversed(rising)))

    def test_without_times(self):
        """
        Where there is no time at all the page runs newest first.
        """
        assert ["a", "b"] == names(shown(update("b"), update("a")))

    def test_a_post_without_a_time_stays_beside_its_neighbour(self):
        """
        A post without a time stands right after the older one; the first ones stay first.
        """
        page = shown(update("d"), update("c", "11:00"), update("b", "09:00"), update("a"))

        assert ["a", "b", "c", "d"] == names(page)

    def test_one_minute(self):
        """
        Posts of one minute keep the order of their page.
        """
        page = shown(update("c", "10:00"), update("b", "09:00"), update("a", "09:00"))

        assert ["a", "b", "c"] == names(page)

    def test_a_repeat_without_a_permalink_is_a_post(self):
        """
        The same words twice on one page are two posts.
        """
        assert 2 == len(names(shown(update("", text="More soon."), update("", text="More soon."))))


class TestSeveral:
    def test_positions_by_time_over_all(self):
        """
        What each page shows comes together in the order of time, whatever the order of the pages.
        """
        first = shown(update("d", "12:00"), update("c", "11:00"))
        second = shown(update("c", "11:00"), update("b", "10:00"), update("a", "09:00"))

        assert ["a", "b", "c", "d"] == names(first, second) == names(second, first)
        assert [0, 1, 2, 3] == [post.position for post in posts_of([first, second], "live")]

    def test_pages_that_meet_within_a_minute(self):
        """
        Of two posts of one minute the one of the older page is the older.
        """
        first = shown(update("d", "12:00"), update("c", "11:00"))
        second = shown(update("b", "11:00"), update("a", "10:00"))

        assert ["a", "b", "c", "d"] == names(first, second) == names(second, first)

    @pytest.mark.parametrize(
        ("first", "second", "expected"),
        [
            (None, None, "new"),
            ("10:00", "11:00", "new"),
            ("11:00", "10:00", "old"),
            ("11:00", "11:00", "new"),
            ("11:00", None, "old"),
            ("09:00", None, "new"),
            (None, "11:00", "new"),
        ],
    )
    def test_the_newest_edition(self, first, second, expected):
        """
        The edition written last is taken, one without an edit as published; else the later input.
        """
        old, new = update("a", "09:00", "old", first), update("a", "09:00", "new", second)

        assert [("a", expected)] == read(shown(old), shown(new))

    def test_an_edition_that_lost_its_time(self):
        """
        A post keeps its time and its place where the newest edition does not tell them.
        """
        first = shown(update("b", "10:00"), update("a", "09:00"))
        second = shown(update("c", "11:00"), update("a", text="Edited."))
        posts = posts_of([first, second], "live")

        assert [
            ("a", "2022-01-14T09:00"),
            ("b", "2022-01-14T10:00"),
            ("c", "2022-01-14T11:00"),
        ] == [(post.id, post.published) for post in posts]

    @pytest.mark.parametrize("ids", [("", ""), ("a", ""), ("", "a")])
    def test_by_words_and_time_where_one_has_no_permalink(self, ids):
        """
        Equal words at an equal time are one post, which keeps the permalink that it has anywhere.
        """
        pages = [shown(update(name, "09:00", "Doors open.")) for name in ids]
        posts = posts_of(pages, "live")

        assert 1 == len(posts)
        assert (max(ids) or posts[0].id) == posts[0].id

    def test_equal_words_under_two_permalinks(self):
        """
        Two permalinks are two posts, whatever they say.
        """
        pages = [shown(update(name, "09:00", "More soon.")) for name in "ab"]

        assert ["a", "b"] == names(*pages)

    def test_known_by_its_permalink_from_then_on(self):
        """
        A post met first without a permalink is found by it when it has been edited.
        """
        pages = [
            shown(update("", "09:00", "Doors open.")),
            shown(update("a", "09:00", "Doors open.")),
            shown(update("a", "09:00", "Doors are open.")),
        ]

        assert [("a", "Doors are open.")] == read(*pages)

    def test_one_head(self):
        """
        The head of the later input, or the one edited last, comes after all posts.
        """
        heads = [Update(id="x", text=text) for text in ("Old.", "New.")]
        pages = [
            shown(update(name, "09:00"), head=head) for name, head in zip("ab", heads, strict=True)
        ]

        assert ["Words of a.", "Words of b.", "New."] == [text for _, text in read(*pages)]

    def test_a_head_called_as_a_post(self):
        """
        A head whose id a post has gets one of its own.
        """
        assert 2 == len(set(names(shown(update("x", "09:00"), head=Update(id="x", text="Sum.")))))


class TestWindow:
    def test_from_the_oldest_to_the_newest_post(self):
        """
        A page's window reaches from its oldest post to its newest; without times it has none.
        """
        page = shown(update("c", "12:00"), update("b"), update("a", "09:00"))

        assert ("2022-01-14T09:00", "2022-01-14T12:00") == page.window
        assert shown(update("b")).window is None

    def test_what_lies_within(self):
        """
        A window covers what lies between its ends, which another page may share.
        """
        blog = Blog(BLOG, ("a.html",), (("2022-01-14T09:00", "2022-01-14T12:00"),))
        clocks = ("08:59", "09:00", "09:01", "11:59", "12:00", "12:01")

        assert [False, False, True, True, False, False] == [
            blog.covers(f"2022-01-14T{clock}") for clock in clocks
        ]
        assert not blog.covers(None)


def html(*posts, url=BLOG):
    """A page of a live blog: (id, clock, text), newest first."""
    articles = "".join(
        f'<article id="{name}"><time datetime="2022-01-14T{clock}:00Z"></time><p>{text}</p></article>'
        for name, clock, text in posts
    )
    return f'<html><head><link rel="canonical" href="{url}"></head><body>{articles}</body></html>'


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "live.html").write_text(html(("c", "12:00", "Three."), ("b", "11:00", "Two.")))
    older = html(("b", "11:00", "Two."), ("a", "10:00", "One."), url=f"{BLOG}?page=2")
    (tmp_path / "live-2.html").write_text(older)
    (tmp_path / "notes.txt").write_text("Rosa Whitlock\nBBC News\nNotes.\n")
    return tmp_path


@pytest.mark.usefixtures("folder")
class TestReadPages:
    def test_files_of_one_live_blog_are_one_page(self):
        """
        The page is called as the first file; every file is named, each with its window.
        """
        pages = read_pages(["live-2.html", "notes.txt", "live.html"])

        assert [("live-2", "a"), ("live-2", "b"), ("live-2", "c")] == [
            (post.page, post.id) for post in pages.posts if post.page != "notes"
        ]
        assert {"live-2": "live-2.html", "notes": "notes.txt"} == pages.origins
        assert {"live-2": ("live-2.html", "live.html")} == {
            page: blog.sources for page, blog in pages.blogs.items()
        }
        assert 2 == len(pages.blogs["live-2"].windows)

    def test_another_live_blog_of_one_name(self, folder):
        """
        Two live blogs whose files are called alike are refused.
        """
        (folder / "other").mkdir()
        (folder / "other" / "live.html").write_text(html(("z", "09:00", "Else."), url=f"{BLOG}y"))
        with pytest.raises(InputError, match=r"gives the page 'live', as live\.html does; rename"):
            read_pages(["live.html", "other/live.html"])

    def test_pages_that_do_not_say_what_they_are_of(self, folder):
        """
        Without an address two files are two pages.
        """
        for name in ("one", "two"):
            (folder / f"{name}.html").write_text('<article id="a"><p>Labour hold.</p></article>')

        assert ["one", "two"] == [post.page for post in read_pages(["one.html", "two.html"]).posts]
        assert {} == read_pages(["one.html"]).blogs

    def test_a_feed_of_the_live_blog(self, folder):
        """
        A feed and a page of one live blog are one page.
        """
        item = f"<item><link>{BLOG}#d</link><description>Four.</description></item>"
        feed = (
            f'<rss version="2.0"><channel><title>X</title><link>{BLOG}</link>{item}</channel></rss>'
        )
        (folder / "feed.xml").write_text(feed)
        posts = read_pages(["live.html", "feed.xml"]).posts

        assert {("live", "b"), ("live", "c"), ("live", "d")} == {
            (post.page, post.id) for post in posts
        }
