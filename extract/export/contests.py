"""What is said of contests -> the rows of ``contests`` and of ``candidates``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from extract import areas
from extract.check.claims import read_claims
from extract.check.council import Contest
from extract.check.groups import gather
from extract.export.shown import latest, shown, source, values, words
from extract.table import standing, worst

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
class Candidate:
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
    """The contests of each page, in the order of the pages, then as they are first spoken of."""
    found: list[Contest] = []
    stated = [each for each in standing(facts) if each.scope == "contest"]
    for page in dict.fromkeys(each.page for each in stated):
        claims = read_claims(
            [each for each in stated if each.page == page],
            [each for each in posts if each.page == page],
        )
        groups = [each for each in gather(claims, areas) if isinstance(each, Contest)]
        found += sorted(groups, key=lambda each: min(claim.index for claim in each.claims))
    return found


def contest_rows(contests: Iterable[Contest], posts: Posts) -> Iterator[dict[str, Any]]:
    """One row a contest."""
    for contest in contests:
        facts = [claim.fact for claim in contest.claims]
        home = latest(facts, _RESULT) or facts[-1].post
        chosen = shown([each for each in facts if each.measure in CONTEST_MEASURES], home)
        elected = [each for each in _candidates(facts) if each.elected]
        change = [chosen["change"]] if "change" in chosen else []
        yield {
            **_which(contest),
            "winner": _joined(each.person for each in elected),
            "winner_party": _joined(each.party for each in elected or change),
            **values(chosen, CONTEST_MEASURES),
            "status": worst([*chosen.values(), *(each.facts["elected"] for each in elected)]),
            **source(facts[0].page, home, posts),
        }


def candidate_rows(contests: Iterable[Contest], posts: Posts) -> Iterator[dict[str, Any]]:
    """One row a contest, candidate and round: by round, then votes, then as they are named."""
    for contest in contests:
        for each in _candidates([claim.fact for claim in contest.claims]):
            first = next(each.facts[name] for name in CANDIDATE_MEASURES if name in each.facts)
            yield {
                **_which(contest),
                "person": each.person,
                "party": each.party,
                "round": each.round,
                **values(each.facts, CANDIDATE_MEASURES),
                **source(first.page, first.post, posts),
                **words(first),
            }


def _which(contest: Contest) -> dict[str, Any]:
    """The columns that say which contest it is."""
    facts = [claim.fact for claim in contest.claims]
    named = any(each.authority or each.area_id for each in facts)
    return {
        "page": facts[0].page,
        "contest": contest.kind,
        "area": contest.name,
        "authority": contest.area.name if named else None,
        "gss": contest.area.gss,
    }


def _candidates(facts: Sequence[Fact]) -> list[Candidate]:
    """The candidates of a contest's facts, by round, then votes; others as they are named."""
    owned = [each for each in facts if each.measure in CANDIDATE_MEASURES]
    rounds: dict[str, int] = {}
    for fact in owned:
        rounds[_owner(fact)] = max(fact.round or 0, rounds.get(_owner(fact), 0))
    groups: dict[tuple[int, str], list[Fact]] = {}
    for fact in owned:
        # Who is elected is known when the last round is.
        number = fact.round or (0 if fact.measure in _OF_A_ROUND else rounds[_owner(fact)])
        groups.setdefault((number, _owner(fact)), []).append(fact)
    found = [_candidate(number, group) for (number, _), group in groups.items()]
    return sorted(found, key=_place)


def _candidate(number: int, facts: list[Fact]) -> Candidate:
    party = next((each.party for each in facts if each.party), None)
    return Candidate(facts[0].person, party, number or None, shown(facts, latest(facts, ["votes"])))


def _owner(fact: Fact) -> str:
    """The candidate, as a name is compared, or the party where no person is named."""
    person = " ".join((fact.person or "").casefold().split())
    return person or f"({fact.party or ''})"


def _place(candidate: Candidate) -> tuple[int, float]:
    votes = candidate.facts.get("votes")
    return candidate.round or 0, -float(votes.value) if votes else 1


def _joined(names: Iterable[str | None]) -> str:
    return "; ".join(dict.fromkeys(each for each in names if each))
