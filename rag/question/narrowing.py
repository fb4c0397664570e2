"""Checks what a question may be narrowed by: a language, a kind of article, an outlet, a period."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date
from difflib import get_close_matches
from typing import Literal

from rag.dates import When, asked_from, first_instant, last_instant, normalise
from rag.errors import InputError
from rag.language import normalise_code
from rag.records import KINDS

Why = Literal["no_date", "no_period", "not_begun", "no_filter"]


class NarrowingError(InputError):
    """A question cannot be narrowed to what was given.

    Attributes:
        why: ``no_date``: a date cannot be read; ``no_period``: the period ends before it begins;
            ``not_begun``: it begins after the moment of asking; ``no_filter``: no language, kind of
            article or outlet has this name.
        given: What was given; of a period, its beginning, and its end or the moment of asking.
    """

    def __init__(self, why: Why, message: str, *given: object) -> None:
        self.why = why
        self.given = tuple(map(str, given))
        super().__init__(message)


def language_code(text: object) -> str:
    """Return a language code or tag as ISO 639-1.

    Raises:
        NarrowingError: It is no language code.
    """
    code = normalise_code(text) if isinstance(text, str) else None
    if code is None:
        message = f"{text!r} is no language code: write en, nl, de, ..."
        raise NarrowingError("no_filter", message, text)
    return code


def kind_name(text: object) -> str:
    """Return a text that is a kind of article.

    Raises:
        NarrowingError: It is no kind of article.
    """
    if not isinstance(text, str) or text not in KINDS:
        message = f"{text!r} is no kind of article: write {', '.join(KINDS)}."
        raise NarrowingError("no_filter", message, text)
    return text


def outlet_name(text: object) -> str:
    """Return the name of an outlet, whether the archive has it or not.

    Raises:
        NarrowingError: It is no text.
    """
    if not isinstance(text, str):
        raise NarrowingError("no_filter", f"{text!r} is no outlet: write its name as text.", text)
    return text


def day_name(value: object) -> str:
    """Return a date in ISO 8601, at its own precision.

    Raises:
        NarrowingError: It is no date.
    """
    if not isinstance(value, str | date):
        message = f"{value!r} is not a date: write YYYY-MM-DD as text, or give a date or datetime."
        raise NarrowingError("no_date", message, value)
    try:
        return normalise(value)
    except InputError as error:
        raise NarrowingError("no_date", str(error), value) from error


def check_period(since: When | None, until: When | None, as_of: When | None = None) -> None:
    """Refuse a period in which nothing can have been published.

    Args:
        since, until: None for an open end.
        as_of: The moment of asking; None for now.

    Raises:
        NarrowingError: The period ends before it begins, or begins after the moment of asking; or
            one of the three is no date.
    """
    first, last = (None if value is None else day_name(value) for value in (since, until))
    moment = asked_from(None if as_of is None else day_name(as_of))
    if first and last and first_instant(first) > last_instant(last):
        message = f"The period ends ({until}) before it begins ({since})."
        raise NarrowingError("no_period", message, since, until)
    # A day has begun as soon as it has by the asker's own clock.
    if first and first_instant(first) > max(moment, moment.replace(tzinfo=UTC)):
        asked = as_of or moment.date()
        message = (
            "Nothing is published yet of a period that begins "
            f"({since}) after the moment that is asked from ({asked})."
        )
        raise NarrowingError("not_begun", message, since, asked)


def check_outlets(wanted: Iterable[str], known: Iterable[str | None]) -> None:
    """Refuse an outlet of which an archive has nothing; an archive without any outlets refuses
    none.

    Args:
        wanted: Names, in upper or lower case.

    Raises:
        NarrowingError: Names the outlet, and those that may be meant.
    """
    names = {name.casefold(): name for name in known if name}
    for outlet in wanted:
        if names and outlet.casefold() not in names:
            alike = [repr(names[name]) for name in get_close_matches(outlet.casefold(), names)]
            meant = f": is {' or '.join(alike)} meant?" if alike else "."
            message = f"The archive has no outlet called {outlet!r}{meant}"
            raise NarrowingError("no_filter", message, outlet)
