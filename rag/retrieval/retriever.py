"""From a question to the passages and the sentences that answer it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from rag.hostile.orders import is_order
from rag.question.asking import asks_why
from rag.question.parts import split
from rag.question.time_sense import without_period
from rag.records import Evidence, Quote
from rag.retrieval import candidates, scoring, stories
from rag.retrieval.answerability import Verdict, judge, nearness
from rag.retrieval.events import bounded_by_event
from rag.retrieval.reasons import reasons_said, with_reasons
from rag.retrieval.scoring import Scored

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from rag.corpus.corpus import Corpus
    from rag.embedding.interaction import QuestionTokens
    from rag.embedding.model import Embedder
    from rag.question.query import Query
    from rag.records import Article
    from rag.retrieval.candidates import Candidate
    from rag.retrieval.reranking import Reranker

# What is asked of one story in several parts mostly stands in several of its reports.
_ONE_STORY = 2.0
# A question that is less far behind by itself than this does not lean on the one before it.
_AS_NEAR = 0.3
_ITS_PASSAGE = 2.0  # what the score of its passage counts beside a sentence's own
# A sentence that asks does not answer, however much it is like the question.
_ASKS = 6.0
_QUESTION_MARKS = tuple(
    f"{mark}{closing}" for mark in "?？؟" for closing in ("", '"', "”", "»", "’")
)


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """One of the questions in a question, and what was found for it, best first."""

    query: Query
    found: Sequence[Scored]


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """What was found for one question.

    Attributes:
        query: As it was searched for: without the conversation, where it changes the subject.
        evidence: Passages, best first, each report once before any comes twice.
        quotes: Sentences of them, best first, without those that give orders to machines.
        articles: Those that the quotes are from.
        verdict: Whether the archive answers the question, and if not, why.
        passages: All that were found.
        open_parts: The parts of the question that the archive does not answer, where it answers
            others.
    """

    query: Query
    evidence: tuple[Evidence, ...]
    quotes: tuple[Quote, ...]
    articles: tuple[Article, ...]
    verdict: Verdict
    passages: tuple[Candidate, ...] = ()
    open_parts: tuple[str, ...] = ()

    @property
    def answers(self) -> bool:
        """Whether the archive answers the question."""
        return self.verdict.answers

    def story_of(self, cited: Collection[str]) -> tuple[str, ...]:
        """Ids of the articles of the evidence that tell the story of cited ones, in order; those too.

        Args:
            cited: Ids of articles.
        """
        story = stories.of_story(self.passages, cited)
        return tuple(dict.fromkeys(e.article_id for e in self.evidence if e.article_id in story))


class Retriever:
    """Searches one corpus; safe to share between threads."""

    def __init__(
        self, corpus: Corpus, embedder: Embedder, reranker: Reranker | None = None
    ) -> None:
        self._corpus = corpus
        self._embedder = embedder
        self._reranker = reranker

    def search(self, query: Query, limit: int) -> Ranking:
        """The passages and sentences that answer a question best, passages at most ``limit``."""
        query, near = self._settled(query)
        query = bounded_by_event(query, near, self._embedder)
        whole = self._ranked(query, near)
        parts = [self._part(part) for part in split(query)]
        verdict, unanswered = _verdict(query, whole, parts)
        if verdict.reason == "outside":  # what is on the subject is of other times
            whole = sorted(whole, key=lambda item: -nearness(item.candidate))
        of_period = verdict.of_period if not parts else frozenset()
        if of_period:  # what answers is not pushed out by what is of other times
            whole = sorted(whole, key=lambda item: item.candidate.stored.key not in of_period)
        ranked = _led_by_parts(whole, [part.found for part in parts if part not in unanswered])
        scored = {item.candidate.stored.key: item for item in ranked}
        heard = stories.one_a_report(_candidates(ranked), verdict.of_period)
        shown = {c.article.id for c in heard[:limit]}
        # An article that is shown is quoted from all its passages that were found.
        quoted = [c for place, c in enumerate(heard) if place < limit or c.article.id in shown]
        found = [scored[c.stored.key] for c in quoted]
        evidence = [_evidence(item, ranked) for item in found]
        answering = [
            pair
            for pair in zip(found, evidence, strict=True)
            if not of_period or pair[0].candidate.stored.key in of_period
        ]
        quotes = _led([item for item, _ in answering], [_quotes(*pair) for pair in answering])
        quotes = _behind_their_corrections(quotes, stories.corrected(quoted))
        if verdict.answers and not quotes:  # all that is near gives orders to machines
            verdict = Verdict(False, verdict.nearness, "not_this")
        return Ranking(
            query,
            tuple(evidence[:limit]),
            tuple(self._in_order(query, quotes, quoted)),
            tuple({c.article.id: c.article for c in quoted}.values()),
            verdict,
            tuple(_candidates(ranked)),
            tuple(part.query.question for part in unanswered),
        )

    def _in_order(
        self, query: Query, quotes: Sequence[Quote], found: Sequence[Candidate]
    ) -> list[Quote]:
        """Quotes, best first, with whether each is of the best one's story; there what gives a reason
        comes before, where that is asked for.

        Args:
            found: The passages that they are from.
        """
        best = {quote.evidence.article_id for quote in sorted(quotes, key=_best_first)[:1]}
        story = stories.of_story(found, best)
        marked = [replace(quote, of_story=quote.evidence.article_id in story) for quote in quotes]
        if asks_why(query.question, query.language):
            marked = with_reasons(marked, found, self._reasons)
        return sorted(marked, key=_best_first)

    def on_its_subject(self, query: Query) -> Query:
        """A question, without the conversation where it changes the subject: where passages are about
        as near to it by itself as to it behind the question before.
        """
        return self._settled(query)[0]

    def _settled(self, query: Query) -> tuple[Query, list[Candidate]]:
        """A question on its subject, and what was found for it."""
        if not query.context:
            return query, self._found(query)
        asked = [turn["content"] for turn in query.history if turn["role"] == "user"]
        alone = replace(query, context="")
        behind = replace(query, context=asked[-1] if asked else "")
        by_itself = self._found(alone)
        near = judge(by_itself, alone).nearness
        is_other = near > judge(self._found(behind), behind).nearness - _AS_NEAR
        return (alone, by_itself) if is_other else (query, self._found(query))

    @cached_property
    def _reasons(self) -> list[QuestionTokens]:
        return reasons_said(self._embedder)

    def _found(self, query: Query) -> list[Candidate]:
        vectors = self._embedder.encode_question(_subject(query), query.context, query.language)
        return candidates.find(self._corpus, query, vectors, self._embedder.fingerprint)

    def _part(self, query: Query) -> _Part:
        found = self._found(query)
        query = bounded_by_event(query, found, self._embedder)
        return _Part(query, self._ranked(query, found))

    def _ranked(self, query: Query, found: Sequence[Candidate]) -> list[Scored]:
        """The candidates for one question, best first."""
        ranked = scoring.scored(found, query)
        return ranked if self._reranker is None else self._reranker.rerank(query, ranked)


def _subject(query: Query) -> str:
    """What a question is about: the words of its period are like those of any report of that time.

    One that asks two things may ask them of two times.
    """
    if not query.time.has_period or query.time.event is not None or split(query):
        return query.question
    return without_period(query.question, query.language, query.as_of)


def _candidates(found: Sequence[Scored]) -> list[Candidate]:
    return [item.candidate for item in found]


def _verdict(
    query: Query, whole: Sequence[Scored], parts: Sequence[_Part]
) -> tuple[Verdict, list[_Part]]:
    """That on a question, or on the first of its parts that the archive answers; and the parts that
    it does not answer while it does others.

    One that leans on another part ("and how many in November?") cannot be judged by itself.
    """
    verdict = judge(_candidates(whole), query)
    of_parts = [judge(_candidates(part.found), part.query) for part in parts]
    answered = [of_part for of_part in of_parts if of_part.answers]
    if not answered:
        return verdict, []
    unanswered = [
        part
        for part, of_part in zip(parts, of_parts, strict=True)
        if not of_part.answers and part.query.context == query.context
    ]
    return verdict if verdict.answers else answered[0], unanswered


def _led_by_parts(whole: Sequence[Scored], parts: Sequence[Sequence[Scored]]) -> list[Scored]:
    """The ranking of a question of several parts: what comes first for one of them is as good as
    the first for all, and reports of the story of that first come before others.
    """
    leading = [ranking[0] for ranking in parts if ranking and whole]
    if not leading:
        return list(whole)
    ranked = [whole[0], *(_of_story(whole[0], item) for item in whole[1:])]
    highest = max(item.score for item in ranked)
    best = {item.candidate.stored.key: item for item in ranked}
    for item in leading:
        best[item.candidate.stored.key] = replace(item, score=highest, leads=True)
    return sorted(best.values(), key=lambda item: -item.score)


def _of_story(first: Scored, item: Scored) -> Scored:
    """A candidate of which it counts too whether it is of the story of the first."""
    likely = stories.likely_of_one(first.candidate, item.candidate)
    return replace(
        item, score=item.score + _ONE_STORY * likely, signals={**item.signals, "story": likely}
    )


def _evidence(item: Scored, ranked: Sequence[Scored]) -> Evidence:
    article, passage = item.candidate.article, item.candidate.stored.passage
    copies = {
        other.candidate.article.id: other.candidate.article
        for other in ranked
        if other.candidate.report == item.candidate.report
    }
    return Evidence(
        article_id=article.id,
        start=passage.start,
        end=passage.end,
        text=passage.text,
        score=item.score,
        title=article.title,
        source=article.source,
        url=article.url,
        published_at=article.published_at,
        language=article.language,
        kind=article.kind,
        sentences=passage.sentences,
        signals=item.signals,
        also_published_by=stories.also_published_by(item.candidate, copies.values()),
    )


def _led(found: Sequence[Scored], quotes: Sequence[Sequence[Quote]]) -> list[Quote]:
    """The quotes of all passages; the best one for a part of the question is as good as any."""
    best = max((quote.score for of_one in quotes for quote in of_one), default=0.0)
    led: list[Quote] = []
    for item, of_one in zip(found, quotes, strict=True):
        behind = best - max((quote.score for quote in of_one), default=best) if item.leads else 0.0
        led += [replace(quote, score=quote.score + behind) for quote in of_one]
    return led


def _behind_their_corrections(
    quotes: Sequence[Quote], corrected: Mapping[str, Collection[str]]
) -> list[Quote]:
    scored = [(quote.evidence.article_id, quote.score) for quote in quotes]
    fall = stories.falls(scored, corrected)
    return [replace(q, score=q.score - fall.get(q.evidence.article_id, 0.0)) for q in quotes]


def _best_first(quote: Quote) -> tuple[float, str, int]:
    return -quote.score, quote.evidence.article_id, quote.start


def _quotes(item: Scored, evidence: Evidence) -> list[Quote]:
    found = []
    candidate = item.candidate
    for (start, end), value in zip(evidence.sentences, candidate.sentences, strict=True):
        if is_order(candidate.article.body, start, end):
            continue
        text = candidate.article.body[start:end]
        score = scoring.INTERACTION * float(value) + _ITS_PASSAGE * evidence.score
        if text.endswith(_QUESTION_MARKS):
            score -= _ASKS
        found.append(Quote(evidence, start, end, text, score))
    return found
