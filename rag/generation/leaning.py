"""Recognises sentences that lean on the one before them: "She resigned", "Of them three were hurt"."""

from __future__ import annotations

import re
from functools import cache

from rag.language import UNSPACED
from rag.patterns import NEVER
from rag.question.follow_up import of_no_span
from rag.words import strings

# Words that lean back only at the start of a sentence; in a question they mean something else.
_AT_THE_START = strings("follow_up.sentence_starts")
_PRONOUNS = strings("follow_up.pronouns")
_OPENS = r"[\W\d_]*"
_SHORT_WORD = r"(?:\w{1,4}\s+)?"  # "But she", "Of them"
_SPEECH = re.compile(r"[\"“„«].*[\"”“»][,.]?(?=\s)", re.DOTALL)


def leans_back(sentence: str, language: str | None) -> bool:
    """Tell whether a sentence begins with a word that stands for something said before it, or is
    the speech of somebody whom it does not name.

    Args:
        language: ISO 639-1 code; False for languages that are not known.
    """
    speech = _SPEECH.match(sentence)
    if speech and language not in UNSPACED:
        return _speaker(language or "").match(sentence, speech.end()) is not None
    return _start(language or "").match(sentence) is not None


@cache
def _start(language: str) -> re.Pattern[str]:
    words = _words(language)
    if language in UNSPACED:
        return re.compile(rf"{_OPENS}(?:{words})")
    return re.compile(rf"{_OPENS}{_SHORT_WORD}(?:{words})(?!\w)", re.IGNORECASE)


@cache
def _speaker(language: str) -> re.Pattern[str]:
    """Return a pattern of a verb and a pronoun for who speaks: "zei ze", "she said"."""
    pronouns = of_no_span(_PRONOUNS.get(language, NEVER), language)
    return re.compile(rf"\W*(?:\w+[\s-])?(?:{pronouns})(?!\w)", re.IGNORECASE)


def _words(language: str) -> str:
    """Return the words that lean back, as alternatives of a regular expression."""
    tables = (table[language] for table in (_PRONOUNS, _AT_THE_START) if language in table)
    return of_no_span("|".join(tables) or NEVER, language)
