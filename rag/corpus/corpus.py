"""One corpus folder: articles and words in SQLite, vectors in Chroma, searched as one.

SQLite is the truth. What Chroma must still be told stands in SQLite's outbox, written in the same
transaction as the change, so that whatever a crash interrupts is completed at the next start.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any

import numpy as np

from rag.corpus import analysis, articles, checking, reembedding, rejected, words
from rag.corpus.articles import NewArticle, NewPassage, Seen, StoredPassage, Version
from rag.corpus.checking import Fault
from rag.corpus.database import Database, plain_error
from rag.corpus.lock import WriterLock
from rag.corpus.migration import migrate
from rag.corpus.ranking import best
from rag.corpus.rejected import Rejected
from rag.corpus.scan import BLUR, Scan
from rag.corpus.schema import SCHEMA_VERSION
from rag.corpus.table import PassageTable, load_table
from rag.corpus.vectors import VectorIndex
from rag.corpus.words import WordIndex, open_index
from rag.embedding.means import language_means
from rag.embedding.model import PassageVectors
from rag.errors import CorpusError, CorpusLockedError, InputError, ModelMismatchError
from rag.records import Article, ArticleStatus

if TYPE_CHECKING:
    import numpy.typing as npt

    Matrix = npt.NDArray[np.float32]
    Keys = npt.NDArray[np.int64]
    Hits = tuple[Keys, Matrix]

_FINGERPRINT = "embedding_fingerprint"
_MODEL = "embedding_model"
_GENERATION = "generation"
_ANALYSIS = "analysis"
_ROWS_AT_ONCE = 2_000
_COMPARED = 1_000
"""Vectors of the index that `Corpus.check` compares, evenly from all."""
_ALIKE = 0.999


@dataclass(frozen=True, slots=True)
class Overview:
    """What a corpus holds: counts of current articles, their span, languages, outlets and months.

    Attributes:
        months: Articles by month of publication, ``YYYY-MM``, in order; those without are left out.
    """

    articles: int
    passages: int
    oldest: str | None
    newest: str | None
    languages: dict[str, int]
    sources: dict[str, int]
    months: dict[str, int]


class Corpus:
    """A corpus folder, open. Safe to share between threads; readers never wait for a writer."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        """Open the folder, and complete what an earlier process left unfinished.

        A corpus of an older format is brought to the present one; a copy is kept as it was.

        Raises:
            CorpusError: It is missing, damaged, or made by a newer version (see `rag.errors`).
        """
        self.folder = folder
        self._database = Database(folder / "corpus.sqlite3", create=create)
        self._lock = WriterLock(folder)
        if self._database.version < SCHEMA_VERSION:
            with self._lock.held():
                migrate(self._database)
        self._vectors = VectorIndex(folder / "chroma")
        self._guard = RLock()
        self._generation = self._written = ""
        self._asked_by: str | None = None
        self._table: PassageTable | None = None
        self._words: WordIndex | None = None
        self._scan: tuple[PassageTable, Scan] | None = None
        try:
            self._heal()
        except sqlite3.DatabaseError as error:
            raise CorpusError(plain_error(error, self._database.path)) from error

    # Reading

    def article(self, article_id: str) -> Article | None:
        """The article with this id, or None."""
        return articles.find(self._connection, article_id)

    def articles(
        self, limit: int | None = None, *, status: ArticleStatus = "current"
    ) -> Iterator[Article]:
        """Articles, newest first, those of unknown date last."""
        return articles.newest(self._connection, limit, status)

    def copies_of(self, article_id: str) -> list[Article]:
        """The other current articles that carry the same text, in order of their keys."""
        table = self.table()
        key = articles.key_of(self._connection, article_id)
        row = np.flatnonzero(table.article_keys == key)
        if not len(row):
            return []
        same = table.original == table.original[row[0]]
        found = articles.by_keys(self._connection, table.article_keys[same].tolist())
        return [found[other] for other in sorted(found) if other != key]

    def articles_by_key(self, keys: Collection[int]) -> dict[int, Article]:
        """Articles by the keys of `table`."""
        return articles.by_keys(self._connection, keys)

    def passages(self, keys: Collection[int]) -> dict[int, StoredPassage]:
        """Passages with their vectors, by the keys of `table`."""
        return articles.passages(self._connection, keys)

    def versions(self, article_id: str) -> list[Version]:
        """What an article said before, oldest first."""
        return articles.versions(self._connection, article_id)

    def fixed(self, article_id: str) -> dict[str, Any]:
        """What was fixed by hand of an article, by field: see `edit`."""
        return articles.fixed(self._connection, article_id)

    def as_fixed(self, article: Article) -> Article:
        """An article as its source gives it, with what was fixed by hand of the stored one."""
        fixed = self.fixed(article.id)
        return with_fields(article, fixed) if fixed else article

    def provenance(self, article_id: str) -> dict[str, str]:
        """Where fields of an article were found, by their names, as far as that is known."""
        by_hand = dict.fromkeys(self.fixed(article_id), "by hand")
        return {**articles.provenance(self._connection, article_id), **by_hand}

    def rejected(self) -> list[Rejected]:
        """What could not be taken in, by path and line."""
        return rejected.listed(self._connection)

    def overview(self) -> Overview:
        """Counts, span, languages and outlets."""
        connection = self._connection
        current = "FROM articles WHERE status = 'current'"
        (count,) = connection.execute(f"SELECT count(*) {current}").fetchone()
        dated = f"SELECT published_at {current} AND published_ts IS NOT NULL ORDER BY published_ts"
        first = connection.execute(f"{dated} LIMIT 1").fetchone()
        last = connection.execute(f"{dated} DESC LIMIT 1").fetchone()

        def counted(column: str) -> dict[str, int]:
            return dict(
                connection.execute(
                    f"SELECT coalesce({column}, ''), count(*) {current} "
                    "GROUP BY 1 ORDER BY 2 DESC, 1"
                ).fetchall()
            )

        months = counted("substr(published_at, 1, 7)")
        months = {month: number for month, number in months.items() if len(month) == 7}
        return Overview(
            articles=count,
            passages=len(self.table().keys),
            oldest=first[0] if first else None,
            newest=last[0] if last else None,
            languages=counted("language"),
            sources=counted("source"),
            months=dict(sorted(months.items())),
        )

    def table(self) -> PassageTable:
        """Facts on all passages, in memory, as the corpus is now."""
        with self._guard:
            generation = self._database.meta(_GENERATION) or "0"
            if self._table is None or generation != self._generation:
                if self._asked_by is not None:
                    self.check_model(self._asked_by)  # another process may have changed it
                if self._table is not None and generation != self._written:
                    self._vectors.open()  # another process wrote: Chroma must look again
                self._table = load_table(self._connection)
                self._words = self._scan = None
                self._generation = generation
            return self._table

    def dense(self, query: Matrix, limit: int, allowed: npt.NDArray[np.bool_] | None) -> Hits:
        """Keys and cosines of the passages nearest to a centred question vector, best first.

        Args:
            allowed: Which articles may answer, as `PassageTable.allowed` gives it.
        """
        table = self.table()
        none = np.empty(0, np.int64), np.empty(0, np.float32)
        limit = min(limit, len(table.keys))
        if not limit:
            return none
        if allowed is None:
            with self._guard:
                return self._vectors.nearest(query, limit)
        cosines = np.where(
            allowed[table.article], self._all_vectors(table, len(query)).cosines(query), -np.inf
        )
        enough = cosines[best(cosines, limit)].min(initial=1) - 2 * BLUR
        close = best(np.where(cosines >= enough, cosines, -np.inf), _ROWS_AT_ONCE)
        if not len(close):
            return none
        keys, vectors = self._centred(table.keys[close].tolist())
        exact = vectors @ query
        order = best(exact, limit)
        return np.array(keys, np.int64)[order], exact[order]

    def lexical(self, text: str, limit: int, allowed: npt.NDArray[np.bool_] | None) -> Hits:
        """Keys and BM25 scores of the passages that share words with a text, best first.

        Args:
            text: A question, in any language; see `rag.corpus.words`.
            allowed: Which articles may answer, as `PassageTable.allowed` gives it.
        """
        table = self.table()
        scores = self._word_index(table).search(self._connection, text)
        if allowed is not None:
            scores *= allowed[table.article]
        rows = np.flatnonzero(scores > 0)
        rows = rows[best(scores[rows], limit)]
        return table.keys[rows], scores[rows]

    # Writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the corpus for writing; every method below needs it.

        Raises:
            CorpusLockedError: Another process is writing.
        """
        with self._lock.held():
            self.table()  # what another process wrote is taken in before we write
            self._mend()
            yield

    def check_model(self, fingerprint: str) -> None:
        """Refuse an embedding model other than the one that made the vectors, now and later.

        Raises:
            ModelMismatchError: It is another. Searching raises it too, once another process has
                made the vectors again with another model.
        """
        made_by = self._database.meta(_FINGERPRINT)
        if made_by is not None and made_by != fingerprint:
            raise ModelMismatchError(
                f"The vectors in {self.folder} were made by another embedding model "
                f"({self._database.meta(_MODEL)}). Use that model, or make all vectors again "
                f"with the present one: news rebuild --embed --corpus {self.folder}"
            )
        self._asked_by = fingerprint

    def set_model(self, fingerprint: str, name: str) -> None:
        """Note which model makes the vectors."""
        with self._database.transaction():
            self._database.set_meta(_FINGERPRINT, fingerprint)
            self._database.set_meta(_MODEL, name)

    def unchanged(self, input_digests: Sequence[str]) -> dict[str, str]:
        """Those records, by digest, that an article was last read from, with its id."""
        return articles.unchanged(self._connection, input_digests)

    def read_at(self, places: Sequence[str]) -> dict[str, str]:
        """The digest of the record that was last read at each place, of those where one was."""
        return articles.read_at(self._connection, places)

    def known_vectors(self, digests: Collection[bytes]) -> dict[bytes, PassageVectors]:
        """Vectors that need not be made again, by the digest of what the model reads."""
        return articles.known_vectors(self._connection, digests)

    def touch(self, article_id: str, input_digest: str) -> None:
        """Note that another record gives the same article."""
        with self._database.transaction() as connection:
            articles.touch(connection, Seen(article_id, input_digest))

    def write(self, batch: Iterable[NewArticle | Seen]) -> set[str]:
        """Store articles in one transaction: after a crash all of them are there, or none.

        Args:
            batch: New articles and changed ones, and records that gave one stored already.

        Returns:
            Ids of those that are copies of other articles.
        """
        with self._change() as connection:
            return self._store(connection, batch)

    def note_rejected(self, rejections: Iterable[tuple[str, int | None, str]]) -> None:
        """Keep what could not be taken in: path, line and reason of each."""
        with self._database.transaction() as connection:
            rejected.note(connection, rejections)

    def settle_rejected(self, paths: Sequence[str], since: float) -> None:
        """Forget what was rejected at or below paths that were read since then without it.

        Args:
            since: Seconds UTC.
        """
        with self._database.transaction() as connection:
            rejected.forget(connection, paths, since)

    def clear_rejected(self) -> None:
        """Forget all that could not be taken in."""
        with self._database.transaction() as connection:
            rejected.clear(connection)

    def withdraw(self, article_id: str) -> None:
        """Keep an article, but never find or cite it, whatever is read again, until `restore`.

        Raises:
            InputError: There is none with this id.
        """
        self._set_status(article_id, "withdrawn", "remove")

    def restore(self, article_id: str) -> None:
        """Make an article that was withdrawn current again.

        Raises:
            InputError: There is none with this id.
        """
        self._set_status(article_id, "current", "add")

    def edit(
        self, article: Article, passages: Sequence[NewPassage], fixed: Collection[str]
    ) -> None:
        """Store an article changed by hand as its next version; `ingest.edit` is the way here.

        Args:
            fixed: The fields that were changed. They survive whatever is read again, until
                `release`.

        Raises:
            InputError: There is none with this id.
        """
        self._known(article.id)
        by_hand = {**self.fixed(article.id), **{name: getattr(article, name) for name in fixed}}
        with self._change() as connection:
            digest, is_declared = articles.record_of(connection, article.id)
            original = article.duplicate_of if is_declared else None
            found_in = articles.provenance(connection, article.id)
            new = NewArticle(
                replace(article, duplicate_of=original), digest, tuple(passages), "", found_in
            )
            self._store(connection, [new])
            articles.fix(connection, article.id, by_hand)

    def release(self, article_id: str, fields: Collection[str]) -> None:
        """Let fields that were fixed by hand follow what is read again.

        Raises:
            InputError: There is no such article, or one of the fields is not fixed.
        """
        self._known(article_id)
        fixed = self.fixed(article_id)
        if strange := [name for name in fields if name not in fixed]:
            raise InputError(f"{strange[0]!r} of {article_id!r} was not fixed by hand.")
        with self._change() as connection:
            kept = {name: value for name, value in fixed.items() if name not in fields}
            articles.fix(connection, article_id, kept)
            articles.forget_record(connection, article_id)

    def remove(self, article_id: str) -> None:
        """Remove an article, its passages and its earlier versions.

        Raises:
            InputError: There is none with this id.
        """
        article = self._known(article_id)
        with self._change() as connection:
            self._forget(connection, articles.remove_passages(connection, article_id))
            articles.remove(connection, article)

    def rebuild(self) -> int:
        """Make the word index and Chroma's again from SQLite, without embedding; the passages."""
        table = load_table(self._connection)
        with self._change() as connection:
            words.clear(connection)
            for part in _parts(articles.passage_keys(connection)):
                stored = articles.passages(connection, part)
                owners = articles.by_keys(connection, {p.article_key for p in stored.values()})
                words.add(
                    connection,
                    (
                        (key, analysis.terms(f"{owner.title}\n{p.passage.text}", owner.language))
                        for key, p in stored.items()
                        if (owner := owners[p.article_key])
                    ),
                )
            self._database.set_meta(_ANALYSIS, analysis.VERSION)
            self._begin_vectors(connection, table)
        return len(table.keys)

    def check(self) -> list[Fault]:
        """What is not as it must be, in what is stored and in what is derived."""
        found = list(checking.stored_faults(self._connection))
        if any(fault.remedy in checking.HINDERING for fault in found):
            return found
        expected = self.table().keys.tolist()
        with self._guard:
            found += checking.index_faults(expected, list(self._vectors.keys()))
            keys, indexed = self._vectors.vectors(expected[:: len(expected) // _COMPARED + 1])
        if len(keys):
            ours, vectors = self._centred(keys.tolist())
            indexed = indexed[np.argsort(keys)]
            if len(ours) == len(indexed):
                cosines = np.einsum("nd,nd->n", vectors, indexed)
                if strange := int((cosines < _ALIKE).sum()):
                    text = "Vectors in the index that are not those of their passages"
                    found.append(Fault(f"{text}: {strange:,} of {len(ours):,} compared."))
        return found

    def repair(self) -> None:
        """Make again what is derived from the articles, and remove what belongs to none."""
        with self._database.transaction() as connection:
            checking.drop_orphans(connection)
        self.rebuild()

    def count_lacking(self, fingerprint: str) -> int:
        """How many passages have no vectors of a model yet: see `lacking_vectors`."""
        return reembedding.count_lacking(self._connection, fingerprint)

    def lacking_vectors(self, fingerprint: str) -> Iterator[dict[int, StoredPassage]]:
        """The passages that have no vectors of a model yet, in parts, by key.

        Each part must be given to `keep_vectors` before the next one is taken.
        """
        with self._database.transaction() as connection:
            reembedding.forget_others(connection, fingerprint)
        while keys := reembedding.lacking(self._connection, _ROWS_AT_ONCE // 4):
            yield self.passages(keys)

    def keep_vectors(self, fingerprint: str, made: Iterable[tuple[int, NewPassage]]) -> None:
        """Put vectors of another model aside, by the keys of the passages."""
        with self._database.transaction() as connection:
            reembedding.keep(connection, fingerprint, made)

    def take_vectors(self, fingerprint: str, name: str) -> None:
        """Make the vectors put aside those of the corpus, once all passages have them."""
        with self._change() as connection:
            reembedding.take_over(connection)
            self._database.set_meta(_FINGERPRINT, fingerprint)
            self._database.set_meta(_MODEL, name)
            self._begin_vectors(connection, load_table(connection))
        self._asked_by = fingerprint

    def close(self) -> None:
        """Let go of the folder; the object cannot be used afterwards."""
        with self._guard:
            self._vectors.close()
            self._database.close()

    # Inside

    @property
    def _connection(self) -> sqlite3.Connection:
        return self._database.connection

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        """A change of articles: one transaction, then Chroma is brought up to it."""
        with self._database.transaction() as connection:
            yield connection
            self._next_generation()
        self._drain_outbox()

    def _store(
        self, connection: sqlite3.Connection, batch: Iterable[NewArticle | Seen]
    ) -> set[str]:
        """Store articles within a transaction; ids of those that are copies."""
        copies: set[str] = set()
        removed: list[int] = []
        rows: list[tuple[int, list[str]]] = []
        self._database.set_meta(_ANALYSIS, analysis.VERSION)
        for new in batch:
            if isinstance(new, Seen):
                articles.touch(connection, new)
                continue
            stored = articles.store(connection, new)
            if stored.is_copy:
                copies.add(new.article.id)
            removed += stored.removed
            title, language = new.article.title, new.article.language
            rows += [
                (key, analysis.terms(f"{title}\n{passage.passage.text}", language))
                for key, passage in zip(stored.added, new.passages, strict=True)
            ]
            if stored.status == "current":
                _to_outbox(connection, stored.added, "add")
        words.add(connection, rows)
        self._forget(connection, removed)  # last: a batch may hold an article twice
        return copies

    def _set_status(self, article_id: str, status: ArticleStatus, to_chroma: str) -> None:
        if self._known(article_id).status != status:
            with self._change() as connection:
                keys = articles.set_status(connection, article_id, status)
                _to_outbox(connection, keys, to_chroma)

    def _known(self, article_id: str) -> Article:
        article = self.article(article_id)
        if article is None:
            raise InputError(f"There is no article with the id {article_id!r} in {self.folder}.")
        return article

    def _begin_vectors(self, connection: sqlite3.Connection, table: PassageTable) -> None:
        """Empty Chroma, and have it told all passages; within a change."""
        connection.execute("DELETE FROM outbox")
        _to_outbox(connection, table.keys.tolist(), "add")
        self._vectors.erase()
        self._vectors.open()

    def _next_generation(self) -> None:
        """Tell all who have the corpus open, within a transaction, that it has changed."""
        self._written = str(int(self._database.meta(_GENERATION) or 0) + 1)
        self._database.set_meta(_GENERATION, self._written)

    def _forget(self, connection: sqlite3.Connection, keys: list[int]) -> None:
        words.remove(connection, keys)
        _to_outbox(connection, keys, "remove")

    def _heal(self) -> None:
        """Complete what an earlier process left, unless one is at it now."""
        try:
            self._vectors.open()
            if self._is_whole():
                return
        except CorpusError:
            with self._lock.held():
                self._rebuild_vectors()
                self._mend()
            return
        try:
            with self._lock.held():
                self._mend()
        except CorpusLockedError:
            return

    def _is_whole(self) -> bool:
        """Whether Chroma knows all passages, and the word index is of this version."""
        waiting = self._connection.execute("SELECT 1 FROM outbox LIMIT 1").fetchone()
        return waiting is None and not self._words_are_old() and self._knows_all_vectors()

    def _words_are_old(self) -> bool:
        return self._database.meta(_ANALYSIS) not in (None, analysis.VERSION)

    def _knows_all_vectors(self) -> bool:
        return self._vectors.count() == len(self.table().keys)

    def _mend(self) -> None:
        """Tell Chroma what it missed; make it again where it lost what it knew."""
        self._drain_outbox()
        if self._words_are_old():
            self.rebuild()
        elif not self._knows_all_vectors():
            self._rebuild_vectors()

    def _rebuild_vectors(self) -> None:
        with self._change() as connection:
            self._begin_vectors(connection, load_table(connection))

    def _drain_outbox(self) -> None:
        connection = self._connection
        while rows := connection.execute(
            "SELECT passage, operation FROM outbox ORDER BY operation DESC LIMIT ?",
            (_ROWS_AT_ONCE,),
        ).fetchall():
            gone = [key for key, operation in rows if operation == "remove"]
            come = [key for key, operation in rows if operation == "add"]
            with self._guard:
                if gone:
                    self._vectors.remove(gone)
                if come:
                    self._vectors.add(*self._centred(come))
            with self._database.transaction():
                connection.executemany(
                    "DELETE FROM outbox WHERE passage = ?", [r[:1] for r in rows]
                )
                self._next_generation()  # who looked before Chroma was told must look again

    def _centred(self, keys: Sequence[int]) -> tuple[list[int], Matrix]:
        """Passage vectors without their language, shape (n, d), as they are compared."""
        means = language_means(self._database.meta(_FINGERPRINT) or "")
        rows = self._connection.execute(
            "SELECT passages.key, language, vector FROM passages JOIN articles "
            f"ON article = articles.key WHERE passages.key IN ({','.join('?' * len(keys))}) "
            "ORDER BY passages.key",
            tuple(keys),
        ).fetchall()
        stored = articles.matrix(b"".join(row[2] for row in rows)).reshape(len(rows), -1)
        vectors = means.centre_each(stored, [row[1] for row in rows], "passage")
        return [row[0] for row in rows], vectors

    def _all_vectors(self, table: PassageTable, dimension: int) -> Scan:
        """All centred vectors in the order of the table; read on first use."""
        with self._guard:
            if self._scan is None or self._scan[0] is not table:
                scan = Scan(len(table.keys), dimension)
                for part in _parts(table.keys.tolist()):
                    keys, vectors = self._centred(part)
                    scan.put(table.rows(np.array(keys, np.int64)), vectors)
                self._scan = table, scan
            return self._scan[1]

    def _word_index(self, table: PassageTable) -> WordIndex:
        with self._guard:
            if self._words is None or self._words.table is not table:
                self._words = open_index(self._connection, table)
            return self._words


def with_fields(article: Article, fields: Mapping[str, Any]) -> Article:
    """An article with other values of some fields, and the digest that goes with its title."""
    changed = replace(article, **fields)
    return replace(changed, content_hash=articles.content_hash(changed.title, changed.body))


def _to_outbox(connection: sqlite3.Connection, keys: Iterable[int], operation: str) -> None:
    connection.executemany("REPLACE INTO outbox VALUES (?, ?)", [(key, operation) for key in keys])


def _parts(keys: list[int]) -> Iterator[list[int]]:
    for first in range(0, len(keys), _ROWS_AT_ONCE):
        yield keys[first : first + _ROWS_AT_ONCE]
