"""Gets the words for a thousand and more from CLDR, for languages without a table of number words."""

from __future__ import annotations

import re
from functools import cache
from os.path import commonprefix

from rag.language import UNSPACED
from rag.said_dates.months import locales
from rag.said_numbers.digits import normal
from rag.words import lists

_ZEROS = re.compile("0+")
_BLANKS = " \u00a0\u200f"
_MARKS = ".॰"
_SHORTEST = 2  # a single letter is a unit only of money: rag.said_numbers.digits.unit_letter
# Lengths of the stem that CLDR's forms share, and of endings that CLDR does not show: a genitive's.
_STEM, _ENDING = 4, 2
# Words that CLDR lacks, "word=value".
_ALSO = lists("numbers.units")


@cache
def units(language: str) -> tuple[tuple[re.Pattern[str], float], ...]:
    """Return patterns of the words behind digits that count thousands or more, each with its value.

    The patterns are for texts in `rag.said_numbers.digits.normal` form, the longest first.
    """
    words: dict[str, float] = {}
    for forms in (_forms(language, "long"), _forms(language, "short"), _also(language)):
        for value, spellings in forms.items():
            written = {normal(word) for word in spellings}
            words |= {re.escape(word): value for word in written}
            stem = commonprefix(list(written))  # noqa: RUF071 - letter by letter is meant
            if len(stem) >= _STEM:
                words[rf"{re.escape(stem)}[^\W\d_]{{0,{_ENDING}}}"] = value
    end = "" if language in UNSPACED else r"(?!\w)"
    longest_first = sorted(words.items(), key=lambda pair: -len(pair[0]))
    return tuple((re.compile(word + end), value) for word, value in longest_first)


def _also(language: str) -> dict[float, set[str]]:
    found: dict[float, set[str]] = {}
    for pair in _ALSO.get(language, ()):
        word, value = pair.rsplit("=", 1)
        found.setdefault(float(value), set()).add(word)
    return found


def _forms(language: str, width: str) -> dict[float, set[str]]:
    """Return, by what they count, the words with which CLDR writes large numbers in one width."""
    found: dict[float, set[str]] = {}
    for locale in locales(language):
        for by_power in locale.compact_decimal_formats.get(width, {}).values():
            for power, written in by_power.items():
                zeros = _ZEROS.search(written.pattern)
                word = _ZEROS.sub("", written.pattern).replace("'", "").strip(_BLANKS)
                if zeros and len(word.strip(_MARKS)) >= _SHORTEST:
                    value = float(power) / 10 ** (len(zeros.group()) - 1)
                    found.setdefault(value, set()).add(word)
    return found
