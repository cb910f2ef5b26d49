"""Control: what the words of a post state of one council, row by row of the contract."""

from __future__ import annotations

import pytest
from stating import a_council, stated

MEASURES = ("control", "control_before", "change")
LAB, CON, LD, GRN, REF = "Labour", "Conservative", "Liberal Democrat", "Green", "Reform UK"


def read(text: str, area: str = "Harwick") -> set[tuple[str, ...]]:
    """What a text states of a council: (measure, value), and the party of a change."""
    councils = [a_council(each) for each in ("Harwick", "Fenmoor") if each in text]
    said = [each for each in stated(text, *councils) if each.measure in MEASURES]
    return {
        (each.measure, str(each.value), *([each.party] if each.party else []))
        for each in said
        if each.area.startswith(area)
    }


def held(party: str) -> set[tuple[str, ...]]:
    return {("control", party), ("change", "hold", party)}


def gained(party: str, source: str | None = None) -> set[tuple[str, ...]]:
    before = {("control_before", source)} if source else set()
    return {("control", party), ("change", "gain", party), *before}


def lost(party: str, *, to_noc: bool = False) -> set[tuple[str, ...]]:
    now = {("control", "NOC")} if to_noc else set()
    return {("control_before", party), ("change", "loss", party), *now}


class TestHold:
    @pytest.mark.parametrize(
        ("text", "party"),
        [
            ("The Conservatives have kept control of Harwick Borough Council.", CON),
            ("Labour hold Harwick", LAB),
            ("Harwick has been held by the Greens.", GRN),
            ("Control of Harwick has been retained by Labour.", LAB),
            ("• Harwick: Lib Dem hold", LD),
            ("- Labour holds Harwick", LAB),
            ("Harwick stays Labour.", LAB),
            ("Harwick stays with the Lib Dems.", LD),
            ("Labour stays in control in Harwick.", LAB),
            ("The Tories remain in charge of Harwick after losing three seats.", CON),
            ("Plaid Cymru retain Harwick council", "Plaid Cymru"),
            ("The Lib Dems hang on to Harwick by a single seat.", LD),
            ("Harwick Independents keep Harwick.", "Harwick Independents"),
            ("Harwick has declared. Labour keep control of the council.", LAB),
        ],
    )
    def test_is_control_and_hold(self, text, party):
        """
        Whoever holds, keeps, retains or stays in control has control, and the change is a hold.
        """
        assert held(party) == read(text)


class TestGain:
    @pytest.mark.parametrize(
        ("text", "party"),
        [
            ("Labour have taken Harwick!", LAB),
            ("The Tories take control of Harwick.", CON),
            ("Harwick has been gained by the Liberal Democrats.", LD),
            ("• Harwick: Green gain", GRN),
            ("Harwick goes to Reform UK.", REF),
            ("The Lib Dems seize Harwick.", LD),
            ("Labour regain Harwick after eight years in opposition.", LAB),
            ("Harwick has been captured by Labour.", LAB),
        ],
    )
    def test_without_a_source_is_control_and_gain(self, text, party):
        """
        Whoever gains, takes or regains a council has control, and the change is a gain.
        """
        assert gained(party) == read(text)

    @pytest.mark.parametrize(
        ("text", "party", "source"),
        [
            ("Labour gain Harwick from the Conservatives.", LAB, CON),
            ("Harwick has been taken from the Conservatives by Labour.", LAB, CON),
            ("Harwick has been taken by Labour from the Conservatives.", LAB, CON),
            ("The Lib Dems win Harwick from Labour.", LD, LAB),
            ("Lib Dems have won control of Harwick from the Tories.", LD, CON),
            ("• Harwick: Labour gain from Conservative", LAB, CON),
            ("Reform UK take Harwick, previously held by Labour.", REF, LAB),
            ("Harwick goes to the Greens from the Conservatives.", GRN, CON),
            ("The Conservatives take Harwick from the Harwick Independents.", CON,
             "Harwick Independents"),
        ],
    )  # fmt: skip
    def test_from_a_party_names_who_had_it_before(self, text, party, source):
        """
        A gain, or a win, from another party states control before as well.
        """
        assert gained(party, source) == read(text)

    @pytest.mark.parametrize(
        ("text", "party"),
        [
            ("The Greens have gained Harwick from no overall control.", GRN),
            ("Harwick goes to Labour after being in no overall control.", LAB),
            ("• Harwick: Lib Dem gain from NOC", LD),
            ("Labour have taken control of Harwick, which had been in no overall control.", LAB),
            ("Harwick has been won from no overall control by the Tories.", CON),
            ("Labour regain Harwick from no overall control.", LAB),
        ],
    )
    def test_from_no_overall_control_states_it_as_before(self, text, party):
        """
        A gain from no overall control is control now and NOC before, never NOC now.
        """
        assert gained(party, "NOC") == read(text)


