"""Reads sentences with the numbers of their sources from what a model writes, each as soon as it is
whole.

The model is told to write one sentence a line, each ending with numbers in brackets. Models also
write numbers inside sentences, and several sentences on a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rag.generation.prompts import NO_ANSWER
from rag.generation.thoughts import after_thoughts

_LONGEST_LINE = 2_000  # characters; what is longer is no sentence
_MOST_IN_RANGE = 20
_AROUND = " .。*_'\"“”„«»"  # what a model may set around NO ANSWER

_BLANK = r"[^\S\n]{0,3}"
_DASH = r"[-–—]"
_AND = r"(?:[,，;；、&]|and|und|et|en|y|e|i|и|і|ve)"
_LIST = rf"\d{{1,2}}(?:{_BLANK}(?:{_DASH}|{_AND}){_BLANK}\d{{1,2}}){{0,8}}"
_MARK = rf"[\[【［]{_BLANK}\^?(?:[^\W\d_]{{1,12}}{_BLANK})?{_LIST}{_BLANK}[\]】］]"
_MARKS = rf"{_MARK}(?:(?:{_BLANK}(?:{_DASH}|{_AND}))?{_BLANK}{_MARK}){{0,8}}+"
_END = r"(?:[.!?…。！？؟।۔]{1,3}[\"'”’»“」』)]{0,2})"
_SOURCED = re.compile(_MARKS)
_ENDED = re.compile(rf"{_END}$")
_ENDS = re.compile(_BLANK + _END)
_REMOVED = re.compile(rf"({_END})?{_BLANK}{_MARKS}(?(1)(?:{_BLANK}[.。])?)")
_ROUND = re.compile(  # no ranges: a match is won (3-1)
    rf"{_BLANK}\((?:(?:passage|source)s?{_BLANK})?(\d{{1,2}}(?:{_BLANK}{_AND}{_BLANK}\d{{1,2}}){{0,8}})\)"
    rf"(?={_END}?\s*$)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(rf"(\d{{1,2}})(?:[^\w,;]*?{_DASH}[^\w,;]*(\d{{1,2}}))?")
_GOES_ON = ",;:.…?!)]}–—-%،؛、，；：([【［"  # what no sentence begins with
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")


def numbered_sentences(pieces: Iterable[str]) -> Iterator[tuple[str, list[int]]]:
    """Yield each sentence with the numbers in brackets inside or behind it.

    A line without numbers is a sentence that names no source.
    """
    rest = ""
    for piece in _without_open_thoughts(pieces):
        rest = (rest + piece).lstrip()
        *whole, rest = _parts(rest)
        if len(rest) > _LONGEST_LINE:
            whole, rest = [*whole, rest], ""
        yield from filter(None, map(_read, whole))
    if sentence := _read(rest):
        yield sentence


def says_no_answer(text: str) -> bool:
    """Tell whether a sentence is the one by which a model says that the passages do not answer."""
    return text.strip(_AROUND).upper() == NO_ANSWER


def _without_open_thoughts(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the pieces without a thought that the prompt itself opened, so that only its end is
    marked.

    An answer is recognised by a first line that names its source. A text without one comes in one
    piece, at the end.
    """
    text, stream = "", iter(pieces)
    for piece in stream:
        text += piece
        if not any(character in piece for character in "\n]】］"):
            continue
        line, newline, _ = text.lstrip().partition("\n")
        if _SOURCED.search(line):
            break
        if newline:
            if says_no_answer(line):
                break
            text = after_thoughts(text + "".join(stream))
    yield text
    yield from stream


def _parts(text: str) -> list[str]:
    """Cut a text into lines, and these behind each sentence that has its numbers at the end; the
    last part may go on.
    """
    parts = []
    for line in text.split("\n"):
        start = 0
        for marks in _SOURCED.finditer(line):
            ends = _ENDS.match(line, marks.end())
            if not ends and not _ENDED.search(line[start : marks.start()].rstrip()[-4:]):
                continue
            end = ends.end() if ends else marks.end()
            after = line[end:].lstrip()[:1]
            if after and not after.islower() and after not in _GOES_ON:
                parts.append(line[start:end])
                start = end
        parts.append(line[start:])
    return parts


def _read(part: str) -> tuple[str, list[int]] | None:
    """Return the sentence of a part and its numbers; None if there is no sentence."""
    marks = [match.group() for match in _SOURCED.finditer(part)]
    if marks:
        text = _REMOVED.sub(lambda removed: removed.group(1) or "", part)
    else:
        marks = _ROUND.findall(part)
        text = _ROUND.sub("", part)
    text = _BULLET.sub("", text).strip()
    numbers = dict.fromkeys(number for mark in marks for number in _numbers(mark))
    return (text, list(numbers)) if text else None


def _numbers(mark: str) -> Iterator[int]:
    """Yield 1 and 3 for "[1, 3]"; 1, 2 and 3 for "[1-3]" and "[1]–[3]"."""
    for first, last in _NUMBERS.findall(mark):
        yield int(first)
        if last:
            numbers = range(int(first) + 1, int(last) + 1)
            yield from numbers if 0 < len(numbers) <= _MOST_IN_RANGE else (int(last),)
