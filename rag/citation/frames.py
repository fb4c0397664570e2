"""Whether two sentences differ only in what they answer: "The head is A." and "The head is B."

Sentences that a model makes for one question, one quote after the other, mostly begin alike. Where
they differ in the answer they give, one of the two is wrong.
"""

from __future__ import annotations

from rag.corpus.analysis import terms


def are_in_one_frame(one: str, other: str, language: str) -> bool:
    """Tell whether two sentences in a language share more than half of the words of the longer."""
    mine, theirs = set(terms(one, language)), set(terms(other, language))
    return len(mine & theirs) > max(len(mine), len(theirs)) / 2
