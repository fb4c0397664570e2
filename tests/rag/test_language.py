"""Which language a text is in, from an article down to a name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.language import DETECTED, detect, is_rtl, normalise_code

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "sample"


def test_every_article_of_the_sample_is_in_the_language_it_says() -> None:
    import frontmatter

    wrong = []
    for path in sorted(SAMPLE.rglob("*.md")):
        article = frontmatter.loads(path.read_text(encoding="utf-8"))
        if detect(article.content) != article["language"]:
            wrong.append(path.name)
    assert wrong == []


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("why is Russia pushing now?", "en"),
        ("waarom zet Rusland nu door?", "nl"),
        ("Warum drängt Russland jetzt?", "de"),
        ("pourquoi la Russie pousse-t-elle maintenant ?", "fr"),
        ("¿por qué presiona Rusia ahora?", "es"),
        ("почему Россия наступает сейчас?", "ru"),
        ("чому Росія наступає зараз?", "uk"),
        ("لماذا تضغط روسيا الآن؟", "ar"),
        ("俄罗斯为什么现在推进？", "zh"),
        ("Rusya neden şimdi ilerliyor?", "tr"),
        ("dlaczego Rosja naciera teraz?", "pl"),
        ("なぜロシアは今進むのか", "ja"),
        ("러시아는 왜 지금 진격하는가?", "ko"),
        ("为什么 Sternwagen 破产了？", "zh"),
        ("What's holding up Gümüşkıyı's metro, and how much more expensive has it got?", "en"),
        ("What is Gümüşkıyı?", "en"),
    ],
)
def test_a_short_question_is_enough(question: str, language: str) -> None:
    assert detect(question) == language


@pytest.mark.parametrize("text", ["", "   \n", "2026", "12:40 — 3,5 %", "😀!", "ᏣᎳᎩ"])
def test_what_has_no_known_letters_has_no_language(text: str) -> None:
    assert detect(text) is None


def test_a_lone_name_takes_a_language_of_the_corpus() -> None:
    assert detect("Duynkamp", among={"nl", "en"}) == "nl"


@pytest.mark.parametrize(
    ("code", "normal"),
    [
        ("nl", "nl"), ("EN-gb", "en"), ("nld", "nl"), ("dut", "nl"), ("zh_Hans", "zh"), ("no", "nb"),
        ("nn", "nb"), ("iw", "he"), (" pt-BR ", "pt"), ("xx", None), ("", None), ("dutch", None),
    ],
)  # fmt: skip
def test_codes_are_two_letters_however_they_come(code: str, normal: str | None) -> None:
    assert normalise_code(code) == normal


def test_scripts_from_right_to_left_are_known() -> None:
    assert is_rtl("ar")
    assert is_rtl("fa-IR")
    assert not is_rtl("nl")
    assert not is_rtl(None)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80))
def test_any_text_has_a_known_language_or_none(text: str) -> None:
    assert detect(text) in {*DETECTED, None}
