"""Unpacks the body of an answer within a limit, so that no more than that is ever held."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from ingest.web.errors import FetchError

_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
_STEP_BYTES = 262_144


def unpacked(chunks: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """Return the whole body, unpacked.

    Args:
        encoding: The encoding that Content-Encoding names.
        limit: How many bytes it may have, unpacked.

    Raises:
        FetchError: It has more, is damaged, or is packed in a way that we did not ask for.
    """
    if encoding in ("gzip", "x-gzip", "deflate"):
        chunks = _inflated(chunks)
    elif encoding not in ("", "identity"):
        raise FetchError(
            f"It came packed as {encoding[:20]!r}, which was not asked for. Save the page with a "
            "browser and ingest the file."
        )
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > limit:
            raise FetchError(
                f"It has more than {limit / 1e6:g} MB. Raise NEWS_WEB_MEGABYTES, or download it "
                "and ingest the file.",
                is_final=True,
            )
    return bytes(body)


def start_of_gzip(content: bytes, size: int) -> bytes:
    """Return the first bytes of a gzip file, unpacked.

    Raises:
        FetchError: They are damaged.
    """
    try:
        return zlib.decompressobj(_GZIP_OR_ZLIB).decompress(content, size)
    except zlib.error as error:
        raise _damaged(error) from error


def _damaged(error: zlib.error) -> FetchError:
    return FetchError(f"What came is damaged ({error}). Try again later.")


def _inflated(chunks: Iterable[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj(_GZIP_OR_ZLIB)
    try:
        for chunk in chunks:
            while chunk:
                if inflater.eof:  # a gzip file may have several members
                    inflater = zlib.decompressobj(_GZIP_OR_ZLIB)
                yield inflater.decompress(chunk, _STEP_BYTES)
                chunk = inflater.unconsumed_tail or inflater.unused_data
    except zlib.error as error:
        raise _damaged(error) from error
    if not inflater.eof:
        raise FetchError("What came ends too early. Try again later.")
