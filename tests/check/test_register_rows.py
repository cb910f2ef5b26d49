"""The register's compositions (X002, X003) and what a party's seats are counted from."""

from __future__ import annotations

import pytest
from making import fact, post, seats, whole

from extract import placing
from extract.check import check
from extract.check.baselines import RegisteredChange, baselines_of, registered_change
from extract.check.claims import read_claims
from extract.check.council import Council
from extract.check.groups import gather
from extract.check.registered import register_composition
from schemas.fact import Fact

POSTS = {2023: [post(1), post(2)], 2021: [post(1, published="2021-05-07T12:01")]}


def noted(facts: list[Fact], code: str, year: int = 2023) -> list[str]:
    """What one rule notes, by the register itself."""
    findings = check(facts, POSTS[year], select=[code]).report.findings
    assert {"info"} >= {each.severity for each in findings}
    return [each.message for each in findings]


def outcomes(facts: list[Fact], code: str, year: int = 2023) -> dict[str, int]:
    tally = check(facts, POSTS[year], select=[code]).report.verdicts[code]
    return {outcome: count for outcome, count in tally.model_dump().items() if count}


def council(facts: list[Fact], year: int = 2023) -> Council:
    (group,) = gather(read_claims(facts, POSTS[year]), placing)
    assert isinstance(group, Council)
    return group


