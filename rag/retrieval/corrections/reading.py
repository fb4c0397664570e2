"""Reads what a correction takes back of its report, and what it gives instead.

Most of a corrected report is still right. A sentence of it is wrong if it names a figure, a day, a
time or a name that the correction repeats and then gives otherwise; or, if the correction only
denies something, if it shares most words with what is denied. A correction that repeats nothing is
read from what it says is right.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rag import negation
from rag.corpus.analysis import KEY_MARK, terms
from rag.dates import known_day
from rag.figures import CLOCK, COMMON, are_of_like_size
from rag.names import names
from rag.retrieval.corrections.putting_right import TIMES, put_right, repeats
from rag.retrieval.corrections.words import has_words_for, only_denies
from rag.said_dates.anchored import take_dates
from rag.said_dates.weekdays import weekdays
from rag.said_numbers.reading import values

if TYPE_CHECKING:
    from rag.records import Article

    Named = tuple[str, Hashable]

Span = tuple[int, int]

# Sentences are alike if they share this part of the terms of the shorter one, and say the same if they
# also share more than so many terms.
_SAME = 0.5
_FEW = 5


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something that a correction takes back.

    Attributes:
        said: What the report names wrongly; empty if the correction takes back a whole statement.
        words: Terms of what the correction repeats, or denies.
        right: Where in its body the correction says what is right.
        repeats: Where it repeats what was wrong, or says what is right without repeating it; None if
            it only denies something.
    """

    said: frozenset[Named]
    words: frozenset[str]
    right: Span
    repeats: Span | None = None

    @property
    def is_statement(self) -> bool:
        """Tell whether a whole statement is taken back, so that wrong sentences are known only by
        their likeness to it.
        """
        return not self.said

    def is_in(self, sentence: str, language: str | None) -> bool:
        """Tell whether a sentence of the report says what is wrong."""
        words = _words(sentence, language)
        shared = len(words & self.words)
        is_like = shared >= _SAME * min(len(words), len(self.words))
        if self.is_statement:
            return is_like and shared > _FEW
        said = {*_named(sentence, language), *(("name", word) for word in words)} & self.said
        return bool(said) and (is_like or not all(map(_is_common, said)))


@lru_cache(maxsize=256)
def taken_back(correction: Article, report: Article, spans: tuple[Span, ...]) -> tuple[Wrong, ...]:
    """Return what a correction takes back of a report; nothing if it does not tell.

    Args:
        spans: The sentences of the correction, in order.
    """
    language = correction.language
    texts = [correction.body[start:end] for start, end in spans]
    in_report = _named_in(report)
    pairs: dict[int, int] = {}  # place of what is right -> last place that repeats what was wrong
    for place in range(len(texts)):
        if repeats(texts, place, language):
            right = put_right(texts, place, language)
            if right is not None:
                pairs[right] = place
    title = "" if has_words_for("right", correction.title, language) else correction.title
    subject = {("name", word) for word in _words(title, language)}
    found: list[Wrong] = []
    for right, place in pairs.items():
        others = [text for n, text in enumerate(texts) if n not in (place, right)]
        known = {named for text in others for named in _names(text, language)} | subject
        wrong, instead = _named(texts[place], language) - known, _named(texts[right], language)
        wrong = _repeated(wrong, instead, in_report)
        words = _words(texts[place], language)
        found.append(Wrong(wrong, words, spans[right], spans[place]))
    for place, text in enumerate(texts):
        if place in pairs.values() or only_denies(text, language):
            continue
        named = _named(text, language)
        is_contrast = place not in pairs and has_words_for("right", text, language)
        wrong = _contrasted(named, in_report) if is_contrast else frozenset()
        denies = negation.polarity(text, language) == "no" and not _numbers(named & in_report)
        if wrong or denies:
            found.append(Wrong(wrong, _words(text, language), spans[place]))
    repeats_nothing = all(each.is_statement and each.repeats is None for each in found)
    if repeats_nothing and correction.corrects is not None:
        found += _replaced(texts, spans, report, language, is_all=not found)
    return tuple(found)


