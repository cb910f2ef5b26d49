"""
extract/report/page: one document that holds all it needs, and all that a run holds.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selectolax.lexbor import LexborHTMLParser
from showing import POST, a_post, checked, said, stored, tamworth

from extract import settings
from extract.golden.expected import expected_facts
from extract.pages import read_pages
from extract.report.page import report_page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from extract.check import Checked
    from extract.store import StoredPost
    from schemas.fact import Fact
    from schemas.post import Post

REAL = Path(__file__).parents[3] / "shared" / "pages"


def page_of(
    done: Checked,
    posts: Sequence[StoredPost],
    decisions: Mapping[str, str] | None = None,
    told: Mapping[str, Sequence[str]] | None = None,
) -> str:
    return report_page("friday", posts, done.facts, done.report, decisions or {}, told or {})


def read(page: str) -> LexborHTMLParser:
    return LexborHTMLParser(page)


def texts(page: str, selector: str) -> list[str]:
    """The texts of some elements, their spaces evened out."""
    return [" ".join(each.text().split()) for each in read(page).css(selector)]


@pytest.fixture(scope="module")
def tamworth_page() -> str:
    """
    The report of one post about Tamworth.
    """
    return page_of(checked(), [stored(POST)])


class TestCouncil:
    def test_summary(self, tamworth_page):
        """
        The summary counts councils, those that changed hands, those disputed, and what is open.
        """
        tiles = zip(
            texts(tamworth_page, ".tiles dt"), texts(tamworth_page, ".tiles dd"), strict=True
        )

        assert {
            "council": "1",
            "changed hands": "1",
            "results verified": "0",
            "results disputed": "1",
            "contradiction not decided": "1",
            "posts failed": "0",
        } == dict(tiles)

    def test_chamber(self, tamworth_page):
        """
        The chamber has the parties' classes, and is told in words.
        """
        (chamber,) = read(tamworth_page).css("svg.chamber")

        assert (
            "30 seats: Conservative 14, Labour 10, Independent 5, not stated 1; 16 for a majority"
            == chamber.attributes["aria-label"]
        )
        assert ["party-conservative", "party-labour", "party-independent", "party-none"] == [
            each.attributes["class"] for each in chamber.css("g")
        ]

    def test_seats_now_and_before(self, tamworth_page):
        """
        A line has now, before and the change, with signs for what no post states.
        """
        first, second, third, rest = texts(tamworth_page, ".parties tbody tr")

        assert "Conservative 14 ! disputed 19 -5‡" == first
        assert "Labour 10 ! disputed 3† +7‡" == second
        assert "Independent 5 ! disputed not stated not stated" == third
        assert "not stated1" == rest

    def test_finding(self, tamworth_page):
        """
        A finding has its arithmetic, its terms with their words, and all ways to mend it.
        """
        (error,) = read(tamworth_page).css(".finding.error")
        told = " ".join(error.text().split())

        assert "14 + 10 + 5 = 29, but the council has 30 seats" in told
        assert "said: 29 expected: 30" in told
        assert "It would hold with" in told
        assert 5 == len(error.css("tbody tr"))
        assert 4 == len(error.css(".ways li"))
        assert "Not decided yet" in told

    def test_decision(self):
        """
        What was decided of a finding stands with it, and it is open no more.
        """
        done = checked()
        (error,) = [each for each in done.report.findings if each.severity == "error"]
        page = page_of(done, [stored(POST)], {error.id: "the source is wrong <Anna>"})

        assert ["Decided: the source is wrong <Anna>"] == texts(page, ".finding.error .decision")
        assert "0" == texts(page, ".tiles dd")[4]

    def test_what_stands_against_a_decision(self):
        """
        Of a finding that is in conflict, reopened or put off the report says so, and counts it as open.
        """
        done = checked()
        (error,) = [each for each in done.report.findings if each.severity == "error"]
        told = {
            error.id: ["reviewers contradict each other:", "  misread (ann)", "  <later> (bob)"]
        }
        page = page_of(done, [stored(POST)], told=told)
        (line,) = texts(page, ".finding.error .decision")

        assert "Not decided yet" in line
        assert "contradict each other: misread (ann) <later> (bob)" in line.replace("  ", " ")
        assert "1" == texts(page, ".tiles dd")[4]

    def test_set_right_by_a_reviewer(self):
        """
        A reviewer's figure has a sign of its own among a council's seats, and says so beside its words.
        """
        facts = tamworth()
        right = said(
            POST, None, "seats", 11, party="Labour", basis="corrected", corrects=facts[4].id
        )
        misread = facts[5].model_copy(update={"status": "rejected"})
        again = said(POST, "10", "seats", 10, party="Independent", corrects=misread.id)
        done = checked([*facts[:5], misread, facts[6], right, again])
        page = page_of(done, [stored(POST)])
        lines = texts(page, ".parties tbody tr")
        rows = texts(page, ".council > .facts tbody tr")

        assert ["Labour 11§", "Independent 10§"] == [
            " ".join(each.split()[:2]) for each in lines if "§" in each
        ]
        assert 1 == sum("a reviewer's value" in each for each in rows)
        assert 1 == sum("(set right by a reviewer)" in each for each in rows)

    def test_a_note_asks_for_no_decision(self, tamworth_page):
        """
        What is only worth knowing is shown, and waits for nobody.
        """
        assert 1 == len(read(tamworth_page).css(".finding.info"))
        assert ["Not decided yet"] == texts(tamworth_page, ".decision")

    def test_figures_lead_to_their_words(self, tamworth_page):
        """
        A figure's link leads to an element within the marked words that state it.
        """
        tree = read(tamworth_page)
        (link,) = tree.css(".parties tbody tr:first-child b a")
        (target,) = tree.css(f"[id='{(link.attributes['href'] or '')[1:]}']")

        assert target.parent is not None
        assert ("mark", "14") == (target.parent.tag, target.parent.text())


def expected(posts: Sequence[Post]) -> list[Fact]:
    """What is expected of some posts, with ids that no other page's facts have."""
    facts = expected_facts(settings.GOLDEN / "expected", posts)
    return [each.model_copy(update={"id": f"{each.page}-{each.id}"}) for each in facts]


