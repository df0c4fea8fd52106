"""Needs in points where the council has set no price: every line that was worked out, and no money."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from portal.allocation.model import Budget, Reason, Result
from portal.money import Unit
from portal.web.budget import receipt, rows
from portal.web.questions.speech import wording_of

if TYPE_CHECKING:
    from portal.allocation.model import Line, Refusal
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


def last_points(refusal: Refusal) -> Line | None:
    """The last line in points: what a price would have been set on."""
    if refusal.reason is not Reason.NO_PRICE:
        return None
    return next((line for line in reversed(refusal.lines) if line.unit is Unit.POINTS and line.applies), None)


def in_points(refusal: Refusal, whole: Line) -> Budget:
    """The lines as a budget that counts points, for the parts of pages that show lines. It holds no money."""
    lines = tuple(line for line in refusal.lines if not line.unit.is_money)
    result = Result("points", whole.title, whole.id, headline=True)
    return Budget("", "", "", date.min, illustrative=False, lines=lines, results=(result,))
