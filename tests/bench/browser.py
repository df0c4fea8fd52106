"""A browser of the simplest kind: it keeps its cookie, fills in the first answer, and follows one redirect."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Callable
    from wsgiref.types import StartResponse, WSGIApplication

INPUT = re.compile(r"<input\b[^>]*>")
ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
FORM = re.compile(r'<form id="page"[^>]*>(.*?)</form>', re.DOTALL)
Headers = list[tuple[str, str]]


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: Headers
    body: bytes

    def header(self, name: str) -> str:
        """One header, or nothing."""
        return next((value for each, value in self.headers if each.lower() == name), "")


def filled(page: str) -> dict[str, str] | None:
    """The fields of the page's own form, the first radio button chosen; None where there is nothing to answer."""
    form = FORM.search(page)
    if form is None:
        return None
    fields: dict[str, str] = {}
    answered = False
    for tag in INPUT.findall(form[1]):
        named = dict(ATTRIBUTE.findall(tag))
        answered = answered or named.get("type") == "radio"
        fields.setdefault(named["name"], unescape(named.get("value", "")))
    return fields if answered else None


class InProcess:
    """Asks a WSGI application directly: no server, no socket, as few calls of its own as can be."""

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application

    def __call__(self, method: str, path: str, headers: Headers, body: bytes) -> Answer:
        """One request."""
        place, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": place,
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "127.0.0.1",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body),
            "wsgi.errors": BytesIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        for name, value in headers:
            known = {"Content-Type": "CONTENT_TYPE", "Cookie": "HTTP_COOKIE"}
            environ[known.get(name) or "HTTP_" + name.upper().replace("-", "_")] = value
        found: list[tuple[str, Headers]] = []

        def start(status: str, headers: Headers, error: object = None) -> Callable[[bytes], object]:
            found.append((status, headers))
            return lambda _: None

        response = self.application(environ, _typed(start))
        try:
            body = b"".join(response)
        finally:
            close = getattr(response, "close", None)
            if close:
                close()
        status, kept = found[0]
        return Answer(int(status[:3]), kept, body)


def _typed(start: object) -> StartResponse:
    return start  # type: ignore[return-value]  # a plain function stands for the protocol


class Browser:
    """One person's browser. `ask` sends a request and gives the answer."""

    def __init__(self, ask: Callable[[str, str, Headers, bytes], Answer], cookie: str = "") -> None:
        self.ask = ask
        self.headers: Headers = [("Cookie", cookie)] if cookie else []

    def get(self, path: str, *, follow: bool = False) -> Answer:
        """Fetch a page, which must be there."""
        answer = self.keeping(self.ask("GET", path, self.headers, b""))
        if follow and answer.status in {302, 303}:
            answer = self.keeping(self.ask("GET", answer.header("location"), self.headers, b""))
        if answer.status != 200:
            raise RuntimeError(f"GET {path}: {answer.status} {answer.header('location')}")
        return answer

    def keeping(self, answer: Answer) -> Answer:
        """Keep the one cookie that may have come."""
        cookie = answer.header("set-cookie").partition(";")[0]
        if cookie:
            self.headers = [("Cookie", cookie)]
        return answer

    def post(self, path: str, fields: dict[str, str]) -> str:
        """Send a form and return where it leads."""
        headers = [*self.headers, ("Content-Type", "application/x-www-form-urlencoded")]
        answer = self.ask("POST", path, headers, urlencode(fields).encode())
        if answer.status not in {302, 303}:
            raise RuntimeError(f"POST {path}: {answer.status} {answer.body[:300]!r}")
        return answer.header("location")