def _replaced(
    texts: Sequence[str],
    spans: Sequence[Span],
    report: Article,
    language: str | None,
    *,
    is_all: bool,
) -> list[Wrong]:
    """Return what a correction takes back if it repeats nothing: what the report names in place of
    what is right; or else, if a sentence calls something right, the statement that is like it.

    Args:
        texts, spans: The sentences of the correction.
        is_all: Whether any sentence may give what is right if none says that it does.
    """
    in_report, own_day = _named_in(report), _own_day(report)
    right = [
        place
        for place, text in enumerate(texts)
        if has_words_for("right", text, language)
        or (
            place and only_denies(texts[place - 1], language) and _named(text, language) - in_report
        )
    ]
    replaced: list[Wrong] = []
    statements: list[Wrong] = []
    for place in right or (range(len(texts)) if is_all else ()):
        words = _words(texts[place], language)
        if wrong := _in_place_of(_named(texts[place], language) - own_day, in_report):
            replaced.append(Wrong(wrong, words, spans[place]))
        if right:
            statements.append(Wrong(frozenset(), words, spans[place], spans[place]))
    return replaced or statements


def _in_place_of(right: frozenset[Named], in_report: frozenset[Named]) -> frozenset[Named]:
    """Return what the report names that may stand in place of what is right and it lacks: figures
    that may count the same thing, and any days, weekdays and times.
    """
    return frozenset(
        each
        for each in in_report
        if not _is_common(each) and any(_may_be(each, other) for other in right - in_report)
    )


def _may_be(wrong: Named, right_one: Named) -> bool:
    """Tell whether a report may have one in place of the other, which is right; never for names."""
    (kind, value), (other_kind, right) = wrong, right_one
    if isinstance(value, float) and isinstance(right, float):
        return are_of_like_size(frozenset({value}), frozenset({right}), TIMES)
    return kind == other_kind and kind != "name"


def _repeated(
    in_sentence: frozenset[Named], right: frozenset[Named], in_report: frozenset[Named]
) -> frozenset[Named]:
    """Return what a correction repeats of a report if it gives something of the same kind
    otherwise; else the repeated figures, which may be right of something else: 61,000 people, not
    61,000 households.
    """
    kinds = {kind for kind, _ in right - in_sentence}
    wrong = _of_report({named for named in in_sentence - right if named[0] in kinds}, in_report)
    return wrong or frozenset(
        each for each in _numbers(in_sentence & in_report) if not _is_common(each)
    )


def _contrasted(in_sentence: frozenset[Named], in_report: frozenset[Named]) -> frozenset[Named]:
    """Return what a sentence that gives both the wrong and the right has in common with the report,
    if it also has something of that kind that the report lacks.
    """
    kinds = {kind for kind, _ in in_sentence - in_report}
    return _of_report({named for named in in_sentence if named[0] in kinds}, in_report)


def _numbers(named: frozenset[Named]) -> frozenset[Named]:
    return frozenset(each for each in named if each[0] == "number")


def _of_report(wrong: Collection[Named], in_report: frozenset[Named]) -> frozenset[Named]:
    """Return what the report has of something; names only if it has nothing else of it."""
    kept = frozenset(wrong) & in_report
    return frozenset(named for named in kept if named[0] != "name") or kept


def _named_in(report: Article) -> frozenset[Named]:
    """Return what a report names, other than the day on which it was published."""
    text = f"{report.title}\n{report.body}"
    words = {("name", word) for word in _words(text, report.language)}
    return (_named(text, report.language) | words) - _own_day(report)


def _own_day(report: Article) -> frozenset[Named]:
    """Return the day and weekday on which a report was published; empty if not known."""
    day = known_day(report.published_at)
    if day is None:
        return frozenset()
    return frozenset({("day", (day.month, day.day)), ("weekday", day.weekday())})


@lru_cache(maxsize=2048)
def _named(text: str, language: str | None) -> frozenset[Named]:
    """Return what a text names, each with its kind: numbers, days, weekdays, times and names."""
    dates, rest = take_dates(text, language)
    return frozenset(
        [
            *(("number", value) for value in values(CLOCK.sub(" ", rest), language)),
            *(("day", (date.month, date.day)) for date in dates),
            *(("weekday", day) for day in weekdays(text, language)),
            *(("time", time) for time in CLOCK.findall(rest)),
            *_names(rest, language),
        ]
    )


def _names(text: str, language: str | None) -> set[Named]:
    found = [name for name in names(text, language) if not weekdays(name, language)]
    return {("name", term) for name in found for term in terms(name, language)[:1]}


def _words(text: str, language: str | None) -> frozenset[str]:
    """Return the terms of a text, without the sound keys of its longer words."""
    return frozenset(term for term in terms(text, language) if not term.startswith(KEY_MARK))


def _is_common(named: Named) -> bool:
    """Tell whether something is a number of so many things that its return means nothing."""
    kind, value = named
    return kind == "number" and isinstance(value, float) and value <= COMMON
