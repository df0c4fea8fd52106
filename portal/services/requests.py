"""What people ask us outside an application: to be called, or to mend a page that does not work for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.db.columns import new_id
from portal.notices import Occasion
from portal.services import limits, notices

if TYPE_CHECKING:
    from portal.services.context import Context


def ask_for_call(context: Context, name: str, phone: str, when: str, stuck_at: str = "") -> None:
    """Ask the team to ring somebody. Raises TooMany where one visitor asks again and again.

    `stuck_at` is the question that they are stuck at, in words for staff: never an answer.
    """
    limits.count(context, limits.REQUESTS, context.visitor.address or "")
    said = {"name": name, "number": phone, "when": when or "not said", "stuck": stuck_at or "not said"}
    notices.tell_team(context, Occasion.CALL_ASKED, new_id(), **said)


def report_barrier(context: Context, message: str, answer_to: str) -> None:
    """Tell the team of a page that does not work for somebody. Raises TooMany."""
    limits.count(context, limits.REQUESTS, context.visitor.address or "")
    said = {"message": message, "answer": answer_to or "not said"}
    notices.tell_team(context, Occasion.BARRIER_TOLD, new_id(), **said)
