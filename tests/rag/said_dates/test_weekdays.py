"""A text names days of the week in the cases and short forms of its language."""

from __future__ import annotations

import pytest

from rag.said_dates.weekdays import weekday_names, weekdays


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("op woensdag", "nl"),
        ("on Wednesday", "en"),
        ("le mercredi", "fr"),
        ("в среду", "ru"),
        ("у середу", "uk"),
        ("w środę", "pl"),
        ("يوم الأربعاء", "ar"),
        ("周三", "zh"),
        ("星期三", "zh"),
        ("週三", "zh"),
        ("na quarta", "pt"),
        ("na quarta-feira", "pt"),
        ("quarta passada", "pt"),
        ("à mercredi prochain", "fr"),
        ("ستجتمع يوم الاربعاء", "ar"),
        ("ve středu", "cs"),
        ("miercuri", "ro"),
        ("szerdán", "hu"),
        ("την Τετάρτη", "el"),
    ],
)
def test_a_day_of_the_week_is_known_in(text: str, language: str) -> None:
    assert weekdays(text, language) == {2}


def test_words_like_days_of_the_week_are_none() -> None:
    assert weekdays("среди друзей, окружающей среды", "ru") == set()
    assert weekdays("серед людей", "uk") == set()
    assert weekdays("środki i piątka", "pl") == set()
    assert weekdays("a segunda, na quarta fase, a quinta parte", "pt") == set()


def test_a_day_behind_a_preposition_is_in_its_case() -> None:
    assert weekday_names("ru")[2] == "среду"
    assert weekday_names("is")[2] == "miðvikudagur"
    assert weekday_names("xx") == []
