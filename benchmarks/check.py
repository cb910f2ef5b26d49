"""A generated season with planted errors -> what the checker finds of them, and how fast.

    python benchmarks/check.py [--facts 100000] [--errors 0.05] [--seed 1]

Pages of real councils and years, each with the position before, two running counts
(the second corrects the first), the final result, control, three wards and a summary
in softened words; in a share of them one figure or declaration is wrong. Precision:
of all errors and warnings, those that name what was planted. Recall: of all that was
planted, what an error or warning names. The time is that of the check alone, for as
many facts, for twice and for four times as many.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator

from counts import Count, counts
from season import Page, pages

from extract.check import Checked, check


def generated(facts: int, errors: float, seed: int) -> list[Page]:
    """Pages with so many facts or a few more; councils and years in an order of the seed's."""
    randomly = random.Random(seed)  # noqa: S311 - a seeded benchmark
    found: list[Page] = []
    told = 0
    for page in pages(_endless(randomly), errors, randomly):
        if told >= facts:
            break
        found.append(page)
        told += len(page.facts)
    return found


def _endless(randomly: random.Random) -> Iterator[Count]:
    rows = counts()
    randomly.shuffle(rows)
    yield from rows


def checked(found: list[Page]) -> tuple[Checked, float, float]:
    """The whole season checked at once, the seconds that it took, and those of the processor."""
    facts = [fact for page in found for fact in page.facts]
    posts = [post for page in found for post in page.posts]
    started, busy = time.perf_counter(), time.process_time()
    answer = check(facts, posts)
    return answer, time.perf_counter() - started, time.process_time() - busy


def score(found: list[Page], answer: Checked) -> tuple[float, float, list[str]]:
    """Precision and recall of errors and warnings, and what was planted and not found."""
    wrong = {fact for page in found for fact in page.wrong}
    severe = [set(each.facts) for each in answer.report.findings if each.severity != "info"]
    named = set().union(*severe) if severe else set()
    planted = [page for page in found if page.planted]
    missed = [page.planted for page in planted if not page.wrong & named]
    precision = sum(bool(each & wrong) for each in severe) / len(severe) if severe else 1.0
    recall = 1 - len(missed) / len(planted) if planted else 1.0
    return precision, recall, missed


def main() -> None:
    """Generate, check, and print what was found and what it took."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--facts", type=int, default=100_000)
    asked.add_argument("--errors", type=float, default=0.05, help="share of pages with an error")
    asked.add_argument("--seed", type=int, default=1)
    options = asked.parse_args()
    checked(generated(2_000, 0.5, options.seed))  # what is loaded on first use is not timed
    for times in (1, 2, 4):
        found = generated(times * options.facts, options.errors, options.seed)
        answer, seconds, busy = checked(found)
        precision, recall, missed = score(found, answer)
        facts = sum(len(page.facts) for page in found)
        planted = Counter(page.planted for page in found if page.planted)
        print(
            f"{times}x: {facts} facts of {len(found)} counts in {seconds:.1f} s "
            f"({busy:.1f} s of a processor), {facts / busy:.0f} a processor's second"
        )
        print(
            f"    {planted.total()} errors of {len(planted)} kinds planted: "
            f"precision {precision:.3f}, recall {recall:.3f}"
            f"{', not found: ' if missed else ''}{', '.join(sorted(set(missed)))}"
        )


if __name__ == "__main__":
    main()
