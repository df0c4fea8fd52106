"""Runs a scheme, or two, over a whole caseload and writes what it costs, who gains and who loses."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from portal.cli import Stopped
from portal.cli.progress import shown
from portal.cli.schemes import MEANT, named_scheme
from portal.cli.typed import amount, day, folder_to_write, one_or_more, per_cent
from portal.config import content_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from portal.allocation.scheme import Scheme
    from portal.costing.envelope import Envelope
    from portal.costing.files import Caseload, Kinds
    from portal.costing.simulating import Simulated
    from portal.costing.tables import Table


def fewest_people() -> int:
    """The fewest people that the council lets a report tell of."""
    from portal.content import load_council_alone  # noqa: PLC0415  --help must not wait for it

    return load_council_alone(*content_place(os.environ)).reports.fewest_people


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Read which scheme, over whom, and how much money there is."""
    parser = argparse.ArgumentParser(
        prog="python3 -m portal simulate",
        description="Run a scheme over a caseload, to the penny what each person would get alone. "
        "questionnaires/CASELOAD.md says how to read what it writes.",
    )
    parser.add_argument("--scheme", required=True, metavar="SCHEME", help=MEANT)
    parser.add_argument("--against", metavar="SCHEME", help="hold it against another scheme, not the cost of now")
    people = parser.add_mutually_exclusive_group()
    people.add_argument("--people", type=Path, metavar="FILE", help="a .csv or .parquet file of people")
    people.add_argument("--stored", action="store_true", help="the assessments that were sent here, without names")
    parser.add_argument("--day", type=day, help="the day whose prices count; today")
    parser.add_argument("--envelope", type=amount, metavar="POUNDS", help="the money there is for a year")
    parser.add_argument(
        "--contingency", type=per_cent, default=Decimal(0), metavar="PERCENT", help="kept back of it (0)"
    )
    parser.add_argument("--fixed-cost", type=amount, default=Decimal(0), metavar="POUNDS", help="that goes on, a year")
    few = "fewest people told of; as the council's settings say"
    parser.add_argument("--hide-below", type=one_or_more, metavar="N", help=few)
    parser.add_argument(
        "--chunk", type=one_or_more, default=32768, metavar="N", help="people worked out at once (32768)"
    )
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="write the report, tables, plots and people into it")
    wanted = parser.parse_args(arguments)
    if wanted.hide_below is None:
        wanted.hide_below = fewest_people()
    return wanted


def run(arguments: Sequence[str]) -> int:
    """Print the tables, and write the report where --out names a folder. Returns 0."""
    from portal.costing.envelope import Envelope, NoYear  # noqa: PLC0415  --help must not wait for numpy
    from portal.costing.refusing import Unreadable  # noqa: PLC0415  the same

    wanted = read_arguments(arguments)
    scheme = named_scheme(wanted.scheme)
    against = named_scheme(wanted.against) if wanted.against else None
    envelope = None
    if wanted.envelope is not None:
        envelope = Envelope(wanted.envelope, wanted.contingency, wanted.fixed_cost)
    try:
        told = _simulated(wanted, scheme, against, envelope)
    except (NoYear, Unreadable) as reason:
        raise Stopped(str(reason)) from reason
    print_tables(told)
    if wanted.out:
        print(f"{wanted.out / 'report.html'}: the report, with its tables, plots and people beside it.")
    return 0


