"""What could not be taken in, kept until it can be."""

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
"""Between a file and the name of what is packed in it."""

Noted = tuple[str, int | None, int | None, str]
"""What was rejected now: its path, its line or item, and the reason."""

_OPTIONS = "options of rejected "
"""Before a path, among the facts of the corpus: how it was read, where that was told."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """Something that could not be taken in.

    Attributes:
        path: An absolute path, a URL, or what is packed in one: ``/archive.zip!/inner.html``.
        line: From 1; None where lines do not tell it apart.
        item: Of a list or table, from 1; None, as the line is, for the whole of it.
        seen_at: When it was last tried, ISO 8601, UTC.
        options: How it was read then, as far as a person said: see `ingest.SourceOptions`.
    """

    path: str
    line: int | None
    item: int | None
    reason: str
    seen_at: str
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def source(self) -> str:
        """The file or URL to read to try it again."""
        ends = accumulate(self.path.split(_PACKED), lambda outer, inner: outer + _PACKED + inner)
        return next((end for end in ends if not _is_other_folder(end + _PACKED)), self.path)

    def as_dict(self) -> dict[str, Any]:
        """The form of ``news rejected --json``."""
        return asdict(self)


def absolute(path: str) -> str:
    """A path that means the same in any folder; a URL, or "-" for standard input, as it is."""
    return path if path == "-" or "://" in path else writable(str(Path(path).absolute()))


def _is_other_folder(path: str) -> bool:
    """Whether a path that ends as those of what is packed is that of a folder whose name does."""
    return os.path.isdir(path)  # noqa: PTH112  (Path raises where a name is too long)


def note(
    connection: sqlite3.Connection, rejections: Iterable[Noted], options: Mapping[str, Any]
) -> None:
    """Keep what was rejected now, and how it was read; the same place is kept once."""
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
    """All that is kept, by path and line or item."""
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
    """Forget what was rejected at these URLs, or at or below these paths, and not since a moment, seconds UTC."""
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
    """Forget all."""
    connection.execute("DELETE FROM rejected")
    _forget_options(connection)


def _forget_options(connection: sqlite3.Connection) -> None:
    connection.execute(
        "DELETE FROM meta WHERE substr(name, 1, ?) = ? "
        "AND substr(name, ?) NOT IN (SELECT path FROM rejected)",
        (len(_OPTIONS), _OPTIONS, len(_OPTIONS) + 1),
    )
