"""Statements of the pages that everyone uses, built once at import: they ask for columns and make no objects."""

from functools import cache
from importlib import import_module
from typing import Any

from sqlalchemy import and_, bindparam, case, delete, exists, func, insert, or_, select, true, update

from portal.access import Role
from portal.db.happened import Happened
from portal.db.tables import METADATA

tables = METADATA.tables
applications = tables["applications"].c
documents = tables["documents"].c
grants = tables["grants"].c
sessions = tables["sessions"].c
credentials = tables["credentials"].c
typed_pages = tables["typed_pages"].c
attempts = tables["attempts"].c
events = tables["events"].c
keys = tables["keys"].c
staff = tables["staff"].c
staff_sessions = tables["staff_sessions"].c
schemes = tables["scheme_versions"].c

LOOK_UP = "look-up"
"""The row of `keys` with the key for look-ups, from which the key of the log is derived."""

_APPLICATION = (
    applications.id,
    applications.reference,
    applications.questionnaire,
    applications.rough,
    applications.state,
    applications.saved,
    applications.key,
    applications.begun,
    applications.sent,
    documents.version,
    documents.contents,
    documents.changed,
    documents.counting_since,
    documents.counted,
)

_grant_lasts = and_(grants.starts <= bindparam("now"), or_(grants.ends.is_(None), grants.ends > bindparam("now")))
_session_lasts = and_(sessions.token_hash == bindparam("token_hash"), sessions.expires > bindparam("now"))

SCHEMES_REVISION = select(func.max(schemes.revision))
"""How often what budgets are worked out with has changed; read from the end of an index."""

_GRANTED = (
    *_APPLICATION,
    SCHEMES_REVISION.scalar_subquery().label("schemes_revision"),
    grants.id.label("grant_id"),
    grants.party_id,
    grants.role,
    grants.ground,
    grants.sections,
    grants.private,
    grants.given_by,
    exists()
    .where(typed_pages.application_id == applications.id, typed_pages.party_id == grants.party_id)
    .label("pages_kept"),
)

OPEN = (
    select(*_GRANTED, sessions.expires)
    .select_from(
        tables["sessions"]
        .join(tables["grants"], grants.party_id == sessions.party_id)
        .join(tables["applications"], applications.id == grants.application_id)
        .join(tables["documents"], documents.application_id == applications.id)
    )
    .where(_session_lasts, applications.reference == bindparam("reference"), _grant_lasts)
    .order_by(grants.starts)
)
"""Session, party, grant, application and current answers at once. A stranger gets no row, as for no such reference."""

CITIZENS_TOKEN = 44
"""Characters that the cookie of a citizen has at the most; those of staff are longer."""

STAFF_SESSION_LASTS = and_(
    staff_sessions.expires > bindparam("now"),
    staff_sessions.seen > bindparam("idle_since"),
    staff.ended.is_(None),
)

KEYING = (
    select(*_GRANTED, staff_sessions.expires)
    .select_from(
        tables["staff_sessions"]
        .join(tables["staff"], staff.party_id == staff_sessions.party_id)
        .join(tables["grants"], grants.party_id == staff_sessions.party_id)
        .join(tables["applications"], applications.id == grants.application_id)
        .join(tables["documents"], documents.application_id == applications.id)
    )
    .where(
        staff_sessions.token_hash == bindparam("token_hash"),
        STAFF_SESSION_LASTS,
        or_(staff_sessions.by_provider, and_(staff_sessions.proved.is_not(None), staff.must_change.is_(False))),
    )
    .where(grants.role == Role.KEYING, applications.reference == bindparam("reference"), _grant_lasts)
)
"""The same for somebody at the council who has taken every step of signing in: what came on paper, and nothing else."""

STAFF_SEEN = (
    update(tables["staff_sessions"])
    .where(staff_sessions.token_hash == bindparam("token"))
    .values(seen=bindparam("now"))
)

_left = exists().where(
    events.application_id == grants.application_id,
    events.party_id == grants.party_id,
    events.kind == Happened.ACCESS_ENDED,
)

HELD_ONCE = (
    select(grants.id)
    .select_from(
        tables["sessions"]
        .join(tables["grants"], grants.party_id == sessions.party_id)
        .join(tables["applications"], applications.id == grants.application_id)
    )
    .where(_session_lasts, applications.reference == bindparam("reference"), grants.ends <= bindparam("now"), ~_left)
    .limit(1)
)
"""Whether access ended, asked only where `OPEN` finds nothing, of strangers too.

Not of whoever left by deleting it: were they told, they would know that the person came in, who can go on with it.
"""

