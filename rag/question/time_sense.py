"""Reads what a question says about time: a period, the present, or nothing.

A period is named by dates (rag.said_dates), by years and parts of them, or relative to the moment of
asking ("yesterday", "last week", "in the last three days": rag.question.periods). A month without a
year is the last such month before that moment. Periods that begin or end with a date, or with an
event, are in rag.question.bounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from rag.language import UNSPACED
from rag.patterns import NEVER
from rag.question.bounds import DateRelation, EventBound, event_bound, relation_to
from rag.question.date_names import is_part_of_name
from rag.question.month_parts import part_of_month
from rag.question.period_patterns import whole
from rag.question.periods import (
    Days,
    is_in_past,
    month_span,
    parts_of_years,
    relative_days,
)
from rag.question.year_parts import years_beside
from rag.question.years import named_years, names_year
from rag.said_dates.reading import Mention, SaidDate, said_dates, years_in_digits
from rag.words import strings

_NOW = strings("time.now")
_EVER = datetime.min.replace(tzinfo=UTC)
# So little text beside a period is no subject: "What happened in".
_FEW_WORDS = 4
_FEW_CHARACTERS = 6
_CHARACTER = re.compile(r"\w")
_MONTH = timedelta(days=27)  # from the first to the last day of the shortest
_YEARS_LENGTH = timedelta(days=366)
_QUOTED = re.compile('["“„«‘「『][^"“”„«»‘’「」『』]{12,}["”“»’」』]')


@dataclass(frozen=True, slots=True)
class TimeSense:
    """What a question says about time.

    Attributes:
        now: Whether it asks for the present state.
        since, until: The first and the last moment of the period that it names, in days of the zone
            that it is asked from; None if it names none. It may end after the moment of asking.
        up_to_now: Whether that period is not over: "since March", "this year".
        may_be_ahead: Whether the month or day is named without a year, and the next one is near.
        in_any_year: Whether it names days without a year. They are read as the last such days, but
            in a name may be those of another year: "the 11 September attacks".
        event: The event that bounds the period, if it is named instead of a date.
    """

    now: bool = False
    since: datetime | None = None
    until: datetime | None = None
    up_to_now: bool = False
    may_be_ahead: bool = False
    in_any_year: bool = False
    event: EventBound | None = None

    @property
    def has_period(self) -> bool:
        """Tell whether a period is named."""
        return self.since is not None

    @property
    def looks_back(self) -> bool:
        """Tell whether a period is named that is over, so that the newest is not asked for."""
        return self.has_period and not self.up_to_now

    @property
    def is_bound(self) -> bool:
        """Tell whether a period is named for certain: not by an event, nor by days that may lie
        ahead.
        """
        return self.has_period and self.event is None and not self.may_be_ahead

    @property
    def is_up_to_a_date(self) -> bool:
        """Tell whether the period is all time before a date: "until June"."""
        return self.since == _EVER and self.event is None

    def bounded(self, moment: datetime, as_of: datetime) -> TimeSense:
        """Return this with a period, given the moment of its event."""
        assert self.event is not None
        if self.event.relation == "since":
            return replace(self, since=moment, until=max(as_of, moment), up_to_now=True)
        return replace(self, since=_EVER, until=_just_before(moment))


def time_sense(question: str, language: str, as_of: datetime) -> TimeSense:
    """Return what a question says about time, seen from a moment, in whose zone its days are."""
    text = _own_words(question)
    today = as_of.date()
    days = _named(text, language, today) or relative_days(text, language, today)
    relation = None
    if days is not None and not days.is_range:
        relation = relation_to(text, days.start, days.end, language)
    if days is None or _is_ahead(days, relation, text, language, today):
        now = _now_pattern(language).search(text) is not None
        return TimeSense(now=now, event=None if days else event_bound(text, language))
    since = datetime.combine(days.first, time.min, as_of.tzinfo)
    until = datetime.combine(days.last, time.max, as_of.tzinfo)
    goes_on = days.last >= today
    match relation:
        case "since":
            return TimeSense(since=since, until=max(as_of, since), up_to_now=True)
        case "after":
            return _after(days, as_of)
        case "before":
            return TimeSense(since=_EVER, until=_just_before(since))
        case "until" if days.first == days.last:
            return TimeSense(since=_EVER, until=_just_before(since))
        case "until" | "through":
            return TimeSense(since=_EVER, until=until, up_to_now=goes_on)
        case "as of day" if days.first == days.last:
            return TimeSense(since=_EVER, until=until, up_to_now=goes_on)
    return TimeSense(
        since=since,
        until=until,
        up_to_now=goes_on,
        may_be_ahead=days.next_from(today) != days,
        in_any_year=days.again == "year" and days.last - days.first < _MONTH,
    )


def _is_ahead(
    days: Days, relation: DateRelation | None, text: str, language: str, today: date
) -> bool:
    """Tell whether days are still to come, so that reports of them are older: they lie after today,
    or are a deadline in a question that is not in the past ("what must be paid by Monday?").
    """
    if days.first > today:
        return True
    is_up_to = relation in ("before", "until", "through")
    return is_up_to and days.may_be_next(today) and not is_in_past(text, language)


def without_period(question: str, language: str, as_of: datetime) -> str:
    """Return a question without the words of its period; unchanged if it compares several periods,
    or if so little else is said that the period is its subject.
    """
    places = period_places(question, language, as_of)
    if len(places) != 1:
        return question
    rest = " ".join(f"{question[: places[0][0]]} {question[places[0][1] :]}".split())
    few = _FEW_CHARACTERS if language in UNSPACED else _FEW_WORDS
    left = len(_CHARACTER.findall(rest)) if language in UNSPACED else len(rest.split())
    return rest if left > few else question


def period_places(question: str, language: str, as_of: datetime) -> list[tuple[int, int]]:
    """Return where the words of a question's periods stand: ``question[start:end]``."""
    text, today = _own_words(question), as_of.date()
    days = relative_days(text, language, today)
    found = _all_named(text, language, today) or ([days] if days else [])
    return [(each.start, each.end) for each in found]


