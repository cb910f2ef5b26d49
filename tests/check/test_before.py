"""The position before (S006): the seats that parties held make the council as it was."""

from __future__ import annotations

from making import fact, found, judged, outcomes, statuses, whole


def _before(baseline: str | None = None, **parties: int):
    return [
        fact("seats_before", seats, party, baseline=baseline) for party, seats in parties.items()
    ]


COMPLETE = fact("list_complete", True)


class TestWholeList:
    def test_rushmoor_2024(self):
        """
        23, 14 and 2 on the eve of poll were the 39 of the year before, which verifies them.
        """
        facts = [
            fact("council_size_before", 39),
            *_before("eve_of_poll", Con=23, Lab=14, LD=2),
            *whole(Con=15, Lab=21, LD=3),
        ]

        assert ["verified"] * 4 == statuses(judged(facts, select=["S006"]))[:4]

    def test_the_register_of_the_year_before(self):
        """
        Amber Valley had 45 seats before it had 42.
        """
        listed = [*_before(Con=24, Lab=21), COMPLETE]
        facts = [each.model_copy(update={"area": "Amber Valley"}) for each in listed]

        assert {"holds": 1} == outcomes(facts, "S006")

    def test_one_stated_baseline_is_an_error(self):
        """
        A list of what all held on the eve of poll that is one short.
        """
        (finding,) = found([*_before("eve_of_poll", Con=38, Lab=13), COMPLETE], "S006")

        assert "error" == finding.severity
        assert (
            "Charnwood: 38 + 13 = 51 seats before, but the register has 52 seats (2022)."
            == finding.message
        )
        assert ("52", "51") == (finding.expected, finding.observed)

    def test_no_baseline_is_a_warning(self):
        """
        Figures that do not say what they are counted from may be of two baselines.
        """
        (finding,) = found([*_before(Con=38, Lab=13), COMPLETE], "S006")

        assert "warning" == finding.severity
        assert finding.message.endswith(", unless the figures are counted from two baselines.")

    def test_a_party_that_is_gone_from_the_list(self):
        """
        A list of who has seats now may lack who had one: too few is a warning, too many an error.
        """
        now = whole(Con=32, Lab=20)

        too_few = found([*now, *_before("last_election", Con=38, Lab=13)], "S006")
        too_many = found([*now, *_before("last_election", Con=38, Lab=15)], "S006")

        assert ["warning", "error"] == [each.severity for each in (*too_few, *too_many)]

    def test_leicestershire_2021_with_a_party_that_gives_its_change(self):
        """
        Leicestershire 2021: 42 after six more, 13 and 6 were the 55 of before.
        """
        facts = [
            *whole(Con=42, LD=9, Lab=4),
            fact("seats_change", 6, "Con"),
            *_before(LD=13, Lab=6),
            fact("council_size_before", 55),
        ]

        checked = judged(facts, select=["S006"])

        assert () == checked.report.findings
        assert ["verified", "unchecked", "unchecked", "unchecked"] == statuses(checked)[:4]
        assert ["verified"] * 4 == statuses(checked)[4:]

    def test_derbyshire_2021_mixes_two_baselines(self):
        """
        Derbyshire 2021: 36, 24, none and one fewer than 4 make 63 of 64, as 36 is of the eve of
        poll: a warning, never an error.
        """
        listed = [
            *whole(Con=45, Lab=14, LD=4),
            *_before(Con=36, Lab=24, Green=0),
            fact("seats_change", 1, "LD"),
        ]
        facts = [each.model_copy(update={"area": "Derbyshire"}) for each in listed]

        (finding,) = found(facts, "S006")

        assert "warning" == finding.severity
        assert (
            "Derbyshire: 36 + 24 + 4 - 1 + 0 = 63 seats before, but the register has 64 seats "
            "(2022), unless the figures are counted from two baselines." == finding.message
        )

    def test_each_baseline_makes_its_own_sum(self):
        """
        36 on the eve of poll and 37 at the last election: one whole list is enough.
        """
        both = [*_before("eve_of_poll", Con=36), *_before("last_election", Con=37)]

        assert {"holds": 1} == outcomes([*both, *_before(Lab=16), COMPLETE], "S006")
        assert {"holds": 1} == outcomes([*both, *_before(Lab=15), COMPLETE], "S006")
        assert {"fails": 1} == outcomes([*both, *_before(Lab=14), COMPLETE], "S006")

    def test_two_whole_lists(self):
        """
        What all held at the last election and what they held on the eve of poll are two sums.
        """
        last = _before("last_election", Con=37, Lab=15)

        assert {"holds": 2} == outcomes(
            [*last, *_before("eve_of_poll", Con=36, Lab=16), COMPLETE], "S006"
        )
        assert {"holds": 1, "fails": 1} == outcomes(
            [*last, *_before("eve_of_poll", Con=36, Lab=15), COMPLETE], "S006"
        )

    def test_baselines_that_do_not_meet(self):
        """
        One party's seats of the eve of poll and another's of the last election are no list.
        """
        mixed = [*_before("eve_of_poll", Con=36), *_before("last_election", Lab=15)]

        assert () == found([*mixed, COMPLETE], "S006")


class TestLookAlikes:
    def test_a_vacancy_before(self):
        """
        51 held and one vacant made 52.
        """
        facts = [*_before(Con=38, Lab=13), COMPLETE, fact("seats_vacant", 1)]

        assert {"holds": 1} == outcomes(facts, "S006")

    def test_notional_seats_of_new_boundaries(self):
        """
        Amber Valley 2023: seats before that make the 42 of now are notional.
        """
        listed = [*_before(Con=24, Lab=18), COMPLETE]
        facts = [each.model_copy(update={"area": "Amber Valley"}) for each in listed]

        assert {"not_checkable": 1} == outcomes(facts, "S006")

    def test_a_list_that_may_lack_parties(self):
        """
        38 before, and 13 of some other party.
        """
        assert {"holds": 1} == outcomes(_before(Con=38, Lab=13), "S006")

    def test_more_than_there_were(self):
        """
        Even a list that may lack parties cannot make more than there were.
        """
        (finding,) = found(_before(Con=38, Lab=15), "S006")

        assert "warning" == finding.severity
        assert ("at most 52", "53") == (finding.expected, finding.observed)

    def test_others_that_are_named_as_well(self):
        """
        "Others 2", who are the Greens that are named as well.
        """
        facts = _before(Con=38, Lab=12, Green=2, Other=2)

        assert {"not_checkable": 1} == outcomes(facts, "S006")
        assert {"not_checkable": 1} == outcomes([*facts, COMPLETE], "S006")

    def test_hedged_figures(self):
        """
        "About 38" and 15 may have been 52; nothing is verified.
        """
        facts = [fact("seats_before", 38, "Con", hedge="about"), *_before(Lab=15), COMPLETE]

        assert {"holds": 1} == outcomes(facts, "S006")
        assert "verified" not in statuses(judged(facts))

    def test_contradictory_figures_enter_no_sum(self):
        """
        38 and 39 before, of one party in one post, are one contradiction.
        """
        facts = [*_before(Con=38, Lab=13), *_before(Con=39), COMPLETE]

        assert ["A001"] == [finding.rule for finding in judged(facts).report.findings]

    def test_a_council_that_nobody_knows(self):
        """
        A new name has no size of the year before.
        """
        listed = [*_before(Con=38, Lab=13), COMPLETE]
        facts = [each.model_copy(update={"area": "Amberley"}) for each in listed]

        assert {"not_checkable": 1} == outcomes(facts, "S006")
