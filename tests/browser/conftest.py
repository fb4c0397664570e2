"""The real page, served from the sample archive, in the system's chromium."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from rag.embedding.model import Embedder
from scripts.browser import CHROMIUM, launch
from tests.browser.visitor import WHY, Visitor
from tests.ingest.web.site import serving
from ui.page.app import build
from ui.serving.served import ServedAssistant
from ui.serving.server import application, in_background

OUTPUT = Path(__file__).resolve().parents[2] / "test-output"
DESK = {"width": 1360, "height": 900}
PHONE = {"width": 390, "height": 844}

expect.set_options(timeout=60_000)  # a machine that is busy with other things is no fault


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        missing = f"no {CHROMIUM}: Debian's package chromium-headless-shell or chromium brings it"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright, closing(launch(playwright)) as started:
        yield started


@pytest.fixture(scope="session")
def assistant(sample_corpus: Path, embedder: Embedder) -> Iterator[ServedAssistant]:
    with ServedAssistant(sample_corpus, embedder=embedder, writer="extractive") as opened:
        opened.warm_up()
        yield opened


@pytest.fixture(scope="session")
def address(assistant: ServedAssistant) -> Iterator[str]:
    with in_background(application(build(assistant), assistant)) as url:
        yield url


@pytest.fixture(scope="session")
def own_corpus(sample_corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of a corpus like the sample's that tests may write to: one for all of them."""
    folder = tmp_path_factory.mktemp("own") / "corpus"
    shutil.copytree(sample_corpus, folder)
    return folder


@pytest.fixture(scope="session")
def own_address(own_corpus: Path, embedder: Embedder) -> Iterator[str]:
    with ServedAssistant(own_corpus, embedder=embedder, writer="extractive") as opened:
        opened.warm_up()
        with in_background(application(build(opened), opened)) as url:
            yield url


@pytest.fixture(scope="session")
def forget() -> Iterator[Callable[[Page], None]]:
    """Leaves a window as if nobody had used it: no other tab, nothing kept of what it showed.

    It goes to another page of the same computer, not to about:blank: thus the next page is loaded in
    half the processor time, as chromium keeps the process that has read the scripts.
    """
    with serving("127.0.0.1") as site:
        nowhere = site.put("/", "<title>Nowhere</title>")

        def left(window: Page) -> None:
            for other in window.context.pages:
                if other is not window:
                    other.close()
            shown = window.evaluate("origin")
            window.goto(nowhere)
            window.mouse.move(0, 0)
            window.set_viewport_size(DESK)
            chromium = window.context.new_cdp_session(window)
            chromium.send("Storage.clearDataForOrigin", {"origin": shown, "storageTypes": "all"})
            chromium.detach()

        yield left


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[Page]:
    """The window that `page` gives to one test after another."""
    context = browser.new_context(viewport=DESK, locale="en-GB")
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(window: Page, forget: Callable[[Page], None]) -> Iterator[Page]:
    """A window on a desk, of someone who reads English and has never been here."""
    yield window
    forget(window)


@pytest.fixture
def visitor(page: Page, address: str) -> Visitor:
    return Visitor(page, address)


@pytest.fixture(scope="session")
def answered(browser: Browser, address: str) -> Iterator[Visitor]:
    """A visitor whose question `WHY` is answered, in a window of their own.

    For tests that look at it only, and leave it as it was.
    """
    context = browser.new_context(viewport=DESK, locale="en-GB")
    context.set_default_timeout(60_000)
    visitor = Visitor(context.new_page(), address)
    visitor.ask(WHY)
    yield visitor
    context.close()
