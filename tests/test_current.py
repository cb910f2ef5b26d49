"""The current seats: of all that posts say of a council, one figure for each party."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from extract.current import current_seats
from schemas.fact import Fact

if TYPE_CHECKING:
    from schemas.fact import Status


def said(measure: str, value: Any, **more: Any) -> Fact:
    known = {"page": "live", "post": "p1", "scope": "council", "area": "Leicester"}
    return Fact.model_validate(known | {"measure": measure, "value": value} | more)


def seats(status: Status = "unchecked", **parties: int) -> list[Fact]:
    return [said("seats", count, party=party, status=status) for party, count in parties.items()]


PARTIAL = said("count_status", "partial")
FINAL = said("count_status", "final")
WHOLE = said("list_complete", value=True)


def current(*posts: list[Fact], page: str = "live") -> dict[str | None, Any]:
    """The current seats of posts, the oldest first, whatever the facts call them."""
    by_post = {(page, f"p{n}"): facts for n, facts in enumerate(posts)}
    return {fact.party: fact.value for fact in current_seats(by_post)}


class TestStages:
    def test_final_before_what_is_not_said_to_be(self):
        """
        A post that says the count is over goes before a later one that says nothing of it.
        """
        assert {"Labour": 31} == current([*seats(Labour=31), FINAL], seats(Labour=9))

    def test_over_before_running(self):
        """
        A count that is not said to go on goes before one that is.
        """
        assert {"Labour": 31} == current([*seats(Labour=30), PARTIAL], seats(Labour=31))

    def test_what_stands_before_a_running_figure_is_running_too(self):
        """
        A figure that its page follows by a running one was no end: the later counts.
        """
        assert {"Labour": 30} == current(seats(Labour=20), [*seats(Labour=30), PARTIAL])

    def test_results_to_come_are_a_count_still_on(self):
        """
        A post that names the results to come speaks of a count still on; none to come is its end.
        """
        nine, none = said("seats_remaining", 9), said("seats_remaining", 0)
        final = [*seats(Labour=31), FINAL]

        assert {"Labour": 31} == current(final, [*seats(Labour=9), nine])
        assert {"Labour": 9} == current(seats(Labour=31), [*seats(Labour=9), none])

    def test_the_later_of_two_running(self):
        """
        Of two running figures the later, for another party the one that there is.
        """
        assert {"Labour": 20, "Conservative": 2} == current(
            [*seats(Labour=12, Conservative=2), PARTIAL], [*seats(Labour=20), PARTIAL]
        )


class TestOfOneStage:
    def test_undisputed_before_disputed(self):
        """
        Of two final figures the one that nothing contradicts, though it is older.
        """
        assert {"Labour": 31} == current(
            [*seats("verified", Labour=31), FINAL], [*seats("disputed", Labour=13), FINAL]
        )

    def test_complete_before_partial(self):
        """
        Of two final figures the one of a list that names every party.
        """
        assert {"Labour": 31, "Green": 3} == current(
            [*seats(Labour=31, Green=3), WHOLE], [*seats(Labour=30), FINAL]
        )

    def test_the_later_of_equals(self):
        """
        Where all else is equal, the later.
        """
        assert {"Labour": 32} == current(seats(Labour=31), seats(Labour=32))


class TestWholeLists:
    def test_leave_no_other_party(self):
        """
        Parties that a final list of every party does not name hold no seats.
        """
        assert {"Labour": 31, "Green": 3} == current(
            [*seats(Independent=1, Labour=20), PARTIAL], [*seats(Labour=31, Green=3), WHOLE]
        )

    def test_the_sound_one_of_two_says_who_there_is(self):
        """
        Of two lists the one without a disputed figure names the parties.
        """
        assert {"Labour": 31, "Green": 3} == current(
            [*seats(Labour=31, Green=3), WHOLE],
            [*seats("disputed", Labour=31, Independent=4), WHOLE],
        )

    def test_while_results_are_out_no_list_is_whole(self):
        """
        A list of every party with seats so far leaves room for more.
        """
        assert {"Labour": 20, "Green": 1} == current(
            [*seats(Green=1), PARTIAL], [*seats(Labour=20), WHOLE, PARTIAL]
        )
