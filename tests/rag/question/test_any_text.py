"""Whatever is typed or stood in an article is read: nothing of it is a fault of the program."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from rag.language import DETECTED
from rag.question.overview import says_only_when
from rag.question.parts import parts
from rag.question.steps import step_in, stepped
from rag.question.time_sense import names_period, time_sense, without_period
from rag.said_dates.anchored import implied_dates, named_months, take_dates
from rag.said_dates.months import locales

AS_OF = datetime(2026, 11, 24, 12, tzinfo=timezone(timedelta(hours=-8)))
PERIOD = time_sense("What happened on 3 March?", "en", AS_OF)
PIECES = ["12", "2025", "0", "31", "٣", "-", "/", ".", "年", "月", "日", "MAİ", "ΜΆΙΟ", "the"]
MONTHS = [
    name
    for code in DETECTED
    for known in locales(code)
    for name in known.months["format"]["wide"].values()
]
LANGUAGES = st.sampled_from(DETECTED)
WORDS = st.lists(st.sampled_from(PIECES + MONTHS))
TEXTS = st.one_of(st.text(), WORDS.map(" ".join), WORDS.map("".join))


@given(TEXTS, LANGUAGES)
def test_any_question_is_read(text: str, language: str) -> None:
    sense = time_sense(text, language, AS_OF)
    assert sense.since is None or (sense.until is not None and sense.since <= sense.until)
    without_period(text, language, AS_OF)
    parts(text, language)
    says_only_when(text, language, AS_OF)
    if step := step_in(text, language):
        beside = stepped(sense, step, AS_OF)
        assert beside.since is None or (beside.until and beside.since <= beside.until)


@given(TEXTS, LANGUAGES)
def test_any_text_is_read(text: str, language: str) -> None:
    names_period(text, language, datetime(2022, 1, 1, tzinfo=UTC), PERIOD)
    take_dates(text, language, date(2022, 1, 1))
    named_months(text, language, date(2022, 1, 1))
    implied_dates(text, language, date(2022, 1, 1))
