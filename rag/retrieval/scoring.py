"""Makes one score for a candidate out of its signals. The weights were chosen on development data
only: docs/retrieval.md has the figures of each signal with and without.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import compress
from typing import TYPE_CHECKING

from rag.dates import age_days, first_instant, last_instant
from rag.question.asking import asks
from rag.question.time_sense import names_period
from rag.retrieval import stories
from rag.retrieval.corrections.ranking import best_sentence
from rag.retrieval.named import say_no_name

if TYPE_CHECKING:
    from rag.question.query import Query
    from rag.records import Article
    from rag.retrieval.candidates import Candidate
    from rag.retrieval.corrections.ranking import Corrections

# The worth of one standard deviation of a signal, divided by that deviation as measured over all
# passages of an archive for one question; BM25 runs in tens, the others between 0 and 1.
INTERACTION = 0.84 / 0.073
_DENSE = 0.15 / 0.083
_WORDS = 0.1 / 10
# A headline, or words to search for, are themselves like the passage they look for: there the pooled
# vectors and shared words tell more than they do for a question.
_DENSE_OF_STATEMENT = 0.8 / 0.083
_WORDS_OF_STATEMENT = 0.3 / 10
# The model favours the question's own language even with the means removed.
_OWN_LANGUAGE = -0.5
_RECENCY = 1.0
_PERIOD = 2.0
# A question about the time around an event names the event, so reports of it come nearest to it: the
# period must count for more.
_PERIOD_OF_EVENT = 3.0
_HALF_LIFE_DAYS = 45.0
# Only the first so many candidates are compared by which is newer in its story, and by their names.
_COMPARED = 12
_UNNAMED = -0.7
# Who asks how many, or why, asks for what was reported. On every question, it would cost questions
# that ask for opinions.
_OPINION = -2.0
_NEWER = 1.2
_NEWER_OF_COUNTS = 2.0  # a count is revised: who asks for it asks for the latest
# A report of a day is often published one or two days later; but a question about the time before a
# date is not answered by what was published after it. An event has the date of its first report.
_REPORTED_WITHIN = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score, and the signals that the score was made of.

    Attributes:
        leads: Whether it comes first for a part of the question.
        penalty: What was taken off its score because a correction takes back its best sentence.
    """

    candidate: Candidate
    score: float
    signals: Mapping[str, float]
    leads: bool = False
    penalty: float = 0.0


def scored(found: Sequence[Candidate], query: Query, corrections: Corrections) -> list[Scored]:
    """Score the candidates for a question.

    Args:
        corrections: The corrections among them, and perhaps among others.

    Returns:
        The candidates with their scores, best first.
    """
    values = [_signals(candidate, query) for candidate in found]
    weights = _weights(query)
    scores = [
        sum(weights.get(name, 0.0) * value for name, value in item.items()) for item in values
    ]
    first = _first(scores)
    for i in compress(first, say_no_name([found[i] for i in first], query)):
        values[i]["unnamed"] = 1.0
        scores[i] += _UNNAMED
    if _newest_is_better(query):
        first = _first(scores)
        weight = _NEWER_OF_COUNTS if query.asks_for_latest_count else _NEWER
        newer = _newer_than([found[i] for i in first], [scores[i] / weight for i in first])
        for i, value in zip(first, newer, strict=True):
            values[i]["newer_than"] = value
            scores[i] += weight * value
    # What was corrected stands behind its correction, where that is nearly as good an answer.
    best_sentences = [(candidate.article.id, best_sentence(candidate)) for candidate in found]
    penalties = corrections.penalties(best_sentences, scores)
    return in_order(
        Scored(candidate, score - penalty, signals, penalty=penalty)
        for candidate, score, penalty, signals in zip(found, scores, penalties, values, strict=True)
    )


