"""Text that was encoded twice ("cafÃ©" for "café"), set right where there can be no doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.records import RawArticle

# How the bytes of one letter in UTF-8 look when each is read as a letter (Windows-1252, Latin-1).
_REST = "[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
# A genitive ("BEYONCÉ’s") and a price ("CAFÉ£3") are none.
_LETTER = re.compile(
    f"Ã |Â[\xa0-\xbf]|[\xc3-\xdf](?!’s\\b|[£€]\\d){_REST}|[\xe0-\xef]{_REST}{_REST}|[\xf0-\xf4]{_REST}{_REST}{_REST}"
)
# Letters of phonetics and marks that stand by themselves: no news is written so. Not among them are
# those of Vietnamese, Romanian and Azerbaijani.
_UNWRITTEN = re.compile(
    "[\u0180-\u018e\u0190-\u019f\u01a2-\u01ae\u01b1-\u0217\u021c-\u0258\u025a-\u02ba\u02bd-\u036f]"
)
# Of one alone these are sure: an accented letter of western Europe in a word, or a curly quote.
_SURE = re.compile(f"(?<=[a-z])[ÃÂ][\x80-\xbf](?=[a-z ]|$)|â€(?:{_REST}|[\x80-\xbf])")
_FEW = 2

_REMARK = "Text that was encoded twice was set right."


def repaired(raw: RawArticle) -> RawArticle:
    """An article without what came of encoding its text twice; most are returned as they are."""
    body = repaired_text(raw.body)
    fields = {name: _repaired_value(value) for name, value in raw.fields.items()}
    if body == raw.body and fields == raw.fields:
        return raw
    return replace(raw, body=body, fields=fields, remarks=(*raw.remarks, _REMARK))


def repaired_text(text: str) -> str:
    """A text whose lines that can only have been encoded twice are set right.

    A line is changed when all its letters beyond ASCII look like letters that were taken apart,
    two at least or one that is sure, when no language is written so, and nothing of it is left.
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
    set_right = fix_encoding(line, TextFixerConfig(replace_lossy_sequences=False))
    if is_bad(set_right) or len(set_right) >= len(line) or _UNWRITTEN.search(set_right):
        return line
    return set_right
