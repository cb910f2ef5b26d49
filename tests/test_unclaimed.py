"""Councils of the register that no claim names."""

from __future__ import annotations

import pytest
from stating import stated


@pytest.mark.parametrize(
    "text",
    [
        "Labour take Wigan. Lab 30, Con 12.",
        "LAB SEIZE WIGAN\n\nAll in: Lab 30, Con 12.",
        "Counting in Wigan goes on. Labour 30, Con 12, LD 5 by noon.",
    ],
)
def test_are_known_by_their_control_or_their_list(text):
    """
    Said to be somebody's beside two parties' seats, or alone in its post beside three.
    """
    said = {(each.area.title(), each.party, each.value) for each in stated(text)}

    assert {("Wigan", "Labour", 30), ("Wigan", "Conservative", 12)} <= said


@pytest.mark.parametrize(
    "text",
    [
        "A poll of Wigan voters: Labour 40, Con 30, LD 12.",
        "Labour hope to take Wigan. They have 30, the Tories 12.",
        "Exit poll, from Wigan: Labour 410, Con 131, LD 61.",
        "Wigan and Bolton are counting. Labour 12, Con 10, LD 3.",
    ],
)
def test_are_not_guessed(text):
    """
    Polls, hopes, the country's figures and a post of several councils name none.
    """
    assert [] == stated(text)
