"""Which articles may answer: filters against the definition, article by article."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, time, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.corpus.articles import NewArticle
from rag.corpus.corpus import Corpus
from rag.corpus.ranking import best
from rag.corpus.table import Filters, PassageTable, load_table
from rag.dates import asked_from, first_instant, last_instant
from tests.rag.corpus.made import new_article

LANGUAGES = ("nl", "en", None)
SOURCES = ("De Bode", "The Post", None)
KINDS = ("report", "opinion", "correction")

moments = st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)
articles = st.tuples(
    st.none() | st.tuples(moments, moments).map(sorted),
    moments,
    st.sampled_from(LANGUAGES),
    st.sampled_from(SOURCES),
    st.sampled_from(KINDS),
    st.sampled_from([-8 * 3600, 0, 9 * 3600]),
    st.booleans(),
)
# A bound that is a whole day begins or ends it.
sinces = moments | moments.map(lambda moment: datetime.combine(moment, time.min, UTC))
untils = moments | moments.map(lambda moment: datetime.combine(moment, time.max, UTC))
filters = st.builds(
    Filters,
    as_of=st.tuples(moments, st.sampled_from([-8, 0, 9])).map(
        lambda given: given[0].astimezone(timezone(timedelta(hours=given[1])))
    ),
    since=st.none() | sinces,
    until=st.none() | untils,
    languages=st.frozensets(st.sampled_from(["nl", "en", "fr"]), max_size=2),
    sources=st.frozensets(st.sampled_from(["de bode", "The Post", "Unknown"]), max_size=2),
    kinds=st.frozensets(st.sampled_from(["report", "opinion", "wire"]), max_size=2),
    excluded=st.frozensets(st.integers(1, 6), max_size=3),
)


@given(st.lists(articles, min_size=1, max_size=6), filters)
def test_filters_let_through_what_their_definition_says(
    rows: list[tuple[Sequence[datetime] | None, datetime, str | None, str | None, str, int, bool]],
    asked: Filters,
) -> None:
    table = PassageTable(
        keys=np.empty(0, np.int64),
        row_of=np.full(1, -1),
        article=np.empty(0, np.int32),
        passage_language=np.empty(0, np.int16),
        article_keys=np.arange(1, len(rows) + 1),
        published=np.array([row[0][0].timestamp() if row[0] else np.nan for row in rows]),
        published_last=np.array([row[0][1].timestamp() if row[0] else np.nan for row in rows]),
        east=np.array([row[5] for row in rows], np.int32),
        exists_from=np.array([row[1].timestamp() for row in rows]),
        of_day=np.array([row[6] for row in rows]),
        language=np.array([LANGUAGES.index(row[2]) for row in rows], np.int16),
        source=np.array([SOURCES.index(row[3]) for row in rows], np.int32),
        kind=np.array([KINDS.index(row[4]) for row in rows], np.int8),
        original=np.arange(len(rows), dtype=np.int32),
        languages=LANGUAGES,
        sources=SOURCES,
        kinds=KINDS,
    )
    expected = [_passes(key, *row, asked) for key, row in enumerate(rows, start=1)]
    allowed = table.allowed(asked)
    assert (allowed is None) == all(expected)
    assert allowed is None or allowed.tolist() == expected


def _passes(
    key: int,
    published: Sequence[datetime] | None,
    exists_from: datetime,
    language: str | None,
    source: str | None,
    kind: str,
    east: int,
    of_day: bool,
    asked: Filters,
) -> bool:
    has_begun = of_day and published and published[0] <= asked.as_of.replace(tzinfo=UTC)
    if (exists_from > asked.as_of and not has_begun) or key in asked.excluded:
        return False
    if asked.kinds and kind not in asked.kinds:
        return False
    if (asked.since or asked.until) and published is None:
        return False
    if published is not None:
        first, last = published
        local_first, local_last = (moment + timedelta(seconds=east) for moment in published)
        since, until = asked.since, asked.until
        if since and (local_last if since.time() == time.min else last) < since:
            return False
        if until and (local_first if until.time() == time.max else first) > until:
            return False
    if asked.languages and language not in asked.languages:
        return False
    named = {name.casefold() for name in asked.sources}
    return not named or (source is not None and source.casefold() in named)


def test_an_article_of_unknown_date_exists_from_the_moment_it_came_in(corpus: Corpus) -> None:
    with corpus.writing():
        corpus.write([new_article("undated", "Something happened.")])
    assert corpus.table().allowed(Filters(datetime.now(UTC))) is None
    before = corpus.table().allowed(Filters(datetime(2020, 1, 1, tzinfo=UTC)))
    assert before is not None
    assert before.tolist() == [False]


@pytest.mark.parametrize(
    ("published_at", "as_of", "is_there"),
    [
        ("2025", "2025-01-02", False),
        ("2025", "2025-12-30", False),
        ("2025", "2025-12-31", True),
        ("2025-02", "2025-02-27", False),
        ("2025-02", "2025-02-28", True),
        ("2025-08-13", "2025-08-12", False),
        ("2025-08-13", "2025-08-13T00:00:00+00:00", True),
        ("2025-08-13", "2025-08-13T00:30:00+09:00", True),
        ("2025-08-13", "2025-08-13T08:00:00+13:00", True),
        ("2025-08-13", "2025-08-12T23:30:00+13:00", False),
        ("2025-08-13", "2025-08-12T20:00:00-05:00", True),
        ("2025-08-13T10:00:00+00:00", "2025-08-13T09:59:59+00:00", False),
        ("2025-08-13T10:00:00+00:00", "2025-08-13T10:00:00+00:00", True),
    ],
)
def test_what_may_be_later_than_the_day_asked_from_does_not_exist(
    corpus: Corpus, published_at: str, as_of: str, is_there: bool
) -> None:
    with corpus.writing():
        corpus.write([new_article("dated", "Something happened.", published_at=published_at)])
    assert exists(corpus, as_of) == [is_there]


def test_what_is_in_the_corpus_exists_though_its_year_is_not_over(corpus: Corpus) -> None:
    today = datetime.now(UTC)
    with corpus.writing():
        corpus.write([new_article("year", "Something happened.", published_at=str(today.year))])
    assert corpus.table().allowed(Filters(datetime.now(UTC))) is None
    assert exists(corpus, str(today.date() - timedelta(2))) == [False]


@pytest.mark.parametrize(
    ("published_at", "since", "until", "is_within"),
    [
        ("2025-08", "2025-08-10", "2025-08-12", True),
        ("2025-08", "2025-09-01", "2025-09-30", False),
        ("2025-08", "2025-07-01", "2025-07-31", False),
        ("2025", "2025-08-10", "2025-08-12", True),
        ("2025", "2026-01-01", "2026-12-31", False),
        ("2025-08-13", "2025-08-13", "2025-08-13", True),
        ("2025-08-13", "2025-08-13T00:00:01+00:00", "2025-08-14", False),
        ("2025-08-13", "2025-08-14", "2025-08-15", False),
        ("2025-08-13T20:00:00-08:00", "2025-08-13", "2025-08-13", True),
        ("2025-08-13T20:00:00-08:00", "2025-08-14", "2025-08-14", False),
        ("2025-08-13T20:00:00-08:00", "2025-08-14T03:59+00:00", "2025-08-14T04:00+00:00", True),
        ("2025-08-13T20:00:00-08:00", "2025-08-14T04:01+00:00", "2025-08-15", False),
        ("2025-08-13T07:00:00+09:00", "2025-08-13", "2025-08-13", True),
        ("2025-08-13T07:00:00+09:00", "2025-08-12", "2025-08-12", False),
        ("2025-08-31T23:30:00.5-05:00", "2025-08", "2025-08", True),
        ("2025-08-13T13:59:00+14:00", "2025-08-13", "2025-08-13", True),
    ],
)
def test_a_period_holds_what_may_lie_within_it(
    corpus: Corpus, published_at: str, since: str, until: str, is_within: bool
) -> None:
    with corpus.writing():
        corpus.write([new_article("dated", "Something happened.", published_at=published_at)])
    asked = Filters(datetime.now(UTC), first_instant(since), last_instant(until))
    allowed = corpus.table().allowed(asked)
    assert (allowed is None or bool(allowed[0])) is is_within


def test_a_text_of_which_the_month_of_change_is_known_may_be_of_its_last_day(
    corpus: Corpus,
) -> None:
    with corpus.writing():
        corpus.write([fire("Ten died.")])
        corpus.write([fire("Twenty died.", "2025-03")])
    assert exists(corpus, "2025-03-30", "2025-03-31") == [False, True]


def exists(corpus: Corpus, *as_of: str) -> list[bool]:
    """Whether the corpus's only article may answer, asked from the end of each of some days."""
    found = []
    for day in as_of:
        allowed = corpus.table().allowed(Filters(asked_from(day)))
        found.append(allowed is None or bool(allowed[0]))
    return found


