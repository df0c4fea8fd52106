"""Notes that somebody who helps keeps for themself: nobody else reads them, the person and the council included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from portal.db import queries

if TYPE_CHECKING:
    from portal.services.context import Context
    from portal.services.opened import Opened

_notes = queries.tables["own_notes"].c
_READ = select(_notes.contents).where(_notes.application_id == bindparam("row"), _notes.party_id == bindparam("party"))


def read(context: Context, opened: Opened) -> str:
    """Return this visitor's own notes. Open it with Action.NOTE."""
    wanted = {"row": opened.id, "party": opened.party_id}
    found = context.session.connection().execute(_READ, wanted).scalar_one_or_none()
    return "" if found is None else opened.unlock(found, "own_notes", "contents", opened.party_id).decode()


def write(context: Context, opened: Opened, words: str) -> None:
    """Keep these notes in place of those before. Open it with Action.NOTE."""
    connection = context.session.connection()
    add = queries.insert_or(connection.dialect.name, "own_notes").values(
        application_id=opened.id,
        party_id=opened.party_id,
        contents=opened.lock_words(words, "own_notes", "contents", opened.party_id),
        changed=context.now,
    )
    again = {"contents": add.excluded.contents, "changed": add.excluded.changed}
    connection.execute(add.on_conflict_do_update(index_elements=["application_id", "party_id"], set_=again))
