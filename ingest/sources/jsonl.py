"""JSON Lines, one article to a line, and the same articles in one JSON array."""

from __future__ import annotations

import json
from collections.abc import Iterator

from ingest.records import Origin, RawArticle, Rejection
from ingest.sources.columns import fields_of
from ingest.sources.content import Content
from ingest.sources.decoding import decode
from ingest.sources.lines import lines_of
from ingest.sources.ninjs import as_record, is_ninjs
from rag.errors import InputError


def read_lines(content: Content) -> Iterator[RawArticle | Rejection]:
    """The articles of JSON Lines, in order; a bad line is rejected, the others are kept.

    Blank lines are skipped; a file of nothing else is rejected as empty. Memory is bounded by the
    longest line allowed.
    """
    empty = True
    path = content.origin.path
    for number, line in lines_of(content.stream):
        try:
            if isinstance(line, InputError):
                raise line
            text = line if isinstance(line, str) else decode(line)
            if not text.strip():
                continue
            empty = False
            yield _article(_parsed(text.rstrip()), Origin(path, number), content)
        except InputError as error:
            empty = False
            yield Rejection(path, number, str(error))
    if empty:
        yield Rejection(path, None, "The file is empty.")


def read_array(content: Content) -> Iterator[RawArticle | Rejection]:
    """The articles of a JSON array, or the one of a JSON object; bad items are rejected singly.

    Raises:
        InputError: The text is not JSON.
    """
    text = decode(content.whole())
    if not text.strip():
        raise InputError("The file is empty.")
    data = _parsed(text)
    if not isinstance(data, list):
        yield _article(data, content.origin, content)
        return
    if not data:
        raise InputError("The array holds no articles.")
    for number, item in enumerate(data, start=1):
        origin = Origin(content.origin.path, item=number)
        try:
            yield _article(item, origin, content)
        except InputError as error:
            yield Rejection.at(origin, str(error))


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
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
    if is_ninjs(data):
        data = as_record(data)
    body, fields = fields_of(data, content.options.columns)
    if not isinstance(body, str):
        raise InputError('The field "body" is not text: write it as one string.')
    return RawArticle(origin, body, fields)
