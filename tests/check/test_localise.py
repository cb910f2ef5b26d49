"""Error localisation: all least-weight sets of facts whose correction mends what fails."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest import mock

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from making import (
    POSTS,
    REGISTER,
    FakeAuthority,
    FakeRegister,
    contest,
    fact,
    judged,
    post,
    seats,
    statuses,
    whole,
)
from oracle import least

from extract.check import check, engine
from extract.check.claims import read_claims
from extract.check.groups import gather
from extract.check.knots import knots
from extract.check.localise import localise
from extract.check.rule import fails

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.check import Checked
    from schemas.fact import Fact


def named(facts: Sequence[Fact]) -> list[Fact]:
    """Facts with ids that say what they are: "Con seats 23"."""
    return [
        each.model_copy(
            update={"id": f"{each.party or ''} {each.measure} {each.value} {each.post}".strip()}
        )
        for each in facts
    ]


def explained(checked: Checked) -> dict[str, list[set[str]]]:
    """By rule, the explanations of its one finding."""
    return {each.rule: [set(one) for one in each.explanations] for each in checked.report.findings}


def disputed(checked: Checked) -> set[str]:
    return {each.id for each in checked.facts if each.status == "disputed"}


class TestOneFailure:
    def test_each_figure_of_a_list_and_the_list_itself(self):
        """
        A list that is one short of the register: any of its figures, or a party that is left out.
        """
        facts = named(whole(area="Leicester", Lab=30, Con=17, Green=7))
        facts[2] = facts[2].model_copy(update={"value": 6, "id": "Green seats 6 p1"})

        assert {
            "S001": [
                {"Con seats 17 p1"},
                {"Green seats 6 p1"},
                {"Lab seats 30 p1"},
                {"list_complete True p1"},
            ]
        } == explained(judged(facts))

    def test_a_list_too_long_is_no_matter_of_completeness(self):
        """
        Whoever is left out, more than all the seats cannot be held.
        """
        facts = named(whole(area="Leicester", Lab=32, Con=17, Green=6))

        assert {"list_complete True p1"} not in explained(judged(facts))["S001"]

    def test_lists_are_sorted(self):
        """
        Ids within an explanation, and explanations, come in a stable order.
        """
        (finding,) = judged(named(whole(area="Leicester", Lab=30, Con=17))).report.findings

        assert sorted(finding.explanations) == list(finding.explanations)
        assert all(sorted(each) == list(each) for each in finding.explanations)

    def test_a_sum_that_holds_speaks_for_its_figures(self):
        """
        Charnwood 2023 with 37 before: 23 stands in a list that makes 52, so the other two figures
        are the ones that may be wrong, and 23 is neither disputed nor verified.
        """
        facts = named(
            [
                *whole(Con=23, Lab=20, Green=8, Ind=1),
                fact("seats_before", 37, "Con"),
                fact("seats_change", -15, "Con"),
            ]
        )

        checked = judged(facts)

        assert {"S002": [{"Con seats_before 37 p1"}, {"Con seats_change -15 p1"}]} == explained(
            checked
        )
        assert ["unchecked", *["verified"] * 4, "disputed", "disputed"] == statuses(checked)

    def test_the_register_fixes_a_size(self):
        """
        A stated size that the register has too is never at fault.
        """
        facts = named(
            [fact("council_size", 54, area="Leicester"), *whole(area="Leicester", Lab=30, Con=17)]
        )

        assert "council_size 54 p1" not in disputed(judged(facts))

    def test_another_size_may_be_wrong(self):
        """
        Where the register knows the council under no such name, the size is as doubtful as the rest.
        """
        facts = named(
            [fact("council_size", 54, area="Amberley"), *whole(area="Amberley", Lab=30, Con=17)]
        )

        assert "council_size 54 p1" in disputed(judged(facts))

    def test_control_or_the_seats(self):
        """
        Labour cannot control 52 seats with 20: one of the two is wrong.
        """
        facts = named([*seats(Lab=20), fact("control", "Lab", quote="won control")])

        assert {"C002": [{"Lab seats 20 p1"}, {"control Lab p1"}]} == explained(judged(facts))

    def test_contests_too(self):
        """
        More votes than electors: either number.
        """
        facts = named(
            [contest("electorate", 4000), contest("votes", 4100, person="A. Wood", party="Lab")]
        )

        assert {"R000": [{"Lab votes 4100 p1"}, {"electorate 4000 p1"}]} == explained(judged(facts))

    def test_nonsense_is_itself_at_fault(self):
        """
        A share of 137 % cannot be, whatever else is said.
        """
        facts = named([contest("vote_share", 137.71, party="Lab")])

        assert {"R000": [{"Lab vote_share 137.71 p1"}]} == explained(judged(facts))

    def test_a_rounded_number_of_votes_that_is_too_far_off(self):
        """
        "Over 32,000" and 39,000 contradict each other only by how far rounding goes: a warning,
        and the softened figure is the first to be doubted.
        """
        facts = named(
            [
                contest("majority", 32000, person="A. Wood", hedge="over"),
                contest("majority", 39000, person="A. Wood", post="p2"),
            ]
        )

        assert {"A001": [{"majority 32000 p1"}]} == explained(judged(facts))


class TestSeveralFailures:
    def test_what_explains_both_is_named_alone(self):
        """
        Labour's 21 breaks the list and its own balance: the one figure explains both.
        """
        facts = named(
            [
                *whole(Con=24, Lab=21, Green=8),
                fact("seats_before", 12, "Lab"),
                fact("seats_change", 8, "Lab"),
            ]
        )

        checked = judged(facts)

        assert {"S001": [{"Lab seats 21 p1"}], "S002": [{"Lab seats 21 p1"}]} == explained(checked)
        assert {"Lab seats 21 p1"} == disputed(checked)

    def test_two_errors_in_one_list(self):
        """
        A list and the balance of a party that stands in it, apart by different amounts, take two
        corrections: every pair that does is named.
        """
        facts = named(
            [
                *whole(Con=31, Lab=20),
                fact("seats_before", 12, "Lab"),
                fact("seats_change", 7, "Lab"),
            ]
        )

        balance = [{"Lab seats_before 12 p1"}, {"Lab seats_change 7 p1"}]
        lists = [{"Con seats 31 p1"}, {"list_complete True p1"}]
        both = [{"Lab seats 20 p1"} | other for other in (*balance, *lists)]
        every = {frozenset(one | other) for one in balance for other in lists}
        every |= {frozenset(each) for each in both}

        checked = judged(facts)

        for rule in ("S001", "S002"):
            assert every == {frozenset(each) for each in explained(checked)[rule]}

    def test_errors_that_have_nothing_to_do_with_each_other(self):
        """
        Two parties whose balance fails, in a list that holds: each finding has its own facts.
        """
        facts = named(
            [
                *whole(Con=31, Lab=21),
                fact("seats_before", 12, "Lab"),
                fact("seats_change", 8, "Lab"),
                fact("seats_before", 37, "Con"),
                fact("seats_change", -7, "Con"),
            ]
        )

        found = [
            {frozenset(each) for each in finding.explanations}
            for finding in judged(facts, select=["S001", "S002"]).report.findings
        ]

        assert {
            frozenset(
                {frozenset({f"{p} seats_before {b} p1"}), frozenset({f"{p} seats_change {d} p1"})}
            )
            for p, b, d in (("Lab", 12, 8), ("Con", 37, -7))
        } == {frozenset(each) for each in found}

    def test_two_posts_that_agree_must_both_go(self):
        """
        A figure that two posts give is not the first to be doubted.
        """
        facts = named(
            [*whole(Con=31, Lab=20), *seats("p2", Lab=20), fact("count_status", "final", post="p2")]
        )

        assert {"S001": [{"Con seats 31 p1"}, {"list_complete True p1"}]} == explained(
            judged(facts)
        )

    def test_a_fact_given_twice_is_no_second_witness(self):
        """
        The same fact of the same post under two ids counts once, and both have its status.
        """
        facts = [
            each.model_copy(update={"id": f"f{n}"}) for n, each in enumerate(whole(Con=31, Lab=20))
        ]
        twice = [*facts, facts[0].model_copy(update={"id": "again"})]

        checked = judged(twice)

        assert {"S001": [{"f0"}, {"f1"}, {"f2"}]} == explained(checked)
        assert ["disputed"] * 4 == statuses(checked)

    def test_the_odd_one_out(self):
        """
        Of three posts that give one figure the one that differs is at fault; the others are not
        disputed, and in a failing check not verified either.
        """
        facts = named(
            [
                *[fact("seats", 20, "Lab", post=f"p{n}") for n in (1, 3)],
                fact("seats", 21, "Lab", post="p2"),
            ]
        )

        checked = judged(facts)

        assert {"A001": [{"Lab seats 21 p2"}]} == explained(checked)
        assert ["unchecked", "unchecked", "disputed"] == statuses(checked)

    def test_words_that_several_posts_say(self):
        """
        Two posts that call one party the largest outweigh one that calls another so.
        """
        facts = named(
            [fact("largest_party", p, post=f"p{n}") for n, p in enumerate(("Con", "Lab", "Con"), 1)]
        )

        assert {"A001": [{"largest_party Lab p2"}]} == explained(judged(facts))

    def test_words_said_alike_go_together(self):
        """
        Labour's 20 of 52 seats in one post, control in two: the figure is doubted first.
        """
        claims = [fact("control", "Lab", quote="won control", post=f"p{n}") for n in (1, 2)]

        assert {"C002": [{"Lab seats 20 p1"}]} == explained(
            judged(named([*seats(Lab=20), *claims]))
        )

    def test_a_headline_is_doubted_before_the_text(self):
        """
        Of a summary's bullet and a post that say two things, the bullet weighs less.
        """
        posts = [post(1, "Labour win."), post(2, "Labour lose.", kind="head")]
        facts = named([fact("largest_party", "Lab"), fact("largest_party", "Con", post="p2")])

        assert {"A001": [{"largest_party Con p2"}]} == explained(judged(facts, posts))


class TestCharnwood:
    """Charnwood 2023 printed 23 (-15), 20 (+8), 8 (+7), 1 (-1): the changes sum to -1."""

    FACTS = named(
        [
            *whole(Con=23, Lab=20, Green=8, Ind=1),
            *[
                fact("seats_change", change, party)
                for party, change in (("Con", -15), ("Lab", 8), ("Green", 7), ("Ind", -1))
            ],
        ]
    )

    def test_any_change_may_be_the_wrong_one(self):
        """
        By the changes alone -15 is one of five that would mend the sum.
        """
        explanations = explained(judged(self.FACTS))["S003"]

        assert {"Con seats_change -15 p1"} in explanations
        assert 5 == len(explanations)

    def test_what_was_before_leaves_one_figure(self):
        """
        With 12, 1 and 2 before for the others, no figure but -15 is left, and -14 is right.
        """
        before = [
            fact("seats_before", held, party)
            for party, held in (("Lab", 12), ("Green", 1), ("Ind", 2))
        ]

        checked = judged([*self.FACTS, *named(before)])

        assert {
            rule: [{"Con seats_change -15 p1"}, {"list_complete True p1"}]
            for rule in ("S003", "S006")
        } == explained(checked)
        assert all(
            (each.mend or "").startswith("It would hold with Conservative -14 for -15")
            for each in checked.report.findings
        )


class TestLimits:
    def test_figures_beyond_counting(self):
        """
        What is too large to be solved exactly has no explanation, and all of it is disputed.
        """
        facts = named(whole(area="Leicester", Lab=10**15, Con=17))

        checked = judged(facts)

        assert {"S001": []} == explained(checked)
        assert {"disputed"} == set(statuses(checked))

    def test_more_explanations_than_can_be_listed(self):
        """
        A list of seventy parties that is two short has 71 explanations: 64 are listed, the
        sentence says that there are more, and every fact is disputed.
        """
        facts = [
            fact("council_size", 72, area="Amberley"),
            *whole(area="Amberley", **{f"Party_{n}": 1 for n in range(70)}),
        ]

        checked = judged(facts)
        (finding,) = checked.report.findings

        assert 64 == len(finding.explanations)
        assert finding.mend
        assert finding.mend.endswith("with one of more than 56 other corrections.")
        assert {"disputed"} == set(statuses(checked))

    def test_many_posts_about_one_council(self):
        """
        A hundred posts with a running count that falls once are localised all the same.
        """
        facts = []
        for n in range(100):
            facts += [
                fact("seats", 10 + n // 5 if n != 50 else 2, "Lab", post=f"p{n}"),
                fact("count_status", "partial", post=f"p{n}"),
            ]
        posts = [post(n, published=f"2023-05-05T{n // 60:02}:{n % 60:02}") for n in range(100)]

        assert {"T001": [{"Lab seats 2 p50"}]} == explained(judged(named(facts), posts))


PARTIES = ("Con", "Lab", "Green")
SIZE = 9


@st.composite
def corrupted_councils(draw: st.DrawFn) -> list[Fact]:
    """A council of nine seats as one or two posts tell it, with up to three figures changed."""
    cuts = sorted(draw(st.lists(st.integers(0, SIZE), min_size=2, max_size=2)))
    now = dict(zip(PARTIES, (cuts[0], cuts[1] - cuts[0], SIZE - cuts[1]), strict=True))
    facts = whole(area="Amberley", **now)
    for party in draw(st.lists(st.sampled_from(PARTIES), unique=True, max_size=2)):
        before = draw(st.integers(0, SIZE))
        facts.append(fact("seats_before", before, party, area="Amberley"))
        facts.append(fact("seats_change", now[party] - before, party, area="Amberley"))
    ruling = next((party for party in PARTIES if 2 * now[party] > SIZE), "NOC")
    more = [
        fact("council_size", SIZE, area="Amberley"),
        fact("majority_threshold", SIZE // 2 + 1, area="Amberley"),
        fact("control", ruling, area="Amberley"),
        fact("seats", now["Lab"], "Lab", area="Amberley", post="p2"),
        fact("council_size", SIZE, area="Amberley", post="p2"),
    ]
    facts += draw(st.lists(st.sampled_from(more), unique_by=id))
    numeric = [n for n, each in enumerate(facts) if type(each.value) is int]
    for n in draw(st.lists(st.sampled_from(numeric), min_size=1, max_size=3, unique=True)):
        slip = draw(st.integers(-4, 4).filter(bool))
        low = -SIZE if facts[n].measure == "seats_change" else 0
        facts[n] = facts[n].model_copy(update={"value": max(low, int(facts[n].value) + slip)})
    hedged = draw(st.sampled_from([None, *numeric]))
    if hedged is not None:
        facts[hedged] = facts[hedged].model_copy(update={"hedge": "about"})
    return [each.model_copy(update={"id": f"f{n}"}) for n, each in enumerate(facts)]


@settings(max_examples=150)
@given(corrupted_councils(), st.booleans())
def test_the_rules_and_a_plain_search_agree(facts: list[Fact], registered: bool):
    """
    Whatever is wrong about a council, each failing check is explained by just the sets that a
    search over subsets finds, as far as they concern it; together they leave out none.
    """
    sizes = {2022: SIZE, 2023: SIZE} if registered else {}
    register = FakeRegister(FakeAuthority("E1", "Amberley", sizes))
    with mock.patch.object(engine, "localise", side_effect=localise) as asked:
        check(facts, POSTS, register=register)

    for group, verdicts in [call.args for call in asked.call_args_list]:
        found = localise(group, verdicts)
        for knot in knots(group, verdicts):
            expected = least(knot.system)
            assume(expected is not None)
            assert expected
            names = [frozenset(claim.index for claim in those) for those in knot.claims]
            whole_sets = [frozenset().union(*(names[at] for at in each)) for each in expected]
            named_at_all = set()
            for number in knot.failing:
                explanations = [
                    frozenset(repair.claim.index for repair in each)
                    for each in found[number].explanations
                ]
                concerned = frozenset().union(*explanations)
                assert {each & concerned for each in whole_sets} == set(explanations)
                assert found[number].complete
                assert len(explanations) == len(set(explanations))
                named_at_all |= concerned
            assert frozenset().union(*whole_sets) == named_at_all


@pytest.mark.parametrize("severity", ["info", "warning"])
def test_info_is_not_localised(severity: str):
    """
    What is only worth knowing accuses nobody.
    """
    claims = read_claims(named(seats(Con=20)), POSTS)
    (council,) = gather(claims, REGISTER)

    found = localise(council, [fails(severity, "", claims)])

    assert (severity == "warning") == bool(found)
