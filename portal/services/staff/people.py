"""Who works here: adding and ending people, their roles, team, programmes and training, and who somebody is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select, update

from portal.access import STAFF, Action, Role, Verdict, may
from portal.db import queries
from portal.db.columns import new_id
from portal.db.encryption import keyed_hash
from portal.services.events import Happened, record_for
from portal.services.keys import lookup_key, normal_email
from portal.services.refusals import NotFound, NotPossible
from portal.services.staff import passwords

if TYPE_CHECKING:
    from portal.services.context import Context

staff, roles = queries.tables["staff"].c, queries.tables["staff_roles"].c
trainings, staff_sessions = queries.tables["staff_training"].c, queries.tables["staff_sessions"].c

_ALL = select(queries.tables["staff"]).order_by(staff.made, staff.party_id)
_ROLES = select(roles.party_id, roles.role)
_TRAINING = select(trainings.party_id, trainings.course, trainings.done, trainings.until)
_BY_LOOKUP = select(staff.party_id).where(staff.lookup == bindparam("found"))
_BY_PARTY = select(queries.tables["staff"]).where(staff.party_id == bindparam("row"))


@dataclass(frozen=True)
class Training:
    """A course that somebody did, and the last day it counts; None for as long as they work here."""

    course: str
    done: date
    until: date | None


@dataclass(frozen=True)
class Worker:
    """Somebody who works for the council. `roles` are those that count today, `dormant` wait for training."""

    party: str
    name: str
    email: str
    roles: frozenset[Role]
    dormant: frozenset[Role]
    team: str | None
    programmes: frozenset[str] | None  # questionnaires; None is all
    training: tuple[Training, ...]
    ended: datetime | None
    enrolled: bool

    def has_to_do_with(self, questionnaire: str, team: str | None) -> bool:
        """Whether an application of this kind and team is theirs to see; one without a team is everybody's."""
        of_team = self.team is None or team is None or self.team == team
        return of_team and (self.programmes is None or questionnaire in self.programmes)

    def may(self, action: Action, row: Any) -> bool:
        """Whether they may do something with the application of a row; on the panel, only with what it has.

        `row` has the questionnaire, the team and the state, and since when the panel has it.
        """
        roles = (role for role in self.roles if role is not Role.PANEL_MEMBER or row.panel is not None)
        allowed = any(may(role, action, row.state) is Verdict.ALLOWED for role in roles)
        return allowed and self.has_to_do_with(row.questionnaire, row.team)


@dataclass(frozen=True)
class NewWorker:
    """What is said when somebody is added."""

    name: str
    email: str
    roles: Collection[Role]
    team: str | None = None
    programmes: Sequence[str] | None = None


def staff_hash(context: Context, email: str) -> str:
    """Hash the address that somebody signs in with. Apart from citizens' hashes, so that nobody can compare the two."""
    return keyed_hash(lookup_key(context), "staff", normal_email(email))


def add(context: Context, new: NewWorker) -> str:
    """Add somebody and return the password to tell them, once. Raises NotPossible: no staff role, or already here."""
    if not new.roles or not STAFF.issuperset(new.roles):
        raise NotPossible("a role of staff is needed")
    connection, party = context.session.connection(), new_id()
    lookup = staff_hash(context, new.email)
    if connection.execute(_BY_LOOKUP, {"found": lookup}).one_or_none() is not None:
        raise NotPossible("this address is taken")
    password = passwords.make()
    connection.execute(insert(queries.tables["parties"]), {"id": party, "made": context.now})
    row = {
        "party_id": party,
        "lookup": lookup,
        "name": _locked(context, "name", party, new.name),
        "email": _locked(context, "email", party, new.email.strip()),
        "team": new.team,
        "programmes": None if new.programmes is None else " ".join(new.programmes),
        "password": _locked(context, "password", party, passwords.hashed(password)),
        "must_change": True,
        "made": context.now,
    }
    connection.execute(insert(queries.tables["staff"]), row)
    connection.execute(insert(queries.tables["staff_roles"]), [{"party_id": party, "role": role} for role in new.roles])
    record_for(context, None, Happened.STAFF_ADDED, party=party, about=" ".join(sorted(new.roles))[:80])
    return password


def _locked(context: Context, column: str, party: str, words: str) -> bytes:
    return context.keyring.lock(words.encode(), "staff", column, party)


def unlocked(context: Context, row: Any, column: str) -> str:
    """Read a locked column of a row of staff."""
    return context.keyring.unlock(row[column], "staff", column, row["party_id"]).decode()


