"""Inputs that could not be taken in, remembered until they can be."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path
from typing import Any

from rag.text import writable

_PACKED = "!/"
"""Stands between an archive and the name of a file in it."""

Noted = tuple[str, int | None, int | None, str]
"""A rejection: path, line, item, reason."""

_OPTIONS = "options of rejected "
"""Prefix, before a path, of the stored fact that holds the options it was read with."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that could not be taken in.

    Attributes:
        path: An absolute path, a URL, or a file within one: ``/archive.zip!/inner.html``.
        line: Line number from 1; None if it has no line of its own.
        item: Number within a list or table, from 1. Line and item are None for the whole input.
        seen_at: When it was last tried, ISO 8601, UTC.
        options: The options that the user set for reading it: see `ingest.SourceOptions`.
    """

    path: str
    line: int | None
    item: int | None
    reason: str
    seen_at: str
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """The file or URL to read in order to try it again."""
        ends = accumulate(self.path.split(_PACKED), lambda outer, inner: outer + _PACKED + inner)
        return next((end for end in ends if not _is_other_folder(end + _PACKED)), self.path)

    def as_dict(self) -> dict[str, Any]:
        """Return the fields as ``news rejected --json`` prints them."""
        return asdict(self)


def absolute(path: str) -> str:
    """Make a path absolute; a URL, or "-" for standard input, stays as it is."""
    return path if path == "-" or "://" in path else writable(str(Path(path).absolute()))


def _is_other_folder(path: str) -> bool:
    """Tell whether a path that ends in ``!/`` is a real folder, and no archive."""
    return os.path.isdir(path)  # noqa: PTH112  (Path raises where a name is too long)


def note(
    connection: sqlite3.Connection, rejections: Iterable[Noted], options: Mapping[str, Any]
) -> None:
    """Keep rejections and the options they were read with, one for each place."""
    now = time.time()
    # Items stand below 0 in the column of lines, so that the format is what it was.
    rows = [
        (absolute(path), line or -(item or 0), reason, now)
        for path, line, item, reason in rejections
    ]
    connection.executemany("REPLACE INTO rejected VALUES (?, ?, ?, ?)", rows)
    names = sorted({_OPTIONS + path for path, *_ in rows})
    if options:
        told = json.dumps(options)
        connection.executemany("REPLACE INTO meta VALUES (?, ?)", [(name, told) for name in names])
    else:
        connection.executemany("DELETE FROM meta WHERE name = ?", [(name,) for name in names])


def listed(connection: sqlite3.Connection) -> list[Rejected]:
    """Return all rejections, by path and line or item."""
    rows = connection.execute(
        "SELECT path, line, reason, seen_ts, value FROM rejected "
        "LEFT JOIN meta ON name = ? || path ORDER BY path, abs(line)",
        (_OPTIONS,),
    )
    return [
        Rejected(
            path,
            line if line > 0 else None,
            -line if line < 0 else None,
            reason,
            datetime.fromtimestamp(seen, UTC).isoformat(timespec="seconds"),
            json.loads(options or "{}"),
        )
        for path, line, reason, seen, options in rows
    ]


def forget(connection: sqlite3.Connection, paths: Sequence[str], before: float) -> None:
    """Forget rejections at URLs, or at or below paths, that are older than a moment (seconds UTC)."""
    for path in map(absolute, paths):
        packed = path + _PACKED
        # One page of a site says nothing of the others.
        below = packed if "://" in path else path.rstrip("/") + "/"
        if _is_other_folder(packed):
            packed = below
        connection.execute(
            "DELETE FROM rejected WHERE seen_ts < ? AND "
            "(path = ? OR substr(path, 1, ?) = ? OR substr(path, 1, ?) = ?)",
            (before, path, len(below), below, len(packed), packed),
        )
    _forget_options(connection)


def clear(connection: sqlite3.Connection) -> None:
    """Forget all rejections."""
    connection.execute("DELETE FROM rejected")
    _forget_options(connection)


def _forget_options(connection: sqlite3.Connection) -> None:
    connection.execute(
        "DELETE FROM meta WHERE substr(name, 1, ?) = ? "
        "AND substr(name, ?) NOT IN (SELECT path FROM rejected)",
        (len(_OPTIONS), _OPTIONS, len(_OPTIONS) + 1),
    )
