"""Which host names this server answers to, and which sites may send it requests."""

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


class AllowedHosts:
    """The host names that are answered to.

    Any other may be a website that points its name at this address.
    """

    def __init__(self, settings: ServingSettings) -> None:
        """Take the names in the settings or, without any, this computer's own and all addresses."""
        self._names = frozenset(map(name_in, settings.hosts or OWN_NAMES))
        self._addresses = not settings.hosts
        if not settings.hosts and not settings.loopback:
            self._names |= {settings.host.lower(), *_machine_names()}

    def __contains__(self, name: str) -> bool:
        return bool(name) and (name in self._names or (self._addresses and _is_address(name)))


def name_in(host: str) -> str:
    """Return the name in a Host header or a setting, without port and brackets."""
    if _is_address(host):  # of version 6, without brackets
        return host.lower()
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower().rstrip(".")


def is_from_elsewhere(request: Request) -> bool:
    """Tell whether a page of another site sends the request, as far as its browser says.

    Over plain HTTP browsers send ``Sec-Fetch-Site`` to loopback addresses only, but ``Origin`` to
    all.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in ("cross-site", "same-site")
    origin = request.headers.get("origin")
    host = name_in(request.headers.get("host", ""))
    return origin is not None and name_in(origin.partition("://")[2]) != host


def is_passed_on(request: Request) -> bool:
    """Tell whether a proxy passed the request on, as far as that shows.

    Most proxies add headers. nginx by default adds none but speaks HTTP/1.0, which browsers do not.
    A proxy that changed the host name shows in the ``Origin`` of the page.
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
