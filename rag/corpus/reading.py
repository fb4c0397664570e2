"""What a corpus holds, as it is read and searched."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from rag.corpus import articles, copies, rejected, text_since
from rag.corpus.articles import LastRead, StoredPassage, Version
from rag.corpus.holdings import Holdings, holdings
from rag.corpus.indexes import Indexes, parts
from rag.corpus.rejected import Rejected
from rag.corpus.table import Filters, PassageTable
from rag.embedding.model import PassageVectors
from rag.records import Article, ArticleStatus

if TYPE_CHECKING:
    import numpy.typing as npt

    from rag.corpus.indexes import Hits, Keys, Matrix


class CorpusReader:
    """A corpus as it is read and searched."""

    def __init__(self, folder: Path, indexes: Indexes) -> None:
        """Neither reads nor writes.

        Args:
            indexes: Of the corpus in that folder.
        """
        self.folder = folder
        self._indexes = indexes

    @contextmanager
    def reading(self) -> Iterator[None]:
        """What this thread reads inside is of one moment, whoever writes meanwhile.

        Without it each method by itself is.
        """
        self._indexes.refuse_if_closed()
        with self._indexes.database.reading():
            yield

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

    def corrections_of(self, article_id: str, as_of: datetime | None = None) -> list[Article]:
        """The current corrections that say they correct an article, in order of their keys.

        Args:
            as_of: Leaves out those that do not exist at that moment: see `Filters`.
        """
        table = self.table()
        is_correction = np.isin(
            table.kind, [n for n, k in enumerate(table.kinds) if k == "correction"]
        )
        if as_of is not None and (exists := table.allowed(Filters(as_of))) is not None:
            is_correction &= exists
        keys = table.article_keys[is_correction].tolist()
        return articles.correcting(self._connection, article_id, keys)

    def articles_by_key(self, keys: Collection[int]) -> dict[int, Article]:
        """Articles by the keys of `table`."""
        return articles.by_keys(self._connection, keys)

    def ids(self) -> dict[int, str]:
        """The ids of all articles, withdrawn ones too, by their keys."""
        return articles.ids(self._connection)

    def passages(self, keys: Collection[int]) -> dict[int, StoredPassage]:
        """Passages with their vectors, by the keys of `table`."""
        return articles.passages(self._connection, keys)

    def sentences(self, keys: Collection[int]) -> dict[int, tuple[tuple[int, int], ...]]:
        """Where the sentences of articles stand in their bodies, in order, by the keys of `table`."""
        return articles.sentences(self._connection, keys)

    def centred(self, keys: Keys) -> Matrix:
        """Pooled vectors of passages without their language, shape (n, d), as they are compared.

        Args:
            keys: Of `table`, ascending; one at least.
        """
        return np.concatenate([self._indexes.centred(part)[1] for part in parts(keys.tolist())])

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

    def holdings(self) -> Holdings:
        """Counts, span, languages and outlets."""
        return holdings(self._connection, len(self.table().keys))

    def table(self) -> PassageTable:
        """Facts on all passages, in memory, as the corpus is now."""
        return self._indexes.table()

    def dense(self, query: Matrix, limit: int, allowed: npt.NDArray[np.bool_] | None) -> Hits:
        """Keys and cosines of the passages nearest to a centred question vector, best first.

        Args:
            allowed: Which articles may answer, as `PassageTable.allowed` gives it.
        """
        return self._indexes.dense(query, limit, allowed)

    def lexical(self, text: str, limit: int, allowed: npt.NDArray[np.bool_] | None) -> Hits:
        """Keys and BM25 scores of the passages that share words with a text, best first.

        Args:
            text: A question, in any language; see `rag.corpus.words`.
            allowed: Which articles may answer, as `PassageTable.allowed` gives it.
        """
        return self._indexes.lexical(text, limit, allowed)

    def check_model(self, fingerprint: str) -> None:
        """Refuse an embedding model other than the one that made the vectors, now and later.

        Raises:
            ModelMismatchError: It is another. Searching raises it too, once another process has
                made the vectors again with another model.
        """
        self._indexes.check_model(fingerprint)

    def unchanged(self, input_digests: Sequence[str]) -> dict[str, str]:
        """Those records, by digest, that an article was last read from, with its id."""
        return articles.unchanged(self._connection, input_digests)

    def read_at(self, places: Sequence[str]) -> dict[str, LastRead]:
        """The record that was last read at each place, of those where one was."""
        return articles.read_at(self._connection, places)

    def had_text(self, article_id: str, body: str) -> bool:
        """Whether a text is an article's, or was in an earlier version."""
        return text_since.had_text(self._connection, article_id, body)

    def under_headline(self, source: str, title: str, day: date) -> list[str]:
        """Ids of an outlet's current articles under a headline, on a day or one beside it."""
        return copies.under_headline(self._connection, source, title, day)

    def known_vectors(self, digests: Collection[bytes]) -> dict[bytes, PassageVectors]:
        """Vectors that need not be made again, by the digest of what the model reads."""
        return articles.known_vectors(self._connection, digests)

    @property
    def _connection(self) -> sqlite3.Connection:
        return self._indexes.connection


def with_fields(article: Article, fields: Mapping[str, Any]) -> Article:
    """An article with other values of some fields, and the digest that goes with its title."""
    changed = replace(article, **fields)
    return replace(changed, content_hash=articles.content_hash(changed.title, changed.body))
