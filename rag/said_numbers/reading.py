"""Reads the numbers that a text says, in digits and in words, so that two languages can be
compared.

Dutch ``3.000``, English ``3,000``, ``3 000``, ``drieduizend`` and ``3 тыс.`` are one number; so are
``1,27 miljoen`` and ``1.27 million``. A number that can be read in two ways (``1.275``, in an
unknown language) keeps both readings. Words are known for Chinese, Japanese and the languages that
have them in `rag.words`; digits are read in every script, and in every language of CLDR with the
thousands or millions that they count.

One and zero are left out: in most languages they are articles and figures of speech. Two thirds are
2/3, but a third alone is nothing, since it may be a place in a row. Numbers below zero are negative,
and percentages are told from other numbers (`rag.said_numbers.signs`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from rag.patterns import BEGIN, END, MARKS, NEVER
from rag.said_numbers.digits import DIGITS, Number, digits_said, normal, unit_letter
from rag.said_numbers.fractions import part_pattern, parts_said
from rag.said_numbers.han import han_numbers
from rag.said_numbers.signs import percentages, signed, with_percent_signs
from rag.said_numbers.units import units
from rag.words import lists, strings

_WORDS, _IN_TWO_WORDS = lists("numbers.words"), strings("numbers.in_two_words")
_AND, _OF = strings("numbers.and"), strings("numbers.of")
_AND_INSIDE, _HALF_ENDING = strings("numbers.and_in_compounds"), strings("numbers.half_ending")
_HALF_OF, _AND_A_HALF = strings("numbers.half_of"), strings("numbers.and_a_half")
_UNCOUNTED, _IN_RANGES = lists("numbers.uncounted"), strings("numbers.in_ranges")

_BY_MYRIADS = {"zh", "ja", "ko"}
_MOST_PARTS = 24  # 999 trillion 999 billion ..., each word of it a part
_LONGEST_NOUN = 60
_TURKISH_FRONT = re.compile(r"\bön\b", re.IGNORECASE)  # without its diacritic it would be ten
# In the form of `normal`: -den, -yi, -sinden, -lerinde, -inci, -luk, -larca, -ser, -dir.
_TURKISH_ENDING = re.compile(
    r"(?:l[ae]r|l[aeiu]|l[iu]k|[iu]?nc[iu]|s?[ae]r)?(?:c[ae])?(?:[ys]?[iu])?"
    r"(?:n?[dt][ae]n?|n?[iu]n|n[iu]|[ny]?[ae]|yl[ae])?(?:d[iu]r)?"
)
_SHORT_TURKISH = 4  # so short, other words look like a number with an ending: onun, yüzde
_ARABIC_PREFIX = re.compile(r"^[وفبلك]?(?:ال|لل|ل)?")
_ARABIC_AND = "و"
_ARABIC_ONE_OR_TWO = re.compile(r"[وفبلك]?(?:الف|مليون|مليار|بليون|تري?ليون)ا")

_LETTERS = rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])*"
_WORD = rf"{_LETTERS}(?:['’ʼ]{_LETTERS})*"
_GAP = re.compile(r"[\s\u200c-]{0,2}")  # with the joiner of Persian
_ONE_WORD = re.compile(r"\s\w+\s")


class _Part(NamedTuple):
    value: float
    multiplies: bool = False


class _Joint(NamedTuple):
    """An "and" within a run: how many parts stand before it, and where the next starts."""

    place: int
    start: int


_Parts = tuple[_Part, ...]
_HALF = _Part(0.5)
_TENS = _Part(10.0, multiplies=True)
_NO_NUMBERS = {_HALF, _TENS}  # they say no number by themselves


@dataclass
class _Run:
    """Neighbouring words, or digits with the words behind them, that say one number.

    Attributes:
        digits: What the digits in front can mean; None if there are none.
        start, end: Where it stands in the text.
        joint: A word at the end that may join the next number to it; "" if there is none.
        joints: Where words such as "and" joined its parts.
        uncounted: The value of its half with the uncounted noun in front of it; 0 if there is none.
        one_or_two: Whether its first unit is an Arabic accusative or a dual: ألفا.
    """

    parts: list[_Part]
    digits: Number | None
    start: int
    end: int
    joint: str = ""
    joints: list[_Joint] = field(default_factory=list)
    uncounted: float = 0.0
    one_or_two: bool = False


class Quantity(NamedTuple):
    """A number of a text, and whether it is a percentage; None if it may be: 10 to 12 percent."""

    values: Number
    is_percentage: bool | None = None


def numbers(text: str, language: str | None) -> list[Number]:
    """Return the numbers that a text says, with repeats; in Chinese, Japanese and Korean first
    parts of a whole, then those in digits.

    Args:
        language: ISO 639-1 code of the text; if it is not known, only digits are read.
    """
    return [quantity.values for quantity in quantities(text, language)]


def values(text: str, language: str | None) -> set[float]:
    """Return all values that the numbers of a text can have."""
    return {value for number in numbers(text, language) for value in number}


def quantities(text: str, language: str | None) -> list[Quantity]:
    """Return the numbers of a text as `numbers` does, each with whether it is a percentage."""
    if language == "tr":
        text = _TURKISH_FRONT.sub(" ", text)
    text, language = with_percent_signs(normal(text)), language or ""
    found = han_numbers(text, language) if language in _BY_MYRIADS else _spaced(text, language)
    spans = [(start, end) for _, start, end in found]
    quantities_found = [
        Quantity(
            signed(values, text, span, language, may_sink=is_percentage is not False), is_percentage
        )
        for (values, *_), span, is_percentage in zip(
            found, spans, percentages(text, spans), strict=True
        )
    ]
    return [each for each in quantities_found if each.values and each.values not in ({0.0}, {1.0})]


def unsupported(claim: Iterable[Quantity], support: Sequence[Quantity]) -> list[Quantity]:
    """Return the numbers of a claim that share no reading with a number of its support."""
    return [number for number in claim if not any(_may_be(number, known) for known in support)]


def _may_be(one: Quantity, other: Quantity) -> bool:
    kinds = {one.is_percentage, other.is_percentage}
    return bool(one.values & other.values) and kinds != {True, False}


def _spaced(text: str, language: str) -> list[tuple[Number, int, int]]:
    """Find the numbers of a text with blanks between its words, and where each starts and ends."""
    runs = _runs(text, language)
    found = [_number(run, language) for run in runs]
    for place, (run, following) in enumerate(pairwise(runs)):
        # "dos años y medio": a noun stands between.
        between = run.end, following.start
        if following.parts == [_HALF] and _ONE_WORD.fullmatch(text, *between):
            found[place] |= {value + _HALF.value for value in found[place]}
        elif (unit := _shared_unit(run, following)) and _range(language).fullmatch(text, *between):
            most = max(found[place + 1])
            shared = {v * unit for v in found[place] if v > 1 and v * unit < most}
            found[place] |= shared
    return [(number, run.start, run.end) for number, run in zip(found, runs, strict=True)]


def _runs(text: str, language: str) -> list[_Run]:
    """Return the runs of a text that say one number each, in order; some are halves of something
    else, and say none.
    """
    runs: list[_Run] = []
    is_known, joints = language in _WORDS, (_AND.get(language), _OF.get(language))
    for match in _scanner(language).finditer(text):
        kind = match.lastgroup
        last = runs[-1] if runs and _GAP.fullmatch(text, runs[-1].end, match.start()) else None
        if last and len(last.parts) >= _MOST_PARTS:
            last = None
        if kind == "digits":
            runs.append(_of_digits(text, match, language))
        elif kind == "and_half" and last and not last.joint:
            last.parts.append(_HALF)
            last.end = match.end()
        elif kind in {"and_half", "half"}:
            before = text[max(0, match.start() - _LONGEST_NOUN) : match.start()]
            uncounted = _uncounted(before, language) if kind == "and_half" else 0.0
            runs.append(_Run([_HALF], None, *match.span(), uncounted=uncounted))
        elif kind == "part":
            count = _alone(last, language)
            if number := parts_said(match, language, count):
                start = match.start() if count is None else runs.pop().start
                runs.append(_Run([], number, start, match.end()))
        elif parts := _split(match.group(), language):
            joins = language == "ar" and match.group().startswith(_ARABIC_AND)
            if last and _continues(last, parts[0], language):
                if joins or last.joint == joints[0]:
                    last.joints.append(_Joint(len(last.parts), match.start()))
                last.parts += parts
                last.end, last.joint = match.end(), ""
                if behind := _split_off(last, language):
                    runs.append(behind)
            elif is_known:
                dual = language == "ar" and bool(_ARABIC_ONE_OR_TWO.fullmatch(match.group()))
                runs.append(_Run([*parts], None, *match.span(), one_or_two=dual))
        elif last and last.parts and match.group() in joints:
            last.end, last.joint = match.end(), match.group()
    return runs


def _of_digits(text: str, match: re.Match[str], language: str) -> _Run:
    """Return a run of digits, with the letter behind them if it may be a unit."""
    values, (start, end) = digits_said(text, match, language), match.span()
    letter = unit_letter(text, match)
    if letter is None:
        return _Run([], values, start, end)
    unit, is_ambiguous, end = letter
    if is_ambiguous:
        return _Run([], values | {value * unit for value in values}, start, end)
    return _Run([_Part(unit, multiplies=True)], values, start, end)


def _alone(run: _Run | None, language: str) -> float | None:
    """Return the number that words alone say before a part of a whole; None if none do."""
    if run is None or run.digits or run.joint:
        return None
    return next(iter(_number(run, language)), None)


def _split_off(run: _Run, language: str) -> _Run | None:
    """Cut a run at an "and" between two numbers, and return the second: two million and three
    million.

    The units of one number become smaller, but for hundreds: two hundred and three thousand.
    """
    for place, unit in enumerate(run.parts):
        before = [
            i
            for i, part in enumerate(run.parts[:place])
            if part.multiplies and part.value >= min(unit.value, 1000)
        ]
        if not unit.multiplies or not before or run.parts[before[-1]].value > unit.value:
            continue
        if language == "pt" and run.parts[before[-1]].value == 1000 < unit.value:
            continue  # dois mil e trezentos milhões
        joints = [joint for joint in run.joints if before[-1] < joint.place <= place]
        if joints:
            cut, start = joints[0]
            later = [_Joint(joint.place - cut, joint.start) for joint in joints[1:]]
            behind = _Run(run.parts[cut:], None, start, run.end, joints=later)
            del run.parts[cut:]
            run.end = start
            return behind
    return None


def _shared_unit(run: _Run, following: _Run) -> float:
    """Return the unit that a number shares with the next one, 2 to 3 million; 0 if it shares none."""
    units = [part.value for part in following.parts if part.multiplies and part.value >= 1000]
    shares = len(units) == 1 and not any(part.multiplies for part in run.parts)
    return units[0] if shares else 0.0


def _continues(run: _Run, part: _Part, language: str) -> bool:
    """Tell whether a number word continues the number before it: forty one, but not two three."""
    last = run.parts[-1] if run.parts else None
    if run.joint:
        joins = run.joint == (_OF if part.multiplies else _AND).get(language)
        if not joins or (part.multiplies and not (last and last.multiplies)):
            return False
    if part.multiplies:
        return True
    if last is None or run.digits or last == _HALF:
        return False
    if part.value >= 100:
        return last.value >= 1000
    if last.value >= 100:
        return True
    if language == "fr" and last.value == 4 and part.value == 20:
        return True
    if language == "ar" and last.value < 10 <= part.value:
        return True
    if language in {"fr", "tr"} and last.value == 10:
        return part.value < 10
    return last.value >= 20 and part.value < 20


def _number(run: _Run, language: str) -> Number:
    """Return what a run says; empty if it is vague (tens) or a part of something uncounted."""
    if run.digits is None and len(run.parts) == 1 and run.parts[0] in _NO_NUMBERS:
        return frozenset({run.uncounted} if run.uncounted else ())
    counts = run.digits or ({1.0, 2.0} if run.one_or_two else {0.0})
    return frozenset(round(_evaluate(run.parts, language, value), 6) for value in counts)


def _evaluate(parts: Iterable[_Part], language: str, current: float) -> float:
    """Return the value of neighbouring number words: 2 100 1000 3 is 200,003.

    Args:
        current: The value of the digits in front of them; 0 if there are none.
    """
    total = 0.0
    last: _Part | None = None
    for part in parts:
        if part == _HALF and last and last.value >= 1000:
            total += last.value / 2
        elif part.multiplies and part.value >= 1000:
            if last == _HALF and not current:  # مليون ونصف المليون: the unit is repeated
                continue
            below = total % part.value
            total += (below + current or 1) * part.value - below  # mil millones
            current = 0
        elif part.multiplies:
            current = (current or 1) * part.value
        elif language == "fr" and part.value == 20 and current % 100 == 4:
            current += 76  # quatre-vingt
        else:
            current += part.value
        last = part
    return total + current


def _uncounted(before: str, language: str) -> float:
    """Return the value of "and a half" behind a noun that takes no number, at the end of a text; 0
    if there is no such noun.
    """
    for pair in _UNCOUNTED.get(language, ()):
        noun, value = pair.rsplit("=", 1)
        if re.search(rf"(?<!\w){noun}\s$", before):
            return float(value)
    return 0.0


@cache
def _range(language: str) -> re.Pattern[str]:
    """Return a pattern of what stands between the two numbers of a range."""
    words = normal(_IN_RANGES.get(language, NEVER))
    return re.compile(rf"\s?[-–—~]\s?|\s(?:{words})\s")


@cache
def _scanner(language: str) -> re.Pattern[str]:
    """Return a pattern of what can be part of a number."""
    if language not in _WORDS:
        behind = "|".join(word.pattern for word, _ in _words(language)) or NEVER
        return re.compile(rf"(?P<digits>{DIGITS})|(?P<word>(?<![^\W\d_])(?:{behind}))")
    counted = "|".join(word.pattern for word, parts in _words(language) if parts[-1].multiplies)
    return re.compile(
        rf"(?P<digits>{DIGITS})"
        rf"|(?P<and_half>{BEGIN}(?:{normal(_AND_A_HALF[language])})(?:{END}|(?<=\sال)))"
        rf"|(?P<half>{BEGIN}(?:{normal(_HALF_OF[language])})[ -]?(?={counted}))"
        rf"|(?P<part>{part_pattern(language, counted)})"
        rf"|(?P<word>{BEGIN}(?:{_IN_TWO_WORDS.get(language, '(?!)')})|{_WORD})"
    )


@cache
def _words(language: str) -> list[tuple[re.Pattern[str], _Parts]]:
    """Return the patterns of a language's number words with their values, the longest first."""
    if language not in _WORDS:  # they count only behind digits
        return [(word, (_Part(unit, multiplies=True),)) for word, unit in units(language)]
    pairs = [normal(pair).rsplit("=", 1) for pair in _WORDS[language]]
    pairs.sort(key=lambda pair: -len(pair[0]))
    return [(re.compile(word), _parts(value)) for word, value in pairs]


