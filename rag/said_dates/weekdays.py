"""Knows how a language names the days of the week: patterns of them, and those that a text names."""

from __future__ import annotations

import re
from functools import cache

from rag.language import UNSPACED
from rag.patterns import NEVER
from rag.said_dates.months import locales
from rag.words import lists, strings

_DAYS = range(7)  # Monday is 0
# Monday to Sunday behind a preposition, in languages in which that is not CLDR's nominative; and what
# replaces ``{ending}`` in them, with ``{name}`` for what is in front of it.
_NAMES, _ENDING = lists("weekday.names"), strings("weekday.ending")
_CASES = strings("weekday.case_endings")


def weekday_names(language: str) -> list[str]:
    """Return patterns for Monday to Sunday as they stand behind "on"; none for a language that is
    not known.
    """
    if language in _NAMES:
        return [_with_ending(name, language) for name in _NAMES[language]]
    known = locales(language)
    return [re.escape(known[0].days["format"]["wide"][day]) for day in _DAYS] if known else []


def _with_ending(name: str, language: str) -> str:
    bare = name.removesuffix("{ending}")
    return name if bare == name else bare + _ENDING[language].replace("{name}", bare)


def weekdays(text: str, language: str | None) -> set[int]:
    """Return the days of the week that a text names, in whatever case: 0 for Monday."""
    found = _in_any_case(language).finditer(text.casefold())
    return {int(match.lastgroup[1:]) for match in found if match.lastgroup}


@cache
def _in_any_case(language: str | None) -> re.Pattern[str]:
    """Return a pattern of the name of a day in text without case; its group is named d and the
    day's number.
    """
    if not locales(language):
        return re.compile(NEVER)
    if language in UNSPACED:
        begins, ends = "", ""
    elif language in _CASES:
        begins, ends = r"(?<!\w)", r"(?:а|у|ом|ам|ах|и|u|owi)?(?!\w)"
    else:
        begins, ends = r"(?<!\w)[وبلف]?" if language == "ar" else r"(?<!\w)", r"s?(?![^\W_])"
    named = "|".join(f"(?P<d{day}>{_forms(language or '', day)})" for day in _DAYS)
    return re.compile(f"{begins}(?:{named}){ends}")


def _forms(language: str, day: int) -> str:
    """Return alternatives for the name of a day."""
    names = {
        locale.days[context]["wide"][day].casefold()
        for locale in locales(language)
        for context in ("format", "stand-alone")
    }
    forms = [re.escape(name) for name in names]
    if language in _CASES:
        forms += [
            f"{re.escape(name[:-1])}(?:{_CASES[language]})" for name in names if name[-1] in "аяa"
        ]
    if language in _NAMES:
        forms.append(weekday_names(language)[day])
    return "|".join(sorted(forms))
