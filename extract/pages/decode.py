"""Turns the bytes of an input into its text, or says why they are no text."""

from __future__ import annotations

import codecs
import json
import re
from functools import cache
from pathlib import Path
from typing import BinaryIO

from extract import settings
from extract.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "UTF-8"),
    (codecs.BOM_UTF32_LE, "UTF-32LE"),  # begins as the mark of UTF-16 does
    (codecs.BOM_UTF32_BE, "UTF-32BE"),
    (codecs.BOM_UTF16_LE, "UTF-16LE"),
    (codecs.BOM_UTF16_BE, "UTF-16BE"),
)
_NAMES = {"UTF-16LE": "UTF-16", "UTF-16BE": "UTF-16", "UTF-32LE": "UTF-32", "UTF-32BE": "UTF-32"}
_WINDOWS = "Windows-1252"
_LATIN = {"iso8859-1", "ascii", "cp1252"}  # browsers read all three as Windows-1252
_OF_THE_WEB = re.compile(  # the others that Python knows are for machines, such as "punycode"
    r"ascii|cp125\d|cp866|cp874|iso8859-\d+|koi8-[ru]|mac-(?:roman|cyrillic)"
    r"|big5|euc_(?:jp|kr)|gb(?:2312|k|18030)|iso2022_jp|shift_jis"
)
_DECLARED_WITHIN = 1024  # bytes
_DECLARATION = re.compile(
    rb"""<(?:\?xml\s[^>]*?encoding|meta\s[^>]*?charset)\s*=\s*["']?\s*([\w.:+-]{1,40})""",
    re.IGNORECASE,
)
_WHOLE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_MOST_CONTROLS = 0.05  # of a text's characters; prose has none, random bytes an eighth
_CUT_OFF = {"unexpected end of data", "truncated data", "incomplete multibyte sequence"}
_LINE_END = re.compile(r"\r\n|\r|\n")
_INVISIBLE = " \t\r\n\ufeff\u200b\u2060"


def at_most(stream: BinaryIO) -> bytes:
    """All that a stream gives, or as much of it as ``decode`` needs to refuse it as too large."""
    return stream.read(settings.LARGEST_INPUT + 1)


def decode(name: str, data: bytes) -> str:
    """
    The text of an input, without a byte order mark; its line ends stay as they are.

    The encoding is that of a byte order mark; UTF-16 where every other byte is
    zero and no doubt is left; what HTML or XML declares in its first kilobyte;
    UTF-8; and Windows-1252 where the bytes are far from UTF-8.

    Raises ``InputError`` where there is nothing to read, too much, or no text:
    a known kind of file, zero bytes, control characters in plenty, a character
    cut off at the end, a byte that the encoding does not know (with its line).
    """
    if len(data) > settings.LARGEST_INPUT:
        limit = settings.LARGEST_INPUT // 1_000_000
        raise InputError(name, None, f"larger than {limit} MB", "name a smaller file")
    for start, what, mend in _magic():
        if data.startswith(start):
            raise InputError(name, None, f"{what}, not text", mend)
    mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", None))
    data = data[len(mark) :]
    encoding = encoding or _utf16(data)
    if encoding is None and b"\x00" in data:
        raise _binary(name)
    text = _decoded(name, data, encoding or _declared(name, data) or _undeclared(data))
    if not text.strip().strip(_INVISIBLE):
        raise InputError(name, None, "nothing in it", "name a file that holds a page")
    if "\x00" in text or len(_CONTROLS.findall(text)) > _MOST_CONTROLS * len(text):
        raise _binary(name)
    return text


@cache
def _magic() -> tuple[tuple[bytes, str, str], ...]:
    data = json.loads((Path(__file__).parent / "magic.json").read_text(encoding="utf-8"))
    usual = "save the page's text, and name that"
    return tuple(
        (bytes.fromhex(each["bytes"]), each["is"], each.get("mend", usual))
        for each in data["kinds"]
    )


def _binary(name: str) -> InputError:
    return InputError(name, None, "the file is binary, not text", "name a text file")


def _utf16(data: bytes) -> str | None:
    """UTF-16 by its zero bytes: half of all even places hold one and no odd place does, or so."""
    even, odd = data[::2].count(0), data[1::2].count(0)
    if not even and 4 * odd >= len(data) > 1:
        return "UTF-16LE"
    return "UTF-16BE" if not odd and 4 * even >= len(data) > 1 else None


def _declared(name: str, data: bytes) -> str | None:
    """
    What HTML or XML says of its own encoding; None where it says nothing, or UTF-8 of any width.

    UTF-8 is tried in any case, and what says in single bytes that it is UTF-16 is wrong.
    """
    beginning = data[:_DECLARED_WITHIN].lstrip()
    found = _DECLARATION.search(beginning) if beginning.startswith(b"<") else None
    if found is None:
        return None
    label = found[1].decode("ascii")
    try:
        codec = codecs.lookup(label).name
    except LookupError:
        codec = ""
    if codec.startswith(("utf-8", "utf-16", "utf-32")):
        return None
    if not _OF_THE_WEB.fullmatch(codec):
        raise InputError(
            name, None, f"declares the encoding {label!r}, which is not known", "save it as UTF-8"
        )
    return _WINDOWS if codec in _LATIN else codec


def _undeclared(data: bytes) -> str:
    """
    UTF-8, or Windows-1252 where more bytes are astray than characters of UTF-8 are whole.

    A damaged UTF-8 text has a stray byte among many whole characters, and is no
    Windows-1252; a text that breaks off within a character is none either.
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        whole = _WHOLE.findall(data)
        astray = len(_HIGH.findall(data)) - sum(map(len, whole))
        cut = _cut_off(error) and len(data) - error.start > 1
        return "UTF-8" if cut or astray <= len(whole) else _WINDOWS
    return "UTF-8"


def _cut_off(error: UnicodeDecodeError) -> bool:
    return error.reason in _CUT_OFF


def _decoded(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        above = data[: error.start].decode(encoding, "replace")
        line = len(_LINE_END.findall(above)) + 1
        if _cut_off(error):
            raise InputError(
                name,
                line,
                "the text ends in the middle of a character",
                "the file was cut short: save it again",
            ) from None
        known = f"neither UTF-8 nor {_WINDOWS}" if encoding == _WINDOWS else None
        raise InputError(
            name,
            line,
            f"byte 0x{data[error.start]:02x} is {known or f'not {_NAMES.get(encoding, encoding)}'}",
            "save the file as UTF-8",
        ) from None
