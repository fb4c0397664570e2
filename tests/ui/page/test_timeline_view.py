"""A story by date, as HTML."""

from __future__ import annotations

import re

import pytest

from rag.dates import first_instant, last_instant
from rag.retrieval.revisions import Change
from rag.retrieval.timeline import Report
from ui.page.conversation import Asked
from ui.page.narrowing import Narrowing
from ui.page.views.timeline import timeline_view
from ui.texts import TEXTS

EVIL = "It is 61,000 now <img src=x onerror=alert(1)>."


def report(text: str, *changed: Change, day: str = "2025-12-19", source: str = "Echo") -> Report:
    return Report("id", "A title", source, day, "en", "report", 0, len(text), text, changed)


def shown(*reports: Report, language: str = "en") -> str:
    turn = Asked(1, "How many?", Narrowing(), stage="done")
    return str(timeline_view(turn, reports, TEXTS["nl" if language == "nl" else "en"]))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "61,000, where an earlier report had 38,000"),
        ("nl", "61.000, waar een eerder bericht 38.000 noemde"),
    ],
)
def test_a_changed_figure_is_told_with_the_sentence_that_says_it(language: str, said: str) -> None:
    markup = shown(report("The list is long.", Change(38_000, 61_000, EVIL)), language=language)
    assert said in markup
    assert "It is 61,000 now &lt;img" in markup
    assert "<img" not in markup


def test_a_sentence_that_stands_there_already_is_not_told_twice() -> None:
    text = "The number of people is 61,000."
    assert shown(report(text, Change(38_000, 61_000, text))).count(text) == 1
    assert shown(report(text, Change(38_000, 61_000, "A title"))).count("A title") == 1


def test_a_plot_has_a_row_an_outlet_and_a_dot_a_report() -> None:
    first = report("A.", source="Echo")
    later = report("B.", Change(1, 2, "B."), day="2026-01-02", source="Post")
    again = report("C.", day="2026-01-03", source="Echo")
    markup = shown(first, later, again)
    assert markup.count('class="plot-row"') == 2
    assert markup.count("<circle") == 3
    assert markup.count('class="changes"') == 1
    assert "<circle" not in shown(first)


@pytest.mark.parametrize(
    ("published_at", "asked", "shown_day"),
    [
        ("2025-08-13T23:30:00-05:00", "2025-08-13T23:59:59-05:00", "13 Aug 2025"),
        ("2025-08-13T07:00:00.5+09:00", "2025-08-13T23:59:59+09:00", "13 Aug 2025"),
        ("2025-08-13", "2025-08-13", "13 Aug 2025"),
        ("2025-08", "2025-08", "August 2025"),
    ],
)
def test_asked_as_of_the_day_of_a_report_the_report_is_there(
    published_at: str, asked: str, shown_day: str
) -> None:
    markup = shown(report("The list is long.", day=published_at))
    (as_of,) = re.findall('data-as-of="([^"]*)"', markup)
    assert as_of == asked
    assert first_instant(published_at) <= last_instant(as_of)
    assert f"Ask this as of {shown_day}<" in markup
