from __future__ import annotations

from datetime import date

import pytest

from rag.citation.dates import SaidDate, has_relative_day, implied_dates, take_dates, weekdays

AUGUST = SaidDate(8, 12, 2025)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("on 12 August 2025", "en"),
        ("August 12, 2025", "en"),
        ("op 12 augustus 2025", "nl"),
        ("am 12. August 2025", "de"),
        ("le 12 août 2025", "fr"),
        ("el 12 de agosto de 2025", "es"),
        ("12 августа 2025 года", "ru"),
        ("12 серпня 2025", "uk"),
        ("12 sierpnia 2025", "pl"),
        ("12 Ağustos 2025", "tr"),
        ("12 أغسطس 2025", "ar"),
        ("12 آب 2025", "ar"),
        ("2025年8月12日", "zh"),
        ("2025-08-12", "en"),
        ("12.08.2025", "de"),
    ],
)
def test_a_date_is_read_in(text: str, language: str) -> None:
    found, rest = take_dates(text, language)
    assert found == [AUGUST]
    assert "2025" not in rest
    assert len(rest) == len(text)


def test_a_month_alone_is_no_date() -> None:
    assert take_dates("You may march in May", "en")[0] == []


def test_a_date_agrees_with_one_that_says_as_much() -> None:
    assert SaidDate(8, 12).agrees(AUGUST)
    assert SaidDate(8, None, 2025).agrees(AUGUST)
    assert not SaidDate(8, 13).agrees(AUGUST)
    assert not AUGUST.agrees(SaidDate(8, None, 2025))
    assert not SaidDate(8, 12, 2024).agrees(AUGUST)


@pytest.mark.parametrize(
    ("text", "language"), [("gisteren", "nl"), ("вчера", "ru"), ("昨天", "zh"), ("ayer", "es")]
)
def test_yesterday_is_the_day_before_publication(text: str, language: str) -> None:
    assert AUGUST in implied_dates(text, language, date(2025, 8, 13))
    assert has_relative_day(text, language)


def test_a_weekday_is_the_nearest_before_or_after() -> None:
    days = implied_dates("They meet on Friday.", "en", date(2025, 8, 13))
    assert {day.day for day in days} == {8, 13, 15}


def test_without_a_day_of_publication_nothing_is_implied() -> None:
    assert implied_dates("gisteren", "nl", None) == []


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
    ],
)
def test_a_day_of_the_week_is_known_in(text: str, language: str) -> None:
    assert weekdays(text, language) == {2}


def test_words_like_days_of_the_week_are_none() -> None:
    assert weekdays("среди друзей, окружающей среды", "ru") == set()
    assert weekdays("серед людей", "uk") == set()
    assert weekdays("środki i piątka", "pl") == set()
