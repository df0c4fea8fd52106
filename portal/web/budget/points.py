"""Needs in points where the council has set no price, or no amount: every line that was worked out, and no money."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from portal.allocation.model import Budget, Reason, Refusal, Result
from portal.money import Unit
from portal.web.budget import receipt, rows
from portal.web.questions.speech import wording_of

if TYPE_CHECKING:
    from portal.allocation.model import Line
    from portal.services.opened import Opened


def points_page(refusal: Refusal, opened: Opened, *, may_ask: bool, may_change: bool) -> dict[str, Any]:
    """What the page of the points shows; nothing where something else than the price is missing."""
    whole = last_points(refusal)
    if whole is None:
        return {}
    counted = in_points(refusal, whole)
    return {
        "whole": rows.glance(whole.figure, whole.unit),
        "rows": receipt.receipt(counted, opened, may_ask=may_ask, may_change=may_change),
        "unused": rows.unused(counted, wording_of(opened)),
    }


def last_points(found: Budget | Refusal) -> Line | None:
    """The last line in points, where they are counted to the end: what a price or an amount would have been set on."""
    if not isinstance(found, Refusal) or found.reason not in (Reason.NO_PRICE, Reason.A_PERSON_DECIDES):
        return None
    if found.reason is Reason.A_PERSON_DECIDES and any(line.unit is not Unit.POINTS for line in found.lines):
        return None  # something else than the points leads to the sum
    return next((line for line in reversed(found.lines) if line.unit is Unit.POINTS and line.applies), None)


def in_points(refusal: Budget | Refusal, whole: Line) -> Budget:
    """The lines as a budget that counts points, for the parts of pages that show lines. It holds no money."""
    lines = tuple(line for line in refusal.lines if not line.unit.is_money)
    result = Result("points", whole.title, whole.id, headline=True)
    return Budget("", "", "", date.min, illustrative=False, lines=lines, results=(result,))
