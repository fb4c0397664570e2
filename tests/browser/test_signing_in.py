"""The form to sign in, as everyone sees it, and all that lies behind it where a proxy adds a path."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from rag.embedding.model import Embedder
from tests.browser.conftest import DESK, PHONE
from tests.browser.test_access import looked_at
from ui.page.app import build
from ui.serving.served import ServedAssistant
from ui.serving.server import application, in_background
from ui.serving.settings import load_serving
from ui.serving.users import set_password

PASSWORD = "correct horse battery"
TITLES = {"en-GB": "Sign in · Ask the News", "nl-NL": "Inloggen · Ask the News"}
WRONG = {
    "en-GB": "The name or the password is wrong.",
    "nl-NL": "De naam of het wachtwoord klopt niet.",
}
TOO_MANY = {"en-GB": "5 a minute are allowed", "nl-NL": "per minuut zijn er 5 toegestaan"}


@pytest.fixture(scope="module")
def closed(
    own_corpus: Path, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Where users sign in, below a path, and may add to the library."""
    users = tmp_path_factory.mktemp("users") / "users"
    set_password(users, "anna", PASSWORD)
    serving = load_serving(users=users, root_path="/news", library="write")
    with ServedAssistant(
        own_corpus, embedder=embedder, serving=serving, writer="extractive"
    ) as assistant:
        assistant.warm_up()
        with in_background(application(build(assistant), assistant)) as url:
            yield f"{url}news/"


def guess(page: Page) -> str:
    """What is told of a wrong password."""
    page.locator("input[name=name]").fill("anna")
    page.locator("input[name=password]").fill("guess")
    page.locator("button").click()
    return page.get_by_role("alert").inner_text()


def test_below_a_path_who_has_signed_in_can_do_all(page: Page, closed: str, tmp_path: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{closed}?q=Who won the recount in Valmirena?")
    page.get_by_label("Name").fill("anna")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{closed}?q=*")
    turn = page.locator("#current .turn")
    expect(turn).to_have_attribute("data-stage", "done")
    turn.locator(".cite").first.click()
    expect(page.locator("#reading-title")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Library").click()
    (tmp_path / "ferry.txt").write_text("Ferry aground\n\nA ferry ran aground near Merel today.\n")
    page.locator(".adding summary").click()
    page.locator("#add-files").set_input_files(tmp_path / "ferry.txt")
    page.locator(".add-form").get_by_role("button", name="Add").click()
    expect(page.locator("#taken .notice")).to_have_text("1 added")
    page.get_by_role("button", name="anna: Sign out").click()
    expect(page.get_by_label("Password")).to_be_visible()
    page.goto(closed)
    expect(page.get_by_label("Password")).to_be_visible()
    assert len(asked) > 10
    assert [url for url in asked if not url.startswith((closed, "data:"))] == []


def test_the_form_has_no_serious_fault_and_takes_few_guesses(browser: Browser, closed: str) -> None:
    """After the others: whoever has guessed too often may not sign in for a minute."""
    forms = {}
    for language, size, scheme in (("en-GB", DESK, "light"), ("nl-NL", PHONE, "dark")):
        context = browser.new_context(viewport=size, color_scheme=scheme, locale=language)
        page = forms[language] = context.new_page()
        page.goto(closed)
        expect(page.locator("input[name=name]")).to_be_focused()
        expect(page.locator("html")).to_have_attribute("lang", language[:2])
        expect(page).to_have_title(TITLES[language])
        looked_at(page, "sign-in")
        assert guess(page) == WRONG[language]
        looked_at(page, "sign-in-refused")
    for _ in range(4):
        guess(page)
    for language, page in forms.items():
        assert TOO_MANY[language] in guess(page)
        page.context.close()
