"""G002: the name of a council is that of one authority, beside the others of its page."""

from __future__ import annotations

import pytest
from making import contest, fact, post, whole

from extract.check import check

POSTS = tuple(post(number) for number in (1, 2, 3))


def found(facts, posts=POSTS):
    """What G002 says, by the register itself."""
    return [each.message for each in check(facts, posts, select=["G002"]).report.findings]


def outcomes(facts, posts=POSTS):
    tally = check(facts, posts, select=["G002"]).report.verdicts["G002"]
    return {outcome: count for outcome, count in tally.model_dump().items() if count}


def control(area, **more):
    return fact("control", "Lab", area=area, **more)


class TestANameThatIsOpen:
    def test_is_a_warning_with_what_it_may_be(self):
        """
        "Newcastle" alone is two councils.
        """
        assert [
            (
                "Newcastle: this may be Newcastle-under-Lyme Borough Council or Newcastle City Council, "
                "and nothing else on the page tells which."
            )
        ] == found([control("Newcastle")])

    def test_of_an_abolished_council(self):
        """
        Kettering's last polls were before 2021: in 2023 it names none.
        """
        assert ["Kettering: Kettering Borough Council held its last polls in 2020 or before."] == (
            found([control("Kettering")])
        )

    def test_that_no_council_bears(self):
        """
        An invented council is none of the register's.
        """
        assert ["Midshire: the register has no council of this name."] == found(
            [control("Midshire")]
        )

    def test_is_found_once_a_page(self):
        """
        All that is said under one name is one finding.
        """
        facts = [
            control("Midshire"),
            control("Midshire", post="p2"),
            fact("seats", 3, "Con", area="Midshire"),
        ]

        assert 1 == len(found(facts))

    def test_leaves_its_figures_undisputed_and_unproven(self):
        """
        Nothing is wrong with the figures: they are unchecked until somebody says whose they are.
        """
        facts = [*whole(area="Midshire", Lab=6, Con=5), fact("council_size", 11, area="Midshire")]

        assert {"unchecked"} == {each.status for each in check(facts, POSTS).facts}


class TestAnAuthorityOfAContest:
    def test_that_is_open_is_a_warning(self):
        """
        A ward's council must be one council too.
        """
        assert 1 == len(found([contest("votes", 900, area="Mill Lane", authority="Newcastle")]))

    @pytest.mark.parametrize(
        "fields",
        [
            {"area": "Mill Lane"},
            {"area": "Newcastle", "contest": "constituency"},
            {"area": "Cleveland", "contest": "pcc"},
        ],
    )
    def test_that_is_not_named_never_enters(self, fields):
        """
        Wards, constituencies and police areas are no councils.
        """
        assert {} == outcomes([contest("votes", 900, **fields)])

    def test_of_another_kind_is_not_checkable(self):
        """
        A combined authority is no council.
        """
        facts = [
            contest(
                "votes", 90000, area="Greater Manchester", contest="mayor",
                authority="Greater Manchester Combined Authority",
            )
        ]  # fmt: skip

        assert {"not_checkable": 1} == outcomes(facts)


class TestLookAlikes:
    @pytest.mark.parametrize(
        ("name", "beside"),
        [
            ("Newcastle", "Sunderland"),
            ("Wigston", "Oadby and Wigston"),
            ("the county", "Leicestershire County Council"),
            ("County Hall in Glenfield", "Leicestershire"),
            ("Leicster", "Leicester"),
            ("Derby", "Derbyshire"),
        ],
    )
    def test_are_told_by_the_councils_beside_them(self, name, beside):
        """
        A short, general or misspelt name means the one council that the page leaves.
        """
        assert [] == found([control(name), control(beside, post="p2")])

    def test_are_told_by_the_words_of_the_page(self):
        """
        A council that a post names counts, though no fact is about it.
        """
        posts = [POSTS[0], post(2, text="Next is Oadby and Wigston Borough Council.")]
        facts = [control("Wigston"), control("Leicester", post="p2")]

        assert [] == found(facts, posts)


class TestOneCouncil:
    def test_is_one_group_under_all_its_names(self):
        """
        Seats of "the county" are Leicestershire's: 43 of them contradict its 42.
        """
        facts = [
            fact("seats", 42, "Con", area="Leicestershire"),
            fact("seats", 43, "Con", area="the county"),
        ]
        report = check(facts, POSTS, select=["A001"]).report

        assert ["Leicestershire"] == [each.areas[0].name for each in report.findings]
