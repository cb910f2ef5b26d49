"""Change of control (C005): who is said to hold, gain or lose a council."""

from __future__ import annotations

import pytest
from making import fact, found, judged, outcomes, post


def _change(value: str, party: str, where: str = "p1", **more):
    return fact("change", value, party, post=where, **more)


def _control(party: str, where: str = "p1", **more):
    return fact("control", party, post=where, **more)


def _control_before(party: str, where: str = "p1", **more):
    return fact("control_before", party, post=where, **more)


class TestOnePost:
    @pytest.mark.parametrize(
        "facts",
        [
            [_control("Lab"), _change("hold", "Lab")],
            [_control("Lab"), _change("gain", "Lab"), _control_before("NOC")],
            [_control("NOC"), _change("loss", "Con"), _control_before("Con")],
            [_control("Lab"), _change("gain", "Lab"), _change("loss", "Con")],
            [_control_before("Con"), _change("loss", "Con")],
        ],
    )
    def test_the_table_of_control_sentences(self, facts):
        """
        The sentences of the contract contradict nothing.
        """
        assert () == judged(facts).report.findings

    @pytest.mark.parametrize(
        ("change", "other", "said", "but"),
        [
            (
                _change("hold", "Lab"),
                _control_before("NOC"),
                "Labour is said to hold the council",
                "it is said to have been under no overall control before",
            ),
            (
                _change("gain", "Lab"),
                _control_before("Lab"),
                "Labour is said to gain it",
                "Labour is said to have controlled it before",
            ),
            (
                _change("loss", "Con"),
                _control_before("Lab"),
                "Conservative is said to lose control",
                "Labour is said to have controlled it before",
            ),
            (
                _change("loss", "Con"),
                _control("Con"),
                "Conservative is said to lose control",
                "Conservative is said to control it",
            ),
            (
                _change("gain", "Lab"),
                _control("NOC"),
                "Labour is said to gain it",
                "it is said to be under no overall control",
            ),
            (
                _change("hold", "Lab"),
                _control("Con"),
                "Labour is said to hold the council",
                "Conservative is said to control it",
            ),
        ],
    )
    def test_what_cannot_both_be(self, change, other, said: str, but: str):
        """
        A change against who controls the council now, or did before, in one post: an error.
        """
        (finding,) = found([change, other], "C005")

        assert "error" == finding.severity
        assert f"Charnwood: {said}, but {but}." == finding.message

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            (_change("gain", "Lab"), _change("gain", "Con")),
            (_change("hold", "Lab"), _change("gain", "Con")),
            (_change("hold", "Lab"), _change("loss", "Con")),
            (_change("loss", "Lab"), _change("loss", "Con")),
        ],
    )
    def test_two_changes_that_cannot_both_be(self, one, other):
        """
        One council is not gained by two parties, nor lost by one and held by another.
        """
        assert {"error"} == {finding.severity for finding in found([one, other], "C005")}

    def test_a_change_alone(self):
        """
        Nothing to compare with is no verdict.
        """
        assert {} == outcomes([_change("gain", "Lab")], "C005")


class TestAcrossPosts:
    def test_control_now_is_judged_in_time(self):
        """
        Lost in one post and controlled by the same party in the next is one finding, of T003; who
        controls the council in the morning may lose it at noon.
        """
        after = [_change("loss", "Con"), _control("Con", "p3")]
        morning = [_control("Con", "p1"), _change("loss", "Con", "p3")]

        assert {} == outcomes(after, "C005")
        assert ["T003"] == [finding.rule for finding in judged(after).report.findings]
        assert {} == outcomes(morning, "C005")

    def test_control_before_in_another_post(self):
        """
        Posts may mean the last election or the eve of poll: a warning, unless both say which.
        """
        hold, before = _change("hold", "Lab"), _control_before("NOC", "p2")
        dated = [
            each.model_copy(update={"baseline": "last_election"})
            for each in (_change("hold", "Lab"), _control_before("NOC"))
        ]

        assert ["warning"] == [finding.severity for finding in found([hold, before], "C005")]
        assert ["error"] == [finding.severity for finding in found(dated, "C005")]

    def test_a_correction_said_as_such(self):
        """
        What a later post corrects is not compared with what it says.
        """
        facts = [_change("hold", "Lab"), _control_before("NOC", "p2")]
        words = "Correction: nobody controlled Charnwood; we earlier said that Labour held it."

        assert {"fails": 1} == outcomes(facts, "C005")
        assert {} == outcomes(facts, "C005", [post(1), post(2, words)])


class TestLookAlikes:
    def test_different_baselines(self):
        """
        Held on the eve of poll by defections, and another's at the last election.
        """
        facts = [
            _change("hold", "Lab", baseline="eve_of_poll"),
            _control_before("Con", baseline="last_election"),
        ]

        assert {"not_checkable": 1} == outcomes(facts, "C005")

    def test_one_baseline_that_is_not_said(self):
        """
        Where only one says what it is counted from, they may differ: a warning.
        """
        facts = [_change("hold", "Lab"), _control_before("NOC", baseline="eve_of_poll")]

        assert ["warning"] == [finding.severity for finding in found(facts, "C005")]

    @pytest.mark.parametrize(
        "words",
        [
            "Labour hold Charnwood, which the Tories lost to NOC when two members defected.",
            "Labour hold Charnwood, under no overall control since a by-election.",
        ],
    )
    def test_defections_before_the_poll(self, words: str):
        """
        Defections and by-elections change control between two polls.
        """
        facts = [_change("hold", "Lab"), _control_before("NOC")]

        assert {"not_checkable": 1} == outcomes(facts, "C005", [post(1, words)])

    def test_a_new_council(self):
        """
        A new council has nobody in control before, though its forerunners had.
        """
        words = "Labour hold Charnwood, the new unitary council, after nobody ran its forerunner."
        leader = "Labour hold Charnwood, under no overall control, with a new council leader."
        facts = [_change("hold", "Lab"), _control_before("NOC")]

        assert {"not_checkable": 1} == outcomes(facts, "C005", [post(1, words)])
        assert {"fails": 1} == outcomes(facts, "C005", [post(1, leader)])

    @pytest.mark.parametrize(
        "words",
        [
            "The Conservatives will run Charnwood as a minority.",
            "The Conservatives stay in charge with a coalition.",
        ],
    )
    def test_who_runs_a_council_need_not_control_it(self, words: str):
        """
        Who lost control may run the council without a majority.
        """
        quote = " ".join(words.split()[:4])
        control = _control("Con", quote=quote, start=0, end=len(quote))
        facts = [control, _change("loss", "Con")]

        assert {"not_checkable": 1} == outcomes(facts, "C005", [post(1, words)])

    def test_independents_under_a_name_of_their_own(self):
        """
        "Independents" and "Ashfield Independents" may be one group; two parties are not.
        """
        gain = _change("gain", "Ashfield Independents")

        assert () == found([gain, _control("Independent")], "C005")
        assert {"fails": 1} == outcomes([gain, _control("Lab")], "C005")

    def test_the_past_enters_nothing(self):
        """
        Derby 2018: "Labour lost control" is past, beside no overall control now and before.
        """
        facts = [
            _control_before("Lab", when="past"),
            _change("loss", "Lab", when="past"),
            _control("NOC"),
            _control_before("NOC"),
        ]

        assert {} == outcomes(facts, "C005")

    def test_contradictory_control_enters_nothing(self):
        """
        Control said twice in one post is one contradiction, not two.
        """
        facts = [_control("Lab"), _control("NOC"), _change("hold", "Lab")]

        assert ["A001"] == [finding.rule for finding in judged(facts).report.findings]
