"""Identifies who sends a request: by password, by token, by a trusted proxy, or not at all."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from rag.errors import InputError
from ui.html import html
from ui.refusals import RefusedError
from ui.serving.limits import RateLimit
from ui.serving.users import Users
from ui.serving.visitors import address_key
from ui.texts import texts_for

if TYPE_CHECKING:
    from markupsafe import Markup

    from ui.serving.settings import ServingSettings
    from ui.texts import Texts

COOKIE = "news_session"

_SESSION_SECONDS = 7 * 24 * 3600
_SESSIONS_REMEMBERED = 10_000
_ATTEMPTS_A_MINUTE = 5
_CHECKED_AT_ONCE = 2  # each takes 32 MB
_LONGEST_FORM = 8_192

_FORM = """<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{title} · Ask the News</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<style>
body {{ font: 1.05rem/1.5 system-ui, sans-serif; display: grid; place-items: center;
  min-height: 90vh; margin: 1rem; }}
form {{ display: grid; gap: .6rem; width: min(20rem, 100%); }}
h1 {{ font-size: 1.4rem; margin: 0; }}
input, button {{ font: inherit; padding: .5rem .7rem; width: 100%; box-sizing: border-box; }}
[role=alert] {{ margin: 0; font-weight: bold; }}
</style></head><body><main><form method="post" action="login">
<h1>Ask the News</h1>{fault}
<input type="hidden" name="then" value="{then}">
<label>{name}<input name="name" autocomplete="username" required autofocus></label>
<label>{password}<input name="password" type="password" autocomplete="current-password" required>
</label><button>{title}</button></form></main></body></html>"""


@dataclass(frozen=True, slots=True)
class _Session:
    """A session of a user; it ends when the password changes.

    Attributes:
        digest: Stored hash of the password when the session began.
        until: When it expires, in seconds of `time.monotonic`.
    """

    name: str
    digest: str
    until: float


class Authenticator:
    """Identifies users, and signs people in and out; safe to share between threads."""

    def __init__(self, settings: ServingSettings) -> None:
        """Set up what the settings ask for.

        Raises:
            InputError: The file of users cannot be used.
        """
        self._header = settings.user_header
        self._root = settings.root_path
        self._proxies = [_network(name) for name in settings.proxies]
        self._users = Users(settings.users) if settings.users else None
        self._sessions: OrderedDict[str, _Session] = OrderedDict()
        self._guard = Lock()
        self._attempts = RateLimit(_ATTEMPTS_A_MINUTE, "attempts")
        self._checking = CapacityLimiter(_CHECKED_AT_ONCE)

    @property
    def has_form(self) -> bool:
        """Whether people sign in with name and password."""
        return self._users is not None

    def who(self, request: Request, peer: str) -> str | None:
        """Return the user that a request comes from; None if nobody has signed in.

        Args:
            peer: Address of the other end of the connection.
        """
        if self._header and self._trusted(peer) and (name := request.headers.get(self._header)):
            return name[:200]
        if self._users is None:
            return None
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return self._users.of_token(token.strip())
        return self._of_session(request.cookies.get(COOKIE, ""))

    async def sign_in(self, request: Request) -> Response:
        """Show the form, or handle it once it is sent."""
        if request.method != "POST":
            return _form(request, then=request.url.query)
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > _LONGEST_FORM:
                return Response(status_code=413)
        texts = _texts(request)
        fields = parse_qs(body.decode("utf-8", "replace"))
        name, password, then = (fields.get(f, [""])[0] for f in ("name", "password", "then"))
        try:
            self._attempts.admit(address_key(request.client.host if request.client else ""))
        except RefusedError as error:
            told = _form(request, then=then, fault=error.text_in(texts), status=429)
            told.headers["Retry-After"] = str(error.seconds)
            return told
        assert self._users is not None
        digest = self._users.password_digest(name)
        right = await run_sync(self._users.password_is, name, password, limiter=self._checking)
        if not right or digest is None:
            return _form(request, then=then, fault=texts.sign_in_wrong, status=403)
        response = RedirectResponse(f"{self._root}/{'?' if then else ''}{then}", 303)
        response.set_cookie(
            COOKIE,
            self._begin_session(name, digest),
            max_age=_SESSION_SECONDS,
            path=self._root or "/",
            secure=request.url.scheme == "https",
            httponly=True,
            samesite="lax",
        )
        return response

    def sign_out(self, request: Request) -> Response:
        """End a session. Only POST does so, so that no link on any site can."""
        if request.method != "POST":
            return Response(status_code=405, headers={"Allow": "POST"})
        with self._guard:
            self._sessions.pop(request.cookies.get(COOKIE, ""), None)
        response = RedirectResponse(f"{self._root}/login", 303)
        response.delete_cookie(COOKIE, path=self._root or "/")
        return response

    def _trusted(self, peer: str) -> bool:
        try:
            address = ip_address(peer)
        except ValueError:
            return False
        return any(address in network for network in self._proxies)

    def _begin_session(self, name: str, digest: str) -> str:
        key = secrets.token_urlsafe(32)
        with self._guard:
            self._sessions[key] = _Session(name, digest, monotonic() + _SESSION_SECONDS)
            if len(self._sessions) > _SESSIONS_REMEMBERED:
                self._sessions.popitem(last=False)
        return key

    def _of_session(self, key: str) -> str | None:
        with self._guard:
            session = self._sessions.get(key)
        if session is None or self._users is None or monotonic() >= session.until:
            return None
        is_same = self._users.password_digest(session.name) == session.digest
        return session.name if is_same else None


def sign_out_form(request: Request, name: str) -> Markup:
    """Return the sign-out form that stands at the end of the page."""
    texts = _texts(request)
    return html(
        '<form id="sign-out" method="post" action="logout" lang="{lang}">'
        "<button><bdi>{name}</bdi>: {leave}</button></form>",
        lang=texts.code,
        name=name,
        leave=texts.sign_out,
    )


def _network(name: str) -> IPv4Network | IPv6Network:
    try:
        return ip_network(name, strict=False)
    except ValueError as error:
        raise InputError(
            f"NEWS_SERVE_PROXIES: {name!r} is no address or network, such as 10.0.0.0/8."
        ) from error


def _texts(request: Request) -> Texts:
    return texts_for(request.headers.get("accept-language", ""))


def _form(request: Request, *, then: str, fault: str = "", status: int = 200) -> Response:
    """Return the sign-in form.

    Args:
        then: Query string of the page to return to.
    """
    texts = _texts(request)
    page = html(
        _FORM,
        lang=texts.code,
        title=texts.sign_in,
        name=texts.name,
        password=texts.password,
        then=then,
        fault=html('<p role="alert">{fault}</p>', fault=fault) if fault else "",
    )
    return HTMLResponse(page, status)
