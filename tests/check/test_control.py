"""Threshold (C001) and control (C002)."""

from __future__ import annotations

import pytest
from making import contest, fact, found, judged, outcomes, post, seats, statuses, whole


class TestThreshold:
    @pytest.mark.parametrize(("size", "needed"), [(66, 34), (55, 28), (64, 33), (36, 19), (1, 1)])
    def test_more_than_half(self, size: int, needed: int):
        """
        Nottinghamshire (66), Leicestershire (55), Derbyshire (64) and Mansfield (36) as printed.
        """
        facts = [fact("council_size", size), fact("majority_threshold", needed)]

        assert ["verified", "verified"] == statuses(judged(facts, select=["C"]))

    def test_half_is_not_a_majority(self):
        """
        33 of 66 is half.
        """
        area = {"area": "Nottinghamshire"}

        (finding,) = found([fact("majority_threshold", 33, **area)], "C001")

        assert "error" == finding.severity
        assert (
            "Nottinghamshire: 33 is said to be a majority, but the register has 66 seats (2023), "
            "and more than half of that is 34." == finding.message
        )

    def test_derbyshire_2021_surpassed(self):
        """
        "Surpassed the 33 seats needed" states T with the party that passed it.
        """
        facts = [fact("majority_threshold", 33, "Con", area="Derbyshire")]

        assert {"holds": 1} == outcomes(facts, "C001")

    def test_how_many_more_is_no_threshold(self):
        """
        16 of 36 held, "needs three more": the three are short-of.
        """
        facts = [*seats(area="Mansfield", Lab=16), fact("majority_threshold", 3, area="Mansfield")]

        assert {"not_checkable": 1} == outcomes(facts, "C001")

    def test_a_size_that_is_only_about_right(self):
        """
        "Some 50 seats" leaves the register's 52 as the size, which needs 27.
        """
        about = fact("council_size", 50, hedge="about")

        assert {"holds": 1} == outcomes([about, fact("majority_threshold", 27)], "C001")
        assert {"fails": 1} == outcomes([about, fact("majority_threshold", 26)], "C001")

    def test_of_the_seats_up(self):
        """
        "Needs nine of the 17 up" is not of the whole council.
        """
        facts = [fact("seats_up", 17), fact("majority_threshold", 9)]

        assert {"not_checkable": 1} == outcomes(facts, "C001")

    def test_a_countermanded_poll(self):
        """
        With two of 36 seats unfilled, 18 is a majority for now.
        """
        facts = [
            fact("seats_vacant", 2, area="Mansfield"),
            fact("majority_threshold", 18, area="Mansfield"),
        ]

        assert {"not_checkable": 1} == outcomes(facts, "C001")

    def test_a_casting_vote(self):
        """
        18 of 36 is enough with the chair's casting vote, where the post speaks of it.
        """
        facts = [fact("majority_threshold", 18, area="Mansfield")]
        words = "They need 18, as the chair has the casting vote."

        assert {"not_checkable": 1} == outcomes(facts, "C001", [post(1, words)])
        assert {"fails": 1} == outcomes(facts, "C001", [post(1, "They need 18 of 36.")])


