"""Reads fields of a raw article as lines of text, with a warning for each that is no text."""

from __future__ import annotations

from ingest.normalising import clean_text
from ingest.records import RawArticle

MAX_FIELD = 500
_MAX_AUTHORS = 100


def line_of(
    raw: RawArticle, name: str, warnings: list[str], *, limit: int = MAX_FIELD
) -> str | None:
    """Return a field as one trimmed line; None if it is absent, blank or no text.

    Args:
        warnings: A list that gets a warning if the field is left out or cut.
        limit: The longest line, in characters.
    """
    value = raw.fields.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        warnings.append(f'The field "{name}" is not text and was left out.')
        return None
    text = " ".join(clean_text(str(value)).split())
    if len(text) > limit:
        warnings.append(f'The field "{name}" was cut to {limit} characters.')
    return text[:limit].rstrip() or None


def authors_of(raw: RawArticle, warnings: list[str]) -> tuple[str, ...]:
    """Return the names of the authors, each once; an author that is not text is left out."""
    value = raw.fields.get("authors") or raw.fields.get("author") or ()
    names = value if isinstance(value, list | tuple) else [value]
    found = []
    for item in names[:_MAX_AUTHORS]:
        name = item.get("name") if isinstance(item, dict) else item
        if isinstance(name, str):
            found.append(" ".join(clean_text(name).split())[:MAX_FIELD].rstrip())
        else:
            warnings.append("An author is not text and was left out.")
    return tuple(dict.fromkeys(filter(None, found)))
