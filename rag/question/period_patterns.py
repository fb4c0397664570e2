"""What the words of `rag.question.period_words` match in a text, compiled by language."""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from typing import Literal

from rag.language import UNSPACED
from rag.question import period_words, time_words
from rag.question.year_words import BEHIND_YEAR, COUNTED, NEW_OR_OTHER
from rag.said_dates.weekdays import weekday_names

NEVER = r"(?!)"
# A preposition, an article or a particle is written together with the word.
_AFFIXED = frozenset({"ar", "ko"})
_GLUED = frozenset({"ko"})  # and the number with its unit
_INFLECTED = frozenset({"tr"})
_GLUED_TO_YEAR = frozenset({"ko", "tr"})
_TRIMESTERS = frozenset({"fr", "es", "it", "pt"})
_MATCHES_HAVE_QUARTERS = frozenset({"en", "ar"})
# In small letters they are in no name, and a compound of one is one word: any word may follow.
_WEEKDAYS_WRITTEN_SMALL = frozenset({"nl"})
_COUNT = r"\d{1,3}|(?<![\w-])[^\W\d_]+(?:-[^\W\d_]+){0,3}"
_COUNT_UNSPACED = r"(?:\d{1,3}|[一二两兩三四五六七八九十百]{1,4})"

# Groups of `weekdays` for what stands before the day and is not of it.
BESIDE_WEEKDAY = frozenset({"bound", "word"})

Unit = Literal["hour", "day", "week", "month", "year"]
UNITS: tuple[Unit, ...] = ("hour", "day", "week", "month", "year")


def whole(pattern: str, language: str) -> str:
    """A pattern between the boundaries of words, where the language has them."""
    if language in UNSPACED or language in _AFFIXED:
        return f"(?:{pattern})"
    that = "(?!-là)" if language == "fr" else ""  # ce matin-là is another morning
    return rf"(?<!\w)(?:{pattern})(?!\w){that}"


@cache
def compiled(pattern: str, language: str) -> re.Pattern[str]:
    """Matches a pattern between the boundaries of words, without regard to case."""
    return re.compile(whole(pattern, language), re.IGNORECASE)


@cache
def units(language: str) -> re.Pattern[str]:
    """Matches a unit; the last group that matched is its name, with a ``2`` behind it for two."""
    words = period_words.UNITS[language]
    duals = period_words.DUALS.get(language, ())
    named = [f"(?P<{unit}2>{dual})" for unit, dual in zip(UNITS, duals, strict=False)]
    named += [f"(?P<{unit}>{said})" for unit, said in zip(UNITS, words, strict=True)]
    begins = "" if language in UNSPACED or language in _GLUED else r"(?<!\w)"
    ends = r"(?!\w)" if begins and language not in _INFLECTED else ""
    return re.compile(f"{begins}(?:{'|'.join(named)}){ends}", re.IGNORECASE)


@cache
def counted(template: str, language: str) -> re.Pattern[str]:
    """What a template of `period_words` says of so many units, with these in it."""
    unit = f"(?:{'|'.join((*period_words.UNITS[language], *period_words.DUALS.get(language, ())))})"
    one = period_words.ONE.get(language, NEVER)
    number_said = _COUNT_UNSPACED if language in UNSPACED else rf"(?:{one}|{_COUNT})"
    gap = "" if language in UNSPACED else r"\s*"
    between = period_words.LAST_BETWEEN.get(language, NEVER)
    number = rf"{number_said}{gap}{unit}"
    if language in period_words.DUALS:
        number = rf"(?:{number}|(?:{'|'.join(period_words.DUALS[language])}))"
    said = filled(
        template,
        n=number,
        n_last=rf"{number_said}\s+{between}\s+{unit}",
        unit=unit,
        count=number_said,
    )
    of = period_words.OF_SOMETHING.get(language, NEVER)
    return re.compile(
        rf"{_not_whose(language)}{whole(said, language)}(?!\s+(?:{of})(?!\w))", re.IGNORECASE
    )


@cache
def before_this(pattern: str, language: str) -> re.Pattern[str]:
    """Matches a pattern for the week, month or year before this one, which is nobody's: "his last
    year".
    """
    return re.compile(_not_whose(language) + whole(pattern, language), re.IGNORECASE)


def _not_whose(language: str) -> str:
    return "".join(rf"(?<!{word})" for word in period_words.WHOSE.get(language, ()))


def filled(template: str, **patterns: str) -> str:
    """A template of `period_words` with patterns for what stands in braces in it."""
    for name, pattern in patterns.items():
        template = template.replace(f"{{{name}}}", f"(?:{pattern})")
    return template


@cache
def of_one(template: str, language: str) -> tuple[tuple[Unit, re.Pattern[str]], ...]:
    """What a template of `period_words` says of one unit, by unit."""
    singular = period_words.SINGULAR.get(language, period_words.UNITS[language])
    of = period_words.OF_SOMETHING.get(language, NEVER)
    return tuple(
        (
            unit,
            re.compile(
                whole(filled(template, one=words), language) + rf"(?!\s+(?:{of})(?!\w))",
                re.IGNORECASE,
            ),
        )
        for unit, words in zip(UNITS, singular, strict=True)
    )


