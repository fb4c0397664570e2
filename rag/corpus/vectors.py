"""The vector index: one Chroma collection, cosine, keys as ids.

Filters are never handed to it: Chroma 1.5 takes some 196 ms for one that half of 100,000 vectors
pass, an exact scan of the same vectors 13 ms (rag.corpus.scan).

Chroma is not safe for two processes: one that asks while another writes ends with a segmentation
fault. So one process is in it at a time: the writer for as long as it writes, any other for the
length of a question. A file beside Chroma's own names the state of the index. A process that finds
another state than the one it opened opens the index anew; if there is no state, a process died
while it changed the index, which is then lost.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from threading import Lock, RLock
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import numpy as np
from filelock import FileLock, Timeout

from rag.errors import CorpusError, CorpusLockedError

if TYPE_CHECKING:
    import numpy.typing as npt

    Matrix = npt.NDArray[np.float32]
    Keys = npt.NDArray[np.int64]

BATCH = 2_000
"""Vectors handed to Chroma at once; it takes 5,461 at most."""

_LOST = ""
_POLL_SECONDS = 0.005
_LONGEST_WAIT_SECONDS = 0.05
"""How long to wait for another thread's question. Writing and opening take longer: those are not awaited."""

# Chroma has one engine for all clients of a process whose path is spelled alike, and one that is
# shared cannot be closed, so it never sees what another process wrote. Each index spells its own.
_spellings: set[str] = set()
_spelling = Lock()


