"""Keeps tests on this machine: a connection to anywhere else fails with a sentence."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest


class NetworkRefused(AssertionError):
    """A test tried to speak to another machine."""


def is_here(address: object) -> bool:
    """Whether an address of a socket stays on this machine."""
    if not isinstance(address, tuple):
        return True  # a socket file
    try:
        return ipaddress.ip_address(address[0]).is_loopback
    except ValueError:
        return address[0] in {"localhost", ""}


def refuse_other_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let sockets connect to this machine only."""
    for method in ("connect", "connect_ex"):
        allowed = getattr(socket.socket, method)

        def guarded(self: socket.socket, address: Any, *, allowed: Any = allowed) -> Any:
            if not is_here(address):
                raise NetworkRefused(f"Tests speak to this machine only, not to {address[0]}.")
            return allowed(self, address)

        monkeypatch.setattr(socket.socket, method, guarded)
