"""Which voting system decided a contest."""

from __future__ import annotations

from datetime import date

import pytest
from making import REGISTER, contest, post
from polling import MAYOR_2021, MAYOR_2023

from extract.check.claims import read_claims
from extract.check.contest import Contest
from extract.check.groups import gather
from extract.check.systems import system

SV, FPTP, STV = "supplementary vote", "first past the post", "single transferable vote"


def _contest(*facts, posts=()) -> Contest:
    (found,) = gather(read_claims(facts, posts), REGISTER)
    assert isinstance(found, Contest)
    return found


def _name(found) -> str | None:
    return found.name if found else None


@pytest.mark.parametrize(
    ("kind", "nation", "day", "expected"),
    [
        ("mayor", "England", "2021-05-06", SV),
        ("mayor", "England", "2023-05-03", SV),
        ("mayor", "England", "2023-05-04", FPTP),
        ("mayor", "England", "2027-05-06", None),
        ("mayor", "England", None, None),
        ("pcc", "Wales", "2021-05-06", SV),
        ("pcc", "England", "2024-05-02", FPTP),
        ("ward", "England", None, FPTP),
        ("ward", "Wales", "2022-05-05", FPTP),
        ("ward", "Wales", "2027-05-06", None),
        ("ward", "Scotland", "2003-05-01", FPTP),
        ("ward", "Scotland", "2022-05-05", STV),
        ("ward", "Northern Ireland", "2023-05-18", STV),
        ("by-election", "Scotland", "2024-09-26", "alternative vote"),
        ("by-election", "England", None, FPTP),
        ("constituency", "Scotland", "2024-07-04", FPTP),
        ("constituency", "Northern Ireland", "2024-07-04", FPTP),
        ("constituency", "Northern Ireland", "2022-05-05", STV),
        ("constituency", "Northern Ireland", None, None),
        ("constituency", "Wales", "2026-05-07", "closed list"),
    ],
)
def test_the_table(kind: str, nation: str, day: str | None, expected: str | None):
    """
    Supplementary vote to 3 May 2023 and then first past the post; preferences in Scotland and
    Northern Ireland; nothing where the law leaves a choice or the day is not known.
    """
    assert expected == _name(system(kind, nation, date.fromisoformat(day) if day else None))


class TestNation:
    def test_the_code_of_the_authority(self):
        """
        The code begins with the nation's letter.
        """
        ward = {"person": "A", "contest": "ward", "election": "2023-05-04"}
        for gss, expected in (("S12000036", STV), ("N09000003", STV), ("E07000130", FPTP)):
            found = _contest(contest("votes", 5, area_id=gss, **ward))

            assert expected == _name(found.system)

    def test_parties_of_one_nation(self):
        """
        Where no authority is known, the SNP stands in Scotland alone.
        """
        votes = {"person": "A. Wood", "contest": "ward", "election": "2022-05-05"}

        assert STV == _name(_contest(contest("votes", 5, party="SNP", **votes)).system)
        assert FPTP == _name(_contest(contest("votes", 5, party="Labour", **votes)).system)

    def test_words_about_preferences(self):
        """
        A by-election of unknown nation whose post speaks of first preferences has no known system.
        """
        said = [post(1, "A. Wood led on first preferences.")]

        assert None is _contest(contest("votes", 5, person="A. Wood"), posts=said).system


class TestDay:
    def test_the_election_where_it_is_known(self):
        """
        The polling day decides, not the day of the post.
        """
        facts = {day: contest("votes", 5, person="A", **day_) for day, day_ in _MAYORS.items()}

        assert SV == _name(_contest(facts[2021], posts=[post(1)]).system)
        assert FPTP == _name(_contest(facts[2023], posts=[post(1)]).system)

    def test_the_post_where_it_is_not(self):
        """
        A count is reported after its polling day.
        """
        mayor = contest("votes", 5, person="A", contest="mayor", area="Leicester")
        early = [post(1, published="2021-05-07T12:01")]

        assert SV == _name(_contest(mayor, posts=early).system)
        assert FPTP == _name(_contest(mayor, posts=[post(1)]).system)
        assert None is _contest(mayor).system


_MAYORS = {2021: MAYOR_2021, 2023: MAYOR_2023}
