"""Numbered dumps: what a headline with its time heads, the head, and their order."""

from __future__ import annotations

import pytest

from extract.errors import InputError
from extract.pages.numbered import looks_numbered, read_numbered

SIGNED = ("Rosa Whitlock", "BBC News")


def headline(title, clock="15:42", number=1):
    return f"{number}. {title}published at {clock} British Summer Time 6 May 2022"


def read(*lines):
    return read_numbered("midshire.txt", "\n".join(lines), "midshire")


def top_down(*lines):
    """The parts of a page as they stand on it: kind, title, author, role, lines of text."""
    return [
        (post.kind, post.title, post.author, post.role, post.text.split("\n"))
        for post in reversed(read(*lines))
    ]


class TestPosts:
    def test_a_headline_with_its_time_heads_a_post(self):
        """
        A post is what stands between one headline and the next; number and time are no text.
        """
        lines = (headline("Over"), *SIGNED, "Two.", "Three.", headline("Begun", "9:05", 2), "One.")

        assert [
            ("post", "Over", *SIGNED, ["Two.", "Three."]),
            ("post", "Begun", None, None, ["One."]),
        ] == top_down(*lines)
        assert ["2022-05-06T09:05", "2022-05-06T15:42"] == [post.published for post in read(*lines)]

    @pytest.mark.parametrize(
        ("number", "title"), [("3.", "Gain"), ("3.\u00a0 ", "Gain"), ("", "3.5% swing")]
    )
    def test_the_number_of_a_headline(self, number, title):
        """
        A number needs no space behind it, and a decimal is none.
        """
        line = f"{number}{title}published at 15:42 British Summer Time 6 May 2022"

        assert [("post", title, None, None, ["One."])] == top_down(line, "One.")

    def test_only_a_time_makes_a_headline(self):
        """
        A paragraph that begins with a number, or says when something was published, splits nothing.
        """
        paragraphs = ["1. Labour 22", "2. The list was published at 10:00 on 5 May 2022", "3."]

        assert [paragraphs] == [part[-1] for part in top_down(headline("Seats"), *paragraphs)]

    @pytest.mark.parametrize("label", ["Breaking", "Breaking News", "Analysis", "LIVE"])
    def test_a_label_below_a_headline_is_no_text(self, label):
        """
        A label between headline and text goes; further down it is somebody's word.
        """
        assert [("post", "Over", *SIGNED, ["One.", label])] == top_down(
            headline("Over"), label, *SIGNED, "One.", label
        )

    def test_a_byline_stands_at_the_top_alone(self):
        """
        A name and a role in the middle of a post are its text.
        """
        assert [("post", "Over", None, None, ["One.", *SIGNED])] == top_down(
            headline("Over"), "One.", *SIGNED
        )

    def test_several_authors(self):
        """
        Two bylines below each other are two authors, with their roles.
        """
        lines = (headline("Over"), *SIGNED, "Ian Brand", "LDRS", "One.")

        assert [("post", "Over", "Rosa Whitlock, Ian Brand", "BBC News, LDRS", ["One."])] == (
            top_down(*lines)
        )

    @pytest.mark.parametrize(
        ("below", "author"),
        [("She won by a vote.", "Rosa Whitlock"), ("Ian Brand", None), ("Green, 611", None)],
    )
    def test_a_name_without_a_role(self, below, author):
        """
        A name over a sentence is the author's; over a name or a figure it is an item of a list.
        """
        (post,) = read(headline("Mill Lane"), "Rosa Whitlock", below)

        assert author == post.author
        assert (below if author else f"Rosa Whitlock\n{below}") == post.text

    def test_a_headline_alone_is_a_flash(self):
        """
        A headline under which nothing stands says all; a time with nothing around it says nothing.
        """
        assert [("flash", "Labour gain Amberley", None, None, [""])] == top_down(
            headline("Labour gain Amberley"), headline("", "15:40", 2)
        )

    def test_a_linked_story_is_a_card(self):
        """
        A headline over one unsigned line with "Read More" is a card; a longer post is a post.
        """
        lines = (headline("Cat"), "A cat.", f"Read More{headline('Dog', '12:00', 2)}", "A.", "Dog.")

        assert ["card", "post"] == [part[0] for part in top_down(*lines, "Read More")]


class TestEmbeds:
    WORDS = ("Skip x post by @rosa", "We did it!", "End of x post by @rosa")

    def test_what_an_embedded_post_says_is_no_text(self):
        """
        From "Skip ... post" to "End of ... post" all is furniture.
        """
        assert "One.\nTwo." == read(headline("Over"), "One.", *self.WORDS, "Two.")[0].text

    @pytest.mark.parametrize(
        "end",
        ["", "End of facebook post", f"{headline('Next', '15:40', 2)}\nEnd of x post by @rosa"],
        ids=["none", "of another platform", "below the next headline"],
    )
    def test_nothing_goes_without_its_end(self, end):
        """
        Where the end is missing, is another's, or stands in another post, the words stay.
        """
        assert "One.\nWe did it!" == read(headline("Over"), "One.", *self.WORDS[:2], end)[-1].text


