"""Settings of serving: for whom, over which channels, within which limits."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from rag.settings import WRITERS, HomePath, settings_of

Library = Literal["hidden", "read", "write"]
Counted = Literal["questions", "uploads", "feedback"]
_Names = Annotated[tuple[str, ...], NoDecode]

OWN_NAMES = ("localhost", "127.0.0.1", "::1")
_A_MINUTE_ELSEWHERE: dict[Counted, int] = {"questions": 20, "uploads": 60, "feedback": 20}
_WRITER = re.compile(WRITERS)


class ServingSettings(BaseSettings):
    """All settings of serving. Each is an environment variable, ``NEWS_SERVE_`` in front.

    Attributes:
        host: Address to listen on.
        root_path: Where a proxy puts the page: ``/news`` say.
        hosts: Host names it answers to, separated by commas; default: this computer's own names,
            and any address.
        api: Whether the HTTP API is offered under ``/api/v1``; default: only if nobody but this
            computer reaches the server, or visitors sign in.
        mcp: Whether MCP is offered under ``/mcp``; default as ``api``.
        metrics: Whether metrics are offered under ``/metrics``; default as ``api``.
        users: File of users, made by ``news users``; if set, visitors must sign in.
        user_header: Header in which a trusted proxy names the user; if set, requests without it are
            refused.
        proxies: Addresses or networks of trusted proxies, separated by commas.
        questions_a_minute: Most questions of one visitor in a minute; 0 for any number. Default:
            any number if only this computer reaches the server, else 20.
        uploads_a_minute: Most files and addresses that one visitor adds to the library in a minute;
            0 for any number. Default: any number if only this computer reaches it, else 60.
        feedback_a_minute: Most ratings of one visitor in a minute; 0 for any number. Default: any
            number if only this computer reaches it, else 20.
        questions_at_once: Questions of the page that are answered at once, and as many of programs;
            others wait.
        questions_waiting: Questions of programs that may wait; more are refused.
        request_kilobytes: Largest body of a request.
        stopping_seconds: Time for answers and ingests under way when the server is stopped.
        library: ``hidden``; ``read``: the page shows the library; ``write``: visitors may also add
            and withdraw articles. Default: ``write`` if only this computer reaches it, else
            ``read``.
        feedback: Whether visitors can rate answers.
        upload_megabytes: How much one visitor may add to the library at once.
        writers: Writers that visitors may choose, separated by commas: ``extractive``, ``local``,
            ``provider:model``; the writer of the settings is always among them. Default:
            ``extractive``, and ``local`` if only this computer reaches it.
        log: ``text`` or ``json``; one line for each question on stderr.
        log_questions: Whether these lines include the text of the question.
    """

    model_config = SettingsConfigDict(env_prefix="NEWS_SERVE_", extra="forbid", frozen=True)

    host: str = "127.0.0.1"
    root_path: str = Field(default="", pattern=r"^(/[\w.~-]+)*$")
    hosts: _Names = ()
    api: bool | None = None
    mcp: bool | None = None
    metrics: bool | None = None
    users: HomePath | None = None
    user_header: str | None = Field(default=None, pattern=r"^[A-Za-z][A-Za-z0-9-]*$")
    proxies: _Names = ("127.0.0.1", "::1")
    questions_a_minute: int | None = Field(default=None, ge=0)
    uploads_a_minute: int | None = Field(default=None, ge=0)
    feedback_a_minute: int | None = Field(default=None, ge=0)
    questions_at_once: int = Field(default=16, ge=1, le=256)
    questions_waiting: int = Field(default=100, ge=0)
    request_kilobytes: int = Field(default=256, ge=16)
    stopping_seconds: float = Field(default=10.0, ge=0, le=600)
    library: Library | None = None
    feedback: bool = True
    upload_megabytes: int = Field(default=50, ge=1, le=2_000)
    writers: _Names | None = None
    log: Literal["text", "json"] = "text"
    log_questions: bool = False

    @field_validator("hosts", "proxies", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        if isinstance(value, str):
            return tuple(name.strip().lower() for name in value.split(",") if name.strip())
        return value

    @field_validator("writers", mode="before")
    @classmethod
    def _writers(cls, value: Any) -> Any:
        if isinstance(value, str):
            value = tuple(name.strip() for name in value.split(",") if name.strip())
        for name in value or ():
            if not _WRITER.fullmatch(name):
                raise ValueError(f"{name!r} is none of extractive, local, provider:model")
        return value

    @property
    def is_local(self) -> bool:
        """Whether only this computer reaches the server: no other address, no proxy."""
        behind_proxy = self.root_path or self.user_header or not set(self.hosts) <= set(OWN_NAMES)
        return self.loopback and not behind_proxy

    @property
    def loopback(self) -> bool:
        """Whether it listens on a loopback address; a proxy on this computer may still reach it."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @property
    def signing_in(self) -> bool:
        """Whether visitors must sign in."""
        return self.users is not None or self.user_header is not None

    def a_minute(self, what: Counted) -> int:
        """Return how many of a thing one visitor may do in a minute; 0 for any number."""
        chosen: int | None = getattr(self, f"{what}_a_minute")
        if chosen is None:
            return 0 if self.is_local else _A_MINUTE_ELSEWHERE[what]
        return chosen

    @property
    def library_open(self) -> Library:
        """What visitors may do with the library."""
        return self.library or ("write" if self.is_local else "read")

    def offers(self, channel: Literal["api", "mcp", "metrics"]) -> bool:
        """Tell whether a channel is offered."""
        chosen: bool | None = getattr(self, channel)
        return (self.is_local or self.signing_in) if chosen is None else chosen


def load_serving(**overrides: object) -> ServingSettings:
    """Read settings from keyword arguments that are not None, then the environment.

    Raises:
        SettingsError: A name is unknown or a value out of range.
    """
    return settings_of(ServingSettings, overrides)
