"""The calendar dates a text says, and those that its "yesterday" and "Friday" stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from babel import Locale, UnknownLocaleError

# CLDR has two sets of Arabic month names; both are in use.
_LOCALES = {"ar": ("ar", "ar_SY")}
_EAST_ASIAN = re.compile(
    r"(?:(\d{4})\s*[年년]\s*)?(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日号號일])?"
)
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_NUMERIC = re.compile(r"\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b")
_DAY = r"(?P<day>\d{1,2})(?:\.|er|re|st|nd|rd|th|º|e)?"
_OF = r"(?:\s+(?:of|de|del|di|van))?\s*"
_YEAR = r"(?:[\s,]+(?:of|de|del|di|van)?\s*(?P<year>\d{4})\b)"

# day before, today, day after
_RELATIVE = {
    "nl": ("gisteren gisteravond gistermiddag gisterochtend", "vandaag vanavond vanmorgen vanochtend vanmiddag vannacht", "morgen"),
    "en": ("yesterday", "today tonight", "tomorrow"),
    "de": ("gestern", "heute", "morgen"),
    "fr": ("hier", "aujourd'hui aujourd’hui", "demain"),
    "es": ("ayer anoche", "hoy", "mañana"),
    "it": ("ieri", "oggi stasera", "domani"),
    "pt": ("ontem", "hoje", "amanhã"),
    "ru": ("вчера", "сегодня", "завтра"),
    "uk": ("вчора учора", "сьогодні", "завтра"),
    "pl": ("wczoraj", "dziś dzisiaj", "jutro"),
    "tr": ("dün", "bugün", "yarın"),
    "ar": ("أمس", "اليوم", "غدا غدًا"),
    "zh": ("昨天 昨日 昨晚", "今天 今日 今晚 今晨", "明天 明日"),
    "ja": ("昨日", "今日 本日", "明日"),
}  # fmt: skip
_UNSPACED = {"zh", "ja"}
_CASES = {"ru": "у е ой", "uk": "у ю і ою ею", "pl": "ę y ą ie"}


@dataclass(frozen=True, slots=True)
class SaidDate:
    """A date as a text says it; what it leaves open is None."""

    month: int
    day: int | None = None
    year: int | None = None

    def agrees(self, other: SaidDate) -> bool:
        """Whether both can be the same date, and the other says no less about day and month."""
        return (
            self.month == other.month
            and self.day in (None, other.day)
            and (self.year is None or other.year is None or self.year == other.year)
        )


def take_dates(text: str, language: str | None) -> tuple[list[SaidDate], str]:
    """The dates a text says, and the text with blanks in their place.

    A month counts beside a day or a year only: "may" and "mars" are words too.
    """
    found: list[SaidDate] = []
    rest = list(text)
    for said, start, end in _matches(text, language):
        if said.day or said.year:
            found.append(said)
        rest[start:end] = " " * (end - start)
    return found, "".join(rest)


def implied_dates(text: str, language: str | None, published: date | None) -> list[SaidDate]:
    """The dates that relative words of a text can mean on the day it was published.

    A day of the week means the nearest one on either side; the day of publication always counts.
    """
    if published is None:
        return []
    days = {published}
    for shift, words in zip((-1, 0, 1), _RELATIVE.get(language or "", ("", "", "")), strict=True):
        if words and _has_word(text, words, language):
            days.add(published + timedelta(days=shift))
    for weekday in weekdays(text, language):
        ahead = (weekday - published.weekday()) % 7
        days |= {published + timedelta(days=ahead), published + timedelta(days=ahead - 7)}
    return [SaidDate(day.month, day.day, day.year) for day in sorted(days)]


def has_relative_day(text: str, language: str | None) -> bool:
    """Whether a text says "yesterday", "today" or "tomorrow", which no reader can place later."""
    return any(_has_word(text, words, language) for words in _RELATIVE.get(language or "", ()))


def weekdays(text: str, language: str | None) -> set[int]:
    """Days of the week a text names: 0 for Monday."""
    names, pattern = _weekday_patterns(language)
    return {names[match.group("name")] for match in pattern.finditer(text.casefold())}


def _matches(text: str, language: str | None) -> Iterator[tuple[SaidDate, int, int]]:
    """Dates with their places, which do not overlap."""
    for match in _ISO.finditer(text):
        year, month, day = (int(part) for part in match.groups())
        if _exists(month, day):
            yield SaidDate(month, day, year), *match.span()
    for match in _NUMERIC.finditer(text):
        day, month, year = (int(part) for part in match.groups())
        if _exists(month, day):
            yield SaidDate(month, day, year), *match.span()
    if language in {"zh", "ja", "ko"}:
        for match in _EAST_ASIAN.finditer(text):
            said_year, said_month, said_day = match.groups()
            if _exists(int(said_month), int(said_day or 1)):
                yield (
                    SaidDate(
                        int(said_month),
                        int(said_day) if said_day else None,
                        int(said_year) if said_year else None,
                    ),
                    *match.span(),
                )
        return
    pattern, months = _month_patterns(language)
    for match in pattern.finditer(text):
        parts = match.groupdict()
        said = parts["day"] or parts["day_after"]
        month = months[parts["month"].casefold().rstrip(".")]
        if said is None or _exists(month, int(said)):
            yield (
                SaidDate(
                    month,
                    int(said) if said else None,
                    int(parts["year"]) if parts["year"] else None,
                ),
                *match.span(),
            )


@cache
def _month_patterns(language: str | None) -> tuple[re.Pattern[str], dict[str, int]]:
    months = {
        name.casefold().rstrip("."): number
        for locale in _locales(language)
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in locale.months[context][width].items()
        if not name.isdigit()
    }
    names = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True)) or "(?!)"
    month = rf"\b(?P<month>{names})\b\.?"
    return (
        re.compile(
            rf"(?:\b{_DAY}{_OF})?{month}(?:\s+(?P<day_after>\d{{1,2}})(?:st|nd|rd|th)?\b)?{_YEAR}?",
            re.IGNORECASE,
        ),
        months,
    )


@cache
def _weekday_patterns(language: str | None) -> tuple[dict[str, int], re.Pattern[str]]:
    """The names of the days with their numbers, and what finds them in text without case."""
    names = {
        name.casefold(): number
        for locale in _locales(language)
        for context in ("format", "stand-alone")
        for number, name in locale.days[context]["wide"].items()
    }
    if language in _UNSPACED:
        before, after = "", ""
        short = {name.replace("星期", "周"): number for name, number in names.items()}
        names |= short
    elif language in _CASES:
        # среда, среду: a stem with the ending of a case, which "среди" and "среды" have not.
        for name in [name for name in names if name[-1] in "аяa"]:
            names |= {name[:-1] + ending: names[name] for ending in _CASES[language].split()}
        before, after = r"(?<!\w)", r"(?:а|у|ом|ам|ах|и|u|owi)?(?!\w)"
    else:
        before = r"(?<!\w)[وبلف]?" if language == "ar" else r"(?<!\w)"
        after = r"s?(?![^\W_])"
    joined = "|".join(sorted(map(re.escape, names), key=len, reverse=True)) or "(?!)"
    return names, re.compile(f"{before}(?P<name>{joined}){after}")


def _has_word(text: str, words: str, language: str | None) -> bool:
    folded = text.casefold()
    if language in _UNSPACED:
        return any(word in folded for word in words.split())
    return bool(re.search(rf"\b(?:{'|'.join(map(re.escape, words.split()))})\b", folded))


def _exists(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31


@cache
def _locales(language: str | None) -> tuple[Locale, ...]:
    names = _LOCALES.get(language or "", (language or "",))
    try:
        return tuple(Locale.parse(name) for name in names)
    except (UnknownLocaleError, ValueError):
        return ()
