"""A consistent copy of a SQLite file while others write to it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from rag.corpus.database import plain_error
from rag.errors import CorpusError

_PAGES_AT_ONCE = 4_096


def snapshot(source: Path, target: Path, progress: Callable[[float], None] | None = None) -> None:
    """Copy a SQLite file as it is at one moment; readers and writers go on meanwhile.

    The target appears whole or not at all.

    Args:
        progress: Told the share that is done, 0 to 1.

    Raises:
        CorpusError: It cannot be read, or the disk is full.
    """

    def tell(_status: int, remaining: int, total: int) -> None:
        if progress is not None:
            progress(1 - remaining / max(total, 1))

    draft = target.with_name(f"{target.name}.draft")
    try:
        draft.unlink(missing_ok=True)
        with (
            closing(sqlite3.connect(f"file:{source.as_posix()}?mode=ro", uri=True)) as reading,
            closing(sqlite3.connect(draft)) as writing,
        ):
            # A read transaction around all steps: what is written meanwhile is not seen.
            reading.execute("BEGIN")
            reading.execute("SELECT count(*) FROM sqlite_master").fetchone()
            reading.backup(writing, pages=_PAGES_AT_ONCE, progress=tell)
            writing.execute("PRAGMA journal_mode = DELETE")  # one file, with no log beside it
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.replace(target)
    except (sqlite3.Error, OSError) as error:
        draft.unlink(missing_ok=True)
        at_fault = source if "malformed" in str(error) else target
        raise CorpusError(plain_error(error, at_fault)) from error
