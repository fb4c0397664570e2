"""The facade: a question goes in, an answer whose every sentence is cited comes out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Generator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock, RLock
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypedDict, Unpack

from rag.answering import Checked, make_answer
from rag.citation.check import Checker
from rag.citation.support import Judge
from rag.corpus.corpus import Corpus
from rag.dates import When
from rag.errors import InputError
from rag.generation.choose import load_writer
from rag.generation.extractive import ExtractiveWriter
from rag.question.narrowing import check_outlets
from rag.question.query import Query
from rag.question.understand import understand
from rag.records import (
    Answer,
    Article,
    DoneEvent,
    Event,
    Evidence,
    EvidenceEvent,
    History,
    Usage,
)
from rag.retrieval.ranking import Ranking
from rag.retrieval.reranking import load_reranker
from rag.retrieval.retriever import Retriever
from rag.settings import Settings, load_settings

if TYPE_CHECKING:
    from rag.embedding.model import Embedder
    from rag.generation.writer import Writer
    from rag.retrieval.timeline import Report


class AskOptions(TypedDict, total=False):
    """What narrows a question.

    Attributes:
        as_of: The moment from which it is asked; its zone decides what "today" means. Default: now,
            in the zone of this process. A date includes its whole day (UTC).
        since, until: Bounds of the publication date, both included.
        language: ISO 639-1 code or codes of the articles.
        source: Outlet or outlets.
        kind: Kind or kinds of article: report, analysis, opinion, live, wire, correction.
        history: The turns before, oldest first.
    """

    as_of: When | None
    since: When | None
    until: When | None
    language: str | Sequence[str] | None
    source: str | Sequence[str] | None
    kind: str | Sequence[str] | None
    history: History | None


class Assistant:
    """Answers questions from one corpus; safe to share between threads.

    The embedding model is loaded at the first question, or by `warm_up`.
    """

    def __init__(
        self,
        corpus: Path | str | None = None,
        *,
        embedder: Embedder | None = None,
        **settings: Any,
    ) -> None:
        """Open a corpus.

        Args:
            corpus: Its folder; default that of the settings.
            embedder: A model already loaded, to be shared between assistants.
            settings: Fields of `Settings`.

        Raises:
            SettingsError: A setting cannot be used.
            CorpusError: The folder is missing, damaged, or of a newer version.
        """
        self.settings: Settings = load_settings(
            corpus=Path(corpus) if corpus is not None else None, **settings
        )
        self.corpus = Corpus(self.settings.corpus)
        self._embedder = embedder
        self._retriever: Retriever | None = None
        self._writers: dict[str, Writer] = {}
        self._search_guard = RLock()
        self._writer_guard = RLock()  # loading a writer takes seconds, in which others search

    def warm_up(self) -> None:
        """Load the models now, so that the first question need not wait.

        Raises:
            ModelError: A model cannot be loaded.
            ModelMismatchError: Another model made the vectors of the corpus.
            SettingsError: The writer cannot be set up as configured.
        """
        self._writer(self.settings)
        # A search loads the language detector, the index, and the vectors of reasons.
        self._search_engine().search(self.understand("Why is that?"), limit=1)

    @property
    def embedder(self) -> Embedder:
        """The embedding model, loaded.

        Raises:
            ModelError, ModelMismatchError: As `warm_up`.
        """
        self._search_engine()
        assert self._embedder is not None
        return self._embedder

    def answer(
        self, question: str, *, written_by: str | None = None, **options: Unpack[AskOptions]
    ) -> Answer:
        """Answer a question; see `AskOptions`.

        Args:
            written_by: A writer other than that of the settings, for this answer alone.

        Raises:
            InputError: The question is empty, or an option cannot be used.
            NewsError: The corpus or a model cannot be used.
        """
        for event in self.stream(question, written_by=written_by, **options):
            if isinstance(event, DoneEvent):
                return event.answer
        raise AssertionError("a stream ends with its answer")

    def stream(
        self, question: str, *, written_by: str | None = None, **options: Unpack[AskOptions]
    ) -> Generator[Event, None, None]:
        """Answer a question in steps: yield the evidence, each checked sentence, the answer.

        Takes and raises what `answer` does.
        """
        started = perf_counter()
        settings = self._settings_for(written_by)  # a wrong name fails at once
        query, used = self.understand(question, **options), Usage(0, 0)
        if query.context and not query.is_overview:
            query, used = self._writer(settings).standalone(query)
        understood = perf_counter()
        ranking = self._search_engine().search(query, self.settings.evidence_limit)
        query = ranking.query
        found = perf_counter()
        yield EvidenceEvent(ranking.evidence)
        writer = self._writer(settings)  # loading a model here takes seconds
        checked = Checked(self._checker(query, ranking), used)
        if ranking.answers:
            yield from checked.take(writer.write(query, ranking.quotes, ranking.evidence))
            if not checked.sentences and not checked.denies:  # nothing that was written passed
                quoting = ExtractiveWriter(self.settings.sentence_limit)
                yield from checked.take(quoting.write(query, ranking.quotes, ranking.evidence))
        done = perf_counter()
        timings = {
            "understanding": understood - started,
            "retrieval": found - understood,
            "writing": done - found,
            "total": done - started,
        }
        yield DoneEvent(
            make_answer(
                query,
                ranking,
                checked,
                self.corpus,
                stale_after_days=self.settings.stale_after_days,
                writer=writer.name,
                timings=timings,
            )
        )

    def search(
        self, question: str, *, k: int = 10, **options: Unpack[AskOptions]
    ) -> list[Evidence]:
        """Return at most k passages, those that answer a question best, best first.

        Raises:
            InputError, NewsError: As `answer`.
        """
        if not isinstance(k, int) or k < 1:
            raise InputError(f"k is {k!r}; at least 1 passage must be asked for, a whole number.")
        return list(self.rank(self.understand(question, **options), k).evidence)

    def understand(self, question: str, **options: Unpack[AskOptions]) -> Query:
        """Work out what a question asks for, given the turns before it; see `AskOptions`.

        Raises:
            InputError: As `answer`; or the archive has no outlet of such a name.
        """
        table = self.corpus.table()
        query = understand(
            question,
            longest=self.settings.question_limit,
            known_languages=[code for code in table.languages if code],
            **options,
        )
        check_outlets(query.filters.sources, table.sources)
        return query

    def rank(self, query: Query, k: int) -> Ranking:
        """Rank passages and sentences for a question, best first, and judge whether they answer it.

        Raises:
            NewsError: The corpus or a model cannot be used.
        """
        return self._search_engine().search(query, k)

    def timeline(
        self, question: str, answer: Answer | None = None, **options: Unpack[AskOptions]
    ) -> tuple[Report, ...]:
        """Return the reports of the story that an answer tells, oldest first; empty if there is no
        answer. For an overview, that is the story told first.

        Args:
            answer: The answer given to the question; without it, the best quotes stand for one.

        Raises:
            InputError, NewsError: As `answer`.
        """
        from rag.retrieval.timeline import timeline

        query = self.understand(question, **options)
        if answer is None:
            ranking = self.rank(query, self.settings.evidence_limit)
            query = ranking.query
            found, told = ranking.evidence, _quoted(query, ranking, self.settings.sentence_limit)
        else:
            query = self._search_engine().on_its_subject(query)
            found, told = answer.evidence, [citation.article_id for citation in answer.citations]
        cited = list(dict.fromkeys(told))
        if cited and query.is_overview:
            first = self.article(cited[0])
            spoken = first.language or query.language
            query = replace(query, question=first.title, context="", language=spoken)
            cited, found = cited[:1], ()
        evidence = {item.article_id for item in found}
        return timeline(self.corpus, self.embedder, query, cited, evidence)

    async def aanswer(
        self, question: str, *, written_by: str | None = None, **options: Unpack[AskOptions]
    ) -> Answer:
        """`answer`, without blocking the event loop."""
        return await asyncio.to_thread(self.answer, question, written_by=written_by, **options)

    async def asearch(
        self, question: str, *, k: int = 10, **options: Unpack[AskOptions]
    ) -> list[Evidence]:
        """`search`, without blocking the event loop."""
        return await asyncio.to_thread(self.search, question, k=k, **options)

    async def atimeline(
        self, question: str, answer: Answer | None = None, **options: Unpack[AskOptions]
    ) -> tuple[Report, ...]:
        """`timeline`, without blocking the event loop."""
        return await asyncio.to_thread(self.timeline, question, answer, **options)

    async def astream(
        self, question: str, *, written_by: str | None = None, **options: Unpack[AskOptions]
    ) -> AsyncGenerator[Event, None]:
        """`stream`, without blocking the event loop, even where the caller leaves it early."""
        events = self.stream(question, written_by=written_by, **options)
        runs = Lock()  # a cancelled task leaves its step running in the thread

        def step() -> Event | None:
            with runs:
                return next(events, None)

        def leave() -> None:
            with runs:
                events.close()

        try:
            while (event := await asyncio.to_thread(step)) is not None:
                yield event
        finally:
            await asyncio.shield(asyncio.to_thread(leave))

    def article(self, article_id: str) -> Article:
        """Return the current version of an article.

        Raises:
            InputError: There is none with this id.
        """
        found = self.corpus.article(article_id)
        if found is None:
            raise InputError(
                f"There is no article with the id {article_id!r} in {self.settings.corpus}."
            )
        return found

    def close(self) -> None:
        """Release the corpus and the writers; the assistant cannot be used afterwards."""
        with self._writer_guard:
            while self._writers:
                self._writers.popitem()[1].close()
        self.corpus.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _search_engine(self) -> Retriever:
        with self._search_guard:
            if self._retriever is None:
                if self._embedder is None:
                    from rag.embedding.model import load_embedder

                    self._embedder = load_embedder(self.settings)
                self.corpus.check_model(self._embedder.fingerprint)
                self._retriever = Retriever(
                    self.corpus, self._embedder, load_reranker(self.settings)
                )
            return self._retriever

    def _settings_for(self, writer: str | None) -> Settings:
        if writer is None:
            return self.settings
        return load_settings(**{**self.settings.model_dump(), "writer": writer})

    def _writer(self, settings: Settings) -> Writer:
        with self._writer_guard:
            if settings.writer not in self._writers:
                self._writers[settings.writer] = load_writer(settings)
            return self._writers[settings.writer]

    def _checker(self, query: Query, ranking: Ranking) -> Checker:
        return Checker(
            self.corpus.article,
            language=query.language,
            judge=Judge(self.embedder, query.language),
            evidence=ranking.quotes,
            dates_earlier=query.time.now or query.asks_for_latest_count,
        )


def answer(question: str, **options: Unpack[AskOptions]) -> Answer:
    """Return the answer to one question from the default corpus; see `Assistant.answer`."""
    with Assistant() as assistant:
        return assistant.answer(question, **options)


def _quoted(query: Query, ranking: Ranking, limit: int) -> list[str]:
    """Return the ids of the articles that the extractive writer would quote, in order."""
    if not ranking.answers:
        return []
    drafts = ExtractiveWriter(limit).write(query, ranking.quotes, ranking.evidence)
    return [quote.evidence.article_id for draft in drafts for quote in draft.quotes]
