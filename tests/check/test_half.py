"""Exactly half (C003): one short of a majority."""

from __future__ import annotations

from making import fact, found, judged, outcomes, post, seats, statuses, whole


def _runs(words: str):
    return fact("control", "Lab", quote=words, start=0, end=len(words)), [post(1, f"{words}.")]


HALF = seats(Lab=26)


def test_no_overall_control():
    """
    26 of 52 is no overall control, which verifies nothing.
    """
    facts = [*HALF, fact("control", "NOC")]

    assert {"holds": 1} == outcomes(facts, "C003")
    assert ["unchecked"] * 2 == statuses(judged(facts, select=["C003"]))


def test_control_with_half_is_an_error():
    """
    Labour cannot have won control with 26 of 52.
    """
    (finding,) = found([*HALF, fact("control", "Lab")], "C003")

    assert "error" == finding.severity
    assert (
        "Charnwood: Labour is said to control the council with exactly half of the seats, "
        "26 of 52: one short of a majority." == finding.message
    )
    assert ("no overall control", "Labour") == (finding.expected, finding.observed)


def test_control_of_the_other_half():
    """
    Where one party has half, no other can have more.
    """
    (finding,) = found([*HALF, fact("control", "Con")], "C003")

    assert "error" == finding.severity
    assert "Conservative is said to control the council, but Labour has exactly half" in (
        finding.message
    )


def test_a_casting_vote():
    """
    "Labour will run the council on the mayor's casting vote" is worth knowing, and no error.
    """
    control, posts = _runs("Labour will run the council on a casting vote")

    (finding,) = found([*HALF, control], "C003", posts)

    assert "info" == finding.severity
    assert "Labour runs the council with exactly half of the seats, 26 of 52" in finding.message
    assert ["unchecked"] * 2 == statuses(judged([*HALF, control], posts))


def test_a_minority_of_another_party():
    """
    A coalition against the party with half may run the council.
    """
    control, posts = _runs("Labour will run the council in coalition with the Greens")
    facts = [*seats(Con=26), control]

    assert {"not_checkable": 1} == outcomes(facts, "C003", posts)


def test_a_vacant_seat():
    """
    With a seat vacant, half of all is most of those that are filled: control (C002) judges.
    """
    facts = [*HALF, fact("control", "Lab"), fact("seats_vacant", 1)]

    assert {"not_checkable": 1} == outcomes(facts, "C003")
    assert {"warning"} == {finding.severity for finding in judged(facts).report.findings}


def test_half_so_far():
    """
    A running count at half goes on.
    """
    facts = [*HALF, fact("control", "Lab"), fact("count_status", "partial")]

    assert {} == outcomes(facts, "C003")


def test_about_half():
    """
    "About 26" need not be half.
    """
    facts = [fact("seats", 26, "Lab", hedge="about"), fact("control", "Lab")]

    assert {} == outcomes(facts, "C003")


def test_independents_are_no_party():
    """
    26 independents are no group, and independents in control are not judged.
    """
    assert {} == outcomes([*seats(Ind=26), fact("control", "Lab")], "C003")
    assert {"not_checkable": 1} == outcomes([*HALF, fact("control", "Independent")], "C003")


def test_both_halves():
    """
    26 and 26: nobody controls, whichever half is looked at.
    """
    assert {"holds": 2} == outcomes([*whole(Lab=26, Con=26), fact("control", "NOC")], "C003")
