"""A small HTTP server that speaks the OpenAI chat protocol, well or badly, on the loopback."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

Behaviour = Callable[["Request"], None]


@dataclass
class Server:
    url: str
    bodies: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    hung_up: Event = field(default_factory=Event)
    stopping: Event = field(default_factory=Event)

    @property
    def prompts(self) -> list[str]:
        return ["\n".join(m["content"] for m in body["messages"]) for body in self.bodies]


@dataclass
class Request:
    """One request, to be answered as a behaviour likes."""

    handler: BaseHTTPRequestHandler
    server: Server
    body: dict[str, Any]
    count: int

    def fail(self, status: int, text: str = "no", headers: dict[str, str] | None = None) -> None:
        payload = json.dumps({"error": {"message": text, "type": "invalid_request_error"}}).encode()
        self.handler.send_response(status)
        for name, value in (headers or {}).items():
            self.handler.send_header(name, value)
        self.handler.send_header("content-type", "application/json")
        self.handler.send_header("content-length", str(len(payload)))
        self.handler.end_headers()
        self.handler.wfile.write(payload)

    def begin(self) -> None:
        self.handler.send_response(200)
        self.handler.send_header("content-type", "text/event-stream")
        self.handler.end_headers()

    def send(self, raw: str) -> None:
        """Raw bytes of the stream; notes when the client has gone."""
        try:
            self.handler.wfile.write(raw.encode())
            self.handler.wfile.flush()
        except OSError:
            self.server.hung_up.set()
            raise

    def chunk(
        self, text: str | None, finish: str | None = None, log_probability: float | None = None
    ) -> None:
        delta = {"role": "assistant", "content": text} if text is not None else {}
        choice: dict[str, Any] = {"index": 0, "delta": delta, "finish_reason": finish}
        if log_probability is not None:
            token = {"token": text, "logprob": log_probability, "bytes": None, "top_logprobs": []}
            choice["logprobs"] = {"content": [token]}
        self._event({"choices": [choice]})

    def usage(self, prompt: int, written: int) -> None:
        counts = {
            "prompt_tokens": prompt,
            "completion_tokens": written,
            "total_tokens": prompt + written,
        }
        self._event({"choices": [], "usage": counts})

    def end(self) -> None:
        self.send("data: [DONE]\n\n")

    def wait(self) -> None:
        """Do nothing until the test is over."""
        self.server.stopping.wait(60)

    def forever(self, raw: str) -> None:
        while not self.server.stopping.is_set():
            self.send(raw)
            time.sleep(0.01)

    def _event(self, content: dict[str, Any]) -> None:
        whole = {"id": "x", "object": "chat.completion.chunk", "created": 1, "model": "test"}
        self.send(f"data: {json.dumps(whole | content)}\n\n")


def says(*texts: str, log_probability: float | None = None) -> Behaviour:
    """A good server: each request gets the next text, word by word; the last again and again."""

    def behave(request: Request) -> None:
        text = texts[min(request.count, len(texts) - 1)]
        request.begin()
        for word in text.split(" "):
            request.chunk(f"{word} ", log_probability=log_probability)
        request.chunk(None, "stop")
        request.usage(100, 20)
        request.end()

    return behave


@contextmanager
def serving(behaviour: Behaviour) -> Iterator[Server]:
    """A server that answers every chat request as the behaviour does."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["content-length"])
            body = json.loads(self.rfile.read(length))
            server.bodies.append(body)
            server.keys.append(self.headers["authorization"])
            try:
                behaviour(Request(self, server, body, len(server.bodies) - 1))
            except OSError:
                server.hung_up.set()

        def log_message(self, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        http.daemon_threads = True
        server = Server(f"http://127.0.0.1:{http.server_port}/v1")
        Thread(target=http.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield server
        finally:
            server.stopping.set()
            http.shutdown()
