"""The word index: BM25 over analysed terms, in SQLite's FTS5."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

COMMON_SHARE = 0.1
"""A term in more passages than this share of them tells little and costs most: it is not asked."""


class WordIndex:
    """Finds passages by their terms. Keys are those of the passages table."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}

    @staticmethod
    def add(connection: sqlite3.Connection, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
        """Add passages by key and terms, within the caller's transaction."""
        connection.executemany(
            "INSERT INTO words (rowid, terms) VALUES (?, ?)",
            ((key, " ".join(terms)) for key, terms in rows),
        )

    @staticmethod
    def remove(connection: sqlite3.Connection, keys: Iterable[int]) -> None:
        """Remove passages, within the caller's transaction."""
        connection.executemany("DELETE FROM words WHERE rowid = ?", ((key,) for key in keys))

    def forget_counts(self) -> None:
        """Drop what is remembered about how common terms are; call when the corpus has changed."""
        self._counts.clear()

    def search(
        self, connection: sqlite3.Connection, terms: Sequence[str], limit: int, total: int
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        """Keys and BM25 scores (k1 1.2, b .75; higher is better) of passages, best first.

        Args:
            terms: Any of them may match. Those in more than `COMMON_SHARE` of all passages are
                left out, unless nothing else is left.
            limit: How many to return at most.
            total: How many passages the corpus holds.
        """
        asked = self._telling(connection, dict.fromkeys(terms), total)
        if not asked:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        match = " OR ".join(f'"{term}"' for term in asked)
        rows = connection.execute(
            "SELECT rowid, rank FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?",
            (match, limit),
        ).fetchall()
        keys = np.array([key for key, _ in rows], np.int64)
        return keys, np.array(
            [-rank for _, rank in rows], np.float32
        )  # FTS5's rank: less is better

    def _telling(
        self, connection: sqlite3.Connection, terms: Iterable[str], total: int
    ) -> list[str]:
        known: dict[str, int] = {}
        for term in terms:
            count = self._counts.get(term)
            if count is None:
                row = connection.execute(
                    "SELECT doc FROM word_counts WHERE term = ?", (term,)
                ).fetchone()
                count = self._counts[term] = row[0] if row else 0
            if count:
                known[term] = count
        rare = [term for term, count in known.items() if count <= max(1, COMMON_SHARE * total)]
        return rare or sorted(known, key=lambda term: known[term])[:1]
