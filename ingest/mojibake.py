"""Repairs text that was encoded twice ("cafÃ©" for "café"), if there can be no doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.records import RawArticle

# What the bytes of one letter in UTF-8 look like if each is read as a letter (Windows-1252, Latin-1).
_REST = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
# Not a genitive ("BEYONCÉ’s") nor a price ("CAFÉ£3").
_LETTER = re.compile(
    f"Ã |Â[\xa0-\xbf]|[\xc3-\xdf](?!’s\\b|[£€]\\d){_REST}|[\xe0-\xef]{_REST}{_REST}|[\xf0-\xf4]{_REST}{_REST}{_REST}"
)
# Phonetic letters and free-standing marks, in which no news is written; those of Vietnamese, Romanian
# and Azerbaijani are not among them.
_UNWRITTEN = re.compile(
    "[\u0180-\u018e\u0190-\u019f\u01a2-\u01ae\u01b1-\u0217\u021c-\u0258\u025a-\u02ba\u02bd-\u036f]"
)
# These are sure even if there is only one: an accented western letter in a word, or a curly quote.
_SURE = re.compile(f"(?<=[a-z])[ÃÂ][\x80-\xbf](?=[a-z ]|$)|â€(?:{_REST}|[\x80-\xbf])")
_FEW = 2

_REMARK = "Text that was encoded twice was set right."


def repaired(raw: RawArticle) -> RawArticle:
    """Return an article with text that was encoded twice repaired; most are returned as they are."""
    body = repaired_text(raw.body)
    fields = {name: _repaired_value(value) for name, value in raw.fields.items()}
    if body == raw.body and fields == raw.fields:
        return raw
    return replace(raw, body=body, fields=fields, remarks=(*raw.remarks, _REMARK))


def repaired_text(text: str) -> str:
    """Repair those lines of a text that can only have been encoded twice.

    A line is repaired if all its letters beyond ASCII look like bytes of a letter, two such at
    least or one that is sure, if no language is written so, and if nothing of that is left
    afterwards.
    """
    if text.isascii():
        return text
    return "".join(map(_repaired_line, text.splitlines(keepends=True)))


def _repaired_value(value: object) -> object:
    if isinstance(value, str):
        return repaired_text(value)
    if isinstance(value, list | tuple):
        return type(value)(map(_repaired_value, value))
    if isinstance(value, Mapping):
        return {name: _repaired_value(item) for name, item in value.items()}
    return value


def _repaired_line(line: str) -> str:
    found = len(_LETTER.findall(line))
    if (found < _FEW and not _SURE.search(line)) or not _LETTER.sub("", line).isascii():
        return line
    from ftfy import TextFixerConfig, fix_encoding
    from ftfy.badness import is_bad

    if not is_bad(line):
        return line
    repaired_line = fix_encoding(line, TextFixerConfig(replace_lossy_sequences=False))
    if is_bad(repaired_line) or len(repaired_line) >= len(line) or _UNWRITTEN.search(repaired_line):
        return line
    return repaired_line
