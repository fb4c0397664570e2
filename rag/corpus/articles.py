"""Articles and passages as they are read from the corpus's SQLite file."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import numpy as np

from rag.embedding.interaction import WIDTH
from rag.embedding.model import PassageVectors
from rag.records import Article, ArticleStatus, Passage

if TYPE_CHECKING:
    import numpy.typing as npt

    Matrix = npt.NDArray[np.float32]
    Spans = tuple[tuple[int, int], ...]

_COLUMNS = (
    "id, title, body, published_at, updated_at, language, source, url, authors, section, kind, "
    "version, status, content_hash, duplicate_of, corrects"
)
_NAMES = _COLUMNS.split(", ")
_LISTED = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class NewPassage:
    """A passage ready to be stored: its vectors and the digest of what the model read."""

    passage: Passage
    input_digest: bytes
    vectors: PassageVectors


@dataclass(frozen=True, slots=True)
class NewArticle:
    """An article ready to be stored.

    Attributes:
        input_digest: Digest of the record that it was read from; see `unchanged`.
        place: Where that record stands, such as a file and line; "" if nowhere. See `read_at`.
        provenance: Where each field was found: ``{"published_at": "file name"}``.
        previous_id: The id under which it is stored now, if this record gives it a new one; else
            "".
    """

    article: Article
    input_digest: str
    passages: tuple[NewPassage, ...]
    place: str = ""
    provenance: Mapping[str, str] = field(default_factory=dict)
    previous_id: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A record whose article is stored already."""

    article_id: str
    input_digest: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class TakenBack(Seen):
    """A record in which the source takes back an article that is stored."""


@dataclass(frozen=True, slots=True)
class Outdated(Seen):
    """A record of an earlier text or version of a stored article."""


@dataclass(frozen=True, slots=True)
class LastRead:
    """The record that was last read at a place.

    Attributes:
        article_id: Id of the article that it gave.
        is_present: Whether the stored article is still as this record gave it.
    """

    digest: str
    article_id: str
    is_present: bool


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier version of an article.

    Attributes:
        replaced_at: When it was replaced, ISO 8601, UTC.
    """

    article: Article
    replaced_at: str


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its vectors, as a ranking needs it."""

    key: int
    article_key: int
    passage: Passage
    vectors: PassageVectors


def content_hash(title: str, body: str) -> str:
    """Return the SHA-256 of title and body, hex: equal for equal texts only."""
    return hashlib.sha256(f"{title}\n{body}".encode()).hexdigest()


def find(connection: sqlite3.Connection, article_id: str) -> Article | None:
    """Return the current version of an article, withdrawn or not; None if there is none."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM articles WHERE id = ?", (article_id,)
    ).fetchone()
    return None if row is None else _article(row)


def by_keys(connection: sqlite3.Connection, keys: Collection[int]) -> dict[int, Article]:
    """Return articles by their keys in the articles table."""
    rows = connection.execute(
        f"SELECT key, {_COLUMNS} FROM articles WHERE key IN {_LISTED}", (_list(keys),)
    )
    return {row[0]: _article(row[1:]) for row in rows}


def ids(connection: sqlite3.Connection) -> dict[int, str]:
    """Return the ids of all articles, withdrawn ones too, by their keys in the articles table."""
    return dict(connection.execute("SELECT key, id FROM articles"))


def correcting(
    connection: sqlite3.Connection, article_id: str, keys: Collection[int]
) -> list[Article]:
    """Return those of the given articles that say they correct an article."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM articles WHERE key IN {_LISTED} AND corrects = ?",
        (_list(keys), article_id),
    )
    return [_article(row) for row in rows]


def passage_keys(connection: sqlite3.Connection) -> list[int]:
    """Return the keys of all passages, ascending, those of withdrawn articles included."""
    return [row[0] for row in connection.execute("SELECT key FROM passages ORDER BY key")]


def key_of(connection: sqlite3.Connection, article_id: str) -> int | None:
    """Return the key of an article in the articles table, or None."""
    row = connection.execute("SELECT key FROM articles WHERE id = ?", (article_id,)).fetchone()
    return None if row is None else int(row[0])


