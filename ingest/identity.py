"""Decides which article a record gives: the one that it names, that has its text, or that stood at
its place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ingest.headlines import Headlines
from ingest.lookup import Lookup, Record
from ingest.naming import canonical_url, id_from, is_derived
from ingest.places import is_a_file, is_kept, is_one_of_many
from ingest.records import Origin
from ingest.versions import (
    are_told_apart,
    is_next_version,
    shares_only_its_id,
    shares_only_its_url,
)
from ingest.windows import Waiting
from rag.corpus.rejected import absolute
from rag.dates import is_newer, known_day
from rag.records import Article

if TYPE_CHECKING:
    from rag.corpus.corpus import Corpus


class Identity(NamedTuple):
    """The article that a record gives, and how it relates to stored ones.

    Attributes:
        article: The article, with the id under which it is known from now on.
        previous_id: The id under which it is stored now, if this record gives it a new one; else "".
        is_earlier: Whether its text is one that the stored article had before.
        displaced: A different article that stood where this one was read.
        namesake: A different article, from elsewhere, whose id this one names.
    """

    article: Article
    previous_id: str = ""
    is_earlier: bool = False
    displaced: Article | None = None
    namesake: Article | None = None

    @property
    def stored_id(self) -> str:
        """Return the id under which the article is stored now, if it is stored."""
        return self.previous_id or self.article.id


class Identities:
    """Tells which article each record gives, by the corpus and by what was read before it."""

    def __init__(self, corpus: Corpus, waiting: Waiting, lookup: Lookup) -> None:
        """Start with nothing read.

        Args:
            lookup: The lookup through which all records go first.
        """
        self._corpus = corpus
        self._waiting = waiting
        self._lookup = lookup
        self._headlines = Headlines(corpus, waiting)
        # In this run: the ids that a text got, by the id that is made of it.
        self._holders = defaultdict[str, list[str]](list)

    def identify(self, read: Article, record: Record) -> Identity:
        """Decide which article a record gives; not for records that `Lookup.unchanged` knows.

        Args:
            read: The article as read, under the id that the record itself gives.
        """
        identity = self._identified(read, record)
        self._lookup.read_there.add(identity.article.id)
        return identity

    def will_be_stored(self, identity: Identity, article: Article) -> None:
        """Note that an article that was identified is new or changes."""
        if identity.previous_id:
            self._waiting.change(identity.previous_id, None)
        self._waiting.change(article.id, article)
        self._headlines.note(article)

    def _identified(self, read: Article, record: Record) -> Identity:
        here, origin = self._lookup.stood_at(record), record.raw.origin
        read = self._in_own_ids(read, origin)
        is_next = here is not None and is_next_version(
            here,
            self._corpus.as_fixed(replace(read, id=here.id)),
            among_others=is_one_of_many(origin),
        )
        next_of = here if is_next else None
        if read.id != id_from(read.title, read.body):
            return self._by_name(read, record, here, next_of)
        return self._by_text(read, record, here, next_of)

    def own_id(
        self, article_id: str, origin: Origin, source: object = None, title: object = None
    ) -> str:
        """Return the id of an article whose named id belonged to another; the named id if there is
        no such article.

        Args:
            source, title: Outlet and title as the record gives them.
        """
        names = (title,) if is_derived(article_id) else (source, absolute(origin.path))
        own = [id_from(name, article_id) for name in names if name and isinstance(name, str)]
        return next((known for known in own if self._waiting.article(known)), article_id)

    def _in_own_ids(self, read: Article, origin: Origin) -> Article:
        """Replace each id that an article names by its `own_id`."""
        names = (read.id, read.corrects, read.duplicate_of)
        ids = [self.own_id(name, origin, read.source) if name else "" for name in names]
        return replace(read, id=ids[0], corrects=ids[1] or None, duplicate_of=ids[2] or None)

    def _by_text(
        self, read: Article, record: Record, here: Article | None, next_of: Article | None
    ) -> Identity:
        """Decide which article a record gives that names no id or URL.

        Its id is made of headline and text; of outlet and day too, if an article of another outlet
        or day has the same headline and text.

        Args:
            here: The article that stood at its place.
            next_of: The same, if this is its next version.
        """
        holders = self._holders[read.id]
        ids = [read.id, *_narrower(read.id, read.source, known_day(read.published_at))]
        known = self._stored([*holders, *ids])
        its_own = [stored for stored in known if not are_told_apart(stored, read)]
        same = [stored for stored in its_own if stored.body == read.body]
        if (
            here is not None
            and here.id not in self._lookup.read_there
            and (here.title, here.body) == (read.title, read.body)
        ):
            # If no other article fits, it is the one at its place, with outlet or day corrected.
            same = [*same, here] if are_told_apart(here, read) else [here]
        if same:
            return Identity(replace(read, id=same[0].id))
        if next_of is not None:
            holders.append(next_of.id)
            return Identity(replace(read, id=next_of.id))
        if not its_own and self._corpus.had_text(record.last_id, read.body):
            last = self._stored([record.last_id])
            its_own = [stored for stored in last if not are_told_apart(stored, read)]
        if its_own:
            return Identity(replace(read, id=its_own[0].id), is_earlier=True)
        beside = self._lookup.read_there | self._lookup.given_around()
        if (updated := self._headlines.updated_by(read, beside)) is not None:
            holders.append(updated.id)
            read = replace(read, id=updated.id)
            return Identity(read, is_earlier=self._is_earlier(read, updated), displaced=here)
        return Identity(replace(read, id=_free(ids, known)), displaced=here)

    def _by_url(self, read: Article, next_of: Article | None) -> tuple[Article, Article | None]:
        """Decide which article a record gives that is known by its URL alone.

        Several records of a file may have one URL, such as that of a live page.

        Returns:
            The article under its id; and the other article that has this URL, or None.
        """
        ids = [read.id, *_narrower(read.id, read.title, known_day(read.published_at))]
        known = self._stored(ids)
        others = [next_of] if next_of is not None and next_of.url == read.url else []
        for stored in (*others, *reversed(known)):
            if not shares_only_its_url(stored, read):
                return replace(read, id=stored.id), None
        if not known or not self._is_beside(read):
            return read, None
        return replace(read, id=_free(ids, known)), known[0]

    def _is_beside(self, read: Article) -> bool:
        """Tell whether another record of the file gives the URL by which this one is known."""
        around = self._stored(self._lookup.given_around())
        is_read = read.id in self._lookup.read_there
        return is_read or any(_id_by_url(near) == read.id for near in around)

    def _stored(self, ids: Iterable[str]) -> list[Article]:
        """Return those articles with these ids that exist, each once."""
        found = map(self._waiting.article, dict.fromkeys(ids))
        return [article for article in found if article is not None]

    def _by_name(
        self, read: Article, record: Record, here: Article | None, next_of: Article | None
    ) -> Identity:
        """Decide which article a record gives that names an id or URL.

        Args:
            here: The article that stood at its place.
            next_of: The same, if this is its next version.
        """
        namesake, origin = None, record.raw.origin
        if read.id == _id_by_url(read):
            read, namesake = self._by_url(read, next_of)
        named = self._waiting.article(read.id)
        if named is not None and self._is_another(named, read, record):
            own = id_from(read.source or absolute(origin.path), read.id)
            return Identity(replace(read, id=own), namesake=named)
        if named is None and next_of is not None and is_derived(next_of.id):
            return Identity(read, previous_id=next_of.id, namesake=namesake)
        stood_here = here is not None and here.id == read.id
        may_be_old = is_a_file(origin) and not stood_here and read.id not in self._lookup.read_there
        is_earlier = may_be_old and self._is_earlier(read, named)
        return Identity(read, is_earlier=is_earlier, namesake=namesake)

    def _is_another(self, named: Article, read: Article, record: Record) -> bool:
        """Tell whether the stored article with the named id is a different one, from elsewhere: see
        `shares_only_its_id`.
        """
        if is_derived(read.id) or not (read.source or is_kept(record.raw.origin)):
            return False
        is_elsewhere = read.id not in self._lookup.read_there and read.id != record.last_id
        is_of_another = named.source and read.source
        return bool(is_elsewhere or is_of_another) and shares_only_its_id(named, read)

    def _is_earlier(self, read: Article, stored: Article | None) -> bool:
        """Tell whether a text is one that a stored article had before, and is not said to be newer."""
        if stored is None or read.body == stored.body:
            return False
        if is_newer(read.updated_at, stored.updated_at or stored.published_at):
            return False
        return self._waiting.had_text(read.id, read.body)


def _id_by_url(article: Article) -> str | None:
    return id_from(canonical_url(article.url)) if article.url else None


def _narrower(known_by: str, *more: str | date | None) -> list[str]:
    """Return ids for articles that share one name, made with more and more of what tells them
    apart.
    """
    parts = [str(part) for part in more if part]
    return [id_from(*parts[:count], known_by) for count in range(1, len(parts) + 1)]


def _free(ids: Sequence[str], known: Iterable[Article]) -> str:
    """Return the first of some ids that no known article has; the last if all are taken."""
    taken = {article.id for article in known}
    return next((article_id for article_id in ids if article_id not in taken), ids[-1])
