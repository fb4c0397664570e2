"""Remembers visits to addresses and files from one round to the next, in a file of the corpus.

The corpus can be read without it: then sources are fetched again and found unchanged.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Literal

from ingest.web.fetching import NOTHING_KNOWN, Validators
from rag.errors import CorpusError

Kind = Literal["source", "page", "file"]
"""A source that is polled, a page that a source names, or a file in a folder that is polled."""

NAME = "web.sqlite3"
POLLED = "polled"
"""The stamp of a source that has been polled before."""

_AT_ONCE = 500
_TABLES = """
CREATE TABLE IF NOT EXISTS visits (
    kind TEXT NOT NULL,
    address TEXT NOT NULL,          -- a URL or a path
    stamp TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    failures INTEGER NOT NULL,
    not_before REAL NOT NULL,       -- seconds since 1970
    PRIMARY KEY (kind, address)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS given (  -- which articles a page or source gave
    article TEXT NOT NULL,          -- its id
    kind TEXT NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (article, kind, address)
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Visit:
    """How the last visit to an address ended.

    Attributes:
        stamp: A fingerprint of what its list said of it (a digest, or when it was changed): if the
            list now gives another, it is read again.
        validators: What its server needs to tell whether it has changed.
        failures: How often in a row it could not be read.
        not_before: When to try again after a failure, in seconds since 1970.
        articles: Ids of the articles that it gave; kept for `Memory.forget`, and not recalled.
    """

    stamp: str = ""
    validators: Validators = NOTHING_KNOWN
    failures: int = 0
    not_before: float = 0.0
    articles: tuple[str, ...] = ()

    def failed(self, now: float, wait_seconds: float) -> Visit:
        """Return the visit after this one, which failed too."""
        return Visit(self.stamp, self.validators, self.failures + 1, now + wait_seconds)


NEVER = Visit()


class Memory:
    """The visits of one corpus. Safe to share between threads and processes."""

    def __init__(self, folder: Path) -> None:
        """Open the file in the corpus folder, or make it; a damaged one is made anew.

        Raises:
            CorpusError: The folder cannot be written.
        """
        self._path = folder / NAME
        self._guard = Lock()
        try:
            self._connection = self._opened()
        except sqlite3.OperationalError as error:
            raise self._fault(error) from error
        except sqlite3.DatabaseError:
            self._path.unlink()
            self._connection = self._opened()

    def recall(self, kind: Kind, addresses: Iterable[str]) -> dict[str, Visit]:
        """Return the visits to those of the addresses that were visited.

        Raises:
            CorpusError: The file cannot be read.
        """
        wanted = list(addresses)
        found: dict[str, Visit] = {}
        for first in range(0, len(wanted), _AT_ONCE):
            part = wanted[first : first + _AT_ONCE]
            with self._connected() as connection:
                rows = connection.execute(
                    "SELECT address, stamp, etag, last_modified, failures, not_before FROM visits "
                    f"WHERE kind = ? AND address IN ({','.join('?' * len(part))})",
                    (kind, *part),
                ).fetchall()
            for address, stamp, etag, modified, failures, not_before in rows:
                found[address] = Visit(stamp, Validators(etag, modified), failures, not_before)
        return found

    def visit(self, kind: Kind, address: str) -> Visit:
        """Return the visit to one address; `NEVER` if there was none."""
        return self.recall(kind, [address]).get(address, NEVER)

    def remember(self, kind: Kind, visits: Mapping[str, Visit]) -> None:
        """Replace what is remembered of some addresses by these visits: all of them or, after a
        crash, none.

        Raises:
            CorpusError: The folder cannot be written.
        """
        rows = [
            (
                *(kind, address, visit.stamp),
                *(visit.validators.etag, visit.validators.last_modified),
                *(visit.failures, visit.not_before),
            )
            for address, visit in visits.items()
        ]
        given = [(name, kind, address) for address in visits for name in visits[address].articles]
        with self._connected() as connection, connection:
            connection.executemany("REPLACE INTO visits VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
            connection.executemany("INSERT OR IGNORE INTO given VALUES (?, ?, ?)", given)

    def forget(self, article_id: str, url: str | None) -> None:
        """Forget the visits by which an article came, so that its source is read again.

        The lists that name it will be fetched in full, even if their servers would say that they
        have not changed. Nothing is known of which articles a file holds, so all files that are
        followed are read again.

        Args:
            url: The URL of the article in its canonical form; None if it has none.

        Raises:
            CorpusError: The folder cannot be written.
        """
        given = "SELECT kind, address FROM given WHERE article = ?"
        with self._connected() as connection, connection:
            connection.execute(
                f"DELETE FROM visits WHERE (kind, address) IN ({given}) "
                "OR kind = 'page' AND address = ? OR kind = 'file' "
                "OR kind = 'source' AND stamp NOT IN ('', ?)",  # a sitemap within another
                (article_id, url, POLLED),
            )
            connection.execute(
                "UPDATE visits SET etag = NULL, last_modified = NULL WHERE kind = 'source'"
            )
            connection.execute("DELETE FROM given WHERE article = ?", (article_id,))

    def close(self) -> None:
        """Close the file."""
        with self._guard:
            self._connection.close()

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        """Yield the connection, for this thread alone; its faults become `CorpusError`."""
        try:
            with self._guard:
                yield self._connection
        except sqlite3.Error as error:
            raise self._fault(error) from error

    def _opened(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=30, check_same_thread=False)
        connection.executescript(_TABLES)
        return connection

    def _fault(self, error: sqlite3.Error) -> CorpusError:
        return CorpusError(
            f"{self._path} cannot be used ({error}). Make the folder writable and free some space, "
            "or remove that file: it is made anew."
        )
