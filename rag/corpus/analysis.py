"""Text to index terms: one analysis for passages and for questions, in every language.

Words are normalised (NFKC, case, diacritics) and stemmed by Snowball where it knows the language;
numbers and mixed tokens stay whole. Scripts written without blanks become overlapping pieces. Each
longer word also gives its key: how it begins, as it sounds, in Latin letters. By keys other forms
of a word and other spellings of a name are found: Poetin, Putin and Путін share one. What each of
these gains: docs/retrieval-words.md.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from threading import local
from typing import Any

from anyascii import anyascii

from rag.patterns import MARKS

VERSION = "1"
"""Raised when terms change, so that an index made of the old ones is not asked for the new."""

# Snowball's names of the languages that have an ISO 639-1 code here.
_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian",
    "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian",
    "ne": "nepali", "nl": "dutch", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    "yi": "yiddish",
}  # fmt: skip
# Inflected languages that Snowball does not know: words are cut to this length.
_CUT = frozenset(["be", "bg", "bs", "hr", "lv", "mk", "sk", "sl", "uk"])
_CUT_LENGTH = 6
# Languages whose diacritics tell words apart.
_NOT_FOLDED = frozenset({"vi"})

_ALPHABETS = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
_CHARACTERS = (  # Han and kana
    r"\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
UNSPACED = _ALPHABETS + _CHARACTERS
"""Characters of the scripts without blanks between words, for a regular expression's brackets."""

# Vowel signs and accents that are no letters of their own, of the scripts where they stand.
_MARKS = (
    r"\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    rf"{MARKS}"
    r"\u0981-\u0983\u09bc-\u09cd\u09e2\u09e3\u0a01-\u0a03"
    r"\u0a3c-\u0a51\u0a70\u0a71\u0a81-\u0a83\u0abc-\u0acd\u0b01-\u0b03\u0b3c-\u0b57\u0b82"
    r"\u0bbe-\u0bcd\u0c00-\u0c04\u0c3e-\u0c56\u0c81-\u0c83\u0cbc-\u0cd6\u0d00-\u0d03"
    r"\u0d3b-\u0d4d\u0d81-\u0d83\u0dca-\u0ddf"
)
_LETTER = rf"[^\W\d_{UNSPACED}]"
_TOKEN = re.compile(
    rf"(?P<characters>[{_CHARACTERS}]+)"
    rf"|(?P<alphabet>[{_ALPHABETS}]+)"
    # A number, whole, with its grouping and the letters glued to it: 11 000, 3,5, 5G, 1990s.
    r"|(?P<number>(?<![\d.,:])\d{1,3}(?:[ ']\d{3})+(?!\d)|\d+(?:[.,:٫٬]\d+)*)"
    rf"(?P<unit>{_LETTER}[^\W_{UNSPACED}]*)?"
    rf"|(?P<word>{_LETTER}(?:[^\W_{UNSPACED}]|[{_MARKS}]|'(?={_LETTER}))*)"
)
# Typographic apostrophes are one; what is invisible inside words goes.
_SPELLINGS = str.maketrans(
    {
        "’": "'",
        "ʼ": "'",
        "‘": "'",
        "\u200b": " ",
        **dict.fromkeys("\u00ad\u200c\u200d\u2060\ufeff\u0640"),
    }
)
_INDIC = re.compile("[\u0900-\u0dff]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_SPECIAL = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"}
)

# Latin, Greek, Cyrillic, Armenian and Georgian: alphabets that write vowels, after folding.
_VOWELLED = re.compile("[a-z\u0370-\u058f\u10a0-\u10ff]+")
KEY_MARK = "~"
"""What a key begins with."""
_KEY_LENGTH = 4
_KEY_FROM = 5
_SOUNDS = (
    ("tsj", "ch"),
    ("sch", "sh"),
    ("sj", "sh"),
    ("oe", "u"),
    ("ou", "u"),
    ("ph", "f"),
    ("th", "t"),
)
_LIKE = str.maketrans("cqwyjz", "kkviis")
_DOUBLE = re.compile(r"(.)\1")

