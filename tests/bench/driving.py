"""Drives floor and service in turn, a little of each at a time, and keeps what it cost in units."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Self

from portal.content import load_content
from portal.db.session import Database
from portal.services import housekeeping
from tests.bench import council
from tests.bench.browser import Browser, filled
from tests.bench.serving import Remote
from tests.bench.units import Units, memory
from tests.bench.visits import COOKIE, begin, settings
from tests.postgres import PostgresServer

if TYPE_CHECKING:
    from portal.config import Settings
    from portal.content import Content

ROOT = Path(__file__).resolve().parents[2]
FLOORS = ("floor", "durable")
KINDS = (*FLOORS, "sqlite", "postgresql")
BLOCK = 5
WAIT = 60


@dataclass(frozen=True)
class Pace:
    """How much is measured; each round is a whole journey on each."""

    rounds: int = 3
    gets: int = 100
    views: int = 20
    journeys: int = 100


@dataclass
class Measured:
    """Units of each kind of request, one figure a round."""

    length: int
    gets: list[float] = field(default_factory=list)
    steps: list[float] = field(default_factory=list)
    checks: list[float] = field(default_factory=list)
    budgets: list[float] = field(default_factory=list)

    @property
    def get(self) -> float:
        """GET of a question in the middle."""
        return fmean(self.gets)

    @property
    def step(self) -> float:
        """POST of an answer, redirect, GET of the next page."""
        return fmean(self.steps)

    @property
    def check(self) -> float:
        """Check your answers, all of them given."""
        return fmean(self.checks)

    @property
    def budget(self) -> float:
        """The budget page; the floor has none."""
        return fmean(self.budgets) if self.budgets else 0.0

    @property
    def journey(self) -> float:
        """First question, every step, check your answers."""
        return self.get + self.length * self.step + self.check


class Served:
    """One program that is being measured."""

    def __init__(self, kind: str, place: Path, length: int, database_url: str) -> None:
        self.kind, self.length = kind, length
        what = kind if kind in FLOORS else "service"
        command = [sys.executable, "-m", "tests.bench.serving", what, str(place), str(length), database_url]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline())
        self.remote = Remote(self.port)

    def stop(self) -> None:
        """Stop it."""
        self.remote.close()
        self.process.terminate()
        self.process.wait(WAIT)


class Town:
    """Everything that is served, and the people who come."""

    def __init__(self, work: Path, pace: Pace) -> None:
        self.work, self.pace = work, pace
        self.measured: dict[tuple[str, int], Measured] = {}
        self.held = (0.0, 0.0)
        self._visits = 0
        self._urls: dict[tuple[str, int], str] = {}

    def __enter__(self) -> Self:
        self.postgres = PostgresServer()
        return self

    def __exit__(self, *_error: object) -> None:
        self.postgres.stop()

    def measure(self, length: int) -> None:
        """Measure one length: a little of each in turn, round after round."""
        place = self.work / str(length)
        content = council.build(place / "council", length)
        served = [self._serve(kind, place, length) for kind in KINDS]
        try:
            for number in range(self.pace.rounds + 1):
                for each in served:
                    self._round(each, content, warm=number == 0)
        finally:
            for each in served:
                each.stop()

    def _serve(self, kind: str, place: Path, length: int) -> Served:
        url = self.postgres.create(f"bench{length}") if kind == "postgresql" else f"sqlite:///{place}/{kind}.sqlite"
        if kind not in FLOORS:
            housekeeping.prepare(self._settings(place, url))
        self._urls[kind, length] = url
        self.measured[kind, length] = Measured(length)
        return Served(kind, place, length, url)

    def _settings(self, place: Path, url: str) -> Settings:
        return settings(place / "var", url)

    def _visit(self, served: Served, content: Content) -> tuple[Browser, str]:
        """Somebody new, with the address before their questions."""
        self._visits += 1
        if served.kind in FLOORS:
            browser = Browser(served.remote)
            browser.get(f"/start/visit-{self._visits}", follow=True)
            return browser, ""
        url = self._urls[served.kind, served.length]
        database = Database(url)
        token, reference = begin(database, content, self._settings(self.work / str(served.length), url))
        database.close()
        return Browser(served.remote, f"{COOKIE}={token}"), reference

    def _round(self, served: Served, content: Content, *, warm: bool) -> None:
        measured = self.measured[served.kind, served.length]
        first = "/questions/1" if served.kind in FLOORS else "/questions/question-1"
        browser, before = self._visit(served, content)
        units = steps(browser, before + first, served.process.pid)
        if warm:
            return
        measured.steps.append(units.middle)
        middle = f"{before}{first[:-1]}{served.length // 2}"
        measured.gets.append(views(browser, middle, served.process.pid, self.pace.gets).middle)
        measured.checks.append(views(browser, before + "/check", served.process.pid, self.pace.views).middle)
        if served.kind not in FLOORS:
            measured.budgets.append(views(browser, before + "/budget", served.process.pid, self.pace.views).middle)

    def weigh_workers(self, length: int) -> None:
        """What a worker holds after many journeys, and after as many again."""
        place = self.work / str(length)
        content = load_content(place / "council")
        served = self._serve_again(place, length)
        try:
            held = []
            for _ in range(2):
                for _ in range(self.pace.journeys):
                    browser, before = self._visit(served, content)
                    steps(browser, before + "/questions/question-1", served.process.pid)
                    browser.get(before + "/check")
                    browser.get(before + "/budget")
                held.append(memory(served.process.pid))
            self.held = (held[0], held[1])
        finally:
            served.stop()

    def _serve_again(self, place: Path, length: int) -> Served:
        return Served("sqlite", place, length, self._urls["sqlite", length])

    def start(self) -> tuple[float, float]:
        """Seconds from the command to the first page, of the service with its own content and of the floor."""
        var = self.work / "start"
        own = [sys.executable, "-m", "portal", "serve", "--port", "0"]
        floor = [sys.executable, "-m", "tests.bench.serving", "floor", str(self.work), "10", ""]
        seconds_to_page(own, var)  # makes the database and the key
        return min(seconds_to_page(own, var) for _ in range(3)), min(seconds_to_page(floor, var) for _ in range(3))


def seconds_to_page(command: list[str], var: Path) -> float:
    """Seconds until a program that says its port has shown a page."""
    env = {**os.environ, "PORTAL_VAR": str(var), "PORTAL_IN_PLACE": "yes", "PYTHONUNBUFFERED": "1"}
    began = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.readline()
        port = re.findall(r"\d{4,5}", said)[0]
        page = "/" if "portal" in command else "/start/visit"
        urllib.request.urlopen(f"http://127.0.0.1:{port}{page}", timeout=WAIT).close()
        took = time.perf_counter() - began
        process.terminate()
    return took


def steps(browser: Browser, path: str, process: int) -> Units:
    """Answer question after question to the end and measure the steps."""
    units = Units(process)
    fields = filled(browser.get(path).body.decode())
    while fields is not None:
        units.begin()
        count = 0
        while fields is not None and count < BLOCK:
            path = browser.post(path, fields)
            fields = filled(browser.get(path).body.decode())
            count += 1
        units.end(count)
    return units


def views(browser: Browser, path: str, process: int, count: int) -> Units:
    """Fetch one page again and again and measure it."""
    units = Units(process)
    browser.get(path)
    for _ in range(count // BLOCK):
        units.begin()
        for _ in range(BLOCK):
            browser.get(path)
        units.end(BLOCK)
    return units
