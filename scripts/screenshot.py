"""docs/page.png: the real page on the sample archive, with an answer and its article open.

The scripts it shows need fonts: on Debian, fonts-noto-core and fonts-noto-cjk.
"""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

from ingest import ingest  # noqa: E402
from rag.corpus.corpus import Corpus  # noqa: E402
from rag.embedding.model import Embedder, load_embedder  # noqa: E402
from rag.settings import load_settings  # noqa: E402
from scripts.browser import launch  # noqa: E402
from ui.page.app import build  # noqa: E402
from ui.serving.served import ServedAssistant  # noqa: E402
from ui.serving.server import application, in_background  # noqa: E402

QUESTION = "Why is Russia pushing now?"
PICTURE = ROOT / "docs" / "page.png"
COLOURS = 128


def main() -> None:
    embedder = load_embedder(load_settings())
    with TemporaryDirectory() as folder:
        _fill(Path(folder), embedder)
        _take(Path(folder), embedder)
    with Image.open(PICTURE) as picture:
        picture.convert("RGB").quantize(COLOURS).save(PICTURE, optimize=True)
    print(f"{PICTURE}: {PICTURE.stat().st_size // 1024} KiB")


def _take(corpus: Path, embedder: Embedder) -> None:
    with (
        ServedAssistant(corpus, embedder=embedder, writer="extractive") as assistant,
        in_background(application(build(assistant), assistant)) as address,
        sync_playwright() as playwright,
        closing(launch(playwright)) as browser,
    ):
        page = browser.new_page(
            viewport={"width": 1360, "height": 860},
            device_scale_factor=1.5,
            locale="en-GB",
            reduced_motion="reduce",  # else the picture may catch the page in motion
        )
        page.set_default_timeout(120_000)
        _ask(page, address)
        PICTURE.parent.mkdir(exist_ok=True)
        page.screenshot(path=PICTURE)


def _fill(folder: Path, embedder: Embedder) -> None:
    with closing(Corpus(folder, create=True)) as corpus:
        ingest([ROOT / "data" / "sample"], corpus, embedder)


def _ask(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("textbox", name="Your question").fill(QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector('#current [data-stage="done"]')
    page.locator("#current .cite").first.click()
    page.wait_for_selector("#pane mark")
    page.evaluate("document.fonts.ready")


if __name__ == "__main__":
    main()
