"""Whatever the page, in any format: it is read or refused in one line, and nothing of it is lost."""

from __future__ import annotations

import codecs
import json
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.errors import InputError
from extract.pages import read_page
from extract.pages.formats import FORMATS
from extract.pages.numbered import read_numbered

FORMS = st.sampled_from([None, *(each.name for each in FORMATS)])
CLOCKS = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))
WHEN = st.builds(
    "{} {} {} May{}".format,
    CLOCKS,
    st.sampled_from(["British Summer Time", "BST", "GMT", ""]),
    st.integers(1, 31),
    st.sampled_from([" 2022", " 2023", ""]),
).map(lambda when: " ".join(when.split()))
WORD = st.text(alphabet="abcdefgßé£%0123456789", min_size=1, max_size=9).map("X{}".format)
SENTENCE = st.builds(
    lambda words, end: " ".join(words) + end,
    st.lists(WORD, min_size=1, max_size=6),
    st.sampled_from([".", "!", "", ":", "\u201d"]),
)
BYLINE = st.sampled_from(
    [(), ("BBC News",), ("Rosa Whitlock", "LDRS"), ("Ian Brand", "BBC News", "Jo Hale", "LDRS")]
)
LABELS = st.sampled_from([(), ("Breaking",), ("Analysis",)])
FURNITURE = st.sampled_from(
    [
        (),
        ("Allow X content?",),
        ("This X post cannot be displayed in your browser.View original content on X",),
        ("Skip x post", "Words of another.", "End of x post"),
        ("Skip x post",),
        ("The hallImage source, LDRS",),
        ("No overall control graphic",),
        ("",),
    ]
)
FRAGMENTS = st.one_of(
    WHEN.map("published at {}".format),
    st.builds("{}. {}published at {}".format, st.integers(0, 12), SENTENCE, WHEN),
    st.builds("{}published at {}".format, SENTENCE, WHEN),
    st.integers(0, 12).map("{}.".format),
    st.builds("{}. {}".format, st.integers(0, 12), SENTENCE),
    st.sampled_from(
        ["Summary", "\u2022 ", "Read More", "Read More2. ", "Quote Message", "Breaking"]
    ),
    st.sampled_from(["Rosa Whitlock", "BBC News", "Skip x post", "End of x post", '{"text": "X"}']),
    SENTENCE,
    st.text(max_size=9),
)
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n    ", "\u2028"])
PAGES = st.builds(lambda end, parts: end.join(parts), ENDS, st.lists(FRAGMENTS, max_size=12))


@st.composite
def numbered_pages(draw):
    """A numbered dump of known parts: its text, and the words in it that are somebody's."""
    end = draw(ENDS)
    bullets = draw(st.lists(SENTENCE, max_size=3))
    lines = ["Summary", *(f"\u2022 {bullet}" for bullet in bullets)] if bullets else []
    words = bullets
    for number in draw(st.lists(st.integers(1, 99), min_size=1, max_size=5)):
        title, byline = draw(SENTENCE), draw(BYLINE)
        lines += [f"{number}. {title}published at {draw(WHEN)}", *draw(LABELS), *byline]
        words += [title, *byline]
        for paragraph in draw(st.lists(SENTENCE, max_size=3)):
            lines += [paragraph, *draw(FURNITURE)]
            words.append(paragraph)
    return end.join(lines), words


def held(posts):
    """All that the posts hold, without white space."""
    fields = [each for post in posts for each in (post.title, post.author, post.role, post.text)]
    return "".join("".join(field for field in fields if field).split())


def outcome(data, form):
    """The posts of some bytes, or the line that they are refused with."""
    try:
        return read_page("page.txt", data, form=form)
    except InputError as error:
        return str(error)


class TestNumbered:
    @settings(deadline=None)
    @given(numbered_pages())
    def test_every_word_lands_in_one_post(self, page):
        """
        The words of a page, furniture aside, are those of its posts, whatever their times.
        """
        text, words = page
        kept = held(read_numbered("a", text, "a")).replace(",", "")

        assert Counter("".join("".join(words).split())) == Counter(kept)

    @settings(deadline=None)
    @given(st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "Z"])))
    def test_letters_figures_and_signs_stay(self, text):
        """
        What stands below a headline is kept to the last letter, bullets at line ends aside.
        """
        kept = set(text) - set("\u2022\u2023\u25e6\u25aa\u25cf\u25cb\u2219\u00b7*-\u2013\u2014")
        (post,) = read_numbered("a", f"1. published at 9:05 BST 6 May 2022\nX\n{text}", "a")

        assert [sign for sign in "".join(text.split()) if sign in kept] == [
            sign for sign in held([post])[1:] if sign in kept
        ]

    @settings(deadline=None)
    @given(PAGES)
    def test_parts_in_any_order_are_put_in_order(self, text):
        """
        Headlines, bylines and furniture in any order add no sign but the commas between authors.
        """
        posts = read_numbered("a", f"1. Xpublished at 9:05 BST 6 May 2022\n{text}", "a")

        assert set() == set(Counter(held(posts)) - Counter(f"X{text}")) - {","}
        assert list(range(len(posts))) == [post.position for post in posts]
        assert len(posts) == len({post.id for post in posts})

    @settings(deadline=None)
    @given(numbered_pages())
    def test_the_oldest_post_comes_first(self, page):
        """
        Where every post has a time, none is older than the one before it.
        """
        posts = [post for post in read_numbered("a", page[0], "a") if post.kind != "head"]
        times = [post.published for post in posts]

        assert None in times or sorted(times) == times


class TestJsonl:
    @settings(deadline=None)
    @given(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\x7f")).filter(str.strip),
            min_size=1,
            max_size=5,
        ),
        st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
        st.sampled_from(["\n", "\r\n", "\r", "\n\n"]),
        st.booleans(),
    )
    def test_texts_are_kept_to_the_letter(self, texts, encoding, end, escaped):
        """
        Whatever the encoding, the line ends and the escapes, every text comes back as it was.
        """
        lines = (json.dumps({"text": text}, ensure_ascii=escaped) for text in texts)

        assert texts == [
            post.text for post in read_page("page.txt", end.join(lines).encode(encoding))
        ]


class TestAnything:
    @settings(deadline=None)
    @given(PAGES, FORMS)
    def test_any_text_is_read_or_refused(self, text, form):
        """
        Any text, in any format, gives posts or one line, and the same again.
        """
        data = text.encode("utf-8", "ignore")
        first = outcome(data, form)

        assert outcome(data, form) == first
        assert "\n" not in first

    @settings(deadline=None)
    @given(
        st.sampled_from([b"", *map(bytes, (codecs.BOM_UTF8, codecs.BOM_UTF16_LE)), b'{"text": "'])
        | st.sampled_from([b"\xfe\xff\xdc", b"\xff\xfe\0\0", b"%PDF-", b"<meta charset=utf-16>"]),
        st.binary() | st.text().map(lambda text: text.encode("utf-16-be", "ignore")),
        FORMS,
    )
    def test_any_bytes_are_read_or_refused(self, beginning, data, form):
        """
        Any bytes, in any format, give posts or one line, and no other error.
        """
        given = outcome(beginning + data, form)

        assert given
        assert "\n" not in given
