"""Measures the service beside a floor of its own and prints quotients and exact counts."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from portal.cli.bench import LENGTHS, read_arguments
from tests.bench import caseload, counting, weighing
from tests.bench.driving import Pace, Town
from tests.bench.units import one_core

if TYPE_CHECKING:
    from collections.abc import Sequence

USUAL = 60
QUICK = Pace(rounds=2, gets=40, views=20, journeys=10)


def say(what: str, value: str, wanted: str = "") -> None:
    """One line of the table."""
    print(f"  {what:<58}{value:>12}   {wanted}".rstrip(), flush=True)


def over(one: float, other: float) -> str:
    """A quotient."""
    return f"{one / other:.2f}"


def quotients(town: Town, length: int) -> None:
    """What was measured at one length, as multiples of the floor and of one another."""
    floor, service, elsewhere = (town.measured[kind, length] for kind in ("floor", "sqlite", "postgresql"))
    print(f"\n{length} questions")
    usual = length == USUAL
    say("GET of a question, beside the floor's", over(service.get, floor.get), "at most 2.5, best 1.8" if usual else "")
    say("step, beside the floor's", over(service.step, floor.step), "at most 2.0, best 1.6" if usual else "")
    durable = town.measured["durable", length]
    say("step, beside a floor whose writes are as durable", over(service.step, durable.step))
    say("whole journey, beside the floor's", over(service.journey, floor.journey))
    say("check your answers, beside the floor's", over(service.check, floor.check))
    aim = "at most 2, best 1.5" if usual else ""
    say("check your answers, beside own GET of a question", over(service.check, service.get), aim)
    say("budget page, beside own GET of a question", over(service.budget, service.get), aim)
    say("step on PostgreSQL, beside own on SQLite", over(elsewhere.step, service.step), "at most 1.35, best 1.25")
    say("GET on PostgreSQL, beside own on SQLite", over(elsewhere.get, service.get))


def across(town: Town, short: int, long: int) -> None:
    """What length costs."""
    print("\nLength")
    shortest, longest = town.measured["sqlite", short], town.measured["sqlite", long]
    say(
        f"step at {long} questions, beside one at {short}", over(longest.step, shortest.step), "at most 1.20, best 1.12"
    )
    say(f"GET at {long} questions, beside one at {short}", over(longest.get, shortest.get))


def counts(work: Path) -> None:
    """What is exact: calls, statements, bytes."""
    service = counting.Service(work, USUAL)
    step = service.step()
    print(f"\nExact counts, {USUAL} questions")
    say("Python calls of a step", f"{step.calls:,}", "at most 7,000, best 5,000")
    say("Python calls of a GET", f"{service.get().calls:,}")
    say("Python calls of the floor's step", f"{counting.floor_step(work, USUAL):,}")
    say("SQL statements of a step, without BEGIN and COMMIT", str(step.statements), "at most 8, best 6")
    say("write transactions of a step", str(step.writing), "1")
    page = weighing.weigh(service.page())
    say("bytes of a question's page", f"{page.raw:,}", "at most 16,384, best 12,288")
    say("the same, gzip", f"{page.gzip:,}", "at most 5,120, best 4,096")
    say("bytes of a first view, compressed, with fonts", f"{page.first_view:,}", "at most 61,440, best 51,200")
    say("requests of a first view", str(page.requests), "at most 5")
    say("bytes of a later page, compressed", f"{page.gzip:,}")
    say("requests of a later page", "1")


def whole_caseload() -> None:
    """A million people with 60 answers each, in sticks: a small fixed piece of Python, measured beside it."""
    print(f"\n{caseload.PEOPLE:,} people with {caseload.QUESTIONS} answers, in sticks of processor time")
    work = Path(tempfile.mkdtemp(prefix="caseload"))
    wanted = ("at most 1,000, best 400", "at most 4,000, best 2,000", "at most 150, best 60")
    try:
        for (name, units), target in zip(caseload.measured(work).items(), wanted, strict=True):
            say(name, f"{units:,.0f}", target)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def run(lengths: Sequence[int], pace: Pace) -> None:
    """Measure everything in a folder that is removed afterwards."""
    one_core()
    work = Path(tempfile.mkdtemp(prefix="bench"))
    try:
        with Town(work, pace) as town:
            for length in lengths:
                town.measure(length)
                quotients(town, length)
            if len(lengths) > 1:
                across(town, lengths[0], lengths[-1])
            if len(lengths) == 1:
                return
            town.weigh_workers(USUAL)
            first, second = town.held
            print("\nMemory and start")
            say(f"MiB a worker holds after {pace.journeys} journeys", f"{first:.0f}", "at most 100, best 85")
            say(f"MiB more after the next {pace.journeys}", f"{second - first:.1f}", "none")
            start, floor = town.start()
            say("start to first page, beside the floor's start", over(start, floor))
            say("the same in seconds, on this machine just now", f"{start:.1f}", "at most 1.3, best 1")
        counts(work)
        whole_caseload()
    finally:
        shutil.rmtree(work, ignore_errors=True)


def main() -> None:
    """Read the arguments and go."""
    wanted = read_arguments(sys.argv[1:])
    if wanted.caseload:
        one_core()
        whole_caseload()
        return
    run([wanted.length] if wanted.length else LENGTHS, QUICK if wanted.quick else Pace())


if __name__ == "__main__":
    main()
