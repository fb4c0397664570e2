"""Follows sources in a thread while the page is served."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING

from rag.errors import NewsError
from ui.followed import EVERY_MINUTES, PAGES_A_ROUND, is_news, outcome_text

if TYPE_CHECKING:
    from ingest import SourceOptions
    from ingest.web.following import Follower
    from rag.embedding.model import Embedder
    from rag.settings import Settings

ENDING_SECONDS = 10.0
"""How long an ingest under way has to notice that the server ends."""

_log = logging.getLogger(__name__)


@contextmanager
def following(
    sources: Sequence[str],
    settings: Settings,
    embedder: Embedder,
    *,
    options: SourceOptions | None = None,
    every_minutes: float = EVERY_MINUTES,
) -> Iterator[None]:
    """Follow sources into the corpus as long as the block runs; results are logged.

    Args:
        options: How the sources are read.

    Raises:
        CorpusError: The corpus cannot be opened.
    """
    from ingest.web.fetching import Fetcher
    from ingest.web.following import Follower
    from rag.corpus.corpus import Corpus

    if not sources:
        yield
        return
    stopped = Event()
    fetcher = Fetcher(settings)
    with (
        closing(Corpus(settings.corpus)) as corpus,
        closing(
            Follower(
                sources,
                corpus,
                embedder,
                fetcher,
                every_seconds=60 * every_minutes,
                limit=PAGES_A_ROUND,
                options=options,
                stop=stopped,
            )
        ) as follower,
    ):
        # A daemon, because waiting for another writer must not hold up a server that ends.
        thread = Thread(
            target=_work, args=(follower, stopped, 60 * every_minutes), name="follow", daemon=True
        )
        thread.start()
        try:
            yield
        finally:
            stopped.set()
            fetcher.cancel()
            thread.join(ENDING_SECONDS)


def _work(follower: Follower, stopped: Event, every_seconds: float) -> None:
    while not stopped.is_set():
        began = time.monotonic()
        try:
            for outcome in follower.round(every_seconds):
                if stopped.is_set():
                    return
                level = logging.WARNING if outcome.problem else logging.INFO
                if is_news(outcome):
                    _log.log(level, "%s: %s", outcome.source, outcome_text(outcome))
        except NewsError as error:
            if not stopped.is_set():
                _log.warning("Following: %s", error)
        except Exception:  # a fault of the program; the next round may well succeed
            if not stopped.is_set():
                _log.exception("Following: a round was broken off.")
        stopped.wait(max(0.0, began + every_seconds - time.monotonic()))
