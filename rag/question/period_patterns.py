"""What the words for periods and days of the week match in a text, compiled by language.

Templates are texts of `rag.words` with ``{n}``, ``{one}`` or ``{day}`` for what stands there.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from typing import Literal

from rag.language import UNSPACED
from rag.patterns import NEVER
from rag.said_dates.weekdays import weekday_names
from rag.words import lists, strings

_UNIT_WORDS, _SINGULAR = lists("period.units"), lists("period.singular")
_DUALS = lists("period.duals")
_ONE, _LAST_BETWEEN = strings("period.one"), strings("period.last_between")
_LAST, _LAST_WHOLE = lists("period.last"), lists("period.last_whole")
_THIS, _THIS_WHOLE = lists("period.this"), lists("period.this_whole")
_OF_SOMETHING, _WHOSE = strings("period.of_something"), lists("period.whose")
_PART_OF_DAY, _NOT_BEFORE_DAY = strings("weekday.part_of_day"), strings("weekday.not_before")
_BOUNDS, _THROUGH = lists("bound.date"), strings("bound.through")
_DETERMINERS, _BEHIND_TIME = strings("bound.determiners"), strings("year.followed_by")
# A preposition, an article or a particle is written together with the word.
_AFFIXED = frozenset({"ar", "ko"})
_GLUED = frozenset({"ko"})  # and the number with its unit
_INFLECTED = frozenset({"tr"})
# Where the days of the week are written like names.
_WEEKDAYS_HAVE_CAPITALS = frozenset({"en", "de"})
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
    words = _UNIT_WORDS[language]
    duals = _DUALS.get(language, ())
    named = [f"(?P<{unit}2>{dual})" for unit, dual in zip(UNITS, duals, strict=False)]
    named += [f"(?P<{unit}>{said})" for unit, said in zip(UNITS, words, strict=True)]
    begins = "" if language in UNSPACED or language in _GLUED else r"(?<!\w)"
    ends = r"(?!\w)" if begins and language not in _INFLECTED else ""
    return re.compile(f"{begins}(?:{'|'.join(named)}){ends}", re.IGNORECASE)


@cache
def counted(template: str, language: str) -> re.Pattern[str]:
    """What a template says of so many units, with these in it."""
    unit = f"(?:{'|'.join((*_UNIT_WORDS[language], *_DUALS.get(language, ())))})"
    one = _ONE.get(language, NEVER)
    number_said = _COUNT_UNSPACED if language in UNSPACED else rf"(?:{one}|{_COUNT})"
    gap = "" if language in UNSPACED else r"\s*"
    between = _LAST_BETWEEN.get(language, NEVER)
    number = rf"{number_said}{gap}{unit}"
    if language in _DUALS:
        number = rf"(?:{number}|(?:{'|'.join(_DUALS[language])}))"
    said = filled(
        template,
        n=number,
        n_last=rf"{number_said}\s+{between}\s+{unit}",
        unit=unit,
        count=number_said,
    )
    of = _OF_SOMETHING.get(language, NEVER)
    return re.compile(
        rf"{_not_whose(language)}{whole(said, language)}(?!\s+(?:{of})(?!\w))", re.IGNORECASE
    )


@cache
def calendar_units(language: str) -> dict[str, tuple[str, int]]:
    """What says the week, month or year before this one, or this one: pattern -> (unit, how many back)."""
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
    """Matches a pattern for the week, month or year before this one, which is nobody's: "his last
    year".
    """
    return re.compile(_not_whose(language) + whole(pattern, language), re.IGNORECASE)


def _not_whose(language: str) -> str:
    return "".join(rf"(?<!{word})" for word in _WHOSE.get(language, ()))


def filled(template: str, **patterns: str) -> str:
    """A template with patterns for what stands in braces in it."""
    for name, pattern in patterns.items():
        template = template.replace(f"{{{name}}}", f"(?:{pattern})")
    return template


@cache
def of_one(template: str, language: str) -> tuple[tuple[Unit, re.Pattern[str]], ...]:
    """What a template says of one unit, by unit."""
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
    """What a template says of a day of the week; its name is in a group that ends in its number, 0
    for Monday.

    Args:
        may_bound: Whether "since Monday" and a bare "Monday" will do too, with the words before the day
            in a group of `BESIDE_WEEKDAY`.
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
