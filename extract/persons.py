"""A post's words -> the persons that they name beside a party: candidates, leaders, mayors."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from extract import areas, cues
from extract.candidate_lists import (
    OUTCOME,
    PERSON_NAME,
    SURNAME_FIRST,
    WORD,
    in_a_row,
    in_commas,
    under_a_party,
)
from extract.owners import find_person, without_title
from extract.words import Mention, Span, Words, openers
from schemas.parties import canonical, is_known

_POLLED = re.compile(
    rf"(?P<name>{PERSON_NAME})(?: \(|,? (?:on|with|had|polled|took|got) |: |, )(?:\d,\d{{3}}|\d{{3,}})(?=\)|\b)"
)
_LISTED = re.compile(
    rf"(?P<name>{PERSON_NAME}) \((?P<party>[A-Z][\w’'& ]{{1,40}})\)(?::|,| [-–—])? (?:\d,\d{{3}}|\d{{2,}})\b"
)
_INVERTED = re.compile(rf"(?m)^[^\w\n]*(?P<name>{SURNAME_FIRST})(?= ?[(|])")
_ADJOINING = re.compile(rf"(?P<name>{PERSON_NAME}) $")
_SURNAME_AFTER = re.compile(rf" (?P<name>{WORD}),?:? (?=\d[\d,]*\d\b)")
_SURNAME_BEFORE = re.compile(rf"(?:^|[.,;:|\n–-] ?|\band )(?P<name>{WORD})(?: \(| )$")
_HAS = (
    r"(?:keeps?|kept|holds?|held|gains?|gained|regain(?:s|ed)?|wins?|won|takes?|took|taken|retains?|retained"
    r"|captures?|captured|seizes?|seized)"
)
_OBJECT_OF = re.compile(rf"\b(?:{_HAS}|defends?|defended|lost|loses?) $")
_TAKES_PLACE = re.compile(r" for (?:the )?$")
_FOR_PARTY = re.compile(
    rf"(?P<name>{PERSON_NAME}) (?:(?:has|have|narrowly|comfortably|easily|just) )?"
    rf"{_HAS} "
    r"(?:it|them|[^.;:,\d]{3,40}?) (?:back )?for (?:the |a )?$"
)
_POSSESSED = re.compile(
    rf"\b(?:to|against|v|vs|over|and) (?P<name>{PERSON_NAME})['’]s \d[\d,]*\d\b"
)
_POLLED_AFTER = re.compile(r"\)?(?::|,| [-–—])? \d[\d,]*\d\b")
_SEVERAL = re.compile(r"s['’]? |['’]s | (?:pair|duo|trio|slate|ticket|team)\b")
_MORE = re.compile(
    rf"(?: \([\d,]+(?: votes)?\)|,? (?:on |with )?\d[\d,]*(?: votes)?)?(?:,| and|, and| &) (?P<name>{PERSON_NAME})"
    r"(?! \((?![\d,]+(?: votes)?\))|, (?:of |for )?(?:the )?[A-Z]|['’])"
)
_IN = re.compile(r"\b(?:[Ii]n|[Aa]t) \w{0,3}$")
_LED = re.compile(r"\b(?:in|at|was|is|near|from) $", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:from|off|over|beat|beating|against|ousting) (?:the )?$")
_LEAD = 20
_POSTS = 8  # several modules ask for the persons of one
_CLAUSE = 160  # characters that a name, a verb and what it is said of can take
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Person:
    """
    A person as the post names them first, their party where it stands beside, and every mention.

    ``told``: the words give the party; else it is only the answer's.
    """

    name: str
    party: str | None
    spans: tuple[Span, ...]
    told: bool = True


def persons(words: Words, claimed: Iterable[tuple[str, str | None]] = ()) -> tuple[Person, ...]:
    """
    The persons of a post in the order of their names: those beside a party, and those claimed.

    ``claimed``: names with the party that a model gives them, which is taken only
    where the post has none beside the name.
    """
    return _persons(words, tuple(claimed))


@lru_cache(maxsize=_POSTS)
def _persons(words: Words, claimed: tuple[tuple[str, str | None], ...]) -> tuple[Person, ...]:
    found: dict[str, tuple[str, str | None]] = {}
    beside = [(name, mention.party) for name, mention in _beside(words)]
    lesser = (
        (match["name"], canonical(match["party"])) for match in _LISTED.finditer(words.content)
    )
    polled = ((name, None) for name in _with_votes(words))
    commas = [(name, party.party) for name, party in in_commas(words) if not is_known(name)]
    inverted = [*_surname_first(words), *((name, party) for name, party in commas if "," in name)]
    headed = (
        (name, mention.party) for each, mention in under_a_party(words) if (name := _clean(each))
    )
    alone = ((name, party) for name, party in commas if not _is_no_name(name))
    rows = ((name, None) for each in in_a_row(words) if (name := _clean(each)))
    parts = {part.strip().casefold() for name, _ in inverted for part in name.split(",")}
    surnames = ((name, mention.party) for name, mention in _by_surname(words))
    no_surname = cues.pattern(cues.table()["no_surname"])
    sure = (
        (name, party)
        for name, party in claimed
        if not _is_place(name, words) and (" " in name.strip() or not _is_no_name(name))
    )
    by_words = [*inverted, *alone, *beside, *headed, *lesser]
    for name, party in chain(by_words, sure, polled, rows, surnames):
        if name.casefold() not in parts and not no_surname.fullmatch(name):
            found.setdefault(without_title(name).casefold(), (name, party))
    told = {without_title(name).casefold() for name, party in by_words if party is not None}
    _join_colleagues(found, {without_title(name).casefold() for name, _ in beside}, words)
    named = [
        Person(name, party, find_person(words.content, name), key in told)
        for key, (name, party) in found.items()
    ]
    return tuple(sorted((each for each in named if each.spans), key=lambda each: each.spans[0]))


def _beside(words: Words) -> Iterator[tuple[str, Mention]]:
    """Names right after or before a party: "Labour's Ann Lee", "Ann Lee (Lab)", "Ann Lee, Labour"."""
    roles = cues.table()["person_roles"]
    after, before = _patterns(roles)
    for mention in words.parties:
        right = after.match(words.content, mention.end)
        lead = words.content[max(0, mention.start - _LEAD) : mention.start]
        if right and _OTHERS.search(lead) and words.content[mention.end : mention.end + 2] == ", ":
            right = None  # "took it off Labour, Ann Lee polling 1,204"
        if right and (_headline(mention.end, right, words) or _of_another(mention, right, words)):
            right = None
        if right and (name := _clean(right["name"])):
            yield name, mention
            if _SEVERAL.search(words.content[mention.start : right.start("name")]):
                yield from ((each, mention) for each in _listed(right.end("name"), words.content))
        low = words.sentence(mention.start)[0]
        left = before.search(words.content, max(low, mention.start - 70), mention.start)
        if left and words.content[: left.start("name")].endswith("& "):
            left = None  # "Owlsmoor & College Town, Green gain"
        for_party = _FOR_PARTY.search(
            words.content, max(low, mention.start - _CLAUSE), mention.start
        )
        if for_party and (name := _clean(for_party["name"])):
            yield name, mention
        if left is None and _POLLED_AFTER.match(words.content, mention.end):
            left = _ADJOINING.search(words.content, max(low, mention.start - 70), mention.start)
        placed = (
            left
            and (
                OUTCOME.match(words.content, mention.end)  # "Mill Lane - Lab hold"
                or _IN.search(words.content[low : left.start("name") + 3])
                or (
                    _TAKES_PLACE.search(words.content[low : mention.start])
                    and _OBJECT_OF.search(words.content[low : left.start("name")])
                )
            )
        )
        if left and not placed and (name := _clean(left["name"])):
            yield name, mention


def _of_another(mention: Mention, match: re.Match[str], words: Words) -> bool:
    """Whether a name after a colon has a party of its own: "one to the Greens: Ann Lee (Lab)"."""
    colon = words.content[mention.end : match.start("name")].lstrip("s’'").startswith(":")
    return colon and bool(words.parties_between(match.end(), match.end() + 4))


def _headline(at: int, match: re.Match[str], words: Words) -> bool:
    """Whether what a party holds or gains is named in capitals: "GRN HOLD, MILL LANE"."""
    verb = words.content[at : match.start("name")].strip(" ,:–—-")
    return match["name"].isupper() and verb.casefold() in ("hold", "gain", "win", "held")


def _surname_first(words: Words) -> Iterator[tuple[str, str | None]]:
    """Candidates of a list by surname first: "Okoro, Prue (Lab): 15,081", "Iqbal, S | Lab | 1,388"."""
    for match in _INVERTED.finditer(words.content):
        near = words.parties_between(match.end(), match.end() + 4)
        if near and not is_known(match["name"].split(",")[0]):
            yield match["name"], near[0].party


def _by_surname(words: Words) -> Iterator[tuple[str, Mention]]:
    """Candidates of a list by surname alone, beside a party and votes: "LAB Finch 912", "Finch (Lab) 912"."""
    for mention in words.parties:
        match = _SURNAME_AFTER.match(words.content, mention.end)
        if match is None and _POLLED_AFTER.match(words.content, mention.end):
            low = words.sentence(mention.start)[0]
            start = max(low, mention.start - _LEAD - _LEAD)
            match = _SURNAME_BEFORE.search(words.content[start : mention.start])
        if match and not _is_no_name(match["name"]):
            yield match["name"], mention


def _is_no_name(name: str) -> bool:
    """Whether one word is a party, an opener, a place or a word of results."""
    table = cues.table()
    return bool(
        is_known(name)
        or name in openers()
        or areas.resolve(name)
        or (name.isupper() and len(name) < 4)  # noqa: PLR2004
        or cues.pattern(table["no_person"]).search(name)
        or cues.pattern(table["no_place_first"]).fullmatch(name)
        or cues.pattern(table["no_surname"]).fullmatch(name)
    )


def _listed(at: int, content: str) -> Iterator[str]:
    """The names that follow one in a list of a party's: "Labour's Ann Lee (1,204) and Bo Ray (1,180)"."""
    while (more := _MORE.match(content, at)) is not None:
        name = _clean(more["name"])
        if name is None or is_known(more["name"].split(" ")[0]):
            return
        yield name
        at = more.end("name")


