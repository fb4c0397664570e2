"""Knows how a language names the months, and what beside such a name shows that it means a month."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rag.patterns import NEVER
from rag.said_dates.ranges import RANGE
from rag.words import lists, strings

if TYPE_CHECKING:
    from babel import Locale

_LOCALES, _LOCATIVES = lists("dates.locales"), lists("dates.locative_months")
_THAT_ARE_WORDS = lists("dates.months_that_are_words")
_ENDINGS, _PREFIX = strings("dates.month_endings"), strings("dates.month_prefix")
_BEFORE, _AFTER = strings("dates.before_month"), strings("dates.after_month")
_BEFORE_AS_WRITTEN = strings("dates.before_month_as_written")
_AFTER_A_WORD = strings("dates.after_month_that_is_a_word")
_AFTER_NO_WORD = strings("dates.after_month_that_is_no_word")
_BEFORE_DAY = strings("dates.before_day")

YEAR = r"(?:1\d|20)\d\d"
_LONGEST_WORDS = 30
_DAY = r"\d\d?"
_ORDINAL = r"(?:\.|º|ª|(?:er|re|e|st|nd|rd|th|ste|de|-?го|-?е|ης?)(?!\w))?"
_OF = r"\s*(?:(?:of|de|del|di|van|من)\s+|d['’])?"
_BEFORE_YEAR = r"(?:[\s,]+(?:(?:of|de|del|di|van|του|عام|سنة|năm|tahun|ปี|ค\.ศ\.)\s+)?|(?:ของ)?ปี\s+)"
# Languages in which the day may follow the month without a year: "August 13".
_MONTH_FIRST = frozenset({"en", "hu"})
# Languages in which the year stands before the month: "2025. augusztus 13."
_YEAR_FIRST = frozenset({"hu"})


@dataclass(frozen=True, slots=True)
class Months:
    """The names of the months in a language, and the tests whether a name in a text means a month.

    Attributes:
        pattern: Matches a name with the days and the year beside it: groups d1, d2 (before it), d3,
            d4 (behind it), name, point (of an abbreviation), year; year_first (before it) in a
            language that has it there.
    """

    pattern: re.Pattern[str]
    _names: dict[str, int]
    _abbreviations: dict[str, int]
    _words: frozenset[str]
    _capital: bool
    _before: re.Pattern[str]
    _before_as_written: re.Pattern[str]
    _after: re.Pattern[str]
    _after_no_word: re.Pattern[str]
    _after_word: re.Pattern[str]
    _before_day: re.Pattern[str]

    def number(self, name: str) -> int:
        """Return the month of a name, 1 to 12."""
        folded = _folded(name)
        return self._names.get(folded) or self._abbreviations[folded]

    def is_abbreviated(self, name: str) -> bool:
        """Tell whether a name is a short one: Aug."""
        return _folded(name) not in self._names

    def is_word(self, name: str) -> bool:
        """Tell whether a name is an ordinary word too: march."""
        return _folded(name) in self._words

    def as_written(self, name: str) -> bool:
        """Tell whether a name begins with a capital if the language writes months so, and without
        one if not.
        """
        return name[0].isupper() == self._capital

    def stands(self, text: str, start: int, end: int, *, as_written: bool) -> bool:
        """Tell whether the name at ``text[start:end]``, by itself, means a month: "in March"."""
        begin = max(0, start - _LONGEST_WORDS)
        if self.is_word(text[start:end]) and not self._after_word.match(text, end):
            return False
        return bool(
            self._before.search(text, begin, start)
            or (as_written and self._before_as_written.search(text, begin, start))
            or self._after.match(text, end)
            or (not self.is_word(text[start:end]) and self._after_no_word.match(text, end))
        )

    def stands_with_day(self, text: str, start: int, end: int, name: str) -> bool:
        """Tell whether the name of a month beside a day at ``text[start:end]`` means a month: "12
        may" may be a verb.
        """
        if not self.is_word(name):
            return True
        if not self._after_word.match(text, end):
            return False
        begin = max(0, start - _LONGEST_WORDS)
        return (
            self.as_written(name)
            or text.startswith(",", end)
            or self._before_day.search(text, begin, start) is not None
            or self._after.match(text, end) is not None
        )


@cache
def locales(language: str | None) -> tuple[Locale, ...]:
    """Return the locales of CLDR for a language; empty if it knows none."""
    from babel import Locale, UnknownLocaleError

    names = _LOCALES.get(language or "", (language or "",))
    try:
        return tuple(Locale.parse(name) for name in names)
    except (UnknownLocaleError, ValueError):
        return ()


@cache
def months(language: str) -> Months | None:
    """Return the months of a language, ISO 639-1; None if it only numbers them."""
    wide = _names(language, "wide")
    locatives = _LOCATIVES.get(language, ())
    if not wide and not locatives:
        return None
    names = {_folded(name): month for name, month in wide.items()}
    names |= {_folded(name): month for month, name in enumerate(locatives, start=1)}
    short = {_folded(name): month for name, month in _names(language, "abbreviated").items()}
    return Months(
        _pattern(language, {*wide, *locatives, *_names(language, "abbreviated")}),
        names,
        short,
        frozenset(_THAT_ARE_WORDS.get(language, ())),
        next(iter(wide or locatives))[0].isupper(),
        _ends_with(_BEFORE.get(language, NEVER)),
        _ends_with(_BEFORE_AS_WRITTEN.get(language, NEVER)),
        re.compile(_AFTER.get(language, NEVER), re.IGNORECASE),
        re.compile(_AFTER_NO_WORD.get(language, NEVER), re.IGNORECASE),
        re.compile(_AFTER_A_WORD.get(language, ""), re.IGNORECASE),
        _ends_with(_BEFORE_DAY.get(language, NEVER)),
    )


def _names(language: str, width: str) -> dict[str, int]:
    """Return the names of one width as CLDR writes them, without a point at the end."""
    return {
        name.rstrip("."): month
        for locale in locales(language)
        for context in ("format", "stand-alone")
        for month, name in locale.months[context][width].items()
        if "月" not in name and not any(character.isdigit() for character in name)
    }


def _pattern(language: str, spelled: set[str]) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, spelled), key=len, reverse=True))
    ending = _ENDINGS.get(language, NEVER)
    ends = rf"(?:(?!\w)|(?={ending}(?!\w)))"
    prefix = f"|{_PREFIX[language]}" if language in _PREFIX else ""
    begins = rf"(?:(?<!\w){prefix})"
    year = rf"{_BEFORE_YEAR}(?P<year>{YEAR})(?!\d)"
    behind = (
        r"(?![\d:]|\.\d)" if language in _MONTH_FIRST else rf"(?={year.replace('?P<year>', '')})"
    )
    year_first = rf"(?:(?P<year_first>{YEAR})\.?\s+)?" if language in _YEAR_FIRST else ""
    return re.compile(
        rf"{begins}{year_first}(?:(?P<d1>{_DAY}){_ORDINAL}(?:{RANGE}(?P<d2>{_DAY}){_ORDINAL})?{_OF})?"
        rf"(?P<name>{names}){ends}(?P<point>\.)?(?:\s*/\s*(?:{names}){ends})?"
        rf"(?(d1)|(?:\s+(?P<d3>{_DAY})(?:st|nd|rd|th)?(?:{RANGE}(?P<d4>{_DAY})(?:st|nd|rd|th)?)?{behind})?)"
        rf"(?:{year})?",
        re.IGNORECASE,
    )


def _ends_with(either: str) -> re.Pattern[str]:
    """Return a pattern of a text that ends with one of some words and a blank, a hyphen or an
    apostrophe.
    """
    return re.compile(rf"(?<!\w)(?:{either})(?:[\s-]+|(?<=['’]))\Z", re.IGNORECASE)


def _folded(name: str) -> str:
    """Remove case from a name; Turkish has two pairs of i, which other languages take for one."""
    return name.replace("İ", "i").replace("ı", "i").casefold()
