"""The two rounds of the supplementary vote (V006)."""

from __future__ import annotations

from making import contest, found, outcomes, post
from polling import MAYOR_2021, MAYOR_2023, all_named, elected, severities, verified, votes

FIRST = MAYOR_2021 | {"round": 1}
SECOND = MAYOR_2021 | {"round": 2}
CAMBRIDGESHIRE = [
    *votes(FIRST, Owen_Prior=93942, Nadia_Hussain=76106, Piers_Langdon=61885),
    all_named(FIRST),
    *votes(SECOND, Nadia_Hussain=113994, Owen_Prior=108195),
]


def test_the_second_of_the_first_round_may_win():
    """
    Both finalists gain, they were the first two, and the sum is no more than was valid.
    """
    facts = [*CAMBRIDGESHIRE, elected("Nadia Hussain", MAYOR_2021)]

    assert {"holds": 5} == outcomes(facts, "V006")
    assert ("elected", "Nadia Hussain") in verified(facts)


def test_nobody_loses_votes_between_the_rounds():
    """
    A finalist keeps the first preferences and adds second ones.
    """
    facts = [
        *votes(FIRST, Owen_Prior=93942, Nadia_Hussain=76106),
        *votes(SECOND, Nadia_Hussain=113994, Owen_Prior=90195),
    ]

    (finding,) = found(facts, "V006")

    assert "error" == finding.severity
    assert (
        "Leicester: Owen Prior has 93,942 votes in the first round, but only 90,195 in the second."
        == finding.message
    )


def test_second_preferences_alone():
    """
    Where both have fewer than before, or the post speaks of second preferences, it gives those alone.
    """
    first = votes(FIRST, Owen_Prior=93942, Nadia_Hussain=76106)
    both = [*first, *votes(SECOND, Owen_Prior=14253, Nadia_Hussain=37888)]
    one = [*first, *votes(SECOND, Owen_Prior=14253)]
    words = [post(1, "Mr Prior got 14,253 second-preference votes.")]

    assert () == found(both, "V006")
    assert ["error"] == severities(one, "V006")
    assert {"not_checkable": 1} == outcomes(one, "V006", words)


def test_the_first_two_go_on():
    """
    Who came third cannot go on.
    """
    facts = [
        *votes(FIRST, Owen_Prior=93942, Nadia_Hussain=60106, Piers_Langdon=61885),
        *votes(SECOND, Nadia_Hussain=113994, Owen_Prior=108195),
    ]

    (finding,) = found(facts, "V006")

    assert "error" == finding.severity
    assert (
        "Leicester: Nadia Hussain goes on to the second round with 60,106 votes of the first, but "
        "Piers Langdon has 61,885." == finding.message
    )


def test_no_more_votes_than_valid_ballots():
    """
    The second round has at most as many votes as the first.
    """
    facts = [
        *votes(FIRST, Owen_Prior=93942, Nadia_Hussain=76106),
        all_named(FIRST),
        *votes(SECOND, Nadia_Hussain=113994, Owen_Prior=108195),
    ]

    assert ["error"] == severities(facts, "V006")


def test_the_winner_is_a_finalist():
    """
    A candidate of another party than the two cannot be elected.
    """
    finalists = [
        contest("votes", 113994, person="Nadia Hussain", party="Lab", **SECOND),
        contest("votes", 108195, person="Owen Prior", party="Con", **SECOND),
    ]

    assert ["error"] == severities(
        [*finalists, elected("Piers Langdon", MAYOR_2021, party="LD")], "V006"
    )
    assert () == found([*finalists, elected("Piers Langdon", MAYOR_2021)], "V006")


def test_no_second_round_since_2023():
    """
    From 4 May 2023 on, figures of a second round are of another poll.
    """
    where = MAYOR_2023
    facts = [
        *votes(where | {"round": 1}, A_Wood=76106),
        *votes(where | {"round": 2}, A_Wood=67106),
    ]

    assert {"not_checkable": 1} == outcomes(facts, "V006")


def test_one_round_is_enough():
    """
    A winner by more than half of the first preferences needs no second round.
    """
    facts = [*votes(FIRST, A_Wood=66914, B_Field=38120), elected("A Wood", MAYOR_2021)]

    assert {} == outcomes(facts, "V006")


def test_hedged_rounds():
    """
    "Just over 32,000" after 32,500 is far off, but no fall; 31,000 before is none.
    """
    after = contest("votes", 32000, person="A Wood", hedge="just_over", **SECOND)

    assert {"holds": 1} == outcomes([*votes(FIRST, A_Wood=32500), after], "V006")
    assert ["warning"] == severities([*votes(FIRST, A_Wood=36000), after], "V006")
