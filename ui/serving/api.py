"""The HTTP API, version 1: ask, search, timeline, read, status."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import FastAPI, HTTPException, Query, Request
from fastapi.responses import StreamingResponse

from rag.errors import NewsError
from rag.records import Answer, Article, DoneEvent, EvidenceEvent
from ui.serving.api_records import Found, Held, Question, Search, Status, Story, Wanted
from ui.serving.limits import ConcurrencyGate
from ui.serving.problems import FAILURES, PROBLEMS, Exact, problem_of
from ui.serving.served import ServedAssistant
from ui.terminal import json_line

PREFIX = "/api/v1"

_log = logging.getLogger(__name__)

_EVENTS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Server-sent events: `evidence` once, `sentence` for each sentence once it "
        "is checked, and at the end `done` with the whole answer, or `error` with a problem.",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}
_NOT_FOUND: dict[int | str, dict[str, Any]] = {404: PROBLEMS[400] | {"description": "Not Found"}}


def api(assistant: ServedAssistant, gate: ConcurrencyGate) -> FastAPI:
    """Make the API as an application of its own, to be mounted at `PREFIX`.

    Args:
        gate: Limits how many questions are answered at once.
    """
    app = FastAPI(
        title="Ask the News",
        description="Ask a news archive: any language asks about any language, every sentence is "
        "cited, and every quote has been looked up again in its article.",
        version=version("ask-the-news"),
        docs_url=None,
        redoc_url=None,
        default_response_class=Exact,
        redirect_slashes=False,  # it would lead past the path where a proxy puts this
        servers=[{"url": f"{assistant.serving.root_path}{PREFIX}"}],
        root_path_in_servers=False,
    )
    for kind in FAILURES:
        app.add_exception_handler(kind, problem_of)
    archive = _Archive(assistant, gate)
    app.post("/ask", responses=PROBLEMS, response_model=Answer)(archive.ask)
    app.post("/ask/stream", responses=PROBLEMS | _EVENTS, response_class=StreamingResponse)(
        archive.stream
    )
    app.get("/search", responses=PROBLEMS, response_model=Found)(archive.search)
    app.get("/timeline", responses=PROBLEMS, response_model=Story)(archive.timeline)
    app.get("/articles/{article_id:path}", responses=_NOT_FOUND, response_model=Article)(
        archive.article
    )
    app.get("/status", response_model=Status)(archive.status)
    return app


@dataclass(frozen=True, slots=True)
class _Archive:
    """The endpoints; the API's description shows their names and docstrings."""

    assistant: ServedAssistant
    gate: ConcurrencyGate

    async def ask(self, question: Question) -> Exact:
        """The answer to a question, whole."""
        async with self.gate.slot():
            answer = await self.assistant.aanswer(
                question.question, written_by=question.written_by, **question.options()
            )
        return Exact(answer.as_dict())

    async def stream(self, question: Question, request: Request) -> StreamingResponse:
        """The answer as it comes."""
        events = _events(self.assistant, self.gate, question)
        first = await anext(events)  # a refusal here still sets the status code
        return StreamingResponse(
            _after(first, events, request),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )

    async def search(self, wanted: Annotated[Search, Query()]) -> Exact:
        """The passages that answer best, best first."""
        async with self.gate.slot():
            found = await self.assistant.asearch(wanted.q, k=wanted.k, **wanted.options())
        return Exact({"passages": [item.as_dict() for item in found]})

    async def timeline(self, wanted: Annotated[Wanted, Query()]) -> Exact:
        """The story behind a question by date: its reports, and the figures that each changed."""
        async with self.gate.slot():
            reports = await self.assistant.atimeline(wanted.q, **wanted.options())
        return Exact({"reports": [asdict(report) for report in reports]})

    def article(self, article_id: str) -> Exact:
        """The current version of an article."""
        found = self.assistant.corpus.article(article_id)
        if found is None:
            raise HTTPException(404, f"There is no article with the id {article_id!r}.")
        return Exact(asdict(found))

    def status(self) -> Exact:
        """What the archive holds, and what answers."""
        held = self.assistant.corpus.holdings()
        return Exact(
            {
                "version": version("ask-the-news"),
                "status": "stopping" if self.assistant.stopping else "ready",
                "corpus": {name: getattr(held, name) for name in Held.model_fields},
                "embedding_model": self.assistant.settings.embedding_model,
                "writer": self.assistant.settings.writer,
                "writers": list(self.assistant.writers),
            }
        )


async def _events(
    assistant: ServedAssistant, gate: ConcurrencyGate, question: Question
) -> AsyncGenerator[str, None]:
    events = assistant.astream(
        question.question, written_by=question.written_by, **question.options()
    )
    async with gate.slot(), aclosing(events):
        async for event in events:
            if isinstance(event, EvidenceEvent):
                told: Any = {"evidence": [item.as_dict() for item in event.evidence]}
            elif isinstance(event, DoneEvent):
                told = event.answer.as_dict()
            else:
                told = {
                    "sentence": asdict(event.sentence),
                    "citations": [asdict(citation) for citation in event.citations],
                }
            yield _event(event.type, told)


async def _after(
    first: str, rest: AsyncGenerator[str, None], request: Request
) -> AsyncIterator[str]:
    """Go on with a stream that has begun; an error becomes its last event."""
    try:
        async with aclosing(rest):
            yield first
            async for event in rest:
                yield event
    except Exception as error:  # the status code is sent already
        if not isinstance(error, NewsError):
            _log.exception("An answer was broken off.")
        told = bytes(problem_of(request, error).body).decode()
        yield f"event: error\ndata: {told}\n\n"


def _event(name: str, told: Any) -> str:
    return f"event: {name}\ndata: {json_line(told)}\n\n"
