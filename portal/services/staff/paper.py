"""Forms that came on paper: a worker begins for the person, types in what the form says, and sends it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import and_, bindparam, exists, func, insert, select, update

from portal.access import Action, Role, State
from portal.answers import Missing
from portal.db import queries
from portal.db.columns import new_id
from portal.questionnaires.model import Question
from portal.services import answering, applications, exchange, sending
from portal.services.events import Happened, record_for
from portal.services.on_paper import Signer
from portal.services.opened import OWN_ROLES, About, Beginning, Ground
from portal.services.refusals import NotAllowed, NotFound, NotPossible
from portal.services.sharing import inviting
from portal.services.staff import people

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from portal.questionnaires.journey import Place
    from portal.services.context import Context
    from portal.services.frozen import Say
    from portal.services.on_paper import Paper
    from portal.services.opened import Opened, Wishes
    from portal.services.staff.cases import Case
    from portal.services.staff.people import Worker

KEYS_IN = frozenset({Role.OFFICER, Role.TEAM_MANAGER})
"""Whose work it is to type in what came on paper."""

NAME_LENGTH = 100
OLDEST = timedelta(days=366)
"""What came longer ago is a slip in the year: begun and sent then, all its times would be over."""

_applications, _grants = queries.applications, queries.grants
_submissions = queries.tables["submissions"].c
_held = queries.tables["grants"].alias("held")
_lasts = and_(_held.c.role == Role.KEYING, _held.c.ends.is_(None))
_first = queries.tables["grants"].alias("first")
_of_first = (_first.c.application_id == _applications.id, _first.c.role == Role.KEYING)
_UNFINISHED = (
    select(
        _applications.reference,
        _applications.questionnaire,
        _applications.team,
        _applications.begun,
        _applications.id,
        _held.c.party_id,
        select(_first.c.party_id)
        .where(*_of_first)
        .order_by(_first.c.starts, _first.c.id)
        .limit(1)
        .scalar_subquery()
        .label("begun_by"),
        select(func.min(_first.c.starts)).where(*_of_first).scalar_subquery().label("typed_since"),
    )
    .select_from(
        queries.tables["applications"].outerjoin(_held, and_(_held.c.application_id == _applications.id, _lasts))
    )
    .where(
        _applications.state == State.DRAFT,
        exists().where(_grants.application_id == _applications.id, _grants.role == Role.KEYING),
        ~exists().where(_grants.application_id == _applications.id, _grants.role.in_(OWN_ROLES)),
        ~exists().where(_submissions.application_id == _applications.id),
    )
    .order_by(_applications.begun, _applications.reference)
)
_WAIT = (
    update(queries.tables["applications"])
    .where(_applications.id == bindparam("row"), _applications.state == State.DRAFT)
    .values(saved=True)
)
"""Changes nothing, and makes two who take on one form wait for each other: the later one learns who has it."""
_END = (
    update(queries.tables["grants"])
    .where(_grants.application_id == bindparam("row"), _grants.role == Role.KEYING, _grants.ends.is_(None))
    .values(ends=bindparam("now"))
)
_HELD_BY = select(func.count()).where(_grants.party_id == bindparam("party"), _grants.role == Role.KEYING)
_parties = queries.tables["parties"].c
_HOLD = select(_parties.id).where(_parties.id == bindparam("party")).with_for_update(key_share=True)
_END_OF = _END.where(_grants.party_id == bindparam("party"))


@dataclass(frozen=True)
class Unfinished:
    """A form that is not sent yet. No name: that is inside, for whoever types it in."""

    id: str
    reference: str
    questionnaire: str
    team: str | None
    received: datetime
    holder: str | None  # the party of whoever types it in; None while nobody does
    begun_by: str  # the party of whoever began to
    begun: datetime


def may_key(worker: Worker) -> bool:
    """Whether somebody types in what came on paper, today."""
    return bool(KEYS_IN & worker.roles)


def _asked(worker: Worker, questionnaire: str, team: str | None = None) -> None:
    if not may_key(worker):
        raise NotAllowed
    if not worker.has_to_do_with(questionnaire, team):
        raise NotFound


def begin(context: Context, worker: Worker, questionnaire: str, name: str, paper: Paper, wishes: Wishes) -> Opened:
    """Begin for the person whose form it is, and let this worker type it in until it is sent.

    `paper.received` is the day from which the clocks run; `wishes` is what the form says of safe ways to reach them.
    Raises NotAllowed, NotFound for no such questions, and NotPossible without a name, without the name of whoever
    signed, or with days that do not fit.
    """
    _asked(worker, questionnaire)
    if paper.received < context.today - OLDEST:
        raise NotPossible("it came too long ago")
    if not name.strip() or (paper.signer is not Signer.NOBODY and not paper.signed.strip()):
        raise NotPossible("whose form it is, and who signed it")
    if paper.received > context.today or (paper.dated is not None and paper.dated > paper.received):
        raise NotPossible("a form is dated, then received, then typed in")
    about = About(name.strip()[:NAME_LENGTH], paper=paper).saying(Role.KEYING, wishes)
    beginning = Beginning(role=Role.KEYING, ground=Ground.PAPER)
    came = paper.came(context.now)
    return applications.begin_for(context, questionnaire, beginning, worker.party, about, came)


def unfinished(context: Context, worker: Worker) -> tuple[Unfinished, ...]:
    """Return the forms that this worker may know of and that are not sent yet, the oldest first. Raises NotAllowed."""
    if not may_key(worker):
        raise NotAllowed
    return tuple(each for each in everyones(context) if worker.has_to_do_with(each.questionnaire, each.team))


def everyones(context: Context) -> tuple[Unfinished, ...]:
    """Return all the forms that are not sent yet, whoever may know of them, the oldest first."""
    return tuple(
        Unfinished(
            row.id,
            row.reference,
            row.questionnaire,
            row.team,
            received=row.begun,
            holder=row.party_id,
            begun_by=row.begun_by,
            begun=row.typed_since,
        )
        for row in context.session.connection().execute(_UNFINISHED)
    )


def begun_so_far(context: Context, worker: Worker) -> int:
    """Return how many forms somebody began or took on so far: a page that carries it knows when it is sent twice.

    The same worker waits here until this transaction ends, so that two presses at once count each other.
    """
    connection, who = context.session.connection(), {"party": worker.party}
    connection.execute(_HOLD, who)
    return int(connection.execute(_HELD_BY, who).scalar_one())


def one(context: Context, worker: Worker, reference: str) -> Unfinished:
    """Return one of them. Raises NotFound and NotAllowed."""
    found = next((each for each in unfinished(context, worker) if each.reference == reference), None)
    if found is None:
        raise NotFound
    return found


def take_on(context: Context, worker: Worker, reference: str) -> None:
    """Go on with a form that nobody types in, or in a colleague's place.

    Raises as `one`, and NotPossible for what was sent in the meantime, or taken on by somebody else.
    """
    form = one(context, worker, reference)
    if form.holder == worker.party:
        return
    connection = context.session.connection()
    if connection.execute(_WAIT, {"row": form.id}).rowcount != 1:
        raise NotPossible("it was sent")
    if one(context, worker, reference).holder != form.holder:
        raise NotPossible("a colleague was quicker")
    connection.execute(_END, {"row": form.id, "now": context.now})
    grant = {
        "id": new_id(),
        "party_id": worker.party,
        "application_id": form.id,
        "role": Role.KEYING,
        "ground": Ground.PAPER.value,
        "given_by": worker.party,
        "starts": context.now,
    }
    connection.execute(insert(queries.tables["grants"]), grant)
    record_for(context, form.id, Happened.TAKEN_UP, party=worker.party, role=Role.KEYING)


def put_down(context: Context, worker: Worker, reference: str) -> None:
    """Stop typing it in; it waits for somebody else. Raises as `one`, and NotPossible for whoever does not have it."""
    form = one(context, worker, reference)
    if form.holder != worker.party:
        raise NotPossible("somebody else types it in")
    mine = {"row": form.id, "now": context.now, "party": worker.party}
    if context.session.connection().execute(_END_OF, mine).rowcount != 1:
        raise NotPossible("somebody else took it on in the meantime")
    record_for(context, form.id, Happened.ACCESS_ENDED, party=worker.party, role=Role.KEYING)


def leave_open(context: Context, opened: Opened, place: Place, seen: int | None) -> Opened:
    """Say that the form does not answer a question. It counts as “not sure”, and is asked once the form is sent.

    Open it with Action.ANSWER. Raises as `save_answer`, and NotPossible where something has to be answered.
    """
    asked = opened.questionnaire.find(place.question)
    if opened.role is not Role.KEYING or not isinstance(asked, Question) or not asked.special:
        raise NotPossible("nothing that a form can leave open")
    stands_for_none = asked.special[0]
    same = opened.given.answer(place) is stands_for_none
    sequence = opened.seen(place) + (0 if same else 1)

    def marked(about: About) -> About:
        paper = about.paper
        return about if paper is None else replace(about, paper=paper.leaving_open(*_at(place), sequence))

    fresh = answering.rewrite_about(context, opened, marked)
    return fresh if same else answering.save_answer(context, fresh, place, stands_for_none, seen)


def _at(place: Place) -> tuple[str, str | None]:
    return place.question, place.item


def left_open(opened: Opened) -> tuple[Place, ...]:
    """Return the places that the form does not answer; those that are private to the person are left out."""
    paper = opened.contents.about.paper
    return tuple(
        place
        for place in (opened.journey.places if paper is not None and paper.open else ())
        if paper is not None and not opened.questionnaire.is_private(place.question)
        if isinstance(opened.given.answer(place), Missing) and paper.leaves_open(*_at(place), opened.seen(place))
    )


def send(context: Context, opened: Opened, *, say: Say | None = None, asking: Sequence[str] = ()) -> Opened:
    """Send what was typed in, as of the day on which the form came, and end the worker's leave to type.

    `asking` are the texts that ask for what the form leaves open: each shows to the person as something to do, in this
    order, from the worker in the role that is theirs. Open it with Action.SEND. Raises NotPossible as `sending.send`.
    """
    paper = opened.contents.about.paper
    if opened.role is not Role.KEYING or paper is None:
        raise NotPossible("it did not come on paper")
    whole = replace(paper, keyed_by=opened.party_id, keyed=context.today)
    fresh = answering.rewrite_about(context, opened, lambda about: replace(about, paper=whole))
    sent = sending.send(context, fresh, declared=True, say=say)
    context.session.connection().execute(_END, {"row": opened.id, "now": context.now})
    by = replace(sent, role=min(KEYS_IN & people.find(context, opened.party_id).roles))
    for place, words in enumerate(asking):
        later = replace(context, now=context.now + timedelta(microseconds=place))  # they are read in this order
        exchange.ask(later, by, words, wants_answer=True)
    return sent


def may_write_to(context: Context, case: Case) -> bool:
    """Whether the person of a form gets a letter with a code: it is safe, and they have no way in of their own yet."""
    about = case.opened.contents.about
    return (
        about.paper is not None
        and about.reaching.write is True
        and not inviting.has_owner(context, case.opened.id)
        and case.allows(Action.BRING_IN)
    )


def letter(context: Context, case: Case) -> str:
    """Make the code of a letter by which the person comes in; an earlier one ends. Fetch it with Action.BRING_IN.

    Raises NotPossible where no letter is safe, or they came in.
    """
    if not may_write_to(context, case):
        raise NotPossible("no letter goes there")
    return inviting.make_letter(context, case.opened)
