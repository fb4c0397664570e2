"""Finds what may answer: the passages nearest by vector and those that share words, with their
signals.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from rag.embedding.interaction import QuestionTokens, similarities
from rag.embedding.means import language_means
from rag.retrieval.stories import StoryPassage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy.typing as npt

    from rag.corpus.articles import StoredPassage
    from rag.corpus.corpus import Corpus
    from rag.corpus.indexes import Hits
    from rag.corpus.table import PassageTable
    from rag.embedding.model import QuestionVectors
    from rag.question.query import Query
    from rag.records import Article

    Allowed = npt.NDArray[np.bool_]
    Values = npt.NDArray[np.float32]

BY_VECTOR = 60
BY_WORDS = 30
_IN_FRONT = 0.7  # weight of a match in the title, for a sentence, beside a match of its own


@dataclass(frozen=True, slots=True)
class Candidate(StoryPassage):
    """A passage that may answer, with how it compares to the question.

    Attributes:
        dense: Cosine of the pooled vectors, their languages taken out.
        interaction: Weighted mean over the question's tokens of the best cosine in the passage.
        sentences: shape (number of sentences,); the interaction within each sentence.
        words: BM25 if article and question share their language, else 0.
        of_correction: The spans of all sentences of its article, if that is a correction.
        names: How like each name of the question (`Query.names`) what is likest in the passage is:
            the MaxSim of its tokens, -1 to 1.
    """

    dense: float
    interaction: float
    sentences: Values
    words: float
    of_correction: tuple[tuple[int, int], ...] = ()
    names: Mapping[str, float] = field(default_factory=dict)


def find_candidates(
    corpus: Corpus, query: Query, vectors: QuestionVectors, fingerprint: str
) -> list[Candidate]:
    """Return the candidates for a question, in no order of merit."""
    with corpus.reading():
        table = corpus.table()
        allowed = table.allowed(query.filters)
        near, _ = uncrowded(
            table, BY_VECTOR, allowed, lambda may: corpus.dense(vectors.pooled, BY_VECTOR, may)
        )
        shared, scores = uncrowded(
            table, BY_WORDS, allowed, lambda may: corpus.lexical(query.standalone, BY_WORDS, may)
        )
        words = dict(zip(shared.tolist(), scores.tolist(), strict=True))
        stored = corpus.passages([*{*near.tolist(), *words}])
        owners = corpus.articles_by_key({passage.article_key for passage in stored.values()})
        corrections = corpus.sentences([k for k, each in owners.items() if is_correction(each)])
    if not stored:
        return []
    passages = [stored[key] for key in sorted(stored)]  # one order, whatever was found first
    articles = [owners[passage.article_key] for passage in passages]
    clusters = table.reports([passage.article_key for passage in passages])
    centred = language_means(fingerprint).centre_each(
        np.stack([passage.vectors.passage for passage in passages]),
        [article.language for article in articles],
        "passage",
    )
    return [
        Candidate(
            passage,
            article,
            cluster,
            vector,
            float(cosine),
            whole,
            sentences,
            words.get(passage.key, 0.0) if article.language == query.language else 0.0,
            corrections.get(passage.article_key, ()),
            of_names,
        )
        for passage, article, cluster, vector, cosine, (whole, sentences), of_names in zip(
            passages,
            articles,
            clusters,
            centred,
            centred @ vectors.pooled,
            interactions(vectors, passages),
            _names_in(vectors, query.names, passages),
            strict=True,
        )
    ]


def is_correction(article: Article) -> bool:
    """Tell whether an article is a correction, by its kind or because it names what it corrects."""
    return article.kind == "correction" or article.corrects is not None


def uncrowded(
    table: PassageTable,
    limit: int,
    allowed: Allowed | None,
    search: Callable[[Allowed | None], Hits],
) -> Hits:
    """Return the hits of a search; if copies crowd them, add those of a second search that takes
    one article per report.

    Args:
        limit: How many hits ``search`` gives at most.
        search: Returns hits, best first, of the articles that it is allowed.
    """
    keys, scores = search(allowed)
    article = table.article[table.rows(keys)]
    report = table.original[article]
    _, first, report_places = np.unique(report, return_index=True, return_inverse=True)
    others = (article == article[first][report_places]) | (article == report)
    if len(keys) < limit or np.count_nonzero(others) >= limit // 2:
        return keys, scores
    more, their_scores = search(table.one_a_report(allowed))
    fresh = ~np.isin(more, keys)
    return np.concatenate([keys, more[fresh]]), np.concatenate([scores, their_scores[fresh]])


def interactions(
    vectors: QuestionVectors, stored: Sequence[StoredPassage]
) -> list[tuple[float, Values]]:
    """Return the MaxSim of a question with each passage, and with each of its sentences, shape
    (s,).

    What the model read in front of a passage, its title above all, stands in front of each sentence
    too, and counts less there: a sentence need not repeat what its article is about.
    """
    tokens = [passage.vectors.tokens for passage in stored]
    first = np.cumsum([0, *map(len, tokens)])
    cosines = similarities(vectors.tokens, np.concatenate(tokens))
    wholes = _of_spans(cosines, np.stack([first[:-1], first[1:]], axis=1))
    spans = [item.vectors.sentences + start for item, start in zip(stored, first, strict=False)]
    behind = [part[0, 0] if len(part) else start for part, start in zip(spans, first, strict=False)]
    in_front = _best_within(cosines, np.stack([first[:-1], behind], axis=1))
    counts = [len(part) for part in spans]
    at_least = _IN_FRONT * np.repeat(in_front, counts, axis=1)
    per_passage = np.split(
        _of_spans(cosines, np.concatenate(spans), at_least), np.cumsum(counts)[:-1]
    )
    return list(zip(wholes.tolist(), per_passage, strict=True))


def _names_in(
    vectors: QuestionVectors, names: Sequence[str], stored: Sequence[StoredPassage]
) -> list[dict[str, float]]:
    """Return, for each passage, the MaxSim of each name that stands in the question as encoded."""
    found: list[dict[str, float]] = [{} for _ in stored]
    asked = {name: tokens for name in names if (tokens := vectors.part(name))}
    if asked:
        all_tokens = [passage.vectors.tokens for passage in stored]
        first = np.cumsum([0, *map(len, all_tokens)])
        spans = np.stack([first[:-1], first[1:]], axis=1)
        joined = np.concatenate(all_tokens)
        for name, tokens in asked.items():
            likeness = _of_spans(similarities(tokens, joined), spans)
            for of_passage, value in zip(found, likeness.tolist(), strict=True):
                of_passage[name] = value
    return found


def within_sentences(question: QuestionTokens, passage: StoredPassage) -> Values:
    """Return the MaxSim of a question's tokens with each sentence of a passage by itself, shape
    (s,).
    """
    cosines = similarities(question, passage.vectors.tokens)
    return _of_spans(cosines, passage.vectors.sentences.astype(np.int64))


def _of_spans(
    cosines: Values, spans: npt.NDArray[np.int64], at_least: Values | float = -1.0
) -> Values:
    """Return the MaxSim within each span, shape (spans,); -1 for an empty one.

    Args:
        at_least: The least that each row counts in each span, shape (rows, spans).
    """
    sums = np.maximum(_best_within(cosines, spans), at_least).sum(axis=0)
    sums[spans[:, 0] == spans[:, 1]] = -1
    return np.asarray(sums, np.float32)


def _best_within(cosines: Values, spans: npt.NDArray[np.int64]) -> Values:
    """Return the largest value of each row within each span, shape (rows, spans); -1 for an empty
    one.

    Spans may overlap.
    """
    # `reduceat` takes both ends as indices, so a span may end at one column behind the last.
    cosines = np.concatenate([cosines, np.full((len(cosines), 1), -1, np.float32)], axis=1)
    best = np.maximum.reduceat(cosines, spans.reshape(-1), axis=1)[:, ::2]
    best[:, spans[:, 0] == spans[:, 1]] = -1
    return np.asarray(best)
