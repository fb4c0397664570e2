"""Reading an article beside the answer, and the library."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from rag import Assistant
from tests.browser.conftest import OUTPUT
from tests.browser.visitor import WHY, Visitor


@pytest.mark.parametrize(
    "question",
    [
        WHY,
        "ماذا حدث لسقف ملعب الفنار؟",
        "努代拉再降息的原因是什么？",
    ],
)
def test_a_citation_opens_its_article_with_exactly_its_quote_marked(
    visitor: Visitor, assistant: Assistant, question: str
) -> None:
    visitor.ask(question)
    numbers = visitor.turn.locator(".cite")
    expect(numbers).not_to_have_count(0)
    for number in numbers.all():
        visitor.open(number)
        article_id, start, end = (
            number.get_attribute(f"data-{name}") for name in ("open", "start", "end")
        )
        article = assistant.article(str(article_id))
        told = f"{article.id}:{article.version}:{start}:{end}:current"
        expect(visitor.pane.locator(f'[data-place="{told}"]')).to_be_visible()
        quote = article.body[int(start or 0) : int(end or 0)]
        assert visitor.marked() == quote
        expect(visitor.pane.locator("mark").first).to_be_in_viewport()


def test_an_article_stands_in_the_direction_of_its_script(
    visitor: Visitor, assistant: Assistant
) -> None:
    visitor.narrow(language="ar")
    visitor.ask("ماذا حدث لسقف ملعب الفنار؟")
    visitor.open(visitor.turn.locator(".headline").first)
    for part in ("#reading-title", ".body"):
        expect(visitor.pane.locator(part)).to_have_attribute("dir", "rtl")
        expect(visitor.pane.locator(part)).to_have_attribute("lang", "ar")


def test_an_article_tells_where_it_comes_from(visitor: Visitor, assistant: Assistant) -> None:
    copy = next(a for a in assistant.corpus.articles() if a.duplicate_of and a.url and a.source)
    original = assistant.article(str(copy.duplicate_of))
    visitor.ask(original.title)
    visitor.open(visitor.turn.get_by_role("button", name=original.title).first)
    expect(visitor.pane).to_contain_text(str(original.source))
    expect(visitor.pane).to_contain_text(f"Also published by {copy.source}")
    link = visitor.pane.locator(".facts a")
    expect(link).to_have_attribute("href", str(original.url))
    expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")
    expect(link).to_have_attribute("target", "_blank")
    expect(visitor.pane.locator(".origin")).to_contain_text(re.compile(r"\d{4}, \d\d:\d\d"))


def test_a_correction_leads_to_what_it_corrects_and_back(visitor: Visitor) -> None:
    visitor.ask("How many people died on Lake Syvach?")
    correction = visitor.turn.locator('.evidence [data-open="syvach-ferry-05"]').first
    visitor.open(correction)
    title = visitor.pane.locator("#reading-title")
    expect(title).to_contain_text("19")
    visitor.pane.locator('[data-open="syvach-ferry-04"]').click()
    expect(visitor.pane.locator(".notice")).to_contain_text("This article was corrected:")
    visitor.pane.locator('.notice [data-open="syvach-ferry-05"]').click()
    expect(visitor.pane.locator(".notice")).to_contain_text("What this corrects:")


def test_closing_an_article_gives_the_focus_back(answered: Visitor) -> None:
    number = answered.turn.locator(".cite").first
    answered.open(number)
    expect(answered.pane.locator("#reading-title")).to_be_focused()
    answered.page.keyboard.press("Escape")
    expect(answered.pane.locator("#reading-title")).to_have_count(0)
    expect(number).to_be_focused()
    answered.open(number)
    answered.page.get_by_role("button", name="Close", exact=True).click()
    expect(answered.pane).to_be_hidden()


def test_a_quote_gives_way_to_its_article(visitor: Visitor) -> None:
    visitor.ask(WHY)
    # The number stays under the pointer while the page makes room.
    visitor.page.set_viewport_size({"width": 1200, "height": 900})
    visitor.page.add_style_tag(
        content="#masthead { height: 9rem !important; overflow: hidden !important } "
        "#tabs { width: 30rem } .columns { display: block !important }"
    )
    number, tip = (visitor.turn.locator(part).first for part in (".cite", ".tip"))
    number.hover()
    expect(tip).to_be_visible()
    visitor.open(number)
    expect(tip).to_be_hidden()
    assert number.evaluate("element => element.matches(':hover')")
    visitor.page.get_by_role("button", name="Close", exact=True).click()
    number.hover()
    expect(tip).to_be_visible()


def test_an_article_does_not_stand_beside_another_tab(answered: Visitor) -> None:
    ask = answered.page.get_by_role("tab", name="Ask")
    for name in ("Library", "Conversations"):
        answered.open(answered.turn.locator(".cite").first)
        ask.click()
        expect(answered.pane.locator("#reading-title")).to_be_visible()
        other = answered.page.get_by_role("tab", name=name)
        other.click()
        expect(answered.pane, name).to_be_hidden()
        expect(other, name).to_be_focused()
        ask.click()


def test_the_library_counts_and_lists_what_the_archive_holds(
    visitor: Visitor, assistant: Assistant
) -> None:
    holdings = assistant.corpus.holdings()
    visitor.page.get_by_role("tab", name="Library").click()
    library = visitor.page.locator("#library")
    expect(library.locator(".figures dd").first).to_have_text(str(holdings.articles))
    expect(library.locator(".listing .card")).to_have_count(30)
    library.get_by_role("button", name="Show more").click()
    expect(library.locator(".listing .card")).to_have_count(60)
    visitor.open(library.locator(".headline").first)
    newest = next(assistant.corpus.articles(1))
    expect(visitor.pane.locator("#reading-title")).to_have_text(newest.title)


def test_the_library_shows_articles_over_time_by_outlet(
    visitor: Visitor, assistant: Assistant
) -> None:
    holdings = assistant.corpus.holdings()
    visitor.page.get_by_role("tab", name="Library").click()
    section = visitor.page.get_by_role("region", name="Articles over time, by outlet").first
    rows = section.locator(".plot-row")
    expect(rows.last).to_contain_text("other outlets")
    expect(rows.locator("rect").first).to_be_visible()
    section.locator("summary").click()
    table = section.get_by_role("table")
    expect(table.get_by_role("columnheader")).to_have_count(1 + rows.count())
    months = table.get_by_role("rowheader")
    expect(months.first).to_have_text("February 2025")
    expect(months.last).to_have_text("November 2026")
    counts = table.get_by_role("cell").all_inner_texts()
    assert sum(map(int, counts)) == sum(holdings.months.values())
    visitor.page.screenshot(path=OUTPUT / "over-time.png", full_page=True)


def test_the_library_can_be_searched(visitor: Visitor, assistant: Assistant) -> None:
    visitor.page.get_by_role("tab", name="Library").click()
    wanted = visitor.page.get_by_role("textbox", name="Search the articles")
    wanted.fill("w" * (assistant.settings.question_limit + 1))
    wanted.press("Enter")
    expect(visitor.page.locator("#results .status")).to_contain_text("this one has 2,001")
    wanted.fill("tidal power turbine")
    visitor.page.get_by_role("button", name="Search", exact=True).click()
    expect(visitor.page.locator("#results .card").first).to_contain_text("Trévelac")
