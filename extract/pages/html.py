"""Turns a saved HTML page into the live blog that it shows: JSON-LD first, then what is visible."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from extract.errors import InputError
from extract.pages import jsonld
from extract.pages.hypertext import instant, line, parse, text_of, words
from extract.pages.liveblog import LiveBlog
from extract.pages.markup import find_posts
from extract.pages.permalinks import blog_address, full_address, post_id
from extract.pages.summary import summary_of
from extract.pages.tags import open_at_end
from extract.pages.updates import Described, Update, placed, told_apart, without_repeats
from extract.pages.visible import read_post

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from selectolax.lexbor import LexborHTMLParser, LexborNode

_MEND = "save the live page itself, whole, and name that"


def read_html(name: str, text: str) -> LiveBlog:
    """
    The live blog of a saved page.

    What schema.org's ``LiveBlogPosting`` says is taken first; the visible posts give
    what it leaves out, whole posts too, and all where there is none.

    Raises ``InputError`` where the page holds no live blog's posts, or breaks off.
    """
    broken = open_at_end(text)
    if broken:
        last = text.rstrip().count("\n") + 1
        raise InputError(name, last, f"the page breaks off within {broken}", _MEND)
    tree = parse(text)
    scripts = [
        node.text()
        for node in tree.css("script")
        if (node.attributes.get("type") or "").strip().lower().startswith("application/ld+json")
    ]
    about, told = jsonld.live_blog(scripts) or (Described(), [])
    addresses = [*about.links, *_addresses(tree)]
    base = next((full for each in addresses if (full := full_address(each))), None)
    blog = blog_address(*(full_address(each, base) for each in addresses))
    found, heading = find_posts(tree.root) if tree.root else ([], None)
    visible = without_repeats(
        (read_post(node, base, blog) for node in found),
        lambda each: bool(each.links or each.published),
    )
    updates = told_apart(placed(each, base, blog) for each in _together(told, visible, blog))
    if not updates:
        raise InputError(name, None, "holds no live-blog posts", _MEND)
    return LiveBlog(
        url=blog,
        updates=updates,
        head=_head(tree, about, heading, found, blog),
        changed=about.edited
        or about.published
        or instant(_meta(tree, "article:modified_time", "article:published_time")),
    )


def _addresses(tree: LexborHTMLParser) -> list[str]:
    """The addresses that a page gives itself."""
    return [
        address
        for selector, attribute in (
            ('link[rel~="canonical"]', "href"),
            ('meta[property="og:url"]', "content"),
        )
        for node in tree.css(selector)
        if (address := node.attributes.get(attribute))
    ]


def _meta(tree: LexborHTMLParser, *names: str) -> str:
    """The first of these meta elements that says something."""
    for name in names:
        for node in tree.css(f'meta[property="{name}"], meta[name="{name}"]'):
            if said := (node.attributes.get("content") or "").strip():
                return said
    return ""


def _together(
    told: Sequence[Described], visible: Sequence[Described], blog: str | None
) -> list[Described]:
    """
    The updates of the JSON-LD, each with what the visible post adds, then other visible posts.

    Where not one visible post is an update's, what is visible is something else.
    """
    seen = _matches(told, visible, blog)
    if told and not seen:
        visible = ()
    others: dict[int, list[Described]] = {}
    last = -1
    by_visible = {at: number for number, at in seen.items()}
    for at, post in enumerate(visible):
        last = by_visible.get(at, last)
        if at not in by_visible:
            others.setdefault(last, []).append(post)
    posts = others.get(-1, [])
    for number, update in enumerate(told):
        posts.append(_filled(update, visible[seen[number]]) if number in seen else update)
        posts += others.get(number, [])
    return [each for each in posts if each.title or each.text or each.summary]


def _matches(
    told: Sequence[Described], visible: Sequence[Described], blog: str | None
) -> dict[int, int]:
    """Which visible post is which update's: by permalink, title and time, text, or time alone."""
    ways: tuple[Callable[[Described], Iterable[Hashable]], ...] = (
        lambda each: {post_id(link, blog) for link in each.links} - {""},
        lambda each: [(each.title, each.published)] if each.title and each.published else [],
        lambda each: [each.text] if each.text else [],
        lambda each: [each.published] if each.published else [],
    )
    found: dict[int, int] = {}
    for way in ways:
        free = _unshared([way(each) if at not in found else () for at, each in enumerate(told)])
        taken = set(found.values())
        shown = _unshared([() if at in taken else way(each) for at, each in enumerate(visible)])
        for key, number in free.items():
            if key in shown and number not in found and shown[key] not in taken:
                found[number] = shown[key]
                taken.add(shown[key])
    return found


def _unshared(keys: Sequence[Iterable[Hashable]]) -> dict[Hashable, int]:
    """Each key that one alone has, with the place of that one."""
    owners: dict[Hashable, list[int]] = {}
    for at, own in enumerate(keys):
        for key in own:
            owners.setdefault(key, []).append(at)
    return {key: places[0] for key, places in owners.items() if len(places) == 1}


def _filled(update: Described, shown: Described) -> Described:
    return replace(
        update,
        links=(*update.links, *shown.links),
        title=update.title or shown.title,
        text=update.text or shown.text,
        published=update.published or shown.published,
        edited=update.edited or shown.edited,
        author=update.author or shown.author,
        role=update.role or shown.role,
    )


def _head(
    tree: LexborHTMLParser,
    about: Described,
    heading: LexborNode | None,
    posts: Sequence[LexborNode],
    blog: str | None,
) -> Update | None:
    """The head: the page's title with its summary, where it has one."""
    shown = " ".join(words(text_of(heading))) if heading else ""
    title = about.title or shown or line(_meta(tree, "og:title"))
    given = (
        summary_of(tree.root, posts) if tree.root else [],
        about.summary.split("\n"),
        words(_meta(tree, "description", "og:description")),
    )
    without_title = ([each for each in lines if each not in {"", title}] for lines in given)
    summary = next((lines for lines in without_title if lines), [])
    if not summary:
        return None
    return Update(
        id=post_id(blog),
        url=blog,
        title=title or None,
        text="\n".join(summary),
        edited=about.edited,
    )
