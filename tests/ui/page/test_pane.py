"""An article that is read, and what is known beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ingest import ingest
from rag.corpus.corpus import Corpus
from rag.embedding.model import Embedder
from rag.records import Citation
from ui.page.conversation import Conversation
from ui.page.pane import Pane, context_of
from ui.page.views.evidence import opens
from ui.serving.served import ServedAssistant

STORM = "Three people died in the storm, the mayor of Merel said."
FOUND = "Five people died in the storm, the mayor said on Monday."
HEAD = "---\nurl: https://news.example/storm\n---\n"

Write = Callable[[str], None]
Opened = Callable[[Citation], str]


@pytest.fixture
def write(corpus: Corpus, embedder: Embedder, tmp_path: Path) -> Write:
    """Takes in the one article, or what it says next."""

    def version(body: str) -> None:
        file = tmp_path / "storm.md"
        file.write_text(HEAD + body, encoding="utf-8")
        ingest([file], corpus, embedder)

    return version


@pytest.fixture
def opened(corpus_folder: Path, embedder: Embedder) -> Iterator[Opened]:
    """What is read when a citation is pressed."""
    with ServedAssistant(corpus_folder, embedder=embedder, writer="extractive") as assistant:
        pane = Pane(assistant)

        def read(citation: Citation) -> str:
            sent: dict[str, Any] = dict(re.findall(r'data-(\w+)="([^"]*)"', opens(citation)))
            sent |= {name: int(sent[name]) for name in ("start", "end")}
            event: Any = SimpleNamespace(article=sent.pop("open"), **sent)
            return str(pane.open(Conversation(), event))

        yield read


def cited(corpus: Corpus, quote: str) -> Citation:
    (article,) = corpus.articles()
    start = article.body.index(quote)
    return Citation(
        1, article.id, article.title, None, None, None, "en", quote, start, start + len(quote)
    )


def marked(view: str) -> list[str]:
    return re.findall("<mark>(.*?)</mark>", view)


def test_a_quote_is_opened_where_it_stands_though_its_article_has_changed(
    corpus: Corpus, write: Write, opened: Opened
) -> None:
    write(STORM)
    citation = cited(corpus, STORM)
    assert marked(opened(citation)) == [STORM]
    write(f"{FOUND}\n\n{STORM}")
    view = opened(citation)
    assert marked(view) == [STORM]
    assert FOUND not in view.partition('<section class="versions">')[0]
    assert "has changed since it was quoted" in view
    assert "Read it as it is now" in view


def test_a_quote_that_still_stands_is_opened_in_what_its_article_says_now(
    corpus: Corpus, write: Write, opened: Opened
) -> None:
    write(STORM)
    citation = cited(corpus, STORM)
    write(f"{STORM}\n\n{FOUND}")
    view = opened(citation)
    assert marked(view) == [STORM]
    assert FOUND in view
    assert "has changed since" not in view


def test_nothing_is_marked_of_an_article_that_never_said_the_quote(
    corpus: Corpus, write: Write, opened: Opened
) -> None:
    write(STORM)
    citation = cited(corpus, STORM)
    corpus.remove(citation.article_id)
    write(FOUND)
    view = opened(citation)
    assert marked(view) == []
    assert "what was quoted is not kept" in view


def test_a_correction_and_what_it_corrects_are_known_beside_each_other(
    sample_corpus: Path,
) -> None:
    with closing(Corpus(sample_corpus)) as corpus:
        right = corpus.article("syvach-ferry-05")
        assert right is not None
        wrong = corpus.article(right.corrects or "")
        assert wrong is not None
        assert context_of(wrong, corpus).corrections == [right]
        assert context_of(wrong, corpus).corrects is None
        assert context_of(right, corpus).corrects == wrong
        assert context_of(right, corpus).corrections == []
