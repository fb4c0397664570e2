"""Whether a question asks how many or how much: the figures that later reports revise."""

from __future__ import annotations

import re
from functools import cache

from rag.question.parts import parts
from rag.question.query import Query

_COUNTS = {
    "en": r"how (?:many|much)",
    "nl": r"hoeveel",
    "de": r"wie ?viele?",
    "fr": r"combien",
    "es": r"cu[aá]nt[oa]s?",
    "it": r"quant[oaie]",
    "pt": r"quant[oa]s?",
    "pl": r"ile|ilu|iloma",
    "ru": r"скольк\w+",
    "uk": r"скільк\w+",
    "tr": r"kaç\w*|ne kadar",
    "ar": r"كم",
}
_UNSPACED = {
    "zh": r"多少|[几幾]",
    "ja": r"何(?:人|名|件|台|本|個|枚|歳|万|億|千|百|度|回|円)|いくつ|いくら",
    "th": r"กี่|เท่าไ(?:ร|หร่)",
}


def asks_for_count(question: str, language: str) -> bool:
    """Whether a question in a language (ISO 639-1 code) asks how many or how much."""
    pattern = _pattern(language)
    return pattern is not None and pattern.search(question) is not None


def asks_for_latest_count(query: Query) -> bool:
    """Whether a question asks how many or how much as of then, or up to a date: "before 15 May".

    Not "how many were there in May?", nor "how many were missed at first, and how many were found?",
    which compares two reports.
    """
    question, language = query.question, query.language
    return (
        (query.time.is_up_to_a_date or not query.time.looks_back)
        and asks_for_count(question, language)
        and not parts(question, language)
    )


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    if language in _UNSPACED:
        return re.compile(_UNSPACED[language])
    if language not in _COUNTS:
        return None
    return re.compile(rf"(?<!\w)(?:{_COUNTS[language]})(?!\w)", re.IGNORECASE)
