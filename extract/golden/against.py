"""Another comparison's JSON, and this one's counts -> what differs post by post, and whether by chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from pydantic import BaseModel, ValidationError

from extract.errors import InputError
from extract.golden.counts import PostCounts
from extract.golden.permutation import p_of_f1
from extract.golden.resampling import Difference, differences
from extract.model.errors import first_problem
from extract.pages.decode import at_most, decode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_MEND = "name the --json output of golden compare, of the same posts and expected facts"


class _Other(BaseModel):
    """What of another comparison's JSON matters here."""

    by_post: list[PostCounts]


@dataclass(frozen=True, slots=True)
class Against:
    """
    One way of asking against another.

    ``better``, ``worse``, ``same``: on how many posts F1 is higher here than there, lower,
    and the same. ``p``: of the difference in F1, by ``p_of_f1``.
    """

    better: int
    worse: int
    same: int
    differences: dict[str, Difference]
    p: float

    def as_json(self) -> dict[str, Any]:
        """The posts, the differences, and p to three significant digits."""
        return {
            "better": self.better,
            "worse": self.worse,
            "same": self.same,
            "differences": {name: each.as_json() for name, each in self.differences.items()},
            "p": float(f"{self.p:.3g}"),
        }


def read_counts(path: Path, expected: Mapping[tuple[str, str], int]) -> list[PostCounts]:
    """
    The counts of another comparison of the same posts, in their order.

    ``expected``: how many facts are expected of each post here, by (page, post). Raises
    ``InputError`` for a file that is no such comparison, or one of other posts or of
    other expected facts.
    """
    counts: dict[tuple[str, str], PostCounts] = {}
    for each in _read(path).by_post:
        known = (each.page, each.post)
        if known in counts:
            _refuse(path, f"has {each.page}/{each.post} twice")
        if known not in expected:
            _refuse(path, f"has {each.page}/{each.post}, which is not compared here")
        if each.expected != expected[known]:
            _refuse(
                path,
                f"expects {each.expected} facts of {each.page}/{each.post}, "
                f"where {expected[known]} are expected now",
            )
        counts[known] = each
    for page, post in expected:
        if (page, post) not in counts:
            _refuse(path, f"lacks {page}/{post}, which is compared here")
    return [counts[known] for known in expected]


def _read(path: Path) -> _Other:
    try:
        with path.open("rb") as stream:
            data = at_most(stream)
    except OSError as error:
        _refuse(path, f"cannot be read ({error.strerror or type(error).__name__})")
    try:
        return _Other.model_validate_json(decode(str(path), data))
    except ValidationError as error:
        _refuse(path, f"is no comparison: {first_problem(error)}")


def _refuse(path: Path, problem: str) -> NoReturn:
    raise InputError(str(path), None, problem, _MEND) from None


def against(here: Sequence[PostCounts], there: Sequence[PostCounts]) -> Against:
    """The counts of this way against those of another, of the same posts in the same order."""
    gains = [now.f1 - then.f1 for now, then in zip(here, there, strict=True)]
    return Against(
        better=sum(each > 0 for each in gains),
        worse=sum(each < 0 for each in gains),
        same=sum(each == 0 for each in gains),
        differences=differences(here, there),
        p=p_of_f1(here, there),
    )
