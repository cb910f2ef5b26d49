"""A run with thousands of findings, reviewed over HTTP -> the time of each page: ``python benchmarks/review.py``."""

from __future__ import annotations

import argparse
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from functools import partial
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from counts import counts

from extract.check import check
from extract.facts import fact_id
from extract.reading import PostRead
from extract.review.settle import settle
from extract.store import Store, Way
from schemas.fact import Fact
from schemas.post import Post

if TYPE_CHECKING:
    from collections.abc import Iterator

    from counts import Count

_TIMES = 7
_PARTY = re.compile(r"([A-Z][A-Za-z ]+) (\d+)")
_FORM = "application/x-www-form-urlencoded"


def main() -> None:
    """Make the run, serve it, ask for every kind of page, and print what each took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--findings", type=int, default=5_000, help="findings that ask for a decision"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "run"
        print(made(folder, options.findings), flush=True)
        for line in timed(folder):
            print(line, flush=True)


def made(folder: Path, findings: int) -> str:
    """Store a run in which about as many findings ask for a decision; what it holds."""
    posts: list[Post] = []
    facts: dict[str, list[Fact]] = {}
    for number, count in enumerate(counts()):
        if 2 * number >= findings:
            break
        post = _post(count)
        posts.append(post)
        facts[post.id] = _facts(count, post)
    began = time.perf_counter()
    with Store(folder, "create") as store:
        sources = {post.page: f"{post.page}.jsonl" for post in posts}
        for stored in store.enter(posts, sources, Way("made", "made", None)):
            store.finish(stored, PostRead(tuple(facts[stored.post.id]), ()), "extracted")
        report = store.check(partial(settle, log=(), check=check))
    asked = sum(each.severity != "info" for each in report.findings)
    return (
        f"{len(posts)} posts, {sum(map(len, facts.values()))} facts, {len(report.findings)} findings, "
        f"{asked} of which ask for a decision; read in and checked in "
        f"{time.perf_counter() - began:.1f} s"
    )


def _post(count: Count) -> Post:
    """A post with two errors: a list that lacks a seat, and a threshold that is one too high."""
    seats = dict(count.seats)
    largest = max(seats, key=lambda party: seats[party])
    seats[largest] -= 1
    told = ", ".join(f"{party} {held}" for party, held in seats.items() if held)
    text = (
        f"{count.council.name} has {count.size} seats. The council now has {told}. "
        f"It takes {count.size // 2 + 2} for a majority."
    )
    return Post(
        id=f"{count.council.gss}-{count.year}",
        page=f"polls-{count.year}",
        published=f"{count.day}T23:30",
        text=text,
    )


def _facts(count: Count, post: Post) -> list[Fact]:
    """What that post states, each figure with its words."""
    listed = re.search(r"now has (.+?)\. It takes", post.text)
    assert listed is not None
    size = re.search(r"has (\d+) seats", post.text)
    line = re.search(r"takes (\d+) for", post.text)
    assert size is not None
    assert line is not None
    return [
        _fact(count, post, "council_size", int(size[1]), size.span(1)),
        _fact(count, post, "majority_threshold", int(line[1]), line.span(1)),
        _fact(count, post, "list_complete", True, listed.span(1)),
        *(
            _fact(count, post, "seats", int(each[2]), each.span(2), each[1])
            for each in _PARTY.finditer(post.text, *listed.span(1))
        ),
    ]


def _fact(
    count: Count,
    post: Post,
    measure: str,
    value: int | bool,
    span: tuple[int, int],
    party: str | None = None,
) -> Fact:
    fact = Fact(
        page=post.page,
        post=post.id,
        scope="council",
        area=count.council.name,
        area_id=count.council.gss,
        measure=measure,
        value=value,
        party=party,
        quote=post.text[slice(*span)],
        start=span[0],
        end=span[1],
    )
    return fact.model_copy(update={"id": fact_id(fact)})


def timed(folder: Path) -> Iterator[str]:
    """Serve the run and ask for its pages; a line for each kind."""
    program = Path(sys.executable).with_name("seatcheck")
    began = time.perf_counter()
    command = [program, "review", folder, "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as serving:  # noqa: S603
        assert serving.stdout is not None
        address = serving.stdout.readline().strip()
        yield f"start                     {time.perf_counter() - began:8.2f} s, once"
        with closing(_Reviewer(address)) as reviewer:
            yield from _pages(reviewer)
        serving.send_signal(signal.SIGINT)


class _Reviewer:
    """One connection to the page; every method gives the seconds until the whole answer is there."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._origin = f"{parts.scheme}://{parts.netloc}"
        self._base = parts.path
        self._connection = HTTPConnection(parts.hostname or "", parts.port, timeout=120)
        self.text = ""

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def look(self, path: str) -> float:
        """Get a page; ``text`` is then its own."""
        return self._ask(path, None)[0]

    def decide(self, finding: str, **form: str) -> float:
        """Send a decision, and get the page that comes after it."""
        seconds, location = self._ask(f"findings/{finding}", form)
        return seconds + self.look(location.removeprefix(self._base))

    def correct(self, finding: str) -> float:
        """Set right a threshold that is one too high."""
        self.look(f"findings/{finding}")
        fact = re.search(r'name="fact">\s*<option value="(\w+)"', self.text)
        right = re.search(r"more than half of that is (\d+)", self.text)
        assert fact is not None
        assert right is not None
        return self.decide(finding, kind="source", fact=fact[1], value=right[1])

    def _ask(self, path: str, form: dict[str, str] | None) -> tuple[float, str]:
        began = time.perf_counter()
        headers = {"Origin": self._origin, "Content-Type": _FORM}
        body = urlencode(form) if form else None
        self._connection.request("POST" if form else "GET", self._base + path, body, headers)
        answer = self._connection.getresponse()
        self.text = answer.read().decode()
        assert answer.status < 400, answer.status  # noqa: PLR2004
        return time.perf_counter() - began, answer.getheader("location", "")


