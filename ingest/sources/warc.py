"""Reads WARC archives of the web: the pages and documents that were fetched successfully."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, Any, cast

from ingest.sources.content import Content, parser_errors
from ingest.sources.decoding import declared_charset
from ingest.sources.limits import MAX_FILE_BYTES, MAX_MEMBERS
from rag.errors import InputError

_KINDS = frozenset({"response", "resource", "conversion"})
# Scripts, styles and pictures make up most of a crawl; nobody misses them.
_READ = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf"})


def read(content: Content) -> Iterator[Content]:
    """Yield what a crawl fetched, each record under its own address.

    Raises:
        InputError: The archive is damaged from the next record on.
    """
    from warcio.archiveiterator import WARCIterator

    records = WARCIterator(content.stream)
    count = 0
    while True:
        with parser_errors("The WARC archive"):
            record = next(records, None)
            found = None if record is None else _payload(record)
        if record is None:
            return
        count += 1
        if count > MAX_MEMBERS:
            raise InputError(f"The archive has over {MAX_MEMBERS:,} records. Split it.")
        if found is None:
            continue
        url, charset, data = found
        yield content.inside(io.BytesIO(data), "", url, address=url, charset=charset)


def _payload(record: Any) -> tuple[str, str | None, bytes] | None:
    """Return (address, declared encoding, bytes) of a record; None if it cannot hold an article."""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if record.rec_type not in _KINDS or not url.startswith(("http://", "https://")):
        return None
    headers = record.http_headers or record.rec_headers
    if record.http_headers is not None and record.http_headers.get_statuscode() != "200":
        return None
    kind, _, parameters = (headers.get_header("Content-Type") or "").partition(";")
    if kind.strip().lower() not in _READ:
        return None
    data = cast(IO[bytes], record.content_stream()).read(MAX_FILE_BYTES + 1)
    return url, declared_charset(parameters), data
