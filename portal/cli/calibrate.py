"""Proposes how points become pounds so that a sample fits the money there is, and writes it as a draft scheme."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from portal.cli import Stopped
from portal.cli.schemes import MEANT, named_scheme
from portal.cli.simulate import fewest_people, print_tables
from portal.cli.typed import amount, day, file_to_write, one_or_more, per_cent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from portal.allocation.scheme import Scheme
    from portal.costing.calibrating import Proposal
    from portal.costing.drafting import Draft
    from portal.costing.envelope import Envelope
    from portal.costing.tables import Table


def read_arguments(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the sample, the money, what to propose, and where to write it."""
    parser = argparse.ArgumentParser(
        prog="python3 -m portal calibrate",
        description="From a sample of people and what their support costs now, propose a price of a point, bands, or a "
        "percentile table, so that a year of everybody's sum fits. More points never get less. It prints how well that "
        "fits, who gains and who loses against what their support costs now, and by how much.",
    )
    parser.add_argument("method", choices=["price", "bands", "percentiles"], help="what to propose")
    parser.add_argument(
        "--people", type=Path, required=True, metavar="FILE", help="the sample, with a column `cost now`"
    )
    parser.add_argument("--scheme", metavar="SCHEME", help=f"{MEANT}; without it, the sample has a column `points`")
    parser.add_argument("--line", metavar="ID", help="the line in which points become pounds, where there are several")
    parser.add_argument(
        "--envelope", type=amount, required=True, metavar="POUNDS", help="the money there is for a year"
    )
    parser.add_argument(
        "--contingency", type=per_cent, default=amount("0"), metavar="PERCENT", help="kept back of it (0)"
    )
    parser.add_argument("--bands", type=one_or_more, default=8, metavar="N", help="how many bands or steps (8)")
    parser.add_argument("--starts", type=day, help="the first day of the draft; the next 1 April")
    few = "fewest people told of; as the council's settings say"
    parser.add_argument("--hide-below", type=one_or_more, metavar="N", help=few)
    parser.add_argument("--out", type=Path, default=Path("draft.yaml"), metavar="FILE", help="the draft (draft.yaml)")
    wanted = parser.parse_args(arguments)
    if wanted.hide_below is None:
        wanted.hide_below = fewest_people()
    return wanted


def run(arguments: Sequence[str]) -> int:
    """Write the draft and print how well it fits. Returns 0."""
    from portal.costing.calibrating import Method, propose, sample_of  # noqa: PLC0415  --help must not wait for numpy
    from portal.costing.envelope import Envelope, NoYear  # noqa: PLC0415  the same
    from portal.costing.files import read_caseload  # noqa: PLC0415  the same
    from portal.costing.refusing import Unreadable  # noqa: PLC0415  the same
    from portal.costing.simulating import simulate  # noqa: PLC0415  the same
    from portal.costing.tables import tables  # noqa: PLC0415  the same

    wanted = read_arguments(arguments)
    envelope = Envelope(wanted.envelope, wanted.contingency)
    if not wanted.people.is_file():
        raise Stopped(f"There is no file {wanted.people}.")
    file_to_write(wanted.out)
    try:
        draft, scheme = _draft(wanted)
        caseload = next(read_caseload(wanted.people, [scheme], chunk=2**62), None)
        if caseload is None:
            raise Stopped(f"Nobody stands in {wanted.people}.")
        sample = sample_of(caseload, scheme, draft.points, draft)
        proposal = propose(draft, Method(wanted.method), sample, caseload, envelope, bands=wanted.bands)
        found = simulate(proposal.scheme, [caseload], draft.starts)
        told = [
            _fit(proposal, envelope),
            _by_share(proposal, wanted.hide_below),
            *tables(found, envelope, wanted.hide_below),
        ]
    except (Unreadable, NoYear) as reason:
        raise Stopped(str(reason)) from reason
    wanted.out.write_text(proposal.words, encoding="utf-8")
    print_tables(told)
    print(f"{wanted.out}: a draft, decided by nobody. Look at it, then run: python3 -m portal check {wanted.out}")
    return 0


def _draft(wanted: argparse.Namespace) -> tuple[Draft, Scheme]:
    from portal.allocation.loading import parse  # noqa: PLC0415  --help must not wait for it
    from portal.costing.drafting import Draft, blank, inputs_of, words_of  # noqa: PLC0415  the same

    today = date.today()  # noqa: DTZ011  as people say
    next_april = date(today.year + ((today.month, today.day) >= (4, 1)), 4, 1)
    starts = wanted.starts or next_april
    if wanted.scheme:
        scheme = named_scheme(wanted.scheme)
        words = words_of(scheme)
    else:
        words = blank(starts, amount("1000000"))
        scheme = parse(words, "the sample")
    line, points = _points_to_pounds(scheme, wanted.line)
    money = f"£{wanted.envelope:,f} a year, {wanted.contingency:f} % of it kept back"
    note = f"Draft from a sample, made on {today.isoformat()} for {money}; decided by nobody"
    unit = scheme.line(line).unit
    return Draft(words, str(wanted.out), line, points, unit, starts, note, inputs_of(scheme)), scheme


def _points_to_pounds(scheme: Scheme, wanted: str | None) -> tuple[str, str]:
    """The line in which points become pounds, and the line of these points. Raises Stopped."""
    from portal.allocation.operations import Bands, Multiply, ReadTable  # noqa: PLC0415  --help must not wait for it
    from portal.money import Unit  # noqa: PLC0415  the same

    found = {}
    for line in scheme.lines:
        operation = line.operation
        if isinstance(operation, Bands | Multiply | ReadTable) and operation.line.line and line.unit.is_money:
            of = operation.line.line
            if scheme.line(of).unit is Unit.POINTS:
                found[line.id] = of
    if wanted is None and len(found) == 1:
        wanted = next(iter(found))
    if wanted not in found:
        there = ", ".join(found) or "none"
        raise Stopped(f"Say with --line in which line points become pounds. These lines do: {there}.")
    return wanted, found[wanted]


def _fit(proposal: Proposal, envelope: Envelope) -> Table:
    from portal.costing.tables import Table, pounds  # noqa: PLC0415  --help must not wait for it

    left: Decimal = envelope.to_share_out - proposal.year
    rows = (
        ("A year of the draft", f"£{pounds(proposal.year)}"),
        ("Left of what can be shared out", f"£{pounds(left)}"),
        ("People held against what their support costs now", f"{proposal.compared:,}"),
        ("Half of them differ by no more than, a week", f"£{pounds(proposal.middle_difference)}"),
        ("Rank correlation with what it costs now (Spearman)", f"{proposal.rank_correlation:.2f}"),
    )
    return Table("fit", "How well it fits", "The draft beside the sample.", ("Fit", "Figure"), rows)


def _by_share(proposal: Proposal, below: int) -> Table:
    from portal.costing.tables import Table, told  # noqa: PLC0415  --help must not wait for it

    parts = ["lose more than half", "lose a quarter to half", "lose a tenth to a quarter", "within a tenth"]
    parts += ["gain a tenth to a quarter", "gain a quarter to half", "gain more than half"]
    rows = tuple(zip(parts, told(proposal.by_share, below), strict=True))
    about = f"Each person's change as a part of what their support costs now. Fewer than {below} people are hidden."
    return Table("by-share", "What part of it they gain or lose", about, ("Part of the cost now", "People"), rows)
