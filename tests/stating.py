"""Posts, readings and their grounded facts, for the tests of what is read from a post."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extract.facts import bare, claims
from extract.grounding import ground
from extract.words import Words, read_words
from schemas.post import Post
from schemas.result import Reading

if TYPE_CHECKING:
    from extract.numerals import Numeral
    from schemas.fact import Fact

YEAR = 2023


def a_post(text: str, **changes: Any) -> Post:
    """One post of a results night in May 2023."""
    whole = {"id": "p1", "page": "night", "published": "2023-05-05T04:10", "text": text}
    return Post(**{**whole, **changes})


def a_council(
    council: str = "Harwick", result: str = "not stated", **figures: Any
) -> dict[str, Any]:
    """What a model answers of one council."""
    return {"council": council, "result": result, **figures}


def a_ward(area: str = "Mill Lane", contest: str = "ward", **figures: Any) -> dict[str, Any]:
    """What a model answers of one contest."""
    return {"contest": contest, "area": area, **figures}


def a_reading(*results: dict[str, Any]) -> Reading:
    """A model's answers, of councils and of contests as they come."""
    councils = [each for each in results if "council" in each]
    contests = [each for each in results if "contest" in each]
    return Reading.model_validate({"councils": councils, "contests": contests})


def seats(party: str, council: str = "Harwick", **figures: Any) -> dict[str, Any]:
    """What a model answers of one council where one party has figures."""
    return a_council(council, parties=[{"party": party, **figures}])


def facts_of(text: str, *results: dict[str, Any], **post: Any) -> list[Fact]:
    """All that grounding gives for a post and a model's answers."""
    said = a_post(text, **post)
    answer = a_reading(*results)
    return ground(claims(answer, said), said, spoken=bare(answer, said))


def stated(text: str, *results: dict[str, Any], **post: Any) -> list[Fact]:
    """The facts that grounding lets stand."""
    return [each for each in facts_of(text, *results, **post) if each.status != "rejected"]


def rejected(text: str, *results: dict[str, Any], **post: Any) -> list[Fact]:
    """The facts that grounding refuses."""
    return [each for each in facts_of(text, *results, **post) if each.status == "rejected"]


def figures(facts: list[Fact], *measures: str) -> set[tuple[str | None, str, object]]:
    """(party, measure, value) of the facts of these measures, of all where none is given."""
    return {
        (each.party, each.measure, each.value)
        for each in facts
        if not measures or each.measure in measures
    }


def the(facts: list[Fact], measure: str, party: str | None = None) -> Fact:
    """The one fact of a measure, and of a party where one is given."""
    found = [each for each in facts if each.measure == measure and party in (None, each.party)]
    assert 1 == len(found), f"{len(found)} facts of {measure}"
    return found[0]


def owner(fact: Fact, text: str) -> str:
    """The words that name a fact's owner."""
    assert fact.owner_start is not None
    return text[fact.owner_start : fact.owner_end]


def numeral_in(text: str, said: str, nth: int = 0) -> tuple[Words, Numeral]:
    """A text's words, and the numeral that is written in it so."""
    words = read_words(text)
    return words, [each for each in words.numerals if each.text == said][nth]
