"""Finds what bounds the time that a question means: "since March", "before the vote".

A bound is a word of the question's language beside a date or an event. When the event was, only the
archive can tell (rag.retrieval.events).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from rag.language import UNSPACED
from rag.patterns import BEGIN, MARKS, NEVER, word_beginnings
from rag.words import lists, strings

Relation = Literal["since", "before"]
DateRelation = Literal["since", "after", "before", "until", "through", "as of day"]

_RELATIONS: tuple[Relation, Relation] = ("since", "before")
_DATE_RELATIONS: tuple[DateRelation, ...] = (
    "through",
    "since",
    "after",
    "before",
    "until",
    "as of day",
)
_DATE, _THROUGH = lists("bound.date"), strings("bound.through")
_AS_OF_DAY = strings("bound.as_of_day")
_BEHIND, _BEHIND_DATE = lists("bound.behind"), lists("bound.behind_date")
_AFTER_BEHIND_DATE = strings("bound.after_behind_date")
_EVENT, _EVENT_ARTICLED = lists("bound.event"), lists("bound.event_articled")
_JUST_BEFORE_EVENT = strings("bound.just_before_event")
_DETERMINERS = strings("bound.determiners")
_DAY, _YEAR = strings("bound.day"), strings("year.before")
_MOST_WORDS = 6
_MOST_UNSPACED = 8
# A name begins with a capital where the script has them.
_NAME = r"(?-i:[A-ZÀ-ÖØ-ÞА-ЯЁЄІЇҐ])\w+"


@dataclass(frozen=True, slots=True)
class EventBound:
    """An event since which, or before which, is the time that a question means.

    Attributes:
        event: The event as the question names it: "the summit in Alaska".
    """

    relation: Relation
    event: str


def relation_to(text: str, start: int, end: int, language: str) -> DateRelation | None:
    """Return how a date at ``text[start:end]`` bounds the time that is meant; None if it is that
    time itself.
    """
    for code in dict.fromkeys((language, "en")):
        for relation, pattern in _before_date(code):
            if pattern.search(text, 0, start):
                return relation
    for relation, pattern in _behind_date(language):
        if pattern.match(text, end):
            return relation
    return None


@cache
def _before_date(language: str) -> tuple[tuple[DateRelation, re.Pattern[str]], ...]:
    if language not in _DATE:
        return ()
    fillers = "|".join(
        table[language] for table in (_DETERMINERS, _YEAR, _DAY) if language in table
    )
    begins = "" if language in UNSPACED else r"(?<!\w)"
    bounds = (
        _THROUGH.get(language, NEVER),
        *_DATE[language],
        _AS_OF_DAY.get(language, NEVER),
    )
    return tuple(
        (
            relation,
            re.compile(
                rf"{begins}(?:{words})\s*(?:(?:{fillers})(?:\s+|(?<=['’])))*\Z", re.IGNORECASE
            ),
        )
        for relation, words in zip(_DATE_RELATIONS, bounds, strict=True)
    )


@cache
def _behind_date(language: str) -> tuple[tuple[DateRelation, re.Pattern[str]], ...]:
    if language not in _BEHIND:
        return ()
    since, before = _BEHIND[language]
    since_date, until_date, through_date = _BEHIND_DATE[language]
    ended = r"\w{0,3}['’]?\w{0,3}\s*"
    after = _AFTER_BEHIND_DATE[language]
    patterns: tuple[tuple[DateRelation, str], ...] = (
        ("after", after if language in UNSPACED else rf"{ended}(?:{after})(?!\w)"),
        ("since", rf"{ended}(?:{since})(?!\w)|(?:{since})"),
        ("since", rf"(?:['’]\w{{1,4}})?\s*(?:{since_date})"),
        ("before", rf"{ended}(?:{before})(?!\w)|(?:{before})"),
        ("until", rf"(?:['’]\w{{1,4}})?\s*(?:{until_date})"),
        ("through", rf"(?:['’]\w{{1,4}})?\s*(?:{through_date})"),
    )
    return tuple((relation, re.compile(pattern, re.IGNORECASE)) for relation, pattern in patterns)


def event_bound(question: str, language: str) -> EventBound | None:
    """Return the event that bounds the time that a question means; None if it names none.

    Args:
        question: The question with its capitals, by which a name needs no article to be an event
            ("since Chernobyl").
    """
    moments = [match.span() for match in _just_before(language).finditer(question)]
    for relation, pattern in _event_patterns(language):
        for match in pattern.finditer(question):
            first, last = match.span("event")
            bound = (match.start(), first) if match.start() < first else (last, match.end())
            if not any(bound[0] < end and start < bound[1] for start, end in moments):
                return EventBound(relation, match["event"].strip())
    return None


@cache
def _just_before(language: str) -> re.Pattern[str]:
    words = _JUST_BEFORE_EVENT.get(language, NEVER)
    return re.compile(word_beginnings(words, language), re.IGNORECASE)


@cache
def _event_patterns(language: str) -> tuple[tuple[Relation, re.Pattern[str]], ...]:
    if language in _BEHIND:
        event = (
            rf"(?P<event>\w{{2,{_MOST_UNSPACED}}}?)"
            if language in UNSPACED
            else rf"{BEGIN}(?P<event>[\w{MARKS}]{{3,}}(?:\s+[\w{MARKS}]+){{0,2}})\s+"
        )
        ends = "" if language in UNSPACED else r"(?!\w)"
        return tuple(
            (relation, re.compile(rf"{event}(?:{words}){ends}"))
            for relation, words in zip(_RELATIONS, _BEHIND[language], strict=True)
        )
    more = rf"(?:[\s-]+(?![?!.,;:])[\w'’-]+){{0,{_MOST_WORDS - 1}}}"
    determiner = _DETERMINERS.get(language)
    begins = r"\w{4,}" if determiner is None else rf"(?:(?:{determiner})\s*\w{{3,}}|{_NAME})['’]?"
    return tuple(
        (
            relation,
            re.compile(rf"(?<!\w)(?:{words})\s+(?P<event>{begin}{more})", re.IGNORECASE),
        )
        for table, begin in (
            (_EVENT, begins),
            (_EVENT_ARTICLED, r"\w{3,}['’]?"),
        )
        for relation, words in zip(_RELATIONS, table.get(language, ()), strict=False)
    )
