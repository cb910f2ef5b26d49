"""Times as pages print them, and as JSONL gives them."""

from __future__ import annotations

import pytest

from extract.pages.times import local_minute, read_dated, read_instant, read_stamp


class TestStamp:
    @pytest.mark.parametrize(
        ("line", "published"),
        [
            ("Donepublished at 19:04 British Summer Time 5 May 2023", "2023-05-05T19:04"),
            ("Done published at 9:04 BST 5 May 2023", "2023-05-05T09:04"),
            ("Donepublished at 00:10 Greenwich Mean Time 2 March 2024", "2024-03-02T00:10"),
            ("Donepublished at 00:10 GMT Saturday 2 March 2024", "2024-03-02T00:10"),
            ("Donepublished at 19:04 5 May 2023", "2023-05-05T19:04"),
            ("Donepublished at 19:04 British Summer Time 5 May", None),
            ("Donepublished at 19:04 British Summer Time", None),
            ("Donepublished at 3.42pm BST 5 May 2023", "2023-05-05T15:42"),
            ("Donepublished at 3 p.m. on Friday, 5th May 2023", "2023-05-05T15:00"),
            ("Donepublished at 12.05am British Summer Time 5 May 2023", "2023-05-05T00:05"),
            ("Donepublished at 12pm British Summer Time 5 May 2023", "2023-05-05T12:00"),
            ("Donepublished at 15 British Summer Time 5 May 2023", "2023-05-05T15:00"),
            ("DonePosted at 19:04 BST, Fri 5 Sept 2023", "2023-09-05T19:04"),
            ("Donepublished at 19:04 GMT 14 Dec. 2023", "2023-12-14T19:04"),
            ("Donepublished at 23:30 GMT 5 May 2023", "2023-05-06T00:30"),
            ("Donepublished at 00:10 BST 14 December 2023", "2023-12-13T23:10"),
            ("Donepublished at 20:04 Central European Summer Time 5 May 2023", "2023-05-05T19:04"),
            ("Done published at 19:04 5 May 2023 BST", "2023-05-05T19:04"),
            ("Donepublished at 23:30 on 5 May 2023 GMT", "2023-05-06T00:30"),
            ("Donepublished at 2023-05-05T18:04:30Z", "2023-05-05T19:04"),
            ("Donepublished at 2023-05-05T19:04", "2023-05-05T19:04"),
        ],
    )
    def test_title_and_time_are_told_apart(self, line, published):
        """
        The time is British local time, whatever zone is named; without a date there is none.
        """
        assert ("Done", published) == read_stamp(line)

    @pytest.mark.parametrize(
        "line",
        [
            "The list was published at 10:00 on 5 May 2023",
            "Donepublished at 25:10 British Summer Time 5 May 2023",
            "Donepublished at 19:04 British Summer Time 31 June 2023",
            "Donepublished at 19:04 British Summer Time 29 February 2023",
            "Donepublished at 19:04 British Summer Time 5 May 0000",
            "Donepublished at 13pm British Summer Time 5 May 2023",
            "Donepublished at 15 6 May 2023",
            "Donepublished at 2023-13-05T19:04",
            "Donepublished at 0001-01-01T00:00+05:00",
            "The list was published at 10:00 BST 5 May 2023",
            "The list will be published at 10:00 BST",
            "Lists published at 10:00 on 5 May 2023",
            "The list went unpublished at 10:00 5 May 2023",
            "published at noon",
        ],
    )
    def test_other_lines_are_no_stamp(self, line):
        """
        A sentence that ends so, an hour or a day that does not exist, are words like others.
        """
        assert read_stamp(line) is None

    def test_a_year_may_be_known(self):
        """
        A line without a year takes the one that is given; a line with one keeps its own.
        """
        lines = ("published at 19:04 BST 5 May", "published at 19:04 BST 5 May 2021")

        assert ["2023-05-05T19:04", "2021-05-05T19:04"] == [
            stamp.published for line in lines if (stamp := read_stamp(line, year=2023))
        ]
        assert read_stamp("Leappublished at 19:04 BST 29 February", year=2023) is None


class TestDated:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Friday 5 May 2023, 19:04", "2023-05-05T19:04"),
            ("5th May 2023 at 11.30pm GMT", "2023-05-06T00:30"),
            ("5 May 2023, 25:10", None),
            ("31 June 2023, 19:04", None),
            ("5 May, 19:04", None),
            ("5 May 2023", None),
        ],
    )
    def test_a_date_before_its_time(self, text, expected):
        """
        A date with a time behind it is British local time, where there is such a minute.
        """
        assert expected == read_dated(text)


class TestInstant:
    @pytest.mark.parametrize(
        ("given", "shown"),
        [
            ("2023-05-05T12:33", "2023-05-05T12:33"),
            ("2023-05-05T12:33:59", "2023-05-05T12:33"),
            ("2023-05-05T12:33:00+01:00", "2023-05-05T12:33"),
            ("2023-05-05T11:33:00Z", "2023-05-05T12:33"),
            ("2023-05-05T06:33:00.123-0500", "2023-05-05T12:33"),
            ("2023-05-05T13:33+02", "2023-05-05T12:33"),
            ("2023-12-14T23:10Z", "2023-12-14T23:10"),
            ("2023-03-26T01:30Z", "2023-03-26T02:30"),
            ("2023-10-29T01:00Z", "2023-10-29T01:00"),
            ("2023-05-05 12:33", "2023-05-05T12:33"),
        ],
    )
    def test_one_local_time(self, given, shown):
        """
        A time with a zone is shown in British local time; one without is British already.
        """
        assert shown == local_minute(read_instant(given))

    @pytest.mark.parametrize("given", ["", "noon", "2023-05-05", "12:33", "2023-13-05T12:33"])
    def test_what_is_no_time_is_refused(self, given):
        """
        A day without an hour, an hour without a day and words are no instants.
        """
        with pytest.raises(ValueError, match=r"time|month|isoformat"):
            read_instant(given)
