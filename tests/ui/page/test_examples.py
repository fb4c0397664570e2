"""Questions made of headlines."""

from __future__ import annotations

import pytest

from ui.page.views.questions import question_about
from ui.texts import TEXTS, PageLanguage


@pytest.mark.parametrize(
    ("title", "english", "dutch"),
    [
        ("Bureau: 'Op tekening'", "Bureau: ‘Op tekening’", "Bureau: “Op tekening”"),
        ("Quatre « Pélican » ici", "Quatre ‘Pélican’ ici", "Quatre “Pélican” ici"),
        ("„Wir wussten es“, sagt er", "‘Wir wussten es’, sagt er", "“Wir wussten es”, sagt er"),
        ("It’s the boys’ fault", "It’s the boys’ fault", "It’s the boys’ fault"),
        ("Who profits from Medivaar's misery", *["Who profits from Medivaar's misery"] * 2),
    ],
)
def test_what_a_headline_quotes_stands_in_inner_marks(title: str, english: str, dutch: str) -> None:
    told: tuple[tuple[PageLanguage, str], ...] = (("en", f"“{english}”?"), ("nl", f"‘{dutch}’?"))
    for code, shown in told:
        button = question_about(title, "fr", TEXTS[code])
        assert button.striptags().endswith(shown)
