"""Which files a path stands for."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from ingest.records import Rejection


def shown(path: Path) -> str:
    """A path as text that can be printed and stored, whatever bytes its name is made of."""
    return os.fsencode(path).decode("utf-8", errors="replace")


def rejected(path: Path, error: OSError) -> Rejection:
    """What to say of a file or folder that the system does not let us read."""
    return Rejection(
        shown(path), None, f"It cannot be read: {error.strerror or error}. Check its permissions."
    )


def files_of(path: Path) -> Iterator[Path | Rejection]:
    """The path itself if it is a file; for a folder all files in it and below, in sorted order.

    Hidden files and folders in it are left out. Links are followed, each folder is visited once.
    """
    if not os.path.lexists(path):
        yield Rejection(shown(path), None, "There is no such file or folder. Check the path.")
        return
    found = False
    visited: set[tuple[int, int]] = set()
    pending = [path]
    while pending:
        item = _opened(pending.pop(), visited)
        if isinstance(item, list):
            pending += reversed(item)
        else:
            found = True
            yield item
    if not found:
        yield Rejection(shown(path), None, "The folder holds no files to ingest.")


def _opened(path: Path, visited: set[tuple[int, int]]) -> Path | Rejection | list[Path]:
    """A file as it is, or what a folder holds: nothing if it was visited."""
    try:
        status = path.stat()
        if stat.S_ISREG(status.st_mode):
            return path
        if not stat.S_ISDIR(status.st_mode):
            # A pipe or device would wait or run for ever.
            return Rejection(shown(path), None, "It is neither a file nor a folder.")
        identity = (status.st_dev, status.st_ino)
        if identity in visited:
            return []
        visited.add(identity)
        return sorted(entry for entry in path.iterdir() if not entry.name.startswith("."))
    except FileNotFoundError:
        return Rejection(shown(path), None, "It is a link to a file that does not exist.")
    except OSError as error:
        return rejected(path, error)
