"""Finds a date that stands in a text on a line of its own, as under a headline.

The line is the date and nothing else, or has a label in front that says it is the date of
publication: "Born: 12 March 1934" is another date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice

from ingest.dating import opens_with_date, parse_date, with_our_figures
from ingest.records import FoundDate, RawArticle
from ingest.words import listed_anywhere, pattern

_LINES_SEARCHED = 5
_LONGEST = 70
_PARTS = re.compile(r"(?:1[7-9]|20)\d\d")
_DAY = len("2025-08-13")


def with_text_date(article: RawArticle, after: Iterable[FoundDate] = ()) -> RawArticle:
    """Return an article with the date of its first lines.

    The line is removed from the text, unless the article is known to be of another day. A date
    without a label does not count if a later one follows, as in a chronology.

    Args:
        after: Dates that are trusted less than one in the text.
    """
    lines = article.body.split("\n")
    first = islice((place for place, line in enumerate(lines) if line.strip()), _LINES_SEARCHED)
    candidates = [place for place in first if _may_be_date(lines[place])]
    if candidates and (found := _found(lines, candidates, article.body)) is not None:
        place, date = found
        body = "\n".join([*lines[:place], *lines[place + 1 :]]).strip()
        is_of_another = article.dates and all(
            known.value[:_DAY] != date[:_DAY] for known in article.dates
        )
        return replace(
            article,
            body=article.body if is_of_another else body or article.body,
            dates=(*article.dates, FoundDate(date, "text"), *after),
        )
    return replace(article, dates=(*article.dates, *after))


def _found(lines: Sequence[str], candidates: Iterable[int], text: str) -> tuple[int, str] | None:
    """Return (place, date) of the first of some lines that is the article's date."""
    from rag.language import detect

    language = detect(text)
    is_of_many = False
    for place in candidates:
        date, has_label = _date(lines, place, language)
        if date is None or (is_of_many and not has_label):
            continue
        if has_label or not _is_followed_by_later(lines, place, date, language):
            return place, date
        is_of_many = True
    return None


def _is_followed_by_later(
    lines: Sequence[str], place: int, date: str, language: str | None
) -> bool:
    dates = (_date(lines, other, language) for other in range(place + 1, len(lines)))
    return any(
        found is not None and not has_label and found[:_DAY] > date[:_DAY]
        for found, has_label in dates
    )


def _may_be_date(line: str) -> bool:
    line = line.strip()
    return len(line) <= _LONGEST and any(map(str.isdigit, line)) and len(line.split()) <= 8


def _date(lines: Sequence[str], place: int, language: str | None) -> tuple[str | None, bool]:
    """Return the day or time that a line says by itself, as no part of a sentence, and whether it
    has a label.
    """
    if not _may_be_date(lines[place]):
        return None, False
    line = with_our_figures(lines[place].strip(), language)
    if not _PARTS.search(line):
        return None, False
    label = _label().match(line)
    bare = line[label.end() :] if label else line
    next_line = "".join(lines[place + 1 : place + 2])
    is_of_sentence = next_line.strip()[:1].islower() or not opens_with_date(bare, language)
    date = None if not label and is_of_sentence else parse_date(bare, language)
    return (date if date is not None and len(date) >= _DAY else None), label is not None


@cache
def _label() -> re.Pattern[str]:
    """Return a pattern of what says, in any language, that a date is that of publication."""
    labels = sorted(listed_anywhere("dates.published"), key=len, reverse=True)
    return re.compile(
        rf"(?:{'|'.join(labels)})(?:\s*[:：]\s*|\s+)(?:{pattern('dates.on')}\s+)?", re.IGNORECASE
    )
