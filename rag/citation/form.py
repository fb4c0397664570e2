"""Whether a written text is one clean sentence in the language asked for."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

from rag.language import detect

_ENDS = tuple(".!…。！।")
_ASKS = tuple("?？؟")
_CLOSING = "\"'”’»“)]）」』› \u00a0\u202f"
_MARKUP = re.compile(r"[<>{}|`\\]|\]\(|https?:|www\.|\*\*|__|\bNOT FOUND\b|\bNO ANSWER\b")
_LONGEST = 600
_LOOP = 3  # the same run of words so often in a row is a model that has lost its way
_COPIED = 4  # words that two languages have in common in a row by mere chance are fewer
_SURELY_COPIED = 7  # near languages share up to six: acusado de abuso sexual de menores
_WORD = re.compile(r"[\w'’-]+")
_LATIN = "LATIN"
_OF_NO_SCRIPT = "ªºµ"
_SCRIPTS = {
    "ru": ("CYRILLIC",), "uk": ("CYRILLIC",), "ar": ("ARABIC",), "fa": ("ARABIC",),
    "zh": ("CJK",), "ja": ("CJK", "HIRAGANA", "KATAKANA"), "ko": ("HANGUL",), "el": ("GREEK",),
    "he": ("HEBREW",), "hi": ("DEVANAGARI",), "th": ("THAI",),
}  # fmt: skip


def faults_of_form(text: str, language: str) -> list[str]:
    """What is wrong with a text as one sentence of an answer in a language; empty when nothing."""
    faults = []
    if text.rstrip(_CLOSING).endswith(_ASKS):
        faults.append("a question")
    elif not text.rstrip(_CLOSING).endswith(_ENDS):
        faults.append("not a whole sentence")
    if _MARKUP.search(text) or any(unicodedata.category(c) in {"Cc", "Cf", "Co"} for c in text):
        faults.append("markup")
    if len(text) > _LONGEST or _loops(text):
        faults.append("endless")
    if not is_in_language(text, language):
        faults.append("language")
    return faults


def is_in_language(text: str, language: str) -> bool:
    """Whether a text is in a language: its script throughout, names in Latin letters aside."""
    own = set(_SCRIPTS.get(language, (_LATIN,)))
    counts: Counter[str] = Counter()
    for letter in filter(_is_of_a_script, text):
        words = unicodedata.name(letter, "").split()
        counts[next((word for word in words if word in _ALL_SCRIPTS), "other")] += 1
    mine = sum(counts[script] for script in own)
    foreign = sum(count for script, count in counts.items() if script not in own | {_LATIN})
    if foreign or 2 * mine < counts.total() or not mine:
        return False
    return detect(text, among=[language]) == language


def _is_of_a_script(character: str) -> bool:
    """Whether a character is a letter, and not one that several scripts use: ー, 々, ʼ, º."""
    return (
        character.isalpha()
        and unicodedata.category(character) != "Lm"
        and character not in _OF_NO_SCRIPT
    )


def is_copied(text: str, language: str, source: str, spoken: str) -> bool:
    """Whether a run of words, most of them no names, was left as a source has it.

    Fewer than seven words may be right in both languages: they count only where they are not.

    Args:
        language: ISO 639-1 code of the text.
        spoken: That of the source, another one.
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
    return bool(re.search(r"(.{1,6})\1{5,}", text))


_ALL_SCRIPTS = {_LATIN, *(script for scripts in _SCRIPTS.values() for script in scripts)}
