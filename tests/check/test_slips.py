"""Slips of one digit between the figure that is said and the one that would be right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.check.slips import slip


@pytest.mark.parametrize(
    ("said", "right", "how"),
    [
        (13, 31, "two digits swapped"),
        (-51, -15, "two digits swapped"),
        (321, 123, "two digits swapped"),
        (23, 28, "one digit away"),
        (12354, 12345, "two digits swapped"),
        (12845, 12345, "one digit away"),
        (2, 12, "a digit dropped"),
        (1234, 12345, "a digit dropped"),
        (11, 1, "a digit doubled"),
        (12334, 1234, "a digit doubled"),
        (15, -15, None),
        (3, 8, None),
        (23, 23, None),
        (23, 45, None),
        (123, 1, None),
        (31, 3, None),
    ],
)
def test_how_one_figure_comes_from_another(said: int, right: int, how: str | None):
    """
    A digit changed, swapped, dropped or doubled; of figures below ten any is one away, which says
    nothing.
    """
    assert how == slip(said, right)


@given(st.integers(10, 99999), st.data())
def test_a_changed_digit_is_always_one_away(right: int, data: st.DataObject):
    """
    Whichever digit is misread, but for a first one that becomes 0, the slip is named.
    """
    digits = list(str(right))
    at = data.draw(st.integers(0, len(digits) - 1))
    digits[at] = data.draw(st.sampled_from([d for d in "123456789" if d != digits[at]]))

    assert "one digit away" == slip(int("".join(digits)), right)
