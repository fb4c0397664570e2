"""Since when an article's text has been what it is, where it took the place of another.

The moments are kept beside the articles and their versions, because a search asks for those of all.
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
    """The moment by which what is of a date is sure to be out, seconds UTC.

    What is of a day is out from its first moment; what is of a month or year, of whose days none is
    known, from the last.
    """
    instant = last_instant(date) if known_day(date) is None else first_instant(date)
    return instant.timestamp()


def keep_version(connection: sqlite3.Connection, old: Article, new: Article, now: int) -> None:
    """Keep what a stored article says before another takes its place, and note since when that is.

    Within a transaction in which ``new`` is stored next.

    Args:
        now: Seconds UTC.
    """
    connection.execute(
        "INSERT INTO versions SELECT id, version, ?, ?, ?, text_since_ts FROM articles "
        "WHERE id = ?",
        (json.dumps(asdict(old)), now, _text_hash(old.body), old.id),
    )
    # A text that came back has been there since it first came.
    known = connection.execute(
        "SELECT text_since_ts FROM versions WHERE article_id = ? AND text_hash = ? LIMIT 1",
        (old.id, _text_hash(new.body)),
    ).fetchone()
    since = _changed(asdict(old), new.updated_at, now) if known is None else known[0]
    connection.execute("UPDATE articles SET text_since_ts = ? WHERE id = ?", (since, old.id))


def had_text(connection: sqlite3.Connection, article_id: str, body: str) -> bool:
    """Whether a text is an article's, or was in an earlier version."""
    found = connection.execute(
        "SELECT 1 FROM articles WHERE id = ? AND body = ? "
        "UNION SELECT 1 FROM versions WHERE article_id = ? AND text_hash = ?",
        (article_id, body, article_id, _text_hash(body)),
    )
    return found.fetchone() is not None


def fill(connection: sqlite3.Connection) -> None:
    """Note it of all articles and versions of a corpus that did not keep it; in a transaction."""
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
    """When a text took the place of another, seconds UTC.

    That is when its source says that it was changed, if it says so of this change and not of an
    earlier one; else, or if that is later, when it came in here.

    Args:
        old: The article as it was, by field.
        updated_at: What its source says of it now.
        replaced: When it came in, seconds UTC.
    """
    was = old["updated_at"] or old["published_at"]
    if updated_at is not None and (was is None or first_instant(updated_at) > first_instant(was)):
        return min(out_by(updated_at), replaced)
    return float(replaced)


def _text_hash(body: str) -> bytes:
    return hashlib.sha256(body.encode()).digest()
