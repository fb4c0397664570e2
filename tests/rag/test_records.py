"""Records are frozen, and their JSON forms hold what the command line promises."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError

import pytest

from rag import errors
from rag.records import Article, Evidence

EVIDENCE = Evidence(
    article_id="a", start=0, end=4, text="Text", score=1.5, title="Title", source=None, url=None,
    published_at="2025", language="nl", kind="report", sentences=((0, 4),), signals={"dense": 0.5},
)  # fmt: skip


def test_a_record_cannot_be_changed() -> None:
    article = Article("a", "Title", "Body")
    with pytest.raises(FrozenInstanceError):
        article.title = "Other"  # type: ignore[misc]


def test_evidence_can_be_written_as_json() -> None:
    read = json.loads(json.dumps(EVIDENCE.as_dict()))
    assert {"article_id", "start", "end", "text", "score", "published_at"} <= read.keys()
    assert read["signals"] == {"dense": 0.5}


def test_every_error_is_one_a_caller_can_catch_as_one() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    assert all(issubclass(kind, errors.NewsError) for kind in kinds)
    drawn = errors.__doc__ or ""
    assert all(kind.__name__ in drawn for kind in kinds)
