"""Holds windows of articles, which are encoded and committed together, and what waits for that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.records import Rejection, Remark
from rag.corpus.articles import Seen
from rag.embedding.model import PassageInput
from rag.records import Article, Passage

if TYPE_CHECKING:
    from rag.corpus.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Entry:
    """An article to be stored, cut into passages that still lack their vectors.

    Attributes:
        previous_id: The id under which it is stored now, if this record gives it a new one; else "".
    """

    article: Article
    is_new: bool
    record: Seen
    passages: tuple[Passage, ...]
    inputs: tuple[PassageInput, ...]
    provenance: Mapping[str, str]
    previous_id: str


@dataclass
class Window:
    """Articles and records that are encoded and committed together.

    Attributes:
        entries: What is to be stored, in the order read; a `Seen` for a record whose article is
            stored already.
        latest: Changed articles by id, as they will be after the commit; None for an id that was
            given up.
        records: How many records were read, rejected and unchanged ones included.
        size: Bytes that were read for them.
        committed: Whether the corpus holds it all.
    """

    entries: list[Entry | Seen] = field(default_factory=list)
    latest: dict[str, Article | None] = field(default_factory=dict)
    rejected: list[Rejection] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    records: int = 0
    unchanged: int = 0
    passages: int = 0
    size: int = 0
    committed: bool = False


class Waiting:
    """The windows that are not committed yet, through which the corpus is seen as it will be with
    them.
    """

    def __init__(self, corpus: Corpus) -> None:
        """Start with none."""
        self._corpus = corpus
        self._windows: list[Window] = []
        self._changing: set[str] = set()

    def next_window(self) -> Window:
        """Begin a new window, behind those that wait."""
        self._windows = [window for window in self._windows if not window.committed]
        self._windows.append(Window())
        return self._windows[-1]

    def before_looking_up(self) -> None:
        """Note which articles are being changed; call it before the corpus is asked about the next
        records.
        """
        self._changing = {article_id for window in self._windows for article_id in window.latest}

    def change(self, article_id: str, article: Article | None) -> None:
        """Note what an article will be once the last window is committed; None if its id is given
        up.
        """
        self._windows[-1].latest[article_id] = article
        self._changing.add(article_id)

    def is_changing(self, article_id: str) -> bool:
        """Tell whether an article may have changed since the corpus was last asked about it."""
        return article_id in self._changing

    def article(self, article_id: str) -> Article | None:
        """Return the article with an id as it will be once all windows are committed."""
        for window in reversed(self._windows):
            if article_id in window.latest:
                return window.latest[article_id]
        return self._corpus.article(article_id)

    def had_text(self, article_id: str, body: str) -> bool:
        """Tell whether a text is that of an article, or of one of its versions, once all windows
        are committed.
        """
        waits = any(
            isinstance(entry, Entry)
            and (entry.article.id, entry.article.body) == (article_id, body)
            for window in self._windows
            for entry in window.entries
        )
        return waits or self._corpus.had_text(article_id, body)
