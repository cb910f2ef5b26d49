"""seatcheck posts, show: the posts of a run with their states, and one of them with its facts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract.cli.answers import show_derived
from extract.cli.common import (
    checked,
    json_option,
    opened,
    plain,
    print_json,
    print_table,
    run_argument,
    run_option,
    say,
)
from extract.errors import RunError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.store import StoredPost
    from schemas.fact import Fact


@click.command()
@run_argument
@click.option(
    "--state",
    type=click.Choice(["pending", "extracted", "nothing here", "failed"]),
    help="Only posts in this state.",
)
@json_option
def posts(run: Path, state: str | None, as_json: bool) -> None:
    """The posts of RUN with their state, page by page, oldest first.

    \b
    seatcheck posts
    seatcheck posts friday --state failed
    """  # noqa: D301
    with opened(run) as store:
        listed = store.posts(state)
    if as_json:
        print_json([_json(each) for each in listed])
        return
    print_table(
        ["page", "post", "kind", "state", "author", "begins"],
        [
            [
                each.post.page,
                each.post.id,
                each.post.kind,
                each.state + (f": {each.reason}" if each.reason else ""),
                each.post.author or each.post.role or "",
                " ".join(each.post.content.split())[:60],
            ]
            for each in listed
        ],
    )


@click.command()
@click.argument("post")
@run_option("The run that holds the post.")
@json_option
def show(post: str, run: Path, as_json: bool) -> None:
    """One POST (its id, or page/id) with its text and its facts, rejected and derived ones too.

    \b
    seatcheck show 6853dc7bfe4d
    seatcheck show midlands-2023/6853dc7bfe4d --run friday --json
    """  # noqa: D301
    with opened(run) as store:
        stored = _named(post, store.posts(), run)
        facts, report = checked(store)
    here = (stored.post.page, stored.post.id)
    mine = [each for each in facts if (each.page, each.post) == here]
    derived = [each for each in report.derived if (each.fact.page, each.fact.post) == here]
    if as_json:
        told = {
            "facts": [each.model_dump() for each in mine],
            "derived": [each.model_dump() for each in derived],
        }
        print_json(_json(stored) | told)
        return
    edited = f"  revision {stored.revision}" if stored.revision > 1 else ""
    reason = f": {stored.reason}" if stored.reason else ""
    say(plain(f"{_path(stored)}  {stored.post.kind}  {stored.state}{reason}{edited}"))
    said = (stored.post.published, stored.post.author, stored.post.role, stored.post.url)
    if any(said):
        say(plain("  ".join(each for each in said if each)))
    say(plain(f"\n{stored.post.content}\n"))
    if mine:
        _show_facts(mine)
    else:
        say("no facts")
    show_derived(derived)


def _named(name: str, posts: Sequence[StoredPost], run: Path) -> StoredPost:
    """The one post of that id or page/id; ids and pages may hold slashes."""
    found = [each for each in posts if name in (each.post.id, _path(each))]
    if not found:
        raise RunError(run, f"has no post {name}", "list them with: seatcheck posts")
    if len(found) > 1:
        paths = ", ".join(_path(each) for each in found)
        raise RunError(run, f"has several posts {name}", f"name one of {paths}")
    return found[0]


def _path(stored: StoredPost) -> str:
    return f"{stored.post.page}/{stored.post.id}"


def _json(stored: StoredPost) -> dict[str, object]:
    return {
        **stored.post.model_dump(),
        "state": stored.state,
        "reason": stored.reason,
        "revision": stored.revision,
    }


def _show_facts(facts: Sequence[Fact]) -> None:
    print_table(
        ["status", "area", "who", "measure", "value", "words"],
        [
            [
                each.status,
                each.area,
                f"{each.person} ({each.party})"
                if each.person and each.party
                else each.person or each.party or "",
                each.measure + (" (past)" if each.when == "past" else ""),
                f"{each.hedge.replace('_', ' ')} {each.value}" if each.hedge else str(each.value),
                each.quote or _no_words(each),
            ]
            for each in facts
        ],
    )


def _no_words(fact: Fact) -> str:
    return "a reviewer's" if fact.basis == "corrected" else "none in the post"
