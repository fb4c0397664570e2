"""How near a written sentence is to its quote in meaning, across languages.

The embedding model's vectors, with the mean of their language removed (`rag.embedding.means`): of
whole sentences for nearness, of single words for what a name stands for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from rag.embedding.means import language_means
from rag.embedding.model import PassageInput

if TYPE_CHECKING:
    import numpy.typing as npt

    from rag.embedding.model import Embedder

    Matrix = npt.NDArray[np.float32]

Spoken = tuple[str, str | None]
"""A text and its language, ISO 639-1 or None."""

_WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]{2}")


class Meaning:
    """Compares sentences by an embedding model; safe to share between threads."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._means = language_means(embedder.fingerprint)

    def nearness(self, claim: Spoken, texts: Sequence[Spoken]) -> Matrix:
        """Cosine of a sentence to each of some texts, shape (n,)."""
        vectors = self._vectors([claim, *texts])
        return np.asarray(vectors[1:] @ vectors[0], np.float32)

    def nearest_words(self, words: Sequence[str], language: str, texts: Sequence[Spoken]) -> Matrix:
        """For each word the cosine of the word of some texts that is nearest to it, shape (n,).

        So that "Vienna" is found in a text that says "Wien".
        """
        others = {(word, spoken) for text, spoken in texts for word in _words(text)}
        if not others:
            return np.zeros(len(words), np.float32)
        vectors = self._vectors([*((word, language) for word in words), *sorted(others, key=str)])
        mine, theirs = vectors[: len(words)], vectors[len(words) :]
        return np.asarray((mine @ theirs.T).max(axis=1), np.float32)

    def _vectors(self, texts: Sequence[Spoken]) -> Matrix:
        """Of each text its vector without its language, shape (n, d)."""
        read = self._embedder.encode_passages(
            [PassageInput(text, (), language) for text, language in texts]
        )
        return np.stack(
            [
                self._means.centre(vectors.passage, language, "passage")
                for vectors, (_, language) in zip(read, texts, strict=True)
            ]
        )


def _words(text: str) -> list[str]:
    """The words of a text; every two characters where words are not set apart."""
    found: list[str] = []
    for word in _WORD.findall(text):
        if _UNSPACED.match(word):
            found += [word[place : place + 2] for place in range(len(word) - 1)]
        else:
            found.append(word)
    return found
