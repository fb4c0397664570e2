"""Counts of articles by outlet and period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from rag.corpus.table import PassageTable

MOST_PERIODS = 24
MOST_OUTLETS = 12

_DAYS = (1, 7)
_MONTHS = (1, 3, 12, 60, 120, 300, 600, 1200, 6000)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both included.

    Attributes:
        months: Its length in calendar months; 0 if it is counted in days.
    """

    first: date
    last: date
    months: int = 0


@dataclass(frozen=True, slots=True)
class OverTime:
    """Articles of each outlet in each of some periods of one length.

    Attributes:
        outlets: The outlets with most dated articles, each with its counts by period; None stands
            for articles without an outlet.
        others: The number of other outlets.
        of_others: Counts of these other outlets together, by period.
        undated: Articles of unknown date, which no count includes.
    """

    periods: tuple[Period, ...]
    outlets: tuple[tuple[str | None, tuple[int, ...]], ...]
    others: int
    of_others: tuple[int, ...]
    undated: int


def over_time(table: PassageTable) -> OverTime:
    """Count current articles by outlet and period, in at most `MOST_PERIODS` short periods."""
    dated = np.flatnonzero(~np.isnan(table.published))
    undated = len(table.published) - len(dated)
    if not len(dated):
        return OverTime((), (), 0, (), undated)
    moments = table.published[dated]
    periods = _periods(_day(moments.min()), _day(moments.max()))
    starts = [_timestamp(period.first) for period in periods]
    place = np.searchsorted(starts, moments, side="right") - 1
    outlets = table.source[dated].astype(np.int64)
    cells = np.bincount(
        outlets * len(periods) + place, minlength=len(table.sources) * len(periods)
    ).reshape(-1, len(periods))
    totals = cells.sum(axis=1)
    order = np.lexsort((np.arange(len(totals)), -totals))
    order = order[totals[order] > 0]
    # One outlet by itself is not worth a row of "others".
    shown = len(order) if len(order) <= MOST_OUTLETS + 1 else MOST_OUTLETS
    rest = order[shown:]
    return OverTime(
        periods=periods,
        outlets=tuple((table.sources[outlet], _counts(cells[outlet])) for outlet in order[:shown]),
        others=len(rest),
        of_others=_counts(cells[rest].sum(axis=0)) if len(rest) else (),
        undated=undated,
    )


def _periods(first: date, last: date) -> tuple[Period, ...]:
    """Divide the time from one day to another into periods."""
    for days in _DAYS:
        count = (last - first).days // days + 1
        if count <= MOST_PERIODS:
            # The last week ends with the newest article, so that it is not shown as longer than it
            # is.
            starts = [first + timedelta(days * n) for n in range(count)]
            ends = [start - timedelta(1) for start in starts[1:]]
            return tuple(map(Period, starts, [*ends, last]))
    low, high = (12 * day.year + day.month - 1 for day in (first, last))
    months = next(each for each in _MONTHS if high // each - low // each < MOST_PERIODS)
    edges = range(low // months, high // months + 2)
    return tuple(
        Period(_month(here * months), _before(after * months), months)
        for here, after in pairwise(edges)
    )


def _month(number: int) -> date:
    """Return the first day of a month, counted from January of the year 0. The year 0, which the
    calendar lacks, counts as the year 1.
    """
    return date(max(number // 12, 1), number % 12 + 1, 1)


def _before(number: int) -> date:
    """Return the day before a month begins."""
    return date.max if number // 12 > date.max.year else _month(number) - timedelta(1)


def _day(moment: float) -> date:
    return datetime.fromtimestamp(float(moment), UTC).date()


def _timestamp(day: date) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()


def _counts(row: npt.NDArray[np.int64]) -> tuple[int, ...]:
    return tuple(int(count) for count in row)
