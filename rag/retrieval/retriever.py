"""From a question to the passages and the sentences that answer it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from rag.question.asking import asks_why
from rag.question.conversation import asks_nothing, last_answer
from rag.question.follow_up import asked_before, names_none
from rag.question.overview import asks_for_overview
from rag.question.parts import split
from rag.question.time_sense import without_period
from rag.records import Evidence, Quote
from rag.retrieval import candidates, scoring, stories
from rag.retrieval.answerability import Verdict, judge, nearness
from rag.retrieval.events import bounded_by_event
from rag.retrieval.evidence import evidence_of
from rag.retrieval.overview import overview
from rag.retrieval.parts import Part, led_by_parts, towards_story, verdict_of
from rag.retrieval.quotes import ranked_quotes
from rag.retrieval.reasons import reasons_said, with_reasons
from rag.retrieval.scoring import Scored, candidates_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rag.corpus.corpus import Corpus
    from rag.embedding.interaction import QuestionTokens
    from rag.embedding.model import Embedder
    from rag.question.query import Query
    from rag.records import Article
    from rag.retrieval.candidates import Candidate
    from rag.retrieval.reranking import Reranker

# A question that is less far behind by itself than this does not lean on the one before it.
_AS_NEAR = 0.3
_NEARER = 1.0


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
        """The passages and sentences that answer a question best, passages at most ``limit``; nothing
        for one that asks nothing.
        """
        if asks_nothing(query.question):
            return Ranking(query, (), (), (), Verdict(False, 0.0, "no_question"))
        if asks_for_overview(query):
            told = overview(self._corpus, query, limit)
            return Ranking(
                query, told.evidence, told.quotes, told.articles, told.verdict, told.leads
            )
        query, near = self._settled(query)
        query = bounded_by_event(query, near, self._embedder)
        whole = _of_last_story(self._ranked(query, near), query)
        parts = [self._part(part) for part in split(query)]
        verdict, unanswered = verdict_of(query, whole, parts)
        if verdict.reason == "outside":  # what is on the subject is of other times
            whole = sorted(whole, key=lambda item: -nearness(item.candidate))
        of_period = verdict.of_period if not parts else frozenset()
        if of_period:  # what answers is not pushed out by what is of other times
            whole = sorted(whole, key=lambda item: item.candidate.stored.key not in of_period)
        ranked = led_by_parts(whole, [part.found for part in parts if part not in unanswered])
        scored = {item.candidate.stored.key: item for item in ranked}
        heard = stories.one_a_report(candidates_of(ranked), verdict.of_period)
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
        quotes = ranked_quotes(answering, quoted)
        if asks_why(query.question, query.language):
            quotes = with_reasons(quotes, quoted, self._reasons)
        if verdict.answers and not quotes:  # all that is near gives orders to machines
            verdict = Verdict(False, verdict.nearness, "not_this")
        return Ranking(
            query,
            tuple(evidence[:limit]),
            tuple(quotes),
            tuple({c.article.id: c.article for c in quoted}.values()),
            verdict,
            tuple(candidates_of(ranked)),
            tuple(part.query.question for part in unanswered),
        )

    def on_its_subject(self, query: Query) -> Query:
        """A question, without the conversation where it changes the subject: where passages are about
        as near to it by itself as to it behind the questions before; where it names nothing, clearly nearer.
        """
        return self._settled(query)[0]

    def _settled(self, query: Query) -> tuple[Query, list[Candidate]]:
        """A question on its subject, and what was found for it."""
        if not query.context:
            return query, self._found(query)
        alone = replace(query, context="")
        behind = replace(query, context=" ".join(asked_before(query.history, query.language)))
        by_itself = self._found(alone)
        nearer = judge(by_itself, alone).nearness - judge(self._found(behind), behind).nearness
        # "The company" is the one that was spoken of, unless another is clearly nearer.
        bar = _NEARER if names_none(query.question, query.language) else -_AS_NEAR
        return (alone, by_itself) if nearer > bar else (query, self._found(query))

    @cached_property
    def _reasons(self) -> list[QuestionTokens]:
        return reasons_said(self._embedder)

    def _found(self, query: Query) -> list[Candidate]:
        vectors = self._embedder.encode_question(_subject(query), query.context, query.language)
        return candidates.find(self._corpus, query, vectors, self._embedder.fingerprint)

    def _part(self, query: Query) -> Part:
        found = self._found(query)
        query = bounded_by_event(query, found, self._embedder)
        return Part(query, self._ranked(query, found))

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


def _of_last_story(ranked: Sequence[Scored], query: Query) -> list[Scored]:
    """The ranking of a question that names nothing: reports of the story that the answer before it
    quotes come before others.
    """
    told = last_answer(query) if query.context else ""
    if not told or not names_none(query.question, query.language):
        return list(ranked)
    quoted = next((item for item in ranked if _is_quoted(item.candidate, told)), None)
    if quoted is None:
        return list(ranked)
    return scoring.in_order(towards_story(quoted, item) for item in ranked)


def _is_quoted(candidate: Candidate, told: str) -> bool:
    """Whether a text quotes a sentence of a passage."""
    body, passage = candidate.article.body, candidate.stored.passage
    return any(body[start:end] in told for start, end in passage.sentences)


def _evidence(item: Scored, ranked: Sequence[Scored]) -> Evidence:
    copies = {
        other.candidate.article.id: other.candidate.article
        for other in ranked
        if other.candidate.report == item.candidate.report
    }
    return evidence_of(item, copies.values())
