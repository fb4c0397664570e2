"""The socket on which the page is served."""

from __future__ import annotations

import socket

from rag.errors import InputError


def listen(host: str, port: int) -> socket.socket:
    """Open a listening socket; port 0 takes any free port.

    Raises:
        InputError: The address is in use, or none of this computer's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()  # before the address is printed, so that nobody who reads it is refused
    except (OSError, OverflowError) as error:
        listening.close()
        raise InputError(
            f"The page cannot be served at {host}:{port}: {error}. Choose another --port or --host."
        ) from error
    return listening
