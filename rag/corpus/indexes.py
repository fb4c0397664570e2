"""Searching the stored articles by vector and by word, and what of them is held in memory for it.

Where Chroma cannot be asked, or was not told all, vectors are searched by a scan of those in SQLite.
How both indexes are kept in step with the articles: `rag.corpus.maintenance`.
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

# Where so large a share of the articles passes a filter, Chroma is asked for twice what is wanted, and
# no vectors need be held in memory. If that does not do, what may not answer crowds the question.
_MOST_PASS = 0.95
_MOST_ASKED = 2


class Moment(NamedTuple):
    """The corpus as it was at one generation.

    Attributes:
        chroma: The state of Chroma's index that knows all passages; None if it was not told all.
        vectors_made: Until it is another, a passage keeps its vector.
    """

    generation: str
    table: PassageTable
    chroma: str | None
    vectors_made: str | None


class Indexes:
    """The indexes of one corpus as they are searched, and the model that made its vectors."""

    def __init__(self, database: Database, folder: Path) -> None:
        """Neither reads nor writes.

        Args:
            folder: Of the corpus.
        """
        self.database = database
        self.folder = folder
        self.vectors = VectorIndex(folder / "chroma")
        self._guard = RLock()
        self._is_closed = False
        self._asked_by: str | None = None
        self._latest: Moment | None = None
        self._words: WordIndex | None = None
        self._scan: tuple[Moment, Scan] | None = None

    def close(self) -> None:
        """Let go of Chroma's index, and answer nothing from here on."""
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

    def moment(self) -> Moment:
        """The corpus as it is now."""
        connection = self.connection
        with self._guard, self.database.reading():
            generation = self.database.meta(GENERATION) or "0"
            if self._latest is None or generation != self._latest.generation:
                if self._asked_by is not None:
                    self.check_model(self._asked_by)  # another process may have changed it
                waiting = connection.execute("SELECT 1 FROM outbox LIMIT 1").fetchone()
                self._latest = Moment(
                    generation,
                    load_table(connection),
                    self.database.meta(CHROMA) if waiting is None else None,
                    self.database.meta(VECTORS_MADE),
                )
                self._words = None
            return self._latest

    def table(self) -> PassageTable:
        """Facts on all passages, in memory, as the corpus is now."""
        return self.moment().table

    def dense(self, query: Matrix, limit: int, allowed: npt.NDArray[np.bool_] | None) -> Hits:
        """As `Corpus.dense`."""
        now = self.moment()
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
        """As `Corpus.lexical`."""
        table = self.table()
        scores = self._word_index(table).search(self.connection, text)
        if allowed is not None:
            scores *= allowed[table.article]
        rows = np.flatnonzero(scores > 0)
        rows = rows[best(scores[rows], limit)]
        return table.keys[rows], scores[rows]

    def centred(self, keys: Sequence[int]) -> tuple[list[int], Matrix]:
        """Passage vectors without their language, shape (n, d), as they are compared."""
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
        """As `Corpus.check_model`."""
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
        """Note, within a transaction, which model makes the vectors."""
        self.database.set_meta(_FINGERPRINT, fingerprint)
        self.database.set_meta(_MODEL, name)

    # Inside

    def _nearest(
        self, now: Moment, query: Matrix, limit: int, allowed: npt.NDArray[np.bool_] | None
    ) -> Hits | None:
        """What Chroma finds; None if it cannot be asked, or most of what is near may not answer.

        Another thread's table may be older than what Chroma knows: what is not in it is passed over.
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

    def _all_vectors(self, now: Moment, dimension: int) -> Scan:
        """All centred vectors in the order of the table; those of new passages are read."""
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
    """Keys in lists of `ROWS_AT_ONCE`."""
    for first in range(0, len(keys), ROWS_AT_ONCE):
        yield keys[first : first + ROWS_AT_ONCE]
