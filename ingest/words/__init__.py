"""The words that the reading of articles looks for: one TOML file a language, ``nl.toml``.

What each key holds is said in README.md beside this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from rag.words import Words

_WORDS = Words(__name__)


def by_language(key: str) -> Mapping[str, tuple[str, ...]]:
    """Return the list under a key such as ``kinds.opinion``, of each language that has one."""
    return _WORDS.lists(key)


@cache
def listed(key: str, language: str) -> frozenset[str]:
    """Return what a language lists under a key; nothing where it has no such list."""
    return frozenset(_WORDS.lists(key).get(language, ()))


@cache
def listed_anywhere(key: str) -> frozenset[str]:
    """Return what any language lists under a key."""
    return frozenset[str]().union(*_WORDS.lists(key).values())


@cache
def pattern(key: str) -> str:
    """Return a regular expression for what any language has under a key; a blank is any blanks."""
    return f"(?:{'|'.join(_WORDS.strings(key).values())})".replace(" ", r"\s+")
