"""Stock and change (S002): what a party held, gained and holds."""

from __future__ import annotations

from making import fact, found, judged, outcomes, post, statuses


def _three(before: int, change: int, now: int, **more):
    return [
        fact("seats_before", before, "Con", **more),
        fact("seats_change", change, "Con", **more),
        fact("seats", now, "Con", **more),
    ]


class TestNet:
    def test_leicestershire_2021_holds(self):
        """
        Leicestershire 2021: 36 and six gained are 42, which verifies the three.
        """
        checked = judged(_three(36, 6, 42, area="Leicestershire"))

        assert ["verified"] * 3 == statuses(checked)

    def test_charnwood_2023_with_its_position_before(self):
        """
        Charnwood 2023 printed 23 (-15) where 37 were held: -15 should be -14.
        """
        (finding,) = found(_three(37, -15, 23), "S002")

        assert "error" == finding.severity
        assert (
            "Charnwood, Conservative: 37 held before, and 37 - 15 = 22, but 23 is given now."
            == finding.message
        )
        assert ("22", "23") == (finding.expected, finding.observed)

    def test_across_posts_it_is_a_warning(self):
        """
        The position before in one post, the result in the next: the same sum, a warning.
        """
        before, change, now = _three(37, -15, 23)

        (finding,) = found([before.model_copy(update={"post": "p2"}), change, now], "S002")

        assert "warning" == finding.severity

    def test_only_one_baseline_need_fit(self):
        """
        Derbyshire 2021: 36 on the eve of poll, 37 at the last election; +8 fits the latter.
        """
        facts = [
            fact("seats_before", 36, "Con", baseline="eve_of_poll"),
            fact("seats_before", 37, "Con", baseline="last_election"),
            fact("seats_change", 8, "Con"),
            fact("seats", 45, "Con"),
        ]

        assert {"holds": 1} == outcomes(facts, "S002")

    def test_different_baselines_do_not_meet(self):
        """
        36 on the eve of poll and eight more than at the last election are not 44.
        """
        facts = [
            fact("seats_before", 36, "Con", baseline="eve_of_poll"),
            fact("seats_change", 8, "Con", baseline="last_election"),
            fact("seats", 45, "Con"),
        ]

        assert {"not_checkable": 1} == outcomes(facts, "S002")

    def test_a_running_count_is_not_the_end(self):
        """
        Held 20, two up so far, 12 declared so far: nothing to add up yet.
        """
        facts = [*_three(20, 2, 12), fact("count_status", "partial")]

        assert {} == outcomes(facts, "S002")

    def test_a_gross_figure_taken_for_net(self):
        """
        "Gained five" of 20, and elsewhere "lost one", now 24: the five were gross.
        """
        facts = [*_three(20, 5, 24), fact("seats_lost", 1, "Con")]

        assert {"not_checkable": 1} == outcomes(facts, "S002")

    def test_seats_won_by_thirds_are_not_seats(self):
        """
        Nine seats won at this poll say nothing of 27 held after holding 25 and gaining two.
        """
        facts = [*_three(25, 2, 27), fact("seats_won", 9, "Con")]

        assert () == judged(facts).report.findings

    def test_a_figure_said_over_again_is_one_sum(self):
        """
        The same three figures in three posts are one verdict.
        """
        facts = [each for n in (1, 2, 3) for each in _three(37, -14, 23, post=f"p{n}")]

        assert {"holds": 1} == outcomes(facts, "S002")

    def test_hedged_change(self):
        """
        "Over ten" lost of 37 leaves 26 at most: 23 fits, 27 does not.
        """
        lost = fact("seats_change", -10, "Con", hedge="over")
        before = fact("seats_before", 37, "Con")

        assert {"holds": 1} == outcomes([before, lost, fact("seats", 23, "Con")], "S002")
        assert {"fails": 1} == outcomes([before, lost, fact("seats", 27, "Con")], "S002")


class TestGross:
    def test_gained_and_lost(self):
        """
        20 held, five gained, one lost are 24.
        """
        facts = [
            fact("seats_before", 20, "Lab"),
            fact("seats_gained", 5, "Lab"),
            fact("seats_lost", 1, "Lab"),
        ]

        assert {"holds": 1} == outcomes([*facts, fact("seats", 24, "Lab")], "S002")
        (finding,) = found([*facts, fact("seats", 25, "Lab")], "S002")
        assert "20 + 5 - 1 = 24, but 25 is given now" in finding.message

    def test_gained_alone_is_no_sum(self):
        """
        Who gained five may have lost others: without the losses nothing is added.
        """
        facts = [
            fact("seats_before", 20, "Lab"),
            fact("seats_gained", 5, "Lab"),
            fact("seats", 24, "Lab"),
        ]

        assert {} == outcomes(facts, "S002")


def test_posts_of_different_elections_never_meet():
    """
    The position before of 2019 and the result of 2023 are of two elections.
    """
    before, change, now = _three(37, -15, 23)
    facts = [
        before.model_copy(update={"election": "2019-05-02"}),
        change.model_copy(update={"election": "2023-05-04"}),
        now.model_copy(update={"election": "2023-05-04"}),
    ]

    assert {} == outcomes(facts, "S002", [post(1)])
