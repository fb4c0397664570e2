"""Recognises questions that have no subject: what happened in a period, or what the news is.

Take away the words of the period, those for news and for what happened, and the small words between
them, and nothing of such a question is left. An overview answers it (rag.retrieval.overview).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from rag.patterns import NEVER, whole_words
from rag.question.follow_up import leans
from rag.question.steps import step_in
from rag.question.time_sense import period_places
from rag.words import lists, strings

_NEWS, _SMALL = strings("overview.news"), strings("overview.small")
_HAPPENED, _HAPPENED_THEN = strings("overview.happened"), strings("time.happened")
_NOW, _RELATIVE_DAYS = strings("time.now"), lists("time.relative_days")
_OF_THE_DAY, _UNITS = strings("overview.of_the_day"), lists("period.units")
_CHARACTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question without a subject speaks of: news, what happened, a period."""

    news: bool
    happened: bool
    period: bool


def says_only_when(text: str, language: str, as_of: datetime) -> bool:
    """Tell whether a question has nothing but the words of a period, beside small ones."""
    asked = _asked(text, language, as_of)
    return asked is not None and asked.period and not asked.news


def asks_for_overview(asked: Sequence[str], language: str, as_of: datetime) -> bool:
    """Tell whether the last question of a conversation asks what happened, or for the news, and
    names no subject. If it leans on earlier questions, it has their subject, if they have one.

    Args:
        asked: The questions of the conversation, in order.
    """
    for last in reversed(range(len(asked))):
        before, text = asked[:last], asked[last]
        speaks_of = _asked(text, language, as_of)
        if speaks_of is None:
            return False
        if (speaks_of.news and speaks_of.period) or not leans(text, language, " ".join(before)):
            return True
    return True


def _asked(text: str, language: str, as_of: datetime) -> _Asked | None:
    """Return what a question speaks of; None if it has a subject, or no words for any of this."""
    if language not in _NEWS:
        return None
    places = period_places(text, language, as_of)
    step = step_in(text, language)
    places += [(step.start, step.end)] if step else []
    asked = _Asked(
        news=_pattern("news", language).search(text) is not None,
        happened=_pattern("happened", language).search(text) is not None,
        period=bool(places),
    )
    if not (asked.news or asked.happened or asked.period):
        return None
    rest = text
    for start, end in places:
        rest = rest[:start] + " " * (end - start) + rest[end:]
    for table in ("news", "happened"):
        rest = _pattern(table, language).sub(_blank, rest)
    if places:
        rest = _pattern("units", language).sub(_blank, rest)
    rest = _pattern("small", language).sub(
        lambda match: match[0] if _is_name(match, text, language) else _blank(match), rest
    )
    return None if _CHARACTER.search(rest) else asked


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _is_name(match: re.Match[str], text: str, language: str) -> bool:
    """Tell whether a word that may be a small one is written as a name: the US, the town of Made."""
    word = match[0]
    if len(word) == 1 or not any(map(str.isalnum, text[: match.start()])):
        return False
    if word.isupper():
        return not text.isupper()
    # In German every noun has a capital, in a headline every word.
    is_headline = not any(other[0].islower() for other in text.split()[1:])
    return word[0].isupper() and language != "de" and not is_headline


@cache
def _pattern(table: str, language: str) -> re.Pattern[str]:
    today = f"{_OF_THE_DAY.get(language, NEVER)}|{_RELATIVE_DAYS[language][2]}"
    tables = {
        "news": _NEWS[language],
        "happened": f"{_HAPPENED[language]}|{_HAPPENED_THEN[language]}",
        "small": f"{today}|{_NOW[language]}|{_SMALL[language]}",
        "units": "|".join(_UNITS[language]),
    }
    prefix = "[وفبلك]?" if language == "ar" else ""
    return re.compile(whole_words(f"{prefix}(?:{tables[table]})", language), re.IGNORECASE)
