"""Conversations as a browser keeps them, and as files; on the real archive."""

from __future__ import annotations

import json
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any
from zlib import compress, decompress

import pytest

from rag import Assistant
from rag.embedding.model import Embedder
from rag.records import Evidence
from ui.page import keeping
from ui.page.conversation import Conversation, ask
from ui.page.export import exported
from ui.page.keeping import keep, restored
from ui.page.narrowing import Narrowing
from ui.page.views.answer import Offers, turn_view
from ui.page.views.conversations import kept_view

WHY = "Why is Russia pushing now?"
NOBODY = "Who won the Eurovision song contest?"
UNDATED = asdict(
    Evidence("1", 0, 1, "A", 1.0, "A", None, None, "garbage", "en", "report", ((0, 1),))
)


@pytest.fixture(scope="module")
def assistant(sample_corpus: Path, embedder: Embedder) -> Iterator[Assistant]:
    with Assistant(sample_corpus, embedder=embedder, writer="extractive") as opened:
        yield opened


@pytest.fixture(scope="module")
def conversation(assistant: Assistant) -> Conversation:
    conversation = Conversation()
    for question, narrowing in ((WHY, Narrowing(as_of="2026-11-01")), (NOBODY, Narrowing())):
        conversation = list(ask(assistant, conversation, question, narrowing))[-1]
    return conversation


def test_what_is_kept_is_restored_as_it_was(conversation: Conversation) -> None:
    found = restored(keep(conversation), "en", conversation.id)
    assert found == conversation


def test_a_kept_conversation_goes_on(assistant: Assistant, conversation: Conversation) -> None:
    found = restored(keep(conversation), "nl")
    assert found is not None
    assert found.history() == conversation.history()
    further = list(ask(assistant, found, "And what does Trump want?", Narrowing()))[-1]
    assert [turn.number for turn in further.turns] == [1, 2, 3]


def edited(kept: str, **answer: Any) -> str:
    """What was kept, with another first answer under the signature of the true one."""
    signature, packed = kept.split(".")
    turns = json.loads(decompress(b64decode(packed)))
    turns[0]["answer"] |= answer
    return f"{signature}.{b64encode(compress(json.dumps(turns).encode())).decode()}"


def test_a_conversation_kept_under_earlier_names_is_restored() -> None:
    turn = {"number": 1, "question": WHY, "stage": "stopped"}
    narrowed = {"as_of": "2026-11-01", "languages": ["nl"], "sources": ["Echo"], "kinds": ["wire"]}
    packed = b64encode(compress(json.dumps([turn | {"narrowing": narrowed}]).encode())).decode()
    found = restored(packed, "en")
    assert found is not None
    assert found.turns[0].narrowing == Narrowing(
        as_of="2026-11-01", language=("nl",), source=("Echo",), kind=("wire",)
    )


def rateable(conversation: Conversation | None) -> list[bool]:
    assert conversation is not None
    views = [turn_view(t, conversation.texts, Offers(), last=True) for t in conversation.turns]
    assert views
    offered = ["data-verdict" in view for view in views]
    assert offered == [turn.answered_here for turn in conversation.turns]
    return offered


def test_of_what_a_browser_made_up_no_answer_can_be_rated(conversation: Conversation) -> None:
    kept = keep(conversation)
    assert rateable(restored(kept, "en")) == [True, True]
    forged = restored(edited(kept, text="The Moon fell."), "en")
    assert forged is not None
    assert forged.history()[1]["content"] == "The Moon fell."
    assert rateable(forged) == [False, False]
    assert rateable(restored(kept.partition(".")[2], "en")) == [False, False]


