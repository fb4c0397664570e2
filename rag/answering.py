"""Puts an answer together from the sentences that pass the check, and what belongs beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rag.notice import answer_notice, newer_unquoted
from rag.phrases import phrase
from rag.records import (
    Answer,
    AnswerStatus,
    Citation,
    Evidence,
    ModelFailure,
    NoAnswer,
    Sentence,
    SentenceEvent,
    Usage,
    Written,
)

if TYPE_CHECKING:
    from rag.citation.check import Checker
    from rag.corpus.corpus import Corpus
    from rag.question.query import Query
    from rag.retrieval.ranking import Ranking

_NEAREST = 3


class Checked:
    """Collects the sentences of one answer that pass the check, with their citations.

    Attributes:
        used: Tokens that a language model used so far.
        denies: Whether the writer said that the evidence does not answer.
        dropped: Whether a sentence failed the check.
        failure: Why a language model wrote nothing, or stopped early; None if it did not fail.
    """

    def __init__(self, checker: Checker, used: Usage) -> None:
        self._checker = checker
        self.used = used
        self.sentences: list[Sentence] = []
        self.citations: list[Citation] = []
        self.denies = self.dropped = False
        self.failure: ModelFailure | None = None

    def take(self, items: Iterable[Written]) -> Iterator[SentenceEvent]:
        """Check what a writer hands out, and yield each sentence that passes."""
        for item in items:
            if isinstance(item, NoAnswer):
                self.denies = True
            elif isinstance(item, ModelFailure):
                self.failure = item
            elif isinstance(item, Usage):
                self.used += item
            elif passed := self._checker.check(item):
                sentence, fresh = passed
                self.sentences.append(sentence)
                self.citations += fresh
                yield SentenceEvent(sentence, fresh)
            else:
                self.dropped = True


def make_answer(
    query: Query,
    ranking: Ranking,
    checked: Checked,
    corpus: Corpus,
    *,
    stale_after_days: int,
    writer: str,
    timings: Mapping[str, float],
) -> Answer:
    """Put the finished answer together.

    Args:
        corpus: Has the corrections of the cited articles.
        stale_after_days: See `rag.notice.answer_notice`.
        writer: Name of the writer.
        timings: Seconds by step.
    """
    sentences = tuple(checked.sentences)
    cited = {citation.article_id for citation in checked.citations}
    story = ranking.story_of(cited)
    newer = newer_unquoted(ranking.evidence, story, checked.citations)
    verdict = ranking.verdict
    refusal = phrase(verdict.reason or "not_this", query.language, asked=verdict.name)
    return Answer(
        status=_status(sentences, ranking),
        text=_text(sentences) or refusal,
        language=query.language,
        as_of=query.as_of.isoformat(),
        notice=answer_notice(
            query,
            ranking,
            cited=cited,
            corrections=[
                correction
                for name in cited
                for correction in corpus.corrections_of(name, query.as_of)
            ],
            stale_after_days=stale_after_days,
            dropped=checked.dropped and bool(sentences),
            failure=checked.failure,
            quoted=bool(sentences) and all(s.written_by == "quote" for s in sentences),
            newer=newer,
            citations=checked.citations,
        ),
        sentences=sentences,
        citations=tuple(checked.citations),
        nearest=() if sentences else _nearest(ranking.evidence),
        evidence=ranking.evidence,
        writer=writer,
        timings=timings,
        story=story,
        newer=newer,
        usage=checked.used,
    )


def _nearest(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Return the best passage of each of the first three articles."""
    best: dict[str, Evidence] = {}
    for item in evidence:
        best.setdefault(item.article_id, item)
    return tuple(best.values())[:_NEAREST]


def _status(sentences: Sequence[Sentence], ranking: Ranking) -> AnswerStatus:
    if not sentences:
        return "no_answer"
    return "partial" if ranking.open_parts else "answered"


def _text(sentences: Sequence[Sentence]) -> str:
    return " ".join(s.text + "".join(f" [{number}]" for number in s.citations) for s in sentences)
