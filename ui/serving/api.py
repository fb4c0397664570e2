"""The HTTP API, version 1: ask, search, timeline, read, status. Errors are problem details (RFC 9457)."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Mapping
from dataclasses import asdict
from http import HTTPStatus
from importlib.metadata import version
from typing import Annotated, Any, Literal

from fastapi import FastAPI, HTTPException, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException as StarletteHTTPException

from rag.assistant import AskOptions
from rag.errors import InputError, NewsError
from rag.records import Answer, Article, DoneEvent, Evidence, EvidenceEvent, Kind, Turn
from rag.retrieval.timeline import Report
from ui.refusals import RefusedError
from ui.serving.limits import Turnstile
from ui.serving.served import ServedAssistant
from ui.terminal import json_line

PREFIX = "/api/v1"
FAULT = "A fault of the program, not of yours; it has been noted."

_MOST_PASSAGES = 100
_TURNS_READ = 20
_MOST_NAMES = 50

_log = logging.getLogger(__name__)

Names = Annotated[list[str], Field(max_length=_MOST_NAMES)]


class Said(BaseModel):
    """One turn of a conversation."""

    model_config = ConfigDict(extra="forbid")

    role: Literal["user", "assistant"]
    content: str


class Narrowed(BaseModel):
    """What a question or a search is narrowed by."""

    model_config = ConfigDict(extra="forbid")

    as_of: str | None = Field(
        None,
        description="Asked as if it were this moment (ISO 8601): what was published later does not exist. "
        "Default: now.",
        examples=["2026-03-01"],
    )
    since: str | None = Field(None, description="Published on this day or later.")
    until: str | None = Field(None, description="Published on this day or earlier.")
    language: Names | None = Field(None, description="Languages of the articles (ISO 639-1).")
    source: Names | None = Field(None, description="Outlets.")
    kind: list[Kind] | None = Field(None, description="Kinds of article.")

    def options(self) -> AskOptions:
        """The same as `Assistant` takes it."""
        fields: Any = self.model_dump(include={*Narrowed.model_fields}, exclude_none=True)
        options: AskOptions = fields
        return options


class Question(Narrowed):
    """A question and what it is narrowed by."""

    question: str = Field(description="In any language.", examples=["Why was the ferry stopped?"])
    history: list[Said] = Field(
        default_factory=list,
        description=f"The turns before, oldest first; the newest {_TURNS_READ} are read.",
    )
    written_by: str | None = Field(
        None,
        description="Who writes the answer, one of the `writers` of the status. Default: the first.",
        examples=["extractive"],
    )

    def options(self) -> AskOptions:
        """As of what it is narrowed by, with the turns before."""
        options = super().options()
        turns = self.history[-_TURNS_READ:]
        options["history"] = [Turn(role=turn.role, content=turn.content) for turn in turns]
        return options


class Wanted(Narrowed):
    """What is looked for, and what it is narrowed by."""

    q: str = Field(description="In any language.", examples=["tidal power"])


class Search(Wanted):
    """A search for passages."""

    k: int = Field(10, ge=1, le=_MOST_PASSAGES, description="How many at most.")


class Found(BaseModel):
    """What a search found, best first."""

    passages: list[Evidence]


class Story(BaseModel):
    """The dated reports of a story, oldest first."""

    reports: list[Report]


class Held(BaseModel):
    """What the corpus holds."""

    articles: int
    passages: int
    oldest: str | None
    newest: str | None
    languages: dict[str, int]
    sources: dict[str, int]


class Status(BaseModel):
    """What answers here."""

    version: str
    status: Literal["ready", "stopping"]
    corpus: Held
    embedding_model: str
    writer: str
    writers: list[str]


class Problem(BaseModel):
    """Why there is no answer (RFC 9457).

    Attributes:
        fields: What is wrong with which field of the request.
    """

    title: str
    status: int
    detail: str
    fields: dict[str, str] = Field(default_factory=dict)


class Exact(JSONResponse):
    """JSON as the command line prints it."""

    def render(self, content: Any) -> bytes:
        """UTF-8; what a terminal or an encoder would stumble over is escaped."""
        return json_line(content).encode()


_PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {
        "description": HTTPStatus(status).phrase,
        "content": {"application/problem+json": {"schema": Problem.model_json_schema()}},
    }
    for status in (400, 401, 413, 415, 422, 429, 503)
}
_EVENTS: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "Server-sent events: `evidence` once, `sentence` for each sentence once it "
        "is checked, and at the end `done` with the whole answer, or `error` with a problem.",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}


def api(assistant: ServedAssistant, turnstile: Turnstile) -> FastAPI:
    """The API as an application of its own, to be mounted at `PREFIX`.

    Args:
        turnstile: Where questions wait for their turn.
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
    for kind in (StarletteHTTPException, RequestValidationError, NewsError, Exception):
        app.add_exception_handler(kind, _problem)

    @app.post("/ask", responses=_PROBLEMS, response_model=Answer)
    async def ask(question: Question) -> Exact:
        """The answer to a question, whole."""
        async with turnstile.turn():
            answer = await assistant.aanswer(
                question.question, written_by=question.written_by, **question.options()
            )
        return Exact(answer.as_dict())

    @app.post("/ask/stream", responses=_PROBLEMS | _EVENTS, response_class=StreamingResponse)
    async def stream(question: Question, request: Request) -> StreamingResponse:
        """The answer as it comes."""
        events = _events(assistant, turnstile, question)
        first = await anext(events)  # a refusal is told by the status
        return StreamingResponse(
            _after(first, events, request),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )

    @app.get("/search", responses=_PROBLEMS, response_model=Found)
    async def search(wanted: Annotated[Search, Query()]) -> Exact:
        """The passages that answer best, best first."""
        async with turnstile.turn():
            found = await assistant.asearch(wanted.q, k=wanted.k, **wanted.options())
        return Exact({"passages": [item.as_dict() for item in found]})

    @app.get("/timeline", responses=_PROBLEMS, response_model=Story)
    async def timeline(wanted: Annotated[Wanted, Query()]) -> Exact:
        """The story behind a question by date: its reports, and the figures that each changed."""
        async with turnstile.turn():
            reports = await assistant.atimeline(wanted.q, **wanted.options())
        return Exact({"reports": [asdict(report) for report in reports]})

    @app.get(
        "/articles/{article_id:path}",
        responses={404: _PROBLEMS[400] | {"description": "Not Found"}},
        response_model=Article,
    )
    def article(article_id: str) -> Exact:
        """The current version of an article."""
        found = assistant.corpus.article(article_id)
        if found is None:
            raise HTTPException(404, f"There is no article with the id {article_id!r}.")
        return Exact(asdict(found))

    @app.get("/status", response_model=Status)
    def status() -> Exact:
        """What the archive holds, and what answers."""
        held = assistant.corpus.overview()
        return Exact(
            {
                "version": app.version,
                "status": "stopping" if assistant.stopping else "ready",
                "corpus": {name: getattr(held, name) for name in Held.model_fields},
                "embedding_model": assistant.settings.embedding_model,
                "writer": assistant.settings.writer,
                "writers": list(assistant.writers),
            }
        )

    return app


