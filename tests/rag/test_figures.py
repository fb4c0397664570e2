"""The figures that a sentence names: what a later report may give otherwise."""

from __future__ import annotations

import pytest

from rag.figures import figures


@pytest.mark.parametrize(
    ("sentence", "language", "named"),
    [
        ("The storm destroyed 2,000 homes.", "en", [2000]),
        ("The death toll rose to 1,950.", "en", [1950]),
        ("The storm destroyed 2000 homes.", "en", [2000]),
        ("Het kostte 2.000 woningen.", "nl", [2000]),
        ("It cost €2050 a head.", "en", [2050]),
        ("The pipe is 2000km long.", "en", [2000]),
        ("In Lyss fehlt 2000 Menschen der Strom.", "de", [2000]),
        ("Без света остались 2000 человек.", "ru", [2000]),
        ("Bez prądu jest 2000 osób.", "pl", [2000]),
        ("2000 kişi elektriksiz kaldı.", "tr", [2000]),
        ("停电影响2000人。", "zh", [2000]),
        ("共有2000多名学生。", "zh", [2000]),
        ("2000棟が停電した。", "ja", [2000]),
        ("2000명이 대피했다.", "ko", [2000]),
        ("这座桥2019年重开。", "zh", []),
        ("2026世界杯的门票。", "zh", []),
        ("2019年に橋が開いた。", "ja", []),
        ("2019년에 다리가 열렸다.", "ko", []),
        ("Мост открыли в 2019 году.", "ru", []),
        ("Die Brücke von 2019 ist zu.", "de", []),
        ("Two thousand homes are gone.", "en", [2000]),
        ("The bridge of 2019 opened again in 2024.", "en", []),
        ("The 1998 treaty lapsed.", "en", []),
    ],
)
def test_a_year_is_told_by_how_it_is_written(
    sentence: str, language: str, named: list[float]
) -> None:
    assert figures(sentence, language) == [{value} for value in named]
