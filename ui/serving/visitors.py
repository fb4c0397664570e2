"""Who asks, and over which channel."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any, Literal

from gradio.context import LocalContext

Channel = Literal["page", "api", "mcp"]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks.

    Attributes:
        name: Name of the user who has signed in, else the address.
        signed_in: Whether ``name`` is that of a user.
    """

    name: str = "local"
    channel: Channel = "page"
    signed_in: bool = False


def address_key(address: str) -> str:
    """Return what stands for a visitor's address; for IPv6 its network, all of which is theirs."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if not isinstance(known, IPv6Address):
        return address
    if known.ipv4_mapped is not None:
        return str(known.ipv4_mapped)
    return str(ip_network((known.packed, 64), strict=False))


VISITOR: ContextVar[Visitor] = ContextVar("VISITOR")
"""Set for as long as a request is handled."""


def current_visitor() -> Visitor:
    """Return the visitor who is being answered; a default one outside a request."""
    # Gradio answers after the page's request has ended, in a thread that remembers the request.
    request: Any = LocalContext.request.get(None)
    if request is not None:
        told: Visitor | None = getattr(request.request.state, "visitor", None)
        if told is not None:
            return told
    return VISITOR.get(Visitor())
