"""Finds the figures of a story that a report gives otherwise than an earlier report.

A figure of a report counts as changed in three cases:

1. A clause of the report, or of its title, names it beside a figure of an earlier report, and no
   earlier report has it ("from 140 to 117"); in a correction a whole sentence may name both. Not if
   the two count different things, nor if one is a share of the other ("36 of the 43").
2. The report is a correction, and this is its first new figure after one of an earlier report.
3. It stands in a clause near the question, and an earlier report has a clause that says the same
   with another figure; each clause is the other's nearest by their vectors. Not if the report names
   the earlier figure too, which then still holds, nor if it is a correction that repeats a figure of
   another report.
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

# From this cosine on, two clauses are taken to say the same thing of their figures.
_SAME = 0.5
# A figure and the one that it replaces in a report differ at most by this factor.
_TIMES = 3.0
# Words between the two figures of a share, at most.
_SHARE_WORDS = 2

_WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that an earlier report gave otherwise.

    Attributes:
        before: The figure of the latest earlier report.
        now: The figure of this report.
        text: The sentence, or the title, that gives it.
    """

    before: float
    now: float
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """The text of a report, as it is searched for changed figures.

    Attributes:
        language: ISO 639-1; None if not known.
        sentences: All sentences, in order.
        near: The sentences that are near to the question.
        corrects: Whether the report is a correction.
    """

    language: str | None
    title: str
    sentences: Sequence[str]
    near: Sequence[str]
    corrects: bool = False


def revisions(story: Sequence[Told], embedder: Embedder) -> tuple[tuple[Change, ...], ...]:
    """Return the changed figures of each report of a story.

    Args:
        story: Its reports, the oldest first.
        embedder: Tells which clauses say the same.
    """
    earlier: set[float] = set()
    changed: list[list[Change]] = []
    near: list[tuple[int, Clause]] = []
    figures_in: list[set[float]] = []
    figures_before: list[set[float]] = []
    for place, report in enumerate(story):
        texts = (report.title, *report.sentences)
        own_clauses = list(clauses(texts, report.language))
        named = list(_together(own_clauses, earlier))
        if report.corrects:
            named += _together(clauses(texts, report.language, whole=True), earlier)
            named += _replaced(own_clauses, earlier)
        changed.append(named)
        near += [(place, clause) for clause in clauses(report.near, report.language)]
        figures_in.append({value for clause in own_clauses for n in clause.figures for value in n})
        figures_before.append(earlier)
        earlier = earlier | figures_in[-1]
    for place, before, change in _alike(near, embedder):
        repeats = story[place].corrects and change.now in figures_before[place]
        if not before & figures_in[place] and not repeats:
            changed[place].append(change)
    return tuple(tuple({change.now: change for change in each[::-1]}.values()) for each in changed)


def _together(found: Iterable[Clause], earlier: set[float]) -> Iterator[Change]:
    """Yield the changes within clauses that name two figures, of which one is known from an earlier
    report and the other is new.
    """
    for clause in found:
        old = [n for n in clause.figures if n & earlier]
        new = [n for n in clause.figures if not n & earlier]
        if len(old) == len(new) == 1 and comes_back(old[0]) and _of_one(clause, old[0], new[0]):
            yield from _change(old[0], new[0], clause.sentence)


def _replaced(own_clauses: Sequence[Clause], earlier: set[float]) -> Iterator[Change]:
    """Yield the figure that a correction gives instead of the first that an earlier report had."""
    if found := replacement(own_clauses, earlier):
        old, new, sentence = found
        yield Change(max(old), max(new), sentence)


def _of_one(clause: Clause, old: Number, new: Number) -> bool:
    """Tell whether two figures of a clause may count the same thing, judged by the words behind
    each.

    They do not if each is followed by a word of its own ("66 metres in 20 minutes"), nor if the new
    one is a share of the old one ("36 of the 43"). They do in "from 140 to 117 people" and in "18
    boats instead of 22".
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
    """Find clauses of two reports that are each the other's nearest, and differ in one figure.

    Clauses that have no word beside their figure are left out: any figure would be like them.

    Args:
        near: The clauses, each with the place of its report in the story.

    Yields:
        The place of the later report, the figure of the earlier one, and the change.
    """
    near = [(report, clause) for report, clause in near if _WORD.search(clause.text)]
    compared = [clause for _, clause in near]
    reports = np.array([report for report, _ in near])
    if len(set(reports.tolist())) < 2:
        return
    vectors = language_means(embedder.fingerprint).centre_each(
        embedder.encode_queries([clause.text for clause in compared]),
        [clause.language for clause in compared],
        "query",
    )
    alike = vectors @ vectors.T
    percent = np.array([clause.percent for clause in compared])
    alike[percent[:, None] != percent] = -1
    for now, (report, clause) in enumerate(near):
        earlier = np.flatnonzero((reports < report) & (alike[now] >= _SAME))
        if not len(earlier):
            continue
        of_latest = earlier[reports[earlier] == reports[earlier].max()]
        before = int(of_latest[alike[now, of_latest].argmax()])
        rivals = alike[before, reports == report]
        known = {
            value for e in earlier.tolist() for number in compared[e].figures for value in number
        }
        old = [n for n in compared[before].figures if not any(n & m for m in clause.figures)]
        new = [n for n in clause.figures if not n & known]
        if rivals.max() <= alike[before, now] and len(old) == len(new) == 1:
            for change in _change(old[0], new[0], clause.sentence):
                yield report, old[0], change


def _change(old: Number, new: Number, text: str) -> Iterator[Change]:
    if are_of_like_size(old, new, _TIMES):
        yield Change(max(old), max(new), text)