@pytest.fixture(scope="module")
def posts() -> Sequence[Post]:
    """
    The posts of the golden pages.
    """
    return read_pages([settings.GOLDEN / "pages"]).posts


@pytest.fixture(scope="module")
def done(posts: Sequence[Post]) -> Checked:
    """
    Their expected facts, checked.
    """
    return checked(expected(posts), posts)


@pytest.fixture(scope="module")
def page(done: Checked, posts: Sequence[Post]) -> str:
    """
    The report of them.
    """
    return page_of(done, [stored(each) for each in posts])


class TestWhole:
    def test_ids_are_unique_and_links_lead_somewhere(self, page):
        """
        No id stands twice, and every link within the page has its target.
        """
        tree = read(page)
        ids = Counter(each.attributes["id"] for each in tree.css("[id]"))
        links = {each.attributes["href"] or "" for each in tree.css("a[href^='#']")}

        assert {1} == set(ids.values())
        assert set() == {each[1:] for each in links} - set(ids)

    def test_every_finding_and_post_is_there(self, page, done, posts):
        """
        Every finding stands once; a post with facts stands with its whole text.
        """
        tree = read(page)
        spoken = {(each.page, each.post) for each in done.facts}
        shown = Counter(each.text() for each in tree.css(".post-text"))

        assert sorted(f"finding-{each.id}" for each in done.report.findings) == sorted(
            each.attributes["id"] or "" for each in tree.css(".finding")
        )
        assert Counter(each.content for each in posts if (each.page, each.id) in spoken) == shown

    def test_same_facts_same_page(self, page, done, posts):
        """
        The same run gives the same text.
        """
        assert page == page_of(done, [stored(each) for each in posts])

    def test_loads_and_runs_nothing(self, page):
        """
        No script, no style but the one that the policy admits, nothing from elsewhere.
        """
        tree = read(page)
        (policy,) = tree.css("meta[http-equiv='Content-Security-Policy']")
        (style,) = tree.css("style")
        digest = base64.b64encode(hashlib.sha256(style.text().encode()).digest()).decode()

        assert f"'sha256-{digest}'" in (policy.attributes["content"] or "")
        assert [] == tree.css("script, link, img, iframe, object, form, [style], [src]")
        assert not re.search(r"\son\w+=", page)

    @pytest.mark.skipif(
        not REAL.is_dir(), reason="the real pages are not published; they lie in ../shared/pages"
    )
    def test_of_the_real_pages(self):
        """
        Both real pages, with what is expected of them: all links lead somewhere, all councils stand.
        """
        posts = read_pages(sorted(REAL.glob("0*.txt"))).posts
        done = checked(expected(posts), posts)
        tree = read(page_of(done, [stored(each) for each in posts]))
        ids = {each.attributes["id"] for each in tree.css("[id]")}

        assert {"Derbyshire County Council", "Leicester City Council", "Charnwood"} <= {
            each.text() for each in tree.css(".council > h3")
        }
        assert {(each.attributes["href"] or "")[1:] for each in tree.css("a[href^='#']")} <= ids


