"""Owns the rule that the rounding at the top of a scheme acts where a sum could have finer parts than it says."""

from collections.abc import Iterator

from portal.allocation.operations import Convert, ReadTable, Round
from portal.allocation.parts import Term
from portal.allocation.scheme import Scheme, SchemeLine
from portal.files import Complaint
from portal.money import Unit, decimals


def rounding_never_used(scheme: Scheme) -> Iterator[Complaint]:
    """No sum in pence stays as it is under a rule for whole pounds that no line goes by.

    Where any line is rounded, by the rule or by its own, the author knows that it acts only where a line says so.
    """
    if scheme.readings or any(map(_rounds, scheme.lines)):
        return
    for result in scheme.results:
        line = next((one for one in scheme.lines if one.id == result.line), None)
        places = scheme.known.places_of(Term(line=result.line)) if line is not None and line.unit.is_money else None
        if line is not None and places is not None and decimals(scheme.rounding.to) < places <= Unit.POUNDS.places:
            what = f"The scheme rounds to {scheme.rounding.to:f}, and no line says so: the result “{result.id}” "
            what += "stays as it is, to the penny."
            cure = f"Write `rounding: scheme` in “{line.id}”; or, where nothing is rounded, `to: 0.01` at the top."
            yield Complaint("unused-rounding", line.mark.file, line.mark.line, f"line “{line.id}”", what, cure)
            return


def _rounds(line: SchemeLine) -> bool:
    operation = line.operation
    table = operation.table.rounding if isinstance(operation, ReadTable) else None
    own = operation.rounding if isinstance(operation, Convert | Round) else None
    return any(one is not None for one in (line.rounding, table, own))
