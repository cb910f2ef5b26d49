"""
extract/shown/environment: every value is text, and every link one of the web.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from selectolax.lexbor import LexborHTMLParser
from showing import POST, a_post, claims_of, said

from extract.shown.environment import (
    environment,
    long_date,
    party_words,
    post_anchor,
    seen,
    web_link,
    words_of,
)


class TestText:
    def test_is_escaped(self):
        """
        What a template prints is text, whatever stands in it.
        """
        page = environment().from_string("<p>{{ post }}</p>").render(post="<script>&\"'</script>")

        assert "<p>&lt;script&gt;&amp;&#34;&#39;&lt;/script&gt;</p>" == page

    def test_a_missing_value_is_an_error(self):
        """
        A value that was forgotten does not become an empty text.
        """
        with pytest.raises(UndefinedError):
            environment().from_string("{{ nothing }}").render()

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("13\u202e31", "13[U+202E]31"),
            ("\u2066a\u2069", "[U+2066]a[U+2069]"),
            ("a\0b\x1b[2J", "a[U+0000]b[U+001B][2J"),
            ("line\nline\ttab", "line\nline\ttab"),
            ("אבג", "אבג"),
        ],
    )
    def test_what_turns_or_steers_is_seen(self, text, shown):
        """
        A direction or control mark is shown by its number; letters that run leftwards are letters.
        """
        page = environment().from_string("<p title='{{ it | numbered }}'>{{ it | seen }}</p>")
        (element,) = LexborHTMLParser(page.render(it=text)).css("p")

        assert (shown, shown) == (element.text(), element.attributes["title"])

    @given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cf"])))
    def test_all_else_comes_back(self, text):
        """
        A browser reads the very text that was given.
        """
        assert text == LexborHTMLParser(f"<pre>x{seen(text)}</pre>").css_first("pre").text()[1:]


class TestLinks:
    @pytest.mark.parametrize(
        "url", ["https://example.org/live#p1", "http://example.org", "HTTPS://example.org/?a=b&c"]
    )
    def test_of_the_web(self, url):
        """
        An address of the web is a link.
        """
        assert url == web_link(url)

    @pytest.mark.parametrize(
        "url",
        [
            None, "", "javascript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
            "data:text/html,x", "file:///etc/passwd", "//example.org", "https:", "http://[",
        ],
    )  # fmt: skip
    def test_of_nothing_else(self, url):
        """
        Whatever else stands where an address should is no link.
        """
        assert web_link(url) is None

    def test_to_the_words(self):
        """
        A figure leads to its words, one without words to its post, one without a post nowhere.
        """
        facts = [
            said(POST, "14", "seats", 14, party="Conservative", id="words"),
            said(POST, None, "seats", 1, party="Green", id="no-words"),
            said(a_post("14", "p9"), "14", "seats", 14, party="Labour", id="no-post"),
        ]
        claims = claims_of(facts, [POST])

        assert {
            "words": "#fact-words",
            "no-words": f"#{post_anchor('live', 'p1')}",
            "no-post": None,
        } == {name: words_of(claim) for name, claim in claims.items()}

    def test_anchors_of_odd_names(self):
        """
        The anchor of a post is a plain word, whatever page and post are called.
        """
        assert post_anchor('a "page"/<b>', "p 1").removeprefix("post-").isalnum()
        assert post_anchor("a", "b") != post_anchor("a", "c")


class TestWords:
    def test_control(self):
        """
        Nobody's control is told in words.
        """
        assert ["no overall control", "not stated", "Labour"] == [
            party_words(each) for each in ("NOC", None, "Labour")
        ]

    def test_date(self):
        """
        A polling day is told as one writes it.
        """
        assert "4 May 2023" == long_date("2023-05-04")
