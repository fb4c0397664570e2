"""What a visitor does on the page and sees there, in words of the product."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

WHY = "Why is Russia pushing now?"
"""A question in English that articles in Dutch answer."""


class Visitor:
    """Someone who has opened the page."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        page.goto(address)
        expect(page.locator("#welcome h2").or_(page.locator("#current h2")).first).to_be_visible()
        self._asked = page.locator(".turn").count()

    @property
    def turn(self) -> Locator:
        """The last question with its answer."""
        return self.page.locator("#current .turn")

    @property
    def pane(self) -> Locator:
        return self.page.locator("#pane")

    @property
    def box(self) -> Locator:
        return self.page.get_by_role("textbox", name="Your question")

    def send(self, question: str) -> None:
        """Type a question and send it; the answer may take its time."""
        self.box.fill(question)
        self.box.press("Enter")
        expect(self.turn.locator("h2")).to_have_text(" ".join(question.split()))

    def ask(self, question: str) -> None:
        """Ask, and wait for the whole answer."""
        self.send(question)
        self.wait()

    def wait(self) -> None:
        """Until the answer is whole, or cannot come."""
        done = self.page.locator(
            '#current .turn:is([data-stage="done"], [data-stage="failed"], [data-stage="stopped"])'
        )
        expect(done).to_be_visible()

    def open(self, link: Locator) -> None:
        """Press what opens an article, and wait for it."""
        link.click()
        expect(self.pane.locator("#reading-title")).to_be_visible()

    def narrow(self, **values: str) -> None:
        """Fill in the form that narrows the search: dates by name, or ticks by language, outlet."""
        if not self.page.locator(".narrow-form").is_visible():
            self.page.locator(".narrowing summary").click()
        for name, value in values.items():
            field = self.page.locator(f'.narrow-form input[name="{name}"]')
            if name in ("language", "source", "kind"):
                field.and_(self.page.locator(f'[value="{value}"]')).check()
            else:
                field.fill(value)

    def marked(self) -> str:
        """What is highlighted in the open article."""
        return "".join(self.pane.locator("mark").all_text_contents())
