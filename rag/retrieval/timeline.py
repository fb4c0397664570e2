"""The reports of a story by date, each with its sentence nearest to the question."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from rag.dates import first_instant
from rag.embedding.means import language_means
from rag.records import Kind
from rag.retrieval.candidates import find, interactions, uncrowded
from rag.retrieval.revisions import Change, Told, revisions
from rag.retrieval.stories import SAME_STORY, rank_in_report

if TYPE_CHECKING:
    import numpy.typing as npt

    from rag.corpus.articles import StoredPassage
    from rag.corpus.corpus import Corpus
    from rag.embedding.model import Embedder
    from rag.question.query import Query
    from rag.records import Article
    from rag.retrieval.candidates import Candidate

    Keys = npt.NDArray[np.int64]
    Values = npt.NDArray[np.float32]

MOST_REPORTS = 16
"""Of a longer story those nearest to the articles it is entered through are kept; a report and its
copies are one."""

_SEEDS = 4
_NEAR = 60
# Evidence for the same question is of the story from this cosine on, other articles from SAME_STORY
# on: over the sample archive 89 % of what is found belongs, and 93 % of what belongs is found.
_ALSO_FOUND = 0.36
# Sentences of a report that are looked at for figures on the question.
_NEAR_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Report:
    """A report of a story: ``text == article.body[start:end]``, its sentence on the question.

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


def timeline(
    corpus: Corpus,
    embedder: Embedder,
    query: Query,
    cited: Sequence[str],
    evidence: Collection[str],
) -> tuple[Report, ...]:
    """The reports of the story that an answer tells, oldest first; those without a date are left out.

    Args:
        query: What was asked; its filters hold for the reports too.
        cited: Ids of the articles that the answer cites, in order.
        evidence: Ids of all articles that were found for it.
    """
    vectors = embedder.encode_question(query.question, query.context, query.language)
    with corpus.reading():
        found = find(corpus, query, vectors, embedder.fingerprint)
        story = _story(
            corpus,
            embedder.fingerprint,
            query,
            [c for c in found if c.article.id in cited[:_SEEDS]],
            {c.stored.article_key for c in found if c.article.id in evidence},
        )
        owners = corpus.articles_by_key(story)
        report_of = dict(zip(story, corpus.table().reports(story), strict=True))
    of_report: dict[int, list[Article]] = {}
    for key, article in owners.items():
        of_report.setdefault(report_of[key], []).append(article)
    reports: list[tuple[Report, Told]] = []
    for key, passages in story.items():
        article, same = owners[key], of_report[report_of[key]]
        if article.published_at is None or article != min(same, key=rank_in_report):
            continue
        likeness = np.concatenate([each for _, each in interactions(vectors, passages)])
        spans = [span for passage in passages for span in passage.passage.sentences]
        order = np.argsort(-likeness, kind="stable")[:_NEAR_SENTENCES]
        (start, end), *_ = near = [spans[n] for n in order.tolist()]
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
        )
        told = Told(
            article.language,
            article.title,
            [article.body[start:end] for start, end in sorted(set(spans))],
            [article.body[start:end] for start, end in near],
            corrects=article.kind == "correction",
        )
        reports.append((report, told))
    reports.sort(key=lambda each: (first_instant(each[0].published_at), each[0].article_id))
    changed = revisions([told for _, told in reports], embedder)
    return tuple(
        replace(report, changed=changes)
        for (report, _), changes in zip(reports, changed, strict=True)
    )


def _story(
    corpus: Corpus,
    fingerprint: str,
    query: Query,
    cited: Sequence[Candidate],
    evidence: Collection[int],
) -> dict[int, list[StoredPassage]]:
    """The story's passages by the keys of their articles, the nearest articles first."""
    if not cited:
        return {}
    table = corpus.table()
    allowed = table.allowed(query.filters)

    def near_to(vector: Values) -> Keys:
        return uncrowded(table, _NEAR, allowed, lambda may: corpus.dense(vector, _NEAR, may))[0]

    near = [near_to(candidate.centred) for candidate in cited]
    rows = table.rows(np.unique(np.concatenate(near)))
    pool = np.union1d(table.article_keys[table.article[rows[rows >= 0]]], list(evidence))
    passages = corpus.passages(table.keys[np.isin(table.article_keys[table.article], pool)])
    of_each: dict[int, list[StoredPassage]] = {}
    for passage in passages.values():
        of_each.setdefault(passage.article_key, []).append(passage)
    owners = corpus.articles_by_key(of_each)
    means = language_means(fingerprint)
    seeds = np.stack([candidate.centred for candidate in cited])
    closeness = {
        key: float(
            np.max(
                means.centre(
                    np.stack([passage.vectors.passage for passage in own]),
                    owners[key].language,
                    "passage",
                )
                @ seeds.T
            )
        )
        for key, own in of_each.items()
    }
    story = [
        key
        for key, cosine in closeness.items()
        if cosine >= (_ALSO_FOUND if key in evidence else SAME_STORY)
    ]
    story.sort(key=lambda key: (-closeness[key], key))
    reports = table.reports(story)
    kept = set([*dict.fromkeys(reports)][:MOST_REPORTS])
    return {key: of_each[key] for key, report in zip(story, reports, strict=True) if report in kept}