@pytest.mark.parametrize(("came", "is_there"), [(time(9), False), (time(10), True)])
def test_what_is_in_the_corpus_exists_once_its_day_has_begun_somewhere(
    corpus: Corpus, came: time, is_there: bool
) -> None:
    with corpus.writing():
        corpus.write([new_article("dated", "Something happened.", published_at="2025-08-13")])
    moment = datetime.combine(datetime(2025, 8, 12), came, UTC)
    with closing(sqlite3.connect(corpus.folder / "corpus.sqlite3")) as connection, connection:
        connection.execute("UPDATE articles SET first_seen_ts = ?", (moment.timestamp() - 60,))
        table = load_table(connection)
    assert (table.allowed(Filters(moment)) is None) is is_there


def fire(text: str, updated_at: str | None = None, **fields: str) -> NewArticle:
    return new_article("fire", text, published_at="2025-01-01", updated_at=updated_at, **fields)


def test_a_text_that_replaced_another_does_not_exist_before_it_did(corpus: Corpus) -> None:
    with corpus.writing():
        corpus.write([fire("Ten died.")])
        corpus.write([fire("Twenty died.", "2025-03-06")])
    assert exists(corpus, "2025-01-10", "2025-03-05", "2025-03-06") == [False, False, True]


def test_a_text_exists_from_its_own_version_on_not_from_a_later_one(corpus: Corpus) -> None:
    with corpus.writing():
        corpus.write([fire("Ten died.")])
        corpus.write([fire("Twenty died.", "2025-03-06")])
        corpus.write([fire("Twenty died.", "2025-06-01", source="De Bode")])
    assert exists(corpus, "2025-03-05", "2025-03-06") == [False, True]


