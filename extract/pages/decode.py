"""Turns the bytes of an input into its text, or says why they are no text."""

from __future__ import annotations

import codecs

from extract.errors import InputError

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decode(name: str, data: bytes) -> str:
    """
    The text of an input in UTF-8, without its byte order mark.

    Raises ``InputError`` where there is nothing to read, where the bytes are
    binary (a zero byte) or not UTF-8 (with the line of the first wrong byte).
    """
    if data.startswith(_UTF16):
        raise InputError(name, None, "the text is UTF-16, not UTF-8", "save it as UTF-8")
    if b"\x00" in data:
        raise InputError(name, None, "the file is binary, not text", "name a text file")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            name,
            data.count(b"\n", 0, error.start) + 1,
            f"byte 0x{data[error.start]:02x} is not UTF-8",
            "save the file as UTF-8",
        ) from None
    if not text.strip():
        raise InputError(name, None, "nothing in it", "name a file that holds a page")
    return text
