"""seatcheck decisions: what reviewers decided in a run, listed, written to a file and read from one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract.cli.common import (
    checked,
    json_option,
    judge_of,
    note,
    opened,
    output_option,
    plain,
    print_json,
    print_table,
    put_out,
    rules_chosen,
    run_argument,
    run_option,
    say,
)

if TYPE_CHECKING:
    from schemas.finding import Report


class _ByDefaultList(click.Group):
    """A group whose first word may be a run, which is then listed."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        first = args[0] if args else "list"
        if first not in self.commands and first not in ("-h", "--help"):
            args = ["list", *args]
        return super().parse_args(ctx, args or ["list"])


@click.group(cls=_ByDefaultList)
def decisions() -> None:
    """What reviewers decided in a run; without a verb: list.

    \b
    seatcheck decisions
    seatcheck decisions friday
    """  # noqa: D301


@decisions.command("list")
@run_argument
@json_option
def list_(run: Path, as_json: bool) -> None:
    """Every decision taken in RUN, in the order in which they came, and what became of it.

    A decision is in effect as long as the facts that it judged stand. Where they have
    changed, the finding is reopened; where its matter is not found, it waits. Where
    reviewers contradict each other nothing is in effect until one decides again.

    \b
    seatcheck decisions list
    seatcheck decisions list friday --json
    """  # noqa: D301
    from extract.export.decided import decision_rows
    from extract.review.telling import says_who

    with opened(run) as store:
        log = store.decisions()
        report = checked(store)[1] if log else None
    if report is None:
        print_json([]) if as_json else say("no decisions")
        return
    rows = list(decision_rows(log, report))
    if as_json:
        print_json(rows)
        return
    print_table(
        ["who and when", "rule", "council", "decision", "now"],
        [
            [says_who(each), each.subject.rule, each.subject.name, each.says, row["fate"]]
            for each, row in zip(log, rows, strict=True)
        ],
    )
    _show_open(report)


def _show_open(report: Report) -> None:
    """Say of reopened and contradicted findings what they are."""
    of = {each.id: each for each in (*report.findings, *report.cured)}
    for each in report.reviewed:
        if each.state in {"reopened", "conflict"}:
            finding = of[each.finding]
            say(plain(f"{each.state}: {finding.rule}  {finding.message}"))
            for line in each.difference:
                say(plain(f"{'':10}{line}"))


@decisions.command()
@run_argument
@output_option
def export(run: Path, output: Path | None) -> None:
    """Every decision taken in RUN as JSONL: for another run, or a colleague.

    It holds the sentences that were judged, and no place of a file. The same log gives
    the same bytes.

    \b
    seatcheck decisions export friday -o decisions.jsonl
    """  # noqa: D301
    from extract.review.decisionsfile import to_jsonl

    with opened(run) as store:
        data = to_jsonl(store.decisions())
    put_out(data, output)


@decisions.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@run_option("The run that takes them in.")
def import_(file: Path, run: Path) -> None:
    """Add the decisions of FILE to those of a run, and check it again.

    Nothing that the run has is changed. Where FILE decides otherwise than the run, both
    are shown and neither is in effect. A line that is no decision is named, and nothing
    is imported.

    \b
    seatcheck decisions import decisions.jsonl --run saturday
    """  # noqa: D301
    from extract.review.decisionsfile import read_jsonl
    from extract.review.telling import fates, says_who

    entries = read_jsonl(file)
    with opened(run, "write") as store:
        judge = judge_of(store, rules_chosen())
        added = store.decide(entries)
        report = store.check(judge)
        log = store.decisions()
    fate = fates(log, report.reviewed)
    for each in log:
        if fate[each.id] == "conflict":
            subject = each.subject
            note(f"conflict: {subject.rule} {subject.name}: {each.says} ({says_who(each)})")
    counts = [fate[each.id] for each in entries]
    say(
        f"{added} decisions added, {len({e.id for e in entries}) - added} there already; of the "
        f"file's {len(counts)}: {counts.count('in effect')} in effect, "
        f"{counts.count('conflict')} in conflict, {counts.count('reopened')} reopened, "
        f"{counts.count('not in this run')} about nothing in this run"
    )
