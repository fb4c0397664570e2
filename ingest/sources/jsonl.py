"""Reads JSON Lines, one article to a line, and the same articles in one JSON array.

An object with such an array somewhere in it, as news services return it, is read as the array.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ingest.records import Origin, RawArticle, Rejection
from ingest.sources.columns import article_of, flattened, holds_article, may_list_articles
from ingest.sources.content import Content
from ingest.sources.decoding import decode
from ingest.sources.lines import lines_of
from ingest.sources.ninjs import as_record, is_ninjs
from rag.errors import InputError


def read_lines(content: Content) -> Iterator[RawArticle | Rejection]:
    """Yield the articles of JSON Lines, in order; a bad line is rejected, the others are kept.

    Blank lines are skipped; a file of nothing else is rejected as empty. Memory is bounded by the
    longest line allowed.
    """
    empty = True
    path = content.origin.path
    for number, line in lines_of(content.stream):
        try:
            if isinstance(line, InputError):
                raise line
            text = line if isinstance(line, str) else decode(line, content.charset)
            if not text.strip():
                continue
            empty = False
            yield from _articles(_parsed(text.rstrip()), Origin(path, number), content)
        except InputError as error:
            empty = False
            yield Rejection(path, number, str(error))
    if empty:
        yield Rejection(path, None, "The file is empty.")


def read_array(content: Content) -> Iterator[RawArticle | Rejection]:
    """Yield the articles of a JSON array, or the one of a JSON object; bad items are rejected
    singly.

    Raises:
        InputError: The text is not JSON.
    """
    text = decode(content.whole(), content.charset)
    if not text.strip():
        raise InputError("The file is empty.")
    data = _parsed(text)
    if isinstance(data, list):
        yield from _items(data, content.origin, content)
    else:
        yield from _articles(data, content.origin, content)


def _articles(data: object, origin: Origin, content: Content) -> Iterable[RawArticle | Rejection]:
    """Return the article that an object is, or those of the array in it."""
    try:
        return [_article(data, origin, content)]
    except InputError:
        listed = _listed(data, content.options.columns) if isinstance(data, dict) else None
        if listed is None:
            raise
    return _items(listed, origin, content)


def _items(
    items: list[object], origin: Origin, content: Content
) -> Iterator[RawArticle | Rejection]:
    if not items:
        raise InputError("The array holds no articles.")
    for number, item in enumerate(items, start=1):
        place = replace(origin, item=number)
        try:
            yield _article(item, place, content)
        except InputError as error:
            yield Rejection.at(place, str(error))


def _listed(data: Mapping[str, object], columns: Mapping[str, str]) -> list[object] | None:
    """Return the only array of objects in an object that is no article; arrays with articles count
    first. None if there is not exactly one.
    """
    if _is_article(data, columns):
        return None
    found: list[list[object]] = []
    pending: list[object] = [data]
    while pending:
        part = pending.pop()
        if isinstance(part, dict) and may_list_articles(part):
            pending += part.values()
        elif isinstance(part, list) and all(isinstance(item, dict) for item in part):
            found.append(part)
    with_text = [items for items in found if any(_is_article(item, columns) for item in items)]
    return only[0] if len(only := with_text or found) == 1 else None


def _is_article(item: object, columns: Mapping[str, str]) -> bool:
    return isinstance(item, dict) and (is_ninjs(item) or holds_article(flattened(item), columns))


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and error.lineno > 1:
            raise InputError(
                f"The JSON has ended before line {error.lineno}. If each line is an article, let the "
                "name of the file end in .jsonl."
            ) from error
        place = f"line {error.lineno}, " if error.lineno > 1 else ""
        raise InputError(
            f"The JSON is broken at {place}column {error.colno}: {error.msg}. Correct it there."
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError(
            "The JSON is nested too deep or holds a number that is too long."
        ) from error


def _article(data: object, origin: Origin, content: Content) -> RawArticle:
    if not isinstance(data, dict):
        raise InputError('An article must be a JSON object: {"body": "...", "title": "..."}.')
    data = as_record(data) if is_ninjs(data) else flattened(data)
    return article_of(data, content.options.columns, origin)
