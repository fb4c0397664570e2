"""Every view by keyboard alone: all can be reached, and what has the focus can be seen to have it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visitor import WHY, Visitor

LOOK = """element => {
    const style = getComputedStyle(element);
    return [style.outlineStyle, style.outlineWidth, style.boxShadow].join(" ");
}"""


@pytest.fixture
def typist(page: Page, own_address: str) -> Iterator[Visitor]:
    """A visitor without a mouse, on an archive that may be written to."""
    visitor = Visitor(page, own_address)
    expect(visitor.box).to_be_focused()
    return visitor


def has_focus(wanted: Locator) -> bool:
    return bool(wanted.evaluate("element => element === document.activeElement"))


def go(page: Page, key: str, wanted: Locator, at_most: int = 120) -> None:
    """Press a key until an element has the focus, which must then be seen around it."""
    expect(wanted).to_be_visible()
    assert not has_focus(wanted)
    before = wanted.evaluate(LOOK)
    for _ in range(at_most):
        page.keyboard.press(key)
        if has_focus(wanted):
            assert wanted.evaluate(LOOK) != before
            return
    raise AssertionError(f"{key} never reaches {wanted}")


def ask(visitor: Visitor, question: str = WHY) -> None:
    """Type a question where the focus is."""
    expect(visitor.box).to_be_focused()
    visitor.page.keyboard.type(question)
    visitor.page.keyboard.press("Enter")
    expect(visitor.turn.locator("h2")).to_have_text(question)
    visitor.wait()


def test_a_question_its_sources_an_opinion_and_what_narrows_it(typist: Visitor) -> None:
    page = typist.page
    ask(typist)
    number = typist.turn.locator(".cite").first
    go(page, "Shift+Tab", number)
    page.keyboard.press("Enter")
    expect(typist.pane.locator("#reading-title")).to_be_focused()
    go(page, "Shift+Tab", page.get_by_role("button", name="Close", exact=True))
    page.keyboard.press("Enter")
    expect(number).to_be_focused()
    go(page, "Tab", page.locator(".signals summary").first)
    page.keyboard.press("Enter")
    expect(page.locator(".signals dd").first).to_be_visible()
    bad = page.get_by_role("button", name="Not good")
    go(page, "Shift+Tab", bad)
    page.keyboard.press("Enter")
    expect(page.get_by_label("It is wrong")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    go(page, "Tab", page.get_by_label("In your own words"))
    page.keyboard.type("Too old")
    go(page, "Tab", page.get_by_role("button", name="Send"))
    page.keyboard.press("Enter")
    expect(typist.turn.locator(".rated")).to_have_text("Thank you.")
    expect(bad).to_be_focused()
    go(page, "Tab", typist.box)
    go(page, "Tab", page.locator(".narrowing summary"))
    page.keyboard.press("Enter")
    expect(page.locator(".narrow-form")).to_be_visible()
    go(page, "Tab", page.locator('input[name="language"]').first)
    page.keyboard.press("Space")
    expect(page.locator(".narrow-now")).to_have_text("Dutch")
    go(page, "Tab", page.get_by_role("button", name="Back to everything"))
    page.keyboard.press("Enter")
    expect(page.locator(".narrow-now")).to_have_text("everything, as of now")


def test_the_evidence_is_skipped_both_ways(answered: Visitor) -> None:
    page = answered.page
    answered.box.focus()
    back = page.get_by_role("button", name="Back to the answer")
    go(page, "Shift+Tab", back, at_most=1)
    page.keyboard.press("Enter")
    expect(answered.turn.locator("h2")).to_be_focused()
    go(page, "Tab", answered.turn.locator(".cite").first, at_most=1)
    skip = page.get_by_role("button", name="Skip the evidence")
    go(page, "Tab", skip)
    page.keyboard.press("Enter")
    go(page, "Tab", answered.box, at_most=2)


def test_a_question_asked_again_edited_and_left_for_a_new_conversation(typist: Visitor) -> None:
    page = typist.page
    ask(typist)
    go(page, "Shift+Tab", page.get_by_role("button", name="Ask again"))
    page.keyboard.press("Enter")
    expect(typist.turn.locator("#question-2")).to_be_focused()
    typist.wait()
    go(page, "Tab", page.get_by_role("button", name="Edit the question"))
    page.keyboard.press("Enter")
    expect(typist.box).to_be_focused()
    expect(typist.box).to_have_value(WHY)
    go(page, "Tab", page.get_by_role("button", name="New conversation"))
    page.keyboard.press("Enter")
    expect(typist.box).to_be_focused()
    expect(page.locator(".turn")).to_have_count(0)
    example = page.locator("#examples [data-ask]").first
    go(page, "Tab", example)
    page.keyboard.press("Enter")
    expect(typist.turn.locator("h2")).to_be_focused()


def test_a_storys_timeline(typist: Visitor) -> None:
    page = typist.page
    ask(typist, "How many people died on Lake Syvach?")
    opener = page.get_by_role("button", name="Story timeline")
    go(page, "Shift+Tab", opener)
    page.keyboard.press("Enter")
    expect(typist.pane.locator("#reading-title")).to_be_focused()
    headline = typist.pane.locator(".reports .headline").first
    go(page, "Tab", headline)
    page.keyboard.press("Enter")
    back = page.get_by_role("button", name="Back to the timeline")
    expect(typist.pane.locator("#reading-title")).to_be_focused()
    go(page, "Shift+Tab", back)
    page.keyboard.press("Enter")
    expect(headline).to_be_visible()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()


def test_conversations(typist: Visitor) -> None:
    page = typist.page
    ask(typist)
    tab = page.get_by_role("tab", name="Conversations")
    go(page, "Shift+Tab", tab)
    page.keyboard.press("Enter")
    item = page.locator(".kept-list li")
    go(page, "Tab", item.get_by_role("button", name="Rename"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Name of the conversation")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("Donbas")
    page.keyboard.press("Enter")
    headline = item.locator(".headline")
    expect(headline).to_have_text("Donbas")
    expect(headline).to_be_focused()
    go(page, "Tab", item.get_by_role("button", name="As JSON"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "Donbas.json"
    go(page, "Shift+Tab", headline)
    page.keyboard.press("Enter")
    expect(typist.turn.locator("h2")).to_have_text(WHY)
    ask(typist, "And what does Trump want?")
    go(page, "Shift+Tab", tab)
    page.keyboard.press("Enter")
    delete = item.locator("[data-kept-do=delete]")
    go(page, "Tab", delete)
    page.keyboard.press("Enter")
    expect(delete).to_have_text("Delete for good?")
    page.keyboard.press("Enter")
    expect(item).to_have_count(0)
    expect(tab).to_be_focused()


def test_the_library(typist: Visitor) -> None:
    page = typist.page
    go(page, "Shift+Tab", page.get_by_role("tab", name="Library"))
    page.keyboard.press("Enter")
    go(page, "Tab", page.get_by_role("textbox", name="Search the articles"))
    page.keyboard.type("tidal power turbine")
    page.keyboard.press("Enter")
    found = page.locator("#results .headline").first
    go(page, "Tab", found)
    page.keyboard.press("Enter")
    expect(typist.pane.locator("#reading-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(found).to_be_focused()
    go(page, "Tab", page.locator(".adding summary"))
    page.keyboard.press("Enter")
    go(page, "Tab", page.locator("#add-files"))
    go(page, "Tab", page.locator("#add-address"))
    page.keyboard.type("http://127.0.0.1:9/feed.xml")
    page.keyboard.press("Enter")
    expect(page.locator("#taken .rejected")).to_contain_text("127.0.0.1")
    go(page, "Tab", page.locator(".over-time summary"))
    page.keyboard.press("Enter")
    go(page, "Tab", page.locator(".over-time .scrolls"))
    go(page, "Tab", page.locator(".counts").get_by_role("button", name="Oeverbode"))
    page.keyboard.press("Enter")
    expect(page.locator(".listing h2").last).to_have_text("Oeverbode")
    expect(page.locator(".listing h2").last).to_be_focused()
    headline = page.locator("#library .headline").first
    go(page, "Tab", headline)
    title = headline.inner_text()
    page.keyboard.press("Enter")
    expect(typist.pane.locator("#reading-title")).to_be_focused()
    withdraw = typist.pane.locator("[data-withdraw]")
    go(page, "Tab", withdraw)
    page.keyboard.press("Enter")
    expect(withdraw).to_have_text("Withdraw it: it is found and cited no more")
    page.keyboard.press("Enter")
    withdrawn = typist.pane.get_by_text("This article was withdrawn.")
    expect(withdrawn).to_be_visible()
    expect(typist.pane.locator("#reading-title")).to_be_focused()
    go(page, "Tab", page.get_by_role("button", name="Make it current again"))
    page.keyboard.press("Enter")
    expect(withdrawn).to_have_count(0)
    page.keyboard.press("Escape")
    expect(headline).to_have_text(title)


def test_the_language_of_the_page(typist: Visitor) -> None:
    page = typist.page
    go(page, "Shift+Tab", page.get_by_role("button", name="Nederlands"))
    page.keyboard.press("Enter")
    expect(page.locator("#welcome h2")).to_have_text("Wat wilt u weten?")
    expect(page.get_by_role("button", name="Nederlands")).to_be_focused()
