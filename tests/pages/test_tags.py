"""Bare tags: what a text is a page of, and how deep its tags are nested."""

from __future__ import annotations

import pytest

from extract.pages.tags import flattened, root_of


class TestRootOf:
    @pytest.mark.parametrize(
        "text",
        [
            "<!doctype HTML>",
            "\ufeff \n<HTML lang=en>",
            "<!-- saved from url=(0019)https://x.example --><html>",
            '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD"><html>',
            '<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">',
            "<article id=a>",
            "<p>One.",
        ],
    )
    def test_html(self, text):
        """
        A doctype of HTML, or one of its tags, first.
        """
        assert "html" == root_of(text)

    @pytest.mark.parametrize(
        "text",
        [
            '<?xml version="1.0"?><anything/>',
            "<rss version='2.0'>",
            '<feed xmlns="http://www.w3.org/2005/Atom">',
            "<rdf:RDF xmlns:rdf='x'>",
            "<!DOCTYPE rss [<!ENTITY a '>'>\n]><rss>",
            '<?xml version="1.0"',
        ],
    )
    def test_xml(self, text):
        """
        A declaration of XML, or a feed's first tag.
        """
        assert "xml" == root_of(text)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "One <b>two</b>.",
            "<3 what a night",
            "< 5 votes",
            "<Breaking> Labour hold",
            "<!-- no -->A",
        ],
    )
    def test_neither(self, text):
        """
        A text that merely begins with a sign, or with no tag that is known.
        """
        assert root_of(text) is None


class TestFlattened:
    def test_a_page_stays_as_it_is(self):
        """
        Elements side by side, void ones, code and unclosed paragraphs are no depth.
        """
        page = "<p>a<br><img src=a><li><path d=1 /><script>if (a<b && c>d) '<div>'</script>" * 3000

        assert page == flattened(page)

    def test_what_lies_deeper_keeps_its_words(self):
        """
        Tags below any sensible depth go, their ends too; words stay in their order.
        """
        deep = "<div>a" * 5000 + "b</div>" * 5000
        flat = flattened(deep)

        assert (1000, 1000) == (flat.count("<div>"), flat.count("</div>"))
        assert ("a" * 5000 + "b" * 5000) == flat.replace("<div>", "").replace("</div>", "")
