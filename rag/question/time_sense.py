"""What a question says about time: a period, the present, or nothing.

Periods are named dates in any notation of the question's language ("13 August 2025", "im März",
"2025年8月13日", "entre le 14 et le 17 août"), or relative to the moment of asking ("yesterday",
"last week"). A month without a year is the last such month before that moment. What begins or ends
with a date, or with an event, is in rag.question.bounds.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from rag.question import time_words
from rag.question.bounds import EventBound, event_bound, relation_to

_EVER = datetime.min.replace(tzinfo=UTC)
_NEAR = timedelta(days=31)
_FIRST_YEAR = 10  # what lies years back from before then may lie before the calendar
_YEARS_LENGTH = timedelta(days=366)
_UNSPACED = frozenset({"zh", "ja", "ko", "th", "ar"})
_YEAR = r"(?:1[89]|20)\d\d"
_QUOTED = re.compile('["“„«‘「『][^"“”„«»‘’「」『』]{12,}["”“»’」』]')
_ISO = re.compile(rf"\b({_YEAR})-(\d\d?)(?:-(\d\d?))?\b")
_NUMERIC = re.compile(rf"\b(\d\d?)[./](\d\d?)[./]({_YEAR})\b")
_CJK = re.compile(
    rf"({_YEAR})\s*年(?:\s*(\d\d?)\s*月)?(?:\s*(\d\d?)\s*[日号號])?|(\d\d?)\s*月(?:\s*(\d\d?)\s*[日号號])?"
)
_BARE_YEAR = re.compile(
    rf"(?<![\d.,])(?:in|en|im|anno|w|в|у|عام|سنة|during|the year|año)\s+({_YEAR})(?![\d.,])"
)


@dataclass(frozen=True, slots=True)
class TimeSense:
    """What a question says about time.

    Attributes:
        now: It asks for the present state.
        since, until: The period it speaks of, both included, UTC; None when it names none.
        up_to_now: Whether that period has no end but the moment of asking: "since March".
        may_be_ahead: Whether the month or day is named without a year, and the next is near.
        event: What bounds the period, where the question names that instead of a date.
    """

    now: bool = False
    since: datetime | None = None
    until: datetime | None = None
    up_to_now: bool = False
    may_be_ahead: bool = False
    event: EventBound | None = None

    @property
    def has_period(self) -> bool:
        """Whether a period is named."""
        return self.since is not None

    @property
    def looks_back(self) -> bool:
        """Whether a period is named that is over: the newest is not what is asked for."""
        return self.has_period and not self.up_to_now

    def bounded(self, moment: datetime, as_of: datetime) -> TimeSense:
        """The same with its event known to have been at a moment."""
        assert self.event is not None
        if self.event.relation == "since":
            return replace(self, since=moment, until=max(as_of, moment), up_to_now=True)
        return replace(self, since=_EVER, until=moment - timedelta(seconds=1))


def time_sense(question: str, language: str, as_of: datetime) -> TimeSense:
    """What a question says about time, seen from a moment."""
    said = _QUOTED.sub(" ", question)  # a headline's "until May" is not the asker's
    text, today = said.casefold(), as_of.date()
    mention = _named(text, language, today) or _relative(text, language, today)
    if mention is None or mention.first > today:  # what is to come is reported before it comes
        now = _now_pattern(language).search(text) is not None
        return TimeSense(now=now, event=None if mention else event_bound(said, language))
    since = datetime.combine(mention.first, time.min, UTC)
    match relation_to(text, mention.start, mention.end, language):
        case "since":
            return TimeSense(since=since, until=max(as_of, since), up_to_now=True)
        case "before":
            return TimeSense(since=_EVER, until=since - timedelta(seconds=1))
    until = min(datetime.combine(mention.last, time.max, UTC), max(as_of, since))
    return TimeSense(since=since, until=until, may_be_ahead=mention.next_from(today) != mention)


def names_period(
    text: str, language: str | None, published: datetime | None, sense: TimeSense
) -> bool:
    """Whether a text in a language names a day or a month of the period a question speaks of, or
    its year where it is a year.

    Args:
        published: Seen from then, a month without a year is the last, or the next if it is near.
    """
    if sense.since is None or sense.until is None or sense.until - sense.since > _YEARS_LENGTH:
        return False
    since, until = sense.since.date(), sense.until.date()
    if since.year == until.year and (since.month, until.month) == (1, 12):
        return str(since.year) in text
    told_on = published.date() if published else date.min
    return any(
        mention.first <= until and since <= mention.last
        for named in _dates(text.casefold(), language or "", told_on)
        for mention in [named.next_from(told_on)]
    )


@dataclass(frozen=True, slots=True)
class _Mention:
    """Days that a text names, and where: ``text[start:end]``."""

    first: date
    last: date
    start: int
    end: int
    has_year: bool = True

    def next_from(self, today: date) -> _Mention:
        """The same days of the next year, where none is named and they are near; else these."""
        if self.has_year or self.first.year == date.max.year:
            return self
        # 29 February comes back on 1 March.
        days = self.last - self.first
        first = date(self.first.year + 1, self.first.month, 1) + timedelta(days=self.first.day - 1)
        near = timedelta(0) < first - today <= _NEAR
        return replace(self, first=first, last=first + days) if near else self


def _named(text: str, language: str, today: date) -> _Mention | None:
    """The first to the last day of all dates a text names."""
    found = _dates(text, language, today)
    if not found:
        for match in _BARE_YEAR.finditer(text):
            days = _span(int(match[1]), None, None)
            found += [_Mention(*days[0], match.start(1), match.end(1))] if days else []
    if not found:
        return None
    return _Mention(
        min(mention.first for mention in found),
        max(mention.last for mention in found),
        min(mention.start for mention in found),
        max(mention.end for mention in found),
        any(mention.has_year for mention in found),
    )


def _dates(text: str, language: str, today: date) -> list[_Mention]:
    """All days and months that a text names."""
    found = [
        mention
        for code in dict.fromkeys((language, "en"))
        for mention in _in_words(text, code, today)
    ]
    for match in _ISO.finditer(text):
        days = _span(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
        found += _mentions(days, match)
    for match in _NUMERIC.finditer(text):
        found += _mentions(_span(int(match[3]), int(match[2]), int(match[1])), match)
    for match in _CJK.finditer(text):
        year, month, day, alone, alone_day = (
            int(part) if part else None for part in match.groups()
        )
        if year:
            found += _mentions(_span(year, month, day), match)
        elif alone:
            days = _span(_year_of(alone, alone_day, today), alone, alone_day)
            found += _mentions(days, match, has_year=False)
    return found


def _mentions(
    days: list[tuple[date, date]], match: re.Match[str], *, has_year: bool = True
) -> list[_Mention]:
    return [_Mention(first, last, match.start(), match.end(), has_year) for first, last in days]


def _in_words(text: str, language: str, today: date) -> list[_Mention]:
    """Dates with the month in letters: "13 (to 17) August (2025)", "August (13,) 2025"."""
    months = _months(language)
    if not months:
        return []
    found: list[_Mention] = []
    for match in _with_month(language).finditer(text):
        first, second, name, after, year_text = match.groups()
        month = months[name]
        if not (first or after or year_text) and not _stands_as_month(
            text, match.start(), language
        ):
            continue
        numbers = [int(part) for part in (first, second, after) if part]
        year = (
            int(year_text) if year_text else _year_of(month, numbers[0] if numbers else None, today)
        )
        days = [span for number in numbers for span in _span(year, month, number)]
        found += _mentions(days or _span(year, month, None), match, has_year=bool(year_text))
    return found


_BEFORE_MONTH = re.compile(
    r"(?:in|of|from|im|en|em|au mois de?|de|du|since|after|before|sinds|voor|na|seit|vor|nach|depuis|avant|"
    r"après|desde|tras|hasta|during|until|by|last|после|перед|після|po|przed|"
    r"w|в|у|с|до|от|od|do|mois|maand|monat|mes|begin|eind|mid|early|late|half|anfang|ende|mitte|"
    r"début|fin|finales|principios|vorige|afgelopen|letzten|في|شهر|منذ)\s+(?:de\s+)?$"
)


def _stands_as_month(text: str, at: int, language: str) -> bool:
    """Whether a lone month name is meant as one: "in March", not "May I" or "march on"."""
    return language in _UNSPACED or bool(_BEFORE_MONTH.search(text[:at]))


@cache
def _months(language: str) -> dict[str, int]:
    """Names of the months in a language, casefolded, as they stand in texts."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return {}
    found: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for month, name in locale.months[context]["wide"].items():
            folded = name.casefold()
            if not any(character.isdigit() for character in folded) and "月" not in folded:
                found[folded] = month
    locatives = time_words.LOCATIVE_MONTHS.get(language, "").split()
    return found | {name: month for month, name in enumerate(locatives, start=1)}


