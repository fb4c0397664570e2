"""Turns the passages of an article into what the corpus stores of them, with their vectors."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rag.corpus.articles import NewPassage
from rag.embedding.model import PassageInput
from rag.records import Article, Passage

if TYPE_CHECKING:
    from rag.embedding.model import Embedder, PassageVectors

ENCODED_AT_ONCE = 64
"""How many passages a model is given in one call; progress is reported after each call."""


def passage_input(article: Article, passage: Passage) -> PassageInput:
    """Return what the model reads for a passage: title, outlet and day in front of it, and the
    offsets of its sentences shifted accordingly.
    """
    day = (article.published_at or "")[:10]
    origin = ", ".join(filter(None, (article.source, day)))
    front = "\n".join(filter(None, (article.title, origin))) + "\n"
    shift = len(front) - passage.start
    sentences = tuple((start + shift, end + shift) for start, end in passage.sentences)
    return PassageInput(front + passage.text, sentences, article.language)


def lacking(inputs: Iterable[PassageInput], known: Container[bytes]) -> list[PassageInput]:
    """Return the inputs whose digests are not known, each once, the longest first."""
    missing = {digest: item for item in inputs if (digest := item.digest) not in known}
    return sorted(missing.values(), key=lambda item: -len(item.text))


def encoded(
    inputs: Sequence[PassageInput], embedder: Embedder
) -> Iterator[dict[bytes, PassageVectors]]:
    """Yield the vectors of inputs by their digests, `ENCODED_AT_ONCE` at a time."""
    for first in range(0, len(inputs), ENCODED_AT_ONCE):
        part = inputs[first : first + ENCODED_AT_ONCE]
        made = embedder.encode_passages(part)
        yield {item.digest: vectors for item, vectors in zip(part, made, strict=True)}


def vectors_of(
    inputs: Sequence[PassageInput],
    embedder: Embedder,
    known: Mapping[bytes, PassageVectors] | None = None,
) -> dict[bytes, PassageVectors]:
    """Return the vectors of all inputs by their digests: the known ones, and the others newly made."""
    vectors = dict(known or {})
    for made in encoded(lacking(inputs, vectors), embedder):
        vectors.update(made)
    return vectors


def new_passages(
    cut: Sequence[Passage],
    inputs: Sequence[PassageInput],
    vectors: Mapping[bytes, PassageVectors],
) -> tuple[NewPassage, ...]:
    """Return the passages of an article as the corpus stores them.

    Args:
        inputs: The input of each passage.
        vectors: The vectors of all, by the digests of the inputs.
    """
    digests = [item.digest for item in inputs]
    return tuple(
        NewPassage(passage, digest, vectors[digest])
        for passage, digest in zip(cut, digests, strict=True)
    )
