"""Numerals: every number of a text, where it stands, what it is worth and what it is."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.number_words import vocabulary
from extract.numerals import Numeral, numerals

_SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_JUMBLE = [
    "one", "a", "no", "single", "not", "any", "first", "2019", "May", "5", "-3", "(+8)", "half",
    "dozen", "hundred", "and", "thousand", "seats", "seat", "Labour", "Conservatives", "%", "per",
    "cent", "points", "year", "old", "aged", "-", "of", "(", ")", "10.30", "pm", "third", "No",
    "Channel", "twenty", "five", "~", "£", ",", ".", "minus",
]  # fmt: skip
_NUMBERLIKE = st.text(alphabet=st.sampled_from("0123456789,.-–−+%()/: aonesyMtwdvhru£\n'’"))
_JUMBLED = st.builds(
    lambda words, between: between.join(words),
    st.lists(st.sampled_from(_JUMBLE)),
    st.sampled_from(["", " ", "-"]),
)


def in_words(n: int) -> str:
    """A number below a million as a British writer spells it."""
    if n < 20:
        return _SMALL[n]
    if n < 100:
        return _TENS[n // 10 - 2] + (f"-{_SMALL[n % 10]}" if n % 10 else "")
    if n < 1000:
        rest = f" and {in_words(n % 100)}" if n % 100 else ""
        return f"{_SMALL[n // 100]} hundred{rest}"
    rest = f" {'and ' if n % 1000 < 100 else ''}{in_words(n % 1000)}" if n % 1000 else ""
    return f"{in_words(n // 1000)} thousand{rest}"


def figures(text: str) -> list[tuple[str, int | float]]:
    """The words and the value of every numeral that can be a figure."""
    return [(n.text, n.value) for n in numerals(text) if n.kind == "number"]


def values(text: str) -> list[int | float]:
    return [value for _, value in figures(text)]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(n.text, n.kind) for n in numerals(text)]


def around(numeral: Numeral) -> tuple[str, str]:
    """What must stand before and after a numeral's words, alone, for them to be what they were."""
    said = numeral.text
    like_a_year = re.match(r"(?:19|20)[0-9]{2}(?![0-9])", said)
    if numeral.kind == "ordinal" and isinstance(numeral.value, float):
        return "", " of"  # a third of the council
    if numeral.kind == "other" and [n.kind for n in numerals(said)] in (["number"], ["year"]):
        return "majority of " if like_a_year else "", "-horse"  # a two-horse race
    if numeral.kind != "number":
        return "", ""
    if like_a_year:
        return "majority of ", ""
    if said.casefold() in vocabulary()["owned_ones"]:
        return "their ", " vote"
    if said in vocabulary()["zeros_in_brackets"]:
        return "(", ")"
    return "(", " vote)"  # "a", "no", "another" count nothing alone; "up 8" is signed in brackets


class TestFigures:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("35,002 votes", [35002]),
            ("Con 1,651 Lab 552", [1651, 552]),
            ("Turnout was 37.71%.", [37.71]),
            ("45 seats out of 64", [45, 64]),
            ("12/43 seats declared", [12, 43]),
            ("23-15 and 3-2", [23, 15, 3, 2]),
            ("1.5 million voters and 40m more", [1500000, 40000000]),
            ("Read more.14 Labour", [14]),
            ("LAB31 CON17", [31, 17]),
        ],
    )
    def test_digits(self, text: str, expected: list[float]) -> None:
        """
        Digits are read with thousands commas, decimals and scales; a range is two figures.
        """
        assert expected == values(text)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("lost seven seats", [7]),
            ("Twenty-three, twenty three", [23, 23]),
            ("a hundred and five", [105]),
            ("hundred and five", [105]),
            ("a dozen, half a dozen and two dozen", [12, 6, 24]),
            ("two thousand, three hundred", [2000, 300]),
            ("dozens of seats, a few hundred votes", []),
            ("a few hundred and a recount", []),
        ],
    )
    def test_words(self, text: str, expected: list[float]) -> None:
        """
        Cardinals in words are figures; vague quantities are not.
        """
        assert expected == values(text)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Conservatives: 23 (-15)", [("23", 23), ("-15", -15)]),
            ("Labour: 20 (+8)", [("20", 20), ("+8", 8)]),
            ("23 (−15), −15, –15", [("23", 23), ("−15", -15), ("−15", -15), ("–15", -15)]),
            ("(- 15) (up 8) minus 3", [("- 15", -15), ("up 8", 8), ("minus 3", -3)]),
            ("Lib Dems - 19", [("19", 19)]),
            ("Lib Dems – 19", [("19", 19)]),
            ("Lib Dems–19", [("19", 19)]),
            ("Greens 4 (no change)", [("4", 4), ("no change", 0)]),
        ],
    )
    def test_signs(self, text: str, expected: list[tuple[str, float]]) -> None:
        """
        A sign stands tight before its figure or in brackets; a dash between party and
        figure separates (Wigston 2023: "Lib Dems - 19").
        """
        assert expected == figures(text)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("there are no Conservatives", [("no", 0)]),
            ("there are no Conservative representatives winning seats", [("no", 0)]),
            ("no Labour or Green councillors, no seats", [("no", 0), ("no", 0)]),
            ("no independents, no Ashfield Independents", [("no", 0), ("no", 0)]),
            ("no overall control, no longer, no one, no fewer seats", []),
            ("none, nil and nought", [("none", 0), ("nil", 0), ("nought", 0)]),
            ("second to none, none other than", []),
            ("did not win a single seat", [("not win a single", 0)]),
            ("failed to take any seats", [("failed to take any", 0)]),
        ],
    )
    def test_nought(self, text: str, expected: list[tuple[str, float]]) -> None:
        """
        "No" is 0 before what can be counted only; a negated "a single" is 0, not 1.
        """
        assert expected == figures(text)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("gained a seat", [("a", 1)]),
            ("another gain for the Tories", [("another", 1)]),
            ("A single vote decided it", [("A single", 1)]),
            ("their only seat", [("only", 1)]),
            ("A gain of eight new Labour councillors", [("eight", 8)]),
            ("who is also an elected councillor", []),
            ("a result, a majority, a ward", []),
            ("another new low", []),
        ],
    )
    def test_one_unsaid(self, text: str, expected: list[tuple[str, float]]) -> None:
        """
        "A", "another" and "single" are 1 before a seat or the like only.
        """
        assert expected == figures(text)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("one of three Labour councillors", [3]),
            ("no one, one another, one-off, at one point, this one", []),
            ("gained one of the two seats", [1, 2]),
            ("just one loss and one embarrassing loss", [1, 1]),
            ("the one seat", [1]),
            ("by one seat", [1]),
        ],
    )
    def test_one(self, text: str, expected: list[float]) -> None:
        """
        "One" is a figure unless it is clearly a pronoun.
        """
        assert expected == values(text)


