"""Articles that are taken as they stand: nothing cleaned, nothing looked up, no copies sought."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import TYPE_CHECKING

from ingest.passage_input import passage_input
from ingest.splitting import passages, sentences
from rag.corpus.articles import NewArticle, NewPassage
from rag.records import Article, Passage

if TYPE_CHECKING:
    from rag.corpus.corpus import Corpus
    from rag.embedding.model import Embedder

_ARTICLES_AT_ONCE = 64


def store_texts(
    articles: Iterable[Article],
    corpus: Corpus,
    embedder: Embedder,
    *,
    whole: bool = False,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Put articles into a corpus. What an interruption leaves behind is whole.

    Args:
        whole: Each article is one passage, of which the model reads what it can.
        progress: Told how many articles have been stored since it was last told.

    Raises:
        CorpusError, ModelMismatchError: As `ingest.ingest`.
    """
    rest = iter(articles)
    with corpus.writing():
        corpus.check_model(embedder.fingerprint)
        corpus.set_model(embedder.fingerprint, embedder.name)
        while batch := list(islice(rest, _ARTICLES_AT_ONCE)):
            cut = [[_whole(article)] if whole else passages(article) for article in batch]
            inputs = [
                passage_input(article, passage)
                for article, found in zip(batch, cut, strict=True)
                for passage in found
            ]
            vectors = iter(zip(inputs, embedder.encode_passages(inputs), strict=True))
            corpus.write(
                NewArticle(
                    article,
                    "",
                    tuple(
                        NewPassage(passage, item.digest, made)
                        for passage, (item, made) in zip(
                            found, islice(vectors, len(found)), strict=True
                        )
                    ),
                )
                for article, found in zip(batch, cut, strict=True)
            )
            if progress is not None:
                progress(len(batch))


def _whole(article: Article) -> Passage:
    body = article.body
    spans = tuple(sentences(body, article.language)) or ((0, len(body)),)
    return Passage(article.id, 0, len(body), body, spans)