def nothing_at(address: str) -> str:
    """What is told of an address that is not there.

    Args:
        address: Where the API is, without the host.
    """
    return f"There is nothing at this address: {address}/openapi.json describes what there is."


def problem(
    status: int,
    detail: str,
    *,
    fields: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Exact:
    """An error as the API tells it."""
    content = {"title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    if fields:
        content["fields"] = fields
    return Exact(content, status, dict(headers or {}), "application/problem+json")


def _problem(request: Request, error: Exception) -> Exact:
    """What a request is told that an error ended."""
    match error:
        case RefusedError():
            status = 429 if error.why == "too_many" else 503
            return problem(status, str(error), headers={"Retry-After": str(error.seconds)})
        case InputError():
            return problem(422, str(error))
        case NewsError():  # names folders and models: not for visitors
            _log.error("A question could not be answered: %s", error)
            return problem(503, "The archive cannot be asked just now.")
        case RequestValidationError():
            return _misfit(error)
        case StarletteHTTPException(status_code=404, detail="Not Found"):  # no route of ours
            return problem(404, nothing_at(request.app.servers[0]["url"]))
        case StarletteHTTPException():
            detail = error.detail.rstrip(".") + "."
            return problem(error.status_code, detail, headers=error.headers)
    return problem(500, FAULT)


def _misfit(error: RequestValidationError) -> Exact:
    """What is told of a request that has not the form described."""
    faults = error.errors()
    if any(fault["type"] == "json_invalid" for fault in faults):
        return problem(400, "The body is not JSON.")
    if any(isinstance(fault["input"], bytes) for fault in faults):  # FastAPI did not read it
        return problem(415, "Send JSON with the header Content-Type: application/json.")
    fields = {
        ".".join(map(str, fault["loc"][1:])) or "body": fault["msg"].rstrip(".") + "."
        for fault in faults
    }
    detail = " ".join(f"{field}: {message}" for field, message in fields.items())
    return problem(422, detail, fields=fields)


async def _events(
    assistant: ServedAssistant, turnstile: Turnstile, question: Question
) -> AsyncIterator[str]:
    async with turnstile.turn():
        async for event in assistant.astream(
            question.question, written_by=question.written_by, **question.options()
        ):
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


async def _after(first: str, rest: AsyncIterator[str], request: Request) -> AsyncIterator[str]:
    """A stream that has begun; what ends it is its last event."""
    yield first
    try:
        async for event in rest:
            yield event
    except Exception as error:  # the status has been sent: it can be told in no other way
        if not isinstance(error, NewsError):
            _log.exception("An answer was broken off.")
        told = bytes(_problem(request, error).body).decode()
        yield f"event: error\ndata: {told}\n\n"


def _event(name: str, told: Any) -> str:
    return f"event: {name}\ndata: {json_line(told)}\n\n"
