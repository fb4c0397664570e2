"""The page for everyone: screen readers, phones, light and dark, two languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, OUTPUT, PHONE
from tests.browser.visitor import WHY, Visitor


# Each size and each scheme once; a scheme is colours, a size is places.
@pytest.fixture(params=[(DESK, "light"), (PHONE, "dark")], ids=["desk-light", "phone-dark"])
def any_page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    size, scheme = request.param
    context = browser.new_context(
        viewport=size, color_scheme=scheme, locale="en-GB", reduced_motion="reduce"
    )
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


def looked_at(page: Page, view: str) -> None:
    """Keep a picture; nothing may scroll sideways, and axe may find no serious fault."""
    OUTPUT.mkdir(exist_ok=True)
    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    page.screenshot(path=OUTPUT / f"{view}-{'dark' if is_dark else 'light'}.png")
    width = page.viewport_size["width"] if page.viewport_size else 0
    assert page.evaluate("document.documentElement.scrollWidth") <= width, view
    found = Axe().run(page).response["violations"]
    faults = [
        (fault["id"], fault["impact"], [node["html"][:200] for node in fault["nodes"]])
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]
    assert faults == [], view


def test_no_view_has_a_serious_fault_or_scrolls_sideways(any_page: Page, own_address: str) -> None:
    visitor = Visitor(any_page, own_address)
    looked_at(any_page, "welcome")
    visitor.narrow(language="nl")
    looked_at(any_page, "narrowing")
    any_page.locator(".narrowing summary").click()
    visitor.ask(WHY)
    looked_at(any_page, "answer")
    any_page.get_by_role("button", name="Not good").click()
    any_page.locator(".why").scroll_into_view_if_needed()
    looked_at(any_page, "rating")
    any_page.get_by_role("button", name="Good answer").click()
    visitor.open(any_page.get_by_role("button", name="Story timeline"))
    looked_at(any_page, "timeline")
    any_page.keyboard.press("Escape")
    visitor.open(visitor.turn.locator(".cite").first)
    looked_at(any_page, "article")
    any_page.keyboard.press("Escape")
    visitor.ask("Who won the Eurovision song contest?")
    looked_at(any_page, "no-answer")
    any_page.get_by_role("tab", name="Library").click()
    expect(any_page.locator("#library .card").first).to_be_visible()
    any_page.locator(".adding summary").click()
    looked_at(any_page, "library")
    any_page.get_by_role("tab", name="Conversations").click()
    any_page.get_by_role("button", name="Rename").first.click()
    looked_at(any_page, "conversations")


def test_sentences_come_into_a_region_that_is_read_out(answered: Visitor) -> None:
    region = answered.turn.locator("[aria-live=polite]")
    expect(region.locator(".words").first).to_be_visible()
    expect(answered.turn.locator(".status[role=status]")).to_have_count(1)


def test_nothing_behind_an_open_article_can_be_reached_on_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size(PHONE)
    visitor = Visitor(page, address)
    visitor.ask(WHY)
    visitor.open(visitor.turn.locator(".cite").first)
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('#tabs, #masthead')") is None
    page.keyboard.press("Escape")
    expect(visitor.turn.locator(".cite").first).to_be_focused()


def test_the_language_can_be_switched_and_keeps_the_conversation(visitor: Visitor) -> None:
    visitor.narrow(language="nl")
    visitor.ask(WHY)
    words = visitor.turn.locator(".words").all_inner_texts()
    visitor.page.get_by_role("button", name="Nederlands").click()
    expect(visitor.page.get_by_role("button", name="Vraag opnieuw")).to_be_visible()
    expect(visitor.page.locator("html")).to_have_attribute("lang", "nl")
    assert visitor.turn.locator(".words").all_inner_texts() == words
    expect(visitor.page.locator('input[name="language"][value="nl"]')).to_be_checked()
