"""Twenty visitors at once, and a thousand questions: ``python -m benchmarks.visitors``.

Serves the sample archive in a process of its own, and asks it over the page (as its script does)
and over the API. Prints the seconds a question takes a visitor alone and one of many, how many
questions were lost, and the memory of the server over a thousand questions.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from uuid import uuid4

import httpx

from benchmarks.measures import sample_corpus
from rag.embedding.model import load_embedder
from rag.settings import load_settings

ROOT = Path(__file__).resolve().parent.parent
LINES = (ROOT / "data" / "eval" / "questions_a.jsonl").read_text(encoding="utf-8").splitlines()
QUESTIONS = [json.loads(line)["question"] for line in LINES]
TIMES_ALLOWED = 4
FAILED = r"data-stage=\"failed"

Ask = Callable[[str], Awaitable[bool]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=20)
    parser.add_argument("--questions", type=int, default=1_000, help="along which memory is read")
    parser.add_argument("--corpus", type=Path, help="default: one of the sample archive, made anew")
    arguments = parser.parse_args()
    with corpus(arguments.corpus) as folder, served(folder) as address:
        asyncio.run(measure(address, arguments.visitors, arguments.questions))


async def measure(address: str, visitors: int, questions: int) -> None:
    cores = os.cpu_count() or 1
    limits = httpx.Limits(max_connections=2 * visitors)
    async with httpx.AsyncClient(base_url=address, timeout=300, limits=limits) as client:
        by_page = await page(client)
        for name, ask in (("page", by_page), ("API", by_api(client))):
            for question in QUESTIONS[:5]:
                await ask(question)
            alone = [(await timed(ask, question))[0] for question in QUESTIONS[:20]]
            started = time.perf_counter()
            told = await asyncio.gather(*(timed(ask, q) for q in QUESTIONS[:visitors]))
            together = time.perf_counter() - started
            seconds = [took for took, _ in told]
            allowed = TIMES_ALLOWED * median(alone) * visitors / cores
            print(
                f"{name}: alone {median(alone):.2f} s (median); {visitors} at once "
                f"{quantiles(seconds, n=20)[-1]:.2f} s (p95; allowed {allowed:.2f} s), "
                f"all after {together:.2f} s; {sum(not ok for _, ok in told)} lost"
            )
        ask = by_api(client)
        for asked in range(1, questions + 1):
            await ask(QUESTIONS[asked % len(QUESTIONS)])
            if asked in (1, 10) or asked % 100 == 0:
                print(f"after {asked} questions: {await memory(client):.0f} MB")


async def timed(ask: Ask, question: str) -> tuple[float, bool]:
    """Return the seconds until the whole answer had come, and whether it had."""
    started = time.perf_counter()
    try:
        answered = await ask(question)
    except httpx.HTTPError:
        answered = False
    return time.perf_counter() - started, answered


def by_api(client: httpx.AsyncClient) -> Ask:
    """Return a function that asks over the API."""

    async def ask(question: str) -> bool:
        reply = await client.post("api/v1/ask", json={"question": question})
        return reply.status_code == 200

    return ask


async def page(client: httpx.AsyncClient) -> Ask:
    """Return a function that asks as the page's script does, each time as another visitor."""
    config = (await client.get("config")).json()
    box = next(c["id"] for c in config["components"] if c["props"].get("elem_id") == "question")
    function = next(d for d in config["dependencies"] if [box, "submit"] in d["targets"])
    inputs = len(function["inputs"])

    async def ask(question: str) -> bool:
        visitor = uuid4().hex[:10]
        body: dict[str, Any] = {
            "data": [question, *[None] * (inputs - 2), "{}"],
            "fn_index": function["id"],
            "session_hash": visitor,
        }
        await client.post("gradio_api/queue/join", json=body)
        shown = ""
        query = {"session_hash": visitor}
        async with client.stream("GET", "gradio_api/queue/data", params=query) as events:
            async for line in events.aiter_lines():
                shown += line if "process_generating" in line else ""
                if "process_completed" in line:
                    return '"success":true' in line and FAILED not in shown
        return False

    return ask


async def memory(client: httpx.AsyncClient) -> float:
    """Return the resident memory of the server, in MB."""
    text = (await client.get("metrics")).text
    found = re.search(r"^process_resident_memory_bytes (\S+)$", text, re.MULTILINE)
    return float(found[1]) / 1e6 if found else float("nan")


@contextmanager
def corpus(given: Path | None) -> Iterator[Path]:
    """Yield the folder given, or that of a new corpus of the sample archive."""
    if given is not None:
        yield given
        return
    with tempfile.TemporaryDirectory() as name:
        yield sample_corpus(Path(name) / "corpus", load_embedder(load_settings()))


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the page in a process of its own; yield its address."""
    command = [sys.executable, "-c", "from ui.cli import main; main()", "serve", "--port", "0"]
    with subprocess.Popen(
        [*command, "--corpus", str(folder), "--writer", "extractive"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as server:
        assert server.stdout is not None
        address = re.search(r"http://\S+/", server.stdout.readline())
        assert address, "the page is not served"
        try:
            yield address[0]
        finally:
            server.terminate()


if __name__ == "__main__":
    main()