def _simulated(
    wanted: argparse.Namespace, scheme: Scheme, against: Scheme | None, envelope: Envelope | None
) -> list[Table]:
    from portal.costing.outcomes import Outcomes  # noqa: PLC0415  --help must not wait for numpy
    from portal.costing.simulating import simulate  # noqa: PLC0415  the same
    from portal.costing.tables import tables  # noqa: PLC0415  the same

    on = wanted.day or date.today()  # noqa: DTZ011  as people say
    schemes = [one for one in (scheme, against) if one is not None]
    for one in schemes:
        if not one.in_effect(on):
            raise Stopped(f"The scheme {one.id} {one.version} is not in effect on {on}. Name another day with --day.")
    parts = _parts(wanted, schemes, on)
    if not wanted.out:
        return list(tables(_with_people(simulate(scheme, parts, on, against)), envelope, wanted.hide_below))
    from portal.costing.plots import plots  # noqa: PLC0415  only a report has plots
    from portal.costing.report import write_report  # noqa: PLC0415  the same

    folder_to_write(wanted.out)
    with Outcomes(wanted.out / "people.parquet") as outcomes:
        found = _with_people(simulate(scheme, parts, on, against, outcomes.add))
    told = list(tables(found, envelope, wanted.hide_below))
    count = f"{found.counted.all.people:,}"
    where = f"{count} from {wanted.people.name}" if wanted.people else f"{count} assessments that were sent"
    write_report(found, told, list(plots(found, envelope, wanted.hide_below)), wanted.out, where)
    return told


def _with_people(found: Simulated) -> Simulated:
    if not found.counted.all.people:
        raise Stopped("Nobody stands in that file: below the names of the columns, each row is one person.")
    return found


def _parts(wanted: argparse.Namespace, schemes: Sequence[Scheme], on: date) -> Iterator[Caseload]:
    from portal.costing.files import number_of_people, read_caseload  # noqa: PLC0415  --help must not wait for it

    if wanted.stored:
        return shown(_stored(schemes[0], on, wanted.chunk), "Working out", None, lambda part: part.people.size)
    if wanted.people is None:
        raise Stopped(
            "Name the people with --people FILE, or take those that were sent here with --stored. "
            "`python3 -m portal demo-caseload` makes some up."
        )
    if not wanted.people.is_file():
        raise Stopped(f"There is no file {wanted.people}.")
    parts = read_caseload(wanted.people, schemes, wanted.chunk)
    return shown(parts, "Working out", number_of_people(wanted.people), lambda part: part.people.size)


def _stored(scheme: Scheme, on: date, chunk: int) -> Iterator[Caseload]:
    """The assessments that were sent, of the scheme's questionnaire, by group of a roll-out where there are any.

    Raises Stopped where none was sent.
    """
    from portal.allocation.caseload.vectors import unpack  # noqa: PLC0415  --help must not wait for it
    from portal.cli.stored import stored  # noqa: PLC0415  the same
    from portal.costing.files import Caseload  # noqa: PLC0415  the same
    from portal.costing.needing import most_needed  # noqa: PLC0415  the same
    from portal.services.caseload import COHORT, stored_layouts, stored_vectors  # noqa: PLC0415  the same
    from portal.services.staff.simulating import cohorts_of  # noqa: PLC0415  the same

    with stored() as found, found.engine.connect() as connection:
        layouts = stored_layouts(connection, scheme.id)
        if not layouts:
            raise Stopped(f"No assessment of {scheme.id} was sent yet.")
        by_group = any(one.id == COHORT for layout in layouts for one in layout.questions)
        for layout in layouts:
            for vectors in stored_vectors(connection, found.keyring, layout, chunk):
                people = unpack(vectors, layout)
                kinds = {"greatest need": _named(most_needed(scheme, people, on), "no points")}
                if by_group:
                    kinds["cohort"] = _named(cohorts_of(people), "in no group")
                yield Caseload(people, kinds)


def _named(kinds: Kinds, none: str) -> Kinds:
    return replace(kinds, names=tuple(name or none for name in kinds.names))


def print_tables(told: Sequence[Table]) -> None:
    """Print tables at the terminal."""
    from rich.console import Console  # noqa: PLC0415  --help must not wait for it
    from rich.table import Table as Shown  # noqa: PLC0415  the same

    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = 150
    for table in told:
        drawn = Shown(title=table.title, caption=table.about, title_justify="left", caption_justify="left")
        for place, name in enumerate(table.head):
            drawn.add_column(name, justify="right" if place else "left", overflow="fold")
        for row in table.rows:
            drawn.add_row(*row)
        console.print(drawn)
