"""Checks of a corpus: what is stored, and what is derived from it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from rag.corpus import copies
from rag.corpus.articles import content_hash
from rag.errors import CorpusError

_EXAMPLES = 3

_READ_AGAIN = "Remove them with news articles remove, and ingest them again."
_EMBED_AGAIN = "Make all vectors again: news rebuild --embed"
_RESTORE = "Restore a backup (news restore), or ingest again into a new folder."

HINDERING = frozenset({_EMBED_AGAIN, _RESTORE})
"""Remedies without which the vector index cannot be compared with what is stored."""

# Rows that belong to nothing: a name for them, and the SQL that selects them.
_ORPHANS = {
    "Places that were read, of no article": (
        "inputs WHERE article NOT IN (SELECT key FROM articles)"
    ),
    "Earlier versions of no article": (
        "versions WHERE article_id NOT IN (SELECT id FROM articles)"
    ),
    "Samples of texts of no article": ("samples WHERE article NOT IN (SELECT key FROM articles)"),
    "Passages of no article": "passages WHERE article NOT IN (SELECT key FROM articles)",
    "Token vectors of no passage": (
        "passage_tokens WHERE passage NOT IN (SELECT key FROM passages)"
    ),
    "Vectors of another model, of no passage": (
        "new_vectors WHERE passage NOT IN (SELECT key FROM passages)"
    ),
    "Entries of the word index of no passage": (
        "lengths WHERE passage NOT IN (SELECT key FROM passages)"
    ),
}
_NOT_INDEXED = "passages WHERE key NOT IN (SELECT passage FROM lengths)"
# A source may declare a copy of an article that was never taken in: such a link stays, and so do
# the links of other copies to that article.
_LOST_ORIGINALS = (
    "articles WHERE duplicate_of NOT IN (SELECT id FROM articles) AND duplicate_of NOT IN "
    "(SELECT duplicate_of FROM articles WHERE is_declared)"
)
_ARTICLES_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the corpus that is not as it must be.

    Attributes:
        text: What is wrong, one sentence.
        remedy: What the user can do; "" if `Corpus.repair` mends it.
    """

    text: str
    remedy: str = ""

    @property
    def is_repairable(self) -> bool:
        """Whether `Corpus.repair` mends it: only derived data, or rows of nothing, are wrong."""
        return not self.remedy


def stored_faults(connection: sqlite3.Connection) -> Iterator[Fault]:
    """Yield what is wrong in the SQLite file."""
    try:
        (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except CorpusError as error:
        verdict = str(error.__cause__)
    if verdict != "ok":
        yield Fault(f"The file is damaged ({verdict}).", _RESTORE)
        return
    if damaged := _damaged_texts(connection):
        yield _of_articles("whose text is not what was stored", damaged)
    if bare := _ids(connection, "status = 'current' AND key NOT IN (SELECT article FROM passages)"):
        yield _of_articles("without passages, which no search finds", bare)
    outside = "key IN (SELECT a.key FROM articles a JOIN passages p ON p.article = a.key " + (
        'WHERE p.start < 0 OR p."end" > length(a.body) OR p.start >= p."end")'
    )
    if wrong := _ids(connection, outside):
        yield _of_articles("with passages that lie outside the text", wrong)
    lacking = "passages WHERE key NOT IN (SELECT passage FROM passage_tokens)"
    if count := _count(connection, lacking):
        yield Fault(f"Passages without token vectors: {count:,}.", _EMBED_AGAIN)
    (sizes,) = connection.execute("SELECT count(DISTINCT length(vector)) FROM passages").fetchone()
    if sizes > 1:
        yield Fault("The vectors of the passages are not all of one length.", _EMBED_AGAIN)
    for what, rows in _ORPHANS.items():
        if count := _count(connection, rows):
            yield Fault(f"{what}: {count:,}.")
    if count := _count(connection, _NOT_INDEXED):
        yield Fault(f"Passages that are not in the word index: {count:,}.")
    if count := _count(connection, _LOST_ORIGINALS):
        yield Fault(f"Articles linked as copies of one that is gone: {count:,}.")


def index_faults(expected: Collection[int], indexed: Collection[int]) -> Iterator[Fault]:
    """Yield what is wrong in the vector index.

    Args:
        expected: Keys that it must hold.
        indexed: Keys that it holds.
    """
    if lost := len(set(expected) - set(indexed)):
        yield Fault(f"Passages that are not in the vector index: {lost:,}.")
    if strange := len(set(indexed) - set(expected)):
        yield Fault(f"Vectors in the index of no passage that may be cited: {strange:,}.")


def drop_orphans(connection: sqlite3.Connection) -> None:
    """Delete rows that belong to nothing and links to articles that are gone, within a transaction."""
    for rows in _ORPHANS.values():
        connection.execute(f"DELETE FROM {rows}")
    gone = connection.execute(f"SELECT DISTINCT duplicate_of FROM {_LOST_ORIGINALS}").fetchall()
    for (article_id,) in gone:
        copies.relink(connection, copies.free(connection, article_id))


def _damaged_texts(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT id, title, body, content_hash FROM articles WHERE content_hash != ''"
    )
    found = []
    while part := rows.fetchmany(_ARTICLES_AT_ONCE):
        found += [row[0] for row in part if content_hash(row[1], row[2]) != row[3]]
    return found


def _ids(connection: sqlite3.Connection, condition: str) -> list[str]:
    rows = connection.execute(f"SELECT id FROM articles WHERE {condition} ORDER BY key")
    return [row[0] for row in rows]


def _count(connection: sqlite3.Connection, rows: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {rows}").fetchone()[0])


def _of_articles(what: str, ids: list[str]) -> Fault:
    named = ", ".join(ids[:_EXAMPLES])
    more = f" and {len(ids) - _EXAMPLES:,} more" if len(ids) > _EXAMPLES else ""
    return Fault(f"Articles {what}: {named}{more}.", _READ_AGAIN)
