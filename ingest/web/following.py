"""Follows sources: looks at them again and again, and takes in what is new: `news follow`.

A round polls all sources that are due, several at once, and takes in what they have as it comes. The
corpus is locked for writing only while articles go into it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event
from typing import TYPE_CHECKING

from ingest.pipeline import ingest_articles
from ingest.records import (
    NOTHING_TAKEN_IN,
    IngestSummary,
    Progress,
    RawArticle,
    Rejection,
    Remark,
    SourceOptions,
)
from ingest.stopping import IngestStoppedError
from ingest.web import is_address
from ingest.web.errors import FetchCancelledError, FetchError
from ingest.web.fetching import Fetcher
from ingest.web.memory import NEVER, Memory
from ingest.web.polling import Poll, poll_address, poll_path
from ingest.web.visiting import Batch, Visitor, waiting_seconds
from rag.errors import CorpusLockedError, InputError, NewsError, fault_text

if TYPE_CHECKING:
    from rag.corpus.corpus import Corpus
    from rag.embedding.model import Embedder

_POLLED_AT_ONCE = 4
_LONGEST_WAIT_SECONDS = 6 * 3_600.0
_FOR_THE_CORPUS_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of one source in one round.

    Attributes:
        problem: Why it could not be polled or taken in, and what to do; None if all went well.
        feeds: Feeds that are followed from now on because the source names them.
        passed_over: How many pages were there before it was followed, and were not read.
        wait_seconds: How long it is left alone after a problem, in this round or an earlier one.
    """

    source: str
    summary: IngestSummary = NOTHING_TAKEN_IN
    problem: str | None = None
    feeds: tuple[str, ...] = ()
    passed_over: int = 0
    wait_seconds: float = 0.0


@dataclass(slots=True)
class _Taken:
    """What has been taken in of a source that is being polled.

    Attributes:
        is_whole: False once a batch could not be stored: later batches of this round are skipped,
            and fetched again in the next.
        problem: Why a batch could not be stored.
    """

    summary: IngestSummary = NOTHING_TAKEN_IN
    is_whole: bool = True
    problem: str | None = None