_per_thread = local()


def terms(text: str, language: str | None) -> list[str]:
    """Return the index terms of a text in a language (ISO 639-1 or None), in order, with repeats."""
    found: list[str] = []
    text = unicodedata.normalize("NFKC", text).translate(_SPELLINGS)
    for match in _TOKEN.finditer(text):
        kind, token = match.lastgroup, match.group()
        if kind == "word":
            found += _word(token, language)
        elif kind == "characters":
            found += _pieces(token, 2)
        elif kind == "alphabet":
            found += _pieces(token, 3)
        else:
            number, unit = _number(match["number"]), match["unit"]
            found += [number, number + _fold(unit.casefold())] if unit else [number]
    return found


def _pieces(run: str, length: int) -> list[str]:
    return [run[i : i + length] for i in range(max(1, len(run) - length + 1))]


def _number(token: str) -> str:
    """Write a number in ASCII digits without grouping.

    1.200, 1 200 and ١٬٢٠٠ are one term, 3.5 and 3,5 another.
    """
    if not token.isascii():
        token = "".join(str(unicodedata.digit(c, c)) for c in token)
        token = token.replace("٫", ".").replace("٬", ",")
    whole, *groups = re.split(r"[., ']", token)
    if groups and all(len(group) == 3 for group in groups):
        return whole + "".join(groups)
    return token.replace(",", ".")


@lru_cache(maxsize=65_536)
def _word(token: str, language: str | None) -> tuple[str, ...]:
    """Return the terms of one word as it stands in a text."""
    if language == "tr":
        token = token.replace("I", "ı").replace("İ", "i")
    word = token.casefold()
    if "'" not in word:
        return _terms_of(word, language)
    if _CYRILLIC.match(word):  # п'ять: a sign inside the word
        return _terms_of(word.replace("'", ""), language)
    parts = word.split("'")
    if language == "tr":  # İstanbul'da: the name, then its ending
        return _terms_of(parts[0], language)
    # l'école, Müller's, O'Brien: a lone letter is no word.
    kept = [part for part in parts if len(part) > 1] or parts
    return tuple(term for part in kept for term in _terms_of(part, language))


def _terms_of(word: str, language: str | None) -> tuple[str, ...]:
    if _HANGUL.match(word):  # particles are glued to nouns
        return tuple(_pieces(word, 2))
    if language in _NOT_FOLDED:
        return (word,)
    folded = _fold(word)
    key = _key(folded)
    if language in _CUT:
        stem = folded[:_CUT_LENGTH]
    elif name := _SNOWBALL.get(language or ""):
        stem = _fold(_stemmer(name).stemWord(word))
    else:
        stem = folded
    return (stem, key) if key else (stem,)


def _key(word: str) -> str:
    """Return the key of a longer word: how it begins, as it sounds in most languages; else ""."""
    if not _VOWELLED.fullmatch(word) or len(word := anyascii(word)) < _KEY_FROM:
        return ""
    for sound, letters in _SOUNDS:
        word = word.replace(sound, letters)
    return KEY_MARK + _DOUBLE.sub(r"\1", word.translate(_LIKE))[:_KEY_LENGTH]


def _stemmer(name: str) -> Any:
    """Return this thread's Snowball stemmer for a language; stemmers keep state while they work."""
    stemmers: dict[str, Any] = _per_thread.__dict__.setdefault("stemmers", {})
    if name not in stemmers:
        import Stemmer

        stemmers[name] = Stemmer.Stemmer(name)
    return stemmers[name]


def _fold(word: str) -> str:
    """Remove diacritics, so that ``café`` and ``cafe`` are one term, in Greek and Arabic too."""
    if word.isascii() or _INDIC.search(word):
        return word
    decomposed = unicodedata.normalize("NFD", word)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare).translate(_SPECIAL)
