"""Times as pages print them, and as JSONL gives them."""

from __future__ import annotations

import pytest

from extract.pages.times import local_minute, read_instant, read_stamp


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
        ],
    )
    def test_title_and_time_are_told_apart(self, line, published):
        """
        The time is the page's local time; without a year it is no time, and no title either.
        """
        assert ("Done", published) == read_stamp(line)

    @pytest.mark.parametrize(
        "line",
        [
            "The list was published at 10:00 on 5 May 2023",
            "Donepublished at 25:10 British Summer Time 5 May 2023",
            "Donepublished at 19:04 British Summer Time 31 June 2023",
            "published at noon",
        ],
    )
    def test_other_lines_are_no_stamp(self, line):
        """
        A sentence that ends so, an hour or a day that does not exist, are words like others.
        """
        assert read_stamp(line) is None


class TestInstant:
    @pytest.mark.parametrize(
        ("given", "shown"),
        [
            ("2023-05-05T12:33", "2023-05-05T12:33"),
            ("2023-05-05T12:33:59", "2023-05-05T12:33"),
            ("2023-05-05T12:33:00+01:00", "2023-05-05T12:33"),
            ("2023-05-05T11:33:00Z", "2023-05-05T12:33"),
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
