"""seatcheck report: a run as one page of HTML that opens from disk and can be printed."""

from __future__ import annotations

from pathlib import Path

import click

from extract.cli.common import checked, opened, run_argument


@click.command()
@run_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="FILE",
    required=True,
    help="The HTML file to write.",
)
def report(run: Path, output: Path) -> None:
    """What RUN says as one page of HTML, for anybody to read or print.

    It opens from disk: nothing is loaded, no script runs. Councils that changed hands,
    what is verified and what disputed; each council with its chamber in party colours,
    its seats now and before, its facts with their words, its findings with the
    arithmetic; every post that facts were read in, their words marked; what was refused
    and which posts failed. The same run gives the same bytes.

    \b
    seatcheck report -o report.html
    seatcheck report friday -o friday.html
    """  # noqa: D301
    from extract.export.files import write_whole
    from extract.report.page import report_page
    from extract.review.telling import settled, tell
    from schemas.decision import UNDECIDED

    with opened(run) as store:
        facts, findings = checked(store)
        log = store.decisions()
        decisions = settled(findings.reviewed, log)
        told = {
            each.finding: list(tell(each, log))
            for each in findings.reviewed
            if each.state in UNDECIDED
        }
        page = report_page(run.resolve().name, store.posts(), facts, findings, decisions, told)
    write_whole(output, page.encode("utf-8", "replace"))