@cache
def _with_month(language: str) -> re.Pattern[str]:
    """Matches a date of a language that has months: first and second day, month, day, year."""
    names = "|".join(sorted(map(re.escape, _months(language)), key=len, reverse=True))
    day = r"(\d{1,2})(?:\.|º|er|st|nd|rd|th|-?го|-?е)?"
    return re.compile(
        rf"(?<!\w)(?:{day}\s*(?:de\s+|of\s+)?(?:(?:-|–|to|bis|tot(?: en met)?|t/m|et|y|a|al|au|und|en|и|по|do|and|до|й)"
        rf"\s*(?:le\s+|el\s+|the\s+)?{day}\s*(?:de\s+|of\s+)?)?)?({names})(?!\w)"
        rf"(?:\s+(\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?(?:,?\s*(?:de\s+|del\s+|of\s+)?({_YEAR}))?"
    )


def _span(year: int, month: int | None, day: int | None) -> list[tuple[date, date]]:
    """The days of a date, as a list of one; none for a date that does not exist."""
    try:
        if month is None:
            return [(date(year, 1, 1), date(year, 12, 31))]
        if day is None:
            return [(date(year, month, 1), date(year, month, monthrange(year, month)[1]))]
        return [(date(year, month, day), date(year, month, day))]
    except (ValueError, OverflowError):
        return []


