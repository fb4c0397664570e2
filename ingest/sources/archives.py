"""Reads ZIP, tar, gzip, bzip2, xz and zstd: what is packed in them, one member after the other.

Nothing is ever written under a name that an archive gives.
"""

from __future__ import annotations

import bz2
import gzip
import io
import struct
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from ingest.records import RawArticle, Rejection
from ingest.sources import docx
from ingest.sources.compression import open_xz, open_zstd
from ingest.sources.content import Content, parser_errors
from ingest.sources.limits import MAX_DIRECTORY_BYTES, MAX_FILE_BYTES, MAX_MEMBERS
from rag.errors import InputError

_ENCRYPTED = 0x1
_END_OF_DIRECTORY = b"PK\x05\x06"
_END_SEARCHED = 66_000
# Members by which an office document is recognised.
_DOCX = "word/document.xml"
_DOCUMENTS = {
    frozenset({"xl/workbook.xml"}): "an Excel workbook: save its sheet as CSV",
    frozenset({"ppt/presentation.xml"}): "a PowerPoint presentation: save its text",
    frozenset({"mimetype", "META-INF/container.xml"}): "an EPUB book: save its text",
    frozenset({"mimetype", "content.xml"}): "an OpenDocument file: save it as .docx or text",
}


def read_gzip(content: Content) -> Iterator[Content]:
    """Unpack a gzip file, under the same name without ``.gz``."""
    with gzip.GzipFile(fileobj=content.stream) as stream:
        yield _only_one(content, cast(IO[bytes], stream))


def read_bzip2(content: Content) -> Iterator[Content]:
    """Unpack a bzip2 file, under the same name without ``.bz2``."""
    with bz2.BZ2File(content.stream) as stream:
        yield _only_one(content, cast(IO[bytes], stream))


def read_xz(content: Content) -> Iterator[Content]:
    """Unpack an xz file, under the same name without ``.xz``."""
    yield _only_one(content, open_xz(content.stream))


def read_zstd(content: Content) -> Iterator[Content]:
    """Unpack a zstd file, under the same name without ``.zst``."""
    yield _only_one(content, open_zstd(content.stream))


def read_zip(content: Content) -> Iterator[Content | RawArticle | Rejection]:
    """Yield the members of a ZIP archive in its own order, or the article of a Word document.

    Raises:
        InputError: It is damaged, a document of an unknown kind, or has too many members.
    """
    content = content.unpacked()
    _check_directory(content.stream)
    with parser_errors("The ZIP archive"):
        archive = zipfile.ZipFile(content.stream)
    with archive:
        infos = archive.infolist()
        names = {info.filename for info in infos}
        if _DOCX in names:
            yield docx.read(content, archive)
            return
        for marks, what in _DOCUMENTS.items():
            if marks <= names:
                raise InputError(f"This is {what}, and ingest that.")
        if not infos:
            raise InputError("The archive is empty.")
        for info in infos:
            name = _printable(info.filename.replace("\\", "/"))
            if info.is_dir() or _is_hidden(name):
                continue
            if (refused := _refused(content, name)) is not None:
                yield refused
            elif info.flag_bits & _ENCRYPTED:
                yield _rejection(content, name, "It is encrypted. Unpack it with its password.")
            else:
                yield from _opened_zip(content, archive, info, name)
            if content.budget.spent:
                return


def read_tar(content: Content) -> Iterator[Content | Rejection]:
    """Yield the files of a tar archive, in order; links and devices in it are rejected.

    Raises:
        InputError: It is damaged or has too many members.
    """
    with parser_errors("The tar archive"):
        careful = cast(IO[bytes], _Careful(content.stream))
        archive = tarfile.open(fileobj=careful, mode="r:")  # noqa: SIM115
    count = 0
    with archive:
        while True:
            with parser_errors("The tar archive"):
                info = archive.next()
            if info is None:
                break
            # The library keeps all members that it has read.
            archive.members.clear()  # type: ignore[attr-defined]
            count += 1
            if count > MAX_MEMBERS:
                raise _too_many()
            name = _printable(info.name)
            if info.isdir() or _is_hidden(name):
                continue
            if (refused := _refused(content, name)) is not None:
                yield refused
            elif not info.isreg() or info.issparse():
                yield _rejection(content, name, "It is a link or device, not a file.")
            else:
                with parser_errors("The tar archive"):
                    stream = archive.extractfile(info)
                assert stream is not None
                yield content.inside(stream, PurePosixPath(name).name, name)
            if content.budget.spent:
                return
    if not count:
        raise InputError("The archive is empty.")


class _Careful:
    """A stream that refuses to read more at once than a file may have, whatever headers say."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.seek = stream.seek
        self.seekable = stream.seekable
        self.tell = stream.tell

    def read(self, size: int = -1) -> bytes:
        if size < 0 or size > MAX_FILE_BYTES:
            raise InputError("The tar archive is damaged: a header in it has no sensible size.")
        return self._stream.read(size)


def _only_one(content: Content, stream: IO[bytes]) -> Content:
    path = PurePosixPath(content.name)
    suffix = path.suffix.lower()
    known = suffix in (".gz", ".bz2", ".xz", ".zst")
    is_tar = suffix in (".tgz", ".tbz2", ".txz", ".tzst")
    name = path.stem if known else path.stem + ".tar" if is_tar else ""
    return content.inside(stream, name, "")


def _opened_zip(
    content: Content, archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str
) -> Iterator[Content | Rejection]:
    try:
        with parser_errors("The archive"):
            stream = archive.open(info)
    except InputError as error:
        yield _rejection(content, name, str(error))
        return
    with stream:
        yield content.inside(stream, PurePosixPath(name).name, name)


def _check_directory(stream: BinaryIO) -> None:
    """Refuse a ZIP whose list of members would fill the memory: the library reads it before
    anything else.

    Raises:
        InputError: It is too long.
    """
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _END_SEARCHED))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(_END_OF_DIRECTORY)
    if at < 0 or len(tail) < at + 22:
        raise InputError(
            "The ZIP archive is damaged: its list of members is missing. Copy it anew."
        )
    count, directory = struct.unpack("<HL", tail[at + 10 : at + 16])
    if count == 0xFFFF or directory == 0xFFFFFFFF:  # the 64-bit form has the sizes before it
        large = tail.rfind(b"PK\x06\x06", 0, at)
        if large < 0 or len(tail) < large + 48:
            raise InputError("The ZIP archive is damaged: its list of members is broken.")
        count, directory = struct.unpack("<QQ", tail[large + 32 : large + 48])
    if directory > MAX_DIRECTORY_BYTES or count > MAX_MEMBERS:
        raise _too_many()


def _refused(content: Content, name: str) -> Rejection | None:
    """Return a rejection of a member whose name leads out of the archive, as only a trick does;
    else None.
    """
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or name[1:2] == ":":
        return _rejection(
            content, name, "Its name leads out of the archive, so that it is not read. Rename it."
        )
    return None


def _rejection(content: Content, name: str, reason: str) -> Rejection:
    return Rejection.at(content.origin.inside(name), reason)


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return "__MACOSX" in parts or any(part.startswith(".") and part != ".." for part in parts)


def _printable(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _too_many() -> InputError:
    return InputError(f"The archive has over {MAX_MEMBERS:,} members. Unpack it yourself.")
