"""Asks the questions of a set, of the product and of the baselines; resumable."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from rag.assistant import Assistant
from rag.errors import InputError
from rag.evaluation.baselines import Baselines
from rag.evaluation.outcome import OURS, Cited, Outcome, Said, Written
from rag.records import Answer, DoneEvent, EvidenceEvent, SentenceEvent

if TYPE_CHECKING:
    from rag.embedding.model import Embedder
    from rag.evaluation.dataset import Question
    from rag.question.query import Query

RANKS = 10
QUOTES = 5


class Runner:
    """Asks questions of one corpus, with no, one or several writers."""

    def __init__(self, folder: Path, embedder: Embedder, writers: Sequence[str] = ()) -> None:
        """Open the corpus.

        Raises:
            SettingsError: There is no such writer.
            CorpusError: The folder cannot be used.
        """
        self._assistant = Assistant(folder, embedder=embedder)
        self._writers = {
            name: Assistant(folder, embedder=embedder, writer=name) for name in writers
        }
        corpus = self._assistant.corpus
        self._baselines = Baselines(corpus, embedder)
        self._keys = {
            article.id: key
            for key, article in corpus.articles_by_key(corpus.table().article_keys.tolist()).items()
        }
        self._assistant.warm_up()

    def ask(self, question: Question) -> Outcome:
        """What comes of one question."""
        started = perf_counter()
        query = self._query(question)
        ranking = self._assistant.rank(query, RANKS)
        seconds = perf_counter() - started
        said = [turn["content"] for turn in question.history if turn["role"] == "user"]
        # What the question's words narrow is the product's own doing: not for the baselines.
        plain = replace(self._filters(question, query), since=None, until=None, sources=frozenset())
        rankings = self._baselines.search(
            " ".join([*said, question.text]), query.language, plain, RANKS
        )
        ours = [evidence.article_id for evidence in ranking.evidence]
        return Outcome(
            id=question.id,
            rankings={name: tuple(ids) for name, ids in ({OURS: ours[:RANKS]} | rankings).items()},
            quotes=tuple(
                Cited(quote.evidence.article_id, quote.text) for quote in ranking.quotes[:QUOTES]
            ),
            answers=ranking.answers,
            language=query.language,
            standalone=query.standalone,
            seconds=seconds,
            written={name: _write(writer, question) for name, writer in self._writers.items()},
        )

    def close(self) -> None:
        """Let go of the corpus."""
        for assistant in (self._assistant, *self._writers.values()):
            assistant.close()

    def _query(self, question: Question) -> Query:
        query = self._assistant.understand(
            question.text, as_of=question.as_of, history=question.history
        )
        return replace(query, filters=self._filters(question, query))

    def _filters(self, question: Question, query: Query) -> Any:
        return replace(
            query.filters,
            languages=question.languages,
            excluded=frozenset(self._keys[name] for name in question.excluded),
        )


def ask_all(
    runner: Runner,
    questions: Sequence[Question],
    kept: Mapping[str, Outcome],
    keep: Callable[[Outcome], None],
) -> Iterator[Outcome]:
    """Outcomes in the order of the questions; those that are kept already are not asked again."""
    for question in questions:
        outcome = kept.get(question.id)
        if outcome is None:
            outcome = runner.ask(question)
            keep(outcome)
        yield outcome


class RunFile:
    """The outcomes of one named run over one set: a JSON Lines file that only grows."""

    def __init__(self, path: Path, setup: Mapping[str, object]) -> None:
        """Open it, or begin it.

        Args:
            setup: What the outcomes depend on; a run goes on only under the same.

        Raises:
            InputError: The run was begun under another setup.
        """
        self._path = path
        self.outcomes: dict[str, Outcome] = {}
        header = json.dumps({"setup": setup}, sort_keys=True)
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(header + "\n", encoding="utf-8")
            return
        first, *lines = path.read_text(encoding="utf-8").split("\n")
        if first != header:
            raise InputError(
                f"The run in {path} was begun with another set, seed, model or other writers. "
                "Give this one another name with --run, or remove that file."
            )
        for line in lines[:-1]:
            outcome = Outcome.from_dict(json.loads(line))
            self.outcomes[outcome.id] = outcome
        if lines and lines[-1]:  # cut off while it was written
            path.write_text("\n".join([first, *lines[:-1], ""]), encoding="utf-8")

    def keep(self, outcome: Outcome) -> None:
        """Add an outcome."""
        line = json.dumps(outcome.as_dict(), ensure_ascii=False)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")


def _write(assistant: Assistant, question: Question) -> Written:
    started = perf_counter()
    seconds: dict[str, float] = {}
    answer: Answer | None = None
    for event in assistant.stream(question.text, as_of=question.as_of, history=question.history):
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
            Said(sentence.text, tuple(places[number] for number in sentence.citations))
            for sentence in answer.sentences
        ),
        citations=tuple(Cited(c.article_id, c.quote) for c in answer.citations),
        seconds=seconds,
    )
