"""What the page says that the archive holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rag.corpus.holdings import Holdings
from ui.html import html
from ui.page.views.library import how_to_fill, masthead
from ui.serving.settings import ServingSettings
from ui.texts import TEXTS, PageLanguage

ONE = Holdings(1, 2, None, None, {"": 1}, {"": 1}, {"report": 1}, {}, 0)
MANY = Holdings(
    1_200, 5_000, "2025", "2026-03-02", {"nl": 2, "ar": 1}, {"Oeverbode": 3}, {"report": 3}, {}, 0
)


@pytest.mark.parametrize(
    ("holdings", "language", "said"),
    [
        (ONE, "en", "1 article"),
        (ONE, "nl", "1 artikel"),
        (replace(ONE, languages={"nl": 1}), "nl", "1 artikel · 1 taal"),
        (MANY, "en", "1,200 articles · 1 outlet · 2 languages · 2025 – 2 Mar 2026"),
        (MANY, "nl", "1.200 artikelen · 1 medium · 2 talen · 2025 – 2 mrt 2026"),
        (replace(MANY, newest="2025"), "en", "1,200 articles · 1 outlet · 2 languages · 2025"),
    ],
)
def test_the_head_counts_what_is_known(
    holdings: Holdings, language: PageLanguage, said: str
) -> None:
    holds = html('<p class="holds">{said}</p>', said=said)
    assert holds in masthead(holdings, TEXTS[language], TEXTS.values())


@pytest.mark.parametrize(
    ("serving", "said"),
    [
        (
            ServingSettings(),
            "The archive is empty. Add articles in the Library. "
            "From a terminal: news ingest PATH --corpus '/srv/my news'",
        ),
        (
            ServingSettings(library="read"),
            "The archive is empty. From a terminal: news ingest PATH --corpus '/srv/my news'",
        ),
        (
            ServingSettings(host="0.0.0.0", library="write"),
            "The archive is empty. Add articles in the Library.",
        ),
        (ServingSettings(host="0.0.0.0"), "The archive is empty."),
    ],
)
def test_of_an_empty_archive_visitors_are_told_what_they_can_do(
    serving: ServingSettings, said: str
) -> None:
    assert how_to_fill(serving, Path("/srv/my news"), TEXTS["en"]) == said
