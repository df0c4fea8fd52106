"""Where a scheme says that there is no individual budget, and what that means: it is not a budget of nought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.allocation.operations import Bands, Choose, Limit, ReadTable
from portal.allocation.parts import Says

if TYPE_CHECKING:
    from portal.allocation.operations import Operation
    from portal.allocation.scheme import Scheme, SchemeLine


def says_none(operation: Operation) -> bool:
    """Whether an operation itself can say that there is no individual budget."""
    match operation:
        case Limit():
            return operation.none_below
        case Bands():
            return any(row.no_budget for row in operation.rows)
        case Choose():
            return any(row.says is Says.NO_BUDGET for row in operation.rows)
        case ReadTable():
            rows = (row for version in operation.table.versions for row in version.rows)
            return any(row.says is Says.NO_BUDGET for row in rows)
    return any(said is Says.NO_BUDGET for _option, said in getattr(operation, "says", ()))


def any_says_none(scheme: Scheme) -> bool:
    """Whether any line of a scheme can say so."""
    return any(says_none(line.operation) for line in scheme.lines)


def floor_leaves_none(line: SchemeLine, scheme: Scheme) -> bool:
    """Whether a line raises figures to a lowest one, and can be handed none that it does not raise."""
    floor = isinstance(line.operation, Limit) and line.operation.at_least is not None and not line.operation.none_below
    return floor and any(says_none(scheme.line(each).operation) for each in scheme.behind(line.id))
