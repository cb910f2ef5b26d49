"""Who controls a council, in the many ways that reporters have of saying it."""

from __future__ import annotations

import pytest
from stating import a_council, stated

_CONTROL = ("control", "control_before", "change", "largest_party", "count_status")


def read(text, *councils):
    """What a post says of control whose answer names its councils and nothing else."""
    named = [a_council(name) for name in councils or ("Harwick",)]
    return {
        (each.area, each.measure, each.value, each.party)
        for each in stated(text, *named)
        if each.measure in _CONTROL and each.when == "now" and each.scope == "council"
    }


def of_harwick(*said):
    return {("Harwick", *each) for each in said}


HOLD = of_harwick(("control", "Labour", None), ("change", "hold", "Labour"))
GAIN = of_harwick(("control", "Labour", None), ("change", "gain", "Labour"))
NONE = of_harwick(("control", "NOC", None))
WAS_NONE = of_harwick(("control_before", "NOC", None))
LOST = of_harwick(("change", "loss", "Labour"), ("control_before", "Labour", None))


class TestHolds:
    @pytest.mark.parametrize(
        "text",
        [
            "Labour keep Harwick.",
            "Harwick stays red.",
            "Harwick is still solidly Labour? No doubt: Labour hold Harwick.",
            "Labour stay in the saddle in Harwick.",
            "A scare in Harwick, but Labour hang on to the borough.",
            "News from Harwick. Labour have kept the council.",
            "Harwick at last: Labour hold it with 30 seats.",
            "Labour remain in charge of Harwick.",
            "In Harwick Labour just about survive.",
            "Harwick stays under Labour control.",
            "Labour tighten their grip on Harwick.",
            "In Harwick Labour have clung to power by a single seat.",
            "Harwick remains firmly in Labour hands.",
            "Harwick, in the east, stays Labour.",
            "Labour have seen off the Reform challenge to hold on in Harwick.",
            "Harwick: a comfortable Labour hold.",
            "Voters in Harwick have given Labour another four years in charge.",
            "Labour lost nine seats in Harwick but kept control.",
            "Labour win control in Harwick for the sixth straight election.",
            "No change in Harwick - still Labour.",
        ],
    )
    def test_are_of_the_party_in_control(self, text):
        """
        Keep, stay, hang on, survive: the party that had the council has it still.
        """
        assert HOLD <= read(text)


class TestGains:
    @pytest.mark.parametrize(
        "text",
        [
            "Labour take Harwick from the Conservatives.",
            "Harwick goes Labour, taken from the Conservatives.",
            "Labour seize Harwick from the Conservatives.",
            "A shock in Harwick. Labour have gained it from the Conservatives.",
            "Harwick goes from the Conservatives to Labour.",
            "Labour have ousted the Conservatives in Harwick after 20 years.",
            "The Conservatives have been ousted by Labour in Harwick.",
            "Harwick flips from the Conservatives to Labour.",
            "The Conservatives have lost Harwick to Labour.",
            "Harwick has been lost by the Conservatives to Labour.",
            "Harwick council - LAB GAIN FROM CON - 24 of 40 seats",
            "Con to Lab in Harwick council.",
            "Labour gained eleven seats in Harwick and the council from the Conservatives.",
            "Labour gain Harwick, ending 20 years of Conservative rule.",
            "Labour take Harwick. It had been Conservative since it was created.",
            "Harwick turns from blue to red: Labour have 30 seats, the Conservatives 12.",
            "The Conservatives' years in charge of Harwick are over. Labour take control.",
        ],
    )
    def test_tell_who_had_the_council(self, text):
        """
        A gain names who has the council and who had it.
        """
        assert GAIN | of_harwick(("control_before", "Conservative", None)) <= read(text)

    def test_from_no_overall_control_in_other_words(self):
        """
        A council that had had nobody in control and is gained was under no overall control.
        """
        text = "Labour have gained control of Harwick, which had had no party in overall control."

        assert GAIN | WAS_NONE <= read(text)
        assert not NONE & read(text)

    @pytest.mark.parametrize(
        "text",
        [
            "Harwick was hung. No more: Labour have taken the council.",
            "Labour gain Harwick, ending four years of no overall control.",
            "From no overall control to a solid Labour majority: that is Harwick.",
            "After 12 years without a majority for anyone, Harwick belongs to Labour.",
            "Previously hung, Harwick is now a Labour council.",
            "Harwick council: LAB GAIN (from NOC)",
            "Harwick council: Labour, from no overall control",
        ],
    )
    def test_of_nobodys_council_say_that_it_was_nobodys(self, text):
        """
        Whoever wins a council that nobody had gains it.
        """
        assert GAIN | WAS_NONE <= read(text)
        assert not NONE & read(text)

    def test_are_of_all_councils_that_a_list_names(self):
        """
        "Labour hold: Harwick, Fenmoor" and "keep both" are said of each.
        """
        both = {
            each for name in ("Harwick", "Fenmoor")
            for each in ((name, "control", "Labour", None), (name, "change", "hold", "Labour"))
        }  # fmt: skip

        assert both == read("Labour hold: Harwick, Fenmoor councils", "Harwick", "Fenmoor")
        assert both == read("In Harwick and Fenmoor Labour keep both.", "Harwick", "Fenmoor")

    def test_are_the_partys_whose_colour_it_turns(self):
        """
        A council that turns blue is a Conservative one.
        """
        assert ("Harwick", "control", "Conservative", None) in read("Harwick turns blue.")
        assert ("Harwick", "control", "Reform UK", None) in read("Harwick has gone turquoise.")


