"""The figures of a comparison -> those that the README does not tell, for the tests of the goldens."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extract.golden.resampling import figures

if TYPE_CHECKING:
    from extract.golden.scoring import Comparison

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def untold(result: Comparison) -> list[str]:
    """The rows of figures, as a table of the README writes them, that stand in none."""
    rows = [
        f"| {each.value:.3f} | {_between(each.interval)} | {each.part}/{each.whole} |"
        for each in figures(result.by_post).values()
    ]
    return [each for each in rows if each not in README]


def _between(interval: tuple[float, float] | None) -> str:
    """An interval as the command prints it, "none" where every post is right."""
    return f"{interval[0]:.3f} to {interval[1]:.3f}" if interval else "none"
