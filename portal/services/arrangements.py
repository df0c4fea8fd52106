"""Choosing how to take the budget: a way, the parts of a mixed one, the guides offered before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from portal.services.choices import Choice, change_choice, read_choice
from portal.services.events import Happened, record

if TYPE_CHECKING:
    from portal.arrangements.model import Part, Way
    from portal.services.context import Context
    from portal.services.opened import Opened

__all__ = ["Choice", "choice", "choose", "guide_declined", "guide_shown", "points_shown", "share_out"]

SHOWN, DECLINED = "shown", "declined"


def choice(context: Context, opened: Opened) -> Choice:
    """Return what was chosen so far; nothing is chosen beforehand."""
    return read_choice(context, opened)


def choose(context: Context, opened: Opened, way: Way, uses: Sequence[str] = ()) -> Choice:
    """Choose a way to take the budget, and what the money is for under it. The parts of a mix are kept."""
    chosen = change_choice(context, opened, lambda before: replace(before, way=way, uses=tuple(uses)))
    record(context, opened, Happened.ARRANGEMENT_CHOSEN, about=way)
    return chosen


def share_out(context: Context, opened: Opened, parts: Sequence[Part]) -> Choice:
    """Keep the parts of a mixed arrangement as they are now, adding up or not: the page says what is still to share."""
    shared = change_choice(context, opened, lambda before: replace(before, parts=tuple(parts)))
    record(context, opened, Happened.ARRANGEMENT_CHOSEN, about=shared.way)
    return shared


def guide_shown(context: Context, opened: Opened, guide: str) -> Choice:
    """Record that a guide was shown before the choice."""
    return _guide(context, opened, guide, SHOWN)


def guide_declined(context: Context, opened: Opened, guide: str) -> Choice:
    """Record that a guide was offered and not wanted. One that was shown stays shown."""
    before = read_choice(context, opened)
    return before if before.guides.get(guide) == SHOWN else _guide(context, opened, guide, DECLINED)


def _guide(context: Context, opened: Opened, guide: str, what: str) -> Choice:
    changed = change_choice(context, opened, lambda before: replace(before, guides={**before.guides, guide: what}))
    record(context, opened, Happened.GUIDE_OFFERED, about=guide)
    return changed


def points_shown(context: Context, opened: Opened) -> Choice:
    """Record that the person was shown what to know before employing or buying."""
    return change_choice(context, opened, lambda before: replace(before, points_shown=True))
