"""Recognises questions that ask how many or how much: the figures that later reports revise."""

from __future__ import annotations

import re
from functools import cache

from rag.language import UNSPACED
from rag.patterns import whole_words
from rag.words import strings

# A word for a number counts only if the question is what the number is: "why did the number of dead
# rise?" asks for no count.
_COUNTS = strings("asking.count")
_WITHIN_WORDS = UNSPACED | {"ko"}


def asks_for_count(question: str, language: str) -> bool:
    """Tell whether a question in a language (ISO 639-1 code) asks how many or how much."""
    pattern = _pattern(language)
    return pattern is not None and pattern.search(question) is not None


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    if language not in _COUNTS:
        return None
    words = _COUNTS[language]
    is_whole = language not in _WITHIN_WORDS
    return re.compile(whole_words(words, language) if is_whole else words, re.IGNORECASE)
