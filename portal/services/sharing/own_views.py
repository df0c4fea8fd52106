"""How the person sees it themself: beside an answer that somebody else gave, and beside sending it at all.

Both stay on record. The person and the council read them; those who help do not, and no count or page tells them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, select

from portal.access import Role
from portal.answers import Missing
from portal.db import queries
from portal.questionnaires.journey import Place
from portal.questionnaires.model import Group
from portal.services.events import Happened, record
from portal.services.refusals import NotPossible

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from portal.services.context import Context
    from portal.services.opened import Opened

MOST_WORDS = 2000  # characters
SENDING = ""  # the place of what the person says about sending

_views, _answers = queries.tables["own_views"].c, queries.tables["answers"].c
_ALL = (
    select(queries.tables["own_views"])
    .where(_views.application_id == bindparam("row"))
    .order_by(_views.question, _views.item, _views.number)
)
_NEXT = select(func.coalesce(func.max(_views.number), 0) + 1).where(
    _views.application_id == bindparam("row"),
    _views.question == bindparam("at_question"),
    _views.item == bindparam("at_item"),
)
_GIVERS = (
    select(_answers.question, _answers.item, _answers.sequence, _answers.given_by, _answers.role, _answers.given)
    .where(_answers.application_id == bindparam("row"))
    .order_by(_answers.sequence)
)


@dataclass(frozen=True)
class OwnView:
    """What the person says beside an answer, or about sending it; `agrees` only about sending."""

    words: str
    said: datetime
    agrees: bool | None = None
    answered_since: bool = False  # the answer was changed after this was said


@dataclass(frozen=True)
class Giver:
    """Who gave the answer that stands now."""

    party: str
    role: Role
    given: datetime
    sequence: int


def givers(context: Context, opened: Opened) -> Mapping[Place, Giver]:
    """Return who gave each answer that stands now."""
    rows = context.session.connection().execute(_GIVERS, {"row": opened.id}).all()
    return {
        Place(row.question, row.item or None): Giver(row.given_by, Role(row.role), row.given, row.sequence)
        for row in rows
    }


def by_others(context: Context, opened: Opened) -> Mapping[Place, Giver]:
    """Return the places on the route that somebody else answered for this visitor, with who and when."""
    found = givers(context, opened)
    places = (place for place in opened.journey.places if place in found)
    return {place: found[place] for place in places if found[place].party != opened.party_id}


def views(context: Context, opened: Opened) -> Mapping[tuple[str, str], OwnView]:
    """Return what the person said beside answers, by question and item; what they took back is left out.

    For the person and the council alone: never call it for a page of somebody who helps.
    """
    rows = context.session.connection().execute(_ALL, {"row": opened.id}).all()
    kept = {(row.question, row.item): _view(opened, row) for row in rows}
    return {place: view for place, view in kept.items() if view.words or view.agrees is not None}


def as_plain(place: tuple[str, str], view: OwnView) -> dict[str, Any]:
    """Return a view as plain JSON values, to freeze with what is sent."""
    question, item = place
    return {
        "question": question,
        "item": item or None,
        "words": view.words,
        "agrees": view.agrees,
        "said": view.said.isoformat(),
    }


def _view(opened: Opened, row: Any) -> OwnView:
    number = str(row.number)
    found = json.loads(opened.unlock(row.contents, "own_views", "contents", row.question, row.item, number))
    since = bool(row.question) and opened.contents.sequence(row.question, row.item or None) != row.answer
    return OwnView(found["words"], row.said, found["agrees"], answered_since=since)


def say(context: Context, opened: Opened, place: Place, words: str) -> None:
    """Say how one sees an answer; empty words take it back. Open it with Action.DIFFER.

    Raises NotPossible where nothing is answered.
    """
    asked = opened.questionnaire.find(place.question) if place.question in opened.questionnaire else None
    answered = asked is not None and not isinstance(asked, Group) and place in opened.journey.places
    if not answered or opened.given.answer(place) is Missing.UNANSWERED:
        raise NotPossible("there is no answer to see differently")
    _add(context, opened, place.question, place.item or "", words.strip(), None)


def say_of_sending(context: Context, opened: Opened, words: str, *, agrees: bool) -> None:
    """Say whether one agrees that it is sent. It keeps nobody from sending; the council reads it beside."""
    _add(context, opened, SENDING, "", words.strip(), agrees)


def _add(context: Context, opened: Opened, question: str, item: str, words: str, agrees: bool | None) -> None:  # noqa: FBT001 - a value that is kept
    connection = context.session.connection()
    at = {"row": opened.id, "at_question": question, "at_item": item}
    number = connection.execute(_NEXT, at).scalar_one()
    plain = json.dumps({"words": words[:MOST_WORDS], "agrees": agrees}).encode()
    row = {
        "application_id": opened.id,
        "question": question,
        "item": item,
        "number": number,
        "answer": opened.contents.sequence(question, item or None) if question else None,
        "contents": opened.lock(plain, "own_views", "contents", question, item, str(number)),
        "party_id": opened.party_id,
        "role": opened.role,
        "said": context.now,
    }
    connection.execute(insert(queries.tables["own_views"]), row)
    record(context, opened, Happened.OWN_VIEW_SAID)
