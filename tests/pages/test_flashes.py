"""What announces control of a council, and of which."""

from __future__ import annotations

import pytest

from extract.pages.flashes import announced


class TestAnnounced:
    @pytest.mark.parametrize(
        "sentence",
        [
            "Labour hold Amberley.",
            "The Tories have lost Amberley to no overall control.",
            "Labour has won overall control of Amberley Borough Council, passing 19 seats.",
            "The Conservatives hold on to Amberley by a single seat.",
            "Labour have won back Amberley.",
            "Midshire Independents keep control of Amberley.",
            "The Green Party wins control of Amberley for the first time.",
            "Amberley, Midshire, stays under Labour.",
            "Amberley goes to Labour after four years without a majority.",
            "Amberley falls to no overall control.",
            "Amberley remains in no overall control.",
            "Amberley is still in no overall control.",
            "Amberley will remain Conservative.",
            "Amberley has gone from Labour to no overall control.",
            "Amberley changes hands from Labour to the Lib Dems.",
            "Amberley Borough Council has been won by the Lib Dems.",
            "Amberley is now under Labour control.",
            "Amberley: Labour hold.",
            "It's a Labour hold in Amberley!",
            "Lib Dem gain in Amberley.",
            "Still no overall control in Amberley.",
            "No change in Amberley.",
            "No party has a majority in Amberley.",
            "In Amberley, Labour have taken control.",
            "Control of Amberley passes to Labour.",
            "Breaking: Labour gain Amberley. More soon.",
        ],
    )
    def test_control_is_announced(self, sentence):
        """
        A party or a place opens the sentence, and a verb of control joins the two.
        """
        assert "Amberley" == announced(sentence)

    @pytest.mark.parametrize(
        "place",
        ["High Moor", "North East Moorshire", "Newbold & Sherwell", "Kingsmouth upon Tarn"],
    )
    def test_a_place_may_have_several_words(self, place):
        """
        The place is the whole capitalised phrase, small words inside it included.
        """
        assert place == announced(f"Labour take control of {place}, which had been hung.")

    @pytest.mark.parametrize(
        "sentence",
        [
            "Labour hold Amberley",
            "Labour have won seats in Amberley, Blyford and Harwell.",
            "Labour gain a seat.",
            "Labour took control of Amberley in 2019.",
            "Last time, no one party took overall control.",
            "They gained Amberley.",
            "The council remains in no overall control.",
            "Priya Anand has taken Amberley from the Conservatives.",
            "Labour have gained the Amberley ward from the Conservatives.",
            "Labour have held Amberley South in a by-election.",
            "The Lib Dems win Amberley seat.",
            "Labour also hold Amberley.",
            "Meanwhile, Labour hold Amberley.",
            "Labour say they will win Amberley.",
            "Could Labour win Amberley?",
            "In Amberley, Labour need six seats.",
            "Ian Brand is the Labour leader.",
            "Turnout was 37%.",
        ],
    )
    def test_nothing_is_announced(self, sentence):
        """
        A bullet, seats, wards, people, history, hopes and asides announce no control.
        """
        assert announced(sentence) is None
