"""What a later post corrects in so many words: it enters no sum."""

from __future__ import annotations

from making import contest, fact, found, judged, outcomes, post, statuses, whole

FIRST = [fact("council_size", 54, area="Leicester"), *whole(area="Leicester", Lab=32, Con=16, LD=5)]
CORRECTION = [post(1), post(2, "Correction: the Lib Dems have six seats, not five.")]
SIX = fact("seats", 6, "LD", area="Leicester", post="p2")


class TestCouncils:
    def test_a_list_of_which_one_figure_is_corrected(self):
        """
        53 of 54 is an error, until a post corrects one of the figures: the list is no longer whole.
        """
        assert 1 == len(found(FIRST, "S001"))
        assert () == found([*FIRST, SIX], "S001", CORRECTION)

    def test_what_is_corrected_is_unchecked(self):
        """
        A corrected figure is in no failing check, and proves nothing.
        """
        checked = judged([*FIRST, SIX], CORRECTION)

        assert [] == [each.rule for each in checked.report.findings if each.severity != "info"]
        assert "unchecked" == statuses(checked)[3]

    def test_what_a_correction_repeats_stands(self):
        """
        A whole list that a correction repeats but for one figure is judged as it is now.
        """
        again = whole("p2", "Leicester", Lab=32, Con=16, LD=6)

        assert {"holds": 2} == outcomes([*FIRST, *again], "S001", CORRECTION)
        assert "verified" == statuses(judged([*FIRST, *again], CORRECTION))[-2]

    def test_a_correction_of_something_else(self):
        """
        A post that corrects no figure of the list leaves it as it was.
        """
        other = fact("seats_before", 1, "LD", area="Leicester", post="p2")

        assert 1 == len(found([*FIRST, other], "S001", CORRECTION))

    def test_an_older_post_corrects_nothing(self):
        """
        What a newer post says differently contradicts the correction before it.
        """
        before = [post(1, CORRECTION[1].text), post(2)]
        facts = [each.model_copy(update={"post": "p2"}) for each in FIRST]

        assert 1 == len(found([SIX.model_copy(update={"post": "p1"}), *facts], "A001", before))


class TestContests:
    def test_a_majority_that_is_corrected(self):
        """
        The majority that a post corrects is no difference of its votes; that of the correction is.
        """
        facts = [
            contest("votes", 1651, person="A. Wood"),
            contest("votes", 552, person="B. Field"),
            contest("majority", 1199),
            contest("majority", 1099, post="p2"),
        ]
        told = [post(1), post(2, "We earlier said that the majority was 1,199. It is 1,099.")]

        assert {"holds": 1} == outcomes(facts, "V002", told)

    def test_a_recount_gives_votes_anew(self):
        """
        The votes before a recount do not make the majority after it.
        """
        facts = [
            contest("votes", 640, person="A. Wood"),
            contest("votes", 637, person="B. Field"),
            contest("majority", 5, post="p2"),
        ]

        assert 1 == len(found(facts, "V002", [post(1), post(2, "A majority of five.")]))
        after = [post(1), post(2, "A majority of five, after a recount.")]
        assert {"not_checkable": 1} == outcomes(facts, "V002", after)

    def test_turnout_is_not_counted_again(self):
        """
        A recount leaves the electorate, and what it makes impossible, as they were.
        """
        facts = [
            contest("electorate", 600),
            contest("votes", 640, person="A. Wood", post="p2"),
        ]

        assert 1 == len(found(facts, "R000", [post(1), post(2, "640 after a recount.")]))
