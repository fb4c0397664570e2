from __future__ import annotations

import pytest

from rag.corpus.table import Filters
from rag.dates import last_instant
from rag.notice import answer_notice
from rag.question.query import Query
from rag.records import Article
from rag.retrieval.answerability import Verdict
from rag.retrieval.retriever import Ranking


@pytest.mark.parametrize(
    "published_at", ["2025-02-11", "2025-02-11T20:00:00-05:00", "2025-02-11T07:30:00+09:00"]
)
def test_the_day_told_is_the_outlets_own(published_at: str) -> None:
    as_of = last_instant("2026-03-01")
    query = Query("Is the bridge open?", "", "en", as_of, Filters(as_of))
    article = Article(id="a", title="Bridge", body="It is.", published_at=published_at)
    notice = answer_notice(
        query,
        Ranking(query, (), (), (article,), Verdict(answers=True, nearness=9.0)),
        cited={"a"},
        stale_after_days=30,
        dropped=False,
        model_failed=False,
        quoted=True,
    )
    assert notice is not None
    assert "11 Feb" in notice
