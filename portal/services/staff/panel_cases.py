"""Which rules send a case to the panel, for the lists that staff work from: the rules alone, and no answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from portal.allocation.record import routes_from_record
from portal.db import queries
from portal.db.case_tables import DecisionKind
from portal.services.fetching import application_cipher

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from portal.db.encryption import Cipher
    from portal.services.context import Context
    from portal.services.staff.worklists import Row

_applications, _decisions = queries.applications, queries.tables["decisions"].c
_submissions = queries.tables["submissions"].c
_KEYS = select(_applications.id, _applications.reference, _applications.key).where(
    _applications.reference.in_(bindparam("wanted", expanding=True))
)
_SENT = (
    select(_submissions.id, _submissions.contents)
    .where(_submissions.application_id == bindparam("row"), _submissions.recalled.is_(None))
    .order_by(_submissions.number.desc())
    .limit(1)
)
_DECIDED = (
    select(_decisions.id, _decisions.contents)
    .where(
        _decisions.application_id == bindparam("row"),
        _decisions.kind.in_((DecisionKind.EXCEPTION, DecisionKind.HELP, DecisionKind.PROPOSAL)),
    )
    .order_by(_decisions.made.desc(), _decisions.id)
)


def rules_of(context: Context, rows: Iterable[Row]) -> Mapping[str, tuple[str, ...]]:
    """The ids of the rules by the references of those cases of a list that are for the panel.

    What was decided last and names a rule counts, a proposal or an exception; before that, what was sent. An exception
    that is taken back calls back no proposal. Neither answers nor figures leave this function: looking at those is
    written down.
    """
    wanted = [row.reference for row in rows if row.to_panel]
    if not wanted:
        return {}
    found = context.session.connection().execute(_KEYS, {"wanted": wanted}).all()
    return {row.reference: _rules(context, row) for row in found}


def _rules(context: Context, row: Any) -> tuple[str, ...]:
    connection, cipher = context.session.connection(), application_cipher(context, row.id, row.key)
    decided = connection.execute(_DECIDED, {"row": row.id}).all()
    sent = [] if decided else connection.execute(_SENT, {"row": row.id}).all()
    for table, each in (*(("decisions", each) for each in decided), *(("submissions", each) for each in sent)):
        kept = _read(cipher, table, row.id, each)
        if routes := kept.get("routes") or kept.get("result", {}).get("routes", []):
            return tuple(dict.fromkeys(route.rule for route in routes_from_record(routes)))
    return ()


def _read(cipher: Cipher, table: str, application: str, row: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(cipher.unlock(row.contents, table, "contents", application, row.id))
    return found
