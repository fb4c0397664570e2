"""Vectors of another model, put aside until all are made, then taken over at once.

So the corpus answers with the vectors it has until the last moment, two models are never mixed,
and what an interruption leaves is used by the next attempt.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from rag.corpus.articles import NewPassage
from rag.corpus.storing import vector_columns


def forget_others(connection: sqlite3.Connection, fingerprint: str) -> None:
    """Drop what was put aside for any other model."""
    connection.execute("DELETE FROM new_vectors WHERE fingerprint != ?", (fingerprint,))


def count_lacking(connection: sqlite3.Connection, fingerprint: str) -> int:
    """How many passages have no vectors of a model put aside."""
    (count,) = connection.execute(
        "SELECT count(*) FROM passages "
        "WHERE key NOT IN (SELECT passage FROM new_vectors WHERE fingerprint = ?)",
        (fingerprint,),
    ).fetchone()
    return int(count)


def lacking(connection: sqlite3.Connection, limit: int) -> list[int]:
    """Keys of passages that still lack new vectors, those of one article together."""
    rows = connection.execute(
        "SELECT key FROM passages WHERE key NOT IN (SELECT passage FROM new_vectors) "
        "ORDER BY article, key LIMIT ?",
        (limit,),
    )
    return [row[0] for row in rows]


def keep(
    connection: sqlite3.Connection, fingerprint: str, made: Iterable[tuple[int, NewPassage]]
) -> None:
    """Put vectors aside, by the keys of the passages."""
    connection.executemany(
        "REPLACE INTO new_vectors (passage, fingerprint, input_digest, vector, tokens, token_rows) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        ((key, fingerprint, new.input_digest, *vector_columns(new.vectors)) for key, new in made),
    )


def take_over(connection: sqlite3.Connection) -> None:
    """Make the vectors put aside those of the corpus; none may be lacking."""
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
