"""seatcheck check and rules: the rules over a run or over facts from anywhere, and the book of rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract import settings
from extract.cli.answers import show_findings
from extract.cli.common import json_option, opened, print_json, print_table

if TYPE_CHECKING:
    from extract.check import Example, RuleInfo
    from schemas.finding import Report


def _codes(value: tuple[str, ...]) -> list[str]:
    return [code for each in value for code in each.replace(",", " ").split()]


@click.command()
@click.argument("run", type=click.Path(path_type=Path), required=False)
@click.option("--posts", "posts_file", type=click.Path(path_type=Path), help="Posts as JSONL.")
@click.option("--facts", "facts_file", type=click.Path(path_type=Path), help="Facts as JSONL.")
@click.option("--select", multiple=True, metavar="CODES", help="Only these rules or prefixes: S,C001.")
@click.option("--ignore", multiple=True, metavar="CODES", help="Not these rules or prefixes.")
@click.option("--strict", is_flag=True, help="Exit with 1 where an undecided error is found.")
@json_option
def check(
    run: Path | None,
    posts_file: Path | None,
    facts_file: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    strict: bool,
    as_json: bool,
) -> None:
    """The rules again over a RUN, without a model; or over --posts and --facts from anywhere.

    Over a run without --select and --ignore the new findings are stored in it.

    \b
    seatcheck check --strict
    seatcheck check --posts posts.jsonl --facts facts.jsonl --json
    """  # noqa: D301
    if run is not None and (facts_file or posts_file):
        raise click.UsageError("name either a RUN or --posts and --facts, not both")
    if posts_file and not facts_file:
        raise click.UsageError("--posts goes with --facts")
    if facts_file is not None:
        report = _of_files(posts_file, facts_file, _codes(select), _codes(ignore))
    else:
        report = _of_run(run or settings.DEFAULT_RUN, _codes(select), _codes(ignore))
    if as_json:
        print_json(report.model_dump(mode="json"))
    else:
        show_findings(report)
    if strict and any(each.severity == "error" for each in report.findings):
        raise click.exceptions.Exit(1)


def _of_files(
    posts_file: Path | None, facts_file: Path, select: list[str], ignore: list[str]
) -> Report:
    from extract.check import check as run_rules
    from extract.factsfile import read_facts
    from extract.pages import read_pages

    posts = list(read_pages([posts_file]).posts) if posts_file else []
    pages = list(dict.fromkeys(each.page for each in posts))
    facts = read_facts(facts_file, page=pages[0] if len(pages) == 1 else "")
    if len(pages) > 1:
        homes = {each.id: each.page for each in posts}
        facts = [
            each if each.page else each.model_copy(update={"page": homes.get(each.post, "")})
            for each in facts
        ]
    return run_rules(facts, posts, select=select, ignore=ignore).report


def _of_run(run: Path, select: list[str], ignore: list[str]) -> Report:
    from extract.batch import recheck
    from extract.check import check as run_rules

    with opened(run) as store:
        if select or ignore:
            posts = [each.post for each in store.posts()]
            return run_rules(store.facts(), posts, select=select, ignore=ignore).report
        recheck(store)
        return store.report()


@click.command()
@click.argument("code", required=False)
@json_option
def rules(code: str | None, as_json: bool) -> None:
    """All rules, or one (CODE) explained with its formula, exceptions and examples.

    \b
    seatcheck rules
    seatcheck rules C001
    """  # noqa: D301
    from extract.check import book, explain

    if code is None:
        every = list(book().values())
        if as_json:
            print_json([_rule_json(each) for each in every])
        else:
            print_table(["rule", "what it checks", "formula"], [[r.code, r.title, r.formula] for r in every])
        return
    rule = explain(code.upper())
    if as_json:
        print_json(_rule_json(rule))
    else:
        click.echo(_rule_text(rule))


def _rule_json(rule: RuleInfo) -> dict[str, object]:
    def example(each: Example) -> dict[str, object]:
        facts = [fact.model_dump(exclude_defaults=True) for fact in each.facts]
        return {"says": each.says, "facts": facts}

    return {
        "code": rule.code,
        "title": rule.title,
        "formula": rule.formula,
        "severities": rule.severities,
        "exceptions": list(rule.exceptions),
        "source": rule.source,
        "fails": example(rule.fails),
        "silent": example(rule.silent),
    }


def _rule_text(rule: RuleInfo) -> str:
    lines = [f"{rule.code}  {rule.title}", "", f"  {rule.formula}", ""]
    lines += [f"  {severity}: {when}" for severity, when in rule.severities.items()]
    if rule.exceptions:
        lines += ["", "  Does not fire on:", *(f"  - {each}" for each in rule.exceptions)]
    lines += ["", f"  Fails:  {rule.fails.says}", f"  Silent: {rule.silent.says}"]
    return "\n".join([*lines, "", f"  Source: {rule.source}"])
