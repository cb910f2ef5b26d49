"""Flattened dumps: head, posts, flashes, cards, and their order."""

from __future__ import annotations

from extract.pages.dump import read_dump
from extract.pages.ids import content_id

STAMP = "Counting is overpublished at 18:10 British Summer Time 6 May 2022"
COOKIES = "This article contains content provided by Facebook. We ask for your permission first."
SIGNED = ("Rosa Whitlock", "BBC News")


def newest_first(*lines):
    """The parts of a page as they stand on it: kind, title, author, role, lines of text."""
    return [
        (post.kind, post.title, post.author, post.role, post.text.split("\n"))
        for post in reversed(read_dump("\n".join(lines), "midshire"))
    ]


def kinds(*lines):
    return [part[0] for part in newest_first(*lines)]


def texts(*lines):
    return [part[-1] for part in newest_first(*lines)]


class TestPosts:
    def test_a_name_and_a_role_head_a_post(self):
        """
        A post is what stands between one byline and the next; author and role are no text.
        """
        parts = newest_first(
            "Rosa Whitlock", "BBC Radio Midshire", "Two.", "Three.", "Ian Brand", "BBC News", "One."
        )

        assert [
            ("post", None, "Rosa Whitlock", "BBC Radio Midshire", ["Two.", "Three."]),
            ("post", None, "Ian Brand", "BBC News", ["One."]),
        ] == parts

    def test_a_role_alone_heads_a_post(self):
        """
        A role line under a sentence heads a post without an author.
        """
        parts = newest_first(*SIGNED, "Boxes arrive.", "BBC Radio Midshire", "Doors open.")

        assert ("post", None, None, "BBC Radio Midshire", ["Doors open."]) == parts[1]

    def test_newest_first_is_reversed(self):
        """
        Position 0 is the oldest post, which stands last in the dump; the head comes last.
        """
        posts = read_dump("\n".join([STAMP, "Ended.", *SIGNED, "New.", *SIGNED, "Old."]), "x")

        assert [(0, "Old."), (1, "New."), (2, "Ended.")] == [
            (post.position, post.text) for post in posts
        ]

    def test_a_page_without_bylines_is_one_post(self):
        """
        Text that nobody signed is one post of no author.
        """
        assert [("post", None, None, None, ["Boxes arrive.", "Doors open."])] == newest_first(
            "Boxes arrive.", "Doors open."
        )

    def test_text_above_the_first_byline_is_a_post_where_there_is_no_head(self):
        """
        A page without a "published at" line has no head; its first lines are a post unsigned.
        """
        assert ["post", "post"] == kinds("Doors open.", *SIGNED, "Boxes arrive.")

    def test_a_signed_embed_gives_a_post_without_text(self):
        """
        A byline under which only an embedded post stood keeps its author, and has no text.
        """
        parts = newest_first(
            *SIGNED, "Allow Facebook content?", COOKIES, "Ian Brand", "ITV", "One."
        )

        assert ("post", None, "Rosa Whitlock", "BBC News", [""]) == parts[0]

    def test_two_role_lines_are_one_role(self):
        """
        A role that is broken over two lines is one, and makes no second post.
        """
        parts = newest_first("Rosa Whitlock", "Political reporter", "BBC Radio Midshire", "One.")

        assert [
            ("post", None, "Rosa Whitlock", "Political reporter BBC Radio Midshire", ["One."])
        ] == (parts)

    def test_a_candidates_list_is_text(self):
        """
        Names of candidates, one a line, with their parties or without, head no post.
        """
        lines = (
            "Elected in Mill Lane:",
            "Priya Anand",
            "Tom Wheatley",
            "Jo Hale, Labour",
            "Labour",
        )

        assert [list(lines)] == texts(*SIGNED, *lines)

    def test_a_quotation_keeps_its_attribution(self):
        """
        "Quote Message" goes; the quotation and the line that names its speaker are the post's text.
        """
        attribution = "Priya Anand, Leader, Amberley Borough Council"

        assert [["One.", "We did it.", attribution], ["Two."]] == texts(
            *SIGNED, "One.", "Quote MessageWe did it.", attribution, "Ian Brand", "BBC News", "Two."
        )

    def test_a_reporter_quoted_is_no_byline(self):
        """
        A name and a role between a quotation and the next byline attribute the quotation.
        """
        lines = ("Quote MessageA long night.", "Priya Anand", "BBC Midshire political editor")

        assert [["A long night.", *lines[1:]], ["Two."]] == texts(
            *SIGNED, *lines, "Ian Brand", "BBC News", "Two."
        )

    def test_the_same_words_twice_are_two_posts(self):
        """
        Ids are hashes of the content; a repeat bears an ordinal, the oldest none.
        """
        posts = read_dump("\n".join([*SIGNED, "More soon.", *SIGNED, "More soon."]), "x")

        assert [content_id("More soon."), content_id("More soon.") + "-2"] == [
            post.id for post in posts
        ]


