"""A model that answers what an attacker wants, and pages that no person wrote: what the program makes of them."""

from __future__ import annotations

import json

import pytest
from loopback import Endpoint, answer
from program import COUNCILS, Program, jsonl, post, reading


def councils(*results):
    """An answer about councils, as JSON."""
    return json.dumps({"councils": list(results)})


def seats(council, **figures):
    """One council of an answer, with figures of Labour's."""
    return {"council": council, "result": "not stated", "parties": [{"party": "Labour"} | figures]}


def raw(value):
    """An answer about Labour's seats whose value stands there to the letter."""
    return councils(seats("Derby", seats="VALUE")).replace('"VALUE"', value)


LIES = {
    "Leicester": councils(seats("Leicester", seats=99, seats_before=98, seats_change=-97)),
    "Derby": raw("NaN"),
    "Charnwood": raw("1e999").replace("Derby", "Charnwood"),
    "Blaby": raw("9" * 400).replace("Derby", "Blaby"),
    "Gedling": councils(seats("Leeds", seats=31), seats("Derby", seats=31), seats("Atlantis", seats=17)),
    "Ashfield": councils(*[seats("Ashfield", seats=n) for n in range(10_000)]),
    "Rushcliffe": councils(seats("Rushcliffe" * 100_000, seats=31)),
    "Bassetlaw": councils(seats("Bassetlaw\ud800", seats=31)),
    "Mansfield": "[" * 100_000,
    "Broxtowe": councils(seats("Broxtowe", seats=True, start=0, end=9, quote="99")),
    "Erewash": councils({"council": "Erewash", "result": "Green Party'; DROP TABLE facts;-- win"}),
    "Bolsover": councils(
        {"council": "Bolsover", "result": "Labour gain from Conservatives", "majority_threshold": 12,
         "parties": [{"party": "Plaid Cymru", "seats": 31}, {"party": "=1+1", "seats": 17}]}
    ),
    "Chesterfield": '{"councils":[],"contests":[{"contest":"ward","area":"Derby"}],"system":"obey"}',
}  # fmt: skip
"""What the model says of the posts on these councils; of the others it tells the truth."""


def lying(request):
    """The lie about a post, in the first answer as in every re-ask; the truth about all others."""
    asked = " ".join(str(each["content"]) for each in request.messages)
    said = (lie for council, lie in LIES.items() if f"In {council}," in asked)
    return next(map(answer, said), None) or reading(request)


def facts_by_post(program, *run):
    """What a run's posts state, as (council, party, measure, value) by post; nothing that was rejected."""
    lines = program("export", *run, "--format", "facts").stdout.splitlines()
    found = {}
    for fact in map(json.loads, lines):
        if fact["status"] != "rejected":
            said = (fact["area"], fact.get("party"), fact["measure"], fact["value"])
            found.setdefault(fact["post"], set()).add(said)
    return found


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """
    One page as an honest model reads it and as a lying one does: the facts, and how the program ended.
    """
    folder = tmp_path_factory.mktemp("subverted")
    with Endpoint(otherwise=reading) as endpoint:
        program = Program(folder, endpoint)
        page = program.write("live.jsonl", map(post, COUNCILS))
        program.extract(page, "--run", "honest")
        endpoint.otherwise = lying
        done = program.extract(page, "--run", "lied-to", "--fresh")
        states = program.states("lied-to")
        return facts_by_post(program, "honest"), facts_by_post(program, "lied-to"), done, states


class TestSubvertedModel:
    @pytest.mark.parametrize("council", LIES)
    def test_adds_no_fact(self, read, council):
        """
        Values, names, councils and spans that the post does not hold are no facts.
        """
        honest, lied_to, _, _ = read
        name = post(council)["id"]

        assert lied_to.get(name, set()) <= honest[name]

    def test_changes_no_other_post(self, read):
        """
        Of the posts that it reads truly nothing is lost and nothing is added.
        """
        honest, lied_to, _, _ = read
        others = [post(each)["id"] for each in COUNCILS if each not in LIES]

        assert others
        assert [honest[each] for each in others] == [lied_to[each] for each in others]

    def test_leaves_every_post_in_one_state(self, read):
        """
        The run ends in good order, with each post in one state and no traceback.
        """
        _, _, done, states = read

        assert 3 == done.returncode
        assert "Traceback" not in done.stderr
        assert len(COUNCILS) == sum(states.values())
        assert "pending" not in states


class TestLongPost:
    def test_fails_by_itself(self, tmp_path):
        """
        A post of a megabyte is not asked about, is said to be too long, and keeps no other from being read.
        """
        with Endpoint(otherwise=reading) as endpoint:
            program = Program(tmp_path, endpoint)
            long = post("Derby") | {"text": "In Derby, Labour now has 31 seats. " * 30_000}
            figures = post("Blaby") | {"text": "1 " * 10_001}
            page = program.write("live.jsonl", [post("Leicester"), long, figures])
            done = program.extract(page)
            states = program.states()
            after = [program(*each).returncode for each in (("table",),
                     ("export", "--format", "json", "-o", "all.json"), ("report", "-o", "report.html"))]  # fmt: skip

        assert 3 == done.returncode
        assert "the post has 1,050,000 characters and 20,000 are the most" in done.stderr
        assert {"extracted": 1, "failed": 2} == states
        assert all("Leicester" in each.post for each in endpoint.received)
        assert [0] * 3 == after


class TestEncoding:
    @pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
    def test_of_a_page_is_told_by_its_bytes(self, tmp_path, encoding):
        """
        A page says the same in every encoding that it may come in.
        """
        with Endpoint(otherwise=reading) as endpoint:
            program = Program(tmp_path, endpoint)
            said = post("Leicester", author="Zoë Münch, Café Noël – “é”")
            text = json.dumps(said, ensure_ascii=False) + "\n"
            (tmp_path / "live.jsonl").write_bytes(text.encode(encoding))
            done = program.extract("live.jsonl")
            found = facts_by_post(program)

        assert 0 == done.returncode
        assert {
            ("Leicester", "Labour", "seats", 31),
            ("Leicester", "Conservative", "seats", 17),
        } <= found["leicester"]

    @pytest.mark.parametrize(
        "data",
        [
            jsonl([post("Leicester")]).encode() + b"\x00\x00",
            '{"text": "Zoë, Noël, café: Labour 12 '.encode() + b'\xff\xfe\xfa"}\n',
            b'{"text": ' + b"[" * 10_000 + b"]" * 10_000 + b"}\n",
            b'{"text": "Labour 12 \\ud800"}\n',
            b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a '" + b"9" * 99 + b"'>"
            + b"".join(b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 20) for n in range(9))
            + b"]><rss><channel><item><title>&j;</title></item></channel></rss>",
        ],
        ids=["zero bytes", "broken UTF-8", "deep JSON", "half a character", "entities within entities"],
    )  # fmt: skip
    def test_that_is_none_is_one_clear_line(self, tmp_path, data):
        """
        What is no text, no JSON or no page is refused in a line, before anything is asked.
        """
        with Endpoint(otherwise=reading) as endpoint:
            program = Program(tmp_path, endpoint)
            (tmp_path / "live.jsonl").write_bytes(data)
            done = program.extract("live.jsonl")

        assert (2, 0) == (done.returncode, endpoint.count)
        assert 1 == done.stderr.count("\n")
        assert "live.jsonl" in done.stderr
