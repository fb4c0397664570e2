"""Bytes to text: UTF-8, UTF-16 and UTF-32 by their marks, the legacy encodings by what they spell."""

from __future__ import annotations

import codecs
import re

from rag.errors import InputError

_SIGNATURES = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP or Office document",
    b"\x1f\x8b": "a gzip archive",
    b"BZh": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\x28\xb5\x2f\xfd": "a zstd archive",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"SQLite format 3": "an SQLite database",
    b"\x7fELF": "a program",
    b"\xd0\xcf\x11\xe0": "an old Office document",
}
# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# Those that newspapers used. Others (EBCDIC, DOS) only make charset-normalizer guess wrong.
_LEGACY = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "koi8_r"),
    *("gb18030", "big5", "cp932", "euc_jp", "cp949", "cp874"),
]
_LATIN_PAGES = frozenset({"cp1252", "cp1250", "cp1254", "cp1257"})
_PAGES_OF = {
    **dict.fromkeys(("pl", "cs", "hu", "ro", "hr", "sk", "sl"), ("cp1250", "iso8859_2")),
    "tr": ("cp1254",),
}
# On FLORES-200 passages Turkish, Czech and Hungarian stay below 0.22, the scripts that are not
# Latin begin at 0.71.
_MAX_ACCENTED = 0.35
_SAMPLE_BYTES = 65_536
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MAX_CONTROLS = 0.01
_SAVE_AS = "Save it as UTF-8."


def mark_of(data: bytes) -> str | None:
    """The encoding that a byte order mark at the start announces, or None."""
    return next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)


def check_is_text(head: bytes) -> None:
    """Refuse the beginning of a file that is not text.

    Raises:
        InputError: It is binary, with what it seems to be.
    """
    for signature, name in _SIGNATURES.items():
        if head.startswith(signature):
            raise InputError(f"This is {name}, not text. Extract the text and ingest that.")
    if mark_of(head) in ("utf-16", "utf-32"):
        return
    if b"\0" in head or len(_CONTROL.findall(head)) > _MAX_CONTROLS * len(head):
        raise InputError(f"This is binary, not text. If it is text in an odd encoding: {_SAVE_AS}")


def decode(data: bytes) -> str:
    """The text of a whole file or line, without byte order mark.

    Raises:
        InputError: It is binary, broken, or in no encoding that can be told.
    """
    check_is_text(data[:_SAMPLE_BYTES])
    encoding = mark_of(data) or "utf-8"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8" or _is_broken_utf8(data):
            name = encoding.upper().removesuffix("-SIG")
            raise InputError(
                f"This is {name}, but byte {error.start} is broken. {_SAVE_AS}"
            ) from error
    encoding = _legacy_encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"The encoding cannot be told ({encoding} fails at byte {error.start}). {_SAVE_AS}"
        ) from error
    if re.search(r"[\x80-\x9f\ufffd]", text):
        raise InputError(f"The encoding cannot be told. {_SAVE_AS}")
    return text


def encoding_of(head: bytes) -> str:
    """The encoding of a text that begins with ``head``, which may end inside a character.

    Raises:
        InputError: It is binary.
    """
    check_is_text(head)
    if mark := mark_of(head):
        return mark
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return "utf-8" if _is_broken_utf8(head) else _legacy_encoding(head)
    return "utf-8"


def _is_broken_utf8(data: bytes) -> bool:
    """Whether most of what is not ASCII is sound UTF-8; in a legacy encoding almost nothing is."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return sum(1 for letter in text if letter > "\x7f") - broken > broken


def _legacy_encoding(data: bytes) -> str:
    from charset_normalizer import from_bytes

    # Only the lines that differ between encodings tell them apart. In none of the legacy
    # encodings is a newline part of a longer character.
    lines = (line for line in data.splitlines() if not line.isascii())
    sample = b""
    for line in lines:
        sample += line[:_SAMPLE_BYTES] + b"\n"
        if len(sample) >= _SAMPLE_BYTES:
            break
    best = from_bytes(sample, cp_isolation=_LEGACY).best()
    if best and best.encoding not in _LATIN_PAGES and not _is_mostly_ascii(sample):
        return best.encoding
    # The Latin pages share most letters, and charset-normalizer takes Spanish for Central
    # European. The language can be read in any of them, and tells the page.
    from rag.language import detect

    pages = _PAGES_OF.get(detect(sample.decode("cp1252", errors="ignore")) or "", ("cp1252",))
    return max(pages, key=lambda page: _letters(sample, page))


def _is_mostly_ascii(sample: bytes) -> bool:
    """Whether few letters are accented, as in no text of another script."""
    accented = sum(1 for byte in sample if byte >= 0x80)
    plain = len(re.findall(rb"[A-Za-z]", sample))
    return accented < _MAX_ACCENTED * (accented + plain)


def _letters(sample: bytes, encoding: str) -> int:
    return sum(map(str.isalpha, sample.decode(encoding, errors="ignore")))
