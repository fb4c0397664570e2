"""A cross-encoder that the settings name orders the first passages anew, in its time or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rag.assistant import Assistant
from rag.embedding.model import Embedder
from rag.errors import ModelError
from rag.records import Evidence
from tests.tiny import tiny_bert

QUESTION = "Why did the dockers go on strike?"
AS_OF = "2026-06-30"


@pytest.fixture(scope="module")
def cross_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model that has learned nothing: 1 layer, random weights, real in all else."""
    import torch
    from transformers import BertForSequenceClassification

    folder = tmp_path_factory.mktemp("reranker")
    texts = [QUESTION, "abcdefghijklmnopqrstuvwxyz strike port ship"]
    config, tokenizer = tiny_bert(folder, texts, words=90, layers=1, longest=128)
    config.num_labels = 1
    torch.manual_seed(2)
    BertForSequenceClassification(config).save_pretrained(folder / "model")
    tokenizer.save_pretrained(folder / "model")
    return folder / "model"


def search(corpus: Path, embedder: Embedder, **settings: Any) -> list[Evidence]:
    with Assistant(corpus, embedder=embedder, writer="extractive", **settings) as assistant:
        return assistant.search(QUESTION, k=8, as_of=AS_OF)


def test_the_model_reads_question_and_passage_and_its_score_counts(
    sample_corpus: Path, embedder: Embedder, cross_encoder: Path
) -> None:
    from sentence_transformers import CrossEncoder

    plain = {item.start: item for item in search(sample_corpus, embedder)}
    ranked = search(sample_corpus, embedder, reranker=str(cross_encoder), reranker_seconds=60)
    found = [item for item in ranked if "reranker" in item.signals]  # what was among the first 24
    assert len(found) > 1
    pairs = [(QUESTION, f"{item.title}\n{item.text}") for item in found]
    by_hand = CrossEncoder(str(cross_encoder)).predict(pairs)
    said = [item.signals["reranker"] for item in found]
    assert said == pytest.approx(np.asarray(by_hand).tolist(), abs=1e-4)
    assert [item.article_id for item in ranked] != [item.article_id for item in plain.values()]


def test_out_of_time_the_order_stands(
    sample_corpus: Path, embedder: Embedder, cross_encoder: Path
) -> None:
    plain = search(sample_corpus, embedder)
    hurried = search(sample_corpus, embedder, reranker=str(cross_encoder), reranker_seconds=1e-9)
    assert hurried == plain


def test_a_reranker_that_is_not_there_is_told(sample_corpus: Path, embedder: Embedder) -> None:
    with pytest.raises(ModelError, match=r"The reranker '/no/such/model' .* Set NEWS_RERANKER"):
        search(sample_corpus, embedder, reranker="/no/such/model")
