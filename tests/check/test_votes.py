"""Winners and majorities in votes (V001, V002)."""

from __future__ import annotations

import pytest
from making import contest, found, judged, outcomes, post, statuses
from polling import (
    DHINDSA,
    FOSTER,
    MAYOR_2021,
    MAYOR_2023,
    PCC_2021,
    SCOTTISH_BY_ELECTION,
    SCOTTISH_WARD,
    WARD,
    elected,
    severities,
    verified,
    votes,
)


class TestWinner:
    def test_the_first_of_the_count_is_elected(self):
        """
        Leicester's mayor of 2023 has 35,002 votes, the next 26,422: that he is elected is verified.
        """
        facts = [
            *votes(MAYOR_2023, Sir_Peter_Soulsby=35002, Sanjay_Modhwadia=26422),
            elected("Sir Peter Soulsby", MAYOR_2023),
        ]

        assert {"holds": 1} == outcomes(facts, "V001")
        assert {("elected", "Sir Peter Soulsby")} == verified(facts)

    def test_fewer_votes_than_another_are_an_error(self):
        """
        Nobody is elected to one seat with 552 votes against 1,651.
        """
        facts = [*votes(A_Wood=552, B_Field=1651), elected("A Wood")]

        (finding,) = found(facts, "V001")

        assert "error" == finding.severity
        assert (
            "Birstall: A Wood is said to be elected with 552 votes, but B Field has 1,651."
            == finding.message
        )

    def test_posts_are_named_where_they_differ(self):
        """
        A finding across posts says which post gave which figure.
        """
        facts = [
            *votes(A_Wood=552),
            elected("A Wood"),
            *votes({"post": "p2"}, B_Field=1651),
        ]

        (finding,) = found(facts, "V001")

        assert "552 votes (at 12:01), but B Field has 1,651 (at 12:02)" in finding.message

    def test_a_person_is_one_person_by_any_form_of_the_name(self):
        """
        "Sir Peter Soulsby", "Peter Soulsby" and "Soulsby" are one candidate.
        """
        facts = [
            *votes(MAYOR_2023, Peter_Soulsby=26422, Sanjay_Modhwadia=35002),
            elected("Soulsby", MAYOR_2023),
        ]

        assert ["error"] == severities(facts, "V001")

    def test_a_party_stands_for_its_only_candidate(self):
        """
        "Labour gain the seat" says who is elected where Labour has one candidate.
        """
        facts = [
            contest("votes", 552, person="A. Wood", party="Labour"),
            contest("votes", 1651, person="B. Field", party="Green"),
            contest("elected", True, party="Labour"),
        ]

        assert ["error"] == severities(facts, "V001")

    def test_first_preferences_do_not_decide_in_scotland(self):
        """
        Under the single transferable vote, and the alternative vote of by-elections, transfers may
        overtake.
        """
        for where in (SCOTTISH_WARD, SCOTTISH_BY_ELECTION):
            facts = [*votes(where, A_Wood=552, B_Field=1651), elected("A Wood", where)]

            assert {"not_checkable": 1} == outcomes(facts, "V001")

    def test_a_first_round_does_not_decide(self):
        """
        The leader of the first round of 2021 may lose the second.
        """
        first = votes(MAYOR_2021 | {"round": 1}, A_Wood=76106, B_Field=93942)
        facts = [*first, elected("A Wood", MAYOR_2021)]

        assert {"not_checkable": 1} == outcomes(facts, "V001")

    def test_votes_of_no_round_may_be_first_preferences(self):
        """
        Until 2023 a mayor's votes may be of the first round; since then there is but one.
        """
        before = [*votes(MAYOR_2021, A_Wood=7610, B_Field=9394), elected("A Wood", MAYOR_2021)]
        since = [*votes(MAYOR_2023, A_Wood=7610, B_Field=9394), elected("A Wood", MAYOR_2023)]

        assert {"not_checkable": 1} == outcomes(before, "V001")
        assert ["error"] == severities(since, "V001")

    def test_the_second_round_decides(self):
        """
        Who has fewer votes in the second round is not elected.
        """
        facts = [
            *votes(MAYOR_2021 | {"round": 1}, A_Wood=93942, B_Field=76106),
            *votes(MAYOR_2021 | {"round": 2}, A_Wood=108195, B_Field=113994),
            elected("A Wood", MAYOR_2021),
        ]

        assert ["error"] == severities(facts, "V001")

    def test_a_tie_is_drawn_by_lot(self):
        """
        Equal votes contradict no winner; a majority of none says that they are equal.
        """
        facts = [*votes(A_Wood=523, B_Field=523), elected("A Wood")]

        assert {"not_checkable": 1} == outcomes(facts, "V001")
        assert {"holds": 1} == outcomes([*facts, contest("majority", 0)], "V001")
        assert () == found([*facts, contest("majority", 0)], "V")

    def test_figures_too_round_to_tell(self):
        """
        "About 1,600" and 1,651 do not tell who has more.
        """
        facts = [
            contest("votes", 1600, person="A. Wood", hedge="about"),
            *votes(B_Field=1651),
            elected("A. Wood"),
        ]

        assert {"not_checkable": 1} == outcomes(facts, "V001")

    def test_a_ward_of_unknown_seats_is_a_warning(self):
        """
        Who has more may be elected as well, where nobody says how many are.
        """
        facts = [*votes(WARD, A_Wood=552, B_Field=1651), elected("A Wood", WARD)]

        assert ["warning"] == severities(facts, "V001")

    def test_who_is_beaten_is_not_elected_too(self):
        """
        A rival who is said to be beaten has no more votes than the elected, whatever the seats.
        """
        facts = [
            *votes(WARD, A_Wood=552, B_Field=1651),
            elected("A Wood", WARD),
            contest("elected", False, person="B Field", **WARD),
        ]

        assert ["error"] == severities(facts, "V001")

    def test_of_several_seats_the_last_elected_counts(self):
        """
        Two of three elected have more votes than the first who is not; the third has fewer.
        """
        ward = [
            *votes(WARD, A=900, B=850, C=600, D=700),
            contest("seats_contested", 3, **WARD),
            elected("A", WARD),
            elected("B", WARD),
        ]

        assert {"not_checkable": 1} == outcomes(ward, "V001")
        assert {"holds": 1} == outcomes([*ward, elected("D", WARD)], "V001")
        assert ["error"] == severities([*ward, elected("C", WARD)], "V001")

    def test_others_are_several(self):
        """
        1,700 votes of "others" together beat nobody.
        """
        facts = [
            *votes(A_Wood=1651, B_Field=552),
            contest("votes", 1700, party="Other"),
            elected("A Wood"),
        ]

        assert {"holds": 1} == outcomes(facts, "V001")


