"""Phrases: each of the data file is read from a post of the goldens or from a sentence of its own."""

from __future__ import annotations

import tomllib

import pytest
from test_phrases import symbols

from extract import phrases, settings
from extract.model.client import Client
from extract.model.recordings import Recordings
from extract.model.spec import parse_spec
from extract.pages import read_pages
from extract.placing import councils_of
from extract.reading import read_post

# What each says: measure, whose ("-" where the sentence leaves it open), value.
FIGURES = [
    (
        "Ann Lee (Lab) 1,266 (58.3%, up six).",
        "votes Ann Lee 1266; vote_share Ann Lee 58.3; vote_share_change Ann Lee 6",
    ),
    (
        "Ann Lee (Lab) 1,266 (58.3%, down six).",
        "votes Ann Lee 1266; vote_share Ann Lee 58.3; vote_share_change Ann Lee -6",
    ),
    (
        "LAB Ann Lee ........ 1,266 (58.3); CON Bo Ray ..... 608",
        "votes Ann Lee 1266; vote_share Ann Lee 58.3; votes Bo Ray 608",
    ),
    ("Ann Lee keeps Elmdon for Labour with 1,266.", "votes Ann Lee 1266"),
    (
        "Labour's Ann Lee by five, 402 to 397, from the sitting Conservative, Bo Ray.",
        "votes Ann Lee 402; votes Bo Ray 397",
    ),
    (
        "Labour's Ann Lee is in by five, 402 to Bo Ray's 397.",
        "votes Ann Lee 402; votes Bo Ray 397",
    ),
    ("Labour +5 to 25; the Tories fell.", "seats_change Labour 5; seats Labour 25"),
    ("Con -7, 15; the rest fell.", "seats_change Conservative -7; seats Conservative 15"),
    ("Labour finish the night two down.", "seats_change Labour -2"),
    ("Labour end the day two up.", "seats_change Labour 2"),
    ("That makes the Greens six better off.", "seats_change Green 6"),
    ("That makes the Greens six worse off.", "seats_change Green -6"),
    (
        "The Greens, who won 14 here in 2019, are left with three.",
        "seats_before Green 14; seats Green 3",
    ),
    ("Reform UK makes its debut with ten.", "seats_before Reform UK 0; seats Reform UK 10"),
    ("Labour fell from 40 on a larger council to 17.", "seats_before Labour 40; seats Labour 17"),
    ("The Tories fit into one car now (there are five of them).", "seats Conservative 5"),
    ("It is all Labour, 31 of them.", "seats Labour 31"),
    ("The others, five, are independents.", "seats Independent 5"),
    ("The two left over are Greens.", "seats Green 2"),
    ("In the corner sits a solitary Green.", "entry Green 1"),
    ("No one can now get to 31.", "majority_threshold - 31"),
    ("First to 21 wins.", "majority_threshold - 21"),
    ("The number that decides it is 21.", "majority_threshold - 21"),
    ("With 41 of its 60 seats in, it is close.", "seats_declared - 41; council_size - 60"),
    ("South Harwick has 56 councillors.", "council_size - 56"),
    ("72 seats, every one of them up.", "council_size - 72"),
    ("39 members, twenty needed.", "council_size - 39; majority_threshold - 20"),
    ("46 now, where there were 40.", "council_size - 46; council_size_before - 40"),
    ("New chamber: 97 (147 before).", "council_size - 97; council_size_before - 147"),
    ("Seats on the council: 54.", "council_size - 54"),
    ("Labour were up four and down two.", "seats_gained Labour 4; seats_lost Labour 2"),
    ("Labour until now enjoyed a majority of 12.", "majority_before - 12"),
    ("Labour enjoy a majority of 12 before today.", "majority_before - 12"),
    (
        "Labour's majority is cut to nine, down from 15.",
        "majority Labour 9; majority_before Labour 15",
    ),
    ("Labour hold on. The majority slips from 15 to nine.", "majority_before - 15; majority - 9"),
    (
        "Labour hold on. The majority falls to nine, down from 15.",
        "majority - 9; majority_before - 15",
    ),
    ("The Greens are third after gaining four.", "seats_change - 4"),
    ("Labour's 20 councillors have shrunk to 12.", "seats_before Labour 20; seats Labour 12"),
    ("Labour's 20 councillors have all gone.", "seats_before Labour 20"),
    ("Labour, from 20 to 12.", "seats_before Labour 20; seats Labour 12"),
    ("Labour made a net gain of five.", "seats_change Labour 5"),
    ("Labour suffered a net loss of five.", "seats_change Labour -5"),
    ("UKIP lost their only seat.", "seats_before - 1; seats_change - -1"),
    (
        "For the first time there are Greens on the council: four of them.",
        "seats_before Green 0; seats Green 4",
    ),
    ("Labour are happy: net gains so far are five.", "seats_change - 5"),
    ("A net gain of five for Labour.", "seats_change Labour 5"),
    (
        "Labour hold Elmdon on 20 and Harwick with 30 of 48.",
        "entry Labour 20; entry - 30; council_size - 48",
    ),
    ("Labour hold Elmdon (20 of 36).", "entry Labour 20; council_size Labour 36"),
    ("20 Labour (24).", "entry Labour 20; bracketed Labour 24"),
    ("Labour finished three short of running it.", "short_of_majority - 3"),
    (
        "In Harwick Labour, whose leader is out, are on seven, unchanged.",
        "entry - 7; seats_change - 0",
    ),
    ("Labour picked up three to finish with 21.", "seats_change Labour 3; seats Labour 21"),
    ("Labour lost four seats and the Greens two.", "seats_change Labour -4; seats_change Green -2"),
    ("Labour's tally of 12 is three down.", "seats - 12; seats_change - -3"),
    ("Labour's tally of 12 is three up.", "seats - 12; seats_change - 3"),
    ("They have lost their majority, dropping from 30 to 19.", "seats_before - 30; seats - 19"),
    ("Labour's 21 is a gain of three.", "seats Labour 21; seats_change Labour 3"),
    ("Labour's 21 is a loss of three.", "seats Labour 21; seats_change Labour -3"),
    ("Labour's 21 is three more.", "seats Labour 21; seats_change Labour 3"),
    ("Labour's 21 is three fewer.", "seats Labour 21; seats_change Labour -3"),
    (
        "They slump from 30 to 19, a loss of 11.",
        "seats_before - 30; seats - 19; seats_change - -11",
    ),
    ("They rise from 19 to 30, a gain of 11.", "seats_before - 19; seats - 30; seats_change - 11"),
    ("Labour lead 31 to 24.", "seats Labour 31"),
    ("Labour are down three to 18.", "seats_change Labour -3; seats Labour 18"),
    ("Labour are three up to 18.", "seats_change Labour 3; seats Labour 18"),
    ("Labour are three down to 18.", "seats_change Labour -3; seats Labour 18"),
    (
        "The Tories, whose leader is out, finish with 18, a loss of four.",
        "entry - 18; seats_change - -4",
    ),
    (
        "The SNP 8 and the Tories three, these last up two.",
        "entry SNP 8; seats Conservative 3; seats_change Conservative 2",
    ),
    ("Nineteen for Labour: three fewer than they need.", "entry Labour 19; short_of_majority - 3"),
    ("Labour need just four of those.", "short_of_majority - 4"),
    ("Labour are agonisingly three away.", "short_of_majority - 3"),
    ("Labour are shy by three.", "short_of_majority - 3"),
    ("Needed for a majority: 24.", "majority_threshold - 24"),
    ("Labour have passed the 24-seat mark.", "majority_threshold - 24"),
    ("At the count they say 24 wins it.", "majority_threshold - 24"),
    ("Labour kept eight of the 11 it was defending.", "seats_won - 8; seats_defended - 11"),
    ("Labour lost three of the 11 it was defending.", "seats_change - -3; seats_defended - 11"),
    ("16 seats of 48 were contested.", "seats_up - 16; council_size - 48"),
    ("We have had 12 results.", "seats_declared - 12"),
    ("After 12 of 48 declarations Labour lead.", "seats_declared - 12; council_size - 48"),
    ("Labour, defending 11, lost three.", "seats_defended - 11; seats_change - -3"),
    ("Labour kept all 11 it was defending.", "seats_won - 11; seats_defended - 11"),
    ("There are two vacancies.", "seats_vacant - 2"),
    ("The council (48 seats) is hung.", "council_size - 48"),
    ("A council of 48, down from 52.", "council_size - 48; council_size_before - 52"),
    (
        "In North Harwick the number has gone from 52 seats to 48.",
        "council_size_before - 52; council_size - 48",
    ),
    (
        "In North Harwick things have gone from 52 to 48 seats.",
        "council_size_before - 52; council_size - 48",
    ),
    ("There are 48 in all on the new map.", "council_size - 48"),
    ("That's a grand total of 48.", "council_size - 48"),
    ("The whole of Harwick, 48 seats, was up.", "council_size - 48"),
    ("North Harwick (48 members), hung again.", "council_size - 48"),
    ("The council used to have 52 seats on the old map.", "council_size_before - 52"),
    ("Labour had it on the old council of 52.", "council_size_before - 52"),
    ("It has been trimmed from 52 to 48.", "council_size_before - 52; council_size - 48"),
    ("It has grown from 48 to 52 members.", "council_size_before - 48; council_size - 52"),
    ("Of the 48 councillors, 30 are Labour.", "council_size - 48; entry Labour 30"),
    ("The council now has 48 members.", "council_size - 48"),
    (
        "There were 52 seats then and there are 48 now.",
        "council_size_before - 52; council_size - 48",
    ),
    ("The Conservatives have nobody at all.", "seats Conservative 0"),
    ("The Conservatives are wiped out.", "seats Conservative 0"),
    ("Labour lost all six of its councillors.", "seats_before - 6; seats_change - -6"),
    ("A surviving Green and a Tory make up the rest.", "entry Green 1; entry Conservative 1"),
    ("Labour 30 and a brace of Greens.", "entry Labour 30; entry Green 2"),
    ("30 for Labour, a couple for the Greens.", "entry Labour 30; entry Green 2"),
    ("Labour have 30, the Greens a couple.", "entry Labour 30; entry Green 2"),
    ("The Tories are a couple up, on 12.", "seats_change - 2; seats - 12"),
    ("Labour and the Greens took home 12 each.", "entry Labour 12; entry Green 12"),
    ("12 all Labour and the Greens.", "entry Labour 12; entry Green 12"),
    ("Labour 31 to Reform's 24.", "entry Labour 31; entry Reform UK 24"),
    ("Labour won it, 31 to the Tories' 24.", "entry - 31; entry Conservative 24"),
    ("Labour win Elmdon on 20 seats, and in Harwick on 30.", "entry Labour 20; entry - 30"),
    ("Labour hold, 30 seats.", "entry Labour 30"),
    ("Labour managed 12.", "entry Labour 12"),
    ("That leaves them on 19.", "entry - 19"),
    ("In Harwick they were whittled down to a paltry seven.", "entry - 7"),
    ("They are joined by two from the Greens.", "entry Green 2"),
    ("Then come the Greens, who had hoped for far more, nine.", "entry Green 9"),
    ("Labour swept the board, winning 30.", "won - 30"),
    ("The Labour group now numbers 30.", "entry Labour 30"),
    ("Four more from the Greens.", "entry Green 4"),
    ("Reform have their first councillor here.", "seats_before Reform UK 0"),
    ("Labour lost both their seats.", "seats_before - 2; seats_change - -2"),
    (
        "Lab 17 +5, Con 14 -6",
        "seats Labour 17; seats_change Labour 5; seats Conservative 14; seats_change Conservative -6",
    ),
    ("Lab now on 17 in Harwick (+5).", "seats Labour 17; seats_change Labour 5"),
    ("There 28/32 seats declared.", "seats_declared - 28; council_size - 32"),
    ("Harwick (28 of 32): Lab 15", "seats_declared - 28; council_size - 32; entry Labour 15"),
    ("Total seats: 48", "council_size - 48"),
    ("To come: 5", "seats_remaining - 5"),
    ("Labour are unchanged on 21.", "seats_change Labour 0; seats Labour 21"),
    ("Labour finish on 21, three shy of control.", "entry Labour 21; short_of_majority - 3"),
    ("A majority here is 24.", "majority_threshold - 24"),
    ("The magic number is 24.", "majority_threshold - 24"),
    ("There 28 of the 32 so far declared.", "seats_declared - 28; council_size - 32"),
    ("The 48-seat council is hung.", "council_size - 48"),
    (
        "Labour's Ann Lee won with 1,204 to 1,100 for Bo Ray (Con).",
        "votes Ann Lee 1204; votes Bo Ray 1100",
    ),
    ("30 for Labour, nothing for the Tories.", "entry Labour 30; seats Conservative 0"),
    ("The last ward gave Labour its fifteenth councillor.", "seats - 15"),
    ("Labour are level with the Tories on 21.", "entry Labour 21; entry Conservative 21"),
    ("21 apiece for Labour and the Tories.", "entry Labour 21; entry Conservative 21"),
    ("Labour are three short, on 21.", "short_of_majority - 3; entry - 21"),
    ("Labour have 30 in Elmdon, and 20 in Harwick.", "entry Labour 30; entry - 20"),
    ("On the old council of 52 it was easy.", "council_size_before - 52"),
    (
        "I recall that there were 52 before and there are 48 now.",
        "council_size_before - 52; council_size - 48",
    ),
    (
        "There sits a surviving Green and a lone Tory make up the rest.",
        "entry Green 1; entry Conservative 1",
    ),
    ("Reform gain their first councillor here.", "seats_before Reform UK 0"),
    ("Labour have an 11-seat majority.", "majority Labour 11"),
    ("Labour edged it, with 31 to Reform's 24.", "seats Labour 31; seats Reform UK 24"),
    ("Labour are three too few.", "short_of_majority - 3"),
    ("Here it takes 24 to govern.", "majority_threshold - 24"),
    ("That is your 48.", "council_size - 48"),
    ("Labour's Ann Lee won comfortably with 52% of the vote.", "vote_share Ann Lee 52"),
    ("Labour and the Greens are level on 20.", "entry Labour 20; entry Green 20"),
]
# What each says: the statement, of whom.
CONTESTS = [
    ("Labour's Ann Lee has held Elmdon.", "hold Ann Lee"),
    ("Ann Lee (Labour) has held Elmdon.", "hold Ann Lee"),
    ("Ann Lee (Labour) has gained Elmdon from the Tories.", "gain Ann Lee"),
    ("Labour's Ann Lee has won Elmdon.", "win Ann Lee"),
    ("Ann Lee (Labour) has won Elmdon.", "win Ann Lee"),
    ("Ann Lee of the Greens is here. Ann Lee has won Elmdon.", "win Ann Lee"),
    ("In Elmdon, Labour's Ann Lee clung on.", "hold Ann Lee"),
    ("Not elected: Ann Lee (Lab) 204", "lose Ann Lee"),
    ("There Elmdon was held by Labour.", "hold Labour"),
    ("There Elmdon was taken by Labour.", "gain Labour"),
    ("There Elmdon stays in Labour hands.", "hold Labour"),
    ("After two recounts: a Green gain there.", "gain Green"),
    ("After two recounts: a Green hold there.", "hold Green"),
    ("Ann Lee of the Greens is here. Ann Lee has gained Elmdon from Labour.", "gain Ann Lee"),
    ("Both places there went Green.", "gain Green"),
    ("Labour gain from the Tories in Elmdon.", "gain Labour"),
    ("Here Mill Lane has elected Labour's Ann Lee.", "win Ann Lee"),
    ("Labour took both seats: Ann Lee (1,204) and Bo Ray (1,180).", "gain Bo Ray"),
    ("Labour won all three seats through Ann Lee (1,204) and Bo Ray (1,180).", "win Bo Ray"),
    ("Labour's Ann Lee safely home.", "win Ann Lee"),
    ("Among the fallen is the leader, Labour's Ann Lee.", "lose Ann Lee"),
    ("Labour's Ann Lee polled 1,204 and kept her seat.", "hold Ann Lee"),
    ("The seat was last held by Labour.", "was Labour"),
    ("It follows the death of the Labour councillor.", "was Labour"),
]


