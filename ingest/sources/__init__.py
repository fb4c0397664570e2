"""Anything readable -> raw articles, one lazy iterator whatever the format.

The format is told from the content; the name decides only where the content leaves it open (a
plain text and a Markdown text look alike, and so do broken JSON Lines and plain text).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Literal

from ingest.records import Origin, RawArticle, Rejection
from ingest.sources import jsonl, markdown, plain_text
from ingest.sources.decoding import check_is_text, decode, mark_of
from ingest.sources.files import files_of, rejected, shown
from rag.errors import InputError

__all__ = ["KNOWN_FORMATS", "read", "size_of"]

KNOWN_FORMATS = (
    "plain text (.txt), Markdown with or without front matter (.md), "
    "JSON Lines (.jsonl, .ndjson) and a JSON array of articles (.json)"
)
# Whole files are held in memory; JSON Lines are not, and have no limit.
MAX_FILE_BYTES = 64_000_000
_HEAD_BYTES = 65_536

_Format = Literal["plain text", "markdown", "jsonl", "json"]
_BY_SUFFIX: dict[str, _Format] = {
    ".txt": "plain text",
    ".text": "plain text",
    "": "plain text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
}
_OTHER_MARKUP = re.compile(r"\s*<(?:!doctype|html|head|body|\?xml|rss|feed|svg)\b", re.IGNORECASE)
_OBJECT = re.compile(r'\s*\{\s*"')
_ARRAY = re.compile(r"\s*\[\s*(?:\{|\]\s*\Z)")


def read(path: Path) -> Iterator[RawArticle | Rejection]:
    """The articles of a file, or of all files in a folder and below, in sorted order.

    Nothing is raised for what the files hold: what cannot be read comes as a Rejection in its
    place, and the reading goes on.
    """
    for file in files_of(path):
        if isinstance(file, Rejection):
            yield file
        else:
            yield from _read_file(file)


def size_of(path: Path) -> int:
    """Bytes of the files that `read` would read, roughly what its raw articles' sizes sum up to."""
    total = 0
    for file in files_of(path):
        with suppress(OSError):  # it is gone by now: `read` will say so
            total += file.stat().st_size if isinstance(file, Path) else 0
    return total


def _read_file(path: Path) -> Iterator[RawArticle | Rejection]:
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD_BYTES)
        yield from _read_as(_format_of(path, head), path)
    except InputError as error:
        yield Rejection(shown(path), None, str(error))
    except OSError as error:
        yield rejected(path, error)


def _read_as(form: _Format, path: Path) -> Iterator[RawArticle | Rejection]:
    if form == "jsonl":
        yield from jsonl.read_lines(path)
        return
    size = path.stat().st_size
    if size > MAX_FILE_BYTES:
        raise InputError(
            f"The file has {size / 1e6:.0f} MB; at most {MAX_FILE_BYTES / 1e6:.0f} are read at "
            "once. Split it, or write the articles as JSON Lines, one to a line."
        )
    text = decode(path.read_bytes())
    if not text.strip():
        raise InputError("The file is empty.")
    origin = Origin(shown(path))
    if form == "json":
        yield from jsonl.read_array(text, origin)
    elif form == "markdown":
        yield replace(markdown.read(text, origin), size=size)
    else:
        yield replace(plain_text.read(text, origin), size=size)


def _format_of(path: Path, head: bytes) -> _Format:
    """The format of a file that begins with ``head``.

    Raises:
        InputError: The file is empty, binary or in no known format.
    """
    if not head:
        raise InputError("The file is empty.")
    check_is_text(head)
    start = _loosely_decoded(head)
    by_name = _BY_SUFFIX.get(path.suffix.lower())
    if _ARRAY.match(start):
        return "json"
    if _OBJECT.match(start):
        return "jsonl" if by_name == "jsonl" or _has_object_line(start) else "json"
    if markdown.has_front_matter(start):
        return "markdown"
    if _OTHER_MARKUP.match(start) or by_name is None:
        kind = f"A {path.suffix} file" if path.suffix else "HTML or XML"
        raise InputError(f"{kind} cannot be read. Known formats: {KNOWN_FORMATS}.")
    return by_name


def _loosely_decoded(head: bytes) -> str:
    # The head may end inside a character, and only its mark-up matters here.
    return head.decode(mark_of(head) or "utf-8", errors="replace")


def _has_object_line(start: str) -> bool:
    """Whether one of the first lines is a JSON object by itself, or one line fills the head."""
    lines = start.split("\n")
    return len(lines) == 1 or any(map(_is_object, lines[:20]))


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
