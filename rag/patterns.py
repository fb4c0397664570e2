"""Offers what the patterns have in common that are made of words by language."""

from __future__ import annotations

from rag.language import UNSPACED

NEVER = "(?!)"
"""A pattern that nothing matches."""


def whole_words(words: str, language: str) -> str:
    """Return a pattern of some words between the boundaries of words, if the language has them.

    Args:
        words: Alternatives of a regular expression.
    """
    return f"(?:{words})" if language in UNSPACED else rf"(?<!\w)(?:{words})(?!\w)"


def word_beginnings(words: str, language: str) -> str:
    """Return a pattern like `whole_words`, whose words may go on: they need only begin one."""
    return f"(?:{words})" if language in UNSPACED else rf"(?<!\w)(?:{words})"
