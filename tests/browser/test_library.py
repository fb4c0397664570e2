"""The library as visitors look around in it, add to it and take from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from rag.corpus.corpus import Corpus
from rag.embedding.model import Embedder
from tests.browser.visitor import Visitor
from tests.locking import writing_elsewhere
from ui.page.app import build
from ui.serving import uploads
from ui.serving.served import ServedAssistant
from ui.serving.server import application, in_background
from ui.serving.settings import Library, ServingSettings

NEWS = (
    "Grain ferry runs aground near Merel\n\nMEREL - A grain ferry carrying 40 lorries ran aground "
    "near Merel on Tuesday because its pilot misread a beacon, the harbour office said.\n"
)
WHY = "Why did the grain ferry run aground near Merel?"


@pytest.fixture
def library(page: Page, own_address: str) -> Visitor:
    visitor = Visitor(page, own_address)
    page.get_by_role("tab", name="Library").click()
    expect(page.locator("#library .card").first).to_be_visible()
    return visitor


@pytest.fixture(params=["read", "hidden"])
def closed(
    request: pytest.FixtureRequest, own_corpus: Path, embedder: Embedder
) -> Iterator[tuple[Library, str]]:
    serving = ServingSettings(library=request.param)
    with (
        ServedAssistant(
            own_corpus, serving=serving, embedder=embedder, writer="extractive"
        ) as assistant,
        in_background(application(build(assistant), assistant)) as url,
    ):
        yield request.param, url


@pytest.fixture
def empty(corpus_folder: Path, embedder: Embedder) -> Iterator[str]:
    """Where a corpus is served that holds nothing yet."""
    Corpus(corpus_folder, create=True).close()
    with (
        ServedAssistant(corpus_folder, embedder=embedder, writer="extractive") as assistant,
        in_background(application(build(assistant), assistant)) as url,
    ):
        yield url


def test_the_articles_of_an_outlet_or_a_language_are_listed(library: Visitor) -> None:
    page = library.page
    page.locator(".counts").get_by_role("button", name="Oeverbode").click()
    expect(page.locator(".listing h2")).to_have_text("Oeverbode")
    expect(page.locator(".listing h2")).to_be_focused()
    outlets = page.locator("#library .card .origin bdi").all_inner_texts()
    assert set(outlets) == {"Oeverbode"}
    page.get_by_role("button", name="All articles").click()
    expect(page.locator(".listing h2")).to_have_text("Newest articles")


def test_files_are_taken_in_and_what_cannot_be_is_told(library: Visitor, tmp_path: Path) -> None:
    page = library.page
    (tmp_path / "ferry <b>.txt").write_text(NEWS, encoding="utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
    page.locator(".adding summary").click()
    page.locator("#add-files").set_input_files(sorted(tmp_path.iterdir()))
    page.locator(".add-form").get_by_role("button", name="Add").click()
    expect(page.locator("#taken .notice")).to_have_text("1 added · 1 not taken in")
    expect(page.locator("#taken .rejected")).to_contain_text("broken.pdf: ")
    page.get_by_role("tab", name="Ask").click()
    library.ask(WHY)
    expect(library.turn.locator(".words").first).to_contain_text("misread a beacon")


def test_an_empty_library_says_so_and_is_filled_once_others_do_not_write(
    empty: str, page: Page, tmp_path: Path, corpus_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "FOR_THE_CORPUS_SECONDS", 0.1)
    visitor = Visitor(page, empty)
    expect(page.locator(".masthead")).to_contain_text("The archive is empty.")
    told = page.locator(".welcome")
    expect(told).to_contain_text("Add articles in the Library.")
    expect(told).to_contain_text(f"news ingest PATH --corpus {corpus_folder}")
    (tmp_path / "ferry.txt").write_text(NEWS, encoding="utf-8")
    page.get_by_role("tab", name="Library").click()
    page.locator(".adding summary").click()
    page.locator("#add-files").set_input_files(tmp_path / "ferry.txt")
    with writing_elsewhere(corpus_folder):
        page.locator(".add-form").get_by_role("button", name="Add").click()
        expect(page.locator("#taken .fault")).to_contain_text("is being changed by someone else")
    page.get_by_role("button", name="Add it again").click()
    expect(page.locator("#taken .notice")).to_have_text("1 added")
    expect(page.locator(".masthead .holds")).to_have_text("1 article · 1 language")
    page.get_by_role("tab", name="Ask").click()
    expect(told).not_to_contain_text("empty")
    expect(page.locator("#examples [data-ask]")).to_have_count(1)
    visitor.ask(WHY)
    expect(visitor.turn.locator(".words").first).to_contain_text("misread a beacon")


def test_an_address_of_a_private_network_is_not_fetched(library: Visitor) -> None:
    page = library.page
    page.locator(".adding summary").click()
    page.locator("#add-address").fill("http://127.0.0.1:9/feed.xml")
    page.locator(".add-form").get_by_role("button", name="Add").click()
    expect(page.locator("#taken .rejected")).to_contain_text("127.0.0.1")


def test_an_article_is_withdrawn_and_made_current_again(library: Visitor) -> None:
    page = library.page
    headline = page.locator("#library .headline").first
    title = headline.inner_text()
    library.open(headline)
    page.get_by_role("button", name="Withdraw this article").click()
    page.get_by_role("button", name="Withdraw it: it is found and cited no more").click()
    expect(library.pane.locator(".notice")).to_have_text("This article was withdrawn.")
    expect(page.locator("#library .headline").first).not_to_have_text(title)
    page.get_by_role("button", name="Make it current again").click()
    expect(library.pane.locator(".notice")).to_have_count(0)
    expect(page.locator("#library .headline").first).to_have_text(title)


def test_the_library_can_be_closed_or_hidden(closed: tuple[Library, str], page: Page) -> None:
    how, address = closed
    visitor = Visitor(page, address)
    tab = page.get_by_role("tab", name="Library")
    if how == "hidden":
        expect(tab).to_have_count(0)
    else:
        tab.click()
        expect(page.locator("#library .card").first).to_be_visible()
        expect(page.locator(".adding")).to_have_count(0)
        visitor.open(page.locator("#library .headline").first)
        expect(page.locator("[data-withdraw]")).to_have_count(0)
    sent = Request(f"{address}uploads?batch={'0' * 32}&name=x.txt", data=b"x", method="POST")
    with pytest.raises(HTTPError, match="404"):
        urlopen(sent)


@pytest.mark.parametrize(
    "query", ["batch=../../etc&name=x", f"batch={'0' * 32}&name=..", f"batch={'0' * 32}&name="]
)
def test_a_file_without_a_fit_name_is_refused(own_address: str, query: str) -> None:
    with pytest.raises(HTTPError, match="422"):
        urlopen(Request(f"{own_address}uploads?{query}", data=b"x", method="POST"))
