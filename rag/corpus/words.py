"""The word index: BM25 over analysed terms, its postings as arrays in SQLite.

A question is analysed once for each language of the corpus, and a term counts in passages of the
languages that gave it: a name that Dutch stems otherwise than English is found in both, and nobody
need know the question's language. The rarity of a term is measured in the language where it is most
common, so that a function word of one language does not pass for a rare name in another.

Postings are kept in blocks of passages, so that an addition rewrites little. The postings of
removed passages stay until the index is rebuilt; a search skips them.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from struct import Struct
from typing import TYPE_CHECKING

import numpy as np

from rag.corpus.analysis import terms

if TYPE_CHECKING:
    import numpy.typing as npt

    from rag.corpus.table import PassageTable

    Values = npt.NDArray[np.float32]
    Mask = npt.NDArray[np.bool_]
    Impacts = tuple[npt.NDArray[np.int32], Values]

K1, B = 1.2, 0.75

_BLOCK = 8_192
# A passage's key minus the first key of its block, and how often the term stands in it.
_POSTING = np.dtype([("place", "<u2"), ("count", "u1")])
_PACKED = Struct("<HB")
_MOST = 255
# Smoothing for small languages: each counts as having so many more passages, with the average
# share.
_SMOOTHING = 100.0
# The impacts of common terms are cached, up to so many entries for each passage of the corpus.
_COMMON = 0.01
_KEPT_PLACES = 20


@dataclass(frozen=True)
class WordIndex:
    """The word index as of the time the table of passages was read.

    Attributes:
        norms: shape (P,); k1 (1 - b + b length / mean length in its language).
        passages: shape (L,); number of passages in each language.
    """

    table: PassageTable
    norms: Values
    passages: npt.NDArray[np.int64]
    _kept: dict[tuple[str, bytes], Impacts] = field(default_factory=dict, repr=False)

    def search(self, connection: sqlite3.Connection, text: str) -> Values:
        """Return the BM25 score of each passage for a text, shape (P,); 0 where no word matches."""
        scores = np.zeros(len(self.table.keys), np.float32)
        for term, languages in self._as_written(text).items():
            rows, impacts = self._impacts(connection, term, languages)
            scores[rows] += impacts
        return scores

    def _impacts(self, connection: sqlite3.Connection, term: str, languages: Mask) -> Impacts:
        """Return the rows of passages with a term in these languages, and what it adds to each."""
        asked = term, languages.tobytes()
        if (kept := self._kept.get(asked)) is not None:
            return kept
        rows, counts = _postings(connection, term, self.table)
        if not languages.all():
            mine = languages[self.table.passage_language[rows]]
            rows, counts = rows[mine], counts[mine]
        if not len(rows):
            return rows.astype(np.int32), counts
        weight = np.float32(self._rarity(rows) * (K1 + 1))
        impacts = rows.astype(np.int32), weight * counts / (counts + self.norms[rows])
        total = len(self.norms)
        if len(rows) > _COMMON * total:
            places = sum(len(kept_rows) for kept_rows, _ in list(self._kept.values()))
            if places + len(rows) <= _KEPT_PLACES * total:
                self._kept[asked] = impacts
        return impacts

    def _as_written(self, text: str) -> dict[str, Mask]:
        """Return the terms of a text, each with a mask, shape (L,), of languages that write it so."""
        found: defaultdict[str, Mask] = defaultdict(
            lambda: np.zeros(len(self.table.languages), np.bool_)
        )
        for row, language in enumerate(self.table.languages):
            for term in terms(text, language):
                found[term][row] = True
        return found

    def _rarity(self, rows: npt.NDArray[np.int64]) -> float:
        """Return the BM25 weight of a term that stands in these passages, from its share of
        passages in the language where that is largest.
        """
        everywhere = len(rows) / len(self.norms)
        counts = np.bincount(self.table.passage_language[rows], minlength=len(self.passages))
        shares = (counts + _SMOOTHING * everywhere) / (self.passages + _SMOOTHING)
        share = max(everywhere, float(shares.max()))
        total = len(self.norms)
        return float(np.log(1 + (total * (1 - share) + 0.5) / (total * share + 0.5)))


def open_index(connection: sqlite3.Connection, table: PassageTable) -> WordIndex:
    """Read the word index for the passages of a table."""
    keys, lengths = (
        np.array(connection.execute("SELECT passage, terms FROM lengths").fetchall(), np.int64)
        .reshape(-1, 2)
        .T
    )
    rows = table.rows(keys)
    length = np.zeros(len(table.keys))
    length[rows[rows >= 0]] = lengths[rows >= 0]
    passages = np.bincount(table.passage_language, minlength=len(table.languages))
    totals = np.bincount(table.passage_language, length, minlength=len(table.languages))
    means = np.maximum(totals / np.maximum(passages, 1), 1)
    norms = K1 * (1 - B + B * length / means[table.passage_language])
    return WordIndex(table, norms.astype(np.float32), passages)


def add(connection: sqlite3.Connection, rows: Iterable[tuple[int, Sequence[str]]]) -> None:
    """Add passages, as (key, terms), within a transaction of the caller."""
    blocks: defaultdict[tuple[str, int], bytearray] = defaultdict(bytearray)
    lengths = []
    for key, found in rows:
        lengths.append((key, len(found)))
        block, place = divmod(key, _BLOCK)
        for term, count in Counter(found).items():
            blocks[term, block] += _PACKED.pack(place, min(count, _MOST))
    connection.executemany("INSERT INTO lengths VALUES (?, ?)", lengths)
    connection.executemany(
        "INSERT INTO postings VALUES (?, ?, ?) ON CONFLICT DO UPDATE "
        "SET places = CAST(places || excluded.places AS BLOB)",
        ((*place, bytes(postings)) for place, postings in sorted(blocks.items())),
    )


def remove(connection: sqlite3.Connection, keys: Iterable[int]) -> None:
    """Remove passages, within a transaction of the caller."""
    connection.executemany("DELETE FROM lengths WHERE passage = ?", ((key,) for key in keys))


def clear(connection: sqlite3.Connection) -> None:
    """Remove everything, within a transaction of the caller."""
    connection.execute("DELETE FROM postings")
    connection.execute("DELETE FROM lengths")


def _postings(
    connection: sqlite3.Connection, term: str, table: PassageTable
) -> tuple[npt.NDArray[np.int64], Values]:
    """Return the table rows of the passages that hold a term, and how often each does."""
    blocks = connection.execute(
        "SELECT block, places FROM postings WHERE term = ?", (term,)
    ).fetchall()
    postings = np.frombuffer(b"".join(places for _, places in blocks), _POSTING)
    sizes = [len(places) // _POSTING.itemsize for _, places in blocks]
    firsts = np.repeat(np.array([block for block, _ in blocks], np.int64) * _BLOCK, sizes)
    rows = table.rows(firsts + postings["place"])
    counts = postings["count"].astype(np.float32)
    if rows.min(initial=0) < 0:
        living = rows >= 0
        rows, counts = rows[living], counts[living]
    return rows, counts
