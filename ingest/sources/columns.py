"""Makes an article of a record of any table or object: finds which of its names holds which field."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from ingest.records import Origin, RawArticle
from ingest.sources.values import value_of
from ingest.withdrawal import is_withdrawn
from rag.corpus.articles import content_hash
from rag.errors import InputError
from rag.text import writable

FIELDS = frozenset(
    {
        *("id", "title", "published_at", "updated_at", "source", "author", "authors", "language"),
        *("url", "section", "kind", "duplicate_of", "corrects", "status", "withdrawn"),
    }
)
COLUMNS = FIELDS | {"body"}
"""What a person may map a column to."""

# Names that others use, the most telling first; compared without case, blanks and dashes. If a text is
# given twice, the one without HTML says "text" in its name.
_ALSO_NAMED = {
    "body": "body_text content_text body text content article maintext main_text full_text "
    "article_text article_body story tekst texte texto inhalt inhoud",
    "title": "title headline article_title web_title titel titre titulo kop",
    "published_at": "published_at date published publish_date published_date publication_date "
    "date_published pub_date date_publish web_publication_date created_at datetime timestamp "
    "datum fecha",
    "updated_at": "updated_at updated modified date_modified modified_at last_modified lastmod",
    "source": "source outlet publisher publication newspaper source_name site_name source_domain "
    "domain",
    "url": "url link uri permalink canonical_url article_url web_url",
    "authors": "authors",
    "author": "author byline",
    "language": "language lang language_code",
    "section": "section section_name category rubriek topic",
    "kind": "kind @type",
    "id": "id article_id guid uuid doc_id",
    "duplicate_of": "duplicate_of",
    "corrects": "corrects",
    "status": "status pub_status publication_status creative_work_status",
    "withdrawn": "withdrawn is_withdrawn retracted",
}
# Fields that only a record of one article has, not an object that lists articles.
_OF_ARTICLES = frozenset({"id", "title", "url", "author", "authors"})
# Objects in which services put an article's own fields.
_INNER = ("fields", "attributes", "_source")
_NOT_IN_NAMES = re.compile(r"[\s_.-]+")
_DELIMITERS = ",;\t|"
_NAMED_DELIMITER = re.compile(r'"?sep=([^\w\s"]|\t)"?', re.IGNORECASE)
_MAX_COLUMNS = 200


class Columns(NamedTuple):
    """The columns that hold the fields of an article.

    Attributes:
        bodies: Columns that may hold the text, the most telling first.
        fields: The column of each other field, by the field's name.
    """

    bodies: tuple[str, ...]
    fields: Mapping[str, str]


def check_columns(names: Iterable[str], chosen: Mapping[str, str]) -> frozenset[str]:
    """Return the columns of a table that are read.

    Args:
        chosen: The columns that a person chose, by field; they go before what is guessed.

    Raises:
        InputError: A chosen column is not there, or none holds the body.
    """
    names = tuple(names)
    bodies, fields = _known_columns(names, tuple(chosen.items()))
    if not bodies:
        raise _no_body(names, chosen)
    return frozenset({*bodies, *fields.values()})


def article_of(
    record: Mapping[str, object], chosen: Mapping[str, str], origin: Origin
) -> RawArticle:
    """Make the raw article of a record.

    A record that takes an article back needs no body; without one it is "".

    Args:
        chosen: The columns that a person chose, by field.

    Raises:
        InputError: As in `check_columns`; or the body is empty or no text.
    """
    columns = _known_columns(tuple(record), tuple(chosen.items()))
    value = _as_it_is if _was_exported(record) else value_of
    fields = {
        field: found
        for field, column in columns.fields.items()
        if (found := value(field, record.get(column))) is not None
    }
    bodies = [
        found
        for column in columns.bodies
        if (found := value("body", record.get(column))) is not None
    ]
    body = next(
        (found for found in bodies if isinstance(found, str)), bodies[0] if bodies else None
    )
    if body is None and is_withdrawn(fields):
        return RawArticle(origin, "", fields)
    if not columns.bodies:
        raise _no_body(record, chosen)
    if body is None:
        raise InputError("The body is empty: put the text of the article there.")
    if not isinstance(body, str):
        raise InputError('The field "body" is not text: write it as one string.')
    return RawArticle(origin, body, fields)


def _was_exported(record: Mapping[str, object]) -> bool:
    """Tell whether `news articles export` wrote a record, whose texts are then taken as they are.

    Crawlers write a field of the same name, but not with the hash of this title and body.
    """
    given, title, body = (record.get(name) for name in ("content_hash", "title", "body"))
    if not (given and isinstance(title, str) and isinstance(body, str)):
        return False
    return given == content_hash(writable(title), writable(body))


def _as_it_is(_field: str, value: object) -> object:
    return value


def holds_article(record: Mapping[str, object], chosen: Mapping[str, str]) -> bool:
    """Tell whether a record has a text, or takes an article back."""
    try:
        article_of(record, chosen, Origin(""))
    except InputError:
        return False
    return True


def may_list_articles(record: Mapping[str, object]) -> bool:
    """Tell whether an object may only list articles: it has no title, id, URL or author itself."""
    return not _OF_ARTICLES & _known_columns(tuple(record), ()).fields.keys()


def flattened(record: Mapping[str, object]) -> Mapping[str, object]:
    """Return a record with the fields of its inner object, in which some services put an article's
    fields.
    """
    for name in _INNER:
        if isinstance(inner := record.get(name), Mapping):
            return {**inner, **{key: value for key, value in record.items() if key != name}}
    return record


def fields_named(names: Iterable[str]) -> dict[str, list[str]]:
    """Return which of some names may hold each field, the body included, the most telling first."""
    named = {_plain(name): name for name in names}
    return {
        field: [named[name] for name in map(_plain, known.split()) if name in named]
        for field, known in _ALSO_NAMED.items()
    }


@lru_cache(maxsize=256)
def _known_columns(names: tuple[str, ...], chosen: tuple[tuple[str, str], ...]) -> Columns:
    """Return the columns that hold an article's fields, as far as they are known: perhaps none for
    the body.
    """
    named = {_plain(name): name for name in names}
    bodies: tuple[str, ...] = ()
    fields: dict[str, str] = {}
    for field, column in chosen:
        name = named.get(_plain(column))
        if field == "body":
            bodies = (name,) if name is not None else ()
        elif name is None:
            raise _no_column(column, named.values())
        else:
            fields[field] = name
    for field, columns in fields_named(names).items():
        taken = {*bodies, *fields.values()}
        free = [column for column in columns if column not in taken]
        if field == "body":
            bodies = bodies if field in dict(chosen) else tuple(free)
        elif free:
            fields.setdefault(field, free[0])
    return Columns(bodies, fields)


def _no_body(names: Iterable[str], chosen: Mapping[str, str]) -> InputError:
    if "body" in chosen:
        return _no_column(chosen["body"], names)
    return InputError(
        f'The field "body" is missing: none of {_listed(names) or "no fields"} is known '
        "to hold the text. Say which does: --column body=NAME."
    )


def _no_column(name: str, names: Iterable[str]) -> InputError:
    return InputError(f'There is no column "{name}". There are: {_listed(names)}.')


def named_delimiter(line: str) -> str | None:
    """Return the delimiter that a line before the header names, as spreadsheets write it:
    ``sep=;``.
    """
    named = _NAMED_DELIMITER.fullmatch(line.strip("\r\n"))
    return named[1] if named else None


def delimiter_of(header: str) -> str:
    """Return the likeliest delimiter of a table that begins with this line."""
    return max(_DELIMITERS, key=header.count)


def looks_like_header(start: str) -> bool:
    """Tell whether a text begins like a table with known columns: names, one of them that of the
    body.
    """
    header, newline, rest = start.lstrip("\ufeff").partition("\n")
    delimiter = named_delimiter(header)
    if delimiter is not None:
        header, newline, _ = rest.partition("\n")
    else:
        delimiter = delimiter_of(header)
    if not newline or delimiter not in header or len(header) > 2_000:
        return False
    try:
        names = next(csv.reader([header.strip()], delimiter=delimiter), [])
    except csv.Error:
        return False
    bodies = {_plain(name) for name in _ALSO_NAMED["body"].split()}
    return (
        2 <= len(names) <= _MAX_COLUMNS
        and all(len(name) <= 40 and len(name.split()) <= 3 for name in names)
        and any(_plain(name) in bodies for name in names)
    )


def _plain(name: str) -> str:
    return _NOT_IN_NAMES.sub("", name).lower()


def _listed(names: Iterable[str]) -> str:
    shown = [name[:40] for name in names]
    return ", ".join(shown[:20]) + (", ..." if len(shown) > 20 else "")
