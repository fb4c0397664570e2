"""A date that stands in a text on a line of its own, as under a headline."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from ingest.dating import parse_date
from ingest.records import FoundDate, RawArticle

_LINES_SEARCHED = 5
_LONGEST = 70
_PARTS = re.compile(r"(?:1[7-9]|20)\d\d")
_LABEL = re.compile(r"^[^\d:]{0,40}:\s*|^[^\W\d_]+(?:\s+(?:on|op|am|le|el|il|em))?\s+(?=\d)")


def with_text_date(article: RawArticle, after: Iterable[FoundDate] = ()) -> RawArticle:
    """The article with the date of its first lines, and without that line.

    Args:
        after: Dates that are trusted less than one in the text.
    """
    lines = article.body.split("\n")
    seen = 0
    for place, line in enumerate(lines):
        text = line.strip()
        seen += bool(text)
        if seen > _LINES_SEARCHED:
            break
        if len(text) > _LONGEST or not _PARTS.search(text) or len(text.split()) > 8:
            continue
        date = _date(text, article.body)
        if date is not None:
            body = "\n".join([*lines[:place], *lines[place + 1 :]]).strip()
            dates = (*article.dates, FoundDate(date, "text"), *after)
            return replace(article, body=body or article.body, dates=dates)
    return replace(article, dates=(*article.dates, *after))


def _date(line: str, text: str) -> str | None:
    """The date that a line is, a label before it apart."""
    from rag.language import detect

    language = detect(text)
    bare = _LABEL.sub("", line, count=1)
    for candidate in dict.fromkeys((line, bare)):
        date = parse_date(candidate, language)
        if date is not None and len(date) >= len("2025-08-13"):
            return date
    return None