def test_where_no_source_says_when_a_text_exists_from_when_it_came_in(corpus: Corpus) -> None:
    today = datetime.now(UTC).date()
    with corpus.writing():
        corpus.write([fire("Ten died.")])
        corpus.write([fire("Twenty died.")])
    assert exists(corpus, str(today - timedelta(2)), str(today)) == [False, True]


def test_a_source_that_says_nothing_new_of_a_change_says_nothing_of_its_day(corpus: Corpus) -> None:
    today = datetime.now(UTC).date()
    with corpus.writing():
        corpus.write([fire("Three died.", "2025-01-02")])
        corpus.write([fire("Thirty died.", "2025-01-02")])
    assert exists(corpus, "2025-01-05", str(today)) == [False, True]


def test_a_text_that_came_back_exists_from_its_first_day(corpus: Corpus) -> None:
    with corpus.writing():
        corpus.write([fire("Ten died.")])
        corpus.write([fire("Twenty died.", "2025-03-06")])
        corpus.write([fire("Ten died.", "2025-03-07")])
        assert exists(corpus, "2025-01-10") == [True]
        corpus.write([fire("Twenty died.", "2025-03-09")])
    assert exists(corpus, "2025-01-10", "2025-03-06") == [False, True]


def test_what_came_in_exists_whatever_later_day_its_source_says(corpus: Corpus) -> None:
    today = datetime.now(UTC).date()
    with corpus.writing():
        corpus.write([fire("Ten died.")])
        corpus.write([fire("Twenty died.", str(today + timedelta(2)))])
    assert exists(corpus, str(today)) == [True]


def test_a_text_that_is_not_known_to_have_been_another_is_not_lost(corpus: Corpus) -> None:
    with corpus.writing():
        corpus.write([fire("Ten died.", "2025-03-06")])
        corpus.write([fire("Ten died.", "2025-06-01", title="Fire in a mill")])
    assert exists(corpus, "2025-01-10") == [True]


def test_reading_what_search_must_know_reads_no_earlier_versions(corpus: Corpus) -> None:
    with corpus.writing():
        corpus.write([fire("Ten died.")])
        corpus.write([fire("Twenty died.", "2025-03-06")])
    with closing(sqlite3.connect(corpus.folder / "corpus.sqlite3")) as connection, connection:
        asked: list[str] = []
        connection.set_trace_callback(asked.append)
        load_table(connection)
    assert asked
    assert [statement for statement in asked if "versions" in statement] == []


def test_each_report_has_one_voice_its_original_if_that_may_speak(corpus: Corpus) -> None:
    with corpus.writing():
        corpus.write(
            [
                new_article("copy", "Fish.", duplicate_of="wire"),
                new_article("wire", "Fish."),
                new_article("later copy", "Fish.", duplicate_of="wire"),
                new_article("other", "Bread."),
            ]
        )
    table = corpus.table()
    assert table.one_a_report(None).tolist() == [False, True, False, True]
    without = np.array([True, False, True, True])
    assert table.one_a_report(without).tolist() == [True, False, False, True]


def test_rows_of_keys_that_went_or_never_were_are_none(corpus: Corpus) -> None:
    with corpus.writing():
        corpus.write([new_article(name, f"Text of {name}.") for name in "abc"])
        corpus.remove("b")
    assert corpus.table().rows(np.array([1, 2, 3, 4, 10**12])).tolist() == [0, -1, 1, -1, -1]


def test_the_key_of_a_passage_is_never_given_to_another(corpus: Corpus) -> None:
    with corpus.writing():
        corpus.write([new_article("a", "First.")])
        (first,) = corpus.table().keys.tolist()
        corpus.write([new_article("a", "Second.")])
        (second,) = corpus.table().keys.tolist()
    assert second > first


@given(st.lists(st.sampled_from([-np.inf, 0.0, 0.25, 0.5, 1.0]), max_size=40), st.integers(1, 50))
def test_the_best_are_those_of_a_full_sort(scores: list[float], limit: int) -> None:
    expected = sorted(
        (place for place, score in enumerate(scores) if score > -np.inf),
        key=lambda place: (-scores[place], place),
    )
    assert best(np.array(scores, np.float32), limit).tolist() == expected[:limit]
