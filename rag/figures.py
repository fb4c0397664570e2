"""Finds the figures of a text that a later report may give otherwise, clause by clause."""

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
"""Whole numbers up to this one count so many things that finding one again means nothing."""
CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b")
"""A time of day."""
UNIT_LETTERS = 4
"""How many letters of the words behind two figures are compared, to see if they count the same."""

# Numbers between these may be years.
_YEARS = 1900, 2100

_CLAUSE = re.compile(r"[,;:()«»“”„\"]\s|\s[-–—]\s|[、，；：。]")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that names figures.

    Attributes:
        sentence: The sentence that it is part of.
        text: Its own text, with blanks for dates.
        figures: Each figure once, in order.
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
    """Yield the clauses of sentences that name figures; dates, years and times of day do not count.

    Args:
        whole: Whether to take each sentence as one clause.
    """
    for sentence in sentences:
        rest = CLOCK.sub(" ", take_dates(sentence, language)[1])
        for text in (rest,) if whole else _CLAUSE.split(rest):
            found = quantities(text, language)
            percent = any(each.is_percentage for each in found)
            numbers = (e.values for e in found if not _is_year(e.values, text, language))
            figures = tuple(dict.fromkeys(numbers))
            if figures:
                text = with_percent_signs(text)  # a word for percent may say a hundred
                yield Clause(sentence, text, figures, percent, language)


def figures(sentence: str, language: str | None) -> list[Number]:
    """Return the numbers of a sentence that may change: no dates, years, times of day, one or zero."""
    return [number for clause in clauses((sentence,), language) for number in clause.figures]


def counted(sentence: str, language: str | None) -> set[str]:
    """Return the first letters of the word behind each figure of a sentence; "" if there is none."""
    found: set[str] = set()
    for clause in clauses((sentence,), language):
        words = clause.text.split()
        for number in clause.figures:
            place = words_of(number, words, language)
            behind = "".join(words[place[1] :][:1]) if place else ""
            found.add(behind[:UNIT_LETTERS].casefold())
    return found


def are_of_like_size(one: Number, other: Number, times: float) -> bool:
    """Tell whether neither of two figures is more than ``times`` the other."""
    return max(*one, *other) <= times * min(max(one), max(other))


def comes_back(number: Number) -> bool:
    """Tell whether a figure is so uncommon that, found again in another report, it counts the same
    thing.
    """
    value = max(number)
    return value > COMMON or not value.is_integer()


def words_of(number: Number, words: Sequence[str], language: str | None) -> tuple[int, int] | None:
    """Return where the words that say a number begin and end; None if no words say it by
    themselves.
    """

    def say(first: int, end: int) -> bool:
        return not number.isdisjoint(values(" ".join(words[first:end]), language))

    end = next((end for end in range(1, len(words) + 1) if say(0, end)), None)
    if end is None:
        return None
    first = next((first for first in reversed(range(end)) if say(first, end)), None)
    return None if first is None else (first, end)


def _is_year(number: Number, text: str, language: str | None) -> bool:
    """Tell whether a number is a year, as its text writes it: not 2,000, nor 2000 homes."""
    (value, *others) = number
    if others or not value.is_integer() or not _YEARS[0] <= value <= _YEARS[1]:
        return False
    return names_year(ascii_digits(text), language or "", int(value))
