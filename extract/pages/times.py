"""Turns the times that pages print into instants and into British local time."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_ZONE = "British Summer Time|Greenwich Mean Time|BST|GMT"
_STAMP = re.compile(
    r"^(?P<title>.*?)(?P<gap>\s*)published at\s+(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)"
    rf"(?:\s+(?P<zone>{_ZONE}))?,?(?:\s+on)?(?:\s+{_DAYS},?)?"
    rf"\s+(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(_MONTHS)})(?:\s+(?P<year>\d{{4}}))?$"
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")


class Stamp(NamedTuple):
    """A line such as ``Titlepublished at 19:04 British Summer Time 5 May 2023``, taken apart."""

    title: str
    published: str | None


def read_stamp(line: str) -> Stamp | None:
    """
    The title and the local time of a line that ends in ``published at ...``.

    ``published`` is ISO 8601 to the minute, None where the line gives no year.
    None for any other line: a sentence that happens to end so ("the list was
    published at 10:00 on 5 May 2023") names no zone and is not glued.
    """
    found = _STAMP.match(line)
    if not found or (found["title"] and found["gap"] and not found["zone"]):
        return None
    year = found["year"]
    try:
        day = date(int(year or 2000), _MONTHS.index(found["month"]) + 1, int(found["day"]))
    except ValueError:
        return None
    clock = f"{int(found['hour']):02}:{found['minute']}"
    return Stamp(found["title"], f"{day.isoformat()}T{clock}" if year else None)


def _last_sunday(year: int, month: int) -> datetime:
    """The last Sunday of a month of 31 days, at 01:00 UTC, when British clocks change."""
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def _summer(instant: datetime) -> bool:
    return _last_sunday(instant.year, 3) <= instant < _last_sunday(instant.year, 10)


def local_minute(instant: datetime) -> str:
    """An instant as the clock on a British wall shows it: ``2023-05-05T12:33``."""
    shown = instant.astimezone(UTC) + timedelta(hours=_summer(instant))
    return shown.replace(tzinfo=None).isoformat(timespec="minutes")


def read_instant(text: str) -> datetime:
    """
    ISO 8601 date and time, with a zone or in British local time -> the instant, in UTC.

    Raises ValueError for anything else, a date alone included.
    """
    if not _ISO.fullmatch(text):
        raise ValueError(f"{text!r} is no ISO 8601 date and time")
    read = datetime.fromisoformat(text)
    if read.tzinfo is not None:
        return read.astimezone(UTC)
    winter = read.replace(tzinfo=UTC)
    summer = winter - timedelta(hours=1)
    return summer if _summer(summer) else winter
