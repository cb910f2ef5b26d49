"""The rules' data files -> what each rule is, which codes a selection names, and the cue words.

One entry in rules/ and one small function registered by its code make a rule. Its
``fails`` and ``silent`` are examples that a test runs: facts may lack any field but
``measure`` and ``value`` (post "p1", page "example", the council of Charnwood);
``posts`` are given where a rule reads their order, year or text.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extract.errors import SeatcheckError
from schemas.fact import Fact
from schemas.post import Post

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from schemas.finding import Severity

_FACT = {"page": "example", "post": "p1", "scope": "council", "area": "Charnwood"}
_POST = {"page": "example"}
# In the order of the book; one file each beside the cue words, in rules/.
_FAMILIES = (
    "seats",
    "control",
    "votes",
    "agreement",
    "time",
    "register",
    "grounding",
    "sanity",
)


class UnknownRuleError(SeatcheckError):
    """Raised when a code or prefix names no rule of the book."""

    def __init__(self, code: str, known: Iterable[str]) -> None:
        """Take the ``code`` as given, and the codes that are ``known``."""
        super().__init__(code)
        self.code = code
        self.known = tuple(known)

    def __str__(self) -> str:
        """Name what the user gave, and what can be given instead."""
        return f"no rule is called {self.code!r}; the rules are {', '.join(self.known)}"


@dataclass(frozen=True, slots=True)
class Example:
    """A few facts (and posts, where a rule reads them) that a rule answers in a known way."""

    says: str
    facts: tuple[Fact, ...]
    posts: tuple[Post, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """
    One rule of the book.

    ``severities``: when it fails as what. ``fails`` is found by the rule,
    ``silent`` must not be. ``proves``: the measure that an equality of it can verify,
    "figures" for all that enter it, "" where it proves nothing. ``derives``: measure ->
    how its formula gives it where no post does. ``options``: data that the rule
    itself reads.
    """

    code: str
    title: str
    formula: str
    severities: dict[Severity, str]
    exceptions: tuple[str, ...]
    source: str
    fails: Example
    silent: Example
    proves: str = ""
    derives: dict[str, str] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def letters(self) -> dict[str, str]:
        """Each letter that the formula reckons with -> what it stands for."""
        return {each: means for each, means in _letters().items() if _used(each, self.formula)}


def _example(data: dict[str, Any]) -> Example:
    return Example(
        says=data["says"],
        facts=tuple(Fact.model_validate(_FACT | fact) for fact in data["facts"]),
        posts=tuple(Post.model_validate(_POST | post) for post in data.get("posts", ())),
    )


def _info(code: str, data: dict[str, Any]) -> RuleInfo:
    data = dict(data)
    return RuleInfo(
        code=code,
        title=data.pop("title"),
        formula=data.pop("formula"),
        severities=data.pop("severities"),
        exceptions=tuple(data.pop("exceptions")),
        source=data.pop("source"),
        fails=_example(data.pop("fails")),
        silent=_example(data.pop("silent")),
        proves=data.pop("proves", ""),
        derives=data.pop("derives", {}),
        options=data,
    )


def _read(name: str) -> dict[str, Any]:
    path = Path(__file__).parent / "rules" / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def book() -> dict[str, RuleInfo]:
    """Every rule by its code, in the order of the book."""
    return {code: _info(code, data) for family in _FAMILIES for code, data in _read(family).items()}


@cache
def _letters() -> dict[str, str]:
    return _read("letters")


def _used(letter: str, formula: str) -> bool:
    """Whether a letter stands beside a sign or a number: "a ≥ T" has an a, "a party" none."""
    signs = "=+\u2212·≥≤>∈/"
    after = rf"(?:[\dΣ⌊(]|[{signs}] ){letter}(?![^\W\d_])"
    before = rf"(?<![^\W\d_]){letter}(?:\d| [{signs}]|[/)⌋])"
    return re.search(f"{after}|{before}", formula) is not None


@cache
def _cues() -> dict[str, list[str]]:
    return _read("cues")


@cache
def cue(name: str) -> re.Pattern[str]:
    """The words of one cue list, as one pattern without regard to case."""
    return re.compile("|".join(_cues()[name]), re.IGNORECASE)


@cache
def mending_words() -> dict[str, dict[str, str]]:
    """By measure: how a sentence says a figure that would be right, or denies what words say."""
    return _read("mending")


def explain(code: str) -> RuleInfo:
    """
    One rule of the book.

    Raises ``UnknownRuleError``.
    """
    rules = book()
    found = rules.get(code.strip().upper())
    if found is None:
        raise UnknownRuleError(code, rules)
    return found


def chosen(select: Sequence[str], ignore: Sequence[str]) -> tuple[str, ...]:
    """
    The codes that a selection leaves; both take codes and prefixes ("S", "C00").

    Nothing selected selects all; what is ignored goes. Raises
    ``UnknownRuleError`` for a code or prefix that names no rule.
    """
    wanted = _named(select) if select else set(book())
    unwanted = _named(ignore)
    return tuple(code for code in book() if code in wanted - unwanted)


def _named(codes: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for code in codes:
        prefix = code.strip().upper()
        matching = {known for known in book() if prefix and known.startswith(prefix)}
        if not matching:
            raise UnknownRuleError(code, book())
        found |= matching
    return found
