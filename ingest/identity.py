"""Which article a record gives: the one that it names, that has its text, or that stood at its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ingest.cleaning import canonical_url, id_from
from ingest.places import is_a_file, is_kept, is_one_of_many, place_key, record_digest
from ingest.records import Origin, RawArticle
from ingest.versions import (
    are_told_apart,
    is_derived,
    is_next_version,
    shares_only_its_id,
    shares_only_its_url,
    updates,
)
from ingest.windows import Waiting
from rag.corpus.articles import LastRead
from rag.corpus.rejected import absolute
from rag.dates import is_newer, known_day
from rag.records import Article

if TYPE_CHECKING:
    from rag.corpus.corpus import Corpus


class Identity(NamedTuple):
    """Which article a record gives.

    Attributes:
        article: With the id under which it is known from then on.
        was: Its old id, if this record gives the article a new one; else "".
        is_earlier: Whether its text is one that the stored article had before.
        displaced: The article that stood where this, another one, was read.
        namesake: The article from elsewhere whose id this, another one, names.
    """

    article: Article
    was: str = ""
    is_earlier: bool = False
    displaced: Article | None = None
    namesake: Article | None = None

    @property
    def stored_id(self) -> str:
        """The id under which it is stored so far, if it is."""
        return self.was or self.article.id


class Record(NamedTuple):
    """A raw article, and what the corpus knows of its place and content.

    Attributes:
        place: Where it stands; see `ingest.places.place_key`.
        digest: Of its content; see `ingest.places.record_digest`.
        last: What was last read at its place.
        given: The id of the article that was last read from the same content, wherever that stood.
    """

    raw: RawArticle
    place: str
    digest: str
    last: LastRead | None
    given: str | None

    @property
    def is_where_it_was(self) -> bool:
        """Whether the same was last read at the same place."""
        return self.last is not None and self.last.digest == self.digest

    @property
    def last_id(self) -> str:
        """The id of the article that was last read at its place; "" if none was."""
        return self.last.article_id if self.last else ""


class _Headline(NamedTuple):
    """What a report and its updates share where none of them has an id or a URL."""

    source: str
    title: str
    day: date


class Identities:
    """Tells which article each record gives, by the corpus and by what was read before it."""

    def __init__(self, corpus: Corpus, waiting: Waiting) -> None:
        """Start with nothing read."""
        self._corpus = corpus
        self._waiting = waiting
        self._holders = defaultdict[str, list[str]](list)  # of a text, by its id; in this run
        self._by_headline = defaultdict[_Headline, list[str]](list)  # changed in this run
        self._file = ""  # what is being read
        self._read_there: set[str] = set()  # ids of the articles that its records gave so far
        self._digests: set[str] = set()  # of the records around
        self._given_around = defaultdict[str, set[str]](set)  # by them while unchanged, by file

    def look_up(self, raws: Sequence[RawArticle]) -> list[Record]:
        """Ask the corpus about the next records, which are then to be identified in their order."""
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
        """Return the id of the article that a record still gives as it is stored, if it does."""
        if record.raw.origin.path != self._file:
            self._file, self._read_there = record.raw.origin.path, set()
        known = record.given
        if record.is_where_it_was:
            known = record.last_id
        elif known is not None and self._waiting.is_changing(known):
            known = None
        if known is not None:
            self._read_there.add(known)
        return known

    def stood_at(self, record: Record) -> Article | None:
        """Return the article that was last read at a record's place and may have changed there.

        None where it may have changed elsewhere since, or only stands in another line or item.
        """
        last, origin = record.last, record.raw.origin
        if last is None or not last.is_present or self._waiting.is_changing(last.article_id):
            return None
        if is_one_of_many(origin) and last.digest in self._digests:
            return None
        return self._waiting.article(last.article_id) if is_a_file(origin) else None

    def identify(self, read: Article, record: Record) -> Identity:
        """Tell which article a record gives that is not `unchanged`.

        Args:
            read: What was read of it, by its own id.
        """
        identity = self._identified(read, record)
        self._read_there.add(identity.article.id)
        return identity

    def will_be_stored(self, identity: Identity, article: Article) -> None:
        """Note that an article that was identified is new or changes."""
        if identity.was:
            self._waiting.change(identity.was, None)
        self._waiting.change(article.id, article)
        if (headline := _headline(article)) is not None:
            self._by_headline[headline].append(article.id)

    def _identified(self, read: Article, record: Record) -> Identity:
        here, last_id, origin = self.stood_at(record), record.last_id, record.raw.origin
        read = self._in_own_ids(read, origin)
        is_next = here is not None and is_next_version(
            here,
            self._corpus.as_fixed(replace(read, id=here.id)),
            among_others=is_one_of_many(origin),
        )
        next_of = here if is_next else None
        if read.id != id_from(read.title, read.body):
            return self._by_name(read, here, next_of, last_id, origin)
        return self._by_text(read, here, next_of, last_id)

    def own_id(
        self, article_id: str, origin: Origin, source: object = None, title: object = None
    ) -> str:
        """The id under which an article is stored whose own was another's, else the one it names.

        Args:
            source: As the record gives it, and so ``title``.
        """
        names = (title,) if is_derived(article_id) else (source, absolute(origin.path))
        own = [id_from(name, article_id) for name in names if name and isinstance(name, str)]
        return next((known for known in own if self._waiting.article(known)), article_id)

    def _in_own_ids(self, read: Article, origin: Origin) -> Article:
        """The article with each id that it names as `own_id` has it."""
        names = (read.id, read.corrects, read.duplicate_of)
        own = [self.own_id(name, origin, read.source) if name else "" for name in names]
        return replace(read, id=own[0], corrects=own[1] or None, duplicate_of=own[2] or None)

    def _by_text(
        self, read: Article, here: Article | None, next_of: Article | None, last_id: str
    ) -> Identity:
        """Tell which article a record gives that names none.

        Its id is made of headline and text, and of outlet and day too where another article of
        another outlet or day has the same.

        Args:
            next_of: What stood here, if this is its next version.
        """
        holders = self._holders[read.id]
        ids = [read.id, *_narrower(read.id, read.source, known_day(read.published_at))]
        known = self._stored([*holders, *ids])
        its_own = [stored for stored in known if not are_told_apart(stored, read)]
        same = [stored for stored in its_own if stored.body == read.body]
        if (
            here is not None
            and here.id not in self._read_there
            and (here.title, here.body) == (read.title, read.body)
        ):
            # Where no other article fits, it is this one, its outlet or day set right.
            same = [*same, here] if are_told_apart(here, read) else [here]
        if same:
            return Identity(replace(read, id=same[0].id))
        if next_of is not None:
            holders.append(next_of.id)
            return Identity(replace(read, id=next_of.id))
        if not its_own and self._corpus.had_text(last_id, read.body):
            last = self._stored([last_id])
            its_own = [stored for stored in last if not are_told_apart(stored, read)]
        if its_own:
            return Identity(replace(read, id=its_own[0].id), is_earlier=True)
        if (updated := self._updated_by(read)) is not None:
            holders.append(updated.id)
            read = replace(read, id=updated.id)
            return Identity(read, is_earlier=self._is_earlier(read, updated), displaced=here)
        return Identity(replace(read, id=_free(ids, known)), displaced=here)

    def _by_url(self, read: Article, next_of: Article | None) -> tuple[Article, Article | None]:
        """Tell which article a record gives that is known by its URL alone.

        Several records of a file may give one URL, that of a live page say.

        Returns:
            The article under its id, and the other one that has this URL, if it is another.
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
        """Tell whether another record of the file gives the URL that this one is known by."""
        around = self._stored(self._given_around[self._file])
        return read.id in self._read_there or any(_id_by_url(near) == read.id for near in around)

    def _stored(self, ids: Iterable[str]) -> list[Article]:
        """Return the articles with these ids, of those that there are, each once."""
        found = map(self._waiting.article, dict.fromkeys(ids))
        return [article for article in found if article is not None]

    def _by_name(
        self,
        read: Article,
        here: Article | None,
        next_of: Article | None,
        last_id: str,
        origin: Origin,
    ) -> Identity:
        """Tell which article a record gives that names an id or URL.

        Args:
            next_of: What stood here, if this is its next version.
        """
        namesake = None
        if read.id == _id_by_url(read):
            read, namesake = self._by_url(read, next_of)
        named = self._waiting.article(read.id)
        if named is not None and self._is_another(named, read, last_id, origin):
            own = id_from(read.source or absolute(origin.path), read.id)
            return Identity(replace(read, id=own), namesake=named)
        if named is None and next_of is not None and is_derived(next_of.id):
            return Identity(read, was=next_of.id, namesake=namesake)
        stood_here = here is not None and here.id == read.id
        may_be_old = is_a_file(origin) and not stood_here and read.id not in self._read_there
        is_earlier = may_be_old and self._is_earlier(read, named)
        return Identity(read, is_earlier=is_earlier, namesake=namesake)

    def _is_another(self, named: Article, read: Article, last_id: str, origin: Origin) -> bool:
        """Whether the article that one names is another, from elsewhere: see `shares_only_its_id`."""
        if is_derived(read.id) or not (read.source or is_kept(origin)):
            return False
        is_elsewhere = read.id not in self._read_there and read.id != last_id
        is_of_another = named.source and read.source
        return bool(is_elsewhere or is_of_another) and shares_only_its_id(named, read)

    def _updated_by(self, read: Article) -> Article | None:
        """The article of which one that names none is the next version, wherever either was read.

        None of those that stand beside it in its file: what is listed twice is no update.
        """
        if (headline := _headline(read)) is None:
            return None
        around = self._given_around[self._file]
        ids = [*self._corpus.under_headline(*headline), *self._by_headline.get(headline, ())]
        for article_id in dict.fromkeys(ids):
            if article_id in self._read_there or article_id in around:
                continue
            stored = self._waiting.article(article_id)
            if stored is not None and _headline(stored) == headline and updates(read, stored):
                return stored
        return None

    def _is_earlier(self, read: Article, stored: Article | None) -> bool:
        """Whether a text is one that a stored article had before, and is not said to be newer."""
        if stored is None or read.body == stored.body:
            return False
        if is_newer(read.updated_at, stored.updated_at or stored.published_at):
            return False
        return self._waiting.had_text(read.id, read.body)


def _headline(article: Article) -> _Headline | None:
    """None for an article that is not known by its text, or not known well enough."""
    day = known_day(article.published_at)
    if article.url is not None or not article.source or day is None or not is_derived(article.id):
        return None
    return _Headline(article.source, article.title, day)


def _id_by_url(article: Article) -> str | None:
    return id_from(canonical_url(article.url)) if article.url else None


def _narrower(known_by: str, *more: str | date | None) -> list[str]:
    """Make ids for articles that one thing names alike, from more and more of what tells them apart."""
    parts = [str(part) for part in more if part]
    return [id_from(*parts[:count], known_by) for count in range(1, len(parts) + 1)]


def _free(ids: Sequence[str], known: Iterable[Article]) -> str:
    """Return the first of some ids that no known article has; the last if they have all."""
    taken = {article.id for article in known}
    return next((article_id for article_id in ids if article_id not in taken), ids[-1])