class TestWin:
    @pytest.mark.parametrize(
        ("text", "party"),
        [
            ("Labour win Harwick", LAB),
            ("The Lib Dems have won control of Harwick.", LD),
            ("Harwick has been won by Labour.", LAB),
            ("• Harwick: Conservative win", CON),
            ("Reform UK has won Harwick outright.", REF),
        ],
    )
    def test_with_no_word_on_before_is_no_change(self, text, party):
        """
        A win with no word on before states who has control and nothing of a change.
        """
        assert {("control", party)} == read(text)


class TestLoss:
    @pytest.mark.parametrize(
        ("text", "party"),
        [
            ("The Conservatives have lost Harwick to no overall control.", CON),
            ("Harwick falls from Labour to no overall control.", LAB),
            ("Harwick has fallen from Labour to no overall control.", LAB),
            ("Labour lose control of Harwick, which is now in no overall control.", LAB),
            ("• Harwick: Labour lose to no overall control", LAB),
            ("Harwick has been lost by the Tories to no overall control.", CON),
            ("Harwick goes from Conservative to no overall control.", CON),
        ],
    )
    def test_to_no_overall_control_is_three_facts(self, text, party):
        """
        A council lost to no overall control states NOC now, the party before, and a loss.
        """
        assert lost(party, to_noc=True) == read(text)

    @pytest.mark.parametrize(
        ("text", "party"),
        [
            ("The Tories have lost control of Harwick.", CON),
            ("Control of Harwick has been lost by the Lib Dems.", LD),
            ("• Harwick: Labour lose control", LAB),
            ("Labour loses overall control of Harwick after 24 years.", LAB),
            ("A bad night: the Conservatives are losing control of Harwick.", CON),
        ],
    )
    def test_of_control_alone_says_nothing_of_now(self, text, party):
        """
        Who lost control had it before; who has it now is not said.
        """
        assert lost(party) == read(text)


class TestNoOverallControl:
    @pytest.mark.parametrize(
        "text",
        [
            "Harwick remains in no overall control.",
            "Harwick is still under no overall control.",
            "There is still no overall control in Harwick.",
            "• Harwick: stays NOC",
            "• Harwick: no overall control - no change",
            "Harwick stays in no overall control, with Labour the largest party.",
        ],
    )
    def test_that_stays_is_control_and_control_before(self, text):
        """
        What remains in no overall control was in it before, and nothing changed hands.
        """
        assert {("control", "NOC"), ("control_before", "NOC")} == read(text)

    @pytest.mark.parametrize(
        "text",
        [
            "No party has a majority in Harwick.",
            "Nobody has a majority on Harwick council.",
            "Harwick is hung.",
            "• Harwick: no overall control",
            "No one party can command a majority in Harwick.",
            "No overall control in Harwick, where Labour are the largest party.",
            "Neither Labour nor the Conservatives have a majority in Harwick.",
        ],
    )
    def test_with_no_word_on_before_is_control_alone(self, text):
        """
        No party with a majority is no overall control, with no word on before.
        """
        assert {("control", "NOC")} == read(text)


class TestTwoCouncilsInOneSentence:
    @pytest.mark.parametrize(
        ("text", "harwick", "fenmoor"),
        [
            (
                "Labour hold Harwick, but the Conservatives lose Fenmoor to no overall control.",
                held(LAB),
                lost(CON, to_noc=True),
            ),
            (
                "The Lib Dems gain Harwick from the Conservatives while Labour keep Fenmoor.",
                gained(LD, CON),
                held(LAB),
            ),
            ("Labour gain Harwick and lose Fenmoor.", gained(LAB), lost(LAB)),
            ("Harwick stays Conservative and Fenmoor goes to Labour.", held(CON), gained(LAB)),
            (
                "Fenmoor stays in no overall control; the Greens take Harwick.",
                gained(GRN),
                {("control", "NOC"), ("control_before", "NOC")},
            ),
            ("Labour keep Harwick and Fenmoor.", held(LAB), held(LAB)),
            (
                "The Tories hold Fenmoor, and Harwick has gone from Tory to no overall control.",
                lost(CON, to_noc=True),
                held(CON),
            ),
        ],
    )
    def test_have_each_its_own_fate(self, text, harwick, fenmoor):
        """
        Each council gets what its own part of the sentence says, and not its neighbour's.
        """
        assert (harwick, fenmoor) == (read(text), read(text, "Fenmoor"))

    def test_are_told_apart_across_sentences(self):
        """
        The next sentence's council takes nothing from this one's.
        """
        text = "Labour lose control of Harwick. In Fenmoor the Lib Dems keep control."

        assert (lost(LAB), held(LD)) == (read(text), read(text, "Fenmoor"))


