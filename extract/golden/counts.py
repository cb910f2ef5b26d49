"""What is expected of a post, found in it and verified -> its counts, whose sums every figure is a ratio of."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Count = Annotated[int, Field(ge=0, le=10_000)]

_WITHIN = (
    ("right", "expected"),
    ("right", "found"),
    ("verified_right", "verified"),
    ("reached", "could_be_verified"),
)


class PostCounts(BaseModel):
    """
    How many facts of one post came out how.

    ``right``: both expected and found. ``verified``: of those found, by the rules of
    the checker; ``verified_right`` of them are expected too. ``could_be_verified``: of
    those expected, where all that is expected of the page is found and nothing else:
    the ceiling; ``reached`` of them are found and verified.
    """

    model_config = ConfigDict(frozen=True, strict=True)

    page: str
    post: str
    expected: Count
    found: Count
    right: Count
    verified: Count = 0
    verified_right: Count = 0
    could_be_verified: Count = 0
    reached: Count = 0

    @property
    def f1(self) -> float:
        """The post's own F1; 1 where nothing is expected and nothing found."""
        both = self.expected + self.found
        return 2 * self.right / both if both else 1.0

    @model_validator(mode="after")
    def _parts_are_no_larger(self) -> Self:
        for part, whole in _WITHIN:
            if getattr(self, part) > getattr(self, whole):
                raise ValueError(f"{part} is more than {whole}")
        return self
