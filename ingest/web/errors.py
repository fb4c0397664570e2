"""Defines what can go wrong with fetching."""

from __future__ import annotations

from rag.errors import InputError


class FetchError(InputError):
    """An address cannot be fetched; the message says why, and what to do.

    Attributes:
        is_final: Whether the same request would fail again, so that trying soon is of no use.
        retry_seconds: After how many seconds the server asked to be tried again; None if it did not.
    """

    def __init__(
        self, message: str, *, is_final: bool = False, retry_seconds: float | None = None
    ) -> None:
        super().__init__(message)
        self.is_final = is_final
        self.retry_seconds = retry_seconds


class FetchCancelledError(FetchError):
    """Another thread ended the fetching; this says nothing of the address."""
