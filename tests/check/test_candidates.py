"""The candidates of a contest, however posts name them."""

from __future__ import annotations

import pytest
from making import REGISTER, contest, judged
from polling import MAYOR_2023, WARD, all_named, elected, votes

from extract.check.claims import read_claims
from extract.check.contest import Contest
from extract.check.groups import gather


def _contest(*facts) -> Contest:
    (found,) = gather(read_claims(facts, ()), REGISTER)
    assert isinstance(found, Contest)
    return found


def _names(*facts) -> list[str]:
    return sorted(each.name for each in _contest(*facts).candidates)


def _votes(person: str | None, party: str | None = None, **more):
    return contest("votes", 100, person=person, party=party, **more)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Sir Peter Soulsby", "Peter Soulsby", "Soulsby"), ["Sir Peter Soulsby"]),
        (("Mr Soulsby", "Sir Peter Soulsby"), ["Sir Peter Soulsby"]),
        (("P. Soulsby", "Peter Soulsby"), ["Peter Soulsby"]),
        (("Parmjit Singh Gill", "Parmjit Gill"), ["Parmjit Singh Gill"]),
        (("Cllr Ann Wood MBE", "ann wood"), ["Cllr Ann Wood MBE"]),
        (("Ann Wood", "Bob Wood", "Wood"), ["Ann Wood", "Bob Wood", "Wood"]),
        (("Ann Wood", "Alan Wood", "A. Wood"), ["A. Wood", "Alan Wood", "Ann Wood"]),
        (("A. Wood", "Wood"), ["A. Wood"]),
    ],
)
def test_forms_of_a_name(names: tuple[str, ...], expected: list[str]):
    """
    Titles, initials and bare surnames stand for the one candidate who can be meant.
    """
    assert expected == _names(*[_votes(name) for name in names])


def test_parties_tell_namesakes_apart():
    """
    Labour's Smith is not the Conservatives' John Smith.
    """
    facts = [_votes("John Smith", "Con"), _votes("Smith", "Lab")]

    assert ["John Smith", "Smith"] == _names(*facts)


def test_a_party_for_its_only_candidate():
    """
    "Labour" is its one candidate, and one of its own where nobody of it is named.
    """
    facts = [_votes("Ann Wood", "Lab"), _votes(None, "Lab", post="p2"), _votes(None, "Green")]

    assert ["Ann Wood", "Green"] == _names(*facts)


def test_a_party_of_several_candidates():
    """
    What is said of a party with two candidates is said of neither.
    """
    ward = {**WARD}
    facts = [_votes("Ann Wood", "Lab", **ward), _votes("Bob Field", "Lab", **ward)]

    assert ["Ann Wood", "Bob Field"] == _names(*facts, _votes(None, "Lab", **ward))


def test_a_former_member_is_no_candidate():
    """
    Whose majority it was before need not stand.
    """
    facts = [_votes("Ann Wood"), contest("majority_before", 900, person="Bob Field")]

    assert ["Ann Wood"] == _names(*facts)


class TestSeats:
    def test_where_they_are_known(self):
        """
        Stated, or by the kind of contest; a ward's are not known.
        """
        two = contest("seats_contested", 2, **WARD)

        assert 2 == _contest(two).seats.number
        assert 1 == _contest(_votes("A", **MAYOR_2023)).seats.number
        assert 1 == _contest(_votes("A")).seats.number
        assert None is _contest(_votes("A", **WARD)).seats.number

    def test_wards_that_are_not_named(self):
        """
        A by-election "in Charnwood" may be one of several: what is said of it is no one contest.
        """
        facts = [
            contest("elected", True, person=name, area="Charnwood", authority="Charnwood Council")
            for name in ("Ann Wood", "Bob Field")
        ]

        assert None is _contest(*facts).seats.number
        assert "the ward is not named" == _contest(*facts).undecided
        assert () == judged(facts).report.findings

    def test_two_candidates_of_one_party(self):
        """
        A by-election in which a party has two candidates fills two vacancies.
        """
        facts = [_votes("Ann Wood", "Lab"), _votes("Bob Field", "Lab")]

        assert None is _contest(*facts).seats.number

    def test_one_seat_is_presumed_of_a_whole_list(self):
        """
        Every candidate of a known party, none twice, and one elected: but for that, nobody knows.
        """
        labour, con = _votes("Ann Wood", "Lab", **WARD), _votes("Bob Field", "Con", **WARD)
        rival = _votes("Cy Hill", "Lab", **WARD)
        nobody = _votes("Cy Hill", **WARD)
        won = elected("Ann Wood", WARD)

        assert 1 == _contest(labour, con, won, all_named(WARD)).to_fill.number
        for facts in ([labour, con, won], [labour, con, all_named(WARD)]):
            assert None is _contest(*facts).to_fill.number
        for other in (rival, nobody):
            assert None is _contest(labour, con, other, won, all_named(WARD)).to_fill.number


class TestCompleteLists:
    def test_all_have_votes(self):
        """
        A list is whole where every candidate that any post names has votes in it.
        """
        listed = [*votes(A=5, B=4), all_named()]

        assert _contest(*listed).first.complete
        assert not _contest(*listed, elected("C")).first.complete
        assert not _contest(*listed, *votes({"post": "p2"}, C=3)).first.complete

    def test_of_one_round(self):
        """
        The list of the first round says nothing of votes in the second.
        """
        first = [*votes({"round": 1}, A=5, B=4, C=3), all_named({"round": 1})]
        contest_ = _contest(*first, *votes({"round": 2}, A=6, B=7))

        assert contest_.first.complete
        assert not contest_.final.complete
