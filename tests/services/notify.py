"""A stand-in for GOV.UK Notify that speaks its protocol over HTTP: signed requests, templates, statuses, errors."""

from __future__ import annotations

import json
import re
import threading
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import jwt

from portal.config.settings import NotifyService

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVICE, SECRET = str(uuid.UUID(int=1)), str(uuid.UUID(int=2))
TEMPLATES = {"email": str(uuid.UUID(int=3)), "text": str(uuid.UUID(int=4)), "letter": str(uuid.UUID(int=5))}
KINDS = {"sms": "phone_number", "email": "email_address", "letter": "personalisation"}


@dataclass
class StandIn:
    """What was taken, what to refuse with which status, and how far each has come."""

    taken: list[dict[str, Any]] = field(default_factory=list)
    refusals: list[int] = field(default_factory=list)
    status: str = "sending"

    def answer(self, method: str, path: str, sent: dict[str, Any], token: str) -> tuple[int, dict[str, Any]]:
        """What Notify would answer."""
        try:
            claims = jwt.decode(token, SECRET, algorithms=["HS256"], options={"verify_iat": False})
        except jwt.InvalidTokenError:
            return failure(403, "AuthError", "Invalid token: signature")
        if claims["iss"] != SERVICE:
            return failure(403, "AuthError", "Invalid token: service not found")
        if self.refusals:
            return failure(self.refusals.pop(0), "RateLimitError", "Exceeded rate limit")
        address = urlsplit(path)
        one = re.fullmatch(r"/v2/notifications/([0-9a-f-]{36})", address.path)
        if method == "GET" and one:
            return 200, {"id": one[1], "status": self.status}
        if method == "GET":
            reference = parse_qs(address.query)["reference"][0]
            return 200, {"notifications": [each for each in self.taken if each["reference"] == reference], "links": {}}
        kind = address.path.rsplit("/", 1)[-1]
        if sent.get("template_id") not in TEMPLATES.values() or KINDS[kind] not in sent:
            return failure(400, "BadRequestError", "Template not found")
        if kind == "sms" and not re.fullmatch(r"[+0-9 ]{11,16}", sent["phone_number"]):
            return failure(400, "ValidationError", "phone_number Must not contain letters or symbols")
        self.taken.append({**sent, "id": str(uuid.uuid4()), "kind": kind})
        return 201, {"id": self.taken[-1]["id"], "reference": sent["reference"]}


def failure(status: int, error: str, message: str) -> tuple[int, dict[str, Any]]:
    return status, {"status_code": status, "errors": [{"error": error, "message": message}]}


@contextmanager
def standing_in(stand_in: StandIn) -> Iterator[NotifyService]:
    """Serve it on this machine; the account that leads to it."""

    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            self._answer(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def _answer(self, sent: dict[str, Any]) -> None:
            token = self.headers["Authorization"].removeprefix("Bearer ")
            status, found = stand_in.answer(self.command, self.path, sent, token)
            body = json.dumps(found).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield NotifyService(f"http://127.0.0.1:{server.server_port}", f"tests-{SERVICE}-{SECRET}", TEMPLATES)
        server.shutdown()
        thread.join()
