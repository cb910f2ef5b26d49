"""Posts, their facts, a run that holds them, and decisions about what is found in it."""

from __future__ import annotations

from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any

from extract.check import Checked, check
from extract.facts import fact_id
from extract.reading import PostRead
from extract.review.deciding import decide
from extract.review.judged import Judged
from extract.review.settle import settle
from extract.store import Store, Way
from schemas.decision import Decision, Mend
from schemas.fact import Fact
from schemas.post import Post

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from schemas.decision import Kind, Subject
    from schemas.finding import Finding

WAY = Way("way-1", "a-model", None)
TAMWORTH = (
    "Tamworth Borough Council has 30 seats. That leaves the Conservatives with 14 councillors, "
    "Labour with ten and independents with five. The Greens have none."
)
_CLOCK = count()


def a_post(text: str = TAMWORTH, name: str = "tam", page: str = "night", **more: Any) -> Post:
    """A post of results night 2023."""
    known = {"id": name, "page": page, "text": text, "published": "2023-05-05T12:33"}
    return Post.model_validate(known | more)


def said(at: Post, measure: str, value: Any, quote: str, party: str | None = None, **more: Any):
    """A fact about Tamworth that stands in these words of a post."""
    start = at.content.index(quote)
    figure = quote.split(maxsplit=1)[0] if measure != "list_complete" else quote
    fact = Fact.model_validate(
        {
            "page": at.page,
            "post": at.id,
            "scope": "council",
            "area": "Tamworth Borough Council",
            "area_id": "E07000199",
            "measure": measure,
            "value": value,
            "party": party,
            "quote": figure,
            "start": start,
            "end": start + len(figure),
        }
        | more
    )
    return fact.model_copy(update={"id": fact_id(fact)})


def tamworth(at: Post, con: tuple[int, str] = (14, "14 councillors"), lab: int = 10) -> list[Fact]:
    """The facts of Tamworth's post: 14 + 10 + 5 = 29, though the council has 30 seats."""
    whole = at.content[at.content.index(con[1]) : at.content.index("five") + 4]
    return [
        said(at, "council_size", 30, "30 seats"),
        said(at, "seats", con[0], con[1], "Conservative"),
        said(at, "seats", lab, "ten and", "Labour"),
        said(at, "seats", 5, "five", "Independent"),
        said(at, "list_complete", True, whole),
    ]


def settled(facts: Sequence[Fact], posts: Sequence[Post], *log: Decision, **rules: Any) -> Checked:
    """The facts with the decisions applied, by the rule that adds a council up."""
    return settle(facts, posts, log, partial(check, **({"select": ["S001"]} | rules)))


def subject_of(checked: Checked, posts: Sequence[Post], rule: str = "S001") -> Subject:
    """What the first finding of a rule judges."""
    return Judged(checked.facts, posts).subject(finding_of(checked, rule))


def finding_of(checked: Checked, rule: str = "S001") -> Finding:
    """The first finding of a rule, cured or not."""
    found = (*checked.report.findings, *checked.report.cured)
    return next(each for each in found if each.rule == rule)


def a_decision(subject: Subject, kind: Kind, who: str = "ann", **more: Any) -> Decision:
    """A decision about a subject, each later than the one before."""
    if kind == "dismissed":
        more = {"why": "the mayor is counted elsewhere"} | more
    made = decide(subject, "It does not add up.", kind, who=who, **more)
    stamped = made.model_copy(
        update={"at": f"2023-05-05T13:00:{next(_CLOCK) % 60:02}.000000+00:00"}
    )
    return stamped.model_copy(update={"id": stamped.digest})


def mend(subject: Subject, of: Any, **right: Any) -> Mend:
    """What is right of the statement that has this value."""
    statement = next(each for each in subject.statements if each.value == of)
    return Mend(fact=statement, **right)


def a_run(folder: Path, facts: Sequence[Fact], posts: Sequence[Post], way: Way = WAY) -> None:
    """A run in which one way of reading has read these facts in these posts."""
    sources = {each.page: f"/pages/{each.page}.txt" for each in posts}
    with Store(folder, "create") as store:
        for stored in store.enter(posts, sources, way):
            name = (stored.post.page, stored.post.id)
            mine = tuple(each for each in facts if (each.page, each.post) == name)
            store.finish(stored, PostRead(mine, ()), "extracted")
