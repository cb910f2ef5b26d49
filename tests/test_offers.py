"""Offers: which questions a text is asked, and which fields its words could state."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from extract.offers import answer_model, full_schema, narrowed, questions, sent_schema
from schemas.result import ContestAnswer, CouncilAnswer

FIGURES = {"integer", "number"}


def fields(text, of, question="councils", **options):
    """The fields that a text is offered of one kind of row."""
    return set(narrowed(question, text, **options)["$defs"][of]["properties"])


def offered(text, field, of="PartyRow"):
    question = "contests" if of in ("ContestResult", "Candidate") else "councils"
    return field in fields(text, of, question)


class TestQuestions:
    @pytest.mark.parametrize(
        "text",
        [
            "Labour hold Harwick",
            "Harwick goes to the Greens from no overall control.",
            "LAB 20, CON 9, GRN 4",
            "With nine results to come in Harwick, Labour are two short of a majority.",
            "Harwick council: Labour 20 seats",
        ],
    )
    def test_ask_of_councils(self, text):
        """
        A text that may speak of a whole council is asked what it says of councils.
        """
        assert "councils" in questions(text)

    @pytest.mark.parametrize(
        "text",
        [
            "Ada Finch has won Mill Lane ward for Labour.",
            "Ada Finch is elected mayor of Harwick.",
            "Turnout in the by-election was 31%.",
            "The council leader, Bo Marl, has lost his seat.",
            "Bo Marl is the new police and crime commissioner.",
            "Ada Finch got 1,204 votes.",
            "In the Harwick constituency the Lib Dems win.",
        ],
    )
    def test_ask_of_contests(self, text):
        """
        A text that may speak of a ward, a mayor or a candidate is asked what it says of contests.
        """
        assert "contests" in questions(text)

    def test_ask_both_of_a_text_that_speaks_of_both(self):
        """
        A council and a lost seat in one text are two questions.
        """
        text = "Labour lose control of Harwick council, and their leader has lost her seat."

        assert ("councils", "contests") == questions(text)

    def test_ask_nothing_of_councils_where_only_a_mayor_is_elected(self):
        """
        A mayor's votes are no council's.
        """
        assert ("contests",) == questions("Ada Finch is the new mayor with 12,020 votes.")


class TestFields:
    @pytest.mark.parametrize(
        ("field", "of", "text"),
        [
            ("seats_before", "PartyRow", "Labour have 12, down from 14."),
            ("seats_before", "PartyRow", "Labour had 14 before today."),
            ("seats_before", "PartyRow", "Labour have 12; they previously held 14."),
            ("seats_change", "PartyRow", "Labour lost seven seats."),
            ("seats_change", "PartyRow", "Labour 23 (-15)"),
            ("seats_change", "PartyRow", "Labour are up three."),
            ("seats_won", "PartyRow", "Labour won 9 of the 16 up for election."),
            ("seats_defended", "PartyRow", "Labour were defending 31."),
            ("short_of_majority", "PartyRow", "Labour are five shy of a majority."),
            ("majority", "PartyRow", "Labour have a majority of eleven."),
            ("vote_share", "PartyRow", "Labour took 31% across the county."),
            ("council_size", "CouncilResult", "Labour have 27 of the 48 seats."),
            ("council_size", "CouncilResult", "It is a 48-seat council."),
            ("majority_threshold", "CouncilResult", "Labour passed the 33 needed."),
            ("seats_up", "CouncilResult", "There were 16 seats up for election."),
            ("seats_remaining", "CouncilResult", "There are nine results to come."),
            ("seats_declared", "CouncilResult", "So far 30 seats have been declared."),
            ("largest_party", "CouncilResult", "Labour are the largest party."),
            ("turnout", "ContestResult", "Turnout was 38% in the ward."),
            ("majority", "ContestResult", "She won by 12 votes."),
            ("electorate", "ContestResult", "There are 7,204 electors."),
            ("rejected_ballots", "ContestResult", "18 papers were rejected."),
            ("party_before", "ContestResult", "She took the seat from Labour."),
            ("vote_share", "Candidate", "She got 31% of the vote."),
        ],
    )
    def test_are_offered_where_words_could_state_them(self, field, of, text):
        """
        What the words of a text could state, its schema has room for.
        """
        assert offered(text, field, of)

    @pytest.mark.parametrize(
        ("field", "of", "text"),
        [
            ("seats_before", "PartyRow", "LAB 12, CON 9"),
            ("seats_change", "PartyRow", "LAB 12, CON 9"),
            ("short_of_majority", "PartyRow", "LAB 12, CON 9"),
            ("majority", "PartyRow", "LAB 12, CON 9"),
            ("majority_before", "PartyRow", "LAB 12, CON 9"),
            ("vote_share", "PartyRow", "LAB 12, CON 9"),
            ("majority_threshold", "CouncilResult", "LAB 12, CON 9"),
            ("seats_remaining", "CouncilResult", "LAB 12, CON 9"),
            ("largest_party", "CouncilResult", "LAB 12, CON 9"),
            ("turnout", "ContestResult", "Ada Finch has 812 votes."),
            ("rejected_ballots", "ContestResult", "Ada Finch has 812 votes."),
            ("when", "CouncilResult", "LAB 12, CON 9"),
        ],
    )
    def test_are_left_out_where_no_word_could_state_them(self, field, of, text):
        """
        A model fills any field that it is offered; none is offered for nothing.
        """
        assert not offered(text, field, of)

    def test_of_what_happened_are_always_there(self):
        """
        The council's name and who controls it are asked of every text.
        """
        schema = narrowed("councils", "Hello.")["$defs"]["CouncilResult"]

        assert {"council", "result"} <= set(schema["properties"])
        assert {"council", "result"} == set(schema["required"])

    @pytest.mark.parametrize("question", ["councils", "contests"])
    def test_hold_no_figures_where_the_text_has_no_number(self, question):
        """
        A text without a numeral is offered no field for a figure.
        """
        text = (
            "Labour gain Harwick from the Tories. Turnout, votes, majority: nothing said. In 2019?"
        )
        schema = narrowed(question, text)

        assert [] == [
            (of, name)
            for of, row in schema["$defs"].items()
            if of in ("CouncilResult", "ContestResult", "Candidate")
            for name, each in row["properties"].items()
            if name not in row.get("required", []) and each.get("type") in FIGURES
        ]
        assert (
            "parties" not in schema["$defs"].get("CouncilResult", {"properties": {}})["properties"]
        )

    @pytest.mark.parametrize("field", ["list_complete", "count_status", "said_by"])
    def test_leave_out_what_the_words_tell_better(self, field):
        """
        Whether a list is complete and a count over is read from the words, and never asked.
        """
        text = 'So far, "we have 12 of 30 seats", says Labour; final result to come. All declared.'

        assert not offered(text, field, "CouncilResult")


class TestFullSchema:
    @pytest.mark.parametrize("question", ["councils", "contests"])
    def test_has_no_nulls(self, question):
        """
        What is not stated is left out, never null.
        """
        assert '"null"' not in json.dumps(full_schema(question))

    @pytest.mark.parametrize("output", ["schema", "strict", "json"])
    @pytest.mark.parametrize("question", ["councils", "contests"])
    def test_leaves_out_what_the_words_tell_better(self, question, output):
        """
        No endpoint is asked whether a count is over or who is quoted.
        """
        sent = json.dumps(sent_schema(question, output))

        assert [] == [
            each for each in ("said_by", "count_status", "passed_by", "baseline") if each in sent
        ]

    @pytest.mark.parametrize("question", ["councils", "contests"])
    def test_is_strict_where_nothing_may_be_left_out(self, question):
        """
        A strict endpoint is asked for the same fields, each of them, or null.
        """
        plain, sent = full_schema(question), sent_schema(question, "strict")
        rows = sent["$defs"]

        assert {name: list(row["properties"]) for name, row in plain["$defs"].items()} == {
            name: row["required"] for name, row in rows.items()
        }
        assert [{"type": "null"}] == [
            field["anyOf"][1]
            for name, row in rows.items()
            for key, field in row["properties"].items()
            if key == "majority" and name != "Candidate"
        ]


class TestAnswerModel:
    @pytest.mark.parametrize(
        ("question", "model", "empty"),
        [
            ("councils", CouncilAnswer, {"councils": []}),
            ("contests", ContestAnswer, {"contests": []}),
        ],
    )
    def test_shows_the_schema_and_validates_as_ever(self, question, model, empty):
        """
        The model of an answer shows the offered schema and is still the answer's own model.
        """
        schema = narrowed(question, "LAB 12")
        asked = answer_model(question, schema)

        assert schema == asked.model_json_schema()
        assert isinstance(asked.model_validate(empty), model)

    def test_refuses_what_the_answers_own_model_refuses(self):
        """
        A control phrase that is none is no answer.
        """
        asked = answer_model("councils", narrowed("councils", "LAB 12"))

        with pytest.raises(ValidationError):
            asked.model_validate({"councils": [{"council": "Harwick", "result": "a great night"}]})
