"""
extract/table: which of a page's figures stand in the one row of a council.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from extract.table import table
from schemas.fact import Fact
from schemas.finding import Derived, Finding
from schemas.post import Post

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.table import Row
    from schemas.finding import Severity

# p0 is the oldest.
POSTS = [
    Post(id=f"p{n}", page="live", position=n, text="", published=f"2023-05-05T12:{n:02}")
    for n in range(6)
]
LEICESTER = "E06000016"


def said(measure: str, value: Any, post: str = "p1", **more: Any) -> Fact:
    """A fact about Leicester."""
    known = {"page": "live", "post": post, "scope": "council", "area": "Leicester"}
    at = f"{more.get('page')}/{post}/{measure}/{value}/{more.get('party')}"
    return Fact.model_validate(
        known | {"id": at, "area_id": LEICESTER, "measure": measure, "value": value} | more
    )


def seats(post: str, /, status: str = "unchecked", **parties: int) -> list[Fact]:
    """Seats by party in one post."""
    return [
        said("seats", count, post, party=party, status=status) for party, count in parties.items()
    ]


def whole(post: str) -> Fact:
    return said("list_complete", True, post)


def partial(post: str) -> Fact:
    return said("count_status", "partial", post)


def final(post: str) -> Fact:
    return said("count_status", "final", post)


def row(*facts: Fact | Sequence[Fact], findings: Sequence[Finding] = ()) -> Row:
    """The one row that these facts give."""
    flat = [each for some in facts for each in ([some] if isinstance(some, Fact) else some)]
    (only,) = table(flat, POSTS, findings)
    return only


class TestSeats:
    @pytest.mark.parametrize("order", [1, -1])
    def test_a_complete_list_before_a_longer_one(self, order):
        """
        A post that names every party counts before a longer list that may lack some.
        """
        facts = [*seats("p1", Labour=31, Green=3), whole("p1")]
        longer = seats("p2", Labour=30, Green=2, Conservative=17)

        assert {"Labour": 31, "Green": 3} == row((facts + longer)[::order]).seats

    def test_all_later_figures_that_are_alone(self):
        """
        Each party has its latest figure, and each figure says which post it is from.
        """
        facts = [*seats("p1", Labour=31, Green=3), *seats("p4", Labour=32)]
        found = row(facts)

        assert {"Labour": 32, "Green": 3} == found.seats
        assert {"Labour": "live/p4", "Green": "live/p1"} == found.sources

    def test_largest_first(self):
        """
        The largest party stands first, equals by name.
        """
        facts = seats("p1", Green=3, Labour=31, Conservative=3)

        assert ["Labour", "Conservative", "Green"] == list(row(facts).seats)

    def test_the_first_of_two_values_in_one_post(self):
        """
        Where a post gives one party two values, the one it states first is shown.
        """
        facts = [*seats("p1", Labour=31), *seats("p1", Labour=13)]

        assert {"Labour": 31} == row(facts).seats

    @pytest.mark.parametrize(
        "more", [{"when": "past"}, {"status": "rejected"}, {"scope": "contest", "contest": "ward"}]
    )
    def test_what_says_nothing_of_now(self, more):
        """
        Past facts, rejected ones and those of contests give no row.
        """
        elsewhere = said("seats_won", 2, party="Labour", **more)
        fact = elsewhere if "contest" in more else said("seats", 2, party="Labour", **more)

        assert [] == table([fact], POSTS, [])

    def test_a_correcting_post(self):
        """
        What a post corrects in so many words is gone, be it of a complete list.
        """
        facts = [*seats("p1", Labour=13, Green=3), whole("p1"), *seats("p2", Labour=31)]
        posts = [*POSTS[:2], POSTS[2].model_copy(update={"text": "Correction: Labour have 31."})]
        (found,) = table(facts, posts, [])

        assert {"Labour": 31, "Green": 3} == found.seats

    def test_a_correction_replaces(self):
        """
        A corrected fact stands in for the one it corrects.
        """
        wrong = said("seats", 13, party="Labour", id="wrong")
        right = said("seats", 31, party="Labour", basis="corrected", corrects="wrong")

        assert {"Labour": 31} == row(wrong, right).seats


class TestControl:
    def test_the_later_wins(self):
        """
        Of two statements of control the later is shown, however they are ordered.
        """
        later = said("control", "NOC", "p3")
        earlier = said("control", "Labour", "p1")

        assert ("NOC", "p3", "2023-05-05T12:03") == (
            row(later, earlier).control,
            row(later, earlier).as_of,
            row(later, earlier).published,
        )

    def test_gain_from_whom(self):
        """
        A gain says from whom, where its post does.
        """
        facts = [
            said("control", "Labour"),
            said("change", "gain", party="Labour"),
            said("control_before", "Conservative"),
        ]

        assert ("gain", "gain from Conservative") == (row(facts).change, row(facts).says_change)

    def test_loss_of_whom(self):
        """
        A loss says whose, for control is another's now.
        """
        facts = [
            said("control", "NOC"),
            said("change", "loss", party="Conservative"),
            said("control_before", "Conservative"),
        ]

        assert ("NOC", "Conservative loss") == (row(facts).control, row(facts).says_change)

    def test_a_loss_without_a_winner(self):
        """
        "X lose control of Y" states no control: the row has none, and says whose loss it is.
        """
        found = row(said("change", "loss", party="Conservative"))

        assert (None, "Conservative loss") == (found.control, found.says_change)

    def test_a_later_control_gainsays_the_change(self):
        """
        A change is not shown beside a later control of somebody else.
        """
        facts = [
            said("control", "Labour", "p1"),
            said("change", "gain", "p1", party="Labour"),
            said("control", "NOC", "p3"),
        ]

        assert ("NOC", None, None) == (
            row(facts).control,
            row(facts).change,
            row(facts).control_before,
        )

    def test_a_later_loss_gainsays_the_control(self):
        """
        Control is not shown once its holder is said to have lost it.
        """
        facts = [said("control", "Labour", "p1"), said("change", "loss", "p3", party="Labour")]

        assert (None, "Labour loss") == (row(facts).control, row(facts).says_change)

    def test_an_undisputed_control_before_a_disputed_one(self):
        """
        Where posts contradict each other, the one that nothing gainsays is shown.
        """
        facts = [
            said("control", "Labour", "p1", status="verified"),
            said("control", "NOC", "p3", status="disputed"),
            said("change", "loss", "p3", party="Labour", status="disputed"),
        ]

        assert ("Labour", "") == (row(facts).control, row(facts).says_change)

    def test_a_change_said_again_without_control(self):
        """
        The same control said later without a word of change keeps the change.
        """
        facts = [
            said("control", "Labour", "p1"),
            said("change", "hold", "p1", party="Labour"),
            said("control", "Labour", "p3"),
        ]

        assert ("Labour", "hold") == (row(facts).control, row(facts).says_change)


class TestTheRow:
    def test_as_of_the_post_of_the_seats(self):
        """
        A row with seats is as of the post that they stand in.
        """
        found = row(seats("p1", Labour=31), said("control", "Labour", "p3"))

        assert ("p1", "5 May 12:01") == (found.as_of, found.says_when)

    def test_as_of_a_post_without_time(self):
        """
        Where that post has no time, its id is shown.
        """
        untimed = [Post(id="p1", page="live", text="")]
        (found,) = table(seats("p1", Labour=31), untimed, [])

        assert "p1" == found.says_when

    @pytest.mark.parametrize(
        ("facts", "progress"),
        [
            ([], None),
            ([whole("p1")], "complete"),
            ([whole("p1"), final("p1")], "final"),
            ([partial("p1")], "partial"),
            ([partial("p1"), said("seats_remaining", 9)], "9 to come"),
            ([said("seats_remaining", 9, "p2")], None),
        ],
    )
    def test_progress(self, facts, progress):
        """
        Progress is what the post of the seats says of the count.
        """
        assert progress == row(seats("p1", Labour=31), *facts).progress

    def test_the_registers_size(self):
        """
        The size is the register's for the page's year where no post states it.
        """
        assert 54 == row(seats("p1", Labour=31)).size

    def test_a_stated_size(self):
        """
        A stated size goes before the register's, the latest first.
        """
        sizes = [said("council_size", 55, "p4"), said("council_size", 56, "p1")]

        assert 55 == row(seats("p1", Labour=31), *sizes).size

    @pytest.mark.parametrize(
        ("of_seats", "of_control", "status"),
        [
            ("verified", "unchecked", "verified"),
            ("verified", "disputed", "disputed"),
            ("unchecked", "verified", "unchecked"),
            ("disputed", "verified", "disputed"),
        ],
    )
    def test_status(self, of_seats, of_control, status):
        """
        The status is that of the seats, but disputed where control is.
        """
        control = said("control", "Labour", status=of_control)

        assert status == row(seats("p1", status=of_seats, Labour=31), control).status

    def test_the_worst_of_its_seats(self):
        """
        One unchecked figure leaves the row unchecked.
        """
        facts = [*seats("p1", status="verified", Labour=31), *seats("p1", Green=3)]

        assert "unchecked" == row(facts).status

    @pytest.mark.parametrize(("severity", "count"), [("error", 1), ("warning", 1), ("info", 0)])
    def test_open_findings(self, severity: Severity, count):
        """
        Errors and warnings on the council's facts are counted; notes and other councils' are not.
        """
        facts = seats("p1", Labour=31)
        findings = [
            Finding(id=name, rule="S001", severity=severity, message="", facts=(name,))
            for name in (facts[0].id, "elsewhere")
        ]

        assert count == row(facts, findings=findings).findings

    def test_one_row_a_council_and_page_where_no_election_is_known(self):
        """
        Two pages without a date may speak of two elections: each has its row, in their order.
        """
        posts = [Post(id="p1", page=page, text="") for page in ("north", "east")]
        facts = [
            said("seats", 31, party="Labour", page="east"),
            said("seats", 17, party="Labour", page="north", area="Derby", area_id=None),
            said("seats", 9, party="Labour", page="north", area="Derby City Council", area_id=None),
            said("seats", 3, party="Labour", page="north"),
        ]

        assert [("north", "Derby"), ("north", "Leicester"), ("east", "Leicester")] == [
            (each.page, each.council) for each in table(facts, posts, [])
        ]

    def test_one_row_a_council_and_election(self):
        """
        Two pages of one count make one row, as of the later post; another count makes another.
        """
        day = {"election": "2023-05-04"}
        posts = [
            Post(id="p1", page=page, text="", published=time)
            for page, time in (
                ("north", "2023-05-05T15:00"),
                ("east", "2023-05-05T12:00"),
                ("old", "2021-05-07T12:00"),
            )
        ]
        facts = [
            said("seats", 31, party="Labour", page="north", **day),
            said("seats", 17, party="Conservative", page="east", **day),
            said("seats", 30, party="Labour", page="east", **day),
            said("seats", 52, party="Labour", page="old", election="2021-05-06"),
        ]
        one, other = table(facts, posts, [])

        assert ("2023-05-04", "north", {"Labour": 31, "Conservative": 17}) == (
            one.election,
            one.page,
            one.seats,
        )
        assert {"Labour": "north/p1", "Conservative": "east/p1"} == one.sources
        assert ("2021-05-06", "old", {"Labour": 52}) == (other.election, other.page, other.seats)

    def test_a_name_of_no_register_is_of_its_page(self):
        """
        "The county" of two pages may be two counties.
        """
        posts = [Post(id="p1", page=page, text="") for page in ("north", "east")]
        county = {"area": "the county", "area_id": None, "election": "2021-05-06"}
        facts = [
            said("seats", 31, party="Labour", page=page, **county) for page in ("north", "east")
        ]

        assert ["north", "east"] == [each.page for each in table(facts, posts, [])]

    def test_size_alone_is_no_row(self):
        """
        A council of which neither seats nor control are stated has no row.
        """
        assert [] == table([said("council_size", 54)], POSTS, [])

    def test_what_is_derived_has_a_star(self):
        """
        A party whose seats no post states, but arithmetic tells, stands among the others, marked.
        """
        green = said("seats", 1, "p1", party="Green", basis="derived")
        elsewhere = said("seats", 9, "p1", party="Green", basis="derived", area_id="E06000015")
        size = said("council_size", 54, "p1", basis="derived")
        derived = [Derived(fact=each, rule="S001", proof="") for each in (green, elsewhere, size)]
        (found,) = table(seats("p1", Labour=31, UKIP=0), POSTS, [], derived)

        assert "Labour 31, Green 1*, UKIP 0" == found.says_seats
        assert (["Green"], "live/p1") == (found.as_json()["derived"], found.sources["Green"])

    def test_as_json(self):
        """
        The row as JSON has every field by its name.
        """
        found = row(seats("p1", Labour=31)).as_json()

        assert ("Leicester", LEICESTER, {"Labour": 31}, "p1", 0) == (
            found["council"],
            found["gss"],
            found["seats"],
            found["as_of"],
            found["findings"],
        )
