"""Keeping both indexes in step with the stored articles.

Changes that Chroma still lacks stand in an outbox in SQLite. They are written in the same
transaction as the change of the articles, so that whatever a crash interrupts is completed at the
next start.
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
"""At most so many vectors of the index are compared by `check`, spread evenly over all."""
_ALIKE = 0.999

OnProgress = Callable[[float], None]
"""Told the share of the work that is done, 0 to 1."""


def no_progress(_share: float) -> None:
    """Ignore progress."""


class Maintenance:
    """Changes the articles of one corpus, and brings its indexes up to date."""

    def __init__(self, indexes: Indexes) -> None:
        """Prepare; nothing is read or written yet."""
        self._indexes = indexes
        self._database = indexes.database
        self._vectors = indexes.vectors

    @contextmanager
    def change(self, progress: OnProgress = no_progress) -> Iterator[sqlite3.Connection]:
        """Change articles inside one transaction, then bring Chroma up to date.

        Args:
            progress: Told the share of Chroma's work that is done.
        """
        with self._database.transaction() as connection:
            yield connection
            self._next_generation()
        self.update_chroma(progress)

    def add(
        self,
        connection: sqlite3.Connection,
        rows: Iterable[tuple[int, str, str | None]],
        citable: Iterable[int],
    ) -> None:
        """Index new passages, within a change.

        Args:
            rows: Key, title with text, and language of each.
            citable: Keys of the passages that may be cited.
        """
        self._database.set_meta(_ANALYSIS, analysis.VERSION)
        words.add(
            connection, ((key, analysis.terms(text, language)) for key, text, language in rows)
        )
        to_outbox(connection, citable, "add")

    def forget(self, connection: sqlite3.Connection, keys: Sequence[int]) -> None:
        """Remove passages from both indexes, within a change."""
        words.remove(connection, keys)
        to_outbox(connection, keys, "remove")

    def rebuild(self, progress: OnProgress = no_progress) -> int:
        """Make both indexes again from SQLite, without embedding, and link copies anew.

        Returns the number of passages that may be cited.
        """
        table = load_table(self._indexes.connection)
        with self.change(lambda share: progress((1 + share) / 2)) as connection:
            copies.link_all(connection)
            words.clear(connection)
            keys = articles.passage_keys(connection)
            for number, part in enumerate(parts(keys)):
                progress(number * ROWS_AT_ONCE / len(keys) / 2)
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
        """Make Chroma's index again, from the vectors after this change; within a change."""
        self._database.set_meta(VECTORS_MADE, uuid4().hex)
        self._vectors.lose()

    def are_whole(self) -> bool:
        """Tell whether Chroma holds all passages, and the word index is of this version."""
        now = self._indexes.current()
        if self._words_are_old():
            return False
        return not len(now.table.keys) or (
            now.chroma is not None and self._vectors.opens(now.chroma)
        )

    def held(self) -> AbstractContextManager[None]:
        """Keep other processes out of Chroma's index; meanwhile they scan the vectors in SQLite."""
        return self._vectors.held()

    def mend(self, progress: OnProgress = no_progress) -> None:
        """Send Chroma what it missed; rebuild an index that is lost or out of date."""
        with self._vectors.held():
            self.update_chroma(progress)
            if self._words_are_old():
                self.rebuild(progress)
            elif not self._knows_all_vectors():
                with self.change(progress):
                    self.begin_vectors()

    def update_chroma(self, progress: OnProgress = no_progress) -> None:
        """Send Chroma what stands in the outbox, or all passages if its index is lost.

        The index must be held.
        """
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
                self._next_generation()  # a reader that looked before must look again
            done += len(rows)
            progress(min(1, done / total))

    def check(self) -> list[Fault]:
        """See `Corpus.check`."""
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
        """Let everyone who has the corpus open know that it has changed; within a transaction."""
        last = int(self._database.meta(GENERATION) or 0)
        self._database.set_meta(GENERATION, str(last + 1))

    def _count_strange(self, found: Keys, indexed: Matrix) -> str:
        """Say how many of Chroma's vectors differ from those in SQLite; "" for none."""
        ours, vectors = self._indexes.centred(found.tolist())
        same = np.isin(found, ours)
        found, indexed = found[same], indexed[same]
        cosines = np.einsum("nd,nd->n", vectors, indexed[np.argsort(found)])
        strange = int((cosines < _ALIKE).sum())
        return f"{strange:,} of {len(found):,} compared" if strange else ""

    def _words_are_old(self) -> bool:
        return self._database.meta(_ANALYSIS) not in (None, analysis.VERSION)

    def _knows_all_vectors(self) -> bool:
        now = self._indexes.current()
        if not len(now.table.keys):
            return True
        try:
            is_told = self._vectors.state == now.chroma
            return is_told and self._vectors.count() == len(now.table.keys)
        except CorpusError:
            return False


def to_outbox(connection: sqlite3.Connection, keys: Iterable[int], operation: str) -> None:
    """Note what Chroma must do once the transaction is done: ``add`` or ``remove`` passages."""
    connection.executemany("REPLACE INTO outbox VALUES (?, ?)", [(key, operation) for key in keys])