def everyone(context: Context) -> tuple[Worker, ...]:
    """Return all who work or worked here, in the order they came."""
    connection = context.session.connection()
    held: dict[str, list[Role]] = {}
    for row in connection.execute(_ROLES):
        held.setdefault(row.party_id, []).append(Role(row.role))
    done: dict[str, list[Training]] = {}
    for each in connection.execute(_TRAINING):
        done.setdefault(each.party_id, []).append(Training(each.course, each.done, each.until))
    rows = connection.execute(_ALL).mappings().all()
    return tuple(_worker(context, row, held.get(row["party_id"], []), done.get(row["party_id"], [])) for row in rows)


def find(context: Context, party: str) -> Worker:
    """Return one of them. Raises NotFound."""
    connection = context.session.connection()
    row = connection.execute(_BY_PARTY, {"row": party}).mappings().one_or_none()
    if row is None:
        raise NotFound
    held = connection.execute(_ROLES.where(roles.party_id == party)).all()
    done = connection.execute(_TRAINING.where(trainings.party_id == party)).all()
    return _worker(
        context,
        row,
        [Role(each.role) for each in held],
        [Training(each.course, each.done, each.until) for each in done],
    )


def _worker(context: Context, row: Any, held: Collection[Role], done: Sequence[Training]) -> Worker:
    current = {each.course for each in done if each.until is None or each.until >= context.today}
    trained = frozenset(role for role in held if courses_for(context, role) <= current and row["ended"] is None)
    return Worker(
        party=row["party_id"],
        name=unlocked(context, row, "name"),
        email=unlocked(context, row, "email"),
        roles=trained,
        dormant=frozenset(held) - trained,
        team=row["team"],
        programmes=None if row["programmes"] is None else frozenset(row["programmes"].split()),
        training=tuple(sorted(done, key=lambda each: each.course)),
        ended=row["ended"],
        enrolled=row["otp_confirmed"] is not None,
    )


def courses_for(context: Context, role: Role) -> frozenset[str]:
    """Return the courses that the council wants for a role."""
    return frozenset(each.id for each in context.content.council.staff.training if role in each.needed_for)


def _party(context: Context, email: str) -> str:
    party = context.session.connection().execute(_BY_LOOKUP, {"found": staff_hash(context, email)}).scalar_one_or_none()
    if party is None:
        raise NotFound
    return str(party)


def end(context: Context, email: str) -> None:
    """End somebody's work: they are signed out at once and cannot sign in again. Raises NotFound."""
    party = _party(context, email)
    _write(context, party, ended=context.now, password=None, otp=None, otp_confirmed=None)
    _sign_out_everywhere(context, party)
    record_for(context, None, Happened.STAFF_ENDED, party=party)


def reset(context: Context, email: str) -> str:
    """Give somebody a new password, to be told once, and let them set up codes anew. Raises NotFound."""
    party = _party(context, email)
    password = passwords.make()
    locked = _locked(context, "password", party, passwords.hashed(password))
    _write(context, party, password=locked, must_change=True, otp=None, otp_confirmed=None, otp_last=None, ended=None)
    context.session.connection().execute(
        delete(queries.tables["recovery_codes"]).where(queries.tables["recovery_codes"].c.party_id == party)
    )
    _sign_out_everywhere(context, party)
    record_for(context, None, Happened.STAFF_RESET, party=party)
    return password


def train(context: Context, email: str, training: Training) -> None:
    """Record that somebody did a course. Raises NotFound, and NotPossible for one that the council does not name."""
    if training.course not in {each.id for each in context.content.council.staff.training}:
        raise NotPossible("no such course")
    party, connection = _party(context, email), context.session.connection()
    add = queries.insert_or(connection.dialect.name, "staff_training").values(
        party_id=party, course=training.course, done=training.done, until=training.until
    )
    connection.execute(
        add.on_conflict_do_update(
            index_elements=["party_id", "course"], set_={"done": add.excluded.done, "until": add.excluded.until}
        )
    )
    record_for(context, None, Happened.STAFF_TRAINED, party=party, about=training.course)


def _write(context: Context, party: str, **values: Any) -> None:
    context.session.connection().execute(
        update(queries.tables["staff"]).where(staff.party_id == party).values(**values)
    )


def _sign_out_everywhere(context: Context, party: str) -> None:
    context.session.connection().execute(
        delete(queries.tables["staff_sessions"]).where(staff_sessions.party_id == party)
    )
