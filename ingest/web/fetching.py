"""Fetches what stands at one address: politely, within limits, and never from a private network."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpcore
import httpx

from ingest.dating import moment_of_mail
from ingest.sources.decoding import declared_charset
from ingest.web.addresses import Resolver, system_resolver
from ingest.web.connection import Cancel, CheckedBackend
from ingest.web.errors import FetchError
from ingest.web.pace import LONGEST_WAIT_SECONDS, Pace, left_alone
from ingest.web.robots import MAX_BYTES as MAX_ROBOTS_BYTES
from ingest.web.robots import Robots
from ingest.web.unpacking import unpacked

if TYPE_CHECKING:
    import ssl

    from rag.settings import Settings

MAX_REDIRECTS = 8
_MOVED = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_GONE = frozenset({401, 402, 403, 404, 405, 406, 410, 451})
_NOT_TEXT = ("image/", "video/", "audio/", "font/")
_BUSY_SECONDS = 5.0
_LONGEST_RETRY_SECONDS = 86_400.0
_ACCEPTED = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, "
    "application/feed+json, application/xml;q=0.9, */*;q=0.5"
)

_Headers = dict[bytes | str, bytes | str]


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of a page, by which it can later tell whether the page has changed."""

    etag: str | None = None
    last_modified: str | None = None


NOTHING_KNOWN = Validators()


@dataclass(frozen=True, slots=True)
class Fetched:
    """What stood at an address.

    Attributes:
        url: The address where it stood in the end, after redirects.
        content_type: The type that the server names, without parameters; "" if it names none.
        charset: The encoding that the server names; None if it names none.
    """

    url: str
    content: bytes
    content_type: str
    charset: str | None
    validators: Validators

    @property
    def name(self) -> str:
        """Return what it would be called as a file; the suffix matters if the content leaves the
        format open.
        """
        if self.content_type in ("text/html", "application/xhtml+xml"):
            return "page.html"
        return PurePosixPath(urlsplit(self.url).path).name


@dataclass(frozen=True, slots=True)
class _Reply:
    url: httpx.URL
    status: int
    headers: httpx.Headers
    content: bytes


class Fetcher:
    """Fetches pages one by one; safe to share between threads."""

    def __init__(self, settings: Settings, *, resolve: Resolver = system_resolver) -> None:
        """Make ready; nothing is fetched yet.

        Args:
            settings: Those whose names begin with ``web_`` are used.
            resolve: Finds the addresses of a host.
        """
        self._settings = settings
        self._resolve = resolve
        self._limit = int(settings.web_megabytes * 1e6)
        self._cancel = Cancel()
        self._pace = Pace(self._cancel.wait)
        agent = settings.web_user_agent.partition("/")[0]
        self._robots = Robots(agent, self._robots_file)

    def fetch(self, url: str, known: Validators = NOTHING_KNOWN) -> Fetched | None:
        """Fetch what stands at an address; None if it has not changed.

        Args:
            known: The validators that came with it when it was last fetched.

        Raises:
            FetchError: It cannot be fetched, or may not be.
        """
        headers: _Headers = {"Accept": _ACCEPTED}
        if etag := _sendable(known.etag):
            headers["If-None-Match"] = etag
        if last_modified := _sendable(known.last_modified):
            headers["If-Modified-Since"] = last_modified
        reply = self._patiently(_parsed(url), headers)
        if reply.status == 304 and known != NOTHING_KNOWN:
            return None
        _check_status(reply)
        kind, _, parameters = reply.headers.get("content-type", "").partition(";")
        return Fetched(
            url=str(reply.url),
            content=reply.content,
            content_type=kind.strip().lower(),
            charset=declared_charset(parameters),
            validators=Validators(
                _sendable(reply.headers.get("etag")), _sendable(reply.headers.get("last-modified"))
            ),
        )

    def cancel(self) -> None:
        """End what is being fetched, from another thread; nothing is fetched after it."""
        self._cancel()

    def _patiently(self, url: httpx.URL, headers: _Headers) -> _Reply:
        """Return the reply of a server; a busy one is waited for once, if that does not take long."""
        reply = self._redirected(url, headers)
        if reply.status not in _BUSY:
            return reply
        seconds = _retry_after(reply) or _BUSY_SECONDS
        self._pace.hold_back(reply.url.host, seconds)
        if seconds > LONGEST_WAIT_SECONDS:
            raise left_alone(reply.url.host, seconds)
        reply = self._redirected(reply.url, headers)
        if reply.status in _BUSY:
            seconds = _retry_after(reply) or 2 * _BUSY_SECONDS
            self._pace.hold_back(reply.url.host, seconds)
            raise left_alone(reply.url.host, seconds)
        return reply

    def _redirected(self, url: httpx.URL, headers: _Headers, *, is_robots: bool = False) -> _Reply:
        """Return the first reply that is no redirect; every address on the way is checked."""
        seconds = self._settings.web_seconds
        for _ in range(MAX_REDIRECTS + 1):
            delay = 0.0 if is_robots else self._robots.delay(_origin(url), str(url))
            self._pace.wait(url.host, max(delay, self._settings.web_delay_seconds))
            began = time.monotonic()
            reply = self._exchange(url, headers, seconds)
            seconds -= time.monotonic() - began
            if reply.status not in _MOVED or "location" not in reply.headers:
                return reply
            url = _parsed(reply.headers["location"], base=url)
        raise FetchError(
            f"It redirects more than {MAX_REDIRECTS} times. Open it in a browser and give the "
            "address where it ends.",
            is_final=True,
        )

    def _exchange(self, url: httpx.URL, headers: _Headers, seconds: float) -> _Reply:
        deadline = time.monotonic() + seconds
        sent: _Headers = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": self._settings.web_user_agent,
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **headers,
        }
        target = httpcore.URL(
            scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
        )
        tls = self._tls if url.scheme == "https" else None
        backend = CheckedBackend(self._settings.web_allow, self._resolve, deadline, self._cancel)
        with (
            _plain_errors(url.host, self._settings.web_seconds),
            httpcore.ConnectionPool(tls, network_backend=backend) as pool,
            pool.stream("GET", target, headers=sent) as response,
        ):
            head = _Reply(url, response.status, httpx.Headers(response.headers), b"")
            if response.status != 200:
                return head
            self._check_head(head)
            encoding = head.headers.get("content-encoding", "").strip().lower()
            return replace(head, content=unpacked(_chunks(response), encoding, self._limit))

    def _check_head(self, head: _Reply) -> None:
        length = head.headers.get("content-length", "")
        if length.isdecimal() and int(length) > self._limit:
            raise FetchError(
                f"It has {int(length) / 1e6:.0f} MB; at most {self._limit / 1e6:g} are fetched. "
                "Raise NEWS_WEB_MEGABYTES, or download it and ingest the file.",
                is_final=True,
            )
        kind = head.headers.get("content-type", "").strip().lower()
        if kind.startswith(_NOT_TEXT):
            raise FetchError(
                f"It is no text ({kind.partition(';')[0]}). Give the address of an article or feed.",
                is_final=True,
            )

    def _robots_file(self, url: str) -> bytes | None:
        reply = self._redirected(_parsed(url), {"Accept": "text/plain"}, is_robots=True)
        if reply.status == 200:
            return reply.content[:MAX_ROBOTS_BYTES]
        if reply.status in _BUSY or reply.status >= 500:
            seconds = _retry_after(reply)
            raise FetchError(
                f"Whether it may be fetched is not known: {url} answers with HTTP {reply.status}. "
                "Try again later.",
                retry_seconds=seconds,
            )
        return None

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return httpx.create_ssl_context()


