"""The sniffer and the one entry to all readers."""

from __future__ import annotations

import pytest

from extract.errors import InputError, UnknownFormatError
from extract.pages import read_page
from extract.pages.formats import FORMATS, named, sniff


class TestSniff:
    @pytest.mark.parametrize(
        ("name", "text", "expected"),
        [
            ("a.txt", '\n\n {"text": "One."}\n', "jsonl"),
            ("a.txt", '{"text": "One."', "jsonl"),
            ("a.txt", "[1, 2]", "jsonl"),
            ("a.txt", '[\n {"text": "One."}\n]', "jsonl"),
            ("a.txt", '{\n "text": "One."\n}', "jsonl"),
            ("a.txt", "\ufeff\u200b{'text': 'One.'}", "jsonl"),
            ("a.jsonl", 'Posts:\r{"text": "One."}', "jsonl"),
            ("a.json", '"One."', "jsonl"),
            ("a.txt", '"One."', "dump"),
            ("a.txt", 'Posts:\n{"text": "One."}', "dump"),
            ("a.jsonl", "One.", "dump"),
            ("a.html", "One.", "dump"),
            ("a.txt", "{Updated} Labour hold Amberley.", "dump"),
            ("a.txt", "[Updated] Labour hold Amberley.", "dump"),
            ("a.txt", "One.", "dump"),
            ("standard input", "One.", "dump"),
            ("a.txt", "1. Overpublished at 15:42 BST 6 May 2022", "numbered"),
            ("a.jsonl", "1. Overpublished at 15:42 BST 6 May 2022", "numbered"),
            ("a.txt", "Overpublished at 15:42 BST 6 May 2022", "dump"),
            ("a.txt", "  <!doctype HTML>", "html"),
            ("a.jsonl", "<html>", "html"),
            ("a.txt", '<?xml version="1.0"?><rss/>', "feed"),
        ],
    )
    def test_content_decides(self, name, text, expected):
        """
        The content decides; the name only whether broken JSON was meant to be JSON.
        """
        assert expected == sniff(name, text).name


class TestNamed:
    @pytest.mark.parametrize("name", [each.name for each in FORMATS])
    def test_every_format_has_a_name(self, name):
        """
        A format is found by the name that the table gives it.
        """
        assert name == named(name).name

    def test_an_unknown_name_is_refused(self):
        """
        A format that is not in the table is named with those that are.
        """
        with pytest.raises(UnknownFormatError) as caught:
            named("xls")

        said = "unknown format 'xls'; pages are read as html, feed, jsonl, numbered, dump"

        assert said == str(caught.value)
        assert 2 == caught.value.exit_code


class TestReadPage:
    def test_the_page_is_called_by_the_name(self):
        """
        Without a page id the stem of the name is the page, "stdin" for standard input.
        """
        assert ["amberley.2022", "stdin"] == [
            read_page(name, b"One.")[0].page for name in ("in/amberley.2022.txt", "standard input")
        ]

    def test_a_page_id_is_taken(self):
        """
        A page id that is given names the page.
        """
        assert "x" == read_page("a.txt", b"One.", page_id="x")[0].page

    def test_a_format_may_be_forced(self):
        """
        A named format goes before what the content looks like.
        """
        page = b"Overpublished at 15:42 BST 6 May 2022\nOne."

        assert ["head"] == [post.kind for post in read_page("a", page)]
        assert ["post"] == [post.kind for post in read_page("a", page, form="numbered")]

    @pytest.mark.parametrize(
        ("form", "problem"),
        [
            ("numbered", "a.txt: no headline of a numbered dump in it; "),
            ("jsonl", "a.txt:1: not JSON (Expecting value); "),
        ],
    )
    def test_a_forced_format_that_does_not_fit(self, form, problem):
        """
        A text that is not of the named format is refused in one line.
        """
        with pytest.raises(InputError) as caught:
            read_page("a.txt", b"Rosa Whitlock\nBBC News\nOne.", form=form)

        assert str(caught.value).startswith(problem)

    def test_a_byte_order_mark_is_no_text(self):
        """
        UTF-8 with and without its mark reads alike.
        """
        assert read_page("a", b"One.") == read_page("a", b"\xef\xbb\xbfOne.")

    def test_line_ends_do_not_matter(self):
        """
        LF and CRLF give the same posts with the same ids.
        """
        page = b"Rosa Whitlock\nBBC News\nOne.\nTwo.\n"

        assert read_page("a", page) == read_page("a", page.replace(b"\n", b"\r\n"))


class TestInputError:
    def test_the_line_says_where_what_and_how(self):
        """
        File, line, problem and mend stand on one line.
        """
        assert "a.jsonl:3: not JSON; write it" == str(
            InputError("a.jsonl", 3, "not JSON", "write it")
        )

    def test_line_and_mend_may_be_missing(self):
        """
        What is not known is left out.
        """
        assert "a.txt: nothing in it" == str(InputError("a.txt", None, "nothing in it"))
