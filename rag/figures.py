"""The figures of a text that a later report may give otherwise, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rag.question.years import names_year
from rag.said_dates.anchored import take_dates
from rag.said_dates.reading import ascii_digits
from rag.said_numbers.digits import Number
from rag.said_numbers.reading import quantities, values
from rag.said_numbers.signs import with_percent_signs

COMMON = 12
"""Whole numbers up to here are of too many things for their coming back to mean anything."""
CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b")
"""A time of day."""
UNIT_LETTERS = 4
"""Letters by which the words behind two figures, what they count, are compared."""

# What may be a year that a text names.
_YEARS = 1900, 2100

_CLAUSE = re.compile(r"[,;:()«»“”„\"]\s|\s[-–—]\s|[、，；：。]")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that names figures.

    Attributes:
        sentence: That it is of.
        figures: Each once, in order.
        percent: Whether one of its numbers is a percentage.
    """

    sentence: str
    text: str
    figures: tuple[Number, ...]
    percent: bool
    language: str | None


def clauses(
    sentences: Iterable[str], language: str | None, *, whole: bool = False
) -> Iterator[Clause]:
    """The clauses of sentences that name figures; dates, years and times of day are none.

    Args:
        whole: Whether a sentence is taken as one clause.
    """
    for sentence in sentences:
        rest = CLOCK.sub(" ", take_dates(sentence, language)[1])
        for text in (rest,) if whole else _CLAUSE.split(rest):
            said = quantities(text, language)
            percent = any(each.is_percentage for each in said)
            named = (e.values for e in said if not _is_year(e.values, text, language))
            figures = tuple(dict.fromkeys(named))
            if figures:
                text = with_percent_signs(text)  # a word for it may say a hundred
                yield Clause(sentence, text, figures, percent, language)


def figures(sentence: str, language: str | None) -> list[Number]:
    """What a sentence names that may change: no dates, years, times of day, one or zero."""
    return [number for clause in clauses((sentence,), language) for number in clause.figures]


def counted(sentence: str, language: str | None) -> set[str]:
    """The first letters of the word behind each figure of a sentence; "" where none is."""
    found: set[str] = set()
    for clause in clauses((sentence,), language):
        words = clause.text.split()
        for number in clause.figures:
            said_by = words_of(number, words, language)
            behind = "".join(words[said_by[1] :][:1]) if said_by else ""
            found.add(behind[:UNIT_LETTERS].casefold())
    return found


def are_of_like_size(one: Number, other: Number, times: float) -> bool:
    """Whether neither of two figures is more than so many times the other."""
    return max(*one, *other) <= times * min(max(one), max(other))


def comes_back(number: Number) -> bool:
    """Whether a figure is no common one: found again in another report, it is of the same thing."""
    value = max(number)
    return value > COMMON or not value.is_integer()


def words_of(number: Number, words: Sequence[str], language: str | None) -> tuple[int, int] | None:
    """Where the words that say a number begin and end; None where none by themselves do."""

    def say(first: int, end: int) -> bool:
        return not number.isdisjoint(values(" ".join(words[first:end]), language))

    end = next((end for end in range(1, len(words) + 1) if say(0, end)), None)
    if end is None:
        return None
    first = next((first for first in reversed(range(end)) if say(first, end)), None)
    return None if first is None else (first, end)


def _is_year(number: Number, text: str, language: str | None) -> bool:
    """Whether a number is a year by how its text writes it: not 2,000, nor 2000 homes."""
    (value, *others) = number
    if others or not value.is_integer() or not _YEARS[0] <= value <= _YEARS[1]:
        return False
    return names_year(ascii_digits(text), language or "", int(value))
