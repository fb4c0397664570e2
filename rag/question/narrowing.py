"""What a question may be narrowed by, checked: a language, a kind of article, a period."""

from __future__ import annotations

from rag.dates import When, first_instant, last_instant, normalise
from rag.errors import InputError
from rag.language import normalise_code
from rag.records import KINDS


def language_code(text: str) -> str:
    """A language code or tag as ISO 639-1.

    Raises:
        InputError: It is none.
    """
    code = normalise_code(text)
    if code is None:
        raise InputError(f"{text!r} is no language code: write en, nl, de, ...")
    return code


def kind_name(text: str) -> str:
    """A kind of article.

    Raises:
        InputError: It is none.
    """
    if text not in KINDS:
        raise InputError(f"{text!r} is no kind of article: write {', '.join(KINDS)}.")
    return text


def check_period(since: When | None, until: When | None) -> None:
    """Refuse a period that ends before it begins.

    Args:
        since, until: None for an open end.

    Raises:
        InputError: It does, or one of them is no date.
    """
    if since and until and first_instant(normalise(since)) > last_instant(until):
        raise InputError(f"The period ends ({until}) before it begins ({since}).")