class TestHead:
    HEAD = (STAMP, "All done here.", "Labour hold Amberley", "• Tories lose Stourfield")

    def test_title_and_time_are_taken_apart(self):
        """
        The title loses the time that is glued to it; the time is the page's, in local ISO form.
        """
        (head,) = read_dump(STAMP, "x")

        assert ("Counting is over", "2022-05-06T18:10") == (head.title, head.page_published)

    def test_all_up_to_the_first_byline_is_the_heads(self):
        """
        Standfirst, bullets, date and authors are lines of the head.
        """
        lines = ("Updates for Friday 6 May 2022", "Rosa Whitlock and Ian Brand")

        assert [
            ["All done here.", "Labour hold Amberley", "Tories lose Stourfield", *lines],
            ["One."],
        ] == texts(*self.HEAD, *lines, *SIGNED, "One.")

    def test_the_standfirst_said_again_is_the_heads(self):
        """
        The newest post's standfirst stands again below the bullets; its "Read More" makes no card.
        """
        parts = newest_first(
            *self.HEAD, "All done here.", "Read MoreRosa Whitlock", "BBC News", "1."
        )

        assert ["head", "post"] == [part[0] for part in parts]
        assert "All done here." == parts[0][-1][-1]
        assert "Rosa Whitlock" == parts[1][2]

    def test_a_full_stop_makes_no_flash_of_a_bullet(self):
        """
        Where nothing says where the head ends, its bullets stay its own, sentences or not.
        """
        assert ["head", "post"] == kinds(STAMP, "Done.", "Labour hold Amberley.", *SIGNED, "One.")

    def test_a_flash_below_the_head_is_a_flash(self):
        """
        What announces control below the repeated standfirst is a flash, for all its bullet.
        """
        lines = (*self.HEAD, "All done here.", "Labour hold Amberley.", *SIGNED, "One.")

        assert ["head", "flash", "post"] == kinds(*lines)

    def test_a_card_below_the_head_is_a_card(self):
        """
        A linked story between head and first byline is a card.
        """
        lines = (*self.HEAD, "All done here.", "A cat is found.", "Read MoreIan Brand", "BBC News")

        assert ["head", "card", "post"] == kinds(*lines, "One.")

    def test_a_card_in_a_head_of_unknown_end_is_a_card(self):
        """
        Without a repeated standfirst, a line with "Read More" (not the standfirst) is a card too.
        """
        lines = (STAMP, "Done.", "Read MoreLabour hold Amberley", "A cat is found.", "Read More")

        assert ["head", "card", "post"] == kinds(*lines, *SIGNED, "One.")

    def test_a_title_on_a_line_of_its_own(self):
        """
        A line that is but the time takes the line above it as its title.
        """
        parts = newest_first("Counting is over", "published at 18:10 BST 6 May 2022", "Done.")

        assert [("head", "Counting is over", None, None, ["Done."])] == parts


