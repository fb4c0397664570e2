"""The beginning, middle and end of a month are no whole month."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rag.question.time_sense import period_places, time_sense

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
EARLY, MID = ("2026-11-01", "2026-11-11"), ("2026-11-10", "2026-11-21")
LATE = ("2026-10-20", "2026-10-31")
ALL = ("2026-11-01", "2026-11-30")


@pytest.mark.parametrize(
    ("question", "language", "days"),
    [
        ("What happened in early November?", "en", EARLY),
        ("What happened in mid-November?", "en", MID),
        ("Who resigned at the end of October?", "en", LATE),
        ("What was said in late February 2025?", "en", ("2025-02-20", "2025-02-28")),
        ("Wat gebeurde er begin november?", "nl", EARLY),
        ("Wat gebeurde er medio november?", "nl", MID),
        ("Wat gebeurde er eind oktober?", "nl", LATE),
        ("Was geschah Anfang November?", "de", EARLY),
        ("Was geschah Ende Oktober?", "de", LATE),
        ("Que s'est-il passé à la mi-novembre ?", "fr", MID),
        ("¿Qué pasó a finales de octubre?", "es", LATE),
        ("Cosa è successo all'inizio di novembre?", "it", EARLY),
        ("O que aconteceu em meados de novembro?", "pt", MID),
        ("Co się stało pod koniec października?", "pl", LATE),
        ("Что случилось в середине ноября?", "ru", MID),
        ("Що сталося наприкінці жовтня?", "uk", LATE),
        ("ماذا حدث أوائل نوفمبر؟", "ar", EARLY),
        ("10月底发生了什么？", "zh", LATE),
        ("Ekim sonunda ne oldu?", "tr", LATE),
        ("10月末に何がありましたか", "ja", LATE),
        ("11월 초에 무슨 일이 있었나요?", "ko", EARLY),
        ("Chuyện gì đã xảy ra đầu tháng 11?", "vi", EARLY),
        ("Chuyện gì đã xảy ra vào cuối tháng Mười?", "vi", LATE),
        ("Apa yang terjadi pada pertengahan November?", "id", MID),
        ("เกิดอะไรขึ้นปลายเดือนตุลาคม", "th", LATE),
        ("What happened in November?", "en", ALL),
        ("What did the middle of the party want in November?", "en", ALL),
        ("What happened between early October and late November?", "en", ("2026-10-01", ALL[1])),
    ],
)
def test_a_part_of_a_month(question: str, language: str, days: tuple[str, str]) -> None:
    sense = time_sense(question, language, NOW)
    assert sense.since and sense.until
    assert (str(sense.since.date()), str(sense.until.date())) == days


@pytest.mark.parametrize(
    ("question", "language", "since", "until"),
    [
        ("How many had died by mid-November?", "en", None, "2026-11-21"),
        ("Hoeveel doden waren er tot eind oktober?", "nl", None, "2026-10-31"),
        ("Was geschah seit Ende Oktober?", "de", "2026-10-20", "2026-11-30"),
        ("Was geschah vor Ende Oktober?", "de", None, "2026-10-30"),
    ],
)
def test_a_part_of_a_month_bounds_a_period(
    question: str, language: str, since: str | None, until: str
) -> None:
    sense = time_sense(question, language, NOW)
    assert sense.since and sense.until
    assert since is None or str(sense.since.date()) == since
    assert (sense.since.year == 1) is (since is None)
    assert str(sense.until.date()) == until


def test_its_words_are_those_of_the_period() -> None:
    question = "Was geschah Ende Oktober in Halma?"
    assert [question[a:b] for a, b in period_places(question, "de", NOW)] == ["Ende Oktober"]
