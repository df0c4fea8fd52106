"""Who is told, and how each of them can safely be reached, from what they proved, chose and said is safe."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, bindparam, exists, or_, select

from portal.access import STAFF, Action, Role, State, Verdict, may
from portal.answers import Address
from portal.db import queries
from portal.db.happened import Happened
from portal.db.tables import Proof
from portal.notices import Channel, Format, Whom
from portal.services.about import OF_THEMSELF, OWN_ROLES, Telling
from portal.services.purposes import by_purpose

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from portal.notices import Notice
    from portal.services.about import About
    from portal.services.context import Context
    from portal.services.opened import Opened

ADVOCATES = frozenset({Role.ADVOCATE_FOLLOWING, Role.ADVOCATE_READING, Role.ADVOCATE_SPEAKING, Role.APPROPRIATE})
NOT_OTHERS = OWN_ROLES | {Role.KEYING}
"""The person, and whoever types in a paper form and writes what stands there."""
MAY_SAY = frozenset(role for role in Role if any(may(role, Action.REACH, each) is Verdict.ALLOWED for each in State))

NOBODY = ""  # the party of a person who has no way in of their own

_credentials, _grants, _events = queries.credentials, queries.grants, queries.events
SPOKE = (
    exists()
    .where(_events.application_id == _grants.application_id, _events.party_id == _grants.party_id)
    .where(_events.kind.in_((Happened.BEGUN, Happened.WISHES_SET)))
    .where(or_(_events.about.is_(None), _events.about != OF_THEMSELF))
    .label("spoke")
)
"""Whether the holder of a grant said how to reach somebody, whatever they may do now."""
_HOLDERS = (
    select(
        _grants.party_id,
        _grants.role,
        _grants.sections,
        _grants.given_by,
        _grants.ends,
        SPOKE,
        _credentials.id,
        _credentials.address,
    )
    .select_from(
        queries.tables["grants"].outerjoin(
            queries.tables["credentials"],
            and_(
                _credentials.party_id == _grants.party_id,
                _credentials.ended.is_(None),
                _credentials.kind == Proof.EMAIL,
            ),
        )
    )
    .where(_grants.application_id == bindparam("row"))
    .where(_grants.starts <= bindparam("now"))
    .order_by(_grants.party_id, _credentials.id)
)


@dataclass(frozen=True)
class Matter:
    """An application as far as it is needed to tell somebody of it."""

    id: str
    reference: str
    state: State
    about: About
    opened: Opened | None = None  # where somebody has it open; else no letter can be addressed

    @classmethod
    def of(cls, opened: Opened) -> Matter:
        """An application that somebody has open."""
        return cls(opened.id, opened.reference, opened.state, opened.contents.about, opened)


@dataclass(frozen=True)
class Recipient:
    """Somebody to tell, with every safe way: the first is tried, the others are for when one fails.

    More than one address of a kind are all written to.
    """

    party: str
    role: Role
    telling: Telling
    ways: tuple[tuple[Channel, tuple[str, ...]], ...]
    held_back: bool  # there is an address, which must not be used
    alone: bool = False  # it is for the person alone: what others said of how to reach them does not count


def recipients(
    context: Context, matter: Matter, row: Notice, *, doer: str | None = None, asker: str | None = None
) -> tuple[Recipient, ...]:
    """Return whom a row of the table tells about an application now, each once."""
    holders: dict[str, list[Any]] = {}  # with nothing for those whose access ended who may have said how to reach them
    for each in context.session.connection().execute(_HOLDERS, {"row": matter.id, "now": context.now}):
        if each.ends is None or each.ends > context.now:
            holders.setdefault(each.party_id, []).append(each)
        elif may_have_said(each):
            holders.setdefault(each.party_id, [])
    acting = (doer, asker)
    alone = not _others_are_told(context, matter, row, holders, acting)
    told = {party: rows for party, rows in holders.items() if rows and _is_told(matter, row, rows[0], acting)}
    found = [_recipient(context, matter, row, rows, alone=alone) for rows in told.values()]
    has_way_in = any(rows and rows[0].role in OWN_ROLES for rows in holders.values())
    if Whom.PERSON in row.tell and not has_way_in and not row.wants_a_way_in:
        found += _without_a_way_in(matter, row, alone=alone)
    return tuple(found)


def _others_are_told(
    context: Context,
    matter: Matter,
    row: Notice,
    holders: Mapping[str, list[Any]],
    acting: tuple[str | None, str | None],
) -> bool:
    """Whether everybody who may have said how to reach the person is told of the occasion, too.

    What they said may lead to their own phone. So it counts for what they know anyway, and no more once their access
    was ended.
    """
    occasion = context.content.notices.by_occasion[row.when]

    def is_told(rows: list[Any]) -> bool:
        return bool(rows) and any(_is_told(matter, each, rows[0], acting) for each in occasion)

    return all(is_told(rows) for rows in holders.values() if not rows or any(may_have_said(each) for each in rows))


def may_have_said(grant: Any) -> bool:
    """Whether somebody else may have said how to reach the person: they may, or they did before they could do less."""
    return grant.role not in NOT_OTHERS and (grant.role in MAY_SAY or grant.spoke)


def _is_told(matter: Matter, row: Notice, holder: Any, acting: tuple[str | None, str | None]) -> bool:
    role, (doer, asker) = Role(holder.role), acting
    if role is Role.KEYING:  # a worker at work, who is told by the lists
        return False
    named = {Whom.DOER: doer, Whom.ASKER: asker}
    if any(whom in row.tell and holder.party_id == party for whom, party in named.items()):
        return True
    if role in OWN_ROLES:
        return Whom.PERSON in row.tell
    if Whom.WRITERS in row.tell and may(role, Action.ANSWER, matter.state) is Verdict.ALLOWED:
        return True
    wanted = Whom.ADVOCATES if role in ADVOCATES else Whom.HELPERS
    if role in STAFF or wanted not in row.tell or holder.sections is not None:  # messages are about every part
        return False
    return may(role, Action.MESSAGE, matter.state) is Verdict.ALLOWED


def _recipient(context: Context, matter: Matter, row: Notice, rows: list[Any], *, alone: bool) -> Recipient:
    role, party, about = Role(rows[0].role), rows[0].party_id, matter.about
    helper = about.helper_at(party, invited=rows[0].given_by not in {None, party})
    emails = tuple(
        context.keyring.unlock(each.address, "credentials", "address", each.id).decode()
        for each in rows
        if each.address
    )
    alone = alone and role in OWN_ROLES
    telling = about.telling_alone() if alone else about.telling_of(role, party)
    safe = about.mail_is_safe(role, helper) is not False
    known = {Channel.EMAIL: emails if safe else (), Channel.TEXT: _texts(telling)}
    if role in OWN_ROLES:
        known[Channel.LETTER] = _home(matter, alone=alone)
    return Recipient(party, role, telling, in_order(row.by, telling, known), bool(emails) and not safe, alone=alone)


def _without_a_way_in(matter: Matter, row: Notice, *, alone: bool) -> list[Recipient]:
    """The person whom others act for: what was said for them holds."""
    telling = matter.about.telling_of(Role.PERSON, NOBODY)
    known = {Channel.TEXT: _texts(telling), Channel.LETTER: _home(matter, alone=False)}
    ways = in_order(row.by, telling, known)
    return [Recipient(NOBODY, Role.PERSON, telling, ways, held_back=False, alone=alone)]


def in_order(
    by: Collection[Channel], telling: Telling, known: Mapping[Channel, tuple[str, ...]]
) -> tuple[tuple[Channel, tuple[str, ...]], ...]:
    """Return the channels of a row that lead to somebody, what they chose first; none for whoever wants nothing."""
    if telling.never:
        return ()
    ordered = sorted(by, key=lambda each: each is not telling.first)  # stable: the others keep their order
    return tuple((each, known[each]) for each in ordered if known.get(each))


def _texts(telling: Telling) -> tuple[str, ...]:
    return (telling.number,) if telling.number else ()


def _home(matter: Matter, *, alone: bool) -> tuple[str, ...]:
    """Where a letter to the person goes, line by line; nowhere unless it was said that letters are safe."""
    if matter.opened is None or not matter.about.home_is_safe(alone=alone):
        return ()
    return address_of(matter.opened)


def address_of(opened: Opened) -> tuple[str, ...]:
    """The person's name and home as lines in one text, for an envelope; none where no address was given."""
    found = by_purpose(opened)
    home = found.get("street-address")
    if not isinstance(home, Address):
        return ()
    lines = [str(found.get("name", "")), *home.lines, home.town, home.postcode]
    return ("\n".join(line for line in lines if line),)


def form_of(context: Context, telling: Telling) -> Format:
    """Return the format for whoever is at the page: what they chose, or else how they read the pages."""
    return Format.EASY if context.easy and telling == Telling() else telling.format