def _pages(reviewer: _Reviewer) -> Iterator[str]:
    yield f"the very first page       {1000 * reviewer.look(''):8.0f} ms, once"
    last = re.search(r"page 1 of (\d+)", reviewer.text)
    reviewer.look("councils/")
    council = re.search(r"/councils/([\w-]+)", reviewer.text)
    reviewer.look("?rule=C001")
    ids = re.findall(r"/findings/([0-9a-f]+)", reviewer.text)
    assert council is not None
    paths = {
        "queue": "",
        "queue, last page": f"?page={last[1] if last else 1}",
        "queue, one rule": "?rule=C001",
        "a finding": f"findings/{ids[0]}",
        "councils": "councils/",
        "a council": f"councils/{council[1]}",
        "posts": "posts/",
    }
    for name, path in paths.items():
        yield _line(name, [reviewer.look(path) for _ in range(_TIMES)])
    later, dismissed, corrected = (ids[n * _TIMES : (n + 1) * _TIMES] for n in range(3))
    yield _line("later, and the next", [reviewer.decide(each, kind="later") for each in later])
    told = {"kind": "dismissed", "why": "two counts"}
    yield _line("dismissed, and the next", [reviewer.decide(each, **told) for each in dismissed])
    yield _line("corrected, and the next", [reviewer.correct(each) for each in corrected])
    began = time.perf_counter()
    while "being checked again" in reviewer.text:
        time.sleep(0.2)
        reviewer.look("?last=")
    yield f"until the sums know of it {time.perf_counter() - began:8.1f} s, in the background"


def _line(name: str, seconds: list[float]) -> str:
    middle, slowest = 1000 * statistics.median(seconds), 1000 * max(seconds)
    return f"{name:25} {middle:8.0f} ms at the median of {len(seconds)}, {slowest:.0f} ms at most"


if __name__ == "__main__":
    main()
