"""Recordings: true responses as files that a person can read, compare and replay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from asking import GOOD, KEY, WRONG, Seats, a_request, client_of
from loopback import answer
from test_request_keys import CHANGED

from extract.errors import InputError
from extract.model.cache import Exchange
from extract.model.client import Client
from extract.model.recordings import Recordings, recording_path, write_recording
from extract.model.request import PARTS, Request


def the_same(request: Request, **changes: object) -> Request:
    """A request with other fields."""
    return Request(**{name: getattr(request, name) for name in request.__slots__} | changes)


@pytest.fixture
def recorded(endpoint, tmp_path: Path) -> Path:
    """
    A folder with the recording of one chain: a wrong answer and a right one.
    """
    endpoint.play(answer(WRONG), answer(GOOD))
    with client_of(endpoint) as client:
        asked = client.ask(a_request(), Seats)
    write_recording(tmp_path / "golden", a_request(), list(asked.exchanges))
    return tmp_path / "golden"


class TestFile:
    def test_makes_the_round_trip(self, recorded):
        """
        What was written is read again, exchange by exchange.
        """
        recordings = Recordings(recorded)
        (path,) = recorded.rglob("*.json")
        written = [Exchange.model_validate(e) for e in json.loads(path.read_text())["exchanges"]]

        assert (1, 2) == (len(recordings), len(written))
        assert written == [recordings.get(each.key) for each in written]

    def test_is_the_same_bytes_each_time(self, recorded):
        """
        Written again from what was read, not a byte differs: a diff shows what changed alone.
        """
        (path,) = recorded.rglob("*.json")
        before = path.read_bytes()
        exchanges = [Exchange.model_validate(e) for e in json.loads(before)["exchanges"]]

        again = write_recording(recorded, a_request(), exchanges)

        assert (path, before) == (again, path.read_bytes())

    def test_can_be_read_by_a_person(self, recorded):
        """
        One field a line, sorted, letters as they are, a newline at the end; no half-written file.
        """
        (path,) = (each for each in recorded.rglob("*") if each.is_file())
        text = path.read_text(encoding="utf-8")

        assert "loopback/page/post.seats.json" == path.relative_to(recorded).as_posix()
        assert text.endswith("}\n")
        assert '\n   "chain": "answered",\n' in text
        assert ["exchanges", "model", "page", "part", "parts", "post", "question"] == list(
            json.loads(text)
        )

    def test_keeps_letters_as_they_are(self, endpoint, tmp_path):
        """
        Welsh names stay legible.
        """
        endpoint.play(answer(GOOD.replace("Labour", "Plaid Cŵl – 31")))
        with client_of(endpoint) as client:
            asked = client.ask(a_request(), Seats)

        path = write_recording(tmp_path, a_request(), list(asked.exchanges))

        assert "Plaid Cŵl – 31" in path.read_text(encoding="utf-8")

    def test_holds_no_key_and_no_host(self, recorded):
        """
        Recordings are published: they hold what was answered, not who asked where.
        """
        (path,) = recorded.rglob("*.json")

        assert KEY not in path.read_text()
        assert "127.0.0.1" not in path.read_text()

    def test_has_a_hash_for_each_part(self, recorded):
        """
        Six short hashes.
        """
        (path,) = recorded.rglob("*.json")

        assert a_request().parts == json.loads(path.read_text())["parts"]


class TestPath:
    def test_tells_parts_and_questions_apart(self):
        """
        One file for each question about each part of a post.
        """
        folder = Path("golden")
        asked = [
            a_request(),
            the_same(a_request(), part=2),
            the_same(a_request(), question="votes"),
        ]

        assert ["post.seats.json", "post.2.seats.json", "post.votes.json"] == [
            recording_path(folder, each).name for each in asked
        ]

    @pytest.mark.parametrize("field", ["page", "post"])
    @pytest.mark.parametrize(
        "name", ["../../outside", "/etc/passwd", "..", "a\\b", ".hidden", "a:b"]
    )
    def test_never_leaves_the_folder(self, tmp_path, field, name):
        """
        Ids come from pages: one that looks like a path is a name all the same.
        """
        request = the_same(a_request(), **{field: name})

        path = write_recording(tmp_path, request, [])

        assert tmp_path / "loopback" == path.parent.parent.resolve()
        assert 1 == len(Recordings(tmp_path))

    def test_of_a_hosted_model_has_its_makers_folder(self):
        """
        ``meta-llama/Llama-3`` is a folder in a folder; ``qwen2.5:7b`` has no colon in its path.
        """
        llama = the_same(a_request(), model={"name": "meta-llama/Llama-3", "digest": None})
        qwen = the_same(a_request(), model={"name": "qwen2.5:7b", "digest": None})

        assert Path("meta-llama/Llama-3/page/post.seats.json") == recording_path(Path(), llama)
        assert Path("qwen2.5%3A7b/page/post.seats.json") == recording_path(Path(), qwen)


class TestMiss:
    @pytest.mark.parametrize("part", [each for each in PARTS if each != "schema"])
    def test_names_the_changed_part(self, recorded, part):
        """
        A replay that misses says which part of the request changed.
        """
        request = a_request(**CHANGED[part])

        missed = Client(None, recordings=Recordings(recorded)).ask(request, Seats)

        assert f"page/post (seats): changed since it was recorded: {part}" == str(missed.error)

    def test_names_a_changed_schema(self, recorded):
        """
        An answer model with another description.
        """

        class Described(Seats):
            """The seats of a party."""

        request = a_request(schema=Described.model_json_schema())

        missed = Client(None, recordings=Recordings(recorded)).ask(request, Described)

        assert "page/post (seats): changed since it was recorded: schema" == str(missed.error)

    def test_names_all_that_changed(self, recorded):
        """
        Another model with other sampling.
        """
        request = a_request(**CHANGED["sampling"], **CHANGED["model"])

        why = Recordings(recorded).why_missed(request)

        assert "page/post (seats): changed since it was recorded: model, sampling" == why

    def test_compares_with_the_nearest_recording(self, recorded):
        """
        Where several models were recorded, the one that differs least is named.
        """
        other = a_request(model={"name": "another", "digest": None}, sampling={"temperature": 1})
        write_recording(recorded, other, [])

        why = Recordings(recorded).why_missed(a_request(**CHANGED["post"]))

        assert "page/post (seats): changed since it was recorded: post" == why

    @pytest.mark.parametrize(
        "elsewhere", [{"page": "2"}, {"post": "2"}, {"part": 2}, {"question": "votes"}]
    )
    def test_of_another_place_says_that_nothing_is_recorded(self, recorded, elsewhere):
        """
        A page, post, part or question that was never recorded.
        """
        request = the_same(a_request(), **elsewhere)

        why = Recordings(recorded).why_missed(request)

        assert f"{request.label}: nothing is recorded for this post" == why


class TestFolder:
    def test_may_be_missing(self, tmp_path):
        """
        A project without recordings has none.
        """
        assert 0 == len(Recordings(tmp_path / "nowhere"))

    @pytest.mark.parametrize(
        ("text", "why"),
        [
            ("{", "is not a recording (Expecting property name"),
            ("[]", "is not a recording (Input should be"),
            ("{}", "is not a recording (page: Field required)"),
        ],
    )
    def test_with_a_broken_file_names_it(self, recorded, text, why):
        """
        One clear line: the file, what is wrong, what to do.
        """
        (path,) = recorded.rglob("*.json")
        path.write_text(text)

        with pytest.raises(InputError) as broken:
            Recordings(recorded)

        assert str(broken.value).startswith(f"{path}: {why}")
        assert str(broken.value).endswith("; remove it and record again")
        assert "\n" not in str(broken.value)
