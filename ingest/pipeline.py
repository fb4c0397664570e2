"""Runs an ingest: raw articles -> windows of new passages -> their vectors -> the corpus.

Three threads work at once: one reads, cleans and cuts, the caller's keeps the model busy, one
commits.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Event
from typing import TYPE_CHECKING

from ingest.background import ahead
from ingest.encoding import encoded, lacking, new_passages
from ingest.meter import Meter
from ingest.records import (
    IngestSummary,
    Progress,
    RawArticle,
    Rejection,
    Remark,
    SourceOptions,
)
from ingest.stopping import check_stop
from ingest.triage import Triage
from ingest.windows import Entry, Window
from rag.corpus.articles import NewArticle, Seen, TakenBack

if TYPE_CHECKING:
    from rag.corpus.corpus import Corpus
    from rag.embedding.model import Embedder, PassageVectors

WINDOW_PASSAGES = 512
"""How many passages are encoded and committed together: 15 to 30 seconds of work on 2 cores."""

_WINDOWS_AHEAD = 1


def ingest_articles(
    items: Iterator[RawArticle | Rejection | Remark],
    corpus: Corpus,
    embedder: Embedder,
    *,
    today: datetime | None = None,
    progress: Callable[[Progress], None] | None = None,
    stop: Event | None = None,
    window: int = WINDOW_PASSAGES,
    size: Callable[[], int] | None = None,
    places: Sequence[str] = (),
    options: SourceOptions | None = None,
    wait_seconds: float = 0.0,
) -> IngestSummary:
    """Take raw articles from anywhere into a corpus.

    Articles are committed in windows: what an interruption leaves behind is whole, and the same call
    again does the rest. Records that were read before cost next to nothing.

    Args:
        items: Read lazily, in a thread of their own.
        today: With a zone; dates after it are refused. Default: now.
        progress: Called every few seconds, in this thread.
        stop: Once set, it ends the ingest within some seconds: after the batch being encoded.
        window: How many passages are encoded and committed together. With more, the model is used
            better, since they are sorted by length; with fewer, less is lost when it is interrupted.
        size: Returns the sum of the items' sizes, if that can be known beforehand.
        places: Paths and URLs of which the items are everything: what was rejected there before, and
            is not now, is no longer kept as rejected.
        options: How the items were read; kept with what is rejected.
        wait_seconds: How long to wait while something else writes to the corpus.

    Raises:
        ModelMismatchError: The corpus holds vectors of another model.
        CorpusLockedError: Something else still writes to the corpus.
        CorpusError: The corpus cannot be written.
        IngestStoppedError: ``stop`` was set; what is committed stays.
    """
    began, began_at = time.monotonic(), time.time()
    totals = _Totals()
    # One thread commits all along, because each that writes has a cache of its own.
    with (
        corpus.writing(wait_seconds),
        ThreadPoolExecutor(1, "ingest-size") as sizing,
        ThreadPoolExecutor(1, "ingest-commit") as writing,
    ):
        corpus.check_model(embedder.fingerprint)
        corpus.set_model(embedder.fingerprint, embedder.name)
        triage = Triage(corpus, today or datetime.now(UTC), window)
        meter = Meter(progress, sizing.submit(size) if size else None)
        committing: Future[None] | None = None
        with ahead(triage.windows(items), _WINDOWS_AHEAD) as windows:
            for full in windows:
                batch = _encoded(full, corpus, embedder, meter, stop)
                if committing is not None:
                    committing.result()
                committing = writing.submit(_commit, corpus, full, batch, totals, options)
        if committing is not None:
            committing.result()
        corpus.settle_rejected(places, began_at)
    return totals.summary(time.monotonic() - began)


class _Totals:
    """Adds up the windows that the corpus holds."""

    def __init__(self) -> None:
        self.added = self.updated = self.unchanged = self.duplicates = self.passages = 0
        self.rejected: list[Rejection] = []
        self.remarks: list[Remark] = []

    def add(self, window: Window, copies: Container[str]) -> None:
        for entry in window.entries:
            if isinstance(entry, Entry):
                is_copy = entry.is_new and entry.article.id in copies
                self.duplicates += is_copy
                self.added += entry.is_new and not is_copy
                self.updated += not entry.is_new
            self.updated += isinstance(entry, TakenBack)
        self.unchanged += window.unchanged
        self.rejected += window.rejected
        self.remarks += window.remarks
        self.passages += window.passages

    def summary(self, seconds: float) -> IngestSummary:
        return IngestSummary(
            added=self.added,
            updated=self.updated,
            unchanged=self.unchanged,
            duplicates=self.duplicates,
            rejected=tuple(self.rejected),
            warnings=tuple(self.remarks),
            passages=self.passages,
            seconds=seconds,
        )


def _encoded(
    window: Window, corpus: Corpus, embedder: Embedder, meter: Meter, stop: Event | None
) -> list[NewArticle | Seen]:
    """Return the entries of a window with their vectors; equal passages are encoded only once,
    ever.
    """
    check_stop(stop)
    entries = [entry for entry in window.entries if isinstance(entry, Entry)]
    inputs = [item for entry in entries for item in entry.inputs]
    vectors = corpus.known_vectors({item.digest for item in inputs})
    missing = lacking(inputs, vectors)
    known = window.passages - len(missing)
    meter.advance(window.records, known, 0 if missing else window.size)
    for made in encoded(missing, embedder):
        vectors.update(made)
        check_stop(stop)
        meter.advance(0, len(made), window.size * len(made) // len(missing))
    return [
        entry if isinstance(entry, Seen) else _with_vectors(entry, vectors)
        for entry in window.entries
    ]


def _with_vectors(entry: Entry, vectors: Mapping[bytes, PassageVectors]) -> NewArticle:
    passages = new_passages(entry.passages, entry.inputs, vectors)
    record = entry.record
    return NewArticle(
        entry.article,
        record.input_digest,
        passages,
        record.place,
        entry.provenance,
        entry.previous_id,
    )


def _commit(
    corpus: Corpus,
    window: Window,
    batch: Sequence[NewArticle | Seen],
    totals: _Totals,
    options: SourceOptions | None,
) -> None:
    copies = corpus.write(batch) if batch else ()
    if window.rejected:
        corpus.note_rejected(
            ((item.path, item.line, item.item, item.reason) for item in window.rejected),
            options.set_values() if options else None,
        )
    window.committed = True
    totals.add(window, copies)
