"""What the patterns made of tables of words, by language, have in common."""

from __future__ import annotations

from rag.language import UNSPACED

NEVER = "(?!)"
"""A pattern that nothing matches."""


def whole_words(words: str, language: str) -> str:
    """A pattern that matches some words between the boundaries of words, where the language has them.

    Args:
        words: Alternatives of a regular expression.
    """
    return f"(?:{words})" if language in UNSPACED else rf"(?<!\w)(?:{words})(?!\w)"
