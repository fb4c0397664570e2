"""Hashed runs of words, by which the text that two articles share is measured."""

from __future__ import annotations

import re
import zlib

import numpy as np
import numpy.typing as npt

from rag.corpus.analysis import UNSPACED

Hashes = npt.NDArray[np.int64]

WORDS_IN_RUN = 5

_WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


def words(text: str) -> list[str]:
    """Return the words of a text, case folded; in scripts without blanks, its characters."""
    return _WORD.findall(text.casefold())


def part(text: str, place: slice) -> str:
    """Return a slice of a text's words with what stands between them, case folded; "" for none."""
    text = text.casefold()
    spans = [match.span() for match in _WORD.finditer(text)][place]
    return text[spans[0][0] : spans[-1][1]] if spans else ""


def runs(text: str, length: int = WORDS_IN_RUN) -> Hashes:
    """Return the hashes of a text's runs of ``length`` words, ascending, each once; below 2**63."""
    return np.unique(runs_in_order(text, length))


def shared(one: Hashes, other: Hashes) -> int:
    """Count the runs that two texts have in common; both as `runs` returns them."""
    return len(np.intersect1d(one, other, assume_unique=True))


def runs_in_order(text: str, length: int = WORDS_IN_RUN) -> Hashes:
    """Return the hashes as `runs` does, but in the order of the text, with repeats.

    A shorter text is one run.
    """
    found = words(text)
    each = np.fromiter(map(zlib.crc32, map(str.encode, found)), np.uint64, len(found))
    if len(each) < length:
        each = np.pad(each, (0, length - len(each)))
    hashes = np.zeros(len(each) - length + 1, np.uint64)
    for place in range(length):
        hashes = hashes * _MULTIPLIER + each[place : place + len(hashes)]
    # The finishing steps of splitmix64 spread the hashes evenly.
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((hashes ^ (hashes >> np.uint64(31))) >> np.uint64(1)).astype(np.int64)
