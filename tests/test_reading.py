"""Reading: every part of a post asked, merged, grounded, and moved to its place in the content."""

from __future__ import annotations

import pytest
from stating import a_council, a_post, a_ward

from extract.model.client import Asked
from extract.model.errors import CutOffError
from extract.model.spec import parse_spec
from extract.reading import facts_of, read_post
from schemas.result import ContestAnswer, CouncilAnswer, Reading

SPEC = parse_spec("openai/any-model")


class Answering:
    """A client that answers from a script: by question, where the message names the area."""

    def __init__(self, councils=(), contests=(), failing=None):
        self.said = {"councils": councils, "contests": contests}
        self.failing = failing
        self.asked = []

    def ask(self, request, answer_model):
        """What a client gives for one request."""
        text = request.messages[-1]["content"]
        self.asked.append((request.question, text))
        if self.failing is not None and self.failing in (request.question, text):
            return Asked(None, CutOffError("the answer was cut off"), (), 1)
        results = [
            each
            for each in self.said[request.question]
            if each.get("council", each.get("area")) in text
        ]
        return Asked(answer_model.model_validate({request.question: results}), None, (), 1)


def live(read):
    return [each for each in read.facts if each.status != "rejected"]


HEAD = a_post(
    "Counting goes on across the county\n"
    "Labour hold Harwick\n"
    "The Greens gain Fenmoor from the Conservatives\n"
    "Conservatives lose Oldcastle to no overall control",
    kind="head",
    title="Election night: three councils declare",
)
THREE = (
    a_council("Harwick", "Labour hold"),
    a_council("Fenmoor", "Green gain from Conservatives"),
    a_council("Oldcastle", "Conservatives lose to no overall control"),
)


def test_facts_have_their_posts_election():
    """
    A post of the night after polling day gives facts of that polling day; one of no count none.
    """
    said = Answering([a_council("Harwick", "Labour hold")])
    counted = read_post(a_post("Labour hold Harwick"), SPEC, said)
    untimely = read_post(a_post("Labour hold Harwick", published="2023-11-05T12:00"), SPEC, said)

    assert {"2023-05-04"} == {each.election for each in counted.facts}
    assert {None} == {each.election for each in untimely.facts}


class TestParts:
    def test_are_merged(self):
        """
        The facts of every part of a head are the post's facts.
        """
        read = read_post(HEAD, SPEC, Answering(THREE))

        assert {
            ("Harwick", "control", "Labour"),
            ("Harwick", "change", "hold"),
            ("Fenmoor", "control", "Green"),
            ("Fenmoor", "change", "gain"),
            ("Fenmoor", "control_before", "Conservative"),
            ("Oldcastle", "control", "NOC"),
            ("Oldcastle", "control_before", "Conservative"),
            ("Oldcastle", "change", "loss"),
        } == {(each.area, each.measure, each.value) for each in live(read)}

    def test_have_their_offsets_in_the_whole_content(self):
        """
        The words of a fact stand at its offsets in title and text together.
        """
        facts = live(read_post(HEAD, SPEC, Answering(THREE)))

        assert [each.quote for each in facts] == [
            HEAD.content[each.start : each.end] for each in facts
        ]
        line = HEAD.content.index("The Greens gain")
        fenmoor = [each for each in facts if each.area == "Fenmoor"]
        assert all(
            line <= each.start < HEAD.content.index("Conservatives lose") for each in fenmoor
        )
        assert all(line <= each.owner_start < len(HEAD.content) for each in fenmoor)

    def test_give_ids_that_are_all_different(self):
        """
        The same words in two parts are two places, hence two facts' ids.
        """
        facts = live(read_post(HEAD, SPEC, Answering(THREE)))

        assert len(facts) == len({each.id for each in facts})

    def test_give_a_fact_said_twice_once(self):
        """
        A fact that two parts state is written once, with its first span.
        """
        post = a_post("Welcome\nHarwick: Labour hold Harwick\nLabour hold Harwick", kind="head")
        facts = live(read_post(post, SPEC, Answering(THREE)))
        control = [each for each in facts if each.measure == "control"]

        assert 1 == len(control)
        assert control[0].start < post.content.rindex("Labour hold")

    def test_are_listed_with_what_was_sent(self):
        """
        Each request is on the record, in the order asked.
        """
        client = Answering(THREE)
        read = read_post(HEAD, SPEC, client)

        assert client.asked == [
            (each.request.question, each.request.messages[-1]["content"]) for each in read.parts
        ]


