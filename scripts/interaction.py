"""Make rag/embedding/interaction.npz from parallel texts: ``interaction.py FLORES_FOLDER``.

Reads the files that scripts/language_means.py reads, and needs its means. In each sentence in two
languages, tokens that are each other's nearest are taken to be translations; the difference between
them is noise. The directions in which tokens vary most relative to that noise are kept, scaled by
it: linear discriminant analysis (Fisher, 1936) after within-class covariance normalisation (Hatch,
Kajarekar and Stolcke, Interspeech 2006), with the noise's covariance shrunk towards a sphere. The
tokenizer's unigram model becomes weights. Only directions, weights and two scales are stored.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt

from rag.embedding.interaction import COMMON, INTERACTION_FILE, WEIGHT_STEPS, WIDTH
from rag.embedding.means import Role, language_means, unit
from rag.embedding.model import Embedder, load_embedder
from rag.language import normalise_code
from rag.settings import Settings

Matrix = npt.NDArray[np.float32]

ROLES: tuple[Role, ...] = ("passage", "query")
PASSAGES = 120
SCALED = 40  # of the passages, for the scales
SENTENCES_A_PAIR = 60  # of two languages
ALIKE = 0.3  # cosine from which two tokens may be translations
SHRINKAGE = 0.5
LEAST = 0.1


@dataclass(frozen=True, slots=True)
class Read:
    """The sentences of one language: the weights of their tokens, and the vectors of these by role."""

    counts: list[Matrix]
    tokens: list[list[Matrix]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    embedder = load_embedder(Settings())
    means = language_means(embedder.fingerprint)
    weights = _weights(embedder)
    read: dict[str, Read] = {}
    scales: list[tuple[float, float]] = []
    for path in sorted(folder.glob("passages.*.jsonl")):
        language = normalise_code(path.name.split(".")[1].split("_")[0])
        if language is None or language in read:
            continue
        lines = path.read_text(encoding="utf-8").splitlines()[:PASSAGES]
        passages = [[text.strip() for text in json.loads(line)["sentences"]] for line in lines]
        sentences = [text for passage in passages for text in passage]
        whole = [" ".join(passage) for passage in passages[:SCALED]]
        scales.append((_scale(embedder, whole, "passage"), _scale(embedder, whole, "query")))
        of_role = []
        for role, scale in zip(ROLES, scales[-1], strict=True):
            mean = scale * means.mean(language, role)
            tokens = embedder.token_vectors(sentences, role)
            of_role.append([unit(vectors - mean) for vectors, _ in tokens])
        counts = [weights[ids].astype(np.float32) for _, ids in tokens]
        read[language] = Read(counts, of_role)
        print(language, len(sentences), "sentences", flush=True)
    passage_scale, question_scale = np.mean(scales, axis=0)
    np.savez_compressed(
        INTERACTION_FILE,
        fingerprint=embedder.fingerprint,
        projection=_discriminants(*_covariances(read)).astype(np.float16),
        weights=weights,
        passage_scale=passage_scale,
        question_scale=question_scale,
    )


def _covariances(read: Mapping[str, Read]) -> tuple[Matrix, Matrix]:
    """Return the covariances of translated tokens' differences and of tokens, shape (d, d) each."""
    random = np.random.default_rng(0)
    noise, whole = 0.0, 0.0
    for one, other in combinations(read, 2):
        for place in random.choice(len(read[one].counts), SENTENCES_A_PAIR, replace=False):
            role, other_role = random.integers(len(ROLES), size=2)
            mine, theirs = read[one].tokens[role][place], read[other].tokens[other_role][place]
            counts, their_counts = read[one].counts[place], read[other].counts[place]
            cosines = mine @ theirs.T
            nearest = cosines.argmax(axis=1)
            rows = np.arange(len(mine))
            same = (cosines.argmax(axis=0)[nearest] == rows) & (cosines[rows, nearest] > ALIKE)
            apart = mine[same] - theirs[nearest[same]]
            shared = np.sqrt(counts[same] * their_counts[nearest[same]])
            noise = noise + (apart * shared[:, None]).T @ apart
            whole = whole + (mine * counts[:, None]).T @ mine
    return np.asarray(noise), np.asarray(whole)


def _discriminants(noise: Matrix, whole: Matrix) -> Matrix:
    """Return the directions that are kept, shape (d, WIDTH)."""
    sphere = np.trace(noise) / len(noise) * np.eye(len(noise))
    values, vectors = np.linalg.eigh((1 - SHRINKAGE) * noise + SHRINKAGE * sphere)
    whitening = (vectors * values**-0.5) @ vectors.T
    whitening *= np.trace(noise / len(noise)) ** 0.5  # for float16; cosines stay the same
    kept = np.linalg.eigh(whitening @ whole @ whitening)[1][:, ::-1][:, :WIDTH]
    return np.asarray(whitening @ kept, np.float32)


def _scale(embedder: Embedder, texts: Sequence[str], role: Role) -> float:
    """Return the length of the mean token vector of a text, on average."""
    tokens = embedder.token_vectors(texts, role)
    return float(np.mean([np.linalg.norm(vectors.mean(axis=0)) for vectors, _ in tokens]))


def _weights(embedder: Embedder) -> npt.NDArray[np.uint8]:
    scores = np.array([score for _, score in embedder.unigram_model()])
    return np.clip(np.rint(np.maximum(LEAST, -scores - COMMON) * WEIGHT_STEPS), 0, 255).astype(
        np.uint8
    )


if __name__ == "__main__":
    main()
