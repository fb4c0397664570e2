"""Whether a word at the start of a sentence owes its capital to its place, or is a name.

The tokenizer of the embedding model has a probability for every piece of a word, as it is written
in a hundred languages: "russia" is far less likely than "Russia", "However" hardly differs from
"however", and "The" is less likely than "the".
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

from rag.embedding.interaction import COMMON

if TYPE_CHECKING:
    from rag.embedding.model import Embedder


def capital_preference(word: str, language: str | None, embedder: Embedder) -> float:
    """Return how much likelier a word is as it stands than in small letters.

    Args:
        language: Language of the word, ISO 639-1.

    Returns:
        The logarithm of the ratio; minus infinity where the model's tokens have no weights.
    """
    weights = embedder.interaction.weights
    if weights is None:
        return -inf
    small = word.replace("I", "ı").replace("İ", "i") if language == "tr" else word
    large, low = (
        float((weights[ids] + COMMON).sum()) for ids in embedder.token_ids([word, small.lower()])
    )
    return low - large
