"""What each raw article is to the corpus: new, changed, unchanged, or to be rejected.

Windows of articles are put together here, in one thread, while earlier windows are still being
encoded and written in others. So what is not in the corpus yet is looked for in those windows.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ingest.cleaning import Cleaned, clean, id_from, named_id
from ingest.encoding import passage_input
from ingest.identity import is_derived, is_next_version, shares_only_its_id
from ingest.records import Origin, RawArticle, Rejection, Remark
from ingest.sources import STDIN
from ingest.splitting import passages
from ingest.withdrawal import bare_withdrawal, taken_back
from rag.corpus.articles import LastRead, Outdated, Seen, TakenBack
from rag.corpus.copies import are_alike
from rag.corpus.rejected import absolute
from rag.dates import first_instant, is_newer, known_day, last_instant
from rag.embedding.model import PassageInput
from rag.errors import InputError
from rag.records import Article, Passage

if TYPE_CHECKING:
    from rag.corpus.corpus import Corpus

_WINDOW_RECORDS = 2_000
_LOOKED_UP_AT_ONCE = 256


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


class _Headline(NamedTuple):
    """What a report and its updates have in common where none names an article."""

    source: str
    title: str
    day: date


class _Identity(NamedTuple):
    """Which article one that was read is.

    Attributes:
        article: With the id under which it is known from then on.
        was: As of `Entry`.
        is_earlier: Whether its text is one that the stored article had before.
        displaced: The article that stood where this, another one, was read.
        namesake: The article from elsewhere whose id this, another one, names.
    """

    article: Article
    was: str = ""
    is_earlier: bool = False
    displaced: Article | None = None
    namesake: Article | None = None


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
        self._ids_by_text: dict[str, str] = {}
        self._ids_by_headline = defaultdict[_Headline, list[str]](list)  # changed in this run
        self._file = ""  # what is being read
        self._told_of_ids = ""  # the file of which it was said that its ids are others' too
        self._read_there: set[str] = set()  # ids of the articles that its records gave so far
        self._coming = defaultdict[str, set[str]](set)  # of unchanged records around, by their file

    def windows(self, items: Iterator[RawArticle | Rejection | Remark]) -> Iterator[Window]:
        """Full windows in the order of the items, and what is left as the last."""
        window = self._next_window()
        while part := list(islice(items, _LOOKED_UP_AT_ONCE)):
            raws = [item for item in part if isinstance(item, RawArticle)]
            records = {id(raw): (_place(raw.origin), _digest(raw)) for raw in raws}
            # Of these the corpus may say what was true before they changed.
            changing = {article_id for window in self._pending for article_id in window.latest}
            last_here = self._corpus.read_at([place for place, _ in records.values()])
            digests = {digest for _, digest in records.values()}
            current = self._corpus.unchanged(list(digests))
            self._coming = defaultdict(set)
            for raw in raws:
                self._coming[raw.origin.path].add(current.get(records[id(raw)][1], ""))
            for item in part:
                if isinstance(item, Remark):
                    window.remarks.append(item)
                    continue
                window.records += 1
                if isinstance(item, Rejection):
                    window.rejected.append(item)
                    continue
                window.size += item.size
                if item.origin.path != self._file:
                    self._file, self._read_there = item.origin.path, set()
                place, digest = records[id(item)]
                stored, last = current.get(digest), last_here.get(place)
                if last is not None and last.digest == digest:
                    self._read_there.add(last.article_id)
                    window.unchanged += 1
                elif stored is not None and stored not in changing:
                    self._read_there.add(stored)
                    window.unchanged += 1
                    window.entries.append(Seen(stored, digest, place))
                else:
                    here = self._stood_at(item.origin, last, digests, changing)
                    last_id = "" if last is None else last.article_id
                    self._put(item, Seen(last_id, digest, place), here, window)
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

    def _stood_at(
        self,
        origin: Origin,
        last: LastRead | None,
        digests: Collection[str],
        changing: Collection[str],
    ) -> Article | None:
        """The article that was last read at a place and may have changed there.

        None where it may have changed elsewhere since, or only stands in another line or item.

        Args:
            last: What was last read there.
            digests: Of the records around.
            changing: Ids of the articles that changed in this run.
        """
        if last is None or not last.is_present or last.article_id in changing:
            return None
        if _is_one_of_many(origin) and last.digest in digests:
            return None
        return self._known(last.article_id) if _is_a_file(origin) else None

    def _identity(
        self, read: Article, here: Article | None, last_id: str, origin: Origin
    ) -> _Identity:
        """Which article is read: the one that it names, that has its text, or that stood here.

        Args:
            here: As `_stood_at` tells it.
            last_id: Of the article that was last read here, "" if none was.
        """
        is_next = here is not None and is_next_version(
            here,
            self._corpus.as_fixed(replace(read, id=here.id)),
            among_others=_is_one_of_many(origin),
        )
        by_text = id_from(read.title, read.body)
        if read.id != by_text:
            named = self._known(read.id)
            if named is not None and self._is_another(named, read, last_id, origin):
                own = id_from(read.source or absolute(origin.path), read.id)
                return _Identity(replace(read, id=own), namesake=named)
            if named is None and here is not None and is_next and is_derived(here.id):
                return _Identity(read, was=here.id)
            stood_here = here is not None and here.id == read.id
            may_be_old = _is_a_file(origin) and not stood_here and read.id not in self._read_there
            return _Identity(read, is_earlier=may_be_old and self._is_earlier(read, named))
        stored = self._known(self._ids_by_text.get(by_text, by_text))
        if stored is not None and stored.body == read.body:
            return _Identity(replace(read, id=stored.id))
        if here is not None and is_next:
            self._ids_by_text[by_text] = here.id
            return _Identity(replace(read, id=here.id))
        if stored is None and self._corpus.had_text(last_id, read.body):
            stored = self._known(last_id)
        if stored is not None:
            return _Identity(replace(read, id=stored.id), is_earlier=True)
        if (updated := self._updated_by(read)) is not None:
            self._ids_by_text[by_text] = updated.id
            read = replace(read, id=updated.id)
            return _Identity(read, is_earlier=self._is_earlier(read, updated), displaced=here)
        return _Identity(read, displaced=here)

    def _is_another(self, named: Article, read: Article, last_id: str, origin: Origin) -> bool:
        """Whether the article that one names is another, from elsewhere: see `shares_only_its_id`."""
        if is_derived(read.id) or not (read.source or _is_kept(origin)):
            return False
        is_elsewhere = read.id not in self._read_there and read.id != last_id
        is_of_another = named.source and read.source
        return bool(is_elsewhere or is_of_another) and shares_only_its_id(named, read)

    def _own_id(self, article_id: str, source: str | None, origin: Origin) -> str:
        """The id under which an article is stored whose own was another's, else the one it names."""
        if is_derived(article_id):
            return article_id
        own = [id_from(name, article_id) for name in (source, absolute(origin.path)) if name]
        return next((known for known in own if self._known(known)), article_id)

    def _in_own_ids(self, read: Article, origin: Origin) -> Article:
        """The article with each id that it names as `_own_id` has it."""
        names = (read.id, read.corrects, read.duplicate_of)
        own = [self._own_id(name, read.source, origin) if name else "" for name in names]
        return replace(read, id=own[0], corrects=own[1] or None, duplicate_of=own[2] or None)

    def _updated_by(self, read: Article) -> Article | None:
        """The article of which one that names none is the next version, wherever either was read.

        None of those that stand beside it in its file: what is listed twice is no update.
        """
        if (headline := _headline(read)) is None:
            return None
        ids = [*self._corpus.under_headline(*headline), *self._ids_by_headline.get(headline, ())]
        for article_id in dict.fromkeys(ids):
            if article_id in self._read_there or article_id in self._coming[self._file]:
                continue
            stored = self._known(article_id)
            if stored is not None and _headline(stored) == headline and _updates(read, stored):
                return stored
        return None

    def _is_earlier(self, read: Article, stored: Article | None) -> bool:
        """Whether a text is one that a stored article had before, and is not said to be newer."""
        if stored is None or read.body == stored.body:
            return False
        if is_newer(read.updated_at, stored.updated_at or stored.published_at):
            return False
        waits = any(
            isinstance(entry, Entry)
            and (entry.article.id, entry.article.body) == (read.id, read.body)
            for window in self._pending
            for entry in window.entries
        )
        return waits or self._corpus.had_text(read.id, read.body)

    def _taken_back(self, raw: RawArticle, here: Article | None) -> Cleaned | Rejection:
        """The stored article that a record without a text takes back."""
        try:
            article_id = named_id(raw) or (here.id if here else None)
            if article_id and isinstance(outlet := raw.fields.get("source", ""), str):
                article_id = self._own_id(article_id, outlet, raw.origin)
            article = taken_back(self._known(article_id) if article_id else None)
            return Cleaned(article, (), {})
        except InputError as error:
            return Rejection.at(raw.origin, str(error))

    def _put(self, raw: RawArticle, last: Seen, here: Article | None, window: Window) -> None:
        """Add to a window what becomes of a record.

        Args:
            last: The record, with the id of the article that was last read at its place.
        """
        cleaned = self._taken_back(raw, here) if bare_withdrawal(raw) else clean(raw, self._today)
        if isinstance(cleaned, Rejection):
            window.rejected.append(cleaned)
            return
        read, warnings, provenance = cleaned
        read, was, is_earlier, displaced, namesake = self._identity(
            self._in_own_ids(read, raw.origin), here, last.article_id, raw.origin
        )
        stored_id = was or read.id
        article = replace(self._corpus.as_fixed(replace(read, id=stored_id)), id=read.id)
        self._read_there.add(article.id)
        window.remarks += [Remark.at(raw.origin, text) for text in warnings]
        record = replace(last, article_id=stored_id)
        old = self._known(stored_id)
        if old is not None and old.status == "current" and article.status == "withdrawn":
            window.entries.append(TakenBack(old.id, last.input_digest, last.place))
            window.latest[old.id] = replace(old, status="withdrawn")
            return
        if old is not None and _says_the_same(article, old):
            window.unchanged += 1
            window.entries.append(record)
            return
        if old is not None and (is_earlier or _is_older(article, old)):
            window.unchanged += 1
            window.entries.append(Outdated(old.id, last.input_digest, last.place))
            text = f"Left out: a version of {old.updated_at} is stored, this one is older."
            if is_earlier:
                text = f"Left out: it holds an earlier text of {old.id}, which changed elsewhere."
            window.remarks.append(Remark.at(raw.origin, text))
            return
        if namesake is not None and self._told_of_ids != raw.origin.path:
            self._told_of_ids = raw.origin.path
            text = (
                f"Another article has the id that it names, {namesake.id}: “{namesake.title}”"
                f"{f' ({namesake.source})' if namesake.source else ''}. It is stored as {article.id}, "
                "and so are others of this file whose ids are taken."
            )
            window.remarks.append(Remark.at(raw.origin, text))
        if displaced is not None and not _is_one_of_many(raw.origin):
            text = (
                f"It holds another article than before, “{displaced.title}”, which stays. If it is "
                f"that one, rewritten, give it the id {displaced.id}."
            )
            window.remarks.append(Remark.at(raw.origin, text))
        cut = tuple(passages(article))
        inputs = tuple(passage_input(article, passage) for passage in cut)
        record = replace(record, article_id=article.id)
        window.entries.append(Entry(article, old is None, record, cut, inputs, provenance, was))
        if was:
            window.latest[was] = None
        window.latest[article.id] = article
        if (headline := _headline(article)) is not None:
            self._ids_by_headline[headline].append(article.id)
        window.passages += len(cut)


