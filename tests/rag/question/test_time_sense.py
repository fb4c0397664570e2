"""A question's words about time mean a period, the present, or nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from rag.question.time_sense import TimeSense, names_period, time_sense

AS_OF = datetime(2026, 11, 24, 12, tzinfo=UTC)  # a Tuesday


def days(question: str, language: str) -> tuple[str, str] | None:
    sense = time_sense(question, language, AS_OF)
    if sense.since is None or sense.until is None:
        return None
    return sense.since.date().isoformat(), sense.until.date().isoformat()


@pytest.mark.parametrize(
    ("question", "language", "first", "last"),
    [
        ("What happened on 13 August 2025?", "en", "2025-08-13", "2025-08-13"),
        ("What happened on August 13, 2025?", "en", "2025-08-13", "2025-08-13"),
        ("What did the bank do in April 2026?", "en", "2026-04-01", "2026-04-30"),
        ("Welke minister stapte in november 2025 op?", "nl", "2025-11-01", "2025-11-30"),
        ("Was geschah im September 2025?", "de", "2025-09-01", "2025-09-30"),
        ("Que s'est-il passé entre le 14 et le 17 août 2025 ?", "fr", "2025-08-14", "2025-08-17"),
        ("¿Qué pasó en junio de 2025?", "es", "2025-06-01", "2025-06-30"),
        ("Что случилось в марте 2025 года?", "ru", "2025-03-01", "2025-03-31"),
        ("Що сталося у січні 2026 року?", "uk", "2026-01-01", "2026-01-31"),
        ("Co się stało w październiku 2025?", "pl", "2025-10-01", "2025-10-31"),
        ("ماذا حدث في مارس 2025؟", "ar", "2025-03-01", "2025-03-31"),
        ("2025年8月13日发生了什么?", "zh", "2025-08-13", "2025-08-13"),
        ("Events of 2025-08-13", "en", "2025-08-13", "2025-08-13"),
        ("Was war am 13.08.2025?", "de", "2025-08-13", "2025-08-13"),
        ("What happened in 2024?", "en", "2024-01-01", "2024-12-31"),
    ],
)
def test_a_named_date_is_its_days(question: str, language: str, first: str, last: str) -> None:
    assert days(question, language) == (first, last)


@pytest.mark.parametrize(
    ("question", "language", "first", "last"),
    [
        ("What happened yesterday?", "en", "2026-11-23", "2026-11-23"),
        ("Wat gebeurde er vorige week?", "nl", "2026-11-16", "2026-11-22"),
        ("Was geschah letzten Monat?", "de", "2026-10-01", "2026-10-31"),
        ("Que s'est-il passé l'an dernier ?", "fr", "2025-01-01", "2025-12-31"),
        ("上个月发生了什么？", "zh", "2026-10-01", "2026-10-31"),
        ("Что произошло вчера?", "ru", "2026-11-23", "2026-11-23"),
    ],
)
def test_a_relative_date_counts_from_the_moment_of_asking(
    question: str, language: str, first: str, last: str
) -> None:
    assert days(question, language) == (first, last)


def test_a_month_without_a_year_is_the_last_one() -> None:
    assert days("What happened in March?", "en") == ("2026-03-01", "2026-03-31")
    assert days("What happened in December?", "en") == ("2025-12-01", "2025-12-31")


@pytest.mark.parametrize(
    ("question", "ahead"),
    [
        ("Why are there no exams in December?", True),
        ("Waarom zijn er op 3 december geen treinen?", True),
        ("Why are there no exams in December 2025?", False),
        ("Why are there no exams in March?", False),
        ("What happened yesterday?", False),
    ],
)
def test_a_month_without_a_year_may_be_the_coming_one(question: str, ahead: bool) -> None:
    language = "nl" if question.startswith("Waarom") else "en"
    assert time_sense(question, language, AS_OF).may_be_ahead == ahead


@pytest.mark.parametrize(
    ("text", "language", "told_on", "named"),
    [
        ("The storms of January tore 140 metres away.", "en", "2026-04-17", True),
        ("Los temporales de enero arrancaron 140 metros.", "es", "2026-04-17", True),
        ("The storms of January tore 140 metres away.", "en", "2027-02-03", False),
        ("The works go on in January.", "en", "2025-12-20", True),
        ("The storms of 12 January 2026 tore it away.", "en", "2027-02-03", True),
        ("They march on.", "en", "2026-04-17", False),
    ],
)
def test_a_text_names_a_month_as_seen_from_its_day(
    text: str, language: str, told_on: str, named: bool
) -> None:
    sense = time_sense("What happened in January 2026?", "en", AS_OF)
    published = datetime.fromisoformat(told_on).replace(tzinfo=UTC)
    assert names_period(text, language, published, sense) == named


@pytest.mark.parametrize("moment", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "question",
    ["What happened yesterday?", "What happened last year?", "What happened in January?"],
)
def test_the_first_and_the_last_day_of_the_calendar_are_days(moment: str, question: str) -> None:
    as_of = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    sense = time_sense(question, "en", as_of)
    assert sense.since is None or sense.since <= as_of
    assert not names_period("What happened in March?", "en", as_of, sense)


def test_a_period_does_not_reach_past_the_moment_of_asking() -> None:
    sense = time_sense("What happened in November 2026?", "en", AS_OF)
    assert sense.until == AS_OF


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("why is Russia pushing now?", "en"),
        ("Wie ist der aktuelle Stand?", "de"),
        ("Wat is er nu aan de hand?", "nl"),
        ("Сколько обломков сейчас отслеживают?", "ru"),
        ("目前的情况如何？", "zh"),
    ],
)
def test_now_asks_for_the_present(question: str, language: str) -> None:
    assert time_sense(question, language, AS_OF) == TimeSense(now=True)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("May I ask who won the march?", "en"),
        ("Who resigned?", "en"),
        ("How many teachers will be missing in 2028?", "en"),
        ("Quanti abitanti ha Marzo?", "it"),
        ("What is known about “Opera house must wait until February 2027”?", "en"),
    ],
)
def test_what_names_no_time_means_none(question: str, language: str) -> None:
    assert not time_sense(question, language, AS_OF).has_period
