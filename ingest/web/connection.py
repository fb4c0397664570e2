"""Makes connections for httpcore that go to checked addresses only and end at a given moment."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from threading import Event, Lock
from typing import TYPE_CHECKING, Any

import httpcore

from ingest.web.addresses import Network, Resolver, checked_addresses
from ingest.web.errors import FetchCancelledError

if TYPE_CHECKING:
    import ssl

_CONNECT_SECONDS = 10.0


class Cancel:
    """Ends all connections and waits at once, from another thread."""

    def __init__(self) -> None:
        self._event = Event()
        self._guard = Lock()
        self._open: set[CheckedStream] = set()

    def __call__(self) -> None:
        """End what is under way; whatever begins later ends at once."""
        with self._guard:
            self._event.set()
            for stream in self._open:
                stream.shut_down()

    def wait(self, seconds: float) -> None:
        """Sleep.

        Raises:
            FetchCancelledError: The fetching is cancelled.
        """
        if self._event.wait(seconds):
            raise FetchCancelledError("The fetching was stopped. Run it again.")

    def watch(self, stream: CheckedStream) -> None:
        """End this connection too when cancelled, until it is released."""
        with self._guard:
            self._open.add(stream)
        self.wait(0)

    def release(self, stream: CheckedStream) -> None:
        """Forget a connection that was closed."""
        with self._guard:
            self._open.discard(stream)


class CheckedBackend(httpcore.NetworkBackend):
    """Resolves hosts itself, checks every address, and connects only to one that it has checked."""

    def __init__(
        self, allowed: Sequence[Network], resolve: Resolver, deadline: float, cancel: Cancel
    ) -> None:
        """Say what may be reached.

        Args:
            allowed: Networks that may be connected to although they are not public.
            deadline: When all connections end, by `time.monotonic`.
        """
        self._allowed = allowed
        self._resolve = resolve
        self._deadline = deadline
        self._cancel = cancel
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of the host that answers.

        Raises:
            FetchError: The host is unknown, or one of its addresses may not be connected to.
        """
        self._cancel.wait(0)
        failure: Exception = httpcore.ConnectError(f"{host} has no addresses")
        for address in checked_addresses(host, port, self._allowed, self._resolve):
            seconds = min(_CONNECT_SECONDS, _left(self._deadline, httpcore.ConnectTimeout))
            try:
                stream = self._system.connect_tcp(str(address), port, seconds)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
                continue
            return CheckedStream(stream, self._deadline, self._cancel)
        raise failure


class CheckedStream(httpcore.NetworkStream):
    """A connection whose reads and writes must all be over by one deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float, cancel: Cancel) -> None:
        self._stream = stream
        self._deadline = deadline
        self._cancel = cancel
        cancel.watch(self)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what has come, at most ``max_bytes``."""
        data = self._stream.read(max_bytes, _left(self._deadline, httpcore.ReadTimeout))
        self._cancel.wait(0)  # a connection that was shut down looks like one that ended
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of the buffer."""
        self._stream.write(buffer, _left(self._deadline, httpcore.WriteTimeout))

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        """Return this connection encrypted; the certificate must be that of the requested host."""
        seconds = _left(self._deadline, httpcore.ConnectTimeout)
        encrypted = self._stream.start_tls(ssl_context, server_hostname, seconds)
        self._cancel.release(self)
        return CheckedStream(encrypted, self._deadline, self._cancel)

    def close(self) -> None:
        """Close the connection."""
        self._cancel.release(self)
        self._stream.close()

    def get_extra_info(self, info: str) -> Any:
        """Return what httpcore asks about the connection."""
        return self._stream.get_extra_info(info)

    def shut_down(self) -> None:
        """Wake a thread that is reading or writing."""
        import socket

        with suppress(OSError):
            self._stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)


def _left(deadline: float, error: Callable[[str], Exception]) -> float:
    seconds = deadline - time.monotonic()
    if seconds <= 0:
        raise error("out of time")
    return seconds
