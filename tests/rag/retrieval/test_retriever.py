"""From what was found to what is quoted first, in a conversation and outside one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import cast

import numpy as np
import pytest

from rag.corpus.corpus import Corpus
from rag.corpus.table import Filters
from rag.embedding.model import Embedder
from rag.question.query import Query
from rag.records import Turn
from rag.retrieval.candidates import Candidate
from rag.retrieval.ranking import Ranking
from rag.retrieval.retriever import Retriever
from tests.rag.retrieval.made import candidate

NOW = datetime(2026, 11, 30, tzinfo=UTC)
LIFT, BANK = "The cable car fell.", "The head of the bank resigned."
TOLD: tuple[Turn, ...] = (
    {"role": "user", "content": "Why did the cabin fall?"},
    {"role": "assistant", "content": f"{LIFT} [1]"},
)


def _search(
    monkeypatch: pytest.MonkeyPatch, found: dict[str, list[Candidate]], query: Query
) -> Ranking:
    """A search in which is found what is given by the words of the conversation in front."""
    monkeypatch.setattr(Retriever, "_found", lambda _, asked: found[asked.context])
    retriever = Retriever(cast("Corpus", None), cast("Embedder", None))
    return retriever.search(query, 5)


def _of_other_story(one: Candidate) -> Candidate:
    return replace(one, centred=np.roll(one.centred, 1) * 0)


def test_the_article_of_the_best_passage_is_quoted_first(monkeypatch: pytest.MonkeyPatch) -> None:
    best = candidate(2, "2026-11-20", "The bridge was closed on Monday.", dense=0.9)
    best = replace(best, sentences=np.array([0.6], np.float32))
    other = candidate(1, "2026-11-20", "The bridge is closed.", interaction=0.78, dense=0.5)
    query = Query("When was it closed?", "", "en", NOW, Filters(NOW))
    ranking = _search(monkeypatch, {"": [other, best]}, query)
    assert [evidence.article_id for evidence in ranking.evidence] == ["a2", "a1"]
    assert [quote.evidence.article_id for quote in ranking.quotes] == ["a2", "a1"]


def test_nothing_is_searched_for_where_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    ranking = _search(monkeypatch, {}, Query("Thanks!", "", "en", NOW, Filters(NOW), history=TOLD))
    assert (ranking.evidence, ranking.quotes, ranking.verdict.reason) == ((), (), "no_question")


def test_what_is_hardly_of_the_story_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    first, other = candidate(1, interaction=0.9), _of_other_story(candidate(2, text=BANK))
    query = Query("When was it closed?", "", "en", NOW, Filters(NOW))
    ranking = _search(monkeypatch, {"": [first, candidate(3), other]}, query)
    assert {q.evidence.article_id for q in ranking.quotes if q.of_another_story} == {"a2"}


@pytest.mark.parametrize(
    ("question", "alone", "article"),
    [
        ("And did the head of the company resign?", 0.9, "a1"),
        ("And did the head of the company resign?", 1.0, "a2"),
        ("And did the head of Kestrel Bank resign?", 0.9, "a2"),
    ],
)
def test_what_names_nothing_is_of_the_story_that_was_told(
    monkeypatch: pytest.MonkeyPatch, question: str, alone: float, article: str
) -> None:
    lift = candidate(1, "2026-11-20", LIFT, interaction=0.85)
    bank = _of_other_story(candidate(2, "2026-11-20", BANK, interaction=alone))
    asked = TOLD[0]["content"]
    found = {"": [lift, bank], asked: [lift, replace(bank, interaction=0.86)]}
    query = Query(question, asked, "en", NOW, Filters(NOW), history=TOLD)
    assert _search(monkeypatch, found, query).evidence[0].article_id == article


def test_a_question_behind_a_follow_up_is_judged_behind_both(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    history: tuple[Turn, ...] = (
        *TOLD,
        {"role": "user", "content": "Who runs it?"},
        {"role": "assistant", "content": "Halina Mroczek. [1]"},
    )
    far, near = [candidate(1, interaction=0.7)], [candidate(1, interaction=0.9)]
    both = "Why did the cabin fall? Who runs it?"
    query = Query("Is she paid?", both, "en", NOW, Filters(NOW), history=history)
    ranking = _search(monkeypatch, {"": far, "Who runs it?": far, both: near}, query)
    assert ranking.query.context == both
