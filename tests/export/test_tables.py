"""
extract/export/tables: what a run says as rows of councils, parties, contests, candidates and the rest.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

import pytest

from extract.export.tables import tables
from extract.store import StoredPost
from schemas.fact import Fact
from schemas.finding import Area, Finding, Report
from schemas.post import Post

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extract.store import State

_ids = count()


def stored(name: str, position: int = 0, state: State = "extracted", **more: Any) -> StoredPost:
    known = {"id": name, "page": "live", "position": position, "text": f"Text of {name}."}
    timed = {"published": f"2023-05-05T0{position}:00", "url": f"https://blog.test/{name}"}
    reason = "no answer" if state == "failed" else None
    return StoredPost(Post.model_validate(known | timed | more), 1, state, reason, "way")


POSTS = [stored("first"), stored("last", 1)]
# Two pages of one election.
BOTH = [stored("a", page="north"), stored("b", 1, page="south")]
NORTH = {"page": "north", "post": "a", "election": "2023-05-04"}
SOUTH = {"page": "south", "post": "b", "election": "2023-05-04"}


def said(measure: str, value: Any, party: str | None = None, **more: Any) -> Fact:
    known = {"id": f"f{next(_ids)}", "page": "live", "post": "first", "scope": "council"}
    return Fact.model_validate(
        known | {"area": "Leicester", "measure": measure, "value": value, "party": party} | more
    )


def in_ward(
    measure: str, value: Any, person: str | None = None, party: str | None = None, **more: Any
) -> Fact:
    known = {"scope": "contest", "contest": "ward", "area": "Mill Lane", "person": person}
    return said(measure, value, party, **(known | more))


def rows(
    name: str,
    facts: Sequence[Fact],
    posts: Sequence[StoredPost] = POSTS,
    findings: Sequence[Finding] = (),
) -> list[dict[str, Any]]:
    """The rows of one table by column, what is missing left out."""
    table = {
        each.layout.name: each for each in tables(posts, facts, Report(findings=tuple(findings)))
    }[name]
    columns = [each.name for each in table.layout.columns]
    found = [dict(zip(columns, row, strict=True)) for row in table.rows]
    return [{key: each for key, each in row.items() if each is not None} for row in found]


def columns(found: list[dict[str, Any]], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row.get(name) for name in names) for row in found]


class TestCouncils:
    def test_a_row(self):
        """
        A council's row says what the answer says, flat, with the link of its post.
        """
        facts = [
            said("control", "NOC"),
            said("change", "loss", "Labour"),
            said("control_before", "Labour"),
            said("seats", 17, "Conservative"),
            said("seats", 24, "Labour"),
            said("council_size", 54),
        ]
        wrong = Finding(id="x", rule="S001", severity="error", facts=(facts[3].id,), message="No.")

        assert [
            {
                "page": "live",
                "council": "Leicester",
                "control": "NOC",
                "change": "loss",
                "change_party": "Labour",
                "control_before": "Labour",
                "seats": "Labour 24, Conservative 17",
                "size": 54,
                "as_of": "first",
                "published": "2023-05-05T00:00",
                "url": "https://blog.test/first",
                "status": "unchecked",
                "findings": 1,
            }
        ] == rows("councils", facts, findings=[wrong])

    def test_nothing_to_show(self):
        """
        A council of which only a share of the vote is known has no row, its party has one.
        """
        facts = [said("vote_share", 38.5, "Labour")]

        assert [] == rows("councils", facts)
        assert [("Labour", 38.5)] == columns(rows("party_rows", facts), "party", "vote_share")


class TestPartyRows:
    def test_a_row(self):
        """
        A party's row has its figures, and the words and the place of its seats.
        """
        facts = [
            said("seats_change", -15, "Labour", quote="(-15)", start=4, end=9),
            said("seats", 31, "Labour", quote="31", start=1, end=3, status="verified"),
        ]

        assert [
            {
                "page": "live",
                "council": "Leicester",
                "party": "Labour",
                "seats": 31,
                "seats_change": -15,
                "status": "unchecked",
                "post": "first",
                "published": "2023-05-05T00:00",
                "url": "https://blog.test/first",
                "quote": "31",
                "start": 1,
                "end": 3,
            }
        ] == rows("party_rows", facts)

    def test_most_seats_first(self):
        """
        Parties with seats come by their seats, the others after them as they are named.
        """
        facts = [
            said("seats_lost", 2, "UKIP"),
            said("seats", 9, "Green"),
            said("seats", 31, "Labour"),
        ]

        assert ["Labour", "Green", "UKIP"] == [r["party"] for r in rows("party_rows", facts)]

    def test_seats_that_are_no_more(self):
        """
        Where a final list names every party, what an earlier post gave another one is gone.
        """
        facts = [
            said("seats", 3, "Green"),
            said("seats_gained", 1, "Green"),
            said("seats", 2, "UKIP"),
            said("seats", 31, "Labour", post="last"),
            said("seats", 17, "Conservative", post="last"),
            said("list_complete", value=True, post="last"),
        ]
        found = rows("party_rows", facts)

        assert [("Labour", 31, None), ("Conservative", 17, None), ("Green", None, 1)] == columns(
            found, "party", "seats", "seats_gained"
        )

    def test_a_figure_that_the_post_of_the_seats_does_not_state(self):
        """
        It comes from the latest post that does; what that post states goes before.
        """
        facts = [
            said("seats_change", 4, "Labour"),
            said("seats_before", 26, "Labour"),
            said("seats", 31, "Labour", post="last"),
            said("seats_change", 5, "Labour", post="last"),
        ]
        found = rows("party_rows", facts)

        assert [(31, 5, 26, "last")] == columns(
            found, "seats", "seats_change", "seats_before", "post"
        )

    def test_as_it_was_said_first(self):
        """
        Of two values in one post the first is shown, and its status with it.
        """
        facts = [said("seats", 31, "Labour", status="disputed"), said("seats", 30, "Labour")]

        assert [(31, "disputed")] == columns(rows("party_rows", facts), "seats", "status")

    @pytest.mark.parametrize(
        "silent", [{"status": "rejected"}, {"when": "past"}, {"id": "replaced"}]
    )
    def test_what_says_nothing(self, silent):
        """
        Rejected figures, those of the past and those that a correction replaces are not shown.
        """
        better = said("seats", 31, "Labour", basis="corrected", corrects="replaced")
        facts = [said("seats", 99, "Labour", **silent), better]

        assert [31] == [row["seats"] for row in rows("party_rows", facts)]

    def test_what_a_reviewer_set_right(self):
        """
        A row names those of its figures that are a reviewer's.
        """
        facts = [
            said("seats", 31, "Labour", corrects="misread"),
            said("seats_before", 20, "Labour"),
            said("seats_change", 11, "Labour", basis="corrected", corrects="wrong"),
            said("seats", 5, "Green"),
        ]

        assert [("Labour", "seats; seats_change"), ("Green", None)] == columns(
            rows("party_rows", facts), "party", "set_right"
        )


class TestAcrossPages:
    def test_a_council_of_one_election(self):
        """
        A council has one row an election; each figure of a party names the page of its post.
        """
        facts = [
            said("seats", 3, "Green", area_id="E06000016", **NORTH),
            said("seats_before", 2, "Green", area_id="E06000016", **SOUTH),
            said("seats", 31, "Labour", area_id="E06000016", **SOUTH),
            said("seats", 30, "Labour", area_id="E06000016", page="north", post="a"),
        ]

        assert [("2023-05-04", "south", "Labour 31, Green 3"), (None, "north", "Labour 30")] == (
            sorted(
                columns(rows("councils", facts, BOTH), "election", "page", "seats"),
                key=lambda row: row[1],
                reverse=True,
            )
        )
        assert [
            ("2023-05-04", "south", "b", "Labour", 31, None),
            ("2023-05-04", "north", "a", "Green", 3, 2),
        ] == [
            row
            for row in columns(
                rows("party_rows", facts, BOTH),
                "election", "page", "post", "party", "seats", "seats_before",
            )
            if row[0]
        ]  # fmt: skip

    def test_a_contest_of_one_election(self):
        """
        So has a contest, and each of its candidates.
        """
        facts = [
            in_ward("votes", 412, "Gwen Hart", authority="Derby", **NORTH),
            in_ward("turnout", 31, authority="Derby", **NORTH),
            in_ward("elected", value=True, person="Gwen Hart", authority="Derby", **SOUTH),
        ]

        assert [("2023-05-04", "south", "b", "Gwen Hart", 31)] == columns(
            rows("contests", facts, BOTH), "election", "page", "post", "winner", "turnout"
        )
        assert [("2023-05-04", "north", "a", 412, True)] == columns(
            rows("candidates", facts, BOTH), "election", "page", "post", "votes", "elected"
        )


class TestContests:
    def test_a_row(self):
        """
        A contest's row says who won, by how much, on what turnout, and where it was said.
        """
        facts = [
            in_ward("elected", value=True, person="Gwen Hart", party="Labour", authority="Derby"),
            in_ward("change", "gain", party="Labour"),
            in_ward("party_before", "Conservative"),
            in_ward("majority", 31, "Gwen Hart", "Labour"),
            in_ward("turnout", 38.4),
        ]

        assert [
            {
                "page": "live",
                "contest": "ward",
                "area": "Mill Lane",
                "authority": "Derby",
                "gss": "E06000015",
                "winner": "Gwen Hart",
                "winner_party": "Labour",
                "change": "gain",
                "party_before": "Conservative",
                "majority": 31,
                "turnout": 38.4,
                "status": "unchecked",
                "post": "first",
                "published": "2023-05-05T00:00",
                "url": "https://blog.test/first",
            }
        ] == rows("contests", facts)

    def test_several_winners(self):
        """
        The winners of a ward of several seats stand with semicolons between them.
        """
        facts = [
            in_ward("elected", value=True, person="Gwen Hart", party="Labour"),
            in_ward("elected", value=True, person="Rhodri Pugh", party="Labour", post="last"),
            in_ward("elected", value=False, person="Alun Vane", party="Green"),
        ]
        found = rows("contests", facts)

        assert [("Gwen Hart; Rhodri Pugh", "Labour")] == columns(found, "winner", "winner_party")

    def test_a_seat_whose_winner_is_not_named(self):
        """
        The party that is said to hold the seat is the winner's.
        """
        found = rows("contests", [in_ward("change", "hold", party="Green")])

        assert [(None, "Green")] == columns(found, "winner", "winner_party")

    def test_wards_of_one_name(self):
        """
        Wards of one name in two authorities are two contests, and so is the mayor's.
        """
        facts = [
            in_ward("turnout", 31, area="Central", authority="Derby"),
            in_ward("turnout", 32, area="Central", authority="Leicester"),
            in_ward("turnout", 33, area="Derby", contest="mayor"),
        ]

        assert [("ward", "Derby", 31), ("ward", "Leicester", 32), ("mayor", None, 33)] == columns(
            rows("contests", facts), "contest", "authority", "turnout"
        )

    def test_pages_in_their_order(self):
        """
        Contests come page by page as the run has them, though another name would sort first.
        """
        posts = [stored("z", page="zeta"), stored("a", page="alpha")]
        facts = [
            in_ward("turnout", 31, page="zeta", post="z"),
            in_ward("turnout", 32, page="alpha", post="a"),
        ]

        assert ["zeta", "alpha"] == [row["page"] for row in rows("contests", facts, posts)]


class TestCandidates:
    def test_a_row(self):
        """
        A candidate's row has party, votes, share and outcome, however the name is written.
        """
        facts = [
            in_ward("elected", value=True, person="Gwen Hart", quote="is in", start=40, end=45),
            in_ward("votes", 412, "Gwen Hart", "Labour", quote="412", start=10, end=13),
            in_ward("vote_share", 51.9, "G. Hart"),
        ]

        assert [
            {
                "page": "live",
                "contest": "ward",
                "area": "Mill Lane",
                "person": "Gwen Hart",
                "party": "Labour",
                "votes": 412,
                "vote_share": 51.9,
                "elected": True,
                "status": "unchecked",
                "post": "first",
                "published": "2023-05-05T00:00",
                "url": "https://blog.test/first",
                "quote": "412",
                "start": 10,
                "end": 13,
            }
        ] == rows("candidates", facts)

    def test_two_rounds(self):
        """
        Each round has its votes; who is elected is said of the last one.
        """
        facts = [
            in_ward("votes", 400, "Ann Lee", round=1),
            in_ward("votes", 500, "Bo Marsh", round=1),
            in_ward("votes", 700, "Ann Lee", round=2, post="last"),
            in_ward("votes", 600, "Bo Marsh", round=2, post="last"),
            in_ward("elected", value=True, person="Ann Lee", post="last"),
        ]
        found = rows("candidates", facts)

        assert [
            ("Bo Marsh", 1, 500, None),
            ("Ann Lee", 1, 400, None),
            ("Ann Lee", 2, 700, True),
            ("Bo Marsh", 2, 600, None),
        ] == columns(found, "person", "round", "votes", "elected")

    def test_a_party_without_a_person(self):
        """
        Votes and seats of a party that is named alone have a row of their own.
        """
        facts = [
            in_ward("votes", 412, "Gwen Hart", "Labour"),
            in_ward("votes", 90, party="Green"),
            in_ward("seats_won", 2, party="Alliance"),
        ]
        found = rows("candidates", facts)

        assert [("Gwen Hart", "Labour", 412), (None, "Green", 90), (None, "Alliance", None)] == (
            columns(found, "person", "party", "votes")
        )
        assert [2] == [row["seats_won"] for row in found if "seats_won" in row]

    def test_a_later_count(self):
        """
        The votes are those of the post that states them last.
        """
        facts = [
            in_ward("votes", 412, "Gwen Hart"),
            in_ward("vote_share", 40, "Gwen Hart"),
            in_ward("votes", 431, "Gwen Hart", post="last"),
        ]
        found = rows("candidates", facts)

        assert [(431, 40, "last")] == columns(found, "votes", "vote_share", "post")


class TestPosts:
    def test_states_and_reasons(self):
        """
        Every post has its row, failed ones with their reason.
        """
        posts = [stored("a", title="Head", author="A. Writer"), stored("b", 1, "failed")]
        found = rows("posts", [], posts)

        assert [("a", "extracted", None, "Head"), ("b", "failed", "no answer", None)] == columns(
            found, "id", "state", "reason", "title"
        )


class TestFacts:
    def test_every_fact_with_its_posts_time_and_link(self):
        """
        Facts stand as they are in the contract, rejected ones too; a number stands once more.
        """
        facts = [said("seats", 31, "Labour", status="rejected"), said("control", "Labour")]
        flag = said("list_complete", value=True, post="last")
        found = rows("facts", [*facts, flag])
        contract = [each.model_dump(exclude_none=True) for each in (*facts, flag)]

        assert contract == [
            {name: each for name, each in row.items() if name in Fact.model_fields} for row in found
        ]
        assert [
            (31.0, "2023-05-05T00:00", "https://blog.test/first"),
            (None, "2023-05-05T00:00", "https://blog.test/first"),
            (None, "2023-05-05T01:00", "https://blog.test/last"),
        ] == columns(found, "value_number", "published", "url")

    def test_a_number_beyond_64_bits(self):
        """
        It stays in the facts, and is missing where figures are columns of integers.
        """
        facts = [in_ward("votes", 2**70, "Gwen Hart")]

        assert [(2**70, 2.0**70)] == columns(rows("facts", facts), "value", "value_number")
        assert [None] == [row.get("votes") for row in rows("candidates", facts)]


class TestFindings:
    def test_lists_stay_lists(self):
        """
        A finding's posts, areas, facts and explanations are lists, its areas' codes beside them.
        """
        finding = Finding(
            id="x",
            rule="S001",
            severity="error",
            posts=("first",),
            areas=(Area(name="Derby", gss="E06000015"), Area(name="Nowhere")),
            facts=("f1", "f2"),
            message="No.",
            explanations=(("f1",), ("f2",)),
        )

        assert [
            {
                "id": "x",
                "rule": "S001",
                "severity": "error",
                "message": "No.",
                "posts": ("first",),
                "areas": ("Derby", "Nowhere"),
                "gss": ("E06000015", None),
                "facts": ("f1", "f2"),
                "explanations": (("f1",), ("f2",)),
                "state": "open",
            }
        ] == rows("findings", [], findings=[finding])
