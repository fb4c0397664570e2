"""Reads saved mails (.eml, mbox): newsletters as articles, with what is attached to them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr
from functools import cache

from ingest.dating import parse_date
from ingest.records import FoundDate, FoundIn, RawArticle, Rejection
from ingest.sources.boilerplate import article_text
from ingest.sources.content import Content, parser_errors
from ingest.sources.limits import (
    MAX_FILE_BYTES,
    MAX_HEADER_BYTES,
    MAX_MAIL_PARTS,
    MAX_MEMBERS,
)
from ingest.sources.lines import lines_of
from ingest.sources.markup import decode_markup, text_of_html
from ingest.sources.wrapping import unwrapped
from ingest.words import pattern
from rag.errors import InputError

# Only the headers that are read below: a list of recipients may be long.
_HEADER = re.compile(
    rb"^(?:from|subject|date|archived-at|content-[a-z-]{1,40}):[^\n]*(?:\n[ \t][^\n]*)*",
    re.IGNORECASE | re.MULTILINE,
)
# In a mailbox a line "From ..." would begin the next mail, and so is quoted.
_QUOTED_FROM = re.compile(rb">+From ")
_BETWEEN_BUTTONS = re.compile(r"\s+[|·•/–—-]\s+")
_BUTTON_WORDS = 3
_FOOTER_LENGTH = 300
_LINK = re.compile(
    r"(?<!\s)\s*[\[<(]\s*https?://[^\s()<>\[\]]*+(?:[(<\[](?!https?://)[^\s()<>\[\]]*+)*+\s*[\]>)]"
)
_MAX_PARTS = 1_000


def read(content: Content) -> Iterator[RawArticle | Content | Rejection]:
    """Yield the article of a mail, then what is attached to it.

    Raises:
        InputError: It is damaged, or neither it nor what is attached has a text.
    """
    data = content.whole()
    if data.startswith(b"From "):
        data = data.partition(b"\n")[2]
    if any(len(header[0]) > MAX_HEADER_BYTES for header in _HEADER.finditer(data)):
        raise InputError(f"The mail has a header of over {MAX_HEADER_BYTES / 1e3:.0f} KB. Cut it.")
    if data.lower().count(b"boundary=") > MAX_MAIL_PARTS:
        raise InputError(
            f"The mail has over {MAX_MAIL_PARTS} parts that hold parts. Save the attached mails "
            "singly."
        )
    with parser_errors("The mail"):
        message = message_from_bytes(data, policy=policy.default)
        assert isinstance(message, EmailMessage)
        fields, dates = _headers(message)
        title = str(fields.get("title", ""))
        bodies = (_body(message, kind) for kind in ("html", "plain"))
        texts = (article_text(_without_footer(body), title) for body in bodies)
        text = next(filter(None, texts), "")
        attached = [(part, part.get_filename() or "") for part in _attachments(message)]
    found_in: dict[str, FoundIn] = dict.fromkeys(fields, "mail")
    if text:
        yield RawArticle(content.origin, text, fields, found_in=found_in, dates=dates)
    elif not attached:
        raise InputError("The mail has no text in it. Save its text, and ingest that.")
    for number, (part, name) in enumerate(attached, start=1):
        with parser_errors("The mail"):
            payload = _bytes_of(part)
        if payload:
            label = " ".join(name.split()) or f"attachment {number}"
            charset = part.get_content_charset()
            yield content.inside(io.BytesIO(payload), name, label, charset=charset)


def read_mailbox(content: Content) -> Iterator[Content | Rejection]:
    """Yield the mails of an mbox file, one after the other."""
    lines: list[bytes] = []
    size = number = 0
    was_blank = True
    for at, line in lines_of(content.stream):
        if not isinstance(line, bytes):
            yield Rejection(content.origin.path, at, str(line))
            continue
        if line.startswith(b"From ") and was_blank:
            if lines:
                number += 1
                yield content.inside(io.BytesIO(b"".join(lines)), "mail.eml", f"mail {number}")
            lines, size = [], 0
            continue
        lines.append(line[1:] if _QUOTED_FROM.match(line) else line)
        size += len(line)
        was_blank = not line.strip()
        if size > MAX_FILE_BYTES or number > MAX_MEMBERS:
            raise InputError(f"Mail {number + 1} in it is too long. Save the mails singly.")
    yield content.inside(io.BytesIO(b"".join(lines)), "mail.eml", f"mail {number + 1}")


def _body(message: EmailMessage, kind: str) -> str:
    """Return the text of a mail's part of one kind, ``html`` or ``plain``; "" if it has none."""
    part = message.get_body((kind,))
    if part is None:
        return ""
    text = decode_markup(_bytes_of(part), part.get_content_charset())
    if part.get_content_type() == "text/html":
        return text_of_html(text)
    text = _image().sub("", _LINK.sub("", text.replace("\r\n", "\n")))
    return unwrapped(text)


