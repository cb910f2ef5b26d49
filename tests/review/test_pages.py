"""
extract/review/pages: all that is needed to decide a finding stands on its page; long lists are paged.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from cases import a_post, said, settled, tamworth
from selectolax.lexbor import LexborHTMLParser

from extract.review.forms import FIELDS
from extract.review.pages import PER_PAGE, Pages
from extract.review.queue import Filter, Item
from extract.review.view import view_of
from extract.store import StoredPost
from schemas.decision import Reviewed

POST = a_post(url="https://example.org/live#p1")
EARLY = a_post("Hustings over: 19 Tories sit in Tamworth.", "early", published="2023-05-05T09:00")
CHECKED = settled(
    [said(EARLY, "seats_before", 19, "19 Tories", "Conservative"), *tamworth(POST)], [EARLY, POST]
)
VIEW = view_of(
    [StoredPost(each, 1, "extracted", None, None) for each in (EARLY, POST)],
    CHECKED.facts,
    CHECKED.report,
    [],
)
ITEM = VIEW.items[0]
PAGES = Pages("/token", "friday")
NOTHING_BEFORE = {"last": None, "of": None, "checking": False}


def texts(page, selector):
    """The texts of some elements, their spaces evened out."""
    return [" ".join(each.text().split()) for each in LexborHTMLParser(page).css(selector)]


@pytest.fixture(scope="module")
def finding():
    """
    The page of Tamworth's sum, which lacks a seat.
    """
    form = dict.fromkeys(FIELDS, "")
    return PAGES.finding(VIEW, ITEM, Filter(), problem=None, form=form, **NOTHING_BEFORE)


class TestAFinding:
    def test_each_term_of_its_sum(self, finding):
        """
        The sum stands in words, each of its terms with owner, measure, value, status and post.
        """
        (told,) = texts(finding, "article.finding h2")
        rows = texts(finding, "article.finding tbody tr")

        assert "error S001 Tamworth: 14 + 10 + 5 = 29, but the council has 30 seats." == told
        assert [
            "Conservative seats 14 ! disputed 5 May 12:33",
            "Labour seats 10 ! disputed 5 May 12:33",
            "Independent seats 5 ! disputed 5 May 12:33",
        ] == [row[: row.index("12:33") + 5] for row in rows[1:4]]

    def test_all_explanations(self, finding):
        """
        Every way to mend it in the fewest facts is listed.
        """
        ways = texts(finding, ".ways li")

        assert len(ITEM.finding.explanations) == len(ways) == 4
        assert "Labour seats 10 (5 May 12:33)" in ways

    def test_its_figures_are_marked_in_the_posts(self, finding):
        """
        Every figure of the post is marked where it stands, by whether it is disputed.
        """
        marks = {
            each.text(): each.attributes["class"].split()[0]
            for each in LexborHTMLParser(finding).css(".words mark")
        }

        assert ("unchecked", "disputed", "disputed", "disputed") == tuple(
            marks[each] for each in ("30", "14", "ten", "five")
        )

    def test_the_original(self, finding):
        """
        A post with an address of the web leads there.
        """
        link = LexborHTMLParser(finding).css_first("article.post a[rel~=noreferrer]")

        assert ("original", POST.url) == (link.text(), link.attributes["href"])

    def test_the_councils_course(self, finding):
        """
        What was said of the council stands post by post, the oldest first, of other posts too.
        """
        first, second = texts(finding, ".times li")

        assert "5 May 09:00 Conservative seats before 19 (unchecked)" == first
        assert second.startswith("5 May 12:33 council size 30 (unchecked) Conservative seats 14")

    def test_the_register(self, finding):
        """
        What the register has of the council stands beside, before the poll and after it.
        """
        parties = texts(finding, ".register tbody th")
        seats = texts(finding, ".register tbody td")
        rows = dict(zip(parties, zip(seats[::2], seats[1::2], strict=True), strict=True))

        assert (("25", "14"), ("3", "10"), ("30", "30")) == tuple(
            rows[each] for each in ("Conservative", "Labour", "council")
        )


class TestLongLists:
    def test_the_queue_is_paged(self):
        """
        Of thousands of findings a page shows some, and leads to the next and the last.
        """
        many = [
            Item(ITEM.finding.model_copy(update={"id": f"f{n}"}), ITEM.reviewed)
            for n in range(2 * PER_PAGE + 1)
        ]
        view = replace(VIEW, items=many)
        pages = [PAGES.queue(view, Filter(), n, **NOTHING_BEFORE) for n in (1, 2, 3)]

        assert [PER_PAGE, PER_PAGE, 1] == [len(texts(each, ".queue .row")) for each in pages]
        assert ["next page", "former page next page", "former page"] == [
            " ".join(texts(each, ".pager a")) for each in pages
        ]

    def test_progress(self):
        """
        Every page says how many are decided of all that ask for a decision.
        """
        done = Reviewed(finding="done", key="done", state="decided")
        note = ITEM.finding.model_copy(update={"severity": "info"})
        view = replace(VIEW, items=[ITEM, Item(ITEM.finding, done), Item(note, ITEM.reviewed)])

        for page in (PAGES.queue(view, Filter(), 1, **NOTHING_BEFORE), PAGES.posts(view, "", 1)):
            assert ["1 of 2 decided"] == texts(page, ".progress label")

    def test_what_is_left_is_a_link_away(self):
        """
        Once something is decided the queue leads to what is left, until nothing is.
        """
        done = Reviewed(finding="done", key="done", state="decided")
        decided = Item(ITEM.finding, done)
        left = [
            PAGES.queue(replace(VIEW, items=items), Filter(), 1, **NOTHING_BEFORE)
            for items in ([ITEM, ITEM], [ITEM, decided], [decided])
        ]

        assert [False, True, False] == ["?state=undecided" in each for each in left]
