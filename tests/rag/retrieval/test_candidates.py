"""What may answer, and how each candidate compares: against the definitions, worked out by hand."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime

import numpy as np
import pytest

from rag.corpus.articles import NewArticle, NewPassage
from rag.corpus.corpus import Corpus
from rag.corpus.table import Filters
from rag.embedding.interaction import WIDTH, QuestionTokens
from rag.embedding.means import unit
from rag.embedding.model import PassageVectors, QuestionVectors
from rag.question.query import Query
from rag.records import Article, Passage
from rag.retrieval import candidates
from rag.retrieval.stories import one_a_report
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
    return candidates.find_candidates(corpus, query, vectors, "no model's fingerprint")


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

        def best(first: int, last: int, cosines: np.ndarray = cosines) -> np.ndarray:
            return cosines[:, first:last].max(axis=1) if first < last else np.full(7, -1.0)

        assert candidate.interaction == pytest.approx(best(0, len(made.tokens)).mean(), abs=1e-5)
        in_front = 0.7 * best(0, made.sentences[0, 0])  # of the title, seven tenths
        by_sentence = [
            np.maximum(best(first, last), in_front).mean() if first < last else -1.0
            for first, last in made.sentences.tolist()
        ]
        assert candidate.sentences.tolist() == pytest.approx(by_sentence, abs=1e-5)
        assert candidate.dense == pytest.approx(float(made.passage @ vector(99)), abs=1e-3)


def test_each_name_of_a_question_is_compared_by_its_own_tokens(corpus: Corpus) -> None:
    with corpus.writing():
        corpus.write(ARTICLES)
    weights = np.array([0.5, 0.3, 0.2], np.float32)
    tokens = QuestionTokens(unit(RANDOM.standard_normal((3, WIDTH)).astype(np.float32)), weights)
    spans = np.array([[0, 3], [4, 6], [6, 9]])
    vectors = QuestionVectors(vector(99), tokens, "Wie Halma?", spans)
    query = Query("Wie, Halma of Hamla?", "", "nl", NOW, Filters(NOW))
    found = candidates.find_candidates(corpus, query, vectors, "no model's fingerprint")
    for candidate, new in zip(found, ARTICLES, strict=True):
        made = new.passages[0].vectors.tokens
        best = (tokens.vectors @ made.astype(np.float32).T / 127).max(axis=1, initial=-1)
        assert candidate.names == {"Halma": pytest.approx(0.6 * best[1] + 0.4 * best[2], abs=1e-5)}


def _alike(article_id: str, likeness: float, text: str, **fields: str) -> NewArticle:
    """An article of one sentence, the more like ``vector(99)`` the larger its likeness."""
    pooled = unit(likeness * vector(99) + vector(zlib.crc32(article_id.encode())))
    vectors = PassageVectors(pooled, np.zeros((1, WIDTH), np.int8), np.array([[0, 1]], np.int32))
    passage = Passage(article_id, 0, len(text), text, ((0, len(text)),))
    fields = {"published_at": "2025-06-01", "language": "nl", **fields}
    article = Article(article_id, "", text, **fields)  # type: ignore[arg-type]
    return NewArticle(article, article_id, (NewPassage(passage, article_id.encode(), vectors),))


def _wire(text: str) -> list[NewArticle]:
    """A wire text with 100 copies that are nearer to the question than it is."""
    copies = [_alike(f"copy{n}", 3, text, duplicate_of="wire") for n in range(100)]
    return [_alike("wire", 2, text), *copies]


def _reports(corpus: Corpus, since: datetime | None = None) -> set[str]:
    """Of each report that is found for a question on salt the article that is heard."""
    tokens = QuestionTokens(np.ones((1, WIDTH), np.float32), np.ones(1, np.float32))
    query = Query("Zout?", "", "nl", NOW, Filters(NOW, since))
    found = candidates.find_candidates(
        corpus, query, QuestionVectors(vector(99), tokens), "no model's"
    )
    return {candidate.article.id for candidate in one_a_report(found)}


@pytest.mark.parametrize("since", [None, datetime(2025, 1, 1, tzinfo=UTC)], ids=["all", "since"])
def test_copies_do_not_crowd_out_the_other_reports_that_are_near(
    corpus: Corpus, since: datetime | None
) -> None:
    others = [_alike(f"other{n}", 1, f"Haring nummer {n}.") for n in range(10)]
    with corpus.writing():
        corpus.write([*_wire("Zee."), *others, _alike("old", 1, "Vis.", published_at="2024")])
    old = set() if since else {"old"}
    assert _reports(corpus, since) == {"wire", *old, *(f"other{n}" for n in range(10))}


def test_copies_do_not_crowd_out_the_other_reports_that_share_words(corpus: Corpus) -> None:
    others = [_alike(f"other{n}", -1, f"Wie kocht het vat met zout nummer {n}?") for n in range(10)]
    near = [_alike(f"near{n}", 4, f"Haring nummer {n}.") for n in range(50)]
    with corpus.writing():
        corpus.write([*_wire("Zout."), *others, *near])
    assert _reports(corpus) >= {"wire", *(f"other{n}" for n in range(10))}


def test_an_empty_corpus_has_no_candidates(corpus: Corpus) -> None:
    tokens = QuestionTokens(np.ones((1, WIDTH), np.float32), np.ones(1, np.float32))
    assert _find(corpus, QuestionVectors(vector(1), tokens)) == []