class TestMajority:
    def test_the_lead_is_the_majority(self):
        """
        1,651 − 552 = 1,099: all three are verified.
        """
        facts = [*votes(A_Wood=1651, B_Field=552), contest("majority", 1099)]

        assert {("votes", "A Wood"), ("votes", "B Field"), ("majority", None)} == verified(facts)

    def test_another_lead_is_an_error(self):
        """
        Two digits swapped in the majority.
        """
        facts = [*votes(A_Wood=1651, B_Field=552), contest("majority", 1009)]

        (finding,) = found(facts, "V002")

        assert "error" == finding.severity
        assert (
            "Birstall: 1,651 − 552 = 1,099, but the majority is given as 1,009." == finding.message
        )
        assert {"disputed"} == set(statuses(judged(facts)))

    def test_a_rounded_lead_holds(self):
        """
        Derbyshire's commissioner of 2021 had 32,185 votes more: "32,000 more" holds and proves
        nothing.
        """
        both = {FOSTER.replace(" ", "_"): 149749, DHINDSA.replace(" ", "_"): 117564}
        facts = [*votes(PCC_2021, **both), contest("majority", 32000, hedge="rounded", **PCC_2021)]

        assert {"holds": 1} == outcomes(facts, "V002")
        assert set() == verified(facts)

    def test_a_figure_too_round_is_a_warning(self):
        """
        Nobody says "over 1,000" of a lead of 2,500, but it is no error; below it is one.
        """
        over = contest("majority", 1000, hedge="over")

        assert ["warning"] == severities([*votes(A_Wood=3000, B_Field=500), over], "V002")
        assert ["error"] == severities([*votes(A_Wood=1400, B_Field=500), over], "V002")

    def test_the_lead_over_the_second_not_the_third(self):
        """
        The runner-up is who has most of the others, in whatever order they are named.
        """
        facts = [*votes(C_Hill=300, A_Wood=1651, B_Field=552), contest("majority", 1351)]

        assert ["error"] == severities(facts, "V002")

    def test_a_runner_up_who_is_left_out(self):
        """
        Of a winner and a third, the majority may be less than their difference, never more.
        """
        said = "A Wood won with 1,651 votes. The Greens came third with 552."
        third = contest("votes", 552, person="B Field", quote="third with 552")
        less = [*votes(A_Wood=1651), third, contest("majority", 700)]
        more = [*votes(A_Wood=1651), third, contest("majority", 1200)]

        assert {"not_checkable": 1} == outcomes(less, "V002", [post(1, said)])
        assert ["error"] == severities(more, "V002", [post(1, said)])

    def test_a_runner_up_who_may_be_left_out(self):
        """
        Where the words do not say who came second, less than the difference is a warning, and
        an error where they do.
        """
        facts = [*votes(A_Wood=1651, B_Field=552), contest("majority", 700)]
        told = [post(1, "A Wood won with 1,651 votes, ahead of B Field with 552.")]
        untold = [post(1, "A Wood won with 1,651 votes. B Field had 552.")]

        assert ["error"] == severities(facts, "V002", told)
        assert ["warning"] == severities(facts, "V002", untold)

    def test_a_winner_without_votes(self):
        """
        The votes of two who are not elected make no majority.
        """
        facts = [*votes(B_Field=552, C_Hill=300), elected("A Wood"), contest("majority", 1099)]

        assert {"not_checkable": 1} == outcomes(facts, "V002")

    def test_the_majority_before_is_another(self):
        """
        Launde's majority fell from almost 900 to 190.
        """
        facts = [
            *votes(A_Wood=1190, B_Field=1000),
            contest("majority_before", 900, hedge="almost"),
            contest("majority", 190),
        ]

        assert {"holds": 1} == outcomes(facts, "V002")

    def test_a_majority_of_the_second_round(self):
        """
        Beside votes of the first round, a majority of the second is no contradiction.
        """
        first = votes(MAYOR_2021 | {"round": 1}, A_Wood=93942, B_Field=76106)
        second = votes(MAYOR_2021 | {"round": 2}, A_Wood=108195, B_Field=113994)
        majority = contest("majority", 5799, **MAYOR_2021)

        assert {"not_checkable": 1} == outcomes([*first, majority], "V002")
        assert {"holds": 1} == outcomes([*first, *second, majority], "V002")

    def test_rounds_that_only_words_tell(self):
        """
        Where the post speaks of second preferences, its votes and its majority may be of two rounds;
        where nothing does, a warning is due.
        """
        facts = [
            *votes(MAYOR_2021, A_Wood=93942, B_Field=76106),
            contest("majority", 5799, **MAYOR_2021),
        ]

        assert ["warning"] == severities(facts, "V002")
        assert {"not_checkable": 1} == outcomes(
            facts, "V002", [post(1, "After second preferences the majority was 5,799.")]
        )

    def test_a_wrong_majority_of_the_second_round(self):
        """
        113,994 − 108,195 = 5,799, not 5,979.
        """
        facts = [
            *votes(MAYOR_2021 | {"round": 2}, A_Wood=108195, B_Field=113994),
            contest("majority", 5979, **MAYOR_2021),
        ]

        assert ["error"] == severities(facts, "V002")

    def test_first_preferences_make_no_majority_in_scotland(self):
        """
        The lead of first preferences is not what a Scottish by-election is won by.
        """
        where = SCOTTISH_BY_ELECTION
        facts = [*votes(where, A_Wood=1651, B_Field=552), contest("majority", 300, **where)]

        assert {"not_checkable": 1} == outcomes(facts, "V002")

    @pytest.mark.parametrize("words", ["so they drew lots", "and lots were drawn"])
    def test_a_lot_gives_one_vote_more(self, words):
        """
        The lot counts as one vote, so that a tie has a majority of none or of one.
        """
        lots = [post(1, f"Both had 523 votes, {words}.")]
        facts = [*votes(A_Wood=523, B_Field=523), contest("majority", 1)]

        assert {"not_checkable": 1} == outcomes(facts, "V002", lots)
        assert ["error"] == severities(facts, "V002")

    def test_of_several_seats_the_last_elected_and_the_first_who_is_not(self):
        """
        Of two seats the majority lies between the second and the third, or is not clear.
        """
        ward = [
            *votes(WARD, A=900, B=850, C=600),
            contest("seats_contested", 2, **WARD),
            contest("list_complete", True, **WARD),
        ]

        for fits in (250, 50, 300):
            assert {"holds": 1} == outcomes([*ward, contest("majority", fits, **WARD)], "V002")
        assert ["warning"] == severities([*ward, contest("majority", 280, **WARD)], "V002")
        assert {("votes", "B"), ("votes", "C"), ("majority", None)} == verified(
            [*ward, contest("majority", 250, **WARD)]
        )

    def test_several_seats_and_somebody_left_out(self):
        """
        Whoever came first of those not elected may not be named.
        """
        ward = [*votes(WARD, A=900, B=850, C=600), contest("seats_contested", 2, **WARD)]

        assert {"not_checkable": 1} == outcomes([*ward, contest("majority", 280, **WARD)], "V002")

    def test_a_ward_of_unknown_seats_is_a_warning(self):
        """
        A ward may have several seats where nobody says so.
        """
        facts = [*votes(WARD, A_Wood=412, B_Field=381), contest("majority", 41, **WARD)]

        assert ["warning"] == severities(facts, "V002")

    def test_a_whole_list_with_one_winner_has_one_seat(self):
        """
        Where every candidate is listed, one of each party, and one is elected, it was for one seat.
        """
        facts = [
            contest("votes", 412, person="A. Wood", party="Lab", **WARD),
            contest("votes", 381, person="B. Field", party="Con", **WARD),
            elected("A. Wood", WARD),
            contest("list_complete", True, **WARD),
            contest("majority", 41, **WARD),
        ]

        assert ["error"] == severities(facts, "V002")

    def test_a_majority_without_votes(self):
        """
        A lead of six votes cannot be checked where no votes are given.
        """
        assert {"not_checkable": 1} == outcomes([contest("majority", 6)], "V002")


