"""Reads parts of a whole in words, which are no whole numbers: two thirds, driekwart, un quart de
million.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache

from rag.patterns import BEGIN, END, NEVER
from rag.said_numbers.digits import Number, normal
from rag.words import lists, strings

_PARTS, _OF_A = lists("numbers.parts"), strings("numbers.of_a")
_QUARTER = Fraction(1, 4)


def part_pattern(language: str, counted: str) -> str:
    """Return a pattern that finds a part, with the unit behind it of which it is a part, as the
    groups "of" and "unit".

    Args:
        counted: A pattern of the units.
    """
    words = (
        "|".join(f"(?P<{name}>{word})" for name, (word, *_) in _parts(language).items()) or NEVER
    )
    return (
        rf"(?:{BEGIN}(?:{words})(?:{END}|(?={counted})))"
        rf"(?:(?:[ -]?(?P<of>{normal(_OF_A.get(language, ''))}))?[ -]?(?P<unit>(?={counted})))?"
    )


def parts_said(match: re.Match[str], language: str, count: float | None) -> Number:
    """Return what a part that `part_pattern` found can mean; empty if it says no number.

    One part, a third, is mostly a figure of speech or a place in a row: it counts only before a
    unit.

    Args:
        count: The number before it; None if there is none.
    """
    parts = _parts(language)
    _, part, is_other = next(parts[name] for name in parts if match[name] is not None)
    is_of_unit = match["unit"] is not None
    if count is None and match["of"] is None and part != _QUARTER:
        is_of_unit = False  # the third million
    if count in (None, 1):
        return frozenset({float(part)} if is_of_unit or part.numerator > 1 else ())
    if count * part >= 1:  # of twelve third places
        return frozenset()
    return frozenset({count * part, *({count} if is_other and not is_of_unit else ())})


@cache
def _parts(language: str) -> dict[str, tuple[str, Fraction, bool]]:
    """Return, by a name, the words of a language for a part, how much it is, and whether they may
    mean something else.
    """
    pairs = [normal(pair).rsplit("=", 1) for pair in _PARTS.get(language, ())]
    return {
        f"part_{number}": (words, Fraction(value.partition(",")[0]), "," in value)
        for number, (words, value) in enumerate(pairs)
    }
