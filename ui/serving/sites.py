"""By which names this server is asked, and by whose pages."""

from __future__ import annotations

import re
from ipaddress import ip_address
from socket import getfqdn, gethostname
from typing import TYPE_CHECKING

from ui.serving.settings import OWN_NAMES

if TYPE_CHECKING:
    from starlette.requests import Request

    from ui.serving.settings import ServingSettings

_FORWARDED = re.compile(r"forwarded$|x-forwarded-|x-real-ip$|via$")
_ORIGIN = re.compile(r"https?://(.+)")


class Names:
    """The names that are answered to: any other may be a website that gave itself this address."""

    def __init__(self, settings: ServingSettings) -> None:
        """Those told by the settings; else this computer's own, and all addresses."""
        self._names = frozenset(map(name_in, settings.hosts or OWN_NAMES))
        self._addresses = not settings.hosts
        if not settings.hosts and not settings.loopback:
            self._names |= {settings.host.lower(), *_machine_names()}

    def __contains__(self, name: str) -> bool:
        return bool(name) and (name in self._names or (self._addresses and _is_address(name)))


def name_in(host: str) -> str:
    """The name in a Host header, or one told by a person, without port and brackets."""
    if _is_address(host):  # of version 6, without brackets
        return host.lower()
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower().rstrip(".")


def is_from_elsewhere(request: Request) -> bool:
    """Whether a page of another site sends it, as its browser says.

    Over plain http browsers send ``Sec-Fetch-Site`` to loopback addresses only, ``Origin`` to all.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("cross-site", "same-site")
    origin = request.headers.get("origin")
    host = name_in(request.headers.get("host", ""))
    return origin is not None and name_in(origin.partition("://")[2]) != host


def is_passed_on(request: Request) -> bool:
    """Whether a proxy passes it on, as far as that can be told.

    Most say so in headers. nginx, where it is not told otherwise, only asks by HTTP/1.0, which
    browsers do not. One that changed the name is known by the page that asks.
    """
    says = any(_FORWARDED.match(name) for name in request.headers)
    told = _ORIGIN.match(request.headers.get("origin", ""))
    other = told is not None and name_in(told[1]) != name_in(request.headers.get("host", ""))
    return says or other or request.scope.get("http_version") == "1.0"


def _machine_names() -> tuple[str, ...]:
    name = gethostname().lower()
    return name, getfqdn().lower(), f"{name.partition('.')[0]}.local"


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