class TestNoControl:
    @pytest.mark.parametrize(
        "text",
        [
            "Labour lost seven seats in Harwick.",
            "Labour has lost 12 in Harwick, and the Greens four.",
            "The Greens have taken 15 in Harwick.",
            "Labour gain two seats in Harwick.",
            "Labour has won eight of the 12 seats declared in Harwick so far.",
            "The Lib Dems held 12 seats in Harwick before today.",
            "The Conservative leader of Harwick, Ann Dray, lost her seat.",
            "Labour's deputy leader in Harwick has lost his seat by ten votes.",
            "Labour took 40% of the vote in Harwick.",
            "Labour are the largest party in Harwick.",
            "The Conservatives win a seat in Harwick.",
            "Both Harwick seats go to Labour.",
            "Counting goes on in Harwick, where Labour have 14.",
        ],
    )
    def test_is_in_words_about_seats(self, text):
        """
        Seats lost, gained, taken or held, and somebody's own seat, say nothing of control.
        """
        assert set() == read(text)

    @pytest.mark.parametrize(
        "text",
        [
            "Labour hope to take Harwick from the Conservatives tonight.",
            "If the Lib Dems win Harwick, it would be the story of the night.",
            "Labour have failed to win Harwick.",
            "Can the Conservatives hold Harwick?",
        ],
    )
    def test_is_in_hopes_and_questions(self, text):
        """
        A wish, a forecast or a question is no fact.
        """
        assert set() == read(text)


class TestWords:
    def test_are_those_of_the_post(self):
        """
        The words of every fact stand in the post where it says.
        """
        text = "The Lib Dems gain Harwick from the Conservatives while Labour keep Fenmoor."
        facts = stated(text, a_council("Harwick"), a_council("Fenmoor"))

        assert 5 == len(facts)
        assert all(each.quote == text[each.start : each.end] for each in facts)

    def test_name_who_had_it_before(self):
        """
        Control before is read from the words that name who had it.
        """
        text = "Labour gain Harwick from the Conservatives."
        said = stated(text, a_council("Harwick"))

        assert ["from the Conservatives"] == [
            each.quote for each in said if each.measure == "control_before"
        ]


class TestToldInAnAside:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("Harwick, which nobody has run since 2019, is now a Labour council.", gained(LAB, "NOC")),
            ("Harwick falls to the Lib Dems. It was Conservative from the day of its creation.", gained(LD, CON)),
            ("Labour have beaten the Tories, who have run Harwick since 2014, and won control.", gained(LAB, CON)),
            ("Harwick, which has been Tory for as long as anyone can recall, isn't.", lost(CON)),
            ("Harwick: Labour, in office as a minority since 2020, has its majority back", gained(LAB, "NOC")),
            ("Harwick -- Con to NOC, see below.", lost(CON, to_noc=True)),
            ("Voters hand Reform UK Harwick. Labour, who ran it until now, are out.", gained(REF, LAB)),
            ("Going in it was Labour 16, Con 15 in Harwick. No overall control.", {("control_before", "NOC")}),
            ("Harwick: nobody has it.", {("control", "NOC")}),
            ("Nobody has it easy in Harwick.", set()),
            ("In Harwick the Tories may get their majority back.", set()),
        ],
    )  # fmt: skip
    def test_completes_what_is_said_of_now(self, text, said):
        """
        Who had a council, told in passing, is its control before; hopes and idioms are not.
        """
        assert said == read(text)

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("Harwick: HOLD. Lab lose one net, still on 41.", held(LAB)),
            ("Harwick: HOLD, and how. Con 35 of 38.", held(CON)),
            ("Harwick: too close to hold. Lab fear the worst.", set()),
        ],
    )
    def test_a_bare_hold_is_of_the_party_named_next(self, text, said):
        """
        A line that says no more than HOLD of its council goes on with who holds it.
        """
        assert said == read(text)
