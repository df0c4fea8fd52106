"""One application in the hands of staff: opening it for a purpose, taking it on, closing it kindly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, exists, select, update

from portal.access import Action, Role, State, Verdict, may
from portal.db import queries
from portal.db.encryption import token_hash
from portal.services import casework, closing, fetching
from portal.services.events import Happened, record
from portal.services.refusals import NotAllowed, NotFound, NotPossible, Refused
from portal.services.staff import people

if TYPE_CHECKING:
    from portal.services.context import Context
    from portal.services.opened import Opened
    from portal.services.staff.people import Worker

applications, purposes = queries.applications, queries.tables["case_purposes"].c
_documents, _complaints = queries.documents, queries.tables["complaints"].c
_ONE = (
    select(
        queries.tables["applications"],
        _documents.version,
        _documents.contents,
        _documents.changed,
        _documents.counting_since,
        _documents.counted,
        purposes.purpose,
        queries.tables["safety_calls"].c.since.label("called"),
        exists()
        .where(_complaints.application_id == applications.id, _complaints.stopped.is_(None))
        .label("complained"),
    )
    .select_from(
        queries.tables["applications"]
        .join(queries.tables["documents"], _documents.application_id == applications.id)
        .outerjoin(queries.tables["safety_calls"])
        .outerjoin(
            queries.tables["case_purposes"],
            and_(purposes.application_id == applications.id, purposes.token_hash == bindparam("token")),
        )
    )
    .where(applications.reference == bindparam("wanted"))
)
_answers = queries.tables["answers"].c
_GIVERS = (
    select(_answers.question, _answers.item, _answers.role, _answers.given)
    .where(_answers.application_id == bindparam("row"))
    .order_by(_answers.sequence)
)


class Purpose(StrEnum):
    """Why somebody at the council looks at an application."""

    MY_CASE = "my-case"
    COVER = "cover"  # for a colleague who is away
    FIRST_LOOK = "first-look"  # to see what it is and who should have it
    CONTACT = "contact"  # the person or somebody for them got in touch
    SUPERVISION = "supervision"
    SAFETY = "safety"
    COMPLAINT = "complaint"
    PANEL = "panel"


class Because(StrEnum):
    """Why an application is closed."""

    MOVED = "moved"
    DIED = "died"
    WITHDRAWN = "withdrawn"
    OTHER_SUPPORT = "other-support"
    NOT_ELIGIBLE = "not-eligible"
    SET_UP = "set-up"  # support is in place
    TWICE = "twice"  # another application about the same person goes on


class PurposeWanted(Refused):
    """Before looking, say why."""


@dataclass(frozen=True)
class Case:
    """An application as somebody at the council may hold it: nothing in `opened` is private to the person."""

    opened: Opened
    team: str | None
    officer: str | None
    opened_at: datetime | None
    panel: datetime | None
    proposed: datetime | None
    agreed: datetime | None
    decided: datetime | None
    closed: datetime | None
    closed_because: Because | None
    purpose: Purpose | None
    roles: frozenset[Role]  # of this worker that count for it

    def allows(self, action: Action) -> bool:
        """Whether this worker may do something with it as it is now."""
        return _role_for(self.roles, action, self.opened.state) is not None


def _role_for(roles: Iterable[Role], action: Action, state: State) -> Role | None:
    return next((role for role in sorted(roles) if may(role, action, state) is Verdict.ALLOWED), None)


def fetch(context: Context, worker: Worker, reference: str, action: Action) -> Case:
    """Return an application if this worker may do `action` with it now. Fetching is asking permission.

    Raises NotFound where it does not exist for them, NotAllowed where they may know of it.
    """
    found = {"wanted": reference, "token": token_hash(context.visitor.token or "")}
    row = context.session.connection().execute(_ONE, found).one_or_none()
    roles = frozenset() if row is None else _roles_here(worker, row)
    if row is None or all(may(role, action, row.state) is Verdict.HIDDEN for role in roles):
        raise NotFound
    role = _role_for(roles, action, row.state)
    if role is None:
        raise NotAllowed
    return _case(context, worker, row, role, roles)


def _roles_here(worker: Worker, row: Any) -> frozenset[Role]:
    """The worker's roles that count for an application: of their team and programme; on the panel, only what it has.

    Of a draft, safeguarding workers know only where something was written to them, and others only of a complaint.
    """
    if not worker.has_to_do_with(row.questionnaire, row.team):
        return frozenset()
    without = {Role.PANEL_MEMBER} if row.panel is None else set()
    if row.state is State.DRAFT and row.called is None:
        without.add(Role.SAFEGUARDING_WORKER)
    if row.state is State.DRAFT and not row.complained:
        without |= {Role.OFFICER, Role.TEAM_MANAGER}
    return frozenset(worker.roles - without)


def _case(context: Context, worker: Worker, row: Any, role: Role, roles: frozenset[Role]) -> Case:
    return Case(
        opened=fetching.opened_for_staff(context, row, worker.party, role),
        team=row.team,
        officer=row.officer_id,
        opened_at=row.opened,
        panel=row.panel,
        proposed=row.proposed,
        agreed=row.agreed,
        decided=row.decided,
        closed=row.closed,
        closed_because=None if row.closed_because is None else Because(row.closed_because),
        purpose=None if row.purpose is None else Purpose(row.purpose),
        roles=roles,
    )


def look(context: Context, worker: Worker, reference: str, action: Action) -> Case:
    """Fetch an application to look at it: for the purpose that was named, and written into the log.

    Raises PurposeWanted until one was named in this session.
    """
    case = fetch(context, worker, reference, action)
    if case.purpose is None:
        raise PurposeWanted
    record(context, case.opened, Happened.VIEWED, about=case.purpose)
    return case


def name_purpose(context: Context, worker: Worker, reference: str, purpose: Purpose) -> None:
    """Say why one looks, for as long as the session lasts; what was only sent is opened by it.

    Raises as `fetch`, and NotAllowed for whoever may read what was opened, and not open it.
    """
    case = fetch(context, worker, reference, Action.READ)
    if case.opened.state is State.SENT:
        opening = _role_for(case.roles, Action.OPEN, State.SENT)
        if opening is None:
            raise NotAllowed
        casework.open_sent(context, reference, worker.party, opening)
    connection = context.session.connection()
    add = queries.insert_or(connection.dialect.name, "case_purposes").values(
        token_hash=token_hash(context.visitor.token or ""),
        application_id=case.opened.id,
        purpose=purpose,
        stated=context.now,
    )
    connection.execute(
        add.on_conflict_do_update(
            index_elements=["token_hash", "application_id"],
            set_={"purpose": add.excluded.purpose, "stated": add.excluded.stated},
        )
    )


def givers(context: Context, case: Case) -> dict[tuple[str, str], tuple[Role, datetime]]:
    """Return who gave each answer last, by question and item, and when."""
    rows = context.session.connection().execute(_GIVERS, {"row": case.opened.id})
    return {(row.question, row.item): (Role(row.role), row.given) for row in rows}


def assign(context: Context, case: Case, officer: str | None, team: str | None) -> None:
    """Give it to somebody, to a team, or to nobody. Fetch it with Action.ASSIGN. Raises NotFound for no such person."""
    if officer is not None:
        people.find(context, officer)
    _write(context, case, officer_id=officer, team=team)
    record(context, case.opened, Happened.ASSIGNED, about=officer)


def close(context: Context, case: Case, because: Because) -> None:
    """Close it: see `closing` for what still goes out. Nobody is asked for anything. Fetch with Action.CLOSE.

    Raises NotPossible when somebody else closed it, or it was taken back, in the meantime.
    """
    closing.close(context, case.opened, because)
    record(context, case.opened, Happened.CLOSED, about=because)


def reopen(context: Context, case: Case) -> None:
    """Go on with what was withdrawn, because they want to after all. Fetch it with Action.REOPEN.

    What was asked before it was withdrawn is not asked again by this. Raises NotPossible for what was closed otherwise.
    """
    if case.closed_because is not Because.WITHDRAWN:
        raise NotPossible("it was not withdrawn")
    state = State.SENT if case.opened_at is None else State.OPENED
    _write(context, case, state=state, closed=None, closed_because=None)
    record(context, case.opened, Happened.REOPENED)


def _write(context: Context, case: Case, **values: Any) -> None:
    table = queries.tables["applications"]
    context.session.connection().execute(update(table).where(applications.id == case.opened.id).values(**values))
