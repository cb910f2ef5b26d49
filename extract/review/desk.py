"""A run folder -> the view that its reviewer works on, checked again in the background after decisions."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from extract.review.view import View, view_of
from extract.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from extract.check import Checked
    from schemas.decision import Decision
    from schemas.fact import Fact
    from schemas.post import Post

    Settled = Callable[[Sequence[Fact], Sequence[Post], Sequence[Decision]], Checked]

# How often the desk looks whether somebody else has written to the run.
_LOOK_SECONDS = 1.0
# Where others go on writing, as a run that is being read does, the pause after a check is so many
# times what the check took.
_PAUSE = 5
# How long the check that is running may take when the desk is left; it is made again the next time.
_LAST_SECONDS = 5.0


class _ChangedError(Exception):
    """Raised when a run was written to while it was being checked."""


class Desk:
    """
    The view of one run and the way to decide; a context manager.

    A decision is stored before ``decide`` returns, and the view then knows of it.
    What its corrections change elsewhere is checked in a thread of its own, which
    also sees what others decide or read meanwhile. Raises ``RunError`` for a folder
    that holds no run.
    """

    def __init__(self, folder: Path, settled: Settled, rules: Collection[str]) -> None:
        """
        ``settled``: the facts checked with the decisions, as ``settle`` does it.

        ``rules``: the codes of the rules that it checks by; a stored check by others is no answer.
        """
        self._folder = folder
        self._rules = set(rules)
        self._settled = settled
        self._wake = threading.Condition()
        with Store(folder, "write") as store:
            self._view = self._checked(store)
        self._behind: set[str] = set()
        self._at_work = False
        self._closing = False
        self._took = 0.0
        self._error: BaseException | None = None
        self._worker = threading.Thread(target=self._work, daemon=True)

    def __enter__(self) -> Self:
        """The desk, at work: the run is open for the checks, or the view says why it is not."""
        self._worker.start()
        with self._wake:
            self._wake.wait_for(lambda: self._at_work or self._error is not None)
        return self

    def __exit__(self, *_: object) -> None:
        """Let the check that is running end soon."""
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        self._worker.join(_LAST_SECONDS)

    @property
    def view(self) -> View:
        """The newest view; raises what the background check raised, if it did."""
        with self._wake:
            if self._error is not None:
                raise self._error
            return self._view

    @property
    def checking(self) -> bool:
        """Whether decisions were taken that the sums do not know of yet."""
        with self._wake:
            return bool(self._behind)

    def decide(self, entry: Decision) -> None:
        """Store an entry; the view then knows of it. Raises ``RunError`` where it cannot be stored."""
        with Store(self._folder, "write") as store:
            store.decide([entry])
        with self._wake:
            self._view = self._view.knowing([entry])
            self._behind.add(entry.id)
            self._wake.notify_all()

    def wait(self, seconds: float) -> None:
        """
        Wait until the sums know of every decision, but no longer than that.

        Not at all where the last check took longer: this one will, too.
        """
        with self._wake:
            if self._took <= seconds:
                self._wake.wait_for(lambda: not self._behind or self._error is not None, seconds)

    def _work(self) -> None:
        try:
            with Store(self._folder, "write") as store:
                with self._wake:
                    self._at_work = True
                    self._wake.notify_all()
                seen = -1
                while True:
                    with self._wake:
                        if not self._closing and not self._behind:
                            self._wake.wait(max(_LOOK_SECONDS, _PAUSE * self._took))
                        if self._closing:
                            return
                        due = bool(self._behind)
                    version = store.version
                    if due or version != seen:
                        began = time.monotonic()
                        self._show(self._checked(store))
                        seen, self._took = version, time.monotonic() - began
        except BaseException as error:  # noqa: BLE001 - it is raised where the view is asked for
            with self._wake:
                self._error = error
                self._wake.notify_all()

    def _show(self, view: View) -> None:
        """Take a new view over, with what was decided while it was made."""
        with self._wake:
            self._view = view.knowing(self._view.log)
            self._behind -= view.decisions.keys()
            self._wake.notify_all()

    def _checked(self, store: Store) -> View:
        """The run as it is stored now, checked where it is not."""
        while True:
            with store.reading():
                report = store.report()
                if report is not None and self._rules == report.verdicts.keys():
                    found = view_of(store.posts(), store.facts(), report, store.decisions())
                    break
                facts = store.facts(as_read=True)
                posts = [each.post for each in store.posts()]
                log = store.decisions()
            done = self._settled(facts, posts, log)

            def same(
                now: Sequence[Fact],
                posts_now: Sequence[Post],
                was: tuple[object, ...] = (facts, posts, log),
                done: Checked = done,
            ) -> Checked:
                if was != (now, posts_now, store.decisions()):
                    raise _ChangedError
                return done

            with suppress(_ChangedError):
                store.check(same)
        _ = found.base.homes  # made here, so that no page waits for it
        return found
