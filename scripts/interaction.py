"""Make rag/embedding/interaction.npz from parallel texts: ``interaction.py FLORES_FOLDER``.

Reads what scripts/language_means.py reads, whose means it needs. Takes the token vectors of the
first passages of each language, less the mean of their language, to their principal components
(singular value decomposition, not centred again), and the tokenizer's unigram model to weights.
Only components, weights and two scales are kept.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from rag.embedding.interaction import INTERACTION_FILE, WEIGHT_STEPS, WIDTH, unit
from rag.embedding.means import language_means
from rag.embedding.model import Embedder, load_embedder
from rag.language import normalise_code
from rag.settings import Settings

PASSAGES = 40
SAMPLE = 40_000
COMMON = 8.0  # minus the log probability up to which a token is so common that it tells nothing
LEAST = 0.1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    embedder = load_embedder(Settings())
    means = language_means(embedder.fingerprint)
    tokens: list[np.ndarray] = []
    scales: list[tuple[float, float]] = []
    seen: set[str] = set()
    for path in sorted(folder.glob("passages.*.jsonl")):
        language = normalise_code(path.name.split(".")[1].split("_")[0])
        if language is None or language in seen:
            continue
        seen.add(language)
        lines = path.read_text(encoding="utf-8").splitlines()[:PASSAGES]
        texts = [" ".join(s.strip() for s in json.loads(line)["sentences"]) for line in lines]
        passages = embedder.token_vectors(texts, "passage")
        questions = embedder.token_vectors(texts, "query")
        scales.append((_scale(passages), _scale(questions)))
        mean = scales[-1][0] * means.mean(language, "passage")
        tokens += [unit(vectors - mean) for vectors in passages]
        print(language, len(texts), "passages")
    passage_scale, question_scale = np.mean(scales, axis=0)
    rows = np.concatenate(tokens)
    sample = np.random.default_rng(0).choice(len(rows), min(SAMPLE, len(rows)), replace=False)
    components = np.linalg.svd(rows[sample], full_matrices=False)[2][:WIDTH]
    np.savez_compressed(
        INTERACTION_FILE,
        fingerprint=embedder.fingerprint,
        projection=components.T.astype(np.float16),
        weights=_weights(embedder),
        passage_scale=passage_scale,
        question_scale=question_scale,
    )


def _scale(texts: list[np.ndarray]) -> float:
    """Length of the mean token vector of a text, on average."""
    return float(np.mean([np.linalg.norm(vectors.mean(axis=0)) for vectors in texts]))


def _weights(embedder: Embedder) -> np.ndarray:
    scores = np.array([score for _, score in embedder.unigram_model()])
    return np.clip(np.rint(np.maximum(LEAST, -scores - COMMON) * WEIGHT_STEPS), 0, 255).astype(
        np.uint8
    )


if __name__ == "__main__":
    main()
