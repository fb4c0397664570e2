"""Conversations that the visitor's own browser keeps."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visitor import WHY, Visitor
from ui.page import keeping

RECOUNT = "Who won the recount in Valmirena?"


def begin_anew(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="New conversation").click()
    expect(visitor.page.locator(".turn")).to_have_count(0)


def listed(page: Page) -> None:
    page.get_by_role("tab", name="Conversations").click()
    expect(page.locator(".kept-list")).to_be_visible()


def test_conversations_are_kept_named_and_gone_on_with(visitor: Visitor, address: str) -> None:
    visitor.ask(WHY)
    begin_anew(visitor)
    visitor.ask(RECOUNT)
    page = visitor.page
    listed(page)
    items = page.locator(".kept-list li")
    expect(items.locator(".headline")).to_have_text([RECOUNT, WHY])
    items.last.get_by_role("button", name="Rename").click()
    page.get_by_role("textbox", name="Name of the conversation").fill("<b>Donbas</b>")
    page.keyboard.press("Enter")
    expect(items.last.locator(".headline")).to_have_text("<b>Donbas</b>")
    expect(items.last.locator(".headline")).to_be_focused()
    page.reload()
    listed(page)
    items.last.locator(".headline").click()
    expect(page.locator("#current h2")).to_have_text(WHY)
    visitor.ask("And what does Trump want?")
    expect(page.locator(".turn")).to_have_count(2)
    listed(page)
    expect(items.first.locator(".headline")).to_have_text("<b>Donbas</b>")
    expect(items.first).to_contain_text("2 questions")


def test_the_last_conversation_is_offered_before_the_first_question(visitor: Visitor) -> None:
    page = visitor.page
    offered = page.locator(".go-on")
    expect(offered).to_be_hidden()
    visitor.ask(RECOUNT)
    visitor.ask(WHY)
    page.reload()
    expect(offered).to_have_text(f"Go on with your last conversation: {RECOUNT}")
    offered.get_by_role("button").click()
    expect(page.locator("#past h2")).to_have_text(RECOUNT)
    expect(page.locator("#current h2")).to_have_text(WHY)
    listed(page)
    expect(page.locator(".kept-list li")).to_have_count(1)


def test_a_conversation_that_two_windows_go_on_with_becomes_two(
    visitor: Visitor, address: str
) -> None:
    visitor.ask(WHY)
    other = Visitor(visitor.page.context.new_page(), address)
    other.page.locator(".go-on button").click()
    expect(other.page.locator("#current h2")).to_have_text(WHY)
    other.ask("And what does Trump want?")
    visitor.ask("And what do the Russians want?")
    visitor.ask(RECOUNT)
    listed(visitor.page)
    items = visitor.page.locator(".kept-list li")
    expect(items.locator("[data-count]")).to_have_text(["3 questions", "2 questions"])
    items.last.locator(".headline").click()
    expect(visitor.page.locator("#current h2")).to_have_text("And what does Trump want?")


def test_a_conversation_outlives_the_server_that_answered(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor.ask(WHY)
    good = visitor.page.get_by_role("button", name="Good answer")
    expect(good).to_have_count(1)
    monkeypatch.setattr(keeping, "_KEY", b"of a server started anew")
    page = visitor.page
    page.reload()
    listed(page)
    page.locator(".kept-list .headline").click()
    expect(page.locator("#current h2")).to_have_text(WHY)
    expect(page.locator("#current .cite").first).to_be_visible()
    expect(good).to_have_count(0)
    visitor.ask("And what does Trump want?")
    expect(page.locator("#past .turn")).to_have_count(1)
    expect(good).to_have_count(1)


def test_a_conversation_is_taken_along_as_a_file_and_deleted_once_that_was_meant(
    visitor: Visitor,
) -> None:
    visitor.ask(WHY)
    listed(visitor.page)
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("button", name="As Markdown").click()
    assert download.value.suggested_filename == "Why is Russia pushing now.md"
    assert f"## {WHY}" in Path(download.value.path()).read_text(encoding="utf-8")
    items = visitor.page.locator(".kept-list li")
    items.get_by_role("button", name="Delete").click()
    items.get_by_role("button", name="Delete for good?").click()
    expect(items).to_have_count(0)
    expect(visitor.page.locator("[data-empty]")).to_be_visible()
    visitor.page.get_by_role("tab", name="Ask").click()
    expect(visitor.page.locator(".turn")).to_have_count(0)
    visitor.page.reload()
    listed(visitor.page)
    expect(items).to_have_count(0)


def test_a_conversation_that_cannot_be_read_is_told_of(visitor: Visitor) -> None:
    visitor.ask(WHY)
    page = visitor.page
    page.evaluate(
        """() => {
            const key = "ask-the-news.conversations";
            localStorage[key] = localStorage[key].replace(/"kept":"[^"]+"/, '"kept":"rubbish"');
        }"""
    )
    listed(page)
    page.locator(".kept-list .headline").click()
    expect(page.locator(".kept-list [role=alert]")).to_contain_text("can no longer be read")
    expect(page.locator(".kept-list li")).to_have_count(1)
    page.reload()
    page.locator(".go-on button").click()
    expect(page.locator(".kept-list [role=alert]")).to_contain_text("can no longer be read")
