"""What a reviewer sent about a finding -> an entry of the log of decisions, or what is wrong with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast, get_args

from pydantic import ValidationError

from extract.model.errors import first_problem
from extract.numerals import numerals
from extract.review.amend import anchor
from extract.review.deciding import decide
from extract.review.judged import Judged
from extract.words import party_mentions
from schemas.decision import Kind, Mend
from schemas.fact import MEASURES
from schemas.parties import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extract.review.queue import Item
    from extract.review.view import View
    from schemas.decision import Decision, Statement, Subject
    from schemas.fact import Fact, Value
    from schemas.post import Post

# The fields that a form gives back when it is shown again.
FIELDS = (
    "kind", "fact", "value", "words", "party", "person", "area", "why",
    "standing", "ungrounded", "nothing",
)  # fmt: skip
_SIGNED = frozenset({"signed", "points"})
_TOLD = frozenset({"word", "flag"})
_TRUE, _FALSE = "true", "false"


class FormError(ValueError):
    """Raised when what a reviewer sent is no decision; its text tells the reviewer why."""


def entry_of(
    form: Mapping[str, str], item: Item, view: View, posts: Sequence[Post], who: str
) -> Decision:
    """
    The decision that a form states.

    ``posts``: those that its words point into, by number: "0:247:250". ``heads``: the
    entries that the reviewer had seen, which the decision follows. Raises ``FormError``.
    """
    kind = form.get("kind", "")
    if kind not in get_args(Kind):
        raise FormError("There is no such decision.")
    subject = view.subject(item.finding)
    heads = form.get("heads", "").split()
    if not {each.id for each in view.log if each.subject.key == subject.key}.issuperset(heads):
        raise FormError("The form is of another state of this finding: load the page again.")
    mend = None
    if kind in ("source", "misread") and form.get("fact"):
        mend = _Mending(form, view, subject, posts).mend(kind)
    elif kind == "misread":
        raise FormError("Say which figure was misread.")
    if kind == "dismissed" and not form.get("why", "").strip():
        raise FormError("Say why it is no contradiction.")
    try:
        return decide(
            subject,
            item.finding.message,
            cast("Kind", kind),
            who=who,
            follows=heads,
            mend=mend,
            standing=kind == "dismissed" and form.get("standing") == "on",
            why=form.get("why"),
        )
    except ValidationError as error:
        raise FormError(f"That is no decision: {first_problem(error)}.") from error


class _Mending:
    """What is right of one fact, read from a form."""

    def __init__(
        self, form: Mapping[str, str], view: View, subject: Subject, posts: Sequence[Post]
    ) -> None:
        claim = view.base.claims.get(form["fact"])
        if claim is None:
            raise FormError("The figure is none of this run any more.")
        self._form = form
        self._fact = claim.fact
        self._posts = posts
        own = [each for each in posts if (each.page, each.id) == (claim.fact.page, claim.fact.post)]
        self._statement = Judged([claim.fact], own).statement(claim.id)
        if self._statement not in subject.statements:
            raise FormError("The figure is none of this finding.")

    def mend(self, kind: str) -> Mend:
        typed = self._said("value")
        if kind == "source":
            value = value_of(self._fact, typed) if typed else None
            if value is not None and value == self._statement.value:
                raise FormError(f"{typed!r} is what the source says.")
            return Mend(fact=self._statement, value=value)
        right: dict[str, Any] = {}
        # Of control the party that is pointed at is the value, for nobody owns it.
        if words := self._said("words") or (self._said("party") if self._form_is("party") else ""):
            post, start, end = self._span(words)
            # What words such as "clung on" say, a person has to tell; figures are read.
            tells = self._form_is(*_TOLD) and typed
            right["value"] = value_of(self._fact, tells or post.content[start:end], read=not tells)
            right["words"] = anchor(post.content, start, end)
        elif typed:
            if self._form.get("ungrounded") != "on":
                raise FormError("A value that is typed is not in the post: say so, or point at it.")
            right |= {"value": value_of(self._fact, typed), "ungrounded": True}
        right |= self._owners()
        if not right and self._form.get("nothing") != "on":
            raise FormError("Say what is right, or that the post does not state it.")
        return _mend(self._statement, right)

    def _owners(self) -> dict[str, Any]:
        right: dict[str, Any] = {}
        if (party := self._said("party")) and not self._form_is("party"):
            post, start, end = self._span(party)
            right["party"] = _party(post.content, start, end)
            right["owner"] = anchor(post.content, start, end)
        if person := self._said("person"):
            post, start, end = self._named(person)
            right["person"] = post.content[start:end]
            right["owner"] = anchor(post.content, start, end)
        if area := self._said("area"):
            post, start, end = self._named(area)
            right["area"] = post.content[start:end]
        return right

    def _form_is(self, *forms: str) -> bool:
        return MEASURES[self._fact.scope][self._fact.measure].form in forms

    def _said(self, name: str) -> str:
        return self._form.get(name, "").strip()

    def _span(self, said: str) -> tuple[Post, int, int]:
        """The post and the words that "0:247:250" points at."""
        try:
            number, start, end = map(int, said.split(":"))
            post = self._posts[number]
        except (ValueError, IndexError) as error:
            raise FormError("These words are in no post of this finding.") from error
        inside = 0 <= number and 0 <= start < end <= len(post.content)
        if not inside or not post.content[start:end].strip():
            raise FormError("These words are in no post of this finding.")
        if post.page != self._fact.page:
            raise FormError("These words stand on another page than the figure.")
        return post, start, end

    def _named(self, name: str) -> tuple[Post, int, int]:
        """Where a name stands in the fact's post, else in another of its page."""
        near = [each for each in self._posts if each.page == self._fact.page]
        for post in sorted(near, key=lambda each: each.id != self._fact.post):
            found = re.search(re.escape(name), post.content, re.IGNORECASE)
            if found:
                return post, *found.span()
        raise FormError(f"{name!r} does not stand in the post.")


