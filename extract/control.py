"""A post in signs -> the facts of who controls its councils and who did, and of their largest parties."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract import cues
from extract.control_phrases import Told, told_in, with_colours
from extract.factual import is_of_now
from extract.frames import Frame
from extract.outcome import Statement, outcome
from extract.owners import antecedent
from extract.scene import Scene
from extract.symbols import (
    AREA,
    FIGURE,
    ONE,
    PARTY,
    PERSON,
    PLACE,
    PRONOUN,
    SHARE,
    Signs,
    Symbol,
    in_signs,
)  # fmt: skip
from extract.words import Mention, Span
from schemas.fact import Fact

_NO_FIGURES = frozenset({"a", "an", "no", "none", "nobody", "no-one", "one", "nothing"})
_NOBODYS = frozenset({"noc", "still", "was_noc"})
_OF_COUNCILS = _NOBODYS | {"was", "largest"}
_WORD_BEFORE = re.compile(r"\b\w+ (?:the )?$")
_SIDE = re.compile(f"[{PARTY}{PRONOUN}]")
_WHO = re.compile(r",? (?:who|which|that)\b")
_ASIDE = re.compile(r",? (?:who|which|whose)\b[^;:.]*, and(?: [a-z]+)? $")
_DOER = re.compile(rf"(?:[{PERSON}{ONE}]|\b(?:I|[Ww]e)\b(?:['’]\w+)?),?(?: [a-z]+){{0,2}} $")


def controlled(scene: Scene) -> list[Fact]:
    """
    What the phrases of a post state of the control of each council, and of its largest party.

    Hopes, questions, hearsay and what is past state nothing.
    """
    told: dict[str, list[tuple[bool, Statement]]] = {}
    councils = {each.like.area.casefold(): each for each in _known_councils(scene)}
    symbols = _symbols(scene)
    for sentence in scene.words.sentences:
        signs = in_signs(scene.words.content, sentence, symbols)
        for each in told_in(signs):
            statement = (
                _statement(each, signs, scene)
                if is_of_now(each, signs, scene.words, scene.post.year)
                else None
            )
            if statement is not None:
                for area in _councils(each, statement, signs, scene):
                    told.setdefault(area, []).append((not each.areas, statement))
    return [
        _fact(councils[area], measure, value, party, said, scene)
        for area, said_of in told.items()
        for measure, value, party, said in outcome(
            [statement for _, statement in sorted(said_of, key=lambda pair: pair[0])]
        )
    ]


def _known_councils(scene: Scene) -> list[Frame]:
    return [each for each in scene.frames if each.scope == "council"]


def _symbols(scene: Scene) -> list[Symbol]:
    """
    The post's signs, its parties' colours too.

    "No" and "a" are words here, no figures; a council in its local party's name
    ("Harwick Independents") is no place.
    """
    content = scene.words.content
    local = [each for each in scene.words.parties if _is_local(each, scene)]
    kept = [
        each
        for each in scene.symbols
        if not any(party.start <= each.start < party.end for party in local)
        and not (
            each.sign in (FIGURE, SHARE)
            and content[each.start : each.end].casefold().split()[0] in _NO_FIGURES
        )
    ]
    named = [Symbol(each.start, each.end, PARTY, each) for each in local]
    return with_colours([*kept, *named], scene.words)


def _is_local(party: Mention, scene: Scene) -> bool:
    return any(
        each.sign in (AREA, PLACE) and party.start <= each.start and each.end < party.end
        for each in scene.symbols
    )


def _councils(told: Told, statement: Statement, signs: Signs, scene: Scene) -> list[str]:
    """The councils that a statement names, else the one that the words there are about."""
    councils, at = _known_councils(scene), signs.offset(told.place)
    if told.says.endswith("_all"):
        return _areas(councils)
    if told.areas:
        spans = [(each.start, each.end) for each in told.areas]
        return _areas(each for each in councils if any(span in each.spans for span in spans))
    if cues.pattern(cues.table()["of_each"]).search(signs.text[: told.place]):
        low, _ = scene.words.sentence(at)
        here = [each for each in councils if any(a < signs.offset(told.end) for a, _ in each.spans)]
        inside = [each for each in here if any(low <= a for a, _ in each.spans)]
        return _areas(inside if len(inside) > 1 else here)
    party = statement.party.party if statement.party else ""
    own = [
        each for each in councils if party.casefold().startswith(f"{each.like.area} ".casefold())
    ]
    if own:
        return _areas(own)  # "Harwick Independents retain control"
    whole = cues.pattern(cues.table()["the_council"]).search(signs.text, told.place, told.end)
    home = scene.frame_at(at, "council" if whole or told.says in _OF_COUNCILS else None)
    if home is None and not _of_persons(signs, scene):
        home = scene.frame_at(at, "council")
    if home is None or home.scope != "council":
        return []
    persons = not whole and told.says not in _OF_COUNCILS and _of_persons(signs, scene)
    return [] if persons else _areas([home])


def _before(says: str, signs: Signs, scene: Scene) -> str:
    """
    What is said of before, in a sentence that opens so, or nobody's in the one after it.

    "Going in it was Labour 16, Con 15. No overall control": nobody's, until now.
    """
    words, table = scene.words, cues.table()
    here = words.sentence(signs.start)
    number = words.sentences.index(here)
    line = words.line(here[0])[0]
    nobodys = says in _NOBODYS
    told = words.sentences[max(0, number - nobodys) : number + 1]
    if not nobodys and says not in ("hold", "win"):
        return says
    if cues.pattern(table["of_today"]).search(words.content, *here):
        return says
    if not any(a >= line and cues.pattern(table["eve"]).match(words.content[a:b]) for a, b in told):
        return says
    return "was_noc" if nobodys else "was"


def _areas(frames: Iterable[Frame]) -> list[str]:
    return [each.like.area.casefold() for each in frames]


def _of_persons(signs: Signs, scene: Scene) -> bool:
    """
    Whether a sentence is of candidates, so that its "it" is no council.

    It names one, or speaks of votes, or a candidate's votes stand in its line or
    since a council was named.
    """
    if PERSON in signs.text or ONE in signs.text:
        return True
    content = scene.words.content
    spans = [a for each in _known_councils(scene) for a, _ in each.spans if a < signs.start]
    low = min(content.rfind("\n", 0, signs.start) + 1, max(spans, default=0))
    high = content.find("\n", signs.start) % (len(content) + 1)
    numerals = scene.words.numerals_between(signs.start, signs.offset(len(signs.text)))
    return any(each.noun in ("votes", "ballots") for each in numerals) or any(
        each.person and each.measure == "votes" and low <= each.numeral.start < high
        for each in scene.said
    )


def _statement(told: Told, signs: Signs, scene: Scene) -> Statement | None:
    """The statement with whose it is; None where it must be somebody's and nobody is named."""
    says, party, source = told.says, told.party, told.source
    if says == "taken":
        says, source = "gain", _subject(told, signs, scene)
    elif party is None and says not in _NOBODYS:
        party = _subject(told, signs, scene) or _told_next(told, signs, scene)
    if party is None and says not in _NOBODYS:
        return None
    says = _before(says.removesuffix("_all"), signs, scene)
    span = (signs.offset(told.place), signs.offset(told.end))
    return Statement(says, party, source, span)