def _parsed(address: str, base: httpx.URL | None = None) -> httpx.URL:
    """Return an address as it will be requested, without its fragment.

    Raises:
        FetchError: It is no address, or none that may be fetched.
    """
    try:
        url = httpx.URL(address.strip()) if base is None else base.join(address.strip())
        url = url.copy_with(fragment=None)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchError(f"{address!r} is no web address. Check it.", is_final=True) from error
    if url.scheme not in ("http", "https") or not url.host:
        raise FetchError(
            f"Only http and https are fetched, not {str(url)!r}. Check the address.", is_final=True
        )
    if url.userinfo:
        raise FetchError(
            f"The address of {url.host} has a name or password in it, which is not sent. Take out "
            'what stands before the "@".',
            is_final=True,
        )
    return url


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _check_status(reply: _Reply) -> None:
    if reply.status == 200:
        return
    meanings = {
        401: "It is only for those who sign in.",
        402: "It is only for those who pay.",
        403: "The server does not let this program read it.",
        404: "There is no such page.",
        410: "The page was removed.",
        451: "It is withheld for legal reasons.",
    }
    meaning = meanings.get(reply.status, "The server could not give it.")
    advice = "Check the address." if reply.status in _GONE else "Try again later."
    if reply.status in (401, 402, 403):
        advice = "Save the page with a browser and ingest the file."
    raise FetchError(
        f"{meaning} (HTTP {reply.status}) {advice}",
        is_final=reply.status in _GONE,
        retry_seconds=_retry_after(reply),
    )


def _retry_after(reply: _Reply) -> float | None:
    """Return the seconds that the server asks to wait, given as a number or a date; a day at most.
    None if it asks for no wait.
    """
    value = reply.headers.get("retry-after", "").strip()
    if value.isdecimal() and value.isascii():
        return min(_LONGEST_RETRY_SECONDS, float(value[:9]))
    when = moment_of_mail(value)
    if when is None:
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    seconds = (when - datetime.now(UTC)).total_seconds()
    return min(_LONGEST_RETRY_SECONDS, max(0.0, seconds))


def _sendable(value: str | None) -> str | None:
    """Return a header's value if it can be sent back; None for what a server sent that no header
    may hold.
    """
    return value if value and value.isascii() and value.isprintable() else None


def _chunks(response: httpcore.Response) -> Iterator[bytes]:
    stream = response.stream
    assert isinstance(stream, Iterable)
    yield from stream


@contextmanager
def _plain_errors(host: str, seconds: float) -> Iterator[None]:
    """Turn network errors into a `FetchError` of one plain sentence."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise FetchError(
            f"{host} did not answer in full within {seconds:g} s. Try again later, or raise "
            "NEWS_WEB_SECONDS."
        ) from error
    except httpcore.ConnectError as error:
        if "CERTIFICATE" in str(error):
            raise FetchError(
                f"The certificate of {host} is not valid ({error}). Check the address; if it is "
                "your own server, name its authority in SSL_CERT_FILE."
            ) from error
        raise FetchError(f"{host} cannot be connected to ({error}). Try again later.") from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise FetchError(
            f"{host} broke off, or does not answer as a web server ({error}). Try again later."
        ) from error
