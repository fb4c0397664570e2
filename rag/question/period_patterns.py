"""Compiles, by language, what the words for periods and days of the week match in a text.

Templates are texts of `rag.words` with ``{n}``, ``{one}`` or ``{day}`` in the place of a number with
its unit, one unit, or a day.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from typing import Literal

from rag.language import UNSPACED
from rag.patterns import BEGIN, END, MARKS, NEVER
from rag.said_dates.weekdays import weekday_names
from rag.words import lists, strings

_UNIT_WORDS, _SINGULAR = lists("period.units"), lists("period.singular")
_DUALS, _SMALL_NUMBERS = lists("period.duals"), lists("period.small_numbers")
_ONE, _LAST_BETWEEN = strings("period.one"), strings("period.last_between")
_LAST, _LAST_WHOLE = lists("period.last"), lists("period.last_whole")
_THIS, _THIS_WHOLE = lists("period.this"), lists("period.this_whole")
_OF_SOMETHING, _WHOSE = strings("period.of_something"), lists("period.whose")
_PART_OF_DAY, _NOT_BEFORE_DAY = strings("weekday.part_of_day"), strings("weekday.not_before")
_BOUNDS, _THROUGH = lists("bound.date"), strings("bound.through")
_DETERMINERS, _BEHIND_TIME = strings("bound.determiners"), strings("year.followed_by")
# Languages in which a preposition, an article or a particle is written together with the word.
_AFFIXED = frozenset({"ar", "ko"})
_GLUED = frozenset({"ko"})  # in these a number is written together with its unit too
_INFLECTED = frozenset({"tr"})
# Languages in which the days of the week are written like names.
_WEEKDAYS_HAVE_CAPITALS = frozenset({"en", "de"})
# Languages in which a day in small letters is in no name, and its compounds are one word: any word may
# follow it.
_WEEKDAYS_WRITTEN_SMALL = frozenset({"nl"})
_WORD = rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])*"
_COUNT = rf"\d{{1,3}}|(?<![\w{MARKS}-]){_WORD}(?:-{_WORD}){{0,3}}"
_COUNT_UNSPACED = r"(?:\d{1,3}|[一二两兩三四五六七八九十百]{1,4})"

# The groups in patterns of `weekdays` that hold what stands before the day.
BESIDE_WEEKDAY = frozenset({"bound", "word"})

Unit = Literal["hour", "day", "week", "month", "year"]
UNITS: tuple[Unit, ...] = ("hour", "day", "week", "month", "year")


def whole(pattern: str, language: str) -> str:
    """Put a pattern between the boundaries of words, if the language has them."""
    if language in UNSPACED or language in _AFFIXED:
        return f"(?:{pattern})"
    that = "(?!-là)" if language == "fr" else ""  # ce matin-là is another morning
    return f"{BEGIN}(?:{pattern}){END}{that}"


@cache
def compiled(pattern: str, language: str) -> re.Pattern[str]:
    """Compile a pattern between the boundaries of words, without regard to case."""
    return re.compile(whole(pattern, language), re.IGNORECASE)


@cache
def units(language: str) -> re.Pattern[str]:
    """Return a pattern of a unit; the last group that matched is its name, with a ``2`` behind it
    for two.
    """
    words = _UNIT_WORDS[language]
    duals = _DUALS.get(language, ())
    named = [f"(?P<{unit}2>{dual})" for unit, dual in zip(UNITS, duals, strict=False)]
    named += [f"(?P<{unit}>{word})" for unit, word in zip(UNITS, words, strict=True)]
    begins = "" if language in UNSPACED or language in _GLUED else BEGIN
    ends = END if begins and language not in _INFLECTED else ""
    return re.compile(f"{begins}(?:{'|'.join(named)}){ends}", re.IGNORECASE)


def small_number(text: str, language: str) -> int | None:
    """Return the number from two to ten at the end of a text, in a language whose words for numbers
    say something else where they count no span of time; None if there is none.
    """
    begins = "" if language in UNSPACED else BEGIN
    for number, words in enumerate(_SMALL_NUMBERS.get(language, ()), start=2):
        if re.search(rf"{begins}(?:{words})\s*\Z", text, re.IGNORECASE):
            return number
    return None


@cache
def counted(template: str, language: str) -> re.Pattern[str]:
    """Return a pattern of a template with any number of units in it: "in the last three days"."""
    unit = f"(?:{'|'.join((*_UNIT_WORDS[language], *_DUALS.get(language, ())))})"
    one = _ONE.get(language, NEVER)
    if language in UNSPACED:
        small = "|".join(_SMALL_NUMBERS.get(language, (NEVER,)))
        number_words, gap = rf"(?:{_COUNT_UNSPACED}|{small})", r"\s?"
    else:
        number_words, gap = rf"(?:{one}|{_COUNT})", r"\s*"
    between = _LAST_BETWEEN.get(language, NEVER)
    number = rf"{number_words}{gap}{unit}"
    if language in _DUALS:
        number = rf"(?:{number}|(?:{'|'.join(_DUALS[language])}))"
    words = filled(
        template,
        n=number,
        n_last=rf"{number_words}\s+{between}\s+{unit}",
        unit=unit,
        count=number_words,
    )
    of = _OF_SOMETHING.get(language, NEVER)
    return re.compile(
        rf"{_not_whose(language)}{whole(words, language)}(?!\s+(?:{of})(?!\w))", re.IGNORECASE
    )


@cache
def calendar_units(language: str) -> dict[str, tuple[str, int]]:
    """Return the patterns that name this week, month or year, or the one before: pattern -> (unit,
    how many back).
    """
    found: dict[str, tuple[str, int]] = {}
    for table, back in ((_LAST, 1), (_THIS, 0)):
        if words := table.get(language):
            for unit, noun in zip(UNITS[2:], words[1:], strict=True):
                found[rf"(?:{words[0]}) (?:{noun})"] = (unit, back)
    for table, back in ((_LAST_WHOLE, 1), (_THIS_WHOLE, 0)):
        if patterns := table.get(language):
            for unit, pattern in zip(UNITS[2:], patterns, strict=True):
                found[pattern] = (unit, back)
    return found


@cache
def before_this(pattern: str, language: str) -> re.Pattern[str]:
    """Return a pattern of a calendar unit, unless it is somebody's: "his last year"."""
    return re.compile(_not_whose(language) + whole(pattern, language), re.IGNORECASE)


