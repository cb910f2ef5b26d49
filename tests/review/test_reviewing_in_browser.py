"""
seatcheck review in a real browser: every kind of decision by keys and by clicks, for anybody, offline.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from browsing import NARROW, Seen, a_page
from cases import TAMWORTH, a_post, a_run, said, tamworth
from served import served

from extract.model.errors import AnswerError
from extract.reading import PostRead
from extract.review.pages import PER_PAGE
from extract.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser
    from served import Served

SECOND = "In Lichfield Labour have 17 seats, and Jo Ward spoke."
THIRD = "In Lichfield Labour have 16 seats now."
HOSTILE = (
    "<script>document.title = 'stolen'</script><img src=x onerror=\"document.title = 1\">"
    " Labour have \u202a12\u202c seats in Nowhere, the Greens \U0001f389 nine. "
    f"{'word ' * 38_000}{'x' * 3_000}"
)


def facts_and_posts():
    first = a_post()
    second = a_post(SECOND, "second", published="2023-05-05T13:00")
    third = a_post(THIRD, "third", published="2023-05-05T13:30")
    hostile = a_post(HOSTILE, "hostile", url="javascript:alert(1)", published="2023-05-05T14:00")
    lichfield = {"area": "Lichfield", "area_id": "E07000194"}
    nowhere = {"area": "Nowhere", "area_id": None}
    facts = [
        *tamworth(first),
        said(second, "seats", 17, "17 seats", "Labour", **lichfield),
        said(third, "seats", 16, "16 seats", "Labour", **lichfield),
        said(hostile, "seats", 12, "12", "Labour", **nowhere),
        said(hostile, "seats", 9, "nine", "Labour", **nowhere),
    ]
    return facts, [first, second, third, hostile]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """
    A run in which Tamworth's seats do not add up, in which posts contradict each other, and one means harm.
    """
    facts, posts = facts_and_posts()
    a_run(tmp_path / "run", facts, posts)
    return tmp_path / "run"


@contextmanager
def reviewed(browser: Browser, folder: Path, **more: Any) -> Iterator[tuple[Seen, Served]]:
    """The queue of a run, open; the page must stay silent, and ask nothing of anybody else."""
    with (
        served(folder, "--reviewer", "ann") as running,
        a_page(browser, running.address, **more) as seen,
    ):
        yield seen, running
        assert [] == seen.said
        assert [] == [each for each in seen.asked if not each.startswith(running.origin)]


def press(seen, *keys):
    for key in keys:
        seen.page.keyboard.press(key)
    seen.page.wait_for_load_state()


def decide(seen, *keys):
    """Press keys, the last of which sends a decision."""
    for key in keys[:-1]:
        seen.page.keyboard.press(key)
    with seen.page.expect_navigation():
        seen.page.keyboard.press(keys[-1])


def open_finding(seen, words):
    with seen.page.expect_navigation():
        seen.page.locator(".queue .row", has_text=words).first.click()


def last(folder):
    with Store(folder) as store:
        return store.decisions()[-1]


def state(seen):
    return seen.page.locator("h1 .state").inner_text()


def notice(seen):
    """What was decided just before; that the sums are being checked may stand below it."""
    return seen.page.locator(".notice").first.inner_text()


def load_until(seen, address, selector):
    """Load a page until it has what others wrote to the run meanwhile."""
    for _ in range(100):
        seen.page.goto(address)
        if seen.page.locator(selector).count():
            return
        seen.page.wait_for_timeout(200)
    pytest.fail(f"{selector} is never there")


SUM = "14 + 10 + 5 = 29"


class TestKeys:
    def test_the_source_is_wrong(self, browser, folder):
        """
        s, the right value, Enter: the decision is taken and the next finding comes up.
        """
        with reviewed(browser, folder) as (seen, _):
            open_finding(seen, SUM)
            press(seen, "s")
            seen.page.keyboard.press("Tab")
            seen.page.keyboard.type("15")
            decide(seen, "Enter")
            assert notice(seen).startswith("Decided: source is wrong")
            assert SUM not in seen.page.locator("article.finding").inner_text()
        entry = last(folder)

        assert ("source", 15, "ann") == (entry.kind, entry.mend.value, entry.who)

    def test_misread(self, browser, folder):
        """
        m, the figure's words by the arrow keys, Enter on the button.
        """
        with reviewed(browser, folder) as (seen, _):
            open_finding(seen, SUM)
            press(seen, "m")
            seen.page.locator("#misread-fact").select_option(
                label="Independent seats 5 (5 May 12:33)"
            )
            seen.page.keyboard.press("Tab")
            seen.page.keyboard.press("ArrowDown")
            seen.page.locator("#misread-words").press("Enter")
            assert "" != seen.page.locator("#misread-words").input_value()
            seen.page.locator("#misread form button").focus()
            decide(seen, "Enter")
        entry = last(folder)

        assert ("misread", 5, 30, "30") == (
            entry.kind,
            entry.mend.fact.value,
            entry.mend.value,
            entry.mend.words.text,
        )

    def test_not_a_contradiction(self, browser, folder):
        """
        x, a reason, Enter.
        """
        with reviewed(browser, folder) as (seen, _):
            open_finding(seen, SUM)
            press(seen, "x")
            seen.page.keyboard.type("one seat was not fought (jksmxlu?)")
            decide(seen, "Enter")
        entry = last(folder)

        assert ("dismissed", "one seat was not fought (jksmxlu?)", False) == (
            entry.kind,
            entry.why,
            entry.standing,
        )

    def test_a_standing_exception(self, browser, folder):
        """
        The box beside the reason, set by the space key, makes it one from now on.
        """
        with reviewed(browser, folder) as (seen, _):
            open_finding(seen, SUM)
            press(seen, "x")
            seen.page.keyboard.type("the mayor")
            press(seen, "Tab", "Space", "Tab")
            decide(seen, "Enter")

        assert last(folder).standing

    def test_later_and_undo(self, browser, folder):
        """
        l puts off; u takes back what was decided last, and shows that finding again.
        """
        with reviewed(browser, folder) as (seen, _):
            open_finding(seen, SUM)
            decide(seen, "l")
            decide(seen, "u")
            assert SUM in seen.page.locator("article.finding").inner_text()
            assert "open" == state(seen)
            assert notice(seen).startswith("Undone")
        with Store(folder) as store:
            assert ["later", "undo"] == [each.kind for each in store.decisions()]

    def test_undo_of_an_earlier_decision(self, browser, folder):
        """
        On a decided finding that was opened again, u undoes its own decision.
        """
        with reviewed(browser, folder) as (seen, running):
            open_finding(seen, SUM)
            decide(seen, "l")
            seen.page.goto(running.address)
            open_finding(seen, SUM)
            assert "later" == state(seen)
            decide(seen, "u")
            assert "open" == state(seen)

    def test_walking(self, browser, folder):
        """
        j and k walk the queue and the findings; Enter opens.
        """
        with reviewed(browser, folder) as (seen, _):
            rows = seen.page.locator(".queue .row").all_inner_texts()
            press(seen, "j", "j", "k", "j", "Enter")
            seen.page.wait_for_url("**/findings/**")
            second = seen.page.locator("article.finding h2").inner_text()
            with seen.page.expect_navigation():
                seen.page.keyboard.press("k")
            first = seen.page.locator("article.finding h2").inner_text()
            with seen.page.expect_navigation():
                seen.page.keyboard.press("j")

            assert [each.casefold() for each in rows[:2]] == [first.casefold(), second.casefold()]
            assert second == seen.page.locator("article.finding h2").inner_text()

    def test_walking_on_to_the_next_page(self, browser, folder):
        """
        j on the last finding of a page of the queue turns to the next page, k on the first turns back.
        """
        places = [f"Nowhere {number}" for number in range(PER_PAGE)]
        posts = [
            a_post(f"Labour have 12 seats in {each}, or 9.", each, page="other") for each in places
        ]
        more = [
            said(post, "seats", value, str(value), "Labour", area=place, area_id=None)
            for post, place in zip(posts, places, strict=True)
            for value in (12, 9)
        ]
        a_run(folder, more, posts)
        with reviewed(browser, folder) as (seen, _):
            seen.page.locator(".queue .row").last.focus()
            decide(seen, "j")
            assert "page=2" in seen.page.url
            press(seen, "j")
            decide(seen, "k")
            assert "page=1" in seen.page.url

    def test_an_open_form_is_seen_whole(self, browser, folder):
        """
        A form that is opened by its key is in the window down to its button.
        """
        with reviewed(browser, folder) as (seen, _):
            open_finding(seen, SUM)
            press(seen, "m")
            box = seen.page.locator("#misread form button").bounding_box()

            assert 0 <= box["y"] <= box["y"] + box["height"] <= 900

    def test_help(self, browser, folder):
        """
        ? shows the keys, Esc leaves; with single keys turned off, none decides.
        """
        with reviewed(browser, folder) as (seen, _):
            open_finding(seen, SUM)
            press(seen, "?")
            assert seen.page.get_by_role("dialog").is_visible()
            seen.page.locator("#keys-on").uncheck()
            press(seen, "Escape")
            assert not seen.page.get_by_role("dialog").is_visible()
            press(seen, "l", "s")
            assert 0 == seen.page.locator("details[open]").count()
            seen.page.locator("#ask-keys").click()
            seen.page.locator("#keys-on").check()
            press(seen, "Escape", "s")
            assert 1 == seen.page.locator("details[open]").count()
        with Store(folder) as store:
            assert () == store.decisions()


class TestClicks:
    def _click_on(self, seen, post, words):
        """Click in the middle of some words of a post."""
        box = seen.page.evaluate(
            """([post, words]) => {
              const root = document.querySelector(`.words[data-post="${post}"]`);
              const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
              for (let node; (node = walker.nextNode()); ) {
                const at = node.data.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + words.length);
                node.parentElement.scrollIntoView({block: "center"});
                const box = range.getBoundingClientRect();
                return [box.x + box.width / 2, box.y + box.height / 2];
              }
            }""",
            [post, words],
        )
        seen.page.mouse.click(*box)

    def test_a_figure_and_a_party(self, browser, folder):
        """
        A click on a figure and on a party of the post sets them right, with their words.
        """
        with reviewed(browser, folder) as (seen, _):
            open_finding(seen, SUM)
            seen.page.locator("#misread summary").click()
            self._click_on(seen, 0, "five")
            self._click_on(seen, 0, "Greens")
            with seen.page.expect_navigation():
                seen.page.locator("#misread form button").click()
        mend = last(folder).mend

        assert (5, "five", "Green", "The Greens") == (
            mend.value,
            mend.words.text,
            mend.party,
            mend.owner.text,
        )

    @pytest.mark.parametrize(("field", "words"), [("person", "Ward"), ("area", "Lichfield")])
    def test_a_person_and_a_place(self, browser, folder, field, words):
        """
        With the field of a person or place in focus, the word that is clicked becomes it.
        """
        with reviewed(browser, folder) as (seen, _):
            open_finding(seen, "Labour, seats: posts say 17")
            seen.page.locator("#misread summary").click()
            seen.page.locator(f"#misread-{field}").focus()
            self._click_on(seen, 0, words)
            assert words == seen.page.locator(f"#misread-{field}").input_value()
            with seen.page.expect_navigation():
                seen.page.locator("#misread form button").click()

        assert words == getattr(last(folder).mend, field)

    def test_what_is_not_offered(self, browser, folder):
        """
        A figure beyond those that are offered, and words that are no party of the table, count all
        the same where they are pointed at.
        """
        text = f"In Gedling Labour have 20, or 19. {'So 7. ' * 300}The Old Ratepayers have 777."
        post = a_post(text, "long", published="2023-05-05T15:00")
        gedling = {"area": "Gedling", "area_id": "E07000173"}
        post = post.model_copy(update={"page": "other"})
        facts = [said(post, "seats", n, str(n), "Labour", **gedling) for n in (20, 19)]
        a_run(folder, facts, [post])
        with reviewed(browser, folder) as (seen, _):
            open_finding(seen, "both 20 and 19")
            seen.page.locator("#misread summary").click()
            self._click_on(seen, 0, "777")
            seen.page.locator("#misread-party").focus()
            self._click_on(seen, 0, "Ratepayers")
            with seen.page.expect_navigation():
                seen.page.locator("#misread form button").click()
        mend = last(folder).mend

        assert (777, "777", "Ratepayers") == (mend.value, mend.words.text, mend.party)

    def test_in_a_post_that_means_harm(self, browser, folder):
        """
        Behind marks of direction and an emoji a click still meets the very word.
        """
        with reviewed(browser, folder) as (seen, _):
            open_finding(seen, "both 12 and 9")
            assert "[U+202A]12" in seen.page.locator(".words").first.inner_text()
            assert (
                0 == seen.page.locator(".words script, .words img, a[href^='javascript']").count()
            )
            seen.page.locator("#misread summary").click()
            self._click_on(seen, 0, "Greens")
            with seen.page.expect_navigation():
                seen.page.locator("#misread form button").click()
            assert "stolen" != seen.page.title()

        assert ("Green", "Greens") == (last(folder).mend.party, last(folder).mend.owner.text)

    def test_without_saying_so_no_value_of_ones_own(self, browser, folder):
        """
        A typed value that is not said to stand nowhere is refused, and what was filled in stays.
        """
        with reviewed(browser, folder) as (seen, _):
            open_finding(seen, SUM)
            seen.page.locator("#misread summary").click()
            seen.page.locator("#misread-value").fill("11")
            seen.page.locator("#misread form button").click()
            alert = seen.page.get_by_role("alert")
            assert "say so, or point at it" in alert.inner_text()
            assert "11" == seen.page.locator("#misread-value").input_value()
            seen.page.locator("[name=ungrounded]").check()
            with seen.page.expect_navigation():
                seen.page.locator("#misread form button").click()
            # The browser itself says of the answer 422 that it was one.
            seen.said[:] = [each for each in seen.said if "422" not in each]

        assert last(folder).mend.ungrounded


class TestWhatLasts:
    def test_a_reload_and_a_restart(self, browser, folder):
        """
        A decision is there after a reload, and after the program was started again.
        """
        with reviewed(browser, folder) as (seen, _):
            open_finding(seen, SUM)
            decide(seen, "l")
            seen.page.reload()
            assert notice(seen).startswith("Decided: later")
        with reviewed(browser, folder) as (seen, _):
            row = seen.page.locator(".queue li", has_text=SUM)

            assert "later" == row.locator(".state").inner_text()

    def test_the_page_read_again(self, browser, folder):
        """
        Read again with a post more, decisions are kept; with another figure the finding is reopened.
        """
        facts, posts = facts_and_posts()
        with reviewed(browser, folder) as (seen, running):
            open_finding(seen, SUM)
            press(seen, "x")
            seen.page.keyboard.type("the mayor")
            decide(seen, "Enter")
            later = a_post("The count goes on.", "later", published="2023-05-05T16:00")
            a_run(folder, facts, [*posts, later])
            load_until(seen, f"{running.address}posts/", "article:has-text('The count goes on.')")
            seen.page.goto(running.address)
            row = seen.page.locator(".queue li", has_text=SUM)
            assert "decided" == row.locator(".state").inner_text()

            edited = a_post(TAMWORTH.replace("14", "13"))
            a_run(
                folder,
                [*tamworth(edited, con=(13, "13 councillors")), *facts[5:]],
                [edited, *posts[1:], later],
            )
            load_until(seen, running.address, ".state-reopened")
            open_finding(seen, "13 + 10 + 5 = 28")

            assert "reopened" == state(seen)
            assert "Conservative seats 14 is now 13" in seen.page.locator(".told").inner_text()

    def test_two_reviewers(self, browser, folder):
        """
        Two who decide otherwise on pages of their own see both, until one decides knowing both.
        """
        with reviewed(browser, folder) as (ann, running):
            open_finding(ann, SUM)
            with served(folder, "--reviewer", "bob") as other:
                bob = other.ask(ann.page.url.removeprefix(running.address))
                assert SUM in bob.text
                path = ann.page.url.removeprefix(running.address)
                decide(ann, "s", "Tab", "Enter")
                other.post(path, kind="dismissed", why="no idea", heads="")
            load_until(ann, running.address + path, ".state-conflict")
            told = ann.page.locator(".told").inner_text()
            assert ("conflict", True, True) == (state(ann), "(ann, " in told, "(bob, " in told)
            decide(ann, "s", "Tab", "Enter")
            ann.page.goto(running.address + path)

            assert "decided" == state(ann)


class TestBrowsing:
    def test_councils_and_posts(self, browser, folder):
        """
        A council has its chamber, facts and findings; a post its facts; links lead between them.
        """
        with reviewed(browser, folder) as (seen, _):
            seen.page.get_by_role("link", name="Councils").click()
            seen.page.get_by_role("link", name="Tamworth").click()
            assert seen.page.locator("svg.chamber").is_visible()
            assert 1 <= seen.page.locator(".queue .row", has_text=SUM).count()
            seen.page.locator("article.post h3 a").first.click()
            assert "14" == seen.page.locator("mark", has_text="14").first.inner_text()
            assert seen.page.get_by_role("cell", name="Conservative").first.is_visible()

    def test_failed_posts(self, browser, folder):
        """
        Posts that failed are a link away, each with its reason.
        """
        with Store(folder, "write") as store:
            second = next(each for each in store.posts() if each.post.id == "second")
            read = PostRead((), (), AnswerError("the <model> broke off"))
            store.finish(second, read, "failed")
        with reviewed(browser, folder) as (seen, _):
            seen.page.get_by_role("link", name="1 failed post").click()

            assert "the <model> broke off" in seen.page.locator("article.post").inner_text()

    def test_filters(self, browser, folder):
        """
        Filters leave what they name, in the queue and on the way through the findings.
        """
        with reviewed(browser, folder) as (seen, _):
            seen.page.locator("#filter-rule").select_option("S001")
            seen.page.get_by_role("button", name="Show").click()
            assert 1 == seen.page.locator(".queue .row").count()
            open_finding(seen, SUM)
            assert "finding 1 of 1" in seen.page.locator(".steps").inner_text()
            decide(seen, "s", "Tab", "Enter")

            assert seen.page.locator("#filter-rule").input_value() == "S001"


class TestForAnybody:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_no_barrier(self, browser, folder, scheme):
        """
        Axe-core finds nothing that keeps people out of any page, with forms and help open.
        """
        with reviewed(browser, folder, color_scheme=scheme) as (seen, running):
            assert [] == seen.barriers
            open_finding(seen, SUM)
            for key in "sxm":
                press(seen, key)
                assert [] == seen.barriers
                press(seen, "Escape")
            press(seen, "?")
            assert [] == seen.barriers
            press(seen, "Escape")
            decide(seen, "l")
            assert [] == seen.barriers
            for path in ("councils/", "posts/"):
                seen.page.goto(running.address + path)
                assert [] == seen.barriers
                with seen.page.expect_navigation():
                    seen.page.locator("main a").last.click()
                assert [] == seen.barriers

    def test_on_a_narrow_screen(self, browser, folder):
        """
        No page needs scrolling sideways at 320 pixels, and a decision can be taken by touch.
        """
        small = {"viewport": {"width": NARROW, "height": 640}, "has_touch": True}
        with reviewed(browser, folder, **small) as (seen, running):
            assert 0 == seen.too_wide
            with seen.page.expect_navigation():
                seen.page.locator(".queue .row", has_text=SUM).tap()
            assert 0 == seen.too_wide
            seen.page.locator("details[data-key=x] summary").tap()
            seen.page.locator("#dismissed-why").fill("the mayor")
            with seen.page.expect_navigation():
                seen.page.get_by_role("button", name="Not a contradiction").tap()
            assert 0 == seen.too_wide
            for path in ("councils/", "posts/"):
                seen.page.goto(running.address + path)
                assert 0 == seen.too_wide

        assert "dismissed" == last(folder).kind

    def test_without_any_script(self, browser, folder):
        """
        Where scripts are turned off everything but keys and clicks on words works.
        """
        with reviewed(browser, folder, java_script_enabled=False) as (seen, _):
            open_finding(seen, SUM)
            seen.page.locator("details[data-key=x] summary").click()
            seen.page.locator("#dismissed-why").fill("the mayor")
            with seen.page.expect_navigation():
                seen.page.get_by_role("button", name="Not a contradiction").click()

        assert "the mayor" == last(folder).why
