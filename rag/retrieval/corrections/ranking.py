"""Ranks corrections beside the reports that they correct: which sentences they take back, and how
much score those lose.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from rag.dates import first_instant, is_newer
from rag.embedding.interaction import SCALE, QuestionTokens
from rag.retrieval.candidates import is_correction, within_sentences
from rag.retrieval.corrections.reading import Span, Wrong, taken_back
from rag.retrieval.stories import same_story

if TYPE_CHECKING:
    from datetime import datetime

    from rag.retrieval.candidates import Candidate

    ArticleSentence = tuple[str, str]  # the id of an article, and a sentence of it

# A sentence falls behind the one that should precede it only if it is ahead by less than this.
_WITHIN = 2.0


class Corrections:
    """The corrections among what was found for a question, and what they take back of the rest."""

    def __init__(self, found: Sequence[Candidate]) -> None:
        """Read the corrections among some candidates.

        A correction that does not name what it corrects is held to correct earlier reports by its
        outlet on the story, if they say what it takes back.
        """
        self._taken: dict[tuple[str, str], dict[str, Span | None]] = {}
        passages: dict[str, list[Candidate]] = {}
        for candidate in found:
            passages.setdefault(candidate.article.id, []).append(candidate)
        corrections = [of_one for of_one in passages.values() if is_correction(of_one[0].article)]
        for correction in sorted(corrections, key=_published, reverse=True):
            for report in passages.values():
                if _is_of(correction[0], report):
                    self._take(correction, report)

    def _take(self, correction: Sequence[Candidate], report: Sequence[Candidate]) -> None:
        """Note the sentences of a report that a correction takes back; all of them if it does not
        tell which.
        """
        by, article = correction[0].article, report[0].article
        sentences = [each for candidate in report for each in _sentences(candidate)]
        wrong = taken_back(by, article, correction[0].of_correction)
        if by.corrects is None:
            wrong = tuple(each for each in wrong if not each.is_statement)
        rights: dict[str, Span | None] = {
            sentence: each.right
            for each in reversed(wrong)
            for sentence in sentences
            if each.is_in(sentence, article.language)
        }
        for each in wrong:
            if each.is_statement and (nearest := _nearest(each, correction, report)):
                rights.setdefault(nearest, each.right)
        is_told = rights or any(not each.is_statement for each in wrong)
        if not is_told and by.corrects is not None:
            rights = dict.fromkeys(sentences)
        for sentence, right in rights.items():
            self._taken.setdefault((article.id, sentence), {})[by.id] = right

    def taking_back(self, article: str, sentence: str) -> Mapping[str, Span | None]:
        """Return the corrections that take back what a sentence of an article says.

        Returns:
            Their ids, the newest first, each with the span in which it says what is right; None if
            it does not say.
        """
        return self._taken.get((article, sentence), {})

    def corrected_at(
        self, article: str, sentence: str, heard: Collection[str]
    ) -> tuple[str, int, int] | None:
        """Return where the newest correction of a sentence says what is right.

        Args:
            heard: Ids of the corrections that may be used.

        Returns:
            The id of the correction, and the span in its body; None if none tells what is right.
        """
        corrections = self.taking_back(article, sentence).items()
        rights = ((name, *span) for name, span in corrections if span is not None and name in heard)
        return next(rights, None)

    def penalties(
        self, sentences: Sequence[ArticleSentence], scores: Sequence[float]
    ) -> list[float]:
        """Return the penalty of each sentence: one that a correction takes back falls behind the
        best sentence of that correction, if that is nearly as good. The others have none.

        Args:
            sentences: Sentences, each with the id of its article.
            scores: The score of each.
        """
        best = _best(
            (article, score) for (article, _), score in zip(sentences, scores, strict=True)
        )
        rights = [[best[by] for by in self.taking_back(*each) if by in best] for each in sentences]
        ahead = _best(
            (article, score - max(right))
            for (article, _), right, score in zip(sentences, rights, scores, strict=True)
            if right
        )
        return [
            _behind(ahead[article]) if right else 0.0
            for (article, _), right in zip(sentences, rights, strict=True)
        ]

    def penalties_of_corrections(
        self, sentences: Sequence[ArticleSentence], scores: Sequence[float]
    ) -> list[float]:
        """Return the penalty of each sentence of a correction whose report has a better sentence
        that it leaves standing: then the question is about something else. It is just enough to
        fall behind that report. The others have none.

        Args:
            sentences, scores: As for `penalties`.
        """
        reports: dict[str, set[str]] = {}
        for (article, _), rights in self._taken.items():
            for correction in rights:
                reports.setdefault(correction, set()).add(article)
        best = _best(
            (article, score) for (article, _), score in zip(sentences, scores, strict=True)
        )
        wrong = _best(
            (article, score)
            for (article, text), score in zip(sentences, scores, strict=True)
            if self.taking_back(article, text)
        )
        ahead = {
            correction: best[correction] - max(best[each] for each in right)
            for correction, corrected in reports.items()
            if correction in best
            and (right := [r for r in corrected if r in best and best[r] > wrong.get(r, -inf)])
        }
        return [_behind(ahead.get(article, 0.0)) for article, _ in sentences]


def _best(scored: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Return the highest score of each article."""
    best: dict[str, float] = {}
    for article, score in scored:
        best[article] = max(score, best.get(article, score))
    return best


