"""Reads dates as pages, feeds, mails, texts and file names write them, into ISO 8601 at their
precision.

A time without a zone tells no moment, so only its day is kept. A date that can be read in two ways
(03/04/2025) is no date, unless the caller says whether the day or the month stands first.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Literal

from rag.dates import normalise
from rag.errors import InputError
from rag.language import DETECTED

DateOrder = Literal["dmy", "mdy"]
"""What stands first in a date of three numbers that ends in the year: the day, or the month."""

_LONGEST = 80
_ISO = re.compile(r"[\dW-]{4,10}(?:[T ].+)?", re.ASCII)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)", re.ASCII)
# Seconds and milliseconds since 1970: the first from 1973 on, the others from 2001.
_EPOCH = re.compile(r"(?:(\d{9,10})|(\d{10})\d{3})(?:\.\d+)?", re.ASCII)
# A day and a time without anything between. Seconds since 1970 that begin so are of 2032 or later.
_COMPACT = re.compile(
    r"((?:19[7-9]|20\d)\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?:[01]\d|2[0-3])(?:[0-5]\d){0,2}",
    re.ASCII,
)
# The name of the zone, which Java writes behind a complete moment.
_ZONE_NAME = re.compile(r"\[[\w/+-]+\]\Z")
_END_OF_DAY = re.compile(r"(\d{4}-\d\d-\d\d)[T ]24:00(?::00(?:\.0+)?)?(?![\d:.])", re.ASCII)
_NUMERIC = re.compile(
    r"(?<![\w./-])(?:(\d{4})([./-])\s?(\d{1,2})\2\s?(\d{1,2})|(\d{1,2})([./-])\s?(\d{1,2})\6\s?(\d{4}))"
    r"(?:\.(?!\d))?(?=,?(?:[T\s(（]|\Z))",
    re.ASCII,
)
_DAY_AND_TIME = re.compile(r"(\d{4}-\d\d-\d\d),?\s+\d{1,2}[:.]\d\d.*", re.ASCII)
# Day and month in figures, where nothing tells which is which.
_OPEN = re.compile(r"(?<!\d)\d{1,2}[^\w:]+\d{1,2}[^\w:]+\d{4}(?!\d)", re.ASCII)
# Other names of zones are open: "IST" is of several, "ET" of summer and winter alike.
_TIME_OF_ZONE = re.compile(
    r"\d{1,2}[:.h]\d\d.*?(?:[+-]\d\d?(?::?\d\d)?|(?<![^\W\d_])(?:Z|GMT|UTC))\W*\Z",
    re.ASCII | re.IGNORECASE,
)
_FIGURE = re.compile(r"\d")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_YEAR = re.compile(r"(?<!\d)(?:1[7-9]|20)\d\d(?!\d)", re.ASCII)
_BUDDHIST_YEAR = re.compile(r"(?<![\d:+])2[45]\d\d(?!\d)", re.ASCII)
_BUDDHIST_YEARS_MORE = 543
# Languages whose newspapers may count years from the Hijra, an emperor or the Buddha.
_OTHER_YEARS = frozenset({"ar", "fa", "ja", "th"})
_BETWEEN = r"[-_./]?"
_IN_NAME = re.compile(
    rf"(?<![^\W_])((?:19|20)\d\d)({_BETWEEN})(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?![^\W_]|{_BETWEEN}\d\d\d)",
    re.ASCII,
)
_MONTH_FOLDER = re.compile(r"(?:^|/)((?:19|20)\d\d)[-/](0[1-9]|1[0-2])/", re.ASCII)
_NAME_AND_DATED_FOLDERS = re.compile(r"(?:(?<![^/])[\d._-]+/)*[^/]*\Z", re.ASCII)
_NAME_LENGTH = 400


def parse_date(
    text: str, language: str | None = None, order: DateOrder | None = None
) -> str | None:
    """Return a date or time in ISO 8601 at its own precision; None if it is none.

    Args:
        language: ISO 639-1 code for the names of months; None tries all.
        order: Order of the numbers in a date that can be read in two ways; without it, such a date
            is none.
    """
    text = with_our_figures(" ".join(text[: 2 * _LONGEST].split()))
    if not text or len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return None
    if numbers := _NUMERIC.search(text):
        found = _numeric(numbers, order)
        if found is None:
            return None
        text = text[: numbers.start()] + found + text[numbers.end() :]
    if (day := _ISO_DAY.match(text)) and not _exists(day[0]):
        return None
    if end := _END_OF_DAY.match(text):
        with suppress(OverflowError):  # the calendar ends
            text = f"{date.fromisoformat(end[1]) + timedelta(days=1)}T00:00{text[end.end() :]}"
    text = _ZONE_NAME.sub("", text)
    return _iso(text) or _of_mail(text) or _in_words(text, language) or _of_time(text)


def with_our_figures(text: str, language: str | None = None) -> str:
    """Return a text with the digits of every script as ASCII, and in Thai with our years."""
    text = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)
    if language != "th":
        return text
    return _BUDDHIST_YEAR.sub(lambda year: str(int(year[0]) - _BUDDHIST_YEARS_MORE), text)


def may_be_of_another_calendar(value: object, language: str | None) -> bool:
    """Tell whether what a record gives as a date names no year of ours, in a language that may
    count them otherwise.
    """
    return (
        language in _OTHER_YEARS
        and isinstance(value, str | int)
        and not _YEAR.search(with_our_figures(str(value)))
    )


def stated_date(value: object, order: DateOrder | None = None) -> str:
    """Return a date or time that a record states as one, in any format, in the form of
    `parse_date`.

    Args:
        value: Text, a date or datetime, or a number: of a year, a day (20250813) and its time
            (20250813093000), or of seconds or milliseconds since 1970.
        order: As in `parse_date`.

    Raises:
        InputError: It is no date, or can be read in two ways.
    """
    if isinstance(value, datetime):
        return value.isoformat() if value.tzinfo else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str | int | float):
        raise InputError("It is not a date: write it as text, YYYY-MM-DD.")
    is_whole = isinstance(value, float) and value.is_integer()
    text = str(int(value) if is_whole else value).strip()
    if (compact := _COMPACT.fullmatch(text)) and (day := parse_date(compact[1])):
        return day
    if epoch := _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(epoch[1] or epoch[2]), UTC).isoformat()
    found = parse_date(text, order=order)
    if found is None:
        if order is None and parse_date(text, order="dmy"):
            raise InputError(
                f"{text[:_LONGEST]!r} can be read in two ways: write YYYY-MM-DD, or say with --dates "
                "mdy or dmy what stands first."
            )
        raise InputError(
            f"{text[:_LONGEST]!r} is not a date: write YYYY-MM-DD, or "
            "a time as YYYY-MM-DDTHH:MM+00:00."
        )
    return found


def date_in_name(path: str) -> str | None:
    """Return the date in the name of a file or in a URL; None if there is none.

    Of a file's folders only those right above it count that are named by figures alone
    (``2025/08/13/pool.html``): any other, ``backup-2025-11-30``, may say when the file came there.
    """
    is_file = "://" not in path
    path = path[-_NAME_LENGTH:]
    if is_file and (named := _NAME_AND_DATED_FOLDERS.search(path)):
        path = named[0]
    for match in reversed(list(_IN_NAME.finditer(path))):
        with suppress(ValueError):
            return date(int(match[1]), int(match[3]), int(match[4])).isoformat()
    months = _MONTH_FOLDER.findall(path)
    return "-".join(months[-1]) if months else None


def moment_of_mail(text: str) -> datetime | None:
    """Read a time as the headers of mails and of HTTP write it; without a zone if they give none,
    None if it is no time.
    """
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _iso(text: str) -> str | None:
    if not _ISO.fullmatch(text) or (re.fullmatch(r"\d{8,}", text) and not _YEAR.match(text[:4])):
        return None
    try:
        found = normalise(text)
    except InputError:
        return None
    if len(found) <= len("2025-08-13"):
        return found
    return found if datetime.fromisoformat(text).tzinfo else found[: len("2025-08-13")]


def _of_mail(text: str) -> str | None:
    found = moment_of_mail(text)
    if found is None:
        return None
    return found.isoformat() if found.tzinfo else found.date().isoformat()


def _numeric(match: re.Match[str], order: DateOrder | None) -> str | None:
    """Return the day that three numbers are; None if they are none, or can be one of two."""
    if match[1]:
        year, month, day = int(match[1]), int(match[3]), int(match[4])
    else:
        day, month, year = int(match[5]), int(match[7]), int(match[8])
        # With dots the day stands first everywhere; with others only where no month can be meant.
        is_open = day <= 12 and day != month and (match[6] != "." or order is not None)
        if is_open and (month > 12 or order == "mdy"):
            day, month = month, day
        elif is_open and order is None:
            return None
    with suppress(ValueError):
        return date(year, month, day).isoformat()
    return None


def opens_with_date(text: str, language: str | None) -> bool:
    """Tell whether a text begins with a date, so that only its own words stand before its figures."""
    words = _WORD.findall(_FIGURE.split(text, maxsplit=1)[0])
    if not words or _parsed(words[0], language):
        return True
    # A day of the week may be two words: "Thứ Tư".
    first, second = (_parsed(" ".join(part), language) for part in (words[:2], words[1:2]))
    return first is not None and second is None


def _in_words(text: str, language: str | None) -> str | None:
    """Read a date with the name of its month, in any language; without a day, only its year and
    month are returned.
    """
    if not _YEAR.search(text) or not any(map(str.isalpha, text)) or _OPEN.search(text):
        return None
    has_day = len(re.findall(r"\d+", text)) > 1
    found = _parsed(text, language, "year", "month", *(["day"] if has_day else []))
    if found is None:
        return None
    if not has_day:
        return f"{found:%Y-%m}"
    has_time = _TIME_OF_ZONE.search(text) and found.tzinfo
    return found.isoformat() if has_time else found.date().isoformat()


def _parsed(text: str, language: str | None, *parts: str) -> datetime | None:
    """Return the time that a text says in words; None unless it names all of ``parts``, and what it
    leaves open is made up.
    """
    from dateparser import parse

    # Among all languages of the world some read a month in "No. 5" and "Sat 5".
    languages = [language] if language else list(DETECTED)
    settings = {"REQUIRE_PARTS": list(parts), "PARSERS": ["absolute-time"]}
    try:
        found: datetime | None = parse(text, languages=languages, settings=settings)
    except (ValueError, OverflowError, RecursionError):
        return None
    return found


def _of_time(text: str) -> str | None:
    """Return the day in front of a time that is written in no known way."""
    match = _DAY_AND_TIME.fullmatch(text)
    return match[1] if match else None
