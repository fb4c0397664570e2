"""Takes files, folders and web addresses into a corpus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from ingest.pipeline import WINDOW_PASSAGES, ingest_articles
from ingest.records import IngestSummary, Progress, SourceOptions
from ingest.sources import read, size_of
from ingest.sources.files import shown
from ingest.web import WEB_LIMIT, is_address

if TYPE_CHECKING:
    from ingest.web.fetching import Fetcher
    from rag.corpus.corpus import Corpus
    from rag.embedding.model import Embedder


def ingest(
    paths: Sequence[Path | str],
    corpus: Corpus,
    embedder: Embedder,
    *,
    today: datetime | None = None,
    progress: Callable[[Progress], None] | None = None,
    stop: Event | None = None,
    window: int = WINDOW_PASSAGES,
    limit: int = WEB_LIMIT,
    options: SourceOptions | None = None,
    fetcher: Fetcher | None = None,
    wait_seconds: float = 0.0,
) -> IngestSummary:
    """Take files, folders and web addresses into a corpus. A source that cannot be read is rejected,
    and the others are taken in.

    An interruption leaves what is whole behind; the same call again does the rest
    (`ingest.pipeline.ingest_articles`, which says what the other arguments are).

    Args:
        today: With a zone; dates after it are refused. Default: now.
        progress: Called every few seconds, in this thread.
        stop: Once set, it ends the ingest within some seconds: after the batch being encoded.
        limit: How many pages of one feed or sitemap on the web are read, the newest first; see
            `ingest.web`.
        options: How the sources are to be read: names of columns, the outlet.
        fetcher: Fetches the web addresses. Default: one with the settings of the environment.
        wait_seconds: How long to wait while something else writes to the corpus.

    Raises:
        ModelMismatchError: The corpus holds vectors of another model.
        CorpusLockedError: Something else still writes to the corpus.
        CorpusError: The corpus cannot be written.
        IngestStoppedError: ``stop`` was set; what is committed stays.
    """
    addresses = [path for path in paths if isinstance(path, str) and is_address(path)]
    files = [Path(path) for path in paths if path not in addresses]
    summary = ingest_articles(
        chain.from_iterable([read(file, options) for file in files]),
        corpus,
        embedder,
        today=today,
        progress=progress,
        stop=stop,
        window=window,
        size=lambda: sum(map(size_of, files)),
        places=[shown(file) for file in files],
        options=options,
        wait_seconds=wait_seconds,
    )
    if addresses:
        from ingest.web.intake import ingest_web

        summary += ingest_web(
            addresses,
            corpus,
            embedder,
            fetcher=fetcher,
            limit=limit,
            options=options,
            today=today,
            progress=progress,
            stop=stop,
            wait_seconds=wait_seconds,
        )
    return summary