class Follower:
    """Follows sources into a corpus; one thread runs its rounds.

    Attributes:
        sources: The given sources, and the feeds that they name.
        progress: Called while many articles are taken in; may be set at any time.
    """

    def __init__(
        self,
        sources: Sequence[str],
        corpus: Corpus,
        embedder: Embedder,
        fetcher: Fetcher,
        *,
        every_seconds: float,
        limit: int,
        options: SourceOptions | None = None,
        stop: Event | None = None,
    ) -> None:
        """Make ready; nothing is polled yet.

        Args:
            sources: Web addresses, and paths of files and folders.
            every_seconds: Seconds between rounds; a source that fails waits twice as long, then
                twice that, and so on.
            limit: How many pages of one source are read in one round.
            options: How the sources are to be read: names of columns, the outlet.
            stop: Once set, it ends a round after the batch that is being encoded.

        Raises:
            CorpusError: The folder of the corpus cannot be written.
        """
        self.sources = list(dict.fromkeys(sources))
        self.progress: Callable[[Progress], None] | None = None
        self._corpus = corpus
        self._embedder = embedder
        self._fetcher = fetcher
        self._every = every_seconds
        self._limit = limit
        self._options = options
        self._stop = stop
        self._memory = Memory(corpus.folder)
        self._visitor = Visitor(fetcher, self._memory, options, every_seconds)
        self._replaced: set[str] = set()
        self._threads = ThreadPoolExecutor(_POLLED_AT_ONCE, "follow")
        self._polled: dict[str, _Taken] = {}
        self._events: SimpleQueue[tuple[str, Batch | Poll | BaseException]] = SimpleQueue()

    def round(self, seconds: float | None = None) -> Iterator[Outcome]:
        """Poll all sources that are due, and yield the outcome of each as it answers.

        The outcomes of sources that are not due come first.

        Args:
            seconds: The round ends after so many seconds; sources that are still being polled then
                belong to the next. None: it ends when all have answered.

        Raises:
            ModelMismatchError: The corpus holds vectors of another model.
            CorpusError: The corpus cannot be written.
        """
        ends = None if seconds is None else time.monotonic() + seconds
        seen = set(self._polled)
        try:
            while True:
                for source, wait_seconds in self._waits().items():
                    if source in seen:
                        continue
                    seen.add(source)
                    if wait_seconds > 0:
                        yield Outcome(source, wait_seconds=wait_seconds)
                    else:
                        self._polled[source] = _Taken()
                        self._threads.submit(self._poll, source)
                if not self._polled:
                    return
                left = None if ends is None else max(0.0, ends - time.monotonic())
                try:
                    source, event = self._events.get(timeout=left)
                except Empty:
                    return
                if isinstance(event, Batch):
                    self._take_in(self._polled[source], event)
                else:
                    yield self._outcome(source, self._polled.pop(source), event)
        except IngestStoppedError:
            return
        except (KeyboardInterrupt, SystemExit, GeneratorExit):
            self._fetcher.cancel()
            raise

    def close(self) -> None:
        """Close the memory, which stays on the disk, and break off what is being polled."""
        if self._polled:
            self._fetcher.cancel()
        self._threads.shutdown(wait=False, cancel_futures=True)
        self._memory.close()

    def _waits(self) -> dict[str, float]:
        """Return how many seconds each source is still left alone; 0 or less if it is due."""
        visits = self._memory.recall("source", self.sources)
        now = time.time()
        return {
            source: visits.get(source, NEVER).not_before - now
            for source in self.sources
            if source not in self._replaced
        }

    def _poll(self, source: str) -> None:
        """Hand over what a source has, as it comes, and then how it ended. Runs in a thread."""
        try:
            if is_address(source):
                poll = poll_address(self._visitor, self._memory, source, self._limit)
            else:
                poll = poll_path(self._memory, Path(source), self._options)
            for batch in poll.batches:
                self._events.put((source, batch))
            self._events.put((source, poll))
        except BaseException as error:
            self._events.put((source, error))

    def _take_in(self, taken: _Taken, batch: Batch) -> None:
        if not taken.is_whole:
            return
        taken.is_whole = False
        try:
            taken.summary += self._taken_in(batch)
            taken.is_whole = True
        except CorpusLockedError as error:
            taken.problem = str(error)

    def _outcome(self, source: str, taken: _Taken, event: Poll | BaseException) -> Outcome:
        if isinstance(event, Poll):
            summary = replace(taken.summary, warnings=(*event.remarks, *taken.summary.warnings))
            if taken.problem is not None:
                return Outcome(source, summary, problem=taken.problem)
            new = tuple(feed for feed in event.feeds if feed not in self.sources)
            self.sources += new
            if event.is_replaced:
                self._replaced.add(source)
            return Outcome(source, summary, feeds=new, passed_over=event.passed_over)
        if isinstance(event, InputError) and not isinstance(event, FetchCancelledError):
            asked = event.retry_seconds if isinstance(event, FetchError) else None
            return self._failed(source, taken.summary, str(event), asked or 0.0)
        if isinstance(event, NewsError) or not isinstance(event, Exception):
            raise event
        # one source does not end the round for all
        return self._failed(source, taken.summary, fault_text(event))

    def _failed(
        self, source: str, summary: IngestSummary, problem: str, asked: float = 0.0
    ) -> Outcome:
        before = self._memory.visit("source", source)
        seconds = waiting_seconds(before.failures, 2 * self._every, _LONGEST_WAIT_SECONDS)
        if not is_address(source):  # looking at a folder troubles nobody
            seconds = 0.0
        seconds = max(seconds, asked)
        self._memory.remember("source", {source: before.failed(time.time(), seconds)})
        return Outcome(source, summary, problem=problem, wait_seconds=seconds)

    def _taken_in(self, batch: Batch) -> IngestSummary:
        summary = NOTHING_TAKEN_IN
        items = iter(batch.items)
        first = next(items, None)
        if first is not None:
            summary = self._ingest(chain([first], items), batch.places)
        elif self._kept_rejected().intersection(batch.places):
            summary = self._ingest(iter(()), batch.places)
        self._memory.remember(batch.kind, batch.visits)
        return summary

    def _kept_rejected(self) -> set[str]:
        return {item.source for item in self._corpus.rejected()}

    def _ingest(
        self, items: Iterator[RawArticle | Rejection | Remark], places: Sequence[str]
    ) -> IngestSummary:
        return ingest_articles(
            items,
            self._corpus,
            self._embedder,
            progress=self.progress,
            stop=self._stop,
            places=places,
            options=self._options,
            wait_seconds=_FOR_THE_CORPUS_SECONDS,
        )
