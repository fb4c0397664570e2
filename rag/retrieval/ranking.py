"""Holds what was found for one question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.retrieval import stories

if TYPE_CHECKING:
    from collections.abc import Collection

    from rag.question.query import Query
    from rag.records import Article, Evidence, Quote
    from rag.retrieval.answerability import Answerability
    from rag.retrieval.stories import StoryPassage


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """The passages and quotes found for one question, and whether they answer it.

    Attributes:
        query: The question as searched for: without the conversation if it changes the subject.
        evidence: Passages, best first, each report once before any comes twice.
        quotes: Sentences of them, best first, without those that give orders to machines.
        articles: The articles that the quotes are from.
        verdict: Whether the archive answers the question, and if not, why.
        passages: All passages that were found.
        open_parts: The parts of the question that the archive does not answer, if it answers others.
    """

    query: Query
    evidence: tuple[Evidence, ...]
    quotes: tuple[Quote, ...]
    articles: tuple[Article, ...]
    verdict: Answerability
    passages: tuple[StoryPassage, ...] = ()
    open_parts: tuple[str, ...] = ()

    @property
    def answers(self) -> bool:
        """Tell whether the archive answers the question."""
        return self.verdict.answers

    def story_of(self, cited: Collection[str]) -> tuple[str, ...]:
        """Return the ids of the articles of the evidence that tell the story of cited ones, in
        order; the cited ones are among them.

        Args:
            cited: Ids of articles.
        """
        story = stories.of_story(self.passages, cited)
        return tuple(dict.fromkeys(e.article_id for e in self.evidence if e.article_id in story))
