"""Leads from a question to the passages and sentences that answer it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from rag.question.conversation import asks_nothing, last_answer
from rag.question.follow_up import asked_before
from rag.question.time_sense import without_period
from rag.retrieval import scoring, stories
from rag.retrieval.answerability import Answerability, assess, nearness
from rag.retrieval.candidates import find_candidates
from rag.retrieval.corrections.ranking import Corrections
from rag.retrieval.events import bounded_by_event
from rag.retrieval.evidence import evidence_of
from rag.retrieval.overview import overview
from rag.retrieval.parts import Part, led_by_parts, towards_story, verdict_of
from rag.retrieval.quotes import ranked_quotes
from rag.retrieval.ranking import Ranking
from rag.retrieval.reasons import ReasonTokens, reason_tokens, with_reasons
from rag.retrieval.scoring import Scored, candidates_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rag.corpus.corpus import Corpus
    from rag.embedding.model import Embedder
    from rag.question.query import Query
    from rag.records import Evidence, Quote
    from rag.retrieval.candidates import Candidate
    from rag.retrieval.reranking import Reranker

# A question leans on the one before it unless it finds passages about as near by itself: at most
# so much less near; or, if it names nothing, so much nearer.
_AS_NEAR = 0.3
_NEARER = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class _Ranked:
    """What was found for a question, and for each of its parts, best first.

    Attributes:
        corrections: The corrections among all that was found.
    """

    query: Query
    whole: list[Scored]
    parts: list[Part]
    corrections: Corrections


@dataclass(frozen=True, slots=True, eq=False)
class _Choice:
    """The passages that a question is answered from.

    Attributes:
        ranked: All that was found, best first.
        heard: The passages that may be handed out or quoted, each report once before any comes
            twice.
        evidence: The evidence of each of these, in the same order.
        answering: Those of them that may answer, with their evidence.
    """

    ranked: list[Candidate]
    heard: list[Candidate]
    evidence: list[Evidence]
    answering: list[tuple[Scored, Evidence]]


class Retriever:
    """Searches one corpus; safe to share between threads."""

    def __init__(
        self, corpus: Corpus, embedder: Embedder, reranker: Reranker | None = None
    ) -> None:
        self._corpus = corpus
        self._embedder = embedder
        self._reranker = reranker

    def search(self, query: Query, limit: int) -> Ranking:
        """Return the passages and sentences that answer a question best, at most ``limit``
        passages; nothing for a text that asks nothing.
        """
        if asks_nothing(query.question):
            return Ranking(query, (), (), (), Answerability(False, 0.0, "no_question"))
        if query.is_overview:
            return overview(self._corpus, query, limit)
        ranked = self._ranked(*self._settled(query))
        verdict, unanswered = verdict_of(ranked.query, ranked.whole, ranked.parts)
        choice = _chosen(ranked, verdict, unanswered, limit)
        quotes = self._quotes(ranked, choice)
        if verdict.answers and not quotes:  # all that is near gives orders to machines
            verdict = Answerability(False, verdict.nearness, "not_this")
        return Ranking(
            ranked.query,
            tuple(choice.evidence[:limit]),
            tuple(quotes),
            tuple({c.article.id: c.article for c in choice.heard}.values()),
            verdict,
            tuple(choice.ranked),
            tuple(part.query.question for part in unanswered),
        )

    def on_its_subject(self, query: Query) -> Query:
        """Return a question, without the conversation if it changes the subject: if passages are
        about as near to it by itself as behind the questions before, or, if it names nothing,
        clearly nearer.
        """
        return self._settled(query)[0]

    def _settled(self, query: Query) -> tuple[Query, list[Candidate]]:
        """Return a question with its subject settled, and what was found for it."""
        if not query.context:
            return query, self._found(query)
        alone = replace(query, context="")
        behind = replace(query, context=" ".join(asked_before(query.history, query.language)))
        by_itself = self._found(alone)
        nearer = assess(by_itself, alone).nearness - assess(self._found(behind), behind).nearness
        # "The company" is the one that was spoken of, unless another is clearly nearer.
        bar = _NEARER if query.names_none else -_AS_NEAR
        return (alone, by_itself) if nearer > bar else (query, self._found(query))

    @cached_property
    def _reasons(self) -> ReasonTokens:
        return reason_tokens(self._embedder)

    def _found(self, query: Query) -> list[Candidate]:
        vectors = self._embedder.encode_question(_subject(query), query.context, query.language)
        return find_candidates(self._corpus, query, vectors, self._embedder.fingerprint)

    def _ranked(self, query: Query, near: Sequence[Candidate]) -> _Ranked:
        """Rank what was found for a question, and for each of its parts.

        Args:
            near: The candidates for the whole question.
        """
        query = bounded_by_event(query, near, self._embedder)
        found = [(part, self._found(part)) for part in query.parts]
        corrections = Corrections([*near, *(each for _, of_part in found for each in of_part)])
        whole = _of_last_story(self._scored(near, query, corrections), query)
        parts = []
        for part, of_part in found:
            part = bounded_by_event(part, of_part, self._embedder)
            parts.append(Part(part, self._scored(of_part, part, corrections)))
        return _Ranked(query, whole, parts, corrections)

    def _scored(
        self, found: Sequence[Candidate], query: Query, corrections: Corrections
    ) -> list[Scored]:
        """Return the candidates for one question with their scores, best first."""
        ranked = scoring.scored(found, query, corrections)
        return ranked if self._reranker is None else self._reranker.rerank(query, ranked)

    def _quotes(self, ranked: _Ranked, choice: _Choice) -> list[Quote]:
        """Return the sentences of the chosen passages, best first."""
        quotes = ranked_quotes(choice.answering, choice.heard, ranked.corrections)
        if ranked.query.asks_why:
            return with_reasons(quotes, choice.heard, self._reasons)
        return quotes


def _chosen(
    ranked: _Ranked, verdict: Answerability, unanswered: Collection[Part], limit: int
) -> _Choice:
    """Choose the passages that a question is answered from.

    Args:
        unanswered: Parts of the question that the archive does not answer.
        limit: How many passages are handed out at most.
    """
    whole, of_period = ranked.whole, frozenset[int]()
    if verdict.reason == "outside":  # what is on the subject is of other times
        whole = sorted(whole, key=lambda item: -nearness(item.candidate))
    if not ranked.parts and verdict.of_period:  # what answers is not pushed out by other times
        of_period = verdict.of_period
        whole = sorted(whole, key=lambda item: item.candidate.stored.key not in of_period)
    found = led_by_parts(whole, [part.found for part in ranked.parts if part not in unanswered])
    scored = {item.candidate.stored.key: item for item in found}
    one_each = stories.one_a_report(candidates_of(found), verdict.of_period)
    shown = {candidate.article.id for candidate in one_each[:limit]}
    # An article that is shown is quoted from all its passages that were found.
    heard = [c for place, c in enumerate(one_each) if place < limit or c.article.id in shown]
    items = [scored[candidate.stored.key] for candidate in heard]
    evidence = [_evidence(item, found) for item in items]
    answering = [
        (item, each)
        for item, each in zip(items, evidence, strict=True)
        if not of_period or item.candidate.stored.key in of_period
    ]
    return _Choice(candidates_of(found), heard, evidence, answering)


def _subject(query: Query) -> str:
    """Return what a question is about: the question without its period, whose words are like those
    of any report of that time.

    A question that asks several things may ask them of several times, and stays whole.
    """
    if not query.time.has_period or query.time.event is not None or query.parts:
        return query.question
    return without_period(query.question, query.language, query.as_of)


def _of_last_story(ranked: Sequence[Scored], query: Query) -> list[Scored]:
    """Put reports of the story that the previous answer quotes before others, for a question that
    names nothing itself.
    """
    answer = last_answer(query.history) if query.context else ""
    if not answer or not query.names_none:
        return list(ranked)
    quoted = next((item for item in ranked if _is_quoted(item.candidate, answer)), None)
    if quoted is None:
        return list(ranked)
    return scoring.in_order(towards_story(quoted, item) for item in ranked)


def _is_quoted(candidate: Candidate, answer: str) -> bool:
    """Tell whether an answer quotes a sentence of a candidate."""
    body, passage = candidate.article.body, candidate.stored.passage
    return any(body[start:end] in answer for start, end in passage.sentences)


def _evidence(item: Scored, found: Sequence[Scored]) -> Evidence:
    copies = {
        other.candidate.article.id: other.candidate.article
        for other in found
        if other.candidate.cluster == item.candidate.cluster
    }
    return evidence_of(item.candidate, item.score, item.signals, copies.values())
