"""
extract/golden/pairing: which facts are one, and which error parts two.
"""

from __future__ import annotations

import pytest
from expecting import seats, votes
from hypothesis import given
from hypothesis import strategies as st

from extract.golden.pairing import Pair, match_key, paired
from schemas.fact import Fact


def pairs(expected: list[Fact], found: list[Fact]) -> list[Pair]:
    return paired(*({match_key(each): each for each in facts} for facts in (expected, found)))


def outcomes(expected: list[Fact], found: list[Fact]) -> list[str]:
    return [each.outcome for each in pairs(expected, found)]


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


class TestErrors:
    @pytest.mark.parametrize(
        ("found", "outcome"),
        [
            (seats(), "right"),
            (seats(value=32), "wrong value"),
            (seats(party="Green"), "wrong owner"),
            (seats(area="Derby"), "wrong owner"),
            (seats(party="Green", area="Derby"), "wrong owner"),
        ],
    )
    def test_of_a_figure(self, found, outcome):
        """
        Another value of the same owner is a wrong value, the same value of another a wrong owner.
        """
        assert [outcome] == outcomes([seats()], [found])

    @pytest.mark.parametrize(
        ("found", "outcome"),
        [
            (votes(value=900), "wrong value"),
            (votes(person="Bob Person"), "wrong owner"),
            (votes(party="Green"), "wrong owner"),
            (votes(area="Syston"), "wrong owner"),
            (votes(contest="by-election"), "wrong owner"),
        ],
    )
    def test_of_a_contest(self, found, outcome):
        """
        A contest's figure belongs to its area, its kind, its party and its person.
        """
        assert [outcome] == outcomes([votes()], [found])

    @pytest.mark.parametrize(
        "found",
        [
            seats(party="Green", value=3),
            seats(measure="seats_before"),
            seats(when="past"),
            seats(post="b"),
        ],
    )
    def test_what_differs_in_more(self, found):
        """
        A fact of another post, measure or time, or wrong in value and owner both, is invented,
        and the one expected is missed.
        """
        assert ["missed", "invented"] == outcomes([seats()], [found])

    def test_of_a_party_as_value(self):
        """
        Who controls a council is a value; the council is the owner.
        """
        control = {"measure": "control", "value": "Labour", "party": None}

        assert ["wrong value"] == outcomes(
            [seats(**control)], [seats(**control | {"value": "NOC"})]
        )
        assert ["wrong owner"] == outcomes([seats(**control)], [seats(**control, area="Derby")])


class TestPairing:
    def test_a_wrong_value_goes_before_a_wrong_owner(self):
        """
        A fact found that could be either is a wrong value of its own owner's fact.
        """
        expected = [seats(), seats(party="Green", value=3)]
        found = [seats(value=3)]
        wrong, missed = pairs(expected, found)

        assert ("wrong value", 31, 3) == (wrong.outcome, wrong.expected.value, wrong.found.value)
        assert ("missed", "Green") == (missed.outcome, missed.expected.party)

    def test_the_least_wrong_owner_goes_first(self):
        """
        Of two owners the one that shares most with the owner expected is taken for it.
        """
        wrong, invented = pairs(
            [seats()], [seats(area="Derby", party="Green"), seats(party="UKIP")]
        )

        assert ("wrong owner", "UKIP") == (wrong.outcome, wrong.found.party)
        assert ("invented", "Green") == (invented.outcome, invented.found.party)

    def test_one_to_one(self):
        """
        Two values found for one expected are one wrong value and one invention.
        """
        assert ["wrong value", "invented"] == outcomes([seats()], [seats(value=2), seats(value=3)])


_FACTS = st.lists(
    st.builds(
        seats,
        area=st.sampled_from(["Leicester", "Derby"]),
        party=st.sampled_from(["Labour", "Green", None]),
        measure=st.sampled_from(["seats", "seats_won"]),
        value=st.integers(1, 3),
        when=st.sampled_from(["now", "past"]),
    ),
    max_size=12,
    unique_by=match_key,
)


class TestAnyFacts:
    @given(_FACTS, _FACTS)
    def test_the_counts_reconcile(self, expected, found):
        """
        Each fact expected, and each found, is in exactly one pair, for any two sets of facts.
        """
        done = pairs(expected, found)
        sides = [
            sorted(str(match_key(fact)) for fact in side if fact is not None)
            for side in (
                [each.expected for each in done],
                [each.found for each in done],
            )
        ]

        assert [
            sorted(str(match_key(fact)) for fact in side) for side in (expected, found)
        ] == sides

    @given(_FACTS, _FACTS)
    def test_outcomes_are_what_they_say(self, expected, found):
        """
        Right is one fact, wrong values share all but the value, wrong owners value and measure;
        what is left alone on one side has nothing like it left on the other.
        """
        done = pairs(expected, found)
        keys = {
            outcome: [
                tuple(match_key(fact) if fact is not None else None for fact in pair[1:])
                for pair in done
                if pair.outcome == outcome
            ]
            for outcome in ("right", "wrong value", "wrong owner", "missed", "invented")
        }

        assert all(one == other for one, other in keys["right"])
        assert all(
            one._replace(value=0) == two._replace(value=0) for one, two in keys["wrong value"]
        )
        assert all(same_figure(one, other) for one, other in keys["wrong owner"])
        assert not any(
            one._replace(value=0) == other._replace(value=0) or same_figure(one, other)
            for one, _ in keys["missed"]
            for _, other in keys["invented"]
        )

    @given(_FACTS, _FACTS, st.randoms())
    def test_order_does_not_matter(self, expected, found, chance):
        """
        The pairs are the same in whatever order the facts come.
        """
        before = pairs(expected, found)
        chance.shuffle(expected)
        chance.shuffle(found)

        assert before == pairs(expected, found)


def same_figure(one, other):
    """Whether two facts are one measure of one value, of two owners."""
    return (one.measure, one.value, one.when) == (other.measure, other.value, other.when)
