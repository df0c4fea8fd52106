"""How many people have sent one, beside the number that the council wants to reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from portal.access import State
from portal.db import queries

if TYPE_CHECKING:
    from portal.services.context import Context

_applications = queries.applications
_PEOPLE = select(func.count(func.distinct(func.coalesce(_applications.same_person, _applications.id)))).where(
    _applications.state.in_((State.SENT, State.OPENED, State.CLOSED))
)


def people_reached(context: Context) -> int:
    """Return how many people an application was sent for: two about somebody of one name and birth date are one."""
    return int(context.session.connection().execute(_PEOPLE).scalar_one())
