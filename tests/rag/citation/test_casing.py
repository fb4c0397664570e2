"""Whether a word owes its capital to starting a sentence, by the pieces of the tokenizer."""

from __future__ import annotations

import gc
import weakref
from unittest.mock import Mock

import numpy as np

from rag.citation.casing import capital_preference
from rag.embedding.model import Embedder


def test_a_name_prefers_its_capital_and_a_common_word_does_not(embedder: Embedder) -> None:
    assert capital_preference("Russia", "en", embedder) > 2
    assert capital_preference("The", "en", embedder) < 0


def test_the_ids_of_tokens_are_those_of_a_passage(embedder: Embedder) -> None:
    words = ["Russia", "москва", "波士顿", ""]
    read = embedder.token_vectors(words, "passage")
    for ids, (_, same) in zip(embedder.token_ids(words), read, strict=True):
        assert np.array_equal(ids, same)


def test_a_model_is_not_kept_for_the_words_it_was_asked_of() -> None:
    embedder = Mock()
    embedder.interaction.weights = None
    capital_preference("Russia", "en", embedder)
    kept = weakref.ref(embedder)
    del embedder
    gc.collect()
    assert kept() is None