def _own_words(question: str) -> str:
    """Return a question with ASCII digits and with blanks for what it quotes, of the same length:
    "until May" in a headline is not said by the asker.
    """
    return years_in_digits(_QUOTED.sub(lambda match: " " * len(match[0]), question))


def _after(days: Days, as_of: datetime) -> TimeSense:
    """Return the period that begins when some days are over; none if they are not."""
    if days.last >= as_of.date():
        return TimeSense()
    since = datetime.combine(days.last + timedelta(days=1), time.min, as_of.tzinfo)
    return TimeSense(since=since, until=as_of, up_to_now=True)


def names_period(
    text: str, language: str | None, published: datetime | None, sense: TimeSense
) -> bool:
    """Tell whether a text names a day or a month of the period that a question speaks of; or its
    year, if the period is a whole year. If the question leaves the year of its days open, any year
    will do.

    Args:
        published: Moment of the text: a month without a year is the last before it, or the next if
            that is near.
    """
    if sense.since is None or sense.until is None or sense.until - sense.since > _YEARS_LENGTH:
        return False
    since, until = sense.since.date(), sense.until.date()
    is_year = (since, until) == month_span(since.year, 1, 12)
    if is_year and names_year(years_in_digits(text), language or "", since.year):
        return True
    day = published.date() if published else date.min
    return any(
        (days.first <= until and since <= days.last)
        or (sense.in_any_year and _are_such(days, since, until))
        for read in (_dates, parts_of_years)
        for named in read(text, language or "", day)
        for days in [named.next_from(day)]
    )


def _are_such(days: Days, since: date, until: date) -> bool:
    """Tell whether days, fewer than a month, begin within a period, whatever its year."""
    first = days.first.month, days.first.day
    within = (since.month, since.day) <= first <= (until.month, until.day)
    return within and days.last - days.first < _MONTH


def _all_named(text: str, language: str, today: date) -> list[Days]:
    """Return the dates that a question names, or else its parts of years, or else its years."""
    return (
        [days for days in _dates(text, language, today) if not _is_name(days, text, language)]
        or list(parts_of_years(text, language, today, asked=True))
        or [
            Days(
                date(years.first, 1, 1),
                date(years.last, 12, 31),
                years.start,
                years.end,
                is_range=years.is_range,
            )
            for years in named_years(text, language)
        ]
    )


def _named(text: str, language: str, today: date) -> Days | None:
    """Return the days from the first to the last of all that a text names; None if it names none."""
    found = _all_named(text, language, today)
    if not found:
        return None
    return Days(
        min(days.first for days in found),
        max(days.last for days in found),
        min(days.start for days in found),
        max(days.end for days in found),
        None if any(days.again is None for days in found) else found[0].again,
        is_range=any(days.is_range for days in found),
    )


def _is_name(days: Days, text: str, language: str) -> bool:
    """Tell whether a date is part of a name, and does not say when something was."""
    a_day = days.again is not None and days.last - days.first < _MONTH
    return a_day and is_part_of_name(text, days.start, days.end, language)


def _dates(text: str, language: str, today: date) -> Iterator[Days]:
    """Yield the days of all dates that a text names and the calendar has."""
    for mention in said_dates(text, tuple(dict.fromkeys((language, "en")))):
        try:
            days = _days(_in_year_beside(mention, text, language, today), today)
        except ValueError:
            continue
        is_month = mention.first.day is None and not mention.is_range
        yield part_of_month(days, text, language) if is_month else days


def _in_year_beside(mention: Mention, text: str, language: str, today: date) -> Mention:
    """Return a date without a year in the year named beside it: "March last year"; other dates as
    they are.
    """
    first, last, start, end = mention.first, mention.last, mention.start, mention.end
    if first.year or last.year:
        return mention
    for code in dict.fromkeys((language, "en")):
        for back, before, behind in years_beside(code):
            found = before.search(text, 0, start) or behind.match(text, end)
            if found:
                year = today.year - back
                over = 0 if last.follows(first) else 1
                return Mention(
                    first.in_year(year),
                    last.in_year(year + over),
                    min(start, found.start()),
                    max(end, found.end()),
                )
    return mention


def _days(mention: Mention, today: date) -> Days:
    """Return the days of a date; without a year it is the last such date that had begun by today.

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
    return Days(
        min(one[0], other[0]),
        max(one[1], other[1]),
        mention.start,
        mention.end,
        None if first.year else "year",
        is_range=mention.is_range,
    )


def _span(year: int, month: int, day: int | None) -> tuple[date, date]:
    """Return the first and the last day of a month, or one day of it."""
    return month_span(year, month) if day is None else (date(year, month, day),) * 2


def _year_of(when: SaidDate, today: date) -> int:
    """Return the year of the last such month, or day, that had begun by today."""
    begun = (when.month, when.day or 1) <= (today.month, today.day)
    return today.year if begun else today.year - 1


@cache
def _now_pattern(language: str) -> re.Pattern[str]:
    patterns = [_NOW.get(code, NEVER) for code in dict.fromkeys((language, "en"))]
    return re.compile(whole("|".join(patterns), language), re.IGNORECASE)


def _just_before(moment: datetime) -> datetime:
    """Return the second before a moment, or the first of the calendar."""
    second = timedelta(seconds=1)
    return max(moment, _EVER + second) - second
