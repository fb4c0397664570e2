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
from tests.browser.conftest import DESK, OUTPUT
from tests.browser.visitor import Visitor
from ui.page.app import build
from ui.serving.served import ServedAssistant
from ui.serving.server import application, in_background
from ui.serving.settings import load_serving
from ui.serving.users import set_password

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
def two(browser: Browser, slow: tuple[SlowlyWriting, str]) -> Iterator[tuple[Visitor, Visitor]]:
    assistant, url = slow
    assistant.may_go_on.clear()
    contexts = [browser.new_context(viewport=DESK, locale="en-GB") for _ in range(2)]
    for context in contexts:
        context.set_default_timeout(60_000)
    first, second = (Visitor(context.new_page(), url) for context in contexts)
    yield first, second
    assistant.may_go_on.set()
    for context in contexts:
        context.close()


def test_nobody_waits_for_another_or_sees_what_another_asked(two: tuple[Visitor, Visitor]) -> None:
    first, second = two
    first.send(SLOWLY)
    expect(first.turn.locator(".words").first).to_be_visible()
    second.ask("Who won the recount in Valmirena?")
    expect(first.turn).to_have_attribute("data-stage", "writing")
    expect(first.page.locator(".turn h2")).to_have_text([SLOWLY])
    expect(second.page.locator(".turn h2")).to_have_text(["Who won the recount in Valmirena?"])


def test_a_stopped_answer_stays_as_far_as_it_came_and_can_be_asked_again(
    two: tuple[Visitor, Visitor],
) -> None:
    visitor, _ = two
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


def test_who_signs_in_may_ask_as_much_as_is_allowed_and_sign_out(
    page: Page, sample_corpus: Path, embedder: Embedder, tmp_path: Path
) -> None:
    set_password(tmp_path / "users", "anna", "correct horse battery")
    serving = load_serving(users=tmp_path / "users", questions_a_minute=1)
    with ServedAssistant(sample_corpus, embedder=embedder, serving=serving) as assistant:
        assistant.warm_up()
        with in_background(application(build(assistant), assistant)) as url:
            page.goto(f"{url}?language=nl")
            page.get_by_label("Name").fill("anna")
            page.get_by_label("Password").fill("correct horse battery")
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url(f"{url}?language=nl")
            visitor = Visitor(page, url)
            visitor.ask("Who won the recount in Valmirena?")
            expect(visitor.turn).to_have_attribute("data-stage", "done")
            visitor.ask("And when?")
            expect(visitor.turn).to_have_attribute("data-stage", "failed")
            expect(visitor.turn.locator(".status")).to_contain_text("1 a minute are allowed")
            page.screenshot(path=OUTPUT / "signed-in.png")
            page.get_by_role("button", name="anna: Sign out").click()
            expect(page.get_by_label("Password")).to_be_visible()
            page.goto(url)
            expect(page.get_by_label("Password")).to_be_visible()
