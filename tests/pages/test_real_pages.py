"""The two real dumps and the sample of a numbered one, as a person would delimit them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extract.pages import read_page

PAGES = Path(__file__).parents[3] / "shared" / "pages"
DERBYSHIRE = PAGES / "000_8e99704490719309.txt"
EAST_MIDLANDS = PAGES / "002_2424db47b19eaa74.txt"
NUMBERED = PAGES / "numbered_sample.txt"
AMBERLEY = "Labour gain Amberley by the skin of their teeth"
RADIO = "BBC Radio Midshire"

pytestmark = pytest.mark.skipif(
    not PAGES.is_dir(), reason="the real pages are not published; they lie in ../shared/pages"
)


def read(path):
    return read_page(str(path), path.read_bytes())


def of_kind(path, kind):
    return [post for post in read(path) if post.kind == kind]


class TestDerbyshire:
    def test_thirteen_posts_bear_a_byline(self):
        """
        Thirteen posts stand on the page, each with a name and a role.
        """
        posts = of_kind(DERBYSHIRE, "post")

        assert 13 == len(posts)
        assert all(post.author and post.role and post.text for post in posts)

    def test_six_linked_stories_are_cards(self):
        """
        Six lines that "Read More" follows are cards; the newest post's standfirst makes none.
        """
        assert 6 == len(of_kind(DERBYSHIRE, "card"))

    def test_the_head_holds_the_summary(self):
        """
        The head has a title, then standfirst, five bullets, date, authors, standfirst again.
        """
        (head,) = of_kind(DERBYSHIRE, "head")
        lines = head.text.split("\n")

        assert "Derbyshire PCC election win for the Conservatives" == head.title
        assert 9 == len(lines)
        assert lines[0] == lines[8]
        assert "Updates for Friday 28 December 2018" == lines[6]
        assert "Sandish Shoker and Nick Smith" == lines[7]

    def test_no_flash_is_found_where_none_is(self):
        """
        Wards gained and seats won are no flash.
        """
        assert [] == of_kind(DERBYSHIRE, "flash")

    def test_the_page_time_is_every_posts(self):
        """
        The page's own time goes to every post of it, and to none as its own.
        """
        posts = read(DERBYSHIRE)

        assert {"2021-05-07T22:42"} == {post.page_published for post in posts}
        assert {None} == {post.published for post in posts}


class TestEastMidlands:
    def test_sixteen_posts_bear_a_byline(self):
        """
        Sixteen posts stand on the page; one of them is signed by a role alone.
        """
        posts = of_kind(EAST_MIDLANDS, "post")
        unnamed = [post for post in posts if post.author is None]

        assert 16 == len(posts)
        assert ["BBC Radio Nottingham"] == [post.role for post in unnamed]
        assert unnamed[0].text.endswith("David Mellen, Leader, Nottingham City Council")

    def test_three_flashes_have_no_byline(self):
        """
        The one-line results are flashes of their own, one with the line that points to its graphic.
        """
        flashes = of_kind(EAST_MIDLANDS, "flash")

        assert ["Labour take control of North East", "High Peak goes", "Gedling, Notting"] == [
            flash.text[:length] for flash, length in zip(flashes, (33, 14, 16), strict=True)
        ]
        assert [1, 2, 1] == [len(flash.text.split("\n")) for flash in flashes]

    def test_the_head_holds_twenty_bullets(self):
        """
        The head has standfirst, heading line, twenty bullets, and the newest post said again.
        """
        (head,) = of_kind(EAST_MIDLANDS, "head")

        assert "Live coverage has ended" == head.title
        assert "2023-05-05T19:04" == head.page_published
        assert 2 + 20 + 2 == len(head.text.split("\n"))

    def test_no_card_is_found_where_none_is(self):
        """
        Without "Read More" there is no card.
        """
        assert [] == of_kind(EAST_MIDLANDS, "card")


class TestNumberedSample:
    def test_three_posts_and_a_head(self):
        """
        Three posts stand below a summary, each with its own time and headline, the oldest first.
        """
        assert [
            ("post", "2022-05-06T14:05", "'I had my coat on to go home'", None, None),
            ("post", "2022-05-06T15:10", "Stourfield: as you were", "Tom Wheatley", RADIO),
            ("post", "2022-05-06T15:42", AMBERLEY, "Priya Anand", "Local Democracy Reporter"),
            ("head", None, None, None, None),
        ] == [
            (post.kind, post.published, post.title, post.author, post.role)
            for post in read(NUMBERED)
        ]

    def test_bullets_are_the_heads_text(self):
        """
        The head holds the three bullets, without "Summary".
        """
        (head,) = of_kind(NUMBERED, "head")

        assert [
            ("Counts", "districts"),
            ("Labour", "control"),
            ("Conservatives", "Stourfield"),
        ] == [(line.split()[0], line.split()[-1]) for line in head.text.split("\n")]

    def test_paragraphs_alone_are_text(self):
        """
        Label, embedded post, caption and graphic are no text; each paragraph is a line.
        """
        assert [
            [("A", "recounts.")],
            [("With", "all.")],
            [("Labour", "minimum."), ("They", "still.")],
        ] == [
            [(line.split()[0], line.split()[-1]) for line in post.text.split("\n")]
            for post in of_kind(NUMBERED, "post")
        ]


class TestBothPages:
    @pytest.mark.parametrize("path", [DERBYSHIRE, EAST_MIDLANDS], ids=lambda path: path.stem[:3])
    def test_every_character_lands_in_one_post(self, path):
        """
        The page without its boilerplate is the posts, newest first, to the letter.
        """
        words = path.read_text(encoding="utf-8")
        for furniture in (
            r"^Allow Twitter content\?$",
            r"^This article contains content provided by Twitter.*$",
            r"^Read More",
            r"^Quote Message",
            r"published at \d\d:\d\d British Summer Time \d May \d{4}$",
            r", external(?= with)",
        ):
            words = re.sub(furniture, "", words, flags=re.MULTILINE)
        posts = reversed(read(path))
        fields = [[post.title, post.author, post.role, post.text] for post in posts]
        held = "".join(field for each in fields for field in each if field)

        assert "".join(words.split()) == "".join(held.split())

    @pytest.mark.parametrize("path", [DERBYSHIRE, EAST_MIDLANDS], ids=lambda path: path.stem[:3])
    def test_the_oldest_post_comes_first_and_the_head_last(self, path):
        """
        Position 0 is the oldest post, at the page's foot; the head has the last position.
        """
        posts = read(path)

        assert list(range(len(posts))) == [post.position for post in posts]
        assert posts[0].text.split("\n")[-1] in path.read_text(encoding="utf-8").split("\n")[-1]
        assert "head" == posts[-1].kind
