"""Finds the names that a sentence says, and compares them across scripts and spellings.

Names are compared in ASCII transliteration, by likeness: Putin, Poetin and Путин are one name.
Countries are known by all their names (CLDR): Germany, Duitsland and Германия are one. Names that
are translated rather than spelled differently (Vienna, Wenen) are left to `rag.citation.meaning`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache

from anyascii import anyascii
from babel import Locale, UnknownLocaleError

from rag.language import UNSPACED
from rag.patterns import NEVER, whole_words
from rag.words import strings

_WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")
_ELISION = re.compile(r"^(?:[ldnsmtc]|qu|dell|all|nell|sull)['’](?=\w)", re.IGNORECASE)
_JOINT = re.compile("['’ʼ-]")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]\s+|[\"“”«»„‘’(\[¿¡-]\s*)$")
# Languages in which every noun has a capital, so that capitals tell no names.
_NOUNS_CAPITALISED = {"de"}
_PREPOSITIONS, _AND = strings("asking.prepositions"), strings("asking.conjunctions")
_NO_CAPITALS = {"ar", "fa", "he", "hi", "ko", "ur"}
_NO_VOWELS = {"ar", "fa", "he", "ps", "ur"}
_ALIKE = 0.6
_SHORT = 3
_STEM = 4
# Two grammatical cases of one name have the same beginning, but for so many letters, or nearly all
# letters in common.
_ENDING = 2
_LONGEST_ENDING = 4
_NEARLY_ALL = 0.88


def names(text: str, language: str | None) -> list[str]:
    """Return the words of a text that are written as names: with a capital inside a sentence.

    In German only words beside another capitalised one, or with a digit, count; in scripts without
    capitals only words in another script.
    """
    found: list[str] = []
    words = list(_WORD.finditer(text))
    for place, word in enumerate(words):
        token = _ELISION.sub("", word.group())
        if (
            len(token) < _SHORT
            or token[0].isdigit()
            or not (token[0].isupper() or _has_inner_capital(token))
            or _starts(text, word)
        ):
            continue
        if language in _NOUNS_CAPITALISED and not (
            any(c.isdigit() for c in token)
            or (place and words[place - 1].group()[0].isupper() and place > 1)
        ):
            continue
        found.append(token)
    return found


def likely_names(text: str, language: str | None) -> list[str]:
    """Return the names of a text, and those that only may be names: in German, nouns behind a
    preposition without an article ("in Oberwelse", but "nach Hause" too).
    """
    found = names(text, language)
    if language in _NOUNS_CAPITALISED:
        places = _prepositions(language).finditer(text)
        behind = (_WORD.match(text, place.end() + 1) for place in places)
        found += [word.group() for word in behind if word and word.group()[0].isupper()]
    return [*dict.fromkeys(found)]


def tell_names(language: str | None) -> bool:
    """Tell whether capitals inside a sentence are for names, and names have them, in a language."""
    return language not in _NOUNS_CAPITALISED | UNSPACED | _NO_CAPITALS


def side_by_side(text: str, found: Collection[str], language: str | None) -> list[tuple[str, ...]]:
    """Return the names of a text, together where they stand side by side or with one short word
    between them: Rita Holm, House of Commons; but not Holm and Brandt.

    Args:
        found: The names, as `names` gives them.
    """
    groups: list[list[str]] = []
    ends = [0, 0]  # of the last name, and of the short word behind it
    for word in _WORD.finditer(text):
        token = _ELISION.sub("", word.group())
        touches = not text[ends[-1] : word.start()].strip()
        if token in found:
            if not groups or not touches:
                groups.append([])
            groups[-1].append(token)
            ends = [word.end()]
        elif touches and len(ends) == 1 and _is_between(token, language):
            ends.append(word.end())
    return [tuple(group) for group in groups]


def _is_between(token: str, language: str | None) -> bool:
    """Tell whether a word may stand inside a name."""
    joins = re.fullmatch(_AND.get(language or "", NEVER), token, re.IGNORECASE)
    return len(token) <= _SHORT and not joins


@cache
def _prepositions(language: str) -> re.Pattern[str]:
    return re.compile(whole_words(_PREPOSITIONS[language], language), re.IGNORECASE)


def first_words(text: str) -> list[str]:
    """Return the words of a text that may be names, or have their capital only because they start a
    sentence.
    """
    tokens = [
        _ELISION.sub("", word.group()) for word in _WORD.finditer(text) if _starts(text, word)
    ]
    return [token for token in tokens if len(token) >= _SHORT and token[0].isupper()]


def unknown(
    claimed: Iterable[str], language: str | None, support: Sequence[tuple[str, str | None]]
) -> list[str]:
    """Return the names that no text of the support says in any spelling.

    Args:
        claimed: The names.
        language: Language of the text that the names come from.
        support: Texts with their languages.
    """
    spellings: set[str] = set()
    skeletons: set[str] = set()
    runs = ""
    countries: set[str] = set()
    for text, spoken in support:
        if spoken in UNSPACED:
            runs += _ascii(text)
        for word in _WORD.findall(text):
            plain = _ascii(_ELISION.sub("", word))
            spellings.add(plain)
            if spoken in _NO_VOWELS:
                skeletons.add(_skeleton(plain.removeprefix("al").removeprefix("w")))
                skeletons.add(_skeleton(plain))
        countries |= _countries_in(text, spoken)
    return [
        name
        for name in claimed
        if not _known(_ascii(name), spellings, skeletons, runs)
        and not _countries_in(name, language) & countries
    ]


def capitalised(text: str) -> frozenset[str]:
    """Return the words of a text that may be part of a name, in ASCII: all that do not begin with a
    small letter.
    """
    parts = {part for word in _WORD.findall(text) for part in _JOINT.split(word)}
    return frozenset(_ascii(part) for part in parts if part and not part[0].islower())


def mentions(words: Collection[str], name: str) -> bool:
    """Tell whether a text says a name itself, though perhaps in another script or grammatical case.

    Narrower than `unknown`, which allows for the spellings of other languages: Orvala is no Orlava.

    Args:
        words: Words of the text, as `capitalised` gives them.
    """
    parts = [_ascii(part) for part in _JOINT.split(name) if part[:1].isupper()] or [_ascii(name)]
    return all(any(_is_case_of(part, word) for word in words) for part in parts)


def _is_case_of(name: str, other: str) -> bool:
    """Tell whether two words in ASCII are one name, but for its ending."""
    if name == other:
        return True
    shorter, longer = sorted((len(name), len(other)))
    if shorter < _STEM or longer - shorter > _LONGEST_ENDING or name[0] != other[0]:
        return False
    stem = max(_STEM, shorter - _ENDING)
    return name[:stem] == other[:stem] or _likeness(name, other) >= _NEARLY_ALL


@lru_cache(maxsize=50_000)
def _likeness(name: str, other: str) -> float:
    return SequenceMatcher(None, name, other, autojunk=False).ratio()


def _known(name: str, spellings: set[str], skeletons: set[str], runs: str) -> bool:
    if not name:  # all its letters are silent: Ь
        return False
    if name in spellings or (len(name) > _SHORT and name in runs):
        return True
    if any(_alike(name, other) for other in spellings):
        return True
    bones = _skeleton(name)
    return any(_bones_alike(bones, other) for other in skeletons)


@lru_cache(maxsize=50_000)
def _alike(name: str, other: str) -> bool:
    if len(other) < _SHORT or (name[0] != other[0] and {name[0], other[0]} not in _SAME_SOUND):
        return False
    if len(name) >= _STEM and len(other) >= _STEM and name[:_STEM] == other[:_STEM]:
        return True
    return _likeness(name, other) >= _ALIKE


_SAME_SOUND = [set(pair.split()) for pair in ("c k", "k q", "v w", "f v", "i y", "j y", "u w",
               "j d", "z s", "c s", "z c", "h g", "g j", "i j", "e i", "u y", "x k", "f p", "t d",
               "c t", "k h", "s t", "e y", "o u", "j i", "e j")]  # fmt: skip


def _bones_alike(bones: str, other: str) -> bool:
    if min(len(bones), len(other)) < 2:
        return False
    return bones == other or (
        min(len(bones), len(other)) >= _SHORT
        and SequenceMatcher(None, bones, other, autojunk=False).ratio() >= 0.75
    )


_BONES = str.maketrans({"p": "b", "v": "f", "g": "j", "c": "k", "q": "k", "x": "k", "z": "s"})


def _skeleton(plain: str) -> str:
    """Return the consonants of a word without fine distinctions, since Arabic and Hebrew write no
    more.
    """
    plain = plain.replace("ph", "f").replace("ch", "sh").replace("th", "t").replace("dh", "d")
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouywh'`]", "", plain.translate(_BONES)))


@lru_cache(maxsize=50_000)
def _ascii(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", anyascii(text).casefold())


def _starts(text: str, word: re.Match[str]) -> bool:
    """Tell whether a word starts a sentence and shows no other sign of being a name."""
    return bool(_SENTENCE_START.search(text[: word.start()])) and not _has_inner_capital(
        _ELISION.sub("", word.group())
    )


def _has_inner_capital(token: str) -> bool:
    return any(c.isupper() for c in token[1:]) or any(c.isdigit() for c in token)


def is_country(name: str, language: str | None) -> bool:
    """Tell whether a name is a country's in a language, or made of one: Germany, Nigerian."""
    return bool(_countries_in(name, language))


def _countries_in(text: str, language: str | None) -> set[str]:
    """Return the ISO codes of the countries whose name, without its ending, starts a word of the
    text.
    """
    stems = _country_stems(language)
    if language in UNSPACED:
        return {code for stem, code in stems.items() if stem in text}
    found = set()
    for word in _WORD.findall(text):
        folded = word.casefold()
        for length in range(4, len(folded) + 1):
            if (code := stems.get(folded[:length])) is not None:
                found.add(code)
    return found


@cache
def _country_stems(language: str | None) -> dict[str, str]:
    """Return the names of countries in a language, cut where inflection begins, with their ISO
    codes: Германи, Duitslan.
    """
    try:
        territories = Locale.parse(language or "").territories
    except (UnknownLocaleError, ValueError):
        return {}
    stems: dict[str, str] = {}
    for code, name in territories.items():
        if not code.isalpha() or " " in name:
            continue
        folded = name.casefold()
        stems[folded if language in UNSPACED or len(folded) < 6 else folded[:-1]] = code
    return stems
