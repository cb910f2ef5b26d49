"""Register rows with one slip each: found, or proved to contradict nothing."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from counts import Count, counts
from mutants import SLIPS, TELLINGS, alarms, broken, mutants, outcome, told

ROWS = {(row.council.name, row.year): row for row in counts()}
CHARNWOOD = ROWS["Charnwood", 2023]


def changed(row: Count, telling: str, measure: str, value: object, party: str | None = None):
    """The facts of a row, one of them with another value."""
    return [
        fact.model_copy(update={"value": value})
        if (fact.measure, fact.party) == (measure, party)
        else fact
        for fact in told(row, telling)
    ]


def test_two_hundred_mutants():
    """
    Of each slip 50 mutants are found where the oracle finds a contradiction, and not accused else.
    """
    came = Counter(outcome(each) for each in mutants(200, random.Random(2023)))

    assert 200 == came["found"] + came["undetectable"]
    assert came["found"] > 100
    assert came["undetectable"] > 20


def test_rows_as_they_are():
    """
    A row of the register in which nothing was changed is accused of nothing, however it is told.
    """
    assert [] == alarms(random.Random(2023).sample(counts(), 100))


@pytest.mark.parametrize("slip", SLIPS)
def test_a_mutant_is_no_row(slip):
    """
    Each slip changes what is said.
    """
    made = [each for each in mutants(40, random.Random(7)) if each.slip == slip]

    assert 10 == len(made)
    assert all(each.facts not in [told(each.count, t) for t in TELLINGS] for each in made)


class TestOracle:
    @pytest.mark.parametrize("telling", TELLINGS)
    def test_a_row_meets_every_equality(self, telling):
        """
        Charnwood 2023 as the register has it breaks nothing.
        """
        contradictions, tried = broken(told(CHARNWOOD, telling), CHARNWOOD)

        assert [] == contradictions
        assert tried > 6

    def test_two_swapped_figures_of_a_bare_list_break_nothing(self):
        """
        23 and 20 the other way round make the same council, under no overall control.
        """
        facts = changed(CHARNWOOD, "list", "seats", 20, "Conservative")
        swapped = [
            fact.model_copy(update={"value": 23})
            if (fact.measure, fact.party) == ("seats", "Labour")
            else fact
            for fact in facts
        ]

        assert [] == broken(swapped, CHARNWOOD)[0]

    @pytest.mark.parametrize(
        ("measure", "value", "party", "equalities"),
        [
            ("seats", 22, "Conservative", ["list", "stock of Conservative"]),
            ("seats_before", 38, "Conservative", ["stock of Conservative", "before"]),
            ("seats_change", -15, "Conservative", ["stock of Conservative", "changes"]),
            ("council_size", 53, None, ["size", "list", "changes"]),
            ("control", "Conservative", None, ["control", "change"]),
        ],
    )
    def test_what_breaks(self, measure, value, party, equalities):
        """
        One wrong figure breaks the equalities that it enters.
        """
        facts = changed(CHARNWOOD, "both", measure, value, party)

        assert equalities == broken(facts, CHARNWOOD)[0]

    def test_who_controls_may_hold_what_is_missing(self):
        """
        Swindon's Labour is said to control it: left out of the list, it may hold the other 24 seats.
        """
        row = ROWS["Swindon", 2023]
        facts = [
            fact for fact in told(row, "list") if (fact.measure, fact.party) != ("seats", "Labour")
        ]

        assert [] == broken(facts, row)[0]
