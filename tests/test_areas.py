"""Areas: what a post calls a place, and which one authority that is, if any."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.areas import Authority, by_gss, candidates, find, normalised, resolve
from extract.register import register

_AUTHORITIES = register()


def named(name: str, year: int | None = None) -> str | None:
    """The plain name of the authority that a name resolves to."""
    authority = resolve(name, year)
    return authority.name if authority else None


def found(text: str) -> list[tuple[str, str | None]]:
    """The mentions in a text, each with the plain name of its authority."""
    mentions = [(mention, by_gss(mention.gss or "")) for mention in find(text)]
    return [(mention.text, each.name if each else None) for mention, each in mentions]


class TestResolve:
    @pytest.mark.parametrize(
        ("written", "name"),
        [
            ("Derby", "Derby"),
            ("Derby City Council", "Derby"),
            ("Derbyshire", "Derbyshire"),
            ("Derbyshire County Council", "Derbyshire"),
            ("Leicester City Council", "Leicester"),
            ("Newark & Sherwood", "Newark and Sherwood"),
            ("Newark and Sherwood District Council", "Newark and Sherwood"),
            ("Hinckley & Bosworth", "Hinckley and Bosworth"),
            ("Oadby and Wigston Borough Council", "Oadby and Wigston"),
            ("the Wrekin", "Telford and Wrekin"),
            ("Telford & Wrekin", "Telford and Wrekin"),
            ("NORTH EAST DERBYSHIRE", "North East Derbyshire"),
            ("NE Derbyshire", "North East Derbyshire"),
            ("North-West Leicestershire", "North West Leicestershire"),
            ("South Cambs", "South Cambridgeshire"),
            ("King’s Lynn & West Norfolk", "King's Lynn and West Norfolk"),
            ("St Helens", "St. Helens"),
            ("Hull", "Kingston upon Hull"),
            ("B&NES", "Bath and North East Somerset"),
            ("Ynys Môn", "Isle of Anglesey"),
            ("London Borough of Sutton", "Sutton"),
            ("City of York Council", "York"),
            ("County Durham", "Durham"),
            ("St Albans City and District Council", "St Albans"),
            ("Bournemouth, Christchurch & Poole", "Bournemouth, Christchurch and Poole"),
            ("Barnsley MBC", "Barnsley"),
            ("Derby’s", "Derby"),
            ("Derby's city council", "Derby"),
            ("Gedling, Nottinghamshire", "Gedling"),
            ("Blaby District Council, in Leicestershire", "Blaby"),
        ],
    )
    def test_names(self, written: str, name: str) -> None:
        """
        A name resolves whatever its type words, "&", case, punctuation and possessive.
        """
        assert name == named(written)

    @pytest.mark.parametrize(
        "written",
        [
            "Derby County Council",
            "Derbyshire City Council",
            "Nottingham County Council",
            "Derbyshire Borough Council",
            "Newcastle",
            "London",
            "East Midlands",
            "Arboretum ward",
            "Sutton, Nottinghamshire",
            "Nottinghamshire Police",
            "Council",
            "County Council",
            "the",
            "",
            "  ",
        ],
    )
    def test_nothing_is_guessed(self, written: str) -> None:
        """
        A wrong type, an ambiguous name, a ward or a region resolves to nothing.
        """
        assert named(written) is None

    @pytest.mark.parametrize(
        ("written", "name"),
        [
            ("Newcastle City Council", "Newcastle upon Tyne"),
            ("Newcastle Borough Council", "Newcastle-under-Lyme"),
            ("Colchester City Council", "Colchester"),
            ("Cornwall County Council", "Cornwall"),
        ],
    )
    def test_type_words(self, written: str, name: str) -> None:
        """
        Type words tell namesakes apart, and forgive a council that became a city.
        """
        assert name == named(written)

    @pytest.mark.parametrize("each", _AUTHORITIES, ids=lambda each: each.gss)
    def test_whole_register(self, each: Authority) -> None:
        """
        Every name of every authority resolves to it, or is known to be ambiguous.
        """
        names = [name for name in each.names if name != "Newcastle"]

        assert [each] * len(names) == [resolve(name) for name in names]

    def test_year_leaves_out_the_abolished(self) -> None:
        """
        Carlisle held its last polls as a district before April 2023.
        """
        expected = ["Carlisle", "Carlisle", None]

        assert expected == [named("Carlisle", year) for year in (None, 2022, 2023)]

    def test_candidates_of_an_ambiguous_name(self) -> None:
        """
        The two Newcastles are both candidates.
        """
        expected = {"Newcastle upon Tyne", "Newcastle-under-Lyme"}

        assert expected == {each.name for each in candidates("Newcastle")}

    @given(st.text())
    def test_any_text(self, text: str) -> None:
        """
        No name is too strange to be looked up.
        """
        assert resolve(text) is None or len(candidates(text)) == 1

    @given(st.sampled_from(_AUTHORITIES), st.sampled_from(["the {}", "{}'s", "{}’s", " {} "]))
    def test_dressed_names(self, each: Authority, dress: str) -> None:
        """
        Article, possessive, case and "&" never change what a name means.
        """
        name: str = each.name
        written = dress.format(name.replace(" and ", " & "))

        assert [each, each] == [resolve(written), resolve(written.upper())]


class TestRegister:
    def test_sizes_by_year(self) -> None:
        """
        A size is good for its year: Derbyshire Dales lost five seats in 2023.
        """
        dales = resolve("Derbyshire Dales")
        expected = [39, 34, None]

        assert dales is not None
        assert expected == [dales.size(year) for year in (2022, 2023, 1999)]

    def test_county_that_became_a_unitary(self) -> None:
        """
        Somerset is one authority under both its codes, with the county's size before.
        """
        somerset = resolve("Somerset County Council")
        expected = [55, 110]

        assert somerset is not None
        assert expected == [somerset.size(2021), somerset.size(2023)]
        assert somerset == by_gss("E10000027") == resolve("Somerset")

    def test_abolished(self) -> None:
        """
        Northamptonshire is known with its size, and until when it held polls.
        """
        county = resolve("Northamptonshire County Council")
        expected = [57, 2020]

        assert county is not None
        assert expected == [county.size(2017), county.until]

    def test_former_code(self) -> None:
        """
        A former code finds the authority; an empty one finds none.
        """
        sheffield = by_gss("E08000019")

        assert sheffield == by_gss("E08000039")
        assert sheffield is not None
        assert by_gss("") is None

    def test_no_row_without_code(self) -> None:
        """
        Every row has a code of its own.
        """
        codes = [each.gss for each in _AUTHORITIES]

        assert all(codes)
        assert len(codes) == len(set(codes))


class TestNormalised:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Amberley Borough Council", "Amberley"),
            ("Forest & Measham", "forest and measham"),
            ("Arboretum ward", "Arboretum"),
            ("Worksop North division", "Worksop North"),
            ("North Evington by-election", "North Evington"),
            ("St. Mary's Ward", "St Marys"),
            ("the Meadows", "Meadows"),
        ],
    )
    def test_same(self, one: str, other: str) -> None:
        """
        Two ways of writing one ward, or a council that no register knows, compare equal.
        """
        assert normalised(one) == normalised(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [("Derby", "Derbyshire"), ("Derby", "Derby North"), ("Worksop North", "Worksop South")],
    )
    def test_different(self, one: str, other: str) -> None:
        """
        A longer name is another name.
        """
        assert normalised(one) != normalised(other)


class TestFind:
    def test_summary(self) -> None:
        """
        The bullets of a page's summary, each with its council (East Midlands 2023).
        """
        text = (
            "Labour hold Bassetlaw and Bolsover\n"
            "Lib Dems keep control of Hinckley & Bosworth\n"
            "Tories lose control of Newark & Sherwood, and Charnwood\n"
            "Labour hold Leicester City Council\nDerbyshire Dales still no overall control"
        )
        expected = [
            ("Bassetlaw", "Bassetlaw"),
            ("Bolsover", "Bolsover"),
            ("Hinckley & Bosworth", "Hinckley and Bosworth"),
            ("Newark & Sherwood", "Newark and Sherwood"),
            ("Charnwood", "Charnwood"),
            ("Leicester City Council", "Leicester"),
            ("Derbyshire Dales", "Derbyshire Dales"),
        ]

        assert expected == found(text)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Derby's Labour group", [("Derby", "Derby")]),
            ("the Wrekin", [("Wrekin", "Telford and Wrekin")]),
            ("in the London Borough of Sutton", [("London Borough of Sutton", "Sutton")]),
            (
                "at King’s Lynn & West Norfolk",
                [("King’s Lynn & West Norfolk", "King's Lynn and West Norfolk")],
            ),
            ("Newcastle is too close", [("Newcastle", None)]),
            ("on Derby County Council", [("Derby County Council", None)]),
            ("Reading stays Labour", [("Reading", "Reading")]),
            ("Westminster City Council", [("Westminster City Council", "Westminster")]),
        ],
    )
    def test_mentions(self, text: str, expected: list[tuple[str, str | None]]) -> None:
        """
        A mention is the longest name that stands there, without the possessive.
        """
        assert expected == found(text)

    @pytest.mark.parametrize(
        "text",
        [
            "BBC Radio Derby",
            "Ashfield Independents",
            "Reform Derby",
            "Bolsover South",
            "Jill Preston spoke",
            "Greater Manchester",
            "Liverpool City Region",
            "Derby County beat Forest",
            "Reading the results is hard",
            "reading and rugby",
            "voters rejected Westminster",
            "the mayor of London",
            "Derbyshireman",
        ],
    )
    def test_part_of_another_name(self, text: str) -> None:
        """
        A name inside another name, and a common word, is no mention.
        """
        assert not found(text)

    def test_names_do_not_cross_lines(self) -> None:
        """
        A line's end ends a name.
        """
        expected = [("Derby", "Derby"), ("Leicester", "Leicester")]

        assert expected == found("Labour hold Derby\nLeicester\nCity Council")

    @given(st.lists(st.sampled_from([*(n for a in _AUTHORITIES for n in a.names), "&", "\n", "é"])))
    def test_spans(self, names: list[str]) -> None:
        """
        Every span is verbatim, none overlaps another, and an ambiguous one has no code.
        """
        text = " ".join(names)
        mentions = find(text)

        assert all(text[each.start : each.end] == each.text for each in mentions)
        assert all(a.end <= b.start for a, b in pairwise(mentions))

    @given(st.text())
    def test_any_text(self, text: str) -> None:
        """
        No text is too strange to be searched.
        """
        assert all(text[each.start : each.end] == each.text for each in find(text))
