"""Ask a news archive: ``from rag import answer, Assistant``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.errors import (
    CorpusError,
    CorpusLockedError,
    CorpusMissingError,
    CorpusVersionError,
    InputError,
    ModelError,
    ModelMismatchError,
    NewsError,
    SettingsError,
)
from rag.records import (
    Answer,
    Article,
    Citation,
    DoneEvent,
    Evidence,
    EvidenceEvent,
    Passage,
    Sentence,
    SentenceEvent,
)

if TYPE_CHECKING:
    from rag.assistant import Assistant, answer
    from rag.settings import Settings

__all__ = [
    "Answer",
    "Article",
    "Assistant",
    "Citation",
    "CorpusError",
    "CorpusLockedError",
    "CorpusMissingError",
    "CorpusVersionError",
    "DoneEvent",
    "Evidence",
    "EvidenceEvent",
    "InputError",
    "ModelError",
    "ModelMismatchError",
    "NewsError",
    "Passage",
    "Sentence",
    "SentenceEvent",
    "Settings",
    "SettingsError",
    "answer",
]

_LATE = {"Assistant": "rag.assistant", "answer": "rag.assistant", "Settings": "rag.settings"}


def __getattr__(name: str) -> object:
    # What imports NumPy and pydantic is imported when it is asked for: `news --help` needs neither.
    if name in _LATE:
        from importlib import import_module

        return getattr(import_module(_LATE[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
