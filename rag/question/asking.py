"""Recognises questions, by language: whether a text asks at all, who, what or when, for a reason,
or for yes or no.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rag.patterns import NEVER, whole_words
from rag.words import strings

ASKS = strings("asking.asks")
"""The question words of each language, as alternatives of a regular expression; not those of languages
that are written without spaces.
"""
# The question words of those languages, in which they may stand anywhere.
_ASKS_UNSPACED = strings("asking.asks_unspaced")
_WHY = strings("asking.why")
# How questions of yes or no begin, in languages in which they look as if they had a question word.
_WHETHER = strings("asking.whether")
# Languages in which a question word stands where its answer would.
_ANYWHERE = {"tr", "fa", "vi", "ko", "hi"}
_FIRST_WORDS = 2  # "why", "in which", "and when"
_SENTENCE_END = re.compile(r"[.!?…]\s+")

_MARKS = ("?", "？", "؟")
_BEGINNING = "¿"
BEHIND_GREEK, GREEK_MARK = r"(?<=[\u0370-\u03ff\u1f00-\u1fff])", r"[;\u037e]"
"""Patterns of the Greek question mark, which looks like a semicolon, and of where it may stand."""
_ENDS_IN_GREEK = re.compile(rf"{BEHIND_GREEK}[»\"]?\s?{GREEK_MARK}\s*\Z")
QUESTION_ENDS = tuple(f"{mark}{closing}" for mark in _MARKS for closing in ("", '"', "”", "»", "’"))
"""Endings of sentences that ask."""


def asks(text: str, language: str) -> bool:
    """Tell whether a text is a question, and no headline or list of words to search for.

    Without a question mark it is one if it has a question word in front, or begins as questions of
    yes or no do in languages that have such a beginning. A text in a language whose question words
    are not known is taken for one.
    """
    if any(mark in text for mark in (*_MARKS, _BEGINNING)) or _ENDS_IN_GREEK.search(text):
        return True
    if unspaced := _ASKS_UNSPACED.get(language):
        return re.search(unspaced, text) is not None
    return language not in ASKS or _asks_whether(text, language) or _begins_asking(text, language)


def asks_openly(question: str, language: str) -> bool:
    """Tell whether a question asks who, what or when, and not for yes or no, as far as its words
    show.

    False if the question words of the language are not known.
    """
    if unspaced := _ASKS_UNSPACED.get(language):
        return bool(re.search(unspaced, question)) and not _asks_whether(question, language)
    return not _asks_whether(question, language) and _begins_asking(question, language)


def _asks_whether(text: str, language: str) -> bool:
    words = whole_words(_WHETHER.get(language, NEVER), language)
    return re.search(words, text, re.IGNORECASE) is not None


def _begins_asking(text: str, language: str) -> bool:
    """Tell whether one of the first two words of a sentence is a question word: further on, in most
    languages, it mostly stands in a clause, as in "Did she know when they voted?".
    """
    return any(
        language in _ANYWHERE or len(sentence[: word.start()].split()) < _FIRST_WORDS
        for sentence in _SENTENCE_END.split(text)
        for word in words_that_ask(sentence, language)
    )


def asks_why(question: str, language: str) -> bool:
    """Tell whether a question asks for a reason."""
    words = whole_words(_WHY.get(language, NEVER), language)
    return re.search(words, question, re.IGNORECASE) is not None


def has_word_that_asks(text: str, language: str) -> bool:
    """Tell whether a text has a question word; False for a language whose words are not known."""
    return any(words_that_ask(text, language))


def words_that_ask(text: str, language: str) -> Iterator[re.Match[str]]:
    """Find the question words of a text; none for a language whose words are not known."""
    return _pattern(language).finditer(text)


@cache
def _pattern(language: str) -> re.Pattern[str]:
    return re.compile(whole_words(ASKS.get(language, NEVER), language), re.IGNORECASE)
