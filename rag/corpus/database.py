"""The SQLite file of a corpus: its tables, its version, and connections for every thread."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import wraps
from pathlib import Path
from threading import Lock, Thread, current_thread, local
from typing import Any, TypeVar

from rag.corpus.schema import SCHEMA, SCHEMA_VERSION
from rag.errors import CorpusError, CorpusMissingError, CorpusVersionError

# Copies are looked for and noted all over a large table: by 12 % quicker than with SQLite's 2,000.
_WRITERS_CACHE_KIB = 16_000
_DAMAGE = ("not a database", "malformed", "no such table", "Could not decode")

_Returned = TypeVar("_Returned")


def _plainly(method: Callable[..., _Returned]) -> Callable[..., _Returned]:
    """Wrap a cursor's method so that it raises CorpusError instead of SQLite's errors."""

    @wraps(method)
    def call(cursor: _Cursor, *args: object) -> _Returned:
        try:
            return method(cursor, *args)
        except sqlite3.Error as error:
            raise CorpusError(plain_error(error, cursor.connection.path)) from error

    return call


class _Cursor(sqlite3.Cursor):
    connection: _Connection
    execute = _plainly(sqlite3.Cursor.execute)
    executemany = _plainly(sqlite3.Cursor.executemany)
    fetchone = _plainly(sqlite3.Cursor.fetchone)
    fetchmany = _plainly(sqlite3.Cursor.fetchmany)
    fetchall = _plainly(sqlite3.Cursor.fetchall)
    __next__ = _plainly(sqlite3.Cursor.__next__)


class _Connection(sqlite3.Connection):
    path: Path

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open; False for a connection that another thread has closed."""
        try:
            return super().in_transaction
        except sqlite3.ProgrammingError:
            return False

    def execute(self, *statement: Any) -> Any:
        return _Cursor(self).execute(*statement)

    def executemany(self, *statement: Any) -> Any:
        return _Cursor(self).executemany(*statement)


class Database:
    """The SQLite file of a corpus: one connection for each thread.

    Statements raise CorpusError alone.
    """

    def __init__(self, path: Path, *, create: bool = False) -> None:
        """Open the file, or create it.

        Raises:
            CorpusMissingError: There is no file and ``create`` is false.
            CorpusVersionError: A newer version of this project made it.
            CorpusError: It cannot be read, or is no corpus.
        """
        self.path = path
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
        """Write within a transaction: all of it happens, or none."""
        connection = self.connection
        try:
            connection.execute(f"PRAGMA cache_size = -{_WRITERS_CACHE_KIB}")
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Let this thread read the file as it is at one moment, whoever writes meanwhile.

        Nested in another such block or in a transaction, it is part of that.
        """
        connection = self.connection
        if connection.in_transaction:
            yield connection
            return
        connection.execute("BEGIN")
        try:
            yield connection
        finally:
            connection.execute("COMMIT")

    @property
    def version(self) -> int:
        """The format of the file; below `SCHEMA_VERSION` until `rag.corpus.migration` ran."""
        return int(self.meta("schema") or 0)

    def meta(self, name: str) -> str | None:
        """Return a stored fact about the corpus; None if there is none with this name."""
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
        draft = self.path.with_name(f"{self.path.name}.{os.getpid()}.draft")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(draft, isolation_level=None)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(
                f"BEGIN; {SCHEMA} INSERT INTO meta VALUES ('schema', '{SCHEMA_VERSION}'); COMMIT;"
            )
            connection.close()
            if not self.path.is_file():  # a process killed on the way leaves no half-made file
                draft.rename(self.path)
        except (sqlite3.Error, OSError) as error:
            raise CorpusError(plain_error(error, self.path)) from error
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)

    def _connect(self) -> sqlite3.Connection:
        # Connections are kept by thread, but closed by whichever thread closes the corpus.
        try:
            connection = sqlite3.connect(
                self.path,
                isolation_level=None,
                timeout=30,
                check_same_thread=False,
                factory=_Connection,
            )
        except sqlite3.Error as error:
            raise CorpusError(plain_error(error, self.path)) from error
        connection.path = self.path
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    def _check(self) -> None:
        version = self.meta("schema")
        if version is None or not version.isdigit():
            raise CorpusError(f"{self.path} is not a corpus of this project.")
        if int(version) > SCHEMA_VERSION:
            raise CorpusVersionError(
                f"The corpus in {self.path.parent} was made by a newer version of ask-the-news "
                f"(format {version}; this version knows {SCHEMA_VERSION}). Update ask-the-news, "
                "or use another folder with --corpus."
            )


def plain_error(error: Exception, path: Path) -> str:
    """Say what an error means to the owner of a file, and what to do, in a sentence or two."""
    text = str(error)
    folder = path.parent
    if any(fault in text for fault in _DAMAGE):
        return f"{path} is damaged or not a corpus ({text}). Restore a backup (news restore), or ingest again."
    if (
        "readonly" in text
        or isinstance(error, PermissionError)
        or (folder.is_dir() and not os.access(folder, os.W_OK))
    ):
        return (
            f"The corpus in {path.parent} is read-only. Make the folder writable, or use another."
        )
    if "full" in text or "No space left" in text:
        return f"The disk that holds {path.parent} is full. Free some space and run this again."
    return f"The corpus in {path.parent} cannot be used: {text}."
