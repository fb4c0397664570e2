"""Lines that were broken at a fixed width, joined to the paragraphs that they were."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import reduce
from itertools import pairwise
from statistics import median
from unicodedata import east_asian_width

_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n\s*")
_ENDS_SENTENCE = re.compile(r"[.!?…:\"'”’)。！？」』）]\s*$")
# Chinese and Japanese, with their punctuation: they have no blanks between words, nor to figures.
_CJK = r"\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff9f\U00020000-\U0003ffff"
_UNSPACED = re.compile(f"[{_CJK}]")
_UNSPACED_SEAM = re.compile(rf"[{_CJK}][{_CJK}\d]|\d[{_CJK}]")

_MIN_BROKEN_LINES = 3
_LONGEST = 100
_LONG = 50
"""Characters of a line that is no column's, nor one of a list or poem, and so need not be full."""
_MIN_WIDTH = 24
_FILLED = 0.9


def unwrapped(text: str) -> str:
    """The text with each paragraph on one line, where its lines were broken at a fixed width."""
    paragraphs = [paragraph.split("\n") for paragraph in _PARAGRAPH_END.split(text)]
    if not _are_broken(paragraphs):
        return text
    return "\n\n".join(reduce(joined, (line.strip() for line in lines)) for lines in paragraphs)


def joined(text: str, line: str) -> str:
    """A text and the line that goes on with it: with a blank between, but in Chinese and Japanese."""
    seam = text[-1:] + line[:1]
    return text + line if _UNSPACED_SEAM.fullmatch(seam) else f"{text} {line}".strip()


def _are_broken(paragraphs: Sequence[Sequence[str]]) -> bool:
    """Whether their lines end wherever they are full."""
    broken = [pair for lines in paragraphs for pair in pairwise(lines)]
    if len(broken) < _MIN_BROKEN_LINES:
        return False
    lengths = [len(line) for line, _ in broken]
    finished = sum(1 for line, _ in broken if _ENDS_SENTENCE.search(line))
    if max(lengths) > _LONGEST or 2 * finished >= len(broken):
        return False
    if median(lengths) >= _LONG:
        return True
    is_wide = median(_width(line) for line, _ in broken) >= _MIN_WIDTH
    return is_wide and any(_are_full(broken, measure) for measure in (_width, len))


def _are_full(broken: Sequence[tuple[str, str]], measure: Callable[[str], int]) -> bool:
    """Whether hardly any line had room for what begins the next."""
    longest = max(measure(line) for line, _ in broken)
    full = sum(1 for line, after in broken if measure(joined(line, _first(after))) > longest)
    return full >= _FILLED * len(broken)


def _first(line: str) -> str:
    """What could have stood at the end of the line before: a word, or two characters."""
    word = line.split(maxsplit=1)[0] if line.strip() else ""
    return word[:2] if _UNSPACED.match(word) else word


def _width(line: str) -> int:
    """In columns of a terminal or typewriter: a Chinese character takes two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in line)
