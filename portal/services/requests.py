"""What people ask us outside an application: to be called, or to mend a page that does not work for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.db.columns import new_id
from portal.services import limits, notices
from portal.services.mail_words import Mail

if TYPE_CHECKING:
    from portal.services.context import Context


def ask_for_call(context: Context, name: str, phone: str, when: str, stuck_at: str = "") -> None:
    """Ask the team to ring somebody. Raises TooMany where one visitor asks again and again.

    `stuck_at` is the question that they are stuck at, in words for staff: never an answer.
    """
    limits.count(context, limits.REQUESTS, context.visitor.address or "")
    care = when or "not said"
    body = f"Somebody asks to be called.\n\nName: {name}\nNumber: {phone}\nWhen, and what to take care of: {care}\n"
    body += f"Stuck at: {stuck_at}\n" if stuck_at else ""
    notices.to_team(context, Mail("Somebody asks for a call", body), kind="call-asked", cause=new_id())


def report_barrier(context: Context, message: str, answer_to: str) -> None:
    """Tell the team of a page that does not work for somebody. Raises TooMany."""
    limits.count(context, limits.REQUESTS, context.visitor.address or "")
    body = f"Somebody could not use a page.\n\n{message}\n\nHow to answer: {answer_to or 'not said'}\n"
    notices.to_team(context, Mail("A page does not work for somebody", body), kind="barrier-told", cause=new_id())
