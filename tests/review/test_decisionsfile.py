"""
extract/review/decisionsfile: a log of decisions as JSONL, and what is refused as one.
"""

from __future__ import annotations

import json

import pytest
from cases import a_decision, a_post, mend, settled, subject_of, tamworth

from extract.errors import InputError
from extract.review.amend import anchor
from extract.review.decisionsfile import read_jsonl, to_jsonl
from schemas.decision import Mend

POST = a_post()
SUBJECT = subject_of(settled(tamworth(POST), [POST]), [POST])
FIRST = a_decision(SUBJECT, "source", mend=mend(SUBJECT, 14, value=15))
LOG = [
    FIRST,
    a_decision(SUBJECT, "undo", follows=[FIRST.id]),
    a_decision(SUBJECT, "dismissed", who="J\u00f6rg \u202e", standing=True, why="<b>so</b>\n"),
    a_decision(
        SUBJECT,
        "misread",
        mend=Mend(fact=mend(SUBJECT, 14).fact, value=15, words=anchor("15 seats", 0, 2)),
    ),
]


def test_a_log_comes_back_as_it_was(tmp_path):
    """
    Every kind of entry survives a file, and the same log gives the same bytes.
    """
    path = tmp_path / "decisions.jsonl"
    path.write_bytes(to_jsonl(LOG))
    back = read_jsonl(path)

    assert LOG == back
    assert to_jsonl(LOG) == to_jsonl(back)


def changed(**more):
    return json.dumps(json.loads(to_jsonl([FIRST])) | more)


def right(value):
    mended = json.loads(to_jsonl([FIRST]))["mend"]
    return changed(mend=mended | {"value": value})


def of_half_a_character():
    half = FIRST.model_copy(update={"message": "Blaby \ud83d", "id": ""})
    return json.dumps(half.model_dump(mode="json") | {"id": half.digest})


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "is not JSON"),
        ("[]", "is no JSON object"),
        ("{}", "is no decision (subject: Field required)"),
        (changed(kind="nonsense"), "is no decision (kind"),
        (changed(who="bob"), "its id is not that of its content"),
        (changed(id=""), "has no id"),
        (changed(at="tomorrow"), "is no decision (at: String should match pattern"),
        (of_half_a_character(), "holds half of a character"),
        (changed(more=1), "is no decision (more: Extra inputs"),
        (changed(why=float("nan")), "is not JSON (NaN is no number"),
        (right(1e999).replace("Infinity", "1e999"), "is no decision (no value of seats: inf)"),
        (right(10**400), "is no decision (no value of seats: 1000000"),
    ],
)
def test_a_line_that_is_no_decision(tmp_path, line, problem):
    """
    A line that is no decision is named with its number and what is wrong.
    """
    path = tmp_path / "decisions.jsonl"
    path.write_bytes(to_jsonl([LOG[1]]) + b"\n" + line.encode())
    with pytest.raises(InputError) as raised:
        read_jsonl(path)

    assert str(raised.value).startswith(f"{path}:3: ")
    assert problem in str(raised.value)


@pytest.mark.parametrize("data", [b"", b"\n\n"])
def test_a_file_without_decisions(tmp_path, data):
    """
    A file that holds nothing is refused.
    """
    path = tmp_path / "decisions.jsonl"
    path.write_bytes(data)
    with pytest.raises(InputError, match="holds no decisions"):
        read_jsonl(path)


def test_a_file_that_is_not_there(tmp_path):
    """
    A file that cannot be read is named.
    """
    with pytest.raises(InputError, match="cannot be read"):
        read_jsonl(tmp_path / "none.jsonl")
