"""A web server that behaves as it is told, well or badly, on this computer."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from threading import Event, Thread
from typing import Any

Handler = BaseHTTPRequestHandler


@dataclass(frozen=True)
class Page:
    """What is answered at one path; with ``act`` the connection is handed over to it."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    act: Callable[[Handler], None] | None = None


class Site:
    """Pages by path; what was asked is in ``asked``."""

    def __init__(self, server: ThreadingHTTPServer, host: str) -> None:
        self.host = host
        self.port = server.server_address[1]
        self.pages: dict[str, Page] = {}
        self.asked: list[str] = []
        self.headers: list[Mapping[str, str]] = []
        self.closing = Event()

    def url(self, path: str = "/") -> str:
        return f"http://{self.host}:{self.port}{path}"

    def put(self, path: str, body: str | bytes = b"", status: int = 200, **headers: str) -> str:
        """Answer this at a path; underscores in the names of headers stand for hyphens."""
        content = body if isinstance(body, bytes) else body.encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named.setdefault("Content-Type", "text/html; charset=utf-8")
        self.pages[path] = Page(content, status, named)
        return self.url(path)

    def redirect(self, path: str, target: str, status: int = 302) -> str:
        return self.put(path, status=status, Location=target)

    def act(self, path: str, act: Callable[[Handler], None]) -> str:
        self.pages[path] = Page(act=act)
        return self.url(path)

    def drip(self, path: str, first: bytes, rest: bytes) -> str:
        """Send one thing and then another again and again, until nobody reads it."""

        def act(handler: Handler) -> None:
            with suppress(OSError):
                handler.wfile.write(first)
                while not self.closing.wait(0.05):
                    handler.wfile.write(rest)

        return self.act(path, act)


def zipped(text: str) -> bytes:
    return gzip.compress(text.encode(), mtime=0)  # the same bytes in every process


@contextmanager
def serving(
    host: str = "127.0.0.1", bind: str | None = None, tls: SSLContext | None = None
) -> Iterator[Site]:
    """A site with no pages yet, at any free port."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path
            site.asked.append(path)
            site.headers.append(dict(self.headers.items()))
            page = site.pages.get(path, Page(b"nothing here", 404))
            if page.act is not None:
                self.close_connection = True
                page.act(self)
                return
            status = page.status
            if (etag := page.headers.get("ETag")) and self.headers["If-None-Match"] == etag:
                status = 304
            self.send_response(status)
            for name, value in page.headers.items():
                self.send_header(name, value)
            if status == 304:
                self.end_headers()
                return
            if "Content-Length" not in page.headers:
                self.send_header("Content-Length", str(len(page.body)))
            self.end_headers()
            with suppress(OSError):
                self.wfile.write(page.body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer((bind or host, 0), Answering)
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site = Site(server, host)
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        server.shutdown()
        server.server_close()
