"""Reads the periods that a question names in words: counted back from the moment of asking ("two
weeks ago", "last weekend", "on Monday"), and parts of a year ("in Q3 2025", "this summer", "early
2025").

docs/retrieval.md says what each of them means.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from rag.language import UNSPACED
from rag.patterns import NEVER
from rag.question.bounds import relation_to
from rag.question.period_patterns import (
    BESIDE_WEEKDAY,
    UNITS,
    Unit,
    before_this,
    calendar_units,
    compiled,
    counted,
    filled,
    of_one,
    small_number,
    units,
    weekdays,
)
from rag.question.year_parts import part_and_year, parts_of_year, quarter
from rag.said_dates.weekdays import weekdays as weekdays_named
from rag.said_numbers.reading import values
from rag.words import lists, strings

_RELATIVE_DAYS, _LAST_NIGHT = lists("time.relative_days"), strings("time.last_night")
_EARLIER_TODAY, _HAPPENED = strings("time.earlier_today"), strings("time.happened")
_PAST_TENSE, _AHEAD = strings("time.past_tense"), strings("time.ahead")
_AGO, _AGO_ONE = strings("period.ago"), strings("period.ago_one")
_PAST, _PAST_ONE = strings("period.past"), strings("period.past_one")
_ONE = strings("period.one")
_WEEKENDS = lists("weekday.weekends")
_LAST_WEEKDAY, _ON_WEEKDAY = strings("weekday.last"), strings("weekday.on")
_THIS_SEASON, _LAST_SEASON = strings("year_part.this_season"), strings("year_part.last_season")
_NEAR = timedelta(days=31)
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_YEAR = timedelta(days=365)
_FIRST_YEAR = 101  # from an earlier year, some years back may lie before the calendar
_MOST = 366
_MOST_YEARS = 99
_MIDDLE = 6  # month up to which this winter is the one that began the year before


@dataclass(frozen=True, slots=True)
class Days:
    """Days that a text names, and where: ``text[start:end]``.

    Attributes:
        again: How often such days return, if the text does not say which of them are meant.
        is_range: Whether the text names two ends.
    """

    first: date
    last: date
    start: int
    end: int
    again: Literal["week", "year"] | None = None
    is_range: bool = False

    def may_be_next(self, today: date) -> bool:
        """Tell whether the next such days may be meant as well as the last: the text does not say
        which, and they are days of the week, or nearer ahead than behind.
        """
        if self.again is None:
            return False
        return self.again == "week" or _YEAR - (today - self.first) < today - self.last

    def next_from(self, today: date) -> Days:
        """Return the next such days if the text does not say which are meant and they are near;
        else these.
        """
        if self.again is None or self.last.year == date.max.year:
            return self
        length = self.last - self.first
        if self.again == "week":
            first = self.first + _WEEK
        else:  # 29 February comes back on 1 March
            first = date(self.first.year + 1, self.first.month, 1)
            first += timedelta(days=self.first.day - 1)
        near = timedelta(0) < first - today <= _NEAR
        return replace(self, first=first, last=first + length) if near else self


def month_span(year: int, month: int, months: int = 1) -> tuple[date, date]:
    """Return the first and the last day of so many months, beginning with a given one."""
    end = year * 12 + month - 1 + months - 1
    last_year, last_month = end // 12, end % 12 + 1
    if last_year > date.max.year:
        return date(year, month, 1), date.max
    return date(year, month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1])


def parts_of_years(text: str, language: str, today: date, *, asked: bool = False) -> Iterator[Days]:
    """Yield the quarters, halves, seasons, beginnings and ends of years that a text names.

    Args:
        language: ISO 639-1 code; the English words are looked for too.
        today: A quarter without a year is the last that had begun by this day.
        asked: Whether the text is a question, in which "the third quarter" may be that of a match.
    """
    if today.year < _FIRST_YEAR:
        return
    taken: list[tuple[int, int]] = []
    for code in dict.fromkeys((language, "en")):
        parts = parts_of_year(code)
        for pattern in (part_and_year(code), quarter(code, asked=asked)):
            for match in pattern.finditer(text):
                if any(start < match.end() and match.start() < end for start, end in taken):
                    continue
                name = next(name for name in parts if match.groupdict().get(name))
                days = _part_days(match, name, *parts[name][1:], today)
                if name == "late":
                    days = before_its_end(days, text, language)
                taken.append(match.span())
                yield days


def before_its_end(days: Days, text: str, language: str) -> Days:
    """Return the last day of the end of a year or month if a text asks what was before it; else all
    of its days.
    """
    is_bound = relation_to(text, days.start, days.end, language) == "before"
    return replace(days, first=days.last) if is_bound else days


def is_in_past(text: str, language: str) -> bool:
    """Tell whether a question asks about the past, and nothing in it shows that it may lie ahead."""
    past = compiled(_PAST_TENSE.get(language, NEVER), language)
    ahead = compiled(_AHEAD.get(language, NEVER), language)
    return past.search(text) is not None and not ahead.search(text)


def relative_days(text: str, language: str, today: date) -> Days | None:
    """Return the days that a question counts back from the moment of asking; None if it does not."""
    if today.year < _FIRST_YEAR:
        return None
    for code in dict.fromkeys((language, "en")):
        for read in (_weekend, _season, _back, _ago, _past, _calendar, _weekday, _happened_today):
            try:
                found = read(text, code, today)
            except OverflowError:  # the calendar ends
                continue
            if found is not None:
                return found
    return None


def _weekend(text: str, language: str, today: date) -> Days | None:
    over, begun = _WEEKENDS.get(language, (NEVER, NEVER))
    saturday = today - timedelta(days=(today.weekday() + 2) % 7)
    if match := compiled(over, language).search(text):
        last = saturday if saturday + _DAY < today else saturday - _WEEK
        return Days(last, last + _DAY, *match.span())
    if match := compiled(begun, language).search(text):
        return _last_or_next(saturday, 2, text, language, today, match.span())
    return None


def _season(text: str, language: str, today: date) -> Days | None:
    """Return this summer, if it has begun, or the last one that is over; so for each season."""
    parts = parts_of_year(language)
    for name in ("spring", "summer", "autumn", "winter"):
        if name not in parts:
            continue
        words, month, months = parts[name]
        this = filled(_THIS_SEASON.get(language, NEVER), season=words)
        if match := compiled(this, language).search(text):
            year = today.year - (name == "winter" and today.month <= _MIDDLE)
            return Days(*month_span(year, month, months), *match.span())
        past = filled(_LAST_SEASON.get(language, NEVER), season=words)
        if match := compiled(past, language).search(text):
            days = month_span(today.year, month, months)
            while days[1] >= today:
                days = month_span(days[0].year - 1, month, months)
            return Days(*days, *match.span())
    return None


def _back(text: str, language: str, today: date) -> Days | None:
    """Return yesterday, the day before, last night or this morning."""
    before, yesterday, _, _ = _RELATIVE_DAYS.get(language, (NEVER,) * 4)
    for pattern, (first, last) in (
        (before, (2, 2)),
        (yesterday, (1, 1)),
        (_LAST_NIGHT.get(language, NEVER), (1, 0)),
        (_EARLIER_TODAY.get(language, NEVER), (0, 0)),
    ):
        if match := compiled(pattern, language).search(text):
            ends = today - first * _DAY, today - last * _DAY
            return Days(*ends, *match.span())
    return None


def _ago(text: str, language: str, today: date) -> Days | None:
    """Return the day, week, month or year so many of them back."""
    for match, number, unit in _amounts(_AGO, _AGO_ONE, text, language):
        return Days(*_span_back(unit, number, today), *match.span())
    return None


def _past(text: str, language: str, today: date) -> Days | None:
    """Return the last so many hours, days, weeks, months or years."""
    for match, number, unit in _amounts(_PAST, _PAST_ONE, text, language):
        return Days(_first_of_last(unit, number, today), today, *match.span())
    return None


def _amounts(
    several: Mapping[str, str], one: Mapping[str, str], text: str, language: str
) -> Iterator[tuple[re.Match[str], int, Unit]]:
    """Yield the matches of the templates in a text, each with how many of which unit it names."""
    if language in several:
        for match in counted(several[language], language).finditer(text):
            if amount := _amount(match[0], language):
                yield match, *amount
    if language in one:
        for unit, pattern in of_one(one[language], language):
            for match in pattern.finditer(text):
                yield match, 1, unit


def _calendar(text: str, language: str, today: date) -> Days | None:
    """Return this week, month or year, or the one before it."""
    for pattern, (unit, back) in calendar_units(language).items():
        if match := before_this(pattern, language).search(text):
            return Days(*_span_back(unit, back, today), *match.span())
    return None


def _weekday(text: str, language: str, today: date) -> Days | None:
    """Return "last Monday", or the last Monday there was, today included."""
    for table, is_over in ((_LAST_WEEKDAY, True), (_ON_WEEKDAY, False)):
        if language not in table:
            continue
        match = weekdays(table[language], language, may_bound=not is_over).search(text)
        if match is None:
            continue
        groups = {name: part for name, part in match.groupdict().items() if part}
        number = next(int(name[-1]) for name in groups if name not in BESIDE_WEEKDAY)
        day = today - timedelta(days=(today.weekday() - number) % 7 or 7 * is_over)
        beside = [match.end(name) for name in BESIDE_WEEKDAY & groups.keys()]
        place = max([match.start(), *beside]), match.end()
        relation = relation_to(text, *place, language)
        if is_over or relation in ("since", "after"):
            return Days(day, day, *place)
        if relation and weekdays_named(text[: place[0]], language):  # from Monday until Friday
            return None
        return _last_or_next(day, 1, text, language, today, place)
    return None


def _last_or_next(
    first: date, length: int, text: str, language: str, today: date, place: tuple[int, int]
) -> Days:
    """Return the last such days, if a question is in the past; else the days from there up to
    today, whose reports tell of the last and of the coming ones.
    """
    if is_in_past(text, language):
        return Days(first, first + (length - 1) * _DAY, *place)
    return Days(first, today, *place, again="week")


def _happened_today(text: str, language: str, today: date) -> Days | None:
    """Return today if the text asks what happened: by itself, "today" means the present."""
    words = _RELATIVE_DAYS.get(language)
    if words and compiled(_HAPPENED.get(language, NEVER), language).search(text):
        match = compiled(words[2], language).search(text)
        return Days(today, today, *match.span()) if match else None
    return None


def _span_back(unit: str, back: int, today: date) -> tuple[date, date]:
    """Return the day, the week from Monday, the month or the year that lies so many units back."""
    if unit == "hour":
        return today - timedelta(days=-(-back // 24)), today
    if unit == "day":
        return today - back * _DAY, today - back * _DAY
    if unit == "week":
        monday = today - timedelta(days=today.weekday() + 7 * back)
        return monday, monday + min(timedelta(days=6), date.max - monday)
    if unit == "month":
        months = today.year * 12 + today.month - 1 - back
        return month_span(months // 12, months % 12 + 1)
    return month_span(today.year - back, 1, 12)


def _first_of_last(unit: str, number: int, today: date) -> date:
    """Return the first day of the last so many units; hours are rounded up to whole days."""
    if unit in ("hour", "day", "week"):
        days = {"hour": -(-number // 24), "day": number, "week": 7 * number}[unit]
        return today - timedelta(days=days)
    months = today.year * 12 + today.month - 1 - number * (12 if unit == "year" else 1)
    first, last = month_span(months // 12, months % 12 + 1)
    return min(last, first + (today.day - 1) * _DAY)


def _amount(text: str, language: str) -> tuple[int, Unit] | None:
    """Return how many of which unit a text says, "last three days"; None if it is no whole number."""
    match = units(language).search(text)
    if match is None or match.lastgroup is None:
        return None
    unit: Unit = next(name for name in UNITS if match.lastgroup.startswith(name))
    if match.lastgroup != unit:
        return 2, unit
    numbers = values(text, language)
    if small := small_number(text[: match.start()], language):
        return small, unit
    if not numbers:  # "one" may be no number here
        one = rf"(?:^|\s)(?:1|{_ONE.get(language, NEVER)})\s*\Z"
        is_one = language in UNSPACED or re.search(one, text[: match.start()], re.IGNORECASE)
        return (1, unit) if is_one else None
    most = _MOST_YEARS if unit == "year" else _MOST
    value = numbers.pop()
    return (int(value), unit) if not numbers and value.is_integer() and value <= most else None


def _part_days(match: re.Match[str], name: str, first: int, months: int, today: date) -> Days:
    """Return the days of a part of a year; one without a year is the last that had begun by today."""
    found = match.groupdict()
    year = today.year
    again: Literal["year"] | None = None
    if found.get("year"):
        year = int(found["year"])
        if name == "winter" and not found.get("until") and date(year, first, 1) > today:
            year -= 1
    elif found.get("last"):
        year -= 1
    elif not found.get("this"):
        again = "year"
        year -= first > today.month
    return Days(*month_span(year, first, months), *match.span(), again=again)
