"""Visitors say what they think of an answer."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from rag.feedback import collected
from tests.browser.visitor import Visitor

RECOUNT = "Who won the recount in Valmirena?"


def test_an_answer_is_called_good_and_then_not_with_a_reason(
    page: Page, own_address: str, own_corpus: Path
) -> None:
    visitor = Visitor(page, own_address)
    visitor.ask(RECOUNT)
    visitor.turn.get_by_role("button", name="Good answer").click()
    expect(visitor.turn.locator(".rated")).to_have_text("Thank you.")
    (kept,) = collected(own_corpus).feedback
    assert (kept.verdict, kept.question) == ("good", RECOUNT)
    assert kept.answer["evidence"]
    visitor.turn.get_by_role("button", name="Not good").click()
    expect(page.get_by_label("It is wrong")).to_be_focused()
    page.get_by_label("It is outdated").check()
    page.get_by_label("In your own words").fill("<b>It was 20</b>")
    page.get_by_role("button", name="Send").click()
    expect(visitor.turn.locator(".why")).to_be_hidden()
    expect(visitor.turn.get_by_role("button", name="Not good")).to_be_focused()
    visitor.ask("And by how many votes?")
    expect(page.locator("#past [data-verdict=bad]")).to_have_attribute("aria-pressed", "true")
    (kept,) = collected(own_corpus).feedback
    assert (kept.verdict, kept.reason, kept.comment) == ("bad", "outdated", "<b>It was 20</b>")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".turn")).to_have_count(0)  # or the box is emptied while it is typed in
    visitor.ask(RECOUNT)  # again the first question
    expect(visitor.turn.locator("[data-verdict=bad]")).to_have_attribute("aria-pressed", "false")
    visitor.turn.get_by_role("button", name="Not good").click()
    expect(visitor.turn.locator("[data-verdict=bad]")).to_have_attribute("aria-pressed", "true")
