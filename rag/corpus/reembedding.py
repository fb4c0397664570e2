"""New vectors of another model: set aside until all are made, then taken over in one step.

Until then the corpus answers with its old vectors, so that two models are never mixed; after an
interruption the next attempt goes on from what was set aside.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from rag.corpus.articles import NewPassage
from rag.corpus.storing import vector_columns


def forget_others(connection: sqlite3.Connection, fingerprint: str) -> None:
    """Delete vectors that were set aside for any other model."""
    connection.execute("DELETE FROM new_vectors WHERE fingerprint != ?", (fingerprint,))


def count_lacking(connection: sqlite3.Connection, fingerprint: str) -> int:
    """Count the passages for which no vectors of a model are set aside."""
    (count,) = connection.execute(
        "SELECT count(*) FROM passages "
        "WHERE key NOT IN (SELECT passage FROM new_vectors WHERE fingerprint = ?)",
        (fingerprint,),
    ).fetchone()
    return int(count)


def lacking(connection: sqlite3.Connection, limit: int) -> list[int]:
    """Return keys of passages that still lack new vectors, those of one article together."""
    rows = connection.execute(
        "SELECT key FROM passages WHERE key NOT IN (SELECT passage FROM new_vectors) "
        "ORDER BY article, key LIMIT ?",
        (limit,),
    )
    return [row[0] for row in rows]


def keep(
    connection: sqlite3.Connection, fingerprint: str, made: Iterable[tuple[int, NewPassage]]
) -> None:
    """Set vectors aside, by the keys of their passages."""
    connection.executemany(
        "REPLACE INTO new_vectors (passage, fingerprint, input_digest, vector, tokens, token_rows) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        ((key, fingerprint, new.input_digest, *vector_columns(new.vectors)) for key, new in made),
    )


def take_over(connection: sqlite3.Connection) -> None:
    """Make the vectors that were set aside those of the corpus; none may be lacking."""
    connection.execute(
        "UPDATE passages SET (input_digest, vector) = "
        "(SELECT input_digest, vector FROM new_vectors WHERE passage = key)"
    )
    connection.execute(
        "UPDATE passage_tokens SET (tokens, token_rows) = "
        "(SELECT tokens, token_rows FROM new_vectors AS made "
        "WHERE made.passage = passage_tokens.passage)"
    )
    connection.execute("DELETE FROM new_vectors")
