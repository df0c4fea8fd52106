"""A service in a process of its own that can be killed, and a client that keeps note of what was promised."""

from __future__ import annotations

import http.client
import os
import random
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self
from urllib.parse import urlencode, urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parent.parent.parent
SLOWEST_START = 60  # seconds
MARK = re.compile(r'name="mark" value="([^"]+)"')
SEEN = re.compile(r'name="seen" value="([^"]*)"')
READY = re.compile(r"open (http://\S+) in a browser")


class Service:
    """`python3 -m portal serve` on a free port. What it prints goes to a file."""

    def __init__(self, var: Path, **settings: str) -> None:
        self.said = var / "said"
        var.mkdir(parents=True, exist_ok=True)
        self.output = self.said.open("w")
        env = {name: value for name, value in os.environ.items() if not name.startswith(("PORTAL_", "DATABASE_"))}
        env |= {"PORTAL_VAR": str(var), "PORTAL_IN_PLACE": "1", "PYTHONUNBUFFERED": "1", **settings}
        arguments = [sys.executable, "-m", "portal", "serve", "--port", "0"]
        self.process = subprocess.Popen(
            arguments, cwd=ROOT, env=env, stdout=self.output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
        )

    def address(self) -> str:
        """Where it answers, once it is ready. Raises AssertionError with what it said when it does not start."""
        until = time.monotonic() + SLOWEST_START
        while time.monotonic() < until:
            if ready := READY.search(self.said.read_text()):
                return ready[1]
            if self.process.poll() is not None:
                break
            time.sleep(0.01)
        self.kill()
        raise AssertionError(f"The service did not start: {self.said.read_text()[-2000:]}")

    def kill(self) -> None:
        """As a power cut would: no time to tidy up."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.output.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.kill()


@dataclass
class Client:
    """A browser without eyes: one cookie, forms sent as they are, redirects looked at and not followed."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, path: str, form: Mapping[str, str | list[str]] | None = None) -> tuple[int, str, str]:
        """The status, where it leads and the page. Raises OSError or HTTPException when the service is gone."""
        where = urlsplit(self.address)
        connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=20)
        try:
            headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
            body = None if form is None else urlencode(form, doseq=True)
            if body is not None:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request("GET" if body is None else "POST", path, body, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers.get("Location", ""), page

    def send(self, path: str, **answers: str | list[str]) -> tuple[int, str]:
        """Open a page, fill in its form, send it; the status and where it leads."""
        status, _, page = self.ask(path)
        assert status == 200, f"{path} answered {status}"
        mark, seen = MARK.search(page), SEEN.search(page)
        assert mark, path
        hidden: dict[str, str | list[str]] = {"mark": mark[1]} | ({"seen": seen[1]} if seen else {})
        status, location, _ = self.ask(path, hidden | answers)
        return status, location

    def begin(self) -> str:
        """Begin an application for oneself; its address."""
        status, location = self.send("/start/who", answer="me")
        assert status == 302, status
        return location.removesuffix("/reaching-you")


@dataclass
class Promises:
    """For each application: what was answered and acknowledged, and the one answer that was under way."""

    kept: dict[str, dict[str, str]] = field(default_factory=dict)
    under_way: dict[str, tuple[str, str]] = field(default_factory=dict)
    acknowledged: int = 0
    cut_off: int = 0  # answers under way when the server was killed

    def answer(self, client: Client, application: str, question: str, words: str) -> None:
        """Answer one question; note it once the page had been answered with a redirect."""
        self.under_way[application] = (question, words)
        status, _ = client.send(f"{application}/questions/{question}", answer=words)
        assert status == 302, status
        self.kept.setdefault(application, {})[question] = words
        del self.under_way[application]
        self.acknowledged += 1

    def assert_all_kept_by(self, clients: Mapping[str, Client]) -> None:
        """Each answer is on its page; where one was under way, it is there or the one before, and never half of it."""
        for application, answers in self.kept.items():
            client = clients[application]
            asked_last, words_last = self.under_way.get(application, ("", ""))
            for question, words in answers.items():
                status, _, page = client.ask(f"{application}/questions/{question}")
                assert status == 200, (application, question, status)
                allowed = {words, words_last} if question == asked_last else {words}
                shown = [each for each in allowed if f">\n{each}</textarea>" in page or f'value="{each}"' in page]
                assert shown, f"{question} of {application} lost “{words[:30]}…”"
                answers[question] = shown[0]
        self.cut_off += len(self.under_way)
        self.under_way.clear()


def some_words(chance: random.Random) -> str:
    """Words long enough that half of them would show."""
    return " ".join(f"{chance.getrandbits(32):08x}" for _ in range(chance.randint(1, 200)))
