"""Decides when an article was published and changed: of the dates that were found, those that can
be right.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from ingest.dating import may_be_of_another_calendar, stated_date, with_our_figures
from ingest.records import FoundIn, RawArticle
from rag.dates import first_instant, normalise
from rag.errors import InputError

_EARLIEST_YEAR = 1700
_TOLERANCE = timedelta(days=2)


def publication(
    raw: RawArticle, language: str | None, today: datetime, warnings: list[str]
) -> tuple[str | None, FoundIn | None]:
    """Return the date of publication, the first found that can be right, and where it was found.

    Args:
        today: With a zone. Dates more than two days after it are not trusted.

    Raises:
        InputError: The record itself gives a date that does not exist or cannot be right.
    """
    if stated := _stated_date("published_at", raw, language, today, warnings):
        return stated, "record"
    for found in raw.dates:
        wrong = _what_is_wrong(found.value, today)
        if wrong is None:
            return normalise(found.value), found.found_in
        place = {"file name": "of the file name"}.get(found.found_in, f"in the {found.found_in}")
        warnings.append(f"The date {found.value} {place} {wrong} and was left out.")
    return None, None


def last_change(
    raw: RawArticle,
    published_at: str | None,
    language: str | None,
    today: datetime,
    warnings: list[str],
) -> str | None:
    """Return when an article was last changed; None if that is not known.

    Args:
        published_at: A change before it is not believed.

    Raises:
        InputError: As in `publication`.
    """
    if "updated_at" not in raw.found_in:
        return _stated_date("updated_at", raw, language, today, warnings)
    value = str(raw.fields["updated_at"])
    wrong = _what_is_wrong(value, today)
    if wrong is not None:
        warnings.append(f"The date of change {value} {wrong} and was left out.")
        return None
    updated_at = normalise(value)
    if published_at and first_instant(updated_at) < first_instant(published_at):
        return None
    return updated_at


def _stated_date(
    name: str, raw: RawArticle, language: str | None, today: datetime, warnings: list[str]
) -> str | None:
    """Return a date that the record itself gives; None if it gives none, or one that may be of a
    calendar that cannot be read.

    Raises:
        InputError: It is no date, or cannot be right.
    """
    value = raw.fields.get(name)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, str):
        value = with_our_figures(value, language)
    try:
        date = stated_date(value)
        wrong = _what_is_wrong(date, today)
        problem = f"{date} {wrong}." if wrong else None
    except InputError as error:
        problem = str(error)
    if problem is None:
        return date
    if may_be_of_another_calendar(value, language):
        warnings.append(f'The field "{name}" was left out: {problem}')
        return None
    raise InputError(f'The field "{name}": {problem} Correct it or leave it out.')


def _what_is_wrong(date: str, today: datetime) -> str | None:
    """Return why a date cannot be that of an article, as the end of a sentence; None if it can."""
    try:
        moment = first_instant(date)
    except InputError:
        return "does not exist"
    if moment > today + _TOLERANCE:
        return "is in the future"
    return f"is before {_EARLIEST_YEAR}" if moment.year < _EARLIEST_YEAR else None
