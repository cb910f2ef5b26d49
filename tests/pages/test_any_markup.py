"""Whatever the markup: it is read or refused in one line, its words are kept, and the same again."""

from __future__ import annotations

import html
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.errors import InputError
from extract.pages.feed import read_feed
from extract.pages.html import read_html
from extract.pages.liveblog import posts_of

# No two letters that make a UTF-8 sequence of Latin-1 bytes: feedparser mends such text.
WORDS = st.text(alphabet="abcdefgßé%&<\u201d", min_size=1, max_size=9).map(lambda word: f"X{word}")
SENTENCES = st.lists(st.one_of(WORDS, st.integers(0, 9999).map(str)), min_size=1, max_size=6).map(
    lambda words: " ".join(["X", *words])
)
BLOCKS = st.sampled_from(["p", "div", "li", "blockquote", "h3", "section", "pre", "td", "dd"])
INLINE = st.sampled_from(["b", "i", "span", "a href=#x", "em", "font"])
FRAGMENTS = st.one_of(
    st.sampled_from(
        [
            "<article id=a>", "</article>", '<li id="b">', "</li>", "<ul>", "<table><tr>", "</table>",
            '<time datetime="2022-05-06T10:00:00Z">', "</time>", "<h2>", "</h2>", "<p>", "</p>", "<div>",
            '<div class="live-blog-post">', '<div class="byline">', "</div>", "<script>", "</script>",
            '<script type="application/ld+json">', '{"@type": "LiveBlogPosting", "liveBlogUpdate": [',
            '{"headline": "X", "articleBody": "<p>X"}', "]}", "<!--", "-->", "<!doctype html>", "<html>",
            "</html>", "&amp;", "&#0;", "&#xd800;", "<a href='javascript:x'>", "</a>", "<svg>", "<math>",
            "<template>", "<frameset>", "<plaintext>", "<h1>", "</h1>", "<main>", "\x0c", "\r\n",
        ]
    ),
    st.text(max_size=12),
)  # fmt: skip


def read(reader, text):
    """The posts of a text; none where it is refused in one line."""
    try:
        return posts_of([reader("a", text)], "x")
    except InputError:
        return []


def letters(posts):
    fields = [field for post in posts for field in (post.title, post.author, post.role, post.text)]
    return "".join("".join(field for field in fields if field).split())


@st.composite
def bodies(draw, depth=2):
    """A body of nested markup, and the words in it, in its order."""
    if depth == 0:
        sentence = draw(SENTENCES)
        return html.escape(sentence), sentence
    parts = draw(st.lists(bodies(depth=depth - 1), min_size=1, max_size=3))
    tag = draw(st.one_of(BLOCKS, INLINE))
    inside = " ".join(markup for markup, _ in parts)
    return f"<{tag}>{inside}</{tag.split()[0]}>", " ".join(words for _, words in parts)


class TestAnyMarkup:
    @settings(deadline=None)
    @given(st.one_of(st.text(), st.lists(FRAGMENTS).map("".join)))
    def test_any_html_is_read_or_refused(self, text):
        """
        Fragments of HTML in any order, and any text: no failure, positions in order, ids apart.
        """
        posts = read(read_html, text)

        assert list(range(len(posts))) == [post.position for post in posts]
        assert len(posts) == len({post.id for post in posts})

    @settings(deadline=None)
    @given(st.lists(FRAGMENTS).map("".join))
    def test_reading_again_gives_the_same(self, text):
        """
        Reading is a function of the text.
        """
        assert read(read_html, text) == read(read_html, text)

    @settings(deadline=None)
    @given(st.lists(bodies(), min_size=1, max_size=4))
    def test_every_visible_word_lands_in_its_post(self, parts):
        """
        The words of each post's markup are its text, in their order, and nothing else is.
        """
        posts = "".join(
            f'<article id="p{at}"><h2>X{at}</h2><div>{markup}</div></article>'
            for at, (markup, _) in enumerate(parts)
        )
        read_back = list(reversed(read(read_html, f"<h1>A</h1>{posts}")))

        assert ["".join(words.split()) for _, words in parts] == [
            "".join(post.text.split()) for post in read_back
        ]

    @settings(deadline=None)
    @given(bodies())
    def test_data_and_markup_say_the_same(self, part):
        """
        A body as JSON-LD and the same body on the page give one text.
        """
        markup, words = part
        update = {"headline": "X", "articleBody": markup}
        told = {"@type": "LiveBlogPosting", "liveBlogUpdate": update}
        script = json.dumps(told).replace("</script", "<\\/script")
        pages = (
            f'<script type="application/ld+json">{script}</script>',
            f'<article id="p"><h2>X</h2>{markup}</article>',
        )

        assert {"X" + "".join(words.split())} == {letters(read(read_html, page)) for page in pages}

    @settings(deadline=None)
    @given(st.lists(st.tuples(SENTENCES, bodies()), min_size=1, max_size=4))
    def test_a_feed_keeps_its_words(self, entries):
        """
        Titles and bodies of a feed's entries are those of its posts, newest first.
        """
        items = "".join(
            f"<item><title>{html.escape(html.escape(title))}</title>"
            f"<description>{html.escape(markup)}</description></item>"
            for title, (markup, _) in entries
        )
        feed = f'<rss version="2.0"><channel><title>A</title>{items}</channel></rss>'
        posts = list(reversed(read(read_feed, feed)))

        assert "".join("".join(f"{title}{words}".split()) for title, (_, words) in entries) == (
            letters(posts)
        )

    @settings(deadline=None)
    @given(st.one_of(st.text(), st.lists(FRAGMENTS).map("".join)))
    def test_any_xml_is_read_or_refused(self, text):
        """
        A feed with anything in it is read or refused, without a failure.
        """
        items = f"<item><description>{text}</description></item>"
        posts = read(read_feed, f'<rss version="2.0"><channel>{items}</channel></rss>')

        assert len(posts) == len({post.id for post in posts})
