"""Exact counts of one step in this very process: Python calls, statements, transactions that write."""

from __future__ import annotations

import cProfile
import pstats
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import event

from portal.db.session import Database
from portal.services import housekeeping
from portal.web.app import build
from tests.bench import council, floor
from tests.bench.browser import Answer, Browser, Headers, InProcess, filled
from tests.bench.visits import COOKIE, begin, settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from wsgiref.types import WSGIApplication

    from flask import Flask

AROUND = ("BEGIN", "COMMIT", "ROLLBACK")
MIDDLE = 30


@dataclass(frozen=True)
class Counted:
    """What was counted; `said` are the statements."""

    calls: int
    said: tuple[str, ...]

    @property
    def statements(self) -> int:
        """Statements, without those that begin and end a transaction."""
        return sum(not each.startswith(AROUND) for each in self.said)

    @property
    def writing(self) -> int:
        """Transactions that took the lock for writing."""
        return sum(each.startswith("BEGIN IMMEDIATE") for each in self.said)


class Counting:
    """Stands before an application and counts the calls inside it, and nothing of the browser's own."""

    def __init__(self, application: WSGIApplication) -> None:
        self.inside = InProcess(application)
        self.profile: cProfile.Profile | None = None

    def __call__(self, method: str, path: str, headers: Headers, body: bytes) -> Answer:
        """One request."""
        if self.profile is None:
            return self.inside(method, path, headers, body)
        self.profile.enable()
        try:
            return self.inside(method, path, headers, body)
        finally:
            self.profile.disable()

    def count(self, action: Callable[[], object]) -> int:
        """Python calls during an action."""
        self.profile = cProfile.Profile()
        action()
        calls = int(pstats.Stats(self.profile).total_calls)  # type: ignore[attr-defined]  # there, but not in the stubs
        self.profile = None
        return calls


class Service:
    """The service with one person half-way through a questionnaire of the benchmark's own."""

    def __init__(self, work: Path, length: int) -> None:
        place = work / f"counted-{length}"
        self.content = council.build(place / "council", length)
        installation = settings(place / "var", f"sqlite:///{place}/counted.sqlite")
        housekeeping.prepare(installation)
        self.app: Flask = build(installation, self.content)
        self.counting = Counting(self.app.wsgi_app)
        self.said: list[str] = []
        engine = self.app.extensions["wiring"].database.engine
        event.listen(engine, "before_cursor_execute", lambda *told: self.said.append(told[2]))
        event.listen(engine, "commit", lambda _: self.said.append("COMMIT"))
        database = Database(installation.database_url)
        token, before = begin(database, self.content, installation)
        database.close()
        self.browser = Browser(self.counting, f"{COOKIE}={token}")
        self.path = f"{before}/questions/question-1"
        for _ in range(min(MIDDLE, length - 3)):  # caches fill on the way, as in a worker that has run for a while
            self._step()
        for _ in range(2):  # the two pages of the counted step are drawn once before
            self.browser.get(self.path)
        after = int(self.path.rpartition("-")[2]) + 1
        self._next = f"{before}/questions/question-{after}"

    def _step(self) -> None:
        fields = filled(self.browser.get(self.path).body.decode())
        assert fields is not None
        self.path = self.browser.post(self.path, fields)

    def page(self) -> bytes:
        """The page the person is at."""
        return self.browser.get(self.path).body

    def get(self) -> Counted:
        """GET of the page the person is at."""
        return self._counted(lambda: self.browser.get(self.path))

    def finished(self) -> dict[str, Counted]:
        """GET of the pages that want every answer, once all are given."""
        while (fields := filled(self.page().decode())) is not None:
            self.path = self.browser.post(self.path, fields)
        before = self.path.rstrip("/")
        found = {}
        for name in ("check", "budget"):
            self.browser.get(f"{before}/{name}")
            found[name] = self._counted(partial(self.browser.get, f"{before}/{name}"))
        return found

    def step(self) -> Counted:
        """POST of an answer, redirect, GET of the next page; each page has been shown before, to somebody."""
        fields = filled(self.page().decode())
        assert fields is not None
        path = self.path
        self.path = self.browser.post(path, fields)
        self.browser.get(self.path)
        changed = {**fields, "answer": "two" if fields["answer"] != "two" else "one", "seen": "1"}
        return self._counted(lambda: self.browser.get(self.browser.post(path, changed)))

    def _counted(self, action: Callable[[], object]) -> Counted:
        self.said.clear()
        calls = self.counting.count(action)
        return Counted(calls, tuple(self.said))


def floor_step(work: Path, length: int) -> int:
    """Python calls of the floor's step."""
    counting = Counting(floor.build(work / "counted-floor.sqlite", length).wsgi_app)
    browser = Browser(counting)
    browser.get("/start/counted", follow=True)
    path = "/questions/1"
    for _ in range(MIDDLE):
        fields = filled(browser.get(path).body.decode())
        assert fields is not None
        path = browser.post(path, fields)
    fields = filled(browser.get(path).body.decode()) or {}
    return counting.count(lambda: browser.get(browser.post(path, fields)))
