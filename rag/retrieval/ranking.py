"""What was found for one question."""

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
    """What was found for one question.

    Attributes:
        query: As it was searched for: without the conversation, where it changes the subject.
        evidence: Passages, best first, each report once before any comes twice.
        quotes: Sentences of them, best first, without those that give orders to machines.
        articles: Those that the quotes are from.
        verdict: Whether the archive answers the question, and if not, why.
        passages: All that were found.
        open_parts: The parts of the question that the archive does not answer, where it answers
            others.
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
        """Whether the archive answers the question."""
        return self.verdict.answers

    def story_of(self, cited: Collection[str]) -> tuple[str, ...]:
        """Ids of the articles of the evidence that tell the story of cited ones, in order; those too.

        Args:
            cited: Ids of articles.
        """
        story = stories.of_story(self.passages, cited)
        return tuple(dict.fromkeys(e.article_id for e in self.evidence if e.article_id in story))
