"""Phrases: what a sentence says of its figures and of its contests."""

from __future__ import annotations

import pytest

from extract.persons import persons
from extract.phrases import said_in, stated_in
from extract.places import places
from extract.symbols import symbols_of
from extract.words import read_words


def symbols(text):
    words = read_words(text)
    people = persons(words)
    taken = [(each.start, each.end) for each in words.parties]
    taken += [span for each in people for span in each.spans]
    return words, symbols_of(words, people, [], places(words, taken, ()))


def said(text):
    found = said_in(*symbols(text))
    return {
        (each.measure, each.person.name if each.person else each.party.party if each.party else None):
        abs(each.numeral.value) * (each.sign or 1)
        for each in found
    }  # fmt: skip


def contests(text):
    words, signs = symbols(text)
    return [
        (
            each.says,
            [text[a.start : a.end] for a in each.areas],
            each.person.name if each.person else each.party.party if each.party else None,
            each.source.party if each.source else None,
        )
        for each in stated_in(words, signs)
    ]


class TestFigures:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Lab 44 (-3)", {("seats", "Labour"): 44, ("seats_change", "Labour"): -3}),
            ("The Greens are up two to 16.", {("seats_change", "Green"): 2, ("seats", "Green"): 16}),
            (
                "The Tories fell from 13 to eight.",
                {("seats_before", "Conservative"): 13, ("seats", "Conservative"): 8},
            ),
            (
                "Labour keep Leeds with 50 of 99.",
                {("entry", "Labour"): 50, ("council_size", "Labour"): 99},
            ),
            ("Six for the Lib Dems.", {("entry", "Liberal Democrat"): 6}),
            ("Sally Ince (Lab) 892 - 34.5%", {("votes", "Sally Ince"): 892, ("vote_share", "Sally Ince"): 34.5}),
            (
                "Zoe Marlow (Lab) beat the Tory Tom Ferris by 96, 2,341 to 2,245.",
                {("votes", "Zoe Marlow"): 2341, ("votes", "Tom Ferris"): 2245},
            ),
            (
                "Labour's Ada Finch took it by 1,866 votes to Tory Ben Oke's 1,702.",
                {("votes", "Ada Finch"): 1866, ("votes", "Ben Oke"): 1702},
            ),
            (
                "Labour's Ada Finch led with 816 to the 605 of the Conservative, Ben Oke.",
                {("votes", "Ada Finch"): 816, ("votes", "Ben Oke"): 605},
            ),
            ("Labour's Ada Finch was out. She had 1,187.", {("votes", "Ada Finch"): 1187}),
            ("Lib Dem Ada Finch came third on 377.", {("votes", "Ada Finch"): 377}),
            (
                "Ada Finch (Lab) 812 - 43.0% (+17.6)",
                {
                    ("votes", "Ada Finch"): 812,
                    ("vote_share", "Ada Finch"): 43.0,
                    ("vote_share_change", "Ada Finch"): 17.6,
                },
            ),
            ("151 for Labour's Anne-Marie Goss", {("votes", "Anne-Marie Goss"): 151}),
            ("Labour had 30 before today.", {("seats_before", "Labour"): 30}),
            (
                "The chamber has been cut from 42 to 38.",
                {("council_size_before", None): 42, ("council_size", None): 38},
            ),
        ],
    )  # fmt: skip
    def test_are_what_their_phrase_says(self, text, expected):
        """
        A phrase gives each of its figures a measure, an owner and a sign.
        """
        assert expected == said(text)

    @pytest.mark.parametrize(
        "text",
        [
            "A loss of five.",
            "Labour lead by 12 votes.",
            "There are 40 counters.",
            "Ada Finch (Lab) is 34.",
        ],
    )
    def test_without_a_phrase_are_left_alone(self, text):
        """
        A figure that no phrase explains is nobody's.
        """
        assert {} == said(text)


class TestContests:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (
                "Labour have kept seats in Mossend, Crook and Peat Row South.",
                ("hold", ["Mossend", "Crook", "Peat Row South"], "Labour", None),
            ),
            (
                "Labour gained Abbey Wood from the Tories.",
                ("gain", ["Abbey Wood"], "Labour", "Conservative"),
            ),
            ("Labour's Ada Finch wins Mill Lane.", ("win", ["Mill Lane"], "Ada Finch", None)),
            ("Tory Carl Webb has lost Heathfield.", ("lose", ["Heathfield"], "Carl Webb", None)),
            ("Mill Lane: Green hold", ("hold", ["Mill Lane"], "Green", None)),
            ("Labour's Ada Finch has lost her seat.", ("lose", [], "Ada Finch", None)),
        ],
    )
    def test_are_held_gained_won_and_lost(self, text, expected):
        """
        A phrase says of each place who holds, gains, wins or loses it, and from whom.
        """
        assert [expected] == contests(text)
