"""One application from beginning to sending: begin, open, answer, add and remove items, keep a page, delete."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, update

from portal.access import Action, Role, State
from portal.db import queries
from portal.db.columns import new_id
from portal.questionnaires.journey import Place
from portal.services import complaining, fetching, limits, safety
from portal.services.answering import (
    add_item,
    finish_group,
    remove_item,
    reopen_group,
    save_answer,
    set_person_name,
    set_wishes,
)
from portal.services.context import aside, day_of
from portal.services.events import Happened, record, record_for
from portal.services.opened import About, Contents, Purpose
from portal.services.refusals import NotFound, NotPossible
from portal.services.sending import recall, send
from portal.services.sharing.inviting import has_owner
from portal.services.visits import find_party

if TYPE_CHECKING:
    from datetime import datetime

    from portal.services.context import Context
    from portal.services.opened import Beginning, Opened

__all__ = [
    "add_item",
    "begin",
    "delete_draft",
    "finish_group",
    "forget_typed",
    "keep_typed",
    "open",
    "recall",
    "remove_item",
    "reopen_group",
    "save_answer",
    "send",
    "set_person_name",
    "set_wishes",
    "typed_at",
]

REFERENCE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
MOST_TYPED = 200_000  # bytes kept of one page

_LEAVE = update(queries.tables["grants"]).where(queries.grants.id == bindparam("grant")).values(ends=bindparam("now"))
_DELETE = delete(queries.tables["applications"]).where(queries.applications.id == bindparam("row"))


def count_beginning(context: Context) -> None:
    """Count one more beginning from the visitor's place, before anything else of it. Raises TooMany."""
    if context.visitor.address is not None:
        limits.count(context, limits.BEGINNINGS, context.visitor.address)


def begin(context: Context, questionnaire_id: str, beginning: Beginning) -> Opened:
    """Begin an application for a visitor with a session. Raises NotFound for no such questionnaire."""
    party = find_party(context)
    if party is None:
        raise NotFound
    about = About(beginning.person_name, beginning.wishes)
    return begin_for(context, questionnaire_id, beginning, party, about)


def begin_for(
    context: Context,
    questionnaire_id: str,
    beginning: Beginning,
    party: str,
    about: About,
    came: datetime | None = None,
) -> Opened:
    """Begin for a party, and open it. What came on paper `came` before now. Raises NotFound for no questionnaire."""
    fetching.questionnaire_for(context, questionnaire_id, beginning.role, rough=False)
    rough = beginning.purpose is Purpose.ROUGH
    application_id, reference = new_id(), new_reference()
    cipher, wrapped = context.keyring.new_key("applications", "key", application_id)
    contents = Contents({}, {}, about)
    _insert(
        context,
        applications={
            "id": application_id,
            "reference": reference,
            "questionnaire": questionnaire_id,
            "rough": rough,
            "state": State.ROUGH if rough else State.DRAFT,
            "saved": came is not None,
            "key": wrapped,
            "begun": came or context.now,
        },
        grants={
            "id": new_id(),
            "party_id": party,
            "application_id": application_id,
            "role": beginning.role,
            "ground": beginning.ground.value,
            "given_by": party,
            "starts": context.now,
        },
        documents={
            "application_id": application_id,
            "version": 1,
            "contents": cipher.lock(contents.written(), "documents", "contents", application_id),
            "changed": context.now,
            "counting_since": context.now,
            "counted": 0,
        },
    )
    opened = fetching.fetch(context, reference, Action.FOLLOW)
    record(context, opened, Happened.BEGUN)
    return opened


def new_reference() -> str:
    """Return a reference that can be read out on the phone. It opens nothing by itself."""
    signs = "".join(secrets.choice(REFERENCE_ALPHABET) for _ in range(8))
    return f"{signs[:4]}-{signs[4:]}"


def _insert(context: Context, **rows: Mapping[str, Any]) -> None:
    for table, row in rows.items():
        context.session.connection().execute(insert(queries.tables[table]), row)


