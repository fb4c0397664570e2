"""Dates as pages, feeds, mails, texts and file names write them, to ISO 8601 at their precision.

A time without a zone says no moment, so that only its day is kept. A date that can be read in two
ways (03/04/2025) is no date.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from rag.dates import normalise
from rag.errors import InputError

_LONGEST = 80
_TIME_AFTER_DATE = re.compile(r"(\d{4}-\d\d-\d\d)[T ]+\d", re.ASCII)
_NUMERIC = re.compile(
    r"(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})(?:,?\s+\d{1,2}[:.]\d\d.*)?", re.ASCII
)
_YEAR = re.compile(r"(?<!\d)(?:1[7-9]|20)\d\d(?!\d)", re.ASCII)
_BETWEEN = r"[-_./]?"
_IN_NAME = re.compile(
    rf"(?<![^\W_])((?:19|20)\d\d)({_BETWEEN})(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?![^\W_]|{_BETWEEN}\d\d\d)",
    re.ASCII,
)
_MONTH_FOLDER = re.compile(r"(?:^|/)((?:19|20)\d\d)[-/](0[1-9]|1[0-2])/", re.ASCII)
_NAME_LENGTH = 400


def parse_date(text: str, language: str | None = None) -> str | None:
    """A date or time as an ISO 8601 string at its own precision, or None when it is none.

    Args:
        language: ISO 639-1 code for the names of months; None tries all.
    """
    text = " ".join(text[: 2 * _LONGEST].split())
    text = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)
    if not text or len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return None
    return _iso(text) or _of_mail(text) or _numeric(text) or _in_words(text, language)


def date_in_name(path: str) -> str | None:
    """The date that a file's name, URL or dated folders hold (``2025/08/13/pool.html``), or None."""
    path = path[-_NAME_LENGTH:]
    for match in reversed(list(_IN_NAME.finditer(path))):
        with suppress(ValueError):
            return date(int(match[1]), int(match[3]), int(match[4])).isoformat()
    months = _MONTH_FOLDER.findall(path)
    return "-".join(months[-1]) if months else None


def _iso(text: str) -> str | None:
    try:
        if re.fullmatch(r"\d{8,}", text) and not _YEAR.match(text[:4]):
            return None
        found = normalise(text)
    except InputError:
        return None
    if len(found) <= len("2025-08-13"):
        return found
    return found if datetime.fromisoformat(text).tzinfo else found[: len("2025-08-13")]


def _of_mail(text: str) -> str | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found.isoformat() if found.tzinfo else found.date().isoformat()


def _numeric(text: str) -> str | None:
    match = _NUMERIC.fullmatch(text)
    if match is None:
        return None
    first, mark, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
    # With dots the day stands first everywhere; with others only where no month can be meant.
    if mark == "." or first > 12 or first == second:
        day, month = first, second
    elif second > 12:
        day, month = second, first
    else:
        return None
    with suppress(ValueError):
        return date(year, month, day).isoformat()
    return None


def _in_words(text: str, language: str | None) -> str | None:
    """A date with the name of its month, in any language."""
    if not _YEAR.search(text) or not any(map(str.isalpha, text)):
        return None
    from dateparser import parse

    settings = {"REQUIRE_PARTS": ["year", "month", "day"], "PARSERS": ["absolute-time"]}
    try:
        found: datetime | None = parse(
            text, languages=[language] if language else None, settings=settings
        )
    except (ValueError, OverflowError, RecursionError):
        return None
    if found is None:
        return None
    has_time = re.search(r"\d{1,2}[:.h]\d\d", text) and found.tzinfo
    return found.isoformat() if has_time else found.date().isoformat()
