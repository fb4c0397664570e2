"""Stores articles as they stand: nothing is cleaned, nothing looked up, and no copies are sought."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from ingest.encoding import new_passages, passage_input, vectors_of
from ingest.records import Progress
from ingest.splitting import passages, sentences
from rag.corpus.articles import NewArticle
from rag.records import Article, Passage

if TYPE_CHECKING:
    from rag.corpus.corpus import Corpus
    from rag.embedding.model import Embedder

_ARTICLES_AT_ONCE = 64


def store_texts(
    articles: Sequence[Article],
    corpus: Corpus,
    embedder: Embedder,
    *,
    whole: bool = False,
    progress: Callable[[Progress], None] | None = None,
) -> None:
    """Put articles into a corpus. What an interruption leaves behind is whole.

    Args:
        whole: Whether each article is one passage, of which the model reads what it can.
        progress: Called after every few articles.

    Raises:
        CorpusError, ModelMismatchError: As in `ingest.ingest`.
    """
    count = 0
    with corpus.writing():
        corpus.check_model(embedder.fingerprint)
        corpus.set_model(embedder.fingerprint, embedder.name)
        for first in range(0, len(articles), _ARTICLES_AT_ONCE):
            batch = articles[first : first + _ARTICLES_AT_ONCE]
            cut = [[_whole(article)] if whole else passages(article) for article in batch]
            count += sum(map(len, cut))
            corpus.write(_encoded(batch, cut, embedder))
            if progress is not None:
                done = first + len(batch)
                progress(Progress(done, count, done / len(articles), None, None))


def _encoded(
    articles: Sequence[Article], cut: Sequence[Sequence[Passage]], embedder: Embedder
) -> list[NewArticle]:
    inputs = [
        [passage_input(article, passage) for passage in found]
        for article, found in zip(articles, cut, strict=True)
    ]
    vectors = vectors_of(list(chain.from_iterable(inputs)), embedder)
    return [
        NewArticle(article, "", new_passages(found, items, vectors))
        for article, found, items in zip(articles, cut, inputs, strict=True)
    ]


def _whole(article: Article) -> Passage:
    body = article.body
    spans = tuple(sentences(body, article.language)) or ((0, len(body)),)
    return Passage(article.id, 0, len(body), body, spans)
