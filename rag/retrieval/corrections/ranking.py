"""Ranks corrections beside the reports that they correct: what they take back of what was found for a
question, and how much that loses.
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

    Said = tuple[str, str]

# What was wrong stands behind its correction, or that behind what was not, if it is ahead by less.
_WITHIN = 2.0


class Corrections:
    """The corrections among what was found for a question, and what they take back of the rest."""

    def __init__(self, found: Sequence[Candidate]) -> None:
        """Of these candidates; a correction that does not say what it corrects is of the earlier
        reports of its outlet on the story that say what it takes back.
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
        """Notes the sentences of a report that a correction takes back; all where none is told."""
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
        """The ids of the corrections that take back what a sentence of an article says, the newest
        first, each with where it says what is right; None where that is not told.
        """
        return self._taken.get((article, sentence), {})

    def corrected_at(
        self, article: str, sentence: str, heard: Collection[str]
    ) -> tuple[str, int, int] | None:
        """The id of the newest correction that takes back what a sentence of an article says and tells
        what is right, with where it does; None where none does.

        Args:
            heard: Ids of the corrections that may be told of.
        """
        told = self.taking_back(article, sentence).items()
        rights = ((name, *span) for name, span in told if span is not None and name in heard)
        return next(rights, None)

    def penalties(self, said: Sequence[Said], scores: Sequence[float]) -> list[float]:
        """The penalty of each sentence that a correction takes back: it then stands behind the best one of
        that correction, where that is nearly as good. The others have none.

        Args:
            said: Ids of articles, each with a sentence of it.
            scores: Of these.
        """
        best = _best((article, score) for (article, _), score in zip(said, scores, strict=True))
        rights = [[best[by] for by in self.taking_back(*each) if by in best] for each in said]
        ahead = _best(
            (article, score - max(right))
            for (article, _), right, score in zip(said, rights, scores, strict=True)
            if right
        )
        return [
            _behind(ahead[article]) if right else 0.0
            for (article, _), right in zip(said, rights, strict=True)
        ]

    def penalties_of_corrections(
        self, said: Sequence[Said], scores: Sequence[float]
    ) -> list[float]:
        """The penalty of each sentence of a correction where the best sentence of its report is one that it
        leaves standing: the question is then about what it does not touch. Just enough to stand behind
        that report. The others have none.

        Args:
            said, scores: As for `penalties`.
        """
        reports: dict[str, set[str]] = {}
        for (article, _), rights in self._taken.items():
            for correction in rights:
                reports.setdefault(correction, set()).add(article)
        best = _best((article, score) for (article, _), score in zip(said, scores, strict=True))
        wrong = _best(
            (article, score)
            for (article, text), score in zip(said, scores, strict=True)
            if self.taking_back(article, text)
        )
        ahead = {
            correction: best[correction] - max(best[each] for each in right)
            for correction, corrected in reports.items()
            if correction in best
            and (right := [r for r in corrected if r in best and best[r] > wrong.get(r, -inf)])
        }
        return [_behind(ahead.get(article, 0.0)) for article, _ in said]


def _best(scored: Iterable[tuple[str, float]]) -> dict[str, float]:
    """The highest score of each article."""
    best: dict[str, float] = {}
    for article, score in scored:
        best[article] = max(score, best.get(article, score))
    return best


def _behind(ahead: float) -> float:
    """What takes a score behind another that is lower by so much; nothing from a bound on."""
    return ahead + 0.01 if 0 < ahead < _WITHIN else 0.0


def best_sentence(candidate: Candidate) -> str:
    """The sentence of a passage that is nearest to the question; "" where it has none."""
    if not len(candidate.sentences):
        return ""
    start, end = candidate.stored.passage.sentences[int(candidate.sentences.argmax())]
    return candidate.article.body[start:end]


def _published(passages: Sequence[Candidate]) -> datetime:
    return first_instant(passages[0].article.published_at or "0001")


def _nearest(
    wrong: Wrong, correction: Sequence[Candidate], report: Sequence[Candidate]
) -> str | None:
    """The sentence of a report that is nearest to what a correction repeats; None where that was not
    found.
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
    """The tokens of the sentence of a passage that lies there, all counting alike."""
    stored = candidate.stored
    for place, (start, end) in enumerate(stored.passage.sentences):
        if span and start < span[1] and span[0] < end:
            tokens = stored.vectors.tokens[slice(*stored.vectors.sentences[place])]
            if len(tokens):
                weights = np.full(len(tokens), 1 / len(tokens), np.float32)
                return QuestionTokens(tokens.astype(np.float32) / SCALE, weights)
    return None


def _is_of(correction: Candidate, passages: Sequence[Candidate]) -> bool:
    """Whether a correction is of an article, a copy of which it corrects too."""
    one, other = correction.article, passages[0].article
    if one.corrects is not None:
        return one.corrects in (other.id, other.duplicate_of)
    return (
        other.kind != "correction"
        and one.source == other.source
        and is_newer(one.published_at, other.published_at)
        and any(same_story(correction, passage) for passage in passages)
    )


def _sentences(candidate: Candidate) -> Iterator[str]:
    for start, end in candidate.stored.passage.sentences:
        yield candidate.article.body[start:end]
