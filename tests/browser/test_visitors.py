"""Several visitors at once, each with a conversation of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event as Signal
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from rag.embedding.model import Embedder
from rag.records import Event, SentenceEvent
from tests.browser.conftest import DESK
from tests.browser.visitor import Visitor
from ui.page.app import build
from ui.serving.served import ServedAssistant
from ui.serving.server import application, in_background

SLOWLY = "Why is Russia pushing now?"


class SlowlyWriting(ServedAssistant):
    """One whose answer to one question stays at its first sentence until the test has seen it."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.may_go_on = Signal()

    def stream(self, question: str, **options: Any) -> Iterator[Event]:
        for event in super().stream(question, **options):
            if question == SLOWLY and isinstance(event, SentenceEvent):
                yield event
                self.may_go_on.wait(60)
            else:
                yield event


@pytest.fixture(scope="module")
def slow(sample_corpus: Path, embedder: Embedder) -> Iterator[tuple[SlowlyWriting, str]]:
    with SlowlyWriting(sample_corpus, embedder=embedder) as assistant:
        assistant.warm_up()
        with in_background(application(build(assistant), assistant)) as url:
            yield assistant, url


@pytest.fixture
def first(page: Page, slow: tuple[SlowlyWriting, str]) -> Iterator[Visitor]:
    assistant, url = slow
    assistant.may_go_on.clear()
    yield Visitor(page, url)
    assistant.may_go_on.set()


@pytest.fixture
def second(browser: Browser, slow: tuple[SlowlyWriting, str]) -> Iterator[Visitor]:
    """With a browser of their own."""
    with browser.new_context(viewport=DESK, locale="en-GB") as context:
        context.set_default_timeout(60_000)
        yield Visitor(context.new_page(), slow[1])


def test_nobody_waits_for_another_or_sees_what_another_asked(
    first: Visitor, second: Visitor
) -> None:
    first.send(SLOWLY)
    expect(first.turn.locator(".words").first).to_be_visible()
    second.ask("Who won the recount in Valmirena?")
    expect(first.turn).to_have_attribute("data-stage", "writing")
    expect(first.page.locator(".turn h2")).to_have_text([SLOWLY])
    expect(second.page.locator(".turn h2")).to_have_text(["Who won the recount in Valmirena?"])
    second.page.get_by_role("tab", name="Conversations").click()
    kept = second.page.locator(".kept-list .headline")
    expect(kept).to_have_text(["Who won the recount in Valmirena?"])


def test_a_stopped_answer_stays_as_far_as_it_came_and_can_be_asked_again(first: Visitor) -> None:
    visitor = first
    visitor.send(SLOWLY)
    expect(visitor.turn.locator(".words").first).to_be_visible()
    expect(visitor.turn.locator(".evidence .card").first).to_be_visible()
    visitor.page.get_by_role("button", name="Stop").click()
    expect(visitor.turn).to_have_attribute("data-stage", "stopped")
    expect(visitor.turn.locator(".words").first).to_be_visible()
    expect(visitor.turn.locator(".status")).to_have_text("Stopped before the end.")
    visitor.page.get_by_role("button", name="Ask again").click()
    expect(visitor.turn.locator("#question-2")).to_be_visible()
    expect(visitor.turn).to_have_attribute("data-stage", "writing")
    visitor.page.get_by_role("button", name="Stop").click()
    expect(visitor.turn).to_have_attribute("data-stage", "stopped")  # till then it takes no other
    visitor.ask("Who won the recount in Valmirena?")
    expect(visitor.page.locator(".turn")).to_have_count(2)
