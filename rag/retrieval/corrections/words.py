"""How a correction repeats what was written, calls it wrong and says what is right, by language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

from rag.language import UNSPACED
from rag.words import strings

Role = Literal["wrote", "wrong", "right"]

_WORDS: dict[Role, Mapping[str, str]] = {
    "wrote": strings("correction.wrote"),
    "wrong": strings("correction.wrong"),
    "right": strings("correction.right"),
}
# "That was wrong" has so many words at most, or characters where words are not set apart.
_FEW_WORDS, _FEW_CHARACTERS = 8, 16
_SAYS_MORE = re.compile(r"[\d:;–—：；]")


def has_words_for(what: Role, sentence: str, language: str | None) -> bool:
    """Whether a sentence of a correction repeats what was written, calls something wrong, or says
    what is right; False for languages whose words are not known.
    """
    pattern = _pattern(what, language or "")
    return pattern is not None and pattern.search(sentence) is not None


def only_denies(sentence: str, language: str | None) -> bool:
    """Whether a sentence of a correction says that something was wrong, and no more."""
    is_long = (
        len(sentence) > _FEW_CHARACTERS
        if language in UNSPACED
        else len(sentence.split()) > _FEW_WORDS
    )
    return (
        not is_long
        and not _SAYS_MORE.search(sentence)
        and has_words_for("wrong", sentence, language)
        and not has_words_for("wrote", sentence, language)
        and not has_words_for("right", sentence, language)
    )


@cache
def _pattern(what: Role, language: str) -> re.Pattern[str] | None:
    said = _WORDS[what].get(language)
    if said is None:
        return None
    return re.compile(said if language in UNSPACED else rf"(?<!\w)(?:{said})", re.IGNORECASE)
