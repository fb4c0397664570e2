"""Holds the words that the reading of articles looks for: one TOML file per language, ``nl.toml``.

README.md beside this file says what each key holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from rag.words import Words

_WORDS = Words(__name__)


@cache
def by_language(key: str) -> Mapping[str, tuple[str, ...]]:
    """Return the lists under a key such as ``kinds.opinion``, by language; languages without one
    are left out.
    """
    return _WORDS.lists(key)


@cache
def listed(key: str, language: str) -> frozenset[str]:
    """Return what a language lists under a key; empty if it has no such list."""
    return frozenset(by_language(key).get(language, ()))


@cache
def listed_anywhere(key: str) -> frozenset[str]:
    """Return what any language lists under a key."""
    return frozenset[str]().union(*by_language(key).values())


@cache
def pattern(key: str) -> str:
    """Return a regular expression for what any language has under a key; a blank in it matches any
    blanks.
    """
    return f"(?:{'|'.join(_WORDS.strings(key).values())})".replace(" ", r"\s+")
