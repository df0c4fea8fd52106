"""A server of the simplest kind, the same for the floor and the service: one thread, one kept connection at a time.

Run as a program it builds one of the two, prints its port, and serves until it is stopped.
"""

from __future__ import annotations

import argparse
import socket
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tests.bench.browser import Answer, Headers, InProcess

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

STATE = b"the council of the benchmark"


def read(stream: BinaryIO) -> tuple[str, str, Headers, bytes] | None:
    """One request, or None when the browser has gone."""
    line = stream.readline().decode("latin-1")
    if not line:
        return None
    method, path, _ = line.split(" ", 2)
    headers: Headers = []
    length = 0
    while line := stream.readline().decode("latin-1").rstrip():
        name, _, value = line.partition(": ")
        if name == "Content-Length":
            length = int(value)
        headers.append((name, value))
    return method, path, headers, stream.read(length)


def written(answer: Answer) -> bytes:
    """An answer as bytes on the wire."""
    kept = [(name, value) for name, value in answer.headers if name.lower() != "content-length"]
    head = [f"HTTP/1.1 {answer.status} .", *(f"{name}: {value}" for name, value in kept)]
    head.append(f"Content-Length: {len(answer.body)}")
    return "\r\n".join([*head, "", ""]).encode("latin-1") + answer.body


def serve(application: WSGIApplication) -> None:
    """Answer one browser after the other."""
    ask = InProcess(application)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        print(listening.getsockname()[1], flush=True)
        while True:
            connection, _ = listening.accept()
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with connection, connection.makefile("rb") as stream:
                while (request := read(stream)) is not None:
                    connection.sendall(written(ask(*request)))


class Remote:
    """Asks a server over one kept connection; stands where InProcess can stand."""

    def __init__(self, port: int) -> None:
        self.connection = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.stream = self.connection.makefile("rb")

    def __call__(self, method: str, path: str, headers: Headers, body: bytes) -> Answer:
        """One request."""
        told = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", *(f"{name}: {value}" for name, value in headers)]
        told.append(f"Content-Length: {len(body)}")
        self.connection.sendall("\r\n".join([*told, "", ""]).encode("latin-1") + body)
        status = int(self.stream.readline().split()[1])
        found: Headers = []
        length = 0
        while line := self.stream.readline().decode("latin-1").rstrip():
            name, _, value = line.partition(": ")
            found.append((name, value))
            if name == "Content-Length":
                length = int(value)
        return Answer(status, found, self.stream.read(length))

    def close(self) -> None:
        """Hang up, so that the server can serve somebody else."""
        self.stream.close()
        self.connection.close()


def main() -> None:
    """Build what is asked for and serve it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["floor", "durable", "service"])
    parser.add_argument("place", type=Path)
    parser.add_argument("length", type=int)
    parser.add_argument("database_url")
    wanted = parser.parse_args()
    if wanted.what != "service":
        from tests.bench import floor  # noqa: PLC0415 - each program carries only its own weight

        durable = wanted.what == "durable"
        serve(floor.build(wanted.place / f"{wanted.what}.sqlite", wanted.length, durable=durable))
    from portal.content import load_content  # noqa: PLC0415 - the same
    from portal.services import limits  # noqa: PLC0415 - the same
    from portal.web import kept  # noqa: PLC0415 - the same
    from portal.web.app import build  # noqa: PLC0415 - the same
    from tests.bench.visits import settings  # noqa: PLC0415 - the same

    limits.SAVES = replace(limits.SAVES, most=10**9)  # still counted, but measuring is quicker than any hand
    installation = settings(wanted.place / "var", wanted.database_url)
    content = kept.read(installation, STATE)  # as every start of the service but its first
    if content is None:
        content = load_content(wanted.place / "council")
        kept.keep(installation, STATE, content)
    serve(build(installation, content))


if __name__ == "__main__":
    main()
