"""The plot of an archive over time, and the table beside it."""

from __future__ import annotations

import re
from datetime import date

import pytest

from rag.corpus.over_time import OverTime, Period
from ui.page.views.over_time import over_time_view
from ui.texts import TEXTS

EVIL = '<img src=x onerror=alert(1)>\u202e"'
MONTHS = (
    Period(date(2026, 1, 1), date(2026, 1, 31), 1),
    Period(date(2026, 2, 1), date(2026, 2, 28), 1),
)


def rows(shown: str) -> list[list[str]]:
    """The cells of the table."""
    return [
        [re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]
        for row in re.findall(r"<tr>.*?</tr>", shown)
    ]


def test_the_table_says_in_words_what_the_plot_shows() -> None:
    counted = OverTime(MONTHS, (("Oeverbode", (3, 1200)), (None, (0, 1))), 38, (7, 9), 5)
    shown = str(over_time_view(counted, TEXTS["en"]))
    assert rows(shown) == [
        ["Published", "Oeverbode", "outlet unknown", "38 other outlets"],
        ["January 2026", "3", "0", "7"],
        ["February 2026", "1,200", "1", "9"],
    ]
    assert shown.count("<rect ") == 5
    assert "Left out, without a date: 5" in shown


def test_it_speaks_dutch() -> None:
    counted = OverTime(MONTHS, (("Oeverbode", (3, 1200)), (None, (0, 1))), 38, (7, 9), 5)
    shown = str(over_time_view(counted, TEXTS["nl"]))
    assert rows(shown)[:2] == [
        ["Verschenen", "Oeverbode", "medium onbekend", "38 andere media"],
        ["januari 2026", "3", "0", "7"],
    ]


@pytest.mark.parametrize("periods", [(), MONTHS[:1]])
def test_of_one_period_there_is_nothing_to_see(periods: tuple[Period, ...]) -> None:
    counted = OverTime(periods, (("A", (1,)),) if periods else (), 0, (), 0)
    assert over_time_view(counted, TEXTS["en"]) == ""


def test_names_of_outlets_stay_text() -> None:
    shown = str(over_time_view(OverTime(MONTHS, ((EVIL, (1, 1)),), 0, (), 0), TEXTS["en"]))
    assert "<img" not in shown
    assert "&lt;img" in shown
    assert "\u202e" not in shown


@pytest.mark.parametrize(
    ("period", "said"),
    [
        (Period(date(2026, 3, 1), date(2026, 3, 1)), "1 Mar 2026"),
        (Period(date(2026, 3, 1), date(2026, 3, 7)), "1 Mar 2026 – 7 Mar 2026"),
        (Period(date(2026, 1, 1), date(2026, 3, 31), 3), "January 2026 – March 2026"),
        (Period(date(2026, 1, 1), date(2026, 12, 31), 12), "2026"),
        (Period(date(2020, 1, 1), date(2024, 12, 31), 60), "2020 – 2024"),
    ],
)
def test_periods_are_told_at_their_precision(period: Period, said: str) -> None:
    counted = OverTime((period, period), (("A", (1, 1)),), 0, (), 0)
    assert rows(str(over_time_view(counted, TEXTS["en"])))[1] == [said, "1"]
