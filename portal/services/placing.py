"""Who begins with a phased roll-out: settled once when an application begins, and never changed after that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from portal.access import State
from portal.services.answering import rewrite_about
from portal.services.context import day_of
from portal.services.events import Happened, record
from portal.services.refusals import NotPossible

if TYPE_CHECKING:
    from portal.cohorts import Placement
    from portal.services.context import Context
    from portal.services.opened import Opened


def to_be_placed(context: Context, opened: Opened) -> bool:
    """Say whether it still has to be asked which group of a roll-out the person belongs to.

    Only where a roll-out ran on the day of beginning: what was begun before or after it is not part of it.
    """
    cohorts = context.content.cohorts
    if cohorts is None or opened.state is not State.DRAFT or opened.contents.about.placement is not None:
        return False
    return cohorts.running(day_of(opened.begun), opened.questionnaire.id)


def place(context: Context, opened: Opened, ticked: Mapping[str, bool], postcode: str) -> Placement | None:
    """Settle the group somebody belongs to; None for those outside, for whom nothing is kept.

    What was ticked and the postcode are not kept, only the group. Open it with Action.ANSWER. Raises NotPossible where
    it is settled already, or there is no roll-out.
    """
    cohorts = context.content.cohorts
    if cohorts is None or not to_be_placed(context, opened):
        raise NotPossible("settled already, or never asked")
    found = cohorts.placed(ticked, postcode, day_of(opened.begun))
    if found is not None:
        _keep(context, opened, found, Happened.PLACED)
    return found


def join(context: Context, opened: Opened) -> Placement:
    """Let somebody outside every group join, as they asked. As `place` raises and wants."""
    cohorts = context.content.cohorts
    if cohorts is None or not to_be_placed(context, opened):
        raise NotPossible("settled already, or never asked")
    found = cohorts.joined(day_of(opened.begun))
    _keep(context, opened, found, Happened.JOINED)
    return found


def _keep(context: Context, opened: Opened, found: Placement, happened: Happened) -> None:
    rewrite_about(context, opened, lambda about: replace(about, placement=about.placement or found))
    record(context, opened, happened)
