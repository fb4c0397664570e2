"""What a visitor sees who waits for others, or does too much, in the language of the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event as Signal
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from rag.embedding.model import Embedder
from rag.records import Event
from tests.browser.conftest import DESK
from ui.page.app import build
from ui.serving.served import ServedAssistant
from ui.serving.server import application, in_background
from ui.serving.settings import load_serving

HELD = "Why is Russia pushing now?"
RECOUNT = "Who won the recount in Valmirena?"


class HeldUp(ServedAssistant):
    """One whose answer to one question comes when a test says so."""

    go_on: Signal

    def stream(self, question: str, **options: Any) -> Iterator[Event]:
        for event in super().stream(question, **options):
            yield event
            if question == HELD:
                self.go_on.wait(120)


@pytest.fixture
def one_at_a_time(sample_corpus: Path, embedder: Embedder) -> Iterator[tuple[str, Signal]]:
    serving = load_serving(questions_at_once=1)
    with HeldUp(
        sample_corpus, embedder=embedder, serving=serving, writer="extractive"
    ) as assistant:
        assistant.go_on = Signal()
        assistant.warm_up()
        with in_background(application(build(assistant), assistant)) as url:
            yield url, assistant.go_on
            assistant.go_on.set()


@pytest.fixture
def three(browser: Browser, one_at_a_time: tuple[str, Signal]) -> Iterator[list[Page]]:
    """Three visitors, the last two with browsers that speak Dutch."""
    contexts = [browser.new_context(locale=language) for language in ("en-GB", "nl-NL", "nl-NL")]
    pages = [context.new_page() for context in contexts]
    for page in pages:
        page.set_default_timeout(60_000)
        opened(page, one_at_a_time[0])
    yield pages
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def once_a_minute(own_corpus: Path, embedder: Embedder) -> Iterator[str]:
    """Where one of each thing a minute is allowed and 1 MB may be added."""
    once: dict[str, Any] = {f"{what}_a_minute": 1 for what in ("questions", "uploads", "feedback")}
    serving = load_serving(library="write", upload_megabytes=1, **once)
    with (
        ServedAssistant(
            own_corpus, embedder=embedder, serving=serving, writer="extractive"
        ) as assistant,
        in_background(application(build(assistant), assistant)) as url,
    ):
        assistant.warm_up()
        yield url


@pytest.fixture
def dutch(browser: Browser, once_a_minute: str) -> Iterator[Page]:
    with browser.new_context(viewport=DESK, locale="nl-NL") as context:
        page = context.new_page()
        page.set_default_timeout(60_000)
        opened(page, once_a_minute)
        yield page


def opened(page: Page, url: str) -> None:
    page.goto(url)
    expect(page.locator("#welcome h2")).to_be_visible()


def send(page: Page, question: str) -> None:
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")


def stage(page: Page, wanted: str) -> None:
    expect(page.locator("#current .turn")).to_have_attribute("data-stage", wanted)


def test_who_waits_sees_the_place_in_the_language_of_the_page(
    three: list[Page], one_at_a_time: tuple[str, Signal]
) -> None:
    first, second, third = three
    third.get_by_role("button", name="English").click()  # not the language of the browser
    expect(third.get_by_role("tab", name="Library")).to_be_visible()
    send(first, HELD)
    stage(first, "writing")
    send(second, RECOUNT)
    expect(second.locator(".queued")).to_have_text("U bent nummer 1 in de rij.")
    expect(second.locator(".queued")).to_have_css("opacity", "1")
    send(third, RECOUNT)
    expect(third.get_by_role("status")).to_have_text(["You are number 2 in the queue."])
    one_at_a_time[1].set()
    for page in three:
        stage(page, "done")
        expect(page.locator(".queued")).to_be_empty()


def test_too_many_opinions_questions_or_timelines_are_told_in_dutch(dutch: Page) -> None:
    send(dutch, RECOUNT)
    stage(dutch, "done")
    good = dutch.get_by_role("button", name="Goed antwoord")
    good.click()
    expect(dutch.locator(".rated")).to_have_text("Dank u.")
    dutch.get_by_role("button", name="Niet goed").click()
    expect(dutch.locator(".rated")).to_contain_text("te veel oordelen: per minuut zijn er 1")
    expect(good, "the kept opinion stays").to_have_attribute("aria-pressed", "true")
    too_many = "Dit zijn te veel vragen: per minuut zijn er 1 toegestaan."
    dutch.get_by_role("button", name="Tijdlijn van het verhaal").click()
    expect(dutch.locator("#pane .status")).to_contain_text(too_many)
    dutch.keyboard.press("Escape")
    send(dutch, RECOUNT)
    stage(dutch, "failed")
    expect(dutch.locator("#current .status")).to_contain_text(too_many)
    dutch.get_by_role("tab", name="Bibliotheek").click()
    dutch.locator("#wanted textarea, #wanted input").fill("veerboot")
    dutch.keyboard.press("Enter")
    expect(dutch.locator("#results .status")).to_contain_text(too_many)
    dutch.get_by_role("tab", name="Gesprekken").click()
    dutch.locator(".kept-list .headline").click()
    expect(dutch.locator(".kept-list [role=alert]")).to_contain_text(too_many)
    dutch.get_by_role("button", name="Als JSON").click()
    expect(dutch.locator(".kept-list [role=alert]")).to_contain_text(too_many)


def test_too_many_files_and_too_large_ones_are_told(dutch: Page, tmp_path: Path) -> None:
    for name, size in (("a.txt", 100), ("b.txt", 100), ("large.txt", 1_200_000)):
        (tmp_path / name).write_text("woord " * (size // 6))
    dutch.get_by_role("tab", name="Bibliotheek").click()
    dutch.locator(".adding summary").click()
    add = dutch.locator(".add-form").get_by_role("button", name="Voeg toe")
    fault = dutch.locator(".add-form .fault")
    dutch.locator("#add-files").set_input_files(tmp_path / "large.txt")
    add.click()
    expect(fault).to_contain_text("50 bestanden van 1 MB")
    dutch.locator("#add-files").set_input_files([tmp_path / "a.txt", tmp_path / "b.txt"])
    add.click()
    too_many = "Dit zijn te veel bestanden en adressen: per minuut zijn er 1 toegestaan."
    expect(fault).to_contain_text(too_many)
    dutch.locator("#add-files").set_input_files([])
    dutch.locator("#add-address").fill("http://127.0.0.1:9/feed.xml")
    add.click()
    expect(dutch.locator("#taken .fault")).to_contain_text(too_many)
