"""The part of a corpus that reads and searches."""

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
    """A corpus that can be read and searched, not written."""

    def __init__(self, folder: Path, indexes: Indexes) -> None:
        """Prepare; nothing is read or written yet.

        Args:
            indexes: The indexes of the corpus in that folder.
        """
        self.folder = folder
        self._indexes = indexes

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Let this thread read the corpus as it is at one moment, whoever writes meanwhile.

        Without it, each single call sees the corpus at one moment.
        """
        self._indexes.refuse_if_closed()
        with self._indexes.database.reading():
            yield

    def article(self, article_id: str) -> Article | None:
        """Return the article with an id, or None."""
        return articles.find(self._connection, article_id)

    def articles(
        self, limit: int | None = None, *, status: ArticleStatus = "current"
    ) -> Iterator[Article]:
        """Return articles, newest first, those of unknown date last."""
        return articles.newest(self._connection, limit, status)

    def copies_of(self, article_id: str) -> list[Article]:
        """Return the other current articles that carry the same text, in order of their keys."""
        table = self.table()
        key = articles.key_of(self._connection, article_id)
        row = np.flatnonzero(table.article_keys == key)
        if not len(row):
            return []
        same = table.article_keys[table.copies(row[0])]
        found = articles.by_keys(self._connection, same.tolist())
        return [found[other] for other in sorted(found) if other != key]

    def corrections_of(self, article_id: str, as_of: datetime | None = None) -> list[Article]:
        """Return the current corrections that say they correct an article, in order of their keys.

        Args:
            as_of: Leave out corrections that do not exist at that moment: see `Filters`.
        """
        table = self.table()
        is_correction = table.are_of_kind("correction")
        if as_of is not None:
            is_correction &= table.passing(Filters(as_of))
        keys = table.article_keys[is_correction].tolist()
        return articles.correcting(self._connection, article_id, keys)

    def articles_by_key(self, keys: Collection[int]) -> dict[int, Article]:
        """Return articles by their keys in `table`."""
        return articles.by_keys(self._connection, keys)

    def ids(self) -> dict[int, str]:
        """Return the ids of all articles by key, withdrawn ones included."""
        return articles.ids(self._connection)

    def passages(self, keys: Collection[int]) -> dict[int, StoredPassage]:
        """Return passages with their vectors, by their keys in `table`."""
        return articles.passages(self._connection, keys)

    def sentences(self, keys: Collection[int]) -> dict[int, tuple[tuple[int, int], ...]]:
        """Return the spans of articles' sentences in their bodies, in order, by key in `table`."""
        return articles.sentences(self._connection, keys)

    def centred(self, keys: Keys) -> Matrix:
        """Return pooled vectors of passages without the mean of their language, shape (n, d).

        Args:
            keys: Keys of passages in `table`, ascending; at least one.
        """
        return np.concatenate([self._indexes.centred(part)[1] for part in parts(keys.tolist())])

    def versions(self, article_id: str) -> list[Version]:
        """Return the earlier versions of an article, oldest first."""
        return articles.versions(self._connection, article_id)

    def fixed(self, article_id: str) -> dict[str, Any]:
        """Return the fields of an article that were edited by hand: see `Corpus.edit`."""
        return articles.fixed(self._connection, article_id)

    def as_fixed(self, article: Article) -> Article:
        """Apply the hand edits of the stored article to the article as its source gives it."""
        fixed = self.fixed(article.id)
        return with_fields(article, fixed) if fixed else article

    def provenance(self, article_id: str) -> dict[str, str]:
        """Return where the fields of an article were found, by field, as far as that is known."""
        by_hand = dict.fromkeys(self.fixed(article_id), "by hand")
        return {**articles.provenance(self._connection, article_id), **by_hand}

    def rejected(self) -> list[Rejected]:
        """Return the inputs that could not be taken in, by path and line."""
        return rejected.listed(self._connection)

    def holdings(self) -> Holdings:
        """Count what the corpus holds."""
        return holdings(self._connection, len(self.table().keys))

    def table(self) -> PassageTable:
        """Return the facts on all passages, held in memory, as the corpus is now."""
        return self._indexes.table()

    def dense(self, query: Matrix, limit: int, allowed: npt.NDArray[np.bool_] | None) -> Hits:
        """Return keys and cosines of the passages nearest to a centred question, best first.

        Args:
            allowed: Which articles may answer, from `PassageTable.allowed`.
        """
        return self._indexes.dense(query, limit, allowed)

    def lexical(self, text: str, limit: int, allowed: npt.NDArray[np.bool_] | None) -> Hits:
        """Return the keys and BM25 scores of the passages that share words with a text, best first.

        Args:
            text: A question, in any language; see `rag.corpus.words`.
            allowed: Which articles may answer, from `PassageTable.allowed`.
        """
        return self._indexes.lexical(text, limit, allowed)

    def check_model(self, fingerprint: str) -> None:
        """Refuse any embedding model but the one that made the vectors, now and in later searches.

        Raises:
            ModelMismatchError: Another model made them. A search raises it too, once another
                process has made the vectors again with another model.
        """
        self._indexes.check_model(fingerprint)

    def unchanged(self, input_digests: Sequence[str]) -> dict[str, str]:
        """Return the article id of each record, by its digest, that an article was last read from."""
        return articles.unchanged(self._connection, input_digests)

    def read_at(self, places: Sequence[str]) -> dict[str, LastRead]:
        """Return the record that was last read at each place; places never read are left out."""
        return articles.read_at(self._connection, places)

    def had_text(self, article_id: str, body: str) -> bool:
        """Tell whether a text is an article's, now or in an earlier version."""
        return text_since.had_text(self._connection, article_id, body)

    def under_headline(self, source: str, title: str, day: date) -> list[str]:
        """Return ids of an outlet's current articles with a headline, on a day or beside it."""
        return copies.under_headline(self._connection, source, title, day)

    def known_vectors(self, digests: Collection[bytes]) -> dict[bytes, PassageVectors]:
        """Return vectors that need not be made again, by the digest of what the model reads."""
        return articles.known_vectors(self._connection, digests)

    @property
    def _connection(self) -> sqlite3.Connection:
        return self._indexes.connection


def with_fields(article: Article, fields: Mapping[str, Any]) -> Article:
    """Replace fields of an article, and update its content hash."""
    changed = replace(article, **fields)
    return replace(changed, content_hash=articles.content_hash(changed.title, changed.body))
