"""Tells whether a sentence says no, by the words of its language that turn a claim into its
opposite.

Languages choose these words differently: what one denies, another rejects or dismisses, or votes
down. So a denial is opposed only to sentences that have no such word at all.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from rag.patterns import whole_words
from rag.words import strings

Polarity = Literal["no", "denies", "rejects", "yes"]

_NO, _DENIES = strings("negation.no"), strings("negation.denies")
_REJECTS = strings("negation.rejects")


def polarity(text: str, language: str | None) -> Polarity | None:
    """Return what the words for no say in a text; None for a language whose words are not known."""
    text, patterns = text.casefold(), _patterns(language or "")
    for verdict, words in patterns:
        if words.search(text):
            return verdict
    return "yes" if patterns else None


def are_opposed(one: Polarity | None, other: Polarity | None) -> bool:
    """Tell whether one of two texts says no to what the other says."""
    return {one, other} in ({"no", "yes"}, {"no", "rejects"}, {"denies", "yes"})


@cache
def _patterns(language: str) -> list[tuple[Polarity, re.Pattern[str]]]:
    tables: tuple[tuple[Polarity, Mapping[str, str]], ...] = (
        ("no", _NO),
        ("denies", _DENIES),
        ("rejects", _REJECTS),
    )
    return [
        (name, re.compile(whole_words(table[language], language)))
        for name, table in tables
        if language in table
    ]
