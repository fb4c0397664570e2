"""Make rag/embedding/int8_ranges.npz: the smallest and largest inputs of each layer of the model.

They are measured on every third passage of the sample archive and every third question of
data/eval; only these two numbers are kept for each input.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from ingest.cleaning import Cleaned, clean
from ingest.encoding import passage_input
from ingest.records import RawArticle
from ingest.sources import read
from ingest.splitting import passages
from rag.embedding.int8 import INPUTS, RANGES_FILE
from rag.embedding.loading import load_model
from rag.embedding.model import load_embedder
from rag.settings import Settings

DATA = Path(__file__).resolve().parent.parent / "data"


def main() -> None:
    settings = Settings(embedding_dtype="float32")
    model = load_model(settings, "float32")
    seen: defaultdict[str, list[Any]] = defaultdict(list)
    for layer in model[0].auto_model.encoder.layer:
        parts = (
            layer.attention.self.query,
            layer.attention.output.dense,
            layer.intermediate.dense,
            layer.output.dense,
        )
        for name, part in zip(INPUTS, parts, strict=True):
            seen[name].append([])
            part.register_forward_pre_hook(_note(seen[name][-1]))
    for prompt, text in texts()[::3]:
        model.encode([text], prompt_name=prompt)  # alone, so that nothing is padded
    made = {}
    for name, layers in seen.items():
        made[f"{name}_low"] = np.array([np.min([low for low, _ in found], 0) for found in layers])
        made[f"{name}_high"] = np.array(
            [np.max([high for _, high in found], 0) for found in layers]
        )
    np.savez_compressed(
        RANGES_FILE,
        fingerprint=load_embedder(settings).fingerprint,
        **{name: values.astype(np.float16) for name, values in made.items()},
    )


def texts() -> list[tuple[str, str]]:
    """Return (name of the prompt, text) of everything to measure."""
    found = []
    for raw in read(DATA / "sample"):
        cleaned = clean(raw, datetime.now(UTC)) if isinstance(raw, RawArticle) else None
        if isinstance(cleaned, Cleaned):
            article = cleaned.article
            found += [("document", passage_input(article, p).text) for p in passages(article)]
    for file in sorted((DATA / "eval").glob("*.jsonl")):
        lines = file.read_text(encoding="utf-8").splitlines()
        found += [("query", json.loads(line)["question"]) for line in lines]
    return found


def _note(found: list[Any]) -> Any:
    def hook(_module: Any, inputs: tuple[Any, ...]) -> None:
        rows = inputs[0].reshape(-1, inputs[0].shape[-1])
        found.append((rows.amin(0).numpy(), rows.amax(0).numpy()))

    return hook


if __name__ == "__main__":
    main()
