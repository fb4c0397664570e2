"""How near a written sentence is to its quote in meaning, across languages.

It is measured by the embedding model's vectors, with the mean of their language removed
(`rag.embedding.means`): those of whole sentences, and those of tokens for single words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from rag.embedding.interaction import SCALE
from rag.embedding.means import language_means
from rag.embedding.model import PassageInput

if TYPE_CHECKING:
    import numpy.typing as npt

    from rag.embedding.model import Embedder

    Matrix = npt.NDArray[np.float32]

Spoken = tuple[str, str | None]
"""A text and its language, ISO 639-1 or None."""


class Meaning:
    """Compares sentences by an embedding model, keeping vectors; safe to share between threads."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[Spoken, Matrix] = {}
        self._means = language_means(embedder.fingerprint)

    def nearness(self, claim: Spoken, texts: Sequence[Spoken]) -> Matrix:
        """Return the cosine of a sentence to each of some texts, shape (n,)."""
        vectors = self._vectors([claim, *texts])
        return np.asarray(vectors[1:] @ vectors[0], np.float32)

    def found_words(self, claim: Spoken, words: Sequence[str], texts: Sequence[Spoken]) -> Matrix:
        """Return how well each word of a sentence is found in some texts, shape (n,).

        That is the mean, over the word's tokens, of the largest cosine to any token of the texts.
        Each token is encoded in its sentence, so that "Earth" is found in a text that says "aarde".
        """
        places = [(start, start + len(word)) for word in words for start in [claim[0].find(word)]]
        mine, *theirs = self._embedder.encode_passages(
            [
                PassageInput(claim[0], tuple(places), claim[1]),
                *(PassageInput(text, (), language) for text, language in texts),
            ]
        )
        others = np.concatenate([read.tokens for read in theirs]).astype(np.float32)
        best = (mine.tokens.astype(np.float32) @ others.T).max(axis=1) / SCALE**2
        return np.array([best[a:b].mean() if b > a else 1.0 for a, b in mine.sentences], np.float32)

    def _vectors(self, texts: Sequence[Spoken]) -> Matrix:
        """Return the centred vector of each text, shape (n, d)."""
        unknown = [spoken for spoken in dict.fromkeys(texts) if spoken not in self._known]
        read = self._embedder.encode_passages(
            [PassageInput(text, (), language) for text, language in unknown]
        )
        for spoken, vectors in zip(unknown, read, strict=True):
            self._known[spoken] = self._means.centre(vectors.passage, spoken[1], "passage")
        return np.stack([self._known[spoken] for spoken in texts])
