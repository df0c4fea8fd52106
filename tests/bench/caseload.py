"""How fast a whole caseload is worked out: in memory, from the database, and when only the pounds changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random

import numpy as np
from sqlalchemy import create_engine, text

from portal.allocation.caseload.calculate import calculate_many
from portal.allocation.caseload.people import Column, People
from portal.allocation.caseload.sharing import shared_lines, worth_keeping
from portal.allocation.caseload.vectors import unpack
from portal.allocation.loading import parse
from portal.allocation.packing import FIRST_WORD, Layout, Packed
from portal.allocation.scheme import Scheme
from portal.db.encryption import Cipher
from tests.bench.units import stick

PEOPLE, QUESTIONS, DOMAINS, PART = 1_000_000, 60, 10, 32_768
DAY = date(2026, 11, 21)
OPTIONS = ("a", "b", "c", "d", "e")
SHARES = "{a: 0, b: 25, c: 50, d: 100}"


def scheme_of(pounds: str = "2") -> Scheme:
    """A scheme with the usual parts: 60 scores, 10 sums, help from family in each, a table, limits, a supplement."""
    chance = Random(1)
    lines, helped = [], []
    for domain in range(DOMAINS):
        names = []
        for question in range(domain, QUESTIONS, DOMAINS):
            points = sorted(chance.sample(range(1, 40), 4))
            each = ", ".join(f"{option}: {point}" for option, point in zip(OPTIONS, [0, *points], strict=True))
            lines.append(f"  - {{id: q{question}, score: q{question}, points: {{{each}}}, not_asked: 0}}")
            names.append(f"q{question}")
        lines.append(f"  - {{id: d{domain}, sum: [{', '.join(names)}]}}")
        lines.append(
            f"  - {{id: h{domain}, support: d{domain}, how_much: s{domain}, shares: {SHARES}, "
            f"where: {{question: s{domain}, answered: true}}}}"
        )
        lines.append(f"  - {{id: n{domain}, difference: [d{domain}, h{domain}]}}")
        helped.append(f"n{domain}")
    inputs = [f"  - {{id: q{number}, options: [{', '.join(OPTIONS)}]}}" for number in range(QUESTIONS)]
    inputs += [f"  - {{id: s{number}, options: [a, b, c, d]}}" for number in range(DOMAINS)]
    rows = ", ".join(
        f"{{at: {at}, figure: {int(at * float(pounds))}}}" for at in (0, 50, 100, 200, 400, 700, 1200, 3000)
    )
    return parse(
        "id: bench\nstarts: 2026-04-01\npeople: adults\nillustrative: true\nsource: Made for this measure\n"
        "rounding: {to: 1, how: half-up}\ninputs:\n" + "\n".join(inputs) + "\ntables:\n"
        f"  - {{id: t, from: points, to: pounds a week, reading: straight, beyond: to-a-person, "
        f"rounding: {{to: 0.01, how: half-up}}, rows: [{rows}]}}\nlines:\n" + "\n".join(lines) + "\n"
        f"  - {{id: points, sum: [{', '.join(helped)}]}}\n"
        "  - {id: pounds, table: t, of: points}\n"
        "  - {id: floor, limit: pounds, at_least: 20, below: no-budget}\n"
        "  - {id: cap, limit: floor, at_most: 1800}\n"
        "  - {id: last, round: cap, to: 1, how: up}\n",
        "bench.yaml",
    )


def crowd() -> tuple[np.ndarray[tuple[int, int], np.dtype[np.uint8]], Layout]:
    """Codes of a million people, a row each, and their layout."""
    chance = np.random.default_rng(1)
    codes = chance.integers(FIRST_WORD - 1, FIRST_WORD + 5, (PEOPLE, QUESTIONS), np.uint8)
    codes[codes == FIRST_WORD - 1] = 0  # not asked
    helps = chance.integers(FIRST_WORD, FIRST_WORD + 4, (PEOPLE, DOMAINS), np.uint8)
    questions = tuple(Packed(f"q{number}", "choice", OPTIONS) for number in range(QUESTIONS))
    more = tuple(Packed(f"s{number}", "choice", OPTIONS[:4]) for number in range(DOMAINS))
    return np.hstack([codes, helps]), Layout("bench", (*questions, *more))


def units(run: Callable[[], object]) -> float:
    """Processor time in sticks, the middle of three."""
    found = []
    for _ in range(3):
        before, began = stick(), time.process_time()
        run()
        found.append((time.process_time() - began) * 1000 / ((before + stick()) / 2))
    return sorted(found)[1]


def columns(codes: np.ndarray[tuple[int, int], np.dtype[np.uint8]], layout: Layout) -> People:
    """The codes as columns."""
    each = np.ascontiguousarray(codes.T)
    return People(len(codes), {one.id: Column(each[place], one.options) for place, one in enumerate(layout.questions)})


def parts(people: People) -> Iterator[People]:
    """The people in parts that stay in the cache."""
    return (people.part(start, start + PART) for start in range(0, people.size, PART))


def total(scheme: Scheme, each: Iterator[People]) -> int:
    """What the scheme gives all of them, in pence or less."""
    summed = 0
    for part in each:
        line = calculate_many(scheme, part, DAY).headline
        summed += 0 if line is None else int(line.figure.whole.sum())
    return summed


def measured(work: Path) -> dict[str, float]:
    """The three measures, in units."""
    first, changed = scheme_of(), scheme_of("2.25")
    codes, layout = crowd()
    people = columns(codes, layout)
    found = {"in memory": units(lambda: total(first, parts(people)))}
    found["from the database"] = _stored(work, codes, layout, first)
    shared = shared_lines(first, changed, DAY)
    wanted = {line.id for line in changed.lines} - shared
    kept = [(part, worth_keeping(calculate_many(first, part, DAY), changed, DAY)) for part in parts(people)]

    def again() -> int:
        lines = (calculate_many(changed, part, DAY, known, wanted).headline for part, known in kept)
        return sum(int(line.figure.whole.sum()) for line in lines if line is not None)

    if again() != total(changed, parts(people)):
        raise AssertionError("keeping lines changed what comes out")
    found["only the pounds changed"] = units(again)
    return found


def _stored(
    work: Path, codes: np.ndarray[tuple[int, int], np.dtype[np.uint8]], layout: Layout, scheme: Scheme
) -> float:
    """From locked rows in a database to the total, for a tenth of the people, times ten."""
    engine, cipher, some = create_engine(f"sqlite:///{work}/caseload.sqlite"), Cipher(bytes(32)), PEOPLE // 10
    with engine.begin() as connection:
        connection.execute(text("create table vectors (id text primary key, vector blob) without rowid"))
        vectors = (cipher.lock(codes[place].tobytes(), "vectors", "vector", str(place)) for place in range(some))
        rows = [{"id": str(place), "vector": vector} for place, vector in enumerate(vectors)]
        connection.execute(text("insert into vectors values (:id, :vector)"), rows)

    def read() -> Iterator[People]:
        with engine.connect().execution_options(yield_per=PART) as connection:
            for rows in connection.execute(text("select id, vector from vectors")).partitions(PART):
                yield unpack(cipher.unlock_each(rows, "vectors", "vector"), layout)

    return units(lambda: total(scheme, read())) * PEOPLE / some
