"""Reads what the robots.txt of each host lets us fetch, by RFC 9309."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from ingest.web.errors import FetchCancelledError, FetchError

if TYPE_CHECKING:
    from protego import Protego

MAX_BYTES = 512_000
_KEPT_SECONDS = 3_600.0
_KEPT_AFTER_FAILURE_SECONDS = 120.0
_LONGEST_DELAY_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Rules:
    """What one host lets us fetch.

    Attributes:
        file: Its robots.txt; None if it has none, so that everything may be fetched.
        failure: Why it could not be read, so that nothing may be fetched.
        until: When to ask again, by `time.monotonic`.
    """

    file: Protego | None
    failure: FetchError | None
    until: float


class Robots:
    """Keeps the rules of all hosts asked so far. Safe to share between threads."""

    def __init__(self, agent: str, read: Callable[[str], bytes | None]) -> None:
        """Start with no host asked.

        Args:
            agent: Our name, as a robots.txt would name us.
            read: Fetches a robots.txt; returns None if there is none, raises FetchError if that
                cannot be found out.
        """
        self._agent = agent
        self._read = read
        self._rules: dict[str, Rules] = {}
        self._guard = Lock()

    def delay(self, origin: str, url: str) -> float:
        """Return the seconds to leave between two requests to a host, if it lets us fetch a URL.

        Args:
            origin: Scheme, host and port.
            url: The URL to be fetched.

        Raises:
            FetchError: The host does not let us fetch it, or its robots.txt cannot be read.
        """
        rules = self._of(origin)
        if rules.failure is not None:
            raise rules.failure
        if rules.file is None:
            return 0.0
        if not rules.file.can_fetch(url, self._agent):
            raise FetchError(
                f"{origin}/robots.txt asks programs not to fetch it. Save the page with a browser "
                "and ingest the file, or ask its owner.",
                is_final=True,
            )
        return min(_LONGEST_DELAY_SECONDS, rules.file.crawl_delay(self._agent) or 0.0)

    def _of(self, origin: str) -> Rules:
        with self._guard:
            rules = self._rules.get(origin)
        if rules is None or rules.until < time.monotonic():
            rules = self._asked(origin)
            with self._guard:
                self._rules[origin] = rules
        return rules

    def _asked(self, origin: str) -> Rules:
        from protego import Protego

        try:
            content = self._read(f"{origin}/robots.txt")
        except FetchCancelledError:
            raise
        except FetchError as error:
            return Rules(None, error, time.monotonic() + _KEPT_AFTER_FAILURE_SECONDS)
        until = time.monotonic() + _KEPT_SECONDS
        if content is None:
            return Rules(None, None, until)
        text = content[:MAX_BYTES].decode("utf-8-sig", errors="replace")
        return Rules(Protego.parse(text), None, until)
