from __future__ import annotations

from datetime import date

import pytest

from rag.said_dates.anchored import implied_dates, named_months, take_dates
from rag.said_dates.reading import SaidDate

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
        ("١٢ أغسطس/آب ٢٠٢٥", "ar"),
        ("Aug. 12, 2025", "en"),
        ("2025년 8월 12일", "ko"),
        ("2025年8月12日", "zh"),
        ("2025年八月十二日", "zh"),
        ("2025-08-12", "en"),
        ("2025-8-12", "en"),
        ("12-08-2025", "nl"),
        ("ngày 12 tháng 8 năm 2025", "vi"),
        ("12.08.2025", "de"),
        ("12. srpna 2025", "cs"),
        ("pe 12 august 2025", "ro"),
        ("2025. augusztus 12-én", "hu"),
        ("στις 12 Αυγούστου 2025", "el"),
        ("τη 12η Αυγούστου του 2025", "el"),
    ],
)
def test_a_date_is_read_in(text: str, language: str) -> None:
    found, rest = take_dates(text, language)
    assert found == [AUGUST]
    assert "2025" not in rest
    assert len(rest) == len(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("from 30 December to 2 January 2026", "en"),
        ("du 30 décembre au 2 janvier 2026", "fr"),
        ("с 30 декабря по 2 января 2026 года", "ru"),
        ("2025年12月30日至1月2日", "zh"),
    ],
)
def test_the_ends_of_a_range_share_a_year(text: str, language: str) -> None:
    assert take_dates(text, language)[0] == [SaidDate(12, 30, 2025), SaidDate(1, 2, 2026)]


def test_both_days_of_a_range_are_read() -> None:
    assert take_dates("August 10-12, 2025", "en")[0] == [SaidDate(8, 10, 2025), AUGUST]
    assert take_dates("10 bis 12. August", "de")[0] == [SaidDate(8, 10), SaidDate(8, 12)]


@pytest.mark.parametrize(
    ("text", "published", "year"),
    [
        ("on 3 May", date(2025, 5, 5), 2025),
        ("on 28 December", date(2026, 1, 4), 2025),
        ("on 4 January", date(2025, 12, 30), 2026),
        ("on 29 February", date(2025, 2, 20), 2024),
        ("on 3 May 2019", date(2025, 5, 5), 2019),
        ("on 3 May", None, None),
    ],
)
def test_a_day_without_a_year_is_the_nearest_to_publication(
    text: str, published: date | None, year: int | None
) -> None:
    (said,), _ = take_dates(text, "en", published)
    assert said.year == year


def test_a_year_that_a_dated_quote_does_not_say_is_not_supported() -> None:
    (claimed,), _ = take_dates("He died on 3 May 2019.", "en")
    (told,), _ = take_dates("He died on 3 May.", "en", date(2025, 5, 5))
    (of_any_year,), _ = take_dates("He died on 3 May.", "en")
    assert not claimed.agrees(told)
    assert claimed.agrees(of_any_year)


@pytest.mark.parametrize(
    ("text", "month", "day"), [("8/13/2025", 8, 13), ("13/8/2025", 8, 13), ("3/4/2025", 4, 3)]
)
def test_a_date_in_figures_begins_with_its_day_where_it_may(
    text: str, month: int, day: int
) -> None:
    assert take_dates(text, "en")[0] == [SaidDate(month, day, 2025)]


@pytest.mark.parametrize("text", ["on 0 May", "on 31 June", "on 29 February 2025", "2025-13-01"])
def test_a_day_that_no_calendar_has_is_no_date(text: str) -> None:
    assert take_dates(text, "en", date(2025, 5, 5))[0] == []


@pytest.mark.parametrize(
    ("text", "language", "is_date"),
    [
        ("They march 10 km", "en", False),
        ("of which 12 may leave", "en", False),
        ("on 12 may", "en", True),
        ("May 12 was a holiday", "en", True),
        ("cu 10 mai mulți", "ro", False),
        ("pe 10 mai la Iași", "ro", True),
        ("في 5 نيسان", "ar", True),
    ],
)
def test_a_number_beside_a_verb_is_no_date(text: str, language: str, is_date: bool) -> None:
    assert bool(take_dates(text, language)[0]) == is_date


def test_a_month_alone_is_a_date_where_it_is_no_other_word() -> None:
    assert take_dates("You may march in May", "en")[0] == [SaidDate(5)]
    assert take_dates("Mr May may march", "en")[0] == []


def test_a_month_without_a_year_is_near_to_publication() -> None:
    known = named_months("in May", "en", date(2025, 2, 11))
    assert any(SaidDate(5, None, 2024).agrees(one) for one in known)
    assert not any(SaidDate(5, None, 2019).agrees(one) for one in known)


@pytest.mark.parametrize(
    ("text", "language", "month"),
    [
        ("w październiku", "pl", 10),
        ("после ноябрьских выборов", "ru", 11),
        ("ekimden nisana kadar", "tr", 10),
        ("il y a eu un orage fin juillet", "fr", 7),
        ("十月之前", "zh", 10),
        ("十一月之前", "zh", 11),
    ],
)
def test_a_month_is_named_in_whatever_form(text: str, language: str, month: int) -> None:
    assert SaidDate(month) in named_months(text, language)


def test_what_names_no_month_has_none() -> None:
    assert named_months("The mayor of Maydale spoke.", "en") == []
    assert named_months("二十月", "zh") == []


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


def test_the_day_before_yesterday_is_two_days_before_publication() -> None:
    assert SaidDate(8, 11, 2025) in implied_dates("eergisteren", "nl", date(2025, 8, 13))


def test_a_weekday_is_the_nearest_before_or_after() -> None:
    days = implied_dates("They meet on Friday.", "en", date(2025, 8, 13))
    assert {day.day for day in days} == {8, 13, 15}


def test_without_a_day_of_publication_nothing_is_implied() -> None:
    assert implied_dates("gisteren", "nl", None) == []
