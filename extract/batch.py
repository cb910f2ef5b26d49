"""Pages and a model -> a run: every post asked, grounded, committed, and the whole of it checked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from extract.check import check
from extract.model.client import Client
from extract.model.errors import StopRunError
from extract.model.spec import Spec
from extract.pages import Pages
from extract.prompting import reading_id
from extract.reading import PostRead, read_post
from extract.store import State, Store, StoredPost


@dataclass(slots=True)
class Tally:
    """
    What a run has cost so far and how far it has come.

    ``calls``: calls of the model that its posts rest on; ``sent``: how many of
    them were asked for now, the rest came from the stores. Tokens are of the
    calls sent now, failed attempts included.
    """

    posts: int = 0
    done: int = 0
    calls: int = 0
    sent: int = 0
    prompt_tokens: int = 0
    cached_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0
    failed: list[tuple[StoredPost, str]] = field(default_factory=list)
    stopped: str | None = None

    @property
    def from_store(self) -> int:
        """Calls that cost nothing."""
        return self.calls - self.sent

    def add(self, read: PostRead) -> None:
        """Count one post's calls."""
        for part in read.parts:
            self.calls += len(part.exchanges)
            self.sent += part.sent
            for exchange in part.exchanges[len(part.exchanges) - part.sent :] if part.sent else ():
                prompt, cached, completion = exchange.usage
                self.prompt_tokens += prompt
                self.cached_tokens += cached
                self.completion_tokens += completion
                self.seconds += exchange.seconds


def enter(store: Store, pages: Pages, spec: Spec, *, fresh: bool = False) -> list[StoredPost]:
    """Enter the pages into the run; the posts that are still to be read, in order."""
    reading = reading_id(spec)
    store.add_pages(pages.posts, dict(pages.origins))
    store.reset(pages.origins, reading, fresh=fresh)
    return store.posts("pending", pages.origins)


def run(
    store: Store,
    todo: Sequence[StoredPost],
    spec: Spec,
    client: Client,
    *,
    on_post: Callable[[StoredPost, PostRead, Tally], None] | None = None,
) -> Tally:
    """
    Read every post of ``todo``, each committed when it is done, then check the whole run.

    A failed post is kept with its reason and asked again by the next run. A dead
    endpoint stops in good order: ``Tally.stopped`` says why, the rest is pending.
    """
    tally = Tally(posts=len(todo))
    reading = reading_id(spec)
    try:
        for stored in todo:
            read = read_post(stored.post, spec, client)
            store.finish(stored, read, reading, state_of(read))
            tally.done += 1
            tally.add(read)
            if read.error is not None:
                tally.failed.append((stored, str(read.error)))
            if on_post is not None:
                on_post(stored, read, tally)
    except StopRunError as error:
        tally.stopped = str(error)
    finally:
        recheck(store)
    return tally


def state_of(read: PostRead) -> State:
    """The state of a post that was read: failed, extracted, or nothing here."""
    if read.error is not None:
        return "failed"
    return "extracted" if any(f.status != "rejected" for f in read.facts) else "nothing here"


def recheck(store: Store) -> None:
    """Run the rules over all facts of a run and store statuses and findings."""
    posts = [stored.post for stored in store.posts()]
    checked = check(store.facts(), posts)
    store.put_check(checked.facts, checked.report)
