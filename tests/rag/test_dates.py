"""Dates keep the precision they were given, and are never made more precise than that."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from time import tzset

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.dates import (
    age_days,
    asked_from,
    first_instant,
    is_newer,
    known_day,
    last_instant,
    normalise,
)
from rag.errors import InputError

CEST = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("value", "normal"),
    [
        ("2025", "2025"),
        ("2025-08", "2025-08"),
        (" 2025-08-13\n", "2025-08-13"),
        ("20250813", "2025-08-13"),
        ("2025-W33-3", "2025-08-13"),
        ("2025-08-13T11:40", "2025-08-13T11:40:00+00:00"),
        ("2025-08-13 11:40:05", "2025-08-13T11:40:05+00:00"),
        ("2025-08-13T11:40Z", "2025-08-13T11:40:00+00:00"),
        ("2025-08-13T11:40:00+02:00", "2025-08-13T11:40:00+02:00"),
        (date(2025, 8, 13), "2025-08-13"),
        (datetime(2025, 8, 13, 11, 40), "2025-08-13T11:40:00+00:00"),
        (datetime(2025, 8, 13, 11, 40, tzinfo=CEST), "2025-08-13T11:40:00+02:00"),
    ],
)
def test_a_date_is_kept_at_its_own_precision(value: str | date, normal: str) -> None:
    assert normalise(value) == normal


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("14 sept 2026", "2026-09-14"),
        ("September 14, 2026", "2026-09-14"),
        ("13. August 2025", "2025-08-13"),
        ("13 de agosto de 2025", "2025-08-13"),
        ("14 сентября 2026", "2026-09-14"),
        ("2025年8月13日", "2025-08-13"),
        ("14.9.2026", "2026-09-14"),
        ("14/09/2026", "2026-09-14"),
        ("mei 2026", "2026-05"),
        ("04/13/2025", "2025-04-13"),
        ("4/13/2025", "2025-04-13"),
        ("04/04/2025", "2025-04-04"),
        ("2025-8-13", "2025-08-13"),
        ("13-08-2025", "2025-08-13"),
        ("13-8-2025", "2025-08-13"),
    ],
)
def test_a_date_may_be_said_in_words(text: str, normal: str) -> None:
    assert normalise(text) == normal


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2025", "03-04-2025", "13/13/2025", "2025-W33", "2025W33", "2025-8", "14 september", "31 februari 2025", "10-12 August 2025", "on 14 Sept 2026",
        "", "yesterday", "2025-13", "2025-02-30", "0000", "25",
        "2025-08-13T25:00", "2025-08-13T11:40+99:00", "２０２５", "2025-08-13 and later",
    ],
)  # fmt: skip
def test_what_is_no_date_is_told_with_how_to_write_one(text: str) -> None:
    with pytest.raises(InputError, match="is not a date: write YYYY-MM-DD"):
        normalise(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01T00:00:00", "2024-12-31T23:59:59"),
        ("2024-02", "2024-02-01T00:00:00", "2024-02-29T23:59:59"),
        ("2025-08-13", "2025-08-13T00:00:00", "2025-08-13T23:59:59"),
        ("2025-08-13T11:40:00+02:00", "2025-08-13T09:40:00", "2025-08-13T09:40:00"),
        ("9999-12-31", "9999-12-31T00:00:00", "9999-12-31T23:59:59"),
    ],
)
def test_a_date_reaches_from_its_first_moment_to_its_last(text: str, first: str, last: str) -> None:
    assert first_instant(text) == datetime.fromisoformat(first).replace(tzinfo=UTC)
    assert last_instant(text).replace(microsecond=0) == datetime.fromisoformat(last).replace(
        tzinfo=UTC
    )


@given(st.datetimes(timezones=st.sampled_from([UTC, CEST]), min_value=datetime(2, 1, 1)))
def test_normal_forms_stay_as_they_are_and_mean_the_same_moment(moment: datetime) -> None:
    text = normalise(moment)
    assert normalise(text) == text
    assert first_instant(text) == moment == last_instant(text)


@given(st.dates())
def test_a_day_lies_between_its_first_and_last_moment(day: date) -> None:
    first, last = first_instant(day.isoformat()), last_instant(day)
    assert first.date() == last.date() == day
    assert last - first > timedelta(hours=23)


def test_the_day_is_known_only_from_a_date_that_has_one() -> None:
    assert known_day(None) is None
    assert known_day("2025-08") is None
    assert known_day("2025-08-13") == date(2025, 8, 13)
    assert known_day("2025-08-13T23:30:00-02:00") == date(2025, 8, 13)
    assert known_day("2025-08-13T07:30:00+09:00") == date(2025, 8, 13)


@pytest.mark.parametrize(
    ("one", "other", "newer"),
    [
        ("2025-03-02", "2025-03-01", True),
        ("2025-03-01", "2025", False),
        ("2025-03-01", "2025-03", False),
        ("2025-03-01T12:00+00:00", "2025-03-01", False),
        ("2025-04", "2025-03", True),
        ("2025-03-01T12:00+00:00", "2025-03-01T11:00+00:00", True),
        ("2025", "2024-12-31", True),
        (None, "2024", False),
        ("2024", None, False),
    ],
)
def test_what_is_newer_is_known_to_be(one: str | None, other: str | None, newer: bool) -> None:
    assert is_newer(one, other) is newer


@pytest.mark.parametrize(
    ("as_of", "moment"),
    [
        ("2026-11-30T18:00-08:00", "2026-11-30T18:00:00-08:00"),
        ("2026-11-30T18:00", "2026-11-30T18:00:00+00:00"),
        ("2026-11-30", "2026-11-30T23:59:59.999999+00:00"),
        ("2026-11", "2026-11-30T23:59:59.999999+00:00"),
        (datetime(2026, 11, 30, 18, tzinfo=CEST), "2026-11-30T18:00:00+02:00"),
    ],
)
def test_what_is_asked_from_keeps_its_zone(as_of: str | date, moment: str) -> None:
    assert asked_from(as_of).isoformat() == moment


def test_now_is_in_the_zone_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as changed:
        changed.setenv("TZ", "Asia/Tokyo")
        tzset()
        assert asked_from(None).utcoffset() == timedelta(hours=9)
    tzset()


def test_an_age_is_counted_in_the_days_of_who_asks() -> None:
    as_of = datetime(2025, 8, 14, 18, tzinfo=timezone(timedelta(hours=-8)))
    assert age_days("2025-08-15T01:00+00:00", as_of) == 0
    assert age_days("2025-08-14T01:00+00:00", as_of) == 1
    assert age_days("2025-08-14", as_of) == 0
    assert age_days("0001-01-01T00:00+00:00", as_of) > 0


def test_ages_are_whole_days_and_never_negative() -> None:
    as_of = datetime(2025, 8, 15, 1, 0, tzinfo=UTC)
    assert age_days("2025-08-13T23:00:00+00:00", as_of) == 2
    assert age_days("2025-08-15", as_of) == 0
    assert age_days("2026", as_of) == 0
