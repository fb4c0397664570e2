"""Search of the stored articles by vector and by word, with what it keeps in memory.

If Chroma cannot be asked, or its index lacks passages, the vectors in SQLite are scanned instead.
`rag.corpus.maintenance` keeps both indexes in step with the articles.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rag.corpus import articles
from rag.corpus.database import Database
from rag.corpus.ranking import best
from rag.corpus.scan import BLUR, Scan
from rag.corpus.table import PassageTable, load_table
from rag.corpus.vectors import VectorIndex
from rag.corpus.words import WordIndex, open_index
from rag.embedding.means import language_means
from rag.errors import CorpusError, ModelMismatchError

if TYPE_CHECKING:
    import numpy.typing as npt

    Matrix = npt.NDArray[np.float32]
    Keys = npt.NDArray[np.int64]
    Hits = tuple[Keys, Matrix]

# Facts about the corpus, by their names in the database.
GENERATION = "generation"
CHROMA = "chroma_state"
VECTORS_MADE = "vectors_made"
_FINGERPRINT = "embedding_fingerprint"
_MODEL = "embedding_model"

ROWS_AT_ONCE = 2_000

# If at least this share of the articles passes a filter, Chroma is asked for twice the number
# wanted, so that no vectors need be held in memory. If too few of those pass, all vectors are
# scanned.
_MOST_PASS = 0.95
_MOST_ASKED = 2


class IndexState(NamedTuple):
    """The state of the corpus at one generation.

    Attributes:
        chroma: The state in which Chroma's index holds all passages; None if it lacks some.
        vectors_made: Identifies the set of vectors: while it stays, no passage's vector changes.
    """

    generation: str
    table: PassageTable
    chroma: str | None
    vectors_made: str | None


class Indexes:
    """The indexes of one corpus as they are searched, and the model that made its vectors."""

    def __init__(self, database: Database, folder: Path) -> None:
        """Prepare the indexes; nothing is read or written yet.

        Args:
            folder: The folder of the corpus.
        """
        self.database = database
        self.folder = folder
        self.vectors = VectorIndex(folder / "chroma")
        self._guard = RLock()
        self._is_closed = False
        self._asked_by: str | None = None
        self._latest: IndexState | None = None
        self._words: WordIndex | None = None
        self._scan: tuple[IndexState, Scan] | None = None

    def close(self) -> None:
        """Release Chroma's index; every later call raises CorpusError."""
        self._is_closed = True
        self.vectors.close()

    def refuse_if_closed(self) -> None:
        """Raise CorpusError after `close`."""
        if self._is_closed:
            raise CorpusError(f"The corpus in {self.folder} was closed: open it again to use it.")

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection, unless the corpus was closed."""
        self.refuse_if_closed()
        return self.database.connection

    # Reading

    def current(self) -> IndexState:
        """Return the state of the corpus now."""
        connection = self.connection
        with self._guard, self.database.reading():
            generation = self.database.meta(GENERATION) or "0"
            if self._latest is None or generation != self._latest.generation:
                if self._asked_by is not None:
                    self.check_model(self._asked_by)  # another process may have changed it
                waiting = connection.execute("SELECT 1 FROM outbox LIMIT 1").fetchone()
                self._latest = IndexState(
                    generation,
                    load_table(connection),
                    self.database.meta(CHROMA) if waiting is None else None,
                    self.database.meta(VECTORS_MADE),
                )
                self._words = None
            return self._latest

    def table(self) -> PassageTable:
        """Return the facts on all passages, held in memory, as the corpus is now."""
        return self.current().table

    def dense(self, query: Matrix, limit: int, allowed: npt.NDArray[np.bool_] | None) -> Hits:
        """See `CorpusReader.dense`."""
        now = self.current()
        table = now.table
        none = np.empty(0, np.int64), np.empty(0, np.float32)
        limit = min(limit, len(table.keys))
        if not limit:
            return none
        if allowed is None or allowed.mean() >= _MOST_PASS:
            found = self._nearest(now, query, limit, allowed)
            if found is not None:
                return found
        cosines = self._all_vectors(now, len(query)).cosines(query)
        if allowed is not None:
            cosines = np.where(allowed[table.article], cosines, -np.inf)
        enough = cosines[best(cosines, limit)].min(initial=1) - 2 * BLUR
        close = best(np.where(cosines >= enough, cosines, -np.inf), ROWS_AT_ONCE)
        if not len(close):
            return none
        keys, vectors = self.centred(table.keys[close].tolist())
        exact = vectors @ query
        order = best(exact, limit)
        return np.array(keys, np.int64)[order], exact[order]

    def lexical(self, text: str, limit: int, allowed: npt.NDArray[np.bool_] | None) -> Hits:
        """See `CorpusReader.lexical`."""
        table = self.table()
        scores = self._word_index(table).search(self.connection, text)
        if allowed is not None:
            scores *= allowed[table.article]
        rows = np.flatnonzero(scores > 0)
        rows = rows[best(scores[rows], limit)]
        return table.keys[rows], scores[rows]

    def centred(self, keys: Sequence[int]) -> tuple[list[int], Matrix]:
        """Return keys and vectors of passages, shape (n, d), without the mean of their language."""
        means = language_means(self.database.meta(_FINGERPRINT) or "")
        rows = self.connection.execute(
            "SELECT passages.key, language, vector FROM passages JOIN articles "
            f"ON article = articles.key WHERE passages.key IN ({','.join('?' * len(keys))}) "
            "ORDER BY passages.key",
            tuple(keys),
        ).fetchall()
        stored = articles.matrix(b"".join(row[2] for row in rows)).reshape(len(rows), -1)
        vectors = means.centre_each(stored, [row[1] for row in rows], "passage")
        return [row[0] for row in rows], vectors

    # The model

    def check_model(self, fingerprint: str) -> None:
        """See `CorpusReader.check_model`."""
        self.refuse_if_closed()
        made_by = self.database.meta(_FINGERPRINT)
        if made_by is not None and made_by != fingerprint:
            raise ModelMismatchError(
                f"The vectors in {self.folder} were made by another embedding model, or an "
                f"earlier form of it ({self.database.meta(_MODEL)}). Use that model, or make all "
                f"vectors again with the present one: news rebuild --embed --corpus {self.folder}"
            )
        self._asked_by = fingerprint

    def set_model(self, fingerprint: str, name: str) -> None:
        """Record, within a transaction, which model makes the vectors."""
        self.database.set_meta(_FINGERPRINT, fingerprint)
        self.database.set_meta(_MODEL, name)

    # Inside

    def _nearest(
        self, now: IndexState, query: Matrix, limit: int, allowed: npt.NDArray[np.bool_] | None
    ) -> Hits | None:
        """Ask Chroma; None if it cannot be asked, or if most of what is near may not answer.

        Chroma may know passages that are newer than this table: they are skipped.
        """
        asked = limit if allowed is None else _MOST_ASKED * limit
        while now.chroma is not None and asked <= _MOST_ASKED * limit:
            found = self.vectors.nearest(query, asked, now.chroma)
            if found is None:
                break
            keys, cosines = found
            rows = now.table.rows(keys)
            may_answer = rows >= 0
            if allowed is not None:
                may_answer &= allowed[now.table.article[rows]]
            hits = np.flatnonzero(may_answer)[:limit]
            if len(hits) == limit or len(keys) < asked:
                return keys[hits], cosines[hits]
            asked *= 2
        return None

    def _all_vectors(self, now: IndexState, dimension: int) -> Scan:
        """Return all centred vectors in the order of the table, reading only those of new passages."""
        with self._guard:
            if self._scan is not None and self._scan[0] is now:
                return self._scan[1]
            table, scan = now.table, Scan(len(now.table.keys), dimension)
            unread = table.keys
            if self._scan is not None and self._scan[0].vectors_made == now.vectors_made:
                earlier, read = self._scan
                rows = earlier.table.rows(table.keys)
                scan.take(np.flatnonzero(rows >= 0), read, rows[rows >= 0])
                unread = table.keys[rows < 0]
            for part in parts(unread.tolist()):
                keys, vectors = self.centred(part)
                scan.put(table.rows(np.array(keys, np.int64)), vectors)
            self._scan = now, scan
            return scan

    def _word_index(self, table: PassageTable) -> WordIndex:
        with self._guard:
            if self._words is None or self._words.table is not table:
                self._words = open_index(self.connection, table)
            return self._words


def parts(keys: list[int]) -> Iterator[list[int]]:
    """Yield keys in lists of `ROWS_AT_ONCE`."""
    for first in range(0, len(keys), ROWS_AT_ONCE):
        yield keys[first : first + ROWS_AT_ONCE]
