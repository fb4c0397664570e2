"""From a question to the passages and the sentences that answer it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING

from rag.hostile.orders import is_order
from rag.question.asking import QUESTION_ENDS, asks_why
from rag.question.conversation import last_answer
from rag.question.follow_up import asked_before, names_none
from rag.question.overview import asks_for_overview
from rag.question.parts import split
from rag.question.time_sense import without_period
from rag.records import Evidence, Quote
from rag.retrieval import candidates, scoring, stories
from rag.retrieval.answerability import Verdict, judge, nearness
from rag.retrieval.corrected import Corrections
from rag.retrieval.events import bounded_by_event
from rag.retrieval.evidence import evidence_of
from rag.retrieval.overview import overview
from rag.retrieval.reasons import reasons_said, with_reasons
from rag.retrieval.scoring import Scored

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from rag.corpus.corpus import Corpus
    from rag.embedding.interaction import QuestionTokens
    from rag.embedding.model import Embedder
    from rag.question.query import Query
    from rag.records import Article
    from rag.retrieval.candidates import Candidate
    from rag.retrieval.reranking import Reranker

# What is asked of one story in several parts mostly stands in several of its reports.
_ONE_STORY = 2.0
# What is less likely than this to be of one story with what is quoted first is not quoted beside it.
_ELSEWHERE = 1 / 3
# A question that is less far behind by itself than this does not lean on the one before it.
_AS_NEAR = 0.3
_NEARER = 1.0
_AHEAD = 0.01  # of what is as good
_ITS_PASSAGE = 2.0  # what the score of its passage counts beside a sentence's own
# A sentence that asks does not answer, however much it is like the question.
_ASKS = 6.0


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
        if asks_for_overview(query):
            told = overview(self._corpus, query, limit)
            return Ranking(
                query, told.evidence, told.quotes, told.articles, told.verdict, told.leads
            )
        query, near = self._settled(query)
        query = bounded_by_event(query, near, self._embedder)
        whole = _of_last_story(self._ranked(query, near), query)
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
        corrections = Corrections(quoted)
        quotes = _led(
            [item for item, _ in answering], [_quotes(*pair, corrections) for pair in answering]
        )
        quotes = _behind_their_corrections(quotes, corrections)
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
        story, near = stories.of_story(found, best), _likely_of_story(found, best)
        marked = [
            replace(
                quote,
                of_story=quote.evidence.article_id in story,
                elsewhere=quote.evidence.article_id not in near,
            )
            for quote in quotes
        ]
        if asks_why(query.question, query.language):
            marked = with_reasons(marked, found, self._reasons)
        return sorted(marked, key=_best_first)

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
    return scoring.in_order(_of_story(quoted, item) for item in ranked)


def _is_quoted(candidate: Candidate, told: str) -> bool:
    """Whether a text quotes a sentence of a passage."""
    body, passage = candidate.article.body, candidate.stored.passage
    return any(body[start:end] in told for start, end in passage.sentences)


def _of_story(first: Scored, item: Scored) -> Scored:
    """A candidate of which it counts too whether it is of the story of the first."""
    likely = stories.likely_of_one(first.candidate, item.candidate)
    return replace(
        item, score=item.score + _ONE_STORY * likely, signals={**item.signals, "story": likely}
    )


def _likely_of_story(found: Sequence[Candidate], cited: Collection[str]) -> set[str]:
    """Ids of the articles that are not most likely of another story than the cited ones."""
    told = [candidate for candidate in found if candidate.article.id in cited]
    return {
        candidate.article.id
        for candidate in found
        if any(stories.likely_of_one(candidate, one) >= _ELSEWHERE for one in told)
    }


def _evidence(item: Scored, ranked: Sequence[Scored]) -> Evidence:
    copies = {
        other.candidate.article.id: other.candidate.article
        for other in ranked
        if other.candidate.report == item.candidate.report
    }
    return evidence_of(item, copies.values())


def _led(found: Sequence[Scored], quotes: Sequence[Sequence[Quote]]) -> list[Quote]:
    """The quotes of all passages; the best one of the article of the best passage, and of what comes
    first for a part of the question, is as good as any.
    """

    def behind(of: Iterable[Sequence[Quote]]) -> float:
        return best - max((quote.score for of_one in of for quote in of_one), default=best)

    best = max((quote.score for of_one in quotes for quote in of_one), default=0.0)
    article = found[0].candidate.article.id if found else None
    is_first = [item.candidate.article.id == article for item in found]
    first = behind(compress(quotes, is_first)) + _AHEAD
    led: list[Quote] = []
    for item, of_one, leads in zip(found, quotes, is_first, strict=True):
        more = first if leads else 0.0
        if item.leads:
            more = max(more, behind([of_one]))
        led += [replace(quote, score=quote.score + more) for quote in of_one]
    return led


def _behind_their_corrections(quotes: Sequence[Quote], corrections: Corrections) -> list[Quote]:
    """Quotes of which those that say what was wrong fall behind their correction, with where it says
    otherwise; where something else of the report is better, the correction falls behind that.
    """
    said = [(quote.evidence.article_id, quote.text) for quote in quotes]
    scores = [quote.score for quote in quotes]
    falls = zip(
        corrections.falls(said, scores),
        corrections.falls_of_corrections(said, scores),
        strict=True,
    )
    return [
        replace(quote, score=quote.score - sum(fall), right=corrections.right(*each))
        for quote, fall, each in zip(quotes, falls, said, strict=True)
    ]


def _best_first(quote: Quote) -> tuple[float, str, int]:
    return -quote.score, quote.evidence.article_id, quote.start


def _quotes(item: Scored, evidence: Evidence, corrections: Corrections) -> list[Quote]:
    """The sentences of a passage; what is not wrong of it does not fall with what is."""
    found = []
    candidate = item.candidate
    for (start, end), value in zip(evidence.sentences, candidate.sentences, strict=True):
        if is_order(candidate.article.body, start, end):
            continue
        text = candidate.article.body[start:end]
        fell = 0.0 if corrections.of(evidence.article_id, text) else item.fell
        score = scoring.INTERACTION * float(value) + _ITS_PASSAGE * (evidence.score + fell)
        if text.endswith(QUESTION_ENDS):
            score -= _ASKS
        found.append(Quote(evidence, start, end, text, score))
    return found
