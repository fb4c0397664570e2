"""One corpus folder: articles and words in SQLite, vectors in Chroma, searched as one.

SQLite is the truth; `rag.corpus.maintenance` keeps what is derived from it in step.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from rag.corpus import articles, checking, reembedding, rejected, storing
from rag.corpus.articles import NewArticle, NewPassage, Seen, StoredPassage, TakenBack
from rag.corpus.checking import Fault
from rag.corpus.database import Database
from rag.corpus.holdings import Holdings
from rag.corpus.indexes import Indexes
from rag.corpus.lock import WriterLock
from rag.corpus.maintenance import Maintenance, OnProgress, no_progress, to_outbox
from rag.corpus.migration import migrate
from rag.corpus.reading import CorpusReader, with_fields
from rag.corpus.rejected import Noted
from rag.corpus.schema import SCHEMA_VERSION
from rag.errors import CorpusLockedError, InputError
from rag.records import Article, ArticleStatus

__all__ = ["Corpus", "Holdings", "with_fields"]

_REEMBEDDED_AT_ONCE = 500


class Corpus(CorpusReader):
    """A corpus folder, open. Safe to share between threads; readers never wait for a writer."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        """Open the folder, and complete what an earlier process left unfinished.

        A corpus of an older format is brought to the present one; a copy is kept as it was.

        Raises:
            CorpusError: It is missing, damaged, or made by a newer version (see `rag.errors`).
        """
        self._database = Database(folder / "corpus.sqlite3", create=create)
        self._lock = WriterLock(folder)
        if self._database.version < SCHEMA_VERSION:
            with self._lock.held():
                migrate(self._database)
        super().__init__(folder, Indexes(self._database, folder))
        self._maintenance = Maintenance(self._indexes)
        self._heal()

    # Writing

    @contextmanager
    def writing(self, wait_seconds: float = 0.0) -> Iterator[None]:
        """Hold the corpus for writing; every method below needs it.

        Args:
            wait_seconds: How long to wait for another process that is writing.

        Raises:
            CorpusLockedError: Another process is writing, or stays in Chroma's index.
        """
        with self._lock.held(wait_seconds), self._maintenance.held():
            self.table()  # what another process wrote is taken in before we write
            self._maintenance.mend()
            yield

    def set_model(self, fingerprint: str, name: str) -> None:
        """Record which model makes the vectors."""
        with self._database.transaction():
            self._indexes.set_model(fingerprint, name)

    def write(self, batch: Iterable[NewArticle | Seen]) -> set[str]:
        """Store articles in one transaction: after a crash all of them are there, or none.

        Args:
            batch: New and changed articles, and records whose article is stored already or is taken
                back.

        Returns:
            Ids of the articles that are copies of others.
        """
        with self._maintenance.change() as connection:
            return self._store(connection, batch)

    def note_rejected(
        self, rejections: Iterable[Noted], options: Mapping[str, Any] | None = None
    ) -> None:
        """Keep a list of inputs that could not be taken in.

        Args:
            options: How they were read, as far as the user set that.
        """
        with self._database.transaction() as connection:
            rejected.note(connection, rejections, options or {})

    def settle_rejected(self, paths: Sequence[str], since: float) -> None:
        """Forget rejections at or below paths that have since been read without them.

        Args:
            since: When that reading began, seconds UTC.
        """
        with self._database.transaction() as connection:
            rejected.forget(connection, paths, since)

    def clear_rejected(self) -> None:
        """Forget all rejections."""
        with self._database.transaction() as connection:
            rejected.clear(connection)

    def withdraw(self, article_id: str) -> None:
        """Keep an article but never find or cite it, whatever is read later, until `restore`.

        Raises:
            InputError: There is none with this id.
        """
        self._set_status(article_id, "withdrawn", "remove")

    def restore(self, article_id: str) -> None:
        """Make a withdrawn article current again.

        Raises:
            InputError: There is none with this id.
        """
        self._set_status(article_id, "current", "add")

    def edit(
        self, article: Article, passages: Sequence[NewPassage], fixed: Collection[str]
    ) -> None:
        """Store an article edited by hand as its next version; called by `ingest.edit`.

        Args:
            fixed: The fields that were edited. They keep their values, whatever is read again,
                until `ingest.release`.

        Raises:
            InputError: There is none with this id.
        """
        self._known(article.id)
        by_hand = {**self.fixed(article.id), **{name: getattr(article, name) for name in fixed}}
        with self._maintenance.change() as connection:
            digest, is_declared = articles.record_of(connection, article.id)
            original = article.duplicate_of if is_declared else None
            found_in = articles.provenance(connection, article.id)
            new = NewArticle(
                replace(article, duplicate_of=original), digest, tuple(passages), "", found_in
            )
            self._store(connection, [new])
            storing.fix(connection, article.id, by_hand)

    def release(self, article_id: str, fields: Collection[str]) -> None:
        """Let fields that were edited by hand follow the source again; called by `ingest.release`.

        Raises:
            InputError: There is no such article, or one of the fields is not fixed.
        """
        self._known(article_id)
        fixed = self.fixed(article_id)
        if strange := [name for name in fields if name not in fixed]:
            known = ", ".join(fixed) or "nothing"
            raise InputError(
                f"{strange[0]!r} of {article_id!r} was not fixed by hand; what is: {known}."
            )
        with self._maintenance.change() as connection:
            kept = {name: value for name, value in fixed.items() if name not in fields}
            storing.fix(connection, article_id, kept)
            storing.forget_record(connection, article_id)

    def remove(self, article_id: str) -> None:
        """Remove an article, its passages and its earlier versions; called by `ingest.remove`.

        Raises:
            InputError: There is none with this id.
        """
        article = self._known(article_id)
        with self._maintenance.change() as connection:
            self._maintenance.forget(connection, storing.remove_passages(connection, article_id))
            storing.remove(connection, article)

    def rebuild(self, progress: OnProgress = no_progress) -> int:
        """Make the word index and Chroma's again from SQLite, without embedding.

        Returns the number of passages that may be cited.
        """
        return self._maintenance.rebuild(progress)

    def check(self) -> list[Fault]:
        """Return all faults, in what is stored and in what is derived."""
        return self._maintenance.check()

    def repair(self, progress: OnProgress = no_progress) -> None:
        """Make the derived data again, and delete rows that belong to no article."""
        with self._database.transaction() as connection:
            checking.drop_orphans(connection)
        self.rebuild(progress)

    def count_lacking(self, fingerprint: str) -> int:
        """Count the passages that have no vectors of a model yet: see `lacking_vectors`."""
        return reembedding.count_lacking(self._connection, fingerprint)

    def lacking_vectors(self, fingerprint: str) -> Iterator[dict[int, StoredPassage]]:
        """Yield the passages that have no vectors of a model yet, by key, in parts.

        Each part must be given to `keep_vectors` before the next one is taken.
        """
        with self._database.transaction() as connection:
            reembedding.forget_others(connection, fingerprint)
        while keys := reembedding.lacking(self._connection, _REEMBEDDED_AT_ONCE):
            yield self.passages(keys)

    def keep_vectors(self, fingerprint: str, made: Iterable[tuple[int, NewPassage]]) -> None:
        """Set vectors of another model aside, by the keys of their passages."""
        with self._database.transaction() as connection:
            reembedding.keep(connection, fingerprint, made)

    def take_vectors(self, fingerprint: str, name: str) -> None:
        """Make the vectors that were set aside those of the corpus; every passage must have some."""
        with self._maintenance.change() as connection:
            reembedding.take_over(connection)
            self._indexes.set_model(fingerprint, name)
            self._maintenance.begin_vectors()
        self._indexes.check_model(fingerprint)

    def close(self) -> None:
        """Release the folder; the object cannot be used afterwards."""
        self._indexes.close()
        self._database.close()

    # Inside

    def _store(
        self, connection: sqlite3.Connection, batch: Iterable[NewArticle | Seen]
    ) -> set[str]:
        """Store articles within a transaction; return the ids of those that are copies."""
        copies: set[str] = set()
        removed: list[int] = []
        citable: list[int] = []
        withdrawn: list[int] = []
        rows: list[tuple[int, str, str | None]] = []
        for new in batch:
            if isinstance(new, Seen):
                storing.touch(connection, new)
                if isinstance(new, TakenBack):
                    article = self._known(new.article_id)
                    withdrawn += storing.set_status(connection, article, "withdrawn")
                continue
            stored = storing.store(connection, new)
            if stored.is_copy:
                copies.add(new.article.id)
            removed += stored.removed
            rows += [
                (key, f"{new.article.title}\n{passage.passage.text}", new.article.language)
                for key, passage in zip(stored.added, new.passages, strict=True)
            ]
            if stored.status == "current":
                citable += stored.added
        self._maintenance.add(connection, rows, citable)
        # Last: a batch may hold an article twice, or take back what came in with it.
        self._maintenance.forget(connection, removed)
        to_outbox(connection, withdrawn, "remove")
        return copies

    def _set_status(self, article_id: str, status: ArticleStatus, to_chroma: str) -> None:
        article = self._known(article_id)
        if article.status != status:
            with self._maintenance.change() as connection:
                keys = storing.set_status(connection, article, status)
                to_outbox(connection, keys, to_chroma)

    def _known(self, article_id: str) -> Article:
        article = self.article(article_id)
        if article is None:
            raise InputError(f"There is no article with the id {article_id!r} in {self.folder}.")
        return article

    def _heal(self) -> None:
        """Complete what an earlier process left unfinished, unless another process is doing so now."""
        if not self._maintenance.are_whole():
            with suppress(CorpusLockedError), self.writing():
                pass
