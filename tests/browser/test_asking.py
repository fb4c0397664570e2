"""Asking on the page: evidence, an answer whose sentences are cited, and what it is narrowed to."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from rag import Assistant
from tests.browser.visitor import WHY, Visitor


def test_examples_are_the_newest_headlines_in_the_readers_language_and_are_answered(
    visitor: Visitor, assistant: Assistant
) -> None:
    examples = visitor.page.locator("#examples [data-ask]")
    expect(examples).to_have_count(6)
    assert {element.get_attribute("lang") for element in examples.all()} == {"en"}
    asked = " ".join(examples.all_inner_texts())
    english = [a for a in assistant.corpus.articles() if a.language == "en"]
    assert any(article.title in asked for article in english[:3])
    corrections = [a.title for a in english if a.kind == "correction"]
    assert corrections
    assert not [title for title in corrections if title in asked]
    question = examples.first.inner_text()
    examples.first.click()
    visitor.wait()
    expect(visitor.turn.locator("h2")).to_have_text(question)
    assert visitor.turn.locator(".evidence .card").count() >= 3
    numbers = visitor.turn.locator(".words .cite").all_inner_texts()
    assert numbers[0] == "1"
    assert visitor.turn.locator(".sources .origin").first.inner_text()


def test_a_question_in_english_is_answered_by_a_quote_in_dutch(answered: Visitor) -> None:
    quoted = answered.turn.locator(".words > span:first-child").first
    expect(quoted).to_have_attribute("lang", "nl")
    expect(quoted).to_have_attribute("dir", "ltr")
    expect(answered.turn.locator(".sources")).to_contain_text("Dutch")
    notices = answered.turn.locator(".notice")
    expect(notices).to_contain_text(["These quotes are in Dutch.", "13 August 2025"])
    expect(answered.turn.locator(".imprint")).to_contain_text("without a language model")


def test_a_number_shows_its_quote_outlet_and_date_when_it_has_the_focus(answered: Visitor) -> None:
    number = answered.turn.locator(".cite").first
    tip = answered.turn.locator(".tip").first
    expect(tip).to_be_hidden()
    number.focus()
    answered.page.keyboard.press("Shift+Tab")
    answered.page.keyboard.press("Tab")
    expect(number).to_be_focused()
    expect(tip).to_be_visible()
    said = answered.turn.locator(".words > span:first-child").first.inner_text()
    expect(tip).to_contain_text(said.strip())
    expect(tip.locator("time")).to_have_attribute("datetime", re.compile("^2025-08-13"))
    answered.page.keyboard.press("Escape")
    expect(tip).to_be_hidden()


def test_what_the_archive_does_not_know_gets_no_answer_but_the_nearest_coverage(
    visitor: Visitor,
) -> None:
    visitor.ask("Who won the Eurovision song contest?")
    expect(visitor.turn.locator(".status")).not_to_be_empty()
    expect(visitor.turn.locator(".words")).to_have_count(0)
    expect(visitor.turn.locator(".nearest .headline").first).to_be_visible()


def test_each_passage_tells_how_it_was_found(answered: Visitor) -> None:
    signals = answered.turn.locator(".evidence .signals").first
    expect(signals.locator("dl")).to_be_hidden()
    signals.locator("summary").click()
    expect(signals.locator("dd").first).to_be_visible()
    expect(signals).to_contain_text("Likeness")
    signals.locator("summary").click()


def test_as_of_leaves_out_what_was_published_later_and_a_day_is_said_in_one_form(
    visitor: Visitor,
) -> None:
    visitor.narrow(as_of="2025-06-15")
    expect(visitor.page.locator(".narrow-now")).to_have_text("As of 15 Jun 2025")
    visitor.ask("Who won the recount in Valmirena?")
    expect(visitor.turn.locator(".scope")).to_have_text("As of 15 Jun 2025")
    expect(visitor.turn.locator(".imprint")).to_contain_text("As of 15 Jun 2025")
    days = [element.get_attribute("datetime") for element in visitor.turn.locator("time").all()]
    assert days
    assert max(days) < "2025-06-16"
    visitor.page.get_by_role("tab", name="Conversations").click()
    said = visitor.page.locator(".kept-list time")
    expect(said).to_have_text(re.compile(r"^\d{1,2} [A-Z][a-z]{2} \d{4}, \d{2}:\d{2}$"))


def test_a_language_and_an_outlet_narrow_the_evidence(visitor: Visitor) -> None:
    visitor.narrow(language="nl", source="Oeverbode")
    expect(visitor.page.locator(".narrow-now")).to_have_text("Dutch · Oeverbode")
    visitor.ask("What happened to the stadium roof?")
    outlets = visitor.turn.locator(".card .origin bdi").all_text_contents()
    assert set(outlets) == {"Oeverbode"}
    visitor.narrow()
    visitor.page.get_by_role("button", name="Back to everything").click()
    expect(visitor.page.locator(".narrow-now")).to_have_text("everything, as of now")


def test_a_kind_of_article_narrows_the_evidence_and_stands_in_the_link(visitor: Visitor) -> None:
    visitor.narrow(kind="opinion")
    expect(visitor.page.locator(".narrow-now")).to_have_text("Opinion")
    visitor.ask("Who profits from the leak at Medivaar?")
    kinds = visitor.turn.locator(".card .kind").all_text_contents()
    assert set(kinds) == {"Opinion"}
    assert len(kinds) == visitor.turn.locator(".card").count()
    link = visitor.turn.locator("[data-do=copy]").get_attribute("href")
    assert "kind=opinion" in str(link)


def test_sliders_over_the_months_set_the_period(visitor: Visitor, assistant: Assistant) -> None:
    visitor.narrow()
    since, until = (
        visitor.page.get_by_role("slider", name=f"Published: {edge}") for edge in ("from", "until")
    )
    bars = visitor.page.locator(".bars span")
    assert bars.count() == int(str(since.get_attribute("max"))) + 1
    for _ in range(3):
        since.press("ArrowRight")
    until.press("ArrowLeft")
    expect(visitor.page.locator('input[name="since"]')).to_have_value("2025-05-01")
    expect(visitor.page.locator('input[name="until"]')).to_have_value("2026-10-31")
    expect(since).to_have_attribute("aria-valuetext", "May 2025")
    expect(visitor.page.locator(".bars .outside")).to_have_count(4)
    visitor.page.locator('input[name="since"]').fill("2025-06-15")
    expect(since).to_have_value("4")


def test_what_narrows_the_search_stands_over_the_page_until_it_is_left(visitor: Visitor) -> None:
    page, form = visitor.page, visitor.page.locator(".narrow-form")
    visitor.narrow(language="nl")
    visitor.ask(WHY)
    expect(form).to_be_hidden()
    tall = "document.documentElement.scrollHeight"
    before = page.evaluate(tall)
    visitor.narrow()
    expect(form).to_be_visible()
    assert page.evaluate(tall) == before
    covered, box = form.bounding_box(), visitor.box.bounding_box()
    assert covered and box
    assert covered["y"] + covered["height"] <= box["y"]
    page.keyboard.press("Escape")
    expect(form).to_be_hidden()
    expect(page.locator(".narrowing summary")).to_be_focused()
    visitor.narrow()
    page.locator("#masthead h1").click()
    expect(form).to_be_hidden()
    expect(page.locator(".narrow-now")).to_have_text("Dutch")


def test_a_link_asks_the_same_question_again_with_what_narrows_it(
    visitor: Visitor, page: Page, address: str
) -> None:
    visitor.narrow(as_of="2026-11-01", language="ar")
    visitor.ask("ماذا حدث لسقف الملعب؟")
    link = visitor.turn.locator("[data-do=copy]").get_attribute("href")
    other = Visitor(page.context.new_page(), f"{address}{link}")
    other.wait()
    expect(other.turn.locator("h2")).to_have_text("ماذا حدث لسقف الملعب؟")
    expect(other.turn.locator(".scope")).to_contain_text("Arabic")
    expect(other.page.locator(".narrow-now")).to_contain_text("Arabic")
    expect(other.page.locator('input[name="as_of"]')).to_have_value("2026-11-01")


def test_a_link_to_a_follow_up_asks_first_what_it_leans_on(
    visitor: Visitor, page: Page, address: str
) -> None:
    visitor.ask("Why did the ferry Lastivka sink?")
    visitor.ask("And how many people died?")
    link = visitor.turn.locator("[data-do=copy]").get_attribute("href")
    other = Visitor(page.context.new_page(), f"{address}{link}")
    expect(other.turn.locator("h2")).to_have_text("And how many people died?")
    other.wait()
    expect(other.page.locator("#past .turn h2")).to_have_text("Why did the ferry Lastivka sink?")


def test_an_empty_question_gets_a_plain_message(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name="Ask", exact=True).click()
    visitor.wait()
    expect(visitor.turn.locator(".status")).to_have_text("Type a question first.")


def test_a_link_to_a_question_that_is_too_long_gets_a_plain_message(
    page: Page, address: str, assistant: Assistant
) -> None:
    limit = assistant.settings.question_limit
    question = "why " * (limit // 2) + "not?"
    visitor = Visitor(page, f"{address}?q={question}")
    expect(page.locator(".too-long")).to_contain_text(f"{limit:,}")
    expect(visitor.box).to_have_value(question)


def test_a_question_that_is_too_long_stays_as_it_was_typed(
    visitor: Visitor, assistant: Assistant
) -> None:
    limit = assistant.settings.question_limit
    said = visitor.page.locator(".too-long")
    expect(said).to_be_hidden()
    question = WHY + "?" * limit
    visitor.box.fill(question)
    expect(said).to_contain_text(f"{limit:,} characters; this one has {len(question):,}")
    visitor.box.press("Enter")
    visitor.page.wait_for_timeout(1_000)
    expect(visitor.page.locator(".turn")).to_have_count(0)
    expect(visitor.box).to_have_value(question)
    visitor.box.fill(WHY)
    expect(said).to_be_hidden()
    visitor.ask(WHY)
    expect(visitor.page.locator(".turn")).to_have_count(1)


def test_a_long_question_is_shown_short_and_unfolded(visitor: Visitor) -> None:
    question = WHY + " I ask because of the harbour." * 30
    visitor.box.fill(question)
    visitor.box.press("Enter")
    visitor.wait()
    expect(visitor.turn.locator("h2")).to_have_text(re.compile("^Why is Russia pushing.{1,180}…$"))
    whole = visitor.turn.locator(".whole p")
    expect(whole).to_be_hidden()
    visitor.turn.get_by_text("The whole question").click()
    expect(whole).to_have_text(question)


def test_asked_again_or_edited_a_question_takes_the_place_of_the_last(visitor: Visitor) -> None:
    visitor.ask(WHY)
    words = visitor.turn.locator(".words").all_inner_texts()
    visitor.page.get_by_role("button", name="Ask again").click()
    expect(visitor.turn.locator("#question-2")).to_have_text(WHY)
    visitor.wait()
    assert visitor.turn.locator(".words").all_inner_texts() == words
    expect(visitor.page.locator(".turn")).to_have_count(1)
    visitor.page.get_by_role("button", name="Edit the question").click()
    expect(visitor.box).to_have_value(WHY)
    expect(visitor.box).to_be_focused()
    visitor.ask("Who won the recount in Valmirena?")
    expect(visitor.page.locator(".turn")).to_have_count(1)
