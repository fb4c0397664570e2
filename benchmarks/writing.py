"""Answers by a local language model beside the bare model: ``python -m benchmarks.writing``.

Asks the sample archive, then sends the same prompts to the bare model over the same server by plain
HTTP, for as many tokens each. Seconds are medians over questions. Either takes some 8 seconds a
question on two idle cores; the ingest of the archive takes a minute.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, TypeVar

import httpx

from benchmarks.measures import sample_corpus
from rag import Assistant
from rag.embedding.model import load_embedder
from rag.generation.bundled_model import model_file
from rag.generation.chat import Chat, Messages, Reply
from rag.generation.local_server import LocalServer, local_server
from rag.records import EvidenceEvent, SentenceEvent
from rag.settings import load_settings

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = ROOT / "data" / "eval" / "questions_a.jsonl"
SECONDS_ALLOWED = 300

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to the assistant: seconds from its start, and the prompts to its model.

    Attributes:
        sentence: Seconds to the first checked sentence; None if there was none.
        calls: Prompts with the model's replies.
    """

    evidence: float
    sentence: float | None
    end: float
    calls: list[tuple[Messages, Reply]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=12)
    arguments = parser.parse_args()
    lines = QUESTIONS.read_text(encoding="utf-8").splitlines()[: arguments.questions]
    questions = [json.loads(line)["question"] for line in lines]
    settings = load_settings()
    embedder = load_embedder(settings)
    server = local_server(settings.local_model or model_file(), settings.local_threads)
    with (
        tempfile.TemporaryDirectory() as name,
        Assistant(
            sample_corpus(Path(name) / "corpus", embedder),
            embedder=embedder,
            writer="local",
            writer_seconds=SECONDS_ALLOWED,  # so that a busy machine does not run into the limit
        ) as assistant,
    ):
        ask(assistant, questions[-1])
        asked = [ask(assistant, question) for question in counting(questions, "asked")]
        bare = [replay(server, one.calls) for one in counting(asked, "replayed to the bare model")]
    sentence = [one.sentence for one in asked if one.sentence is not None]
    read = median(sum(reply.usage.prompt_tokens for _, reply in one.calls) for one in asked)
    written = median(sum(reply.usage.written_tokens for _, reply in one.calls) for one in asked)
    print(f"{len(questions)} questions; medians")
    print(f"evidence {median(one.evidence for one in asked):.2f} s")
    first = f"{median(sentence):.2f} s" if sentence else "never"
    print(f"first checked sentence {first}, of {len(sentence)} answers")
    print(f"whole answer {median(one.end for one in asked):.2f} s; bare model {median(bare):.2f} s")
    print(f"tokens read {read:.0f}, written {written:.0f}")
    print(f"all answers over the bare model: {sum(one.end for one in asked) / sum(bare):.2f}")


def counting(items: Sequence[Item], done: str) -> Iterator[Item]:
    """Yield the items, with a line on stderr after each."""
    for number, item in enumerate(items, start=1):
        yield item
        print(f"{number} of {len(items)} questions {done}", file=sys.stderr, flush=True)


def ask(assistant: Assistant, question: str) -> Asked:
    """Ask a question, noting the times and the prompts to the model."""
    calls: list[tuple[Messages, Reply]] = []
    plain = Chat.ask

    def noting(chat: Chat, messages: Messages, **limits: Any) -> Reply:
        reply = plain(chat, messages, **limits)
        calls.append((messages, reply))
        return reply

    Chat.ask = noting  # type: ignore[method-assign]
    evidence, sentence = 0.0, None
    started = perf_counter()
    try:
        for event in assistant.stream(question):
            passed = perf_counter() - started
            if isinstance(event, EvidenceEvent):
                evidence = passed
            elif isinstance(event, SentenceEvent):
                sentence = sentence or passed
    finally:
        Chat.ask = plain  # type: ignore[method-assign]
    return Asked(evidence, sentence, perf_counter() - started, calls)


def replay(server: LocalServer, calls: list[tuple[Messages, Reply]]) -> float:
    """Return the seconds that the bare model takes for the same prompts and as many tokens."""
    with httpx.Client(
        timeout=SECONDS_ALLOWED, headers={"Authorization": f"Bearer {server.key}"}, trust_env=False
    ) as client:
        started = perf_counter()
        for messages, reply in calls:
            # A newline before the last message, so that the server's cache helps no more than the
            # first time.
            *known, (last, text) = messages
            body = {
                "messages": [
                    {"role": role, "content": content}
                    for role, content in (*known, (last, f"\n{text}"))
                ],
                "max_tokens": reply.usage.written_tokens,
                "temperature": 0,
            }
            client.post(f"{server.url}/chat/completions", json=body).raise_for_status()
        return perf_counter() - started


if __name__ == "__main__":
    main()
