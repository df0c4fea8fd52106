"""What is written in private goes to the safeguarding workers at once, and nobody who helps can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, select, update

from portal.answers import Missing
from portal.db import queries
from portal.notices import Occasion
from portal.questionnaires.model import Question
from portal.services import notices

if TYPE_CHECKING:
    from portal.answers import Answer
    from portal.questionnaires.journey import Place
    from portal.services.context import Context
    from portal.services.opened import Opened

PATH = "/staff/?list=safety"

_calls = queries.tables["safety_calls"].c
_holds, _links = queries.tables["legal_holds"].c, queries.tables["care_links"].c
_complaints = queries.tables["complaints"].c
_HELD = select(_holds.id).where(_holds.application_id == bindparam("row"), _holds.lifted.is_(None))
_STOP = (
    update(queries.tables["complaints"])
    .where(_complaints.application_id == bindparam("row"))
    .where(_complaints.answered.is_(None), _complaints.stopped.is_(None))
    .values(stopped=bindparam("now"))
)
_OTHERS = ("grants", "invitations", "help_requests")
_CALL = select(_calls.taken, _calls.times).where(_calls.application_id == bindparam("row"))


def calls(question: Question, answer: Answer) -> bool:
    """Whether an answer to a private question calls somebody: any does, but a calm one and one left empty."""
    if isinstance(answer, Missing):
        return answer in {Missing.NOT_SURE, Missing.TALK}
    if question.options:
        picked = answer if isinstance(answer, tuple) else (answer,)
        return any(not option.calm for option in question.options if option.id in picked)
    return bool(str(answer).strip())


def note(context: Context, opened: Opened, place: Place, answer: Answer) -> None:
    """Call the safeguarding workers where something private was written. For whoever saves an answer.

    That is the person, or somebody whom they let see what is private: nobody else holds such a question. They get one
    bare mail, until one of them takes it on; whatever is written after that calls them anew.
    """
    if not opened.questionnaire.is_private(place.question):
        return
    paper = opened.contents.about.paper
    if paper is not None and paper.leaves_open(place.question, place.item, opened.seen(place)):
        return  # the form says nothing there
    question = opened.questionnaire.find(place.question)
    if not isinstance(question, Question) or not calls(question, answer):
        return
    connection = context.session.connection()
    found = connection.execute(_CALL, {"row": opened.id}).one_or_none()
    if found is not None and found.taken is None:
        return
    times = 1 if found is None else found.times + 1
    add = queries.insert_or(connection.dialect.name, "safety_calls").values(
        application_id=opened.id, since=context.now, times=times
    )
    again = {"since": add.excluded.since, "times": add.excluded.times, "taken": None, "taken_by": None}
    connection.execute(add.on_conflict_do_update(index_elements=["application_id"], set_=again))
    link = f"{context.settings.address}{PATH}"
    notices.tell_team(context, Occasion.WRITTEN_IN_PRIVATE, f"{opened.id} {times}", link=link)


def stays(context: Context, opened: Opened) -> bool:
    """Whether the council keeps it: it is held, or somebody was called for it, and whoever deletes may be made to."""
    connection = context.session.connection()
    return any(connection.execute(each, {"row": opened.id}).first() is not None for each in (_CALL, _HELD))


def leave_to_workers(context: Context, opened: Opened) -> None:
    """Take a draft away from everybody but the safeguarding workers: all get the same answer as if it were deleted.

    Its complaints wait no more, on no list, but stay: what is held for the law is kept whole.
    """
    connection = context.session.connection()
    for name in _OTHERS:
        table = queries.tables[name]
        connection.execute(delete(table).where(table.c.application_id == opened.id))
    connection.execute(delete(queries.tables["care_links"]).where(_links.carer_id == opened.id))
    connection.execute(_STOP, {"row": opened.id, "now": context.now})
