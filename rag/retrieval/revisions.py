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
from rag.question.years import names_year
from rag.said_dates.anchored import take_dates
from rag.said_dates.reading import ascii_digits
from rag.said_numbers.digits import Number
from rag.said_numbers.reading import quantities, values
from rag.said_numbers.signs import with_percent_signs

if TYPE_CHECKING:
    import numpy.typing as npt

    from rag.embedding.model import Embedder

    Matrix = npt.NDArray[np.float32]

CORRECTED_WITHIN = 4
"""Within so many sentences a correction says what is right behind what was wrong."""
TIMES_CORRECTED = 2.0
"""How many times as much as the other a figure and what it replaces may be in a correction."""
COMMON = 12
"""Whole numbers up to here are of too many things for their coming back to mean anything."""
CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b")
"""A time of day."""

# Cosine from which on two clauses are taken to say the same of their figures.
_SAME = 0.5
# How many times as much as the other a figure and what it replaces may be in a report.
_TIMES = 3.0
# What may be a year that a report names.
_YEARS = 1900, 2100
# Words between the two figures of a share, and letters by which the words of two units are compared.
_SHARE_WORDS = 2
_UNIT_LETTERS = 4

_CLAUSE = re.compile(r"[,;:()«»“”„\"]\s|\s[-–—]\s|[、，；：。]")
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


@dataclass(frozen=True, slots=True)
class _Clause:
    report: int
    sentence: str
    text: str
    figures: tuple[Number, ...]
    percent: bool
    language: str | None


def revisions(story: Sequence[Told], embedder: Embedder) -> tuple[tuple[Change, ...], ...]:
    """The changed figures of each report of a story; the oldest comes first."""
    said: set[float] = set()
    changed: list[list[Change]] = []
    near: list[_Clause] = []
    own: list[set[float]] = []
    told_before: list[set[float]] = []
    for place, told in enumerate(story):
        texts = (told.title, *told.sentences)
        clauses = list(_clauses(texts, told.language, place))
        named = list(_together(clauses, said))
        if told.corrects:
            named += _together(_clauses(texts, told.language, ends=None), said)
            named += _corrected(clauses, said)
        changed.append(named)
        near += _clauses(told.near, told.language, place)
        own.append({value for clause in clauses for number in clause.figures for value in number})
        told_before.append(said)
        said = said | own[-1]
    for place, before, change in _alike(near, embedder):
        repeats = story[place].corrects and change.now in told_before[place]
        if not before & own[place] and not repeats:
            changed[place].append(change)
    return tuple(tuple({change.now: change for change in each[::-1]}.values()) for each in changed)


def other_figure(sentences: Sequence[str], place: int, language: str | None) -> int | None:
    """Where a correction gives otherwise the one figure that its sentence at ``place`` names.

    Args:
        sentences: Of the correction, in order.

    Returns:
        A place within the next few sentences, or None.
    """
    first = list(_clauses(sentences[place : place + 1], language, ends=None))
    if not first or len(first[0].figures) != 1:
        return None
    (wrong,) = first[0].figures
    behind = sentences[place + 1 : place + 1 + CORRECTED_WITHIN]
    near = _clauses(behind, language, ends=None)
    others = [clause for clause in near if not any(wrong & n for n in clause.figures)]
    for change in _corrected([*first, *others], set(wrong), slips=True):
        return sentences.index(change.text, place + 1)
    return None


def figures(sentence: str, language: str | None) -> list[Number]:
    """What a sentence names that may change: no dates, years, times of day, one or zero."""
    return [number for clause in _clauses((sentence,), language) for number in clause.figures]


def counted(sentence: str, language: str | None) -> set[str]:
    """The first letters of the word behind each figure of a sentence; "" where none is."""
    found: set[str] = set()
    for clause in _clauses((sentence,), language):
        words = clause.text.split()
        for number in clause.figures:
            stands = _stands(number, words, language)
            behind = "".join(words[stands[1] :][:1]) if stands else ""
            found.add(behind[:_UNIT_LETTERS].casefold())
    return found


def are_alike(one: Number, other: Number, times: float) -> bool:
    """Whether neither of two figures is more than so many times the other."""
    return max(*one, *other) <= times * min(max(one), max(other))


def _clauses(
    sentences: Iterable[str],
    language: str | None,
    report: int = 0,
    ends: re.Pattern[str] | None = _CLAUSE,
) -> Iterator[_Clause]:
    """The clauses that name figures; dates, years and times of day are none.

    Args:
        report: The place in its story of the report that they are from.
        ends: What stands between two clauses; None takes whole sentences.
    """
    for sentence in sentences:
        rest = CLOCK.sub(" ", take_dates(sentence, language)[1])
        for text in ends.split(rest) if ends else (rest,):
            said = quantities(text, language)
            percent = any(each.is_percentage for each in said)
            named = (e.values for e in said if not _is_year(e.values, text, language))
            figures = tuple(dict.fromkeys(named))
            if figures:
                text = with_percent_signs(text)  # a word for it may say a hundred
                yield _Clause(report, sentence, text, figures, percent, language)


