"""JSONL: one post a line."""

from __future__ import annotations

import json

import pytest

from extract.errors import InputError
from extract.pages.ids import content_id
from extract.pages.jsonl import read_jsonl


def read(*entries):
    """The posts of a file ``count.jsonl`` with one line an entry."""
    return read_jsonl("count.jsonl", "\n".join(json.dumps(entry) for entry in entries), "count")


def texts(*entries):
    return [post.text for post in read(*entries)]


class TestRead:
    def test_every_field_is_read(self):
        """
        The keys of the contract become the post's fields, to the letter; others are passed over.
        """
        entry = {
            "id": "p1",
            "page": "amberley",
            "url": "https://news.example/live#p1",
            "published": "2022-05-06T15:42",
            "title": "Labour gain",
            "author": "Priya Anand",
            "role": "LDRS",
            "text": " Labour have it.\n",
        }
        (post,) = read({**entry, "likes": 12})

        assert entry == {key: getattr(post, key) for key in entry}
        assert ("post", 0, None) == (post.kind, post.position, post.page_published)

    def test_only_text_is_needed(self):
        """
        A post without an id is named by its content, one without a page by the file.
        """
        (post,) = read({"text": "One.", "title": None, "author": None, "published": None})

        assert (content_id("One."), "count") == (post.id, post.page)
        assert post.title is None

    def test_the_title_is_part_of_the_content_hash(self):
        """
        Posts of one text under two titles have two ids.
        """
        assert content_id("Gain\n\nOne.") == read({"title": "Gain", "text": "One."})[0].id

    def test_repeats_without_id_are_counted(self):
        """
        The second post of the same content bears "-2", the third "-3", oldest first.
        """
        name = content_id("One.")

        assert [name, f"{name}-2", f"{name}-3"] == [
            post.id for post in read(*[{"text": "One."}] * 3)
        ]

    def test_blank_lines_are_passed_over(self):
        """
        Blank lines and CRLF line ends do no harm.
        """
        text = '\r\n{"text": "One."}\r\n\r\n{"text": "Two."}\r\n'

        assert ["One.", "Two."] == [post.text for post in read_jsonl("a", text, "a")]

    def test_a_line_separator_in_a_text_is_no_line_end(self):
        """
        Only a line feed ends a line: U+2028 may stand in a JSON string.
        """
        assert ["One.\u2028Two."] == [
            post.text for post in read_jsonl("a", '{"text": "One.\u2028Two."}', "a")
        ]

    def test_marks_around_an_object_are_passed_over(self):
        """
        Old line ends, and marks and blanks around a line's object, do no harm.
        """
        text = '\ufeff{"text": "One."}\r\u00a0{"text": "Two."}\u200b\r'

        assert ["One.", "Two."] == [post.text for post in read_jsonl("a", text, "a")]


class TestOrder:
    def test_times_put_a_page_in_order(self):
        """
        Where every post has a time, the oldest comes first; equal times keep their order.
        """
        given = [("12:10", "C"), ("12:00", "A"), ("12:10", "D"), ("12:05", "B")]

        assert ["A", "B", "C", "D"] == texts(
            *({"published": f"2022-05-06T{time}", "text": text} for time, text in given)
        )

    def test_zones_are_minded(self):
        """
        Times with zones are compared as instants.
        """
        assert ["A", "B"] == texts(
            {"published": "2022-05-06T11:30:00Z", "text": "B"},
            {"published": "2022-05-06T12:00:00+01:00", "text": "A"},
        )

    def test_a_missing_time_leaves_the_lines_as_they_are(self):
        """
        Where a post of the page has no time, the lines are oldest first.
        """
        assert ["B", "A"] == texts({"published": "2022-05-06T12:30", "text": "B"}, {"text": "A"})

    def test_posts_of_a_page_belong_together(self):
        """
        Pages come in the order of their first lines, each ordered and counted by itself.
        """
        posts = read(
            {"page": "x", "published": "2022-05-06T12:30", "text": "X2"},
            {"text": "F"},
            {"page": "x", "published": "2022-05-06T12:00", "text": "X1"},
        )

        assert [("x", 0, "X1"), ("x", 1, "X2"), ("count", 0, "F")] == [
            (post.page, post.position, post.text) for post in posts
        ]

    def test_one_id_may_stand_on_two_pages(self):
        """
        A post is named by page and id.
        """
        assert ["1", "1"] == [
            post.id
            for post in read({"id": "1", "text": "A"}, {"page": "x", "id": "1", "text": "B"})
        ]


class TestRefusal:
    @pytest.mark.parametrize(
        ("line", "problem"),
        [
            ('{"text": "Two."', "not JSON"),
            ("Two.", "not JSON"),
            ("[" * 100_000, "not JSON"),
            ('{"text": ' + "9" * 5000 + "}", "not JSON"),
            ('["Two."]', "a list, not a JSON object"),
            ("2", "a number, not a JSON object"),
            ("{}", "no text"),
            ('{"text": null}', "no text"),
            ('{"text": " \\n"}', "no text"),
            ('{"text": 2}', "text is a number"),
            ('{"text": "Two.", "title": ["Two"]}', "title is a list"),
            ('{"text": "Two.", "author": {"name": "Ian Brand"}}', "author is an object"),
            ('{"text": "Two.", "id": 2}', "id is a number"),
            ('{"text": "Two.", "page": true}', "page is true or false"),
            ('{"text": "Two.", "published": "at noon"}', "published 'at noon' is no time"),
            ('{"text": "Two.", "published": "2022-05-06"}', "is no time"),
            ('{"text": "Two.", "published": "0001-01-01T00:00+05:00"}', "is no time"),
            ('{"text": "Two.", "published": ""}', "published is blank"),
            ('{"text": "Two \\ud83d"}', "half a character"),
            ('{"id": "p1", "text": "Two."}', "has id 'p1' on line 1"),
        ],
        ids=lambda value: value[:40],
    )
    def test_a_wrong_line_is_named(self, line, problem):
        """
        What is wrong is said with the file and the line, and what to write instead.
        """
        with pytest.raises(InputError) as caught:
            read_jsonl("count.jsonl", f'{{"id": "p1", "text": "One."}}\n\n{line}\n', "count")

        assert str(caught.value).startswith("count.jsonl:3: ")
        assert problem in caught.value.problem
        assert caught.value.mend
        assert "\n" not in str(caught.value)

    @pytest.mark.parametrize(
        ("text", "what"), [('{"posts":\n[]}', "object"), ('[\r\n{"text": "One."}\r\n]', "list")]
    )
    def test_json_over_several_lines_is_named(self, text, what):
        """
        JSON that a tool has laid out is no JSONL, and is called what it is.
        """
        with pytest.raises(InputError) as caught:
            read_jsonl("count.json", text, "count")

        assert str(caught.value) == (
            f"count.json: one JSON {what} over several lines, not JSONL; write one post a line"
        )
