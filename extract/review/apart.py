"""Facts, posts and decisions -> what the rules make of them, reckoned in a process of its own."""

from __future__ import annotations

import multiprocessing
import signal
from functools import lru_cache
from typing import TYPE_CHECKING, Self

from extract.check import Checked
from extract.errors import SeatcheckError
from extract.review.settle import settle

if TYPE_CHECKING:
    from collections.abc import Sequence
    from multiprocessing.connection import Connection

    from extract.review.settle import Check
    from schemas.decision import Decision
    from schemas.fact import Fact
    from schemas.post import Post


class EndedError(SeatcheckError):
    """Raised when the process that reckons has ended by itself, as where memory runs out."""

    def __init__(self) -> None:
        super().__init__("the process that checks the sums has ended; start seatcheck review again")


class Apart:
    """
    ``settle`` with a check, in another process, so that no page waits for the sums.

    A context manager: the process ends with the block, whatever it is reckoning. The
    check is one that can be pickled; what it raises is raised to the caller.
    """

    def __init__(self, check: Check) -> None:
        spawned = multiprocessing.get_context("spawn")
        self._connection, other = spawned.Pipe()
        self._process = spawned.Process(target=_reckon, args=(other, check), daemon=True)

    def __enter__(self) -> Self:
        """Begin to load the rules."""
        self._process.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self._process.terminate()
        self._process.join()
        self._connection.close()

    def __call__(
        self, facts: Sequence[Fact], posts: Sequence[Post], log: Sequence[Decision]
    ) -> Checked:
        """What ``settle`` gives; one caller at a time. Raises ``EndedError``."""
        try:
            self._connection.send((tuple(facts), tuple(posts), tuple(log)))
            answer = self._connection.recv()
        except (EOFError, OSError) as error:
            raise EndedError from error
        if isinstance(answer, Checked):
            return answer
        raise answer


def _reckon(connection: Connection, check: Check) -> None:
    """Answer until nobody asks any more; Ctrl-C is for the program that serves."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    remembering = _remembering(check)
    while True:
        try:
            facts, posts, log = connection.recv()
        except EOFError:
            return
        try:
            connection.send(settle(facts, posts, log, remembering))
        except Exception as error:  # noqa: BLE001 - it is raised again where it was asked for
            connection.send(error)


def _remembering(check: Check) -> Check:
    """The check that does not judge again what it has judged just before."""

    @lru_cache(maxsize=4)
    def judged(facts: tuple[Fact, ...], posts: tuple[Post, ...]) -> Checked:
        return check(facts, posts)

    return lambda facts, posts: judged(tuple(facts), tuple(posts))
