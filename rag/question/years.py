"""The years that a question names without a month: "in 2024", "2024年", "с 2020 по 2023 год".

A number is a year where the words beside it make it one: "in 2024", not "2024 soldiers".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rag.question import time_words
from rag.said_dates import words

_NEVER = r"(?!)"
_YEAR = r"(?<![\d.,€$£])(?:1[89]|20)\d\d(?![.,:]?\d|\s*[%°€$£])"


@dataclass(frozen=True, slots=True)
class Years:
    """A year, or the first and last of several, and where they stand: ``text[start:end]``."""

    first: int
    last: int
    start: int
    end: int


def named_years(text: str, language: str) -> Iterator[Years]:
    """The years that a text, with digits in ASCII, names by themselves.

    Args:
        language: ISO 639-1 code; of one without words of its own the English ones are looked for.
    """
    for match in _pattern(language).finditer(text):
        first, last = int(match["first"]), int(match["last"] or match["first"])
        spans = match["last"] and match["between"]
        if match["within"] or spans or match["behind"] is not None:
            yield Years(min(first, last), max(first, last), match.start("first"), match.end())


@cache
def _pattern(language: str) -> re.Pattern[str]:
    if language not in time_words.YEAR_BEFORE and language not in time_words.YEAR_BEHIND:
        language = "en"
    article, year_word, behind, counted = (
        table.get(language, _NEVER)
        for table in (
            time_words.DETERMINERS,
            time_words.YEAR_BEFORE,
            time_words.YEAR_BEHIND,
            time_words.COUNTED,
        )
    )
    within = "|".join(
        (time_words.IN_YEAR.get(language, _NEVER), *time_words.SINCE_BEFORE.get(language, ()))
    )
    between = time_words.FROM_YEAR.get(language, _NEVER)
    gap = rf"(?:\s+|(?<=['’]))(?:(?:{article})(?:\s+|(?<=['’])))?"
    year_said = rf"(?:(?:{year_word})\s+)"
    return re.compile(
        rf"(?P<within>(?<!\w)(?:(?:{within}){gap}{year_said}?|{year_said}))?"
        rf"(?P<between>(?<!\w)(?:{between}){gap}{year_said}?)?"
        rf"(?P<first>{_YEAR})(?:(?:{behind})?{words.RANGE}(?P<last>{_YEAR}))?"
        rf"(?P<behind>{behind})?(?(behind)|(?!\s+(?:{counted})(?!\w)))",
        re.IGNORECASE,
    )
