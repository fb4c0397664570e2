"""Refusing visitors for the moment (rate limits, a full queue, stopping); error texts for them."""

from __future__ import annotations

import logging
from typing import Literal

from rag.errors import CorpusLockedError, InputError, NewsError
from ui.texts import Refusal, Texts, texts_for

Why = Literal["too_many", "busy", "stopping"]

_STOPPING_SECONDS = 30

_log = logging.getLogger(__name__)


class RefusedError(NewsError):
    """A request is refused for the moment; its text is English, `said` has it in others.

    Attributes:
        why: ``too_many``: the visitor does too much of it; ``busy``: too many wait; ``stopping``:
            the server goes away.
        seconds: After how long trying again is worth it.
    """

    def __init__(self, why: Why, what: Refusal, seconds: int, number: int = 0) -> None:
        """Refuse.

        Args:
            what: Which of the texts says it.
            number: How many are allowed in a minute, or wait.
        """
        self.why = why
        self.seconds = seconds
        self._what = what
        self._number = number
        super().__init__(self.said(texts_for("en")))

    def said(self, texts: Texts) -> str:
        """The refusal in a language of the page."""
        return texts.refused[self._what].format(number=self._number, seconds=self.seconds)


def stopping() -> RefusedError:
    """Make the refusal that is given while the server is being stopped."""
    return RefusedError("stopping", "stopping", _STOPPING_SECONDS)


def error_text(error: NewsError, texts: Texts) -> str:
    """Say to a visitor what went wrong, in a language of the page; faults are in the log alone."""
    match error:
        case RefusedError():
            return error.said(texts)
        case InputError():
            return str(error)
        case CorpusLockedError():
            return texts.locked
    _log.error("The archive could not be used: %s", error)  # names folders and models
    return texts.fault
