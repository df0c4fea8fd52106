"""Sending an application, and taking it back until staff open it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, insert, select, update

from portal.access import State
from portal.db import queries
from portal.db.columns import new_id
from portal.notices import Occasion
from portal.questionnaires.answers_given import Given
from portal.questionnaires.journey import Journey
from portal.services import budgets, caseload, casework, closing, notices, signing
from portal.services.choices import as_plain, read_choice
from portal.services.dates_to_keep import promised
from portal.services.events import Happened, record
from portal.services.frozen import as_json, freeze, plainly
from portal.services.keys import person_hash, reference_hash
from portal.services.placing import to_be_placed
from portal.services.purposes import by_purpose
from portal.services.refusals import NotPossible
from portal.services.sharing import own_views
from portal.words import Wording

if TYPE_CHECKING:
    from portal.services.budgets import Result
    from portal.services.context import Context
    from portal.services.frozen import Say
    from portal.services.opened import Opened

_applications, _submissions = queries.applications, queries.tables["submissions"].c
_documents = queries.documents
_HOLD_STILL = (
    update(queries.tables["documents"])
    .where(_documents.application_id == bindparam("row"), _documents.version == bindparam("read_version"))
    .values(version=_documents.version + 1)
)
_SENT = (
    update(queries.tables["applications"])
    .where(_applications.id == bindparam("row"), _applications.state == State.DRAFT)
    .values(
        state=State.SENT,
        saved=True,
        sent=bindparam("now"),
        same_person=bindparam("same"),
        lookup=bindparam("looked"),
        to_panel=bindparam("routed"),
    )
)
_RECALLED = (
    update(queries.tables["applications"])
    .where(_applications.id == bindparam("row"), _applications.state == State.SENT)
    .values(state=State.DRAFT, sent=None, to_panel=False)
)
_NUMBER = select(func.coalesce(func.max(_submissions.number), 0) + 1).where(
    _submissions.application_id == bindparam("row")
)
_LASTS_ANEW = (
    update(queries.tables["documents"])
    .where(_documents.application_id == bindparam("row"))
    .values(changed=bindparam("now"))
)
"""However long it waited: nobody can go on with what is deleted in the same hour."""
_SUBMISSION_RECALLED = (
    update(queries.tables["submissions"])
    .where(_submissions.application_id == bindparam("row"), _submissions.recalled.is_(None))
    .values(recalled=bindparam("now"))
)


def send(
    context: Context,
    opened: Opened,
    *,
    declared: bool,
    signed: str | None = None,
    easy: bool = False,
    say: Say | None = None,
    agreed: str | None = None,
) -> Opened:
    """Send it: freeze what the person was shown, tell the team, confirm. Open it with Action.SEND.

    `signed` is the name of whoever sends it; None where a paper bears it. `say` gives the words as the pages show
    them; without it they are said plainly in the context's language. `agreed` is what whoever sends for somebody says
    of their agreement: it goes on record. What came on paper counts as sent on the day it was received. Raises
    NotPossible when the journey is not complete, nothing was declared, the name does not fit, or somebody answered in
    between.
    """
    if not declared or not opened.journey.complete or any(opened.journey.failing_checks()):
        raise NotPossible("not complete or not declared")
    if signed is not None and signing.fault(opened, signed) is not None:
        raise NotPossible("the name does not fit whoever signs")
    if to_be_placed(context, opened):
        raise NotPossible("nobody was asked which way of working it is")
    opened = signing.as_it_came(context, opened)
    result = budgets.result(context, opened)
    _hold_still(context, opened, routed=bool(result.routes))
    wording = Wording.of(easy=easy, helper=opened.is_helper)
    submission_id = _freeze(context, opened, result, wording, say or plainly(context, wording), signed)
    record(context, opened, Happened.SENT, about=agreed)
    closing.take_back_reminders(context, opened)
    sent = replace(opened, state=State.SENT, saved=True, sent=opened.sent or context.now, version=opened.version + 1)
    notices.tell(context, opened, Occasion.SENT, submission_id, coming=promised(context, sent))
    return sent


def _hold_still(context: Context, opened: Opened, *, routed: bool) -> None:
    """Make sure that what is frozen is what there is: whoever saves afterwards finds it sent."""
    held = {"row": opened.id, "read_version": opened.version}
    if context.session.connection().execute(_HOLD_STILL, held).rowcount != 1:
        raise NotPossible("somebody answered in between")
    now = {"row": opened.id, "now": opened.sent or context.now, "routed": routed, **_hashes(context, opened)}
    if context.session.connection().execute(_SENT, now).rowcount != 1:
        raise NotPossible("it is no draft any more")


def _hashes(context: Context, opened: Opened) -> dict[str, str | None]:
    """Hash who it is about, for staff to find others about the same person, and for looking up the stage."""
    about = by_purpose(opened)
    name = signing.full_name(about)
    born = about.get("bday")
    if not name or not isinstance(born, date):
        return {"same": None, "looked": None}
    return {"same": person_hash(context, name, born), "looked": reference_hash(context, opened.reference, born)}


def _freeze(context: Context, opened: Opened, result: Result, wording: Wording, say: Say, signed: str | None) -> str:
    whole = context.content.questionnaires[opened.questionnaire.id]
    journey = Journey(whole, Given.from_document(whole, opened.contents.answers))
    contents = {
        **freeze(context, opened, journey, wording, say),
        "sent": (opened.sent or context.now).isoformat(),
        "ground": signing.ground_of(opened),
        "paper": signing.paper_of(opened),
        "signed": signing.on_paper(opened) if signed is None else signing.as_plain(opened, signed),
        "budget": as_json(result, say),
        "result": budgets.kept_result(result),
        "choice": as_plain(read_choice(context, opened)),
        "packed": caseload.keep(context, opened),
        "own_views": [own_views.as_plain(place, view) for place, view in own_views.views(context, opened).items()],
    }
    connection, submission_id = context.session.connection(), new_id()
    row = {
        "id": submission_id,
        "application_id": opened.id,
        "number": connection.execute(_NUMBER, {"row": opened.id}).scalar_one(),
        "fingerprint": result.fingerprint,
        "contents": opened.lock(json.dumps(contents).encode(), "submissions", "contents", submission_id),
        "sent": opened.sent or context.now,
    }
    connection.execute(insert(queries.tables["submissions"]), row)
    return submission_id


def recall(context: Context, opened: Opened) -> Opened:
    """Take back what was sent, so that it is a draft again. Open it with Action.RECALL. Raises NotPossible."""
    connection = context.session.connection()
    if connection.execute(_RECALLED, {"row": opened.id}).rowcount != 1:
        raise NotPossible("it was opened in the meantime")
    submission = casework.sent_whole(context, opened)
    if submission is not None and submission.contents.get("packed"):
        caseload.withdraw(context, submission.contents["packed"])
    connection.execute(_SUBMISSION_RECALLED, {"row": opened.id, "now": context.now})
    connection.execute(_LASTS_ANEW, {"row": opened.id, "now": context.now})
    record(context, opened, Happened.RECALLED)
    closing.take_back_reminders(context, opened)
    cause = f"{opened.id} {context.now.isoformat()}"
    notices.tell(context, opened, Occasion.RECALLED, cause)
    return replace(opened, state=State.DRAFT, sent=None)
