"""
extract/golden/changes: what becomes of the recordings where another answer comes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pytest
from loopback import answer, status
from stating import a_post, a_ward, seats

from extract.golden.changes import PostChanges, changes_of, counted, planned, trimmed_posts
from extract.model.client import Client
from extract.model.connect import Endpoint
from extract.model.recordings import Recordings, recording_path, write_recording
from extract.model.sending import Patience
from extract.model.spec import parse_spec
from extract.prompting import Part, request
from extract.reading import read_post

if TYPE_CHECKING:
    from pathlib import Path

    from loopback import Endpoint as Loopback
    from loopback import Received, Reply

    from extract.model.spec import Spec
    from extract.reading import PostRead
    from schemas.post import Post

COUNCIL = a_post("In Harwick, Labour now has 31 seats.")
WARD = a_ward("Mill Lane", candidates=[{"person": "Ann Person", "votes": 412}])
UNNAMED = a_post(f"{COUNCIL.text} In Mill Lane Ann Person had 412.", id="p3")
BOTH = a_post(
    f"{COUNCIL.text} In the Mill Lane ward 412 votes went the way of Ann Person.", id="p2"
)


@dataclass
class Asking:
    """A model that answers as it is told, and a folder of recordings."""

    endpoint: Loopback
    folder: Path
    spec: Spec

    def says(self, *results: dict[str, Any], spaced: bool = False) -> None:
        """What the model answers from now on, to each question its own."""

        def reply(received: Received) -> Reply:
            asked = received.body["response_format"]["json_schema"]["schema"]["properties"]
            councils = [each for each in results if "council" in each]
            contests = [each for each in results if "contest" in each]
            said = {"councils": councils, "contests": contests}
            told = {name: said[name] for name in said if name in asked}
            return answer(json.dumps(told, indent=4 if spaced else None))

        self.endpoint.otherwise = reply

    def client(self) -> Client:
        """A client that asks for everything."""
        sender = Endpoint(self.endpoint.base_url, "test-key", 5)
        return Client(lambda: sender, patience=Patience(attempts=1))

    def read(self, post: Post) -> PostRead:
        """The post, asked afresh."""
        with self.client() as client:
            return read_post(post, self.spec, client)

    def record(self, *posts: Post) -> None:
        """What the model says of these posts, recorded."""
        for post in posts:
            for each in self.read(post).parts:
                write_recording(self.folder, each.request, list(each.exchanges))

    def record_question(self, post: Post, question: str) -> None:
        """What the model says to one question, though the post is not asked it."""
        asked, answer_model = request(post, Part(0, question, 0, len(post.content)), self.spec)
        with self.client() as client:
            told = client.ask(asked, answer_model)
        write_recording(self.folder, asked, list(told.exchanges))

    def changes(self, post: Post) -> PostChanges:
        """What becomes of the recordings now."""
        return changes_of(post, self.spec, Recordings(self.folder), self.read(post))

    def edit(self, post: Post, question: str, **changes: Any) -> None:
        """Change the last exchange of a recording by hand."""
        asked, _ = request(post, Part(0, question, 0, len(post.content)), self.spec)
        path = recording_path(self.folder, asked)
        written = json.loads(path.read_text(encoding="utf-8"))
        written["exchanges"][-1] |= changes
        path.write_text(json.dumps(written), encoding="utf-8")


@pytest.fixture
def model(endpoint, tmp_path) -> Asking:
    """
    A model that reads the posts truly, and recordings of that.
    """
    made = Asking(endpoint, tmp_path, parse_spec("openai/x", endpoint.base_url))
    made.says(seats("Labour", seats=31), WARD)
    made.record(COUNCIL, BOTH)
    return made


def kinds(changes: PostChanges) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.kind, each.parts) for each in changes.changes]


def figures(facts) -> list[tuple[str, object]]:
    return [(each.measure, each.value) for each in facts]


class TestChanges:
    def test_none(self, model):
        """
        The same request with the same answer changes nothing: ids and times do not matter.
        """
        assert PostChanges("night", "p1", (), 1) == model.changes(COUNCIL)

    def test_create(self, model):
        """
        A post that nothing is recorded of has its recordings created.
        """
        new = COUNCIL.model_copy(update={"id": "p3"})

        assert [("create", ())] == kinds(model.changes(new))

    def test_update_of_a_request(self, model):
        """
        Another request whose answer gives the same facts is an update, with the part that changed.
        """
        model.spec = replace(model.spec, sampling={"temperature": 1})
        changes = model.changes(COUNCIL)

        assert [("update", ("sampling",))] == kinds(changes)
        assert not changes.changes_facts

    def test_update_of_an_answer(self, model):
        """
        Another answer to the same request that gives the same facts is an update.
        """
        model.says(seats("Labour", seats=31), spaced=True)

        assert [("update", ())] == kinds(model.changes(COUNCIL))

    def test_update_where_only_what_is_rejected_changes(self, model):
        """
        A figure that the post does not state is no fact, so that it changes none.
        """
        model.says(seats("Labour", seats=31, seats_before=99))

        assert [("update", ())] == kinds(model.changes(COUNCIL))

    @pytest.mark.parametrize(
        ("before", "after", "gone", "new"),
        [
            ([seats("Labour", seats=31)], [], [("seats", 31)], []),
            ([], [seats("Labour", seats=31)], [], [("seats", 31)]),
        ],
    )
    def test_fix(self, model, before, after, gone, new):
        """
        An answer that changes the facts is a fix, with the facts that went and that came.
        """
        model.says(*before)
        model.record(COUNCIL)
        model.says(*after)
        changes = model.changes(COUNCIL)

        assert [("fix", ())] == kinds(changes)
        assert (gone, new) == (figures(changes.gone), figures(changes.new))

    def test_fix_of_one_request_of_a_post(self, model):
        """
        Of a post that is asked two questions the one that is answered otherwise is the fix.
        """
        model.says(seats("Labour", seats=31))
        changes = model.changes(BOTH)

        assert (["fix"], 1) == ([each.kind for each in changes.changes], changes.unchanged)
        assert "night/p2 (contests)" == changes.changes[0].label
        assert ([("votes", 412)], []) == (figures(changes.gone), figures(changes.new))

    def test_trim(self, model):
        """
        A recording that no request needs is trimmed; the facts that go with it are told.
        """
        model.record(UNNAMED)
        model.record_question(UNNAMED, "contests")
        changes = changes_of(UNNAMED, model.spec, Recordings(model.folder))

        assert [("trim", "night/p3 (contests)")] == [
            (each.kind, each.label) for each in changes.changes
        ]
        assert ([("votes", 412)], []) == (figures(changes.gone), figures(changes.new))

    def test_trim_of_what_stated_nothing(self, model):
        """
        Where no fact goes with a recording that is trimmed, none is told.
        """
        model.says()
        model.record_question(COUNCIL, "contests")
        changes = changes_of(COUNCIL, model.spec, Recordings(model.folder))

        assert (["trim"], False) == ([each.kind for each in changes.changes], changes.changes_facts)

    def test_a_former_answer_that_breaks_the_schema(self, model):
        """
        What was recorded under another schema and cannot be read any more is a fix; all facts
        are new.
        """
        response = json.loads(answer('{"wards": []}').body)
        model.edit(COUNCIL, "councils", response=response)
        changes = model.changes(COUNCIL)

        assert [("fix", ())] == kinds(changes)
        assert "the answer breaks the schema: " in changes.unreadable
        assert ([], [("seats", 31)]) == (figures(changes.gone), figures(changes.new))

    def test_a_former_failure(self, model):
        """
        A failure that was recorded had no facts.
        """
        model.edit(COUNCIL, "councils", chain="failed", response=json.loads(answer("").body))
        changes = model.changes(COUNCIL)

        assert ([("fix", ())], None) == (kinds(changes), changes.unreadable)
        assert ([], [("seats", 31)]) == (figures(changes.gone), figures(changes.new))

    def test_a_post_that_fails_now(self, model):
        """
        Where the model fails, all facts are gone.
        """
        model.endpoint.otherwise = answer("")
        changes = model.changes(COUNCIL)

        assert [("fix", ())] == kinds(changes)
        assert ([("seats", 31)], []) == (figures(changes.gone), figures(changes.new))

    def test_a_post_that_is_cut_short(self, model):
        """
        Where the endpoint gives no answer, nobody knows what the recording becomes: it stays.
        """
        model.endpoint.otherwise = status(400)

        assert PostChanges("night", "p1", ()) == model.changes(COUNCIL)

    def test_are_counted(self, model):
        """
        Every recording is counted once, by what becomes of it.
        """
        model.says(seats("Labour", seats=31))
        done = [model.changes(COUNCIL), model.changes(BOTH)]

        assert {"create": 0, "again": 0, "fix": 1, "trim": 0, "update": 0, "unchanged": 2} == (
            counted(done)
        )


class TestPlan:
    def test_names_what_changed(self, model):
        """
        A request that changed would be asked again; what changed is known without asking.
        """
        before = model.endpoint.count
        spec = replace(model.spec, sampling={"temperature": 1})
        changes = planned(COUNCIL, spec, Recordings(model.folder))

        assert [("again", ("sampling",))] == kinds(changes)
        assert before == model.endpoint.count

    def test_of_what_is_recorded(self, model):
        """
        Where all is recorded there is nothing to do.
        """
        assert PostChanges("night", "p2", (), 2) == planned(
            BOTH, model.spec, Recordings(model.folder)
        )

    def test_of_what_is_recorded_elsewhere(self, model):
        """
        A recording counts at its own place alone: the same words in another post need their own.
        """
        twin = COUNCIL.model_copy(update={"id": "p9"})

        assert [("create", ())] == kinds(planned(twin, model.spec, Recordings(model.folder)))

    def test_of_another_model(self, model):
        """
        The recordings of one model are none of another's.
        """
        other = parse_spec("openai/y", model.endpoint.base_url)

        assert [("create", ())] == kinds(planned(COUNCIL, other, Recordings(model.folder)))


class TestPostsThatAreNoMore:
    @pytest.mark.parametrize(
        ("whole", "labels"),
        [
            (False, ["night/p2 (contests)", "night/p2 (councils)"]),
            (True, ["day/p1 (councils)", "night/p2 (contests)", "night/p2 (councils)"]),
        ],
    )
    def test_are_trimmed(self, model, whole, labels):
        """
        Their recordings go: of pages that are read, and of any page where all pages are.
        """
        model.record(COUNCIL.model_copy(update={"page": "day"}))
        gone = trimmed_posts([COUNCIL], model.spec, Recordings(model.folder), whole=whole)

        assert labels == sorted(each.label for post in gone for each in post.changes)
        assert {"trim"} == {each.kind for post in gone for each in post.changes}
