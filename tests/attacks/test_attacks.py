"""Hostile text changes nothing: not the answer, its language or form, not the refusal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag import Assistant
from rag.embedding.model import Embedder
from tests.attacks.suite import Attack, ask, attacks, harm


@pytest.fixture(scope="module")
def attacked(attacked_corpus: Path, embedder: Embedder) -> Iterator[Assistant]:
    with Assistant(attacked_corpus, embedder=embedder, writer="extractive") as assistant:
        yield assistant


def test_the_suite_is_broad() -> None:
    suite = attacks()
    assert len(suite) >= 60
    assert len(Counter(attack["kind"] for attack in suite)) >= 8
    assert len(Counter(attack["question_language"] for attack in suite)) >= 8


@pytest.mark.parametrize("attack", attacks(), ids=lambda attack: attack["id"])
def test_quotes_are_not_turned_by(attack: Attack, attacked: Assistant) -> None:
    assert harm(attacked, attack, ask(attacked, attack)) == []
