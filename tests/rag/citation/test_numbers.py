from __future__ import annotations

import pytest

from rag.citation.numbers import LANGUAGES, numbers, unsupported


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("3.000 ton", "nl", 3000),
        ("3,000 tonnes", "en", 3000),
        ("3 000 t", "fr", 3000),
        ("drieduizend ton", "nl", 3000),
        ("3 тыс. тонн", "ru", 3000),
        ("три тысячи тонн", "ru", 3000),
        ("п'ять тисяч", "uk", 5000),
        ("два мільйони", "uk", 2_000_000),
        ("trzy tysiące", "pl", 3000),
        ("on iki bin", "tr", 12_000),
        ("٣٠٠٠ طن", "ar", 3000),
        ("3.2 مليون ورقة", "ar", 3_200_000),
        ("واحد وأربعون", "ar", 41),
        ("1,27 miljoen", "nl", 1_270_000),
        ("1.27 million", "en", 1_270_000),
        ("1.1万张", "zh", 11_000),
        ("一万一千张", "zh", 11_000),
        ("400多万人", "zh", 4_000_000),
        ("eenenveertig minuten", "nl", 41),
        ("einundvierzigtausend", "de", 41_000),
        ("quarante et une minutes", "fr", 41),
        ("quatre-vingt-dix-sept", "fr", 97),
        ("cuarenta y una", "es", 41),
        ("veintidós", "es", 22),
        ("duecentomila", "it", 200_000),
        ("двести тридцать пять", "ru", 235),
        ("two hundred and three thousand", "en", 203_000),
        ("the 1960s", "en", 60),
        ("at 11:35 pm", "en", 23),
    ],
)
def test_a_number_is_read_in(text: str, language: str, value: float) -> None:
    assert any(value in number for number in numbers(text, language))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("een brug", "nl"),
        ("one of them", "en"),
        ("the H5N1 virus", "en"),
        ("une seule fois", "fr"),
        ("一些人", "zh"),
    ],
)
def test_articles_and_names_are_no_numbers(text: str, language: str) -> None:
    assert numbers(text, language) == []


def test_neighbouring_numbers_stay_apart() -> None:
    assert numbers("veertig, acht en twee", "nl") == [{40.0}, {8.0}, {2.0}]
    assert numbers("two or three", "en") == [{2.0}, {3.0}]


def test_a_number_that_reads_two_ways_keeps_both() -> None:
    assert numbers("1.200", None) == [{1.2, 1200.0}]


def test_of_an_unknown_language_the_digits_are_read() -> None:
    assert numbers("chwe mil a 12", "cy") == [{12.0}]


def test_what_the_support_does_not_say_is_left_over() -> None:
    claim = numbers("4,000 tonnes and twelve ships", "en")
    assert unsupported(claim, numbers("3.000 ton, twaalf schepen", "nl")) == [{4.0, 4000.0}]


def test_every_language_of_words_knows_a_thousand() -> None:
    thousand = {
        "nl": "duizend", "en": "a thousand", "de": "tausend", "fr": "mille", "es": "mil",
        "it": "mille", "pt": "mil", "ru": "тысяча", "uk": "тисяча", "pl": "tysiąc", "tr": "bin",
        "ar": "ألف", "zh": "一千", "ja": "一千",
    }  # fmt: skip
    assert set(thousand) == LANGUAGES
    for language, word in thousand.items():
        assert {1000.0} in numbers(word, language), language
