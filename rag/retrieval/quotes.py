"""Ranks the sentences of the passages that were found."""

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

# An article less likely than this to be of the story quoted first is not quoted beside it.
_ELSEWHERE = 1 / 3
_AHEAD = 0.01  # by which the best quote of the best passage comes before its equals
_ITS_PASSAGE = 2.0  # weight of the score of its passage beside a sentence's own
# A sentence that asks does not answer, however much it is like the question.
_ASKS = 6.0


def ranked_quotes(
    answering: Sequence[tuple[Scored, Evidence]],
    heard: Sequence[Candidate],
    corrections: Corrections,
) -> list[Quote]:
    """Return the sentences of passages as quotes, best first, each with whether it is of the best
    one's story; sentences that give orders to machines are left out.

    Args:
        answering: The passages that answer, best first, each with its evidence.
        heard: All passages that may be quoted.
        corrections: The corrections among what was found.
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
    """Return the sort key that puts quotes in order; of equals the first of an article comes first."""
    return -quote.score, quote.evidence.article_id, quote.start


def _likely_of_story(found: Sequence[Candidate], cited: Collection[str]) -> set[str]:
    """Return the ids of the articles that may be of the story of the cited ones."""
    quoted = [candidate for candidate in found if candidate.article.id in cited]
    return {
        candidate.article.id
        for candidate in found
        if any(stories.likely_of_one(candidate, other) >= _ELSEWHERE for other in quoted)
    }


def _led(found: Sequence[Scored], quotes: Sequence[Sequence[Quote]]) -> list[Quote]:
    """Return the quotes of all passages. The best quote of the best passage's article, and of each
    passage that comes first for a part of the question, is raised to the score of the best quote.
    """

    def behind(groups: Iterable[Sequence[Quote]]) -> float:
        return best - max((quote.score for group in groups for quote in group), default=best)

    best = max((quote.score for group in quotes for quote in group), default=0.0)
    article = found[0].candidate.article.id if found else None
    is_first = [item.candidate.article.id == article for item in found]
    first = behind(compress(quotes, is_first)) + _AHEAD
    led: list[Quote] = []
    for item, group, leads in zip(found, quotes, is_first, strict=True):
        raised_by = first if leads else 0.0
        if item.leads:
            raised_by = max(raised_by, behind([group]))
        led += [replace(quote, score=quote.score + raised_by) for quote in group]
    return led


def _behind_their_corrections(quotes: Sequence[Quote], corrections: Corrections) -> list[Quote]:
    """Lower the score of quotes that say what was wrong, so that they come behind their correction,
    and note where that says what is right. If another sentence of the report is better, the
    correction comes behind the report instead.
    """
    sentences = [(quote.evidence.article_id, quote.text) for quote in quotes]
    scores = [quote.score for quote in quotes]
    heard = {article for article, _ in sentences}
    penalties = zip(
        corrections.penalties(sentences, scores),
        corrections.penalties_of_corrections(sentences, scores),
        strict=True,
    )
    return [
        replace(
            quote,
            score=quote.score - sum(penalty),
            corrected_at=corrections.corrected_at(*each, heard),
        )
        for quote, penalty, each in zip(quotes, penalties, sentences, strict=True)
    ]


def _quotes(item: Scored, evidence: Evidence, corrections: Corrections) -> list[Quote]:
    """Return the sentences of a passage as quotes. A sentence that no correction takes back is
    spared the penalty of its passage.
    """
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
