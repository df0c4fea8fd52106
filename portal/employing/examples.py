"""Worked examples of an employer's costs, kept as data: a job on a day, and every line to the penny."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from portal.employing.costs import PAID_EVERY, Costs, Job, LineKind, TooLow, work_out
from portal.employing.rates import AGES, Age, Rates
from portal.files import Complaint, ContentError, Mark, Node, Reader, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from pathlib import Path

AMOUNTS = ("sick_weeks", "liability", "payroll", "training", "training_hours", "other", "contingency")


@dataclass(frozen=True)
class Example:
    """A job on a day, and what it comes to: pounds a year for each line, and the sum over each time."""

    id: str
    title: str
    day: date
    job: Job
    lines: Mapping[str, Decimal]
    year: Decimal
    four_weeks: Decimal
    week: Decimal
    mark: Mark

    def differences(self, costs: Costs) -> Iterator[tuple[str, Decimal | None, Decimal | None]]:
        """Where the costs are others than written: what, written, worked out."""
        found = {str(line.kind): line.year for line in costs.lines}
        for name in dict.fromkeys((*self.lines, *found)):
            if self.lines.get(name) != found.get(name):
                yield name, self.lines.get(name), found.get(name)
        for name in ("year", "four_weeks", "week"):
            if getattr(self, name) != getattr(costs, name):
                yield name, getattr(self, name), getattr(costs, name)


def load_examples(path: Path) -> tuple[Example, ...]:
    """Return the examples of a file. Raises ContentError with every complaint."""
    complaints: list[Complaint] = []
    reader = Reader(read_yaml(path), complaints)
    found = [_example(node, complaints) for node in reader.each("examples", required=True)]
    reader.finish()
    if complaints:
        raise ContentError(complaints)
    return tuple(each for each in found if each)


def lint_examples(examples: Iterable[Example], rates_on: Callable[[date], Rates]) -> Iterator[Complaint]:
    """Yield a complaint for each sum that is not what an example says on its day."""
    for example in examples:
        file, line = example.mark.file, example.mark.line
        try:
            costs = work_out(example.job, rates_on(example.day))
        except TooLow as low:
            what, cure = f"The law asks for a wage of {low.least} on this day.", "Write a higher wage."
            yield Complaint("example-wage", file, line, example.id, what, cure)
            continue
        for name, written, worked_out in example.differences(costs):
            what = f"`{name}` is written as {written} and comes to {worked_out}."
            cure = "Work it out by hand, and correct what is wrong: the example, a figure, or the rule."
            yield Complaint("example-differs", file, line, example.id, what, cure)


def _example(node: Node, complaints: list[Complaint]) -> Example | None:
    before = len(complaints)
    reader = Reader(node, complaints)
    reader.where = example_id = reader.text("id")
    title, day, job = reader.text("title"), reader.day("day"), reader.inner("job")
    lines, sums = reader.inner("lines"), reader.inner("sums")
    reader.finish()
    if job is None or lines is None or sums is None or day is None:
        reader.complain("missing-field", "It wants `job`, `lines` and `sums`.", "Write all three.")
        return None
    year = {name: lines.decimal(name) for name in map(str, LineKind) if name in lines}
    lines.finish()
    week, four_weeks, whole = (sums.decimal(name) for name in ("week", "four_weeks", "year"))
    sums.finish()
    read = _job(job)
    if len(complaints) > before:
        return None
    return Example(example_id, title, day, read, year, whole, four_weeks, week, node.mark)


def _job(reader: Reader) -> Job:
    job = Job(
        wage=reader.decimal("wage"),
        hours=reader.decimal("hours"),
        age=Age(reader.one_of("age", [str(age) for age in AGES], str(Age.GROWN))),
        people=reader.whole("people", 1),
        paid_every=reader.whole("paid_every", 1),
        allowance=reader.flag("allowance", default=True),
        joins=reader.flag("joins"),
        cover_wage=reader.decimal_or_none("cover_wage"),
        **{name: reader.decimal(name, Decimal(0)) for name in AMOUNTS},
    )
    if job.paid_every not in PAID_EVERY:
        reader.complain("unknown-value", "Pay days are 1 or 4 weeks apart.", "Write 1 or 4.")
    reader.finish()
    return job