@cache
def weekdays(template: str, language: str, *, may_bound: bool) -> re.Pattern[str]:
    """What a template of `period_words` says of a day of the week; its name is in a group that ends
    in its number, 0 for Monday.

    Args:
        may_bound: Whether "since Monday" and a bare "Monday" will do too, with the words before the day
            in a group of `BESIDE_WEEKDAY`.
    """
    names = weekday_names(language)
    if not names:
        return re.compile(NEVER)
    part = period_words.PART_OF_DAY.get(language, "")
    templates = [template]
    if may_bound and language in time_words.BOUNDS:
        bounds = "|".join((*time_words.BOUNDS[language], time_words.THROUGH.get(language, NEVER)))
        the = time_words.DETERMINERS.get(language, NEVER)
        templates.append(rf"(?P<bound>(?:{bounds})\s+(?:(?:{the})\s+)?){{day}}")
    if may_bound and language in period_words.NOT_BEFORE_WEEKDAY:
        templates.append(_bare_weekday(language, names))
    places = count()
    day = "(?:" + "|".join(f"(?P<dPLACE_{i}>{name})" for i, name in enumerate(names)) + ")" + part
    said = "|".join(
        piece
        for text in templates
        for piece in [
            "".join(
                part_of if i == 0 else day.replace("PLACE", str(next(places))) + part_of
                for i, part_of in enumerate(text.split("{day}"))
            )
        ]
    )
    return re.compile(whole(said, language), re.IGNORECASE)


def _bare_weekday(language: str, names: list[str]) -> str:
    """A template for a day of the week without a preposition: "said Monday", "Monday in Rome". It is
    no name, as in "Sheffield Wednesday" and "Sunday Times".
    """
    is_name_too = language in period_words.WEEKDAYS_HAVE_CAPITALS
    word = r"(?:(?-i:[^\W\d_A-ZÀ-Þ])[\w'’-]*|\A\W*(?:and|und))" if is_name_too else r"[\w'’-]+"
    in_place = r"|in (?-i:(?:[A-ZÀ-Þ][\w'’-]+ ){1,2})" if is_name_too else ""
    day = "{day}" if is_name_too else "(?-i:{day})"
    no_day = "|".join((*names, r"\d+(?:st|nd|rd|th)(?!\w)"))  # Monday to Friday; Friday the 13th
    written_small = language in _WEEKDAYS_WRITTEN_SMALL
    behind = r"(?!(?:tot|t/m)(?!\w))\w+" if written_small else BEHIND_YEAR[language]
    return (
        rf"(?P<word>(?!(?:{period_words.NOT_BEFORE_WEEKDAY[language]})(?!\w))(?:{word},?\s+{in_place})){day}"
        rf"(?=\s*(?:[?!.,;:)]|\Z)|\s+(?:{behind})(?!\w)(?!\s+(?:{no_day})))"
    )


@cache
def part_and_year(language: str) -> re.Pattern[str]:
    """Matches a part of a year with its year: groups by the names of the parts, year, this, last."""
    parts = period_words.parts_of_year(language)
    if not parts:
        return re.compile(NEVER)
    named = "|".join(
        f"(?P<{name}>{words}{_short(name, language)})" for name, (words, _, _) in parts.items()
    )
    years = {
        back: "|".join(
            p for p, said in time_words.periods(language).items() if said == ("year", back)
        )
        for back in (0, 1)
    }
    year = (
        rf"(?:(?P<year>(?:19|20)\d\d)(?P<until>\s*[/–-]\s*(?:(?:19|20)?\d\d))?(?![\d%]|[.,:]\d)"
        rf"|(?P<this>{years[0] or NEVER})|(?P<last>{years[1] or NEVER}))"
    )
    not_more = r"(?!\w|-[^\W\d]|['’]s)"  # the late 1950's
    not_counted = rf"(?!\s+{NEW_OR_OTHER}(?:{COUNTED.get(language, NEVER)})(?!\w))"
    if language in period_words.YEAR_FIRST:
        behind = period_words.YEAR_FIRST[language]
        between = r"\s?" if language in _GLUED_TO_YEAR else ""
        return re.compile(rf"(?<!\d){year}{behind}{between}(?:{named})", re.IGNORECASE)
    of = period_words.OF_YEAR.get(language, NEVER)
    begins = r"(?<!\w)[وبفل]?" if language == "ar" else r"(?<!\w)"
    return re.compile(
        rf"{begins}(?:{named})(?:[\s-]+|(?<=['’-]))(?:(?:{of})(?:\s+|(?<=['’])))?{year}{not_more}{not_counted}",
        re.IGNORECASE,
    )


@cache
def years_beside(language: str) -> tuple[tuple[int, re.Pattern[str], re.Pattern[str]], ...]:
    """What names this year or the last beside a month: how many years back it is, what matches a text
    that ends with it before the month, and what matches it behind the month.
    """
    of = period_words.OF_YEAR.get(language, NEVER)
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
        for words, (unit, back) in time_words.periods(language).items()
        if unit == "year"
    )


def _short(name: str, language: str) -> str:
    """What a quarter is also called in figures, where its year is said: T3, 3T."""
    is_short = name[0] == "q" and language in _TRIMESTERS
    return rf"|T{name[-1]}|{name[-1]}T" if is_short else ""


@cache
def quarter(language: str, *, asked: bool) -> re.Pattern[str]:
    """Matches a quarter without a year, which is of nothing else: not "of the match". In a question
    only "Q3" will do where a match has quarters too.
    """
    parts = period_words.parts_of_year(language)
    in_figures = asked and language in _MATCHES_HAVE_QUARTERS
    named = "|".join(
        f"(?P<{name}>{name if in_figures else words})"
        for name, (words, _, _) in parts.items()
        if name[0] == "q"
    )
    if not named or language in period_words.YEAR_FIRST:
        return re.compile(NEVER)
    of = period_words.OF_YEAR.get(language, NEVER)
    begins = r"(?<!\w)[وبفل]?" if language == "ar" else r"(?<!\w)"
    return re.compile(rf"{begins}(?:{named})(?!\w)(?!\s+(?:{of})(?!\w))", re.IGNORECASE)
