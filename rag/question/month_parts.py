"""Narrows a month to its beginning, middle or end: "early November", "Ende Oktober", "11月初"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from rag.language import UNSPACED
from rag.patterns import NEVER
from rag.question.bounds import relation_to
from rag.question.periods import Days, before_its_end
from rag.words import lists, strings

_EDGES, _OF = lists("year_part.edges"), strings("year_part.of_year")
# First and last day; they overlap, as nobody counts. The end has no last one of its own.
_SPANS = ((1, 11), (10, 21), (20, 31))
_END = 2
_EDGE_BEHIND = frozenset({"zh", "ja", "ko", "tr", "hu", "hi"})


def part_of_month(month: Days, text: str, language: str) -> Days:
    """Return the days of a part of a month, if a text has words for one beside its name; else all.

    Args:
        month: The days of the month, and where its name stands in the text.
        language: ISO 639-1 code; the English words are looked for too.
    """
    part, start, end = next(_parts_beside(month, text, language), (None, 0, 0))
    if part is None or relation_to(text, month.start, month.end, language):
        return month  # "until the end of" bounds it as a whole
    first, last = _SPANS[part]
    days = replace(
        month,
        first=month.first.replace(day=first),
        last=month.last.replace(day=min(last, month.last.day)),
        start=start,
        end=end,
    )
    return before_its_end(days, text, language) if part == _END else days


def _parts_beside(month: Days, text: str, language: str) -> Iterator[tuple[int, int, int]]:
    """Yield each part of a month that a text has words for, with where they and the month stand."""
    for code in dict.fromkeys((language, "en")):
        for part, (before, behind) in enumerate(_patterns(code)):
            if match := before.search(text, 0, month.start):
                yield part, match.start(), month.end
            elif match := behind.match(text, month.end):
                yield part, month.start, match.end()


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Return patterns of the words for each part of a month before its name, and behind it."""
    never = re.compile(NEVER)
    if language in _EDGE_BEHIND:
        return tuple(
            (never, re.compile(rf"\s*(?:{edge})", re.IGNORECASE))
            for edge in _EDGES.get(language, ())
        )
    begins = "" if language in UNSPACED else r"(?<!\w)"
    of_it = rf"(?:(?:{_OF.get(language, NEVER)})\s+)?"
    return tuple(
        (re.compile(rf"{begins}(?:{edge})\s*{of_it}\Z", re.IGNORECASE), never)
        for edge in _EDGES.get(language, ())
    )
