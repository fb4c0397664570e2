"""Builds HTML from untrusted texts; all markup is made here.

Templates are literals. Titles, outlets, addresses, bodies, questions and what a model wrote are
values, which are escaped, so that none of them becomes markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import LiteralString
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from rag.language import is_rtl, normalise_code

# Lone surrogates cannot be sent, and overrides make text run backwards; no writer needs them.
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff]")
_BREAK = "\x00"
_ENDLESS = re.compile(r"\S{1000,}")
_CHUNK = 100
_BIDI_CONTROLS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_LABEL = 240
_NOT_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f\"'<>\\^`{|}]")


def html(template: LiteralString, /, **values: object) -> Markup:
    """Fill in the ``{names}`` of a template; every value that is not markup is escaped.

    Attribute values in a template must stand in double quotes.
    """
    return Markup(template).format(**values)


def join(parts: Iterable[Markup], between: LiteralString = "") -> Markup:
    """Join pieces of markup."""
    return Markup(between).join(parts)


def running(text: str) -> Markup:
    """Prepare untrusted text for reading, without control characters that no writer needs.

    Long runs without a blank get places where a line may break: a browser hangs for minutes over
    60,000 letters in a font with kerning.
    """
    marked = _ENDLESS.sub(lambda run: _BREAK.join(_chunks(run[0])), _NEVER.sub("", text))
    return Markup(str(escape(marked)).replace(_BREAK, "<wbr>"))


def label(text: str, limit: int = _LABEL) -> str:
    """Shorten untrusted text to one line of ``limit`` characters that keeps its own direction."""
    line = " ".join(_BIDI_CONTROLS.sub("", _NEVER.sub("", text[: 4 * limit])).split())
    if len(line) <= limit:
        return line
    cut = line[:limit]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut[limit // 2 :] else cut}…"


def lang_attributes(code: str | None) -> Markup:
    """Return ``lang`` and ``dir`` for text in a language; if unknown, the browser decides."""
    known = normalise_code(code) if code else None
    if known is None:
        return Markup('dir="auto"')
    return html('lang="{lang}" dir="{dir}"', lang=known, dir="rtl" if is_rtl(known) else "ltr")


def web_address(url: str | None) -> tuple[str, str] | None:
    """Return an address that is safe in a link, with its host for display; None for all others."""
    if not url or len(url) > 2_000 or _NOT_IN_ADDRESSES.search(url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return None
    return url, label(host.removeprefix("www."), 60)


def _chunks(run: str) -> Iterator[str]:
    return (run[first : first + _CHUNK] for first in range(0, len(run), _CHUNK))
