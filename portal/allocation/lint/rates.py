"""Owns the rule about prices: one stands once, where lines name it."""

from collections.abc import Iterator

from portal.allocation.operations import Multiply
from portal.allocation.parts import Rate
from portal.allocation.scheme import Scheme, SchemeLine
from portal.files import Complaint
from portal.money import Unit


def figure_for_rate(scheme: Scheme) -> Iterator[Complaint]:
    """No line multiplies by the bare figure of a rate that nothing uses, and so stays in hours instead of pounds."""
    for line, rate in repeated(scheme):
        what = f"It multiplies by the figure of the rate “{rate}”, which no line uses."
        cure = f"Write `by: {{rate: {rate}}}`."
        yield Complaint("figure-for-rate", line.mark.file, line.mark.line, f"line “{line.id}”", what, cure)


def repeated(scheme: Scheme) -> Iterator[tuple[SchemeLine, str]]:
    """The lines that multiply by the bare figure of a rate, each with that rate."""
    used = {term.rate for line in scheme.lines for term in line.operation.terms}
    for line in scheme.lines:
        operation = line.operation
        if isinstance(operation, Multiply) and operation.by.figure is not None:
            unit, figure = scheme.known.unit_of(operation.line), operation.by.figure
            meant = [one for one in scheme.rates.values() if figure in one.figures and _fits(unit, one)]
            yield from ((line, one.id) for one in meant[:1] if one.id not in used)


def _fits(unit: Unit | None, rate: Rate) -> bool:
    return unit is not None and rate.per is not None and rate.per.counted == unit.counted