def _parts(value: str) -> _Parts:
    count, multiplies, unit = value.partition("x")
    parts = (_Part(float(count)),) if count else ()
    return (*parts, _Part(float(unit), multiplies=True)) if multiplies else parts


@cache
def _any_word(language: str) -> re.Pattern[str]:
    return re.compile("|".join(word.pattern for word, _ in _words(language)))


@lru_cache(maxsize=65_536)
def _whole(word: str, language: str) -> _Parts:
    """Return the value of a word that is no compound; empty if it is no number word."""
    words = _words(language)
    found = next((parts for pattern, parts in words if pattern.fullmatch(word)), ())
    if not found and language == "ar":
        bare = _ARABIC_PREFIX.sub("", word)
        found = next((parts for pattern, parts in words if pattern.fullmatch(bare)), ())
    return found


def _split(word: str, language: str) -> _Parts:
    """Return the value of a word that may be a compound: einundvierzigtausend, tweeënhalf."""
    whole = _whole(word, language)
    if not whole and language == "tr":
        return _split_turkish(word)
    connector = _AND_INSIDE.get(language)  # None if number words are not written together
    if whole or connector is None:
        return whole
    if half := re.search(_HALF_ENDING.get(language, NEVER), word):
        stem = _split(word[: half.start()], language)
        return (*stem, _HALF) if stem else ()
    found: _Parts = ()
    place = 0
    while place < len(word):
        match = _any_word(language).match(word, place)
        if match is None and connector and word.startswith(connector, place) and found:
            place += len(connector)
            continue
        if match is None:
            return ()
        found += _whole(match.group(), language)
        place = match.end()
    return found


def _split_turkish(word: str) -> _Parts:
    """Return the value of number words that are written together, with an ending behind: yirmibeşi."""
    run, place, words = _Run([], None, 0, 0), 0, 0
    while match := _any_word("tr").match(word, place):
        parts = _whole(match.group(), "tr")
        if run.parts and not _continues(run, parts[0], "tr"):
            return ()
        run.parts += parts
        place, words = match.end(), words + 1
    is_long_enough = words > 1 or place > _SHORT_TURKISH
    return tuple(run.parts) if is_long_enough and _TURKISH_ENDING.fullmatch(word, place) else ()
