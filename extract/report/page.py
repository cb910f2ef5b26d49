"""The posts, facts and findings of a run -> the report: one HTML document that holds all it needs."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.report.councils import claims_of, parts_of
from extract.shown.colours import content_security_policy, style_sheet
from extract.shown.environment import environment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extract.check.claims import Claim
    from extract.store import StoredPost
    from schemas.fact import Fact
    from schemas.finding import Report

_CHANGED = frozenset({"gain", "loss"})


@dataclass(frozen=True, slots=True)
class PostPart:
    """A post with the facts whose words it holds, and those that were refused for want of words."""

    stored: StoredPost
    facts: tuple[Fact, ...]
    refused: tuple[Claim, ...]


def report_page(
    run: str,
    stored: Sequence[StoredPost],
    facts: Sequence[Fact],
    report: Report,
    decisions: Mapping[str, str],
    told: Mapping[str, Sequence[str]],
) -> str:
    """
    The report of a run; the same run gives the same text.

    ``run``: its name. ``decisions``: the id of a finding -> what was decided, in words;
    a finding that is not among them is shown as not decided yet, with what is ``told``
    of it: who put it off, how reviewers contradict each other, why it is reopened.
    """
    posts = [each.post for each in stored]
    claims = claims_of(facts, posts, report)
    parts = parts_of(facts, posts, report, claims)
    css = style_sheet("extract.report")
    return (
        environment("extract.report")
        .get_template("report.html")
        .render(
            run=run,
            css=css,
            policy=content_security_policy(css),
            parts=parts,
            changed=[each for each in parts.councils if each.row.change in _CHANGED],
            statuses=Counter(each.status for each in facts),
            findings=(*report.findings, *report.cured),
            decisions=decisions,
            told=told,
            states=Counter(each.state for each in stored),
            pages=list(dict.fromkeys(each.page for each in posts)),
            posts=[each for each in _post_parts(stored, facts, claims) if _has_something(each)],
        )
    )


def _post_parts(
    stored: Sequence[StoredPost], facts: Sequence[Fact], claims: Mapping[str, Claim]
) -> list[PostPart]:
    by_post: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        by_post[fact.page, fact.post].append(fact)
    return [
        PostPart(
            each,
            tuple(by_post[each.post.page, each.post.id]),
            tuple(
                claims[fact.id]
                for fact in by_post[each.post.page, each.post.id]
                if fact.status == "rejected"
            ),
        )
        for each in stored
    ]


def _has_something(part: PostPart) -> bool:
    """Whether facts were read in a post, or it could not be read."""
    return bool(part.facts) or part.stored.state in {"failed", "pending"}
