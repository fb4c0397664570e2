"""Matches the parts of a year, by language: quarters, halves, seasons, beginning, middle and end;
and the years that are named beside them and beside months.
"""

from __future__ import annotations

import re
from functools import cache

from rag.language import UNSPACED
from rag.patterns import NEVER
from rag.question.period_patterns import calendar_units
from rag.question.years import NEW_OR_OTHER
from rag.words import lists, strings

_ORDINALS, _QUARTER = lists("year_part.ordinals"), strings("year_part.quarter")
_HALF, _HALVES = strings("year_part.half"), lists("year_part.halves")
_EDGES, _SEASONS = lists("year_part.edges"), lists("year_part.seasons")
_OF_YEAR, _YEAR_FIRST = strings("year_part.of_year"), strings("year_part.year_first")
_COUNTED = strings("year.counted")
# Languages in which the part is written together with its year.
_GLUED_TO_YEAR = frozenset({"ko", "tr"})
# Languages in which "quarter" stands before its number.
_NOUN_FIRST = frozenset({"ar", "fa", "he", "id", "th", "vi"})
_TRIMESTERS = frozenset({"fr", "es", "it", "pt"})
_MATCHES_HAVE_QUARTERS = frozenset({"en", "ar"})


@cache
def parts_of_year(language: str) -> dict[str, tuple[str, int, int]]:
    """Return the parts of a year: name -> (pattern, first month, how many months). Quarters are
    ``q1`` to ``q4``, halves ``h1`` and ``h2``.
    """
    found: dict[str, tuple[str, int, int]] = {}
    noun = _QUARTER.get(language)
    ordinals = _ORDINALS.get(language, ())
    for place, ordinal in enumerate(ordinals):
        words = (
            rf"(?:{noun})\s*(?:{ordinal})"
            if language in _NOUN_FIRST
            else rf"(?:{ordinal})\s*(?:{noun})"
        )
        found[f"q{place + 1}"] = (rf"{words}|Q{place + 1}", 1 + 3 * place, 3)
    halves = _HALVES.get(language) or tuple(
        rf"(?:{_HALF[language]}) (?:{ordinal})"
        if language in _NOUN_FIRST
        else rf"(?:{ordinal}) (?:{_HALF[language]})"
        for ordinal in (ordinals[:2] if language in _HALF else ())
    )
    for place, half in enumerate(halves):
        found[f"h{place + 1}"] = (half + rf"|H{place + 1}", 1 + 6 * place, 6)
    for (name, first, months), edge in zip(
        (("early", 1, 3), ("mid", 5, 4), ("late", 10, 3)), _EDGES.get(language, ()), strict=False
    ):
        found[name] = (edge, first, months)
    for name, season, first in zip(
        ("spring", "summer", "autumn", "winter"),
        _SEASONS.get(language, ()),
        (3, 6, 9, 12),
        strict=False,
    ):
        found[name] = (season, first, 3)
    return found


@cache
def part_and_year(language: str) -> re.Pattern[str]:
    """Return a pattern of a part of a year with its year. The groups are the names of the parts,
    and year, this, last.
    """
    parts = parts_of_year(language)
    if not parts:
        return re.compile(NEVER)
    named = "|".join(
        f"(?P<{name}>{words}{_short(name, language)})" for name, (words, _, _) in parts.items()
    )
    years = {
        back: "|".join(p for p, unit in calendar_units(language).items() if unit == ("year", back))
        for back in (0, 1)
    }
    year = (
        rf"(?:(?P<year>(?:19|20)\d\d)(?P<until>\s*[/–-]\s*(?:(?:19|20)?\d\d))?(?![\d%]|[.,:]\d)"
        rf"|(?P<this>{years[0] or NEVER})|(?P<last>{years[1] or NEVER}))"
    )
    not_more = r"(?!\w|-[^\W\d]|['’]s)"  # the late 1950's
    not_counted = rf"(?!\s+{NEW_OR_OTHER}(?:{_COUNTED.get(language, NEVER)})(?!\w))"
    if language in _YEAR_FIRST:
        behind = _YEAR_FIRST[language]
        between = r"\s?" if language in _GLUED_TO_YEAR else ""
        return re.compile(rf"(?<!\d){year}{behind}{between}(?:{named})", re.IGNORECASE)
    of = _OF_YEAR.get(language, NEVER)
    begins = _begins(language)
    return re.compile(
        rf"{begins}(?:{named})(?:[\s-]+|(?<=['’-]))(?:(?:{of})(?:\s+|(?<=['’])))?{year}{not_more}{not_counted}",
        re.IGNORECASE,
    )


def _begins(language: str) -> str:
    """Return a pattern of where a part of a year may begin."""
    if language in UNSPACED:
        return ""
    return r"(?<!\w)[وبفل]?" if language == "ar" else r"(?<!\w)"


def _short(name: str, language: str) -> str:
    """Return the figures by which a quarter is also called beside its year: T3, 3T."""
    is_short = name[0] == "q" and language in _TRIMESTERS
    return rf"|T{name[-1]}|{name[-1]}T" if is_short else ""


@cache
def quarter(language: str, *, asked: bool) -> re.Pattern[str]:
    """Return a pattern of a quarter without a year that is of nothing else: not "of the match". In
    languages in which a match has quarters too, a question must say "Q3".
    """
    parts = parts_of_year(language)
    in_figures = asked and language in _MATCHES_HAVE_QUARTERS
    named = "|".join(
        f"(?P<{name}>{name if in_figures else words})"
        for name, (words, _, _) in parts.items()
        if name[0] == "q"
    )
    if not named or language in _YEAR_FIRST:
        return re.compile(NEVER)
    of = _OF_YEAR.get(language, NEVER)
    begins = _begins(language)
    return re.compile(rf"{begins}(?:{named})(?!\w)(?!\s+(?:{of})(?!\w))", re.IGNORECASE)


@cache
def years_beside(language: str) -> tuple[tuple[int, re.Pattern[str], re.Pattern[str]], ...]:
    """Return patterns of what names this year or the last beside a month.

    Returns:
        For each, how many years back it is, a pattern of a text that ends with it before the month,
        and one of it behind the month.
    """
    of = _OF_YEAR.get(language, NEVER)
    begins = "" if language in UNSPACED else r"(?<!\w)"
    return tuple(
        (
            back,
            re.compile(
                rf"{begins}(?:{words})[\s,]*(?:的|の)?\s*(?:\w{{1,2}}\s+)?\Z", re.IGNORECASE
            ),
            re.compile(
                rf",?\s+(?:(?:{of})(?:\s+|(?<=['’])))?(?:l['’]|dello\s+|el\s+)?(?:{words})(?!\w)",
                re.IGNORECASE,
            ),
        )
        for words, (unit, back) in calendar_units(language).items()
        if unit == "year"
    )
