"""Anything readable -> raw articles, one lazy iterator whatever the format.

The format is told from the content; the name decides only where the content leaves it open (a
plain text and a Markdown text look alike, and so do broken JSON Lines and plain text). What is
packed in archives and mails is read the same way.
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
    """The articles of a file, or of all files in a folder and below, in sorted order.

    Nothing is raised for what the files hold or how deep they lie: what cannot be read comes as a
    Rejection in its place, and the reading goes on. What was passed over in a folder is said in a
    Remark at its end. The sizes of the articles of a file sum up to that of the file.

    The standard input is read to its end by this call itself: whoever waits for it in a thread
    cannot be interrupted.
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
    """The articles in bytes that came from anywhere: a web response, say.

    Args:
        name: What they are called, a URL's path say; its suffix matters only where the content
            leaves the format open.
        origin: Shown with all that is said of them. When its path is a URL, it is the article's
            where the content names no other, and relative addresses are resolved against it.
        charset: The encoding that a server declared.
        known: What led here, a feed's entry say: its fields count where the content has none.
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
    """Bytes of the files that `read` would read, roughly what its raw articles' sizes sum up to."""
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
    """A file that counts the bytes that are read of it."""

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
    """The items, with what was read of the file since the one before; the last has the rest."""
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