class TestComposition:
    def test_leicester_2023(self):
        """
        Printed 31 and 17, registered 32 and 16: both are named.
        """
        (message,) = noted(whole(area="Leicester", Lab=31, Con=17, Green=3, LD=3), "X002")

        assert (
            "Leicester: the final result is given as Labour 31, Conservative 17, Green 3 and "
            "Liberal Democrat 3; the register has Labour 32, Conservative 16, Liberal Democrat 3 "
            "and Green 3 (2023)." == message
        )

    def test_oadby_and_wigston_2023(self):
        """
        Printed 19, 7 and 0; registered 18, 7 and one other, whom the printed list lacks.
        """
        facts = whole(area="Oadby and Wigston", LD=19, Con=7, Lab=0)
        (finding,) = check(facts, POSTS[2023], select=["X002"]).report.findings

        assert ("line-1", "line-4") == finding.facts
        assert "Liberal Democrat 18, Conservative 7 and Other 1" == finding.expected

    def test_charnwood_2023(self):
        """
        23, 20, 8 and one independent are the register's, who has the independent as other.
        """
        assert {"holds": 1} == outcomes(whole(Con=23, Lab=20, Green=8, Ind=1), "X002")

    def test_it_changes_no_status(self):
        """
        A sum that holds is verified, whatever the register has.
        """
        checked = check(whole(area="Leicester", Lab=31, Con=17, Green=3, LD=3), POSTS[2023])

        assert {"verified"} == {each.status for each in checked.facts}

    @pytest.mark.parametrize(
        ("local", "holds"),
        [
            ({"Reform_Derby": 6, "Ind": 3}, True),
            ({"Ind": 9}, True),
            ({"Other": 9}, True),
            ({"Ind": 8}, False),
        ],
    )
    def test_what_the_register_calls_other(self, local: dict[str, int], holds: bool):
        """
        Nine other in Derby: independents, a local party, others, but nine.
        """
        facts = whole(area="Derby", Lab=23, Con=15, LD=4, **local)

        assert {"holds" if holds else "fails": 1} == outcomes(facts, "X002")

    def test_a_local_party_under_a_national_name(self):
        """
        Mansfield 2023: the register has the three Mansfield Independents as Reform UK.
        """
        facts = whole(area="Mansfield", Lab=25, Con=5, Mansfield_Independents=3, Ind=3)

        assert {"holds": 1} == outcomes(facts, "X002")

    def test_a_final_result_that_may_lack_parties(self):
        """
        Of a list that is not said to be whole, each party is compared, and no sum.
        """
        final = fact("count_status", "final", area="Leicester")

        assert {"holds": 1} == outcomes([*seats(area="Leicester", Green=3), final], "X002")
        assert {"fails": 1} == outcomes([*seats(area="Leicester", Green=4), final], "X002")

    def test_a_party_without_a_figure(self):
        """
        Derbyshire 2021: the Greens, represented without a figure, are left out.
        """
        facts = [
            *seats(area="Derbyshire", Con=45, Lab=14, LD=4),
            fact("list_complete", True, area="Derbyshire", quote="45, 14, four, and the Greens"),
        ]

        assert {"holds": 1} == outcomes(facts, "X002", 2021)

    def test_a_running_count(self):
        """
        20 so far are no composition.
        """
        facts = [
            *seats(area="Leicester", Lab=20),
            fact("count_status", "partial", area="Leicester"),
        ]

        assert {} == outcomes(facts, "X002")

    def test_a_council_of_another_size(self):
        """
        A row that does not make the council that the post speaks of is no measure of it.
        """
        facts = [
            *whole(area="Leicester", Lab=33, Con=17, Green=3, LD=3),
            fact("council_size", 56, area="Leicester"),
        ]

        assert {"not_checkable": 1} == outcomes(facts, "X002")

    @pytest.mark.parametrize(
        ("area", "day"), [("the county", "2023-05-05"), ("Belfast", "2023-05-19"), ("Derby", None)]
    )
    def test_no_row(self, area: str, day: str | None):
        """
        An unknown name, a year without a row, and no year at all cannot be checked.
        """
        facts = whole(area=area, Lab=30, Con=20)
        posts = [post(1, published=f"{day}T12:00" if day else None)]
        tally = check(facts, posts, select=["X002"]).report.verdicts["X002"]

        assert 1 == tally.not_checkable

    def test_two_posts_alike_are_one_finding(self):
        """
        The same result in two posts is noted once, with both.
        """
        facts = [
            each
            for name in ("p1", "p2")
            for each in whole(name, "Leicester", Lab=31, Con=17, Green=3, LD=3)
        ]
        (finding,) = check(facts, POSTS[2023], select=["X002"]).report.findings

        assert ("p1", "p2") == finding.posts

    def test_what_holds_fixes_the_figures(self):
        """
        For the localisation of errors a figure that is the register's has no other value.
        """
        facts = whole(area="Derby", Lab=23, Con=15, LD=4, Reform_Derby=6, Ind=3)
        (verdict,) = register_composition(council(facts))

        assert [(["Labour"], 23), (["Conservative"], 15), (["Liberal Democrat"], 4)] == [
            ([claim.party for _, claim in each.terms], each.low) for each in verdict.constraints[:3]
        ]
        assert [(["Reform Derby", "Independent"], 9, 1)] == [
            ([claim.party for _, claim in each.terms], each.high, len(each.unless))
            for each in verdict.constraints[3:]
        ]

    def test_what_fails_fixes_nothing(self):
        """
        A note is no contradiction to be localised.
        """
        facts = whole(area="Leicester", Lab=31, Con=17, Green=3, LD=3)
        (verdict,) = register_composition(council(facts))

        assert () == verdict.constraints


def before(party: str, value: int, area: str = "Derbyshire", **more) -> Fact:
    return fact("seats_before", value, party, area=area, **more)


