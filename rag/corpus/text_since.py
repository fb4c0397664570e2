"""Since when an article has had its present text, where that replaced another.

These moments are stored with articles and versions, because a search needs those of all articles.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from rag.dates import first_instant, known_day, last_instant
from rag.records import Article


def out_by(date: str) -> float:
    """Return the moment by which an article with a date is surely published, seconds UTC.

    That is the first moment of a day, but the last of a month or year whose day is not known.
    """
    instant = last_instant(date) if known_day(date) is None else first_instant(date)
    return instant.timestamp()


def keep_version(connection: sqlite3.Connection, old: Article, new: Article, now: int) -> None:
    """Store the present text of an article as a version, and note since when it has its new one.

    Call it within the transaction that stores ``new`` next.

    Args:
        now: Seconds UTC.
    """
    connection.execute(
        "INSERT INTO versions SELECT id, version, ?, ?, ?, text_since_ts FROM articles "
        "WHERE id = ?",
        (json.dumps(asdict(old)), now, _text_hash(old.body), old.id),
    )
    # A text that comes back counts from when it first came.
    known = connection.execute(
        "SELECT text_since_ts FROM versions WHERE article_id = ? AND text_hash = ? LIMIT 1",
        (old.id, _text_hash(new.body)),
    ).fetchone()
    since = _changed(asdict(old), new.updated_at, now) if known is None else known[0]
    connection.execute("UPDATE articles SET text_since_ts = ? WHERE id = ?", (since, old.id))


def had_text(connection: sqlite3.Connection, article_id: str, body: str) -> bool:
    """Tell whether a text is an article's, now or in an earlier version."""
    found = connection.execute(
        "SELECT 1 FROM articles WHERE id = ? AND body = ? "
        "UNION SELECT 1 FROM versions WHERE article_id = ? AND text_hash = ?",
        (article_id, body, article_id, _text_hash(body)),
    )
    return found.fetchone() is not None


def fill(connection: sqlite3.Connection) -> None:
    """Work out these moments for a corpus that did not keep them; in a transaction."""
    ids = connection.execute(
        "SELECT id FROM articles WHERE id IN (SELECT article_id FROM versions)"
    ).fetchall()
    for (article_id,) in ids:
        _fill(connection, article_id)


def _fill(connection: sqlite3.Connection, article_id: str) -> None:
    numbers = connection.execute(
        "SELECT version FROM versions WHERE article_id = ? ORDER BY version", (article_id,)
    ).fetchall()
    since: float | None = None
    of_text: dict[bytes, float | None] = {}
    was: dict[str, Any] = {}
    replaced = 0
    for (number,) in numbers:
        key = (article_id, number)
        record, replaced_next = connection.execute(
            "SELECT record, replaced_ts FROM versions WHERE article_id = ? AND version = ?", key
        ).fetchone()
        becomes = json.loads(record)
        if was:
            since = _changed(was, becomes["updated_at"], replaced)
        text = _text_hash(becomes["body"])
        since = of_text.setdefault(text, since)
        connection.execute(
            "UPDATE versions SET text_hash = ?, text_since_ts = ? "
            "WHERE article_id = ? AND version = ?",
            (text, since, *key),
        )
        was, replaced = becomes, replaced_next
    body, updated_at = connection.execute(
        "SELECT body, updated_at FROM articles WHERE id = ?", (article_id,)
    ).fetchone()
    since = of_text.get(_text_hash(body), _changed(was, updated_at, replaced))
    connection.execute("UPDATE articles SET text_since_ts = ? WHERE id = ?", (since, article_id))


def _changed(old: Mapping[str, Any], updated_at: str | None, replaced: int) -> float:
    """Return the moment when a text replaced another, seconds UTC.

    That is the time of change that the source gives, if it is that of this change and not of an
    earlier one, and no later than ``replaced``; else ``replaced``.

    Args:
        old: The article as it was, by field.
        updated_at: The time of change that the source gives now.
        replaced: When the new text came in here, seconds UTC.
    """
    was = old["updated_at"] or old["published_at"]
    if updated_at is not None and (was is None or first_instant(updated_at) > first_instant(was)):
        return min(out_by(updated_at), replaced)
    return float(replaced)


def _text_hash(body: str) -> bytes:
    return hashlib.sha256(body.encode()).digest()
