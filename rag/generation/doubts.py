"""Recognises sentences that say of the one before that it is not confirmed: "We could not verify
this".
"""

from __future__ import annotations

import re
from functools import cache

from rag.language import is_longer
from rag.patterns import NEVER, word_beginnings
from rag.words import strings

_UNCONFIRMED = strings("doubt.unconfirmed")
# A longer sentence itself names what it doubts.
_MOST_WORDS = 12
_MOST_CHARACTERS = 24  # in scripts without spaces


def doubts(sentence: str, language: str | None) -> bool:
    """Tell whether a short sentence says that something is not confirmed.

    Args:
        language: ISO 639-1 code; False for languages that are not known.
    """
    if is_longer(sentence, language, words=_MOST_WORDS, characters=_MOST_CHARACTERS):
        return False
    return _unconfirmed(language or "").search(sentence) is not None


@cache
def _unconfirmed(language: str) -> re.Pattern[str]:
    words = _UNCONFIRMED.get(language, NEVER)
    return re.compile(word_beginnings(words, language), re.IGNORECASE)
