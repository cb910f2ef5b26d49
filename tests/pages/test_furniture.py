"""What of a page is furniture, and what somebody's words."""

from __future__ import annotations

import pytest

from extract.pages.furniture import clean


def words(text):
    return [line.text for line in clean(text)]


class TestClean:
    @pytest.mark.parametrize(
        "line",
        [
            "Allow Twitter content?",
            "This article contains content provided by Instagram. We ask for your permission.",
            "This Twitter post cannot be displayed in your browser. Please enable Javascript.",
            "The BBC is not responsible for the content of external sites.",
            "Skip twitter post",
            "End of twitter post",
            "The hall at nightImage source, LDRS",
            "To play this video you need to enable JavaScript in your browser.",
            "Share this post",
            "•",
        ],
    )
    def test_furniture_is_no_text(self, line):
        """
        A line of the page's machinery vanishes.
        """
        assert ["One.", "Two."] == words(f"One.\n{line}\nTwo.")

    @pytest.mark.parametrize(
        "line",
        [
            "Allow me to explain?",
            "Share of the vote: 41%",
            "This article is about Amberley.",
            "Lib Dems - 19",
            "-15",
        ],
    )
    def test_words_are_kept(self, line):
        """
        A line that merely resembles furniture stays.
        """
        assert [line] == words(line)

    def test_external_goes_after_a_link(self):
        """
        ", external" marks a link, in the middle of a sentence or at its end.
        """
        assert ["The count, says the council, is over. See the list."] == words(
            "The count, external, says the council, is over. See the list, external."
        )

    def test_external_stays_in_a_sentence(self):
        """
        ", external" that a noun or "to" follows is somebody's word.
        """
        line = "Two reviews, one internal, external auditors say, are under way."

        assert [line] == words(line)

    def test_bullets_are_no_text(self):
        """
        A bullet, star or dash with a blank after it is taken off the line.
        """
        assert ["One", "Two", "Three", "Four"] == words("• One\n·Two\n* Three\n– Four")

    def test_line_ends_blanks_and_marks_do_not_matter(self):
        """
        CRLF, trailing and no-break blanks, blank lines, byte order mark and zero-width spaces.
        """
        assert ["BBC News", "One two."] == words(
            "\ufeffBBC\u00a0News \t\r\n\r\n  One\u200b  two.  "
        )

    def test_what_stood_around_a_line_is_kept(self):
        """
        A line knows that "Read More" follows it, that it is a quotation, that an embed precedes it.
        """
        lines = clean("Card.\nRead MoreQuote MessageWords.\nAllow Twitter content?\nText.")

        assert [
            ("Card.", True, False, False),
            ("Words.", False, True, False),
            ("Text.", False, False, True),
        ] == [(line.text, line.more, line.quoted, line.gap) for line in lines]
