"""Reads the dates of a text as seen from the day it was published: days without a year,
"yesterday", "Friday".
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from rag.patterns import NEVER, whole_words
from rag.said_dates.months import locales
from rag.said_dates.reading import SaidDate, said_dates
from rag.said_dates.weekdays import weekdays
from rag.words import lists

_RELATIVE_DAYS = lists("time.relative_days")
_YEARS = 8  # a leap day may be as far away

_STEM, _ENDING = 4, 2  # letters of a month's name that stay and change: ноябрь, в ноябре


def take_dates(
    text: str, language: str | None, published: date | None = None
) -> tuple[list[SaidDate], str]:
    """Return the dates that a text says, and the text with blanks in their place.

    Args:
        published: A day without a year is the one nearest to this day; None leaves its year open.
    """
    found: list[SaidDate] = []
    rest = list(text)
    for mention in said_dates(text, (language,) if language else ()):
        ends = (mention.first, mention.last) if mention.is_range else (mention.first,)
        found += [_nearest(end, published) for end in ends]
        rest[mention.start : mention.end] = " " * (mention.end - mention.start)
    return found, "".join(rest)


def named_months(text: str, language: str | None, published: date | None = None) -> list[SaidDate]:
    """Return the months whose names a text has, inflected or not; some may be other words: may,
    mars.

    Args:
        published: Each month is given in the year of this day, the year before and the next; None
            leaves the year open.
    """
    stems, pattern = _month_stems(language)
    found = {stems[stem] for stem in pattern.findall(text.casefold())}
    found |= {said.month for said in take_dates(text, language)[0]}
    years = [published.year + shift for shift in (-1, 0, 1)] if published else [None]
    return [SaidDate(month, None, year) for month in sorted(found) for year in years]


def implied_dates(text: str, language: str | None, published: date | None) -> list[SaidDate]:
    """Return the dates that relative words of a text can mean on the day it was published.

    A day of the week means the nearest one on either side; the day of publication always counts.
    """
    if published is None:
        return []
    days = {published}
    days |= {
        published + timedelta(days=shift)
        for shift, pattern in zip((-2, -1, 0, 1), _relative_days(language), strict=False)
        if pattern.search(text)
    }
    for weekday in weekdays(text, language):
        ahead = (weekday - published.weekday()) % 7
        days |= {published + timedelta(days=ahead), published + timedelta(days=ahead - 7)}
    return [SaidDate(day.month, day.day, day.year) for day in sorted(days)]


@cache
def _month_stems(language: str | None) -> tuple[dict[str, int], re.Pattern[str]]:
    """Return the names of the months with their numbers, long names without their last letters, and
    a pattern of words that begin with them, in text without case.
    """
    stems = {
        name.casefold()[: max(_STEM, len(name) - _ENDING)]: month
        for locale in locales(language)
        for context in ("format", "stand-alone")
        for month, name in locale.months[context]["wide"].items()
        if "月" not in name
    }
    spelled = [re.escape(stem) + ("" if len(stem) >= _STEM else r"(?!\w)") for stem in stems]
    joined = "|".join(sorted(spelled, key=len, reverse=True)) or NEVER
    return stems, re.compile(rf"(?<!\w)(?:{joined})")


@cache
def _relative_days(language: str | None) -> list[re.Pattern[str]]:
    """Return patterns of the day before yesterday, yesterday, today and tomorrow."""
    patterns = _RELATIVE_DAYS.get(language or "", ())
    return [re.compile(whole_words(words, language or ""), re.IGNORECASE) for words in patterns]


def _nearest(when: SaidDate, published: date | None) -> SaidDate:
    """Return a day without a year in the year that brings it nearest to ``published``; other dates
    as they are.
    """
    if when.year or when.day is None or published is None:
        return when
    years = range(max(date.min.year, published.year - _YEARS), published.year + _YEARS + 1)
    days = [
        date(year, when.month, when.day)
        for year in years
        if year <= date.max.year and when.in_year(year).exists
    ]
    nearest = min(days, key=lambda day: abs(day - published), default=None)
    return when.in_year(nearest.year) if nearest else when