class TestPartyControls:
    def test_blaby_2023_by_one_seat(self):
        """
        Blaby 2023: 19 of 36 is control; the seats stay unchecked, since control alone is proven.
        """
        facts = [fact("control", "Con", area="Blaby"), *seats(area="Blaby", Con=19)]

        assert ["verified", "unchecked"] == statuses(judged(facts))

    def test_exactly_half_is_not_control(self):
        """
        18 of 36 is one short.
        """
        facts = [fact("control", "Con", area="Blaby"), *seats(area="Blaby", Con=18)]

        (finding,) = found(facts, "C002")

        assert "error" == finding.severity
        assert "with 18 seats, but the register has 36 seats (2023), and a majority is 19" in (
            finding.message
        )

    def test_half_with_a_seat_vacant_is_a_warning(self):
        """
        18 of 36 with one vacant is a majority of the seats that are filled.
        """
        facts = [
            fact("control", "Con", area="Blaby"),
            fact("seats_vacant", 1, area="Blaby"),
            *seats(area="Blaby", Con=18),
        ]

        assert ["warning"] == [finding.severity for finding in found(facts, "C002")]

    def test_mansfield_2023_running_count_proves(self):
        """
        Mansfield 2023: 20 of 36 with nine to come is control already.
        """
        facts = [
            fact("control", "Lab", area="Mansfield"),
            fact("seats_remaining", 9, area="Mansfield"),
            *seats(area="Mansfield", Lab=20),
        ]

        assert "verified" == judged(facts).facts[0].status

    def test_a_running_count_never_disproves(self):
        """
        Control is declared with 12 of 36 counted: the rest may bring it.
        """
        facts = [
            fact("control", "Lab", area="Mansfield"),
            fact("count_status", "partial", area="Mansfield"),
            *seats(area="Mansfield", Lab=12),
        ]

        assert {"not_checkable": 1} == outcomes(facts, "C002")

    def test_an_earlier_figure_of_a_running_count_never_disproves(self):
        """
        12 seats before a post that says the count is on are of the count too.
        """
        facts = [
            *seats("p1", "Mansfield", Lab=12),
            fact("seats_remaining", 9, area="Mansfield", post="p2"),
            fact("control", "Lab", area="Mansfield", post="p3"),
        ]

        assert () == judged(facts).report.findings

    def test_seats_won_by_thirds_are_not_held(self):
        """
        Nine seats won of 13 up are no measure of control.
        """
        facts = [fact("control", "Con", area="Derby"), fact("seats_won", 9, "Con", area="Derby")]

        assert {"not_checkable": 1} == outcomes(facts, "C002")

    def test_independents_are_no_party(self):
        """
        20 independents of 36 are not one group, and "control: Independent" is not checked.
        """
        noc = [fact("control", "NOC", area="Blaby"), *seats(area="Blaby", Ind=20, Con=16)]
        independent = [fact("control", "Independent", area="Blaby"), *seats(area="Blaby", Ind=20)]

        assert {"holds": 1} == outcomes(noc, "C002")
        assert {"not_checkable": 1} == outcomes(independent, "C002")

    def test_a_named_local_party_is_one(self):
        """
        Ashfield 2023: 32 of 35 Ashfield Independents control, and cannot be NOC.
        """
        where = {"area": "Ashfield"}
        facts = [
            fact("council_size", 35, **where),
            fact("seats", 32, "Ashfield Independents", **where),
        ]
        control = fact("control", "Ashfield Independents", **where)

        assert {"holds": 1} == outcomes([*facts, control], "C002")
        assert {"fails": 1} == outcomes([*facts, fact("control", "NOC", **where)], "C002")

    @pytest.mark.parametrize(
        "words",
        [
            "Labour will run the council as a minority.",
            "Labour will keep running Charnwood.",
            "Labour take charge in coalition with the Greens, their leader said.",
        ],
    )
    def test_who_runs_a_council_need_not_control_it(self, words: str):
        """
        A minority or a coalition runs a council without a majority.
        """
        quote = " ".join(words.split()[:4])
        control = fact("control", "Lab", quote=quote, start=0, end=len(quote))

        assert {"not_checkable": 1} == outcomes([control, *seats(Lab=20)], "C002", [post(1, words)])

    def test_a_minority_in_the_next_sentence_is_another_matter(self):
        """
        Only the sentence that states control says how it is held.
        """
        words = "Labour have won control. The Tories had run it as a minority."
        control = fact("control", "Lab", quote="Labour have won control", start=0, end=23)

        assert {"fails": 1} == outcomes([control, *seats(Lab=20)], "C002", [post(1, words)])

    def test_another_party_has_the_majority(self):
        """
        Labour cannot control a council of which the Conservatives hold 45 of 64.
        """
        facts = [fact("control", "Lab", area="Derbyshire"), *seats(area="Derbyshire", Con=45)]

        (finding,) = found(facts, "C002")

        assert "Conservative has 45 seats" in finding.message

    def test_a_summary_and_a_post_that_agree_are_one_finding(self):
        """
        Control said twice and contradicted once is one finding with both.
        """
        facts = [
            fact("control", "Lab", post="p1"),
            fact("control", "Lab", post="p3"),
            *seats("p2", Lab=20),
        ]

        (finding,) = found(facts, "C002")

        assert ("p1", "p2", "p3") == finding.posts