class TestLosses:
    @pytest.mark.parametrize(
        "text",
        [
            "Labour have lost control of Harwick.",
            "Labour lose Harwick to no overall control.",
            "The end of an era in Harwick: Labour have lost it, to no overall control.",
            "HARWICK: Labour LOSE, to no overall control.".replace("HARWICK", "Harwick"),
            "Labour had 30 in Harwick and now their majority is gone.",
            "Harwick falls to no overall control, Labour losing a borough that it had run for years.",
            "Labour lose two seats and with them control of Harwick.",
            "Harwick slips out of Labour's grasp.",
            "Labour's 14-year grip on Harwick is over.",
            "Harwick, which Labour have lost to no overall control, is drawn and quartered.",
            "Harwick, Labour since 1925, falls to no overall control.",
            "Harwick council: no overall control (was Labour)",
            "Harwick council: Lab to NOC",
            "Harwick is no longer a Labour council.",
            "Harwick has gone to no overall control from Labour.",
        ],
    )
    def test_are_of_the_party_that_had_control(self, text):
        """
        Who loses a council had it before.
        """
        assert LOST <= read(text)

    def test_and_nobodys_gain_in_another_sentence_are_one_result(self):
        """
        A loss in the headline and the hung council in the text are read together.
        """
        text = "Labour lose Harwick.\n\nThe upshot is that no group has a majority in Harwick any more."

        assert LOST | NONE <= read(text)


class TestNobodys:
    @pytest.mark.parametrize(
        "text",
        [
            "Harwick is in nobody's hands.",
            "No majority for anyone in Harwick.",
            "No party has a majority in Harwick.",
            "Harwick is hung.",
            "Nobody is in overall control of Harwick.",
            "Not one of the parties reached a majority in Harwick, so it is hung.",
            "After fourteen years Harwick goes to no overall control.",
            "Harwick has been left with no party in overall control.",
            "Harwick council: won by nobody.",
        ],
    )
    def test_are_councils_without_a_majority(self, text):
        """
        Hung, in nobody's hands, no majority: no overall control.
        """
        assert NONE <= read(text)

    @pytest.mark.parametrize(
        "text",
        [
            "Harwick is hung, as it was.",
            "Harwick stays under no overall control.",
            "Nobody has a majority in Harwick, which is how it was this morning.",
            "No party has a majority in Harwick, just as none had before.",
            "No change from no overall control in Harwick.",
            "Harwick council: NOC (no change)",
            "Another four years of no overall control for Harwick.",
            "Harwick council remains without a party in overall control.",
            "Harwick stays as it was: no overall control.",
            "Harwick was in no overall control when it broke up and it is in no overall control now.",
        ],
    )
    def test_that_were_nobodys_before_say_so(self, text):
        """
        "As it was", "stays", "just as before": nobody had control before either.
        """
        assert NONE | WAS_NONE <= read(text)


class TestSeveral:
    def test_councils_of_one_sentence_are_told_apart(self):
        """
        What a clause says of one council is not said of the next.
        """
        found = read("Labour have held Harwick, Fenmoor is still hung.", "Harwick", "Fenmoor")

        assert {
            ("Harwick", "control", "Labour", None),
            ("Harwick", "change", "hold", "Labour"),
            ("Fenmoor", "control", "NOC", None),
            ("Fenmoor", "control_before", "NOC", None),
        } == found