def _not_whose(language: str) -> str:
    return "".join(rf"(?<!{word})" for word in _WHOSE.get(language, ()))


def filled(template: str, **patterns: str) -> str:
    """Fill the braces of a template with patterns."""
    for name, pattern in patterns.items():
        template = template.replace(f"{{{name}}}", f"(?:{pattern})")
    return template


@cache
def of_one(template: str, language: str) -> tuple[tuple[Unit, re.Pattern[str]], ...]:
    """Return, for each unit, a pattern of a template with one of it."""
    singular = _SINGULAR.get(language, _UNIT_WORDS[language])
    of = _OF_SOMETHING.get(language, NEVER)
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
    """Return a pattern of a template with a day of the week; its name is in a group that ends in
    its number, 0 for Monday.

    Args:
        may_bound: Whether to match "since Monday" and a bare "Monday" too; the words before the day
            are then in a group of `BESIDE_WEEKDAY`.
    """
    names = weekday_names(language)
    if not names:
        return re.compile(NEVER)
    part = _PART_OF_DAY.get(language, "")
    templates = [template]
    if may_bound and language in _BOUNDS:
        bounds = "|".join((*_BOUNDS[language], _THROUGH.get(language, NEVER)))
        the = _DETERMINERS.get(language, NEVER)
        templates.append(rf"(?P<bound>(?:{bounds})\s+(?:(?:{the})\s+)?){{day}}")
    if may_bound and language in _NOT_BEFORE_DAY:
        templates.append(_bare_weekday(language, names))
    places = count()
    day = "(?:" + "|".join(f"(?P<dPLACE_{i}>{name})" for i, name in enumerate(names)) + ")" + part
    alternatives = "|".join(
        piece
        for text in templates
        for piece in [
            "".join(
                part_of if i == 0 else day.replace("PLACE", str(next(places))) + part_of
                for i, part_of in enumerate(text.split("{day}"))
            )
        ]
    )
    return re.compile(whole(alternatives, language), re.IGNORECASE)


def _bare_weekday(language: str, names: list[str]) -> str:
    """Return a template for a day of the week without a preposition: "said Monday", "Monday in
    Rome". Not in a name: "Sheffield Wednesday", "Sunday Times".
    """
    is_name_too = language in _WEEKDAYS_HAVE_CAPITALS
    word = r"(?:(?-i:[^\W\d_A-ZÀ-Þ])[\w'’-]*|\A\W*(?:and|und))" if is_name_too else r"[\w'’-]+"
    in_place = r"|in (?-i:(?:[A-ZÀ-Þ][\w'’-]+ ){1,2})" if is_name_too else ""
    day = "{day}" if is_name_too else "(?-i:{day})"
    no_day = "|".join((*names, r"\d+(?:st|nd|rd|th)(?!\w)"))  # Monday to Friday; Friday the 13th
    written_small = language in _WEEKDAYS_WRITTEN_SMALL
    behind = r"(?!(?:tot|t/m)(?!\w))\w+" if written_small else _BEHIND_TIME[language]
    return (
        rf"(?P<word>(?!(?:{_NOT_BEFORE_DAY[language]})(?!\w))(?:{word},?\s+{in_place})){day}"
        rf"(?=\s*(?:[?!.,;:)]|\Z)|\s+(?:{behind})(?!\w)(?!\s+(?:{no_day})))"
    )