def figures(text):
    found = set()
    for said in phrases.said_in(*symbols(text)):
        whose = said.person or said.party
        value = abs(said.numeral.value) * (said.sign or 1)
        name = getattr(whose, "name", None) or getattr(whose, "party", None) or "-"
        found.add(f"{said.measure} {name} {value}")
    return found


def contests(text):
    return [
        f"{said.says} {said.person.name if said.person else said.party.party}"
        for said in phrases.stated_in(*symbols(text))
    ]


@pytest.mark.parametrize(("text", "said"), FIGURES)
def test_a_sentence_says_its_figures(text, said):
    """
    A sentence says what its figures are and whose, and nothing more.
    """
    assert set(said.split("; ")) == figures(text)


@pytest.mark.parametrize(("text", "said"), CONTESTS)
def test_a_sentence_says_who_has_a_contest(text, said):
    """
    A sentence says who holds, gains, wins or loses.
    """
    assert said in contests(text)


@pytest.fixture(scope="module")
def used():
    """
    The numbers of the phrases and statements that the goldens and these sentences use.
    """
    with pytest.MonkeyPatch.context() as patch:
        used = {"phrase": set(), "statement": set()}
        for kind, name in (("phrase", "figures_by_phrase"), ("statement", "contests_by_phrase")):
            patch.setattr(phrases, name, noting(getattr(phrases, name), used[kind]))
        for text, _ in FIGURES:
            figures(text)
        for text, _ in CONTESTS:
            contests(text)
        for folder in (settings.GOLDEN, settings.GOLDEN / "tune"):
            replay(folder)
        return used


def noting(read, into):
    def noted(*stretch):
        for number, said in read(*stretch):
            into.add(number)
            yield number, said

    return noted


def replay(folder):
    posts = list(read_pages([folder / "pages"]).posts)
    client, named = Client(None, recordings=Recordings(folder / "recordings")), councils_of(posts)
    for post in posts:
        read_post(post, parse_spec("recorded"), client, page=named[post.page])


@pytest.mark.parametrize("kind", ["phrase", "statement"])
def test_every_phrase_is_used(used, kind):
    """
    No phrase of the data file is dead: a post or a sentence needs it, whatever stands before it.
    """
    rows = tomllib.loads((settings.DATA / "phrases.toml").read_text(encoding="utf-8"))[kind]
    unused = [row["like"] for number, row in enumerate(rows) if number not in used[kind]]

    assert [] == unused


def test_every_word_is_used():
    """
    No list of words stands in the data file unused.
    """
    table = tomllib.loads((settings.DATA / "phrases.toml").read_text(encoding="utf-8"))
    text = str(table)

    assert [] == [name for name in table["words"] if f"{{{name}}}" not in text]
