"""A post's requests and what came of them, against its recordings -> create, fix, trim or update."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from extract.model.client import answer_in
from extract.model.errors import AnswerError, InvalidAnswerError
from extract.model.recordings import Recording, Recordings, recording_path
from extract.offers import QUESTIONS
from extract.prompting import Part, parts, request, stretches
from extract.reading import PostRead, facts_of_post
from extract.register import Authority
from schemas.fact import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pydantic import BaseModel

    from extract.model.request import Request
    from extract.model.spec import Spec
    from schemas.post import Post

Kind = Literal["create", "again", "fix", "trim", "update"]
_NO_MATTER = {"id", "start", "end", "owner_start", "owner_end"}


@dataclass(frozen=True, slots=True)
class Change:
    """
    What becomes of the recording of one request, in the file ``path``.

    create: there is none yet. update: it becomes another, the facts stay. fix: the
    facts change with it. trim: no request needs it any more. again: it is asked
    again, and will be an update or a fix. ``parts``: those of the request that are
    others now; none where only the answer is another.
    """

    kind: Kind
    label: str
    path: Path
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PostChanges:
    """
    What becomes of the recordings of one post, and of the facts that come of them.

    ``gone`` and ``new``: facts of the former answers alone, and of the present ones
    alone. ``unreadable``: why the former answers give no facts any more.
    """

    page: str
    post: str
    changes: tuple[Change, ...]
    unchanged: int = 0
    gone: tuple[Fact, ...] = ()
    new: tuple[Fact, ...] = ()
    unreadable: str | None = None

    @property
    def changes_facts(self) -> bool:
        """Whether the changes need a careful look."""
        return bool(self.gone or self.new or self.unreadable)

    def as_json(self) -> dict[str, Any]:
        """The changes with their facts."""
        return {
            "page": self.page,
            "post": self.post,
            "recordings": [
                {"change": each.kind, "request": each.label, "parts": each.parts}
                for each in self.changes
            ],
            "gone": [each.model_dump(exclude_none=True) for each in self.gone],
            "new": [each.model_dump(exclude_none=True) for each in self.new],
            "unreadable": self.unreadable,
        }


def counted(posts: Iterable[PostChanges]) -> dict[str, int]:
    """How many recordings change in which way, and how many not at all."""
    counts = dict.fromkeys((*get_args(Kind), "unchanged"), 0)
    for post in posts:
        for each in post.changes:
            counts[each.kind] += 1
        counts["unchanged"] += post.unchanged
    return counts


def planned(post: Post, spec: Spec, recordings: Recordings) -> PostChanges:
    """What recording a post would create, ask again and trim, as is known without asking."""
    changes: list[Change] = []
    asked = _requests(post, spec, recordings)
    recorded = recordings.of_post(spec.name, post.page, post.id)
    for path, each in asked.items():
        if path not in recorded:
            changes.append(Change("create", each.label, path))
        elif not recorded[path].answers(each):
            differing = recorded[path].changed_parts(each)
            changes.append(Change("again", each.label, path, differing))
    unchanged = len(asked) - len(changes)
    return PostChanges(post.page, post.id, (*changes, *_stale(recorded, asked)), unchanged)


def changes_of(
    post: Post, spec: Spec, recordings: Recordings, read: PostRead | None = None
) -> PostChanges:
    """
    What becomes of a post's recordings where this is what was read; None where nothing was asked.

    A post whose reading was cut short keeps its recordings: nobody knows its facts.
    """
    asked = _requests(post, spec, recordings)
    recorded = recordings.of_post(spec.name, post.page, post.id)
    trimmed = _stale(recorded, asked)
    if read is not None and not read.ended:
        return PostChanges(post.page, post.id, trimmed)
    changes: list[Change] = []
    for each in read.parts if read is not None else ():
        path = recording_path(recordings.folder, each.request)
        if path not in recorded:
            changes.append(Change("create", each.request.label, path))
        elif not recorded[path].holds(each.exchanges):
            differing = recorded[path].changed_parts(each.request)
            changes.append(Change("update", each.request.label, path, differing))
    changed = sum(each.kind == "update" for each in changes)
    unchanged = len(asked.keys() & recorded.keys()) - changed
    done = PostChanges(post.page, post.id, (*changes, *trimmed), unchanged)
    if all(each.kind == "create" for each in done.changes):
        return done
    return _with_facts(done, post, recorded, read)


def trimmed_posts(
    posts: Sequence[Post], spec: Spec, recordings: Recordings, *, whole: bool
) -> list[PostChanges]:
    """
    The recordings of posts that are no more.

    On the pages of ``posts``, or, where they are the ``whole`` of the golden pages,
    on any page.
    """
    known = {(each.page, each.id) for each in posts}
    pages = {each.page for each in posts}
    return [
        PostChanges(page, post, _stale(recordings.of_post(spec.name, page, post), {}))
        for page, post in recordings.posts(spec.name)
        if (page, post) not in known and (whole or page in pages)
    ]


def _requests(post: Post, spec: Spec, recordings: Recordings) -> dict[Path, Request]:
    """The requests that read a post, by the file in which their recordings lie."""
    asked = [request(post, part, spec)[0] for part in parts(post)]
    return {recording_path(recordings.folder, each): each for each in asked}


def _stale(recorded: Mapping[Path, Recording], asked: Mapping[Path, Request]) -> tuple[Change, ...]:
    return tuple(
        Change("trim", each.label, path) for path, each in recorded.items() if path not in asked
    )


def _with_facts(
    done: PostChanges, post: Post, recorded: Mapping[Path, Recording], read: PostRead | None
) -> PostChanges:
    """The changes with what they do to the post's facts: an update that changes them is a fix."""
    trimmed = {each.path for each in done.changes if each.kind == "trim"}
    page = () if read is None else read.page
    try:
        former = _facts(post, recorded.values(), page)
        kept = (each for path, each in recorded.items() if path not in trimmed)
        now = _facts(post, kept, page) if read is None else read.facts
        unreadable = None
    except AnswerError as error:
        former, now = (), () if read is None else read.facts
        unreadable = str(error)
    before, after = _in_force(former), _in_force(now)
    done = replace(
        done,
        gone=tuple(fact for said, fact in before.items() if said not in after),
        new=tuple(fact for said, fact in after.items() if said not in before),
        unreadable=unreadable,
    )
    if not done.changes_facts:
        return done
    fixes = (replace(each, kind="fix") if each.kind == "update" else each for each in done.changes)
    return replace(done, changes=tuple(fixes))


def _facts(
    post: Post, recorded: Iterable[Recording], page: Sequence[Authority]
) -> tuple[Fact, ...]:
    """
    The facts of recorded answers, parsed and grounded as answers of today; none of a failure.

    Raises ``AnswerError`` where an answer cannot be read any more.
    """
    spans = stretches(post)
    questions = list(QUESTIONS)
    answers: list[tuple[Part, BaseModel]] = []
    for each in recorded:
        if each.part >= len(spans) or each.question not in questions or not each.exchanges:
            raise InvalidAnswerError(f"nothing like {each.label} is asked any more")
        last = each.exchanges[-1]
        if last.chain == "failed":
            return ()
        part = Part(each.part, each.question, *spans[each.part])
        answers.append((part, answer_in(last, QUESTIONS[each.question])))
    answers.sort(key=lambda pair: (pair[0].number, questions.index(pair[0].question)))
    return facts_of_post(post, answers, page)


def _in_force(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Facts with words, by all that they say: where the words stand does not matter."""
    return {
        each.model_dump_json(exclude=_NO_MATTER): each
        for each in facts
        if each.status != "rejected"
    }
