"""What posts state of a council or contest -> the figures that follow from them, one way a function."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.check.claims import NO_PARTIES, Claim, Place, exact
from extract.check.contest import SECOND, Contest
from extract.check.council import Council, Size
from extract.check.limits import Terms, plus, summed
from extract.check.listed import figures, has_no_total, list_of_seats, unknowns
from extract.check.position import change
from extract.check.sums import claims_of, times, written
from extract.check.wording import counted, figure, number, signed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from schemas.fact import Baseline

# Every sum of stock and change has one of these.
_MOVES = frozenset({"seats_before", "seats_change", "seats_gained"})


@dataclass(frozen=True, slots=True)
class Found:
    """
    One figure, the sum that gives it and the claims that enter that.

    ``about``: a claim of the post that it is derived for, where no claim enters.
    """

    measure: str
    value: int
    proof: str
    claims: tuple[Claim, ...]
    party: str | None = None
    person: str | None = None
    baseline: Baseline | None = None
    about: Claim | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """
    The seats that a post gives, with those that are vacant, where it names every party.

    That a list of who holds seats leaves out who lost all of them casts doubt on the
    seats before, not on these: ``complete`` may be disputed.
    """

    place: Place
    terms: Terms
    complete: Claim

    @property
    def claims(self) -> tuple[Claim, ...]:
        return (*claims_of(self.terms), self.complete)


def _lists(council: Council) -> Iterator[_List]:
    """Every post's list of all seats, the latest first, where nothing else may be counted in."""
    mayor = any(claim.fact.contest == "mayor" for claim in council.contests)
    if mayor or has_no_total(council):
        return
    for place in reversed(council.places):
        complete = list_of_seats(council, place)
        vacant = council.said("seats_vacant")
        here = [claim for claim in vacant if claim.place is place]
        listed = [*figures(council, place), *here[:1]]
        whole = complete and listed and len(here) == len(vacant)
        if complete and whole and place not in council.running and _sound(council, listed):
            yield _List(place, plus(listed), complete)


def _missing_party(council: Council) -> Iterator[Found]:
    """C − V − Σa is what the one party has that a complete list names without a figure."""
    for each in _lists(council):
        size = _size(council, each.place)
        nameless = unknowns(council, each.place)
        if size is None or len(nameless) != 1:
            continue
        ((party, seated),) = nameless.items()
        left = int((size.seats - summed(each.terms)).low)
        if left >= int(seated) and not council.said("seats", party):
            sources = (*each.claims, *size.claims)
            proof = _less(size, each.terms, left)
            yield Found("seats", left, proof, sources, party)


def _size_of_a_list(council: Council) -> Iterator[Found]:
    """C = Σa + V, of a list that leaves nobody out."""
    if council.said("council_size"):
        return
    for each in _lists(council):
        if not unknowns(council, each.place):
            seats = int(summed(each.terms).low)
            proof = f"{written(each.terms)} = {number(seats)}"
            yield Found("council_size", seats, proof, each.claims)


def _stock_and_change(council: Council) -> Iterator[Found]:
    """Of what a party held, its change and what it holds, the third, where one post gives two."""
    for place in reversed(council.places):
        if council.in_count(place):
            continue
        moved = (c.party for c in council.places[place] if c.fact.measure in _MOVES)
        for party in dict.fromkeys(moved):
            found = _third(council, party, place) if party else None
            if found:
                yield found


def _third(council: Council, party: str, place: Place) -> Found | None:
    now = _only(council, "seats", party, place)
    before = _only(council, "seats_before", party, place)
    net = _net(council, party, place)
    baselines = {c.fact.baseline for c in (before, *claims_of(net)) if c and c.fact.baseline}
    if len(baselines) > 1:
        return None
    baseline = next(iter(baselines), None)
    if before and net and not council.said("seats", party):
        return _owned("seats", ((1, before), *net), party)
    if now and net and not council.said("seats_before", party):
        return _owned("seats_before", ((1, now), *times(-1, net)), party, baseline)
    changes = ("seats_change", "seats_gained", "seats_lost")
    if now and before and not any(council.said(each, party) for each in changes):
        return _owned("seats_change", ((1, now), (-1, before)), party, baseline)
    return None


def _net(council: Council, party: str, place: Place) -> Terms:
    """The net change of one post; none where it may be a gross figure."""
    terms = change(council, party, place) or ()
    gross = [*council.said("seats_gained", party, place), *council.said("seats_lost", party, place)]
    if any(claim.fact.measure == "seats_change" for claim in claims_of(terms)) and gross:
        return ()
    return terms if _sound(council, claims_of(terms)) else ()


def _owned(
    measure: str, terms: Terms, party: str, baseline: Baseline | None = None
) -> Found | None:
    value = int(summed(terms).low)
    if value < 0 and measure != "seats_change":
        return None
    proof = f"{written(terms)} = {number(value)}"
    return Found(measure, value, proof, tuple(claims_of(terms)), party, baseline=baseline)