class TestNoFigures:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("in 2019", [("2019", "year")]),
            ("their 2019 election, since 1977", [("2019", "year"), ("1977", "year")]),
            ("May 2023, 2019-20", [("2023", "year"), ("2019-20", "year")]),
            ("2016-2026", [("2016", "year"), ("2026", "year")]),
            ("2,019 votes", [("2,019", "number")]),
            ("2019 votes", [("2019", "number")]),
            ("a majority of 1998", [("1998", "number")]),
            ("LAB 1998, CON 2003", [("1998", "number"), ("2003", "number")]),
        ],
    )
    def test_years(self, text: str, expected: list[tuple[str, str]]) -> None:
        """
        Four digits standing alone are a year, unless counted or a party's figure.
        """
        assert expected == kinds(text)

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("19:04", "time"),
            ("3pm", "time"),
            ("10.30am", "time"),
            ("3 p.m.", "time"),
            ("5 May 2023", "date"),
            ("Thursday 4 May", "date"),
            ("May 5th", "date"),
            ("5/5/2023", "date"),
            ("2023-05-05", "date"),
            ("first", "ordinal"),
            ("twenty-first", "ordinal"),
            ("3rd", "ordinal"),
            ("one-third", "ordinal"),
            ("two thirds", "ordinal"),
            ("aged 47", "age"),
            ("47-year-old", "age"),
            ("£3m", "other"),
            ("36 years", "other"),
            ("30 minutes", "other"),
            ("42 miles", "other"),
            ("seven innings", "other"),
            ("No 10", "other"),
            ("Radio 4", "other"),
            ("Covid-19", "other"),
            ("1990s", "other"),
        ],
    )
    def test_foreign_numbers(self, text: str, kind: str) -> None:
        """
        What is no figure is recognised whole, for what it is.
        """
        assert [(text, kind)] == kinds(f"It was {text}, they said")

    def test_third_of_a_council(self) -> None:
        """
        "A third of the council" is a fraction, never 1.
        """
        expected = [("a third", "ordinal")]

        assert expected == kinds("With a third of the council up")

    def test_word_tied_by_hyphen(self) -> None:
        """
        A hyphen ties a figure to what it counts, and makes any other word no figure.
        """
        expected = [("22", "number"), ("two", "other"), ("12", "number")]

        assert expected == kinds("22-seat majority, two-horse race, 12-strong group")

    @pytest.mark.parametrize("text", ["NG1 5DT", "the A52", "5G masts", "https://x.co/12", "24/7"])
    def test_part_of_a_word(self, text: str) -> None:
        """
        Digits inside a word, a postcode or an address are no numeral.
        """
        assert not numerals(text)

    def test_names(self) -> None:
        """
        "Three Rivers" is a council; "Three Labour councillors" are three.
        """
        expected = [("Three", 3)]

        assert expected == figures("Three Rivers stays put. Three Labour councillors")

    def test_candidate_called_may(self) -> None:
        """
        "Theresa May 12 votes" is a figure, "May 12" a date.
        """
        expected = [("12", "number")]

        assert expected == kinds("Theresa May 12 votes")


