"""What the sentences of a post state of one council -> its control now and before, and the change."""

from __future__ import annotations

import pytest

from extract.outcome import Statement, outcome
from extract.words import Mention


def said(says: str, party: str | None = None, source: str | None = None) -> Statement:
    """A statement of no words."""

    def named(name: str | None) -> Mention | None:
        return Mention(0, 0, name, name) if name else None

    return Statement(says, named(party), named(source), (0, 0))


def come_to(*statements: Statement) -> set[tuple[str, ...]]:
    """What statements come to: a measure, its value, and the party of a change."""
    return {
        (measure, value, *([party] if party else []))
        for measure, value, party, _ in outcome(statements)
    }


LOST_TO_NOBODY = {
    ("control", "NOC"),
    ("control_before", "Labour"),
    ("change", "loss", "Labour"),
}
GAINED = {("control", "Green"), ("control_before", "Labour"), ("change", "gain", "Green")}


class TestOutcome:
    @pytest.mark.parametrize(
        "statements",
        [
            (said("lose", "Labour"), said("noc")),
            (said("noc"), said("lose", "Labour")),
            (said("noc"), said("was", "Labour")),
            (said("lose_to_noc", "Labour"),),
        ],
    )
    def test_is_a_loss_where_nobody_has_what_somebody_had(self, statements):
        """
        Nobody's now and Labour's before is Labour's loss, in whatever order it is told.
        """
        assert LOST_TO_NOBODY == come_to(*statements)

    @pytest.mark.parametrize(
        "statements",
        [
            (said("gain", "Green", "Labour"),),
            (said("win", "Green", "Labour"),),
            (said("lose", "Labour"), said("win", "Green")),
            (said("gain", "Green"), said("lose", "Labour")),
            (said("win", "Green"), said("was", "Labour")),
        ],
    )
    def test_is_a_gain_where_another_had_it(self, statements):
        """
        One party's now and another's before is a gain, in whatever order it is told.
        """
        assert GAINED == come_to(*statements)

    def test_is_the_first_statement_where_two_differ(self):
        """
        A later statement that cannot be true beside the first is left out.
        """
        assert come_to(said("hold", "Labour")) == come_to(
            said("hold", "Labour"), said("noc"), said("gain", "Green")
        )

    def test_of_a_hold_has_no_word_on_before(self):
        """
        Who keeps a council had it; that is implied, not stated.
        """
        assert {("control", "Labour"), ("change", "hold", "Labour")} == come_to(
            said("hold", "Labour"), said("was", "Labour")
        )

    def test_of_who_had_it_alone_is_nothing(self):
        """
        That a party has run a council since 1974 is no result.
        """
        assert set() == come_to(said("was", "Labour"))
