"""What of a page is furniture, and what somebody's words."""

from __future__ import annotations

import pytest

from extract.pages.furniture import clean, outside_embeds


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
            "copied",
            "The post Lib Dems gain Mill Lane appeared first on Midshire Live.",
            "•",
            "This YouTube video cannot be displayed in your browser. Please enable Javascript.",
            "View original video on YouTube",
            "Warning: BBC is not responsible for third party content.",
            "Skip youtube video by Midshire Live",
            "End of tiktok video by @rosa",
            "Image caption, The hall at night",
            "The hall at nightImage source, LDRSImage caption, It was lit",
            "The hall at nightImage caption, It was lit",
            "Media caption, The result is read out",
            "No overall control graphic",
            "Labour gain from Conservative graphic",
            "Sorry, we’re having trouble displaying this content.",
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
            "−5",
            "Skip the next post",
            "The post of mayor appeared first on Monday",
            "The new graphic shows who holds what.",
            "A row over an Image caption, of all things",
            "Labour hold a new graphic novel in high esteem",
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

    def test_a_joiner_within_an_emoji_stays(self):
        """
        Marks of direction and joiners between letters are invisible; in an emoji a joiner is a part.
        """
        assert ["One two \U0001f469\u200d\U0001f4bb"] == words(
            "\u200eO\u200dne‌ \u202atwo\u202c \U0001f469\u200d\U0001f4bb"
        )

    def test_every_line_end_ends_a_line(self):
        """
        Old and new line ends, line and paragraph separators.
        """
        assert ["1", "2", "3", "4", "5"] == words("1\r2\r\n3\u20284\u20295")

    def test_a_bullet_is_remembered(self):
        """
        A line knows whether a bullet stood before it.
        """
        assert [False, True] == [line.bullet for line in clean("One\n• Two")]

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


class TestOutsideEmbeds:
    @staticmethod
    def outside(*lines):
        return outside_embeds(lines, lambda line: line.startswith("#"))

    def test_what_stands_inside_goes(self):
        """
        The lines between the two that open and close an embedded post go; these stay.
        """
        lines = ("One", "Skip X post", "In it", "", "End of x post", "Two")

        assert ["One", "Skip X post", "End of x post", "Two"] == self.outside(*lines)

    def test_the_nearest_two_belong_together(self):
        """
        Of two that open, the nearer to the end counts; a second end closes nothing.
        """
        lines = ("Skip x post", "One", "Skip x post", "In it", "End of x post", "Two")
        kept = ["Skip x post", "One", "Skip x post", "End of x post", "Two", "End of x post"]

        assert kept == self.outside(*lines, "End of x post")

    @pytest.mark.parametrize("between", ["# A headline", "End of facebook post"])
    def test_another_end_or_a_headline_between(self, between):
        """
        Nothing goes where a headline stands between; another platform's end is no end.
        """
        lines = ["Skip x post", "One", between, "Two"]

        assert lines == self.outside(*lines)
        assert ("Two" in self.outside(*lines, "End of x post")) == between.startswith("#")
