"""Decodes bytes into text: UTF-8, UTF-16 and UTF-32 by their marks, legacy encodings by what they
spell.
"""

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
# Encodings that newspapers used. Others (EBCDIC, DOS) only make charset-normalizer guess wrong.
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
# Browsers read these as those, and so do the people who declare them.
_READ_AS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "gb2312": "gb18030"}
# Names of character sets; Python has other codecs too, some of which take for ever.
_CHARACTER_SET = re.compile(
    r"(?:x-)?(?:utf-?(?:8|16|32)|iso|windows|cp|koi8|mac|big5|gb|euc|shift|sjis|ks_c|tis|latin|us-)",
    re.IGNORECASE,
)
_UNREADABLE = re.compile("[\x80-\x9f\ufffd]")


def declared_charset(parameters: str) -> str | None:
    """Return the encoding in the parameters of a ``Content-Type``: ``charset=utf-8; profile=x``."""
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'").lower() or None
    return None


def mark_of(data: bytes) -> str | None:
    """Return the encoding that a byte order mark at the start announces, or None."""
    return next((name for mark, name in _MARKS.items() if data.startswith(mark)), None)


def check_is_text(head: bytes) -> None:
    """Refuse the beginning of a file that is not text.

    Raises:
        InputError: It is binary; the error says what it seems to be.
    """
    for signature, name in _SIGNATURES.items():
        if head.startswith(signature):
            raise InputError(f"This is {name}, not text. Extract the text and ingest that.")
    if mark_of(head) in ("utf-16", "utf-32"):
        return
    if b"\0" in head or len(_CONTROL.findall(head)) > _MAX_CONTROLS * len(head):
        raise InputError(f"This is binary, not text. If it is text in an odd encoding: {_SAVE_AS}")


def decode(data: bytes, *declared: str | None, broken: float = 0.0) -> str:
    """Decode a whole file or line into text, without byte order mark.

    Sound UTF-8 is read as such, whatever was declared. Otherwise the declared encodings are tried
    before guessing from the bytes.

    Args:
        declared: Encodings as a server, a mail or the text itself names them, the best first.
        broken: The share of the letters beyond ASCII that may be replaced in a declared encoding.

    Raises:
        InputError: It is binary, broken, or in no encoding that can be told.
    """
    mark = mark_of(data)
    is_open = mark is None and sound_utf8(data) is None and (broken or not _is_broken_utf8(data))
    for name in filter(None, declared if is_open else ()):
        if (found := _declared_text(data, name, broken)) is not None:
            return found
    check_is_text(data[:_SAMPLE_BYTES])
    encoding = mark or "utf-8"
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
    if _UNREADABLE.search(text):
        raise InputError(f"The encoding cannot be told. {_SAVE_AS}")
    return text


def sound_utf8(data: bytes) -> str | None:
    """Return the text if it is UTF-8 throughout; else None, also for ISO-2022-JP, which looks like
    ASCII.
    """
    try:
        return None if _is_escaped(data) else data.decode()
    except UnicodeDecodeError:
        return None


def encoding_of(head: bytes, declared: str | None = None) -> str:
    """Return the encoding of a text that begins with ``head``, which may end inside a character.

    Args:
        declared: Encoding as a server or mail names it.

    Raises:
        InputError: It is binary.
    """
    check_is_text(head)
    if mark := mark_of(head):
        return mark
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
        is_utf8 = True
    except UnicodeDecodeError:
        is_utf8 = _is_broken_utf8(head)
    if declared and (not is_utf8 or _is_escaped(head)):
        whole_lines = head[: head.rfind(b"\n") + 1] or head
        if _declared_text(whole_lines, declared) is not None:
            return _codec(declared)
    return "utf-8" if is_utf8 else _legacy_encoding(head)


def _is_escaped(data: bytes) -> bool:
    return b"\x1b" in data and data.isascii()


def _codec(name: str) -> str:
    return _READ_AS.get(name.lower(), name)


def _declared_text(data: bytes, name: str, broken: float = 0.0) -> str | None:
    """Return the text in a named encoding; None if it cannot be in that one."""
    if not _CHARACTER_SET.match(name):
        return None
    try:
        codec = codecs.lookup(_codec(name)).name
        text = data.decode(codec, errors="replace")
    except (LookupError, ValueError):
        return None
    # Servers name a Latin page for whatever they send.
    if "\0" in text[:1000] or (codec in _LATIN_PAGES and not _is_mostly_ascii(data)):
        return None
    foreign = sum(1 for letter in text if letter > "\x7f")
    return text if len(_UNREADABLE.findall(text)) <= broken * foreign else None


def _is_broken_utf8(data: bytes) -> bool:
    """Tell whether most bytes beyond ASCII are sound UTF-8; in a legacy encoding almost none are."""
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
    """Tell whether so few letters are accented that the text must be in Latin script."""
    accented = sum(1 for byte in sample if byte >= 0x80)
    plain = len(re.findall(rb"[A-Za-z]", sample))
    return accented < _MAX_ACCENTED * (accented + plain)


def _letters(sample: bytes, encoding: str) -> int:
    return sum(map(str.isalpha, sample.decode(encoding, errors="ignore")))
