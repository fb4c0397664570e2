"""Settings of serving: to whom, by which ways, within which limits. The environment's NEWS_SERVE_..."""

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
    """All that can be set about serving. Each is an environment variable, ``NEWS_SERVE_`` in front.

    Attributes:
        host: Address to listen on.
        root_path: Where a proxy puts the page: ``/news`` say.
        hosts: Names it answers to, commas between; default this computer's own and
            any address.
        api: Whether programs are answered under ``/api/v1``; default where only this computer
            reaches it, and where visitors sign in.
        mcp: Whether MCP clients are answered under ``/mcp``; default as ``api``.
        metrics: Whether figures are told under ``/metrics``; default as ``api``.
        users: File of users, made by ``news users``; with it visitors must sign in.
        user_header: Header in which a trusted proxy names the user; with it, who has none is
            turned away.
        proxies: Addresses or networks of the proxies whose headers are believed, commas between.
        questions_a_minute: Of one visitor; 0 for any number; default any number where only this
            computer reaches it, else 20.
        uploads_a_minute: Files and addresses that one visitor adds to the library; 0 for any
            number; default likewise, else 60.
        feedback_a_minute: What one visitor says of answers, in the same way; else 20.
        questions_at_once: Of the page, answered at a time, and as many of programs; the others
            wait.
        questions_waiting: Of programs; more are refused.
        request_kilobytes: What one request may carry.
        stopping_seconds: Time for the answers under way, and for what is being added, when the
            server is stopped.
        library: Whether the page shows the library: ``hidden``, ``read``, or ``write``: visitors add
            and withdraw articles; default ``write`` where only this computer reaches it, else
            ``read``.
        feedback: Whether visitors can say what they think of an answer.
        upload_megabytes: What one visitor may add to the library at once.
        writers: Who may be asked to write, commas between: ``extractive``, ``local``,
            ``provider:model``; beside the writer of the settings, who always may. Default:
            ``extractive``, and ``local`` where only this computer reaches it.
        log: ``text`` or ``json``, one line a question on stderr.
        log_questions: Whether the lines hold what was asked.
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
    def own(self) -> bool:
        """Whether this computer alone reaches it: no other address, and no proxy."""
        behind_proxy = self.root_path or self.user_header or not set(self.hosts) <= set(OWN_NAMES)
        return self.loopback and not behind_proxy

    @property
    def loopback(self) -> bool:
        """Whether it listens to this computer alone, perhaps to a proxy on it."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @property
    def signing_in(self) -> bool:
        """Whether visitors must say who they are."""
        return self.users is not None or self.user_header is not None

    def a_minute(self, what: Counted) -> int:
        """How many of a thing one visitor may do in a minute; 0 for any number."""
        chosen: int | None = getattr(self, f"{what}_a_minute")
        if chosen is None:
            return 0 if self.own else _A_MINUTE_ELSEWHERE[what]
        return chosen

    @property
    def library_open(self) -> Library:
        """What visitors may do with the library."""
        return self.library or ("write" if self.own else "read")

    def offers(self, channel: Literal["api", "mcp", "metrics"]) -> bool:
        """Whether a way in is open."""
        chosen: bool | None = getattr(self, channel)
        return (self.own or self.signing_in) if chosen is None else chosen


def load_serving(**overrides: object) -> ServingSettings:
    """Settings from keyword arguments and the environment; arguments that are None are left out.

    Raises:
        SettingsError: A name is unknown or a value out of range.
    """
    return settings_of(ServingSettings, overrides)