def _newer_than(found: Sequence[Candidate], scores: Sequence[float]) -> list[float]:
    """Return how much newer each candidate is than the others of its story: the share of them that
    are older, 0 to 1, plus a lift of the whole story, 0 to 0.5.

    A newer report may pass the best one of its own story, but that must not cost the story its
    place among others. So a story's best score rises by at least `stories.ALONE`, as that of a lone
    report does.

    Args:
        scores: The scores so far, in units of the weight of this signal.
    """
    same = stories.same_stories(found)
    shares = stories.shares_older(found, same)
    newer = []
    for share, story in zip(shares, same, strict=True):
        best_before = max(scores[i] for i in story)
        best_after = max(scores[i] + shares[i] for i in story)
        newer.append(share + max(best_before + stories.ALONE - best_after, 0.0))
    return newer


def _first(scores: Sequence[float]) -> list[int]:
    """Return the places of the candidates that are compared with one another, best first."""
    return sorted(range(len(scores)), key=lambda place: (-scores[place], place))[:_COMPARED]


def in_order(found: Iterable[Scored]) -> list[Scored]:
    """Sort candidates, best first; of equals the first stays first."""
    return sorted(found, key=lambda item: -item.score)


def candidates_of(found: Iterable[Scored]) -> list[Candidate]:
    """Return the candidates without their scores, in the same order."""
    return [item.candidate for item in found]


def _signals(candidate: Candidate, query: Query) -> dict[str, float]:
    found = {
        "interaction": candidate.interaction,
        "dense": candidate.dense,
        "sentence": float(candidate.sentences.max(initial=-1)),
    }
    if candidate.words:
        found["words"] = candidate.words
    if candidate.article.language == query.language:
        found["own_language"] = 1.0
    if candidate.article.kind == "opinion" and (query.asks_for_count or query.asks_why):
        found["opinion"] = 1.0
    if query.time.has_period:
        found["period"] = float(in_period(candidate, query))
    if _newest_is_better(query):
        found["recency"] = recency(candidate.article, query.as_of)
    return found


def _newest_is_better(query: Query) -> bool:
    """Tell whether the newer of two reports is the better one: not within a period, unless that
    goes on until now and a count is asked for.
    """
    time = query.time
    goes_on = time.up_to_now and query.asks_for_count
    return goes_on or not time.has_period


def _weights(query: Query) -> dict[str, float]:
    """Return the weight of each signal for a question."""
    is_question = asks(query.question, query.language)
    return {
        "interaction": INTERACTION,
        "dense": _DENSE if is_question else _DENSE_OF_STATEMENT,
        "words": _WORDS if is_question else _WORDS_OF_STATEMENT,
        "own_language": _OWN_LANGUAGE,
        "opinion": _OPINION,
        "recency": _RECENCY,
        "period": _PERIOD if query.time.event is None else _PERIOD_OF_EVENT,
    }


def recency(article: Article, as_of: datetime) -> float:
    """Return 1 for an article of today, halved every 45 days; 0 for one of unknown date."""
    if article.published_at is None:
        return 0.0
    return float(0.5 ** (age_days(article.published_at, as_of) / _HALF_LIFE_DAYS))


def in_period(candidate: Candidate, query: Query) -> bool:
    """Tell whether a passage is of the period asked for: it was published in it, or shortly after
    it if the period has a beginning, or it names the period.
    """
    since, until, published = query.time.since, query.time.until, candidate.article.published_at
    if since is None or until is None:
        return False
    text, language = candidate.stored.passage.text, candidate.article.language
    if published is None:
        return names_period(text, language, None, query.time)
    first, last = first_instant(published), last_instant(published)
    if query.time.event:
        reported = since <= last and first <= until
    else:  # days, by the clocks of where it was published
        day = published[: len("2025-08-13")]
        begins, ends = first_instant(day).date(), last_instant(day).date()
        late = timedelta(0) if query.time.is_up_to_a_date else _REPORTED_WITHIN
        reported = since.date() <= ends and begins - until.date() <= late
    return reported or names_period(text, language, first, query.time)
