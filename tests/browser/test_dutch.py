"""The page in Dutch has no word of English on any view, but for what articles say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK
from ui.texts import TEXTS, Texts

COLLECT = """() => {
    const said = new Set();
    const told = /^(aria-(label|valuetext|description|placeholder)|placeholder|title|alt)$/;
    const foreign = (element) => {
        const marked = element.closest("[lang]:not(html)");
        return marked && marked.lang !== "nl";
    };
    const look = (root) => {
        const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
            const element = texts.currentNode.parentElement;
            if (element && !element.closest("script, style") && !foreign(element))
                said.add(texts.currentNode.data);
        }
        for (const element of root.querySelectorAll("*")) {
            for (const attribute of element.attributes)
                if (told.test(attribute.name) || /^data-.* /.test(attribute.name + attribute.value))
                    said.add(attribute.value);
            if (element.content instanceof DocumentFragment) look(element.content);
        }
    };
    look(document.body);
    return [...said].map((text) => text.split(/\\s+/).join(" ").trim()).filter(Boolean);
}"""
GRADIO = re.compile(
    "(?i)(loading|processing|queue.*|error|submit|submitting|clear|copy|copied|settings|"
    "built with gradio|use via api|tabs?|more|overflow menu|connection.*)"
)


def strings(texts: Texts) -> Iterator[str]:
    for field in fields(Texts):
        value = getattr(texts, field.name)
        yield from value.values() if isinstance(value, dict) else (value,)


def english() -> list[re.Pattern[str]]:
    """Every text of the English page that the Dutch one says otherwise."""
    pairs = zip(strings(TEXTS["en"]), strings(TEXTS["nl"]), strict=True)
    names = re.compile(r"\\\{\w+\\\}")
    return [
        re.compile(names.sub(".+", re.escape(ours)))
        for ours, theirs in pairs
        if ours != theirs and ours not in set(strings(TEXTS["nl"])) | {"en", "English"}
    ]


@pytest.fixture(scope="module")
def dutch_window(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=DESK, locale="nl-BE", timezone_id="Europe/Amsterdam")
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def dutch(dutch_window: Page, forget: Callable[[Page], None]) -> Iterator[Page]:
    yield dutch_window
    forget(dutch_window)


def no_english(page: Page, view: str) -> None:
    patterns = [*english(), GRADIO]
    said = page.evaluate(COLLECT)
    assert len(said) > 20
    found = [text for text in said if any(pattern.fullmatch(text) for pattern in patterns)]
    assert found == [], view


def ask(page: Page, question: str) -> None:
    box = page.locator("#question textarea")
    box.fill(question)
    box.press("Enter")  # a pane that has just closed gives the focus back to what opened it
    expect(page.locator("#current h2")).to_have_text(question)
    expect(page.locator('#current .turn:is([data-stage="done"])')).to_be_visible()


def test_the_patterns_find_english() -> None:
    patterns = english()
    for text in ("Ask again", "Source 3", "Cited as 1", "Reading 8 passages", "It is wrong"):
        assert any(pattern.fullmatch(text) for pattern in patterns) == (text != "Cited as 1")


def test_no_view_of_the_dutch_page_says_a_word_of_english(dutch: Page, own_address: str) -> None:
    page = dutch
    page.goto(own_address)
    expect(page.locator("#welcome h2")).to_have_text("Wat wilt u weten?")
    expect(page.locator("html")).to_have_attribute("lang", "nl")
    expect(page.locator("#examples [data-ask]").first).to_have_attribute("lang", "nl")
    expect(page.get_by_role("textbox", name="Uw vraag")).to_be_visible()
    page.locator(".narrowing summary").click()
    no_english(page, "welcome and narrowing")
    ask(page, "Hoeveel mensen kwamen om op het Syvachmeer?")
    no_english(page, "answer")
    page.get_by_role("button", name="Niet goed").click()
    expect(page.locator(".rated").last).to_have_text("Dank u.")
    no_english(page, "rating")
    page.get_by_role("button", name="Tijdlijn van het verhaal").click()
    expect(page.locator("#reading-title")).to_be_visible()
    no_english(page, "timeline")
    page.locator(".reports .headline").first.click()
    expect(page.locator("#pane .body")).to_be_visible()
    no_english(page, "article")
    page.keyboard.press("Escape")
    ask(page, "Wie won het Eurovisiesongfestival?")
    no_english(page, "no answer")
    page.get_by_role("tab", name="Bibliotheek").click()
    expect(page.locator("#library .card").first).to_be_visible()
    page.locator(".adding summary").click()
    page.locator("#wanted textarea, #wanted input").first.fill("qqq zzz")
    page.get_by_role("button", name="Zoek", exact=True).click()
    expect(page.locator("#results :is(.card, .status)").first).to_be_visible()
    no_english(page, "library")
    page.locator("#library .headline").first.click()
    page.locator("[data-withdraw]").click()
    page.locator("[data-withdraw]").click()
    expect(page.locator("#pane .notice")).to_have_text("Dit artikel is ingetrokken.")
    no_english(page, "withdrawn")
    page.get_by_role("button", name="Neem het weer op").click()
    expect(page.locator("#pane .notice")).to_have_count(0)
    page.get_by_role("tab", name="Gesprekken").click()
    expect(page.locator(".kept-list li")).to_have_count(1)
    no_english(page, "conversations")
    page.locator("[data-kept-do=delete]").click()
    page.locator("[data-kept-do=delete]").click()
    expect(page.locator(".kept-list li")).to_have_count(0)
    no_english(page, "no conversations")


@pytest.mark.parametrize(
    "link",
    ["q=+", "q=wat&since=2025-02-30", "q=wat&since=2026-02-01&until=2026-01-01", "q=wat&kind=rumour", "q=wat&source=Niemand"],
)  # fmt: skip
def test_what_cannot_be_asked_is_told_in_dutch(dutch: Page, address: str, link: str) -> None:
    dutch.goto(f"{address}?{link}")
    expect(dutch.locator('.turn[data-stage="failed"] .status')).not_to_be_empty()
    no_english(dutch, link)
    assert re.search(r"\b(geen|Typ|eindigt|worden)\b", dutch.locator(".turn .status").inner_text())
