"""What each raw article is to the corpus: new, changed, unchanged, or to be rejected.

Windows of articles are put together here, in one thread, while earlier windows are still being
encoded and written in others. So what is not in the corpus yet is looked for in those windows.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.cleaning import Cleaned, clean, named_id
from ingest.passage_input import passage_input
from ingest.records import Origin, RawArticle, Rejection, Remark
from ingest.splitting import passages
from ingest.withdrawal import bare_withdrawal, taken_back
from rag.corpus.articles import Seen, TakenBack
from rag.dates import first_instant
from rag.embedding.model import PassageInput
from rag.errors import InputError
from rag.records import Article, Passage

if TYPE_CHECKING:
    from rag.corpus.corpus import Corpus

_WINDOW_RECORDS = 2_000
_LOOKED_UP_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Entry:
    """An article to be stored, cut into passages that still lack their vectors."""

    article: Article
    is_new: bool
    record: Seen
    passages: tuple[Passage, ...]
    inputs: tuple[PassageInput, ...]
    provenance: Mapping[str, str]


@dataclass
class Window:
    """What is encoded and committed together.

    Attributes:
        entries: In the order read; of a record that gives an article stored already, only that.
        latest: What each article that is changed is then, by its id.
        records: How many were read, the rejected and unchanged among them.
        size: Bytes that were read.
        committed: Set when the corpus holds it all.
    """

    entries: list[Entry | Seen] = field(default_factory=list)
    latest: dict[str, Article] = field(default_factory=dict)
    rejected: list[Rejection] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    records: int = 0
    unchanged: int = 0
    passages: int = 0
    size: int = 0
    committed: bool = False


class Triage:
    """Puts raw articles into windows, each by what it is to the corpus and to those before it."""

    def __init__(self, corpus: Corpus, today: datetime, window: int) -> None:
        """Start with nothing read.

        Args:
            window: Passages of a full window.
        """
        self._corpus = corpus
        self._today = today
        self._full = window
        self._pending: list[Window] = []

    def windows(self, items: Iterator[RawArticle | Rejection | Remark]) -> Iterator[Window]:
        """Full windows in the order of the items, and what is left as the last."""
        window = self._next_window()
        while part := list(islice(items, _LOOKED_UP_AT_ONCE)):
            raws = [item for item in part if isinstance(item, RawArticle)]
            records = {id(raw): (_place(raw.origin), _digest(raw)) for raw in raws}
            # Of these the corpus may say what was true before they changed.
            changing = {article_id for window in self._pending for article_id in window.latest}
            last_here = self._corpus.read_at([place for place, _ in records.values()])
            current = self._corpus.unchanged([digest for _, digest in records.values()])
            for item in part:
                if isinstance(item, Remark):
                    window.remarks.append(item)
                    continue
                window.records += 1
                if isinstance(item, Rejection):
                    window.rejected.append(item)
                    continue
                window.size += item.size
                place, digest = records[id(item)]
                stored = current.get(digest)
                if last_here.get(place) == digest:
                    window.unchanged += 1
                elif stored is not None and stored not in changing:
                    window.unchanged += 1
                    window.entries.append(Seen(stored, digest, place))
                else:
                    self._put(item, place, digest, window)
                    changing |= window.latest.keys()
                if window.passages >= self._full or window.records >= _WINDOW_RECORDS:
                    yield window
                    window = self._next_window()
        if window.records or window.remarks:
            yield window

    def _next_window(self) -> Window:
        self._pending = [window for window in self._pending if not window.committed]
        self._pending.append(Window())
        return self._pending[-1]

    def _known(self, article_id: str) -> Article | None:
        """The article with this id as it will stand, the windows that wait included."""
        for window in reversed(self._pending):
            if article_id in window.latest:
                return window.latest[article_id]
        return self._corpus.article(article_id)

    def _taken_back(self, raw: RawArticle) -> Cleaned | Rejection:
        """The stored article that a record without a text takes back."""
        try:
            article_id = named_id(raw)
            article = taken_back(self._known(article_id) if article_id else None)
            return Cleaned(article, (), {})
        except InputError as error:
            return Rejection.at(raw.origin, str(error))

    def _put(self, raw: RawArticle, place: str, digest: str, window: Window) -> None:
        cleaned = self._taken_back(raw) if bare_withdrawal(raw) else clean(raw, self._today)
        if isinstance(cleaned, Rejection):
            window.rejected.append(cleaned)
            return
        article, warnings, provenance = cleaned
        article = self._corpus.as_fixed(article)
        window.remarks += [Remark.at(raw.origin, text) for text in warnings]
        record = Seen(article.id, digest, place)
        old = self._known(article.id)
        if old is not None and old.status == "current" and article.status == "withdrawn":
            window.entries.append(TakenBack(article.id, digest, place))
            window.latest[article.id] = replace(old, status="withdrawn")
            return
        if old is not None and _says_the_same(article, old):
            window.unchanged += 1
            window.entries.append(record)
            return
        if old is not None and _is_older(article, old):
            window.unchanged += 1
            text = f"Left out: a version of {old.updated_at} is stored, this one is older."
            window.remarks.append(Remark.at(raw.origin, text))
            return
        cut = tuple(passages(article))
        inputs = tuple(passage_input(article, passage) for passage in cut)
        window.entries.append(Entry(article, old is None, record, cut, inputs, provenance))
        window.latest[article.id] = article
        window.passages += len(cut)


def _says_the_same(article: Article, old: Article) -> bool:
    """Whether an article read again is what is stored: all but what the corpus itself adds."""
    return old == replace(
        article,
        version=old.version,
        status=old.status,
        duplicate_of=article.duplicate_of or old.duplicate_of,
    )


def _is_older(article: Article, old: Article) -> bool:
    """Whether both say when they were last changed, and what is stored was changed later."""
    if article.updated_at is None or old.updated_at is None:
        return False
    return first_instant(article.updated_at) < first_instant(old.updated_at)


def _place(origin: Origin) -> str:
    path = origin.path if "://" in origin.path else str(Path(origin.path).absolute())
    where = (path, origin.line, origin.item)
    return hashlib.sha256(repr(where).encode()).hexdigest()[:24]


def _digest(raw: RawArticle) -> str:
    dates = [[[date.value, date.found_in] for date in raw.dates]] if raw.dates else []
    record = json.dumps([raw.body, raw.fields, *dates], sort_keys=True, default=str)
    return hashlib.sha256(record.encode()).hexdigest()[:32]
