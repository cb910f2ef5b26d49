"""Words: sentences, quotations, numerals, parties, and where a name stands in a content."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.words import find_name, party_mentions, read_words

JUMBLE = st.lists(
    st.sampled_from(
        ["Labour", "the Tories", "Ashfield Independents", "Reform Derby", "independents", "Dr.",
         "12", "(-3)", "no", ". ", "? ", "\n", "\n\n", "“", "”", '"', "'", "St.", "A. B.", ", ",
         " ", "LD", "Harwick", "The", "Residents Association", "é", "½", "&", "-", "Reform"]
    ),
    max_size=25,
).map(" ".join)  # fmt: skip


def sentences(text):
    return [text[start:end] for start, end in read_words(text).sentences]


def quotations(text):
    return [text[start:end] for start, end in read_words(text).quotations]


def parties(text):
    """(words, canonical name) of every mention."""
    return [(each.text, each.party) for each in party_mentions(text)]


def found(text, name):
    return [text[start:end] for start, end in find_name(text, name)]


class TestSentences:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Labour have 12. The Greens have two.", ["Labour have 12.", "The Greens have two."]),
            ("Who has it? Nobody. Yet!", ["Who has it?", "Nobody.", "Yet!"]),
            ("LAB 12\nCON 9\n\nGRN 1", ["LAB 12", "CON 9", "GRN 1"]),
            ("A title\n\nThen the text. More.", ["A title", "Then the text.", "More."]),
            ("Turnout was 37.5% here.", ["Turnout was 37.5% here."]),
            (
                "Dr. Ada Finch won. Cllr. Bo Marl lost.",
                ["Dr. Ada Finch won.", "Cllr. Bo Marl lost."],
            ),
            ("A win in St. Anne's for J. B. Marl.", ["A win in St. Anne's for J. B. Marl."]),
            ("Labour have 12", ["Labour have 12"]),
        ],
    )
    def test_end_at_stops_and_lines(self, text, expected):
        """
        A sentence ends at a stop before a capital and at a line's end, not at an abbreviation.
        """
        assert expected == sentences(text)

    def test_of_an_empty_content_are_none(self):
        """
        No words, no sentences.
        """
        assert [] == sentences("")

    def test_are_found_by_an_offset_in_them(self):
        """
        The sentence at an offset is the one that holds it.
        """
        text = "Labour have 12. The Greens have two."
        words = read_words(text)

        assert "The Greens have two." == text[slice(*words.sentence(text.index("two")))]

    def test_are_counted_between_two_offsets(self):
        """
        Two offsets in one sentence have no border between them, two in neighbours have one.
        """
        text = "Labour have 12. The Greens have two."
        words = read_words(text)
        labour, twelve, two = text.index("Labour"), text.index("12"), text.index("two")

        assert (0, 1, 1) == (
            words.between(labour, twelve), words.between(twelve, two), words.between(two, twelve),
        )  # fmt: skip


class TestQuotations:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ('"We lost 12 seats," she said.', ["We lost 12 seats,"]),
            ("“We lost 12 seats,” she said.", ["We lost 12 seats,"]),
            ('He said: "We are on 20." Labour have 18.', ["We are on 20."]),
            ("Labour have 18, the Greens' best.", []),
        ],
    )
    def test_are_what_stands_between_double_marks(self, text, expected):
        """
        Straight and curly double marks quote; an apostrophe does not.
        """
        assert expected == quotations(text)

    def test_hold_the_offsets_in_them_alone(self):
        """
        An offset inside is in the quotation, one after it is not.
        """
        text = 'He said: "We are on 20." Labour have 18.'
        words = read_words(text)

        assert words.in_quotation(text.index("20")) is not None
        assert words.in_quotation(text.index("18")) is None


class TestPartyMentions:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            (
                "Labour beat the Conservatives",
                [("Labour", "Labour"), ("Conservatives", "Conservative")],
            ),
            (
                "the Tories and the Lib Dems",
                [("Tories", "Conservative"), ("Lib Dems", "Liberal Democrat")],
            ),
            (
                "CON 12 LAB 9 LD 3 GRN 1",
                [
                    ("CON", "Conservative"),
                    ("LAB", "Labour"),
                    ("LD", "Liberal Democrat"),
                    ("GRN", "Green"),
                ],
            ),
            ("the Green Party", [("Green Party", "Green")]),
            ("Reform UK and Reform", [("Reform UK", "Reform UK"), ("Reform", "Reform UK")]),
            (
                "Plaid Cymru, the SNP and Sinn Féin",
                [("Plaid Cymru", "Plaid Cymru"), ("SNP", "SNP"), ("Sinn Féin", "Sinn Fein")],
            ),
            ("three independents", [("independents", "Independent")]),
            ("an independent councillor", [("independent", "Independent")]),
            ("The Independents have two", [("Independents", "Independent")]),
            ("four Independents", [("Independents", "Independent")]),
            ("Labour's 12 seats", [("Labour", "Labour")]),
        ],
    )
    def test_are_read_in_every_spelling(self, text, expected):
        """
        Names, nicknames and abbreviations are mentions of the canonical party.
        """
        assert expected == parties(text)

    @pytest.mark.parametrize(
        ("text", "party"),
        [
            ("Ashfield Independents win again", "Ashfield Independents"),
            ("the Ashfield Independents win again", "Ashfield Independents"),
            ("The Ashfield Independents win again", "Ashfield Independents"),
            ("a gain for Reform Derby", "Reform Derby"),
            ("the Mansfield Independents", "Mansfield Independents"),
            ("Epsom and Ewell Residents Association", "Epsom and Ewell Residents Association"),
            ("a single Residents Association councillor", "Residents Association"),
        ],
    )
    def test_of_a_local_party_are_its_own(self, text, party):
        """
        A local party is one mention, under its own name.
        """
        assert [party] == [name for _, name in parties(text)]

    @pytest.mark.parametrize(
        "text", ["a Labourer's cottage", "Concord Street", "the Greenwich line", "Independence Day"]
    )
    def test_are_whole_words(self, text):
        """
        A longer word that begins like a party is none.
        """
        assert [] == parties(text)

    @pytest.mark.parametrize(
        "text", ["Labour Independents 3", "Now Independents have 3", "Both Independents won"]
    )
    def test_take_no_common_word_for_a_place(self, text):
        """
        A word that begins a sentence, or another party, is not a local party's place.
        """
        assert "Independent" == parties(text)[-1][1]

    def test_of_independents_after_a_council_and_a_line_are_plain(self):
        """
        A place on the line before is no part of the party's name.
        """
        assert [("Independents", "Independent")] == parties("Harwick\nIndependents 4")

    @pytest.mark.parametrize(
        ("text", "parties"),
        [
            ("They won in Hall Green.", []),
            ("Two come from Palmers Green, which elects three.", []),
            ("In Elmdon Green councillors are cheering.", ["Green"]),
            ("It was lost to a Green, then won by Bo Ray (Green).", ["Green", "Green"]),
            ("Bo Ray for Labour Green and Tory alike", ["Labour", "Green", "Conservative"]),
        ],
    )
    def test_are_none_of_a_place_that_ends_in_green(self, text, parties):
        """
        "Hall Green" after a word of place is a place, and "Green" with no such name a party.
        """
        assert parties == [each.party for each in party_mentions(text)]


class TestFindName:
    @pytest.mark.parametrize(
        ("text", "name", "expected"),
        [
            ("in King’s Norton today", "King's Norton", ["King’s Norton"]),
            ("in King's Norton today", "King’s Norton", ["King's Norton"]),
            ("Stratford‑on‑Avon has declared", "Stratford-on-Avon", ["Stratford‑on‑Avon"]),
            ("Newark and Sherwood", "Newark & Sherwood", ["Newark and Sherwood"]),
            ("Newark & Sherwood", "Newark and Sherwood", ["Newark & Sherwood"]),
            ("HARWICK declares", "Harwick", ["HARWICK"]),
            ("harwick and Harwick", "Harwick", ["harwick", "Harwick"]),
            ("North\nHarwick", "North  Harwick", ["North\nHarwick"]),
            ("Harwick's count", "Harwick", ["Harwick"]),
            ("Harwickshire", "Harwick", []),
            ("Great Harwick", "Harwick (North)", []),
        ],
    )
    def test_knows_a_name_in_other_type(self, text, name, expected):
        """
        Case, apostrophes, hyphens, spaces and "&" for "and" do not hide a name; a longer word does.
        """
        assert expected == found(text, name)

    @given(JUMBLE, st.text(min_size=1, max_size=12))
    def test_finds_spans_of_the_text_whatever_the_name(self, text, name):
        """
        Any name is looked for without failing, and every span lies in the text.
        """
        assert all(0 <= start <= end <= len(text) for start, end in find_name(text, name))


class TestWords:
    @given(st.one_of(JUMBLE, st.text(max_size=200)))
    def test_have_their_spans_in_the_content(self, text):
        """
        Sentences, quotations, numerals and mentions of any text lie in it, in order, apart.
        """
        words = read_words(text)
        for spans in (
            list(words.sentences),
            list(words.quotations),
            [(each.start, each.end) for each in words.numerals],
            [(each.start, each.end) for each in words.parties],
        ):
            assert all(0 <= start < end <= len(text) for start, end in spans)
            assert all(left[1] <= right[0] for left, right in pairwise(spans))
        assert all(text[each.start : each.end] == each.text for each in words.parties)

    @given(st.one_of(JUMBLE, st.text(max_size=200)))
    def test_leave_no_word_outside_every_sentence(self, text):
        """
        What no sentence holds is white space and closing marks alone.
        """
        rest = text
        for start, end in reversed(read_words(text).sentences):
            rest = rest[:start] + rest[end:]

        assert "" == "".join(each for each in rest if each.isalnum())

    @given(st.one_of(JUMBLE, st.text(max_size=200)), st.integers(0, 250))
    def test_give_a_sentence_for_any_offset(self, text, at):
        """
        Every offset has a sentence inside the content.
        """
        start, end = read_words(text).sentence(at)

        assert 0 <= start <= end <= len(text)
