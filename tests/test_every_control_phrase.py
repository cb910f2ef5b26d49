"""Who runs a council: each row of the data file is read from a post of the goldens or from a sentence here."""

from __future__ import annotations

import tomllib

import pytest
from stating import a_council, stated
from test_every_phrase import noting, replay

from extract import control_phrases, settings

# What each states of Harwick: measures with their values, a change with its party.
SENTENCES = [
    ("In Harwick the largest group is Labour.", "largest_party Labour"),
    ("Harwick has been won from no overall control by the Tories.",
     "change gain Conservative; control Conservative; control_before NOC"),
    ("No change from no overall control in Harwick.", "control NOC; control_before NOC"),
    ("No change in Harwick: still no overall control.", "control NOC; control_before NOC"),
    ("Harwick council: NOC (no change)", "control NOC; control_before NOC"),
    ("Harwick, hung for ten years, is now a Labour council.",
     "change gain Labour; control Labour; control_before NOC"),
    ("Harwick is no longer hung.", "control_before NOC"),
    ("Harwick: NOC to Labour.", "control_before NOC"),
    ("Harwick has gone to no overall control from Labour.",
     "change loss Labour; control NOC; control_before Labour"),
    ("Harwick stays as it was: no overall control.", "control NOC; control_before NOC"),
    ("Another four years of no overall control for Harwick.", "control NOC; control_before NOC"),
    ("In Harwick the council is nobody's.", "control NOC"),
    ("Harwick, which has been Tory for as long as anyone can recall, isn't.",
     "change loss Conservative; control_before Conservative"),
    ("Harwick council: no overall control (was Labour)",
     "change loss Labour; control NOC; control_before Labour"),
    ("Harwick is now a Conservative council, run by Labour since 1998.",
     "change gain Conservative; control Conservative; control_before Labour"),
    ("Harwick, under Labour control since 2010, is now a Conservative council.",
     "change gain Conservative; control Conservative; control_before Labour"),
    ("Reform UK take Harwick, previously held by Labour.",
     "change gain Reform UK; control Reform UK; control_before Labour"),
    ("• Harwick: Conservative win", "control Conservative"),
    ("Harwick | Labour to Conservative",
     "change gain Conservative; control Conservative; control_before Labour"),
    ("Con to Lab in Harwick council.",
     "change gain Labour; control Labour; control_before Conservative"),
    ("Harwick: Labour, at the third attempt, from the Conservatives.",
     "change gain Labour; control Labour; control_before Conservative"),
    ("Labour hold: Harwick, Fenmoor", "change hold Labour; control Labour"),
    ("Labour gain: Harwick, Fenmoor", "change gain Labour; control Labour"),
    ("Harwick Labour HOLD", "change hold Labour; control Labour"),
    ("Harwick Labour GAIN from the Greens.",
     "change gain Labour; control Labour; control_before Green"),
    ("Harwick: held by Labour.", "change hold Labour; control Labour"),
    ("Harwick: gained by Labour from the Greens.",
     "change gain Labour; control Labour; control_before Green"),
    ("No change in Harwick - still Labour.", "change hold Labour; control Labour"),
    ("Voters have handed control of Harwick to Labour.", "control Labour"),
    ("Harwick: too gone from Labour to the Greens", "change loss Labour; control_before Labour"),
    ("Harwick is no longer a Labour council.", "change loss Labour; control_before Labour"),
    ("Voters in Harwick have given Labour another four years in charge.",
     "change hold Labour; control Labour"),
    ("A Labour administration in Harwick has been re-elected.",
     "change hold Labour; control Labour"),
    ("A gain for Labour in Harwick, at the expense of the Greens.",
     "change gain Labour; control Labour; control_before Green"),
    ("Harwick goes from the Conservatives to Labour.",
     "change gain Labour; control Labour; control_before Conservative"),
    ("Harwick has been lost by the Conservatives to Labour.",
     "change gain Labour; control Labour; control_before Conservative"),
    ("Harwick has lost its Labour majority.", "change loss Labour; control_before Labour"),
    ("Control of Harwick has been retained by Labour.", "change hold Labour; control Labour"),
    ("Harwick has been taken from the Conservatives by Labour.",
     "change gain Labour; control Labour; control_before Conservative"),
    ("Harwick has been gained by the Liberal Democrats.",
     "change gain Liberal Democrat; control Liberal Democrat"),
    ("Harwick was won from the Greens by Labour.",
     "change gain Labour; control Labour; control_before Green"),
    ("Harwick has been won by Labour.", "control Labour"),
    ("Previously hung, Harwick is now a Labour council.",
     "change gain Labour; control Labour; control_before NOC"),
    ("Harwick, which nobody has run since 2019, is now a Labour council.",
     "change gain Labour; control Labour; control_before NOC"),
    ("The Conservatives' years in charge of Harwick are over. Labour take control.",
     "change gain Labour; control Labour; control_before Conservative"),
    ("A loss for Labour in Harwick.", "change loss Labour; control_before Labour"),
    ("Labour lose Fenmoor, Harwick to no overall control.",
     "change loss Labour; control NOC; control_before Labour"),
    ("In Harwick Labour regain their majority.", "change gain Labour; control Labour"),
    ("The Conservatives have lost Harwick to Labour.",
     "change gain Labour; control Labour; control_before Conservative"),
    ("Labour lost ground in the suburbs and their majority in Harwick.",
     "change loss Labour; control_before Labour"),
    ("Labour had 30 in Harwick and now their majority is gone.",
     "change loss Labour; control_before Labour"),
    ("The Conservatives have been ousted by Labour in Harwick.",
     "change gain Labour; control Labour; control_before Conservative"),
    ("Labour go on running Harwick.", "change hold Labour; control Labour"),
    ("Labour win control in Harwick for the sixth straight election.",
     "change hold Labour; control Labour"),
    ("Labour gained eleven seats in Harwick and the council from the Conservatives.",
     "change gain Labour; control Labour; control_before Conservative"),
    ("Labour took over in Harwick.", "control Labour"),
    ("Labour celebrate in Harwick, taken from the Greens.",
     "change gain Labour; control Labour; control_before Green"),
    ("Labour have a clear majority in Harwick.", "control Labour"),
    ("The Conservatives have been overtaken by Labour as the largest party in Harwick.",
     "largest_party Labour"),
    ("Harwick council: NOC, Lab largest party", "control NOC; largest_party Labour"),
    ("Labour, with most seats in Harwick, are pleased.", "largest_party Labour"),
]  # fmt: skip
SAID = ("control", "control_before", "change", "largest_party")


def of_harwick(text):
    councils = [a_council(each) for each in ("Harwick", "Fenmoor") if each in text]
    found = {
        " ".join(map(str, (each.measure, each.value, *([each.party] if each.party else []))))
        for each in stated(text, *councils)
        if each.area == "Harwick" and each.measure in SAID
    }
    return "; ".join(sorted(found))


@pytest.mark.parametrize(("text", "said"), SENTENCES)
def test_a_sentence_says_who_runs_a_council(text, said):
    """
    A sentence says who has a council, who had it and how it changed, and nothing more.
    """
    assert said == of_harwick(text)


@pytest.fixture(scope="module")
def used():
    """
    The numbers of the rows that the goldens and these sentences use.
    """
    found = set()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            control_phrases, "told_by_phrase", noting(control_phrases.told_by_phrase, found)
        )
        for text, _ in SENTENCES:
            of_harwick(text)
        for folder in (settings.GOLDEN, settings.GOLDEN / "tune"):
            replay(folder)
    return found


def test_every_row_is_used(used):
    """
    No row of the data file is dead: a post or a sentence needs it, whatever stands before it.
    """
    text = (settings.DATA / "control.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["control"]

    assert [] == [row["like"] for number, row in enumerate(rows) if number not in used]
