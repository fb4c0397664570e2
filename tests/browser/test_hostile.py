"""Articles, questions and addresses that carry markup, script or tricks stay text."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from ingest import ingest
from rag.corpus.articles import content_hash
from rag.corpus.corpus import Corpus
from rag.embedding.model import Embedder
from tests.browser.visitor import Visitor
from ui.page.app import build
from ui.serving.served import ServedAssistant
from ui.serving.server import application, in_background

SCRIPT = "<script>document.title='taken'</script>"
IMAGE = "<img src=x onerror=\"document.title='taken'\">"
BREAKOUT = "\"' onfocus=document.title='taken' autofocus x=\""
TEMPLATE = "${document.title='taken'} {{constructor.constructor('return 1')()}} `x`"
MARKDOWN = "[press](javascript:document.title='taken') **bold** <b>bold</b>"
BACKWARDS = "\u202eknab ruoy\u202c"
QUESTION = "Why did the lighthouse in Oddmouth go dark?"
SENTENCES = [
    "The lighthouse in Oddmouth went dark on Monday because a storm cut its cable.",
    f"The keeper of the lighthouse in Oddmouth said {SCRIPT} {IMAGE} {BREAKOUT}",
    f"The lighthouse in Oddmouth, he added, stays dark: {TEMPLATE} {MARKDOWN} {BACKWARDS}.",
]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[str]:
    """The address of a page on an archive of which every field is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    evil = f"Lighthouse in Oddmouth dark {SCRIPT}{IMAGE}{BREAKOUT}{TEMPLATE}{BACKWARDS}"
    records = [
        {
            "id": f"dark\"><img src=x onerror=alert(1)>{number}",
            "title": f"{number} {evil}",
            "source": f"Outlet {SCRIPT}{IMAGE}{TEMPLATE}",
            "author": f"Author {IMAGE}",
            "url": url,
            "language": "en",
            "published_at": f"2026-10-0{number + 1}",
            "body": f"Report {number}. {' '.join(SENTENCES)}\n\nThe lamp is old.",
        }
        for number, url in enumerate(
            ["javascript:document.title='taken'", "data:text/html,<script>1</script>",
             "https://user:pass@bank.example@evil.example/", f"https://news.example/{BREAKOUT}"]
        )
    ]  # fmt: skip
    records.append(
        {"title": "Long " + "title" * 20_000, "source": "O" * 100_000, "language": "en",
         "body": "The mast in Longham fell. " + "w" * 100_000, "published_at": "2026-09-01"}
    )  # fmt: skip
    for record in records:  # as an export writes it, whose texts are kept as they are
        record["content_hash"] = content_hash(str(record["title"]), str(record["body"]))
    path = folder / "hostile.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    corpus = Corpus(folder / "corpus", create=True)
    ingest([path], corpus, embedder)
    corpus.close()
    with ServedAssistant(folder / "corpus", embedder=embedder, writer="extractive") as assistant:
        assistant.warm_up()
        with in_background(application(build(assistant), assistant)) as url:
            yield url


def harmless(page: Page) -> None:
    """Nothing of the archive became markup, and nothing of it ran."""
    assert page.title() == "Ask the News"
    assert (
        page.locator("main img, main script, main b, main [onfocus], main [onerror]").count() == 0
    )
    links = page.locator("main a").evaluate_all("links => links.map(link => link.href)")
    assert all(link.startswith("http") and "evil" not in link for link in links)


def test_hostile_articles_are_inert_on_every_view(page: Page, hostile: str) -> None:
    visitor = Visitor(page, hostile)
    harmless(page)
    page.locator(".narrowing summary").click()
    harmless(page)
    visitor.ask(QUESTION)
    expect(visitor.turn.locator(".headline").first).to_be_visible()
    harmless(page)
    headlines = visitor.turn.locator(".headline").filter(has_text="Lighthouse")
    for place in (visitor.turn.locator(".cite"), headlines):
        expect(place).not_to_have_count(0)
        for link in place.all()[:4]:
            visitor.open(link)
            harmless(page)
            expect(visitor.pane).to_contain_text(SCRIPT)
    page.keyboard.press("Escape")
    visitor.open(visitor.turn.locator(".evidence .headline").first)
    assert IMAGE in visitor.marked()
    assert TEMPLATE in visitor.marked()
    page.keyboard.press("Escape")
    visitor.open(visitor.turn.get_by_role("button", name="Story timeline"))
    expect(visitor.pane.locator(".reports")).to_contain_text(SCRIPT)
    harmless(page)
    visitor.page.keyboard.press("Escape")
    page.get_by_role("tab", name="Library").click()
    expect(page.locator("#library")).to_contain_text(SCRIPT)
    harmless(page)
    page.locator(".counts").get_by_role("button", name="Outlet").first.click()
    expect(page.locator(".listing h2")).to_contain_text(SCRIPT)
    harmless(page)


