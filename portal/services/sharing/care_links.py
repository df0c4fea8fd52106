"""A carer's application beside that of the person looked after: whose budget a break for the carer comes from.

The carer asks, as anybody asks to help; the person alone allows or refuses. Neither a refusal nor a reference that is
not there tells the carer anything: the page and the code are the same. What is allowed tells them nothing either,
unless the person lets them see how far it has come. Nobody who acts for the person is shown what waits: from what comes
and goes there they could tell that the person came in. Where the person cannot decide, the carer talks with a worker.

Care that gives a carer a break is care for the person looked after: Care Act 2014, sections 18 and 20.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, insert, select, update

from portal.access import Action, Role
from portal.db import queries
from portal.services import limits, once
from portal.services.events import Happened, record
from portal.services.refusals import NotAllowed, NotFound
from portal.services.sharing import asking, inviting
from portal.services.sharing.inviting import Wanted
from portal.services.staff import cases

if TYPE_CHECKING:
    from datetime import datetime

    from portal.services.context import Context
    from portal.services.opened import Opened
    from portal.services.sharing.asking import HelpRequest
    from portal.services.staff.cases import Case
    from portal.services.staff.people import Worker

CARERS = "carer"  # the questionnaire of those who look after somebody

_links, _applications = queries.tables["care_links"].c, queries.applications
_IS_THERE = select(_applications.id).where(_applications.id == bindparam("carer"))
_LINKED = (
    select(_links.id, _links.made)
    .where(_links.application_id == bindparam("row"), _links.ended.is_(None))
    .order_by(_links.made, _links.id)
)
_ASKED = select(queries.events.id).where(
    queries.events.application_id == bindparam("row"),
    queries.events.kind == Happened.CARE_LINK_ASKED,
    queries.events.item == bindparam("item"),
)
_END = (
    update(queries.tables["care_links"])
    .where(_links.id == bindparam("link"), _links.application_id == bindparam("row"), _links.ended.is_(None))
    .values(ended=bindparam("now"), ended_by=bindparam("by"))
)
_BESIDE = (
    select(_links.made, _links.carer_id, _applications.reference)
    .join(
        queries.tables["applications"],
        ((_applications.id == _links.carer_id) & (_links.application_id == bindparam("row")))
        | ((_applications.id == _links.application_id) & (_links.carer_id == bindparam("row"))),
    )
    .where(_links.ended.is_(None))
    .order_by(_links.made, _links.id)
)


@dataclass(frozen=True)
class CareLink:
    """A link as whoever allowed it sees it."""

    id: str
    made: datetime


@dataclass(frozen=True)
class Beside:
    """The other application, for staff; without its reference where it is not for this worker, or not sent."""

    reference: str
    of_carer: bool
    made: datetime


def ask(context: Context, opened: Opened, reference: str, name: str, words: str, *, drawn: str = "") -> str:
    """Ask that a carer's application may be linked with the one of this reference; return a code, whatever it is.

    Open it with Action.SHARE. For `drawn` see `once`. Raises TooMany, and NotFound where it is not a carer's.
    """
    if opened.questionnaire.id != CARERS:
        raise NotFound
    limits.count(context, limits.REQUESTS, context.visitor.address or "")
    _note(context, opened, once.row_id(context, opened, drawn, reference, name, words))
    said = {"name": name, "words": words, "carer": opened.id}
    asker = asking.asker_of(context, opened)
    return asking.put(context, reference, said, Role.HELPER_FOLLOWING, asker, not_of=CARERS, drawn=drawn)


def _note(context: Context, opened: Opened, item: str) -> None:
    """Record that it was asked; the same from the same page only once, found or not."""
    if context.session.connection().execute(_ASKED, {"row": opened.id, "item": item}).first() is None:
        record(context, opened, Happened.CARE_LINK_ASKED, item=item)


def waiting(context: Context, opened: Opened) -> tuple[HelpRequest, ...]:
    """Return the carers who ask, for the person while they may let somebody in. Open it with Action.SHARE."""
    if not opened.allows(Action.INVITE):
        return ()
    return tuple(each for each in asking.open_requests(context, opened) if each.carer)


def links(context: Context, opened: Opened) -> tuple[CareLink, ...]:
    """Return what is linked, for the person, also once it is closed: staff see it until they end it.

    Open it with Action.SHARE.
    """
    rows = context.session.connection().execute(_LINKED, {"row": opened.id}).all()
    return tuple(CareLink(row.id, row.made) for row in rows)


def one(context: Context, opened: Opened, request: str) -> HelpRequest:
    """Return one request that waits. Raises NotFound."""
    found = next((each for each in waiting(context, opened) if each.id == request), None)
    if found is None:
        raise NotFound
    return found


def allow(context: Context, opened: Opened, request: str, *, follows: bool) -> None:
    """Allow a link. The carer's code works from now on only if they may follow, see how far it has come.

    Raises NotFound where the request is not open.
    """
    found = one(context, opened, request)
    asking.answer(context, opened, request, yes=True)
    if follows:
        inviting.add_approved(context, opened, found.code_hash, Wanted(found.name, Role.HELPER_FOLLOWING))
    connection = context.session.connection()
    if connection.execute(_IS_THERE, {"carer": found.carer}).one_or_none() is not None:
        row = {
            "id": found.id,
            "application_id": opened.id,
            "carer_id": found.carer,
            "given_by": opened.party_id,
            "made": context.now,
        }
        connection.execute(insert(queries.tables["care_links"]), row)
    record(context, opened, Happened.CARE_LINKED)


def refuse(context: Context, opened: Opened, request: str) -> None:
    """Refuse a request, without a reason. Nobody is told. Raises NotFound where it is not open."""
    asking.refuse(context, opened, one(context, opened, request).id)


def end(context: Context, opened: Opened, link: str) -> None:
    """End a link, at once and without a reason; one that ended before stays ended. Nobody is told. Raises NotFound."""
    if link not in {each.id for each in links(context, opened)}:
        raise NotFound
    wanted = {"row": opened.id, "link": link, "now": context.now, "by": opened.party_id}
    context.session.connection().execute(_END, wanted)
    record(context, opened, Happened.CARE_LINK_ENDED)


def beside(context: Context, worker: Worker, case: Case) -> tuple[Beside, ...]:
    """Return the applications that are linked with a case, from either side."""
    rows = context.session.connection().execute(_BESIDE, {"row": case.opened.id}).all()
    found = []
    for row in rows:
        try:
            cases.fetch(context, worker, row.reference, Action.FOLLOW)
            reference = row.reference
        except (NotAllowed, NotFound):
            reference = ""
        found.append(Beside(reference, row.carer_id != case.opened.id, row.made))
    return tuple(found)