class TestNothing:
    @pytest.mark.parametrize(
        "text",
        [
            "Labour need 43 to keep Harwick.",
            "Labour hope to take Harwick from the Conservatives.",
            "It was in 2010 that Labour took Harwick from the Conservatives.",
            "Harwick, where Ann Lee lost her seat, then took it quietly for Labour.",
            "Harwick has re-elected a Labour mayor.",
            "Will Harwick turn blue?",
            "Labour say they have taken Harwick.",
            "I'm told Labour have lost Harwick.",
            "If Labour lose Harwick, the council will be hung.",
            "Harwick is currently under no overall control.",
            "A bad night for Labour in Harwick, where they lost control of the narrative.",
            "Counting has started in Harwick, which Labour has held since 1974.",
            "All eyes on Harwick, a council Labour took from the Conservatives in 2019.",
            "The first two seats in Harwick have been held by Labour.",
            "Harwick: Labour hold Mill Lane",
            "Labour take an early lead in Harwick.",
            "A Labour hold in Harwick would be a surprise.",
            "No party has yet reached the 23 it needs for a majority in Harwick.",
            "In Harwick Labour are holding on in the north but losing in the south.",
            "Control of Harwick now depends on two recounts.",
            "Labour's hold on Harwick looks shaky.",
            "Mill Lane ward in Harwick: a young Labour candidate took it with 1,011 votes.",
        ],
    )
    def test_is_said_of_control_by_hopes_history_and_people(self, text):
        """
        Hopes, older elections, mayors, wards and what people take are no control of a council.
        """
        assert set() == {each for each in read(text) if each[1] != "largest_party"}


class TestLargestParty:
    @pytest.mark.parametrize(
        "text",
        [
            "Harwick is hung, with Labour the largest party.",
            "In Harwick the largest group is Labour.",
            "In Harwick the Greens have ten and Labour are the biggest party on 20.",
            "In Harwick Labour came out on top with 20.",
            "Labour overtook the Conservatives to become the largest group in Harwick.",
            "The Conservatives have been overtaken by Labour as the largest party in Harwick.",
            "Harwick council: NOC, Lab largest party",
            "In Harwick the biggest group, Labour, have a dozen seats.",
        ],
    )
    def test_is_the_one_that_is_called_so(self, text):
        """
        The party named beside the words is the largest, not the first of its sentence.
        """
        assert ("Harwick", "largest_party", "Labour", None) in read(text)

    def test_is_each_councils_where_they_are_spoken_of_together(self):
        """
        "In each of them" is said of all councils named before.
        """
        lines = "Harwick: SNP 12, Labour 9.\nFenmoor: SNP 9, Labour 5."
        text = f"{lines}\nIn each of the two the SNP is the largest party."
        found = {each[:3] for each in read(text, "Harwick", "Fenmoor")}

        assert {("Harwick", "largest_party", "SNP"), ("Fenmoor", "largest_party", "SNP")} <= found

    @pytest.mark.parametrize(
        "text",
        [
            "In Harwick Labour are the second-largest party.",
            "In 2017 Labour were the largest party in Harwick.",
            "Labour hope to be the largest party in Harwick.",
        ],
    )
    def test_is_none_that_was_or_hopes_to_be(self, text):
        """
        The second largest, the largest of an older council and a hope are left out.
        """
        assert "largest_party" not in {each[1] for each in read(text)}


class TestCountStatus:
    @pytest.mark.parametrize(
        ("text", "status"),
        [
            ("Harwick so far: Labour 12, Greens 9.", "partial"),
            ("Harwick: Labour 12, Greens 9, with six seats outstanding.", "partial"),
            ("Harwick: Labour 12, Greens 9 and the count isn't over.", "partial"),
            ("Harwick: Labour 30, Greens 18. All the counts are finished.", "final"),
            ("The complete picture in Harwick: Labour 30, Greens 18.", "final"),
            ("Harwick at noon: Labour 12, Greens 9; 38 in, 43 to come.", "partial"),
            ("Harwick council – still counting. Don't ask.", "partial"),
        ],
    )
    def test_tells_whether_counting_goes_on(self, text, status):
        """
        So far, outstanding, not over: partial; finished, complete: final.
        """
        assert ("Harwick", "count_status", status, None) in read(text)

    def test_is_none_in_the_story_so_far(self):
        """
        "The story so far" is no count.
        """
        text = "The story so far\n\nHarwick: Labour 30, Greens 18."

        assert "count_status" not in {each[1] for each in read(text)}


class TestListComplete:
    @pytest.mark.parametrize(
        "text",
        [
            "Harwick council: Labour 30, Greens 18, nobody else.",
            "Harwick council: Labour 30, Greens 18, everybody else none.",
            "Harwick council: Labour 30, Greens 18. That's the lot.",
        ],
    )
    def test_is_said_of_two_parties(self, text):
        """
        Two parties are a whole list where the words say that nobody else is seated.
        """
        found = stated(text, a_council(parties=[{"party": "Labour", "seats": 30}]))

        assert "list_complete" in {each.measure for each in found}

    def test_is_not_said_of_two_parties_alone(self):
        """
        Two parties with nothing said of others are no list.
        """
        text = "Harwick council: Labour 30, Greens 18."
        found = stated(text, a_council(parties=[{"party": "Labour", "seats": 30}]))

        assert "list_complete" not in {each.measure for each in found}
