"""Time from sending a question to its evidence on the page: ``python -m benchmarks.page``.

The page is served in a process of its own and opened in the system's chromium; each question begins
a new conversation. Alternately, the same question is asked from code in this process.
"""

from __future__ import annotations

import argparse
import json
from contextlib import closing
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from playwright.sync_api import Page, expect, sync_playwright

from benchmarks.machine import machine
from benchmarks.visitors import QUESTIONS, corpus, served
from rag import Assistant
from scripts.browser import launch

RESULTS = Path(__file__).with_name("page.json")
_FIRST = 5
_PATIENCE = 60_000
_REST = 500  # milliseconds, for the browser to finish drawing

# Measures from the moment a question is sent to the first frame that shows evidence, or the nearest
# coverage if there is no answer.
_WATCH = """() => {
    window.seconds = null;
    document.addEventListener("keydown", (event) => {
        if (event.key !== "Enter") return;
        const sent = performance.now();
        window.seconds = null;
        const look = new MutationObserver(() => {
            if (!document.querySelector("#current :is(.evidence, .nearest) .card")) return;
            look.disconnect();
            requestAnimationFrame(() => { window.seconds = (performance.now() - sent) / 1000; });
        });
        look.observe(document.body, { childList: true, subtree: true });
    }, true);
}"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=40)
    parser.add_argument("--corpus", type=Path, help="default: one of the sample archive, made anew")
    arguments = parser.parse_args()
    with (
        corpus(arguments.corpus) as folder,
        served(folder) as address,
        Assistant(folder, writer="extractive") as assistant,
        sync_playwright() as playwright,
        closing(launch(playwright)) as browser,
    ):
        page = browser.new_page(viewport={"width": 1360, "height": 900}, locale="en-GB")
        page.set_default_timeout(_PATIENCE)
        page.goto(address)
        expect(page.locator("#welcome h2")).to_be_visible(timeout=_PATIENCE)
        page.evaluate(_WATCH)
        for question in QUESTIONS[:_FIRST]:
            by_page(page, question)
            by_code(assistant, question)
        asked = QUESTIONS[_FIRST : _FIRST + arguments.questions]
        pairs = [(by_page(page, question), by_code(assistant, question)) for question in asked]
    shown, found = zip(*pairs, strict=True)
    rows = {
        "questions": len(pairs),
        "page, median (s)": round(median(shown), 3),
        "page, p95 (s)": round(quantiles(shown, n=20)[-1], 3),
        "code, median (s)": round(median(found), 3),
        "code, p95 (s)": round(quantiles(found, n=20)[-1], 3),
        "page over code": round(median(shown) / median(found), 2),
    }
    for name, figure in rows.items():
        print(f"{name:20}{figure:>10}")
    RESULTS.write_text(json.dumps({"machine": machine(), **rows}, indent=1) + "\n", "utf-8")


def by_page(page: Page, question: str) -> float:
    """Return the seconds until the evidence is on the page; then begin a new conversation."""
    box = page.locator("#question textarea")
    box.fill(question)
    box.press("Enter")
    page.wait_for_function("window.seconds !== null", timeout=_PATIENCE)
    seconds = float(page.evaluate("window.seconds"))
    expect(page.locator('#current .turn[data-stage="done"]')).to_be_visible(timeout=_PATIENCE)
    page.locator("#clear").click()
    expect(page.locator(".turn")).to_have_count(0, timeout=_PATIENCE)
    page.wait_for_timeout(_REST)
    return seconds


def by_code(assistant: Assistant, question: str) -> float:
    """Return the seconds until an assistant in this process has the evidence."""
    started = perf_counter()
    events = assistant.stream(question)
    next(events)
    seconds = perf_counter() - started
    for _ in events:
        pass
    return seconds


if __name__ == "__main__":
    main()
