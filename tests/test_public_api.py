"""The names that others build on."""

from __future__ import annotations

import rag

PUBLIC = {
    "Answer", "Article", "Assistant", "Citation", "CorpusError", "CorpusLockedError",
    "CorpusMissingError", "CorpusVersionError", "DoneEvent", "Evidence", "EvidenceEvent",
    "InputError", "ModelError", "ModelMismatchError", "NewsError", "Passage", "Sentence",
    "SentenceEvent", "Settings", "SettingsError", "answer",
}  # fmt: skip


def test_rag_offers_these_names_and_no_others() -> None:
    assert set(rag.__all__) == PUBLIC
    assert rag.__all__ == sorted(rag.__all__)


def test_every_name_is_there() -> None:
    assert all(hasattr(rag, name) for name in PUBLIC)


def test_every_error_is_one_that_callers_can_catch() -> None:
    errors = [getattr(rag, name) for name in PUBLIC if name.endswith("Error")]
    assert all(issubclass(error, rag.NewsError) for error in errors)
