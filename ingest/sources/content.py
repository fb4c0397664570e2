"""Holds bytes to be read as articles: a file, what is packed in one, or what came over the network."""

from __future__ import annotations

import io
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from ingest.records import Origin, RawArticle, SourceOptions
from ingest.sources.limits import HEAD_BYTES, MAX_DEPTH, MAX_FILE_BYTES, Budget
from rag.errors import InputError, NewsError

_IN_MEMORY_BYTES = 16_000_000
_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Content:
    """Something to be read.

    Attributes:
        stream: At its start, and seekable; in a packed one, going back beyond the head is slow.
        name: The last part of its path or URL, whose suffix may matter.
        address: The URL that it was fetched from, if it was.
        charset: The encoding that a server or mail declared.
        known: What led here, such as a feed's entry; it counts if the content itself says nothing.
        is_packed: Whether the stream unpacks as it is read.
    """

    stream: BinaryIO
    name: str
    origin: Origin
    budget: Budget
    options: SourceOptions = field(default_factory=SourceOptions)
    address: str | None = None
    charset: str | None = None
    known: RawArticle | None = None
    depth: int = 0
    is_packed: bool = False

    @property
    def suffix(self) -> str:
        """Return the end of the name from the last dot on, in lower case."""
        return PurePosixPath(self.name).suffix.lower()

    def head(self) -> bytes:
        """Return the first 64 KB; the stream stays at its start."""
        head = self.stream.read(HEAD_BYTES)
        self.stream.seek(0)
        return head

    def whole(self, limit: int = MAX_FILE_BYTES) -> bytes:
        """Return all bytes.

        Raises:
            InputError: It is longer than the limit.
        """
        # A file on disk that is too long need not be read to know it.
        if not self.is_packed:
            size = self.stream.seek(0, io.SEEK_END)
            self.stream.seek(0)
            if size > limit:
                raise _too_long(size, limit)
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise _too_long(None, limit)
        return data

    def unpacked(self) -> Content:
        """Return the same content with a stream in which going back is quick."""
        if not self.is_packed:
            return self
        return replace(self, stream=spooled(self.stream), is_packed=False)

    def inside(
        self,
        stream: IO[bytes],
        name: str,
        label: str | None = None,
        *,
        address: str | None = None,
        charset: str | None = None,
    ) -> Content:
        """Return what is packed in this content under a name, unpacked by ``stream`` as it is read.

        Args:
            label: What the origin shows for it, if not the name; "" for nothing.
            address: The URL that it was fetched from.
            charset: The encoding that was declared for it.

        Raises:
            InputError: It is packed in too many layers.
        """
        if self.depth == MAX_DEPTH:
            raise InputError(f"It is packed in more than {MAX_DEPTH} layers. Unpack it yourself.")
        shown = name if label is None else label
        return replace(
            self,
            stream=cast(BinaryIO, io.BufferedReader(_Unpacked(stream, self.budget), HEAD_BYTES)),
            name=name,
            origin=self.origin.inside(shown) if shown else self.origin,
            address=address,
            charset=charset,
            depth=self.depth + 1,
            is_packed=True,
        )


class _Unpacked(io.RawIOBase):
    """A stream of unpacked bytes, as long as the budget lasts; damage becomes an `InputError`.

    Its head is kept, so that nothing is unpacked again when a reader of the head goes back to the
    start.
    """

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        self._stream = stream
        self._budget = budget
        self._head = b""
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        chunk = self._head[self._place : self._place + len(view)] or self._unpacked(len(view))
        view[: len(chunk)] = chunk
        self._place += len(chunk)
        return len(chunk)

    def _unpacked(self, size: int) -> bytes:
        with parser_errors("The archive"):
            if self._stream.tell() != self._place:
                self._stream.seek(self._place)
            chunk = self._stream.read(size)
        if self._place == len(self._head):
            self._head += chunk[: HEAD_BYTES - self._place]
        self._budget.spend(len(chunk))
        return chunk

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        if whence == io.SEEK_END:
            with parser_errors("The archive"):
                offset += self._stream.seek(0, io.SEEK_END)
        elif whence == io.SEEK_CUR:
            offset += self._place
        self._place = offset
        return offset

    def tell(self) -> int:
        return self._place


def spooled(stream: IO[bytes]) -> BinaryIO:
    """Copy what is left of a stream into memory or, if large, a temporary file; the copy is at its
    start.
    """
    copy = tempfile.SpooledTemporaryFile(_IN_MEMORY_BYTES)  # noqa: SIM115
    while chunk := stream.read(_CHUNK_BYTES):
        copy.write(chunk)
    copy.seek(0)
    return cast(BinaryIO, copy)


@contextmanager
def parser_errors(what: str) -> Iterator[None]:
    """Turn whatever a library's parser raises on a damaged or hostile file into an `InputError`.

    Such parsers raise anything at all (`KeyError`, `RecursionError`, `struct.error`), so no list of
    exceptions to catch would be complete. Errors of this project pass.

    Raises:
        InputError: In place of any exception of the library.
    """
    try:
        yield
    except NewsError:
        raise
    except (Exception, zlib.error) as error:
        detail = " ".join(str(error).split())[:200]
        reason = f"{type(error).__name__}: {detail}" if detail else type(error).__name__
        raise InputError(
            f"{what} is damaged or not as its format wants it ({reason}). Save it anew."
        ) from error


def _too_long(size: int | None, limit: int) -> InputError:
    has = f"has {size / 1e6:,.0f} MB" if size is not None else "is longer"
    return InputError(
        f"The file {has}; at most {limit / 1e6:.0f} MB are read at once. Split it, or write the "
        "articles as JSON Lines, one to a line."
    )
