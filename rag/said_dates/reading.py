"""Reads the calendar dates that a text says, in any notation of its language.

It reads "13 August 2025", "Aug. 13-17, 2025", "13 آب 2024", "2025年8月13日", "八月十三日", "2025-08-13",
"13.08.2025", "8/13/2025", "am 13.8.", and ranges of them. A month by itself counts only if the words
beside it make it one: "may" and "mars" are words too.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.said_dates.months import YEAR, months
from rag.said_dates.ranges import RANGE

_A_LEAP_YEAR = 2000
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_RANGE = re.compile(RANGE, re.IGNORECASE)
_HAN_DIGITS = "〇一二三四五六七八九"
_HAN_YEAR = re.compile(rf"(?<![{_HAN_DIGITS}零])[一二][{_HAN_DIGITS}零]{{3}}(?=\s*年)")
# What may not stand behind a month in Chinese or Japanese: it makes the third Monday, the October
# Revolution, the Decembrists, Mayday (a band), Mayflower, rain of early summer.
_NOT_BEHIND_HAN_MONTH = r"(?!曜|요일|革命|党人|黨人|王朝|天(?![气氣])|花|雨)"
# 1 to 39, in digits or characters: 13, 十三.
_HAN = rf"\d\d?|[一二三]?十[{_HAN_DIGITS}]?|[{_HAN_DIGITS}]"
_BEGIN_WITH_DIGIT = (
    rf"(?<![\d-])(?P<year>{YEAR})-(?P<month>\d\d)(?![\d-])",
    rf"(?<![\d-])(?P<year>{YEAR})-(?P<month>\d\d?)-(?P<day>\d\d?)(?![\d-])",
    rf"(?<![\d-])(?P<day>\d\d?)-(?P<month>\d\d?)-(?P<year>{YEAR})(?![\d-])",
    rf"(?<!\d)(?P<day>\d\d?)[./](?P<month>\d\d?)[./](?P<year>{YEAR})(?!\d)",
    # Month first only if the calendar has no such date with the day first.
    rf"(?<!\d)(?P<month>\d\d?)/(?P<day>\d\d?)/(?P<year>{YEAR})(?!\d)",
    rf"(?<!\d)(?P<year>{YEAR})[./](?P<month>\d\d?)[./](?P<day>\d\d?)(?!\d)",
    # A day and a month alone: "am 23.11.", "le 23/11"; elsewhere they are other numbers.
    r"(?:(?<=\bam )|(?<=\bvom )|(?<=\bzum )|(?<=\bdem )|(?<=\bbis ))"
    r"(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?!\d)",
    r"(?<=\bngày )(?P<day>\d\d?)/(?P<month>\d\d?)(?![\d/])",
    r"(?:(?<=\ble )|(?<=\bel )|(?<=\bil ))(?P<day>\d\d?)/(?P<month>0[1-9]|1[0-2])(?![\d/])",
    rf"(?<![\d十{_HAN_DIGITS}几幾数數])(?:(?P<year>{YEAR})\s*[年년]\s*)?(?P<month>{_HAN})\s*[月월]"
    rf"{_NOT_BEHIND_HAN_MONTH}"
    rf"(?:\s*(?P<day>{_HAN})\s*[日号號일](?:{RANGE}(?P<until>{_HAN})\s*[日号號일])?)?",
)
_IN_FIGURES = (
    # Looking ahead for the digit first is many times as fast as looking behind at every letter.
    *(re.compile(rf"(?=[\d十{_HAN_DIGITS}]){pattern}") for pattern in _BEGIN_WITH_DIGIT),
    re.compile(
        rf"(?<!\w)(?:(?P<day>\d\d?)\s+)?[Tt]háng\s+(?P<month>\d\d?)"
        rf"(?:(?:,?\s+năm\s+|/)(?P<year>{YEAR}))?(?!\d)"
    ),
)


@dataclass(frozen=True, slots=True)
class SaidDate:
    """A date as a text says it; what it leaves open is None."""

    month: int
    day: int | None = None
    year: int | None = None

    def agrees(self, other: SaidDate) -> bool:
        """Tell whether both can be the same date, and the other is at least as exact in day and
        month.
        """
        return (
            self.month == other.month
            and self.day in (None, other.day)
            and (self.year is None or other.year is None or self.year == other.year)
        )

    @property
    def exists(self) -> bool:
        """Tell whether the calendar has it."""
        if not 1 <= self.month <= 12:
            return False
        day = 1 if self.day is None else self.day
        return 1 <= day <= monthrange(self.year or _A_LEAP_YEAR, self.month)[1]

    def in_year(self, year: int) -> SaidDate:
        """Return this date in a given year."""
        return replace(self, year=year)

    def follows(self, other: SaidDate) -> bool:
        """Tell whether it is no earlier in the year than another."""
        return (self.month, self.day or 31) >= (other.month, other.day or 1)


@dataclass(frozen=True, slots=True)
class Mention:
    """A date, or the ends of a range, that a text says, and where: ``text[start:end]``.

    An end without a year gets that of the other end, or the year next to it.
    """

    first: SaidDate
    last: SaidDate
    start: int
    end: int

    @property
    def is_range(self) -> bool:
        """Tell whether it has two ends."""
        return self.first != self.last


def ascii_digits(text: str) -> str:
    """Return a text with the digits of all scripts as ASCII, of the same length."""
    return _OTHER_DIGIT.sub(lambda match: str(int(match[0])), text)


def years_in_digits(text: str) -> str:
    """Return a text with digits in ASCII, also in the years that Chinese and Japanese write in
    characters: 二〇二五年.
    """
    text = ascii_digits(text)
    return _HAN_YEAR.sub(
        lambda match: "".join(str(_HAN_DIGITS.find(c.replace("零", "〇"))) for c in match[0]), text
    )


def said_dates(text: str, languages: Sequence[str]) -> list[Mention]:
    """Return the dates that a text says, in order, without overlaps.

    Args:
        languages: ISO 639-1 codes: that of the text, then others whose months it may name.
    """
    text = years_in_digits(text)
    found = [item for place, code in enumerate(languages) for item in _in_words(text, code, place)]
    found += [_Found(mention) for mention in _in_figures(text)]
    found.sort(key=lambda item: (item.mention.start, -item.mention.end))
    apart: list[_Found] = []
    for item in found:
        if not apart or item.mention.start >= apart[-1].mention.end:
            apart.append(item)
    return _joined(text, apart)


@dataclass(frozen=True, slots=True)
class _Found:
    """Something that may be a date.

    Attributes:
        stands: Whether it is a date by itself.
        may_join: Whether it may be the end of a range: a month by itself may be a date only there.
    """

    mention: Mention
    stands: bool = True
    may_join: bool = True


def _joined(text: str, found: Sequence[_Found]) -> list[Mention]:
    """Join two dates with nothing but a word like "to" between them into one range; leave out what
    is no date.
    """
    mentions: list[Mention] = []
    place = 0
    while place < len(found):
        item = found[place]
        after = found[place + 1] if place + 1 < len(found) else None
        if after is not None and (ends := _range_of(text, item, after)) is not None:
            mentions.append(Mention(*ends, item.mention.start, after.mention.end))
            place += 2
            continue
        if item.stands:
            mentions.append(item.mention)
        place += 1
    return mentions


def _range_of(text: str, one: _Found, other: _Found) -> tuple[SaidDate, SaidDate] | None:
    """Return the ends of the range that two dates make, each with its year: "30 December to 2
    January 2025"; None if they make none.
    """
    begins, ends = one.mention, other.mention
    if (
        not (one.stands or other.stands)
        or not (one.may_join and other.may_join)
        or begins.is_range
        or ends.is_range
        or not _RANGE.fullmatch(text, begins.end, ends.start)
    ):
        return None
    first, last = begins.first, ends.last
    over = 0 if last.follows(first) else 1
    if first.year is None and last.year is not None:
        first = first.in_year(last.year - over)
    elif last.year is None and first.year is not None:
        last = last.in_year(first.year + over)
    return (first, last) if first.exists and last.exists else None


def _in_figures(text: str) -> Iterator[Mention]:
    for pattern in _IN_FIGURES:
        for match in pattern.finditer(text):
            parts = {name: _number(part) for name, part in match.groupdict().items() if part}
            first = SaidDate(parts["month"], parts.get("day"), parts.get("year"))
            last = replace(first, day=parts.get("until", first.day))
            if first.exists and last.exists:
                yield Mention(first, last, *match.span())


def _number(written: str) -> int:
    """Return the number of a day, a month or a year, in digits or characters."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    return 10 * (_HAN_DIGITS.find(tens or "一") if ten else 0) + _HAN_DIGITS.find(ones or "〇")


def _in_words(text: str, language: str, place: int) -> Iterator[_Found]:
    """Yield dates with the month in letters.

    Args:
        place: Index of the language among those of the text. In any but the first, an abbreviation
            needs a year: Jan is a name.
    """
    names = months(language)
    if names is None:
        return
    for match in names.pattern.finditer(text):
        name, written = match["name"], match["year"] or match.groupdict().get("year_first")
        year = int(written) if written else None
        days = [int(day) for day in match.group("d1", "d2", "d3", "d4") if day]
        first = SaidDate(names.number(name), days[0] if days else None, year)
        last = replace(first, day=days[-1]) if days else first
        if not (first.exists and last.exists):
            continue
        mention = Mention(first, last, *match.span())
        if year is None and names.is_abbreviated(name):
            if place == 0 and first.day and (match["point"] or not names.is_word(name)):
                yield _Found(mention)
        elif year or (first.day and names.stands_with_day(text, *match.span(), name)):
            yield _Found(mention)
        elif first.day:
            continue
        else:
            as_written = text == text.lower() or names.as_written(name)
            stands = names.stands(text, match.start(), match.end(), as_written=as_written)
            yield _Found(mention, stands, stands or as_written or not names.is_word(name))
