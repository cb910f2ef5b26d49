"""Derived facts: what no post states, but arithmetic tells, with its proof."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import POSTS, contest, fact, judged, post, seats, whole
from polling import all_named, elected, votes

from extract.check import check
from extract.check.book import book
from extract.check.council import Council
from extract.check.derivations import DERIVATIONS
from extract.factsfile import read_facts
from extract.pages import read_pages

if TYPE_CHECKING:
    from collections.abc import Sequence

    from schemas.fact import Fact
    from schemas.finding import Derived

PAGE = "000_8e99704490719309"
EXPECTED = Path(__file__).parents[2] / "golden" / "expected" / f"{PAGE}.jsonl"
REAL = Path(__file__).parents[3] / "shared" / "pages" / f"{PAGE}.txt"
PARTIES = ("Conservative", "Labour", "Liberal Democrat", "Green", "Plaid Cymru")
# Derbyshire in 2021: the Greens are "now represented", and no figure is given.
DERBYSHIRE = [
    fact("council_size", 64, area="Derbyshire"),
    *whole(area="Derbyshire", Con=45, Lab=14, LD=4),
    fact("seats_before", 0, "Green", area="Derbyshire"),
]
CHARNWOOD = [
    *whole(Con=23, Lab=20, Green=8, Ind=1),
    *[fact("seats_change", d, p) for p, d in (("Con", -15), ("Lab", 8), ("Green", 7), ("Ind", -1))],
]
COUNTED = {"contest": "mayor", "area": "Leicester", "election": "2023-05-04"}


def derived(facts: Sequence[Fact], *more: Any, **options: Any) -> tuple[Derived, ...]:
    return judged(facts, *more, **options).report.derived


def figures(facts: Sequence[Fact], *more: Any) -> dict[tuple[str, str | None], Any]:
    """Measure and owner -> what is derived."""
    return {
        (each.fact.measure, each.fact.person or each.fact.party): each.fact.value
        for each in derived(facts, *more)
    }


def proof(facts: Sequence[Fact], measure: str, *more: Any) -> str | None:
    """How the one figure of this measure is derived, if it is."""
    found = [each.proof for each in derived(facts, *more) if each.fact.measure == measure]
    return found[0] if found else None


class TestTheMissingParty:
    def test_derbyshire_2021(self):
        """
        Of 64 seats, 45, 14 and 4 are given, and the Greens are named: they have 1.
        """
        (green,) = [each for each in derived(DERBYSHIRE) if each.fact.party == "Green"]

        assert ("seats", 1, "derived", "p1", None) == (
            green.fact.measure,
            green.fact.value,
            green.fact.basis,
            green.fact.post,
            green.fact.quote,
        )
        assert ("S001", "64 - 45 - 14 - 4 = 1") == (green.rule, green.proof)
        assert ("line-2", "line-3", "line-4", "line-5", "line-1") == green.sources

    @pytest.mark.skipif(not REAL.is_file(), reason="the real pages are not published")
    def test_on_the_real_page(self):
        """
        Among all that the page states in 2021, with two baselines mixed, the Greens still have 1.
        """
        facts = read_facts(EXPECTED, page=PAGE)
        found = check(facts, read_pages([REAL]).posts).report.derived

        assert [("seats", "64 - 45 - 14 - 4 = 1")] == [
            (each.fact.measure, each.proof) for each in found if each.fact.party == "Green"
        ]

    def test_of_the_registers_size(self):
        """
        A size that only the register gives is named in the proof.
        """
        facts = [*whole(Con=23, Lab=20, Green=8), fact("seats_change", -1, "Ind")]

        assert "52 - 23 - 20 - 8 = 1, where the register has 52 seats (2023)" == proof(
            facts, "seats"
        )

    @pytest.mark.parametrize(
        ("facts", "why"),
        [
            ([*DERBYSHIRE, fact("seats_before", 1, "UKIP", area="Derbyshire")], "two are missing"),
            ([*DERBYSHIRE[:4], DERBYSHIRE[5]], "the list may leave out others"),
            ([*DERBYSHIRE, fact("seats_remaining", 1, area="Derbyshire")], "a count is on"),
            ([*DERBYSHIRE, *seats("p2", "Derbyshire", Green=1)], "another post states it"),
            ([*whole(area="Amberley", Con=9, Lab=5), fact("seats_before", 0, "Green",
              area="Amberley")], "nobody knows the size"),
            ([*whole(Con=30, Lab=22), fact("seats_change", 1, "Green")], "no seat is left"),
            ([*whole(Con=30, Lab=21), contest("elected", True, party="Green", area="Charnwood",
              contest="mayor"), fact("seats_before", 1, "Green")], "the mayor may be counted"),
        ],
    )  # fmt: skip
    def test_nothing_where_it_may_be_otherwise(self, facts, why):
        """
        More than one unknown, no whole list, a count still on, a figure stated: nothing is derived.
        """
        assert ("seats", "Green") not in figures(facts), why


class TestTheThreshold:
    def test_charnwood_2023(self):
        """
        The register's 52 seats make a threshold of 27, though Charnwood's changes do not add up.
        """
        assert "⌊52 / 2⌋ + 1 = 27, where the register has 52 seats (2023)" == proof(
            CHARNWOOD, "majority_threshold"
        )

    def test_of_a_stated_size(self):
        """
        An odd council of 55 seats needs 28.
        """
        assert "⌊55 / 2⌋ + 1 = 28" == proof(
            [fact("council_size", 55, area="Nottingham")], "majority_threshold"
        )


class TestTheMajority:
    def test_who_has_one(self):
        """
        Twice 45 less 64 is a majority of 26; who has no majority has none of minus so much.
        """
        facts = DERBYSHIRE

        assert [("Conservative", 26)] == [
            (each.fact.party, each.fact.value)
            for each in derived(facts)
            if each.fact.measure == "majority"
        ]

    def test_no_party(self):
        """
        Independents have no majority, however many they are.
        """
        assert ("majority", "Independent") not in figures(whole(Ind=40, Lab=12))


class TestTheSize:
    def test_from_a_complete_list(self):
        """
        The seats of every party and a vacant one make a council that no register knows.
        """
        facts = [
            *whole(area="Amberley", Con=20, Lab=11, Green=2),
            fact("seats_vacant", 1, area="Amberley"),
        ]

        assert "20 + 11 + 2 + 1 = 34" == proof(facts, "council_size")

    def test_from_a_threshold_alone_two_are_possible(self):
        """
        A threshold of 18 is that of 34 seats and that of 35.
        """
        line = fact("majority_threshold", 18, area="Amberley")

        assert None is proof([line], "council_size")

    def test_from_a_threshold_and_the_register(self):
        """
        34 are needed in Nottinghamshire, of whose 66 seats the register knows.
        """
        line = fact("majority_threshold", 34, area="Nottinghamshire")

        assert "2 × 34 - 2 = 66, and the register has 66 seats (2023)" == proof(
            [line], "council_size"
        )

    def test_from_a_threshold_and_a_majority(self):
        """
        A majority of 5 with 20 seats is that of a council of 35, whose threshold is 18.
        """
        facts = [
            fact("majority_threshold", 18, area="Amberley"),
            fact("seats", 20, "Lab", area="Amberley"),
            fact("majority", 5, "Lab", area="Amberley"),
        ]

        assert "2 × 18 - 1 = 35, and 2 × 20 - 5 is 35 too" == proof(facts, "council_size")


class TestStockAndChange:
    @pytest.mark.parametrize(
        ("stated", "measure", "sum_"),
        [
            ({"seats": 9, "seats_change": -3}, "seats_before", "9 + 3 = 12"),
            ({"seats_before": 12, "seats_change": -3}, "seats", "12 - 3 = 9"),
            ({"seats": 9, "seats_before": 12}, "seats_change", "9 - 12 = -3"),
            ({"seats_before": 12, "seats_gained": 1, "seats_lost": 4}, "seats", "12 + 1 - 4 = 9"),
        ],
    )
    def test_the_third_of_two(self, stated, measure, sum_):
        """
        Of seats before, change and seats now two give the third; gains less losses are a change.
        """
        facts = [fact(name, value, "Lab") for name, value in stated.items()]

        assert sum_ == proof(facts, measure)

    def test_the_baseline_stays(self):
        """
        What is counted from the last election gives the seats after that.
        """
        facts = [fact("seats", 9, "Lab"), fact("seats_change", -3, "Lab", baseline="last_election")]
        (before,) = [each for each in derived(facts) if each.fact.measure == "seats_before"]

        assert "last_election" == before.fact.baseline

    @pytest.mark.parametrize(
        "facts",
        [
            [fact("seats", 9, "Lab"), fact("seats_change", -3, "Lab", post="p2")],
            [
                fact("seats_before", 9, "Lab", baseline="eve_of_poll"),
                fact("seats_change", -3, "Lab", baseline="last_election"),
            ],
            [fact("seats", 9, "Lab"), fact("seats_change", -3, "Lab", hedge="over")],
            [fact("seats", 3, "Lab"), fact("seats_change", 5, "Lab")],
            [
                fact("seats", 9, "Lab"),
                fact("seats_change", 3, "Lab"),
                fact("seats_lost", 1, "Lab"),
            ],
            [
                fact("seats", 9, "Lab"),
                fact("seats_change", 3, "Lab"),
                fact("count_status", "partial"),
            ],
        ],
    )
    def test_nothing_where_it_may_be_otherwise(self, facts):
        """
        Two posts, two baselines, a hedge, fewer than none, a gross figure, a running count.
        """
        owned = {("seats", "Labour"), ("seats_before", "Labour"), ("seats_change", "Labour")}

        assert not owned & figures(facts).keys()


class TestTheLead:
    def test_of_a_mayor(self):
        """
        The winner of a complete list leads by the votes of the second.
        """
        facts = [
            *votes(COUNTED, Peter_Soulsby=35002, Sanjay_Modhwadia=26422, Rita_Patel=9000),
            elected("Peter Soulsby", COUNTED),
            all_named(COUNTED),
        ]
        (lead,) = [each for each in derived(facts) if each.fact.measure == "majority"]

        assert ("Peter Soulsby", 8580, "mayor") == (
            lead.fact.person,
            lead.fact.value,
            lead.fact.contest,
        )
        assert ("V002", "35,002 - 26,422 = 8,580") == (lead.rule, lead.proof)

    def test_others_may_hide_the_second(self):
        """
        Without a list of all candidates the second may be anybody.
        """
        facts = votes(COUNTED, Peter_Soulsby=35002, Rita_Patel=9000)

        assert None is proof(facts, "majority")


class TestWhatRemains:
    def test_of_what_is_up(self):
        """
        Of 17 seats that were up 9 are declared: 8 are to come.
        """
        facts = [fact("seats_up", 17), fact("seats_declared", 9)]

        assert "17 - 9 = 8" == proof(facts, "seats_remaining")

    def test_not_of_the_registers_size(self):
        """
        Where no post says how many are up, it may be a part of the council.
        """
        assert None is proof([fact("seats_declared", 9)], "seats_remaining")


class TestWhatItRestsOn:
    def test_verified_where_all_is(self):
        """
        A majority is as sure as the seats and the size that give it.
        """
        sure = [fact("council_size", 52), *whole(Con=30, Lab=22)]
        unsure = [fact("council_size", 52), *seats(Con=30)]

        assert ["verified", "unchecked"] == [
            each.fact.status
            for facts in (sure, unsure)
            for each in derived(facts)
            if each.fact.measure == "majority"
        ]

    def test_only_rules_that_are_chosen_derive(self):
        """
        Where S001 is ignored nothing is derived by its formula.
        """
        assert {"S001"} == {each.rule for each in derived(DERBYSHIRE, select=["S001"])}
        assert "S001" not in {each.rule for each in derived(DERBYSHIRE, ignore=["S001"])}

    def test_two_ways_that_do_not_agree(self):
        """
        One seat is left to the Greens, who had none and gained two: neither counts.
        """
        facts = [*DERBYSHIRE, fact("seats_change", 2, "Green", area="Derbyshire")]

        assert ("seats", "Green") not in figures(facts)

    def test_the_latest_post(self):
        """
        What two posts give is derived for the later of them.
        """
        facts = [fact("council_size", 52), *seats("p3", Con=30)]
        (majority,) = [each for each in derived(facts) if each.fact.measure == "majority"]

        assert ("live", "p3") == (majority.fact.page, majority.fact.post)

    def test_the_book_tells_every_derivation(self):
        """
        What a rule derives stands in its entry of the book, and nothing else does.
        """
        told = {code for code, rule in book().items() if rule.derives}

        assert {code for code, _, _ in DERIVATIONS} == told


@st.composite
def councils(draw: st.DrawFn) -> list[Fact]:
    """All that a post can say of a council where every sum holds, and no register knows of it."""
    parties = PARTIES[: draw(st.integers(2, len(PARTIES)))]
    now = {party: draw(st.integers(1, 30)) for party in parties}
    before = {party: draw(st.integers(0, 30)) for party in parties}
    size = sum(now.values())
    facts = [
        fact("council_size", size),
        fact("majority_threshold", size // 2 + 1),
        fact("list_complete", True),
        *(fact("seats", held, party) for party, held in now.items()),
        *(fact("seats_before", held, party) for party, held in before.items()),
        *(fact("seats_change", now[party] - before[party], party) for party in parties),
        *(
            fact("majority", 2 * held - size, party)
            for party, held in now.items()
            if 2 * held > size
        ),
    ]
    return [each.model_copy(update={"area": "Amberley"}) for each in facts]


class TestADerivationThatBreaks:
    def test_is_a_bug_that_is_reported(self, monkeypatch):
        """
        What it raises is an error naming the bug; the other derivations stay.
        """

        def breaking(_council: Council):
            raise ZeroDivisionError("division by zero")

        ways = [("S002", Council, breaking), *DERIVATIONS]
        monkeypatch.setattr("extract.check.derive.DERIVATIONS", ways)

        report = judged([fact("council_size", 52), *whole(Con=23, Lab=29)]).report

        (message,) = [finding.message for finding in report.findings]

        assert message.startswith("S002 broke on Charnwood (ZeroDivisionError: division by zero)")
        assert 1 == report.verdicts["S002"].broke
        assert "majority_threshold" in {each.fact.measure for each in report.derived}


class TestAnyCouncil:
    @given(councils(), st.data())
    def test_what_is_hidden_is_derived(self, facts, data):
        """
        Of a true council one figure is hidden: it is what is derived, and nothing else is.
        """
        numbers = [each for each in facts if each.measure != "list_complete"]
        hidden = data.draw(st.sampled_from(numbers))
        rest = [each for each in facts if each is not hidden]

        assert {(hidden.measure, hidden.party): hidden.value} == figures(rest)

    @given(councils(), st.data())
    def test_the_missing_party_of_a_list(self, facts, data):
        """
        Where size and list alone are given, the party without a figure has what is left.
        """
        listed = [f for f in facts if f.measure in {"seats", "council_size", "list_complete"}]
        hidden = data.draw(st.sampled_from([f for f in listed if f.measure == "seats"]))
        named = hidden.model_copy(update={"measure": "seats_gained", "value": 1})
        rest = [*(each for each in listed if each is not hidden), named]

        assert hidden.value == figures(rest)["seats", hidden.party]

    @given(councils(), st.data())
    def test_nothing_rests_on_what_is_disputed(self, facts, data):
        """
        A figure is altered and others are hidden: no disputed figure enters what is derived.
        """
        at = data.draw(st.integers(0, len(facts) - 1).filter(lambda n: n != 2))  # the list
        altered = facts[at].model_copy(update={"value": facts[at].value + 7})
        hidden = data.draw(st.sets(st.integers(0, len(facts) - 1)))
        kept = [
            (altered if n == at else each).model_copy(update={"id": f"f{n}"})
            for n, each in enumerate(facts)
            if n not in hidden
        ]
        checked = judged(kept)
        disputed = {
            each.id
            for each in checked.facts
            if each.status == "disputed" and each.measure != "list_complete"
        }

        assert set() == disputed & {s for each in checked.report.derived for s in each.sources}

    @given(councils(), st.sets(st.integers(0, 20)))
    def test_derived_facts_enter_no_rule(self, facts, hidden):
        """
        Given back among the facts, what is derived changes no verdict, status or count.
        """
        kept = [each for n, each in enumerate(facts) if n not in hidden]
        first = judged(kept)
        again = judged([*kept, *(each.fact for each in first.report.derived)])

        assert first.report == again.report
        assert first.facts == again.facts[: len(kept)]
        assert {"unchecked"} >= {each.status for each in again.facts[len(kept) :]}


def test_derived_figures_that_are_wrong_prove_nothing():
    """
    A derived figure from outside that fits no sum is neither found nor blamed.
    """
    wrong = fact("seats", 40, "Lab", basis="derived")
    checked = judged([*CHARNWOOD[:5], wrong], [*POSTS, post(10)])

    assert () == checked.report.findings
