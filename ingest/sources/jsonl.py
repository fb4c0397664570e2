"""JSON Lines, one article to a line, and the same articles in one JSON array."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

from ingest.records import Origin, RawArticle, Rejection
from ingest.sources.decoding import decode, mark_of
from ingest.sources.files import shown
from rag.errors import InputError

FIELDS = frozenset(
    {
        *("id", "title", "published_at", "updated_at", "source", "author", "authors", "language"),
        *("url", "section", "kind", "duplicate_of", "corrects"),
    }
)
MAX_LINE_BYTES = 8_000_000


def read_lines(path: Path) -> Iterator[RawArticle | Rejection]:
    """The articles of a JSON Lines file, in order; a bad line is rejected, the others are kept.

    Blank lines are skipped; a file of nothing else is rejected as empty. Memory is bounded by the
    longest line allowed.
    """
    empty = True
    name = shown(path)
    for number, line in _lines(path):
        try:
            if isinstance(line, InputError):
                raise line
            text = line if isinstance(line, str) else decode(line)
            if not text.strip():
                continue
            empty = False
            yield _article(_parsed(text), Origin(name, number), len(line))
        except InputError as error:
            empty = False
            yield Rejection(name, number, str(error))
    if empty:
        yield Rejection(name, None, "The file is empty.")


def read_array(text: str, origin: Origin) -> Iterator[RawArticle | Rejection]:
    """The articles of a JSON array, or the one of a JSON object; bad items are rejected singly.

    Raises:
        InputError: The text is not JSON.
    """
    data = _parsed(text)
    items = data if isinstance(data, list) else [data]
    if not items:
        raise InputError("The array holds no articles.")
    size = len(text) // len(items)
    for number, item in enumerate(items, start=1):
        try:
            yield _article(item, Origin(origin.path, origin.line, number), size)
        except InputError as error:
            where = f"Item {number}: " if isinstance(data, list) else ""
            yield Rejection(origin.path, origin.line, f"{where}{error}")


def _lines(path: Path) -> Iterator[tuple[int, bytes | str | InputError]]:
    """Each line with its number from 1; in place of one that is too long, what is wrong with it."""
    with path.open("rb") as stream:
        mark = mark_of(stream.read(4))
        stream.seek(0)
        # In UTF-16 a newline is two bytes, so lines must be cut after decoding.
        lines: io.BufferedReader | io.TextIOWrapper = stream
        if mark in ("utf-16", "utf-32"):
            lines = io.TextIOWrapper(stream, encoding=mark, errors="replace", newline="\n")
        number = 0
        while line := lines.readline(MAX_LINE_BYTES):
            number += 1
            if len(line) < MAX_LINE_BYTES:
                yield number, line
                continue
            if not _is_whole(line):
                while (rest := lines.readline(MAX_LINE_BYTES)) and not _is_whole(rest):
                    pass
            yield (
                number,
                InputError(
                    f"The line has over {MAX_LINE_BYTES / 1e6:.0f} MB. Split the article in parts."
                ),
            )


def _is_whole(line: bytes | str) -> bool:
    return line[-1:] in (b"\n", "\n")


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


def _article(data: object, origin: Origin, size: int) -> RawArticle:
    if not isinstance(data, dict):
        raise InputError('An article must be a JSON object: {"body": "...", "title": "..."}.')
    body = data.get("body")
    if body is None:
        raise InputError('The field "body" is missing: put the text of the article there.')
    if not isinstance(body, str):
        raise InputError('The field "body" is not text: write it as one string.')
    fields = {name: data[name] for name in FIELDS & data.keys() if data[name] is not None}
    return RawArticle(origin, body, fields, size)
