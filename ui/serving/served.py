"""An assistant for many visitors: it limits how much each may ask, and counts what is asked."""

from __future__ import annotations

import logging
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Condition
from time import monotonic
from typing import TYPE_CHECKING, Any, Unpack, get_args

from rag.assistant import AskOptions, Assistant
from rag.errors import InputError
from rag.records import Answer, DoneEvent, Event, Evidence
from ui.refusals import RefusedError, stopping
from ui.serving.limits import RateLimit
from ui.serving.metrics import Metrics
from ui.serving.settings import Counted, ServingSettings
from ui.serving.uploads import Uploads
from ui.serving.visitors import Visitor, current_visitor
from ui.serving.writers import check_writer, offered_writers

if TYPE_CHECKING:
    from rag.embedding.model import Embedder
    from rag.retrieval.timeline import Report

_COUNTED: tuple[Counted, ...] = get_args(Counted)

_log = logging.getLogger(__name__)


class ServedAssistant(Assistant):
    """Answers visitors of the page, the API and MCP; see `ui.serving.visitors`."""

    def __init__(
        self,
        corpus: Path | str | None = None,
        *,
        serving: ServingSettings | None = None,
        embedder: Embedder | None = None,
        **settings: Any,
    ) -> None:
        """Open a corpus, and set up the limits, metrics and uploads for serving it."""
        super().__init__(corpus, embedder=embedder, **settings)
        self.serving = serving or ServingSettings()
        self.metrics = Metrics(self.corpus)
        self.uploads = Uploads(self, self.serving.upload_megabytes, partial(self.admit, "uploads"))
        self.writers = offered_writers(self.settings, self.serving)
        self._limits = {what: RateLimit(self.serving.a_minute(what), what) for what in _COUNTED}
        self._under_way = 0
        self._stopping = False
        self._changed = Condition()

    def stream(
        self, question: str, *, written_by: str | None = None, **options: Unpack[AskOptions]
    ) -> Generator[Event, None, None]:
        """Stream an answer as `Assistant.stream` does, written by one of `writers`.

        Raises:
            RefusedError: The visitor has asked too much, or the server is being stopped.
        """
        visitor = current_visitor()
        with self._counted():
            check_writer(written_by, self.writers)
            for event in super().stream(question, written_by=written_by, **options):
                if isinstance(event, DoneEvent):
                    self.metrics.answered(visitor.channel, event.answer)
                    self._note(visitor, question, event.answer)
                yield event

    def search(
        self, question: str, *, k: int = 10, **options: Unpack[AskOptions]
    ) -> list[Evidence]:
        """Search as `Assistant.search` does.

        Raises:
            RefusedError: As `stream`.
        """
        with self._counted():
            found = super().search(question, k=k, **options)
            self.metrics.searched(current_visitor().channel)
            return found

    def timeline(
        self, question: str, answer: Answer | None = None, **options: Unpack[AskOptions]
    ) -> tuple[Report, ...]:
        """Find the reports of a story as `Assistant.timeline` does.

        Raises:
            RefusedError: As `stream`.
        """
        with self._counted():
            return super().timeline(question, answer, **options)

    def admit(self, what: Counted) -> None:
        """Count one more thing that the visitor does against the limits.

        Raises:
            RefusedError: It exceeds a limit, or the server is being stopped.
        """
        try:
            if self._stopping:
                raise stopping()
            self._limits[what].admit(current_visitor().name)
        except RefusedError as error:
            self.metrics.refused(error.why)
            raise

    def close(self) -> None:
        """Stop an ingest under way, remove uploads, and close as `Assistant.close` does."""
        self.uploads.close()
        super().close()

    @property
    def stopping(self) -> bool:
        """Whether new requests are refused because the server is being stopped."""
        return self._stopping

    def stop(self, seconds: float) -> bool:
        """Refuse new requests, and wait for answers and ingests under way.

        Returns:
            Whether all of them ended in time.
        """
        until = monotonic() + seconds
        with self._changed:
            self._stopping = True
            answered = self._changed.wait_for(lambda: self._under_way == 0, seconds)
        return self.uploads.finish(until - monotonic()) and answered

    @contextmanager
    def _counted(self) -> Iterator[None]:
        """Count a question as under way inside the block, and the error that ends it, if any."""
        with self._changed:
            self.admit("questions")
            self._under_way += 1
            self.metrics.under_way.set(self._under_way)
        try:
            yield
        except InputError:
            self.metrics.refused("input")
            raise
        except Exception as error:
            self.metrics.failed(error)
            raise
        finally:
            with self._changed:
                self._under_way -= 1
                self.metrics.under_way.set(self._under_way)
                self._changed.notify_all()

    def _note(self, visitor: Visitor, question: str, answer: Answer) -> None:
        fields: dict[str, Any] = {
            "way": visitor.channel,
            "status": answer.status,
            "language": answer.language,
            "citations": len(answer.citations),
            "writer": answer.writer,
        }
        fields |= {f"{step}_seconds": round(s, 3) for step, s in answer.timings.items()}
        if self.serving.log_questions:
            fields["question"] = question
        _log.info("A question was answered.", extra={"fields": fields})
