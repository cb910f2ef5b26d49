"""A comparison, and what becomes of recordings -> tables and lines for a person."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from extract.cli.common import plain, print_table, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from extract.golden.against import Against
    from extract.golden.changes import Change, PostChanges
    from extract.golden.cost import Spent
    from extract.golden.looking import Gain
    from extract.golden.pairing import Pair
    from extract.golden.resampling import Figure, Interval
    from extract.golden.scoring import Comparison, Score
    from extract.second_look import LookedAgain
    from schemas.fact import Fact

_SIGN = 12  # the width of "wrong value " before what it is about
_INDENT = " " * 8
_QUOTED = 70
_FIGURES = {
    "precision": "precision",
    "recall": "recall",
    "f1": "F1",
    "verified_precision": "verified facts that are right",
    "verified_recall": "verifiable facts that are right and verified",
}
_UNITS = {"cached_tokens": "of these cached"}


def print_scores(result: Comparison, *, verbose: bool) -> None:
    """The tables, what is scored apart, and each error where all are wanted."""
    from extract.golden.cost import spent
    from extract.golden.pairing import ERRORS
    from extract.golden.resampling import figures
    from extract.golden.scoring import KINDS

    measures = [*sorted(result.by_measure.items()), ("all", result.total)]
    _print_table(["measure"], [([name], each) for name, each in measures])
    say("")
    rows = [
        ([name, str(result.posts[name])], result.by_kind[name])
        for name in KINDS
        if name in result.by_kind
    ]
    total = (["all", str(result.posts.total())], result.total)
    _print_table(["kind of post", "posts"], [*rows, total])
    say("")
    _print_figures(figures(result.by_post))
    say("")
    _print_spent(spent(result.costs))
    say("")
    apart = ", ".join(f"{name} {right}/{of}" for name, (right, of) in result.apart.items())
    right, of = result.empty_posts
    say(f"of the facts that match: {apart}; posts that state nothing read so: {right}/{of}")
    if verbose:
        for outcome in ERRORS:
            for pair in result.errors:
                if pair.outcome == outcome:
                    say(plain(f"{outcome:{_SIGN}} {_both_sides(pair)}"))
    for line in result.drift:
        say(plain(f"drift: {line}"))
    for line in result.failed:
        say(plain(f"failed: {line}"))


def _print_table(headers: list[str], rows: list[tuple[list[str], Score]]) -> None:
    from extract.golden.scoring import OUTCOMES

    print_table(
        [*headers, *OUTCOMES, "precision", "recall", "F1"],
        [
            [
                *names,
                *(str(each.counts[name]) for name in OUTCOMES),
                *(f"{ratio:.3f}" for ratio in (each.precision, each.recall, each.f1)),
            ]
            for names, each in rows
        ],
    )


def _print_figures(figures: Mapping[str, Figure]) -> None:
    print_table(
        ["figure", "value", "95 % interval", "of"],
        [
            [
                _FIGURES[name],
                f"{each.value:.3f}",
                _between(each.interval),
                f"{each.part}/{each.whole}",
            ]
            for name, each in figures.items()
        ],
    )


def _between(interval: Interval | None, form: str = ".3f") -> str:
    return f"{interval[0]:{form}} to {interval[1]:{form}}" if interval else "none"


def _print_spent(cost: Spent) -> None:
    """What the posts cost; a count that the endpoint did not give is left out."""
    stored = cost.requests - cost.sent
    labels = _UNITS | ({"seconds": "seconds, as recorded"} if stored else {})
    print_table(
        ["cost", "median a post", "total"],
        [
            [labels.get(unit, unit.replace("_", " ")), *(f"{each:,.10g}" for each in amounts)]
            for unit, amounts in cost.each.items()
            if amounts[1]
        ],
    )
    say(f"{cost.asked} of {cost.posts} posts were asked about: the medians are theirs")
    if stored:
        say(
            f"{stored} of {cost.requests} answers were recorded or stored before: their seconds "
            "are those of the machine that asked for them"
        )


def print_against(name: str, result: Against) -> None:
    """What differs from the other way of asking, whose comparison is called ``name``."""
    say("")
    print_table(
        ["figure", "here", "there", "difference", "95 % interval"],
        [
            [
                _FIGURES[each],
                f"{difference.here:.3f}",
                f"{difference.there:.3f}",
                f"{difference.value:+.3f}",
                _between(difference.interval, "+.3f"),
            ]
            for each, difference in result.differences.items()
        ],
    )
    say(
        f"against {plain(name)}: {result.better} posts better, {result.worse} worse, "
        f"{result.same} the same; p of the difference in F1: {result.p:.3g} "
        "(exact paired permutation test)"
    )


def print_gain(again: LookedAgain, gained: Gain, *, verbose: bool) -> None:
    """What second looks gave; each look where all are wanted."""
    undecided = gained.asked - gained.source - gained.changed
    say(
        f"second look: {gained.asked} disputed figures asked for; {gained.source} the same again "
        f"(the source's fault), {gained.changed} changed (the reader's), {undecided} undecided; of "
        f"those changed {gained.mended} wrong ones came right, {gained.harmed} right ones were lost"
    )
    for look in again.looks if verbose else ():
        fault = look.fault or "undecided"
        answer = look.figure or "no figure"
        where = f"{look.fact.page}/{look.fact.post}"
        say(plain(f"{fault:{_SIGN}} {where} {_said(look.fact)}, answered {answer}"))
    for line in again.unanswered:
        say(plain(f"no second look: {line}"))


def _both_sides(pair: Pair) -> str:
    """What was expected, and what was found for it; or the one fact that there is."""
    expected, found = pair.expected, pair.found
    if expected is None or found is None:
        (fact,) = (each for each in (expected, found) if each is not None)
        return f"{fact.page}/{fact.post} {_said(fact)}{_words(fact)}"
    other = found.value if pair.outcome == "wrong value" else _owner(found).rstrip(":")
    return f"{expected.page}/{expected.post} {_said(expected)}, found {other}{_words(found)}"


def _said(fact: Fact) -> str:
    """A fact in a line: "Derby: Labour seats 23 (past)"."""
    details = [
        "past" if fact.when == "past" else "",
        fact.hedge or "",
        fact.baseline or "",
        f"round {fact.round}" if fact.round else "",
        f"said by {fact.said_by}" if fact.said_by else "",
    ]
    told = ", ".join(each.replace("_", " ") for each in details if each)
    return f"{_owner(fact)} {fact.measure} {fact.value}{f' ({told})' if told else ''}"


def _owner(fact: Fact) -> str:
    area = f"{fact.area} ({fact.contest})" if fact.contest else fact.area
    who = ", ".join(each for each in (fact.person, fact.party) if each)
    return f"{area}: {who}".rstrip()


def _words(fact: Fact) -> str:
    quote = f"  {shorten(fact.quote, _QUOTED)!r}" if fact.quote else ""
    return f"{quote}  verified" if fact.status == "verified" else quote


def print_changes(posts: Iterable[PostChanges], *, verbose: bool) -> None:
    """Of the recordings that change those that change facts; with ``verbose`` all, and the facts."""
    for post in posts:
        if not (post.changes_facts or verbose):
            continue
        for change in post.changes:
            say(plain(_change(change)))
        if post.unreadable is not None:
            say(plain(f"{_INDENT}the former answer could not be read any more: {post.unreadable}"))
        for sign, facts in (("-", post.gone), ("+", post.new)):
            for fact in facts if verbose else ():
                say(plain(f"{_INDENT}{sign} {_said(fact)}{_words(fact)}"))
        if post.changes_facts and not verbose:
            say(f"{_INDENT}facts: {len(post.gone)} gone, {len(post.new)} new")


def _change(change: Change) -> str:
    parts = f": {', '.join(change.parts)}" if change.parts else ""
    return f"{change.kind:8}{change.label}{parts}"


def count_line(posts: Iterable[PostChanges]) -> str:
    """How many recordings change in which way: "recordings: 2 create, 1 fix, 60 unchanged"."""
    from extract.golden.changes import counted

    told = [f"{count} {kind}" for kind, count in counted(posts).items() if count]
    return f"recordings: {', '.join(told) or 'none'}"