class TestHead:
    def test_the_summary_is_the_head(self):
        """
        Its bullets are the head's text, "Summary" is not; the head comes last.
        """
        posts = read("Summary", "• Labour gain Amberley", "• More soon", headline("Over"), "One.")

        assert ["post", "head"] == [post.kind for post in posts]
        assert (None, "Labour gain Amberley\nMore soon") == (posts[1].title, posts[1].text)

    def test_a_line_above_the_summary_is_its_title(self):
        """
        The first line of the page that is no bullet is its title.
        """
        (head,) = read("Midshire counts", "Summary", "• More soon")

        assert ("Midshire counts", "More soon") == (head.title, head.text)

    @pytest.mark.parametrize("below", [("Summary", "• More soon"), ("• More soon",)])
    def test_a_page_may_have_a_headline_of_its_own(self, below):
        """
        A headline without a number, above "Summary" or the first post, is the page's.
        """
        own = "Midshire countspublished at 18:10 British Summer Time 6 May 2022"
        post, head = read(own, *below, headline("Over"), "One.")

        assert ("Midshire counts", "More soon") == (head.title, head.text)
        assert {"2022-05-06T18:10"} == {post.page_published, head.page_published}
        assert (None, "2022-05-06T15:42") == (head.published, post.published)

    def test_the_pages_time_is_that_of_its_newest_post(self):
        """
        Where the page has no headline of its own, its newest post dates it.
        """
        posts = read("Summary", "• More soon", headline("Over"), headline("Begun", "9:05", 2))

        assert {"2022-05-06T15:42"} == {post.page_published for post in posts}


class TestOrder:
    def test_a_page_may_run_oldest_first(self):
        """
        Position 0 is the oldest post, whichever way the page runs.
        """
        down = [headline("New", "15:42", 1), headline("Old", "9:05", 2)]

        assert ["Old", "New"] == [post.title for post in read(*down)]
        assert ["Old", "New"] == [post.title for post in read(*reversed(down))]
        assert [0, 1] == [post.position for post in read(*down)]

    def test_a_pinned_post_takes_its_place(self):
        """
        An old post at the top of a page that runs newest first is put where its time says.
        """
        clocks = ["10:00", "12:00", "11:00", "9:00"]

        assert ["9:00", "10:00", "11:00", "12:00"] == [
            post.title for post in read(*(headline(clock, clock) for clock in clocks))
        ]

    def test_posts_of_one_minute_keep_the_pages_direction(self):
        """
        Of two posts in one minute, the lower is the older.
        """
        assert ["B", "A"] == [post.title for post in read(headline("A"), headline("B"))]

    def test_without_times_a_page_runs_newest_first(self):
        """
        Where no post has a time, the page is reversed; where some have, they tell the direction.
        """
        bare = ["1. Apublished at 10:00", "2. Bpublished at 11:00"]
        dated = [headline("C", "12:00"), headline("D", "13:00")]

        assert ["B", "A"] == [post.title for post in read(*bare)]
        assert ["A", "B", "C", "D"] == [post.title for post in read(*bare, *dated)]


class TestLooksNumbered:
    @pytest.mark.parametrize(
        "text",
        [
            headline("Over"),
            "Overpublished at 15:42 BST 6 May 2022\nA.\nBegunpublished at 9:05 BST 6 May 2022\nB.",
            "Summary\n• Labour gain Amberley",
        ],
    )
    def test_what_is_one(self, text):
        """
        One headline with a number, two with a time, or a summary that nothing follows.
        """
        assert looks_numbered(text)

    @pytest.mark.parametrize(
        "text",
        [
            "Overpublished at 15:42 BST 6 May 2022\n• More soon\nRosa Whitlock\nBBC News\nOne.",
            "1. Labour 22\n2. Conservatives 14",
            "Summary\nLabour gain Amberley.",
            "Summary",
            "",
        ],
    )
    def test_what_is_none(self, text):
        """
        A flattened page's one headline, a list, and a post called "Summary".
        """
        assert not looks_numbered(text)


class TestRefusal:
    def test_a_text_without_a_headline_is_refused(self):
        """
        Where nothing of a numbered dump is found, the line says what was looked for.
        """
        with pytest.raises(InputError, match="no headline of a numbered dump in it; it wants"):
            read("Rosa Whitlock", "BBC News", "One.")
