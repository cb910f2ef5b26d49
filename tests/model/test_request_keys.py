"""The key of a request: the whole of it, and nothing of who asks where."""

from __future__ import annotations

import hashlib
import json

import pytest
from asking import GOOD, KEY, WRONG, Seats, a_request, client_of, python
from loopback import answer

from extract.model.request import PARTS, canonical, digest

MESSAGES = a_request().messages

CHANGED = {
    "model": {"model": {"name": "loopback", "digest": "ab" * 32}},
    "instructions": {"messages": ({"role": "system", "content": "Else."}, *MESSAGES[1:])},
    "examples": {"messages": (MESSAGES[0], MESSAGES[3])},
    "schema": {"schema": {"type": "object"}},
    "sampling": {"sampling": {"temperature": 1}},
    "post": {"messages": (*MESSAGES[:3], {"role": "user", "content": "Labour have 30."})},
}


class TestKey:
    def test_is_the_digest_of_the_whole_request(self):
        """
        SHA-256 of model, messages, schema and sampling in canonical JSON, and of nothing else.
        """
        request = a_request()
        whole = {
            "messages": list(request.messages),
            "model": {"digest": None, "name": "loopback"},
            "sampling": {"max_tokens": 50, "temperature": 0},
            "schema": Seats.model_json_schema(),
        }
        text = json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

        assert hashlib.sha256(text.encode()).hexdigest() == request.key

    @pytest.mark.parametrize("part", PARTS)
    def test_changes_with_each_part(self, part):
        """
        Nothing stale is ever served: what was changed has a key of its own.
        """
        assert a_request().key != a_request(**CHANGED[part]).key

    @pytest.mark.parametrize(
        "changes", [{"page": "another"}, {"post": "another"}, {"part": 3}, {"question": "votes"}]
    )
    def test_is_the_same_wherever_the_post_stands(self, changes):
        """
        The same words asked the same way are one request, on whatever page.
        """
        request = a_request()
        moved = {name: getattr(request, name) for name in request.__slots__} | changes

        assert request.key == type(request)(**moved).key

    def test_depends_on_no_order_of_fields(self):
        """
        Canonical JSON: equal values have equal keys.
        """
        one = a_request(sampling={"temperature": 0, "seed": 1})
        two = a_request(sampling={"seed": 1, "temperature": 0})

        assert one.key == two.key

    def test_is_the_key_of_what_is_sent(self, endpoint, cache):
        """
        The first call of a chain is stored under its request's key, a re-ask under one of its own.
        """
        endpoint.play(answer(WRONG), answer(GOOD))

        with client_of(endpoint, cache=cache) as client:
            asked = client.ask(a_request(), Seats)

        first, second = asked.exchanges
        assert a_request().key == first.key
        assert first.key != second.key
        assert [first, second] == [cache.get(first.key), cache.get(second.key)]

    def test_of_a_reask_depends_on_no_setting_of_pydantic(self, endpoint):
        """
        PYDANTIC_ERRORS_INCLUDE_URL and pydantic's version change what its errors print.
        """
        endpoint.play(answer(WRONG), answer(GOOD), answer(WRONG), answer(GOOD))
        with client_of(endpoint) as client:
            asked = client.ask(a_request(), Seats)

        elsewhere = python(PRINT_KEYS, endpoint.base_url, PYDANTIC_ERRORS_INCLUDE_URL="0")
        printed, _ = elsewhere.communicate(timeout=60)

        assert [each.key for each in asked.exchanges] == printed.split()

    def test_holds_no_secret(self):
        """
        What is digested can be shown: it names no key and no host.
        """
        request = a_request()
        shown = canonical([request.model, request.messages, request.schema, request.sampling])

        assert KEY not in shown
        assert "http" not in shown


PRINT_KEYS = """
import sys
from asking import Seats, a_request
from extract.model.client import Client
from extract.model.connect import Endpoint

with Client(lambda: Endpoint(sys.argv[1], "key", 30)) as client:
    print(*(each.key for each in client.ask(a_request(), Seats).exchanges))
"""


class TestParts:
    @pytest.mark.parametrize("part", PARTS)
    def test_tell_which_one_changed(self, part):
        """
        A hash for each part: one change moves one hash.
        """
        before, after = a_request().parts, a_request(**CHANGED[part]).parts

        assert [part] == [name for name in PARTS if before[name] != after[name]]

    def test_name_the_model_first_and_the_post_last(self):
        """
        The order in which a person reads them.
        """
        assert PARTS == tuple(a_request().parts)


class TestLabel:
    def test_names_page_post_part_and_question(self):
        """
        Parts count from 1 for a person; the first is not named.
        """
        first = a_request()
        moved = {name: getattr(first, name) for name in first.__slots__} | {"part": 2}

        assert "page/post (seats)" == first.label
        assert "page/post part 3 (seats)" == type(first)(**moved).label


class TestDigest:
    def test_takes_any_text(self):
        """
        A lone surrogate in a model's answer is no crash.
        """
        assert 64 == len(digest({"content": "\ud83d"}))
