"""Reads anything readable into raw articles, by one lazy iterator whatever the format.

The format is told from the content; the name decides only if the content leaves it open (a plain
text and a Markdown text look alike, and so do broken JSON Lines and plain text). Files packed in
archives and mails are read in the same way.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, cast

from ingest.records import Origin, RawArticle, Rejection, Remark, SourceOptions
from ingest.sources.content import Content, spooled
from ingest.sources.files import files_of, rejected, shown
from ingest.sources.limits import Budget
from ingest.sources.reading import read_any
from ingest.sources.sniffing import KNOWN_FORMATS, Format, format_of

__all__ = [
    "KNOWN_FORMATS",
    "STDIN",
    "Format",
    "format_of",
    "read",
    "read_content",
    "size_of",
]

STDIN = Path("-")
"""Stands for the standard input, as on the command line."""

_BUFFER_BYTES = 65_536


def read(
    path: Path, options: SourceOptions | None = None
) -> Iterator[RawArticle | Rejection | Remark]:
    """Yield the articles of a file, or of all files in a folder and below, in sorted order.

    Nothing is raised for what the files hold or how deep they lie: for what cannot be read a
    Rejection comes in its place, and the reading goes on. A Remark at the end of a folder says what
    was passed over in it. The sizes of a file's articles sum up to that of the file.

    The standard input is read to its end by this call itself, since a thread that waits for it could
    not be interrupted.
    """
    options = options or SourceOptions()
    if path == STDIN:
        return _read_stdin(spooled(sys.stdin.buffer), options)
    return _read_files(path, options)


def read_content(
    data: bytes,
    name: str,
    origin: Origin,
    *,
    charset: str | None = None,
    known: RawArticle | None = None,
    options: SourceOptions | None = None,
) -> Iterator[RawArticle | Rejection]:
    """Yield the articles in bytes that came from anywhere, such as a web response.

    Args:
        name: Their name, such as a URL's path; its suffix matters only if the content leaves the
            format open.
        origin: The place that is shown for them. If its path is a URL, it is the article's URL
            unless the content names another, and relative addresses are resolved against it.
        charset: The encoding that a server declared.
        known: What led here, such as a feed's entry: its fields count if the content has none.
    """
    content = Content(
        cast(BinaryIO, io.BytesIO(data)),
        name,
        origin,
        Budget(len(data)),
        options or SourceOptions(),
        address=origin.path if "://" in origin.path else None,
        charset=charset,
        known=known,
    )
    size = len(data)
    for item in read_any(content):
        yield replace(item, size=size) if isinstance(item, RawArticle) else item
        size = 0


def size_of(path: Path) -> int:
    """Return the bytes of the files that `read` would read: about the sum of its raw articles'
    sizes.
    """
    total = 0
    if path == STDIN:
        return total
    for file in files_of(path):
        with suppress(OSError):  # it is gone by now: `read` will say so
            total += file.stat().st_size if isinstance(file, Path) else 0
    return total


def _read_files(path: Path, options: SourceOptions) -> Iterator[RawArticle | Rejection | Remark]:
    for file in files_of(path):
        if isinstance(file, Path):
            yield from _read_file(file, options)
        else:
            yield file


class _Counted(io.FileIO):
    """A file that counts the bytes read from it."""

    count = 0

    def readinto(self, buffer: memoryview) -> int | None:  # type: ignore[override]
        read = super().readinto(buffer)
        self.count += read or 0
        return read

    def readall(self) -> bytes:
        data = super().readall()
        self.count += len(data)
        return data


def _read_file(path: Path, options: SourceOptions) -> Iterator[RawArticle | Rejection]:
    try:
        with _Counted(path) as file, io.BufferedReader(file, _BUFFER_BYTES) as stream:
            size = path.stat().st_size
            content = Content(
                cast(BinaryIO, stream), path.name, Origin(shown(path)), Budget(size), options
            )
            yield from _sized(read_any(content), file, size)
    except OSError as error:
        yield rejected(path, error)


def _sized(
    items: Iterator[RawArticle | Rejection], file: _Counted, size: int
) -> Iterator[RawArticle | Rejection]:
    """Yield the items, each article with the bytes read since the one before; the last gets the
    rest.
    """
    given = 0
    waiting: RawArticle | Rejection | None = None
    for item in items:
        if isinstance(waiting, RawArticle):
            yield replace(waiting, size=max(0, min(file.count, size) - given))
            given = max(given, min(file.count, size))
        elif waiting is not None:
            yield waiting
        waiting = item
    if isinstance(waiting, RawArticle):
        waiting = replace(waiting, size=max(0, size - given))
    if waiting is not None:
        yield waiting


def _read_stdin(copy: BinaryIO, options: SourceOptions) -> Iterator[RawArticle | Rejection]:
    with copy:
        size = copy.seek(0, io.SEEK_END)
        copy.seek(0)
        content = Content(copy, "", Origin(str(STDIN)), Budget(size), options)
        yield from read_any(content)