def newest(
    connection: sqlite3.Connection, limit: int | None, status: ArticleStatus
) -> Iterator[Article]:
    """Return articles, newest first, those of unknown date last."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM articles WHERE status = ? "
        "ORDER BY published_ts IS NULL, published_ts DESC, id LIMIT ?",
        (status, -1 if limit is None else limit),
    )
    return (_article(row) for row in rows)


def unchanged(connection: sqlite3.Connection, input_digests: Sequence[str]) -> dict[str, str]:
    """Return the article id of each record, by its digest, that an article was last read from."""
    marks = ",".join("?" * len(input_digests))
    rows = connection.execute(
        f"SELECT input_digest, id FROM articles WHERE input_digest IN ({marks})",
        tuple(input_digests),
    )
    return dict(rows.fetchall())


def read_at(connection: sqlite3.Connection, places: Sequence[str]) -> dict[str, LastRead]:
    """Return the record that was last read at each place; places never read are left out."""
    marks = ",".join("?" * len(places))
    # What has one version only is what every record of it gave.
    rows = connection.execute(
        "SELECT place, digest, id, version = 1 OR digest IS input_digest "
        f"FROM inputs JOIN articles ON article = key WHERE place IN ({marks})",
        tuple(places),
    )
    return {place: LastRead(digest, id_, bool(is_so)) for place, digest, id_, is_so in rows}


def versions(connection: sqlite3.Connection, article_id: str) -> list[Version]:
    """Return the earlier versions of an article, oldest first."""
    rows = connection.execute(
        "SELECT record, replaced_ts FROM versions WHERE article_id = ? ORDER BY version",
        (article_id,),
    )
    found = []
    for record, replaced in rows:
        values = json.loads(record)
        values["authors"] = tuple(values["authors"])
        moment = datetime.fromtimestamp(replaced, UTC)
        found.append(Version(Article(**values), moment.isoformat()))
    return found


def fixed(connection: sqlite3.Connection, article_id: str) -> dict[str, Any]:
    """Return the fields of an article that were edited by hand, with their values."""
    found = _json(connection, "fixed", article_id)
    if "authors" in found:
        found["authors"] = tuple(found["authors"])
    return found


def provenance(connection: sqlite3.Connection, article_id: str) -> dict[str, str]:
    """Return where the fields of an article were found, by field."""
    return _json(connection, "provenance", article_id)


def record_of(connection: sqlite3.Connection, article_id: str) -> tuple[str, bool]:
    """Return the digest of the record an article was read from, and whether it declares a copy.

    The second is whether that record named the article that this one copies.
    """
    digest, is_declared = connection.execute(
        "SELECT input_digest, is_declared FROM articles WHERE id = ?", (article_id,)
    ).fetchone()
    return digest or "", bool(is_declared)


def _json(connection: sqlite3.Connection, column: str, article_id: str) -> dict[str, Any]:
    row = connection.execute(
        f"SELECT {column} FROM articles WHERE id = ?", (article_id,)
    ).fetchone()
    return {} if row is None else dict(json.loads(row[0]))


def known_vectors(
    connection: sqlite3.Connection, digests: Collection[bytes]
) -> dict[bytes, PassageVectors]:
    """Return vectors that are stored already, by the digest of what the model read."""
    found: dict[bytes, PassageVectors] = {}
    for digest in digests:
        row = connection.execute(
            "SELECT vector, tokens, token_rows FROM passages "
            "JOIN passage_tokens ON passage = key WHERE input_digest = ? LIMIT 1",
            (digest,),
        ).fetchone()
        if row is not None:
            found[digest] = _vectors(*row)
    return found


def passages(connection: sqlite3.Connection, keys: Collection[int]) -> dict[int, StoredPassage]:
    """Return passages with their vectors, by key."""
    rows = connection.execute(
        'SELECT passages.key, article, articles.id, start, "end", '
        'substr(body, start + 1, "end" - start), sentences, vector, tokens, token_rows '
        "FROM passages JOIN articles ON article = articles.key "
        "JOIN passage_tokens ON passage = passages.key "
        f"WHERE passages.key IN {_LISTED}",
        (_list(keys),),
    )
    found = {}
    for key, article, article_id, start, end, text, spans, *blobs in rows:
        passage = Passage(article_id, start, end, text, _spans(spans))
        found[key] = StoredPassage(key, article, passage, _vectors(*blobs))
    return found


def sentences(connection: sqlite3.Connection, keys: Collection[int]) -> dict[int, Spans]:
    """Return the spans of the sentences of articles in their bodies, in order, by article key."""
    rows = connection.execute(
        f"SELECT article, sentences FROM passages WHERE article IN {_LISTED} ORDER BY start",
        (_list(keys),),
    )
    found: dict[int, Spans] = {}
    for article, spans in rows:
        found[article] = found.get(article, ()) + _spans(spans)
    return found


def _spans(blob: bytes) -> Spans:
    pairs = np.frombuffer(blob, "<i4").reshape(-1, 2).tolist()
    return tuple((start, end) for start, end in pairs)


def _list(keys: Collection[int]) -> str:
    """Return keys as one JSON value for `_LISTED`: SQLite takes at most 32,766 parameters."""
    return json.dumps([int(key) for key in keys])


def _vectors(vector: bytes, tokens: bytes, token_rows: bytes) -> PassageVectors:
    passage = matrix(vector)
    return PassageVectors(
        passage,
        np.frombuffer(tokens, np.int8).reshape(-1, min(WIDTH, len(passage))),
        np.frombuffer(token_rows, "<i4").reshape(-1, 2),
    )


def matrix(blob: bytes) -> Matrix:
    """Return stored float16 values as float32, flat."""
    return np.frombuffer(blob, "<f2").astype(np.float32)


def _article(row: Sequence[Any]) -> Article:
    values = dict(zip(_NAMES, row, strict=True))
    values["authors"] = tuple(json.loads(values["authors"]))
    return Article(**values)
