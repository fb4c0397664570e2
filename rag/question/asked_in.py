"""Finds the language that a question is asked in, by its small words: its names may be of any
language.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from rag.language import OPENING_MARKS, detect, is_latin, likeliest
from rag.question.asking import ASKS, words_that_ask
from rag.words import lists

# The commonest words of each language in questions; question words are in `ASKS`.
_SMALL = lists("asking.small")
_WORD = re.compile(r"\w+")
# A question word counts as much as so many small ones, unless it is a small word of another language:
# German "was".
_ASKING = 2
# With a lower count the words tell nothing; and if one word alone tells, it must lead by so much.
_ENOUGH = 2
# The language of a longer question is told by all its words, names or not.
_MOST_WORDS = 8


def asked_in(question: str, known: Collection[str] = ()) -> str | None:
    """Return the language of a short question: the one of which it has most question words and
    other small words.

    A word with a capital counts only at the beginning: the others are names. One word alone is
    believed only if its language is likely for other reasons too.

    Args:
        known: ISO 639-1 codes of languages that questions are likely in.

    Returns:
        An ISO 639-1 code; None if there are too few such words, or the question is longer.
    """
    if len(question.split()) > _MOST_WORDS:
        return None
    telling = {language: _words(question, language) for language in ASKS}
    counts = {language: sum(words.values()) for language, words in telling.items()}
    most = max(counts.values())
    if most < _ENOUGH:
        return None
    tied = [language for language, count in counts.items() if count == most]
    detected = detect(question, known)
    if detected in tied and (detected != "af" or "nl" not in tied):
        return detected
    if {"nl", "af"} <= set(tied):  # "Hoe oud is ...?" is both
        tied.remove("nl" if "af" in known and "nl" not in known else "af")
    without_names = _without_names(question, tied[0])
    likely = likeliest(without_names, tied)
    if len(" ".join(telling[likely]).split()) > 1:
        return likely
    is_likely = likely in known or likely == "en" or detect(without_names) == likely
    lead = most - counts.get(detected or "", 0)
    return likely if lead >= _ENOUGH and is_likely else None


def tells_language(question: str) -> bool:
    """Tell whether a question's script or a small word tells its language: a bare name or nonsense
    does not.

    Of 409 questions in 14 languages 2 do not, both Turkish.
    """
    return not is_latin(question) or any(_words(question, language) for language in ASKS)


def _words(question: str, language: str) -> dict[str, int]:
    """Return the words of a question that tell for a language, each with its weight."""
    asking = list(filter(_is_no_name, words_that_ask(question, language)))
    small = _SMALL.get(language, ())
    words = {
        match[0].lower(): 1
        for match in _WORD.finditer(question)
        if match[0].lower() in small
        and _is_no_name(match)
        and not any(asks.start() <= match.start() < asks.end() for asks in asking)
    }
    for match in asking:
        word = match[0].lower()
        words[word] = 1 if word in _all_small() else _ASKING
    return words


@cache
def _all_small() -> frozenset[str]:
    return frozenset().union(*_SMALL.values())


def _without_names(question: str, language: str) -> str:
    """Return a question without its capitalised words; the first stays if it is no name."""
    first, *others = question.split()
    kept = [first] if _words(first, language) else []
    return " ".join(
        kept + [word for word in others if not word.lstrip(OPENING_MARKS)[:1].isupper()]
    )


def _is_no_name(match: re.Match[str]) -> bool:
    before = match.string[: match.start()]
    return not match[0][:1].isupper() or not any(map(str.isalnum, before))
