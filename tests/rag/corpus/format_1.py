"""A corpus as version 0.1 left it: its tables, frozen, filled from a corpus of today."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    published_at TEXT,
    published_ts INTEGER,
    updated_at TEXT,
    language TEXT,
    source TEXT,
    url TEXT,
    authors TEXT NOT NULL,
    section TEXT,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    status TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    duplicate_of TEXT,
    is_declared INTEGER NOT NULL,
    corrects TEXT,
    input_digest TEXT,
    first_seen_ts INTEGER NOT NULL
);
CREATE INDEX articles_by_input ON articles (input_digest);
CREATE INDEX articles_by_original ON articles (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX articles_by_date ON articles (published_ts);
CREATE TABLE inputs (
    place TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX inputs_by_article ON inputs (article);
CREATE TABLE samples (
    hash INTEGER NOT NULL,
    article INTEGER NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (hash, article)
) WITHOUT ROWID;
CREATE TABLE versions (
    article_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    record TEXT NOT NULL,
    replaced_ts INTEGER NOT NULL,
    PRIMARY KEY (article_id, version)
) WITHOUT ROWID;
CREATE TABLE passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    sentences BLOB NOT NULL,
    input_digest BLOB NOT NULL,
    vector BLOB NOT NULL
);
CREATE INDEX passages_by_article ON passages (article);
CREATE INDEX passages_by_input ON passages (input_digest);
CREATE TABLE passage_tokens (
    passage INTEGER PRIMARY KEY REFERENCES passages (key) ON DELETE CASCADE,
    tokens BLOB NOT NULL,
    token_rows BLOB NOT NULL
);
CREATE TABLE new_vectors (
    passage INTEGER PRIMARY KEY REFERENCES passages (key) ON DELETE CASCADE,
    fingerprint TEXT NOT NULL,
    input_digest BLOB NOT NULL,
    vector BLOB NOT NULL,
    tokens BLOB NOT NULL,
    token_rows BLOB NOT NULL
);
CREATE TABLE postings (
    term TEXT NOT NULL,
    block INTEGER NOT NULL,
    places BLOB NOT NULL,
    PRIMARY KEY (term, block)
) WITHOUT ROWID;
CREATE TABLE lengths (
    passage INTEGER PRIMARY KEY,
    terms INTEGER NOT NULL
);
CREATE TABLE outbox (
    passage INTEGER PRIMARY KEY,
    operation TEXT NOT NULL CHECK (operation IN ('add', 'remove'))
);
"""


def to_format_1(folder: Path) -> None:
    """Put a closed corpus back to format 1; what that had no column for is lost."""
    path = folder / "corpus.sqlite3"
    old = path.with_name("old.sqlite3")
    with closing(sqlite3.connect(old, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(TABLES)
        connection.execute("ATTACH ? AS now", (str(path),))
        names = connection.execute(
            "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        for (name,) in names:
            columns = connection.execute(f"SELECT name FROM pragma_table_info('{name}')").fetchall()
            listed = ", ".join(f'"{column}"' for (column,) in columns)
            connection.execute(f"INSERT INTO main.{name} SELECT {listed} FROM now.{name}")
        connection.execute("UPDATE main.meta SET value = '1' WHERE name = 'schema'")
    for log in ("-wal", "-shm"):
        path.with_name(path.name + log).unlink(missing_ok=True)
    shutil.move(old, path)
