"""Refusals for the moment (rate limits, a full queue, stopping), and errors, told to visitors."""

from __future__ import annotations

import logging
from typing import Literal

from rag.errors import CorpusLockedError, InputError, NewsError
from ui.texts import Refusal, Texts, texts_for

Why = Literal["too_many", "busy", "stopping"]

_STOPPING_SECONDS = 30

_log = logging.getLogger(__name__)


class RefusedError(NewsError):
    """A request is refused for the moment. Its text is English; `text_in` gives it in others.

    Attributes:
        why: ``too_many``: the visitor does too much; ``busy``: too many are waiting; ``stopping``:
            the server is being stopped.
        seconds: How long to wait before another try.
    """

    def __init__(self, why: Why, what: Refusal, seconds: int, number: int = 0) -> None:
        """Make a refusal.

        Args:
            what: The key of its text.
            number: How many are allowed in a minute, or are waiting.
        """
        self.why = why
        self.seconds = seconds
        self._what = what
        self._number = number
        super().__init__(self.text_in(texts_for("en")))

    def text_in(self, texts: Texts) -> str:
        """Return the text in a language of the page."""
        return texts.refused[self._what].format(number=self._number, seconds=self.seconds)


def stopping() -> RefusedError:
    """Make the refusal for the time while the server is being stopped."""
    return RefusedError("stopping", "stopping", _STOPPING_SECONDS)


def error_text(error: NewsError, texts: Texts) -> str:
    """Say to a visitor what went wrong, in a language of the page; details go to the log alone."""
    match error:
        case RefusedError():
            return error.text_in(texts)
        case InputError():
            return str(error)
        case CorpusLockedError():
            return texts.locked
    _log.error("The archive could not be used: %s", error)  # names folders and models
    return texts.fault
