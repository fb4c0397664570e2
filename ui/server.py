"""The page's own web server: what it answers, and what it tells browsers never to do."""

from __future__ import annotations

import base64
import hashlib
import re
import socket
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from importlib.resources import files
from threading import Thread
from typing import TYPE_CHECKING

import gradio as gr
import uvicorn
from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse
from starlette.staticfiles import StaticFiles

from rag.errors import InputError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ASSETS = "page-assets"

# All that the page asks its server for; whatever else Gradio offers (uploads, files, its programs'
# interface, monitoring) is not found.
_ANSWERED = re.compile(
    r"/(?:|config|theme\.css|manifest\.json|favicon\.ico|robots\.txt|health"
    rf"|(?:assets|static|{_ASSETS})/.+"
    r"|gradio_api/(?:info|app_id|theme\.css|startup-events|heartbeat/\w+|reset|cancel"
    r"|queue/(?:join|data)|run/predict))"
)
_INLINE_SCRIPT = re.compile(rb"<script(?:\s(?!src=)[^>]*)?>(.*?)</script>", re.DOTALL)
# Given to Gradio, a style sheet would come late and each of its rules be put under one element.
_LOOK = f'<link rel="stylesheet" href="{_ASSETS}/page.css"></head>'.encode()
_FOREIGN_CARD = re.compile(rb'<meta\s+(?:property="og:|name="twitter:)[^>]*?/>\s*')

# Gradio compiles its templates and styles in the browser: hence the two words "unsafe".
_POLICY = (
    "default-src 'none'; base-uri 'self'; connect-src 'self'; font-src 'self'; form-action 'none'; "
    "frame-ancestors 'self'; img-src 'self' data:; manifest-src 'self'; object-src 'none'; "
    "script-src 'self' 'unsafe-eval'{hashes}; style-src 'self' 'unsafe-inline'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def application(
    blocks: gr.Blocks, *, root_path: str = "", ready: Callable[[], None] | None = None
) -> FastAPI:
    """The page with its look, behind its guard.

    Args:
        root_path: Where a proxy puts the page, ``/news`` say.
        ready: Called once it can be asked.
    """

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        if ready is not None:
            ready()
        yield

    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(CORSMiddleware, allow_origins=())  # Gradio's own would let any site in
    app.add_middleware(Guard)
    assets = files("ui") / "assets"
    app.mount(f"/{_ASSETS}", StaticFiles(directory=str(assets)))

    @app.get("/health")
    def health() -> PlainTextResponse:
        return PlainTextResponse("ok\n")

    page: FastAPI = gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        root_path=root_path or None,
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size=1,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        theme=_theme(),
    )
    return page


def run(
    blocks: gr.Blocks,
    *,
    host: str = "127.0.0.1",
    port: int = 7860,
    root_path: str = "",
) -> None:
    """Serve a page until interrupted, having printed its address.

    Raises:
        InputError: The address cannot be listened on.
    """
    listening = _listen(host, port)
    shown = "127.0.0.1" if host in ("", "0.0.0.0") else "[::1]" if host == "::" else host
    url = f"http://{shown}:{listening.getsockname()[1]}{root_path}/"
    app = application(
        blocks,
        root_path=root_path,
        ready=lambda: print(f"Ask the News is at {url}", flush=True),  # noqa: T201
    )
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=3, server_header=False)
    )
    with listening:
        server.run(sockets=[listening])


@contextmanager
def in_background(app: FastAPI) -> Iterator[str]:
    """Serve on a free port of this computer from a thread, for as long as the block runs.

    Yields:
        The page's address.
    """
    with _listen("127.0.0.1", 0) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            while not server.started and thread.is_alive():
                time.sleep(0.02)
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        finally:
            server.should_exit = True
            thread.join()


class Guard:
    """Answers only what the page needs, and sends the headers that keep foreign code out."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; see the ASGI specification."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        if path == "/":
            await self._page(scope, receive, send)
        elif _ANSWERED.fullmatch(path):
            await self._app(scope, receive, _with_headers(send, _policy(b"")))
        else:
            missing = PlainTextResponse("There is nothing here.\n", status_code=404)
            await missing(scope, receive, _with_headers(send, _policy(b"")))

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The page itself, whole, so that its own inline scripts can be told from any other."""
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        start: Message = {}
        body = b""

        async def collect(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if not message.get("more_body", False):
                body = _FOREIGN_CARD.sub(b"", body).replace(b"</head>", _LOOK, 1)
                if scope["method"] != "HEAD":
                    MutableHeaders(scope=start)["Content-Length"] = str(len(body))
                guarded = _with_headers(send, _policy(body))
                await guarded(start)
                await guarded({"type": "http.response.body", "body": body})

        await self._app({**scope, "headers": plain}, receive, collect)


def _policy(page: bytes) -> str:
    """The content security policy for a page, which lets its own inline scripts run."""
    scripts = _INLINE_SCRIPT.findall(page)
    digests = (base64.b64encode(hashlib.sha256(script).digest()).decode() for script in scripts)
    return _POLICY.format(hashes="".join(f" 'sha256-{digest}'" for digest in digests))


def _with_headers(send: Send, policy: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update({**_HEADERS, "Content-Security-Policy": policy})
        await send(message)

    return sending


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except (OSError, OverflowError) as error:
        listening.close()
        raise InputError(
            f"The page cannot be served at {host}:{port}: {error}. Choose another --port or --host."
        ) from error
    return listening


def _theme() -> gr.themes.Base:
    """Gradio's plainest look; `assets/page.css` does the rest. No font comes from elsewhere."""
    return gr.themes.Base(
        font=gr.themes.Font("Source Sans 3"), font_mono=gr.themes.Font("monospace")
    )
