"""Stops an ingest that is under way when the server ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threading import Event

    from ingest import Progress


class StoppedError(Exception):
    """The ingest was stopped: what is committed stays, the rest can be taken in the next time."""


def until_stopped(
    ended: Event, tell: Callable[[Progress], None] | None = None
) -> Callable[[Progress], None]:
    """Make a progress callback for an ingest that stops it, by a `StoppedError`, once the server ends.

    Args:
        ended: Set when it does.
        tell: Called with the progress before.
    """

    def show(progress: Progress) -> None:
        if ended.is_set():
            raise StoppedError
        if tell is not None:
            tell(progress)

    return show
