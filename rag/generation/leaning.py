"""Sentences that lean on the one before them: "She resigned", "Of them three were hurt"."""

from __future__ import annotations

import re
from functools import cache

from rag.language import UNSPACED
from rag.question.follow_up_words import NO_SPAN, PRONOUNS

# At the start of a sentence, where a question has them for other things or not at all.
_AT_THE_START = {
    "en": r"that(?=\s+(?:is|was|\w+s|had|would|will|could)(?!\w))|of (?:them|these|those)",
    "nl": rf"(?:dat|dit|die|deze){NO_SPAN['nl']}",
    "fr": r"c['’]\w+|parmi (?:eux|elles)",
    "es": r"de (?:ellos|ellas)",
    "pl": r"to|wśród nich|z nich",
    "ru": r"это|из них",
    "uk": r"це|з них",
    "zh": r"其",
    "ja": r"うち|こ[れの](?!ほど)|そ[れの]|彼",
}
_OPENS = r"[\W\d_]*"
_SHORT_WORD = r"(?:\w{1,4}\s+)?"  # "But she", "Of them"
_SPEECH = re.compile(r"[\"“„«].*[\"”“»][,.]?(?=\s)", re.DOTALL)


def leans_back(sentence: str, language: str | None) -> bool:
    """Whether a sentence begins with what stands for something said before it, or is the speech of
    somebody who is not named in it.

    Args:
        language: ISO 639-1 code; False for those that are not known.
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
    """A verb and who speaks: "zei ze", "she said"."""
    return re.compile(rf"\W*(?:\w+[\s-])?(?:{PRONOUNS.get(language, '(?!)')})(?!\w)", re.IGNORECASE)


def _words(language: str) -> str:
    """Alternatives of a regular expression."""
    tables = (table[language] for table in (PRONOUNS, _AT_THE_START) if language in table)
    return "|".join(tables) or "(?!)"
