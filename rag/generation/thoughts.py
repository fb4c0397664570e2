"""Removes what models think before they answer; it is no part of the answer.

Most servers send thoughts apart or not at all. Others leave them in the text, between marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_MARKS = {
    "<think>": "</think>",
    "<thinking>": "</thinking>",
    "[THINK]": "[/THINK]",
}


def without_thoughts(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the pieces of a text without what stands between the marks, or behind one that is not
    closed.
    """
    rest, end = "", ""
    for piece in pieces:
        rest += piece
        while True:
            if end:
                _, found, after = rest.partition(end)
                if not found:
                    rest = rest[1 - len(end) :]
                    break
                rest, end = after, ""
                continue
            begins = [(rest.index(mark), mark) for mark in _MARKS if mark in rest]
            if not begins:
                safe = len(rest) - _unfinished(rest)
                if safe:
                    yield rest[:safe]
                rest = rest[safe:]
                break
            start, mark = min(begins)
            if start:
                yield rest[:start]
            rest, end = rest[start + len(mark) :], _MARKS[mark]
    if rest and not end:
        yield rest


def after_thoughts(text: str) -> str:
    """Return a text from the last mark that ends a thought on; all of it if there is none.

    If the prompt itself opened the thought, no mark begins it.
    """
    for end in _MARKS.values():
        text = text.rpartition(end)[2]
    return text


def _unfinished(text: str) -> int:
    """Return how many characters at the end of a text may begin a mark."""
    return max(
        (size for mark in _MARKS for size in range(1, len(mark)) if text.endswith(mark[:size])),
        default=0,
    )
