"""Text to index terms: one analysis for passages and for questions, in every language.

Words are normalised (NFKC, case, diacritics), numbers and mixed tokens kept whole, and stemmed by
Snowball where it knows the language. Scripts written without blanks become character bigrams.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from threading import local
from typing import Any

# Snowball's names of the languages that have an ISO 639-1 code here.
_SNOWBALL = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali",
    "nl": "dutch", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip

# Han, kana, Thai, Lao, Khmer, Burmese: no blanks between words.
UNSPACED = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(
    rf"[{UNSPACED}]+"  # a run without blanks
    r"|\d+(?:[.,:]\d+)*"  # a number, whole
    rf"|[^\W\d_{UNSPACED}][^\W_{UNSPACED}]*(?:['’][^\W\d_]{{1,2}}\b)?"  # a word
)
_UNSPACED_RUN = re.compile(rf"[{UNSPACED}]")
_per_thread = local()


def terms(text: str, language: str | None) -> list[str]:
    """The index terms of a text in a language (ISO 639-1 or None), in order, repeats kept."""
    found: list[str] = []
    for token in _TOKEN.findall(unicodedata.normalize("NFKC", text)):
        if _UNSPACED_RUN.match(token):
            found.extend(_bigrams(token))
        elif token[0].isdigit():
            found.append(_number(token))
        else:
            found.append(_stem(token.casefold().replace("’", "'"), language))
    return found


def _bigrams(run: str) -> list[str]:
    return [run] if len(run) == 1 else [run[i : i + 2] for i in range(len(run) - 1)]


def _number(token: str) -> str:
    """Digits without grouping marks: 1.200, 1,200 and 1200 are one term; 3.5 and 3,5 another."""
    whole, *groups = re.split(r"[.,]", token)
    if groups and all(len(group) == 3 for group in groups):
        return whole + "".join(groups)
    return token.replace(",", ".")


def _stem(word: str, language: str | None) -> str:
    word = word.removesuffix("'s")
    name = _SNOWBALL.get(language or "")
    if name:
        word = _stemmer(name).stemWord(word)
    return _fold(word.replace("'", ""))


def _stemmer(name: str) -> Any:
    """A Snowball stemmer of this thread: they keep state while they work."""
    stemmers: dict[str, Any] = _per_thread.__dict__.setdefault("stemmers", {})
    if name not in stemmers:
        import Stemmer

        stemmers[name] = Stemmer.Stemmer(name)
    return stemmers[name]


@cache
def _mark(character: str) -> bool:
    return unicodedata.combining(character) != 0


def _fold(word: str) -> str:
    """Without diacritics: ``café`` and ``cafe`` are one term, in Greek and Arabic too."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not _mark(c)))