def _bytes_of(part: MIMEPart) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload(0)
        return inner.as_bytes() if isinstance(inner, EmailMessage) else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _attachments(message: EmailMessage) -> list[EmailMessage]:
    """Return the parts that a reader would open: files, and mails that were forwarded whole."""
    found: list[EmailMessage] = []
    pending = [message]
    for _ in range(_MAX_PARTS):
        if not pending:
            break
        part = pending.pop(0)
        kind = part.get_content_type()
        if kind == "message/rfc822" or part.get_content_disposition() == "attachment":
            if part.get_content_maintype() not in ("image", "audio", "video", "font"):
                found.append(part)
        elif part.is_multipart():
            pending += [inner for inner in part.iter_parts() if isinstance(inner, EmailMessage)]
    return found


def _headers(message: EmailMessage) -> tuple[dict[str, object], tuple[FoundDate, ...]]:
    name, address = parseaddr(str(message.get("From", "")))
    fields: dict[str, object] = {
        "title": _forwarded().sub("", " ".join(str(message.get("Subject", "")).split())),
        "source": name or address.rpartition("@")[2],
        "url": str(message.get("Archived-At", "")).strip("<> "),
        "language": str(message.get("Content-Language", "")),
    }
    date = parse_date(str(message.get("Date", "")))
    kept = {name: value for name, value in fields.items() if value}
    return kept, (FoundDate(date, "mail"),) if date else ()


def _without_footer(text: str) -> str:
    """Return a text up to the line in its second half that tells how to leave the list."""
    lines = text.split("\n")
    for place in range(len(lines) // 2, len(lines)):
        if len(lines[place]) < _FOOTER_LENGTH and _tells_how_to_leave(lines[place]):
            return "\n".join(lines[:place])
    return text


def _tells_how_to_leave(line: str) -> bool:
    """Tell whether a line tells the reader how to leave the list, or is a button or a row of
    buttons.
    """
    if not _unsubscribe().search(line):
        return False
    buttons = (part for part in _BETWEEN_BUTTONS.split(line) if len(part.split()) <= _BUTTON_WORDS)
    return bool(_of_this_list().search(line)) or any(map(_unsubscribe().search, buttons))


@cache
def _forwarded() -> re.Pattern[str]:
    return re.compile(rf"^(?:{pattern('mail.forwarded')}\s*:\s*)+", re.IGNORECASE)


@cache
def _image() -> re.Pattern[str]:
    """Return a pattern of what stands for a picture in a plain text."""
    return re.compile(rf"\[(?:{pattern('mail.image')}|cid)\b[^\]]{{0,200}}\]", re.IGNORECASE)


@cache
def _unsubscribe() -> re.Pattern[str]:
    return re.compile(pattern("mail.unsubscribe"), re.IGNORECASE)


@cache
def _of_this_list() -> re.Pattern[str]:
    """Return a pattern of what a line says beside its word for leaving, if it is about leaving this
    list.

    A news sentence about leaving something says none of it.
    """
    this_letter = rf"{pattern('mail.this')}\s+(?:\w+\s+)?{pattern('mail.letter')}"
    return re.compile(
        rf"https?:|www\.|\S@\S|\b{pattern('mail.receive')}"
        rf"|\b{pattern('mail.click')}\b|\b{this_letter}\b",
        re.IGNORECASE,
    )