class TestBefore:
    def test_derbyshire_2021(self):
        """
        36 Conservatives are of the eve of poll, 24 of Labour of the election before.
        """
        facts = [before("Con", 36), before("Lab", 24), before("Green", 0)]

        (message,) = noted(facts, "X003", 2021)

        assert (
            "Derbyshire: two baselines are mixed in the seats before, for no one row of the "
            "register has them all: Conservative 36 is of 2020 and Labour 24 is of 2017 to 2019 "
            "(the eve of poll is 2020)." == message
        )

    @pytest.mark.parametrize(("con", "lab"), [(36, 25), (37, 24)])
    def test_one_row_has_both(self, con: int, lab: int):
        """
        36 and 25 of the eve of poll, 37 and 24 of the last election: either is one baseline.
        """
        assert {"holds": 1} == outcomes([before("Con", con), before("Lab", lab)], "X003", 2021)

    def test_a_figure_in_no_row(self):
        """
        A figure that no row has is for the sums to judge.
        """
        assert {"not_checkable": 1} == outcomes(
            [before("Con", 35), before("Lab", 24)], "X003", 2021
        )

    def test_a_stated_baseline(self):
        """
        36 of the last election is in no row of an election: 2020 had no polls.
        """
        on_the_eve = before("Con", 36, baseline="eve_of_poll")
        at_the_last = before("Con", 36, baseline="last_election")

        assert {"holds": 1} == outcomes([on_the_eve], "X003", 2021)
        assert {"not_checkable": 1} == outcomes([at_the_last], "X003", 2021)

    def test_a_local_party_is_in_other(self):
        """
        The register's other of Nottinghamshire may hold eleven Ashfield Independents, not twelve.
        """
        eleven = before("Ashfield Independents", 11, "Nottinghamshire")
        twelve = before("Ashfield Independents", 12, "Nottinghamshire")

        assert {"holds": 1} == outcomes([eleven], "X003", 2021)
        assert {"not_checkable": 1} == outcomes([twelve], "X003", 2021)

    def test_nothing_before_is_no_verdict(self):
        """
        A post that says nothing of before has no baseline.
        """
        assert {} == outcomes(seats(area="Derbyshire", Con=45), "X003", 2021)


class TestBaselines:
    def test_mixed(self):
        """
        What S006 needs to know of Derbyshire 2021: two baselines are mixed.
        """
        found = baselines_of(council([before("Con", 36), before("Lab", 24)], 2021))

        assert found is not None
        assert (True, (), 2020) == (found.mixed, found.years, found.eve)
        assert [(36, (2020,)), (24, (2019, 2018, 2017))] == [
            (fit.claim.value, fit.years) for fit in found.fits
        ]

    def test_one(self):
        """
        The years whose row has every figure, the latest first.
        """
        found = baselines_of(council([before("Con", 37), before("Lab", 24)], 2021))

        assert found is not None
        assert (False, (2019, 2018, 2017)) == (found.mixed, found.years)

    def test_scotland_is_elected_every_five_years(self):
        """
        Edinburgh 2022 may be counted from 2017, and from no year between but the eve of poll.
        """
        facts = [before("SNP", 19, "Edinburgh", election="2022-05-05")]
        found = baselines_of(council(facts))

        assert found is not None
        assert (2017,) == found.years

    def test_without_rows(self):
        """
        What the register does not know it cannot tell.
        """
        assert None is baselines_of(council([before("Con", 3, "the county")]))


class TestRegisteredChange:
    def test_charnwood_2023(self):
        """
        −15 is printed; the register has 37 before, as of 2022, and 23 after: −14.
        """
        changes = {"Con": -15, "Lab": 8, "Green": 7, "Ind": -1}
        facts = [
            *whole(Con=23, Lab=20, Green=8, Ind=1),
            *[fact("seats_change", change, party) for party, change in changes.items()],
        ]

        assert RegisteredChange(37, 23, 2022, 2023) == registered_change(
            council(facts), "Conservative"
        )

    def test_the_row_that_fits_what_is_stated(self):
        """
        With Labour's 24 before, Derbyshire 2021 is counted from an election, not the eve of poll.
        """
        facts = [before("Lab", 24), *seats(area="Derbyshire", Con=45)]

        assert RegisteredChange(37, 45, 2019, 2021) == registered_change(
            council(facts, 2021), "Conservative"
        )

    @pytest.mark.parametrize("party", ["Independent", "Other", "Ashfield Independents"])
    def test_who_is_in_other(self, party: str):
        """
        The register cannot tell of those that it lumps.
        """
        assert None is registered_change(council(seats(area="Derbyshire", Con=45), 2021), party)
