"""Changes of articles in the SQLite file, within a transaction; the indexes are updated elsewhere.

Whenever a text changes or goes, the articles that were linked to it as copies are linked anew.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from rag.corpus import copies, text_since
from rag.corpus.articles import NewArticle, NewPassage, Outdated, Seen, find
from rag.dates import first_instant
from rag.embedding.model import PassageVectors
from rag.records import Article, ArticleStatus


@dataclass(frozen=True, slots=True)
class Stored:
    """The result of storing an article: keys of the passages that were added and removed."""

    added: list[int]
    removed: list[int]
    is_copy: bool
    status: ArticleStatus


def store(connection: sqlite3.Connection, new: NewArticle) -> Stored:
    """Store an article and its passages, and link it as a copy; the old version is kept.

    A withdrawn article stays withdrawn.
    """
    article = new.article
    now = int(time.time())
    removed: list[int] = []
    freed: list[str] = []
    if new.previous_id:
        _rename(connection, new.previous_id, article.id)
    old = find(connection, article.id)
    if old is not None:
        removed = remove_passages(connection, article.id)
        text_since.keep_version(connection, old, article, now)
        freed = copies.forget(connection, old.id, old.body)
        status = old.status if article.status == "current" else article.status
        article = replace(article, version=old.version + 1, status=status)
    published = article.published_at
    values = {
        **asdict(article),
        "authors": json.dumps(article.authors, ensure_ascii=False),
        "published_ts": int(first_instant(published).timestamp()) if published else None,
        "is_declared": article.duplicate_of is not None,
        "input_digest": new.input_digest,
        "provenance": json.dumps(new.provenance, ensure_ascii=False),
    }
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    updates = ", ".join(f"{name} = excluded.{name}" for name in values)
    (key,) = connection.execute(
        f"INSERT INTO articles ({names}, first_seen_ts) VALUES ({marks}, {now}) "
        f"ON CONFLICT (id) DO UPDATE SET {updates} RETURNING key",
        values,
    ).fetchone()
    touch(connection, Seen(article.id, new.input_digest, new.place))
    added = [_store_passage(connection, key, passage) for passage in new.passages]
    is_copy = article.status == "current" and copies.link(connection, article.id)
    copies.relink(connection, freed)
    return Stored(added, removed, is_copy, article.status)


def _rename(connection: sqlite3.Connection, old: str, new: str) -> None:
    """Give a stored article a new id, also where other articles name it."""
    for column in ("id", "duplicate_of", "corrects"):
        connection.execute(f"UPDATE articles SET {column} = ? WHERE {column} = ?", (new, old))
    connection.execute(
        "UPDATE versions SET article_id = ?, record = json_set(record, '$.id', ?) "
        "WHERE article_id = ?",
        (new, new, old),
    )


def _store_passage(connection: sqlite3.Connection, article_key: int, new: NewPassage) -> int:
    passage = new.passage
    vector, tokens, token_rows = vector_columns(new.vectors)
    cursor = connection.execute(
        'INSERT INTO passages (article, start, "end", sentences, input_digest, vector) '
        "VALUES (?, ?, ?, ?, ?, ?)",
        (
            article_key,
            passage.start,
            passage.end,
            np.array(passage.sentences, "<i4").tobytes(),
            new.input_digest,
            vector,
        ),
    )
    key = int(cursor.lastrowid or 0)
    connection.execute("INSERT INTO passage_tokens VALUES (?, ?, ?)", (key, tokens, token_rows))
    return key


def vector_columns(vectors: PassageVectors) -> tuple[bytes, bytes, bytes]:
    """Return vectors as they are stored: the columns vector, tokens and token_rows."""
    return (
        vectors.passage.astype("<f2").tobytes(),
        vectors.tokens.tobytes(),
        vectors.sentences.astype("<i4").tobytes(),
    )


def touch(connection: sqlite3.Connection, record: Seen) -> None:
    """Record that a record gave an article that is stored."""
    if not isinstance(record, Outdated):
        connection.execute(
            "UPDATE articles SET input_digest = ? WHERE id = ?",
            (record.input_digest, record.article_id),
        )
    if record.place:
        connection.execute(
            "REPLACE INTO inputs SELECT ?, ?, key FROM articles WHERE id = ?",
            (record.place, record.input_digest, record.article_id),
        )


def fix(connection: sqlite3.Connection, article_id: str, values: Mapping[str, Any]) -> None:
    """Record all hand-edited fields of an article; the fields themselves stay as they are."""
    connection.execute(
        "UPDATE articles SET fixed = ? WHERE id = ?",
        (json.dumps(values, ensure_ascii=False), article_id),
    )


def forget_record(connection: sqlite3.Connection, article_id: str) -> None:
    """Forget the content, not the place, of the record an article was read from.

    Reading it again then sets all fields anew.
    """
    connection.execute("UPDATE articles SET input_digest = '' WHERE id = ?", (article_id,))
    connection.execute(
        "UPDATE inputs SET digest = '' WHERE article = (SELECT key FROM articles WHERE id = ?)",
        (article_id,),
    )


def set_status(
    connection: sqlite3.Connection, article: Article, status: ArticleStatus
) -> list[int]:
    """Withdraw a stored article or make it current again; return the keys of its passages."""
    is_current = status == "current"
    freed = [article.id] if is_current else copies.forget(connection, article.id, article.body)
    connection.execute("UPDATE articles SET status = ? WHERE id = ?", (status, article.id))
    copies.relink(connection, freed)
    rows = connection.execute(
        "SELECT passages.key FROM passages JOIN articles ON article = articles.key WHERE id = ?",
        (article.id,),
    ).fetchall()
    return [row[0] for row in rows]


def remove_passages(connection: sqlite3.Connection, article_id: str) -> list[int]:
    """Remove an article's passages; return their keys."""
    rows = connection.execute(
        "DELETE FROM passages WHERE article = (SELECT key FROM articles WHERE id = ?) "
        "RETURNING key",
        (article_id,),
    ).fetchall()
    return [row[0] for row in rows]


def remove(connection: sqlite3.Connection, article: Article) -> None:
    """Remove an article and its earlier versions; its passages must be gone already."""
    freed = copies.forget(connection, article.id, article.body)
    connection.execute("DELETE FROM versions WHERE article_id = ?", (article.id,))
    connection.execute("DELETE FROM articles WHERE id = ?", (article.id,))
    copies.relink(connection, freed)
