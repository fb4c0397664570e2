"""Holds what the readers of XML and HTML share: safe parsing, text of elements, encodings."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from ingest.sources.content import parser_errors
from ingest.sources.decoding import decode, mark_of, sound_utf8
from ingest.sources.limits import MAX_NESTED_TAGS
from ingest.sources.superscripts import with_raised_figures
from ingest.sources.wrapping import without_unspaced_line_ends
from rag.errors import InputError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})|<meta[^>]{0,400}?charset\s*=\s*(?:["']\s*)?([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_DECLARATION_WITHIN = 8_192
_TAG = re.compile(r"<(/?)[a-zA-Z][^<>]*?(/?)>")
_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_MAX_BROKEN = 0.02
_BLOCKS = frozenset(
    """address article aside blockquote body br center dd details dialog div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section
    summary table tbody td tfoot th thead title tr ul""".split()  # noqa: SIM905
)
_UNREAD = frozenset(
    "script style head noscript template iframe object svg math button select textarea".split()  # noqa: SIM905
)
# Tags that content systems write: other words in angle brackets are no HTML.
_MARKED_UP = re.compile(
    r"</(?:p|div|span|a|b|i|u|em|strong|small|su[bp]|font|center|h[1-6]|[uod]l|li|d[td]|blockquote|figure"
    r"|figcaption|table|tbody|t[rhd]|script|style)\s*>|<(?:br|hr|img|p)\b[^<>]*>",
    re.IGNORECASE,
)
_IN_BLOCKS = re.compile(r"<(?:br|p|div|li|h[1-6]|blockquote|table)\b", re.IGNORECASE)
_CHARACTER = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});", re.IGNORECASE)
_LINE_END = re.compile(r"\n")
_BLANK_LINE = re.compile(r"\n[^\S\n]*+\n")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0", re.IGNORECASE)


def decode_markup(data: bytes, charset: str | None = None) -> str:
    """Decode a page or feed, whose declared encoding may be wrong or missing.

    Sound UTF-8 is read as such, whatever was declared. A few broken bytes are replaced.

    Args:
        charset: The encoding that the server or mail declared; it goes before what the content
            declares.

    Raises:
        InputError: It is binary, or in no encoding that can be told.
    """
    mark = mark_of(data)
    if mark:
        return data.decode(mark, errors="replace")
    if (sound := sound_utf8(data)) is not None:
        return sound
    match = _DECLARED.search(data[:_DECLARATION_WITHIN])
    inner = (match[1] or match[2]).decode("ascii") if match else None
    return decode(data, charset, inner, "utf-8", broken=_MAX_BROKEN)


def parse_xml(data: bytes, what: str) -> Element:
    """Parse an XML document from anywhere, and return its root.

    Raises:
        InputError: It is broken, or declares entities, with which a small file can fill memory.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    with parser_errors(what):
        try:
            # The text is decoded by now, so its declaration of an encoding must go.
            text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decode_markup(data).lstrip("\ufeff"))
            root: Element = fromstring(text)
        except DefusedXmlException as error:
            raise entities_refused(what) from error
    return root


def check_entities(text: str, what: str) -> None:
    """Refuse XML that declares entities.

    Raises:
        InputError: It declares some.
    """
    if _ENTITY.search(text):
        raise entities_refused(what)


def check_nesting(text: str, what: str) -> None:
    """Refuse mark-up whose elements are nested deeper than in any honest document.

    Raises:
        InputError: They are.
    """
    depth = 0
    for tag in _TAG.finditer(text):
        if tag[1]:
            depth -= 1
        elif not tag[2]:
            depth += 1
            if depth > MAX_NESTED_TAGS:
                raise InputError(
                    f"{what} has over {MAX_NESTED_TAGS:,} elements in each other. "
                    "Remove the part that never ends."
                )


def entities_refused(what: str) -> InputError:
    """Return the error that says why XML that declares entities is not read."""
    return InputError(
        f"{what} declares XML entities, which can make a small file fill the memory. Remove the "
        "declarations if you trust it."
    )


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace, in lower case; "" for a comment."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def as_read(markup: str) -> str:
    """Replace HTML's raised figures by characters, and line ends inside Chinese by nothing."""
    return with_raised_figures(without_unspaced_line_ends(markup))


def text_of_html(markup: str) -> str:
    """Return the text of a piece of HTML as a reader sees it: a line for each block, links as their
    text.

    Raises:
        InputError: It cannot be parsed.
    """
    if not markup.strip():
        return ""
    from lxml.html import HTMLParser, fromstring

    with parser_errors("The HTML"):
        # A byte order mark or control characters in the middle would end the parsing.
        parser = HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
        readable = f"<div>{as_read(markup)}</div>"
        root = fromstring(readable.encode("utf-8", "replace"), parser=parser)
        return text_of(root)


def without_markup(text: str) -> str:
    """Return a text that may be HTML, as content systems keep it, as a reader sees it.

    Blank lines stay, and so does each line if there are no blocks; a text with neither tags nor
    named characters is returned as it is.

    Raises:
        InputError: It is HTML that cannot be parsed.
    """
    if "<" not in text and "&" not in text:
        return text
    if not _MARKED_UP.search(text):
        text = _CHARACTER.sub(lambda found: unescape(found[0]), text)
    if not _MARKED_UP.search(text):
        return text
    line_end = _BLANK_LINE if _IN_BLOCKS.search(text) else _LINE_END
    return text_of_html(line_end.sub("<br>", text))


def text_of(root: HtmlElement) -> str:
    """Return the text below an element, a line for each block and a blank line between paragraphs."""
    parts: list[str] = []
    # No recursion: pages may be nested as deep as the parser lets them.
    pending: list[tuple[HtmlElement, bool]] = [(root, False)]
    while pending:
        element, is_end = pending.pop()
        name = element.tag if isinstance(element.tag, str) else ""
        block = name in _BLOCKS
        if is_end:
            if block:
                parts.append(
                    "\n\n" if name in ("p", "ul", "ol", "table") or name[0] == "h" else "\n"
                )
            parts.append(_blanks(element.tail or ""))
            continue
        pending.append((element, True))
        if name in _UNREAD or not name or _is_hidden(element):
            continue
        if block:
            parts.append("\n")
        parts.append(element.text or "" if name == "pre" else _blanks(element.text or ""))
        pending += [(child, False) for child in reversed(element)]
    text = "".join(parts)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r" *\n *", "\n", re.sub(r" {2,}", " ", text))).strip()


def _is_hidden(element: HtmlElement) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))


def _blanks(text: str) -> str:
    return re.sub(r"\s+", " ", text)
