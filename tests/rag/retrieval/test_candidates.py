"""What may answer, and how each candidate compares: against the definitions, worked out by hand."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from rag.corpus.articles import NewArticle, NewPassage
from rag.corpus.corpus import Corpus
from rag.corpus.table import Filters
from rag.embedding.interaction import WIDTH, QuestionTokens, unit
from rag.embedding.model import PassageVectors, QuestionVectors
from rag.question.query import Query
from rag.records import Article, Passage
from rag.retrieval import candidates
from tests.rag.corpus.made import vector

RANDOM = np.random.default_rng(3)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def _article(number: int, tokens: int, sentences: list[tuple[int, int]]) -> NewArticle:
    """One passage with random tokens; sentences by the rows of their tokens."""
    text = " ".join("Zin." for _ in sentences)
    spans = tuple((5 * place, 5 * place + 4) for place in range(len(sentences)))
    vectors = PassageVectors(
        vector(number),
        RANDOM.integers(-127, 128, (tokens, WIDTH)).astype(np.int8),
        np.array(sentences, np.int32).reshape(-1, 2),
    )
    passage = Passage(f"a{number}", 0, len(text), text, spans)
    article = Article(f"a{number}", "", text, language="nl", published_at="2025-06-01")
    return NewArticle(article, f"d{number}", (NewPassage(passage, b"%d" % number, vectors),))


ARTICLES = [
    _article(0, 9, [(2, 5), (5, 9)]),
    _article(1, 4, [(0, 4)]),
    _article(2, 0, [(0, 0)]),  # the model read none of it
    _article(3, 6, [(1, 3), (3, 6), (6, 6)]),  # its last sentence was cut off
    _article(4, 1, [(0, 1)]),
]


def _find(corpus: Corpus, vectors: QuestionVectors) -> list[candidates.Candidate]:
    query = Query("Zin?", "", "nl", NOW, Filters(NOW))
    return candidates.find(corpus, query, vectors, "no model's fingerprint")


def test_each_candidate_is_compared_token_by_token(corpus: Corpus) -> None:
    with corpus.writing():
        corpus.write(ARTICLES)
    question = QuestionTokens(
        unit(RANDOM.standard_normal((7, WIDTH)).astype(np.float32)),
        np.full(7, 1 / 7, np.float32),
    )
    found = _find(corpus, QuestionVectors(vector(99), question))
    assert [candidate.article.id for candidate in found] == ["a0", "a1", "a2", "a3", "a4"]
    for candidate, new in zip(found, ARTICLES, strict=True):
        made = new.passages[0].vectors
        cosines = question.vectors @ made.tokens.astype(np.float32).T / 127

        def best(first: int, last: int, cosines: np.ndarray = cosines) -> float:
            return float(cosines[:, first:last].max(axis=1).mean()) if first < last else -1.0

        assert candidate.interaction == pytest.approx(best(0, len(made.tokens)), abs=1e-5)
        by_sentence = [best(first, last) for first, last in made.sentences.tolist()]
        assert candidate.sentences.tolist() == pytest.approx(by_sentence, abs=1e-5)
        assert candidate.dense == pytest.approx(float(made.passage @ vector(99)), abs=1e-3)


def test_an_empty_corpus_has_no_candidates(corpus: Corpus) -> None:
    tokens = QuestionTokens(np.ones((1, WIDTH), np.float32), np.ones(1, np.float32))
    assert _find(corpus, QuestionVectors(vector(1), tokens)) == []
