"""The lock that lets one process write to a corpus at a time, and tells the others which."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from rag.errors import CorpusError, CorpusLockedError


class WriterLock:
    """The lock of one corpus folder; the system frees it when its holder dies."""

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / "writer.lock")
        self._holder = folder / "writer.txt"

    @contextmanager
    def held(self, wait_seconds: float = 0.0) -> Iterator[None]:
        """Hold the lock.

        Args:
            wait_seconds: How long to wait for it.

        Raises:
            CorpusLockedError: Another process holds it; the message says which.
            CorpusError: The folder cannot be written.
        """
        try:
            self._lock.acquire(timeout=wait_seconds)
        except Timeout as error:
            raise CorpusLockedError(
                f"The corpus is being written by {self._who()}. "
                "Wait until that is done, or use another folder with --corpus."
            ) from error
        except OSError as error:
            raise CorpusError(
                f"The corpus folder {self._holder.parent} cannot be written: {error.strerror}."
            ) from error
        try:
            command = " ".join(Path(part).name for part in sys.argv[:2])
            with suppress(OSError):  # only a message lacks it
                holder = f"process {os.getpid()} ({command})"
                self._holder.write_text(holder, "utf-8", errors="replace")
            yield
        finally:
            self._lock.release()

    def _who(self) -> str:
        try:
            return self._holder.read_text("utf-8", errors="replace") or "another process"
        except OSError:
            return "another process"
