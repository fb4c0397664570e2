"""Which language a question is asked in, by its small words: names in it may be of any language."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from rag.language import OPENING_MARKS, detect, is_latin, likeliest
from rag.question.asking import ASKS, words_that_ask
from rag.words import lists

# Of the commonest words of each language those that stand in questions; words that ask are in `ASKS`.
_SMALL = lists("asking.small")
_WORD = re.compile(r"\w+")
# A word that asks counts as much as so many small ones, unless it is a small one of another
# language: German "was".
_ASKING = 2
# Below it the words tell nothing; by as much they must lead where one word alone tells.
_ENOUGH = 2
# What is longer is told by all its words, names or not.
_MOST_WORDS = 8


def asked_in(question: str, known: Collection[str] = ()) -> str | None:
    """The language whose words that ask and other small words a short question has most of.

    A word with a capital counts only at the beginning: the others are names. One word alone is
    believed if its language is likely for other reasons too.

    Args:
        known: ISO 639-1 codes of languages that questions are likely in.

    Returns:
        Its ISO 639-1 code; None where such words are too few, or the question is a longer one.
    """
    if len(question.split()) > _MOST_WORDS:
        return None
    told = {language: _words(question, language) for language in ASKS}
    counts = {language: sum(words.values()) for language, words in told.items()}
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
    if len(" ".join(told[likely]).split()) > 1:
        return likely
    is_likely = likely in known or likely == "en" or detect(without_names) == likely
    lead = most - counts.get(detected or "", 0)
    return likely if lead >= _ENOUGH and is_likely else None


def tells_language(question: str) -> bool:
    """Whether a question's script or a small word tells its language: a bare name or nonsense does not.

    Of 409 questions in 14 languages 2 do not, both Turkish.
    """
    return not is_latin(question) or any(_words(question, language) for language in ASKS)


def _words(question: str, language: str) -> dict[str, int]:
    """The words of a language in a question that tell it, and what each counts."""
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
    """A question without its words with a capital, but for a first one that is no name."""
    first, *others = question.split()
    kept = [first] if _words(first, language) else []
    return " ".join(
        kept + [word for word in others if not word.lstrip(OPENING_MARKS)[:1].isupper()]
    )


def _is_no_name(match: re.Match[str]) -> bool:
    before = match.string[: match.start()]
    return not match[0][:1].isupper() or not any(map(str.isalnum, before))
