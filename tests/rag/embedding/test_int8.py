"""The bundled model in 8 bits: the same vectors but for a little, the same rankings."""

from __future__ import annotations

from contextlib import closing
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
from torch.nn import functional

from rag.corpus.corpus import Corpus
from rag.embedding.formats import chosen_format
from rag.embedding.int8 import _Smoothed, is_exact_here
from rag.embedding.model import Embedder, PassageInput, load_embedder
from rag.errors import ModelError
from rag.settings import load_settings
from tests.rag.embedding.test_bundled import TEXTS

WEIGHTS = torch.linspace(-1, 1, 128 * 384).reshape(128, 384)

needs_instructions = pytest.mark.skipif(
    not is_exact_here(), reason="the processor has no 8-bit instructions"
)


def passages() -> list[PassageInput]:
    texts = ["\n".join(pair) for pair in pairwise(TEXTS)]
    return [PassageInput(text, ((0, len(text)),)) for text in texts]


@pytest.fixture(scope="module")
def exact() -> Embedder:
    return load_embedder(load_settings(embedding_dtype="float32"))


@pytest.fixture(scope="module")
def fast() -> Embedder:
    return load_embedder(load_settings(embedding_dtype="int8"))


@needs_instructions
def test_vectors_in_any_language_are_nearly_the_same(exact: Embedder, fast: Embedder) -> None:
    assert fast.device == "cpu, int8"
    for ours, theirs in zip(
        fast.encode_passages(passages()), exact.encode_passages(passages()), strict=True
    ):
        assert ours.passage @ theirs.passage > 0.998
        tokens = [one.tokens.astype(float) for one in (ours, theirs)]
        lengths = np.prod([np.linalg.norm(one, axis=1) for one in tokens], axis=0)
        assert ((tokens[0] * tokens[1]).sum(axis=1) / lengths).mean() > 0.99
    for text in TEXTS:
        assert fast.encode_query(text) @ exact.encode_query(text) > 0.998


@needs_instructions
def test_vectors_do_not_depend_on_what_is_encoded_with_them(fast: Embedder) -> None:
    together = fast.encode_passages(passages())
    for item, vectors in zip(passages(), together, strict=True):
        (alone,) = fast.encode_passages([item])
        assert alone.passage @ vectors.passage > 0.9999


@needs_instructions
def test_either_may_ask_what_the_other_made(
    exact: Embedder, fast: Embedder, sample_corpus: Path
) -> None:
    assert fast.fingerprint == exact.fingerprint
    question = "Why did the ferry stop running?"
    with closing(Corpus(sample_corpus)) as corpus:
        found = [
            corpus.dense(one.encode_question(question, language="en").pooled, 2, None)[0].tolist()
            for one in (exact, fast)
        ]
    assert found[0] == found[1]


@needs_instructions
def test_what_is_beyond_the_range_is_cut_off() -> None:
    bound = torch.ones(384)
    product = _Smoothed(WEIGHTS, torch.zeros(128), (-bound, bound))
    beyond = torch.full((4, 384), 3.0)
    expected = functional.linear(torch.ones(4, 384), WEIGHTS)
    assert torch.allclose(product(beyond), expected, atol=0.02 * float(expected.abs().max()))


def test_it_is_for_those_who_ask_for_it() -> None:
    assert chosen_format(load_settings()) != "int8"
    assert chosen_format(load_settings(embedding_dtype="int8")) == "int8"


@needs_instructions
def test_asked_for_with_other_prompts_it_is_refused() -> None:
    with pytest.raises(ModelError, match="for the bundled embedding model alone"):
        load_embedder(load_settings(embedding_dtype="int8", query_prompt="Q: "))
