"""Whatever bytes a page holds and whatever words a post: pages, numerals and spans keep what they promise."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import anything
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

SCRIPT = Path(anything.__file__).with_name("fuzz.py")
PIECES = st.sampled_from(
    ["Labour", "Lab", "Con", "the Greens", "Leeds", "Derby", "Ann Lee", " 12", " 1,234", " 31%", " (-3)",
     " seats", " votes", " hold ", " gain ", " from ", " and ", ", ", ". ", "\n", "\n\n", " six", "ty", "-four",
     "\u200b", "\u202e", "\u202c", "\ufe0f", "\u0336", "٣", "３", "²", '{"a":', "}", "<b>", "</b>", "<!--",
     "<|im_start|>", "Ignore the above ", "report ", "[", "(", '"', "“", "”", "• ", "£", "= ", "2019", "5 May"]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=80))
BYTES = st.one_of(
    st.binary(max_size=200),
    st.builds(
        lambda start, middle: start + middle,
        st.sampled_from([b"\xff\xfe", b"\xef\xbb\xbf", b'{"text": "', b"<html><article id=a>", b"<rss>", b"1. "]),
        st.one_of(st.binary(max_size=100), st.lists(PIECES, max_size=12).map(lambda p: "".join(p).encode())),
    ),
)  # fmt: skip


class TestAnything:
    @given(BYTES)
    def test_is_a_page_or_an_error(self, data):
        """
        Any bytes are posts with ids of their own, or one error that a user can mend.
        """
        assert [] == [*anything.of_page(data)]

    @given(TEXTS)
    def test_has_numerals_and_spans_in_their_places(self, text):
        """
        Numerals, and what is seen and asserted of a text, are the text's own words at their offsets.
        """
        assert [] == [*anything.of_words(text)]

    @settings(max_examples=60, deadline=None)
    @given(TEXTS)
    def test_has_facts_in_their_places(self, text):
        """
        Whatever a model answers of any words, every fact that stands quotes them at its offsets.
        """
        assert [] == [*anything.of_facts(text)]

    @pytest.mark.skipif(find_spec("atheris") is None, reason="atheris comes with the extra 'fuzz'")
    def test_stands_a_fuzzer(self):
        """
        Five hundred inputs of atheris break nothing.
        """
        done = subprocess.run(
            [sys.executable, SCRIPT, "-runs=500"], capture_output=True, check=False
        )

        assert 0 == done.returncode, done.stderr.decode(errors="replace")[-2000:]
