"""Claims -> the authority that each one's words mean, beside the councils of its post and page."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Protocol

from extract.placing import Placed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from extract.check.claims import Claim, Place
    from extract.register import Authority


class Register(Protocol):
    """The table of authorities; ``extract.placing`` is one."""

    def place(
        self,
        name: str,
        year: int | None = None,
        *,
        post: Collection[Authority] = (),
        page: Collection[Authority] = (),
    ) -> Placed:
        """The authority of a name, beside those that its post and its page name."""

    def named_in(self, text: str, year: int | None = None) -> tuple[Authority, ...]:
        """The authorities that a text names beyond doubt."""

    def by_gss(self, gss: str) -> Authority | None:
        """The authority with this code."""

    def normalised(self, name: str) -> str:
        """A name as it is compared."""


class Places:
    """
    What the claims call councils -> authorities; each name of a post is looked up once.

    A name that means none or several alone is looked at beside the councils that
    the claims, and then the words, of its post and its page name beyond doubt.
    """

    def __init__(self, register: Register, claims: Iterable[Claim]) -> None:
        self._register = register
        self._plain: dict[str, str] = {}
        self._alone: dict[tuple[str, int | None], Placed] = {}
        self._found: dict[tuple[Place, str], Placed] = {}
        self._post: dict[Place, dict[Authority, None]] = defaultdict(dict)
        self._page: dict[str, dict[Authority, None]] = defaultdict(dict)
        self._of_page: dict[str, dict[Place, None]] = defaultdict(dict)
        self._read: set[str] = set()
        for claim in claims:
            self._of_page[claim.place.page][claim.place] = None
            for name, gss in council_names(claim):
                self._join(claim.place, self._by_itself(name, gss, claim.year).authority)

    def plain(self, name: str) -> str:
        """A name as it is compared."""
        if name not in self._plain:
            self._plain[name] = self._register.normalised(name)
        return self._plain[name]

    def of(self, claim: Claim, name: str, gss: str | None = None) -> Placed:
        """The authority that a name of a claim's post means; its code decides where it has one."""
        alone = self._by_itself(name, gss, claim.year)
        if gss or alone.authority:
            return alone
        key = (claim.place, name)
        if key not in self._found:
            found = self._beside(claim, name)
            if found.authority is None:
                self._read_page(claim.place.page)
                found = self._beside(claim, name)
            self._found[key] = found
        return self._found[key]

    def _by_itself(self, name: str, gss: str | None, year: int | None) -> Placed:
        if gss:
            return Placed(self._register.by_gss(gss))
        if (name, year) not in self._alone:
            self._alone[name, year] = self._register.place(name, year)
        return self._alone[name, year]

    def _beside(self, claim: Claim, name: str) -> Placed:
        post, page = self._post[claim.place], self._page[claim.place.page]
        return self._register.place(name, claim.year, post=post, page=page)

    def _read_page(self, page: str) -> None:
        """Take in the councils that the words of a page's posts name."""
        if page in self._read:
            return
        self._read.add(page)
        for place in self._of_page[page]:
            for authority in self._register.named_in(place.content or "", place.year):
                self._join(place, authority)

    def _join(self, place: Place, authority: Authority | None) -> None:
        if authority is not None:
            self._post[place][authority] = None
            self._page[place.page][authority] = None


def council_names(claim: Claim) -> Iterator[tuple[str, str | None]]:
    """The name, with the code where there is one, under which a claim speaks of a council."""
    fact = claim.fact
    if fact.scope == "council":
        yield fact.area, fact.area_id
    elif fact.authority or fact.area_id:
        yield fact.authority or fact.area, fact.area_id