def open(context: Context, reference: str, action: Action) -> Opened:  # noqa: A001 - what a person would say
    """Fetch an application to do something with it. Fetching is asking permission.

    Raises NotFound when there is none, the visitor was given nothing, or their session is over; NotAllowed when they
    may know of it but not do this now.
    """
    return fetching.fetch(context, reference, action)


def keep_typed(context: Context, opened: Opened, place: Place, typed: Mapping[str, Sequence[str]]) -> None:
    """Keep a page as typed, errors included, in a short transaction of its own. Raises NotPossible if too long."""
    plain = json.dumps({name: list(values) for name, values in typed.items()}, ensure_ascii=False).encode(
        errors="surrogatepass"
    )
    if len(plain) > MOST_TYPED:
        raise NotPossible("more than a page can hold")
    contents = opened.lock(plain, *_page_place(opened, place))
    with aside(context) as session:
        connection = session.connection()
        add = queries.insert_or(connection.dialect.name, "typed_pages").values(
            application_id=opened.id,
            party_id=opened.party_id,
            question=place.question,
            item=place.item or "",
            contents=contents,
            kept=context.now,
        )
        connection.execute(
            add.on_conflict_do_update(
                index_elements=["application_id", "party_id", "question", "item"],
                set_={"contents": add.excluded.contents, "kept": add.excluded.kept},
            )
        )
    opened.pages_kept = True


def typed_at(context: Context, opened: Opened, place: Place) -> Mapping[str, Sequence[str]] | None:
    """Return this visitor's page as typed, if one was kept and they did not answer it since."""
    if not opened.pages_kept:
        return None
    found = context.session.connection().execute(queries.READ_PAGE, _page(opened, place)).scalar_one_or_none()
    if found is None:
        return None
    typed: dict[str, list[str]] = json.loads(opened.unlock(found, *_page_place(opened, place)))
    return typed


def left_at(context: Context, opened: Opened) -> tuple[Place, ...]:
    """Return where this visitor stopped in the middle of a page, the newest first."""
    if not opened.pages_kept:
        return ()
    wanted = {"row": opened.id, "party": opened.party_id}
    found = context.session.connection().execute(queries.PAGES_LEFT, wanted)
    return tuple(Place(row.question, row.item or None) for row in found)


def forget_typed(context: Context, opened: Opened, place: Place) -> None:
    """Forget a page that was kept as typed, when the person does not want it any more."""
    context.session.connection().execute(queries.FORGET_PAGE, _page(opened, place))


def _page(opened: Opened, place: Place) -> dict[str, str]:
    return {
        "row": opened.id,
        "party": opened.party_id,
        "at_question": place.question,
        "at_item": place.item or "",
    }


def _page_place(opened: Opened, place: Place) -> tuple[str, ...]:
    return ("typed_pages", "contents", opened.party_id, place.question, place.item or "")


def delete_draft(context: Context, opened: Opened) -> None:
    """Delete a draft and all that belongs to it, for good. Open it with Action.DELETE.

    Where the person has a way in of their own, somebody who helps deletes only their own access: what the person
    wrote is not theirs to delete. So it is where somebody else complained: it may be about them. What safeguarding
    workers were called for stays for them; to all others it is gone.
    That a worker deleted a paper form stays in the log of the installation.
    """
    if opened.is_helper and (has_owner(context, opened.id) or complaining.others_complained(context, opened)):
        context.session.connection().execute(_LEAVE, {"grant": opened.grant_id, "now": context.now})
        record(context, opened, Happened.ACCESS_ENDED)
        return
    if opened.role is Role.KEYING:  # somebody sent it to the council, so that it does not go without a trace
        about = f"{opened.reference} {day_of(opened.begun).isoformat()}"
        record_for(context, None, Happened.PAPER_DELETED, party=opened.party_id, role=opened.role, about=about)
    if safety.stays(context, opened):
        safety.leave_to_workers(context, opened)
        return
    context.session.connection().execute(_DELETE, {"row": opened.id})
