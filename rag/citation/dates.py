"""The dates a claim and its quotes say, and those that "yesterday" and "Friday" stand for."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from rag.said_dates.months import locales
from rag.said_dates.reading import SaidDate, said_dates

__all__ = [
    "SaidDate",
    "has_relative_day",
    "implied_dates",
    "take_dates",
    "weekdays",
]

_YEARS = 8  # a leap day may be as far away

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


def take_dates(
    text: str, language: str | None, published: date | None = None
) -> tuple[list[SaidDate], str]:
    """The dates a text says, and the text with blanks in their place.

    A month counts beside a day or a year only: "may" and "mars" are words too.

    Args:
        published: Seen from then, a day without a year is the nearest; None leaves its year open.
    """
    found: list[SaidDate] = []
    rest = list(text)
    for mention in said_dates(text, (language,) if language else ()):
        ends = (mention.first, mention.last) if mention.is_range else (mention.first,)
        found += [_nearest(said, published) for said in ends if said.day or said.year]
        rest[mention.start : mention.end] = " " * (mention.end - mention.start)
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


@cache
def _weekday_patterns(language: str | None) -> tuple[dict[str, int], re.Pattern[str]]:
    """The names of the days with their numbers, and what finds them in text without case."""
    names = {
        name.casefold(): number
        for locale in locales(language)
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


def _nearest(said: SaidDate, published: date | None) -> SaidDate:
    """A day without a year in that which brings it nearest to a day."""
    if said.year or said.day is None or published is None:
        return said
    years = range(max(date.min.year, published.year - _YEARS), published.year + _YEARS + 1)
    days = [
        date(year, said.month, said.day)
        for year in years
        if year <= date.max.year and said.in_year(year).exists
    ]
    nearest = min(days, key=lambda day: abs(day - published), default=None)
    return said.in_year(nearest.year) if nearest else said
