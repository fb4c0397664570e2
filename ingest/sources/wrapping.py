"""Joins lines that were broken at a fixed width into the paragraphs that they were."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median
from unicodedata import east_asian_width

_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n\s*")
_ENDS_SENTENCE = re.compile(r"[.!?…:\"'”’)。！？」』）]\s*$")
# Chinese and Japanese, with their punctuation: they have no blanks between words, nor to figures.
_CJK = r"\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff9f\U00020000-\U0003ffff"
_UNSPACED = re.compile(f"[{_CJK}]")
_LINE_END = r"[^\S\n]*+\n\s*+"
_UNSPACED_LINE_END = re.compile(
    rf"(?<=[{_CJK}])(?<!\s){_LINE_END}(?=[{_CJK}\d])|(?<=\d){_LINE_END}(?=[{_CJK}])"
)
_CUT = re.compile(r"(?<![\w-])([\w-]*\w)[-\xad\u2010]\n(?=(\w+))")
# Before these words, a hyphen at the end of a line stays: "pre- and post-war", "Vor- und Nachteile".
_SUSPENDING = re.compile(
    r"and|or|und|oder|bis|bzw|en|of|tot|et|ou|och|eller|og|és|ve|[aeiouyиі]|или|або",
    re.IGNORECASE,
)
_COMPOUND = re.compile(r"\b\w++(?:-\w++)+")

_MIN_BROKEN_LINES = 3
_LONGEST = 100
_LONG = 50
"""A line of so many characters is of no column, list or poem, so it need not be full."""
_MIN_WIDTH = 24
_FILLED = 0.9


def unwrapped(text: str) -> str:
    """Return a text with each paragraph on one line, if its lines were broken at a fixed width."""
    paragraphs = [paragraph.split("\n") for paragraph in _PARAGRAPH_END.split(text)]
    if not _are_broken(paragraphs):
        return text
    join = joiner(text)
    return "\n\n".join(join([line.strip() for line in lines]) for lines in paragraphs)


def joiner(text: str) -> Callable[[Sequence[str]], str]:
    """Return a function that joins lines of a text into one, with the words that were cut at their
    ends.

    A cut word loses its hyphen, unless the text has it with a hyphen elsewhere, or it goes on with
    a capital or a figure ("Mecklenburg-Vorpommern").
    """
    compounds = frozenset(_COMPOUND.findall(text.casefold()))

    def whole(cut: re.Match[str]) -> str:
        start, rest = cut[1], cut[2]
        if _SUSPENDING.fullmatch(rest):
            return f"{start}-\n"
        keeps_it = f"{start}-{rest}".casefold() in compounds
        return start if start[-1].islower() and rest[0].islower() and not keeps_it else f"{start}-"

    def join(lines: Sequence[str]) -> str:
        return on_one_line(_CUT.sub(whole, "\n".join(lines)))

    return join


def on_one_line(text: str) -> str:
    """Replace the line ends of a text by blanks, and inside Chinese and Japanese by nothing."""
    return without_unspaced_line_ends(text).replace("\n", " ").strip()


def without_unspaced_line_ends(text: str) -> str:
    """Remove the line ends inside Chinese and Japanese, which have no blanks between words."""
    return _UNSPACED_LINE_END.sub("", text)


def _are_broken(paragraphs: Sequence[Sequence[str]]) -> bool:
    """Tell whether lines were broken wherever they were full."""
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
    """Tell whether hardly any line had room for the first word of the next."""
    longest = max(measure(line) for line, _ in broken)
    longer = (on_one_line(f"{line}\n{_first(after)}") for line, after in broken)
    full = sum(1 for line in longer if measure(line) > longest)
    return full >= _FILLED * len(broken)


def _first(line: str) -> str:
    """Return what could have stood at the end of the line before: a word, or two characters."""
    word = line.split(maxsplit=1)[0] if line.strip() else ""
    return word[:2] if _UNSPACED.match(word) else word


def _width(line: str) -> int:
    """Return the width of a line in columns of a terminal: a Chinese character takes two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in line)
