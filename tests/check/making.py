"""Short ways to make facts and posts, and a small register, for the tests of the rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from extract.check import Checked, check
from extract.check.claims import read_claims
from extract.check.groups import gather
from extract.check.rule import REGISTRY
from extract.placing import Placed
from schemas.fact import Fact
from schemas.post import Post

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.check.rule import Verdict
    from schemas.fact import Status
    from schemas.finding import Finding


@dataclass(frozen=True, eq=False)
class FakeAuthority:
    gss: str
    name: str
    sizes: dict[int, int] = field(default_factory=dict)
    nation: str = "England"
    rows: dict[int, dict[str, int]] = field(default_factory=dict)

    def size(self, year: int) -> int | None:
        return self.sizes.get(year)

    def composition(self, year: int) -> dict[str, int] | None:
        return self.rows.get(year)


class FakeRegister:
    """A handful of councils with the sizes that the real register gives them, and no compositions."""

    def __init__(self, *authorities: FakeAuthority) -> None:
        self._by_name = {self.normalised(each.name): each for each in authorities}
        self._by_gss = {each.gss: each for each in authorities}

    def place(self, name: str, *_: Any, **_near: Any) -> Placed:
        found = self._by_name.get(self.normalised(name))
        return Placed(found, (found,) if found else ())

    def named_in(self, *_: Any) -> tuple[FakeAuthority, ...]:
        return ()

    def by_gss(self, gss: str) -> FakeAuthority | None:
        return self._by_gss.get(gss)

    def normalised(self, name: str) -> str:
        plain = name.casefold().removesuffix(" council")
        for kind in (" district", " city", " county", " borough"):
            plain = plain.removesuffix(kind)
        return plain


def _steady(seats: int) -> dict[int, int]:
    return dict.fromkeys(range(2019, 2024), seats)


REGISTER = FakeRegister(
    FakeAuthority("E07000039", "South Derbyshire", _steady(36)),
    FakeAuthority("E06000015", "Derby", _steady(51)),
    FakeAuthority("E10000007", "Derbyshire", _steady(64)),
    FakeAuthority("E06000016", "Leicester", _steady(54)),
    FakeAuthority("E06000018", "Nottingham", _steady(55)),
    FakeAuthority("E10000018", "Leicestershire", _steady(55)),
    FakeAuthority("E10000024", "Nottinghamshire", _steady(66)),
    FakeAuthority("E07000129", "Blaby", _steady(36) | {2021: 39, 2022: 39}),
    FakeAuthority("E07000130", "Charnwood", _steady(52)),
    FakeAuthority("E07000135", "Oadby and Wigston", _steady(26)),
    FakeAuthority("E07000032", "Amber Valley", _steady(45) | {2023: 42}),
    FakeAuthority("E07000174", "Mansfield", _steady(36)),
    FakeAuthority("E07000175", "Newark & Sherwood", _steady(39)),
    FakeAuthority("E07000998", "Amberley"),
    FakeAuthority("E09000001", "City of London", _steady(100)),
)


def fact(measure: str, value: Any, party: str | None = None, **more: Any) -> Fact:
    """A fact about Charnwood in the post "p1" of the page "live", unless more is said."""
    return Fact.model_validate(
        {
            "page": "live",
            "post": "p1",
            "scope": "council",
            "area": "Charnwood",
            "party": party,
            "measure": measure,
            "value": value,
        }
        | more
    )


def contest(measure: str, value: Any, **more: Any) -> Fact:
    """A fact about the by-election in Birstall, unless more is said."""
    where = {"scope": "contest", "contest": "by-election", "area": "Birstall"}
    return fact(measure, value, **(where | more))


def seats(post: str = "p1", area: str = "Charnwood", **parties: int) -> list[Fact]:
    """The seats of parties, by short names: Con, Lab, LD, Green, Ind, Other."""
    return [
        fact("seats", value, party.replace("_", " "), post=post, area=area)
        for party, value in parties.items()
    ]


def whole(post: str = "p1", area: str = "Charnwood", **parties: int) -> list[Fact]:
    """A list of seats that names every party."""
    complete = fact("list_complete", True, post=post, area=area)
    return [*seats(post, area, **parties), complete]


def post(number: int, text: str = "", **more: Any) -> Post:
    """The post "p1", "p2", ... of the page "live", at that position."""
    known = {"id": f"p{number}", "page": "live", "position": number, "text": text}
    return Post.model_validate(known | {"published": f"2023-05-05T12:{number:02}"} | more)


POSTS = tuple(post(number) for number in range(1, 10))


def judged(
    facts: Sequence[Fact], posts: Sequence[Post] = POSTS, *, select: Sequence[str] = (), **more: Any
) -> Checked:
    """The facts checked against the small register."""
    return check(facts, posts, select=select, register=REGISTER, **more)


def found(facts: Sequence[Fact], code: str, posts: Sequence[Post] = POSTS) -> tuple[Finding, ...]:
    """What one rule finds."""
    return judged(facts, posts, select=[code]).report.findings


def outcomes(facts: Sequence[Fact], code: str, posts: Sequence[Post] = POSTS) -> dict[str, int]:
    """How often one rule answered what, without the zeros."""
    tally = judged(facts, posts, select=[code]).report.verdicts[code]
    return {outcome: count for outcome, count in tally.model_dump().items() if count}


def statuses(checked: Checked) -> list[Status]:
    return [each.status for each in checked.facts]


def verdicts(facts: Sequence[Fact], code: str, posts: Sequence[Post] = POSTS) -> list[Verdict]:
    """What one rule answers of councils or contests, with its arithmetic; nothing is blocked."""
    rule = REGISTRY[code]
    groups = gather(read_claims(facts, posts), REGISTER)
    return [
        verdict for group in groups if isinstance(group, rule.of) for verdict in rule.judge(group)
    ]
