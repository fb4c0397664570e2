"""Makes all vectors of a corpus again, after a change of the embedding model."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ingest.encoding import ENCODED_AT_ONCE, passage_input
from ingest.meter import Meter
from ingest.records import Progress
from rag.corpus.articles import NewPassage

if TYPE_CHECKING:
    from rag.corpus.corpus import Corpus
    from rag.embedding.model import Embedder


def reembed(
    corpus: Corpus, embedder: Embedder, progress: Callable[[Progress], None] | None = None
) -> int:
    """Make the vectors of all passages with this model, and return how many passages the corpus
    holds.

    Until the last moment the corpus answers with the vectors it has. The next call continues what
    an interruption left.

    Raises:
        CorpusLockedError: Another process is writing to the corpus.
        CorpusError: The corpus cannot be written.
    """
    model = embedder.fingerprint
    with corpus.writing():
        meter = Meter(progress, corpus.count_lacking(model))
        for part in corpus.lacking_vectors(model):
            owners = corpus.articles_by_key({stored.article_key for stored in part.values()})
            items = sorted(
                (
                    (key, stored.passage, passage_input(owners[stored.article_key], stored.passage))
                    for key, stored in part.items()
                ),
                key=lambda item: -len(item[2].text),
            )
            meter.advance(len(owners))
            for first in range(0, len(items), ENCODED_AT_ONCE):
                batch = items[first : first + ENCODED_AT_ONCE]
                vectors = embedder.encode_passages([read for _, _, read in batch])
                corpus.keep_vectors(
                    model,
                    (
                        (key, NewPassage(passage, read.digest, made))
                        for (key, passage, read), made in zip(batch, vectors, strict=True)
                    ),
                )
                meter.advance(0, len(batch), len(batch))
        corpus.take_vectors(model, embedder.name)
    return len(corpus.table().keys)
