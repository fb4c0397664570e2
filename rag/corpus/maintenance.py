"""Both indexes kept in step with the stored articles.

What Chroma must still be told stands in SQLite's outbox, written in the same transaction as the
change, so that whatever a crash interrupts is completed at the next start.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING
from uuid import uuid4

import numpy as np

from rag.corpus import analysis, articles, checking, copies, words
from rag.corpus.checking import Fault
from rag.corpus.indexes import CHROMA, GENERATION, ROWS_AT_ONCE, VECTORS_MADE, Indexes, parts
from rag.corpus.table import load_table
from rag.errors import CorpusError

if TYPE_CHECKING:
    import numpy.typing as npt

    Matrix = npt.NDArray[np.float32]
    Keys = npt.NDArray[np.int64]

_ANALYSIS = "analysis"
_COMPARED = 1_000
"""Vectors of the index that `check` compares, evenly from all."""
_ALIKE = 0.999

Tell = Callable[[float], None]
"""Told the share of the work that is done, 0 to 1."""


def tell_nobody(_share: float) -> None:
    """For those who do not ask how far the work is."""


class Maintenance:
    """Changes of one corpus, each with what its indexes must be told."""

    def __init__(self, indexes: Indexes) -> None:
        """Neither reads nor writes."""
        self._indexes = indexes
        self._database = indexes.database
        self._vectors = indexes.vectors

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
        """Make both indexes again from SQLite, without embedding, and link copies anew; the passages
        that may be cited.
        """
        table = load_table(self._indexes.connection)
        with self.change(lambda share: tell((1 + share) / 2)) as connection:
            copies.link_all(connection)
            words.clear(connection)
            keys = articles.passage_keys(connection)
            for number, part in enumerate(parts(keys)):
                tell(number * ROWS_AT_ONCE / len(keys) / 2)
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
        self._database.set_meta(VECTORS_MADE, uuid4().hex)
        self._vectors.lose()

    def are_whole(self) -> bool:
        """Whether Chroma knows all passages, and the word index is of this version."""
        now = self._indexes.moment()
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
        connection = self._indexes.connection
        (total,) = connection.execute("SELECT count(*) FROM outbox").fetchone()
        done = 0
        while rows := connection.execute(
            "SELECT passage, operation FROM outbox ORDER BY operation DESC LIMIT ?",
            (ROWS_AT_ONCE,),
        ).fetchall():
            gone = [key for key, operation in rows if operation == "remove"]
            come = [key for key, operation in rows if operation == "add"]
            added = self._indexes.centred(come) if come else None
            with self._vectors.changing() as state:
                self._vectors.remove(gone)
                if added is not None:
                    self._vectors.add(*added)
            with self._database.transaction():
                connection.executemany(
                    "DELETE FROM outbox WHERE passage = ?", [r[:1] for r in rows]
                )
                self._database.set_meta(CHROMA, state)
                self._next_generation()  # who looked before Chroma was told must look again
            done += len(rows)
            tell(min(1, done / total))

    def check(self) -> list[Fault]:
        """As `Corpus.check`."""
        found = list(checking.stored_faults(self._indexes.connection))
        if any(fault.remedy in checking.HINDERING for fault in found):
            return found
        with self._vectors.held():
            expected = self._indexes.table().keys.tolist()
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

    def _next_generation(self) -> None:
        """Tell all who have the corpus open, within a transaction, that it has changed."""
        last = int(self._database.meta(GENERATION) or 0)
        self._database.set_meta(GENERATION, str(last + 1))

    def _count_strange(self, found: Keys, indexed: Matrix) -> str:
        """How many of these vectors of Chroma SQLite holds otherwise; "" for none."""
        ours, vectors = self._indexes.centred(found.tolist())
        same = np.isin(found, ours)
        found, indexed = found[same], indexed[same]
        cosines = np.einsum("nd,nd->n", vectors, indexed[np.argsort(found)])
        strange = int((cosines < _ALIKE).sum())
        return f"{strange:,} of {len(found):,} compared" if strange else ""

    def _words_are_old(self) -> bool:
        return self._database.meta(_ANALYSIS) not in (None, analysis.VERSION)

    def _knows_all_vectors(self) -> bool:
        now = self._indexes.moment()
        if not len(now.table.keys):
            return True
        try:
            is_told = self._vectors.state == now.chroma
            return is_told and self._vectors.count() == len(now.table.keys)
        except CorpusError:
            return False


def to_outbox(connection: sqlite3.Connection, keys: Iterable[int], operation: str) -> None:
    """Have Chroma told, once the transaction is done: to ``add`` passages, or ``remove`` them."""
    connection.executemany("REPLACE INTO outbox VALUES (?, ?)", [(key, operation) for key in keys])
