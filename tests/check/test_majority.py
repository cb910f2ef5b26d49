"""The size of a majority (C004): what a stated majority can mean."""

from __future__ import annotations

import pytest
from making import fact, found, judged, outcomes, post, seats, statuses, whole


def _of(held: int, size: int, stated: int, **more):
    return [
        fact("council_size", size),
        fact("seats", held, "Con"),
        fact("majority", stated, "Con", **more),
    ]


class TestMajority:
    @pytest.mark.parametrize(("held", "size", "stated"), [(15, 29, 1), (55, 79, 31), (49, 62, 36)])
    def test_over_all_others_together(self, held: int, size: int, stated: int):
        """
        Dundee 2022 (15 of 29), Cardiff 2022 (55 of 79), Staffordshire 2025 (49 of 62): 2a − C,
        which verifies nothing.
        """
        facts = _of(held, size, stated)

        assert {"holds": 1} == outcomes(facts, "C004")
        assert ["unchecked"] * 3 == statuses(judged(facts, select=["C004"]))

    def test_no_reading_fits(self):
        """
        45 of 64 is a majority of 26, and 17 is nothing else either.
        """
        (finding,) = found(_of(45, 64, 17), "C004")

        assert "error" == finding.severity
        assert (
            "Charnwood: Conservative is given a majority of 17, but twice 45 less 64 is 26, and "
            "no other reading of 45 of 64 seats makes 17." == finding.message
        )
        assert ("26", "17") == (finding.expected, finding.observed)

    def test_blaby_2023_by_one_seat(self):
        """
        Blaby 2023: 19 of 36 is a majority "by one seat": over half, which is worth knowing.
        """
        (finding,) = found(_of(19, 36, 1), "C004")

        assert "info" == finding.severity
        assert (
            "Charnwood: Conservative is given a majority of 1: that is 19 - 18, the seats over "
            "half, where twice 19 less 36 is 2." == finding.message
        )

    @pytest.mark.parametrize(
        ("stated", "words"),
        [
            (4, "30 - 26, the seats over half"),
            (3, "30 - 27, the seats over the line"),
            (10, "30 - 20, the lead over Labour"),
            (30, "the 30 seats held"),
        ],
    )
    def test_other_readings(self, stated: int, words: str):
        """
        Of 30 of 52 seats beside 20 of the next party, with 8 as the usual majority.
        """
        facts = [*_of(30, 52, stated), *seats(Lab=20, Green=2)]

        (finding,) = found(facts, "C004")

        assert "info" == finding.severity
        assert f"a majority of {stated}: that is {words}, where" in finding.message

    def test_of_the_seats_that_are_filled(self):
        """
        With one of 52 vacant, 30 outnumber the others by nine.
        """
        (finding,) = found([*_of(30, 52, 9), fact("seats_vacant", 1)], "C004")

        assert "twice 30 less the 51 seats that are filled" in finding.message

    def test_seats_held_are_no_majority_below_half(self):
        """
        "A majority of 20" cannot be 20 seats of 52.
        """
        assert ["error"] == [finding.severity for finding in found(_of(20, 52, 20), "C004")]

    def test_the_lead_over_a_party_without_a_figure(self):
        """
        "Eleven more than Labour" may be a lead, where Labour's seats are not given.
        """
        words = "The Conservatives have 30 seats, a majority of eleven over Labour."
        told = {"quote": "a majority of eleven", "start": 33, "end": 53}

        facts = _of(30, 52, 11, **told)

        assert {"not_checkable": 1} == outcomes(facts, "C004", [post(1, words)])
        assert {"fails": 1} == outcomes(facts, "C004", [post(1, words.replace("Labour", "all"))])

    def test_hedged_majorities(self):
        """
        "Almost 30" may be the 26 of 45 of 64; "over 30" is nothing that 45 of 64 can be, but the
        seats held.
        """
        assert {"holds": 1} == outcomes(_of(45, 64, 30, hedge="almost"), "C004")
        (finding,) = found(_of(45, 64, 30, hedge="over"), "C004")
        assert "info" == finding.severity

    def test_the_seats_of_another_post(self):
        """
        The majority in one post, the final seats in another, and no others.
        """
        stated, held = fact("majority", 12, "Lab"), seats("p2", Lab=30)

        assert {"fails": 1} == outcomes([stated, *held], "C004")
        assert {"not_checkable": 1} == outcomes([stated], "C004")

    def test_seats_so_far(self):
        """
        A running count's seats are not those of the majority.
        """
        facts = [*_of(30, 52, 12), fact("count_status", "partial")]

        assert {"not_checkable": 1} == outcomes(facts, "C004")

    def test_more_than_the_council_has(self):
        """
        A majority of 53 is too large for 52 seats, whoever holds them.
        """
        (finding,) = found([fact("majority", 53, "Lab")], "C004")

        assert "a majority of 53, but the register has 52 seats (2023)" in finding.message

    def test_whose_majority_is_not_said(self):
        """
        Without a party there are no seats to look at.
        """
        assert {"not_checkable": 1} == outcomes([fact("majority", 12), *seats(Lab=30)], "C004")

    def test_several_majorities_are_judged_apart(self):
        """
        "By one seat" and "a majority of two" are both true of 19 of 36.
        """
        facts = [*_of(19, 36, 1), fact("majority", 2, "Con", post="p2")]

        assert {"holds": 1, "fails": 1} == outcomes(facts, "C004")
        assert ["info"] == [finding.severity for finding in found(facts, "C004")]


