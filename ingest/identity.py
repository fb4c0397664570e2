"""Which article a record gives: the one that it names, that has its text, or that stood at its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ingest.cleaning import id_from
from ingest.places import is_a_file, is_kept, is_one_of_many
from ingest.records import Origin
from ingest.versions import is_derived, is_next_version, shares_only_its_id, updates
from ingest.windows import Waiting
from rag.corpus.articles import LastRead
from rag.corpus.rejected import absolute
from rag.dates import is_newer, known_day
from rag.records import Article

if TYPE_CHECKING:
    from rag.corpus.corpus import Corpus


class Identity(NamedTuple):
    """Which article one that was read is.

    Attributes:
        article: With the id under which it is known from then on.
        was: The id under which it is stored so far, where its source gives it another; else "".
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


class _Headline(NamedTuple):
    """What a report and its updates have in common where none names an article."""

    source: str
    title: str
    day: date


class Identities:
    """Tells which article each record gives, by the corpus and by what was read before it."""

    def __init__(self, corpus: Corpus, waiting: Waiting) -> None:
        """Start with nothing read."""
        self._corpus = corpus
        self._waiting = waiting
        self._by_text: dict[str, str] = {}
        self._by_headline = defaultdict[_Headline, list[str]](list)  # changed in this run
        self._file = ""  # what is being read
        self._read_there: set[str] = set()  # ids of the articles that its records gave so far
        self._coming: Mapping[str, Collection[str]] = {}

    def expect(self, coming: Mapping[str, Collection[str]]) -> None:
        """Take note of the ids of unchanged records around, by their file."""
        self._coming = coming

    def begin(self, path: str) -> None:
        """What is read from here on stands in this file."""
        if path != self._file:
            self._file, self._read_there = path, set()

    def was_read(self, article_id: str) -> None:
        """A record of the file gave this article."""
        self._read_there.add(article_id)

    def will_be_stored(self, article: Article) -> None:
        """This article is new or changes."""
        if (headline := _headline(article)) is not None:
            self._by_headline[headline].append(article.id)

    def stood_at(
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
        if is_one_of_many(origin) and last.digest in digests:
            return None
        return self._waiting.article(last.article_id) if is_a_file(origin) else None

    def identify(
        self, read: Article, here: Article | None, last_id: str, origin: Origin
    ) -> Identity:
        """Which article is read.

        Args:
            here: As `stood_at` tells it.
            last_id: Of the article that was last read here, "" if none was.
        """
        read = self._in_own_ids(read, origin)
        is_next = here is not None and is_next_version(
            here,
            self._corpus.as_fixed(replace(read, id=here.id)),
            among_others=is_one_of_many(origin),
        )
        next_of = here if is_next else None
        by_text = id_from(read.title, read.body)
        if read.id != by_text:
            return self._by_name(read, here, next_of, last_id, origin)
        stored = self._waiting.article(self._by_text.get(by_text, by_text))
        if stored is not None and stored.body == read.body:
            return Identity(replace(read, id=stored.id))
        if next_of is not None:
            self._by_text[by_text] = next_of.id
            return Identity(replace(read, id=next_of.id))
        if stored is None and self._corpus.had_text(last_id, read.body):
            stored = self._waiting.article(last_id)
        if stored is not None:
            return Identity(replace(read, id=stored.id), is_earlier=True)
        if (updated := self._updated_by(read)) is not None:
            self._by_text[by_text] = updated.id
            read = replace(read, id=updated.id)
            return Identity(read, is_earlier=self._is_earlier(read, updated), displaced=here)
        return Identity(read, displaced=here)

    def own_id(self, article_id: str, source: str | None, origin: Origin) -> str:
        """The id under which an article is stored whose own was another's, else the one it names."""
        if is_derived(article_id):
            return article_id
        own = [id_from(name, article_id) for name in (source, absolute(origin.path)) if name]
        return next((known for known in own if self._waiting.article(known)), article_id)

    def _in_own_ids(self, read: Article, origin: Origin) -> Article:
        """The article with each id that it names as `own_id` has it."""
        names = (read.id, read.corrects, read.duplicate_of)
        own = [self.own_id(name, read.source, origin) if name else "" for name in names]
        return replace(read, id=own[0], corrects=own[1] or None, duplicate_of=own[2] or None)

    def _by_name(
        self,
        read: Article,
        here: Article | None,
        next_of: Article | None,
        last_id: str,
        origin: Origin,
    ) -> Identity:
        """Which article one is that names an id or URL.

        Args:
            next_of: What stood here, if this is its next version.
        """
        named = self._waiting.article(read.id)
        if named is not None and self._is_another(named, read, last_id, origin):
            own = id_from(read.source or absolute(origin.path), read.id)
            return Identity(replace(read, id=own), namesake=named)
        if named is None and next_of is not None and is_derived(next_of.id):
            return Identity(read, was=next_of.id)
        stood_here = here is not None and here.id == read.id
        may_be_old = is_a_file(origin) and not stood_here and read.id not in self._read_there
        return Identity(read, is_earlier=may_be_old and self._is_earlier(read, named))

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
        coming = self._coming.get(self._file, ())
        ids = [*self._corpus.under_headline(*headline), *self._by_headline.get(headline, ())]
        for article_id in dict.fromkeys(ids):
            if article_id in self._read_there or article_id in coming:
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
