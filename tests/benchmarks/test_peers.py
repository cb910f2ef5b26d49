"""Peers: the same posts to all ways through one counting endpoint, and what each comes to."""

from __future__ import annotations

import json
from importlib.util import find_spec

import pytest
from counting import Counting
from loopback import answer, not_json, status
from peers import main

from extract.model.connect import Endpoint

DERBY = "In Derby, Labour now have 17 seats. The Conservatives now have 13 seats."
SEATS = [
    {"party": "Labour", "seats": 17},
    {"party": "Conservatives", "seats": 31},
]
FACTS = [("Labour", 17), ("Conservative", 13)]
TEA = "Tea is served."
needs_langextract = pytest.mark.skipif(
    find_spec("langextract") is None, reason="LangExtract comes with the extra 'peers'"
)


@pytest.fixture
def folder(tmp_path):
    """
    A golden folder of two pages: one post of figures, one of none.
    """
    for page, text in (("friday", DERBY), ("tea", TEA)):
        stated = FACTS if text == DERBY else []
        post = {"id": "p1", "published": "2023-05-05T14:10", "text": text}
        fact = {"post": "p1", "scope": "council", "area": "Derby", "measure": "seats"}
        facts = [json.dumps({**fact, "party": party, "value": seats}) for party, seats in stated]
        for name, lines in (("pages", [json.dumps(post)]), ("expected", facts)):
            (tmp_path / name).mkdir(exist_ok=True)
            path = tmp_path / name / f"{page}.jsonl"
            path.write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def councils(*rows):
    said = [{"council": "Derby", "result": "not stated", "parties": list(rows)}] if rows else []
    return json.dumps({"councils": said})


def form(request):
    """
    What a way answers in: langextract's one prompt, else the question of the response's schema.
    """
    asked = request.body["response_format"]
    if "json_schema" not in asked:
        return "extractions"
    return next(iter(asked["json_schema"]["schema"]["properties"]))


def telling(request):
    """
    A model that has one of Derby's figures wrong, in every form, and finds no contest.
    """
    if form(request) == "contests":
        return answer('{"contests":[]}')
    if form(request) == "councils":
        return answer(councils(*(SEATS if DERBY in request.post else ())))
    if "single contests" in request.post or not request.post.endswith(f"Q: {DERBY}\nA: "):
        return answer('{"extractions":[]}')
    items = [
        {"seats": text, "seats_attributes": {"area": "Derby", "party": party, "value": value}}
        for text, party, value in (("17", "Labour", "17"), ("13", "Conservatives", "31"))
    ]
    items.append({"mood": "now", "mood_attributes": {"area": "Derby"}})
    return answer(json.dumps({"extractions": items}))


def run(endpoint, folder, *options):
    report = folder / "report.json"
    code = main([
        "--model", "openai/test", "--base-url", endpoint.base_url,
        "--dir", str(folder), "--json", str(report), *options,
    ])  # fmt: skip
    return code, json.loads(report.read_text(encoding="utf-8"))["ways"] if report.exists() else {}


def the(found, *names):
    return tuple(found[name] for name in names)


class TestWays:
    def test_instructor(self, endpoint, folder):
        """
        Its figures are taken at their word: one right, one wrong without a span; every post is asked twice.
        """
        endpoint.otherwise = telling
        code, ways = run(endpoint, folder, "--ways", "instructor")
        found = ways["instructor"]

        assert (0, 4) == (code, endpoint.count)
        assert (2, 0, 0.5, 0.5, 1) == the(
            found, "posts", "failed", "precision", "recall", "wrong_values"
        )
        assert ({}, 200, 40) == the(found, "with_span", "prompt_tokens", "answer_tokens")

    def test_seatcheck(self, endpoint, folder):
        """
        A figure that the post lacks does not stand; those that it states do, with their words.
        """
        endpoint.otherwise = telling
        code, ways = run(endpoint, folder, "--ways", "seatcheck", "--only", "friday")
        found = ways["seatcheck"]

        assert (0, 1) == (code, endpoint.count)
        assert (1, 1.0, 0, {}) == the(found, "posts", "precision", "wrong_values", "with_span")
        facts = [each for each in found["by_post"][0]["facts"] if each["status"] != "rejected"]
        assert {(17, "17"), (13, "13")} == {(each["value"], each["quote"]) for each in facts}

    @needs_langextract
    def test_langextract(self, endpoint, folder):
        """
        Its wrong figure carries the span of the words, and what is no measure is unusable.
        """
        endpoint.otherwise = telling
        code, ways = run(endpoint, folder, "--ways", "langextract")
        found = ways["langextract"]

        assert (0, 4) == (code, endpoint.count)
        assert (0.5, 1, {"wrong value": 1}, 1) == the(
            found, "recall", "wrong_values", "with_span", "unusable"
        )
        assert DERBY.index("13") == found["by_post"][0]["facts"][1]["start"]

    def test_together(self, endpoint, folder, capsys):
        """
        Each way has a line of the table and its figures in the report, in the order asked for.
        """
        endpoint.otherwise = telling
        _, ways = run(endpoint, folder, "--ways", "instructor,seatcheck", "--limit", "1")
        lines = capsys.readouterr().out.splitlines()

        assert ["way", "instructor", "seatcheck"] == [line.split()[0] for line in lines]
        assert ["instructor", "seatcheck"] == list(ways)
        assert {1} == {each["posts"] for each in ways.values()}


