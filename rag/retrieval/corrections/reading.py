"""What a correction takes back of its report, and what it gives instead.

A report is mostly right where it was not corrected. Wrong are those of its sentences that name what the
correction repeats and then gives otherwise, be it a figure, a day, a time or a name; or, where it only
denies something, those that share most of its words. One that repeats nothing is read from what it says
is right.
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

# Sentences that share this part of the terms of the shorter are alike, and say the same where they share
# more than so many.
_SAME = 0.5
_FEW = 5


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something that a correction takes back.

    Attributes:
        said: What the report names wrongly; nothing where a statement is taken back as such.
        words: Terms of what the correction repeats, or denies.
        right: Where in its body the correction says what is right.
        repeats: Where it repeats what was wrong, or says what is right without that; None where it only
            denies it.
    """

    said: frozenset[Named]
    words: frozenset[str]
    right: Span
    repeats: Span | None = None

    @property
    def is_statement(self) -> bool:
        """Whether nothing tells the wrong sentences but their likeness to what is repeated."""
        return not self.said

    def is_in(self, sentence: str, language: str | None) -> bool:
        """Whether a sentence of the report says it."""
        words = _words(sentence, language)
        shared = len(words & self.words)
        is_like = shared >= _SAME * min(len(words), len(self.words))
        if self.is_statement:
            return is_like and shared > _FEW
        said = {*_named(sentence, language), *(("name", word) for word in words)} & self.said
        return bool(said) and (is_like or not all(map(_is_common, said)))


@lru_cache(maxsize=256)
def taken_back(correction: Article, report: Article, spans: tuple[Span, ...]) -> tuple[Wrong, ...]:
    """What a correction takes back of a report.

    Args:
        spans: The sentences of the correction, in order.

    Returns:
        Nothing where the correction does not tell.
    """
    language = correction.language
    texts = [correction.body[start:end] for start, end in spans]
    told = _told(report)
    pairs: dict[int, int] = {}  # what is right -> the last that repeats what was wrong
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
        wrong = _repeated(wrong, instead, told)
        words = _words(texts[place], language)
        found.append(Wrong(wrong, words, spans[right], spans[place]))
    for place, text in enumerate(texts):
        if place in pairs.values() or only_denies(text, language):
            continue
        named = _named(text, language)
        is_contrast = place not in pairs and has_words_for("right", text, language)
        wrong = _contrasted(named, told) if is_contrast else frozenset()
        denies = negation.polarity(text, language) == "no" and not _numbers(named & told)
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
    """What a correction takes back that repeats nothing: what the report has in place of what is right;
    else, where it says that something is right, the statement that is like it.

    Args:
        texts, spans: The sentences of the correction.
        is_all: Whether all of it may be what is right, where no sentence says that it is.
    """
    told, own = _told(report), _own_day(report)
    right = [
        place
        for place, text in enumerate(texts)
        if has_words_for("right", text, language)
        or (place and only_denies(texts[place - 1], language) and _named(text, language) - told)
    ]
    replaced: list[Wrong] = []
    statements: list[Wrong] = []
    for place in right or (range(len(texts)) if is_all else ()):
        words = _words(texts[place], language)
        if wrong := _in_place_of(_named(texts[place], language) - own, told):
            replaced.append(Wrong(wrong, words, spans[place]))
        if right:
            statements.append(Wrong(frozenset(), words, spans[place], spans[place]))
    return replaced or statements


def _in_place_of(right: frozenset[Named], told: frozenset[Named]) -> frozenset[Named]:
    """What a report has of the kind of what it lacks: figures that may be of the same thing, and any
    days, days of the week and times.
    """
    return frozenset(
        each
        for each in told
        if not _is_common(each) and any(_may_be(each, other) for other in right - told)
    )


def _may_be(one: Named, other: Named) -> bool:
    """Whether one may stand where the other is right; not told of names."""
    (kind, value), (other_kind, right) = one, other
    if isinstance(value, float) and isinstance(right, float):
        return are_of_like_size(frozenset({value}), frozenset({right}), TIMES)
    return kind == other_kind and kind != "name"


def _repeated(
    said: frozenset[Named], right: frozenset[Named], told: frozenset[Named]
) -> frozenset[Named]:
    """What is repeated of a report where something else of its kind is right; else its figures, which may
    be right of something else: 61,000 people, not 61,000 households.
    """
    kinds = {kind for kind, _ in right - said}
    wrong = _of_report({named for named in said - right if named[0] in kinds}, told)
    return wrong or frozenset(each for each in _numbers(said & told) if not _is_common(each))


def _contrasted(said: frozenset[Named], told: frozenset[Named]) -> frozenset[Named]:
    """What a sentence that says both right and wrong has of the report, beside something of its kind
    that the report does not have.
    """
    kinds = {kind for kind, _ in said - told}
    return _of_report({named for named in said if named[0] in kinds}, told)


def _numbers(named: frozenset[Named]) -> frozenset[Named]:
    return frozenset(each for each in named if each[0] == "number")


def _of_report(wrong: Collection[Named], told: frozenset[Named]) -> frozenset[Named]:
    """What of it the report has; names only where it has nothing else."""
    kept = frozenset(wrong) & told
    return frozenset(named for named in kept if named[0] != "name") or kept


def _told(report: Article) -> frozenset[Named]:
    """What a report names, other than the day on which it was published."""
    text = f"{report.title}\n{report.body}"
    words = {("name", word) for word in _words(text, report.language)}
    return (_named(text, report.language) | words) - _own_day(report)


def _own_day(report: Article) -> frozenset[Named]:
    """The day on which a report was published."""
    day = known_day(report.published_at)
    if day is None:
        return frozenset()
    return frozenset({("day", (day.month, day.day)), ("weekday", day.weekday())})


@lru_cache(maxsize=2048)
def _named(text: str, language: str | None) -> frozenset[Named]:
    """What a text names, each with its kind: numbers, days, days of the week, times and names."""
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
    called = [name for name in names(text, language) if not weekdays(name, language)]
    return {("name", term) for name in called for term in terms(name, language)[:1]}


def _words(text: str, language: str | None) -> frozenset[str]:
    """The terms of a text, without the keys of its longer words."""
    return frozenset(term for term in terms(text, language) if not term.startswith(KEY_MARK))


def _is_common(named: Named) -> bool:
    """Whether something is a number of too many things for its coming back to mean anything."""
    kind, value = named
    return kind == "number" and isinstance(value, float) and value <= COMMON
