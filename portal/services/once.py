"""Keeping once what a form brings, however often it is sent: where nothing else tells that it was sent before."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING, Any

from portal.db import queries
from portal.db.columns import ID_LENGTH, new_id
from portal.db.encryption import keyed_hash
from portal.services.keys import lookup_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.services.context import Context
    from portal.services.opened import Opened


def row_id(context: Context, opened: Opened, drawn: str, *said: object) -> str:
    """Return the id of the row for what a page says: of the same words from the same page always the same.

    `drawn` is what each drawing of a page has of its own; without it the id is new each time. Whoever goes back to a
    page and writes other words there gets another row, so that nothing is lost.
    """
    return row_id_for(context, opened.id, opened.party_id, drawn, *said)


def row_id_for(context: Context, application_id: str, by: str, drawn: str, *said: object) -> str:
    """Return the same for an application that nobody has open; `by` tells whoever says it from all others."""
    if not drawn:
        return new_id()
    found = keyed_hash(lookup_key(context), "once", application_id, by, drawn, *map(str, said))
    return urlsafe_b64encode(bytes.fromhex(found)).decode()[:ID_LENGTH]


def add(context: Context, table: str, row: Mapping[str, Any]) -> bool:
    """Add a row, and say whether it was not there before. Two who add it at once wait for each other."""
    connection = context.session.connection()
    adding = queries.insert_or(connection.dialect.name, table).values(row)
    adding = adding.on_conflict_do_nothing(index_elements=["id"]).returning(queries.tables[table].c.id)
    return connection.execute(adding).one_or_none() is not None
