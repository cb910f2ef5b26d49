"""What is said of contests -> the rows of ``contests`` and of ``candidates``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extract import placing
from extract.check.claims import read_claims
from extract.check.contest import Contest
from extract.check.groups import gather
from extract.export.shown import latest, shown, source, values, where, words
from extract.table import standing, worst

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from extract.check.claims import Claim
    from extract.export.shown import Posts
    from schemas.fact import Fact
    from schemas.post import Post

CONTEST_MEASURES = (
    "change", "party_before", "majority", "majority_before", "seats_contested", "turnout",
    "electorate", "valid_votes", "votes_cast", "rejected_ballots", "list_complete",
)  # fmt: skip
CANDIDATE_MEASURES = ("votes", "vote_share", "vote_share_change", "elected", "seats_won")
_RESULT = ("elected", "change", "majority")
_OF_A_ROUND = ("votes", "vote_share", "vote_share_change")


@dataclass(frozen=True, slots=True)
class Standing:
    """One candidate in one round, or a party where no person is named: the facts shown."""

    person: str | None
    party: str | None
    round: int | None
    facts: dict[str, Fact]

    @property
    def elected(self) -> bool:
        """Whether the candidate, or the party, is said to be elected."""
        return "elected" in self.facts and self.facts["elected"].value is True


def contests_of(facts: Sequence[Fact], posts: Sequence[Post]) -> list[Contest]:
    """The contests, each at one election, in the order in which the pages first speak of them."""
    groups = gather(read_claims(standing(facts), posts), placing)
    found = [each for each in groups if isinstance(each, Contest)]
    return sorted(found, key=lambda each: min(claim.index for claim in each.claims))


def contest_rows(contests: Iterable[Contest], posts: Posts) -> Iterator[dict[str, Any]]:
    """One row a contest and election."""
    for contest in contests:
        facts = [claim.fact for claim in contest.claims]
        home = latest(facts, _RESULT) or where(facts[-1])
        chosen = shown((each for each in facts if each.measure in CONTEST_MEASURES), home)
        elected = [each for each in _standings(contest) if each.elected]
        change = [chosen["change"]] if "change" in chosen else []
        yield {
            **_which(contest),
            "winner": _joined(each.person for each in elected),
            "winner_party": _joined(each.party for each in elected or change),
            **values(chosen, CONTEST_MEASURES),
            "status": worst([*chosen.values(), *(each.facts["elected"] for each in elected)]),
            **source(home, posts),
        }


def candidate_rows(contests: Iterable[Contest], posts: Posts) -> Iterator[dict[str, Any]]:
    """One row a contest, candidate and round: by round, then votes, then as they are named."""
    for contest in contests:
        for each in _standings(contest):
            first = next(each.facts[name] for name in CANDIDATE_MEASURES if name in each.facts)
            yield {
                **_which(contest),
                "person": each.person,
                "party": each.party,
                "round": each.round,
                **values(each.facts, CANDIDATE_MEASURES),
                **source(where(first), posts),
                **words(first),
            }


def _which(contest: Contest) -> dict[str, Any]:
    """The columns that say which contest it is."""
    facts = [claim.fact for claim in contest.claims]
    named = any(each.authority or each.area_id for each in facts)
    return {
        "election": facts[0].election,
        "contest": contest.kind,
        "area": contest.name,
        "authority": contest.area.name if named else None,
        "gss": contest.area.gss,
    }


def _standings(contest: Contest) -> list[Standing]:
    """The candidates of a contest in each round; what is said of a party alone stands by itself."""
    found: list[Standing] = []
    rest = [claim for claim in contest.claims if claim.fact.measure in CANDIDATE_MEASURES]
    for each in contest.candidates:
        if each.person:
            found += _rounds(each.name, each.party, each.claims)
            rest = [claim for claim in rest if claim not in each.claims]
    for party in dict.fromkeys(claim.party for claim in rest):
        found += _rounds(None, party, [claim for claim in rest if claim.party == party])
    return sorted(found, key=_place)


def _rounds(person: str | None, party: str | None, claims: Iterable[Claim]) -> Iterator[Standing]:
    """One for each round, oldest first; who is elected is known when the last one is."""
    facts = [
        each.fact for each in sorted(claims, key=lambda claim: (claim.place.order, claim.index))
    ]
    last: int = max(each.round or 0 for each in facts)
    rounds: dict[int, list[Fact]] = {}
    for fact in facts:
        number: int = fact.round or (0 if fact.measure in _OF_A_ROUND else last)
        rounds.setdefault(number, []).append(fact)
    for number, said in rounds.items():
        yield Standing(person, party, number or None, shown(said, latest(said, ["votes"])))


def _place(standing: Standing) -> tuple[int, float]:
    votes = standing.facts.get("votes")
    return standing.round or 0, -float(votes.value) if votes else 1


def _joined(names: Iterable[str | None]) -> str:
    return "; ".join(dict.fromkeys(each for each in names if each))
