"""Folders in the user's cache that are made once: whole under their name, or not there at all.

A folder holds a manifest with the size and SHA-256 of every file. It is written beside its place
and renamed when all is on disk, under a lock: two processes at once, a kill or a full disk leave
nothing half-made.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from filelock import FileLock
from platformdirs import user_cache_path

_MANIFEST = "manifest.json"


def models_folder() -> Path:
    """Return the folder of unpacked models; ``XDG_CACHE_HOME`` moves it."""
    return user_cache_path("ask-the-news") / "models"


def made_once(target: Path, fill: Callable[[Path], None], about: Mapping[str, str]) -> None:
    """Make sure that a folder is there and whole: the first call makes it, others wait meanwhile.

    Args:
        fill: Writes the files into the empty folder that it is given.
        about: Further fields of the manifest.

    Raises:
        OSError: It cannot be written. What ``fill`` raises passes through.
    """
    if is_whole(target):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(target.parent / f"{target.name}.lock"):
        if not is_whole(target):
            _make(target, fill, about)


def is_whole(folder: Path) -> bool:
    """Tell whether every file of the manifest has its recorded size; see also `damaged`."""
    try:
        files = _files(folder).items()
        return all((folder / name).stat().st_size == entry["bytes"] for name, entry in files)
    except (OSError, ValueError, KeyError):
        return False


def damaged(folder: Path) -> list[str]:
    """List the files whose SHA-256 differs from the manifest, or that are missing."""
    return [
        name
        for name, entry in _files(folder).items()
        if not (folder / name).is_file() or sha256(folder / name) != entry["sha256"]
    ]


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _files(folder: Path) -> dict[str, dict[str, str | int]]:
    files: dict[str, dict[str, str | int]] = json.loads((folder / _MANIFEST).read_text())["files"]
    return files


def _make(target: Path, fill: Callable[[Path], None], about: Mapping[str, str]) -> None:
    for stale in target.parent.glob(f".{target.name}-*"):  # of a process that was killed
        shutil.rmtree(stale, ignore_errors=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        fill(draft)
        files = [path for path in sorted(draft.rglob("*")) if path.is_file()]
        entries = {
            str(path.relative_to(draft)): {"bytes": path.stat().st_size, "sha256": sha256(path)}
            for path in files
        }
        (draft / _MANIFEST).write_text(json.dumps({**about, "files": entries}, indent=1))
        for path in [*files, draft / _MANIFEST]:
            _sync(path)
        if target.exists():  # a folder whose files do not match its manifest
            shutil.rmtree(target)
        draft.rename(target)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
