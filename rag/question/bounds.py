"""What bounds the time a question means: "since March", "before the vote".

A bound is a word of the question's language beside a date or an event. When the event was is not
known here; the archive tells (rag.retrieval.events).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from rag.question import time_words

Relation = Literal["since", "before"]

_RELATIONS: tuple[Relation, Relation] = ("since", "before")
_MOST_WORDS = 6
_MOST_UNSPACED = 8
# A name begins with a capital where the script has them.
_NAME = r"(?-i:[A-ZÀ-ÖØ-ÞА-ЯЁЄІЇҐ])\w+"


@dataclass(frozen=True, slots=True)
class EventBound:
    """An event from which on, or up to which, a question asks.

    Attributes:
        event: As the question names it: "the summit in Alaska".
    """

    relation: Relation
    event: str


def relation_to(text: str, start: int, end: int, language: str) -> Relation | None:
    """What a date at ``text[start:end]`` is to the time that is meant; None: that time itself."""
    for code in dict.fromkeys((language, "en")):
        for relation, pattern in zip(
            _RELATIONS, time_words.SINCE_BEFORE.get(code, ()), strict=False
        ):
            article = time_words.DETERMINERS.get(code, r"(?!)")
            if re.search(rf"(?<!\w)(?:{pattern})\s+(?:(?:{article})\s*)?$", text[:start]):
                return relation
    behind = time_words.SINCE_BEFORE_BEHIND.get(language, ())
    for relation, pattern in zip(_RELATIONS, behind, strict=False):
        if re.match(rf"\w{{0,3}}['’]?\w{{0,3}}\s*(?:{pattern})(?!\w)|(?:{pattern})", text[end:]):
            return relation
    return None


def event_bound(question: str, language: str) -> EventBound | None:
    """The event that bounds the time a question means, if it names one.

    Args:
        question: With its capitals: a name is an event without an article ("since Chernobyl").
    """
    for relation, pattern in zip(_RELATIONS, _patterns(language), strict=False):
        if match := pattern.search(question):
            return EventBound(relation, match["event"].strip())
    return None


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    if language in time_words.SINCE_BEFORE_BEHIND:
        spaced = language not in ("zh", "ja")
        event = (
            r"(?<!\w)(?P<event>\w{3,}(?:\s+\w+){0,2})\s+"
            if spaced
            else rf"(?P<event>\w{{2,{_MOST_UNSPACED}}}?)"
        )
        return tuple(
            re.compile(rf"{event}(?:{words})" + (r"(?!\w)" if spaced else ""))
            for words in time_words.SINCE_BEFORE_BEHIND[language]
        )
    more = rf"(?:[\s-]+(?![?!.,;:])[\w'’-]+){{0,{_MOST_WORDS - 1}}}"
    determiner = time_words.DETERMINERS.get(language)
    begins = r"\w{4,}" if determiner is None else rf"(?:(?:{determiner})\s*\w{{3,}}|{_NAME})['’]?"
    return tuple(
        re.compile(rf"(?<!\w)(?:{words})\s+(?P<event>{begins}{more})", re.IGNORECASE)
        for words in time_words.SINCE_BEFORE_EVENT.get(language, ())
    )
