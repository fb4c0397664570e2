"""The assistant as LangChain's building blocks, over the sample archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rag import Assistant
from rag.embedding.model import Embedder
from rag.errors import InputError
from rag.langchain import NewsRetriever, NewsRunnable

WHY = "Why did the ferry Lastivka sink?"


@pytest.fixture(scope="module")
def assistant(sample_corpus: Path, embedder: Embedder) -> Iterator[Assistant]:
    with Assistant(sample_corpus, embedder=embedder) as opened:
        yield opened


def test_a_document_carries_where_its_passage_stands(assistant: Assistant) -> None:
    documents = NewsRetriever(assistant=assistant, k=2).invoke(WHY)
    assert len(documents) == 2
    for document in documents:
        data = document.metadata
        body = assistant.article(data["article_id"]).body
        assert document.page_content == body[data["start"] : data["end"]]


def test_questions_are_answered_in_batches(assistant: Assistant) -> None:
    runnable = NewsRunnable(assistant, written_by="extractive", as_of="2026-11-24")
    answers = runnable.batch([WHY, "Who won the Eurovision song contest?"])
    assert [answer.status for answer in answers] == ["answered", "no_answer"]
    assert {answer.writer for answer in answers} == {"extractive"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"langauge": ["nl"]}, "no option 'langauge': is language meant"),
        ({"colour": "red"}, "no option 'colour'; there are as_of, since"),
    ],
)
def test_an_option_that_there_is_not_is_refused_at_once(
    assistant: Assistant, options: dict[str, Any], said: str
) -> None:
    with pytest.raises(InputError, match=said):
        NewsRetriever(assistant=assistant, options=options)
    with pytest.raises(InputError, match=said):
        NewsRunnable(assistant, **options)
