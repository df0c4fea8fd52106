"""Who asks, behind proxies: only as many of them as the settings name are believed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pytest
from werkzeug.test import Client

from portal.web.app import behind_proxies

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


def who_asks(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    start("200 OK", [])
    return [f"{environ['REMOTE_ADDR']} {environ['wsgi.url_scheme']}".encode()]


@pytest.mark.parametrize(
    ("proxies", "seen"), [(0, "192.0.2.7 http"), (1, "203.0.113.9 https"), (2, "198.51.100.1 http")]
)
def test_only_the_trusted_proxies_say_who_asks(proxies: int, seen: str) -> None:
    said = Client(behind_proxies(who_asks, proxies)).get(
        "/",
        headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.9", "X-Forwarded-Proto": "http, https"},
        environ_base={"REMOTE_ADDR": "192.0.2.7"},
    )
    assert said.text == seen


def test_a_visitor_cannot_choose_the_name_of_the_service() -> None:
    def host(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        start("200 OK", [])
        return [environ["HTTP_HOST"].encode()]

    said = Client(behind_proxies(host, 1)).get("/", headers={"X-Forwarded-Host": "elsewhere.example"})
    assert said.text == "localhost"
