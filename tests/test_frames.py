"""Frames: which council or contest each stretch of a post is about."""

from __future__ import annotations

from stating import a_council, a_post, a_reading

from extract.facts import claims
from extract.frames import frame_at, frames_of
from extract.subjects import spoken_of
from extract.words import read_words


def frames(text, *councils):
    post, words = a_post(text), read_words(text)
    named = spoken_of(
        claims(a_reading(*(a_council(each, "no overall control") for each in councils)), post),
        words,
        post,
        (),
    )
    return words, frames_of(named, words, post.year)


def about(text, place, *councils):
    words, found = frames(text, *councils)
    frame = frame_at(text.index(place), found, words)
    return frame.like.area if frame else None


class TestFrame:
    def test_is_the_one_named_last_in_the_sentence(self):
        """
        After a second name the words are about the second council.
        """
        text = "In Harwick Labour have 30, in Fenmoor they have 12."

        assert ("Harwick", "Fenmoor") == (
            about(text, "30", "Harwick", "Fenmoor"),
            about(text, "12", "Harwick", "Fenmoor"),
        )

    def test_is_the_first_after_where_none_is_before(self):
        """
        A sentence that names its council late is about it from the start.
        """
        assert "Fenmoor" == about("With 12 seats Labour keep Fenmoor.", "12", "Fenmoor")

    def test_is_none_after_a_sentence_on_two(self):
        """
        "They have a majority of eleven" after two councils is about neither for sure.
        """
        text = "Labour hold Harwick and Fenmoor. They have a majority of eleven."

        assert about(text, "eleven", "Harwick", "Fenmoor") is None

    def test_of_the_register_needs_no_claim_where_it_opens_a_line(self):
        """
        "Leeds: ..." is about Leeds though the model does not name it; a venue in passing is not.
        """
        text = "Bolton: Labour 30.\nLeeds: Labour 52.\nWe are in York tonight."
        _, found = frames(text, "Bolton")

        assert {("Bolton", True), ("Leeds", False)} == {(f.like.area, f.claimed) for f in found}