class TestNoOverallControl:
    def test_derby_2023(self):
        """
        Derby 2023: the largest of a whole list has 23 of 51, which proves no overall control.
        """
        facts = [
            fact("control", "NOC", area="Derby"),
            *whole(area="Derby", Lab=23, Con=15, Reform_Derby=6, LD=4, Ind=3),
        ]

        assert "verified" == judged(facts).facts[0].status

    def test_harborough_2023_without_the_size(self):
        """
        Harborough 2023: 15, 13, 3 and 3 of a council that the register does not know.
        """
        facts = [
            fact("control", "NOC", area="Harborough"),
            *seats(area="Harborough", Con=15, LD=13, Lab=3, Green=3),
        ]

        assert {"not_checkable": 1} == outcomes(facts, "C002")

    def test_newark_2023_majority_lost(self):
        """
        Newark & Sherwood 2023: 14, 11, 11 and 3 of 39, and a majority of 29 before: NOC holds.
        """
        where = {"area": "Newark & Sherwood"}
        facts = [
            fact("control", "NOC", **where),
            fact("control_before", "Con", **where),
            fact("change", "loss", "Con", **where),
            fact("majority_before", 29, "Con", **where),
            *whole(**where, Con=14, Lab=11, Ind=11, LD=3),
        ]

        checked = judged(facts)

        assert () == checked.report.findings
        assert "verified" == checked.facts[0].status

    def test_a_party_has_a_majority(self):
        """
        NOC cannot be where one party holds 30 of 52.
        """
        (finding,) = found([fact("control", "NOC"), *seats(Lab=30)], "C002")

        assert "error" == finding.severity

    def test_a_party_without_a_figure_may_have_the_majority(self):
        """
        20 of 52 for one party leaves 32 for another.
        """
        assert {"not_checkable": 1} == outcomes([fact("control", "NOC"), *seats(Lab=20)], "C002")

    def test_a_running_count_is_no_proof_of_it(self):
        """
        Nobody has a majority of 52 with 40 seats counted, so far.
        """
        facts = [
            fact("control", "NOC"),
            fact("count_status", "partial"),
            *seats(Lab=20, Con=20),
        ]

        assert {"not_checkable": 1} == outcomes(facts, "C002")

    def test_a_mayor_is_no_majority(self):
        """
        A mayor of one party beside a council of no overall control contradicts nothing.
        """
        facts = [
            fact("control", "NOC", area="Mansfield"),
            *whole(area="Mansfield", Lab=15, Con=11, Ind=10),
            contest("elected", True, party="Lab", area="Mansfield", contest="mayor"),
        ]

        assert () == judged(facts).report.findings


def test_a_minority_said_without_a_quote():
    """
    A fact from outside without a quote: "as a minority" anywhere in its post speaks of control.
    """
    facts = [fact("control", "Labour"), fact("seats", 20, "Labour")]
    posts = [post(1, "Labour take Charnwood. They have 20 seats and will run it as a minority.")]

    assert {"not_checkable": 1} == outcomes(facts, "C002", posts)
    assert {"fails": 1} == outcomes(
        facts, "C002", [post(1, "Labour take Charnwood with 20 seats.")]
    )