class TestTwoQuestions:
    TEXT = "Labour hold Harwick council, but Ada Finch has lost her seat in Mill Lane ward."

    def test_are_one_reading_of_one_post(self):
        """
        What a post says of councils and of contests is grounded together.
        """
        client = Answering(
            [a_council("Harwick", "Labour hold")],
            [a_ward(candidates=[{"person": "Ada Finch", "elected": False}])],
        )
        read = read_post(a_post(self.TEXT), SPEC, client)

        assert {"councils", "contests"} == {question for question, _ in client.asked}
        assert {
            ("council", "Harwick", "control", "Labour"),
            ("council", "Harwick", "change", "hold"),
            ("contest", "Mill Lane", "elected", False),
        } == {(each.scope, each.area, each.measure, each.value) for each in live(read)}

    def test_have_offsets_in_title_and_text(self):
        """
        A titled post's facts count from the title's first letter.
        """
        post = a_post(self.TEXT, title="Two stories")
        client = Answering([a_council("Harwick", "Labour hold")])
        facts = live(read_post(post, SPEC, client))

        assert facts
        assert all(post.content[each.start : each.end] == each.quote for each in facts)
        assert all(each.start >= len("Two stories\n\n") for each in facts)


class TestFailure:
    @pytest.mark.parametrize(
        "failing", ["Labour hold Harwick", "Conservatives lose Oldcastle to no overall control"]
    )
    def test_of_one_part_fails_the_post(self, failing):
        """
        A post with a part that has no answer has no facts, and says why.
        """
        read = read_post(HEAD, SPEC, Answering(THREE, failing=failing))

        assert () == read.facts
        assert "the answer was cut off" == str(read.error)

    def test_keeps_the_exchanges_so_far(self):
        """
        What was asked before the failure, and the failed request, stay on the record.
        """
        client = Answering(THREE, failing="The Greens gain Fenmoor from the Conservatives")
        read = read_post(HEAD, SPEC, client)

        assert len(client.asked) == len(read.parts)

    def test_of_one_question_fails_the_post(self):
        """
        Half of an answer is none.
        """
        post = a_post(TestTwoQuestions.TEXT)
        client = Answering([a_council("Harwick", "Labour hold")], failing="contests")
        read = read_post(post, SPEC, client)

        assert () == read.facts
        assert isinstance(read.error, CutOffError)


class TestNothingHere:
    def test_costs_no_request(self):
        """
        A post that can state nothing is read without asking.
        """
        client = Answering()
        read = read_post(a_post("Good morning, and welcome."), SPEC, client)

        assert ([], (), None) == (client.asked, read.facts, read.error)

    def test_is_no_failure(self):
        """
        An empty answer is an answer.
        """
        read = read_post(a_post("Labour hold Harwick"), SPEC, Answering())

        assert ((), None) == (read.facts, read.error)


class TestFactsOf:
    def test_a_stretch_see_no_words_outside_it(self):
        """
        A part's answer is grounded in the part's words alone.
        """
        post = a_post("Early news of Harwick\nThe Greens have 12 seats on Fenmoor council")
        reading = Reading(
            councils=CouncilAnswer.model_validate(
                {"councils": [a_council("Harwick", parties=[{"party": "Greens", "seats": 12}])]}
            ).councils,
            contests=ContestAnswer(contests=[]).contests,
        )

        facts = facts_of(reading, post, (0, post.content.index("\n")))

        assert {"rejected"} == {each.status for each in facts}
