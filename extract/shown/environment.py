"""Templates and values -> HTML in which every value is text: the one Jinja environment."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from extract.check.wording import figure, owner
from extract.shown.colours import party_class
from extract.shown.spans import excerpt, is_marked, segments
from extract.table import says_time
from schemas.parties import NOC

if TYPE_CHECKING:
    from extract.check.claims import Claim

# Marks that turn the direction of what follows; with one, "13" can be made to look like "31".
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSEEN = re.compile(f"[{''.join(_TURNING)}\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f]")


def environment(*packages: str) -> Environment:
    """
    The environment of the pages whose ``templates`` folders these packages hold.

    The shared templates are there for each of them. Every value is escaped, and one
    that was forgotten is an error.
    """
    loaders = [PackageLoader(each, "templates") for each in (*packages, "extract.shown")]
    made = Environment(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "seen": seen,
        "numbered": numbered,
        "web_link": web_link,
        "short_time": says_time,
        "long_date": long_date,
        "figure": figure,
        "owner": owner,
        "measure": measure_of,
        "party_class": party_class,
        "party_words": party_words,
    }
    made.globals |= {
        "segments": segments,
        "excerpt": excerpt,
        "plural": plural,
        "post_anchor": post_anchor,
        "words_of": words_of,
    }
    return made


def post_anchor(page: str, post: str) -> str:
    """The id of a post's element; the names of pages and posts may hold anything."""
    return f"post-{hashlib.sha256(f'{page}/{post}'.encode()).hexdigest()[:12]}"


def words_of(claim: Claim) -> str | None:
    """The link to a claim's words in its post, else to the post; None where the post is not known."""
    content = claim.place.content
    if content is None:
        return None
    if is_marked(claim.fact, content):
        return f"#fact-{claim.id}"
    return f"#{post_anchor(claim.place.page, claim.place.id)}"


def seen(text: str) -> Markup:
    """A text, escaped, with each control or direction mark in it shown by its number."""

    def shown(match: re.Match[str]) -> str:
        name = unicodedata.name(match[0], "control character").lower()
        return f'<span class="unseen" title="{name}">[U+{ord(match[0]):04X}]</span>'

    return Markup(_UNSEEN.sub(shown, str(escape(text))))  # noqa: S704 - escaped in this very line


def numbered(text: str) -> str:
    """The same for an attribute or a title, where no markup can stand; it is yet to be escaped."""
    return _UNSEEN.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)


def web_link(url: str | None) -> str | None:
    """The address of a post where it is one of the web's, http or https; None for any other."""
    try:
        address = urlsplit(url or "")
    except ValueError:
        return None
    return url if address.scheme in {"http", "https"} and address.netloc else None


def measure_of(claim: Claim) -> str:
    """What a claim measures, in words: "seats before"; of the past where it says so."""
    name = claim.fact.measure.replace("_", " ")
    return f"{name} (of the past)" if claim.fact.when == "past" else name


def plural(count: int, one: str) -> str:
    """So many of what has a plural in s: "1 post", "2 posts"."""
    return f"{count} {one if count == 1 else one + 's'}"


def long_date(day: str) -> str:
    """A polling day in full: "4 May 2023"."""
    read = date.fromisoformat(day)
    return f"{read.day} {read:%B %Y}"


def party_words(party: str | None) -> str:
    """A party as a reader knows it: that of no council's control, or of seats that nobody is given."""
    return "no overall control" if party == NOC else party or "not stated"
