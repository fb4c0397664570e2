"""What a question may be narrowed by, checked: a language, a kind of article, an outlet, a period."""

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
    """A question cannot be narrowed so.

    Attributes:
        why: ``no_date``; ``no_period``: it ends before it begins; ``not_begun``: it begins after
            the moment that is asked from; ``no_filter``: no language, kind of article or outlet is called so.
        given: What it was to be narrowed to; of a period its begin, and the end or the moment that
            is before it.
    """

    def __init__(self, why: Why, said: str, *given: object) -> None:
        self.why = why
        self.given = tuple(map(str, given))
        super().__init__(said)


def language_code(text: object) -> str:
    """A language code or tag as ISO 639-1.

    Raises:
        NarrowingError: It is none.
    """
    code = normalise_code(text) if isinstance(text, str) else None
    if code is None:
        said = f"{text!r} is no language code: write en, nl, de, ..."
        raise NarrowingError("no_filter", said, text)
    return code


def kind_name(text: object) -> str:
    """A kind of article.

    Raises:
        NarrowingError: It is none.
    """
    if not isinstance(text, str) or text not in KINDS:
        said = f"{text!r} is no kind of article: write {', '.join(KINDS)}."
        raise NarrowingError("no_filter", said, text)
    return text


def outlet_name(text: object) -> str:
    """The name of an outlet, whether an archive has it or not.

    Raises:
        NarrowingError: It is no text.
    """
    if not isinstance(text, str):
        raise NarrowingError("no_filter", f"{text!r} is no outlet: write its name as text.", text)
    return text


def day_name(value: object) -> str:
    """A date as ISO 8601, at its own precision.

    Raises:
        NarrowingError: It is none.
    """
    if not isinstance(value, str | date):
        said = f"{value!r} is not a date: write YYYY-MM-DD as text, or give a date or datetime."
        raise NarrowingError("no_date", said, value)
    try:
        return normalise(value)
    except InputError as error:
        raise NarrowingError("no_date", str(error), value) from error


def check_period(since: When | None, until: When | None, as_of: When | None = None) -> None:
    """Refuse a period in which nothing can have been published.

    Args:
        since, until: None for an open end.
        as_of: The moment that is asked from; None for now.

    Raises:
        NarrowingError: It ends before it begins, or begins after that moment; or one of the three is
            no date.
    """
    first, last = (None if value is None else day_name(value) for value in (since, until))
    moment = asked_from(None if as_of is None else day_name(as_of))
    if first and last and first_instant(first) > last_instant(last):
        said = f"The period ends ({until}) before it begins ({since})."
        raise NarrowingError("no_period", said, since, until)
    # A day has begun too where it has by the clock that is asked from.
    if first and first_instant(first) > max(moment, moment.replace(tzinfo=UTC)):
        asked = as_of or moment.date()
        said = (
            "Nothing is published yet of a period that begins "
            f"({since}) after the moment that is asked from ({asked})."
        )
        raise NarrowingError("not_begun", said, since, asked)


def check_outlets(wanted: Iterable[str], known: Iterable[str | None]) -> None:
    """Refuse an outlet that an archive has nothing of; one without any outlets refuses none.

    Args:
        wanted: In letters of whatever case.

    Raises:
        NarrowingError: Names the outlet, and those that may be meant.
    """
    names = {name.casefold(): name for name in known if name}
    for outlet in wanted:
        if names and outlet.casefold() not in names:
            alike = [repr(names[name]) for name in get_close_matches(outlet.casefold(), names)]
            meant = f": is {' or '.join(alike)} meant?" if alike else "."
            said = f"The archive has no outlet called {outlet!r}{meant}"
            raise NarrowingError("no_filter", said, outlet)
