"""Asked from a day on which an article may have said something else than it says today."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ingest import ingest
from rag import Assistant
from rag.corpus.corpus import Corpus
from rag.embedding.model import Embedder

QUESTION = "How many people did the fire in the mill of Ostrova kill?"
FIRST = "The fire in the mill of Ostrova killed ten people on Wednesday. The street was closed."
LATER = "The fire in the mill of Ostrova killed twenty people. The owner was arrested on 5 March."


def take_in(corpus: Corpus, folder: Path, embedder: Embedder, body: str, **fields: str) -> None:
    """One version of an article on a fire on New Year's Day."""
    record = {
        "id": "fire",
        "title": "Fire in Ostrova",
        "body": body,
        "published_at": "2025-01-01",
        "source": "The Ostrova Post",
        "language": "en",
        **fields,
    }
    path = folder / "fire.jsonl"
    path.write_text(json.dumps(record))
    ingest([path], corpus, embedder)


def test_a_later_text_is_not_quoted(
    tmp_path: Path, corpus: Corpus, corpus_folder: Path, embedder: Embedder
) -> None:
    take_in(corpus, tmp_path, embedder, FIRST)
    take_in(corpus, tmp_path, embedder, LATER, updated_at="2025-03-06")
    with Assistant(corpus_folder, embedder=embedder, stale_after_days=999) as assistant:
        assert assistant.search(QUESTION, as_of="2025-01-10") == []
        assert assistant.answer(QUESTION, as_of="2025-01-10").status == "no_answer"
        answer = assistant.answer(QUESTION, as_of="2025-03-06")
    assert "twenty" in answer.text
    assert answer.notice is None


@pytest.mark.parametrize(
    ("question", "notice"),
    [
        (QUESTION, "was changed after 10 January 2025"),
        ("Hoeveel mensen doodde de brand in de molen?", "is na 10 januari 2025 gewijzigd"),
    ],
)
def test_that_a_cited_article_was_changed_later_is_told(
    tmp_path: Path,
    corpus: Corpus,
    corpus_folder: Path,
    embedder: Embedder,
    question: str,
    notice: str,
) -> None:
    take_in(corpus, tmp_path, embedder, LATER, updated_at="2025-03-06")
    with Assistant(corpus_folder, embedder=embedder, stale_after_days=999) as assistant:
        answer = assistant.answer(question, as_of="2025-01-10")
        assert {citation.article_id for citation in answer.citations} == {"fire"}
        assert notice in (answer.notice or "")
        assert assistant.answer(question, as_of="2025-03-06").notice is None
