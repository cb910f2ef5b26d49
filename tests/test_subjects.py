"""Subjects: what a claim is about, as the post and its page name it."""

from __future__ import annotations

from stating import a_council, a_post, a_reading, a_ward

from extract.areas import resolve
from extract.facts import claims
from extract.grounding import ground


def areas_of(text, *results, page=()):
    """The council-wide facts of a post that are not rejected: their areas with codes."""
    said = a_post(text)
    facts = ground(claims(a_reading(*results), said), said, [resolve(each) for each in page])
    live = [each for each in facts if each.status != "rejected" and each.scope == "council"]
    return sorted({(each.area, each.area_id) for each in live})


class TestJoinedName:
    TEXT = "Lib Dems retain Oadby and Wigston."

    def test_is_one_council(self):
        """
        A name that the model cuts in two is the one council that the post names.
        """
        found = areas_of(
            self.TEXT,
            a_council("Oadby", "Liberal Democrats hold"),
            a_council("Wigston", "Liberal Democrats hold"),
        )

        assert [("Oadby and Wigston", "E07000135")] == found


class TestShortName:
    TEXT = (
        "A Lib Dem hold in Wigston, with 19 seats for the Lib Dems and seven for the Conservatives."
    )
    SEATS = (
        a_council(
            "Wigston",
            "Liberal Democrats hold",
            parties=[{"party": "Lib Dems", "seats": 19}, {"party": "Conservatives", "seats": 7}],
        ),
        a_ward("Wigston", change="hold"),
    )

    def test_is_the_council_of_the_page(self):
        """
        A town's name is the council whose full name stands elsewhere on the page.
        """
        assert [("Wigston", "E07000135")] == areas_of(
            self.TEXT, *self.SEATS, page=["Oadby and Wigston"]
        )

    def test_alone_has_no_code(self):
        """
        Without its page the town is no authority, and one that is read as a ward too is a ward.
        """
        assert [] == areas_of(self.TEXT, *self.SEATS)


class TestDistrictOnACountysMap:
    def test_is_no_council(self):
        """
        The eight divisions of a district are seats of the county: nothing is said of the district.
        """
        text = (
            "Derbyshire County Council stays Conservative. The map is all blue in South Derbyshire, "
            "where the party won all eight divisions."
        )
        found = areas_of(
            text,
            a_council("Derbyshire County Council", "Conservative hold"),
            a_council(
                "South Derbyshire",
                "Conservative win",
                parties=[{"party": "Conservatives", "seats": 8}],
            ),
        )

        assert [("Derbyshire County Council", "E10000007")] == found

    def test_is_one_where_it_is_named_for_itself(self):
        """
        A district beside its county is a council where no sentence speaks of divisions or a map.
        """
        text = "Derbyshire County Council stays Conservative. Labour hold Bolsover with 32 seats."
        found = areas_of(text, a_council("Bolsover", "Labour hold"))

        assert ("Bolsover", "E07000033") in found


class TestByElection:
    def test_elsewhere_and_long_ago_makes_no_ward_one(self):
        """
        A ward is no by-election because its winner once fought another.
        """
        text = "Labour's Ada Finch has Mill Lane. In 2019 she lost a by-election in Fenmoor."
        claim = a_ward(candidates=[{"person": "Ada Finch", "party": "Labour", "elected": True}])
        said = a_post(text)
        found = ground(claims(a_reading(claim), said), said)

        assert {("Mill Lane", "ward", "now"), ("Fenmoor", "by-election", "past")} == {
            (each.area, each.contest, each.when) for each in found
        }
