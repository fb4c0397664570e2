"""Dates at the precision that is known, and the moment a question is asked from.

A published date is kept as an ISO 8601 string no more precise than its source: ``2025``,
``2025-08``, ``2025-08-13`` or a full time with zone. A time without a zone is taken as UTC.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta

from rag.errors import InputError

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)
_WEEK = re.compile(r"\d{4}-?W\d\d(?!-?\d)", re.ASCII)  # of which a Monday is but a part
_FIGURES = re.compile(r"(\d\d?)[/-](\d\d?)[/-]\d{4}", re.ASCII)
_MONTHS = 12
_LONGEST = 80

When = str | date | datetime


def normalise(value: When) -> str:
    """Return a date or time as an ISO 8601 string at its own precision; times carry a zone.

    Args:
        value: As text in ISO 8601, or a day or month with its year in the words of any language
            that is known ("14 Sept 2026"), or in figures that can be read in one way ("14.9.2026",
            "9/14/2026").

    Raises:
        InputError: The text is none of these, or the date does not exist.
    """
    if isinstance(value, datetime):
        return _with_zone(value).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = value.strip()
    try:
        first_instant(text)
    except InputError:
        if (said := _date_in_words(text)) is None:
            raise
        return said
    if _PARTIAL.fullmatch(text):
        return text
    try:
        return date.fromisoformat(text).isoformat()  # 20250813, 2025-W33-3
    except ValueError:
        return _with_zone(datetime.fromisoformat(text)).isoformat()


def _date_in_words(text: str) -> str | None:
    """Read a text that is nothing but one date in words or figures, as ISO 8601; else None."""
    from rag.language import DETECTED
    from rag.said_dates.reading import said_dates

    if len(text) > _LONGEST or _is_ambiguous(text):
        return None
    found = {
        mention.first
        for language in DETECTED
        for mention in said_dates(text, (language,))
        if (mention.start, mention.end) == (0, len(text)) and not mention.is_range
    }
    said = found.pop() if len(found) == 1 else None
    if said is None or said.year is None:
        return None
    day = "" if said.day is None else f"-{said.day:02}"
    return f"{said.year:04}-{said.month:02}{day}"


def _is_ambiguous(text: str) -> bool:
    """Tell whether a date in figures could be read day first or month first."""
    if (figures := _FIGURES.fullmatch(text)) is None:
        return False
    one, other = int(figures[1]), int(figures[2])
    return one != other and max(one, other) <= _MONTHS


def first_instant(text: str) -> datetime:
    """Return the earliest moment that an ISO 8601 string can mean, in UTC.

    Raises:
        InputError: The text is no ISO 8601 date or time, or the date does not exist.
    """
    try:
        if match := _PARTIAL.fullmatch(text):
            year, month, day = (int(part) if part else 1 for part in match.groups())
            return datetime(year, month, day, tzinfo=UTC)
        if _WEEK.match(text):
            raise ValueError(text)
        return _with_zone(datetime.fromisoformat(text)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InputError(
            f"{text!r} is not a date: write YYYY-MM-DD, or a time as YYYY-MM-DDTHH:MM+00:00."
        ) from error


def last_instant(value: When) -> datetime:
    """Return the latest moment that a date or time can mean, in UTC: a date includes its whole day.

    Raises:
        InputError: As `first_instant`.
    """
    text = normalise(value)
    start = first_instant(text)
    match = _PARTIAL.fullmatch(text)
    if not match:
        return start
    year, month, day = match.groups()
    if day:
        last = start.date()
    elif month:
        last = date(int(year), int(month), monthrange(int(year), int(month))[1])
    else:
        last = date(int(year), 12, 31)
    return datetime.combine(last, time.max, UTC)


def asked_from(as_of: When | None) -> datetime:
    """Return the moment a question is asked from, in the zone that decides what "today" means.

    Args:
        as_of: None for now, in the zone of this process. A date means the end of its day in UTC.

    Raises:
        InputError: As `first_instant`.
    """
    if as_of is None:
        return datetime.now().astimezone()
    text = normalise(as_of)
    return last_instant(text) if _PARTIAL.fullmatch(text) else datetime.fromisoformat(text)


def known_day(published_at: str | None) -> date | None:
    """Return the day of publication where it was published; None if the day is unknown."""
    if published_at is None or len(published_at) < len("2025-08-13"):
        return None
    return date.fromisoformat(published_at[: len("2025-08-13")])


def is_newer(one: str | None, other: str | None) -> bool:
    """Tell whether a publication date is certainly later than another.

    March 2025 is not later than 2025, for example.
    """
    return one is not None and other is not None and first_instant(one) > last_instant(other)


def age_days(published_at: str, as_of: datetime) -> int:
    """Return whole days since publication, in the zone of ``as_of``; 0 for the future."""
    return max(0, (as_of.date() - first_day(published_at, as_of)) // timedelta(days=1))


def first_day(text: str, as_of: datetime) -> date:
    """Return the first day that an ISO 8601 string can mean; of a time, in the zone of ``as_of``.

    Raises:
        InputError: As `first_instant`.
    """
    moment = first_instant(text)
    if _PARTIAL.fullmatch(text):
        return moment.date()
    try:
        return moment.astimezone(as_of.tzinfo).date()
    except OverflowError:  # the calendar ends
        return moment.date()


def _with_zone(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
