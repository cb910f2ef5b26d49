"""seatcheck table, findings: what a run says, as tables or JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract.cli.common import (
    checked,
    json_option,
    opened,
    plain,
    print_json,
    print_table,
    run_argument,
    say,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extract.store import Store
    from extract.table import Row
    from schemas.decision import Decision
    from schemas.fact import Fact
    from schemas.finding import Derived, Report
    from schemas.post import Post


def rows_of(store: Store, facts: Sequence[Fact], report: Report) -> list[Row]:
    """The rows of the answer, from checked facts."""
    from extract.table import table as rows_from

    posts = [each.post for each in store.posts()]
    return rows_from(facts, posts, report.undecided, report.derived)


def show_table(rows: Sequence[Row]) -> None:
    """Print one row a council and election."""
    pages = len({row.page for row in rows}) > 1
    elections = len({row.election for row in rows}) > 1
    headers = [
        "council", "control", "change", "seats", "of", "progress", "as of", "status", "open",
    ]  # fmt: skip
    print_table(
        [*(["page"] if pages else []), *(["election"] if elections else []), *headers],
        [
            [
                *([row.page] if pages else []),
                *([row.election or ""] if elections else []),
                row.council,
                row.control or "",
                row.says_change,
                row.says_seats,
                str(row.size or ""),
                row.progress or "",
                row.says_when,
                row.status,
                str(row.findings or ""),
            ]
            for row in rows
        ],
    )
    if any(row.derived for row in rows):
        say("* stated by no post, but derived: seatcheck check tells how")
    if any(row.corrected for row in rows):
        say("† set right by a reviewer: seatcheck decisions tells why")


def show_findings(
    report: Report, posts: Iterable[Post], decisions: Sequence[Decision] = ()
) -> None:
    """
    Print the findings, worst first, and how many sums hold.

    Each with its arithmetic, what would mend it, which of the ``posts`` say it, and
    what reviewers decided of it.
    """
    from extract.review.telling import tell
    from extract.table import says_time

    reviewed = {each.finding: each for each in report.reviewed}

    times = {each.id: says_time(each.published) for each in posts if each.published}
    for each in report.findings:
        say(plain(f"{each.severity:8}{each.rule}  {each.message}"))
        if each.mend:
            say(plain(f"{'':14}{each.mend}"))
        told = [f"{name} ({times[name]})" if name in times else name for name in each.posts]
        say(plain(f"{'':14}post {', '.join(told)}"))
        for line in tell(reviewed.get(each.id), decisions):
            say(plain(f"{'':14}{line}"))
    sums = report.verdicts.values()
    held, failed = sum(each.holds for each in sums), sum(each.fails for each in sums)
    unknown, broke = sum(each.not_checkable for each in sums), sum(each.broke for each in sums)
    say(
        f"{len(report.findings)} findings; {held} of {held + failed} checks hold, "
        f"{unknown} could not be made" + (f", {broke} broke" if broke else "")
    )
    decided = len(report.findings) - len(report.undecided)
    if decided or report.cured:
        cured = f"; {len(report.cured)} more are cured by corrections" if report.cured else ""
        say(f"{decided} of the findings are decided{cured}: seatcheck decisions")


def show_derived(derived: Iterable[Derived]) -> None:
    """Print what no post states, each with the sum that gives it, the rule of that, and its post."""
    for each in derived:
        fact = each.fact
        who = fact.person or fact.party
        said = ", ".join(name for name in (fact.area, who, fact.measure.replace("_", " ")) if name)
        say(plain(f"derived {each.rule}  {said} {fact.value}: {each.proof}."))
        say(plain(f"{'':14}post {fact.post}"))


@click.command()
@run_argument
@json_option
def table(run: Path, as_json: bool) -> None:
    """The answer: one row a council of RUN with control, change, seats by party and progress.

    Of each party the current figure stands: final before running, undisputed before
    disputed, of a complete list before a partial one, later before earlier. Each row
    also says as of which post, whether its figures are verified or disputed, and how
    many findings are open on it; --json names the post of every figure. A party's seats
    that no post states, but arithmetic tells, have a star; those that a reviewer set
    right a dagger.

    \b
    seatcheck table
    seatcheck table friday --json
    """  # noqa: D301
    with opened(run) as store:
        rows = rows_of(store, *checked(store))
    if as_json:
        print_json([row.as_json() for row in rows])
    else:
        show_table(rows)


@click.command()
@run_argument
@json_option
def findings(run: Path, as_json: bool) -> None:
    """The contradictions in RUN, worst first, each with its arithmetic and what would mend it.

    With --json also "explanations": all sets of the fewest facts that must be wrong;
    "reviewed": how far each finding has come; "cured": those that reviewers' corrections
    made whole.

    \b
    seatcheck findings
    seatcheck findings friday --json | jq .verdicts
    """  # noqa: D301
    with opened(run) as store:
        _, report = checked(store)
        posts = [each.post for each in store.posts()]
        decisions = store.decisions()
    if as_json:
        print_json(report.model_dump(mode="json"))
    else:
        show_findings(report, posts, decisions)
