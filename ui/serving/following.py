"""Sources followed while the page is served, in a thread beside it."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING

from rag.errors import NewsError
from ui.terminal import duration

if TYPE_CHECKING:
    from ingest import Progress
    from ingest.web.following import Follower, Outcome
    from rag.embedding.model import Embedder
    from rag.settings import Settings

_log = logging.getLogger(__name__)

NOTHING_NEW = "nothing new"
EVERY_MINUTES = 15.0
PAGES_A_ROUND = 50


@contextmanager
def following(
    sources: Sequence[str],
    settings: Settings,
    embedder: Embedder,
    *,
    every_minutes: float = EVERY_MINUTES,
) -> Iterator[None]:
    """Follow sources into the corpus as long as the block runs; what comes of them is logged.

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
            )
        ) as follower,
    ):
        follower.progress = _Stop(stopped)
        thread = Thread(target=_work, args=(follower, stopped, 60 * every_minutes), name="follow")
        thread.start()
        try:
            yield
        finally:
            stopped.set()
            fetcher.cancel()
            thread.join()


def is_news(outcome: Outcome) -> bool:
    """Whether something came of a source, or it has become a problem."""
    return outcome.problem is not None or (
        not outcome.wait_seconds and told(outcome) != NOTHING_NEW
    )


def told(outcome: Outcome) -> str:
    """What came of a source, in some words."""
    summary = outcome.summary
    counts = {
        "added": summary.added,
        "updated": summary.updated,
        "duplicates": summary.duplicates,
        "rejected": len(summary.rejected),
    }
    parts = [f"{number:,} {name}" for name, number in counts.items() if number]
    if outcome.passed_over:
        parts.append(f"{outcome.passed_over:,} older pages passed over")
    if len(outcome.feeds) == 1:
        parts.append(f"its feed is followed: {outcome.feeds[0]}")
    elif outcome.feeds:
        parts.append(f"{len(outcome.feeds):,} feeds are followed")
    if outcome.problem is not None:
        parts.append(outcome.problem.removesuffix("."))
    if outcome.wait_seconds:
        parts.append(f"asked again in {duration(outcome.wait_seconds)}")
    return "; ".join(parts) or NOTHING_NEW


class _StoppedError(Exception):
    """The server ends: what is not committed is taken in the next time."""


class _Stop:
    """Ends an ingest that is under way, at its next word of how far it is."""

    def __init__(self, stopped: Event) -> None:
        self._stopped = stopped

    def __call__(self, _progress: Progress) -> None:
        if self._stopped.is_set():
            raise _StoppedError


def _work(follower: Follower, stopped: Event, every_seconds: float) -> None:
    while not stopped.is_set():
        try:
            for outcome in follower.round():
                level = logging.WARNING if outcome.problem else logging.INFO
                if is_news(outcome):
                    _log.log(level, "%s: %s", outcome.source, told(outcome))
        except _StoppedError:
            return
        except NewsError as error:
            if not stopped.is_set():
                _log.warning("Following: %s", error)
        stopped.wait(every_seconds)
