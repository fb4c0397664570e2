"""Whether a sentence says no: the words that turn a claim into its opposite, by language.

What is denied in one language is rejected or dismissed in another, and what is rejected there was
voted down here: a denial is held against sentences that have no such word at all.
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
    """What a text says in its words for no; None for a language whose words are not known here."""
    text, patterns = text.casefold(), _patterns(language or "")
    for said, words in patterns:
        if words.search(text):
            return said
    return "yes" if patterns else None


def are_opposed(one: Polarity | None, other: Polarity | None) -> bool:
    """Whether one of two texts says no to what the other says."""
    return {one, other} in ({"no", "yes"}, {"no", "rejects"}, {"denies", "yes"})


@cache
def _patterns(language: str) -> list[tuple[Polarity, re.Pattern[str]]]:
    tables: tuple[tuple[Polarity, Mapping[str, str]], ...] = (
        ("no", _NO),
        ("denies", _DENIES),
        ("rejects", _REJECTS),
    )
    return [
        (said, re.compile(whole_words(table[language], language)))
        for said, table in tables
        if language in table
    ]