class TestContradictions:
    def test_a_figure_said_in_two_ways_enters_nothing(self):
        """
        Where the runner-up has 552 or 525, that is the finding, not the sums after it.
        """
        facts = [
            *votes(A_Wood=1651, B_Field=552),
            contest("votes", 525, person="B Field"),
            contest("majority", 1099),
            elected("A Wood"),
        ]

        assert {"A001"} == {each.rule for each in judged(facts).report.findings}

    def test_a_person_and_a_party_may_be_one_candidate(self):
        """
        One post names the winner, another the party: they are not counted twice.
        """
        facts = [
            *votes(A_Wood=1651, B_Field=552),
            contest("votes", 1651, party="Conservative", post="p2"),
            contest("majority", 1099),
        ]

        assert {"not_checkable": 1} == outcomes(facts, "V002")

    def test_two_spellings_may_be_one_candidate(self):
        """
        "Jon" and "John" Smith of one party are one candidate for one seat.
        """
        facts = [
            contest("votes", 1651, person="Jon Smith", party="Labour", **MAYOR_2023),
            contest("votes", 1651, person="John Smith", party="Labour", post="p2", **MAYOR_2023),
            contest("votes", 552, person="B. Field", party="Green", **MAYOR_2023),
            contest("majority", 1099, **MAYOR_2023),
        ]

        assert {"not_checkable": 1} == outcomes(facts, "V002")