def _subject(told: Told, signs: Signs, scene: Scene) -> Mention | None:
    """
    The party that does it: the one named last before the verb, else the one that "they" stands for.

    None where a person does, and where it had been done. One that something is taken
    from, or whose challenge or candidate is spoken of, does nothing.
    """
    lead, table = signs.text[: told.place], cues.table()
    if _DOER.search(lead) or (told.says != "was" and cues.pattern(table["had"]).search(lead)):
        return None
    for place in range(len(lead) - 1, -1, -1):
        if lead[place] not in (PARTY, PRONOUN):
            continue
        before, after = lead[:place], signs.text[place + 1 :]
        does = _WHO.match(after) is not None
        if not does and cues.pattern(table["no_doer_before"]).search(before):
            continue
        if cues.pattern(table["no_doer_after"]).match(after):
            continue
        aside = _ASIDE.match(lead, place + 1)
        if aside and told.says != "was" and PARTY in before:
            continue  # "beat Labour, who had run it, and took control"
        means = signs.symbol(place).means
        return means if isinstance(means, Mention) else None
    if cues.pattern(table["pronoun"]).search(lead):
        return antecedent(signs.offset(told.place), scene.words)
    return None


def _told_next(told: Told, signs: Signs, scene: Scene) -> Mention | None:
    """The party named first after a line's bare verb: "Sunderland: HOLD. Labour lose one, still on 41"."""
    if told.says != "hold" or not told.areas or _SIDE.search(signs.text[: told.place]):
        return None
    at = signs.offset(told.end)
    return next(iter(scene.words.parties_between(at, scene.words.line(at)[1])), None)


def _fact(
    frame: Frame, measure: str, value: str, party: str | None, said: Statement, scene: Scene
) -> Fact:
    """A fact of a council with the words that state it."""
    like, (start, end) = frame.like, said.span
    if measure == "control_before" and said.source is not None:
        start, end = _from(said.source, scene)
    owner = (like.owner_start, like.owner_end)
    if said.party is not None:
        owner = (said.party.start, said.party.end)
    return like.model_copy(
        update={
            "measure": measure,
            "value": value,
            "party": party,
            "person": None,
            "hedge": None,
            "baseline": None,
            "when": "now",
            "status": "unchecked",
            "said_by": like.said_by if scene.words.in_quotation(start) else None,
            "quote": scene.words.content[start:end],
            "start": start,
            "end": end,
            "owner_start": owner[0],
            "owner_end": owner[1],
        }
    )


def _from(source: Mention, scene: Scene) -> Span:
    """The words that name whom control was taken from: "from the Conservatives"."""
    lead = _WORD_BEFORE.search(scene.words.content[: source.start])
    return (lead.start() if lead else source.start), source.end
