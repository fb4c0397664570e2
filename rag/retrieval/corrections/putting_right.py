"""Finds where a correction says what is right, behind a sentence that repeats what was wrong."""

from __future__ import annotations

from collections.abc import Sequence

from rag.figures import Clause, are_of_like_size, clauses, comes_back
from rag.retrieval.corrections.words import has_words_for, only_denies
from rag.said_numbers.digits import Number

WITHIN = 4
"""How many sentences behind what was wrong a correction may say what is right."""
TIMES = 2.0
"""A figure and the one that it replaces in a correction differ at most by this factor."""


def put_right(sentences: Sequence[str], place: int, language: str | None) -> int | None:
    """Return the place of the sentence in which a correction puts right what its sentence at
    ``place`` repeats.

    It is one that names another figure, or says in words that it is what is right, or follows words
    like "we wrote" or "that was wrong".

    Args:
        sentences: All sentences of the correction, in order.

    Returns:
        A place within the next few sentences, or None.
    """
    right = _other_figure(sentences, place, language)
    if right is not None or not repeats(sentences, place, language):
        return right
    behind = range(place + 1, min(place + 1 + WITHIN, len(sentences)))
    for other in behind:
        if has_words_for("right", sentences[other], language):
            return other
        if has_words_for("wrote", sentences[other], language):
            return put_right(sentences, other, language)
    return next((n for n in behind if not only_denies(sentences[n], language)), None)


def repeats(sentences: Sequence[str], place: int, language: str | None) -> bool:
    """Tell whether a sentence of a correction repeats what was wrong without itself saying what is
    right.
    """
    if has_words_for("right", sentences[place], language) or only_denies(
        sentences[place], language
    ):
        return False
    behind = sentences[place + 1 : place + 2]
    return has_words_for("wrote", sentences[place], language) or any(
        only_denies(each, language) for each in behind
    )


def replacement(
    found: Sequence[Clause], earlier: set[float], *, slips: bool = False
) -> tuple[Number, Number, str] | None:
    """Find the first new figure of a correction behind its first figure that an earlier report has.

    Args:
        found: The clauses of the correction, in order.
        earlier: Figures of earlier reports.
        slips: Whether a figure that differs by a power of ten counts as well.

    Returns:
        The old figure, the new one, and the sentence that gives it; None if no figure is replaced.
    """
    for place, clause in enumerate(found):
        if old := next((n for n in clause.figures if n & earlier and comes_back(n)), None):
            for after in found[place + 1 : place + 1 + WITHIN]:
                for new in after.figures:
                    if not new & earlier and after.percent == clause.percent:
                        is_like = are_of_like_size(old, new, TIMES)
                        if is_like or (slips and _by_naughts(old, new)):
                            return old, new, after.sentence
    return None


def _other_figure(sentences: Sequence[str], place: int, language: str | None) -> int | None:
    """Return the place of the sentence that gives otherwise the only figure of the sentence at
    ``place``; None if there is none.
    """
    first = list(clauses(sentences[place : place + 1], language, whole=True))
    if not first or len(first[0].figures) != 1:
        return None
    (wrong,) = first[0].figures
    near = clauses(sentences[place + 1 : place + 1 + WITHIN], language, whole=True)
    others = [clause for clause in near if not any(wrong & n for n in clause.figures)]
    found = replacement([*first, *others], set(wrong), slips=True)
    return None if found is None else sentences.index(found[2], place + 1)


def _by_naughts(one: Number, other: Number) -> bool:
    """Tell whether two figures differ by a power of ten: 65,000 for 650,000."""
    small, large = sorted((max(one), max(other)))
    return small > 0 and large / small in (10, 100, 1000)
