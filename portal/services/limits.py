"""How often something may be tried: counted in the database, so that all workers count together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete

from portal.db import queries
from portal.db.encryption import keyed_hash
from portal.services.context import aside
from portal.services.keys import lookup_key
from portal.services.refusals import TooMany

if TYPE_CHECKING:
    from portal.services.context import Context


@dataclass(frozen=True)
class Limit:
    """At most so many tries within a time that starts with the first."""

    name: str
    most: int
    within: timedelta


WRONG_CODES = Limit("wrong-codes", 5, timedelta(minutes=15))
CODES_FOR_ADDRESS = Limit("codes-for-address", 5, timedelta(hours=1))
CODES_FROM_PLACE = Limit("codes-from-place", 30, timedelta(hours=1))
TRIES_FROM_PLACE = Limit("tries-from-place", 50, timedelta(minutes=15))
BEGINNINGS = Limit("beginnings", 60, timedelta(hours=1))
REQUESTS = Limit("requests", 20, timedelta(hours=1))
STAGES_FROM_PLACE = Limit("stages-from-place", 10, timedelta(minutes=15))
STAGES_OF_REFERENCE = Limit("stages-of-reference", 10, timedelta(hours=1))
STAFF_TRIES = Limit("staff-tries", 5, timedelta(minutes=15))
STAFF_CODES = Limit("staff-codes", 5, timedelta(minutes=15))

STAFF_IDLE = timedelta(minutes=30)  # without a page, before somebody at the council has to sign in again
LONGEST = timedelta(hours=1)
SAVES = Limit("saves", 120, timedelta(minutes=1))  # of one application; counted in its document

_FORGET = delete(queries.tables["attempts"]).where(queries.attempts.subject == bindparam("who"))


def count(context: Context, limit: Limit, who: str) -> int:
    """Count a try together with what it does, and return how many are left. Raises TooMany once none was left."""
    subject = keyed_hash(lookup_key(context), limit.name, who)
    times = {"who": subject, "now": context.now, "lapsed": context.now - limit.within}
    connection = context.session.connection()
    counted, since = connection.execute(queries.count(connection.dialect.name), times).one()
    if counted > limit.most:
        raise TooMany(since + limit.within)
    return int(limit.most - counted)


def count_first(context: Context, limit: Limit, who: str) -> int:
    """Count a try before it is known whether it is right, in a transaction of its own that outlives a refusal."""
    with aside(context):
        return count(context, limit, who)


def forget(context: Context, limit: Limit, who: str) -> None:
    """Begin counting anew, after a success."""
    context.session.connection().execute(_FORGET, {"who": keyed_hash(lookup_key(context), limit.name, who)})


def saves(now: datetime, since: datetime, counted: int) -> tuple[datetime, int]:
    """Count one more saving of an application. Raises TooMany; a person who answers by hand never meets it."""
    if now - since >= SAVES.within:
        return now, 1
    if counted >= SAVES.most:
        raise TooMany(since + SAVES.within)
    return since, counted + 1
