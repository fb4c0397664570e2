"""What the page says, and in which language."""

from __future__ import annotations

from dataclasses import fields

import pytest

from ui.texts import TEXTS, Texts, texts_for


@pytest.mark.parametrize(
    ("preferences", "code"),
    [
        ("nl-BE,nl;q=0.9,en;q=0.8", "nl"),
        ("fr-FR, nl;q=0.5", "nl"),
        ("en-GB,nl", "en"),
        ("ja", "en"),
        ("", "en"),
        (";;,=", "en"),
    ],
)
def test_a_browser_gets_the_first_language_that_the_page_speaks(
    preferences: str, code: str
) -> None:
    assert texts_for(preferences).code == code


def test_every_language_fills_in_the_same_names() -> None:
    def names(text: object) -> set[str]:
        return {part.split("}")[0] for part in str(text).split("{")[1:]}

    english, dutch = TEXTS["en"], TEXTS["nl"]
    for field in fields(Texts):
        ours, theirs = getattr(english, field.name), getattr(dutch, field.name)
        if isinstance(ours, dict):
            assert {key: names(text) for key, text in ours.items()} == {
                key: names(text) for key, text in theirs.items()
            }
        else:
            assert names(ours) == names(theirs), field.name


@pytest.mark.parametrize(
    ("moment", "shown", "with_time"),
    [
        ("2025", "2025", "2025"),
        ("2025-08", "augustus 2025", "augustus 2025"),
        ("2025-08-13", "13 aug 2025", "13 aug 2025"),
        ("2025-08-13T23:40:00+03:00", "13 aug 2025", "13 augustus 2025, 23:40 UTC+03:00"),
        (None, "datum onbekend", "datum onbekend"),
    ],
)
def test_dates_are_told_at_the_precision_they_have(
    moment: str | None, shown: str, with_time: str
) -> None:
    dutch = TEXTS["nl"]
    assert dutch.date(moment) == shown
    assert dutch.time(moment) == with_time


def test_languages_are_named_and_unknown_codes_shown() -> None:
    assert TEXTS["nl"].language("uk") == "Oekraïens"
    assert TEXTS["en"].language("qx") == "qx"
    assert TEXTS["en"].language(None) == "language unknown"
