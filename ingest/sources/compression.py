"""Opens xz and zstd files, unpacked as they are read, within bounds that the files cannot change."""

from __future__ import annotations

import io
import lzma
from collections.abc import Callable, Iterator
from typing import IO, Any, cast

from ingest.sources.limits import MAX_WINDOW_BYTES

_CHUNK_BYTES = 1 << 16
_PACKED_AT_ONCE = 1 << 10  # zstd returns at once all that so many bytes unpack to: 32 MB at most


class _Unpacking(io.RawIOBase):
    """A stream of unpacked bytes. Going back means unpacking from the start again."""

    def __init__(self, stream: IO[bytes], unpack: Callable[[], Iterator[bytes]]) -> None:
        """Read nothing yet.

        Args:
            unpack: Yields what the stream, which is then at its start, unpacks to, in parts.
        """
        self._stream = stream
        self._unpack = unpack
        self._begin()

    def _begin(self) -> None:
        self._stream.seek(0)
        self._parts = self._unpack()
        self._part = b""
        self._place = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        while not self._part:
            part = next(self._parts, None)
            if part is None:
                return 0
            self._part = part
        given = self._part[: len(view)]
        self._part = self._part[len(view) :]
        view[: len(given)] = given
        self._place += len(given)
        return len(given)

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        if whence != io.SEEK_SET:
            raise io.UnsupportedOperation("what is packed has no end that is known")
        if offset < self._place:
            self._begin()
        while self._place < offset and self.read(min(_CHUNK_BYTES, offset - self._place)):
            pass
        return self._place

    def tell(self) -> int:
        return self._place


def open_xz(stream: IO[bytes]) -> IO[bytes]:
    """Open an xz file, unpacked as it is read; `MAX_WINDOW_BYTES` bounds its memory."""

    def decoder() -> lzma.LZMADecompressor:
        return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=2 * MAX_WINDOW_BYTES)

    return _opened(stream, decoder, lambda one, data: one.decompress(data, _CHUNK_BYTES))


def open_zstd(stream: IO[bytes]) -> IO[bytes]:
    """Open a zstd file, unpacked as it is read; `MAX_WINDOW_BYTES` bounds its memory."""
    import zstandard

    one_window = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW_BYTES)
    return _opened(stream, one_window.decompressobj, lambda one, data: one.decompress(data))


def _opened(
    stream: IO[bytes], decoder: Callable[[], Any], unpack: Callable[[Any, bytes], bytes]
) -> IO[bytes]:
    return cast(IO[bytes], _Unpacking(stream, lambda: _parts(stream, decoder, unpack)))


def _parts(
    stream: IO[bytes], decoder: Callable[[], Any], unpack: Callable[[Any, bytes], bytes]
) -> Iterator[bytes]:
    """Yield what a file unpacks to, in parts; it may be several files joined, with zeros between
    them.

    Raises:
        EOFError: It ends too early.
    """
    data = stream.read(_PACKED_AT_ONCE)
    while data:
        one = decoder()
        while not one.eof:
            yield unpack(one, data)
            wants_more = getattr(one, "needs_input", True) and not one.eof
            data = stream.read(_PACKED_AT_ONCE) if wants_more else b""
            if wants_more and not data:
                raise EOFError("it ends too early")
        data = one.unused_data.lstrip(b"\0")
        while not data and (data := stream.read(_PACKED_AT_ONCE)):
            data = data.lstrip(b"\0")
