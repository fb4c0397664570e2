"""How many articles each outlet published when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from time import perf_counter

import numpy as np
import pytest

from rag.corpus.corpus import Corpus
from rag.corpus.over_time import MOST_OUTLETS, MOST_PERIODS, over_time
from rag.corpus.table import PassageTable


def table(
    corpus: Corpus, days: Sequence[date | None], outlets: Sequence[str | None]
) -> PassageTable:
    """That of a corpus of articles that were published on some days, at noon, by some outlets."""
    names = tuple(dict.fromkeys(outlets))
    moments = [
        datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp() if day else np.nan
        for day in days
    ]
    return replace(
        corpus.table(),
        published=np.array(moments, np.float64),
        source=np.array([names.index(outlet) for outlet in outlets], np.int32),
        sources=names,
    )


def test_an_empty_archive_has_no_periods(corpus: Corpus) -> None:
    assert over_time(corpus.table()).periods == ()


def test_articles_without_a_date_are_counted_apart(corpus: Corpus) -> None:
    counted = over_time(table(corpus, [date(2026, 3, 1), None, None], ["A", "A", None]))
    assert counted.outlets == (("A", (1,)),)
    assert counted.undated == 2


@pytest.mark.parametrize(
    ("first", "last", "months", "periods"),
    [
        (date(2026, 3, 1), date(2026, 3, 1), 0, 1),
        (date(2026, 3, 1), date(2026, 3, 24), 0, 24),
        (date(2026, 3, 1), date(2026, 3, 25), 0, 4),
        (date(2025, 2, 3), date(2026, 11, 20), 1, 22),
        (date(2024, 12, 31), date(2026, 12, 1), 3, 9),
        (date(2001, 1, 1), date(2026, 1, 1), 60, 6),
        (date(1, 1, 1), date(9999, 12, 31), 6000, 20),
    ],
)
def test_periods_are_as_short_as_few_of_them_allow(
    corpus: Corpus, first: date, last: date, months: int, periods: int
) -> None:
    counted = over_time(table(corpus, [first, last], ["A", "B"]))
    assert len(counted.periods) == periods <= MOST_PERIODS
    assert counted.periods[0].months == months
    assert counted.periods[0].first <= first
    assert counted.periods[-1].last >= last
    for before, after in zip(counted.periods, counted.periods[1:], strict=False):
        assert after.first - before.last == timedelta(1)
    assert sum(sum(counts) for _, counts in counted.outlets) == 2


def test_each_article_is_in_the_period_and_the_row_it_belongs_to(corpus: Corpus) -> None:
    days = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28), date(2026, 9, 1)]
    counted = over_time(table(corpus, days, ["B", "A", "A", None]))
    assert [period.first.month for period in counted.periods] == list(range(1, 10))
    assert counted.outlets == (
        ("A", (0, 2, 0, 0, 0, 0, 0, 0, 0)),
        ("B", (1, 0, 0, 0, 0, 0, 0, 0, 0)),
        (None, (0, 0, 0, 0, 0, 0, 0, 0, 1)),
    )


@pytest.mark.parametrize(("outlets", "shown"), [(12, 12), (13, 13), (14, 12), (50, 12)])
def test_of_many_outlets_the_smaller_ones_share_a_row(
    corpus: Corpus, outlets: int, shown: int
) -> None:
    names = [f"outlet {n}" for n in range(outlets) for _ in range(outlets - n)]
    counted = over_time(table(corpus, [date(2026, 3, 1)] * len(names), names))
    assert [name for name, _ in counted.outlets] == [f"outlet {n}" for n in range(shown)]
    assert counted.others == outlets - shown
    assert sum(counted.of_others) == sum(range(1, counted.others + 1))


def test_half_a_million_articles_are_counted_at_once(corpus: Corpus) -> None:
    rng = np.random.default_rng(1)
    start = datetime(2001, 1, 1, tzinfo=UTC).timestamp()
    names = tuple(f"outlet {n}" for n in range(50))
    made = replace(
        corpus.table(),
        published=start + rng.random(500_000) * 25 * 365 * 86_400,
        source=rng.integers(0, 50, 500_000).astype(np.int32),
        sources=names,
    )
    started = perf_counter()
    counted = over_time(made)
    assert perf_counter() - started < 2
    assert len(counted.outlets) == MOST_OUTLETS
    assert sum(counted.of_others) + sum(sum(c) for _, c in counted.outlets) == 500_000
