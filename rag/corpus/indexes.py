"""What is derived from the stored articles, kept in step with them: both indexes, and the tables in
memory.

What Chroma must still be told stands in SQLite's outbox, written in the same transaction as the
change, so that whatever a crash interrupts is completed at the next start. Where Chroma cannot be
asked, or was not told all, vectors are searched by a scan of those in SQLite.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, NamedTuple
from uuid import uuid4

import numpy as np

from rag.corpus import analysis, articles, checking, words
from rag.corpus.checking import Fault
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

_FINGERPRINT = "embedding_fingerprint"
_MODEL = "embedding_model"
_GENERATION = "generation"
_ANALYSIS = "analysis"
_CHROMA = "chroma_state"
_VECTORS_MADE = "vectors_made"
_ROWS_AT_ONCE = 2_000
_COMPARED = 1_000
"""Vectors of the index that `check` compares, evenly from all."""
_ALIKE = 0.999

Tell = Callable[[float], None]
"""Told the share of the work that is done, 0 to 1."""


def tell_nobody(_share: float) -> None:
    """For those who do not ask how far the work is."""


class _Moment(NamedTuple):
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
    """The indexes of one corpus, and the model that made its vectors."""

    def __init__(self, database: Database, folder: Path) -> None:
        """Neither reads nor writes.

        Args:
            folder: Of the corpus.
        """
        self._database = database
        self._folder = folder
        self._vectors = VectorIndex(folder / "chroma")
        self._guard = RLock()
        self._is_closed = False
        self._asked_by: str | None = None
        self._moment: _Moment | None = None
        self._words: WordIndex | None = None
        self._scan: tuple[_Moment, Scan] | None = None

    def close(self) -> None:
        """Let go of Chroma's index, and answer nothing from here on."""
        self._is_closed = True
        self._vectors.close()

    def refuse_if_closed(self) -> None:
        """Raise CorpusError after `close`."""
        if self._is_closed:
            raise CorpusError(f"The corpus in {self._folder} was closed: open it again to use it.")

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection, unless the corpus was closed."""
        self.refuse_if_closed()
        return self._database.connection

    # Searching

    def table(self) -> PassageTable:
        """Facts on all passages, in memory, as the corpus is now."""
        return self._now().table

    def dense(self, query: Matrix, limit: int, allowed: npt.NDArray[np.bool_] | None) -> Hits:
        """As `Corpus.dense`."""
        now = self._now()
        table = now.table
        none = np.empty(0, np.int64), np.empty(0, np.float32)
        limit = min(limit, len(table.keys))
        if not limit:
            return none
        if allowed is None and (found := self._nearest(now, query, limit)) is not None:
            return found
        cosines = self._all_vectors(now, len(query)).cosines(query)
        if allowed is not None:
            cosines = np.where(allowed[table.article], cosines, -np.inf)
        enough = cosines[best(cosines, limit)].min(initial=1) - 2 * BLUR
        close = best(np.where(cosines >= enough, cosines, -np.inf), _ROWS_AT_ONCE)
        if not len(close):
            return none
        keys, vectors = self._centred(table.keys[close].tolist())
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

    # The model

    def check_model(self, fingerprint: str) -> None:
        """As `Corpus.check_model`."""
        self.refuse_if_closed()
        made_by = self._database.meta(_FINGERPRINT)
        if made_by is not None and made_by != fingerprint:
            raise ModelMismatchError(
                f"The vectors in {self._folder} were made by another embedding model, or an "
                f"earlier form of it ({self._database.meta(_MODEL)}). Use that model, or make all "
                f"vectors again with the present one: news rebuild --embed --corpus {self._folder}"
            )
        self._asked_by = fingerprint

    def set_model(self, fingerprint: str, name: str) -> None:
        """Note, within a transaction, which model makes the vectors."""
        self._database.set_meta(_FINGERPRINT, fingerprint)
        self._database.set_meta(_MODEL, name)

    # Changing

    @contextmanager
    def change(self, tell: Tell = tell_nobody) -> Iterator[sqlite3.Connection]:
        """A change of articles: one transaction, then Chroma is brought up to it.

        Args:
            tell: Told how far Chroma is.
        """
        with self._database.transaction() as connection:
            yield connection
            self._next_generation()
        self.tell_chroma(tell)

    def add(
        self,
        connection: sqlite3.Connection,
        rows: Iterable[tuple[int, str, str | None]],
        citable: Iterable[int],
    ) -> None:
        """Index new passages, within a change.

        Args:
            rows: Key, title with text, and language of each.
            citable: Keys of those that may be cited.
        """
        self._database.set_meta(_ANALYSIS, analysis.VERSION)
        words.add(
            connection, ((key, analysis.terms(text, language)) for key, text, language in rows)
        )
        to_outbox(connection, citable, "add")

    def forget(self, connection: sqlite3.Connection, keys: Sequence[int]) -> None:
        """Forget passages that were removed, within a change."""
        words.remove(connection, keys)
        to_outbox(connection, keys, "remove")

    def rebuild(self, tell: Tell = tell_nobody) -> int:
        """Make both indexes again from SQLite, without embedding; the passages that may be cited."""
        table = load_table(self.connection)
        with self.change(lambda share: tell((1 + share) / 2)) as connection:
            words.clear(connection)
            keys = articles.passage_keys(connection)
            for number, part in enumerate(_parts(keys)):
                tell(number * _ROWS_AT_ONCE / len(keys) / 2)
                stored = articles.passages(connection, part)
                owners = articles.by_keys(connection, {p.article_key for p in stored.values()})
                words.add(
                    connection,
                    (
                        (key, analysis.terms(f"{owner.title}\n{p.passage.text}", owner.language))
                        for key, p in stored.items()
                        if (owner := owners[p.article_key])
                    ),
                )
            self._database.set_meta(_ANALYSIS, analysis.VERSION)
            self.begin_vectors()
        return len(table.keys)

    def begin_vectors(self) -> None:
        """Have Chroma told all passages, with the vectors they then have; within a change."""
        self._database.set_meta(_VECTORS_MADE, uuid4().hex)
        self._vectors.lose()

    def are_whole(self) -> bool:
        """Whether Chroma knows all passages, and the word index is of this version."""
        now = self._now()
        if self._words_are_old():
            return False
        return not len(now.table.keys) or (
            now.chroma is not None and self._vectors.opens(now.chroma)
        )

    def held(self) -> AbstractContextManager[None]:
        """Keep other processes out of Chroma's index: they scan meanwhile."""
        return self._vectors.held()

    def mend(self, tell: Tell = tell_nobody) -> None:
        """Tell Chroma what it missed; make again what lost what it knew."""
        with self._vectors.held():
            self.tell_chroma(tell)
            if self._words_are_old():
                self.rebuild(tell)
            elif not self._knows_all_vectors():
                with self.change(tell):
                    self.begin_vectors()

    def tell_chroma(self, tell: Tell = tell_nobody) -> None:
        """Tell Chroma, held, what stands in the outbox; all passages, if its index is lost."""
        if not self._vectors.state:
            with self._database.transaction() as connection:
                connection.execute("DELETE FROM outbox")
                to_outbox(connection, load_table(connection).keys.tolist(), "add")
        connection = self.connection
        (total,) = connection.execute("SELECT count(*) FROM outbox").fetchone()
        done = 0
        while rows := connection.execute(
            "SELECT passage, operation FROM outbox ORDER BY operation DESC LIMIT ?",
            (_ROWS_AT_ONCE,),
        ).fetchall():
            gone = [key for key, operation in rows if operation == "remove"]
            come = [key for key, operation in rows if operation == "add"]
            added = self._centred(come) if come else None
            with self._vectors.changing() as state:
                self._vectors.remove(gone)
                if added is not None:
                    self._vectors.add(*added)
            with self._database.transaction():
                connection.executemany(
                    "DELETE FROM outbox WHERE passage = ?", [r[:1] for r in rows]
                )
                self._database.set_meta(_CHROMA, state)
                self._next_generation()  # who looked before Chroma was told must look again
            done += len(rows)
            tell(min(1, done / total))

    def check(self) -> list[Fault]:
        """As `Corpus.check`."""
        found = list(checking.stored_faults(self.connection))
        if any(fault.remedy in checking.HINDERING for fault in found):
            return found
        with self._vectors.held():
            expected = self.table().keys.tolist()
            compared = expected[:: len(expected) // _COMPARED + 1]
            try:
                keys = self._vectors.keys()
                held = self._vectors.vectors(compared) if compared else None
            except CorpusError as error:
                return [*found, Fault(f"The vector index cannot be read ({error.__cause__}).")]
        found += checking.index_faults(expected, keys)
        if held is not None and (strange := self._count_strange(*held)):
            found.append(
                Fault(f"Vectors in the index that are not those of their passages: {strange}.")
            )
        return found

    # Inside

    def _now(self) -> _Moment:
        """The corpus as it is now."""
        connection = self.connection
        with self._guard, self._database.reading():
            generation = self._database.meta(_GENERATION) or "0"
            if self._moment is None or generation != self._moment.generation:
                if self._asked_by is not None:
                    self.check_model(self._asked_by)  # another process may have changed it
                waiting = connection.execute("SELECT 1 FROM outbox LIMIT 1").fetchone()
                self._moment = _Moment(
                    generation,
                    load_table(connection),
                    self._database.meta(_CHROMA) if waiting is None else None,
                    self._database.meta(_VECTORS_MADE),
                )
                self._words = None
            return self._moment

    def _next_generation(self) -> None:
        """Tell all who have the corpus open, within a transaction, that it has changed."""
        last = int(self._database.meta(_GENERATION) or 0)
        self._database.set_meta(_GENERATION, str(last + 1))

    def _count_strange(self, found: Keys, indexed: Matrix) -> str:
        """How many of these vectors of Chroma SQLite holds otherwise; "" for none."""
        ours, vectors = self._centred(found.tolist())
        same = np.isin(found, ours)
        found, indexed = found[same], indexed[same]
        cosines = np.einsum("nd,nd->n", vectors, indexed[np.argsort(found)])
        strange = int((cosines < _ALIKE).sum())
        return f"{strange:,} of {len(found):,} compared" if strange else ""

    def _words_are_old(self) -> bool:
        return self._database.meta(_ANALYSIS) not in (None, analysis.VERSION)

    def _nearest(self, now: _Moment, query: Matrix, limit: int) -> Hits | None:
        """What Chroma finds among all passages of the table; None if it cannot be asked.

        Another thread's table may be older than what Chroma knows: what is not in it is passed over.
        """
        asked = limit
        while now.chroma is not None:
            found = self._vectors.nearest(query, asked, now.chroma)
            if found is None:
                break
            keys, cosines = found
            rows = np.flatnonzero(now.table.rows(keys) >= 0)[:limit]
            if len(rows) == limit or len(keys) < asked:
                return keys[rows], cosines[rows]
            asked *= 2
        return None

    def _knows_all_vectors(self) -> bool:
        now = self._now()
        if not len(now.table.keys):
            return True
        try:
            is_told = self._vectors.state == now.chroma
            return is_told and self._vectors.count() == len(now.table.keys)
        except CorpusError:
            return False

    def _centred(self, keys: Sequence[int]) -> tuple[list[int], Matrix]:
        """Passage vectors without their language, shape (n, d), as they are compared."""
        means = language_means(self._database.meta(_FINGERPRINT) or "")
        rows = self.connection.execute(
            "SELECT passages.key, language, vector FROM passages JOIN articles "
            f"ON article = articles.key WHERE passages.key IN ({','.join('?' * len(keys))}) "
            "ORDER BY passages.key",
            tuple(keys),
        ).fetchall()
        stored = articles.matrix(b"".join(row[2] for row in rows)).reshape(len(rows), -1)
        vectors = means.centre_each(stored, [row[1] for row in rows], "passage")
        return [row[0] for row in rows], vectors

    def _all_vectors(self, now: _Moment, dimension: int) -> Scan:
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
            for part in _parts(unread.tolist()):
                keys, vectors = self._centred(part)
                scan.put(table.rows(np.array(keys, np.int64)), vectors)
            self._scan = now, scan
            return scan

    def _word_index(self, table: PassageTable) -> WordIndex:
        with self._guard:
            if self._words is None or self._words.table is not table:
                self._words = open_index(self.connection, table)
            return self._words


def to_outbox(connection: sqlite3.Connection, keys: Iterable[int], operation: str) -> None:
    """Have Chroma told, once the transaction is done: to ``add`` passages, or ``remove`` them."""
    connection.executemany("REPLACE INTO outbox VALUES (?, ?)", [(key, operation) for key in keys])


def _parts(keys: list[int]) -> Iterator[list[int]]:
    for first in range(0, len(keys), _ROWS_AT_ONCE):
        yield keys[first : first + _ROWS_AT_ONCE]
