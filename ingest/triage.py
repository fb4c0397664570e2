"""What each raw article is to the corpus: new, changed, unchanged, or to be rejected.

Windows of articles are put together here, in one thread, while earlier windows are still being
encoded and written in others. So what is not in the corpus yet is looked for in those windows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from ingest.cleaning import Cleaned, clean, named_id
from ingest.encoding import passage_input
from ingest.identity import Identities, Identity
from ingest.places import is_one_of_many, place_key, record_digest
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
    """Puts raw articles into windows, each by what it is to the corpus and to those before it."""

    def __init__(self, corpus: Corpus, today: datetime, window: int) -> None:
        """Start with nothing read.

        Args:
            window: Passages of a full window.
        """
        self._corpus = corpus
        self._today = today
        self._full = window
        self._waiting = Waiting(corpus)
        self._identities = Identities(corpus, self._waiting)
        self._told_of_ids = ""  # the file of which it was said that its ids are others' too

    def windows(self, items: Iterator[RawArticle | Rejection | Remark]) -> Iterator[Window]:
        """Full windows in the order of the items, and what is left as the last."""
        window = self._waiting.next_window()
        while part := list(islice(items, _LOOKED_UP_AT_ONCE)):
            raws = [item for item in part if isinstance(item, RawArticle)]
            records = {id(raw): (place_key(raw.origin), record_digest(raw)) for raw in raws}
            changing = self._waiting.changing()
            last_here = self._corpus.read_at([place for place, _ in records.values()])
            digests = {digest for _, digest in records.values()}
            current = self._corpus.unchanged(list(digests))
            coming = defaultdict[str, set[str]](set)
            for raw in raws:
                coming[raw.origin.path].add(current.get(records[id(raw)][1], ""))
            self._identities.expect(coming)
            for item in part:
                if isinstance(item, Remark):
                    window.remarks.append(item)
                    continue
                window.records += 1
                if isinstance(item, Rejection):
                    window.rejected.append(item)
                    continue
                window.size += item.size
                self._identities.begin(item.origin.path)
                place, its_digest = records[id(item)]
                stored, last = current.get(its_digest), last_here.get(place)
                if last is not None and last.digest == its_digest:
                    self._identities.was_read(last.article_id)
                    window.unchanged += 1
                elif stored is not None and stored not in changing:
                    self._identities.was_read(stored)
                    window.unchanged += 1
                    window.entries.append(Seen(stored, its_digest, place))
                else:
                    here = self._identities.stood_at(item.origin, last, digests, changing)
                    last_id = "" if last is None else last.article_id
                    self._put(item, Seen(last_id, its_digest, place), here, window)
                    changing |= window.latest.keys()
                if window.passages >= self._full or window.records >= _WINDOW_RECORDS:
                    yield window
                    window = self._waiting.next_window()
        if window.records or window.remarks:
            yield window

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
        identity = self._identities.identify(read, here, last.article_id, raw.origin)
        self._identities.was_read(identity.article.id)
        window.remarks += [Remark.at(raw.origin, text) for text in warnings]
        old = self._waiting.article(identity.stored_id)
        article, found_in = self._as_told(identity, old, provenance)
        record = replace(last, article_id=identity.stored_id)
        if old is not None and _note_unchanged(identity, article, old, record, raw.origin, window):
            return
        self._remark_on(identity, raw.origin, window)
        cut = tuple(passages(article))
        inputs = tuple(passage_input(article, passage) for passage in cut)
        record = replace(record, article_id=article.id)
        window.entries.append(
            Entry(article, old is None, record, cut, inputs, found_in, identity.was)
        )
        if identity.was:
            window.latest[identity.was] = None
        window.latest[article.id] = article
        self._identities.will_be_stored(article)
        window.passages += len(cut)

    def _taken_back(self, raw: RawArticle, here: Article | None) -> Cleaned | Rejection:
        """The stored article that a record without a text takes back."""
        try:
            article_id = named_id(raw) or (here.id if here else None)
            if article_id and isinstance(outlet := raw.fields.get("source", ""), str):
                article_id = self._identities.own_id(article_id, outlet, raw.origin)
            article = taken_back(self._waiting.article(article_id) if article_id else None)
            return Cleaned(article, (), {})
        except InputError as error:
            return Rejection.at(raw.origin, str(error))

    def _as_told(
        self, identity: Identity, old: Article | None, provenance: Mapping[str, FoundIn]
    ) -> tuple[Article, Mapping[str, FoundIn]]:
        """The article with what a person said of the stored one, by hand or as its outlet when it
        was read, and where its fields were found.
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
        """Say that another article has the id of one that will be stored, or stood at its place."""
        namesake, displaced = identity.namesake, identity.displaced
        if namesake is not None and self._told_of_ids != origin.path:
            self._told_of_ids = origin.path
            text = (
                f"Another article has the id that it names, {namesake.id}: “{namesake.title}”"
                f"{f' ({namesake.source})' if namesake.source else ''}. It is stored as "
                f"{identity.article.id}, and so are others of this file whose ids are taken."
            )
            window.remarks.append(Remark.at(origin, text))
        if displaced is not None and not is_one_of_many(origin):
            text = (
                f"It holds another article than before, “{displaced.title}”, which stays. If it is "
                f"that one, rewritten, give it the id {displaced.id}."
            )
            window.remarks.append(Remark.at(origin, text))


def _note_unchanged(
    identity: Identity, article: Article, old: Article, record: Seen, origin: Origin, window: Window
) -> bool:
    """Add to a window a record that leaves the text of a stored article as it is; False if it changes."""
    if old.status == "current" and article.status == "withdrawn":
        window.entries.append(TakenBack(old.id, record.input_digest, record.place))
        window.latest[old.id] = replace(old, status="withdrawn")
    elif says_the_same(article, old):
        window.unchanged += 1
        window.entries.append(record)
    elif identity.is_earlier or is_older(article, old):
        window.unchanged += 1
        window.entries.append(Outdated(old.id, record.input_digest, record.place))
        text = f"Left out: a version of {old.updated_at} is stored, this one is older."
        if identity.is_earlier:
            text = f"Left out: it holds an earlier text of {old.id}, which changed elsewhere."
        window.remarks.append(Remark.at(origin, text))
    else:
        return False
    return True
