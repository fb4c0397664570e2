"""Finds the files that a path stands for: nothing outside a folder, whatever its links say."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from ingest.records import Rejection, Remark

NO_SUCH_PATH = "There is no such file or folder. Check the path."

_LINKS_NAMED = 3


def shown(path: Path) -> str:
    """Return a path as text that can be printed and stored, whatever bytes its name is made of."""
    return os.fsencode(path).decode("utf-8", errors="replace")


def rejected(path: Path, error: OSError) -> Rejection:
    """Return a rejection that says why the system does not let us read a file or folder."""
    return Rejection(
        shown(path), None, f"It cannot be read: {error.strerror or error}. Check its permissions."
    )


def files_of(path: Path) -> Iterator[Path | Rejection | Remark]:
    """Yield the path itself if it is a file; for a folder all files in it and below, in sorted
    order.

    Hidden files and folders in it are left out. Each folder is visited once. A link that leads out
    of the folder is not followed, and a remark at the end says so; a link to something inside the
    folder is passed over, since that is read in its own place.
    """
    if not os.path.lexists(path):
        yield Rejection(shown(path), None, NO_SUCH_PATH)
        return
    found = False
    top = Path(os.path.realpath(path))
    outside: list[Path] = []
    visited: set[tuple[int, int]] = set()
    pending = [path]
    while pending:
        item = _opened(pending.pop(), top, visited, outside)
        if isinstance(item, list):
            pending += reversed(item)
        else:
            found = True
            yield item
    if outside:
        yield _remark(path, outside)
    elif not found:
        yield Rejection(shown(path), None, "The folder holds no files to ingest.")


def _opened(
    path: Path, top: Path, visited: set[tuple[int, int]], outside: list[Path]
) -> Path | Rejection | list[Path]:
    """Return a file as it is, or the entries of a folder: none if it is visited or read elsewhere."""
    try:
        status = path.stat()
        is_dir = stat.S_ISDIR(status.st_mode)
        if not is_dir and not stat.S_ISREG(status.st_mode):
            # A pipe or device would wait or run for ever.
            return Rejection(shown(path), None, "It is neither a file nor a folder.")
        if path.is_symlink() and (target := Path(os.path.realpath(path))) != top:
            if not target.is_relative_to(top):
                outside.append(path)
                return []
            if not any(part.startswith(".") for part in target.relative_to(top).parts):
                return []
        if not is_dir:
            return path
        identity = (status.st_dev, status.st_ino)
        if identity in visited:
            return []
        visited.add(identity)
        return sorted(entry for entry in path.iterdir() if not entry.name.startswith("."))
    except FileNotFoundError:
        return Rejection(shown(path), None, "It is a link to a file that does not exist.")
    except OSError as error:
        return rejected(path, error)


def _remark(folder: Path, outside: list[Path]) -> Remark:
    links = [f"{shown(path)} to {shown(path.resolve())}" for path in outside[:_LINKS_NAMED]]
    if len(outside) > _LINKS_NAMED:
        links.append(f"{len(outside) - _LINKS_NAMED:,} more")
    return Remark(
        shown(folder),
        None,
        f"Links that lead out of this folder are not followed: {', '.join(links)}. Name their "
        "targets to take these in.",
    )
