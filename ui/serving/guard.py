"""Checks every request before anything else sees it, and sets security headers on responses."""

from __future__ import annotations

import base64
import hashlib
import logging
import re
from asyncio import CancelledError
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from ui.serving import api, tools, uploads
from ui.serving.problems import FAULT, nothing_at, problem
from ui.serving.signing_in import Authenticator, sign_out_form
from ui.serving.sites import AllowedHosts, is_from_elsewhere, is_passed_on, name_in
from ui.serving.visitors import VISITOR, Channel, Visitor, address_key

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from ui.serving.served import ServedAssistant

ASSETS = "page-assets"

_log = logging.getLogger(__name__)

# The only paths that the page needs. Everything else that Gradio offers (uploads, files, its own
# API, monitoring) is not found.
_PAGE = re.compile(
    r"/(?:|config|theme\.css|manifest\.json"
    rf"|(?:assets|static|{ASSETS})/.+"
    r"|gradio_api/(?:info|app_id|theme\.css|startup-events|heartbeat/\w+|reset|cancel"
    r"|queue/(?:join|data)|run/predict))"
)
_HEALTH = "/health"  # monitors may use any host name, or none
_OPEN = re.compile(rf"{_HEALTH}|/(?:favicon\.ico|robots\.txt|{ASSETS}/.+)")
_INLINE_SCRIPT = re.compile(rb"<script(?:\s(?!src=)[^>]*)?>(.*?)</script>", re.DOTALL)
# Gradio would load a style sheet late and scope each of its rules to one element.
_LOOK = f'<link rel="stylesheet" href="{ASSETS}/page.css"></head>'.encode()
_FOREIGN_CARD = re.compile(rb'<meta\s+(?:property="og:|name="twitter:)[^>]*?/>\s*')

