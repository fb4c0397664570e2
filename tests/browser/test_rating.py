"""Visitors say what they think of an answer."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from rag.feedback import Feedback, collected
from tests.browser.visitor import Visitor

SUNK = "Why did the ferry Lastivka sink?"


def kept(corpus: Path) -> Feedback:
    """The one opinion on an answer to this question: those of other tests are on other answers."""
    (found,) = (one for one in collected(corpus).feedback if one.question == SUNK)
    return found


def test_an_answer_is_called_good_and_then_not_with_a_reason(
    page: Page, own_address: str, own_corpus: Path
) -> None:
    visitor = Visitor(page, own_address)
    visitor.ask(SUNK)
    visitor.turn.get_by_role("button", name="Good answer").click()
    expect(visitor.turn.locator(".rated")).to_have_text("Thank you.")
    assert kept(own_corpus).verdict == "good"
    assert kept(own_corpus).answer["evidence"]
    visitor.turn.get_by_role("button", name="Not good").click()
    expect(page.get_by_label("It is wrong")).to_be_focused()
    page.get_by_label("It is outdated").check()
    page.get_by_label("In your own words").fill("<b>It was 20</b>")
    page.get_by_role("button", name="Send").click()
    expect(visitor.turn.locator(".why")).to_be_hidden()
    expect(visitor.turn.get_by_role("button", name="Not good")).to_be_focused()
    visitor.ask("And how many people died?")
    expect(page.locator("#past [data-verdict=bad]")).to_have_attribute("aria-pressed", "true")
    given = kept(own_corpus)
    assert (given.verdict, given.reason, given.comment) == ("bad", "outdated", "<b>It was 20</b>")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".turn")).to_have_count(0)  # or the box is emptied while it is typed in
    visitor.ask(SUNK)  # again the first question
    expect(visitor.turn.locator("[data-verdict=bad]")).to_have_attribute("aria-pressed", "false")
    visitor.turn.get_by_role("button", name="Not good").click()
    expect(visitor.turn.locator("[data-verdict=bad]")).to_have_attribute("aria-pressed", "true")