class TestWhatIsNotSeen:
    def test_refused(self):
        """
        What was read but has no words stands with its post, and is counted.
        """
        rejected = said(POST, None, "majority", 3, party="Labour", status="rejected")
        page = page_of(checked([*tamworth(), rejected]), [stored(POST)])

        assert ["× rejected read and refused: Labour majority 3"] == texts(page, ".refused")
        assert "× rejected 1 were read" in texts(page, ".legend li")[3]

    def test_failed_and_pending(self):
        """
        Posts that could not be read are shown with the reason and their whole text.
        """
        failed = stored(a_post("Lost words.", "p2"), "failed", "no answer <within 60 s>")
        pending = stored(a_post("Not asked.", "p3"), "pending")
        page = page_of(checked(), [stored(POST), failed, pending])

        assert ["Lost words.", "Not asked."] == texts(page, "#unread .post-text")
        assert "failed: no answer <within 60 s>" in texts(page, "#unread .post p")
        assert "1 failed, 1 pending" in texts(page, "#unread > p")[0]

    def test_nothing_here(self):
        """
        Posts in which nothing is stated are counted, and not printed.
        """
        page = page_of(checked(), [stored(POST), stored(a_post("Rain.", "p2"), "nothing here")])

        assert "1 post in which nothing is stated" in texts(page, "#posts > p")[0]
        assert 1 == len(read(page).css(".post"))

    def test_an_empty_run(self):
        """
        A run without a fact gives a page that says so in its figures.
        """
        page = page_of(checked([], []), [])

        assert ["0"] * 6 == texts(page, ".tiles dd")
        assert [] == read(page).css("#councils, #findings, #contests")

    def test_a_chamber_of_thousands(self):
        """
        A figure that no council can have is shown, and draws no chamber.
        """
        post = a_post("Labour have 100000000000000000000 seats.")
        facts = [said(post, "100000000000000000000", "seats", 10**20, party="Labour")]
        page = page_of(checked(facts, [post]), [stored(post)])

        assert [] == read(page).css("svg.chamber")
        assert "100,000,000,000,000,000,000" in page


HOSTILE = (
    '</p></style></script><script>alert(1)</script><img src=x onerror="alert(1)"> '
    "Labour have 13\u202e31\u202c seats & <b>more</b> אבג\u0000."
)


class TestHostile:
    def test_is_text(self):
        """
        Whatever a post, a name or a link holds becomes text, never markup.
        """
        post = a_post(
            HOSTILE, '"><script>', title="<h1>Title", author="<i>Ann", role="\u202eRole",
            page='a"<b>', url="javascript:alert(1)",
        )  # fmt: skip
        facts = [
            said(post, "13", "seats", 13, party="<u>Party", area="<s>Area", area_id=None),
            said(post, "seats", "control", "<u>Party", area="<s>Area", area_id=None),
        ]
        page = page_of(checked(facts, [post]), [stored(post, reason="<script>")])
        tree = read(page)
        shown = post.content.replace("\u202e", "[U+202E]").replace("\u202c", "[U+202C]")

        assert [] == tree.css("script, img, i, u, s, [onerror], h1 ~ h1")
        assert [shown.replace("\0", "[U+0000]")] == [each.text() for each in tree.css(".post-text")]
        assert [] == [
            each for each in tree.css("a") if not (each.attributes["href"] or "").startswith("#")
        ]
        assert "javascript:alert(1)" in texts(page, ".post .faint bdi")

    def test_a_long_post(self):
        """
        A post of 200 kB is there to its last word, and a cell of a table shows a line of it.
        """
        post = a_post(f"{'word ' * 40_000}Labour have 13 seats. {'x' * 5_000} End.")
        facts = [said(post, "13", "seats", 13, party="Labour")]
        page = page_of(checked(facts, [post]), [stored(post)])

        assert texts(page, ".post-text")[0].endswith("End.")
        assert len(page) < 2 * len(post.content)
