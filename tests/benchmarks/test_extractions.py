"""LangExtract's form: the examples go into it, its extractions come out as facts."""

from __future__ import annotations

import json

import pytest
from extractions import Extraction, description, example_extractions, fact_of
from stating import a_post

from extract.facts import claims
from extract.golden.pairing import match_key
from extract.offers import QUESTIONS
from extract.prompting import examples
from schemas.fact import MEASURES
from schemas.post import Post
from schemas.result import Reading

POST = a_post("Labour have 27 of the 48 seats in Harwick. In Mill Lane Ann Ray got 1,204 votes.")
COUNCIL = {"area": "Harwick", "party": "Labour", "value": "27"}
WARD = {"area": "Mill Lane", "contest": "ward", "person": "Ann Ray", "value": "1,204"}


def told(measure="seats", question="councils", text="27", span=(12, 14), **attributes):
    given = {**(COUNCIL if question == "councils" else WARD), **attributes}
    given = {name: each for name, each in given.items() if each is not None}
    return fact_of(Extraction(measure, text, given, span), question, POST)


@pytest.mark.parametrize("question", QUESTIONS)
class TestExamples:
    def test_say_what_the_answers_say(self, question):
        """
        Read back as facts, the extractions of each example are all that its answer states.
        """
        for (text, extractions), (_, answer) in zip(
            example_extractions(question), examples(question), strict=True
        ):
            post = Post(id="e", page="e", text=text)
            said = claims(Reading.model_validate(json.loads(answer)), post)
            read = [fact_of(each, question, post) for each in extractions]

            expected = {match_key(each)._replace(party=None) for each in said}
            assert expected == {match_key(each)._replace(party=None) for each in read}

    def test_stand_in_their_posts(self, question):
        """
        The text of each is that of the post at its span, in the order of the words.
        """
        for text, extractions in example_extractions(question):
            spans = [each.span for each in extractions]

            assert [each.text for each in extractions] == [text[slice(*each)] for each in spans]
            assert sorted(spans) == spans

    def test_that_state_nothing_have_none(self, question):
        """
        Some examples have no extractions, and others have.
        """
        counts = [len(extractions) for _, extractions in example_extractions(question)]

        assert 0 in counts
        assert max(counts) > 5

    def test_align_for_langextract_itself(self, question):
        """
        LangExtract finds the words of every example in its post.
        """
        pytest.importorskip("langextract", reason="LangExtract comes with the extra 'peers'")
        from langextract.prompt_validation import validate_prompt_alignment
        from ways import shown

        report = validate_prompt_alignment([each for each in shown(question) if each.extractions])

        assert not report.has_failed


class TestDescription:
    @pytest.mark.parametrize("question", QUESTIONS)
    def test_names_every_measure(self, question):
        """
        The prompt of a question describes each measure of its scope, and no field of seatcheck's form.
        """
        asked = description(question, 'You read posts.\n- `result` is one.\n- Nothing: {"x":[]}')
        kinds = [line.partition(":")[0].removeprefix("- ") for line in asked.splitlines()]

        assert set(MEASURES[question.removesuffix("s")]) <= set(kinds)
        assert "You read posts." == asked.splitlines()[0]
        assert "`" not in asked
        assert "None" not in asked


class TestFacts:
    def test_of_a_council(self):
        """
        Measure, area, party, value and the interval become a fact of the council.
        """
        fact = told()

        assert ("council", "Harwick", None, "Labour", "seats", 27) == (
            fact.scope, fact.area, fact.contest, fact.party, fact.measure, fact.value,
        )  # fmt: skip
        assert (12, 14, "27") == (fact.start, fact.end, fact.quote)

    def test_of_a_contest(self):
        """
        A candidate's votes are a fact of the ward and the person.
        """
        fact = told("votes", "contests", "1,204", None)

        assert ("contest", "Mill Lane", "ward", "Ann Ray", 1204) == (
            fact.scope, fact.area, fact.contest, fact.person, fact.value,
        )  # fmt: skip
        assert None is fact.start

    @pytest.mark.parametrize(
        ("measure", "value", "expected"),
        [
            ("seats_change", "-4", -4),
            ("seats_change", "+5", 5),
            ("vote_share", "34.6%", 34.6),
            ("seats", "seven", 7),
            ("seats", "2010", 2010),
            ("control", "Tories", "Conservative"),
            ("control", "no overall control", "NOC"),
            ("change", "Gain", "gain"),
            ("list_complete", "True", True),
        ],
    )
    def test_values(self, measure, value, expected):
        """
        A value is read in its measure's form: a number however written, a party by its alias.
        """
        assert expected == told(measure, value=value).value

    def test_value_of_the_words(self):
        """
        An extraction without a value says what its words say.
        """
        assert 27 == told(value=None).value

    def test_wrong_value_keeps_its_span(self):
        """
        A value that the words do not state is taken all the same, as LangExtract gives it.
        """
        assert (28, "27") == (told(value="28").value, told(value="28").quote)

    def test_owners(self):
        """
        An alias is the party, a party named as a person is no person, and what no one owns has no party.
        """
        assert "Conservative" == told(party="the Tories").party
        assert (None, "Labour") == (
            told("elected", "contests", value="true", person="Labour").person,
            told("elected", "contests", value="true", person="Labour").party,
        )
        assert None is told("council_size", value="48").party

    def test_past(self):
        """
        What is marked as past is past, else now.
        """
        assert ("past", "now") == (told(when="past").when, told().when)

    @pytest.mark.parametrize(
        ("measure", "attributes"),
        [
            ("councillors", {}),
            ("votes", {}),
            ("seats", {"area": None}),
            ("seats", {"value": "several"}),
            ("seats", {"value": "27.5"}),
            ("change", {"value": "landslide"}),
            ("list_complete", {"value": "27"}),
        ],
    )
    def test_unusable(self, measure, attributes):
        """
        A measure that is none, no area, or a value of another form comes to no fact.
        """
        assert None is told(measure, **attributes)