class VectorIndex:
    """The Chroma collection of one corpus. Derived: it can be made again from SQLite.

    Safe to share between threads.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._state_file = folder / "state.txt"
        self._lock = FileLock(folder.with_name("chroma.lock"), thread_local=False)
        self._guard = RLock()
        self._spelled: str | None = None
        self._client: Any = None
        self._collection: Any = None
        self._opened_state = _LOST

    # Reading: nothing here waits for a writer

    def opens(self, state: str) -> bool:
        """Tell whether the index opens in this state; True if another process is in it."""
        with self._entered() as is_in:
            if not is_in:
                return True
            try:
                if self.state != state:
                    return False
                with self._opened() as collection:
                    collection.count()
            except CorpusError:
                return False
            return True

    def nearest(self, query: Matrix, limit: int, state: str) -> tuple[Keys, Matrix] | None:
        """Return the keys and cosines of the nearest vectors, best first (approximate: HNSW).

        None when it cannot be asked: another process is in it, it has another state, or it is
        damaged.
        """
        with self._entered() as is_in:
            if not is_in:
                return None
            try:
                if self.state != state:
                    return None
                with self._opened() as collection:
                    found = collection.query(
                        query_embeddings=query[None], n_results=limit, include=["distances"]
                    )
            except CorpusError:
                return None
        keys = np.array([int(name) for name in found["ids"][0]], np.int64)
        return keys, 1 - np.array(found["distances"][0], np.float32)

    # Writing

    @contextmanager
    def held(self, wait_seconds: float = 60.0) -> Iterator[None]:
        """Keep all other processes out, once none of them is asking; the methods below need this.

        Args:
            wait_seconds: How long to wait for processes that are asking.

        Raises:
            CorpusLockedError: One of them still is.
            CorpusError: The folder cannot be written.
        """
        deadline = monotonic() + wait_seconds
        with self._plain_errors():
            while not self._enter():
                if monotonic() >= deadline:
                    raise CorpusLockedError(
                        f"Another process has been in the vector index in {self._folder} for more "
                        f"than {wait_seconds:g} seconds: let it go on if it was stopped (Ctrl-Z), "
                        "or end it, then run this again."
                    )
                sleep(_POLL_SECONDS)
        try:
            yield
        finally:
            self._leave()

    @property
    def state(self) -> str:
        """The name of the present state; "" if the index is lost and must be made again."""
        try:
            with self._guard:  # while another thread opens it, the file says that it is lost
                return self._state_file.read_text()
        except FileNotFoundError:
            return _LOST
        except OSError as error:
            raise CorpusError(self._cannot_be_used(error)) from error

    def lose(self) -> None:
        """Mark the index as lost: the next change begins with an empty one."""
        with self._guard, self._plain_errors():
            self.close()
            self._set_state(_LOST)

    @contextmanager
    def changing(self) -> Iterator[str]:
        """Let `add` and `remove` be called inside; yields the name of the state that follows.

        Raises:
            CorpusError: Chroma cannot read or write its folder; the index is lost.
        """
        with self._guard, self._plain_errors():
            before, after = self.state, uuid4().hex
            if before == _LOST:
                self.close()
                shutil.rmtree(self._folder, ignore_errors=True)
            with self._marked(after):
                self._connect(before)
                yield after

    def add(self, keys: Sequence[int], vectors: Matrix) -> None:
        """Add unit vectors, shape (n, d), or replace those under the same keys."""
        for first in range(0, len(keys), BATCH):
            part = slice(first, first + BATCH)
            names = [str(key) for key in keys[part]]
            self._collection.upsert(ids=names, embeddings=vectors[part])

    def remove(self, keys: Iterable[int]) -> None:
        """Remove vectors; keys without one are ignored."""
        names = [str(key) for key in keys]
        for first in range(0, len(names), BATCH):
            self._collection.delete(ids=names[first : first + BATCH])

    def count(self) -> int:
        """Return the number of vectors.

        Raises:
            CorpusError: Chroma cannot read its folder; the methods below raise it too.
        """
        with self._guard:
            if self.state == _LOST:
                return 0
            with self._opened() as collection:
                return int(collection.count())

    def keys(self) -> list[int]:
        """Return the keys of all vectors."""
        found: list[int] = []
        with self._guard:
            if self.state == _LOST:
                return found
            with self._opened() as collection:
                while names := collection.get(limit=BATCH, offset=len(found), include=[])["ids"]:
                    found += map(int, names)
        return found

    def vectors(self, keys: Sequence[int]) -> tuple[Keys, Matrix]:
        """Return keys and vectors, shape (n, d), of those keys that have one; at most `BATCH` keys."""
        names = [str(key) for key in keys]
        with self._guard, self._opened() as collection:
            found = collection.get(ids=names, include=["embeddings"])
        return np.array(found["ids"], np.int64), np.asarray(found["embeddings"], np.float32)

    def close(self) -> None:
        """Release the folder; the next call opens it again."""
        with self._guard:
            if self._client is not None:
                self._client.close()
            self._client = self._collection = None
            self._opened_state = _LOST
            if self._spelled is not None:
                _spellings.discard(self._spelled)
                self._spelled = None

    # Inside

    def _enter(self) -> bool:
        """Keep all other processes out, and return True; False if one is in. `_leave` undoes it."""
        with self._guard:
            try:
                self._lock.acquire(timeout=0)
            except Timeout:
                return False
            return True

    def _leave(self) -> None:
        with self._guard:
            self._lock.release()

    @contextmanager
    def _entered(self) -> Iterator[bool]:
        """Yield whether this thread is in the index, alone; another process or thread may be."""
        if not self._guard.acquire(timeout=_LONGEST_WAIT_SECONDS):
            yield False
            return
        try:
            try:
                is_in = self._enter()
            except OSError:  # the folder may be read, not written
                is_in = False
            try:
                yield is_in
            finally:
                if is_in:
                    self._leave()
        finally:
            self._guard.release()

    def _set_state(self, state: str) -> None:
        self._folder.mkdir(exist_ok=True)
        self._state_file.write_text(state)

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        """Yield the collection as it is on disk."""
        state = self.state
        with self._plain_errors():
            if self._collection is not None and self._opened_state == state:
                yield self._collection
            else:
                with self._marked(state):  # the first question after an opening writes files too
                    self._connect(state)
                    yield self._collection

    @contextmanager
    def _marked(self, after: str) -> Iterator[None]:
        """Mark the index as lost while files may change: a crash inside leaves it lost."""
        import_module("chromadb.api.rust")  # takes half a second, in which nothing can be lost
        try:
            self._set_state(_LOST)
            yield
        except Exception:
            self.close()
            raise
        except BaseException:  # stopped by hand: Chroma had finished its call
            self.close()
            self._set_state(after)
            raise
        self._set_state(after)
        self._opened_state = after

    def _connect(self, state: str) -> None:
        """Open the collection, unless it is open in this state."""
        if self._collection is not None and self._opened_state == state:
            return
        import chromadb
        from chromadb.config import Settings as ChromaSettings

        self.close()
        spelled = _own_spelling(self._folder)
        self._client = chromadb.PersistentClient(
            spelled,
            ChromaSettings(anonymized_telemetry=False, allow_reset=False),
        )
        self._collection = self._client.get_or_create_collection(
            "passages", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        self._spelled = spelled  # one whose engine did not start is not used again

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            yield
        except CorpusError:
            raise
        except Exception as error:  # Chroma passes on whatever its Rust core raises
            raise CorpusError(self._cannot_be_used(error)) from error

    def _cannot_be_used(self, error: Exception) -> str:
        reason = str(error).strip().rstrip(".") or type(error).__name__
        return (
            f"The vector index in {self._folder} cannot be used ({reason}). If the disk is "
            "not full and the folder writable, make it again with: "
            f"news rebuild --corpus {self._folder.parent}"
        )


def _own_spelling(folder: Path) -> str:
    """Return a path of the folder that no other open index of this process spells the same."""
    with _spelling:
        spelled = str(folder)
        while spelled in _spellings:
            spelled += "/."
        _spellings.add(spelled)
    return spelled
