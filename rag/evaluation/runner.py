"""Asks a question of the product, of its writers and of the baselines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from rag.assistant import Assistant
from rag.evaluation.baselines import Baselines
from rag.evaluation.outcome import OURS, Cited, Outcome, Written, WrittenSentence
from rag.evaluation.remembering import RememberingEmbedder
from rag.question.conversation import questions
from rag.records import Answer, DoneEvent, EvidenceEvent, SentenceEvent

if TYPE_CHECKING:
    from rag.embedding.model import Embedder
    from rag.evaluation.dataset import Question
    from rag.question.query import Query

PASSAGES = 10
QUOTES = 5


class Runner:
    """Asks questions of one corpus, with any number of writers."""

    def __init__(self, folder: Path, embedder: Embedder, writers: Sequence[str] = ()) -> None:
        """Open the corpus.

        Raises:
            SettingsError: There is no such writer.
            CorpusError: The folder cannot be used.
        """
        remembering = RememberingEmbedder(embedder)
        self._assistant = Assistant(folder, embedder=remembering)
        self._writers = {
            name: Assistant(folder, embedder=embedder, writer=name) for name in writers
        }
        corpus = self._assistant.corpus
        self._baselines = Baselines(corpus, remembering)
        self._keys = {article_id: key for key, article_id in corpus.ids().items()}
        self._assistant.warm_up()

    def ask(self, question: Question) -> Outcome:
        """Ask one question, and return its outcome."""
        started = perf_counter()
        query = self._query(question)
        ranking = self._assistant.rank(query, PASSAGES)
        seconds = perf_counter() - started
        said = questions(question.history)
        rankings = self._baselines.search(" ".join([*said, question.text]), query.filters)
        ours = dict.fromkeys(evidence.article_id for evidence in ranking.evidence)
        return Outcome(
            id=question.id,
            asked=question.digest,
            rankings={name: tuple(ids) for name, ids in ({OURS: ours} | rankings).items()},
            quotes=tuple(
                Cited(quote.evidence.article_id, quote.text) for quote in ranking.quotes[:QUOTES]
            ),
            answers=ranking.answers,
            language=query.language,
            standalone=query.standalone,
            seconds=seconds,
            written={
                name: _write(writer, question)
                for name, writer in self._writers.items()
                if not question.restricted  # writers can only be asked over the whole archive
            },
        )

    def close(self) -> None:
        """Release the corpus."""
        for assistant in (self._assistant, *self._writers.values()):
            assistant.close()

    def _query(self, question: Question) -> Query:
        query = self._assistant.understand(
            question.text, as_of=question.as_of, history=question.history, **question.options
        )
        filters = replace(
            query.filters,
            languages=question.languages or query.filters.languages,
            excluded=frozenset(self._keys[name] for name in question.excluded),
        )
        return replace(query, filters=filters)


def _write(assistant: Assistant, question: Question) -> Written:
    started = perf_counter()
    seconds: dict[str, float] = {}
    answer: Answer | None = None
    for event in assistant.stream(
        question.text, as_of=question.as_of, history=question.history, **question.options
    ):
        passed = perf_counter() - started
        if isinstance(event, EvidenceEvent):
            seconds["evidence"] = passed
        elif isinstance(event, SentenceEvent):
            seconds.setdefault("first", passed)
        elif isinstance(event, DoneEvent):
            seconds["end"] = passed
            answer = event.answer
    assert answer is not None, "a stream ends with its answer"
    places = {citation.number: place for place, citation in enumerate(answer.citations)}
    return Written(
        status=answer.status,
        language=answer.language,
        sentences=tuple(
            WrittenSentence(sentence.text, tuple(places[number] for number in sentence.citations))
            for sentence in answer.sentences
        ),
        citations=tuple(Cited(c.article_id, c.quote) for c in answer.citations),
        seconds=seconds,
        tokens={"in": answer.usage.prompt_tokens, "out": answer.usage.written_tokens},
    )
