"""Elections: facts of one election meet across pages, those of two never."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from making import contest, fact, judged, post, seats, whole

if TYPE_CHECKING:
    import random

    from schemas.fact import Fact
    from schemas.post import Post

PAGES = {"north": "2023-05-05", "east": "2023-05-05", "old": "2021-05-07", "by": "2023-10-20"}
ELECTIONS = {"2023-05-05": "2023-05-04", "2021-05-07": "2021-05-06", "2023-10-20": None}


def of(page: str, facts: list[Fact]) -> list[Fact]:
    return [each.model_copy(update={"page": page}) for each in facts]


def posts(*days: str) -> list[Post]:
    """One post of each day, each on a page of its own: "a", "b", ..."""
    return [
        post(1, page=page, published=f"{day}T12:00")
        for page, day in zip("abcdef", days, strict=False)
    ]


class TestAcrossPages:
    def test_pages_of_one_count_meet(self):
        """
        Two pages of one night give Labour 31 seats and 32: a warning.
        """
        facts = [*of("a", seats(Lab=31)), *of("b", seats(Lab=32))]

        (finding,) = judged(facts, posts("2023-05-05", "2023-05-06")).report.findings

        assert ("A001", "warning") == (finding.rule, finding.severity)

    def test_sums_are_warnings_across_pages(self):
        """
        What one page says of before and another of now adds up, or is a warning.
        """
        facts = [
            *of("a", [fact("seats_before", 37, "Con"), fact("seats_change", -15, "Con")]),
            *of("b", seats(Con=23)),
        ]

        (finding,) = judged(facts, posts("2023-05-05", "2023-05-05")).report.findings

        assert ("S002", "warning") == (finding.rule, finding.severity)

    def test_counts_of_two_years_never_meet(self):
        """
        52 of Labour in 2021 and 31 in 2023 are two counts.
        """
        facts = [*of("a", seats(Lab=52)), *of("b", seats(Lab=31))]

        assert () == judged(facts, posts("2021-05-07", "2023-05-05")).report.findings

    def test_pages_without_an_election_never_meet(self):
        """
        By-elections of odd Thursdays: nobody knows that two pages are of one count.
        """
        facts = [*of("a", seats(Lab=52)), *of("b", seats(Lab=31))]

        assert () == judged(facts, posts("2023-10-20", "2023-10-20")).report.findings

    def test_two_counts_on_one_page_never_meet(self):
        """
        An archive of two counts in one file is of two elections.
        """
        days = [post(1, published="2021-05-07T12:00"), post(2, published="2023-05-05T12:00")]
        facts = [*whole("p1", Con=32, Lab=20), *whole("p2", Con=31, Lab=21)]

        assert () == judged(facts, days).report.findings

    def test_running_counts_are_compared_on_their_page(self):
        """
        A page that lags behind another is no fall: 21 so far here, 20 so far there, later.
        """
        partial = fact("count_status", "partial")
        facts = [*of("a", [*seats(Lab=21), partial]), *of("b", [*seats(Lab=20), partial])]

        assert () == judged(facts, posts("2023-05-05", "2023-05-06")).report.findings

    def test_a_fall_is_found_though_another_page_comes_between(self):
        """
        21 at noon and 20 at two on one page, with a post of another page at one.
        """
        partial = [fact("count_status", "partial", post=f"p{n}") for n in (1, 2)]
        here = [*seats("p1", Lab=21), *seats("p2", Lab=20), *partial]
        there = of("b", [*seats("p1", Lab=20), fact("count_status", "partial")])
        times = [
            post(1, published="2023-05-05T12:00"),
            post(2, published="2023-05-05T14:00"),
            post(1, page="b", published="2023-05-05T13:00"),
        ]

        assert ["T001"] == [each.rule for each in judged([*here, *there], times).report.findings]


class TestContests:
    def test_meet_where_their_council_is_known(self):
        """
        Two pages give a ward of Charnwood two turnouts.
        """
        ward = {"authority": "Charnwood", "contest": "ward"}
        facts = [
            *of("a", [contest("turnout", 38, **ward)]),
            *of("b", [contest("turnout", 48, **ward)]),
        ]

        (finding,) = judged(facts, posts("2023-05-05", "2023-05-05")).report.findings

        assert ("A001", "warning") == (finding.rule, finding.severity)

    def test_of_one_name_and_no_council_do_not(self):
        """
        Many councils have a ward of this name.
        """
        facts = [*of("a", [contest("turnout", 38)]), *of("b", [contest("turnout", 48)])]

        assert () == judged(facts, posts("2023-05-05", "2023-05-05")).report.findings

    def test_a_council_named_at_another_election_is_no_host(self):
        """
        On a page of two counts, a ward's council is looked for in its own.
        """
        days = [post(1, published="2021-05-07T12:00"), post(2, published="2023-05-05T12:00")]
        facts = [
            contest("turnout", 38, authority="Charnwood"),
            contest("turnout", 48, post="p2"),
        ]

        assert () == judged(facts, days).report.findings


COUNTS = st.integers(18, 22)
MEASURES = st.sampled_from(["seats", "seats_before", "council_size", "majority_threshold"])


@st.composite
def said(draw: st.DrawFn) -> list[Fact]:
    """What four pages of three counts say of two councils and a ward."""
    found = []
    for number in range(draw(st.integers(2, 14))):
        place = {
            "page": draw(st.sampled_from(sorted(PAGES))),
            "post": draw(st.sampled_from(["p1", "p2"])),
            "id": f"f{number}",
            "area": draw(st.sampled_from(["Charnwood", "Derby"])),
        }
        kind = draw(st.integers(0, 3))
        if kind == 0:
            value = draw(st.sampled_from(["Labour", "NOC"]))
            found.append(fact("control", value, **place))
        elif kind == 1:
            found.append(fact("list_complete", True, **place))
        elif kind == 2:
            found.append(contest("turnout", draw(COUNTS), **place | {"area": "Birstall"}))
        else:
            measure = draw(MEASURES)
            party = "Labour" if measure.startswith("seats") else None
            found.append(fact(measure, draw(COUNTS), party, **place))
    return found


def all_posts(order: list[str]) -> list[Post]:
    return [
        post(number, page=page, published=f"{PAGES[page]}T1{number}:00")
        for page in order
        for number in (1, 2)
    ]


@given(said(), st.randoms(use_true_random=False))
def test_facts_of_different_elections_never_meet(facts: list[Fact], shuffler: random.Random):
    """
    However pages are shuffled, each finding's facts are of one election, and of one page where
    none is known; the pages of each count alone give the very same findings.
    """
    order = sorted(PAGES)
    shuffler.shuffle(order)
    checked = judged(facts, all_posts(order))
    home = {each.id: (ELECTIONS[PAGES[each.page]], each.page) for each in facts}
    counts = {"2023": ["north", "east"], "2021": ["old"], "none": ["by"]}
    apart = [
        judged([each for each in facts if each.page in pages], all_posts(pages))
        for pages in counts.values()
    ]

    for finding in checked.report.findings:
        homes = {home[name] for name in finding.facts}
        assert 1 == len({election or page for election, page in homes})
    assert {each.id for each in checked.report.findings} == {
        each.id for one in apart for each in one.report.findings
    }


@given(said(), st.randoms(use_true_random=False))
def test_the_order_of_the_pages_changes_nothing(facts: list[Fact], shuffler: random.Random):
    """
    Pages given in another order make the same report, to the byte.
    """
    order = sorted(PAGES)
    shuffler.shuffle(order)

    one = judged(facts, all_posts(sorted(PAGES)))
    other = judged(facts, all_posts(order))

    assert one.report.model_dump_json() == other.report.model_dump_json()