# Gradio compiles its templates and styles in the browser: hence the two words "unsafe".
_POLICY = (
    "default-src 'none'; base-uri 'self'; connect-src 'self'; font-src 'self'; form-action {forms}; "
    "frame-ancestors 'self'; img-src 'self' data:; manifest-src 'self'; object-src 'none'; "
    "script-src 'self' 'unsafe-eval'{hashes}; style-src 'self' 'unsafe-inline'"
)
_PASSED_ON = (
    "A proxy passed this on to a server for this computer alone: set NEWS_SERVE_HOSTS to the name that "
    "visitors use, and have the proxy pass on Host."
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",  # without any, browsers send forms with the Origin "null"
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guard:
    """ASGI middleware that lets through only what is offered, to those it is offered to.

    Raises:
        InputError: The file of users cannot be used.
    """

    def __init__(self, app: ASGIApp, assistant: ServedAssistant) -> None:
        self._app = app
        self._settings = assistant.serving
        self._metrics = assistant.metrics
        self._names = AllowedHosts(assistant.serving)
        self._authenticator = Authenticator(assistant.serving)
        self._known = ProxyHeadersMiddleware(
            self._answered,  # type: ignore[arg-type]  # uvicorn declares its own ASGI types
            trusted_hosts=list(assistant.serving.proxies),
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request; see the ASGI specification."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            scope.setdefault("state", {})["peer"] = (scope.get("client") or ("",))[0]
            await self._known(scope, receive, send)  # type: ignore[arg-type]

    async def _answered(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request; if an error or the end of the server comes before the response, say so."""
        path = scope["path"]
        root = self._settings.root_path
        if root and (path == root or path.startswith(f"{root}/")):  # the proxy did not strip it
            path = scope["path"] = path.removeprefix(root) or "/"
            scope["raw_path"] = path.encode()
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._request({**scope, "path": path}, receive, sending)
        except (CancelledError, Exception) as error:
            if begun:
                raise
            refusal = _refusal(_channel_of(path), *_fault(error))
            await refusal(scope, receive, _with_headers(send, _policy(b"", forms=False)))

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        request = Request(scope, receive)
        sending = _with_headers(send, _policy(b"", forms=path == "/login"))
        channel = _channel_of(path)
        if path != _HEALTH and (refusal := self._stranger(request, channel)):
            await refusal(scope, receive, sending)
            return
        if self._authenticator.has_form and path in ("/login", "/logout"):
            response = (
                await self._authenticator.sign_in(request)
                if path == "/login"
                else self._authenticator.sign_out(request)
            )
            await response(scope, receive, sending)
            return
        if refusal := self._misplaced(request, path, channel):
            await refusal(scope, receive, sending)
            return
        user = self._authenticator.who(request, scope["state"]["peer"])
        if user is None and self._settings.signing_in and not _OPEN.fullmatch(path):
            self._metrics.refused("sign_in")
            await self._unknown(request, path, channel)(scope, receive, sending)
            return
        address = address_key(request.client.host if request.client else "")
        visitor = Visitor(user or address, channel, user is not None)
        scope["state"]["visitor"] = visitor
        token = VISITOR.set(visitor)
        try:
            if path == "/":
                await self._page(scope, receive, send, user)
            else:
                await self._app(scope, receive, sending)
        finally:
            VISITOR.reset(token)

    def _stranger(self, request: Request, channel: Channel) -> Response | None:
        """Refuse a wrong host name, a page of another site, or a proxy that is not set up."""
        host = name_in(request.headers.get("host", ""))
        if host not in self._names:
            self._metrics.refused("host")
            return _refusal(
                channel,
                421,
                f"Nothing answers to the name {host!r} here. Names are told by NEWS_SERVE_HOSTS.",
            )
        writes = request.method not in ("GET", "HEAD") or channel != "page"
        if writes and is_from_elsewhere(request):
            self._metrics.refused("other_site")
            return _refusal(channel, 403, "Pages of another site may not ask here.")
        if self._settings.is_local and is_passed_on(request):
            self._metrics.refused("proxy")
            return _refusal(channel, 403, _PASSED_ON)
        return None

    def _misplaced(self, request: Request, path: str, channel: Channel) -> Response | None:
        """Refuse a path that does not exist, or a body that is too long."""
        offers = self._settings.offers
        there = (
            _PAGE.fullmatch(path)
            or _OPEN.fullmatch(path)
            or (path == "/metrics" and offers("metrics"))
            or (path == uploads.PATH and self._settings.library_open == "write")
            if channel == "page"
            else offers(channel)
        )
        if not there:
            return _refusal(channel, 404, "There is nothing here.")
        if path == api.PREFIX:
            return _refusal(channel, 404, nothing_at(f"{self._settings.root_path}{path}"))
        if request.method in ("POST", "PUT", "PATCH"):
            length = request.headers.get("content-length")
            if length is None:
                return _refusal(channel, 411, "The length of the body must be told.")
            most = self._settings.request_kilobytes
            if int(length) > 1_000 * most and path != uploads.PATH:  # which has its own limit
                self._metrics.refused("too_long")
                return _refusal(channel, 413, f"A request may carry {most} kB.")
        return None

    def _unknown(self, request: Request, path: str, channel: Channel) -> Response:
        """Refuse someone who has not signed in; a browser is sent to the form."""
        if path == "/" and self._authenticator.has_form:
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(f"{self._settings.root_path}/login{query}", 303)
        refusal = _refusal(channel, 401, "Sign in first; programs send a token of theirs.")
        refusal.headers["WWW-Authenticate"] = "Bearer"
        return refusal

    async def _page(self, scope: Scope, receive: Receive, send: Send, user: str | None) -> None:
        """Send the page in one piece, with a policy that allows its own inline scripts alone."""
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        start: Message = {}
        body = b""
        signed_in = user is not None and self._authenticator.has_form
        leave = sign_out_form(Request(scope), user).encode() if user and signed_in else b""

        async def collect(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if not message.get("more_body", False):
                body = _FOREIGN_CARD.sub(b"", body).replace(b"</head>", _LOOK, 1)
                body = body.replace(b"</body>", leave + b"</body>", 1)
                headers = MutableHeaders(scope=start)
                if scope["method"] != "HEAD":
                    headers["Content-Length"] = str(len(body))
                if self._settings.signing_in:
                    headers["Cache-Control"] = "no-store"
                guarded = _with_headers(send, _policy(body, forms=signed_in))
                await guarded(start)
                await guarded({"type": "http.response.body", "body": body})

        await self._app({**scope, "headers": plain}, receive, collect)


def _channel_of(path: str) -> Channel:
    if path == api.PREFIX or path.startswith(f"{api.PREFIX}/"):
        return "api"
    return "mcp" if path == tools.PATH else "page"


def _refusal(channel: Channel, status: int, detail: str) -> Response:
    if channel == "page":
        return PlainTextResponse(f"{detail}\n", status)
    return problem(status, detail)


def _fault(error: BaseException) -> tuple[int, str]:
    """Return status and text for an error that ended a request; faults are logged."""
    if isinstance(error, CancelledError):
        return 503, "The server was stopped before there was an answer. Try again in a minute."
    _log.error("A request could not be answered.", exc_info=error)
    return 500, FAULT


def _policy(page: bytes, *, forms: bool) -> str:
    """Return the content security policy of a page, which allows its own inline scripts.

    Args:
        forms: Whether the page may submit forms.
    """
    scripts = _INLINE_SCRIPT.findall(page)
    digests = (base64.b64encode(hashlib.sha256(script).digest()).decode() for script in scripts)
    hashes = "".join(f" 'sha256-{digest}'" for digest in digests)
    return _POLICY.format(forms="'self'" if forms else "'none'", hashes=hashes)


def _with_headers(send: Send, policy: str) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update({**_HEADERS, "Content-Security-Policy": policy})
        await send(message)

    return sending