def _mend(statement: Statement, right: Mapping[str, Any]) -> Mend:
    try:
        return Mend(fact=statement, **right)
    except ValidationError as error:
        raise FormError(f"That is no correction: {first_problem(error)}.") from error


def value_of(fact: Fact, said: str, *, read: bool = False) -> Value:
    """
    The value that words state for a fact's measure.

    ``read``: the words are those of the post; a change then has the sign of its figure,
    else the one it had. Raises ``FormError`` where they state none.
    """
    measure = MEASURES[fact.scope][fact.measure]
    match measure.form:
        case "party":
            return canonical(said)
        case "word" if said in measure.words:
            return said
        case "flag" if said.casefold() in (_TRUE, _FALSE):
            return said.casefold() == _TRUE
        case "word" | "flag":
            allowed = measure.words or (_TRUE, _FALSE)
            raise FormError(f"{said!r} is none of {', '.join(allowed)}.")
    found = [each for each in numerals(said) if each.kind == "number"]
    if len(found) != 1 or (not read and found[0].text != said):
        raise FormError(f"{said!r} is not one figure.")
    value = found[0].value
    if measure.form not in _SIGNED:
        value = abs(value) if read else value
    elif read and not found[0].sign and not isinstance(fact.value, str) and fact.value < 0:
        value = -abs(value)
    if measure.form in ("count", "signed"):
        if value != int(value):
            raise FormError(f"{said!r} is no whole number.")
        value = int(value)
    if measure.form in ("count", "percent") and value < 0:
        raise FormError(f"{said!r} is less than none.")
    return value


def _party(content: str, start: int, end: int) -> str:
    """The party that words name: as the party table has it, else by the words themselves."""
    mention = next(
        (each for each in party_mentions(content) if each.start < end and start < each.end), None
    )
    return mention.party if mention else canonical(content[start:end])
