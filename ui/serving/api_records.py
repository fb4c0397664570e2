"""Requests and responses of the HTTP API, as its description shows them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from rag.assistant import AskOptions
from rag.records import Evidence, Kind, Turn
from rag.retrieval.timeline import Report

_MOST_PASSAGES = 100
_TURNS_READ = 20
_MOST_NAMES = 50

Names = Annotated[list[str], Field(max_length=_MOST_NAMES)]


class ChatTurn(BaseModel):
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
        """Return the options that are set, as `Assistant` takes them."""
        fields: Any = self.model_dump(include={*Narrowed.model_fields}, exclude_none=True)
        options: AskOptions = fields
        return options


class Question(Narrowed):
    """A question and what it is narrowed by."""

    question: str = Field(description="In any language.", examples=["Why was the ferry stopped?"])
    history: list[ChatTurn] = Field(
        default_factory=list,
        description=f"The turns before, oldest first; the newest {_TURNS_READ} are read.",
    )
    written_by: str | None = Field(
        None,
        description="Who writes the answer, one of the `writers` of the status. Default: the first.",
        examples=["extractive"],
    )

    def options(self) -> AskOptions:
        """Return the options of `Narrowed`, with the turns before as history."""
        options = super().options()
        turns = self.history[-_TURNS_READ:]
        options["history"] = [Turn(role=turn.role, content=turn.content) for turn in turns]
        return options


class Wanted(Narrowed):
    """The words to search for, and what the search is narrowed by."""

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
    """The state of the server."""

    version: str
    status: Literal["ready", "stopping"]
    corpus: Held
    embedding_model: str
    writer: str
    writers: list[str]
