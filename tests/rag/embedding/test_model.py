"""Any sentence-transformers model can make the vectors; which one did is known."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest

from rag.corpus.corpus import Corpus
from rag.embedding.model import Embedder, PassageInput, load_embedder
from rag.errors import ModelError
from rag.settings import load_settings
from tests.tiny import tiny_bert

BODY = "The port is shut. 港口关闭了。 Nobody knows until when."
SENTENCES = ((0, 17), (18, 24), (25, 51))


def embedder_of(model: Path | str, **settings: Any) -> Embedder:
    return load_embedder(load_settings(embedding_model=str(model), **settings))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model folder that has nothing to do with the bundled one: 2 layers, 32 dimensions."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertModel

    folder = tmp_path_factory.mktemp("tiny")
    texts = [BODY, "ask: text: word question long end."]
    config, tokenizer = tiny_bert(folder, texts, words=120, layers=2, longest=64)
    torch.manual_seed(1)
    BertModel(config).save_pretrained(folder / "body")
    tokenizer.save_pretrained(folder / "body")
    body = Transformer(str(folder / "body"), max_seq_length=64)
    SentenceTransformer(
        modules=[body, Pooling(32, "mean")],
        prompts={"query": "ask: ", "document": "text: "},
        device="cpu",
    ).save(str(folder / "model"), create_model_card=False)
    return folder / "model"


def test_a_model_folder_is_used_with_its_own_prompts(tiny: Path) -> None:
    embedder = embedder_of(tiny, embedding_dtype="float32")
    assert embedder.dimension == 32
    by_hand = embedder_of(tiny, embedding_dtype="float32", query_prompt="", passage_prompt="")
    assert np.allclose(embedder.encode_query("port"), by_hand.encode_query("ask: port"), atol=1e-5)
    (with_prompt,) = embedder.encode_passages([PassageInput("port", ())])
    (written_out,) = by_hand.encode_passages([PassageInput("text: port", ())])
    assert np.allclose(with_prompt.passage, written_out.passage, atol=1e-5)


def test_vectors_have_length_one(tiny: Path) -> None:
    embedder = embedder_of(tiny)
    (vectors,) = embedder.encode_passages([PassageInput(BODY, SENTENCES)])
    for vector in (embedder.encode_query("port"), vectors.passage):
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-3)


def test_the_order_of_texts_is_kept_whatever_their_lengths(tiny: Path) -> None:
    embedder = embedder_of(tiny, embedding_dtype="float32")
    inputs = [PassageInput("word " * length, ()) for length in (1, 40, 3, 25, 2) * 8]
    together = embedder.encode_passages(inputs)
    questions = embedder.encode_queries([item.text for item in inputs])
    for one, vectors, question in list(zip(inputs, together, questions, strict=True))[:5]:
        (alone,) = embedder.encode_passages([one])
        assert np.allclose(alone.passage, vectors.passage, atol=1e-4)
        assert np.allclose(embedder.encode_query(one.text), question, atol=1e-4)


def test_a_part_of_a_question_has_its_own_tokens(tiny: Path) -> None:
    embedder = embedder_of(tiny)
    assert (
        embedder.encode_question("Is the port shut?").part("port") is None
    )  # by a fixed projection
    weights = np.ones(1_000, np.float32)
    embedder.interaction = replace(embedder.interaction, weights=weights)
    vectors = embedder.encode_question("Is the port shut?", "In Halma")
    whole, part = vectors.part("Is the port shut?"), vectors.part("port")
    assert whole is not None
    assert part is not None
    assert 0 < len(part.vectors) < len(whole.vectors) < len(vectors.tokens.vectors)
    assert part.weights.sum() == pytest.approx(1)
    assert vectors.part("Halma") is None


def test_nothing_to_encode_gives_nothing(tiny: Path) -> None:
    embedder = embedder_of(tiny)
    assert embedder.encode_passages([]) == []
    assert embedder.encode_queries([]).shape == (0, 32)


def test_each_sentence_has_its_own_tokens_and_none_the_headline(tiny: Path) -> None:
    head = "Headline\n"
    spans = tuple((start + len(head), end + len(head)) for start, end in SENTENCES)
    (vectors,) = embedder_of(tiny).encode_passages([PassageInput(head + BODY, spans)])
    rows = vectors.sentences.tolist()
    assert rows[0][0] > 0
    assert rows[-1][1] == len(vectors.tokens)
    assert all(first < last for first, last in rows)
    assert all(one[1] == other[0] for one, other in pairwise(rows))


def test_a_sentence_behind_the_models_limit_has_no_tokens(tiny: Path) -> None:
    text = "word " * 100 + "end."
    (vectors,) = embedder_of(tiny).encode_passages(
        [PassageInput(text, ((0, 500), (500, len(text))))]
    )
    first, last = vectors.sentences[1].tolist()
    assert first == last


def test_threads_share_a_model(tiny: Path) -> None:
    embedder = embedder_of(tiny, embedding_dtype="float32")
    questions = [f"question {'long ' * (i % 7)}{i}" for i in range(40)]
    with ThreadPoolExecutor(4) as pool:
        vectors = list(pool.map(embedder.encode_query, questions))
    for question, vector in zip(questions, vectors, strict=True):
        assert np.allclose(vector, embedder.encode_query(question), atol=1e-5)


def test_a_question_does_not_wait_for_many_others(tiny: Path) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(tiny), device="cpu")
    embedder = Embedder(model, "ask: ", "text: ")
    reads, goes_on = Event(), Event()

    def hold(*_: object) -> None:
        if not reads.is_set():
            reads.set()
            assert goes_on.wait(30)

    model[0].register_forward_pre_hook(hold)
    with ThreadPoolExecutor(2) as pool:
        many = pool.submit(embedder.encode_queries, ["Is the port shut?"] * 40)
        assert reads.wait(30)
        try:
            pool.submit(embedder.encode_question, "Until when?").result(timeout=5)
        finally:
            goes_on.set()
        assert many.result().shape == (40, 32)


def test_the_fingerprint_is_the_models_whatever_its_number_format(
    embedder: Embedder, tiny: Path
) -> None:
    prints = {
        embedder_of(tiny, embedding_dtype=dtype).fingerprint for dtype in ("float32", "bfloat16")
    }
    assert len(prints) == 1
    assert embedder.fingerprint not in prints


def test_other_prompts_make_another_fingerprint(tiny: Path) -> None:
    plain, asked = embedder_of(tiny), embedder_of(tiny, query_prompt="Q: ")
    assert plain.fingerprint != asked.fingerprint


def test_half_precision_changes_no_ranking(exact_embedder: Embedder, sample_corpus: Path) -> None:
    exact = exact_embedder
    fast = load_embedder(load_settings(embedding_dtype="bfloat16"))
    question = "Why did the ferry stop running?"
    assert exact.encode_query(question) @ fast.encode_query(question) > 0.999
    with closing(Corpus(sample_corpus)) as corpus:
        best = [
            corpus.dense(one.encode_question(question, language="en").pooled, 1, None)[0].tolist()
            for one in (exact, fast)
        ]
    assert best[0] == best[1]


def test_the_type_of_numbers_can_be_set(tiny: Path) -> None:
    assert embedder_of(tiny, embedding_dtype="float32").device.endswith("float32")
    assert embedder_of(tiny, embedding_dtype="bfloat16").device.endswith("bfloat16")


@pytest.mark.parametrize("name", ["/nowhere/model", "./model", "a b"])
def test_a_folder_that_is_not_there_is_told(name: str) -> None:
    with pytest.raises(ModelError, match=r"there is no such folder.*NEWS_EMBEDDING_MODEL"):
        embedder_of(name)


def test_a_folder_without_a_model_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="could not be loaded") as raised:
        embedder_of(tmp_path)
    assert "\n" not in str(raised.value)


def test_a_name_nobody_knows_is_told_at_once_without_a_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(ModelError, match="no such folder, and the model hub cannot be reached"):
        embedder_of("nobody/no-such-model")
