"""Owns why a line comes to nothing: no budget at this level, no line, not due, nothing left. None is a nought."""

from enum import StrEnum

from portal.allocation.model import Budget, Line, Outcome


class Nothing(StrEnum):
    """Why there is nothing."""

    NO_BUDGET = "no-budget"
    NO_LINE = "no-line"  # no line counts for these answers: nobody decided that there is no budget
    NOT_DUE = "not-due"
    NONE_LEFT = "none-left"


CAUSES = {"once": Nothing.NOT_DUE, "left": Nothing.NONE_LEFT}
"""Why there is nothing, by the operation of the line, where it is not for the level."""


def why_nothing(budget: Budget, line_id: str) -> Nothing | None:
    """Why a line of a budget gives nothing; None where its figure is one, be it nought.

    What has no budget at its level will not be due either, so that counts before all else.
    """
    if not budget.gives_none(line_id):
        return None
    if not budget.line(line_id).applies:
        return Nothing.NO_LINE
    found = [each for each in budget.behind(line_id) if each.outcome is Outcome.NO_BUDGET]
    causes = {CAUSES.get(each.operation, Nothing.NO_BUDGET) for each in found if not _passes_on(budget, each)}
    return next(
        (one for one in CAUSES.values() if one in causes and Nothing.NO_BUDGET not in causes), Nothing.NO_BUDGET
    )


def _passes_on(budget: Budget, line: Line) -> bool:
    """Whether a line has nothing because one behind it has nothing: that one holds the cause."""
    above = (each for each in budget.behind(line.id) if each.id != line.id)
    return line.operation not in CAUSES and any(each.outcome is Outcome.NO_BUDGET for each in above)
