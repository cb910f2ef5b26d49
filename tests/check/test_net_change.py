"""Net change (S003): the changes of all parties make the council's own."""

from __future__ import annotations

import pytest
from making import fact, found, judged, outcomes, post, statuses, whole

CHARNWOOD = {"Con": (23, -15), "Lab": (20, 8), "Green": (8, 7), "Ind": (1, -1)}


def _changes(**parties: int):
    return [fact("seats_change", change, party) for party, change in parties.items()]


def _table(area: str = "Charnwood", **parties: tuple[int, int]):
    """A list of every party's seats with its change: "23 (-15)"."""
    held = whole(area=area, **{party: seats for party, (seats, _) in parties.items()})
    changes = [
        fact("seats_change", change, party, area=area) for party, (_, change) in parties.items()
    ]
    return [*held, *changes]


class TestCompleteList:
    def test_charnwood_2023_as_printed(self):
        """
        Charnwood 2023 printed 23 (-15), 20 (+8), 8 (+7), 1 (-1): a warning that names the register.
        """
        (finding,) = found(_table(**CHARNWOOD), "S003")

        assert "warning" == finding.severity
        assert (
            "Charnwood: -15 + 8 + 7 - 1 = -1, but the council had 52 seats before and has 52 now "
            "(register, 2022 and 2023)." == finding.message
        )
        assert ("0", "-1") == (finding.expected, finding.observed)

    def test_charnwood_2023_as_it_was(self):
        """
        With -14 the changes make nothing, which verifies them.
        """
        checked = judged(_table(**(CHARNWOOD | {"Con": (23, -14)})))

        assert () == checked.report.findings
        assert ["verified"] * 9 == statuses(checked)

    def test_a_size_that_the_post_says_is_unchanged(self):
        """
        52 seats before and 52 now, both in the post: the same sum is an error.
        """
        sizes = [fact("council_size", 52), fact("council_size_before", 52)]

        (finding,) = found([*_table(**CHARNWOOD), *sizes], "S003")

        assert "error" == finding.severity
        assert "but the council had 52 seats before and has 52 now." in finding.message

    def test_a_list_of_changes_alone(self):
        """
        A post that lists every party's change and nobody's seats is a whole list of changes.
        """
        listed = [*_changes(Con=-15, Lab=8, Green=7, Ind=-1), fact("list_complete", True)]

        assert {"fails": 1} == outcomes(listed, "S003")

    def test_a_party_gone_from_the_list(self):
        """
        A party that lost its only seat is not among those that have seats: its change counts too.
        """
        facts = _table(Con=(32, 1), Lab=(20, 0))

        (finding,) = found(facts, "S003")

        assert "unless parties that are not listed lost 1." in finding.message
        assert {"holds": 1} == outcomes([*facts, *_changes(UKIP=-1)], "S003")

    def test_gained_and_lost_are_a_change(self):
        """
        "Gained five and lost one" is four more, where no net figure is given.
        """
        facts = [
            *whole(Con=23, Lab=20, Green=9),
            *_changes(Con=-6, Green=2),
            fact("seats_gained", 5, "Lab"),
            fact("seats_lost", 1, "Lab"),
        ]

        (finding,) = found([*facts[:-1], fact("seats_lost", 2, "Lab")], "S003")

        assert {"holds": 1} == outcomes(facts, "S003")
        assert "-6 + 5 - 2 + 2 = -1" in finding.message

    def test_a_council_that_has_grown(self):
        """
        Three more seats than before, and changes that make three.
        """
        sizes = [fact("council_size", 55), fact("council_size_before", 52)]
        facts = [*whole(Con=30, Lab=25), *_changes(Con=1, Lab=2), *sizes]

        assert {"holds": 1} == outcomes(facts, "S003")


class TestLookAlikes:
    def test_a_list_with_a_party_without_a_change(self):
        """
        Where one party's change is not given, the others' make nothing.
        """
        facts = [*whole(Con=23, Lab=20, Green=8, Ind=1), *_changes(Con=-15, Lab=8, Green=7)]

        assert {} == outcomes(facts, "S003")

    def test_changes_without_a_whole_list(self):
        """
        Blaby 2023: six fewer for one party, and nothing of the others.
        """
        assert {} == outcomes([fact("seats_change", -6, "Con", area="Blaby")], "S003")

    def test_a_boundary_review_that_the_register_names(self):
        """
        Amber Valley 2023: 42 seats after 45, so that changes may be of notional results.
        """
        facts = _table("Amber Valley", Lab=(26, 9), Con=(11, -13), Green=(5, 4))

        assert {"not_checkable": 1} == outcomes(facts, "S003")

    def test_a_boundary_review_that_the_post_names(self):
        """
        "On new boundaries" the changes are notional, even where the size stays.
        """
        words = "Charnwood voted on new boundaries."

        assert {"not_checkable": 1} == outcomes(_table(**CHARNWOOD), "S003", [post(1, words)])

    def test_a_vacant_seat(self):
        """
        A seat that nobody holds has been lost to nobody.
        """
        facts = [*_table(Con=(31, -1), Lab=(20, 0)), fact("seats_vacant", 1)]

        assert {"not_checkable": 1} == outcomes(facts, "S003")
        assert ["S003"] == [f.rule for f in judged([*facts, *_changes(Green=-2)]).report.findings]

    def test_a_running_count(self):
        """
        Changes so far are those of the seats that are declared.
        """
        facts = [*_table(**CHARNWOOD), fact("count_status", "partial")]

        assert {"not_checkable": 1} == outcomes(facts, "S003")

    def test_different_baselines(self):
        """
        One change since the last election and one since the eve of poll make no sum.
        """
        changes = [
            fact("seats_change", -3, "Con", baseline="last_election"),
            fact("seats_change", 4, "Lab", baseline="eve_of_poll"),
        ]

        assert {"not_checkable": 1} == outcomes([*whole(Con=32, Lab=20), *changes], "S003")

    def test_others_that_are_named_as_well(self):
        """
        "Others -1" beside "Independents -1" may be the same seat.
        """
        facts = _table(Con=(32, -3), Lab=(19, 4), Ind=(1, -1), Other=(0, -1))

        assert {"not_checkable": 1} == outcomes(facts, "S003")

    def test_a_gross_figure_taken_for_net(self):
        """
        "Up five" that is also said to be gained against one lost is four.
        """
        gross = [fact("seats_gained", 5, "Lab"), fact("seats_lost", 1, "Lab")]
        facts = [*_table(Con=(32, -4), Lab=(20, 5)), *gross]

        assert {"not_checkable": 1} == outcomes(facts, "S003")

    @pytest.mark.parametrize("hedge", ["about", "over"])
    def test_hedged_changes(self, hedge: str):
        """
        "About" or "more than" ten lost may be the eleven that others gained.
        """
        lost = fact("seats_change", -10, "Con", hedge=hedge)
        facts = [*whole(Con=32, Lab=20), lost, *_changes(Lab=11)]

        assert {"holds": 1} == outcomes(facts, "S003")
        assert "verified" not in statuses(judged(facts, select=["S003"]))

    def test_contradictory_changes_enter_no_sum(self):
        """
        A change that one post gives twice is one contradiction, not two.
        """
        facts = [*_table(**CHARNWOOD), *_changes(Con=-14)]

        assert ["A001"] == [finding.rule for finding in judged(facts).report.findings]

    def test_a_council_that_nobody_knows(self):
        """
        Without the sizes before and now there is nothing to compare with.
        """
        assert {"not_checkable": 1} == outcomes(_table("Amberley", Con=(32, -3)), "S003")
