"""Who asks, and by which way they came."""

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
        name: Of who has signed in, else the address they come from.
        signed_in: Whether the name is a user's.
    """

    name: str = "local"
    channel: Channel = "page"
    signed_in: bool = False


def whereabouts(address: str) -> str:
    """The name of who comes from an address: of IPv6 the network, as one visitor has all of it."""
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
    """Who asks what is being answered; of this process's own where nobody came by the server."""
    # Gradio answers what the page asks after its request, in a thread that knows that request.
    request: Any = LocalContext.request.get(None)
    if request is not None:
        told: Visitor | None = getattr(request.request.state, "visitor", None)
        if told is not None:
            return told
    return VISITOR.get(Visitor())
