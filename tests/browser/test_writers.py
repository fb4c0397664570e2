"""An answer written again by another writer."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from ingest import ingest
from rag.corpus.corpus import Corpus
from rag.embedding.model import Embedder
from tests.browser.test_keyboard import go
from tests.browser.visitor import Visitor
from tests.rag.generation.openai_server import says, serving
from ui.page.app import build
from ui.serving.served import ServedAssistant
from ui.serving.server import application, in_background

QUESTION = "Wanneer gaat de brug in Oldermark weer open?"
SOURCE = "The bridge in Oldermark will reopen on 3 May 2026, mayor Mara Velt said on Tuesday."
WRITTEN = "De brug in Oldermark gaat op 3 mei 2026 weer open, zei burgemeester Mara Velt."


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[str]:
    """The address of a page on one article, where a language model on a server writes."""
    folder = tmp_path_factory.mktemp("bridge")
    article = {"title": "Bridge in Oldermark to reopen in May", "body": SOURCE, "language": "en",
               "source": "The Ferry Post", "published_at": "2026-03-10"}  # fmt: skip
    (folder / "articles.jsonl").write_text(json.dumps(article), encoding="utf-8")
    corpus = Corpus(folder / "corpus", create=True)
    ingest([folder / "articles.jsonl"], corpus, embedder)
    corpus.close()
    with (
        serving(says(WRITTEN)) as server,
        ServedAssistant(
            folder / "corpus",
            embedder=embedder,
            writer="openai:test",
            writer_url=server.url,
            writer_mode="small",
            sentence_limit=1,
        ) as assistant,
    ):
        assistant.warm_up()
        with in_background(application(build(assistant), assistant)) as url:
            yield url


def test_an_answer_is_written_again_as_quotes_and_by_the_model_once_more(
    page: Page, written: str
) -> None:
    visitor = Visitor(page, written)
    visitor.ask(QUESTION)
    expect(visitor.turn.locator(".words")).to_contain_text(WRITTEN)
    expect(visitor.turn.locator(".imprint")).to_contain_text("Written by openai:test")
    expect(visitor.turn.locator(".sources .quote")).to_have_text(SOURCE)
    go(page, "Shift+Tab", page.get_by_role("button", name="Again, as quotes alone"))
    page.keyboard.press("Enter")
    expect(visitor.turn.locator("#question-2")).to_have_text(QUESTION)
    visitor.wait()
    expect(visitor.turn.locator(".words")).to_contain_text(SOURCE)
    expect(visitor.turn.locator(".imprint")).to_contain_text("without a language model")
    expect(page.locator(".turn")).to_have_count(1)
    # Asked again it stays with the writer that was chosen.
    page.get_by_role("button", name="Ask again").click()
    expect(visitor.turn.locator("#question-3")).to_have_text(QUESTION)
    visitor.wait()
    expect(visitor.turn.locator(".words")).to_contain_text(SOURCE)
    page.get_by_role("button", name="Have openai:test put this into Dutch").click()
    expect(visitor.turn.locator("#question-4")).to_have_text(QUESTION)
    visitor.wait()
    expect(visitor.turn.locator(".words")).to_contain_text(WRITTEN)
    expect(page.get_by_role("button", name="Have openai:test put this into Dutch")).to_have_count(0)
    expect(page.get_by_role("button", name="Again, with openai:test")).to_have_count(0)
