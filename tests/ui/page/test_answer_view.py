"""What can be done with an answer, as it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from rag import Assistant
from rag.embedding.model import Embedder
from ui.page.conversation import Asked, Conversation, ask
from ui.page.narrowing import Narrowing
from ui.page.views.answer import Offers, turn_view
from ui.texts import SPEECHES

WRITERS = ("openai:x<b>", "extractive", "local")


@pytest.fixture(scope="module")
def turn(sample_corpus: Path, embedder: Embedder) -> Iterator[Asked]:
    with Assistant(sample_corpus, embedder=embedder, writer="extractive") as opened:
        steps = ask(opened, Conversation(), "Who won the recount in Valmirena?", Narrowing(), 500)
        yield list(steps)[-1].turns[-1]


def test_the_writers_that_did_not_write_it_are_offered(turn: Asked) -> None:
    shown = turn_view(turn, SPEECHES["en"], Offers(writers=WRITERS), last=True)
    assert "Again, as quotes alone" in shown
    assert "Again, with the local language model" in shown
    assert "x<b>" not in shown
    by_quotes = replace(turn, writer="extractive")
    shown = turn_view(by_quotes, SPEECHES["en"], Offers(writers=WRITERS), last=True)
    assert "Again, as quotes alone" not in shown
    assert "Again, with openai:x&lt;b&gt;" in shown


def test_an_earlier_answer_can_be_rated_but_not_asked_again(turn: Asked) -> None:
    shown = turn_view(turn, SPEECHES["nl"], Offers(), last=False)
    assert "Goed antwoord" in shown
    assert "Vraag opnieuw" not in shown
    assert "Goed antwoord" not in turn_view(turn, SPEECHES["nl"], Offers(rating=False), last=True)
