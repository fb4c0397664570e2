"""Reads numbers in digits of every script, and brings a text into the form in which numbers are
looked for.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from rag.said_dates.months import locales
from rag.said_dates.reading import ascii_digits

Number = frozenset[float]
"""One number of a text, as all the values that it can be read as."""

DIGITS = (
    r"(?<![a-z0-9_])(?:"  # not inside a name: H5N1
    r"\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+(?:[.,]\d+)?(?!\d)"  # 3 000 000
    r"|\d+(?:[.,٫٬]\d+|،\d{3}(?!\d))*)"
)
_DECADE = re.compile(r"['’]?s\b")
_AFTERNOON = re.compile(r"(?:[.:]\d\d)?\s?p\.?m\b")
_UNIT = re.compile(
    r"(?P<gap>\s?)(?P<unit>[kmbt])(?![\w/'’])"
    r"(?P<money>\s?(?:[$€£¥₹₽₺₴₩₪]|(?:d['’]|de |di )?(?:eur|usd|gbp|euros?|dollars?|dolares)\b))?"
)
_MONEY = re.compile(r"(?:[$€£¥₹₽₺₴₩₪]|\b(?:eur|usd|gbp|chf))\s?$")
_UNITS = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}
_LONGEST_MONEY = 5
_FRACTION = re.compile(r"(\d*) ?([¼½¾])")
_POWER_OF_TEN = re.compile(r"(?<![\d.,])10([⁰¹²³⁴-⁹]{1,2})")
_RAISED = re.compile(r"(?<=\d)[⁺⁻]?[⁰¹²³⁴-⁹]+")
_IN_LAKHS = re.compile(r"\d{1,2}(?:,\d\d)+,\d{3}")
# Languages in which CLDR's decimal sign groups digits too: in South Africa, the Maghreb, Mexico.
_WRITTEN_BOTH_WAYS = {"af", "ar", "es"}
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي"})


def normal(text: str) -> str:
    """Return a text without case and diacritics, with the digits of all scripts as ASCII and
    fractions as decimals.

    Powers of ten are written out; other raised figures behind a figure, such as footnotes, are
    removed.
    """
    text = _POWER_OF_TEN.sub(lambda m: str(10 ** int(unicodedata.normalize("NFKC", m[1]))), text)
    text = _RAISED.sub("", text)
    text = _FRACTION.sub(lambda m: (m[1] or "0") + str(unicodedata.numeric(m[2]))[1:], text)
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold())
    kept = "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_LETTERS)
    return ascii_digits(unicodedata.normalize("NFC", kept))  # syllables of Hangul


def digits_said(text: str, match: re.Match[str], language: str) -> Number:
    """Return what digits can mean where they stand, in a language or, if it is "", in any."""
    readings = _readings(match.group(), language)
    if _DECADE.match(text, match.end()):  # the 1960s are the sixties
        readings |= {value % 100 for value in readings}
    if _AFTERNOON.match(text, match.end()):
        readings |= {value + 12 for value in readings if value < 12}
    return frozenset(readings)


def unit_letter(text: str, match: re.Match[str]) -> tuple[float, bool, int] | None:
    """Return the unit that a letter behind digits stands for: £1.5m, 1,5 M€, 50k.

    Returns:
        Its value, whether the letter may be something else (metres), and where it ends; None if
        there is none.
    """
    letter = _UNIT.match(text, match.end())
    if letter is None:
        return None
    is_money = letter["money"] or _MONEY.search(
        text, max(0, match.start() - _LONGEST_MONEY), match.start()
    )
    if not is_money and (letter["gap"] or letter["unit"] not in "km"):
        return None
    return _UNITS[letter["unit"]], not is_money, letter.end("unit")


def _readings(digits: str, language: str) -> set[float]:
    """Return what a run of digits with points and commas can mean."""
    is_decimal = "٫" in digits
    digits = re.sub(r"[ \u00a0\u202f\u2009'’٬،]", "", digits).replace("٫", ".")
    parts = re.split(r"[.,]", digits)
    if len(parts) == 1:
        return {float(digits)}
    marks = re.sub(r"\d", "", digits)
    is_grouped = all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3
    if len(parts) > 2:
        if len(set(marks)) > 1:
            return {float("".join(parts[:-1]) + "." + parts[-1])}
        if is_grouped or _IN_LAKHS.fullmatch(digits):
            return {float("".join(parts))}
        return {float(part) for part in parts}  # 12.08.2025 or 1.2.3: no quantity
    sign = _decimal_sign(language)
    if marks == sign and language in _WRITTEN_BOTH_WAYS:
        sign = None
    decimal, grouped = float(f"{parts[0]}.{parts[1]}"), float("".join(parts))
    if is_decimal or not is_grouped or parts[0] == "0" or marks == sign:
        return {decimal}
    if sign or digits.endswith("0"):  # nobody pads decimals with noughts
        return {grouped}
    return {decimal, grouped}


@cache
def _decimal_sign(language: str) -> str | None:
    """Return what stands before decimals in a language; None if CLDR does not know it."""
    for locale in locales(language):
        return str(locale.number_symbols["latn"]["decimal"])
    return None
