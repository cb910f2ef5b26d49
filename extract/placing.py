"""What a post calls a place, beside the councils that its page names -> one authority, or what it may be."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from extract import areas
from extract.area_names import folded, normalised, plain_name, words
from extract.register import Authority, by_gss, by_plain_name, register

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from schemas.post import Post

__all__ = ["Placed", "by_gss", "councils_of", "named_in", "normalised", "place"]

_SHORTEST = 5  # letters of a word that may be misspelt at all
_LONG = 9  # letters of a word that may be misspelt twice


@dataclass(frozen=True, slots=True)
class Placed:
    """
    The authority that a name means beyond doubt, or None with those that it ``may_be``.

    ``ended``: an authority of this name that held no polls any more.
    """

    authority: Authority | None
    may_be: tuple[Authority, ...] = ()
    ended: Authority | None = None


def place(
    name: str,
    year: int | None = None,
    *,
    post: Collection[Authority] = (),
    page: Collection[Authority] = (),
) -> Placed:
    """
    The authority that a name means, by the first of these ways that names any.

    The name itself, or another name that the register has; a word for the kind
    of council ("the county", "County Hall", "here"); one part of a joined name
    ("Wigston"); a slip of the pen. ``post`` and ``page`` are the councils that the
    post, and the other posts of its page, name in full: of several that a name
    may mean the one among them is meant, else the one in their region; a word for
    a kind, a part and a slip mean one of them or none (a slip may also be of a
    name that says that it is a council's). What stays open is never guessed.
    """
    near = [dict.fromkeys(post), dict.fromkeys([*post, *page])]
    found = areas.candidates(name, year)
    if len(found) == 1:
        return Placed(found[0], found)
    if found:
        return Placed(_only(found, near) or _in_region(found, near[-1]), found)
    ended = areas.candidates(name)
    if ended:
        return Placed(None, (), ended[0])
    ways: tuple[Callable[[Authority], bool], ...] = (
        *([_of_kind(name)] if _general(name) else []),
        lambda each: _is_part(name, each),
        lambda each: _slips(name, each) is not None,
    )
    for fits in ways:
        for those in near:
            of_these = [each for each in those if each.had_polls(year) and fits(each)]
            if of_these:
                return Placed(of_these[0] if len(of_these) == 1 else None, tuple(of_these))
    if _general(name):
        return Placed(None)
    parts = tuple(each for each in _with_part(plain_name(name).plain) if each.had_polls(year))
    if parts:
        return Placed(None, parts)
    return _misspelt(name, year)


def named_in(text: str, year: int | None = None) -> tuple[Authority, ...]:
    """The councils that a text names beyond doubt, each once, in order."""
    codes = dict.fromkeys(each.gss for each in areas.find(text, year) if each.gss)
    return tuple(each for each in map(by_gss, codes) if each)


def councils_of(posts: Iterable[Post]) -> dict[str, tuple[Authority, ...]]:
    """The councils that the posts of each page name beyond doubt, by page."""
    found: dict[str, dict[Authority, None]] = defaultdict(dict)
    for post in posts:
        found[post.page].update(dict.fromkeys(named_in(post.content, post.year)))
    return {page: tuple(those) for page, those in found.items()}


def _only(found: Sequence[Authority], near: Iterable[Collection[Authority]]) -> Authority | None:
    for those in near:
        inside = [each for each in found if each in those]
        if inside:
            return inside[0] if len(inside) == 1 else None
    return None


def _in_region(found: Sequence[Authority], near: Collection[Authority]) -> Authority | None:
    """The one candidate in a region of the other councils: "Newcastle" among those of Tyneside."""
    regions = {each.region for each in near}
    inside = [each for each in found if each.region in regions]
    return inside[0] if len(inside) == 1 else None


def _general(name: str) -> str | None:
    """The kind of council that a common noun names ("the county" is a county), if it is one."""
    said = folded(name)
    for kind, nouns in words()["general"].items():
        if any(said == noun or said.startswith(f"{noun} in ") for noun in nouns):
            return str(kind)
    return None


def _of_kind(name: str) -> Callable[[Authority], bool]:
    kind = _general(name)
    return lambda each: kind == "any" or kind in plain_name(each.official_name).types


def _is_part(name: str, authority: Authority) -> bool:
    return authority in _with_part(plain_name(name).plain)


@lru_cache(maxsize=4096)
def _with_part(plain: str) -> tuple[Authority, ...]:
    return tuple(_parts().get(plain, {}))


@cache
def _parts() -> dict[str, dict[Authority, None]]:
    """One or more parts of a joined name ("oadby", "wigston") -> the authorities so joined."""
    found: dict[str, dict[Authority, None]] = defaultdict(dict)
    for authority in register():
        for name in authority.names:
            parts = [
                each.strip()
                for each in name.replace("&", " and ").replace(",", " and ").split(" and ")
            ]
            parts = [plain_name(each).plain for each in parts if each]
            for length in range(1, len(parts)):
                for some in combinations(parts, length):
                    found[" and ".join(some)][authority] = None
    return {part: those for part, those in found.items() if part not in by_plain_name()}


def _slips(name: str, authority: Authority) -> int | None:
    """How many letters a name is off one of an authority's names; None where it is another name."""
    plain = plain_name(name).plain
    names = [each for each in authority.names if not each.isupper()]  # no letters of "BANES"
    slips = [_distance(plain, plain_name(each).plain) for each in names]
    return min((each for each in slips if each is not None), default=None)


def _distance(said: str, known: str) -> int | None:
    """
    Letters left out, added, changed or swapped, word by word; None where that is another name.

    A short word, and one that tells neighbours apart ("North", "East"), must be right.
    """
    pairs = list(zip(said.split(), known.split(), strict=False))
    if len(said.split()) != len(known.split()):
        return None
    slips = 0
    for word, right in pairs:
        off = OSA.distance(word, right)
        fixed = len(right) < _SHORTEST or right in words()["compass"]
        if off > (0 if fixed else 2 if len(right) >= _LONG else 1):
            return None
        slips += off
    return slips


@lru_cache(maxsize=4096)
def _misspelt(name: str, year: int | None) -> Placed:
    """The authority whose name is closest, where the name says that it is a council's; else the close ones."""
    close: dict[Authority, int] = {}
    for authority in register():
        slips = _slips(name, authority) if authority.had_polls(year) else None
        if slips is not None:
            close[authority] = slips
    ranked = sorted(close, key=lambda each: (close[each], each.gss))
    clear = len(ranked) == 1 or (len(ranked) > 1 and close[ranked[0]] < close[ranked[1]])
    named_as_such = folded(name).endswith(tuple(f" {each}" for each in words()["bodies"]))
    return Placed(ranked[0] if clear and named_as_such else None, tuple(ranked))
