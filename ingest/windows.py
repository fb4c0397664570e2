"""Windows of articles: what is encoded and committed together, and what waits for that."""

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
        was: The id under which it is stored so far, where its source gives it another; else "".
    """

    article: Article
    is_new: bool
    record: Seen
    passages: tuple[Passage, ...]
    inputs: tuple[PassageInput, ...]
    provenance: Mapping[str, str]
    was: str


@dataclass
class Window:
    """What is encoded and committed together.

    Attributes:
        entries: In the order read; of a record that gives an article stored already, only that.
        latest: What each article that is changed is then, by its id; None if it got another id.
        records: How many were read, the rejected and unchanged among them.
        size: Bytes that were read.
        committed: Set when the corpus holds it all.
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
    """The windows that are not committed yet: the corpus as it will stand with them."""

    def __init__(self, corpus: Corpus) -> None:
        """Start with none."""
        self._corpus = corpus
        self._windows: list[Window] = []

    def next_window(self) -> Window:
        """A new one, behind those that wait."""
        self._windows = [window for window in self._windows if not window.committed]
        self._windows.append(Window())
        return self._windows[-1]

    def changing(self) -> set[str]:
        """Ids of the articles of which the corpus may say what was true before they changed."""
        return {article_id for window in self._windows for article_id in window.latest}

    def article(self, article_id: str) -> Article | None:
        """The article with an id as it will stand."""
        for window in reversed(self._windows):
            if article_id in window.latest:
                return window.latest[article_id]
        return self._corpus.article(article_id)

    def had_text(self, article_id: str, body: str) -> bool:
        """Whether an article will have had a text."""
        waits = any(
            isinstance(entry, Entry)
            and (entry.article.id, entry.article.body) == (article_id, body)
            for window in self._windows
            for entry in window.entries
        )
        return waits or self._corpus.had_text(article_id, body)
