"""The SQLite file of a corpus: its tables, its version, and connections for every thread."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, Thread, current_thread, local

from rag.errors import CorpusError, CorpusMissingError, CorpusVersionError

SCHEMA_VERSION = 1

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE articles (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    published_at TEXT,              -- ISO 8601 at its own precision; NULL: unknown
    published_ts INTEGER,           -- the first second it can mean, UTC
    updated_at TEXT,
    language TEXT,
    source TEXT,
    url TEXT,
    authors TEXT NOT NULL,          -- JSON list
    section TEXT,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    status TEXT NOT NULL,
    content_hash TEXT NOT NULL,     -- SHA-256 of title and body
    duplicate_of TEXT,
    is_declared INTEGER NOT NULL,   -- whether its source said what it is a copy of
    corrects TEXT,
    input_digest TEXT,              -- of the record it was last read from
    first_seen_ts INTEGER NOT NULL  -- when it first came in, UTC
);
CREATE INDEX articles_by_input ON articles (input_digest);
CREATE INDEX articles_by_original ON articles (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX articles_by_date ON articles (published_ts);

CREATE TABLE inputs (               -- what was read where, so that reading it again is quick
    place TEXT PRIMARY KEY,
    digest TEXT NOT NULL,           -- of the record last read there
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX inputs_by_article ON inputs (article);

CREATE TABLE samples (              -- by which copies are found (rag.corpus.copies)
    hash INTEGER NOT NULL,          -- of a run of words
    article INTEGER NOT NULL,       -- whose text has it
    size INTEGER NOT NULL,          -- how many that article has here
    PRIMARY KEY (hash, article)
) WITHOUT ROWID;

CREATE TABLE versions (             -- what an article said before it changed
    article_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    record TEXT NOT NULL,           -- the Article as JSON
    replaced_ts INTEGER NOT NULL,
    PRIMARY KEY (article_id, version)
) WITHOUT ROWID;

CREATE TABLE passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: indexes remember those that went
    article INTEGER NOT NULL REFERENCES articles (key) ON DELETE CASCADE,
    start INTEGER NOT NULL,         -- characters of the article's body
    "end" INTEGER NOT NULL,
    sentences BLOB NOT NULL,        -- int32 pairs (start, end), characters of the body
    input_digest BLOB NOT NULL,     -- of what the model read: equal ones share their vectors
    vector BLOB NOT NULL            -- float16, as the model made it
);
CREATE INDEX passages_by_article ON passages (article);
CREATE INDEX passages_by_input ON passages (input_digest);

CREATE TABLE passage_tokens (       -- apart, because passages are read whole at the start
    passage INTEGER PRIMARY KEY REFERENCES passages (key) ON DELETE CASCADE,
    tokens BLOB NOT NULL,           -- int8, one row a token (rag.embedding.interaction)
    token_rows BLOB NOT NULL        -- int32 pairs: the rows of each sentence
);

CREATE TABLE new_vectors (          -- of another model, until all are made: rag.corpus.reembedding
    passage INTEGER PRIMARY KEY REFERENCES passages (key) ON DELETE CASCADE,
    fingerprint TEXT NOT NULL,      -- of that model
    input_digest BLOB NOT NULL,     -- from here on as above
    vector BLOB NOT NULL,
    tokens BLOB NOT NULL,
    token_rows BLOB NOT NULL
);

CREATE TABLE postings (             -- the word index: see rag.corpus.words
    term TEXT NOT NULL,
    block INTEGER NOT NULL,
    places BLOB NOT NULL,
    PRIMARY KEY (term, block)
) WITHOUT ROWID;
CREATE TABLE lengths (
    passage INTEGER PRIMARY KEY,
    terms INTEGER NOT NULL          -- how many the passage has in the word index
);

CREATE TABLE outbox (               -- what the vector index has not been told yet
    passage INTEGER PRIMARY KEY,
    operation TEXT NOT NULL CHECK (operation IN ('add', 'remove'))
);
"""


class Database:
    """Connections to one corpus file, one a thread."""

    def __init__(self, path: Path, *, create: bool = False) -> None:
        """Open the file, or make it.

        Raises:
            CorpusMissingError: There is none and ``create`` is false.
            CorpusVersionError: A newer version of this project made it.
            CorpusError: It cannot be read, or is no corpus.
        """
        self._path = path
        self._threads = local()
        self._all: list[tuple[Thread, sqlite3.Connection]] = []
        self._guard = Lock()
        if not path.is_file():
            if not create:
                raise CorpusMissingError(
                    f"There is no corpus in {path.parent}. Make one with: "
                    f"news ingest PATH... --corpus {path.parent}"
                )
            self._create()
        self._check()

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._threads, "connection", None)
        if connection is None:
            connection = self._connect()
            self._threads.connection = connection
            with self._guard:
                self._close_those_of_ended_threads()
                self._all.append((current_thread(), connection))
        return connection

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A write that happens wholly or not at all.

        Raises:
            CorpusError: The disk is full, the file is read-only or damaged.
        """
        connection = self.connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        except BaseException as error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise CorpusError(_plain(error, self._path)) from error
            raise

    def meta(self, name: str) -> str | None:
        """A stored fact about the corpus."""
        row = self.connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_meta(self, name: str, value: str) -> None:
        """Store a fact about the corpus; inside a transaction, part of it."""
        self.connection.execute("REPLACE INTO meta VALUES (?, ?)", (name, value))

    def close(self) -> None:
        """Close every thread's connection."""
        with self._guard:
            for _, connection in self._all:
                connection.close()
            self._all.clear()
        self._threads = local()

    def _close_those_of_ended_threads(self) -> None:
        ended = [pair for pair in self._all if not pair[0].is_alive()]
        for pair in ended:
            self._all.remove(pair)
            pair[1].close()

    def _create(self) -> None:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, isolation_level=None)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(
                f"BEGIN; {_SCHEMA} INSERT INTO meta VALUES ('schema', '{SCHEMA_VERSION}'); COMMIT;"
            )
            connection.close()
        except (sqlite3.Error, OSError) as error:
            raise CorpusError(_plain(error, self._path)) from error

    def _connect(self) -> sqlite3.Connection:
        # Connections are kept by thread, but closed by whichever thread closes the corpus.
        connection = sqlite3.connect(
            self._path, isolation_level=None, timeout=30, check_same_thread=False
        )
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    def _check(self) -> None:
        try:
            version = self.meta("schema")
        except sqlite3.Error as error:
            raise CorpusError(_plain(error, self._path)) from error
        if version is None or not version.isdigit():
            raise CorpusError(f"{self._path} is not a corpus of this project.")
        if int(version) > SCHEMA_VERSION:
            raise CorpusVersionError(
                f"The corpus in {self._path.parent} was made by a newer version of ask-the-news "
                f"(format {version}; this version knows {SCHEMA_VERSION}). Update ask-the-news, "
                "or use another folder with --corpus."
            )


def _plain(error: Exception, path: Path) -> str:
    text = str(error)
    folder = path.parent
    if (
        "readonly" in text
        or isinstance(error, PermissionError)
        or (folder.is_dir() and not os.access(folder, os.W_OK))
    ):
        return (
            f"The corpus in {path.parent} is read-only. Make the folder writable, or use another."
        )
    if "full" in text:
        return f"The disk that holds {path.parent} is full. Free some space and run this again."
    if any(fault in text for fault in ("not a database", "malformed", "no such table")):
        return f"{path} is damaged or not a corpus ({text}). Restore a copy, or ingest again."
    return f"The corpus in {path.parent} cannot be used: {text}."
