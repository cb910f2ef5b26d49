"""Saved HTML: the data first, the visible markup where it says more, and the head."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extract.errors import InputError
from extract.pages import read_page

CORPUS = Path(__file__).parent / "corpus" / "html"
SAMPLE = Path(__file__).parents[3] / "shared" / "pages" / "liveblog_sample.html"
BOTH = [
    *sorted(CORPUS.glob("agreeing_*.html")),
    pytest.param(
        SAMPLE,
        marks=pytest.mark.skipif(
            not SAMPLE.is_file(), reason="the sample is no part of the project: ../shared is absent"
        ),
    ),
]
JSON_LD = re.compile(r"<script type=\"application/ld\+json\">.*?</script>", re.DOTALL)


def read(html, name="a.html"):
    return read_page(name, html.encode())


def page(*posts, head=""):
    """A page of these posts, newest first, each an article with an id."""
    articles = "".join(
        f'<article id="p{len(posts) - at}">{post}</article>' for at, post in enumerate(posts)
    )
    return f"<html><head>{head}</head><body><h1>Counts</h1>{articles}</body></html>"


def only(html):
    (post,) = read(page(html))
    return post


def data(updates, **blog):
    import json

    described = {"@type": "LiveBlogPosting", "url": "https://post.example/live/x", **blog}
    script = json.dumps(described | {"liveBlogUpdate": updates})
    return f'<script type="application/ld+json">{script}</script>'


class TestDataAndMarkup:
    @pytest.mark.parametrize("path", BOTH, ids=lambda path: path.stem)
    def test_the_markup_alone_gives_the_same_posts(self, path):
        """
        A page without its JSON-LD gives posts of equal title, time and text.
        """
        whole = path.read_text(encoding="utf-8")
        both = [
            [(post.title, post.published, post.text) for post in read(html)]
            for html in (whole, JSON_LD.sub("", whole))
        ]

        assert "LiveBlogPosting" not in JSON_LD.sub("", whole)
        assert both[0] == both[1]

    @pytest.mark.skipif(not SAMPLE.is_file(), reason="../shared is absent")
    def test_the_sample_as_a_person_reads_it(self):
        """
        Three posts, one of them in universal time and one with the visible text alone; no head.
        """
        posts = read(SAMPLE.read_text(encoding="utf-8"))

        assert [
            ("p1", "2022-05-06T09:02", None, 1),
            ("p2", "2022-05-06T15:10", "Tom Wheatley", 2),
            ("p3", "2022-05-06T15:42", "Priya Anand", 2),
        ] == [(post.id, post.published, post.author, len(post.text.split("\n"))) for post in posts]
        assert {"https://news.example/live/midshire-2022"} == {
            post.url.partition("#")[0] for post in posts
        }

    def test_the_data_wins(self):
        """
        Where both give a body, that of the data is the post's.
        """
        html = page(
            "<h2>One</h2><p>As shown.</p>",
            head=data([{"url": "#p1", "headline": "One", "articleBody": "As told."}]),
        )

        assert ["As told."] == [post.text for post in read(html)]

    def test_markup_that_matches_nothing_adds_nothing(self):
        """
        Where no visible element is an update's, the visible ones are something else.
        """
        html = page(
            "<h2>Other</h2><p>A linked story.</p>",
            head=data([{"url": "#u1", "headline": "One", "articleBody": "As told."}]),
        )

        assert ["u1"] == [post.id for post in read(html)]

    def test_a_description_stands_in_for_a_body(self):
        """
        An update with a description alone, that nothing visible matches, has it for its text.
        """
        html = page(head=data([{"url": "#u1", "headline": "One", "description": "In short."}]))

        assert ["In short."] == [post.text for post in read(html)]

    def test_two_scripts_that_say_the_same(self):
        """
        A live blog described twice is there once.
        """
        script = data([{"headline": "One", "articleBody": "Once."}])

        assert 1 == len(read(page(head=script * 2)))

    @pytest.mark.parametrize("script", ["[" * 5000, '{"@type": NaN}', "null", "7", '"a"', ""])
    def test_a_script_that_says_nothing_is_passed_over(self, script):
        """
        JSON nested without end, of another shape, or none at all leaves the visible posts.
        """
        html = page("<p>Seen.</p>", head=f'<script type="application/ld+json">{script}</script>')

        assert ["Seen."] == [post.text for post in read(html)]

    @pytest.mark.parametrize("odd", [1, None, True, {}, [], [[]], {"name": 3}, {"@id": {}}, [None]])
    @pytest.mark.parametrize(
        "key",
        [
            "url",
            "headline",
            "articleBody",
            "author",
            "datePublished",
            "dateModified",
            "description",
        ],
    )
    def test_values_of_the_wrong_type_say_nothing(self, key, odd):
        """
        A number, null, or an empty object where a text is expected leaves the rest of the post.
        """
        update = {"url": "#u", "headline": "One", "articleBody": "Words."} | {key: odd}
        (post,) = read(page(head=data([update, odd], **{key: odd})))

        assert "One" == post.title or "Words." == post.text

    def test_half_a_character_in_the_data(self):
        """
        Half of a surrogate pair, which JSON can hold and no file, becomes a question mark.
        """
        html = page(head=data([{"headline": "A", "articleBody": "Two \ud83d seats"}]))

        assert ["Two ? seats"] == [post.text for post in read(html)]


class TestHead:
    SUMMARY = '<ul class="summary-list"><li>One gain</li><li>Two holds</li></ul>'

    def heads(self, above="", head=""):
        html = page("<p>Words.</p>", head=head).replace("<h1>", f"{above}<h1>")
        return [
            (post.title, post.text, post.position) for post in read(html) if post.kind == "head"
        ]

    def test_none_without_a_summary(self):
        """
        A page that sums nothing up has no head.
        """
        assert [] == self.heads()

    def test_a_marked_summary(self):
        """
        The page's heading with the lines of its summary comes last.
        """
        assert [("Counts", "One gain\nTwo holds", 1)] == self.heads(self.SUMMARY)

    def test_a_list_below_its_heading(self):
        """
        A list below "Key points" is a summary, another list none.
        """
        listed = "<ul><li>Menu</li></ul><h2>Key points</h2><ul><li>One gain</li></ul>"

        assert [("Counts", "One gain", 1)] == self.heads(listed)

    def test_what_is_shown_goes_before_what_is_described(self):
        """
        The visible summary, then the data's description, then that of the page's meta element.
        """
        meta = '<meta name="description" content="For engines">'
        told = data([{"url": "#p1", "articleBody": "Words."}], description="Told.", headline="Told")

        assert ["One gain\nTwo holds", "Told.", "For engines"] == [
            self.heads(above, head)[0][1]
            for above, head in ((self.SUMMARY, told + meta), ("", told + meta), ("", meta))
        ]

    def test_its_id_is_the_pages(self):
        """
        The head's permalink is the page's address, its id the last step of that.
        """
        told = data([{"url": "#p1", "articleBody": "Words."}], description="Told.")
        head = read(page(head=told))[-1]

        assert ("head", "x", "https://post.example/live/x") == (head.kind, head.id, head.url)

    def test_its_time_is_the_pages(self):
        """
        The head has no time of its own; the page's is that of its newest post.
        """
        times = ("2022-05-06T10:00:00Z", "2022-05-06T09:00:00Z")
        updates = [{"headline": "A", "datePublished": time} for time in times]
        posts = read(page(head=data(updates, description="Told.", dateModified="2022-07-01T09:00")))

        assert ["2022-05-06T11:00"] * 3 == [post.page_published for post in posts]
        assert posts[-1].published is None

    def test_a_page_whose_posts_have_no_time(self):
        """
        The time at which the page was changed, or made, stands for that of posts without.
        """
        posts = read(page(head=data([{"headline": "A"}], datePublished="2022-05-06T09:00:00Z")))

        assert ["2022-05-06T10:00"] == [post.page_published for post in posts]


class TestVisiblePosts:
    @pytest.mark.parametrize(
        "tag",
        [
            '<article id="a">',
            "<article>",
            '<section id="a">',
            '<li id="a">',
            '<div id="a">',
            '<div class="live-blog-post">',
            '<div class="LiveBlogPost">',
            '<li class="lx-stream__post-container">',
            '<div class="block" id="block-62">',
            '<div itemprop="liveBlogUpdate">',
            '<div itemscope itemtype="http://schema.org/BlogPosting">',
            '<li data-testid="content-post">',
        ],
    )
    def test_what_is_a_post(self, tag):
        """
        What a class or schema.org calls one, or an element with an id and a time.
        """
        time = '<time datetime="2022-05-06T10:00:00Z">11:00</time>'
        name = tag[1:].split()[0].rstrip(">")
        posts = "".join(f"{tag}{time}<p>{text}</p></{name}>" for text in ("Two.", "One."))

        assert ["One.", "Two."] == [post.text for post in read(f"<h1>A</h1>{posts}")]

    @pytest.mark.parametrize(
        "html",
        [
            '<div id="a"><p>No time.</p></div>',
            '<ul><li id="a">No time.</li></ul>',
            "<article><h2>No id, no time.</h2></article>",
            '<nav><article id="a"><p>In the menu.</p></article></nav>',
            '<article id="a" hidden><p>Hidden.</p></article>',
            '<article id="a"><script>code()</script></article>',
            '<div class="post"><p>Called so, without a time.</p></div>',
            '<main id="a"><time>11:00</time><p>All of the page.</p></main>',
        ],
    )
    def test_what_is_none(self, html):
        """
        An element without id or time, one that nobody sees, and one without words.
        """
        with pytest.raises(InputError, match="holds no live-blog posts"):
            read(f"<h1>A</h1>{html}")

    def test_the_wrapping_of_posts_is_none(self):
        """
        An element that holds two posts, or the page's heading, is no post.
        """
        html = '<article id="feed"><article id="b">Two.</article><article id="a">One.</article></article>'

        assert ["a", "b"] == [post.id for post in read(html)]
        assert ["a"] == [
            post.id
            for post in read('<article id="all"><h1>A</h1><article id="a">One.</article></article>')
        ]

    def test_a_post_in_a_post(self):
        """
        A post that holds another keeps all words of both.
        """
        html = page('<p>Above.</p><article id="q"><p>Quoted.</p></article><p>Below.</p>')

        assert ["Above.\nQuoted.\nBelow."] == [post.text for post in read(html)]

    def test_the_tag_with_the_most_words(self):
        """
        List items with times that only point to the posts are none.
        """
        time = '<time datetime="2022-05-06T10:00:00Z">11:00</time>'
        events = "".join(f'<li id="e{at}">{time} Gain</li>' for at in range(9))
        html = f'<ul>{events}</ul><article id="a">{time}<p>{"Labour gain Amberley. " * 9}</p></article>'

        assert ["a"] == [post.id for post in read(f"<h1>A</h1>{html}")]


class TestTimesAndBylines:
    @pytest.mark.parametrize(
        "html",
        [
            '<time datetime="2022-05-06T14:42:00Z">15:42</time>',
            '<p>Published at <time datetime="2022-05-06T15:42">15:42</time></p>',
            '<div><span>Posted</span> <a href="#x"><time datetime="2022-05-06 15:42">now</time></a></div>',
            '<span class="timestamp" title="2022-05-06T15:42:30+01:00">3.42pm</span>',
            '<span class="post-date" data-at="2022-05-06T14:42:00.000Z">6 May 2022, 15:42 BST</span>',
            "<time>15:42 British Summer Time 6 May 2022</time>",
            '<meta itemprop="datePublished" content="2022-05-06T14:42:00Z">',
            '<i>Edited <time datetime="2022-05-06 15:58"></time></i><time datetime="2022-05-06 15:42"></time>',
            '<time class="published updated" datetime="2022-05-06T15:42">15:42</time>',
            '<p class="timestamp">Friday 6 May 2022, 15:42</p>',
            '<span class="date">Posted 6th May 2022 at 3.42pm BST</span>',
            '<b>15:42</b> <time datetime="2022-05-06T15:42">an hour ago</time>',
        ],
    )
    def test_when_a_post_was_published(self, html):
        """
        The first time that is no edit's, from its attributes or from what it says in full.
        """
        post = only(f"{html}<p>Words.</p>")

        assert ("2022-05-06T15:42", "Words.") == (post.published, post.text)

    def test_a_number_that_stands_first_is_text(self):
        """
        Only a time of day that stands first is none of the post's words; a figure stays.
        """
        assert "31\nWords." == only("<p>31</p><p>Words.</p>").text

    def test_a_time_in_a_sentence_is_text(self):
        """
        A time that a sentence tells is neither the post's nor taken out.
        """
        post = only(
            '<p>It began at <b><time datetime="2022-05-06T09:00">nine</time></b> today.</p>'
        )

        assert (None, "It began at nine today.") == (post.published, post.text)

    @pytest.mark.parametrize(
        ("html", "author", "role"),
        [
            ('<p class="byline">By Owen Pryce</p>', "Owen Pryce", None),
            ('<a rel="author" href="/owen">Owen Pryce</a>', "Owen Pryce", None),
            (
                '<div class="post__author"><b>Owen Pryce</b><i class="job-title">Editor</i></div>',
                "Owen Pryce",
                "Editor",
            ),
            (
                '<div class="byline"><div>Owen Pryce</div><div>Midshire Mercury</div></div>',
                "Owen Pryce",
                "Midshire Mercury",
            ),
            (
                '<span class="author">Owen Pryce, Political reporter</span>',
                "Owen Pryce",
                "Political reporter",
            ),
            (
                '<span class="author">Owen Pryce</span><span class="author">Ellen Marsh</span>',
                "Owen Pryce and Ellen Marsh",
                None,
            ),
            ('<div class="byline">BBC News</div>', None, "BBC News"),
            ("<div>Owen Pryce</div><div>BBC News</div>", "Owen Pryce", "BBC News"),
            ('<p>By <span class="author">Owen Pryce</span></p>', "Owen Pryce", None),
        ],
    )
    def test_who_wrote_it(self, html, author, role):
        """
        A marked byline, or a name and a role that stand first, are no text.
        """
        post = only(f"{html}<p>Words.</p>")

        assert (author, role, "Words.") == (post.author, post.role, post.text)

    def test_an_author_in_a_sentence_is_text(self):
        """
        A name that is marked within a sentence is the sentence's.
        """
        post = only('<p>Our reporter <a class="author">Owen Pryce</a> is there.</p>')

        assert (None, "Our reporter Owen Pryce is there.") == (post.author, post.text)


class TestBrokenOff:
    @pytest.mark.parametrize(
        ("end", "within"),
        [
            ("<p>Half a", "<article>"),
            ("<script>var a = '</p", "<script>"),
            ("<!-- half a", "a comment"),
            ('<a href="half', "<article>"),
        ],
    )
    def test_a_page_that_breaks_off(self, end, within):
        """
        A page that ends within an element, a script or a comment is refused, with its last line.
        """
        with pytest.raises(
            InputError, match=f"a.html:2: the page breaks off within {within}; save"
        ):
            read(f'<html>\n<body><article id="a"><p>Whole.</p>{end}')

    @pytest.mark.parametrize(
        "end", ["</article></body></html>", "</article>", "</div></article>\n"]
    )
    def test_a_page_that_does_not(self, end):
        """
        A page that closes its elements is whole, with or without the end tags that HTML leaves out.
        """
        assert 1 == len(read(f'<html><body><article id="a"><p>Whole.{end}'))
