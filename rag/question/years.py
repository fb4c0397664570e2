"""Finds the years that a question names without a month: "in 2024", "2024年", "с 2020 по 2023 год".

A number is a year if the words beside it make it one: "in 2024", not "2024 soldiers" or "up to 2024
soldiers".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rag.language import UNSPACED
from rag.patterns import NEVER
from rag.said_dates.ranges import RANGE
from rag.words import lists, strings

_YEAR_WORD, _YEAR_BEHIND = strings("year.before"), strings("year.behind")
_IN_YEAR, _IN_YEAR_OR_COUNT = strings("year.in_year"), strings("year.in_year_or_count")
_FROM_YEAR, _BEFORE_COUNT = strings("year.from_year"), strings("year.before_count")
_DECADE_BEFORE, _DECADE_BEHIND = strings("year.decade_before"), strings("year.decade_behind")
_FOLLOWED_BY, _COUNTED = strings("year.followed_by"), strings("year.counted")
_COUNTED_IN_TEXTS, _COUNTERS = strings("year.counted_in_texts"), strings("year.counters")
_BOUNDS, _THROUGH = lists("bound.date"), strings("bound.through")
# Words that continue a count, in any language: "up to 2000 and more".
_MORE = r"more|over|meer|mehr|plus|más|più|oltre|mais|więcej|более|больше|більше|أكثر|mai mult\w*|více|mer"
NEW_OR_OTHER = (
    r"(?:(?:new|other|different|nieuwe|andere|verschillende|nouve\w+|autres|différent\w*|nuev[oa]s"
    r"|otr[oa]s|nuov[ei]|altr[ei]|nov[oa]s|outr[oa]s|nya|andra)\s+)?"
)
"""What may stand between a count and what is counted, in any language."""
# Units right behind the figures, in any language: 2000 km, 2000m.
_UNITS = r"\s?(?:[kcm]m|kg|ha|[kmg]w|[kmgt]wh)[²2]?(?!\w)|[mtgl](?![\w'’])"

_YEAR = r"(?<![\d.,€$£])(?:1[89]|20)\d\d(?![.,:]?\d|\s*[%°€$£])"
_GAP = r"(?:\s+|(?<=['’]))"
_THE = rf"(?:(?:the|het|de[mnr]?|la|los?|las|les?|el|o|os|il|gli|l['’]){_GAP})?"
_STOPS = r"\s*(?:[?!.,;:()\[\]\"”»“„«؟،؛。？！，、–—]|\Z)"


@dataclass(frozen=True, slots=True)
class Years:
    """A year, a decade, or the first and last of several years: ``text[start:end]``.

    Attributes:
        is_range: Whether two ends are named: "from 2020 to 2023", not "the 1990s".
    """

    first: int
    last: int
    start: int
    end: int
    is_range: bool


def named_years(text: str, language: str) -> Iterator[Years]:
    """Yield the years that a text, with digits in ASCII, names by themselves.

    Args:
        language: ISO 639-1 code; if its words are not known, those of English are looked for.
    """
    for match in _pattern(language).finditer(text):
        is_range = match["last"] is not None
        first, last = int(match["first"]), int(match["last"] or match["first"])
        if match["last_decade" if is_range else "decade"] is not None:
            last += 9
        if first <= last:  # numbers may fall from 2000 to 1800, years may not
            yield Years(first, last, match.start("first"), match.end(), is_range)


def names_year(text: str, language: str, year: int) -> bool:
    """Tell whether a text, with digits in ASCII, has a year among its numbers, in a date or beside
    any word, unless the number counts what stands behind it.
    """
    return any(int(match[0]) == year for match in _year_not_counted(language).finditer(text))


@cache
def _year_not_counted(language: str) -> re.Pattern[str]:
    in_texts = _COUNTED_IN_TEXTS.get(language, NEVER)
    return re.compile(rf"{_YEAR}{_not_counted(language)}(?!\s+(?:{in_texts})(?!\w))", re.IGNORECASE)


def _not_counted(language: str) -> str:
    counted = _COUNTED.get(language, NEVER)
    counter = _COUNTERS.get(language, NEVER)
    return rf"(?!\s+{NEW_OR_OTHER}(?:{counted})(?!\w)|{counter}|{_UNITS})"


@cache
def _pattern(language: str) -> re.Pattern[str]:
    if language not in _YEAR_WORD and language not in _YEAR_BEHIND:
        language = "en"
    year_word, decade_word, in_year, in_or_count, from_year, behind, decade, follows = (
        table.get(language, NEVER)
        for table in (
            _YEAR_WORD,
            _DECADE_BEFORE,
            _IN_YEAR,
            _IN_YEAR_OR_COUNT,
            _FROM_YEAR,
            _YEAR_BEHIND,
            _DECADE_BEHIND,
            _FOLLOWED_BY,
        )
    )
    bounds = "|".join((*_BOUNDS.get(language, ()), _THROUGH.get(language, NEVER), in_or_count))
    bounds = rf"(?!(?:{_BEFORE_COUNT.get(language, NEVER)})\s+\d)(?:{bounds})"
    year_said = rf"(?:(?:{year_word})\s+)"
    begins = "" if language in UNSPACED else r"(?<!\w)"
    # Not before "and more" or a number: those continue a count.
    ends = rf"(?:{_STOPS}|\s+(?:{follows})(?!\w)(?!\s*\d|\s+(?:{_MORE})(?!\w)))"
    # What must follow depends on what stands before; nothing must after a word for year or a decade.
    decides = (
        rf"(?(behind)|(?(year_word)|(?(within){_not_counted(language)}|(?(bound)(?={ends})"
        rf"|(?(between)(?(last)(?={ends})|{NEVER})|(?(decades)(?={ends})|(?(decade)|{NEVER})))))))"
    )
    return re.compile(
        rf"(?:{begins}(?:(?P<within>(?:{in_year}){_GAP}{_THE}{year_said}?)"
        rf"|(?P<between>(?:{from_year}){_GAP}{_THE}{year_said}?)"
        rf"|(?P<bound>{bounds}{_GAP}{_THE}{year_said}?|{year_said})"
        rf"|(?P<decades>(?:{decade_word})\s+)))?"
        rf"(?P<first>{_YEAR})(?P<decade>(?(decades)(?<=0)|(?<=0)(?:{decade})))?"
        rf"(?P<year_word>{behind})?"
        rf"(?:{RANGE}(?P<last>{_YEAR})(?P<last_decade>(?<=0)(?:{decade}))?)?"
        rf"(?P<behind>{behind})?{decides}",
        re.IGNORECASE,
    )
