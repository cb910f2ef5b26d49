"""Posts as no person writes them: grounding ends, in its order, with every quote in its place."""

from __future__ import annotations

import pytest
from stating import a_council, a_post, a_reading

from extract.facts import claims
from extract.grounding import ground

LONG = {
    "one sentence of verbs": "Leeds: " + "Labour hold gain win keep take lose " * 300,
    "one sentence of entries": "Leeds: "
    + ", ".join(f"Labour {n % 90} (+{n % 9})" for n in range(200)),
    "one sentence of names": "Leeds: " + "Mill and Lane with Row of Moor upon Hill " * 200,
    "candidates in one line": "Leeds. "
    + ", ".join(f"Ada Finch (Lab) {1000 + n}" for n in range(300)),
    "nothing but a line break": "\n.",
}


class TestLongPost:
    @pytest.mark.timeout(60)
    @pytest.mark.parametrize("name", LONG)
    def test_is_grounded_like_any_other(self, name):
        """
        Whatever its length, a post's facts quote the words at their offsets.
        """
        post = a_post(LONG[name])
        facts = ground(claims(a_reading(a_council("Leeds", "Labour hold")), post), post)
        stated = [each for each in facts if each.status != "rejected"]

        assert [] == [each for each in stated if each.quote != post.content[each.start : each.end]]