def _behind(ahead: float) -> float:
    """Return what a score must lose to fall behind one that is lower by ``ahead``; 0 if that is more
    than `_WITHIN`.
    """
    return ahead + 0.01 if 0 < ahead < _WITHIN else 0.0


def best_sentence(candidate: Candidate) -> str:
    """Return the sentence of a passage that is nearest to the question; "" if it has none."""
    if not len(candidate.sentences):
        return ""
    start, end = candidate.stored.passage.sentences[int(candidate.sentences.argmax())]
    return candidate.article.body[start:end]


def _published(passages: Sequence[Candidate]) -> datetime:
    return first_instant(passages[0].article.published_at or "0001")


def _nearest(
    wrong: Wrong, correction: Sequence[Candidate], report: Sequence[Candidate]
) -> str | None:
    """Return the sentence of a report that is nearest to what a correction repeats; None if the
    passage that repeats it was not found.
    """
    repeated = next((r for each in correction if (r := _tokens_at(each, wrong.repeats))), None)
    if repeated is None:
        return None
    likeness = [
        (float(value), sentence)
        for candidate in report
        for value, sentence in zip(
            within_sentences(repeated, candidate.stored), _sentences(candidate), strict=True
        )
    ]
    return max(likeness)[1] if likeness else None


def _tokens_at(candidate: Candidate, span: Span | None) -> QuestionTokens | None:
    """Return the tokens of the sentence of a passage at a span of the body, with equal weights;
    None if there are none.
    """
    stored = candidate.stored
    for place, (start, end) in enumerate(stored.passage.sentences):
        if span and start < span[1] and span[0] < end:
            tokens = stored.vectors.tokens[slice(*stored.vectors.sentences[place])]
            if len(tokens):
                weights = np.full(len(tokens), 1 / len(tokens), np.float32)
                return QuestionTokens(tokens.astype(np.float32) / SCALE, weights)
    return None


def _is_of(correction: Candidate, passages: Sequence[Candidate]) -> bool:
    """Tell whether a correction corrects an article, or an article of which this is a copy."""
    correcting, corrected = correction.article, passages[0].article
    if correcting.corrects is not None:
        return correcting.corrects in (corrected.id, corrected.duplicate_of)
    return (
        corrected.kind != "correction"
        and correcting.source == corrected.source
        and is_newer(correcting.published_at, corrected.published_at)
        and any(same_story(correction, passage) for passage in passages)
    )


def _sentences(candidate: Candidate) -> Iterator[str]:
    for start, end in candidate.stored.passage.sentences:
        yield candidate.article.body[start:end]
