"""Applies what a person sets right by hand; it survives when the article is read again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ingest.cleaning import clean
from ingest.encoding import new_passages, passage_input, vectors_of
from ingest.naming import canonical_url
from ingest.records import Origin, RawArticle, Rejection
from ingest.splitting import passages
from ingest.web.memory import NAME, Memory
from rag.corpus.corpus import with_fields
from rag.errors import InputError
from rag.question.narrowing import kind_name, language_code
from rag.records import Article

if TYPE_CHECKING:
    from rag.corpus.corpus import Corpus
    from rag.embedding.model import Embedder

EDITABLE = (
    *("title", "published_at", "updated_at", "language", "source"),
    *("url", "authors", "section", "kind"),
)
"""Fields that can be set by hand. The text cannot: what is cited is what was published."""

_NEVER_EMPTY = ("title", "kind")


def edit(
    article_id: str,
    fields: Mapping[str, Any],
    corpus: Corpus,
    embedder: Embedder,
    *,
    today: datetime | None = None,
) -> Article:
    """Set fields of an article, and return the article as it is then, a version later.

    The values stay when the article is read again, until `release`. Passages are encoded again if
    the model reads another title, outlet or day in front of them.

    Args:
        fields: New values, by names among `EDITABLE`, in any form that an input file may have; an
            empty value makes the field unknown.
        today: With a zone; dates after it are refused. Default: now.

    Raises:
        InputError: There is no such article, or a value cannot be used.
        ModelMismatchError: The corpus holds vectors of another model.
        CorpusLockedError: Another process is writing to the corpus.
    """
    values = _checked(article_id, fields, today or datetime.now(UTC))
    with corpus.writing():
        corpus.check_model(embedder.fingerprint)
        old = corpus.article(article_id)
        if old is None:
            raise InputError(f"There is no article with the id {article_id!r} in {corpus.folder}.")
        article = with_fields(old, values)
        if article == old and values.keys() <= corpus.fixed(article_id).keys():
            return old
        cut = passages(article)
        inputs = [passage_input(article, passage) for passage in cut]
        known = corpus.known_vectors({item.digest for item in inputs})
        vectors = vectors_of(inputs, embedder, known)
        corpus.edit(article, new_passages(cut, inputs, vectors), values)
    changed = corpus.article(article_id)
    assert changed is not None
    return changed


def release(article_id: str, fields: Collection[str], corpus: Corpus) -> None:
    """Let fields that were set by hand follow their source again, when that is next read.

    Raises:
        InputError: There is no such article, or one of the fields was not set by hand.
        CorpusLockedError: Another process is writing to the corpus.
        CorpusError: The corpus cannot be written.
    """
    with corpus.writing():
        _forget_visits(article_id, corpus)
        corpus.release(article_id, fields)


def remove(article_id: str, corpus: Corpus) -> None:
    """Forget an article with all its versions; it comes back when its source is read again.

    Raises:
        InputError: There is no article with this id.
        CorpusLockedError: Another process is writing to the corpus.
        CorpusError: The corpus cannot be written.
    """
    with corpus.writing():
        _forget_visits(article_id, corpus)
        corpus.remove(article_id)


def _forget_visits(article_id: str, corpus: Corpus) -> None:
    """Forget that an article's pages were visited. This comes before the corpus is changed, so that
    the memory never claims more than the corpus holds.
    """
    article = corpus.article(article_id)
    if article is not None and (corpus.folder / NAME).exists():
        with closing(Memory(corpus.folder)) as memory:
            memory.forget(article_id, canonical_url(article.url) if article.url else None)


def _checked(article_id: str, fields: Mapping[str, Any], today: datetime) -> dict[str, Any]:
    """Return the values as an article holds them, each checked like a value that is read."""
    unchanged = f"{article_id} was not changed."
    for name, value in fields.items():
        if name not in EDITABLE:
            raise InputError(f"{unchanged} {name!r} cannot be set: {', '.join(EDITABLE)} can.")
        if name in _NEVER_EMPTY and not str(value or "").strip():
            raise InputError(f"{unchanged} The {name} cannot be empty.")
    try:
        kind_name(fields.get("kind", "report"))
        language_code(fields.get("language") or "en")
    except InputError as error:
        raise InputError(f"{unchanged} {error}") from error
    record = {"title": "-", "language": "en", **{n: v for n, v in fields.items() if v}}
    cleaned = clean(RawArticle(Origin(article_id), "A text of words.", record), today)
    if isinstance(cleaned, Rejection):
        raise InputError(f"{unchanged} {cleaned.reason}")
    article, warnings, _ = cleaned
    if warnings:
        raise InputError(f"{unchanged} {warnings[0]}")
    nothing: dict[str, Any] = {"authors": ()}
    return {n: getattr(article, n) if v else nothing.get(n) for n, v in fields.items()}
