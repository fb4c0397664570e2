"""The vector index: one Chroma collection, cosine, keys as ids.

Filters are never handed to it: Chroma 1.5 takes some 196 ms for one that half of 100,000 vectors
pass, an exact scan of the same vectors 13 ms (rag.corpus.corpus has that scan).
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from rag.errors import CorpusError

if TYPE_CHECKING:
    import numpy.typing as npt

    Matrix = npt.NDArray[np.float32]
    Keys = npt.NDArray[np.int64]

BATCH = 2_000
"""Vectors handed to Chroma at once; it takes 5,461 at most."""


# Chroma has one engine for all clients of a process whose path is spelled alike, and one that is
# shared cannot be closed, so it never sees what another process wrote. Each index spells its own.
_spellings: set[str] = set()
_spelling = Lock()


class VectorIndex:
    """Chroma's collection of one corpus. Derived: it can be made again from SQLite."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._spelled: str | None = None
        self._client: Any = None
        self._collection: Any = None

    def open(self) -> None:
        """Connect; also after another process has written, to see what it wrote.

        Raises:
            CorpusError: Chroma cannot read or write its folder.
        """
        import chromadb
        from chromadb.config import Settings as ChromaSettings

        self.close()
        spelled = _own_spelling(self._folder)
        with self._plain_errors():
            self._client = chromadb.PersistentClient(
                spelled,
                ChromaSettings(anonymized_telemetry=False, allow_reset=False),
            )
            self._collection = self._client.get_or_create_collection(
                "passages", embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
            )
        self._spelled = spelled  # one whose engine did not start is not used again

    def count(self) -> int:
        """How many vectors it holds."""
        with self._plain_errors():
            return int(self._collection.count())

    def keys(self) -> Iterator[int]:
        """The keys of all vectors that it holds."""
        first = 0
        with self._plain_errors():
            while names := self._collection.get(limit=BATCH, offset=first, include=[])["ids"]:
                yield from map(int, names)
                first += len(names)

    def vectors(self, keys: Sequence[int]) -> tuple[Keys, Matrix]:
        """Keys and vectors, shape (n, d), of those that it holds; at most `BATCH` are asked."""
        with self._plain_errors():
            names = [str(key) for key in keys]
            found = self._collection.get(ids=names, include=["embeddings"])
        return np.array(found["ids"], np.int64), np.asarray(found["embeddings"], np.float32)

    def add(self, keys: Sequence[int], vectors: Matrix) -> None:
        """Add vectors of length 1, shape (n, d), or replace those under the same keys."""
        for first in range(0, len(keys), BATCH):
            part = slice(first, first + BATCH)
            names = [str(key) for key in keys[part]]
            with self._plain_errors():
                self._collection.upsert(ids=names, embeddings=vectors[part])

    def remove(self, keys: Iterable[int]) -> None:
        """Remove vectors; those it does not hold are no fault."""
        names = [str(key) for key in keys]
        for first in range(0, len(names), BATCH):
            with self._plain_errors():
                self._collection.delete(ids=names[first : first + BATCH])

    def nearest(self, query: Matrix, limit: int) -> tuple[Keys, Matrix]:
        """Keys and cosines of the nearest vectors, best first (approximate: HNSW)."""
        with self._plain_errors():
            found = self._collection.query(
                query_embeddings=query[None], n_results=limit, include=["distances"]
            )
        keys = np.array([int(name) for name in found["ids"][0]], np.int64)
        return keys, 1 - np.array(found["distances"][0], np.float32)

    def close(self) -> None:
        """Let go of the folder."""
        if self._client is not None:
            self._client.close()
        self._client = self._collection = None
        if self._spelled is not None:
            _spellings.discard(self._spelled)
            self._spelled = None

    def erase(self) -> None:
        """Remove the index from disk."""
        self.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    @contextmanager
    def _plain_errors(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # Chroma passes on whatever its Rust core raises
            reason = str(error).strip().rstrip(".") or type(error).__name__
            raise CorpusError(
                f"The vector index in {self._folder} cannot be used ({reason}). If the disk is "
                "not full and the folder writable, make it again with: "
                f"news rebuild --corpus {self._folder.parent}"
            ) from error


def _own_spelling(folder: Path) -> str:
    """The path of a folder as no other open index of this process spells it."""
    with _spelling:
        spelled = str(folder)
        while spelled in _spellings:
            spelled += "/."
        _spellings.add(spelled)
    return spelled
