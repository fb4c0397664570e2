"""Reads what a value in a record says of a field of its article, whatever format the record is in."""

from __future__ import annotations

import re
from ast import literal_eval
from collections.abc import Mapping
from contextlib import suppress

from ingest.sources.markup import without_markup

# What databases, tables and their libraries write for a missing value.
_NOTHING = frozenset(
    {"", "~", "null", "Null", "NULL", "None", "NaN", "nan", "NaT", "<NA>", "N/A", r"\N"}
)
_NO_DATE = re.compile(r"0000-00-00|0001-01-01|-0001-11-30")
_DATES = frozenset({"published_at", "updated_at"})
_LINES = frozenset({"title", "source", "section", "author"})


def value_of(field: str, value: object) -> object:
    """Return a value in a form that cleaning accepts; None if it says nothing.

    Args:
        field: The article's field, or ``body``.

    Raises:
        InputError: It is HTML that cannot be parsed.
    """
    if isinstance(value, Mapping):
        inner = ("rendered", "name") if field == "source" else ("rendered",)
        value = next((value[name] for name in inner if value.get(name)), value)
    if not isinstance(value, str):
        return None if value != value else value
    text = value.strip()
    if text in _NOTHING or (field in _DATES and _NO_DATE.match(text)):
        return None
    if field == "authors":
        return _names(text)
    if field == "body":
        return without_markup(value) or None
    return " ".join(without_markup(value).split()) or None if field in _LINES else value


def _names(text: str) -> object:
    """Return the authors that a table holds in one text: separated by semicolons, or a printed
    list.
    """
    if text.startswith("["):
        with suppress(ValueError, SyntaxError, MemoryError, RecursionError):
            return literal_eval(text)
    return [name.strip() for name in text.split(";")] if ";" in text else text
