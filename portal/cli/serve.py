"""Starts the service on this machine: settings, database, pages, and a server for them."""

from __future__ import annotations

import argparse
import errno
import logging
import os
import socket
import sys
import threading
from typing import TYPE_CHECKING

from portal.cli.purge import keep_purging
from portal.cli.send_mail import keep_sending
from portal.cli.stored import in_sentences
from portal.config import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Flask
    from waitress.server import BaseWSGIServer

THREADS = 8
LARGEST_READ = 16 * 1024 * 1024
MOST_PORT = 65535


def port_number(text: str) -> int:
    """Read a port. Raises ArgumentTypeError with a sentence."""
    if not (text.isascii() and text.isdigit() and int(text) <= MOST_PORT):
        raise argparse.ArgumentTypeError(f"a port is a number from 0 to {MOST_PORT}, not {text!r}")
    return int(text)


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Read --host and --port."""
    parser = argparse.ArgumentParser(
        prog="python3 -m portal serve",
        description="Start the service here: brings the database up to date, loads the content, serves the pages.",
    )
    parser.add_argument("--host", default="127.0.0.1", help="listen on this address (127.0.0.1)")
    parser.add_argument("--port", type=port_number, default=8000, help="listen on this port (8000; 0 for any free one)")
    return parser.parse_args(arguments)


def listen(host: str, port: int) -> socket.socket:
    """Take the port before anything slow happens. Raises OSError."""
    family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name != "nt":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(place)
        listening.listen(128)
    except OSError:
        listening.close()
        raise
    return listening


def why_not_listening(error: OSError, host: str, port: int) -> str:
    """A sentence for an address that cannot be listened on."""
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < MOST_PORT else 8000
        return (
            f"Port {port} on {host} is taken by another program, perhaps by the portal in another window.\n"
            f"Stop that program, or choose another port: python3 -m portal --port {other}"
        )
    if error.errno == errno.EACCES:
        return f"This user may not listen on port {port}. Choose one above 1023: python3 -m portal --port 8000"
    return f"This machine cannot listen on the address {host}. Leave --host out, or give one of its own addresses."


def run(arguments: Sequence[str]) -> int:
    """Serve until stopped. Returns the exit code."""
    wanted = read_arguments(arguments)
    try:
        listening = listen(wanted.host, wanted.port)
    except OSError as error:
        print(why_not_listening(error, wanted.host, wanted.port), file=sys.stderr)
        return 1
    port = listening.getsockname()[1]
    shown = f"[{wanted.host}]" if ":" in wanted.host else wanted.host
    here = f"http://{shown}:{port}"
    with listening:
        env = dict(os.environ)
        if env.get("PORTAL_MODE", "demonstration") == "demonstration":
            env.setdefault("PORTAL_ADDRESS", here)
        serve(Settings.from_env(env), listening, here)
    return 0


def prepare(settings: Settings) -> None:
    """Bring the database up to today's tables, making it and its folder the first time. Raises Stopped."""
    from portal.services import housekeeping  # noqa: PLC0415  --help must not wait for it

    settings.var.mkdir(mode=0o700, parents=True, exist_ok=True)
    with in_sentences():
        housekeeping.prepare(settings)


def make_server(settings: Settings, application: Flask, listening: socket.socket) -> BaseWSGIServer:
    """The server that answers requests on a socket once it is told to run."""
    import waitress  # noqa: PLC0415  --help must not wait for it

    return waitress.create_server(
        application,
        sockets=[listening],
        threads=THREADS,
        ident=None,
        max_request_body_size=max(settings.max_body, LARGEST_READ),  # up to here the pages refuse in their own words
        clear_untrusted_proxy_headers=False,  # the application itself decides which proxies it trusts
    )


def serve(settings: Settings, listening: socket.socket, here: str) -> None:
    """Bring what is stored up to date, then answer requests."""
    from portal import create_app  # noqa: PLC0415  --help must not wait for it

    prepare(settings)
    application = create_app(settings)
    server = make_server(settings, application, listening)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a request that waits a moment is no news
    stop = threading.Event()
    if settings.smtp is not None or settings.notify is not None:
        threading.Thread(target=keep_sending, args=(settings, settings.smtp, stop), daemon=True, name="mail").start()
    retention = application.extensions["wiring"].content.council.retention_days
    threading.Thread(target=keep_purging, args=(settings, retention, stop), daemon=True, name="purge").start()
    print(f"The portal is ready: open {here} in a browser. Stop it with Ctrl+C.", flush=True)
    try:
        server.run()
    finally:
        stop.set()
        server.close()
