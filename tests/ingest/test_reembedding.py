"""A corpus is given to another embedding model, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from ingest import Progress, reembed
from rag.corpus.corpus import Corpus
from rag.errors import ModelMismatchError
from tests.ingest.conftest import HashEmbedder

if TYPE_CHECKING:
    from rag.embedding.model import Embedder
    from tests.ingest.conftest import Newsroom

TEXT = "The tram stops at the harbour again. Passengers had walked for eleven weeks."


@pytest.fixture
def other_model() -> Embedder:
    """A model that makes other vectors."""
    return HashEmbedder("others")


def vectors(newsroom: Newsroom) -> np.ndarray:
    corpus = newsroom.corpus
    stored = corpus.passages(corpus.table().keys.tolist())
    return np.stack([stored[key].vectors.passage for key in sorted(stored)])


def test_two_models_are_never_mixed(newsroom: Newsroom, other_model: Embedder) -> None:
    newsroom.write("a.txt", TEXT)
    newsroom.take_in()
    old = vectors(newsroom)
    with pytest.raises(ModelMismatchError, match="news rebuild --embed"):
        newsroom.corpus.check_model(other_model.fingerprint)

    def press_control_c(progress: Progress) -> None:
        if progress.passages:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reembed(newsroom.corpus, other_model, press_control_c)
    newsroom.corpus.check_model(newsroom.embedder.fingerprint)
    assert np.array_equal(vectors(newsroom), old)

    assert reembed(newsroom.corpus, other_model) == len(old)
    newsroom.corpus.check_model(other_model.fingerprint)
    new = vectors(newsroom)
    assert not np.allclose(new, old, atol=0.01)
    nearest, _ = newsroom.corpus.dense(new[0], 1, None)
    assert nearest.tolist() == newsroom.corpus.table().keys.tolist()
    with pytest.raises(ModelMismatchError):
        newsroom.take_in()


def test_who_asks_with_the_old_model_is_told(
    newsroom: Newsroom, corpus_folder: Path, other_model: Embedder
) -> None:
    newsroom.write("a.txt", TEXT)
    newsroom.take_in()
    (old,) = vectors(newsroom)
    chat = Corpus(corpus_folder)
    chat.check_model(newsroom.embedder.fingerprint)
    assert len(chat.dense(old, 1, None)[0]) == 1
    reembed(newsroom.corpus, other_model)
    with pytest.raises(ModelMismatchError, match="made by another embedding model"):
        chat.dense(old, 1, None)
    chat.close()
