"""The sniffer and the one entry to all readers."""

from __future__ import annotations

import pytest

from extract.errors import InputError
from extract.pages import read_page
from extract.pages.formats import sniff


class TestSniff:
    @pytest.mark.parametrize(
        ("name", "text", "expected"),
        [
            ("a.txt", '\n\n {"text": "One."}\n', "jsonl"),
            ("a.txt", '{"text": "One."', "jsonl"),
            ("a.txt", "[1, 2]", "jsonl"),
            ("a.jsonl", "One.", "jsonl"),
            ("a.txt", "[Updated] Labour hold Amberley.", "dump"),
            ("a.txt", "One.", "dump"),
            ("standard input", "One.", "dump"),
            ("a.txt", "  <!doctype HTML>", "markup"),
            ("a.txt", '<?xml version="1.0"?><rss/>', "markup"),
        ],
    )
    def test_content_decides(self, name, text, expected):
        """
        The first line with anything on it decides; the name only for what is called JSONL.
        """
        assert expected == sniff(name, text).name


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