def _headline(article: Article) -> _Headline | None:
    """None for an article that is not known by its text, or not known well enough."""
    day = known_day(article.published_at)
    if article.url is not None or not article.source or day is None or not is_derived(article.id):
        return None
    return _Headline(article.source, article.title, day)


def _updates(read: Article, stored: Article) -> bool:
    """Whether one of two reports under a headline is the other's next version, as far as is told."""
    return (
        stored.status == "current"
        and stored.id not in (read.corrects, read.duplicate_of)
        and (read.kind == "correction") == (stored.kind == "correction")
        and not (stored.updated_at and not read.updated_at)
        and not is_newer(stored.published_at, read.published_at)
        and are_alike(read.body, stored.body)
    )


def _says_the_same(article: Article, old: Article) -> bool:
    """Whether an article read again is what is stored: all but what the corpus itself adds."""
    return old == replace(
        article,
        version=old.version,
        status=old.status,
        duplicate_of=article.duplicate_of or old.duplicate_of,
    )


def _is_older(article: Article, old: Article) -> bool:
    """Whether both say when they were last changed, and what is stored is known to be later."""
    if article.updated_at is None or old.updated_at is None:
        return False
    return last_instant(article.updated_at) < first_instant(old.updated_at)


def _is_one_of_many(origin: Origin) -> bool:
    return origin.line is not None or origin.item is not None


def _is_a_file(origin: Origin) -> bool:
    """Whether the same path is the same place again: not of the standard input, nor of the web."""
    return "://" not in origin.path and _is_kept(origin)


def _is_kept(origin: Origin) -> bool:
    """Whether the same path names the same source again: not that of the standard input."""
    return origin.path.split("!/")[0] != str(STDIN)


def _place(origin: Origin) -> str:
    path = origin.path if "://" in origin.path else str(Path(origin.path).absolute())
    where = (path, origin.line, origin.item)
    return hashlib.sha256(repr(where).encode()).hexdigest()[:24]


def _digest(raw: RawArticle) -> str:
    dates = [[[date.value, date.found_in] for date in raw.dates]] if raw.dates else []
    record = json.dumps([raw.body, raw.fields, *dates], sort_keys=True, default=str)
    return hashlib.sha256(record.encode()).hexdigest()[:32]
