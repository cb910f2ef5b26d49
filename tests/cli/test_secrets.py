"""The API key: sent to the endpoint, and found in nothing that the program writes or says."""

from __future__ import annotations

import base64
import json
from urllib.parse import quote, quote_plus

import pytest
from loopback import Endpoint, Reply, answer, body_of, cut_off, not_json, refused, status
from program import COUNCILS, Program, post, reading

KEY = "sk-Test/Key+with=signs~0123456789abcdef"
FORMS = {
    "as it is": KEY,
    "in part": KEY[:16],
    "its end": KEY[-16:],
    "backwards": KEY[::-1],
    "URL-quoted": quote(KEY, safe=""),
    "URL-quoted as a form's value": quote_plus(KEY),
    "in hex": KEY.encode().hex(),
    **{
        f"in base64, {lead} in": base64.b64encode(b"x" * lead + KEY.encode())[4 : 4 + 32].decode()
        for lead in range(3)
    },
}
"""Of base64 a middle part for each of the three ways in which a text before it may shift it."""

NOTHING_SAID = f'{{"councils":[],"contests":[]}} {KEY}'
SAID = json.dumps({"councils": [{"council": KEY, "result": f"{KEY} hold"}]})
REPLIES = {
    "Leicester": answer(SAID),
    "Derby": answer(NOTHING_SAID),
    "Charnwood": status(400, message=f"bad request of {KEY}"),
    "Blaby": refused(f"I may not answer {KEY}"),
    "Gedling": cut_off(f'{{"councils":[{{"council":"{KEY}'),
    "Ashfield": not_json(f"<html>Authorization: Bearer {KEY}</html>"),
    "Rushcliffe": body_of({"error": {"message": "x" * 180 + KEY}}),
    "Bassetlaw": body_of({"id": KEY, "model": KEY, "choices": [], "system_fingerprint": KEY}),
    "Mansfield": status(422, message=f"{KEY} " * 90),
    "Broxtowe": Reply(302, b"", {"Location": f"/elsewhere/{KEY}", "X-Key": KEY}),
    "Erewash": body_of([KEY, {"key": KEY}]),
    "Bolsover": Reply(200, b'{"choices": [{"message": "' + KEY.encode(), {"X-Key": KEY}),
}
LAST = "Harborough"


def echoing(request):
    """A reply that holds the key in one place or another, by the post that is asked about."""
    for council, reply in REPLIES.items():
        if f"In {council}," in request.post:
            return reply
    if f"In {LAST}," in request.post:
        return status(401, message=f"Incorrect API key provided: {KEY}")
    said = reading(request)
    return Reply(said.status, said.body, {**said.headers, "X-Request-Id": KEY, "Set-Cookie": KEY})


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """
    Every byte that the program writes and says, by name, with an endpoint that echoes the key.
    """
    folder = tmp_path_factory.mktemp("secrets")
    with Endpoint(otherwise=echoing) as endpoint:
        program = Program(folder, endpoint, {"OPENAI_API_KEY": KEY})
        councils = [*(each for each in COUNCILS if each != LAST), LAST]
        page = program.write("mine/pages/live.jsonl", [post(each) for each in councils])
        expected = folder / "mine" / "expected" / "live.jsonl"
        expected.parent.mkdir()
        expected.write_text("", encoding="utf-8")
        done = {
            "extract": program.extract(page),
            "extract again": program.extract(page, "--json"),
            "record": program("golden", "record", "--dir", "mine", *program.model, "-v"),
            "compare": program("golden", "compare", "--dir", "mine", *program.model, "-v"),
            **{
                " ".join(args): program(*args)
                for args in (
                    ("posts", "--json"), ("show", "leicester"), ("findings", "--json"),
                    ("export", "--format", "json"), ("export", "--format", "csv", "-o", "results"),
                    ("report", "-o", "report.html"), ("cache", "export", "-o", "responses.jsonl"),
                    ("cache", "info"), ("model", "list"),
                )
            },
        }  # fmt: skip
        asked = {(each.path, each.headers.get("authorization")) for each in endpoint.received}
    found = {str(each): each.read_bytes() for each in folder.rglob("*") if each.is_file()}
    for name, said in done.items():
        found[f"{name}, output"] = said.stdout.encode()
        found[f"{name}, errors"] = said.stderr.encode()
    return found, done, asked


class TestKey:
    def test_reaches_the_endpoint(self, written):
        """
        Every request bears the key, so that the search below can find it; none is sent on.
        """
        assert {("/v1/chat/completions", f"Bearer {KEY}")} == written[2]

    def test_is_in_a_run_that_wrote_all_it_can(self, written):
        """
        There are a database, a cache, recordings, exports and a report to search.
        """
        found, done, _ = written
        ends = ("run.db", "cache.db", ".json", "responses.jsonl", "report.html", "facts.csv")

        assert [] == [each for each in ends if not any(name.endswith(each) for name in found)]
        assert 3 == done["extract"].returncode
        assert "(the key)" in "".join(each.stderr for each in done.values())

    @pytest.mark.parametrize("form", FORMS)
    def test_is_in_nothing_that_is_written_or_said(self, written, form):
        """
        No file, output, error or log holds the key, nor half of it, in any usual form.
        """
        wanted = FORMS[form].encode()

        assert [] == [name for name, data in written[0].items() if wanted in data]
