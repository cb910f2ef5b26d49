"""Placing: a short, general or misspelt name is the one council that its page leaves no doubt of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stating import a_post

from extract.areas import resolve
from extract.placing import councils_of, named_in, place
from extract.register import register


def known(*names):
    found = [resolve(each) for each in names]
    assert all(found)
    return found


def placed(name, year=None, *, post=(), page=()):
    """The plain name of the authority that a name is placed at."""
    found = place(name, year, post=known(*post), page=known(*page)).authority
    return found.name if found else None


def may_be(name, year=None, **near):
    return [each.name for each in place(name, year, **near).may_be]


class TestOwnName:
    @pytest.mark.parametrize(
        "name", ["Derby", "Derby City Council", "Derbyshire", "Oadby & Wigston"]
    )
    def test_needs_no_company(self, name):
        """
        A name of the register is its authority, whatever else the page names.
        """
        assert resolve(name) == place(name, page=known("Leicester")).authority

    def test_is_not_that_of_the_county_around_it(self):
        """
        "Derby" on Derbyshire's page is the city still.
        """
        assert "Derby" == placed("Derby", post=["Derbyshire"])

    def test_of_an_abolished_council_is_said_so(self):
        """
        A council that held no polls in that year is no answer, but is named as ended.
        """
        found = place("Kettering", 2023)

        assert (None, (), "Kettering") == (found.authority, found.may_be, found.ended.name)


class TestOneNameOfSeveral:
    def test_is_left_open(self):
        """
        "Newcastle" alone may be two councils.
        """
        assert None is placed("Newcastle")
        assert ["Newcastle-under-Lyme", "Newcastle upon Tyne"] == may_be("Newcastle")

    @pytest.mark.parametrize(
        ("page", "name"),
        [
            (["Newcastle-under-Lyme"], "Newcastle-under-Lyme"),
            (["Stafford", "Stoke-on-Trent"], "Newcastle-under-Lyme"),
            (["Sunderland"], "Newcastle upon Tyne"),
            (["Sunderland", "Stafford"], None),
            (["Leicester"], None),
        ],
    )
    def test_is_the_one_among_or_beside_the_pages_councils(self, page, name):
        """
        The one that the page names in full is meant, else the only one in a region of the page.
        """
        assert name == placed("Newcastle", page=page)


class TestCommonNoun:
    @pytest.mark.parametrize(
        ("noun", "post", "name"),
        [
            ("the county", ["Leicestershire", "Leicester"], "Leicestershire"),
            ("County Hall in Glenfield", ["Leicestershire"], "Leicestershire"),
            ("the city", ["Leicestershire", "Leicester"], "Leicester"),
            ("the city council", ["Derby", "Derbyshire"], "Derby"),
            ("here", ["Derby"], "Derby"),
            ("the authority", ["Blaby"], "Blaby"),
            ("the authority", ["Derby", "Derbyshire"], None),
            ("the county", ["Derby"], None),
            ("the county", ["Derbyshire", "Nottinghamshire"], None),
        ],
    )
    def test_is_the_one_council_of_its_kind(self, noun, post, name):
        """
        "The county" is the one county that the post names; of two it is neither.
        """
        assert name == placed(noun, post=post)

    def test_prefers_the_post_to_the_page(self):
        """
        The post's own county is meant, though the page tells of two.
        """
        assert "Leicestershire" == placed(
            "the county", post=["Leicestershire"], page=["Derbyshire", "Leicestershire"]
        )

    def test_without_company_is_nothing(self):
        """
        "The council" on a page that names none may be any.
        """
        assert (None, ()) == (place("the council").authority, place("the council").may_be)


class TestPartOfAName:
    @pytest.mark.parametrize(
        ("part", "whole"),
        [
            ("Wigston", "Oadby and Wigston"),
            ("Newark", "Newark and Sherwood"),
            ("Hinckley", "Hinckley and Bosworth"),
        ],
    )
    def test_is_the_council_that_the_page_names(self, part, whole):
        """
        One part of a joined name is that council where the page names it in full.
        """
        assert whole == placed(part, page=[whole, "Leicester"])

    def test_alone_is_left_open(self):
        """
        "Wigston" on its own is a town; what it may be is said.
        """
        assert (None, ["Oadby and Wigston"]) == (placed("Wigston"), may_be("Wigston"))


class TestSlipOfThePen:
    @pytest.mark.parametrize(
        ("written", "name"),
        [
            ("Leicster City Council", "Leicester"),
            ("Nottingahmshire County Council", "Nottinghamshire"),
            ("Stratfrod-on-Avon District Council", "Stratford-on-Avon"),
        ],
    )
    def test_in_a_councils_name_is_read_over(self, written, name):
        """
        A name that says that it is a council's is the one closest to it.
        """
        assert name == placed(written)

    def test_in_a_bare_name_takes_the_page(self):
        """
        A bare name may be a ward's: it is the council only where the page names that one.
        """
        assert (None, "Leicester") == (placed("Leicster"), placed("Leicster", page=["Leicester"]))

    @pytest.mark.parametrize(
        "name",
        ["East Oxfordshire District Council", "South Leicestershire Council", "Berry Council"],
    )
    def test_never_makes_a_neighbour(self, name):
        """
        "East" is no slip for "West", and a short word is right or another name.
        """
        assert None is placed(name)


class TestAnyName:
    @given(st.text(max_size=40), st.lists(st.sampled_from(register()), max_size=4))
    def test_is_placed_or_left_open(self, name, page):
        """
        Whatever is named, the answer is none or one of those that it may be.
        """
        found = place(name, 2023, page=page)

        assert found.authority is None or found.authority in found.may_be

    @given(st.sampled_from(register()), st.lists(st.sampled_from(register()), max_size=4))
    def test_that_is_official_is_its_own(self, authority, page):
        """
        No company changes what an official name means.
        """
        assert (
            resolve(authority.official_name) == place(authority.official_name, page=page).authority
        )


class TestCompany:
    def test_is_what_the_posts_of_a_page_name(self):
        """
        Each page has the councils that its own posts name, each once.
        """
        posts = [
            a_post("Labour hold Derby. Derby stays.", page="a"),
            a_post("Blaby next.", page="a", id="p2"),
            a_post("Nothing from Newcastle.", page="b"),
        ]
        names = {page: [each.name for each in those] for page, those in councils_of(posts).items()}

        assert {"a": ["Derby", "Blaby"], "b": []} == names

    def test_holds_no_part_of_a_longer_name(self):
        """
        "South Derbyshire" names neither Derbyshire nor Derby.
        """
        assert ["South Derbyshire"] == [
            each.name for each in named_in("South Derbyshire declares.")
        ]
