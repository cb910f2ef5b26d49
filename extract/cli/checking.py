"""seatcheck check, rules: the rules over a run or facts from anywhere, and the book of rules."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from extract import settings
from extract.cli.answers import show_derived, show_findings
from extract.cli.common import (
    format_option,
    json_option,
    judge_of,
    note,
    opened,
    plain,
    print_json,
    print_table,
    rules_chosen,
    say,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.check import Example, RuleInfo
    from schemas.decision import Decision
    from schemas.fact import Fact
    from schemas.finding import CouncilTally, Report
    from schemas.post import Post


def _codes(values: tuple[str, ...]) -> list[str]:
    """Codes and prefixes, as often as the option is given, with commas or spaces between them."""
    return [code for each in values for code in each.replace(",", " ").split()]


@click.command()
@click.argument("run", type=click.Path(path_type=Path), required=False)
@click.option(
    "--posts",
    "posts_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Posts as JSONL, or a page of any form.",
)
@click.option(
    "--facts",
    "facts_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Facts as JSONL, in the form of the facts contract.",
)
@format_option
@click.option(
    "--select", multiple=True, metavar="CODES", help="Only these rules or prefixes: S,C001."
)
@click.option("--ignore", multiple=True, metavar="CODES", help="Not these rules or prefixes.")
@click.option(
    "--councils", is_flag=True, help="Also say of each council how many of its sums hold."
)
@click.option("--strict", is_flag=True, help="Exit with 1 where an undecided error is found.")
@json_option
def check(
    run: Path | None,
    posts_file: Path | None,
    facts_file: Path | None,
    form: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    councils: bool,
    strict: bool,
    as_json: bool,
) -> None:
    """The rules again over RUN, without a model; or over --posts and --facts from anywhere.

    Over a run without --select and --ignore the new findings are stored in it. What no post
    states but arithmetic tells is derived, with its proof.

    Which rules apply can also stand in a seatcheck.toml, or under [tool.seatcheck] in a
    pyproject.toml, in the working folder or the nearest above: select = ["S", "C001"],
    ignore = ["X"]. --select stands for all that the file says, --ignore for its ignore.

    \b
    seatcheck check --strict
    seatcheck check --councils --ignore X,A
    seatcheck check --posts posts.jsonl --facts facts.jsonl --json
    seatcheck check --posts page.txt --format numbered --facts facts.jsonl
    """  # noqa: D301
    if run is not None and (facts_file is not None or posts_file is not None):
        raise click.UsageError("name either a RUN or --posts and --facts, not both")
    if posts_file is not None and facts_file is None:
        raise click.UsageError("--posts goes with --facts")
    if form is not None and posts_file is None:
        raise click.UsageError("--format goes with --posts")
    decisions: tuple[Decision, ...] = ()
    if facts_file is not None:
        report, posts = _of_files(posts_file, form, facts_file, _codes(select), _codes(ignore))
    else:
        report, posts, decisions = _of_run(
            run or settings.DEFAULT_RUN, _codes(select), _codes(ignore)
        )
    if as_json:
        print_json(report.model_dump(mode="json"))
    else:
        show_findings(report, posts, decisions)
        show_derived(report.derived)
        if councils:
            _show_councils(report.councils)
        say(report.ceiling.says)
    if strict and any(each.severity == "error" for each in report.undecided):
        raise click.exceptions.Exit(1)


def _show_councils(councils: Sequence[CouncilTally]) -> None:
    rows = [[each.name, each.election or "", each.says] for each in councils]
    print_table(["council", "election", "sums"], rows)


def _of_files(
    posts_file: Path | None,
    form: str | None,
    facts_file: Path,
    select: list[str],
    ignore: list[str],
) -> tuple[Report, list[Post]]:
    from extract.check import check as run_rules
    from extract.factsfile import read_facts
    from extract.pages import read_pages

    rules = rules_chosen(select, ignore)
    posts = list(read_pages([posts_file], form=form).posts) if posts_file else []
    pages = {each.page for each in posts}
    facts = read_facts(facts_file, page=pages.pop() if len(pages) == 1 else "")
    if posts:
        facts = _at_home(facts, posts)
    return run_rules(facts, posts, select=rules.select, ignore=rules.ignore).report, posts


def _at_home(facts: Sequence[Fact], posts: Sequence[Post]) -> list[Fact]:
    """Give facts that name no page the page of their post; say how many have no post."""
    homes = {each.id: each.page for each in posts}
    named = [
        each if each.page else each.model_copy(update={"page": homes.get(each.post, "")})
        for each in facts
    ]
    known = {(each.page, each.id) for each in posts}
    strangers = sum((each.page, each.post) not in known for each in named)
    if strangers:
        note(f"{strangers} of {len(named)} facts name a post that is not among the posts")
    return named


def _of_run(
    run: Path, select: list[str], ignore: list[str]
) -> tuple[Report, list[Post], tuple[Decision, ...]]:
    rules = rules_chosen(select, ignore)
    stores = not (select or ignore)
    with opened(run, "write" if stores else "read") as store:
        posts = [each.post for each in store.posts()]
        judge = judge_of(store, rules)
        report = store.check(judge) if stores else judge(store.facts(as_read=True), posts).report
        return report, posts, store.decisions()


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
            rows = [[each.code, each.title, each.formula] for each in every]
            print_table(["rule", "what it checks", "formula"], rows)
        return
    rule = explain(code)
    if as_json:
        print_json(_rule_json(rule))
    else:
        say(plain(_rule_text(rule)))


def _rule_json(rule: RuleInfo) -> dict[str, object]:
    def example(each: Example) -> dict[str, object]:
        facts = [fact.model_dump(exclude_defaults=True) for fact in each.facts]
        return {"says": each.says, "facts": facts}

    return {
        "code": rule.code,
        "title": rule.title,
        "formula": rule.formula,
        "letters": rule.letters,
        "severities": rule.severities,
        "exceptions": list(rule.exceptions),
        "source": rule.source,
        "proves": rule.proves,
        "derives": rule.derives,
        "fails": example(rule.fails),
        "silent": example(rule.silent),
    }


def _rule_text(rule: RuleInfo) -> str:
    lines = [f"{rule.code}  {rule.title}", "", f"  {rule.formula}", ""]
    lines += [f"  {letter}  {means}" for letter, means in rule.letters.items()]
    lines += [""] if rule.letters else []
    lines += [f"  {severity}: {when}" for severity, when in rule.severities.items()]
    if rule.derives:
        derived = [f"{name.replace('_', ' ')}: {how}" for name, how in rule.derives.items()]
        lines += ["", "  Derives, where no post states it:", *(f"  - {each}" for each in derived)]
    if rule.exceptions:
        lines += ["", "  Does not fire on:", *(f"  - {each}" for each in rule.exceptions)]
    lines += ["", f"  Fails:  {rule.fails.says}", f"  Silent: {rule.silent.says}"]
    return "\n".join([*lines, "", f"  Source: {rule.source}"])
