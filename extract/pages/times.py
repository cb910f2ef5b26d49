"""Turns the times that pages print into instants and into British local time."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import NamedTuple

_ISO = r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?"
_ANY_LEAP_YEAR = 2000  # where the page gives no year, the 29th of February may exist


class Stamp(NamedTuple):
    """A line such as ``Titlepublished at 19:04 British Summer Time 5 May 2023``, taken apart."""

    title: str
    published: str | None


@dataclass(frozen=True, slots=True)
class _Words:
    stamp: re.Pattern[str]
    dated: re.Pattern[str]
    sentence: re.Pattern[str]
    zones: dict[str, int]
    months: dict[str, int]


@cache
def _words() -> _Words:
    data = json.loads((Path(__file__).parent / "times.json").read_text(encoding="utf-8"))
    months = {name: number for number, names in enumerate(data["months"], 1) for name in names}
    clock = r"(?P<hour>\d{1,2})(?:[:.](?P<minute>[0-5]\d))?(?:\s?(?P<half>[ap])\.?m\b\.?)?"
    zones = "|".join(data["zones"])
    zone = rf"(?:\s*\b(?P<zone>{zones})\b)?"
    date = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    day = rf"(?:\s+(?:{'|'.join(data['days'])}),?)?\s+{date}"
    month = rf"\s+(?P<month>{'|'.join(months)})\b\.?,?(?:\s+(?P<year>\d{{4}}))?"
    return _Words(
        stamp=re.compile(
            r"(?P<title>.*?)(?P<gap>\s*)(?<!\b[Uu]n)(?<!\b[Rr]e)(?:[Pp]ublished|[Pp]osted) at\s+"
            rf"(?:(?P<iso>{_ISO})|{clock}{zone}(?:,?(?P<on>\s+on)?{day}{month}"
            rf"(?:\s+(?P<last>{zones})\b)?)?)"
        ),
        dated=re.compile(rf"\b{date}{month},?(?:\s+at)?\s+{clock}{zone}"),
        sentence=re.compile(rf".*\b(?:{'|'.join(data['passives'])})"),
        zones=data["zones"],
        months=months,
    )


def read_stamp(line: str, *, year: int | None = None) -> Stamp | None:
    """
    The title and the local time of a line that ends in ``published at ...``.

    ``published`` is ISO 8601 to the minute, in British local time whatever zone
    the line names; None where the line gives no date, or neither it nor ``year``
    a year. None for any other line: a sentence that happens to end so ("the list
    was published at 10:00 on 5 May 2023") is not glued, and has a verb or an "on".
    """
    words = _words()
    found = words.stamp.fullmatch(line)
    if not found:
        return None
    title, dated = found["title"], found["iso"] or found["day"]
    if title and found["gap"]:
        told = found["on"] and not (found["zone"] or found["last"])
        if told or not dated or words.sentence.fullmatch(title):
            return None
    try:
        if found["iso"]:
            return Stamp(title, local_minute(read_instant(found["iso"])))
        return Stamp(title, _published(found, found["zone"] or found["last"], year))
    except (ValueError, OverflowError):
        return None


def read_dated(text: str) -> str | None:
    """The local time that a text gives with the date first ("5 May 2023, 19:04 BST"), if it does."""
    found = _words().dated.search(text)
    try:
        return _published(found, found["zone"], None) if found else None
    except (ValueError, OverflowError):
        return None


def _published(found: re.Match[str], zone: str | None, year: int | None) -> str | None:
    """The local time of a clock and a date; ValueError where there is no such hour or day."""
    words = _words()
    hour, half = int(found["hour"]), found["half"]
    if half and not 1 <= hour <= 12:  # noqa: PLR2004 - hours on the dial
        raise ValueError(f"{hour} {half}m is no hour")
    if not (half or zone or found["minute"]):
        raise ValueError(f"{hour} alone is no time")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    own = int(found["year"]) if found["year"] else year
    read = datetime(
        _ANY_LEAP_YEAR if own is None else own,
        words.months.get(found["month"], 1),
        int(found["day"] or 1),
        hour,
        int(found["minute"] or 0),
        tzinfo=timezone(timedelta(minutes=words.zones.get(zone or "", 0))),
    )
    if own is None or not found["day"]:
        return None
    return local_minute(read) if zone else read.replace(tzinfo=None).isoformat(timespec="minutes")


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
    if not re.fullmatch(_ISO, text):
        raise ValueError(f"{text!r} is no ISO 8601 date and time")
    read = datetime.fromisoformat(text)
    if read.tzinfo is not None:
        return read.astimezone(UTC)
    winter = read.replace(tzinfo=UTC)
    summer = winter - timedelta(hours=1)
    return summer if _summer(summer) else winter