@cache
def _patterns(roles: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    after = (
        r"(?:['’]s?|, whose|(?: (?i:elected)| (?i:hold|gain|win|held|elected)(?:[,:]| [-–—]| with)+))?,? "
        rf"(?:(?:{roles})[ ,]+(?:and )?){{0,6}}"
        rf"(?:(?:Cllr|Councillor|Sir|Dame|Dr) )?(?P<name>{PERSON_NAME})"
    )
    before = (
        rf"(?P<name>{PERSON_NAME})(?: \(E\))?(?: \((?:the )?|, (?:of |for )?(?:the |an? )?"
        r"| [-–—] | ?\.{2,} | of the | for the | of | for )"
        rf"(?:(?:{roles}) )?$"
    )
    return re.compile(after), re.compile(before)


def _is_place(name: str, words: Words) -> bool:
    """Whether one word that a model takes for a person is a place: "In Havant", "the best was Elmdon"."""
    if " " in name.strip():
        return False
    spans = find_person(words.content, name)
    led = all(_LED.search(words.content[max(0, low - 8) : low]) for low, _ in spans)
    return bool(spans) and (led or areas.resolve(name) is not None)


def _join_colleagues(
    found: dict[str, tuple[str, str | None]], beside: Collection[str], words: Words
) -> None:
    """Give "her colleague Ann Lee" the party of the person named before, where none stands beside."""
    known = sorted(
        (
            (span, party)
            for name, party in found.values()
            for span in find_person(words.content, name)
        ),
        key=lambda pair: pair[0],
    )
    colleague = cues.pattern(rf"{cues.table()['colleague_of']}(?P<name>{PERSON_NAME})", 0)
    for match in colleague.finditer(words.content):
        name = _clean(match["name"])
        earlier = [party for span, party in known if span[1] <= match.start()]
        if name and earlier and earlier[-1] and name.casefold() not in beside:
            found[name.casefold()] = (name, earlier[-1])


def _with_votes(words: Words) -> Iterator[str]:
    """Names before a figure too large for seats: "Kit Adeyemi (3,102)"."""
    stands = cues.pattern(rf"(?P<name>{PERSON_NAME}){cues.table()['stands']}", 0)
    patterns = (_POLLED, stands, _POSSESSED)
    for match in chain.from_iterable(each.finditer(words.content) for each in patterns):
        if name := _clean(match["name"]):
            yield name


def _clean(name: str) -> str | None:
    """A name without what is none: a party's words, an opener, a council, a possessive."""
    parts = _POSSESSIVE.sub("", name).split(" ")
    first = cues.pattern(cues.table()["no_place_first"])
    while parts and (
        parts[0] in openers()
        or is_known(parts[0])
        or parts[0].endswith(("'s", "’s"))
        or parts[0].casefold().startswith("ex-")
        or first.fullmatch(parts[0])
    ):
        parts = parts[1:]
    for number, part in enumerate(parts):
        if number and _POSSESSIVE.search(part):
            parts = [*parts[:number], _POSSESSIVE.sub("", part)]
            break
    plain = " ".join(parts)
    single = " " not in without_title(plain)
    if single or is_known(plain) or any(is_known(each) for each in parts):
        return None
    if areas.resolve(plain) or cues.pattern(cues.table()["no_person"]).search(plain):
        return None
    return plain