def _year_of(month: int, day: int | None, today: date) -> int:
    """The year of the last such month, or day, that had begun by today."""
    return today.year if (month, day or 1) <= (today.month, today.day) else today.year - 1


def _relative(text: str, language: str, today: date) -> _Mention | None:
    if today.year < _FIRST_YEAR:
        return None
    for code in dict.fromkeys((language, "en")):
        for pattern, (first, last) in time_words.DAYS_BACK.get(code, {}).items():
            if match := _whole(pattern, code).search(text):
                days = today - timedelta(days=first), today - timedelta(days=last)
                return _mentions([days], match)[0]
        for pattern, (unit, back) in time_words.periods(code).items():
            if match := _whole(pattern, code).search(text):
                return _mentions([_period(unit, back, today)], match)[0]
    return None


def _period(unit: str, back: int, today: date) -> tuple[date, date]:
    """The week (from Monday), month or year that lies so many units back."""
    if unit == "week":
        monday = today - timedelta(days=today.weekday() + 7 * back)
        return monday, monday + timedelta(days=6)
    if unit == "month":
        months = today.year * 12 + today.month - 1 - back
        return _span(months // 12, months % 12 + 1, None)[0]
    return _span(today.year - back, None, None)[0]


@cache
def _now_pattern(language: str) -> re.Pattern[str]:
    patterns = [time_words.NOW.get(code, r"(?!)") for code in dict.fromkeys((language, "en"))]
    return _whole("|".join(patterns), language)


@cache
def _whole(pattern: str, language: str) -> re.Pattern[str]:
    if language in _UNSPACED:
        return re.compile(f"(?:{pattern})")
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")
