"""Ends the taking in of articles that is under way when the server ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threading import Event

    from ingest import Progress


class BrokenOffError(Exception):
    """The server ends: what is committed stays, the rest can be taken in the next time."""


def unless(
    ended: Event, tell: Callable[[Progress], None] | None = None
) -> Callable[[Progress], None]:
    """What an ingest tells how far it is, and what breaks it off there once the server ends.

    Args:
        ended: Set when it does.
        tell: Told before.
    """

    def told(progress: Progress) -> None:
        if ended.is_set():
            raise BrokenOffError
        if tell is not None:
            tell(progress)

    return told
