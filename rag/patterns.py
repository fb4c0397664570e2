"""Offers what the patterns have in common that are made of words by language."""

from __future__ import annotations

from rag.language import UNSPACED

NEVER = "(?!)"
"""A pattern that nothing matches."""
MARKS = r"\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
"""For a class of characters: the vowels and other signs within the words of Devanagari, which are no
``\\w``.
"""
BEGIN, END = rf"(?<![\w{MARKS}])", rf"(?![\w{MARKS}])"
"""Patterns of the boundaries of words."""


def whole_words(words: str, language: str) -> str:
    """Return a pattern of some words between the boundaries of words, if the language has them.

    Args:
        words: Alternatives of a regular expression.
    """
    return f"(?:{words})" if language in UNSPACED else f"{BEGIN}(?:{words}){END}"


def word_beginnings(words: str, language: str) -> str:
    """Return a pattern like `whole_words`, whose words may go on: they need only begin one."""
    return f"(?:{words})" if language in UNSPACED else f"{BEGIN}(?:{words})"