def test_only_web_addresses_become_links(page: Page, hostile: str) -> None:
    visitor = Visitor(page, hostile)
    page.get_by_role("tab", name="Library").click()
    headlines = page.locator("#library .headline")
    expect(headlines).to_have_count(5)
    for headline in headlines.all():
        visitor.open(headline)
        expect(visitor.pane.locator("#reading-title")).to_contain_text(headline.inner_text()[:20])
        assert visitor.pane.locator("a").count() == 0


def test_a_hostile_question_is_inert(page: Page, hostile: str) -> None:
    visitor = Visitor(page, hostile)
    question = f"{SCRIPT}{IMAGE}{TEMPLATE}{MARKDOWN} lighthouse in Oddmouth?"
    visitor.ask(question)
    harmless(page)
    link = visitor.turn.locator("[data-do=copy]").get_attribute("href")
    visitor = Visitor(page, f"{hostile}{link}")
    visitor.wait()
    expect(visitor.turn.locator("h2")).to_have_text(question)
    harmless(page)
    page.get_by_role("tab", name="Conversations").click()
    expect(page.locator(".kept-list .headline").first).to_contain_text(SCRIPT[:20])
    harmless(page)


def test_half_characters_in_a_link_do_no_harm(page: Page, hostile: str) -> None:
    half = "%ED%A0%80"
    visitor = Visitor(page, f"{hostile}?q={half}why&since={half}&language={half}&source={half}")
    visitor.wait()
    expect(visitor.turn.locator(".status")).to_contain_text("is not a date")
    visitor = Visitor(page, f"{hostile}?q={QUESTION}&source={half}")
    visitor.wait()
    expect(visitor.turn.locator(".status")).to_contain_text("cannot be narrowed to")


def test_half_characters_that_the_page_sends_do_no_harm(page: Page, hostile: str) -> None:
    type_in = """question => {
        const box = document.querySelector("#question textarea");
        box.value = `\\ud800 ${question} \\udfff`;
        box.dispatchEvent(new Event("input", { bubbles: true }));
    }"""
    visitor = Visitor(page, hostile)
    page.evaluate(type_in, QUESTION)
    page.evaluate(
        """() => {
            const form = document.querySelector(".narrow-form");
            form.insertAdjacentHTML(
                "beforeend", '<input type="checkbox" name="source" value="" checked>'
            );
            form.lastElementChild.value = "\\ud800";
        }"""
    )
    visitor.box.press("Enter")
    visitor.wait()
    expect(visitor.turn.locator(".status")).to_contain_text("cannot be narrowed to")
    page.locator(".narrow-form > input").evaluate("box => box.remove()")
    page.evaluate(type_in, QUESTION)
    visitor.box.press("Enter")
    expect(visitor.turn.locator("h2")).to_have_text(f"\ufffd {QUESTION} \ufffd")
    visitor.wait()
    expect(visitor.turn).to_have_attribute("data-stage", "done")
    visitor.open(visitor.turn.get_by_role("button", name="Story timeline"))
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Conversations").click()
    page.locator(".kept-list .headline").first.click()
    expect(page.locator("#past h2")).to_have_text(f"\ufffd {QUESTION} \ufffd")


def test_a_hundred_thousand_characters_do_not_burst_the_page(page: Page, hostile: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visitor = Visitor(page, hostile)
    visitor.ask("What fell in Longham?")
    visitor.open(visitor.turn.locator(".headline").first)
    expect(visitor.pane).to_contain_text("The mast in Longham fell.")
    expect(visitor.pane.locator(".notice")).to_contain_text("characters long")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
