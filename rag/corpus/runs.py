"""The runs of words of a text, hashed: what two texts have in common can be counted."""

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
    """The words of a text, case folded; in scripts without blanks its characters."""
    return _WORD.findall(text.casefold())


def part(text: str, place: slice) -> str:
    """Of a text the words of a place, with what stands between them, case folded; "" for none."""
    text = text.casefold()
    spans = [match.span() for match in _WORD.finditer(text)][place]
    return text[spans[0][0] : spans[-1][1]] if spans else ""


def runs(text: str, length: int = WORDS_IN_RUN) -> Hashes:
    """Hashes of a text's runs of so many words, ascending, each once; below 2**63."""
    return np.unique(runs_in_order(text, length))


def shared(one: Hashes, other: Hashes) -> int:
    """How many of the runs of one text, as `runs` gives them, another has too."""
    return len(np.intersect1d(one, other, assume_unique=True))


def runs_in_order(text: str, length: int = WORDS_IN_RUN) -> Hashes:
    """As `runs`, by where each begins, repeats kept. A shorter text is one run."""
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
