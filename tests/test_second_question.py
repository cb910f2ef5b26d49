"""
A disputed figure becomes one question, with the figures of its own stretch to choose from.
"""

from __future__ import annotations

import tomllib

import pytest
from stating import a_post

from extract import settings
from extract.model.spec import parse_spec
from extract.second_question import FigureAnswer, asked_of, request_for
from schemas.fact import MEASURES, Fact
from schemas.finding import Finding

FIGURES = ("count", "signed", "percent", "points")
TEXT = "On 4 May 2023 Labour took 24 of the 51 seats in Derby, a share of 47.1%, up 3.2 points."
POST = a_post(TEXT)
FINDING = Finding(id="f", rule="S001", severity="error", message="Derby: 24 + 17 is not 51.")


def fact(measure: str = "seats", words: str | None = "24", **more: object) -> Fact:
    """A fact of the post; ``words`` None: it has none there."""
    start = TEXT.index(words) if words else None
    known = {"id": "x", "page": POST.page, "post": POST.id, "scope": "council", "area": "Derby"}
    said = {"measure": measure, "value": 24, "party": "Labour", "start": start}
    return Fact.model_validate(known | said | more)


class TestQuestion:
    def test_there_is_one_for_every_figure(self):
        """
        Each measure that is a figure has its wording, and no other has one.
        """
        wordings = tomllib.loads((settings.DATA / "second_look.toml").read_text(encoding="utf-8"))

        assert {
            scope: {name for name, each in measures.items() if each.form in FIGURES}
            for scope, measures in MEASURES.items()
        } == {scope: set(questions) for scope, questions in wordings.items()}

    def test_names_owner_and_place(self):
        """
        It says whose figure is meant, and where.
        """
        asked = asked_of(fact(), FINDING, POST)

        assert asked is not None
        assert (
            "Question: how many seats does Labour have now on the whole council, in Derby?"
            in asked.text.splitlines()
        )

    @pytest.mark.parametrize(
        ("measure", "words", "figures"),
        [("seats", "24", ["24", "51"]), ("vote_share", "47.1%", ["47.1%", "3.2 points"])],
    )
    def test_offers_counts_for_a_count_and_shares_for_a_share(self, measure, words, figures):
        """
        No date is a choice, and none is of another kind than what is asked for.
        """
        asked = asked_of(fact(measure, words), FINDING, POST)

        assert asked is not None
        assert figures == list(asked.figures)

    def test_is_about_a_bullet_alone(self):
        """
        In a head the line that states the fact is shown, and its figures alone.
        """
        head = a_post("Counts\nAll day\nDerby has 51 seats.\n" + TEXT, kind="head")
        start = head.content.rindex("24")
        asked = asked_of(fact(start=start), FINDING, head)

        assert asked is not None
        assert (TEXT, ["24", "51"]) == (head.content[slice(*asked.span)], list(asked.figures))

    @pytest.mark.parametrize("measure", ["seats", "vote_share"])
    def test_there_is_none_without_words(self, measure):
        """
        A fact that has no words in the post, or that no figure could state, is not asked for.
        """
        post = a_post("Labour hold Derby.")

        assert asked_of(fact(measure, None), FINDING, POST) is None
        assert asked_of(fact(measure, start=0), FINDING, post) is None


class TestRequest:
    def test_of_the_embedded_model_admits_the_posts_figures_alone(self):
        """
        Its grammar has the figures and "none", so that no other can be answered.
        """
        asked = asked_of(fact(), FINDING, POST)
        assert asked is not None
        request, answer_model = request_for(asked, 1, POST, parse_spec("local"))

        assert ["24", "51", "none"] == request.schema["properties"]["figure"]["enum"]
        assert request.schema == answer_model.model_json_schema()
        assert FigureAnswer.__name__ == answer_model.__name__
        assert (1, asked.text) == (request.part, request.messages[-1]["content"])
        assert {"max_tokens": 24} == {
            name: most for name, most in request.sampling.items() if name == "max_tokens"
        }
