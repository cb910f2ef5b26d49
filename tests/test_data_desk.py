"""Lists and lines as agencies and data desks send them: short forms, brackets, columns, surnames."""

from __future__ import annotations

import pytest
from stating import a_council, a_ward, stated


def of_council(text, council="Harwick"):
    """Whose and what the figures of a post are, whose answer names the council alone."""
    return {(f.party, f.measure, f.value) for f in stated(text, a_council(council))}


def of_contest(text, area="Elmdon", contest="ward"):
    """Whose and what the facts of a post are, whose answer names the contest alone."""
    return {(f.person or f.party, f.measure, f.value) for f in stated(text, a_ward(area, contest))}


class TestCouncils:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Harwick: C hold. C 62, Lab 7, LD 6.", ("Conservative", "seats", 62)),
            ("Harwick: C hold. C 62, Lab 7, LD 6.", ("Conservative", "change", "hold")),
            ("Lab gain Harwick from C", (None, "control_before", "Conservative")),
            ("Harwick (32 seats): Lab 17, Con 15.", (None, "council_size", 32)),
            ("Harwick (28 of 32): Lab 15, Con 12, Grn 1", (None, "seats_declared", 28)),
            ("Harwick - 28/32 seats declared - LAB: 15 CON: 13", (None, "council_size", 32)),
            ("Harwick: Lab 17 +5, Con 14 -6", ("Conservative", "seats_change", -6)),
            ("Harwick: Lab 17 ▲5, Con 14 ▼6", ("Labour", "seats_change", 5)),
            ("Lab on 17 in Harwick (+5), Con 14 (-6).", ("Labour", "seats_change", 5)),
            (
                "Harwick: C 19, Lab 12.\nChange since 2019: C -2, Lab +2",
                ("Labour", "seats_change", 2),
            ),
            (
                "Harwick, last time in brackets: Con 61 (67), Lab 7 (5)",
                ("Labour", "seats_before", 5),
            ),
            ("Harwick: Lab 17, Con 14.\nTotal seats: 32", (None, "council_size", 32)),
            ("Harwick: Lab 15, Con 12; to come: 5", (None, "seats_remaining", 5)),
            ("Harwick. No change: C maj 6.", ("Conservative", "majority", 6)),
            ("Harwick ... LAB GAIN FROM CON ... Lab 17, Con 15", ("Labour", "change", "gain")),
            ("Harwick: Labour, from no overall control. Lab 17.", (None, "control_before", "NOC")),
            ("Harwick: Labour to 18, fifteen down.", ("Labour", "seats_change", -15)),
        ],
    )
    def test_are_read_from_short_lines(self, text, expected):
        """
        Abbreviations, brackets, arrows and slashes say what sentences say.
        """
        assert expected in of_council(text)

    def test_in_brackets_without_a_word_of_them_are_nothing(self):
        """
        A figure in brackets that nothing explains is not read.
        """
        found = of_council("Harwick: Con 61 (67), Lab 7 (5)")

        assert {"seats", "list_complete"} >= {measure for _, measure, _ in found}

    def test_that_head_their_lines_are_no_wards(self):
        """
        A council that the model takes for a ward beside another is a council where it heads its line.
        """
        text = "Braintree: Con hold. Con 30, Lab 10\nColchester: Lab gain from Con. Lab 26, Con 25"
        found = stated(text, a_council("Braintree"), a_ward("Colchester", change="gain"))

        assert {("council", "Labour", 26), ("council", "Conservative", 25)} <= {
            (f.scope, f.party, f.value) for f in found if f.area == "Colchester"
        }

    def test_that_the_model_leaves_out_are_read_from_a_list_and_a_word_of_control(self):
        """
        An answer without any result leaves a council to the words, where they are plain.
        """
        found = stated("Reading stays red.\n\nLabour 29 (-3)\nGreen 11 (+3)\nConservative 5")

        assert {("Reading", "Labour", 29), ("Reading", "Green", 11)} <= {
            (f.area, f.party, f.value) for f in found
        }
        assert [] == stated("Reading stays red? Labour has 29 posters, the Greens 11.")


class TestContests:
    def test_are_read_by_surname(self):
        """
        A list of surnames beside parties gives every candidate's votes.
        """
        text = (
            "Elmdon ward: LAB Finch 912, CON Marl 640, GRN Pell 201. Lab hold. Maj 272. T/O 34.1%."
        )

        assert {
            ("Finch", "votes", 912),
            ("Marl", "votes", 640),
            ("Pell", "votes", 201),
            ("Finch", "majority", 272),
            (None, "turnout", 34.1),
        } <= of_contest(text)

    def test_are_read_by_surname_first(self):
        """
        "Iqbal, S | Lab | 1,388" names a candidate as an index does.
        """
        text = "Elmdon | three to elect\n\nIqbal, S | Lab | 1,388 | ELECTED\nQuilter, R | Con | 702"

        assert {("Iqbal, S", "elected", True), (None, "seats_contested", 3)} <= of_contest(text)

    def test_have_shares_and_their_change(self):
        """
        A candidate's share of the vote and its change stand behind the votes.
        """
        text = "ELMDON BY-ELECTION\n\nFinch (Lab) 912 52.1% (+3.2)\nMarl (Con) 640 / 36.5% / -8.1"

        assert {
            ("Finch", "vote_share", 52.1),
            ("Finch", "vote_share_change", 3.2),
            ("Marl", "vote_share", 36.5),
            ("Marl", "vote_share_change", -8.1),
        } <= of_contest(text, "ELMDON", "by-election")

    def test_name_who_is_elected_at_the_end_of_the_list(self):
        """
        "A, B and C elected; D not elected" is said of all before it.
        """
        text = "Elmdon: Ada Finch Lab 912, Bo Marl Lab 900 elected; Di Rook Con 870 not elected."
        found = of_contest(text)

        assert {("Ada Finch", "elected", True), ("Bo Marl", "elected", True)} <= found
        assert "Di Rook" not in {who for who, measure, _ in found if measure == "elected"}

    def test_are_by_elections_where_the_post_says_so(self):
        """
        The one contest of a by-election's post is that by-election, whatever the answer calls it.
        """
        text = "By-election news\n\nElmdon: Ada Finch (Lab) 912, Bo Marl (Con) 640."
        found = stated(text, a_ward("Elmdon", "constituency"))

        assert {"by-election"} == {each.contest for each in found}
