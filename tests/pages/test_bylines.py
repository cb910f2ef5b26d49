"""What is a name line, and what a role line."""

from __future__ import annotations

import pytest

from extract.pages.bylines import is_name, is_role


class TestName:
    @pytest.mark.parametrize(
        "line",
        [
            "Tom Wheatley",
            "Mary Ann Evans Lewis",
            "J. P. Wheatley",
            "J.P. Wheatley",
            "D'Arcy O’Brien",
            "Anne-Marie McGuire",
            "Zoë Šimić",
            "Éamonn Ó Briain",
            "Xand van Tulleken",
            "Huw ap Rhys",
            "Kate Green",
            "Rosa Whitlock and Ian Brand",
            "Rosa Whitlock, Ian Brand and Tom Wheatley",
            "Ian Brand Jr.",
        ],
    )
    def test_a_persons_name_is_one(self, line):
        """
        Two to four capitalised words, with initials, particles, accents, or several people.
        """
        assert is_name(line)

    @pytest.mark.parametrize(
        "line",
        [
            "Rosa",
            "Liberal Democrats",
            "Midshire Independents",
            "LAB CON",
            "Stourfield District Council",
            "Labour Hold",
            "Jo Hale, Labour",
            "Jo Hale, Leader",
            "Boxes are arriving",
            "It Is Over.",
            "Mill Lane 610",
            "One Two Three Four Five",
            "",
        ],
    )
    def test_anything_else_is_none(self, line):
        """
        A party, a place, a sentence, a figure, one word or five are nobody's name.
        """
        assert not is_name(line)


class TestRole:
    @pytest.mark.parametrize(
        "line",
        [
            "BBC News",
            "BBC Radio Midshire",
            "BBC Radio 4",
            "BBC 5 Live",
            "BBC Hereford & Worcester",
            "BBC News, Amberley",
            "BBC News at Amberley Leisure Centre",
            "BBC Radio Midshire reporter",
            "BBC Midshire political editor",
            "Reporter, BBC Radio Midshire",
            "Political reporter, BBC Radio Midshire",
            "Local Democracy Reporter",
            "Local Democracy Reporting Service",
            "Local Democracy Reporter, Midshire Live",
            "LDRS",
            "ITV News Central",
            "PA Media",
            "Live reporter",
            "Home affairs correspondent",
            "Chief political correspondent, BBC News",
            "Senior producer",
            "Data journalist",
        ],
    )
    def test_an_outlet_or_a_job_is_one(self, line):
        """
        An outlet, a job, or both, in any order, with a place or without.
        """
        assert is_role(line)

    @pytest.mark.parametrize(
        "line",
        [
            "Labour",
            "Independent",
            "LAB 31",
            "BBC News.",
            "BBC says the hall is full",
            "ITV has projected a Labour win",
            "Leader, Amberley Borough Council",
            "Deputy leader",
            "Ian Brand, Leader, Amberley Borough Council",
            "Ian Brand, BBC Midshire political editor",
            "From our political editor",
            "It has finished:",
            "",
        ],
    )
    def test_anything_else_is_none(self, line):
        """
        A party, a sentence, a politician's office and a speaker's attribution are no role lines.
        """
        assert not is_role(line)

    def test_a_newspaper_needs_a_name_above_it(self):
        """
        The name of a newspaper is a role below a name line only.
        """
        assert is_role("Midshire Mercury", after_name=True)
        assert not is_role("Midshire Mercury")
