"""In which language a short question is asked, whatever the names in it."""

from __future__ import annotations

import pytest

from rag.question.asked_in import asked_in, tells_language
from rag.question.understand import understand

NAMES = ("Irmgard Sattler", "Solène Marchevel", "Femke Rietdijk", "Sedat Okçuoğlu", "Sternwagen")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "Who is {}?"),
        ("nl", "Wie is {}?"),
        ("nl", "Wat zei {}?"),
        ("de", "Wer ist {}?"),
        ("fr", "Où est {} ?"),
        ("es", "¿Quién es {}?"),
        ("it", "Chi è {}?"),
        ("pt", "O que disse {}?"),
        ("pl", "Co powiedział {}?"),
        ("cs", "Kdo je {}?"),
        ("tr", "{} kim?"),
        ("vi", "{} là ai?"),
        ("id", "Siapa {}?"),
        ("sv", "Vad sade {}?"),
        ("da", "Hvad sagde {}?"),
        ("hu", "Ki az a {}?"),
        ("ro", "Cine este {}?"),
    ],
)
def test_its_small_words_tell_and_not_the_name(language: str, question: str, name: str) -> None:
    asked = understand(question.format(name), longest=500, known_languages=("nl", "de"))
    assert asked.language == language


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "How many women won?"),
        ("en", "Would Putin resign?"),
        ("en", "Was Putin in Alaska?"),
        ("en", "Was Navalny poisoned?"),
        ("en", "will ai replace journalists?"),
        ("en", "Does Medicare cover care homes?"),
        ("nl", "Was Wilders in Israël?"),
        ("nl", "Wordt Rutte premier?"),
        ("de", "Verhandelt Moskau mit Kiew?"),
        ("es", "que dijo Trump?"),
        ("fr", "Macron ne démissionne pas ?"),
        ("fa", "چرا ما قهرمان نشدیم؟"),
    ],
)
def test_a_word_that_asks_elsewhere_misleads_nobody(language: str, question: str) -> None:
    known = ("nl", "en", "de", "fr", "es", "pl", "ru", "uk", "ar", "zh", "tr")
    assert understand(question, longest=500, known_languages=known).language == language


@pytest.mark.parametrize(
    "before", ["Hoeveel mensen stierven in Osterdal?", "Wer leitet heute die große Bank?"]
)
@pytest.mark.parametrize(("text", "language"), [("How many?", "en"), ("Hoeveel?", "nl")])
def test_a_short_one_in_a_conversation_is_in_a_language_that_is_spoken(
    text: str, language: str, before: str
) -> None:
    asked = understand(
        text,
        longest=500,
        known_languages=("nl", "de", "ru"),
        history=[{"role": "user", "content": before}],
    )
    assert asked.language == language


@pytest.mark.parametrize(
    "text",
    [
        "Konrad Velten",
        "努代拉的新钞有多少张？",
        "how the harbour of Duynkamp was closed by a strike that nobody had expected",
    ],
    ids=["a name alone", "a language without blanks", "a long one"],
)
def test_where_they_are_too_few_or_not_needed_nothing_is_said(text: str) -> None:
    assert asked_in(text) is None


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("asdf qwer zxcv", False),
        ("Konrad Velten", False),
        ("?!", False),
        ("brand in Duynkamp", True),
        ("Wie won?", True),
        ("努代拉新钞", True),
        ("Пожар Озёрск", True),
    ],
)
def test_a_script_or_a_small_word_tells_a_language(question: str, told: bool) -> None:
    assert tells_language(question) is told


@pytest.mark.parametrize(("known", "language"), [((), "nl"), (("af",), "af"), (("af", "nl"), "nl")])
def test_what_is_both_is_of_the_language_of_the_archive(
    known: tuple[str, ...], language: str
) -> None:
    assert asked_in("Hoe oud is Pieter?", known) == language
