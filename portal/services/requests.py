"""What people ask us outside an application: to be called, or to mend a page that does not work for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.db.columns import new_id
from portal.services import limits, notices
from portal.services.letters import Letter

if TYPE_CHECKING:
    from portal.services.context import Context


def ask_for_call(context: Context, name: str, phone: str, when: str) -> None:
    """Ask the team to ring somebody. Raises TooMany where one visitor asks again and again."""
    limits.count(context, limits.REQUESTS, context.visitor.address or "")
    care = when or "not said"
    body = f"Somebody asks to be called.\n\nName: {name}\nNumber: {phone}\nWhen, and what to take care of: {care}\n"
    _to_team(context, Letter("Somebody asks for a call", body), "call-asked")


def report_barrier(context: Context, message: str, answer_to: str) -> None:
    """Tell the team of a page that does not work for somebody. Raises TooMany."""
    limits.count(context, limits.REQUESTS, context.visitor.address or "")
    body = f"Somebody could not use a page.\n\n{message}\n\nHow to answer: {answer_to or 'not said'}\n"
    _to_team(context, Letter("A page does not work for somebody", body), "barrier-told")


def _to_team(context: Context, letter: Letter, kind: str) -> None:
    inbox = context.settings.team_inbox or context.content.council.team_inbox
    notices.queue(context, inbox, letter, kind=kind, cause=new_id(), application_id=None)
