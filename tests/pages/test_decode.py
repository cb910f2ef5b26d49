"""Bytes and their text: encodings, what is no text, and how much is too much."""

from __future__ import annotations

import codecs
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import settings
from extract.errors import InputError
from extract.pages.decode import at_most, decode

TEXT = "Caffè Count: £4,200 – or so.\r\nLlŷn’s ‘returning officer’ agreed\r\r\n"
WESTERN = TEXT.replace("ŷ", "y")
MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
}


def refused(data):
    """The one line that the bytes are refused with."""
    with pytest.raises(InputError) as caught:
        decode("a.txt", data)
    assert "\n" not in str(caught.value)
    return str(caught.value)


class TestEncodings:
    @pytest.mark.parametrize("encoding", MARKS)
    def test_a_mark_tells(self, encoding):
        """
        A byte order mark says what follows, and is no text; line ends stay as they are.
        """
        assert TEXT == decode("a", MARKS[encoding] + TEXT.encode(encoding))

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
    def test_without_a_mark(self, encoding):
        """
        UTF-8 and UTF-16 are told by their bytes.
        """
        assert TEXT == decode("a", TEXT.encode(encoding))

    def test_windows_1252(self):
        """
        What is far from UTF-8 is Windows-1252.
        """
        assert WESTERN == decode("a", WESTERN.encode("cp1252"))

    @given(st.lists(st.sampled_from(["é", "£5", "–", "’tis", "“Yes”", "a", "Ö"]), min_size=1))
    def test_windows_1252_of_separate_signs(self, words):
        """
        Signs of Windows-1252 between letters are read whatever they are and however many.
        """
        text = "a".join(["", *words, ""])

        assert text == decode("a", text.encode("cp1252"))

    @given(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1),
        st.sampled_from(list(MARKS)),
    )
    def test_any_text_with_a_mark_comes_back(self, text, encoding):
        """
        Any text comes back to the letter from every encoding that has a mark.
        """
        text = f"x{text}"

        assert text == decode("a", MARKS[encoding] + text.encode(encoding))


class TestDeclared:
    @pytest.mark.parametrize(
        ("declaration", "encoding"),
        [
            ('<?xml version="1.0" encoding="ISO-8859-15"?>', "iso8859-15"),
            ("<?xml version='1.0' encoding='windows-1250'?>", "cp1250"),
            ('<!doctype html>\n<html><head><meta charset="windows-1252">', "cp1252"),
            ("<html><META CHARSET=iso-8859-1>", "cp1252"),
            ('<meta http-equiv="Content-Type" content="text/html; charset=macintosh">', "macroman"),
            ('<html><meta charset="utf-8">', "utf-8"),
        ],
    )
    def test_markup_says_its_encoding(self, declaration, encoding):
        """
        HTML and XML are read as they declare in their first kilobyte; Latin-1 as browsers read it.
        """
        text = f"{declaration}<p>Caf\u00e9, \u20ac4</p>"

        assert text == decode("a", text.encode(encoding))

    @pytest.mark.parametrize("label", ["utf-16", "UTF-32", "utf8"])
    def test_what_cannot_be_true_is_passed_over(self, label):
        """
        What says in single bytes that it is UTF-16 is tried as what it looks like.
        """
        text = f'<?xml version="1.0" encoding="{label}"?><p>Café</p>'

        assert text == decode("a", text.encode())

    def test_text_declares_nothing(self):
        """
        Only markup declares: a post may speak of <meta charset="cp1250"> as of anything.
        """
        text = 'Set <meta charset="cp1250">, said the café.'

        assert text == decode("a", text.encode())

    @pytest.mark.parametrize("label", ["klingon", "idna", "punycode", "base64", "unicode_escape"])
    def test_an_unknown_encoding_is_refused(self, label):
        """
        An encoding that no page of the web has is named.
        """
        assert f"declares the encoding '{label}', which is not known" in refused(
            f'<meta charset="{label}">'.encode()
        )


class TestNoText:
    @pytest.mark.parametrize(
        ("data", "line", "problem"),
        [
            (b"Caf\xc3\xa9.\nTwo \x96.", 2, "byte 0x96 is not UTF-8"),
            (b"Caf\xe9.\r\nTwo \x9d.", 2, "byte 0x9d is neither UTF-8 nor Windows-1252"),
            (b"Caf\xc3\xa9.\rTwo \xe2\x80", 2, "ends in the middle of a character"),
            (b"One \xe2\x80", 1, "ends in the middle of a character"),
            (codecs.BOM_UTF16_BE + b"\0O\0\n\0T\xd8", 2, "ends in the middle of a character"),
            (codecs.BOM_UTF16_BE + b"\0O\0\n\xdc\x00", 2, "byte 0xdc is not UTF-16"),
        ],
    )
    def test_a_wrong_byte_is_named_with_its_line(self, data, line, problem):
        """
        Damage is told from another encoding; the line counts every kind of line end.
        """
        assert refused(data).startswith(f"a.txt:{line}: ")
        assert problem in refused(data)

    @pytest.mark.parametrize("data", [b"%PDF-1.4 x", b"PK\x03\x04", b"\x1f\x8b\x08", b"{\\rtf1 x}"])
    def test_a_known_kind_of_file_is_named(self, data):
        """
        A PDF, a ZIP, gzip data and their like are called what they are, with what to do.
        """
        assert ", not text; " in refused(data)

    @pytest.mark.parametrize(
        "data",
        [b"One.\0\0", b"\x01\x02\x00\x03", b"\x01\x00\x02\x00\x03\x00", b"\x02\x03One\x04"],
    )
    def test_binary_is_refused(self, data):
        """
        Zero bytes that are no UTF-16, and control characters in plenty, are no text.
        """
        assert "a.txt: the file is binary, not text; name a text file" == refused(data)

    def test_a_control_character_is_no_harm(self):
        """
        A form feed or an escape among words does not make them binary.
        """
        text = "One.\f" + "Two. " * 20 + "\x1b[0m"

        assert text == decode("a", text.encode())

    @pytest.mark.parametrize("data", [b"", b" \r\n", codecs.BOM_UTF8, "\u200b\u00a0\n".encode()])
    def test_nothing_is_refused(self, data):
        """
        White space and invisible marks are nothing.
        """
        assert "a.txt: nothing in it; name a file that holds a page" == refused(data)


class TestTooMuch:
    def test_the_limit_is_refused_beyond(self, monkeypatch):
        """
        One byte more than the limit is too much; the limit itself is not.
        """
        monkeypatch.setattr(settings, "LARGEST_INPUT", 1_000_000)

        assert 1_000_000 == len(decode("a", b"a" * 1_000_000))
        assert "a.txt: larger than 1 MB; name a smaller file" == refused(b"a" * 1_000_001)

    def test_no_more_is_read(self, monkeypatch):
        """
        Of an endless stream no more is read than it takes to refuse it.
        """
        monkeypatch.setattr(settings, "LARGEST_INPUT", 10)
        stream = io.BytesIO(b"a" * 100)

        assert 11 == len(at_most(stream)) == stream.tell()
