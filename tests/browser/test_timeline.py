"""An answer's story by date, in the pane beside it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.visitor import Visitor

DEATHS = "How many people died on Lake Syvach?"


def test_a_story_is_shown_by_date_and_asked_about_as_of_a_day(visitor: Visitor) -> None:
    visitor.ask(DEATHS)
    opener = visitor.turn.get_by_role("button", name="Story timeline")
    visitor.open(opener)
    reports = visitor.pane.locator(".reports li")
    days = [time.get_attribute("datetime") for time in reports.locator("time").all()]
    assert len(days) >= 4
    assert days == sorted(map(str, days))
    expect(visitor.pane.locator(".plot circle")).to_have_count(len(days))
    expect(visitor.pane.locator(".change").first).to_contain_text("19, where an earlier report")
    visitor.open(reports.locator(".headline").last)
    expect(visitor.pane.locator("mark")).to_be_in_viewport()
    visitor.pane.get_by_role("button", name="Back to the timeline").click()
    visitor.pane.get_by_role("button", name="Ask this as of 21 Jan 2026").click()
    expect(visitor.turn.locator(".scope")).to_have_text("As of 21 Jan 2026")
    visitor.wait()
    expect(visitor.turn.locator("h2")).to_have_text(DEATHS)
    newest = [time.get_attribute("datetime") for time in visitor.turn.locator("time").all()]
    assert max(map(str, newest)) < "2026-01-22"
