"""Questions that are not answered because of who asks how much, or when."""

from __future__ import annotations

from typing import Literal

from rag.errors import NewsError

Why = Literal["too_many", "busy", "stopping"]


class RefusedError(NewsError):
    """A question is not answered now.

    Attributes:
        why: ``too_many``: the visitor asks too much; ``busy``: too many wait; ``stopping``: the
            server goes away.
        seconds: After how long asking again is worth it.
    """

    def __init__(self, why: Why, seconds: int, message: str) -> None:
        super().__init__(message)
        self.why = why
        self.seconds = seconds