def _is_year(number: Number, text: str, language: str | None) -> bool:
    """Whether a number is a year by how its text writes it: not 2,000, nor 2000 homes."""
    (value, *others) = number
    if others or not value.is_integer() or not _YEARS[0] <= value <= _YEARS[1]:
        return False
    return names_year(ascii_digits(text), language or "", int(value))


def _together(clauses: Iterable[_Clause], said: set[float]) -> Iterator[Change]:
    """Of clauses with two figures, those of which only one was said before."""
    for clause in clauses:
        old = [n for n in clause.figures if n & said]
        new = [n for n in clause.figures if not n & said]
        if len(old) == len(new) == 1 and _comes_back(old[0]) and _of_one(clause, old[0], new[0]):
            yield from _change(old[0], new[0], clause.sentence, _TIMES)


def _of_one(clause: _Clause, old: Number, new: Number) -> bool:
    """Whether two figures of a clause may be of one thing, by the words behind each.

    They are not where each has another ("66 metres in 20 minutes"), nor where the new one is a
    share of the old one ("36 of the 43"); "from 140 to 117 people", "18 boats instead of 22" are.
    """
    words = clause.text.split()
    was, now = _stands(old, words, clause.language), _stands(new, words, clause.language)
    if was is None or now is None:
        return True
    first, second = sorted((was, now))
    between, behind = words[first[1] : second[0]], words[second[1] :]
    if len(between) <= _SHARE_WORDS:
        is_share = (
            now < was and between and all(w[-1].isalnum() for w in (words[now[1] - 1], *between))
        )
        return not is_share
    return not behind or between[0][:_UNIT_LETTERS] == behind[0][:_UNIT_LETTERS]


def _stands(number: Number, words: Sequence[str], language: str | None) -> tuple[int, int] | None:
    """Where the words that say a number begin and end; None where none by themselves do."""

    def say(first: int, end: int) -> bool:
        return not number.isdisjoint(values(" ".join(words[first:end]), language))

    end = next((end for end in range(1, len(words) + 1) if say(0, end)), None)
    if end is None:
        return None
    first = next((first for first in reversed(range(end)) if say(first, end)), None)
    return None if first is None else (first, end)


def _corrected(
    clauses: Sequence[_Clause], said: set[float], *, slips: bool = False
) -> Iterator[Change]:
    """The first figure that was not said before, after the first that was.

    Args:
        slips: Whether one counts too that differs by naughts alone.
    """
    for place, clause in enumerate(clauses):
        if old := next((n for n in clause.figures if n & said and _comes_back(n)), None):
            for after in clauses[place + 1 : place + 1 + CORRECTED_WITHIN]:
                for new in after.figures:
                    if not new & said and after.percent == clause.percent:
                        is_like = are_alike(old, new, TIMES_CORRECTED)
                        if is_like or (slips and _by_naughts(old, new)):
                            yield Change(max(old), max(new), after.sentence)
                            return


def _alike(clauses: Sequence[_Clause], embedder: Embedder) -> Iterator[tuple[int, Number, Change]]:
    """Where clauses of two reports are each the other's nearest, and differ in one figure.

    A clause without a word beside its figure is none: every other figure is alike to it.

    Yields:
        The place of the later report, what the earlier one said, the change.
    """
    clauses = [clause for clause in clauses if _WORD.search(clause.text)]
    reports = np.array([clause.report for clause in clauses])
    if len(set(reports.tolist())) < 2:
        return
    vectors = language_means(embedder.fingerprint).centre_each(
        embedder.encode_queries([clause.text for clause in clauses]),
        [clause.language for clause in clauses],
        "query",
    )
    alike = vectors @ vectors.T
    percent = np.array([clause.percent for clause in clauses])
    alike[percent[:, None] != percent] = -1
    for now, clause in enumerate(clauses):
        earlier = np.flatnonzero((reports < clause.report) & (alike[now] >= _SAME))
        if not len(earlier):
            continue
        of_latest = earlier[reports[earlier] == reports[earlier].max()]
        before = int(of_latest[alike[now, of_latest].argmax()])
        rivals = alike[before, reports == clause.report]
        known = {
            value for e in earlier.tolist() for number in clauses[e].figures for value in number
        }
        old = [n for n in clauses[before].figures if not any(n & m for m in clause.figures)]
        new = [n for n in clause.figures if not n & known]
        if rivals.max() <= alike[before, now] and len(old) == len(new) == 1:
            for change in _change(old[0], new[0], clause.sentence, _TIMES):
                yield clause.report, old[0], change


def _by_naughts(one: Number, other: Number) -> bool:
    """Whether two figures differ by a power of ten: 65,000 for 650,000."""
    small, large = sorted((max(one), max(other)))
    return small > 0 and large / small in (10, 100, 1000)


def _comes_back(number: Number) -> bool:
    value = max(number)
    return value > COMMON or not value.is_integer()


def _change(old: Number, new: Number, text: str, times: float) -> Iterator[Change]:
    if are_alike(old, new, times):
        yield Change(max(old), max(new), text)