class TestCards:
    def test_the_line_before_read_more_is_a_card(self):
        """
        The standfirst of a linked story is a card, and no text of the post above.
        """
        parts = newest_first(
            *SIGNED, "One.", "Two.", "A cat is found.", "Read MoreIan Brand", "ITV", "0."
        )

        assert [["One.", "Two."], ["A cat is found."], ["0."]] == [part[-1] for part in parts]
        assert ["post", "card", "post"] == [part[0] for part in parts]

    def test_cards_follow_cards(self):
        """
        "Read More" is glued to the next card's line as it is to a byline's name.
        """
        lines = ("A cat is found.", "Read MoreA dog is lost.", "Read More")

        assert ["post", "card", "card"] == kinds(*SIGNED, "One.", *lines)

    def test_text_below_a_card_is_a_post_of_its_own(self):
        """
        What stands below a card belongs to no byline above it.
        """
        lines = ("A cat is found.", "Read MoreThe hall is full.")

        assert ["post", "card", "post"] == kinds(*SIGNED, "One.", *lines)

    def test_the_only_line_of_a_signed_post_is_its_text(self):
        """
        The line right below a byline is the post's, even where "Read More" follows.
        """
        assert [("post", None, *SIGNED, ["One."])] == newest_first(*SIGNED, "One.", "Read More")

    def test_a_card_below_a_signed_embed_is_a_card(self):
        """
        Where an embedded post stood between byline and line, the line may be a card.
        """
        lines = ("Allow Facebook content?", COOKIES, "A cat is found.", "Read More")

        assert ["post", "card"] == kinds(*SIGNED, *lines)

    def test_read_more_with_nothing_before_it_is_nothing(self):
        """
        "Read More" at the top of the page, or below an embedded post, makes no card.
        """
        assert ["post"] == kinds("Read MoreRosa Whitlock", "BBC News", "One.", COOKIES, "Read More")

    def test_a_sentence_may_begin_with_read_more(self):
        """
        "Read More" that is not glued is a sentence's own.
        """
        assert [["Read More than one leaflet?"]] == texts("Read More than one leaflet?")


class TestFlashes:
    def test_a_flash_below_a_post(self):
        """
        A last paragraph that announces control of a council not named above is a flash.
        """
        parts = newest_first(*SIGNED, "One.", "Labour gain Amberley.", "Ian Brand", "ITV", "0.")

        assert ("flash", None, None, None, ["Labour gain Amberley."]) == parts[1]

    def test_flashes_at_the_pages_end(self):
        """
        Several flashes at the page's end are several posts, the last the oldest.
        """
        lines = ("Labour gain Amberley.", "Stourfield stays Conservative.")

        assert [["One."], [lines[0]], [lines[1]]] == texts(*SIGNED, "One.", *lines)

    def test_a_flash_keeps_the_line_that_points_to_its_graphic(self):
        """
        "Here's how ..." below a flash belongs to it.
        """
        lines = ("Labour gain Amberley.", "Here's what happened, seat by seat.")

        assert [["One."], list(lines)] == texts(*SIGNED, "One.", *lines)

    def test_a_flash_keeps_its_table(self):
        """
        A table of seats below a flash belongs to it.
        """
        lines = ("Labour gain Amberley.", "LAB 22", "Conservatives: 14 (-3)", "7 Lib Dems")

        assert [["One."], list(lines)] == texts(*SIGNED, "One.", *lines)

    def test_a_council_named_above_is_the_posts_own(self):
        """
        A last paragraph about the council of the post is no flash.
        """
        lines = ("A long day in Amberley.", "Labour gain Amberley.")

        assert [list(lines)] == texts(*SIGNED, *lines)

    def test_the_first_paragraph_of_a_signed_post_is_its_own(self):
        """
        What a byline heads is a post, however much it looks like a flash.
        """
        assert ["post"] == kinds(*SIGNED, "Labour gain Amberley.")

    def test_a_round_up_keeps_its_list(self):
        """
        Announcements below a line that ends in a colon are that line's list.
        """
        lines = ("What we know so far:", "Labour gain Amberley.", "Stourfield stays Conservative.")

        assert [list(lines)] == texts(*SIGNED, *lines)

    def test_an_unsigned_announcement_is_a_flash_alone(self):
        """
        An announcement that no post stands above is a flash.
        """
        assert ["post", "card", "flash"] == kinds(
            *SIGNED, "One.", "A cat is found.", "Read MoreLabour gain Amberley."
        )
