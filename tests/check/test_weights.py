"""How much speaks against a claim's being wrong, by the way in which its post says it."""

from __future__ import annotations

import pytest
from making import fact, post

from extract.check.claims import read_claims
from extract.check.weights import HEADLINE, HEDGED, PROSE, ROW, weight


def weighed(said, *posts):
    (claim,) = read_claims([said], posts)
    return weight(claim)


def figure_of(text: str, owner: str, figure: str, measure: str = "seats"):
    """A fact that the text states, with its spans."""
    at = text.index(owner)
    start = text.index(figure, at)
    return fact(
        measure, 23, "Con", quote=figure, start=start, end=start + len(figure),
        owner_start=at, owner_end=at + len(owner),
    )  # fmt: skip


class TestFigures:
    @pytest.mark.parametrize(
        "text",
        [
            "Con 23 (-15), Lab 20 (+8), Green 8 (+7)",
            "Charnwood, full result\nCON 23\nLAB 20",
            "CON: 23 | LAB: 20",
            "Conservatives – 23; Labour – 20",
        ],
    )
    def test_a_cell_that_holds_an_owner_and_figures(self, text: str):
        """
        A row of a table is an owner's name and figures, nothing else.
        """
        owner = next(name for name in ("Conservatives", "CON", "Con") if name in text)

        assert ROW == weighed(figure_of(text, owner, "23"), post(1, text))

    def test_a_change_in_brackets_is_of_the_row(self):
        """
        "Con 23 (-15)" states two figures of one row.
        """
        text = "Con 23 (-15), Lab 20 (+8)"

        assert ROW == weighed(figure_of(text, "Con", "-15", "seats_change"), post(1, text))

    def test_a_thousand_is_one_figure(self):
        """
        The comma of 12,345 ends no cell.
        """
        text = "A. Wood 12,345, B. Hill 9,876"

        assert ROW == weighed(figure_of(text, "A. Wood", "12,345"), post(1, text))

    @pytest.mark.parametrize(
        "text",
        [
            "The Conservatives hold 23 seats, Labour 20.",
            "The Conservatives now have 23",
            "Conservatives (23) and Labour are both up",
        ],
    )
    def test_words_beside_the_owner_are_prose(self, text: str):
        """
        Where a sentence says the figure, it is prose.
        """
        assert PROSE == weighed(figure_of(text, "Conservatives", "23"), post(1, text))

    def test_a_hedged_figure_weighs_least(self):
        """
        "About 23" is the first to be doubted, wherever it stands.
        """
        assert HEDGED == weighed(fact("seats", 23, "Con", hedge="about"), post(1, kind="head"))

    def test_without_a_post_it_is_prose(self):
        """
        Of a fact from anywhere nobody knows how it was said.
        """
        assert PROSE == weighed(fact("seats", 23, "Con"))


class TestHeadlines:
    @pytest.mark.parametrize("kind", ["head", "flash"])
    def test_bullets_and_flashes(self, kind: str):
        """
        The page's summary and a one-line flash are headlines.
        """
        assert HEADLINE == weighed(fact("control", "Con"), post(1, "Con hold Blaby.", kind=kind))

    def test_a_title_is_a_headline(self):
        """
        What stands in a post's title weighs less than what its text says.
        """
        told = post(1, "They hold the council.", title="Conservatives hold Blaby")
        title = fact("control", "Con", quote="hold", start=14, end=18)
        text = fact("control", "Con", quote="hold", start=31, end=35)

        assert (HEADLINE, PROSE) == (weighed(title, told), weighed(text, told))


class TestLists:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Con 23, Lab 20, Green 9", ROW),
            ("CON 23\nLAB 20\nGRN 9", ROW),
            ("Con 23, Labour have 20 seats, Green 9", PROSE),
            ("Conservatives 23", PROSE),
        ],
    )
    def test_a_list_is_as_heavy_as_its_rows(self, text: str, expected: int):
        """
        That a table names everybody is no easier to doubt than its figures.
        """
        complete = fact("list_complete", True, quote=text, start=0, end=len(text))

        assert expected == weighed(complete, post(1, text))
