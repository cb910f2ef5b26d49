"""Posts as read, page by page -> as read after a second look, what that changed, and its recordings."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from extract.golden.pairing import match_key
from extract.model.recordings import Recordings, recording_path, write_recording
from extract.second_look import LookedAgain, look_again
from extract.second_question import QUESTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from extract.golden.pairing import Key
    from extract.model.client import Client
    from extract.model.spec import Spec
    from extract.reading import PostRead
    from schemas.post import Post

FOLDER = "second-looks"
"""Where a golden folder keeps the recordings of second looks, beside those of the readings."""


@dataclass(frozen=True, slots=True)
class Gain:
    """
    What second looks gave, in facts.

    ``asked``: disputed figures that were asked for. Of them ``source``: the same answer
    again; ``changed``: another took their place; the rest stayed undecided. Of those
    changed, ``mended``: wrong before and right now; ``harmed``: right before, whatever
    is there now.
    """

    asked: int
    source: int
    changed: int
    mended: int
    harmed: int
    unanswered: int

    def as_json(self) -> dict[str, int]:
        """The counts by name."""
        return asdict(self)


def look_at_pages(
    reads: Sequence[tuple[Post, PostRead]], spec: Spec, client: Client
) -> LookedAgain:
    """
    A second look at each page by itself, as the pages are scored by themselves.

    Raises ``StopRunError`` where the model answers no more.
    """
    pages = dict.fromkeys(post.page for post, _ in reads)
    done = [
        look_again([each for each in reads if each[0].page == page], spec, client) for page in pages
    ]
    after = {(post.page, post.id): read for each in done for post, read in each.reads}
    return LookedAgain(
        tuple((post, after[post.page, post.id]) for post, _ in reads),
        tuple(look for each in done for look in each.looks),
        tuple(line for each in done for line in each.unanswered),
    )


def gain(again: LookedAgain, wanted: Iterable[Key]) -> Gain:
    """What the looks gave, against all facts that are expected."""
    years = {(post.page, post.id): post.year for post, _ in again.reads}
    right = {*wanted}
    counts = {"source": 0, "changed": 0, "mended": 0, "harmed": 0}
    for look in again.looks:
        counts["source"] += look.fault == "source"
        if look.fault != "reader" or look.instead is None:
            continue
        year = years[look.fact.page, look.fact.post]
        was, now = (match_key(each, year) in right for each in (look.fact, look.instead))
        counts["changed"] += 1
        counts["mended"] += now and not was
        counts["harmed"] += was
    return Gain(asked=len(again.looks), unanswered=len(again.unanswered), **counts)


def record_looks(again: LookedAgain, spec: Spec, folder: Path) -> int:
    """
    Write the second looks at some posts as recordings; how many looks have one now.

    A recording of the model's that no look needs any more is removed from their pages; one
    of a look that was cut short stays as it is.
    """
    recordings = Recordings(folder)
    parts = [part for _, read in again.reads for part in read.parts]
    looks = [each for each in parts if each.request.question == QUESTION]
    for each in looks:
        if each.ended:
            write_recording(folder, each.request, list(each.exchanges))
    needed = {recording_path(folder, each.request) for each in looks}
    pages = {post.page for post, _ in again.reads}
    for page, post in recordings.posts(spec.name):
        for path in recordings.of_post(spec.name, page, post) if page in pages else ():
            if path not in needed:
                path.unlink()
    return sum(path.is_file() for path in needed)