class TestMajorityBefore:
    def test_newark_2023_without_the_seats_before(self):
        """
        Newark & Sherwood 2023: "a majority of 29 seats" of 39, and nothing of what was held.
        """
        facts = [fact("majority_before", 29, "Con", area="Newark & Sherwood")]

        assert {"not_checkable": 1} == outcomes(facts, "C004")

    def test_newark_2023_with_the_seats_before(self):
        """
        With 29 held before, the majority is the seats held: worth knowing.
        """
        where = {"area": "Newark & Sherwood"}
        facts = [
            fact("majority_before", 29, "Con", **where),
            fact("seats_before", 29, "Con", **where),
        ]

        (finding,) = found(facts, "C004")

        assert "info" == finding.severity
        assert "a majority of 29 before: that is the 29 seats held" in finding.message

    def test_against_the_seats_before(self):
        """
        37 of 52 were a majority of 22, said outright or by the change since.
        """
        said = [fact("seats_before", 37, "Con"), fact("majority_before", 22, "Con")]
        reckoned = [
            fact("seats", 23, "Con"),
            fact("seats_change", -14, "Con"),
            fact("majority_before", 22, "Con"),
        ]

        assert {"holds": 1} == outcomes(said, "C004")
        assert {"holds": 1} == outcomes(reckoned, "C004")
        wrong = fact("majority_before", 24, "Con")
        assert "twice (23 + 14) less 52 is 22" in found([*reckoned[:2], wrong], "C004")[0].message

    def test_a_size_before_that_is_stated(self):
        """
        Stated sizes before come first: 25 of 43 were a majority of seven.
        """
        facts = [
            fact("council_size_before", 43),
            fact("seats_before", 25, "Con"),
            fact("majority_before", 7, "Con"),
        ]

        assert {"holds": 1} == outcomes(facts, "C004")

    def test_one_baseline_need_fit(self):
        """
        36 of 64 on the eve of poll was a majority of eight, 37 at the last election one of ten.
        """
        where = {"area": "Derbyshire"}
        held = [
            fact("seats_before", 36, "Con", baseline="eve_of_poll", **where),
            fact("seats_before", 37, "Con", baseline="last_election", **where),
        ]
        eight, ten, nine = (fact("majority_before", n, "Con", **where) for n in (8, 10, 9))
        of_the_election = ten.model_copy(update={"baseline": "eve_of_poll"})

        assert {"holds": 1} == outcomes([*held, eight], "C004")
        assert {"holds": 1} == outcomes([*held, ten], "C004")
        assert {"fails": 1} == outcomes([*held, nine], "C004")
        assert {"fails": 1} == outcomes([*held, of_the_election], "C004")


class TestShort:
    def test_by_the_councils_size(self):
        """
        25 of 52 is two short of 27, where no post says how many are needed.
        """
        assert {"holds": 1} == outcomes(
            [*seats(Lab=25), fact("short_of_majority", 2, "Lab")], "C004"
        )

    def test_too_many_short(self):
        """
        25 of 52 is not three short.
        """
        (finding,) = found([*seats(Lab=25), fact("short_of_majority", 3, "Lab")], "C004")

        assert "error" == finding.severity
        assert (
            "Charnwood: Labour is said to be 3 short of a majority with 25 seats, but the register "
            "has 52 seats (2023), and 27 - 25 = 2." == finding.message
        )

    def test_a_stated_threshold_is_judged_elsewhere(self):
        """
        Where the seats needed are stated, C006 says what is wrong, once.
        """
        facts = [
            *seats(Lab=25),
            fact("short_of_majority", 3, "Lab"),
            fact("majority_threshold", 27),
        ]

        assert ["C006"] == [finding.rule for finding in judged(facts).report.findings]

    def test_of_the_seats_that_are_filled(self):
        """
        25 of 52 with two vacant is one short of most of the 50 that are filled.
        """
        facts = [*seats(Lab=25), fact("short_of_majority", 1, "Lab"), fact("seats_vacant", 2)]

        assert () == found(facts, "C004")

    def test_newark_2023_and_others_contradict_nothing(self):
        """
        A whole list of no overall control with the largest party six short of 20.
        """
        where = {"area": "Newark & Sherwood"}
        facts = [
            *whole(**where, Con=14, Lab=11, Ind=11, LD=3),
            fact("short_of_majority", 6, "Con", **where),
        ]

        assert () == judged(facts).report.findings
