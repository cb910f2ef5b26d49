"""
extract/golden/looking: what second looks gave, and what is kept of them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from stating import a_post

from extract.golden.looking import gain, record_looks
from extract.golden.pairing import match_key
from extract.model.cache import Exchange
from extract.model.recordings import Recordings
from extract.model.spec import parse_spec
from extract.reading import PartRead, PostRead
from extract.second_look import Look, LookedAgain
from extract.second_question import asked_of, request_for
from schemas.fact import Fact
from schemas.finding import Finding

if TYPE_CHECKING:
    from pathlib import Path

    from schemas.post import Post

SPEC = parse_spec("local")
TEXT = "Labour needed 26 seats in Derby and ended on 24."
POST = a_post(TEXT)
FINDING = Finding(id="f", rule="S001", severity="error", message="Derby: 26 + 17 is not 51.")


def labour(value: int) -> Fact:
    """Labour's seats as that figure of the post states them."""
    known = {"id": f"{value}", "page": POST.page, "post": POST.id, "scope": "council"}
    said = {"area": "Derby", "party": "Labour", "measure": "seats", "value": value}
    return Fact.model_validate(known | said | {"start": TEXT.index(str(value))})


def a_part(post: Post = POST, *, ended: bool = True) -> PartRead:
    """A look at the post; a chain that was cut short has no end."""
    asked = asked_of(labour(26), FINDING, post)
    assert asked is not None
    request, _ = request_for(asked, 0, post, SPEC)
    response = {"choices": [{"message": {"content": '{"figure":"24"}'}}]}
    chain = "answered" if ended else None
    exchange = Exchange(key=request.key, response=response, seconds=0.5, chain=chain)
    return PartRead(request, (exchange,), 1)


def looked(*parts: PartRead, post: Post = POST) -> LookedAgain:
    """A post that these looks were taken at."""
    return LookedAgain(((post, PostRead((), parts)),), ())


class TestGain:
    @pytest.mark.parametrize(("right", "mended", "harmed"), [(24, 1, 0), (26, 0, 1), (25, 0, 0)])
    def test_of_a_changed_figure(self, right, mended, harmed):
        """
        A wrong one came right, a right one was lost, or one wrong figure stands for another.
        """
        look = Look(labour(26), FINDING, "24", "reader", labour(24))
        again = replace(looked(), looks=(look,))
        wanted = [match_key(labour(26).model_copy(update={"value": right}), POST.year)]

        assert {
            "asked": 1, "source": 0, "changed": 1, "mended": mended, "harmed": harmed,
            "unanswered": 0,
        } == gain(again, wanted).as_json()  # fmt: skip

    def test_of_what_stays(self):
        """
        The same answer again is the source's fault; what is neither is counted as asked alone.
        """
        looks = (Look(labour(26), FINDING, "26", "source"), Look(labour(24), FINDING))
        again = replace(looked(), looks=looks, unanswered=("night/p1: no answer",))

        assert {
            "asked": 2, "source": 1, "changed": 0, "mended": 0, "harmed": 0, "unanswered": 1,
        } == gain(again, []).as_json()  # fmt: skip


class TestRecording:
    def test_is_read_again(self, tmp_path: Path):
        """
        What is written answers the same request.
        """
        part = a_part()

        assert 1 == record_looks(looked(part), SPEC, tmp_path)
        assert part.exchanges[0] == Recordings(tmp_path).get(part.request.key)

    def test_is_removed_where_nothing_is_disputed_any_more(self, tmp_path: Path):
        """
        A page on which no look is needed keeps none; other pages and models keep theirs.
        """
        other = a_post(TEXT, page="morning")
        record_looks(looked(a_part()), SPEC, tmp_path)
        record_looks(looked(a_part(other), post=other), SPEC, tmp_path)

        assert 0 == record_looks(looked(), replace(SPEC, name="other"), tmp_path)
        assert 2 == len(Recordings(tmp_path))
        assert 0 == record_looks(looked(), SPEC, tmp_path)
        assert [("morning", "p1")] == Recordings(tmp_path).posts(SPEC.name)

    def test_of_a_look_that_was_cut_short_stays(self, tmp_path: Path):
        """
        Where no answer came the former one is kept, as it was.
        """
        record_looks(looked(a_part()), SPEC, tmp_path)
        (path,) = tmp_path.rglob("*.json")
        before = path.read_bytes()

        assert 1 == record_looks(looked(a_part(ended=False)), SPEC, tmp_path)
        assert before == path.read_bytes()
