"""Reads the week, month or year before or after the one that a conversation speaks of: "and the
week before?".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from rag.question.period_patterns import UNITS, Unit, compiled, filled
from rag.question.periods import month_span
from rag.question.time_sense import TimeSense
from rag.words import lists

_STEPS, _STEP_UNITS = lists("overview.steps"), lists("overview.step_units")
_UNIT_WORDS, _SINGULAR = lists("period.units"), lists("period.singular")
_DAY = timedelta(days=1)
_DAYS = {"day": 1, "week": 7}


@dataclass(frozen=True, slots=True)
class Step:
    """A step from a period to the unit before or after it, and where a text names it:
    ``text[start:end]``.
    """

    unit: Unit
    is_back: bool
    start: int
    end: int


def step_in(text: str, language: str) -> Step | None:
    """Return the first step to the unit before or after that a text names; None if it names none."""
    for unit, is_back, pattern in _patterns(language):
        if match := pattern.search(text):
            return Step(unit, is_back, *match.span())
    return None


def stepped(sense: TimeSense, step: Step, as_of: datetime) -> TimeSense:
    """Return the unit before or after a period; no period if there was none before, or if none of
    the unit has begun.
    """
    if sense.since is None or sense.until is None:
        return TimeSense()
    try:
        first, last = _beside(sense.since.date(), sense.until.date(), step)
    except (OverflowError, ValueError):  # the calendar ends
        return TimeSense()
    if first > as_of.date():
        return TimeSense()
    return TimeSense(
        since=datetime.combine(first, time.min, as_of.tzinfo),
        until=datetime.combine(last, time.max, as_of.tzinfo),
        up_to_now=last >= as_of.date(),
    )


def _beside(first: date, last: date, step: Step) -> tuple[date, date]:
    """Return the days right before or after some days; for a month or a year, the one of the
    calendar before or after theirs.
    """
    if step.unit in _DAYS:
        edge = first - _DAY if step.is_back else last + _DAY
        rest = (_DAYS[step.unit] - 1) * _DAY
        return (edge - rest, edge) if step.is_back else (edge, edge + rest)
    year, month = (first.year, first.month) if step.is_back else (last.year, last.month)
    by = -1 if step.is_back else 1
    if step.unit == "year":
        return month_span(year + by, 1, 12)
    months = year * 12 + month - 1 + by
    return month_span(months // 12, months % 12 + 1)


def _names(language: str) -> tuple[str, ...]:
    """Return the words for day, week, month and year as they stand in a step."""
    units = _SINGULAR.get(language, _UNIT_WORDS[language])
    return _STEP_UNITS.get(language) or units[1:]


@cache
def _patterns(language: str) -> tuple[tuple[Unit, bool, re.Pattern[str]], ...]:
    return tuple(_compiled(language)) if language in _STEPS else ()


def _compiled(language: str) -> Iterator[tuple[Unit, bool, re.Pattern[str]]]:
    for unit, name in zip(UNITS[1:], _names(language), strict=True):
        for is_back, template in zip((True, False), _STEPS[language], strict=True):
            yield unit, is_back, compiled(filled(template, unit=name), language)
