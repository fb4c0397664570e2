"""The web server, from start to stop: the page, the API, MCP, health and metrics."""

from __future__ import annotations

import asyncio
import logging
import time
from asyncio import CancelledError
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager
from importlib.resources import files
from threading import Thread
from typing import TYPE_CHECKING

import gradio as gr
import uvicorn
from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import StaticFiles

from ui.serving import api, logs, tools, uploads
from ui.serving.guard import ASSETS, Guard
from ui.serving.limits import ConcurrencyGate
from ui.serving.listening import listen
from ui.serving.metrics import CONTENT_TYPE

if TYPE_CHECKING:
    from types import FrameType

    from ui.serving.served import ServedAssistant

_LEFT_OPEN_SECONDS = 1
_ONE_SIGNAL_SECONDS = 0.5
"""Signals closer together than this count as one: `make` repeats what its process group received."""


def application(
    blocks: gr.Blocks, assistant: ServedAssistant, *, ready: Callable[[], None] | None = None
) -> FastAPI:
    """Assemble the page, the API and MCP behind the guard.

    Args:
        ready: Called once the server answers.

    Raises:
        InputError: The settings name a file that cannot be used.
    """
    settings = assistant.serving
    gate = ConcurrencyGate(settings.questions_at_once, settings.questions_waiting)
    mcp = tools.tools(assistant, gate, assistant.writers)
    mcp_routes = mcp.streamable_http_app().routes

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        # One thread for each question at once; asyncio's default has few more threads than there
        # are cores.
        threads = ThreadPoolExecutor(settings.questions_at_once, "asking")
        asyncio.get_running_loop().set_default_executor(threads)
        async with mcp.session_manager.run():
            if ready is not None:
                ready()
            yield

    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(CORSMiddleware, allow_origins=())  # Gradio's own would allow any origin
    app.add_middleware(Guard, assistant=assistant)
    app.mount(f"/{ASSETS}", StaticFiles(directory=str(files("ui.page") / "assets")))
    app.mount(api.PREFIX, api.api(assistant, gate))
    app.router.routes.extend(mcp_routes)

    @app.get("/health")
    def health() -> PlainTextResponse:
        stopping = assistant.stopping
        return PlainTextResponse("stopping\n" if stopping else "ok\n", 503 if stopping else 200)

    @app.post(uploads.PATH)
    async def upload(request: Request) -> Response:
        return await assistant.uploads.receive(request)

    @app.get("/metrics")
    def metrics() -> Response:
        return Response(assistant.metrics.text(), media_type=CONTENT_TYPE)

    page: FastAPI = gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        root_path=settings.root_path or None,
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


def run(blocks: gr.Blocks, assistant: ServedAssistant, *, port: int = 7860) -> None:
    """Print the address of a page, and serve it until interrupted.

    Raises:
        InputError: The address cannot be listened on, or the settings name a file that cannot be
            used.
    """
    settings = assistant.serving
    host = settings.host
    listening = listen(host, port)
    shown = "127.0.0.1" if host in ("", "0.0.0.0") else "[::1]" if host == "::" else host
    url = f"http://{shown}:{listening.getsockname()[1]}{settings.root_path}/"
    with listening:
        app = application(
            blocks,
            assistant,
            ready=lambda: print(f"Ask the News is at {url}", flush=True),  # noqa: T201
        )
        logs.set_up(settings.log)
        _Server(app, assistant).run(sockets=[listening])


class _Server(uvicorn.Server):
    """Stops once the answers under way have ended; at a second signal, at once."""

    def __init__(self, app: FastAPI, assistant: ServedAssistant) -> None:
        super().__init__(_config(app, timeout_graceful_shutdown=_LEFT_OPEN_SECONDS))
        self._assistant = assistant
        self._signalled_at: float | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Handle a signal to stop."""
        now = time.monotonic()
        if self._signalled_at is None:
            self._signalled_at = now
            logging.getLogger("uvicorn.error").addFilter(_is_worth_logging)
            Thread(target=self._finish, args=(sig, frame), daemon=True).start()
        elif now - self._signalled_at > _ONE_SIGNAL_SECONDS:
            self.force_exit = True
            super().handle_exit(sig, frame)

    def _finish(self, sig: int, frame: FrameType | None) -> None:
        self._assistant.stop(self._assistant.serving.stopping_seconds)
        super().handle_exit(sig, frame)


def _is_worth_logging(record: logging.LogRecord) -> bool:
    """Tell whether a log record of a stopping server matters: connections cut off then do not."""
    ended = record.exc_info is not None and isinstance(record.exc_info[1], CancelledError)
    said = record.getMessage()
    cut_off = "graceful shutdown exceeded" in said or said.rstrip().endswith("CancelledError")
    return not (ended or cut_off)


def _config(app: FastAPI, timeout_graceful_shutdown: int | None = None) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # the guard decides whom to believe
        ws="none",
        timeout_graceful_shutdown=timeout_graceful_shutdown,
    )


@contextmanager
def in_background(app: FastAPI) -> Iterator[str]:
    """Serve on a free local port from a thread, as long as the block runs.

    Yields:
        The address of the page.
    """
    with listen("127.0.0.1", 0) as listening:
        server = uvicorn.Server(_config(app))
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            while not server.started and thread.is_alive():
                time.sleep(0.02)
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        finally:
            server.should_exit = True
            thread.join()


def _theme() -> gr.themes.Base:
    """Return Gradio's plainest theme, without remote fonts; `assets/page.css` does the rest."""
    return gr.themes.Base(
        font=gr.themes.Font("Source Sans 3"), font_mono=gr.themes.Font("monospace")
    )
