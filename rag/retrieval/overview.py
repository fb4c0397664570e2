"""Answers a question that has no subject: what was reported most in a period, or of late.

The reports of the period are grouped by story. Each story is told by the leading sentence of its
newest report; the story that most reports and outlets tell comes first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from rag.hostile.orders import is_order
from rag.question.asking import QUESTION_ENDS
from rag.records import Quote
from rag.retrieval.answerability import Answerability
from rag.retrieval.corrections.putting_right import put_right
from rag.retrieval.evidence import evidence_of
from rag.retrieval.ranking import Ranking
from rag.retrieval.stories import StoryPassage

if TYPE_CHECKING:
    import numpy.typing as npt

    from rag.corpus.corpus import Corpus
    from rag.question.query import Query
    from rag.records import Article, Evidence, Passage

    Mask = npt.NDArray[np.bool_]
    Matrix = npt.NDArray[np.float32]
    Rows = npt.NDArray[np.int64]
    Span = tuple[int, int]

MOST_REPORTS = 300
"""How many reports of a period are read at most; of more, so many spread evenly over it."""
ONE_STORY = 0.3
"""From this mean cosine of their first passages on, languages taken out, two groups of reports are of
one story: docs/retrieval.md has what other bounds give."""

# A question that names no period gets the first of these spans of days, up to the newest report, that
# has enough reports; or the last of them.
_NEWEST_DAYS = (1, 3, 7, 31)
_ENOUGH = 10
_DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True, eq=False)
class _Lead:
    """The report that speaks for a story.

    Attributes:
        passage: Its first passage.
        made: How many reports and outlets tell the story, by these names.
        copies: The articles that carry the report.
        sentence: The span of the sentence that is quoted.
    """

    passage: StoryPassage
    made: Mapping[str, float]
    copies: tuple[Article, ...]
    sentence: Span

    @property
    def article(self) -> Article:
        return self.passage.article

    def as_evidence(self) -> Evidence:
        return evidence_of(self.passage, sum(self.made.values()), self.made, self.copies)


def overview(corpus: Corpus, query: Query, limit: int) -> Ranking:
    """Return the stories that answer a question without a subject, at most ``limit``: of each the
    first passage of its newest report and a sentence of it. The stories most written about come
    first.

    If nothing was published in the period, the evidence is of the reports nearest in time.
    """
    with corpus.reading():
        period = _Period(corpus, query)
        leads = tuple(islice(period.leads(), limit))
        found = leads or tuple(islice(period.nearest(), limit))
    evidence = tuple(lead.as_evidence() for lead in found)
    none = Answerability(False, 0.0, "outside" if found and period.is_bound else "nothing")
    return Ranking(
        query,
        evidence,
        quotes=tuple(map(_quote, leads, evidence, range(len(leads)))),
        articles=tuple(lead.article for lead in leads),
        verdict=Answerability(True, 0.0) if leads else none,
        passages=tuple(lead.passage for lead in leads),
    )


def _quote(lead: _Lead, evidence: Evidence, place: int) -> Quote:
    start, end = lead.sentence
    text = lead.article.body[start:end]
    return Quote(evidence, start, end, text, evidence.score, of_story=place == 0)


class _Period:
    """The reports of a period in a corpus, read at one moment."""

    def __init__(self, corpus: Corpus, query: Query) -> None:
        self._corpus = corpus
        self._query = query
        self._table = corpus.table()
        self._exists = ~np.isnan(self._table.published) & self._table.passing(query.filters)
        reported = self._within(self._exists & ~self._table.are_of_kind("opinion"))
        self._among = reported if reported.any() else self._within(self._exists)

    @property
    def is_bound(self) -> bool:
        """Tell whether the question or its filters name days; else the period is the newest days."""
        filters = self._query.filters
        return self._query.time.has_period or bool(filters.since or filters.until)

    def leads(self) -> Iterator[_Lead]:
        """Yield the lead of each story, that of the story most written about first."""
        reports = _evenly(self._table.newest_reports(self._among), MOST_REPORTS)
        if not len(reports):
            return
        passages = self._table.first_passages(reports)
        by_key = np.argsort(passages)
        vectors = np.empty_like(centred := self._corpus.centred(passages[by_key]))
        vectors[by_key] = centred
        stories = _grouped(vectors)  # of each the reports newest first
        made = self._made_of([reports[story] for story in stories])
        order = sorted(range(len(stories)), key=lambda n: (-sum(made[n].values()), stories[n][0]))
        for n in order:
            if lead := self._lead(reports[stories[n]], passages[stories[n]], made[n]):
                yield lead

    def nearest(self) -> Iterator[_Lead]:
        """Yield leads of the reports nearest in time, for a period without reports."""
        since = self._query.time.since or self._query.as_of
        until = self._query.time.until or self._query.as_of
        reports = self._table.newest_reports(self._exists)
        published = self._table.published[reports]
        away = np.maximum(since.timestamp() - published, published - until.timestamp())
        reports = reports[np.argsort(away, kind="stable")]
        for report, key in zip(reports, self._table.first_passages(reports), strict=True):
            if lead := self._lead(np.array([report]), np.array([key]), {}):
                yield lead

    def _within(self, exists: Mask) -> Mask:
        """Return which of some articles are of the period, or of the newest days if none is named."""
        time, filters = self._query.time, self._query.filters
        if time.since is not None and time.until is not None:
            # An article dated only by its month may or may not be of a week in it.
            length = self._table.published_last - self._table.published
            is_known = length <= (time.until - time.since).total_seconds()
            of_period = replace(filters, since=time.since, until=time.until)
            return exists & is_known & self._table.passing(of_period)
        if filters.since is not None or not exists.any():
            return exists
        is_moment = exists & (self._table.published_last == self._table.published)
        dated = is_moment if is_moment.any() else exists
        newest = self._table.published[dated].max()
        for days in _NEWEST_DAYS:
            among: Mask = dated & (self._table.published > newest - days * _DAY_SECONDS)
            if len(self._table.newest_reports(among)) >= _ENOUGH:
                break
        return among

    def _made_of(self, stories: Sequence[Rows]) -> list[dict[str, float]]:
        """Return how many reports and outlets tell each story, copies included.

        Args:
            stories: For each story, the rows of its reports.
        """
        table = self._table
        story_of = np.full(len(table.original), -1)
        for n, rows in enumerate(stories):
            story_of[table.original[rows]] = n
        rows = np.flatnonzero(self._among)
        story = story_of[table.original[rows]]
        pairs = np.unique(np.stack([story, table.source[rows]])[:, story >= 0], axis=1)
        outlets = np.bincount(pairs[0], minlength=len(stories)).tolist()
        return [
            {"reports": float(len(rows)), "outlets": float(count)}
            for rows, count in zip(stories, outlets, strict=True)
        ]

    def _lead(self, rows: Rows, passages: Rows, made: Mapping[str, float]) -> _Lead | None:
        """Return the report that leads a story: the newest that no other corrects; live reports
        come last.

        Args:
            rows: The rows of its reports, newest first.
            passages: The key of the first passage of each.
        """
        keys = self._table.article_keys[rows].tolist()
        owners = self._corpus.articles_by_key(keys)
        reports = [
            (owners[key], passage) for key, passage in zip(keys, passages.tolist(), strict=True)
        ]
        reports.sort(key=lambda report: report[0].kind == "live")
        leads = (lead for report in reports if (lead := self._led_by(*report, made)))
        corrected = {article.corrects for article, _ in reports}
        first = next(leads, None)
        if first is None or first.article.id not in corrected:
            return first
        return next((lead for lead in leads if lead.article.id not in corrected), first)

    def _led_by(self, article: Article, passage: int, made: Mapping[str, float]) -> _Lead | None:
        """Return a report as the lead of its story; None if it has no sentence to quote."""
        stored = self._corpus.passages([passage])[passage]
        sentence = _leading(article, stored.passage)
        if sentence is None:
            return None
        table = self._table
        row = int(np.searchsorted(table.article_keys, stored.article_key))
        copies = table.article_keys[self._among & table.copies(row)]
        found = StoryPassage(
            stored,
            article,
            cluster=int(table.article_keys[table.original[row]]),
            centred=self._corpus.centred(np.array([passage]))[0],
        )
        return _Lead(
            found, made, (*self._corpus.articles_by_key(copies.tolist()).values(),), sentence
        )


def _grouped(vectors: Matrix) -> list[Rows]:
    """Group the rows of vectors by story: agglomerative clustering by average linkage."""
    from scipy.cluster.hierarchy import fcluster, linkage  # here, because it is slow to import

    if len(vectors) == 1:
        return [np.zeros(1, np.int64)]
    story = fcluster(linkage(vectors, "average", "cosine"), 1 - ONE_STORY, "distance")
    return [np.flatnonzero(story == number) for number in range(1, story.max() + 1)]


def _leading(article: Article, passage: Passage) -> Span | None:
    """Return the span of the first sentence of a passage that states something; in a correction, if
    that repeats what was wrong, of the sentence that puts it right.
    """
    spans = passage.sentences
    texts = [article.body[start:end] for start, end in spans]
    for place, (text, span) in enumerate(zip(texts, spans, strict=True)):
        if text.endswith(QUESTION_ENDS) or is_order(article.body, *span):
            continue
        if article.kind == "correction":
            right = put_right(texts, place, article.language)
            if right is not None and not is_order(article.body, *spans[right]):
                return spans[right]
        return span
    return None


def _evenly(rows: Rows, most: int) -> Rows:
    """Return at most so many rows, at even distances from the first to the last."""
    if len(rows) <= most:
        return rows
    return rows[np.linspace(0, len(rows) - 1, most).round().astype(np.int64)]
