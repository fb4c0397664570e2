"""An assistant for many visitors: who asks too much is refused, what is asked is counted."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Condition
from typing import TYPE_CHECKING, Any, Unpack

from rag.assistant import AskOptions, Assistant
from rag.errors import InputError
from rag.records import Answer, DoneEvent, Event, Evidence
from ui.limits import Limits
from ui.metrics import Metrics
from ui.refusals import RefusedError
from ui.settings import ServingSettings
from ui.uploads import Uploads
from ui.visitors import Visitor, current_visitor

if TYPE_CHECKING:
    from rag.embedding.model import Embedder

_log = logging.getLogger(__name__)


class ServedAssistant(Assistant):
    """Answers whoever comes by the page, the API or MCP; see `ui.visitors`."""

    def __init__(
        self,
        corpus: Path | str | None = None,
        *,
        serving: ServingSettings | None = None,
        embedder: Embedder | None = None,
        **settings: Any,
    ) -> None:
        """Open a corpus, as `Assistant` does, to be served so."""
        super().__init__(corpus, embedder=embedder, **settings)
        self.serving = serving or ServingSettings()
        self.metrics = Metrics(self.corpus)
        self.uploads = Uploads(self, self.serving.upload_megabytes)
        self._limits = Limits(self.serving.a_minute)
        self._under_way = 0
        self._stopping = False
        self._changed = Condition()

    def stream(
        self, question: str, *, written_by: str | None = None, **options: Unpack[AskOptions]
    ) -> Iterator[Event]:
        """As `Assistant.stream`.

        Raises:
            RefusedError: The visitor has asked too much, or the server is being stopped.
        """
        visitor = current_visitor()
        with self._counted(visitor):
            for event in super().stream(question, written_by=written_by, **options):
                if isinstance(event, DoneEvent):
                    self.metrics.answered(visitor.way, event.answer)
                    self._note(visitor, question, event.answer)
                yield event

    def search(
        self, question: str, *, k: int = 10, **options: Unpack[AskOptions]
    ) -> list[Evidence]:
        """As `Assistant.search`.

        Raises:
            RefusedError: As `stream`.
        """
        visitor = current_visitor()
        with self._counted(visitor):
            found = super().search(question, k=k, **options)
            self.metrics.searched(visitor.way)
            return found

    def close(self) -> None:
        """As `Assistant.close`; what was sent and not taken in goes."""
        self.uploads.close()
        super().close()

    @property
    def stopping(self) -> bool:
        """Whether nothing more is taken on."""
        return self._stopping

    def stop(self, seconds: float) -> bool:
        """Take on nothing more, and wait for the answers under way.

        Returns:
            Whether all have come to their end within the time.
        """
        with self._changed:
            self._stopping = True
            return self._changed.wait_for(lambda: self._under_way == 0, seconds)

    @contextmanager
    def _counted(self, visitor: Visitor) -> Iterator[None]:
        """One question under way; what ends it is counted."""
        try:
            self._begin(visitor)
        except RefusedError as error:
            self.metrics.refused(error.why)
            raise
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

    def _begin(self, visitor: Visitor) -> None:
        self._limits.admit(visitor.name)
        with self._changed:
            if self._stopping:
                raise RefusedError(
                    "stopping", 30, "The server is being stopped. Try again in a minute."
                )
            self._under_way += 1
            self.metrics.under_way.set(self._under_way)

    def _note(self, visitor: Visitor, question: str, answer: Answer) -> None:
        fields: dict[str, Any] = {
            "way": visitor.way,
            "status": answer.status,
            "language": answer.language,
            "citations": len(answer.citations),
            "writer": answer.writer,
        }
        fields |= {f"{step}_seconds": round(s, 3) for step, s in answer.timings.items()}
        if self.serving.log_questions:
            fields["question"] = question
        _log.info("A question was answered.", extra={"fields": fields})
