"""What a reader sees of a text, and the way back to the text's own offsets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.seen import UNREAD, as_seen

UNSEEN = "\u00ad\u200b\u200d\u2060\ufeff\u202a\u2066\ufe0f\U000e0041"
NASTY = st.text(alphabet=st.sampled_from("ab 1\n.,é\u0661\u202e\u202c" + UNSEEN), max_size=60)


class TestAsSeen:
    @pytest.mark.parametrize("sign", UNSEEN)
    def test_leaves_out_what_nobody_sees(self, sign):
        """
        Zero-width, soft, joining, directing, selecting and tagging characters are not seen.
        """
        assert "Labour 12" == as_seen(f"{sign}Lab{sign}our 1{sign}2{sign}").text

    def test_does_not_read_what_is_shown_in_another_order(self):
        """
        "21" after a mark that turns the direction is shown as "12", and is not read at all.
        """
        assert f"Labour {UNREAD} seats" == as_seen("Labour \u202e21\u202c seats").text

    def test_keeps_plain_text(self):
        """
        Accents, typographic signs and line ends are seen.
        """
        text = "Ynys Môn – “hold”\n\n31 (−2)…"

        assert text == as_seen(text).text

    def test_knows_where_a_stretch_stands(self):
        """
        A stretch of what is seen has its place in the text, what is unseen inside it included.
        """
        text = "Labour 1\u200b2 seats"
        seen = as_seen(text)
        start = seen.text.index("12")

        assert "1\u200b2" == text[slice(*seen.span(start, start + 2))]

    @given(NASTY)
    def test_every_character_is_where_it_says(self, text):
        """
        Each character that is left is that of the text at its offset, or stands for what is unread.
        """
        seen = as_seen(text)

        assert len(seen.text) == len(seen.at)
        assert sorted(seen.at) == list(seen.at)
        assert all(
            text[at] == each or (each == UNREAD and text[at] == "\u202e")
            for each, at in zip(seen.text, seen.at, strict=True)
        )

    @given(NASTY)
    def test_is_seen_once(self, text):
        """
        What is seen of what is seen is the same.
        """
        seen = as_seen(text).text

        assert seen == as_seen(seen).text
