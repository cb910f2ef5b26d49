"""
extract/golden: which facts match, and what the scores say.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from extract.errors import InputError
from extract.golden import compare, expected_facts, match_key
from extract.model.errors import EmptyAnswerError, ReplayMissError
from extract.reading import PostRead
from schemas.fact import Fact
from schemas.post import Post

if TYPE_CHECKING:
    from pathlib import Path

    from extract.golden import Comparison

POST = Post(id="a", page="live", text="Labour have about 31 seats in Leicester, 31 of 54.")
TEA = Post(id="tea", page="live", text="Tea is served.")


def seats(**more: Any) -> Fact:
    known = {"page": "live", "post": "a", "scope": "council", "area": "Leicester"}
    said = {"measure": "seats", "value": 31, "party": "Labour"}
    return Fact.model_validate(known | said | more)


def votes(**more: Any) -> Fact:
    ward = {"scope": "contest", "contest": "ward", "area": "Birstall", "measure": "votes"}
    return seats(**(ward | {"person": "Ann Person"} | more))


def scored(expected: list[Fact], found: list[Fact]) -> Comparison:
    return compare([POST], expected, [(POST, PostRead(tuple(found), ()))])


class TestMatching:
    @pytest.mark.parametrize(
        "more",
        [
            {"hedge": "about"},
            {"baseline": "eve_of_poll"},
            {"said_by": "a candidate"},
            {"quote": "31", "start": 18, "end": 20},
            {"id": "other", "status": "disputed"},
            {"area": "Leicester City Council"},
            {"area": "the city", "area_id": "E06000016"},
            {"value": 31.0},
        ],
    )
    def test_one_fact(self, more):
        """
        Hedge, baseline, speaker, words and id do not part two facts, nor another name of the area.
        """
        assert match_key(seats()) == match_key(seats(**more))

    @pytest.mark.parametrize(
        "more",
        [
            {"page": "north"},
            {"post": "b"},
            {"area": "Derby"},
            {"party": "Green"},
            {"measure": "seats_before"},
            {"value": 30},
            {"when": "past"},
        ],
    )
    def test_two_facts(self, more):
        """
        Page, post, area, party, measure, value and when part two facts.
        """
        assert match_key(seats()) != match_key(seats(**more))

    @pytest.mark.parametrize(
        ("more", "one"),
        [
            ({"person": "Cllr Ann Person"}, True),
            ({"person": "ANN PERSON"}, True),
            ({"area": "birstall"}, True),
            ({"person": "Bob Person"}, False),
            ({"contest": "by-election"}, False),
            ({"area": "Syston"}, False),
        ],
    )
    def test_contests(self, more, one):
        """
        Contests match by normalised area, kind, and the person without title or case.
        """
        assert one == (match_key(votes()) == match_key(votes(**more)))


class TestScores:
    def test_right_missed_and_invented(self):
        """
        Each fact is right, missed or invented; precision, recall and F1 follow.
        """
        result = scored(
            [seats(), seats(party="Green", value=3), seats(party="Alba", value=2)],
            [seats(), seats(party="Green", value=4)],
        )

        assert (1, 1, 2) == (result.total.right, result.total.invented, result.total.missed)
        assert (0.5, 0.3333, 0.4) == (
            result.total.precision,
            round(result.total.recall, 4),
            result.total.f1,
        )
        assert ([3, 2], [4]) == (
            sorted((each.value for each in result.missed), reverse=True),
            [each.value for each in result.invented],
        )

    def test_by_measure(self):
        """
        Every measure has its own scores.
        """
        result = scored([seats(), votes(value=900)], [seats()])

        assert {"seats": 1.0, "votes": 0.0} == {
            name: each.f1 for name, each in result.by_measure.items()
        }

    def test_rejected_facts_are_not_found(self):
        """
        A fact without words counts neither as found nor as invented.
        """
        result = scored([seats()], [seats(status="rejected")])

        assert (0, 0, 1) == (result.total.right, result.total.invented, result.total.missed)

    def test_scored_apart(self):
        """
        Of the facts that match, hedge, baseline and speaker are scored where either has one.
        """
        result = scored([seats(hedge="about")], [seats(said_by="a candidate")])

        assert {"hedge": (0, 1), "baseline": (0, 0), "said_by": (0, 1), "words": (0, 0)} == (
            result.apart
        )

    @pytest.mark.parametrize(("start", "right"), [(18, 1), (41, 0)])
    def test_words(self, start, right):
        """
        Words are right where the spans meet.
        """
        expected = seats(quote="31", start=18, end=20)
        result = scored([expected], [seats(quote="31", start=start, end=start + 2)])

        assert (right, 1) == result.apart["words"]

    def test_words_where_none_are_expected(self):
        """
        Where the expected fact has no span, any place in which its number stands will do.
        """
        result = scored([seats()], [seats(quote="31", start=41, end=43)])

        assert (1, 1) == result.apart["words"]

    def test_posts_that_state_nothing(self):
        """
        A post without expected facts is right where nothing is read from it.
        """
        reads = [(POST, PostRead((), ())), (TEA, PostRead((seats(post="tea"),), ()))]

        assert (1, 2) == compare([POST, TEA], [], reads).empty_posts

    def test_drift_and_failures_are_told_apart(self):
        """
        What a replay has no recording for is drift; any other lack of an answer is a failure.
        """
        reads = [
            (POST, PostRead((), (), ReplayMissError("live/a: changed: schema"))),
            (TEA, PostRead((), (), EmptyAnswerError("nothing said"))),
        ]
        result = compare([POST, TEA], [seats()], reads)

        assert (["live/a: changed: schema"], ["live/tea: nothing said"], 1) == (
            result.drift,
            result.failed,
            result.total.missed,
        )

    def test_as_json(self):
        """
        The comparison as JSON holds counts, ratios and the facts concerned.
        """
        found = json.loads(json.dumps(scored([seats()], []).as_json()))

        assert (1, 0, 1, 31) == (
            found["posts"],
            found["total"]["right"],
            found["measures"]["seats"]["missed"],
            found["missed"][0]["value"],
        )


class TestExpectedFacts:
    def _write(self, folder: Path, *facts: dict[str, Any]) -> Path:
        lines = "".join(json.dumps(each) + "\n" for each in facts)
        (folder / "live.jsonl").write_text(lines, encoding="utf-8")
        return folder

    def test_of_a_page(self, tmp_path):
        """
        The facts of a page lie in the file of its name, and need not name the page.
        """
        fact = seats().model_dump(exclude_defaults=True, exclude={"page"})
        (found,) = expected_facts(self._write(tmp_path, fact), [POST, TEA])

        assert ("live", "a") == (found.page, found.post)

    def test_of_a_page_that_states_nothing(self, tmp_path):
        """
        An empty file expects nothing.
        """
        assert [] == expected_facts(self._write(tmp_path), [TEA])

    def test_of_a_page_without_a_file(self, tmp_path):
        """
        A page without expected facts cannot be compared: all would seem invented.
        """
        with pytest.raises(InputError, match="no expected facts for the page 'live'"):
            expected_facts(tmp_path, [TEA])

    def test_of_a_post_that_is_not_there(self, tmp_path):
        """
        A fact of a post that the page has not, as after a change of the page, is an error.
        """
        folder = self._write(tmp_path, seats().model_dump())
        with pytest.raises(InputError, match="expects a fact of live/a, which is not among"):
            expected_facts(folder, [TEA])
