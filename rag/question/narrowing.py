"""What a question may be narrowed by, checked: a language, a kind of article, a period."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Literal

from rag.dates import When, first_instant, last_instant, normalise
from rag.errors import InputError
from rag.language import normalise_code
from rag.records import KINDS

Why = Literal["no_date", "no_period", "no_filter"]


class NarrowingError(InputError):
    """A question cannot be narrowed so.

    Attributes:
        why: ``no_date``; ``no_period``: it ends before it begins; ``no_filter``: no language or
            kind of article is called so.
        given: What it was to be narrowed to; of a period both ends.
    """

    def __init__(self, why: Why, said: str, *given: object) -> None:
        self.why = why
        self.given = tuple(map(str, given))
        super().__init__(said)


def language_code(text: str) -> str:
    """A language code or tag as ISO 639-1.

    Raises:
        NarrowingError: It is none.
    """
    code = normalise_code(text)
    if code is None:
        said = f"{text!r} is no language code: write en, nl, de, ..."
        raise NarrowingError("no_filter", said, text)
    return code


def kind_name(text: str) -> str:
    """A kind of article.

    Raises:
        NarrowingError: It is none.
    """
    if text not in KINDS:
        said = f"{text!r} is no kind of article: write {', '.join(KINDS)}."
        raise NarrowingError("no_filter", said, text)
    return text


def day_name(value: When) -> str:
    """A date as ISO 8601, at its own precision.

    Raises:
        NarrowingError: It is none.
    """
    try:
        return normalise(value)
    except InputError as error:
        raise NarrowingError("no_date", str(error), value) from error


def check_period(since: When | None, until: When | None) -> None:
    """Refuse a period that ends before it begins.

    Args:
        since, until: None for an open end.

    Raises:
        NarrowingError: It does, or one of them is no date.
    """
    first, last = (end if end is None else day_name(end) for end in (since, until))
    if first and last and first_instant(first) > last_instant(last):
        said = f"The period ends ({until}) before it begins ({since})."
        raise NarrowingError("no_period", said, since, until)


def check_outlets(wanted: Iterable[str], known: Iterable[str | None]) -> None:
    """Refuse an outlet that an archive has nothing of; one without any outlets refuses none.

    Args:
        wanted: In letters of whatever case.

    Raises:
        NarrowingError: Names the outlet, and the one that is probably meant.
    """
    names = {name.casefold(): name for name in known if name}
    for outlet in wanted:
        if names and outlet.casefold() not in names:
            alike = get_close_matches(outlet.casefold(), names, n=1)
            meant = f": is {names[alike[0]]!r} meant?" if alike else "."
            said = f"The archive has no outlet called {outlet!r}{meant}"
            raise NarrowingError("no_filter", said, outlet)
