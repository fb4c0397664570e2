from __future__ import annotations

from dataclasses import replace

import pytest

from rag.corpus.table import Filters
from rag.dates import last_instant
from rag.notice import answer_notice, newer_unquoted
from rag.question.query import Query
from rag.records import Article, Citation, Evidence, Quote
from rag.retrieval.answerability import Answerability
from rag.retrieval.ranking import Ranking


@pytest.mark.parametrize(
    ("published_at", "language", "told"),
    [
        ("2025-02-11", "en", "is of 11 February 2025."),
        ("2025-02-11T20:00:00-05:00", "en", "is of 11 February 2025."),
        ("2025-02-11T07:30:00+09:00", "en", "is of 11 February 2025."),
        ("2025-02", "en", "is of February 2025."),
        ("2025", "en", "is of 2025."),
        ("2025-02", "de", ": Februar 2025."),
        ("2025", "fr", ": 2025."),
        ("2025-02", "pl", ": luty 2025."),
        ("2025-02", "ja", "2025年2月のものです。"),
        ("2025-02", "ko", "날짜는 2025년 2월입니다."),
        ("2025-02-11", "vi", "ở đây: 11 tháng 2, 2025."),
        ("2025-02-11", "id", "terbit pada 11 Februari 2025."),
        ("2025", "id", "terbit pada 2025."),
        ("2025-02", "th", "เผยแพร่เมื่อ กุมภาพันธ์ 2025"),
    ],
)
def test_the_date_told_is_the_outlets_own(published_at: str, language: str, told: str) -> None:
    as_of = last_instant("2026-03-01")
    query = Query("Is the bridge open?", "", language, as_of, Filters(as_of))
    article = Article(id="a", title="Bridge", body="It is.", published_at=published_at)
    notice = answer_notice(
        query,
        Ranking(query, (), (), (article,), Answerability(answers=True, nearness=9.0)),
        cited={"a"},
        corrections=(),
        stale_after_days=30,
        dropped=False,
        failure=None,
        quoted=True,
    )
    assert notice is not None
    assert told in notice


@pytest.mark.parametrize(
    ("published_at", "cited", "told"),
    [
        ("2026-02-14", {"a"}, "14 februari 2026"),
        ("2026-02", {"a"}, "februari 2026"),
        (None, {"a"}, None),
        ("2026-02-14", {"a", "b"}, None),
    ],
)
def test_a_correction_that_is_not_cited_is_told_of(
    published_at: str | None, cited: set[str], told: str | None
) -> None:
    moment = last_instant("2026-03-01")
    query = Query("Wie won?", "", "nl", moment, Filters(moment))
    notice = answer_notice(
        query,
        Ranking(query, (), (), (), Answerability(answers=True, nearness=9.0)),
        cited=cited,
        corrections=[Article(id="b", title="Rectificatie", body="87.", published_at=published_at)],
        stale_after_days=30,
        dropped=False,
        failure=None,
        quoted=True,
    )
    said = f"is gerectificeerd ({told}); de rectificatie wordt hier niet aangehaald."
    assert (notice is not None and said in notice) is (told is not None)


def found(article_id: str, published_at: str | None, **signals: float) -> Evidence:
    return Evidence(
        article_id=article_id,
        start=0,
        end=6,
        text="It is.",
        score=1.0,
        title="Bridge",
        source=None,
        url=None,
        published_at=published_at,
        language="en",
        kind="report",
        sentences=((0, 6),),
        signals=signals,
    )


def test_a_newer_article_of_the_story_is_told_of_where_nothing_so_new_is_cited() -> None:
    old, new = found("old", "2025-02-11"), found("new", "2025-11-20")
    cited = Citation(1, "old", "Bridge", None, None, "2025-02-11", "en", "It is.", 0, 6)
    best, story = (old, new, found("newest", "2026-01-01")), ("old", "new")
    assert newer_unquoted(best, story, [cited]) == new
    assert newer_unquoted(best, ("old",), [cited]) is None
    assert newer_unquoted(best, story, [replace(cited, published_at="2025")]) is None
    assert newer_unquoted(best, story, [replace(cited, published_at="2025-12-01")]) is None
    assert newer_unquoted(best, story, [replace(cited, published_at=None)]) is None
    assert newer_unquoted((old, old, old, old, new), story, [cited]) is None
    outside = found("new", "2025-11-20", period=0.0)
    assert newer_unquoted((old, outside), story, [cited]) is None
    column = replace(found("newest", "2026-01-01"), kind="opinion")
    assert newer_unquoted((old, column, new), ("old", "new", "newest"), [cited]) == new
    assert newer_unquoted((old, column), ("old", "newest"), [cited]) == column


@pytest.mark.parametrize(
    ("question", "newer", "language", "behind", "is_told"),
    [
        ("How many cases are there?", "There are 99 cases now.", "en", 3.0, True),
        ("How many cases are there?", "There are 99 cases now.", "en", 3.1, False),
        ("How many cases are there?", "Er zijn nu 99 zieken.", "nl", 0.0, True),
        ("How many cases are there?", "In all 99 nurses came.", "en", 0.0, False),
        ("How many cases are there?", "The 81 cases are healed.", "en", 0.0, False),
        ("How many cases are there?", "It cost 2,400 florins.", "en", 0.0, False),
        ("How many cases are there?", "It is over.", "en", 0.0, False),
        ("What is known of the outbreak?", "There are 99 cases now.", "en", 0.0, False),
    ],
)
def test_a_newer_report_with_another_figure_is_told_of_where_a_count_is_asked_for(
    question: str, newer: str, language: str, behind: float, is_told: bool
) -> None:
    as_of = last_instant("2026-11-30")
    query = Query(question, "", "en", as_of, Filters(as_of))
    evidence = replace(found("new", "2026-11-27"), language=language)
    cited = Citation(1, "old", "81", None, None, "2026-11-04", "en", "It is 81 cases.", 0, 15)
    quotes = (
        Quote(found("old", "2026-11-04"), 0, 15, "It is 81 cases.", 20.0 + behind),
        Quote(evidence, 0, len(newer), newer, 20.0),
    )
    notice = answer_notice(
        query,
        Ranking(query, (), quotes, (), Answerability(answers=True, nearness=9.0)),
        cited={"old"},
        corrections=(),
        stale_after_days=30,
        dropped=False,
        failure=None,
        quoted=True,
        newer=evidence,
        citations=[cited],
    )
    told = "A newer report on this (27 November 2026) gives another figure; it is not quoted here."
    assert notice == (told if is_told else None)
