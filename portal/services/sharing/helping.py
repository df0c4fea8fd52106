"""The people whom somebody helps or speaks for: where each application stands, and no answer of any of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from portal.access import Action, Role, State, Verdict, may
from portal.db import queries
from portal.db.encryption import token_hash
from portal.services.fetching import contents_of
from portal.services.opened import OWN_ROLES
from portal.services.stages import DATES, Stage, stage_now

if TYPE_CHECKING:
    from datetime import datetime

    from portal.services.context import Context

_applications, _grants, _sessions = queries.applications, queries.grants, queries.sessions
_HELPED = (
    select(
        _applications.id,
        _applications.reference,
        _applications.questionnaire,
        _applications.state,
        _applications.key,
        *DATES,
        queries.documents.contents,
        _grants.role,
        _grants.ends,
    )
    .select_from(
        queries.tables["sessions"]
        .join(queries.tables["grants"], _grants.party_id == _sessions.party_id)
        .join(queries.tables["applications"], _applications.id == _grants.application_id)
        .join(queries.tables["documents"], queries.documents.application_id == _applications.id)
    )
    .where(_sessions.token_hash == bindparam("token_hash"), _sessions.expires > bindparam("now"))
    .where(_grants.starts <= bindparam("now"), (_grants.ends.is_(None)) | (_grants.ends > bindparam("now")))
    .where(_applications.rough.is_(False), _grants.role.not_in(OWN_ROLES))
    .order_by(_applications.begun, _applications.reference)
)


@dataclass(frozen=True)
class Helped:
    """One person whom the visitor helps."""

    reference: str
    person_name: str | None
    role: Role
    state: State
    stage: Stage
    until: datetime | None

    def allows(self, action: Action) -> bool:
        """Whether this visitor may do something with it as it is now."""
        return may(self.role, action, self.state) is Verdict.ALLOWED


def people(context: Context) -> tuple[Helped, ...]:
    """Return whom the visitor helps, what is late first."""
    found = {"token_hash": token_hash(context.visitor.token or ""), "now": context.now}
    rows = context.session.connection().execute(_HELPED, found).all()
    helped = (
        Helped(
            row.reference,
            contents_of(context, row).about.person_name,
            Role(row.role),
            State(row.state),
            stage_now(context, row),
            row.ends,
        )
        for row in rows
    )
    return tuple(sorted(helped, key=lambda each: not each.stage.late))
