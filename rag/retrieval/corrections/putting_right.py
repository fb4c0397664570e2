"""Where a correction says what is right, behind a sentence that repeats what was wrong."""

from __future__ import annotations

from collections.abc import Sequence

from rag.figures import Clause, are_of_like_size, clauses, comes_back
from rag.retrieval.corrections.words import has_words_for, only_denies
from rag.said_numbers.digits import Number

WITHIN = 4
"""Within so many sentences a correction says what is right behind what was wrong."""
TIMES = 2.0
"""How many times as much as the other a figure and what it replaces may be in a correction."""


def put_right(sentences: Sequence[str], place: int, language: str | None) -> int | None:
    """Where a correction gives otherwise what its sentence at ``place`` repeats.

    That names another figure, or says in words that it is what is right, or follows what is said to
    have been written, or wrong.

    Args:
        sentences: Of the correction, in order.

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
    """Whether a sentence of a correction repeats what was wrong, and does not say itself what is
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
    told: Sequence[Clause], said: set[float], *, slips: bool = False
) -> tuple[Number, Number, str] | None:
    """The first figure of a correction that was not said before, behind the first that was.

    Args:
        told: The clauses of the correction, in order.
        said: Figures of earlier reports.
        slips: Whether one counts too that differs by naughts alone.

    Returns:
        The figure that was said, that which replaces it, and the sentence that does; None where no
        figure is replaced.
    """
    for place, clause in enumerate(told):
        if old := next((n for n in clause.figures if n & said and comes_back(n)), None):
            for after in told[place + 1 : place + 1 + WITHIN]:
                for new in after.figures:
                    if not new & said and after.percent == clause.percent:
                        is_like = are_of_like_size(old, new, TIMES)
                        if is_like or (slips and _by_naughts(old, new)):
                            return old, new, after.sentence
    return None


def _other_figure(sentences: Sequence[str], place: int, language: str | None) -> int | None:
    """Where a correction gives otherwise the one figure that its sentence at ``place`` names."""
    first = list(clauses(sentences[place : place + 1], language, whole=True))
    if not first or len(first[0].figures) != 1:
        return None
    (wrong,) = first[0].figures
    near = clauses(sentences[place + 1 : place + 1 + WITHIN], language, whole=True)
    others = [clause for clause in near if not any(wrong & n for n in clause.figures)]
    found = replacement([*first, *others], set(wrong), slips=True)
    return None if found is None else sentences.index(found[2], place + 1)


def _by_naughts(one: Number, other: Number) -> bool:
    """Whether two figures differ by a power of ten: 65,000 for 650,000."""
    small, large = sorted((max(one), max(other)))
    return small > 0 and large / small in (10, 100, 1000)