class TestSameExamples:
    def test_instructor_gets_seatchecks(self, endpoint, folder):
        """
        The messages of both ways are the same but for the schema.
        """
        endpoint.otherwise = telling
        run(endpoint, folder, "--ways", "seatcheck,instructor", "--only", "friday")
        own, *theirs = [each.messages for each in endpoint.received]

        assert own in theirs

    @needs_langextract
    def test_langextract_gets_each(self, endpoint, folder):
        """
        Every post among seatcheck's examples stands in LangExtract's prompt.
        """
        endpoint.otherwise = telling
        run(endpoint, folder, "--ways", "seatcheck,langextract", "--only", "friday")
        own, theirs, _ = [each.messages for each in endpoint.received]
        shown = [each["content"] for each in own[1:-1] if each["role"] == "user"]

        assert all(f"Q: {each}\n" in theirs[-1]["content"] for each in shown)


class TestFailures:
    @pytest.mark.parametrize(
        "way", ["seatcheck", "instructor", pytest.param("langextract", marks=needs_langextract)]
    )
    def test_are_counted(self, way, endpoint, folder, capsys):
        """
        A post whose answer cannot be parsed has no facts and is named as failed, and the run goes on.
        """
        endpoint.otherwise = answer("Labour did well")
        code, ways = run(endpoint, folder, "--ways", way, "--only", "friday")

        assert (0, 1, 0.0) == (code, *the(ways[way], "failed", "recall"))
        assert "friday/p1" in ways[way]["comparison"]["failed"][0]
        assert "friday/p1" in capsys.readouterr().err

    def test_reasks_cost_tokens(self, endpoint, folder):
        """
        The tokens of instructor's three retries count.
        """
        endpoint.otherwise = answer("Labour did well")
        _, ways = run(endpoint, folder, "--ways", "instructor", "--only", "friday")

        assert 4 == endpoint.count
        assert 400 == ways["instructor"]["prompt_tokens"]

    @pytest.mark.parametrize(
        ("options", "named"),
        [
            (["--ways", "seatcheck,regex"], "unknown way 'regex'"),
            (["--ways", "seatcheck", "--only", "monday"], "has no page 'monday'"),
            (["--ways", "seatcheck", "--json", "no/such/folder.json"], "name a file"),
        ],
    )
    def test_wrong_options(self, options, named, endpoint, folder, capsys):
        """
        An option that cannot be followed is one line and exit code 2, and nothing is asked.
        """
        code, _ = run(endpoint, folder, *options)
        told = capsys.readouterr()

        assert (2, "", 1) == (code, told.out, len(told.err.splitlines()))
        assert named in told.err
        assert 0 == endpoint.count

    def test_recorded_answers(self, folder, capsys):
        """
        Recordings answer seatcheck's requests alone, and are no model to compare with.
        """
        code = main(["--model", "recorded", "--ways", "seatcheck", "--dir", str(folder)])

        assert 2 == code
        assert "seatcheck's answers alone" in capsys.readouterr().err

    def test_without_langextract(self, endpoint, folder, capsys, monkeypatch):
        """
        Where LangExtract is missing, the line says what to install.
        """
        monkeypatch.setattr("peers.find_spec", lambda _: None)
        code, _ = run(endpoint, folder)

        assert 2 == code
        assert "pip install '.[peers]'" in capsys.readouterr().err


class TestCounting:
    def test_answers_and_errors_pass(self, endpoint):
        """
        A client behind it sees the model's answers and errors; only answers are counted.
        """
        import openai

        endpoint.play(
            answer("one", prompt_tokens=7, cached_tokens=5, completion_tokens=3),
            status(400),
            not_json(),
        )
        with (
            Counting(Endpoint(endpoint.base_url, "k", 5)) as counting,
            openai.OpenAI(base_url=counting.base_url, api_key="k", max_retries=0) as client,
        ):
            ask = {"model": "m", "messages": [{"role": "user", "content": "?"}]}
            said = client.chat.completions.create(**ask)

            with pytest.raises(openai.BadRequestError, match="not now"):
                client.chat.completions.create(**ask)
            with pytest.raises(openai.InternalServerError, match="no chat completion"):
                client.chat.completions.create(**ask)
        assert "one" == said.choices[0].message.content
        assert [(7, 5, 3)] == counting.calls
