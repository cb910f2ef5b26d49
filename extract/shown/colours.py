"""The party table's colours and the style sheet of a page -> the CSS that a strict policy admits."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files

from schemas.parties import NOC, canonical, colours

_NOT_A_LETTER = re.compile(r"[^a-z]+")
_NO_COLOUR = "party-own"  # a local party, which the table does not have
_NOBODY = "party-none"  # no overall control, or seats that no post gives anybody

_NEARLY_BLACK = 0.04045  # where sRGB's curve begins
_EQUAL = 0.179  # the luminance that black and white stand out on alike


def party_class(party: str | None) -> str:
    """The CSS class that has a party's colour as ``--party``; a local party's is grey."""
    name = canonical(party) if party else NOC
    if name == NOC:
        return _NOBODY
    return _class_of(name) if name in colours() else _NO_COLOUR


def _class_of(name: str) -> str:
    return f"party-{_NOT_A_LETTER.sub('-', name.casefold())}"


@cache
def party_rules() -> str:
    """
    A CSS rule for each party of the table.

    ``--party``: its colour; ``--on-party``: black or white, whichever stands out on it.
    """
    return "".join(
        f".{_class_of(name)} {{ --party: {colour}; --on-party: {_on(colour)} }}\n"
        for name, colour in colours().items()
    )


def _on(colour: str) -> str:
    """Black or white, by the relative luminance of WCAG 2."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        each / 12.92 if each <= _NEARLY_BLACK else ((each + 0.055) / 1.055) ** 2.4
        for each in channels
    )
    return "#000" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > _EQUAL else "#fff"


def style_sheet(*packages: str) -> str:
    """The base style sheet, the parties' colours, and the ``page.css`` of each package named."""
    sheets = [
        (files(each) / "templates" / "page.css").read_text(encoding="utf-8") for each in packages
    ]
    base = (files("extract.shown") / "templates" / "base.css").read_text(encoding="utf-8")
    return "\n".join([base, party_rules(), *sheets])


def content_security_policy(css: str) -> str:
    """The policy of a page that has this style sheet in itself, and loads and runs nothing."""
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
