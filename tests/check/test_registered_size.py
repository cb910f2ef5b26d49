"""The register's size (X001)."""

from __future__ import annotations

from making import fact, found, judged, outcomes, post, statuses


def test_nottingham_2023():
    """
    "Out of 55 seats" is the register's 55, which proves nothing of the post's other figures.
    """
    facts = [fact("council_size", 55, area="Nottingham")]

    assert {"holds": 1} == outcomes(facts, "X001")
    assert ["unchecked"] == statuses(judged(facts))


def test_another_size_is_a_warning():
    """
    52 seats printed as 55, in two posts, is one finding.
    """
    facts = [fact("council_size", 55), fact("council_size", 55, post="p2")]

    (finding,) = found(facts, "X001")

    assert "warning" == finding.severity
    assert "Charnwood: 55 seats are stated, but the register has 52 (2023)." == finding.message
    assert ("52", "55") == (finding.expected, finding.observed)


def test_blaby_2023_a_boundary_review():
    """
    Blaby went from 39 to 36 seats in 2023: 39 is no contradiction, 40 is.
    """
    assert {"not_checkable": 1} == outcomes([fact("council_size", 39, area="Blaby")], "X001")
    assert {"fails": 1} == outcomes([fact("council_size", 40, area="Blaby")], "X001")


def test_no_date_is_not_checkable():
    """
    A size is only good for its year.
    """
    undated = [post(1, published=None)]

    assert {"not_checkable": 1} == outcomes([fact("council_size", 55)], "X001", undated)


def test_a_name_that_is_not_resolved():
    """
    "The county" is no authority of the register.
    """
    assert {"not_checkable": 1} == outcomes([fact("council_size", 55, area="the county")], "X001")


def test_hedged_sizes_fail_only_outside_their_interval():
    """
    "More than 50 seats" is true of 52.
    """
    assert {"holds": 1} == outcomes([fact("council_size", 50, hedge="over")], "X001")