def test_a_conversation_outlives_the_server_but_its_answers_are_not_rated_then(
    assistant: Assistant, conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = keep(conversation)
    monkeypatch.setattr(keeping, "_KEY", b"of a server started anew")
    found = restored(kept, "en", conversation.id)
    assert found is not None
    assert [turn.answer for turn in found.turns] == [turn.answer for turn in conversation.turns]
    further = list(ask(assistant, found, "And what does Trump want?", Narrowing()))[-1]
    assert rateable(restored(keep(further), "en")) == [False, False, True]


@pytest.mark.parametrize(
    "answer",
    [
        {"text": "A" * 900_000},
        {"as_of": "garbage"},
        {"as_of": "2025W33"},
        {"sentences": [{"text": "", "citations": [1] * 10_000}]},
        {"sentences": [{"text": "", "citations": []}] * 10_000},
        {"story": ["1"] * 10_000},
        {"newer": UNDATED},
    ],
)
def test_what_no_answer_can_be_is_not_restored(
    conversation: Conversation, answer: dict[str, Any]
) -> None:
    assert restored(edited(keep(conversation), **answer), "en") is None


def test_more_turns_than_are_kept_are_not_restored(conversation: Conversation) -> None:
    many = replace(conversation, turns=conversation.turns[:1] * 41)
    assert restored(keep(many), "en") is None


def test_an_answer_on_its_way_is_kept_as_stopped(assistant: Assistant) -> None:
    steps = ask(assistant, Conversation(), WHY, Narrowing())
    step = next(step for step in steps if step.turns[-1].sentences)
    found = restored(keep(step), "en")
    assert found is not None
    assert found.turns[-1].stage == "stopped"
    assert found.turns[-1].sentences == step.turns[-1].sentences


def test_of_a_conversation_too_long_to_keep_the_newest_turns_stay(
    conversation: Conversation,
) -> None:
    last = conversation.turns[0]
    turns = tuple(
        replace(last, number=n, answer=None, question="".join(chr(n + i) for i in range(9_000)))
        for n in range(100, 140)
    )
    kept = keep(replace(conversation, turns=turns))
    assert len(kept) < 200_000
    found = restored(kept, "en")
    assert found is not None
    assert found.turns[-1].question == turns[-1].question
    assert 1 <= len(found.turns) < len(turns)


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "rubbish",
        "ünsinn",
        b64encode(b"not compressed").decode(),
        b64encode(compress(b"no JSON")).decode(),
        b64encode(compress(b"[]")).decode(),
        b64encode(compress(b'[{"number": 1}]')).decode(),
        b64encode(compress(b"[" + b" " * 20_000_000 + b"]")).decode(),
        "\udfff.\udfff",
    ],
)
def test_anything_else_a_browser_sends_is_no_conversation(sent: str) -> None:
    assert restored(sent, "en") is None


def test_what_could_not_be_asked_is_neither_kept_nor_exported(
    assistant: Assistant, conversation: Conversation
) -> None:
    *_, failed = ask(assistant, conversation, "why", Narrowing(since="2025-02-30"))
    assert len(failed.turns) == 3
    assert keep(failed) == keep(conversation)
    assert 'data-count="2"' in kept_view(failed)
    for form in ("md", "json"):
        assert exported(failed, "x", form) == exported(conversation, "x", form)
    *_, alone = ask(assistant, Conversation(), " ", Narrowing())
    assert kept_view(alone) == ""


def test_a_markdown_file_has_a_footnote_for_every_citation(conversation: Conversation) -> None:
    name, text = exported(conversation, "On the Donbas", "md")
    assert name == "On the Donbas.md"
    assert text.startswith("# On the Donbas\n\n## Why is Russia pushing now?\n\n*As of 1 Nov 2026*")
    for citation in conversation.turns[0].citations:
        assert f"[^1-{citation.number}]" in text.split("\n\n[^1-1]: ")[0]
        assert f"[^1-{citation.number}]: “" in text
    answer = conversation.turns[1].answer
    assert answer is not None
    assert answer.text in text
    assert "*Quoted from the archive, without a language model · As of 1 Nov 2026*" in text


def test_nothing_foreign_becomes_markdown(conversation: Conversation) -> None:
    evil = "[press](javascript:alert(1)) <script>alert(1)</script> **bold**\n# heading"
    turn = replace(conversation.turns[1], question=evil)
    for hostile in (evil, "- list", "1. list", "=== line"):
        _, text = exported(replace(conversation, turns=(turn,)), hostile, "md")
        heading = text.splitlines()[0].removeprefix("# ")
        assert re.match(r"\d*\\", heading)
        for line in (heading, text.splitlines()[2].removeprefix("## ")):
            assert re.search(r"(?<!\\)[\[\]()<>*#]", line) is None


def test_a_json_file_has_the_answers_as_the_command_line_gives_them(
    conversation: Conversation,
) -> None:
    name, text = exported(conversation, "../../etc/passwd", "json")
    assert name == "etc passwd.json"
    made = json.loads(text)
    assert [turn["question"] for turn in made["turns"]] == [WHY, NOBODY]
    answer = conversation.turns[0].answer
    assert answer is not None
    assert made["turns"][0]["answer"] == json.loads(json.dumps(answer.as_dict()))
