"""Whether a written text is one clean sentence in the language asked for."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

from babel import Locale
from babel.core import get_global

from rag.language import DETECTED, detect

_ENDS = tuple(".!…。！।॥۔։။។།።")
_UNENDED = {"th", "lo"}  # sentences end with a blank
_ASKS = tuple("?？؟")
_CLOSING = "\"'”’»“)]）」』› \u00a0\u202f"
_MARKUP = re.compile(r"[<>{}|`\\]|\]\(|https?:|www\.|\*\*|__|\bNOT FOUND\b|\bNO ANSWER\b")
_LONGEST = 600
_LOOP = 3  # a model that repeats a run of words so often in a row is stuck
_COPIED = 4  # two languages share fewer words in a row by mere chance
_SURELY_COPIED = 7  # near languages share up to six: acusado de abuso sexual de menores
_WORD = re.compile(r"[\w'’-]+")
_LATIN = "LATIN"
_OF_NO_SCRIPT = "ªºµ"
_JOINERS = "\u200c\u200d"  # part of the spelling of Persian and of Indian languages
_FIRST_RIGHT_TO_LEFT = "\u0590"
# Words in the Unicode names of letters, by code of a script, or of a language with several scripts.
# Scripts that are not listed are named there by their English name.
_SCRIPTS = {
    "Hans": ("CJK",), "Hant": ("CJK",), "Jpan": ("CJK", "HIRAGANA", "KATAKANA"),
    "Kore": ("HANGUL",), "Beng": ("BENGALI",), "Orya": ("ORIYA",), "sr": ("CYRILLIC", _LATIN),
}  # fmt: skip


def faults_of_form(text: str, language: str) -> list[str]:
    """List what is wrong with a text as one sentence of an answer in a language; empty if nothing."""
    faults = []
    if text.rstrip(_CLOSING).endswith(_ASKS):
        faults.append("a question")
    elif language not in _UNENDED and not text.rstrip(_CLOSING).endswith(_ENDS):
        faults.append("not a whole sentence")
    if _MARKUP.search(text) or any(map(_is_invisible, _without_joiners(text))):
        faults.append("markup")
    if len(text) > _LONGEST or _loops(text):
        faults.append("endless")
    if not is_in_language(text, language):
        faults.append("language")
    return faults


def is_in_language(text: str, language: str) -> bool:
    """Tell whether a text is in a language, by script (names in Latin aside) and by detection.

    For a language that `rag.language.detect` does not know, only the script counts.
    """
    own = _scripts(language)
    counts = Counter(
        "own" if any(script in name for script in own) else "Latin" if _LATIN in name else "foreign"
        for name in (
            unicodedata.name(letter, "").split() for letter in filter(_is_of_a_script, text)
        )
    )
    if counts["foreign"] or 2 * counts["own"] < counts.total() or not counts["own"]:
        return False
    return language not in DETECTED or detect(text, among=[language]) == language


@cache
def _scripts(language: str) -> frozenset[str]:
    """Return words that the Unicode names of a language's letters hold: CYRILLIC."""
    tag = get_global("likely_subtags").get(language, "")
    code = next((part for part in tag.split("_") if len(part) == len("Cyrl")), "Latn")
    name = Locale("en").scripts.get(code, code).upper()
    return frozenset(_SCRIPTS.get(language, _SCRIPTS.get(code, (name,))))


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Co"}


def _without_joiners(text: str) -> str:
    """Remove the joiners that stand beside a letter of a script that needs them."""
    padded = f" {text} "
    return "".join(
        here
        for before, here, after in zip(padded, padded[1:], padded[2:], strict=False)
        if here not in _JOINERS or not (_is_joined(before) or _is_joined(after))
    )


def _is_joined(character: str) -> bool:
    return character >= _FIRST_RIGHT_TO_LEFT and unicodedata.category(character)[0] in "LM"


def _is_of_a_script(character: str) -> bool:
    """Tell whether a character is a letter, and not one that several scripts use: ー, 々, ʼ, º."""
    return (
        character.isalpha()
        and unicodedata.category(character) != "Lm"
        and character not in _OF_NO_SCRIPT
    )


def is_copied(text: str, language: str, source: str, spoken: str) -> bool:
    """Tell whether a run of words, most of them no names, was left in the language of the source.

    Fewer than seven words may be right in both languages: they count only if detection says
    otherwise.

    Args:
        language: ISO 639-1 code of the text.
        spoken: ISO 639-1 code of the source, a different one.
    """
    words, theirs = _WORD.findall(text), f" {' '.join(_WORD.findall(source))} "
    for start in range(len(words) - _COPIED + 1):
        end = start + _COPIED
        if sum(map(str.islower, words[start:end])) < _COPIED - 1:
            continue
        if f" {' '.join(words[start:end])} " not in theirs:
            continue
        while end < len(words) and f" {' '.join(words[start : end + 1])} " in theirs:
            end += 1
        said = " ".join(filter(str.islower, words[start:end]))  # names mislead
        if end - start >= _SURELY_COPIED or (
            detect(said, among=[spoken]) == spoken and detect(said, among=[language]) != language
        ):
            return True
    return False


def _loops(text: str) -> bool:
    words = text.casefold().split()
    for size in (1, 2, 3, 4):
        for start in range(len(words) - size * _LOOP + 1):
            run = words[start : start + size]
            if all(words[start + i * size : start + (i + 1) * size] == run for i in range(_LOOP)):
                return True
    return bool(re.search(r"(?!\d)(.{1,6})\1{5,}", text))