_shares_address = and_(
    sessions.party_id.is_(None),
    exists().where(
        credentials.party_id == grants.party_id,
        credentials.lookup == sessions.proved,
        credentials.ended.is_(None),
    ),
)

MINE = (
    select(*_APPLICATION, grants.role, grants.sections, grants.party_id)
    .select_from(
        tables["sessions"]
        .join(tables["grants"], or_(grants.party_id == sessions.party_id, _shares_address))
        .join(tables["applications"], applications.id == grants.application_id)
        .join(tables["documents"], documents.application_id == applications.id)
    )
    .where(_session_lasts, _grant_lasts)
    .order_by(applications.begun.desc(), applications.reference)
)
"""What the holder of a session can open; for a shared address not yet told apart, what any of its holders can."""

CURRENT = (
    select(applications.state, documents.version, documents.contents, documents.counting_since, documents.counted)
    .select_from(tables["applications"].join(tables["documents"], documents.application_id == applications.id))
    .where(applications.id == bindparam("application_id"))
)
"""What there is now, for whoever lost a race; it may have been sent or deleted in the meantime."""

WRITE_DOCUMENT = (
    update(tables["documents"])
    .where(documents.application_id == bindparam("row"), documents.version == bindparam("read_version"))
    .values(
        version=bindparam("new_version"),
        contents=bindparam("new_contents"),
        changed=bindparam("now"),
        counting_since=bindparam("since"),
        counted=bindparam("count"),
    )
)
"""Changes nothing when somebody else wrote since `read_version`: the caller reads again and merges."""

HOLD = select(applications.id).where(applications.id == bindparam("row")).with_for_update(key_share=True)
"""Makes whoever else wants to count on at this application wait until this transaction ends. SQLite has one writer."""

ADD_ANSWER = insert(tables["answers"])

_this_page = and_(
    typed_pages.application_id == bindparam("row"),
    typed_pages.party_id == bindparam("party"),
    typed_pages.question == bindparam("at_question"),
    typed_pages.item == bindparam("at_item"),
)
READ_PAGE = select(typed_pages.contents).where(_this_page)
PAGES_LEFT = (
    select(typed_pages.question, typed_pages.item)
    .where(typed_pages.application_id == bindparam("row"), typed_pages.party_id == bindparam("party"))
    .order_by(typed_pages.kept.desc())
)
FORGET_PAGE = delete(tables["typed_pages"]).where(_this_page)


def insert_or(dialect: str, table: str) -> Any:
    """Return an insert that can say what happens when the row is there: each dialect has its own.

    Only that of the database in use is loaded, by the name that SQLAlchemy knows it by.
    """
    return import_module(f"sqlalchemy.dialects.{dialect}").insert(tables[table])


def _chain_end(which: Any) -> Any:
    """The last event of a chain, and the key that the next one is sealed with, in one statement."""
    last = (
        select(events.number, events.checksum)
        .where(which, events.number.is_not(None))
        .order_by(events.number.desc())
        .limit(1)
        .subquery("last")
    )
    joined = tables["keys"].outerjoin(last, true())
    return select(keys.wrapped, last.c.number, last.c.checksum).select_from(joined).where(keys.id == LOOK_UP)


CHAIN_END = _chain_end(events.application_id == bindparam("row"))
INSTALLATION_END = _chain_end(events.application_id.is_(None))


@cache
def add_event(dialect: str) -> Any:
    """Add nothing where somebody else wrote the event of that number first: the caller looks at the end again."""
    return insert_or(dialect, "events").on_conflict_do_nothing().returning(events.id)


@cache
def count(dialect: str) -> Any:
    """Count one try, beginning anew when the last window lapsed; atomic, so that workers cannot be raced."""
    lapsed = attempts.since <= bindparam("lapsed")
    return (
        insert_or(dialect, "attempts")
        .values(subject=bindparam("who"), counted=1, since=bindparam("now"))
        .on_conflict_do_update(
            index_elements=["subject"],
            set_={
                "counted": case((lapsed, 1), else_=attempts.counted + 1),
                "since": case((lapsed, bindparam("now")), else_=attempts.since),
            },
        )
        .returning(attempts.counted, attempts.since)
    )
