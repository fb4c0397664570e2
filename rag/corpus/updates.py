"""Tells whether a text that repeats most of another says something new: then it is no copy.

New is a different first sentence. New is also a figure that the other text lacks, if it was put
into a sentence of that text, or into a sentence that replaced one with figures. A whole sentence
that was added is not new: outlets add one on their own town, figures and all, to a text that they
all print.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from rag.corpus.runs import WORDS_IN_RUN, Hashes, part, runs_in_order, words
from rag.said_numbers.reading import Quantity, quantities, unsupported

if TYPE_CHECKING:
    import numpy.typing as npt

# Share of a sentence's words that stand in the other text, in runs: below it, it is another
# sentence.
_SAME_SENTENCE = 0.5
_SENTENCE_END = re.compile(r"(?<=[.!?։۔।])\s|(?<=[。！？])|\n")


def says_news(text: str, language: str | None, earlier: str, its_language: str | None) -> bool:
    """Tell whether a text of some 40 words or more says something that an earlier one does not.

    Args:
        language: ISO 639-1 code of the text; None for unknown.
    """
    own, theirs = runs_in_order(text), runs_in_order(earlier)
    stands = np.convolve(np.isin(own, theirs), np.ones(WORDS_IN_RUN)) > 0  # of each word
    sentences = _SENTENCE_END.split(text)
    ends = np.cumsum([len(words(sentence)) for sentence in sentences])
    each = np.split(stands, ends[:-1])
    lead = next((here for here in each if len(here) >= WORDS_IN_RUN), stands)
    if lead.mean() < _SAME_SENTENCE:
        return True
    figures: set[Quantity] = set()
    for sentence, here, end in zip(sentences, each, ends.tolist(), strict=True):
        if here.all():
            continue
        replaced = _replaced(own, theirs, stands, end - len(here) + int(np.argmin(here)))
        if here.mean() >= _SAME_SENTENCE or quantities(part(earlier, replaced), its_language):
            figures.update(quantities(sentence, language))
    return not _stand(figures, earlier, its_language)


def says_figures(text: str, language: str | None, body: str, its_language: str | None) -> bool:
    """Tell whether every figure of a text stands in another, in words or in digits.

    Args:
        language: As for `says_news`.
    """
    return _stand({*quantities(text, language)}, body, its_language)


def _replaced(own: Hashes, theirs: Hashes, stands: npt.NDArray[np.bool_], place: int) -> slice:
    """Return the words of the other text that were replaced, between words that both have.

    Args:
        own, theirs: Runs of the text and of the other, from `runs_in_order`.
        stands: For each word of the text, whether it stands in the other.
        place: Index of the first of the text's own words.
    """
    before, behind = np.flatnonzero(stands[:place]), np.flatnonzero(stands[place:])
    if not len(before) or not len(behind):
        return slice(0)
    last, following = own[before[-1] + 1 - WORDS_IN_RUN], own[place + behind[0]]
    return slice(int(np.argmax(theirs == last)) + WORDS_IN_RUN, int(np.argmax(theirs == following)))


def _stand(figures: set[Quantity], body: str, language: str | None) -> bool:
    known = quantities(body, language) if figures else []
    return not unsupported(figures.difference(known), known)
