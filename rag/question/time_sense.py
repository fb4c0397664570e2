"""What a question says about time: a period, the present, or nothing.

Periods are dates that the question names (rag.said_dates), years, or relative to the moment of
asking ("yesterday", "last week"). A month without a year is the last such month before that moment.
What begins or ends with a date, or with an event, is in rag.question.bounds.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from rag.question import time_words
from rag.question.bounds import EventBound, event_bound, relation_to
from rag.question.years import named_years
from rag.said_dates.reading import Mention, SaidDate, ascii_digits, said_dates

_EVER = datetime.min.replace(tzinfo=UTC)
_NEAR = timedelta(days=31)
_FIRST_YEAR = 10  # what lies years back from before then may lie before the calendar
_YEARS_LENGTH = timedelta(days=366)
_UNSPACED = frozenset({"zh", "ja", "ko", "th", "ar"})
_QUOTED = re.compile('["“„«‘「『][^"“”„«»‘’「」『』]{12,}["”“»’」』]')


@dataclass(frozen=True, slots=True)
class TimeSense:
    """What a question says about time.

    Attributes:
        now: It asks for the present state.
        since, until: The period it speaks of, both included, UTC; None when it names none.
        up_to_now: Whether that period has no end but the moment of asking: "since March".
        may_be_ahead: Whether the month or day is named without a year, and the next is near.
        event: What bounds the period, where the question names that instead of a date.
    """

    now: bool = False
    since: datetime | None = None
    until: datetime | None = None
    up_to_now: bool = False
    may_be_ahead: bool = False
    event: EventBound | None = None

    @property
    def has_period(self) -> bool:
        """Whether a period is named."""
        return self.since is not None

    @property
    def looks_back(self) -> bool:
        """Whether a period is named that is over: the newest is not what is asked for."""
        return self.has_period and not self.up_to_now

    def bounded(self, moment: datetime, as_of: datetime) -> TimeSense:
        """The same with its event known to have been at a moment."""
        assert self.event is not None
        if self.event.relation == "since":
            return replace(self, since=moment, until=max(as_of, moment), up_to_now=True)
        return replace(self, since=_EVER, until=_just_before(moment))


def time_sense(question: str, language: str, as_of: datetime) -> TimeSense:
    """What a question says about time, seen from a moment."""
    text = ascii_digits(_QUOTED.sub(" ", question))  # a headline's "until May" is not the asker's
    today = as_of.date()
    named = _named(text, language, today) or _relative(text, language, today)
    if named is None or named.first > today:  # what is to come is reported before it comes
        now = _now_pattern(language).search(text) is not None
        return TimeSense(now=now, event=None if named else event_bound(text, language))
    since = datetime.combine(named.first, time.min, UTC)
    until = min(datetime.combine(named.last, time.max, UTC), max(as_of, since))
    match None if named.is_range else relation_to(text, named.start, named.end, language):
        case "since":
            return TimeSense(since=since, until=max(as_of, since), up_to_now=True)
        case "before":
            return TimeSense(since=_EVER, until=_just_before(since))
        case "until" if named.first == named.last:
            return TimeSense(since=_EVER, until=_just_before(since))
        case "until" | "through":
            return TimeSense(since=_EVER, until=until)
    return TimeSense(since=since, until=until, may_be_ahead=named.next_from(today) != named)


def names_period(
    text: str, language: str | None, published: datetime | None, sense: TimeSense
) -> bool:
    """Whether a text in a language names a day or a month of the period a question speaks of, or
    its year where it is a year.

    Args:
        published: Seen from then, a month without a year is the last, or the next if it is near.
    """
    if sense.since is None or sense.until is None or sense.until - sense.since > _YEARS_LENGTH:
        return False
    since, until = sense.since.date(), sense.until.date()
    if since.year == until.year and (since.month, until.month) == (1, 12):
        return str(since.year) in ascii_digits(text)
    told_on = published.date() if published else date.min
    return any(
        days.first <= until and since <= days.last
        for named in _dates(text, language or "", told_on)
        for days in [named.next_from(told_on)]
    )


@dataclass(frozen=True, slots=True)
class _Days:
    """Days that a text names, and where: ``text[start:end]``."""

    first: date
    last: date
    start: int
    end: int
    has_year: bool = True
    is_range: bool = False

    def next_from(self, today: date) -> _Days:
        """The same days of the next year, where none is named and they are near; else these."""
        if self.has_year or self.last.year == date.max.year:
            return self
        # 29 February comes back on 1 March.
        days = self.last - self.first
        first = date(self.first.year + 1, self.first.month, 1) + timedelta(days=self.first.day - 1)
        near = timedelta(0) < first - today <= _NEAR
        return replace(self, first=first, last=first + days) if near else self


def _named(text: str, language: str, today: date) -> _Days | None:
    """The first to the last day of all dates a text names, or else of all years."""
    found = list(_dates(text, language, today)) or [
        _Days(
            date(years.first, 1, 1),
            date(years.last, 12, 31),
            years.start,
            years.end,
            is_range=years.is_range,
        )
        for years in named_years(text, language)
    ]
    if not found:
        return None
    return _Days(
        min(days.first for days in found),
        max(days.last for days in found),
        min(days.start for days in found),
        max(days.end for days in found),
        any(days.has_year for days in found),
        any(days.is_range for days in found),
    )


def _dates(text: str, language: str, today: date) -> Iterator[_Days]:
    """The days of all dates that a text names and the calendar has."""
    for mention in said_dates(text, tuple(dict.fromkeys((language, "en")))):
        try:
            yield _days(mention, today)
        except ValueError:
            continue


def _days(mention: Mention, today: date) -> _Days:
    """The days of a date; without a year it is the last such that had begun by today.

    Raises:
        ValueError: The calendar has no such day.
    """
    first, last = mention.first, mention.last
    over = 0 if last.follows(first) else 1
    year = first.year or _year_of(first, today)
    while first.year is None and not (
        first.in_year(year).exists and last.in_year(year + over).exists
    ):
        year -= 1  # 29 February
    one = _span(year, first.month, first.day)
    other = _span(last.year or year + over, last.month, last.day)
    return _Days(
        min(one[0], other[0]),
        max(one[1], other[1]),
        mention.start,
        mention.end,
        first.year is not None,
        mention.is_range,
    )


def _span(year: int, month: int, day: int | None) -> tuple[date, date]:
    """The first and the last day of a month, or one day of it."""
    if day is None:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)


def _year_of(said: SaidDate, today: date) -> int:
    """The year of the last such month, or day, that had begun by today."""
    begun = (said.month, said.day or 1) <= (today.month, today.day)
    return today.year if begun else today.year - 1


def _relative(text: str, language: str, today: date) -> _Days | None:
    if today.year < _FIRST_YEAR:
        return None
    for code in dict.fromkeys((language, "en")):
        for pattern, (first, last) in time_words.DAYS_BACK.get(code, {}).items():
            if match := _whole(pattern, code).search(text):
                days = today - timedelta(days=first), today - timedelta(days=last)
                return _Days(*days, *match.span())
        for pattern, (unit, back) in time_words.periods(code).items():
            if match := _whole(pattern, code).search(text):
                return _Days(*_period(unit, back, today), *match.span())
    return None


def _period(unit: str, back: int, today: date) -> tuple[date, date]:
    """The week (from Monday), month or year that lies so many units back."""
    if unit == "week":
        monday = today - timedelta(days=today.weekday() + 7 * back)
        return monday, monday + min(timedelta(days=6), date.max - monday)
    if unit == "month":
        months = today.year * 12 + today.month - 1 - back
        return _span(months // 12, months % 12 + 1, None)
    return date(today.year - back, 1, 1), date(today.year - back, 12, 31)


@cache
def _now_pattern(language: str) -> re.Pattern[str]:
    patterns = [time_words.NOW.get(code, r"(?!)") for code in dict.fromkeys((language, "en"))]
    return _whole("|".join(patterns), language)


@cache
def _whole(pattern: str, language: str) -> re.Pattern[str]:
    if language in _UNSPACED:
        return re.compile(f"(?:{pattern})", re.IGNORECASE)
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


def _just_before(moment: datetime) -> datetime:
    """The second before a moment, or the first of the calendar."""
    second = timedelta(seconds=1)
    return max(moment, _EVER + second) - second
