"""One application from beginning to sending: begin, open, answer, add and remove items, send, recall, delete."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from portal.access import Action

if TYPE_CHECKING:
    from portal.answers import Answer
    from portal.questionnaires.journey import Place
    from portal.services.context import Context
    from portal.services.opened import Beginning, Opened, Wishes


def begin(context: Context, questionnaire_id: str, beginning: Beginning) -> Opened:
    """Begin an application for a visitor with a session. Raises NotFound for no such questionnaire, TooMany."""
    raise NotImplementedError


def open(context: Context, reference: str, action: Action) -> Opened:  # noqa: A001 - what a person would say
    """Fetch an application to do something with it. Fetching is asking permission.

    Raises NotFound when there is none, the visitor was given nothing, or their session is over; NotAllowed when they
    may know of it but not do this now.
    """
    raise NotImplementedError


def save_answer(context: Context, opened: Opened, place: Place, answer: Answer, seen: int | None = None) -> Opened:
    """Save one answer and return the application as it is now, with a fresh journey.

    `seen` is what `opened.seen(place)` said when the page was made. If somebody saved the same question since,
    raises Conflict with both values; answers to other questions are merged. Raises TooMany, NotPossible.
    """
    raise NotImplementedError


def add_item(context: Context, opened: Opened, group_id: str) -> tuple[Opened, str]:
    """Add an item to a group and return the application and the item's id. Raises NotPossible when it is full."""
    raise NotImplementedError


def remove_item(context: Context, opened: Opened, group_id: str, item: str) -> Opened:
    """Take an item out of a group. Its answers are kept and count no more."""
    raise NotImplementedError


def finish_group(context: Context, opened: Opened, group_id: str) -> Opened:
    """Record that there is nobody or nothing more to add for now."""
    raise NotImplementedError


def keep_typed(context: Context, opened: Opened, place: Place, typed: Mapping[str, Sequence[str]]) -> None:
    """Keep a page as typed, errors included, in a short transaction of its own."""
    raise NotImplementedError


def typed_at(context: Context, opened: Opened, place: Place) -> Mapping[str, Sequence[str]] | None:
    """Return this visitor's page as typed, if one was kept and the question was not answered since."""
    raise NotImplementedError


def set_wishes(context: Context, opened: Opened, wishes: Wishes) -> Opened:
    """Record how it is safe to reach the person. Everything sent later obeys it."""
    raise NotImplementedError


def delete_draft(context: Context, opened: Opened) -> None:
    """Delete a draft and all that belongs to it, for good. Open it with Action.DELETE."""
    raise NotImplementedError


def send(context: Context, opened: Opened, declared: bool) -> Opened:
    """Send it: freeze what the person was shown, tell the team, confirm. Open it with Action.SEND.

    Raises NotPossible when the journey is not complete or nothing was declared.
    """
    raise NotImplementedError


def recall(context: Context, opened: Opened) -> Opened:
    """Take back what was sent, so that it is a draft again. Open it with Action.RECALL."""
    raise NotImplementedError
