"""Stopping an ingest that is under way, between two batches of it."""

from __future__ import annotations

from threading import Event

from rag.errors import NewsError


class IngestStoppedError(NewsError):
    """An ingest was stopped by who began it: what is committed stays."""


def check_stop(stop: Event | None) -> None:
    """Go on unless an ingest is to be stopped.

    Args:
        stop: Set when it is.

    Raises:
        IngestStoppedError: It is set.
    """
    if stop is not None and stop.is_set():
        raise IngestStoppedError("The ingest was stopped. Run it again: it goes on from there.")
