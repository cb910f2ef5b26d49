"""Two compositions compared: national parties one by one, the rest in all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.check.compared import Composition, compare
from extract.check.intervals import point

PARTIES = ["Labour", "Conservative", "Green", "Independent", "Reform Derby", "Other"]


def composition(*unknown: str, whole: bool = True, **seats: int) -> Composition:
    figures = {party.replace("_", " "): point(count) for party, count in seats.items()}
    return Composition(figures, whole, frozenset(unknown))


def compared(left: Composition, right: Composition) -> dict[tuple[str, ...], bool]:
    """Who is compared on the left (else on the right), and whether it agrees."""
    return {pair.left or pair.right: pair.agree for pair in compare(left, right)}


def test_a_party_that_only_one_names():
    """
    It holds no seat by the other, where that is whole; else nobody knows.
    """
    left = composition(Labour=20, Green=1)

    assert {("Labour",): True, ("Green",): False} == compared(left, composition(Labour=20))
    assert {("Labour",): True} == compared(left, composition(whole=False, Labour=20))


def test_others_may_be_a_party_that_the_other_names():
    """
    One other is the Green whom the whole list names.
    """
    left, right = composition(Labour=20, Green=1), composition(Labour=20, Other=1)

    assert {("Labour",): True, ("Green",): True} == compared(left, right)


def test_independents_are_compared_with_local_parties_in_all():
    """
    Nine independents are six of a local party and three independents.
    """
    left = composition(Labour=20, Independent=9)
    right = composition(Labour=20, Independent=3, Reform_Derby=6)

    assert {("Labour",): True, ("Independent",): True} == compared(left, right)


def test_independents_alone_where_a_list_may_lack_parties():
    """
    Of lists that are not whole only what both name is compared.
    """
    left = composition(whole=False, Independent=9)

    assert {("Independent",): False} == compared(left, composition(Independent=3, Reform_Derby=6))


def test_a_party_without_a_figure():
    """
    It is left out, and the rest with it where it may be among them.
    """
    left = composition("Green", Labour=20, Independent=9)

    assert {("Labour",): True} == compared(left, composition(Labour=20, Independent=10))
    assert {("Labour",): True, ("Independent",): False} == compared(
        left, composition(Labour=20, Green=1, Independent=10)
    )


COMPOSITIONS = st.builds(
    Composition,
    st.dictionaries(st.sampled_from(PARTIES), st.integers(0, 3).map(point)),
    st.booleans(),
    st.frozensets(st.sampled_from(PARTIES), max_size=1),
)


@given(COMPOSITIONS, COMPOSITIONS)
def test_the_sides_may_change_places(left: Composition, right: Composition):
    """
    Whoever stands on the left, the same is compared with the same answer.
    """
    one = {(frozenset({p.left, p.right}), p.agree) for p in compare(left, right)}
    other = {(frozenset({p.left, p.right}), p.agree) for p in compare(right, left)}

    assert one == other


@given(COMPOSITIONS)
def test_a_composition_agrees_with_itself(same: Composition):
    """
    Nothing contradicts itself.
    """
    assert all(pair.agree for pair in compare(same, same))
