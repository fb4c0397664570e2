"""Decides which addresses a fetch may connect to: those of the public internet, and what a setting
allows.

A fetched page may name any address, even that of the router or of a database on this computer. So
hosts are resolved here, every address is checked, and the connection goes to a checked address.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from ingest.web.errors import FetchError

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
Resolver = Callable[[str, int], Sequence[Address]]
"""Host and port -> all addresses of the host; raises OSError if there are none."""

# Networks that older versions of Python's ipaddress take for public.
_NOT_PUBLIC_V4 = tuple(
    map(
        IPv4Network,
        (
            "192.0.0.0/24",  # IETF protocols; a cloud's metadata is here
            "192.88.99.0/24",  # relays of 6to4
            "168.63.129.16/32",  # a cloud's own services, seen from its machines
        ),
    )
)
_PUBLIC_V6 = IPv6Network("2000::/3")
_NOT_PUBLIC_V6 = tuple(
    map(
        IPv6Network,
        (
            "2001::/23",  # Teredo and other IETF protocols
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4, which carries an IPv4 address
            "3fff::/20",  # documentation
        ),
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")


def system_resolver(host: str, port: int) -> list[Address]:
    """Return all addresses of a host, as the system resolves it; it takes numeric addresses in many
    forms too.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [ip_address(str(where[0])) for *_, where in found]


def is_public(address: Address) -> bool:
    """Tell whether an address is of the public internet; an IPv4 address inside an IPv6 one is
    checked itself.
    """
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in _NAT64:  # a network without IPv4 reaches every IPv4 host through these
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        return (
            address.scope_id is None
            and address in _PUBLIC_V6
            and address.is_global
            and not any(address in network for network in _NOT_PUBLIC_V6)
        )
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not any(address in network for network in _NOT_PUBLIC_V4)
    )


def checked_addresses(
    host: str, port: int, allowed: Sequence[Network], resolve: Resolver
) -> list[Address]:
    """Return all addresses of a host, each of which may be connected to.

    Raises:
        FetchError: The host has none, or one that is not public and not in an allowed network.
    """
    try:
        addresses = list(dict.fromkeys(resolve(host, port)))
    except (OSError, ValueError) as error:
        raise FetchError(
            f"The host {host} is not known. Check the address and the connection."
        ) from error
    for address in addresses:
        if not is_public(address) and not any(address in network for network in allowed):
            at = "" if host == str(address) else f"at {address}, which is "
            raise FetchError(
                f"{host} is {at}not on the public internet but on this computer or in a private "
                "network. If it is to be read from all the same, allow it: "
                f"NEWS_WEB_ALLOW={address}",
                is_final=True,
            )
    return addresses
