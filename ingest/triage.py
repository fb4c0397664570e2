"""Decides what each raw article is to the corpus: new, changed, unchanged, or rejected.

Windows of articles are filled here, in one thread, while others still encode and write earlier
windows. So an article that is not in the corpus yet is looked for in those windows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from ingest.cleaning import Cleaned, clean
from ingest.encoding import passage_input
from ingest.identity import Identities, Identity
from ingest.lookup import Lookup, Record
from ingest.naming import is_derived, named_id
from ingest.places import is_one_of_many
from ingest.records import FoundIn, Origin, RawArticle, Rejection, Remark
from ingest.splitting import passages
from ingest.versions import is_older, says_the_same
from ingest.windows import Entry, Waiting, Window
from ingest.withdrawal import bare_withdrawal, taken_back
from rag.corpus.articles import Outdated, Seen, TakenBack
from rag.errors import InputError
from rag.records import Article

if TYPE_CHECKING:
    from rag.corpus.corpus import Corpus

_WINDOW_RECORDS = 2_000
_LOOKED_UP_AT_ONCE = 256


class Triage:
    """Fills windows with raw articles, by what each is to the corpus and to the articles before it."""

    def __init__(self, corpus: Corpus, today: datetime, window: int) -> None:
        """Start with nothing read.

        Args:
            window: How many passages fill a window.
        """
        self._corpus = corpus
        self._today = today
        self._full = window
        self._waiting = Waiting(corpus)
        self._lookup = Lookup(corpus, self._waiting)
        self._identities = Identities(corpus, self._waiting, self._lookup)
        self._file_with_taken_ids = ""  # the last file about which a remark said so

    def windows(self, items: Iterator[RawArticle | Rejection | Remark]) -> Iterator[Window]:
        """Yield full windows in the order of the items, and what is left as the last."""
        window = self._waiting.next_window()
        while part := list(islice(items, _LOOKED_UP_AT_ONCE)):
            raws = [item for item in part if isinstance(item, RawArticle)]
            records = iter(self._lookup.records(raws))
            for item in part:
                if isinstance(item, Remark):
                    window.remarks.append(item)
                    continue
                window.records += 1
                if isinstance(item, Rejection):
                    window.rejected.append(item)
                    continue
                window.size += item.size
                self._put(next(records), window)
                if window.passages >= self._full or window.records >= _WINDOW_RECORDS:
                    yield window
                    window = self._waiting.next_window()
        if window.records or window.remarks:
            yield window

    def _put(self, record: Record, window: Window) -> None:
        """Add to a window what becomes of a record: nothing, or little, if it is unchanged."""
        article_id = self._lookup.unchanged(record)
        if article_id is None:
            self._put_changed(record, window)
            return
        window.unchanged += 1
        if not record.is_where_it_was:
            window.entries.append(Seen(article_id, record.digest, record.place))

    def _put_changed(self, record: Record, window: Window) -> None:
        raw = record.raw
        cleaned = self._taken_back(record) if bare_withdrawal(raw) else clean(raw, self._today)
        if isinstance(cleaned, Rejection):
            window.rejected.append(cleaned)
            return
        read, warnings, provenance = cleaned
        identity = self._identities.identify(read, record)
        window.remarks += [Remark.at(raw.origin, text) for text in warnings]
        old = self._waiting.article(identity.stored_id)
        article, found_in = self._as_set(identity, old, provenance)
        if old is not None and self._is_left(identity, article, old, record, window):
            return
        self._remark_on(identity, raw.origin, window)
        cut = tuple(passages(article))
        inputs = tuple(passage_input(article, passage) for passage in cut)
        seen = Seen(article.id, record.digest, record.place)
        window.entries.append(
            Entry(article, old is None, seen, cut, inputs, found_in, identity.previous_id)
        )
        window.passages += len(cut)
        self._identities.will_be_stored(identity, article)

    def _taken_back(self, record: Record) -> Cleaned | Rejection:
        """Return the stored article that a record without a text takes back, or why there is none."""
        raw, here = record.raw, self._lookup.stood_at(record)
        try:
            article_id = named_id(raw) or (here.id if here else None)
            outlet, title = (raw.fields.get(name) for name in ("source", "title"))
            if article_id:
                article_id = self._identities.own_id(article_id, raw.origin, outlet, title)
            article = taken_back(self._waiting.article(article_id) if article_id else None)
            return Cleaned(article, (), {})
        except InputError as error:
            return Rejection.at(raw.origin, str(error))

    def _as_set(
        self, identity: Identity, old: Article | None, provenance: Mapping[str, FoundIn]
    ) -> tuple[Article, Mapping[str, FoundIn]]:
        """Apply what a person set in the stored article: edits by hand, and the outlet by
        ``--source``.

        Returns:
            The article, and where each of its fields was found.
        """
        article = self._corpus.as_fixed(replace(identity.article, id=identity.stored_id))
        if (
            old is not None
            and old.source
            and not article.source
            and self._corpus.provenance(old.id).get("source") == "setting"
        ):
            article = replace(article, source=old.source)
            provenance = {**provenance, "source": "setting"}
        return replace(article, id=identity.article.id), provenance

    def _remark_on(self, identity: Identity, origin: Origin, window: Window) -> None:
        """Remark if another article has the id or URL that a record names, or stood at its place."""
        namesake, displaced = identity.namesake, identity.displaced
        if namesake is not None and self._file_with_taken_ids != origin.path:
            self._file_with_taken_ids = origin.path
            name = "URL" if is_derived(namesake.id) else "id"
            text = (
                f"Another article has the {name} that it names, {namesake.id}: “{namesake.title}”"
                f"{f' ({namesake.source})' if namesake.source else ''}. It is stored as "
                f"{identity.article.id}, and so are others of this file whose {name}s are taken."
            )
            window.remarks.append(Remark.at(origin, text))
        if displaced is not None and not is_one_of_many(origin):
            text = (
                f"It holds another article than before, “{displaced.title}”, which stays. If it is "
                f"that one, rewritten, give it the id {displaced.id}."
            )
            window.remarks.append(Remark.at(origin, text))

    def _is_left(
        self, identity: Identity, article: Article, old: Article, record: Record, window: Window
    ) -> bool:
        """Tell whether a record leaves the text of a stored article as it is, and if so, add it to
        a window.
        """
        seen = Seen(old.id, record.digest, record.place)
        if old.status == "current" and article.status == "withdrawn":
            window.entries.append(TakenBack(old.id, record.digest, record.place))
            self._waiting.change(old.id, replace(old, status="withdrawn"))
        elif says_the_same(article, old):
            window.unchanged += 1
            window.entries.append(seen)
        elif identity.is_earlier or is_older(article, old):
            window.unchanged += 1
            window.entries.append(Outdated(old.id, record.digest, record.place))
            text = f"Left out: a version of {old.updated_at} is stored, this one is older."
            if identity.is_earlier:
                text = f"Left out: it holds an earlier text of {old.id}, which changed elsewhere."
            window.remarks.append(Remark.at(record.raw.origin, text))
        else:
            return False
        return True
