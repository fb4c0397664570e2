"""Lists the reports of a story by date, each with its sentence nearest to the question."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from rag.dates import first_instant
from rag.records import Kind
from rag.retrieval.candidates import find_candidates, interactions, uncrowded
from rag.retrieval.corrections.putting_right import put_right
from rag.retrieval.revisions import Change, Told, revisions
from rag.retrieval.stories import ALSO_FOUND, SAME_STORY, rank_in_report
from rag.said_numbers.reading import values

if TYPE_CHECKING:
    import numpy.typing as npt

    from rag.corpus.articles import StoredPassage
    from rag.corpus.corpus import Corpus
    from rag.embedding.model import Embedder, QuestionVectors
    from rag.question.query import Query
    from rag.records import Article
    from rag.retrieval.candidates import Candidate

    Span = tuple[int, int]
    Keys = npt.NDArray[np.int64]
    Values = npt.NDArray[np.float32]

MOST_REPORTS = 16
"""How many reports of a story are kept at most, those nearest to the cited articles; a report and its
copies count as one."""

_SEEDS = 4
_NEAR = 60
# How many passages of a report are read, some 3,000 words: all of any but a long document.
_NEAR_PASSAGES = 32
# How many sentences of a report are searched for figures on the question.
_NEAR_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Report:
    """A report of a story, with its sentence on the question: ``text == article.body[start:end]``.

    If that sentence is of a correction and repeats what was wrong, it is the one that puts it right.

    Attributes:
        changed: Figures of the article that an earlier report gave otherwise.
    """

    article_id: str
    title: str
    source: str | None
    published_at: str
    language: str | None
    kind: Kind
    start: int
    end: int
    text: str
    changed: tuple[Change, ...] = ()
    url: str | None = None


def timeline(
    corpus: Corpus,
    embedder: Embedder,
    query: Query,
    cited: Sequence[str],
    evidence: Collection[str],
) -> tuple[Report, ...]:
    """Return the reports of the story that an answer tells, oldest first; reports without a date
    are left out.

    Args:
        query: The question; its filters hold for the reports too.
        cited: Ids of the articles that the answer cites, in order.
        evidence: Ids of all articles that were found for it.
    """
    vectors = embedder.encode_question(query.question, query.context, query.language)
    with corpus.reading():
        found = find_candidates(corpus, query, vectors, embedder.fingerprint)
        story = _story(
            corpus,
            query,
            vectors.pooled,
            [c for c in found if c.article.id in cited[:_SEEDS]],
            {c.stored.article_key for c in found if c.article.id in evidence},
        )
        owners = corpus.articles_by_key(story)
        tellers = _tellers(owners, corpus.table().reports(owners))
        stored = corpus.passages([passage for key in tellers for passage in story[key]])
    made = (_report(owners[key], [stored[p] for p in story[key]], vectors) for key in tellers)
    reports = [report for report in made if report is not None]
    reports.sort(key=lambda each: (first_instant(each[0].published_at), each[0].article_id))
    texts = [text_read for _, text_read, _ in reports]
    return tuple(
        replace(_put_right(report, text_read, in_order, texts[:place]), changed=changes)
        for place, ((report, text_read, in_order), changes) in enumerate(
            zip(reports, revisions(texts, embedder), strict=True)
        )
    )


def _report(
    article: Article, passages: Sequence[StoredPassage], vectors: QuestionVectors
) -> tuple[Report, Told, list[Span]] | None:
    """Return the report of an article, its text as read, and the spans of its sentences in order;
    None if it has no date.
    """
    if article.published_at is None:
        return None
    likeness = np.concatenate([each for _, each in interactions(vectors, passages)])
    spans = [span for passage in passages for span in passage.passage.sentences]
    order = np.argsort(-likeness, kind="stable")[:_NEAR_SENTENCES]
    near = [spans[n] for n in order.tolist()]
    in_order = sorted(set(spans))
    text_read = Told(
        article.language,
        article.title,
        [article.body[start:end] for start, end in in_order],
        [article.body[start:end] for start, end in near],
        corrects=article.kind == "correction",
    )
    start, end = near[0]
    report = Report(
        article_id=article.id,
        title=article.title,
        source=article.source,
        published_at=article.published_at,
        language=article.language,
        kind=article.kind,
        start=start,
        end=end,
        text=article.body[start:end],
        url=article.url,
    )
    return report, text_read, in_order


def _put_right(
    report: Report, text_read: Told, spans: Sequence[Span], before: Sequence[Told]
) -> Report:
    """Return a report; if it is a correction whose sentence repeats what was wrong, with the
    sentence that puts it right. A sentence with figures repeats only if one of them is in an
    earlier report.
    """
    if not text_read.corrects:
        return report
    figures_before = {
        value
        for other in before
        for sentence in (other.title, *other.sentences)
        for value in values(sentence, other.language)
    }
    named = values(report.text, text_read.language)
    if named and figures_before.isdisjoint(named):
        return report
    place = spans.index((report.start, report.end))
    right = put_right(text_read.sentences, place, text_read.language)
    if right is None:
        return report
    start, end = spans[right]
    return replace(report, start=start, end=end, text=text_read.sentences[right])


def _story(
    corpus: Corpus,
    query: Query,
    question: Values,
    cited: Sequence[Candidate],
    evidence: Collection[int],
) -> dict[int, list[int]]:
    """Return the keys of the story's articles, each with the keys of its passages near to the
    question.

    Args:
        question: The pooled vector of the question.
    """
    if not cited:
        return {}
    table = corpus.table()
    allowed = table.allowed(query.filters)

    def near_to(vector: Values) -> Keys:
        return uncrowded(table, _NEAR, allowed, lambda may: corpus.dense(vector, _NEAR, may))[0]

    near = [near_to(candidate.centred) for candidate in cited]
    rows = table.rows(np.unique(np.concatenate(near)))
    pool = np.union1d(table.article_keys[table.article[rows[rows >= 0]]], list(evidence))
    owner = table.article_keys[table.article]
    among = np.isin(owner, pool)
    passages, owner = table.keys[among], owner[among]
    centred = corpus.centred(passages)
    cosines = (centred @ np.stack([candidate.centred for candidate in cited]).T).max(axis=1)
    closeness = {key: float(cosines[owner == key].max()) for key in np.unique(owner).tolist()}
    story = [
        key
        for key, cosine in closeness.items()
        if cosine >= (ALSO_FOUND if key in evidence else SAME_STORY)
    ]
    story.sort(key=lambda key: (-closeness[key], key))
    reports = table.reports(story)
    kept = set([*dict.fromkeys(reports)][:MOST_REPORTS])
    order = np.argsort(-(centred @ question), kind="stable")
    return {
        key: sorted(passages[order[owner[order] == key][:_NEAR_PASSAGES]].tolist())
        for key, report in zip(story, reports, strict=True)
        if report in kept
    }


def _tellers(owners: Mapping[int, Article], reports: Iterable[int]) -> list[int]:
    """Return, for each report, the key of the article that stands for it and its copies."""
    of_report: dict[int, list[int]] = {}
    for key, report in zip(owners, reports, strict=True):
        of_report.setdefault(report, []).append(key)
    return [min(same, key=lambda key: rank_in_report(owners[key])) for same in of_report.values()]
