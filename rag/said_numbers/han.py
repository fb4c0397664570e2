"""Reads numbers in Chinese characters, alone or behind digits: 一万一千, 1.1万, 三分之二, 两年半; 3천만 in
Korean.
"""

from __future__ import annotations

import re

from rag.said_numbers.digits import DIGITS, Number, digits_said

_DIGITS = re.compile(DIGITS)
_HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0, "兩": 2}
_HAN_UNITS = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 1e4,
    "萬": 1e4,
    "亿": 1e8,
    "億": 1e8,
    "兆": 1e12,
}
_BEHIND_DIGITS = _HAN_UNITS | {"십": 10, "백": 100, "천": 1000, "만": 1e4, "억": 1e8, "조": 1e12}
_HAN_SHORT = 100  # from here on a digit behind a unit counts the next smaller one: 两百三
_HAN_RUN = re.compile(rf"[{''.join(_HAN_DIGITS)}{''.join(_HAN_UNITS)}]+")
# Two parts of three: 三分之二, 3分の2, 3분의 2.
_PARTS = re.compile(rf"({_HAN_RUN.pattern}|\d+)\s?(?:分之|分の|분의)\s?({_HAN_RUN.pattern}|\d+)")
_HAN_COUNTED = "个個人名天日次艘辆輛座家位条條只隻种種周週年月岁歲小台架枚票倍处處"
_HAN_HALF = re.compile(r"(?:[个個年天周週岁歲倍点點]|小?[时時]間?|[个個かヶ]月|週間)半")
_HAN_GAP = re.compile(r"\s{0,2}[多余餘여]?")


def han_numbers(text: str, language: str) -> list[tuple[Number, int, int]]:
    """Find the numbers of a text in `rag.said_numbers.digits.normal` form, and where each starts
    and ends: first parts of a whole, then those in digits, then those in characters.

    Args:
        language: "zh", in which 三万五 is 35,000; "ja", in which it is 30,005; or "ko", which writes a
            blank within a number.
    """
    found: list[tuple[Number, int, int]] = []
    for match in _PARTS.finditer(text):
        whole, parts = (_count(each, language) for each in match.groups())
        if 1 < parts < whole:  # one of them is read in no language
            found.append((frozenset({round(parts / whole, 6)}), *match.span()))
    text = _PARTS.sub(lambda match: " " * len(match[0]), text)
    rest = list(text)
    scale, end = 1.0, 0
    for match in _DIGITS.finditer(text):
        start = match.start()
        goes_on = start == end or (language == "ko" and text[end:start].isspace())
        larger = scale if goes_on else 1.0
        scale, end = 1.0, match.end()
        gap = _HAN_GAP.match(text, end)
        place = gap.end() if gap else end
        while place < len(text) and text[place] in _BEHIND_DIGITS:
            scale *= _BEHIND_DIGITS[text[place]]
            end = place = place + 1
        rest[start:end] = " " * (end - start)
        is_short = language == "zh" and larger >= _HAN_SHORT and end - start == 1
        unit = larger / 10 if is_short else scale  # 3万5
        number = frozenset(round(value * unit, 6) for value in digits_said(text, match, language))
        if found and max(number) < larger:  # 3万5000
            before, start, _ = found.pop()
            number = frozenset(one + value for one in before for value in number)
        found.append((number | _and_a_half(number, text, end), start, end))
    words = "".join(rest)
    for match in _HAN_RUN.finditer(words):
        run, end = match.group(), match.end()
        counted = words[end : end + 1] in _HAN_COUNTED
        if len(run) == 1 and not counted:
            continue
        if len(run) > 1 and not any(c in _HAN_UNITS for c in run):
            continue
        number = frozenset({_han_value(run, language)})
        found.append((number | _and_a_half(number, words, end), *match.span()))
    return found


def _and_a_half(number: Number, text: str, end: int) -> Number:
    """Return the further readings of a number that has a half behind what it counts: 两年半."""
    return frozenset(value + 0.5 for value in number) if _HAN_HALF.match(text, end) else frozenset()


def _count(digits: str, language: str) -> float:
    return float(digits) if digits.isdigit() else _han_value(digits, language)


def _han_value(run: str, language: str) -> float:
    total = section = digit = 0.0
    for c in run:
        if c in _HAN_DIGITS:
            digit = _HAN_DIGITS[c]
        elif (unit := _HAN_UNITS[c]) < 10_000:
            section += max(digit, 1) * unit
            digit = 0
        else:
            below = total % unit
            total += (below + section + digit or 1) * unit - below
            section = digit = 0
    unit = _HAN_UNITS.get(run[-2:-1], 0)
    if language == "zh" and run[-1] in _HAN_DIGITS and unit >= _HAN_SHORT:
        digit *= unit / 10
    return total + section + digit
