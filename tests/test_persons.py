"""Persons: who a post names beside a party."""

from __future__ import annotations

import pytest

from extract.persons import persons
from extract.words import read_words


def named(text, *claimed):
    return [(each.name, each.party) for each in persons(read_words(text), claimed)]


class TestName:
    @pytest.mark.parametrize(
        ("text", "person"),
        [
            ("Labour's Femi Balogun was second.", ("Femi Balogun", "Labour")),
            ("Conservative candidate Paula Venn won.", ("Paula Venn", "Conservative")),
            ("Sally Ince (Lab) 892", ("Sally Ince", "Labour")),
            ("Joel Trant, Liberal Democrat: 172", ("Joel Trant", "Liberal Democrat")),
            ("Eilidh Manson of the SNP got in.", ("Eilidh Manson", "SNP")),
            ("The Green, Moira Seghill, had 122.", ("Moira Seghill", "Green")),
        ],
    )
    def test_beside_a_party_is_a_person(self, text, person):
        """
        A name right before or after a party is a person of that party.
        """
        assert [person] == named(text)

    def test_before_many_votes_is_a_person(self):
        """
        A name with a figure too large for seats is a person, of no party that is said.
        """
        assert [("Kit Adeyemi", None)] == named("And then Kit Adeyemi (3,102) was through.")

    @pytest.mark.parametrize(
        "text",
        [
            "Labour Party officials wait at Ponds Forge.",
            "Labour hold Stoke-on-Trent City Council.",
            "The Conservatives lose Derbyshire County Council.",
            "Reform UK have North Northamptonshire.",
        ],
    )
    def test_of_a_council_or_a_party_is_none(self, text):
        """
        What names a council, a hall or a party is no person.
        """
        assert [] == named(text)

    def test_that_a_model_claims_is_taken_where_the_post_has_it(self):
        """
        A claimed name needs no party beside it, but must stand in the post.
        """
        found = named("Bea Sorrell took it.", ("Bea Sorrell", "Labour"), ("Al Nowhere", "Green"))

        assert [("Bea Sorrell", "Labour")] == found

    def test_is_no_common_word(self):
        """
        A surname that is a word too stands for its person with a capital alone.
        """
        (found,) = persons(read_words("Labour's Bob Day won. On the day Day was late."))

        assert [(9, 16), (13, 16), (33, 36)] == list(found.spans)


class TestParty:
    @pytest.mark.parametrize(
        ("text", "person"),
        [
            ("Labour's Ann Lee (1,204) and Bo Ray (1,180) won.", ("Bo Ray", "Labour")),
            ("Greens Ann Lee (3,377) and Bo Ray (3,102) are in.", ("Bo Ray", "Green")),
            ("The Greens' Ann Lee won; her colleague Bo Ray did not.", ("Bo Ray", "Green")),
            ("Lib Dem hold, Bo Ray with 2,985.", ("Bo Ray", "Liberal Democrat")),
            ("There Bo Ray, a Green, topped the poll.", ("Bo Ray", "Green")),
        ],
    )
    def test_is_what_the_words_around_the_name_say(self, text, person):
        """
        A list of one party's candidates, a colleague and an apposition give a person's party.
        """
        assert person in named(text)

    def test_of_another_in_a_list_is_not_shared(self):
        """
        A name with a party of its own is not of the one that opens the list.
        """
        assert ("Bo Ray", "Green") in named("Labour's Ann Lee (1,204) and Bo Ray (Green) won.")

    def test_claimed_of_a_place_is_none(self):
        """
        One word that the post speaks of being in is no person, whatever the model says.
        """
        assert [] == named("Labour are ahead in Elmdon.", ("Elmdon", "Labour"))
