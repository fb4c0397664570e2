"""Stops an ingest that is under way, between two batches."""

from __future__ import annotations

from threading import Event

from rag.errors import NewsError


class IngestStoppedError(NewsError):
    """An ingest was stopped by its caller; what is committed stays."""


def check_stop(stop: Event | None) -> None:
    """Raise an error if an ingest is to be stopped.

    Args:
        stop: The event that stops it, once set.

    Raises:
        IngestStoppedError: It is set.
    """
    if stop is not None and stop.is_set():
        raise IngestStoppedError("The ingest was stopped. Run it again: it goes on from there.")
