"""Groups passages by report and story: copies of a text are one report, and each report is heard
once before any is heard twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from rag.corpus.updates import says_figures
from rag.dates import first_instant

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from rag.corpus.articles import StoredPassage
    from rag.records import Article

SAME_STORY = 0.42
"""From this cosine on, languages taken out, passages of two articles are of one story.

On the development archives 94 % of such pairs are, and half of all pairs of a story are found; a
story is entered through any of its articles.
"""
ALSO_FOUND = 0.36
"""From this cosine on, a passage found for a question is of the story that its answer cites.

Of the passages found for 62 questions on the sample archive but not cited, 89 % above it were of a
cited article's story, and 86 % of those of such a story were above it; with the cited ones 93 %.
"""
ALONE = 0.5
"""The share of older reports in a story of one report."""
# At and below the first cosine two passages surely are not of one story, at and above the second they
# surely are.
_NO_STORY = 0.2
_ONE_STORY = 0.5


@dataclass(frozen=True, slots=True)
class StoryPassage:
    """A passage with its article, and what tells which report and which story it belongs to.

    Attributes:
        cluster: A number that its article shares with its copies alone.
        centred: shape (d,); the passage's vector, its language taken out, of length 1.
    """

    stored: StoredPassage
    article: Article
    cluster: int
    centred: npt.NDArray[np.float32]


Found = TypeVar("Found", bound=StoryPassage)


def one_a_report(ranked: Sequence[Found], of_period: Collection[int] = ()) -> list[Found]:
    """Return the best passage of each report, best first; then the second best of each, and so on.

    Of a report and its copies only the original's passages are kept, or the earliest copy's if the
    original was not found: the others add nothing but an outlet's name.

    Args:
        of_period: Keys of the passages of the period asked for. A copy that has one of them is
            preferred to a copy that has none.
    """

    def rank(passage: Found) -> tuple[bool, tuple[bool, str, str]]:
        return passage.stored.key not in of_period, rank_in_report(passage.article)

    speaker: dict[int, Article] = {
        passage.cluster: passage.article for passage in sorted(ranked, key=rank, reverse=True)
    }
    rounds: list[list[Found]] = []
    heard: dict[int, int] = {}
    for passage in ranked:
        if speaker[passage.cluster].id != passage.article.id:
            continue
        turn = heard.get(passage.cluster, 0)
        heard[passage.cluster] = turn + 1
        if turn == len(rounds):
            rounds.append([])
        rounds[turn].append(passage)
    return [passage for turn in rounds for passage in turn]


def same_stories(found: Sequence[StoryPassage]) -> list[list[int]]:
    """Return, for each passage, the places of those of its story, its own among them."""
    return [[i for i, other in enumerate(found) if same_story(one, other)] for one in found]


def shares_older(found: Sequence[StoryPassage], same: Sequence[Sequence[int]]) -> list[float]:
    """Return, for each passage, the share of the others of its story that are older; `ALONE` if it
    has no others.

    The newest of several like reports says how things stand; the oldest does not.

    Args:
        same: What `same_stories` returns.
    """
    moments = [
        first_instant(c.article.published_at) if c.article.published_at else None for c in found
    ]
    shares = []
    for one, moment, story in zip(found, moments, same, strict=True):
        others = [
            of_other
            for i in story
            if found[i].article.id != one.article.id and (of_other := moments[i]) is not None
        ]
        older = sum(1 for of_other in others if moment is not None and of_other < moment)
        shares.append(older / len(others) if others and moment is not None else ALONE)
    return shares


def same_story(one: StoryPassage, other: StoryPassage) -> bool:
    """Tell whether two passages report on the same events."""
    return one.article.id == other.article.id or float(one.centred @ other.centred) >= SAME_STORY


def of_story(found: Sequence[StoryPassage], cited: Collection[str]) -> frozenset[str]:
    """Return the ids of the articles found for one question that tell the story of cited ones, with
    those of the cited ones.

    Args:
        cited: Ids of articles.
    """
    centres = [passage.centred for passage in found if passage.article.id in cited]
    return frozenset(
        passage.article.id
        for passage in found
        if any(float(passage.centred @ other) >= ALSO_FOUND for other in centres)
    )


def likely_of_one(one: StoryPassage, other: StoryPassage) -> float:
    """Return how likely two passages report on the same events: 0 to 1, by the cosine of their
    vectors.
    """
    above = float(one.centred @ other.centred) - _NO_STORY
    return min(max(above / (_ONE_STORY - _NO_STORY), 0.0), 1.0)


def rank_in_report(article: Article) -> tuple[bool, str, str]:
    """Return the sort key of a report and its copies: the original first, then the earliest."""
    return article.duplicate_of is not None, article.published_at or "9999", article.id


def also_published_by(passage: StoryPassage, copies: Iterable[Article]) -> tuple[str, ...]:
    """Return the outlets that carried a passage, or all its figures, besides its own, in order of
    their names.

    Args:
        copies: Copies of its article.
    """
    article, spans = passage.article, passage.stored.passage.sentences
    sentences = [article.body[start:end] for start, end in spans]
    outlets = {
        copy.source
        for copy in copies
        if copy.source
        and copy.source != article.source
        and all(
            sentence in copy.body
            or says_figures(sentence, article.language, copy.body, copy.language)
            for sentence in sentences
        )
    }
    return tuple(sorted(outlets))
