"""Reads lines of bounded length, whatever the file holds."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from ingest.sources.decoding import mark_of
from ingest.sources.limits import MAX_LINE_BYTES
from rag.errors import InputError


def lines_of(stream: BinaryIO) -> Iterator[tuple[int, bytes | str | InputError]]:
    """Yield each line with its number from 1; an error in place of a line that is too long."""
    mark = mark_of(stream.read(4))
    stream.seek(0)
    # In UTF-16 a newline is two bytes, so lines must be cut after decoding.
    lines: BinaryIO | io.TextIOWrapper = stream
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
