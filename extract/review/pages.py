"""A view -> the pages of a review as HTML: the queue, a finding, councils, posts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from extract import areas
from extract.numerals import numerals
from extract.review.queue import Filter, Item, by_council
from extract.review.telling import settled, tell
from extract.shown.environment import environment, post_anchor
from extract.shown.sums import sum_of
from extract.words import party_mentions
from schemas.decision import State
from schemas.finding import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from extract.check.claims import Claim
    from extract.report.councils import CouncilPart
    from extract.review.view import View
    from extract.store import StoredPost
    from schemas.fact import Fact
    from schemas.post import Post

PER_PAGE = 50
# Of a council that hundreds of posts speak of, those around the finding tell its course.
_MOST_TIMES = 40
# Letters on each side that tell one figure of a list from another alike.
_AROUND = 30
_STATES = ("undecided", *get_args(State))
# More make a list too long to walk; what lies beyond is pointed at in the post.
_PICKS = 300


@dataclass(frozen=True, slots=True)
class Shown:
    """A post on a page, with its facts."""

    stored: StoredPost
    facts: tuple[Fact, ...]

    @property
    def post(self) -> Post:
        """The post."""
        return self.stored.post

    @property
    def anchor(self) -> str:
        """The id of its element."""
        return post_anchor(self.post.page, self.post.id)


@dataclass(frozen=True, slots=True)
class Pick:
    """Words that can be pointed at: ``value`` is "post:start:end"; ``says``: with those around."""

    value: str
    says: str


class Pages:
    """The pages; ``base``: the path below which they are; ``run``: the name of the run."""

    def __init__(self, base: str, run: str) -> None:
        self._environment = environment("extract.review", "extract.report")
        self._environment.globals |= {"base": base, "run": run}

    def _page(self, name: str, view: View, **values: Any) -> str:
        known = {
            "decided": view.decided,
            "asked": view.asked,
            "failed": sum(each.state == "failed" for each in view.base.stored),
        }
        return self._environment.get_template(name).render(known | values)

    def queue(self, view: View, chosen: Filter, number: int, **more: Any) -> str:
        """One page of the queue, from 1."""
        items = [each for each in view.items if chosen.shows(each)]
        number = min(max(number, 1), _pages(items))
        on_page = items[(number - 1) * PER_PAGE : number * PER_PAGE]
        return self._page(
            "queue.html",
            view,
            groups=list(by_council(on_page)),
            found=len(items),
            chosen=chosen,
            number=number,
            pages=_pages(items),
            choices=_choices(view.items),
            **more,
        )

    def finding(self, view: View, item: Item, chosen: Filter, **more: Any) -> str:
        """One finding, with all that is needed to decide it."""
        items = [each for each in view.items if chosen.shows(each)]
        ids = [each.finding.id for each in items]
        place = ids.index(item.finding.id) if item.finding.id in ids else None
        sum_ = sum_of(item.finding, view.base.claims)
        posts = self.posts_of(view, item)
        home = next((view.base.homes[f] for f in item.finding.facts if f in view.base.homes), None)
        blamed = sorted(sum_.terms, key=lambda term: (term.is_flag, -term.blamed))
        near = {(term.claim.place.page, term.claim.place.id) for term in sum_.terms}
        return self._page(
            "finding.html",
            view,
            item=item,
            sum=sum_,
            told=list(tell(item.reviewed, view.log)),
            exception=_where_excepted(view, item),
            words=settled([item.reviewed], view.log).get(item.finding.id),
            chosen=chosen,
            place=place,
            found=len(items),
            former=ids[place - 1] if place else None,
            following=ids[place + 1] if place is not None and place + 1 < len(ids) else None,
            posts=posts,
            blamed=blamed,
            terms=frozenset(t.claim.id for t in sum_.terms if not t.is_flag),
            picks=_picks([each.post for each in posts]),
            home=home,
            times=_times(home, near) if home else [],
            register=_register(home),
            **more,
        )

    def posts_of(self, view: View, item: Item) -> list[Shown]:
        """The posts that the facts of a finding, and of its explanations, stand in, oldest first."""
        ids = dict.fromkeys(item.finding.facts)
        ids |= dict.fromkeys(each for facts in item.finding.explanations for each in facts)
        claims = [view.base.claims[each] for each in ids if each in view.base.claims]
        return self._shown(view, claims)

    def _shown(self, view: View, claims: Iterable[Claim]) -> list[Shown]:
        places = {claim.place for claim in claims}
        anchors = dict.fromkeys(
            post_anchor(each.page, each.id) for each in sorted(places, key=lambda p: p.order)
        )
        return [
            _with_facts(view, view.base.posts[each]) for each in anchors if each in view.base.posts
        ]

    def councils(self, view: View, number: int) -> str:
        """One page of the councils, from 1."""
        every = view.base.parts.councils
        number = min(max(number, 1), _pages(every))
        return self._page(
            "councils.html",
            view,
            parts=every[(number - 1) * PER_PAGE : number * PER_PAGE],
            number=number,
            pages=_pages(every),
        )

    def council(self, view: View, part: CouncilPart, number: int) -> str:
        """One council with its chamber, its facts and findings, and one page of its posts, from 1."""
        claims = part.every_claim
        posts = self._shown(view, claims)
        number = min(max(number, 1), _pages(posts))
        return self._page(
            "council.html",
            view,
            part=part,
            posts=posts[(number - 1) * PER_PAGE : number * PER_PAGE],
            number=number,
            pages=_pages(posts),
            items=[i for s in part.findings if (i := view.item(s.finding.id)) is not None],
            register=_register(part),
        )

    def posts(self, view: View, state: str, number: int) -> str:
        """One page of the posts in a state, or of all, from 1."""
        every = [each for each in view.base.stored if state in ("", each.state)]
        number = min(max(number, 1), _pages(every))
        return self._page(
            "posts.html",
            view,
            posts=[
                _with_facts(view, each)
                for each in every[(number - 1) * PER_PAGE : number * PER_PAGE]
            ],
            state=state,
            found=len(every),
            number=number,
            pages=_pages(every),
        )

    def post(self, view: View, stored: StoredPost) -> str:
        """One post with its facts."""
        shown = _with_facts(view, stored)
        claims = [view.base.claims[each.id] for each in shown.facts]
        return self._page("post.html", view, shown_post=shown, claims=claims)

    def problem(self, view: View, says: str) -> str:
        """A page that says what is wrong with an address."""
        return self._page("problem.html", view, says=says)


def _where_excepted(view: View, item: Item) -> str | None:
    """The finding, if it is in the run, of which a standing exception was made that covers an item."""
    if item.reviewed.state != "excepted":
        return None
    (exception,) = item.reviewed.decisions
    found = (
        i for i in view.items if exception in i.reviewed.decisions and i.reviewed.state == "decided"
    )
    return next((each.finding.id for each in found), None)


def _with_facts(view: View, stored: StoredPost) -> Shown:
    return Shown(stored, tuple(view.base.by_post.get((stored.post.page, stored.post.id), ())))


def _pages(items: Sequence[object]) -> int:
    return max(1, -(-len(items) // PER_PAGE))


def _choices(items: Sequence[Item]) -> Mapping[str, Sequence[tuple[str, str]]]:
    """What each filter can be set to, with what it is called."""
    councils = {each.place: each.council for each in items}
    rules = sorted({each.finding.rule for each in items})
    severities = [each for each in SEVERITIES if any(i.finding.severity == each for i in items)]
    return {
        "council": sorted(councils.items(), key=lambda each: each[1]),
        "rule": [(each, each) for each in rules],
        "severity": [(each, each) for each in severities],
        "state": [(each, each) for each in _STATES],
    }


def _picks(posts: Sequence[Post]) -> Mapping[str, list[Pick]]:
    """The figures and the parties that the posts name, each with the words around it."""
    figures: list[Pick] = []
    parties: list[Pick] = []
    for number, post in enumerate(posts):
        content = post.content
        found = (each for each in numerals(content) if each.kind == "number")
        figures += [_pick(number, content, each.start, each.end) for each in found]
        parties += [_pick(number, content, m.start, m.end) for m in party_mentions(content)]
    return {"figures": figures[:_PICKS], "parties": parties[:_PICKS]}


def _pick(number: int, content: str, start: int, end: int) -> Pick:
    before = " ".join(content[max(0, start - _AROUND) : start].split())
    after = " ".join(content[end : end + _AROUND].split())
    return Pick(f"{number}:{start}:{end}", f"{content[start:end]}   (… {before} ▸ {after} …)")


def _times(part: CouncilPart, near: set[tuple[str, str]]) -> list[tuple[Claim, list[Claim]]]:
    """A council's posts, oldest first, with what each says; of many, those around some of them."""
    found: dict[tuple[str, str], list[Claim]] = {}
    for claim in sorted(part.every_claim, key=lambda c: (c.place.order, c.index)):
        found.setdefault((claim.place.page, claim.place.id), []).append(claim)
    names = list(found)
    middle = next((n for n, name in enumerate(names) if name in near), 0)
    first = max(0, min(middle - _MOST_TIMES // 2, len(names) - _MOST_TIMES))
    return [(found[name][0], found[name]) for name in names[first : first + _MOST_TIMES]]


def _register(part: CouncilPart | None) -> dict[str, Any] | None:
    """What the register has of a council: its size and parties, in the year before and then."""
    row = part.row if part else None
    authority = areas.by_gss(row.gss) if row and row.gss else None
    if row is None or authority is None or row.election is None:
        return None
    year = int(row.election[:4])
    now, before = authority.composition(year), authority.composition(year - 1)
    parties = [
        p for p in {**(now or {}), **(before or {})} if (now or {}).get(p) or (before or {}).get(p)
    ]
    return {
        "year": year,
        "sizes": (authority.size(year - 1), authority.size(year)),
        "parties": [(p, (before or {}).get(p), (now or {}).get(p)) for p in parties],
    }