def _threshold(council: Council) -> Iterator[Found]:
    """T = ⌊C/2⌋ + 1, of the size that a post states, else of that of a council with seats."""
    stated = council.usable("council_size") or council.usable("seats")
    if not stated or council.said("majority_threshold"):
        return
    size = _size(council, stated[-1].place)
    if size:
        seats = int(size.seats.low)
        proof = f"⌊{number(seats)} / 2⌋ + 1 = {number(seats // 2 + 1)}{_source(size)}"
        yield Found("majority_threshold", seats // 2 + 1, proof, size.claims, about=stated[-1])


def _majority(council: Council) -> Iterator[Found]:
    """The majority m = 2a − C, of a party that has more than half of the seats when the count is over."""
    for party, held in council.ended.items():
        size = _size(council, held.place)
        if size is None or party in {"", *NO_PARTIES} or not _sound(council, [held]):
            continue
        over = int((held.hard.times(2) - size.seats).low)
        if over > 0 and not council.said("majority", party):
            proof = f"2 × {figure(held)} - {number(size.seats.low)} = {number(over)}"
            yield Found("majority", over, proof + _source(size), (held, *size.claims), party)


def _size_of_a_threshold(council: Council) -> Iterator[Found]:
    """C = 2T − 2 or 2T − 1, where the register or 2a − m tells which."""
    if council.said("council_size"):
        return
    for line in council.usable("majority_threshold"):
        if not _sound(council, [line]):
            continue
        twice = 2 * int(line.value)
        possible = {twice - 2: 2, twice - 1: 1}
        registered = council.registered_size(line)
        if registered in possible:
            words = f"the register has {counted(registered)} ({line.year})"
            yield _by_line(line, registered, possible[registered], words)
        for majority in council.usable("majority"):
            held = council.ended.get(majority.party or "")
            if held and _sound(council, [held, majority]):
                seats = 2 * int(held.value) - int(majority.value)
                if seats in possible:
                    words = f"2 × {figure(held)} - {figure(majority)} is {number(seats)} too"
                    yield _by_line(line, seats, possible[seats], words, held, majority)


def _by_line(line: Claim, seats: int, less: int, words: str, *others: Claim) -> Found:
    proof = f"2 × {figure(line)} - {less} = {number(seats)}, and {words}"
    return Found("council_size", seats, proof, (line, *others))


def _remaining(council: Council) -> Iterator[Found]:
    """U − declared; C − declared where the post gives C and nothing says that a part is up."""
    if council.said("seats_remaining") or council.said("seats_vacant"):
        return
    partly = any(map(council.said, ("seats_up", "seats_won", "seats_defended")))
    for place in reversed(council.places):
        declared = council.usable("seats_declared", place=place)[:1]
        size = council.seats_up(place) if partly else _size(council, place)
        if not declared or size is None or not size.claims or not _sound(council, declared):
            continue
        left = int((size.seats - declared[0].hard).low)
        here = partly or size.claims[0].place is place
        if here and size.seats.exact and left >= 0 and not place.says("wards"):
            proof = _less(size, plus(declared), left)
            yield Found("seats_remaining", left, proof, (*declared, *size.claims))


def _lead(contest: Contest) -> Iterator[Found]:
    """v1 − v2, where one seat is to fill and the votes of every candidate are given."""
    counting = contest.final
    if contest.said("majority") or contest.undecided or counting.unclear:
        return
    if contest.to_fill.number != 1 or (contest.may_have_rounds and counting.round != SECOND):
        return
    candidates = [vote for vote in counting.votes if not vote[0].lumped]
    if counting.complete is None or len(candidates) < 2 or not exact(counting.claims):  # noqa: PLR2004 - two
        return
    (winner, first), (_, second) = candidates[:2]
    lead = int((first.hard - second.hard).low)
    lumped = [claim for each, claim in counting.votes if each.lumped]
    if lead > 0 and not any(second.hard.below(claim.hard) for claim in lumped):
        person = winner.name if winner.person else None
        proof = f"{figure(first)} - {figure(second)} = {number(lead)}"
        yield Found(
            "majority", lead, proof, (first, second, counting.complete), winner.party, person
        )


def _size(council: Council, place: Place) -> Size | None:
    size = council.size(place)
    return size if isinstance(size, Size) and size.seats.exact else None


def _only(council: Council, measure: str, party: str, place: Place) -> Claim | None:
    """The party's figure in a post that gives one alone, exact and undisputed."""
    said = council.said(measure, party, place)
    return said[0] if len({c.value for c in said}) == 1 and _sound(council, said) else None


def _sound(council: Council, claims: Sequence[Claim]) -> bool:
    """Whether all are exact, and nothing disputes or contradicts one of them."""
    return exact(claims) and not any(claim.index in council.blocked for claim in claims)


def _less(size: Size, terms: Terms, left: int) -> str:
    """What is left of a size: "64 - 45 - 14 - 4 = 1"."""
    parts = " ".join(signed(claim, -factor) for factor, claim in terms)
    return f"{number(size.seats.low)} {parts} = {number(left)}{_source(size)}"


def _source(size: Size) -> str:
    return "" if size.claims else f", where {size.words}"


# Each is the formula of a rule turned to the term that no post states; the rule itself finds what
# contradicts it where one does.
DERIVATIONS: tuple[tuple[str, type, Callable[..., Iterator[Found]]], ...] = (
    ("S001", Council, _missing_party),
    ("S001", Council, _size_of_a_list),
    ("S002", Council, _stock_and_change),
    ("S005", Council, _remaining),
    ("C001", Council, _threshold),
    ("C004", Council, _majority),
    ("C006", Council, _size_of_a_threshold),
    ("V002", Contest, _lead),
)
