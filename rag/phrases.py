"""Holds the answer's own words, in the asker's language, or in English if that language has none.

Dates are written out in full by CLDR (Babel): a reader must not take 8/12 for the wrong month.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, get_args

from rag.dates import first_instant, known_day
from rag.words import strings

Phrase = Literal[
    "stale",
    "nothing",
    "not_this",
    "unnamed",
    "outside",
    "no_question",
    "open",
    "changed",
    "corrected",
    "newer_figure",
    "dropped",
    "opinion",
    "live",
    "correction",
    "earlier",
    "model",
    "cut_off",
    "late",
]
Attribution = Literal["opinion", "live", "correction", "earlier"]

_PHRASES: dict[Phrase, Mapping[str, str]] = {
    name: strings(f"phrases.{name}") for name in get_args(Phrase)
}
# Attributions to an article whose outlet is not known.
_OF_NO_OUTLET: dict[Attribution, Mapping[str, str]] = {
    name: strings(f"phrases.no_outlet.{name}") for name in get_args(Attribution)
}


def phrase(name: Phrase, language: str, **values: str) -> str:
    """Return one of the answer's own sentences in a language, with its values put in."""
    return _spoken(_PHRASES[name], language).format(**values)


def put_into(text: str, language: str) -> str:
    """Translate one of the answer's own sentences that has no values into another language; return
    any other text as it is.
    """
    for phrases in _PHRASES.values():
        if text in phrases.values():
            return _spoken(phrases, language)
    return text


def attributed(
    name: Attribution, quote: str, language: str, *, source: str | None, **values: str
) -> str:
    """Return a sentence that says whose words a quote is; without an outlet if that is not known."""
    if not source:
        return _spoken(_OF_NO_OUTLET[name], language).format(quote=quote, **values)
    return phrase(name, language, source=source, quote=quote, **values)


def _spoken(phrases: Mapping[str, str], language: str) -> str:
    return phrases.get(language, phrases["en"])


def long_date(when: date | str, language: str) -> str:
    """Write out a date: 13 August 2025, 13 augustus 2025, 2025年8月13日.

    Args:
        when: A day, or ISO 8601 as `rag.dates.normalise` returns it; a month alone stays a month:
            August 2025.
    """
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date, format_skeleton

    name = "en_GB" if language == "en" or language not in _PHRASES["stale"] else language
    day = when if isinstance(when, date) else known_day(when)
    try:
        locale = Locale.parse(name)
        if day is None:
            skeleton = "y" if len(str(when)) == len("2025") else "yMMMM"
            return format_skeleton(skeleton, first_instant(str(when)).date(), locale=locale)
        return format_date(day, "long", locale=locale)
    except (UnknownLocaleError, ValueError):
        return str(day or when)
