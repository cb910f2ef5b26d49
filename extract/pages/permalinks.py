"""Turns the links of a page into full addresses, and a permalink into the short id of its post."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit, urlunsplit

_WEB = ("http", "https")
# What a query says of a reader or of a part of the page, never of a post.
_NO_NAME = re.compile(
    r"page|filter\w*|utm_\w+|at_\w+|ns_\w+|cmp|fbclid|gclid|ref|src", re.IGNORECASE
)


def full_address(href: str | None, base: str | None = None) -> str | None:
    """The address that a link leads to from the page ``base``; None where it is none of the web."""
    if not href:
        return None
    try:
        address = urljoin(base or "", href.strip())
        parts = urlsplit(address)
        known = parts.scheme in _WEB and bool(parts.hostname)
    except ValueError:  # an address like "http://[1"
        return None
    return address if known else None


def blog_address(*hrefs: str | None) -> str | None:
    """
    What names a live blog: the first full address of a page below a site's root.

    Without query and fragment, so that ``?page=2`` is the same live blog.
    """
    for href in hrefs:
        address = full_address(href)
        if address:
            scheme, host, path, _, _ = urlsplit(address)
            if path.strip("/"):
                return urlunsplit((scheme, host.lower(), path.rstrip("/"), "", ""))
    return None


def post_id(href: str | None, blog: str | None = None) -> str:
    """
    The part of a permalink that names the post; empty where none does.

    ``#block-64`` -> "block-64"; ``?post=asset%3A64#post`` -> "asset:64"; below the
    blog's own address the rest of the path, elsewhere its last step; else the
    first value of the query that holds a digit.
    """
    try:
        scheme, _, path, query, fragment = urlsplit((href or "").strip())
        own = urlsplit(blog or "").path.strip("/")
    except ValueError:
        return ""
    if scheme not in {"", *_WEB}:
        return ""
    named = {key: value for key, value in parse_qsl(query) if not _NO_NAME.fullmatch(key)}
    path = path.strip("/")
    if fragment:
        name = named.get(fragment, unquote(fragment))
    elif path and path != own:
        below = own and path.startswith(f"{own}/")
        name = unquote(path.removeprefix(f"{own}/") if below else path.rpartition("/")[2])
    else:
        name = next((value for value in named.values() if re.search(r"\d", value)), "")
    return "-".join("".join(each for each in name if each.isprintable() or each == " ").split())
