"""The posts, facts, findings and decisions of a run -> the tables of an export, in a stable order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extract.export.cells import a_table
from extract.export.contests import candidate_rows, contest_rows, contests_of
from extract.export.councils import council_rows, party_rows
from extract.export.decided import decision_rows
from extract.export.shown import source, where
from extract.table import councils

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extract.export.cells import Table
    from extract.export.shown import Posts
    from extract.store import StoredPost
    from schemas.decision import Decision, State
    from schemas.fact import Fact
    from schemas.finding import Finding, Report


def tables(
    stored: Sequence[StoredPost],
    facts: Sequence[Fact],
    report: Report,
    decisions: Sequence[Decision] = (),
) -> list[Table]:
    """Every table of ``tables.toml``: all in the order given, findings worst first."""
    posts = [each.post for each in stored]
    by_id = {(each.page, each.id): each for each in posts}
    said = councils(facts, posts, report.undecided)
    states = {each.finding: each.state for each in report.reviewed}
    contests = contests_of(facts, posts)
    return [
        a_table("councils", council_rows(said, by_id)),
        a_table("party_rows", party_rows(said, by_id)),
        a_table("contests", contest_rows(contests, by_id)),
        a_table("candidates", candidate_rows(contests, by_id)),
        a_table("posts", map(_post_row, stored)),
        a_table("facts", (_fact_row(each, by_id) for each in facts)),
        a_table("findings", (_finding_row(each, states) for each in report.findings)),
        a_table("decisions", decision_rows(decisions, report)),
    ]


def _post_row(stored: StoredPost) -> dict[str, Any]:
    return stored.post.model_dump() | {"state": stored.state, "reason": stored.reason}


def _fact_row(fact: Fact, posts: Posts) -> dict[str, Any]:
    number = None if isinstance(fact.value, bool | str) else fact.value
    return fact.model_dump() | source(where(fact), posts) | {"value_number": number}


def _finding_row(finding: Finding, states: Mapping[str, State]) -> dict[str, Any]:
    return finding.model_dump() | {
        "state": states.get(finding.id, "open"),
        "areas": [each.name for each in finding.areas],
        "gss": [each.gss for each in finding.areas],
    }
