"""Looks up what the corpus knows of the places where records are read, and of their content."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from ingest.places import is_a_file, is_one_of_many, place_key, record_digest
from ingest.records import RawArticle
from ingest.windows import Waiting
from rag.corpus.articles import LastRead
from rag.records import Article

if TYPE_CHECKING:
    from rag.corpus.corpus import Corpus


class Record(NamedTuple):
    """A raw article, and what the corpus knows of its place and content.

    Attributes:
        place: Where it stands; see `ingest.places.place_key`.
        digest: Hash of its content; see `ingest.places.record_digest`.
        last: What was last read at its place; None if nothing was.
        given: The id of the article that was last read from the same content, wherever that stood;
            None if there is none.
    """

    raw: RawArticle
    place: str
    digest: str
    last: LastRead | None
    given: str | None

    @property
    def is_where_it_was(self) -> bool:
        """Tell whether the same content was last read at this place."""
        return self.last is not None and self.last.digest == self.digest

    @property
    def last_id(self) -> str:
        """Return the id of the article that was last read at its place; "" if none was."""
        return self.last.article_id if self.last else ""


class Lookup:
    """Looks records up in the corpus, and keeps which articles the file being read has given so
    far.

    Attributes:
        read_there: Ids of the articles that the records of that file have given so far.
    """

    def __init__(self, corpus: Corpus, waiting: Waiting) -> None:
        """Start with nothing read."""
        self.read_there: set[str] = set()
        self._corpus = corpus
        self._waiting = waiting
        self._file = ""
        self._digests: set[str] = set()  # of the records that were looked up together
        # The ids of the articles that they give unchanged, by file.
        self._given_around = defaultdict[str, set[str]](set)

    def records(self, raws: Sequence[RawArticle]) -> list[Record]:
        """Ask the corpus about the next records; they must then be gone through in this order."""
        self._waiting.before_looking_up()
        keys = [(place_key(raw.origin), record_digest(raw)) for raw in raws]
        self._digests = {digest for _, digest in keys}
        last = self._corpus.read_at([place for place, _ in keys])
        given = self._corpus.unchanged(list(self._digests))
        self._given_around.clear()
        records = []
        for raw, (place, digest) in zip(raws, keys, strict=True):
            records.append(Record(raw, place, digest, last.get(place), given.get(digest)))
            self._given_around[raw.origin.path].add(given.get(digest, ""))
        return records

    def unchanged(self, record: Record) -> str | None:
        """Return the id of the article that a record gives just as it is stored; None if there is
        none.
        """
        if record.raw.origin.path != self._file:
            self._file, self.read_there = record.raw.origin.path, set()
        article_id = record.given
        if record.is_where_it_was:
            article_id = record.last_id
        elif article_id is not None and self._waiting.is_changing(article_id):
            article_id = None
        if article_id is not None:
            self.read_there.add(article_id)
        return article_id

    def stood_at(self, record: Record) -> Article | None:
        """Return the article that was last read at a record's place and may have changed there.

        None if it may have changed elsewhere since, or has only moved to another line or item.
        """
        last, origin = record.last, record.raw.origin
        if last is None or not last.is_present or self._waiting.is_changing(last.article_id):
            return None
        if is_one_of_many(origin) and last.digest in self._digests:
            return None
        return self._waiting.article(last.article_id) if is_a_file(origin) else None

    def given_around(self) -> set[str]:
        """Return the ids of the articles that records nearby in the file give unchanged."""
        return self._given_around[self._file]
