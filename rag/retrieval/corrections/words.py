"""Knows, by language, how a correction repeats what was written, calls it wrong and says what is
right.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from rag.language import is_longer
from rag.patterns import word_beginnings
from rag.words import strings

Role = Literal["wrote", "wrong", "right"]

_WORDS: dict[Role, Mapping[str, str]] = {
    "wrote": strings("correction.wrote"),
    "wrong": strings("correction.wrong"),
    "right": strings("correction.right"),
}
# A sentence like "That was wrong" has at most so many words, or characters in scripts without spaces.
_FEW_WORDS, _FEW_CHARACTERS = 8, 16
_SAYS_MORE = re.compile(r"[\d:;–—：；]")


def has_words_for(what: Role, sentence: str, language: str | None) -> bool:
    """Tell whether a sentence of a correction repeats what was written, calls something wrong, or
    says what is right; False for languages whose words are not known.
    """
    pattern = _pattern(what, language or "")
    return pattern is not None and pattern.search(sentence) is not None


def only_denies(sentence: str, language: str | None) -> bool:
    """Tell whether a sentence of a correction says that something was wrong, and no more."""
    return (
        not is_longer(sentence, language, words=_FEW_WORDS, characters=_FEW_CHARACTERS)
        and not _SAYS_MORE.search(sentence)
        and has_words_for("wrong", sentence, language)
        and not has_words_for("wrote", sentence, language)
        and not has_words_for("right", sentence, language)
    )


@cache
def _pattern(what: Role, language: str) -> re.Pattern[str] | None:
    words = _WORDS[what].get(language)
    if words is None:
        return None
    return re.compile(word_beginnings(words, language), re.IGNORECASE)
