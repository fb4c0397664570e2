"""The sentences of what was found, best first."""

from __future__ import annotations

from dataclasses import replace
from itertools import compress
from typing import TYPE_CHECKING

from rag.hostile.orders import is_order
from rag.question.asking import QUESTION_ENDS
from rag.records import Evidence, Quote
from rag.retrieval import stories
from rag.retrieval.scoring import INTERACTION, Scored

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from rag.retrieval.candidates import Candidate
    from rag.retrieval.corrections.ranking import Corrections

# What is less likely than this to be of one story with what is quoted first is not quoted beside it.
_ELSEWHERE = 1 / 3
_AHEAD = 0.01  # of what is as good
_ITS_PASSAGE = 2.0  # what the score of its passage counts beside a sentence's own
# A sentence that asks does not answer, however much it is like the question.
_ASKS = 6.0


def ranked_quotes(
    answering: Sequence[tuple[Scored, Evidence]],
    heard: Sequence[Candidate],
    corrections: Corrections,
) -> list[Quote]:
    """The sentences of passages, best first, with whether each is of the best one's story; without those
    that give orders to machines.

    Args:
        answering: The passages and what is told of them as evidence, best first.
        heard: All passages that may be quoted.
        corrections: What corrects them.
    """
    quotes = _led(
        [item for item, _ in answering], [_quotes(*pair, corrections) for pair in answering]
    )
    quotes = sorted(_behind_their_corrections(quotes, corrections), key=best_first)
    best = {quote.evidence.article_id for quote in quotes[:1]}
    story, near = stories.of_story(heard, best), _likely_of_story(heard, best)
    return [
        replace(
            quote,
            of_story=quote.evidence.article_id in story,
            of_another_story=quote.evidence.article_id not in near,
        )
        for quote in quotes
    ]


def best_first(quote: Quote) -> tuple[float, str, int]:
    """The key that puts quotes in order; of equals the first of an article comes first."""
    return -quote.score, quote.evidence.article_id, quote.start


def _likely_of_story(found: Sequence[Candidate], cited: Collection[str]) -> set[str]:
    """Ids of the articles that are not most likely of another story than the cited ones."""
    told = [candidate for candidate in found if candidate.article.id in cited]
    return {
        candidate.article.id
        for candidate in found
        if any(stories.likely_of_one(candidate, one) >= _ELSEWHERE for one in told)
    }


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
    heard = {article for article, _ in said}
    penalties = zip(
        corrections.penalties(said, scores),
        corrections.penalties_of_corrections(said, scores),
        strict=True,
    )
    return [
        replace(
            quote,
            score=quote.score - sum(penalty),
            corrected_at=corrections.corrected_at(*each, heard),
        )
        for quote, penalty, each in zip(quotes, penalties, said, strict=True)
    ]


def _quotes(item: Scored, evidence: Evidence, corrections: Corrections) -> list[Quote]:
    """The sentences of a passage; what is not wrong of it does not fall with what is."""
    found = []
    candidate = item.candidate
    for (start, end), value in zip(evidence.sentences, candidate.sentences, strict=True):
        if is_order(candidate.article.body, start, end):
            continue
        text = candidate.article.body[start:end]
        given_back = 0.0 if corrections.taking_back(evidence.article_id, text) else item.penalty
        score = INTERACTION * float(value) + _ITS_PASSAGE * (evidence.score + given_back)
        if text.endswith(QUESTION_ENDS):
            score -= _ASKS
        found.append(Quote(evidence, start, end, text, score))
    return found
