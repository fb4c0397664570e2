"""Figures of a story that a report gives otherwise than an earlier report of it.

Marked are, of each report:

1. what a clause of it, or of its title, names beside the figure that an earlier report had, where no
   earlier report had it ("from 140 to 117"); in a correction, what a whole sentence does. Not where
   each counts a thing of its own, nor shares ("36 of the 43");
2. in a correction, the first new figure after the one that an earlier report had;
3. the figure of a clause near to the question that says the same as an earlier report's clause, each
   the other's nearest by their vectors; unless the report names the earlier figure too, which then
   still holds, or is a correction that repeats the figure of another report.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rag.embedding.means import language_means
from rag.figures import UNIT_LETTERS, Clause, are_of_like_size, clauses, comes_back, words_of
from rag.retrieval.corrections.putting_right import replacement
from rag.said_numbers.digits import Number

if TYPE_CHECKING:
    import numpy.typing as npt

    from rag.embedding.model import Embedder

    Matrix = npt.NDArray[np.float32]

# Cosine from which on two clauses are taken to say the same of their figures.
_SAME = 0.5
# How many times as much as the other a figure and what it replaces may be in a report.
_TIMES = 3.0
# Words between the two figures of a share, at most.
_SHARE_WORDS = 2

_WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that an earlier report gave otherwise.

    Attributes:
        before: What the latest such report said.
        now: What this one says.
        text: The sentence, or the title, that says it.
    """

    before: float
    now: float
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a report says.

    Attributes:
        near: Those of the sentences that are near to the question.
        corrects: Whether it is a correction.
    """

    language: str | None
    title: str
    sentences: Sequence[str]
    near: Sequence[str]
    corrects: bool = False


def revisions(story: Sequence[Told], embedder: Embedder) -> tuple[tuple[Change, ...], ...]:
    """The changed figures of each report of a story; the oldest comes first."""
    said: set[float] = set()
    changed: list[list[Change]] = []
    near: list[tuple[int, Clause]] = []
    own: list[set[float]] = []
    told_before: list[set[float]] = []
    for place, told in enumerate(story):
        texts = (told.title, *told.sentences)
        own_clauses = list(clauses(texts, told.language))
        named = list(_together(own_clauses, said))
        if told.corrects:
            named += _together(clauses(texts, told.language, whole=True), said)
            named += _replaced(own_clauses, said)
        changed.append(named)
        near += [(place, clause) for clause in clauses(told.near, told.language)]
        own.append({value for clause in own_clauses for n in clause.figures for value in n})
        told_before.append(said)
        said = said | own[-1]
    for place, before, change in _alike(near, embedder):
        repeats = story[place].corrects and change.now in told_before[place]
        if not before & own[place] and not repeats:
            changed[place].append(change)
    return tuple(tuple({change.now: change for change in each[::-1]}.values()) for each in changed)


def _together(told: Iterable[Clause], said: set[float]) -> Iterator[Change]:
    """Of clauses with two figures, those of which only one was said before."""
    for clause in told:
        old = [n for n in clause.figures if n & said]
        new = [n for n in clause.figures if not n & said]
        if len(old) == len(new) == 1 and comes_back(old[0]) and _of_one(clause, old[0], new[0]):
            yield from _change(old[0], new[0], clause.sentence)


def _replaced(told: Sequence[Clause], said: set[float]) -> Iterator[Change]:
    """The figure that a correction gives instead of the first that was said before."""
    if found := replacement(told, said):
        old, new, sentence = found
        yield Change(max(old), max(new), sentence)


def _of_one(clause: Clause, old: Number, new: Number) -> bool:
    """Whether two figures of a clause may be of one thing, by the words behind each.

    They are not where each has another ("66 metres in 20 minutes"), nor where the new one is a
    share of the old one ("36 of the 43"); "from 140 to 117 people", "18 boats instead of 22" are.
    """
    words = clause.text.split()
    was, now = (words_of(number, words, clause.language) for number in (old, new))
    if was is None or now is None:
        return True
    first, second = sorted((was, now))
    between, behind = words[first[1] : second[0]], words[second[1] :]
    if len(between) <= _SHARE_WORDS:
        is_share = (
            now < was and between and all(w[-1].isalnum() for w in (words[now[1] - 1], *between))
        )
        return not is_share
    return not behind or between[0][:UNIT_LETTERS] == behind[0][:UNIT_LETTERS]


def _alike(
    near: Sequence[tuple[int, Clause]], embedder: Embedder
) -> Iterator[tuple[int, Number, Change]]:
    """Where clauses of two reports are each the other's nearest, and differ in one figure.

    A clause without a word beside its figure is none: every other figure is alike to it.

    Args:
        near: The clauses, each with the place of its report in the story.

    Yields:
        The place of the later report, what the earlier one said, the change.
    """
    near = [(report, clause) for report, clause in near if _WORD.search(clause.text)]
    told = [clause for _, clause in near]
    reports = np.array([report for report, _ in near])
    if len(set(reports.tolist())) < 2:
        return
    vectors = language_means(embedder.fingerprint).centre_each(
        embedder.encode_queries([clause.text for clause in told]),
        [clause.language for clause in told],
        "query",
    )
    alike = vectors @ vectors.T
    percent = np.array([clause.percent for clause in told])
    alike[percent[:, None] != percent] = -1
    for now, (report, clause) in enumerate(near):
        earlier = np.flatnonzero((reports < report) & (alike[now] >= _SAME))
        if not len(earlier):
            continue
        of_latest = earlier[reports[earlier] == reports[earlier].max()]
        before = int(of_latest[alike[now, of_latest].argmax()])
        rivals = alike[before, reports == report]
        known = {value for e in earlier.tolist() for number in told[e].figures for value in number}
        old = [n for n in told[before].figures if not any(n & m for m in clause.figures)]
        new = [n for n in clause.figures if not n & known]
        if rivals.max() <= alike[before, now] and len(old) == len(new) == 1:
            for change in _change(old[0], new[0], clause.sentence):
                yield report, old[0], change


def _change(old: Number, new: Number, text: str) -> Iterator[Change]:
    if are_of_like_size(old, new, _TIMES):
        yield Change(max(old), max(new), text)
