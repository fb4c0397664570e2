"""Recognises the format of bytes by their content; the name decides only if that leaves it open."""

from __future__ import annotations

import json
import re
from typing import Literal

from ingest.sources import markdown
from ingest.sources.columns import looks_like_header
from ingest.sources.decoding import check_is_text, mark_of
from rag.errors import InputError

Format = Literal[
    "plain text", "markdown", "jsonl", "json", "csv", "parquet", "html", "feed", "opml",
    "sitemap", "mail", "mailbox", "pdf", "zip", "tar", "gzip", "bzip2", "xz", "zstd",
    "warc",
]  # fmt: skip
KNOWN_FORMATS = (
    "plain text (.txt), Markdown with or without front matter (.md), web pages (.html), "
    "JSON Lines (.jsonl, .ndjson), a JSON array of articles (.json), tables (.csv, .tsv, "
    ".parquet), RSS, Atom and JSON feeds, mails (.eml, .mbox), .pdf, .docx, WARC archives (.warc), "
    "and .zip, .tar, .gz, .bz2, .xz and .zst of any of them"
)

_BY_SUFFIX: dict[str, Format] = {
    ".txt": "plain text",
    ".text": "plain text",
    "": "plain text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".eml": "mail",
    ".mbox": "mailbox",
}
# Suffixes of text files that hold no article.
_FOREIGN = frozenset(
    """.bat .bib .c .cfg .conf .cpp .cs .css .dtd .env .go .h .ics .ini .ipynb .java .js .jsx .kt .less
    .lock .log .lua .map .php .pl .po .properties .ps .py .r .rb .rs .rtf .scss .sh .sql .srt .svg .swift
    .tex .toml .ts .tsx .vcf .vtt .vue .xml .xsd .xsl .yaml .yml""".split()  # noqa: SIM905
)
_BINARY: tuple[tuple[bytes, Format], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\0", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"PAR1", "parquet"),
    (b"WARC/", "warc"),
)
_TAR_MARK, _TAR_AT = b"ustar", 257
_PDF_WITHIN = 1024
_LINES_LOOKED_AT = 20
# Possessive: otherwise n comments could be matched in 2^n ways.
_ROOT = re.compile(
    r"\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!doctype[^>\[]*+(?:\[.*?\])?\s*>\s*)*+<([\w:-]+)",
    re.IGNORECASE | re.DOTALL,
)
_DOCTYPE_HTML = re.compile(
    r"\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*)*+<!doctype\s+html", re.I | re.DOTALL
)
_ROOTS: dict[str, Format] = {
    "rss": "feed",
    "feed": "feed",
    "rdf:rdf": "feed",
    "opml": "opml",
    "urlset": "sitemap",
    "sitemapindex": "sitemap",
    **dict.fromkeys(("html", "head", "body"), "html"),
}
_TAGS = frozenset(
    """article aside b br center div figure font footer form h1 h2 h3 header hr i img link main meta
    nav ol p script section span style table title ul""".split()  # noqa: SIM905
)
# What XML has, and a byline in angle brackets has not: "<From our reporter> The bridge ..."
_IS_XML = re.compile(r"\s*<[?!]|.*?(?:</\w|/>)", re.DOTALL)
_OBJECT = re.compile(r'\s*\{\s*"')
_ARRAY = re.compile(r"\s*\[\s*(?:\{|\]\s*\Z)")
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version')
_MAIL_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]*):[ \t]?[^\n]*\n(?:[ \t][^\n]*\n)*")
_MAIL_NAMES = frozenset(
    """from to subject date message-id mime-version received return-path delivered-to content-type
    list-unsubscribe reply-to dkim-signature""".split()  # noqa: SIM905
)


def format_of(head: bytes, suffix: str) -> Format:
    """Return the format of something that begins with ``head``.

    Args:
        head: The first 64 KB, or all of it.
        suffix: The end of its name, in lower case with the dot; it may say anything.

    Raises:
        InputError: It is empty, binary or in no known format.
    """
    if not head:
        raise InputError("The file is empty.")
    if (binary := _binary(head)) is not None:
        return binary
    check_is_text(head)
    # The head may end inside a character, and only its mark-up matters here.
    start = head.decode(mark_of(head) or "utf-8", errors="replace")
    by_name = _BY_SUFFIX.get(suffix)
    found = _json(start, by_name) or _markup(start, by_name, suffix)
    if found is not None:
        return found
    if markdown.has_front_matter(start):
        return "markdown"
    if by_name in (None, "plain text", "mail", "mailbox") and _is_mail(start):
        return "mailbox" if start.startswith("From ") else "mail"
    if by_name in (None, "plain text") and looks_like_header(start):
        return "csv"
    if suffix in _FOREIGN:
        raise InputError(f"A {suffix} file cannot be read. Known formats: {KNOWN_FORMATS}.")
    # Other suffixes tell nothing: "St. Petersburg flood", "/news/mr.smith".
    return by_name or "plain text"


def _binary(head: bytes) -> Format | None:
    for mark, name in _BINARY:
        if head.startswith(mark):
            return name
    if head[_TAR_AT : _TAR_AT + len(_TAR_MARK)] == _TAR_MARK:
        return "tar"
    # A PDF may have other bytes before its mark; a page that only names the mark is text.
    return "pdf" if b"\n%PDF-" in head[:_PDF_WITHIN] and b"\0" in head else None


def _json(start: str, by_name: Format | None) -> Format | None:
    if _ARRAY.match(start):
        return "json"
    if not _OBJECT.match(start):
        return None
    if _JSON_FEED.search(start):
        return "feed"
    return "jsonl" if by_name == "jsonl" or _is_json_lines(start, by_name) else "json"


def _markup(start: str, by_name: Format | None, suffix: str) -> Format | None:
    """Return the format of what begins with a tag; None if what looks like a tag is none.

    Raises:
        InputError: It is XML of a kind that is not known.
    """
    match = _ROOT.match(start)
    if _DOCTYPE_HTML.match(start):
        return "html"
    if match is None:
        return None
    name = match[1].lower()
    if name in _ROOTS:
        return _ROOTS[name]
    if name in _TAGS:
        return "html" if by_name != "markdown" else "markdown"
    if by_name in ("html", "markdown"):
        return by_name
    if not _IS_XML.match(start):
        return None
    kind = f"A {suffix} file" if suffix else "XML"
    raise InputError(
        f"{kind} that begins with <{match[1]}> cannot be read. Known formats: {KNOWN_FORMATS}."
    )


def _is_mail(start: str) -> bool:
    """Tell whether a text opens with three telling headers of a mail, after a line "From ..." or
    not.
    """
    text = start.replace("\r\n", "\n")
    names: set[str] = set()
    at = 0
    if text.startswith("From "):
        at = text.find("\n") + 1
    while (header := _MAIL_HEADER.match(text, at)) and len(names) < 3:
        names |= {header[1].lower()} & _MAIL_NAMES
        at = header.end()
    return len(names) >= 3


def _is_json_lines(start: str, by_name: Format | None) -> bool:
    """Tell whether the first line is an object and more follows, or a broken first line is followed
    by such objects.
    """
    lines = [line for line in start.split("\n") if line.strip()][:_LINES_LOOKED_AT]
    if len(lines) == 1:  # one object, or the beginning of one too long for the head
        return by_name != "json"
    if _is_object(lines[0]):
        return True
    return all(map(_OBJECT.match, lines)) and any(map(_is_object, lines))


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
