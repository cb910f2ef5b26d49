"""Composition (S001): do the seats of a list make the council?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from making import contest, fact, found, judged, outcomes, post, seats, statuses, whole


class TestWholeList:
    def test_derby_2023_makes_51(self):
        """
        Derby's list of 2023 (23, 15, 6, 4, 3) makes the register's 51, which verifies all of it.
        """
        derby = whole(area="Derby", Lab=23, Con=15, Reform_Derby=6, LD=4, Ind=3)

        checked = judged(derby)

        assert () == checked.report.findings
        assert ["verified"] * 6 == statuses(checked)

    def test_leicester_2023_as_printed_makes_54(self):
        """
        Leicester printed 31 + 17 + 3 + 3, which is 54 as is the register's
        32 + 16 + 3 + 3: no sum can tell.
        """
        assert {"holds": 1} == outcomes(
            whole(area="Leicester City Council", Lab=31, Con=17, Green=3, LD=3), "S001"
        )

    def test_one_seat_too_few_is_an_error_with_its_arithmetic(self):
        """
        A list that names every party and is one short of the register is an error, said as a sum.
        """
        facts = whole(area="Leicester", Lab=30, Con=17, Green=3, LD=3)

        (finding,) = found(facts, "S001")

        assert "error" == finding.severity
        assert (
            "Leicester: 30 + 17 + 3 + 3 = 53, but the register has 54 seats (2023)."
            == finding.message
        )
        assert ("54", "53") == (finding.expected, finding.observed)
        assert ["disputed"] * 5 == statuses(judged(facts))

    def test_a_stated_size_comes_before_the_register(self):
        """
        A size that the post states is what its list must make. Where the register has another,
        the list that makes it is in doubt with it: a right size would leave the list wrong.
        """
        facts = [fact("council_size", 50), *whole(Con=23, Lab=20, Green=7)]

        assert {"holds": 1} == outcomes(facts, "S001")
        assert ["disputed"] * 5 == statuses(judged(facts))

    def test_vacant_seats_make_up_the_difference(self):
        """
        51 seats and one vacant make 52; a vacancy that another post states does too.
        """
        here = [*whole(Con=23, Lab=20, Green=8), fact("seats_vacant", 1)]
        there = [*whole(Con=23, Lab=20, Green=8), fact("seats_vacant", 1, post="p2")]

        assert {"holds": 1} == outcomes(here, "S001")
        assert {"holds": 1} == outcomes(there, "S001")

    def test_a_vacancy_too_many(self):
        """
        52 seats filled and one vacant are too many for 52.
        """
        facts = [*whole(Con=23, Lab=20, Green=9), fact("seats_vacant", 1)]

        (finding,) = found(facts, "S001")

        assert "23 + 20 + 9 + 1 = 53, with 1 seat vacant" in finding.message

    def test_seats_elsewhere_are_no_part_of_a_list(self):
        """
        A year that is not known leaves the register unread: not checkable, and nothing verified.
        """
        undated = [post(1, published=None)]

        assert {"not_checkable": 1} == outcomes(whole(Con=23, Lab=20), "S001", undated)

    def test_election_gives_the_year_where_no_post_does(self):
        """
        Facts from anywhere may bring their election, whose year selects the register's row.
        """
        facts = [
            each.model_copy(update={"election": "2023-05-04"}) for each in whole(Con=32, Lab=20)
        ]

        assert {"holds": 1} == outcomes(facts, "S001", ())


class TestUnknowns:
    def test_derbyshire_2021_greens_have_no_figure(self):
        """
        Derbyshire 2021: "the Green Party are now represented" is an unknown of 45 + 14 + 4 of 64.
        """
        facts = [
            *whole(area="Derbyshire", Con=45, Lab=14, LD=4),
            fact("seats_before", 0, "Green", area="Derbyshire"),
            contest(
                "elected", True, party="Green", area="Duffield", contest="ward",
                authority="Derbyshire",
            ),
        ]  # fmt: skip

        assert {"not_checkable": 1} == outcomes(facts, "S001")

    def test_an_unknown_leaves_no_room_for_more_than_the_council(self):
        """
        However many seats the unnamed party has, 66 of 64 are too many.
        """
        facts = [
            *whole(area="Derbyshire", Con=45, Lab=17, LD=4),
            fact("seats_change", 1, "Green", area="Derbyshire"),
        ]

        assert ["error"] == [finding.severity for finding in found(facts, "S001")]

    def test_a_party_that_lost_all_is_no_unknown(self):
        """
        A party that had two and lost two has none, and needs no figure.
        """
        facts = [
            *whole(Con=32, Lab=20),
            fact("seats_before", 2, "UKIP"),
            fact("seats_change", -2, "UKIP"),
        ]

        assert {"holds": 1} == outcomes(facts, "S001")

    def test_a_party_that_had_seats_may_have_some_still(self):
        """
        "UKIP had two" leaves a list of 51 open, and a list of 52 closed.
        """
        before = fact("seats_before", 2, "UKIP")

        assert {"not_checkable": 1} == outcomes([*whole(Con=31, Lab=20), before], "S001")
        assert {"holds": 1} == outcomes([*whole(Con=32, Lab=20), before], "S001")


class TestLookAlikes:
    def test_no_list_is_no_equality(self):
        """
        Three parties "among those elected" need not make the council, and prove nothing.
        """
        facts = seats(Con=20, Lab=10, Green=3)

        assert {"holds": 1} == outcomes(facts, "S001")
        assert ["unchecked"] * 3 == statuses(judged(facts))

    def test_oadby_2023_two_parties_and_a_zero(self):
        """
        Oadby and Wigston 2023 printed 19, 7 and 0, which make 26 whoever the one other is.
        """
        facts = seats(area="Oadby and Wigston", LD=19, Con=7, Lab=0)

        assert () == judged(facts).report.findings

    def test_mansfield_2023_running_count(self):
        """
        Mansfield 2023: 20 seats "with nine results left" is a count still on, not a short list.
        """
        facts = [
            *whole(area="Mansfield", Lab=20, Con=3, Mansfield_Independents=3),
            fact("seats_remaining", 9, area="Mansfield"),
        ]

        assert {"holds": 1} == outcomes(facts, "S001")

    def test_running_count_beyond_the_council(self):
        """
        20 + 6 + 3 seats and nine to come are 38 of 36: a warning.
        """
        facts = [
            *seats(area="Mansfield", Lab=20, Con=6, Mansfield_Independents=3),
            fact("seats_remaining", 9, area="Mansfield"),
        ]

        (finding,) = found(facts, "S001")

        assert "warning" == finding.severity
        assert "20 + 6 + 3 = 29 seats so far and 9 to come make 38" in finding.message

    def test_others_that_are_named_as_well(self):
        """
        "Others 4", of whom three are Greens with a figure of their own, lump parties.
        """
        words = "Con 28, Lab 20, others 4. Of these, three are Greens."
        facts = [
            fact("seats", 28, "Con", quote="28", start=4, end=6),
            fact("seats", 20, "Lab", quote="20", start=12, end=14),
            fact("seats", 4, "Other", quote="4", start=23, end=24),
            fact("seats", 3, "Green", quote="three", start=35, end=40),
            fact("list_complete", True, quote="Con 28, Lab 20, others 4", start=0, end=24),
        ]

        assert {"not_checkable": 1} == outcomes(facts, "S001", [post(1, words)])

    def test_others_inside_the_list_are_summed(self):
        """
        "Others 5" in a list of every party is a figure like any other.
        """
        assert ["error"] == [f.severity for f in found(whole(Con=28, Lab=20, Other=5), "S001")]

    def test_an_elected_mayor_counted_in(self):
        """
        A mayor is not one of the council's 36: one seat too many may be his.
        """
        facts = [
            *whole(area="Mansfield", Lab=26, Con=5, Ind=6),
            contest("elected", True, area="Mansfield", contest="mayor", person="Andy Abrahams"),
        ]

        assert {"not_checkable": 1} == outcomes(facts, "S001")

    def test_an_elected_mayor_said_to_be_counted_in(self):
        """
        The words say that the elected mayor is counted in: one seat too many is his, two are not.
        """
        posts = [post(1, "Counting the elected mayor it is Labour 26, Con 5, independents 6.")]

        assert {"not_checkable": 1} == outcomes(
            whole(area="Mansfield", Lab=26, Con=5, Ind=6), "S001", posts
        )
        assert {"fails": 1} == outcomes(
            whole(area="Mansfield", Lab=26, Con=5, Ind=7), "S001", posts
        )

    def test_a_poll_that_was_put_off(self):
        """
        One ward's poll is countermanded, and nobody says for how many seats: 51 of 52 sit.
        """
        posts = [post(1, "Con 28, Lab 23. The poll in one ward was countermanded.")]

        assert {"not_checkable": 1} == outcomes(whole(Con=28, Lab=23), "S001", posts)
        assert {"fails": 1} == outcomes(whole(Con=28, Lab=25), "S001", posts)

    def test_as_many_seats_as_were_up(self):
        """
        51 of the 52 seats were up, and the list comes to 51; a list of 50 is short all the same.
        """
        up = fact("seats_up", 51)

        assert {"not_checkable": 1} == outcomes([up, *whole(Con=28, Lab=23)], "S001")
        assert {"fails": 1} == outcomes([up, *whole(Con=28, Lab=22)], "S001")

    def test_city_of_london_has_aldermen(self):
        """
        The City of London's aldermen sit beside the councillors that its size counts.
        """
        facts = whole(area="City of London", Ind=115, Lab=5, TEMP=5)

        assert {"not_checkable": 1} == outcomes(facts, "S001")

    def test_a_list_of_seats_won_is_no_composition(self):
        """
        A third of the council is up: a whole list of seats won, and two parties' totals.
        """
        facts = [
            *[fact("seats_won", n, party) for party, n in (("Con", 9), ("Lab", 3), ("LD", 1))],
            *whole(Con=27, Lab=7),
        ]

        assert () == found(facts, "S001")

    def test_hedged_figures_fail_only_when_they_cannot_meet(self):
        """
        "About 20" and 31 may make 52; "over 30" and 31 cannot.
        """
        about = [*whole(Con=31), fact("seats", 20, "Lab", hedge="about")]
        over = [*whole(Con=31), fact("seats", 30, "Lab", hedge="over")]

        assert {"holds": 1} == outcomes(about, "S001")
        assert ["unchecked"] * 3 == statuses(judged(about))
        assert ["error"] == [finding.severity for finding in found(over, "S001")]

    def test_contradictory_figures_block_the_sum(self):
        """
        Labour with 20 and 21 in one post is one contradiction, not three.
        """
        facts = [*whole(Con=32, Lab=20), fact("seats", 21, "Lab")]

        checked = judged(facts)

        assert ["A001"] == [finding.rule for finding in checked.report.findings]
        assert 1 == checked.report.verdicts["S001"].not_checkable
        assert ["unchecked", "disputed", "unchecked", "disputed"] == statuses(checked)


class TestAcrossPosts:
    def test_two_posts_give_more_than_the_council(self):
        """
        30 for one party and 25 for another, in two posts, are more than 52: a warning.
        """
        facts = [*seats("p1", Con=30), *seats("p2", Lab=25)]

        (finding,) = found(facts, "S001")

        assert "warning" == finding.severity
        assert ("p1", "p2") == finding.posts

    def test_nottingham_2023_independents_under_two_names(self):
        """
        Nottingham 2023: three "Nottingham Independents" so far and four "Independents" in the end
        are no seven.
        """
        facts = [
            *seats("p1", "Nottingham", Lab=36, Nottingham_Independents=3, Ind=1),
            fact("count_status", "partial", area="Nottingham"),
            *seats("p2", "Nottingham", Lab=51, Ind=4),
            fact("council_size", 55, area="Nottingham", post="p2"),
        ]

        assert () == judged(facts).report.findings


PARTIES = ("Conservative", "Labour", "Liberal Democrat", "Green", "Independent", "Residents")
COMPOSITIONS = st.lists(st.integers(1, 40), min_size=1, max_size=len(PARTIES))


def _composition(numbers: list[int]):
    size = sum(numbers)
    chosen = dict(zip(PARTIES, numbers, strict=False))
    threshold = fact("majority_threshold", size // 2 + 1)
    ruling = [party for party in chosen if 2 * chosen[party] > size and party != "Independent"]
    independents = 2 * chosen.get("Independent", 0) > size
    control = [] if independents else [fact("control", ruling[0] if ruling else "NOC")]
    return [fact("council_size", size, area="Amberley"), *whole(area="Amberley", **chosen)] + [
        each.model_copy(update={"area": "Amberley"}) for each in (threshold, *control)
    ]


@given(COMPOSITIONS)
def test_true_compositions_are_never_found(numbers: list[int]):
    """
    Whatever seats a council has, its true list, size, threshold and control contradict nothing,
    and are verified.
    """
    checked = judged(_composition(numbers))

    assert () == checked.report.findings
    assert {"verified"} == set(statuses(checked))


@given(COMPOSITIONS, st.data())
def test_any_changed_seat_figure_is_found(numbers: list[int], data: st.DataObject):
    """
    One figure changed in a whole list whose size is stated is an error of S001.
    """
    facts = _composition(numbers)
    index = data.draw(st.integers(1, len(numbers)))
    wrong = data.draw(st.integers(0, 99).filter(lambda value: value != facts[index].value))

    facts[index] = facts[index].model_copy(update={"value": wrong})

    errors = [f for f in judged(facts).report.findings if f.rule == "S001"]
    assert ["error"] == [finding.severity for finding in errors]
    assert "disputed" == judged(facts).facts[index].status