class TestDetails:
    @pytest.mark.parametrize(
        ("text", "unit"),
        [
            ("51.3%", "percent"),
            ("51.3 per cent", "percent"),
            ("51 percent", "percent"),
            ("three percentage points", "points"),
            ("10-point", "points"),
            ("5 pts", "points"),
            ("51", None),
        ],
    )
    def test_unit(self, text: str, unit: str | None) -> None:
        """
        A percentage and percentage points carry their unit, and it stands in the span.
        """
        [numeral] = numerals(f"up {text} to")

        assert (text, unit) == (numeral.text, numeral.unit)

    @pytest.mark.parametrize(
        ("text", "noun"),
        [
            ("nine councillors", "councillors"),
            ("one more seat", "seats"),
            ("seven new green councillors", "councillors"),
            ("two remaining Labour wards", "wards"),
            ("22-seat majority", "seats"),
            ("190 majority", "majority"),
            ("31 Labour", None),
            ("20\nseats", None),
        ],
    )
    def test_noun(self, text: str, noun: str | None) -> None:
        """
        The noun is what the numeral counts, past adjectives and party, on the same line.
        """
        assert noun == numerals(text)[0].noun

    @pytest.mark.parametrize(
        ("text", "g"),
        [
            ("32,000", 1000),
            ("almost 900", 100),
            ("149,749", 1),
            ("twenty", 10),
            ("51.3%", 0.1),
            ("50%", 1),
            ("1.5 million", 100000),
            ("0", 1),
        ],
    )
    def test_significance(self, text: str, g: float) -> None:
        """
        One unit of the last significant digit; of a percentage, of the digits given.
        """
        assert g == numerals(text)[0].g

    def test_whole_numeral(self) -> None:
        """
        A signed figure in brackets: the span has the sign, the brackets stay outside.
        """
        expected = Numeral(12, 15, "-15", -15, sign=-1)

        assert [expected] == numerals("Lib Dems 2 (-15)")[1:]

    def test_decimals(self) -> None:
        """
        The digits given after the point are counted, a nought too.
        """
        expected = [2, 1]

        assert expected == [n.decimals for n in numerals("37.70% and 5.0%")]


class TestAnyText:
    @given(_NUMBERLIKE)
    def test_spans_of_numberlike_text(self, text: str) -> None:
        """
        Whatever stands in a text, every span is verbatim and none overlaps another.
        """
        found = numerals(text)

        assert all(text[n.start : n.end] == n.text for n in found)
        assert all(a.end <= b.start for a, b in pairwise(found))

    @given(st.text())
    def test_spans_of_any_text(self, text: str) -> None:
        """
        No text is too strange to be read.
        """
        assert all(text[n.start : n.end] == n.text for n in numerals(text))

    @given(_JUMBLED)
    def test_spans_of_jumbled_words(self, text: str) -> None:
        """
        The parser's own words in any order give spans that are verbatim and apart.
        """
        found = numerals(text)

        assert all(text[n.start : n.end] == n.text for n in found)
        assert all(a.end <= b.start for a, b in pairwise(found))

    @settings(max_examples=1000, deadline=None)  # which words meet decides: many must
    @given(st.one_of(_JUMBLED, _NUMBERLIKE, st.text()))
    def test_spans_read_back(self, text: str) -> None:
        """
        The words of any span, taken out of their text, give the same value and kind again.
        """
        for numeral in numerals(text):
            before, after = around(numeral)
            again = numerals(before + numeral.text + after)
            own = [n for n in again if n.start < len(before + numeral.text)]

            assert [(numeral.text, numeral.value, numeral.kind)] == [
                (n.text, n.value, n.kind) for n in own
            ]

    @given(st.integers(0, 10**12))
    def test_commas_read_back(self, n: int) -> None:
        """
        Any whole number, written with commas, is read back.
        """
        assert [(f"{n:,}", n)] == figures(f"They won {n:,} votes.")

    @given(st.integers(0, 999_999))
    def test_words_read_back(self, n: int) -> None:
        """
        Any whole number, written in words, is read back.
        """
        assert [(in_words(n), n)] == figures(f"They won {in_words(n)} votes.")

    @given(st.integers(-99999, 99999))
    def test_signed_read_back(self, n: int) -> None:
        """
        Any signed change in brackets is read back with its sign.
        """
        assert [(f"{n:+d}", n)] == figures(f"Greens ({n:+d})")

    @given(st.integers(0, 10_000))
    def test_percentages_read_back(self, hundredths: int) -> None:
        """
        Any share with two decimals is read back, and its last digit is a hundredth.
        """
        share = f"{hundredths / 100:.2f}%"
        [numeral] = numerals(f"on {share} of the vote")

        assert (hundredths / 100, 2, 0.01) == (numeral.value, numeral.decimals, numeral.g)

    @pytest.mark.parametrize("pattern", ["9", "9,", "one ", "a ", "no Labour ", "(", "a@", "12:"])
    def test_long_monotony(self, pattern: str) -> None:
        """
        A long monotonous text costs no more than a long one.
        """
        assert isinstance(numerals(pattern * 3000), list)
