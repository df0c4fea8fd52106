"""Turning rows into applications that are open: where keys are unwrapped and the table of permissions is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.access import Action, Role, State, Verdict, may
from portal.db import queries
from portal.db.encryption import token_hash
from portal.services.limits import STAFF_IDLE
from portal.services.opened import IN_OWN_WORDS, WITHIN_SECTIONS, Contents, Ground, Opened, Purpose, Summary
from portal.services.published import keep_up
from portal.services.refusals import AccessEnded, NotAllowed, NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal.db.encryption import Cipher
    from portal.questionnaires.model import Questionnaire
    from portal.services.context import Content, Context

_known: dict[int, tuple[Questionnaire, dict[tuple[bool, bool, str | None], Questionnaire]]] = {}


def fetch(context: Context, reference: str, action: Action) -> Opened:
    """Return an application if this visitor may do `action` with it now: one statement, asked of every visitor.

    Raises NotFound where it does not exist for them, NotAllowed where they may know of it, and AccessEnded where they
    had access once.
    """
    if "\0" in reference:
        raise NotFound  # PostgreSQL takes no such text
    found = {"token_hash": token_hash(context.visitor.token or ""), "reference": reference, "now": context.now}
    statement = queries.OPEN
    if (context.visitor.token or "")[queries.CITIZENS_TOKEN :]:  # of somebody at the council, who types in a paper form
        statement, found["idle_since"] = queries.KEYING, context.now - STAFF_IDLE
    rows = context.session.connection().execute(statement, found).all()
    if rows and statement is queries.KEYING and not _may_still_key(context, rows[0]):
        rows = []
    if not rows and context.session.connection().execute(queries.HELD_ONCE, found).one_or_none() is not None:
        raise AccessEnded
    best = _best(rows, action)
    keep_up(context, best.schemes_revision)
    return opened(context, best)


def _may_still_key(context: Context, row: Any) -> bool:
    """Whether a worker has training, role and programme today: leave to type in a form lasts no longer than they do."""
    from portal.services.staff import paper, people  # noqa: PLC0415  they fetch applications themselves

    worker = people.find(context, row.party_id)
    return paper.may_key(worker) and worker.has_to_do_with(row.questionnaire, None)


def _best(rows: Iterable[Any], action: Action) -> Any:
    """Return the row of the grant that allows it; somebody may have been given several."""
    refused = False
    for row in rows:
        verdict = may(row.role, action, row.state)
        if verdict is Verdict.ALLOWED and row.sections is not None and action not in WITHIN_SECTIONS:
            verdict = Verdict.REFUSED
        if verdict is Verdict.ALLOWED:
            return row
        refused = refused or verdict is Verdict.REFUSED
    if refused:
        raise NotAllowed
    raise NotFound


def opened(context: Context, row: Any) -> Opened:
    """Make an application of a row of the open statement."""
    return Opened(
        id=row.id,
        reference=row.reference,
        questionnaire=questionnaire_for(
            context, row.questionnaire, Role(row.role), rough=row.rough, sections=row.sections, private=row.private
        ),
        purpose=Purpose.ROUGH if row.rough else Purpose.REAL,
        state=row.state,
        saved=row.saved,
        begun=row.begun,
        sent=row.sent,
        changed=row.changed,
        version=row.version,
        role=row.role,
        ground=row.ground,
        party_id=row.party_id,
        grant_id=row.grant_id,
        pages_kept=row.pages_kept,
        session_ends=row.expires,
        cipher=application_cipher(context, row.id, row.key),
        sealed=row.contents,
        counting_since=row.counting_since,
        counted=row.counted,
        sections=None if row.sections is None else frozenset(row.sections.split()),
        invited=row.given_by not in {None, row.party_id},
    )


def opened_for_staff(context: Context, row: Any, party: str, role: Role) -> Opened:
    """Make an application of a row with its document, for somebody at the council. Nothing private is in it."""
    return Opened(
        id=row.id,
        reference=row.reference,
        questionnaire=questionnaire_for(context, row.questionnaire, role, rough=row.rough),
        purpose=Purpose.REAL,
        state=row.state,
        saved=row.saved,
        begun=row.begun,
        sent=row.sent,
        changed=row.changed,
        version=row.version,
        role=role,
        ground=Ground.OWN,  # what they do in office, they do on nobody's behalf
        party_id=party,
        grant_id="",
        pages_kept=False,
        session_ends=context.now,
        cipher=application_cipher(context, row.id, row.key),
        sealed=row.contents,
        counting_since=row.counting_since,
        counted=row.counted,
    )


def application_cipher(context: Context, application_id: str, key: bytes) -> Cipher:
    """Unwrap the key of an application."""
    return context.keyring.cipher(key, "applications", "key", application_id)


def contents_of(context: Context, row: Any) -> Contents:
    """Decrypt the current document of a row that holds an application with its document."""
    cipher = application_cipher(context, row.id, row.key)
    return Contents.read(cipher.unlock(row.contents, "documents", "contents", row.id))


def summaries(context: Context) -> tuple[Summary, ...]:
    """Return what the holder of the visitor's session can open, newest first."""
    found = {"token_hash": token_hash(context.visitor.token or ""), "now": context.now}
    rows = context.session.connection().execute(queries.MINE, found).all()
    return tuple(_summary(context, row) for row in rows if may(row.role, Action.FOLLOW, row.state) is Verdict.ALLOWED)


def _summary(context: Context, row: Any) -> Summary:
    return Summary(
        reference=row.reference,
        questionnaire=row.questionnaire,
        purpose=Purpose.ROUGH if row.rough else Purpose.REAL,
        person_name=contents_of(context, row).about.person_name,
        role=Role(row.role),
        state=State(row.state),
        saved=row.saved,
        begun=row.begun,
        changed=row.changed,
    )


def questionnaire_for(
    context: Context,
    questionnaire_id: str,
    role: Role,
    *,
    rough: bool,
    sections: str | None = None,
    private: bool = False,
) -> Questionnaire:
    """Return the questionnaire as it is now and as this role may see it.

    For a rough idea, only the questions that the budget looks at; for whoever acts for the person, nothing that is
    private to the person unless `private` says that they let it, and only the sections they were given. Raises
    NotFound for none of that name.
    """
    questionnaire = context.content.questionnaires.get(questionnaire_id)
    if questionnaire is None:
        raise NotFound
    helper = role not in IN_OWN_WORDS and not (private and sections is None)
    return _restricted(context.content, questionnaire, rough=rough, helper=helper, sections=sections)


def _restricted(
    content: Content, questionnaire: Questionnaire, *, rough: bool, helper: bool, sections: str | None
) -> Questionnaire:
    """Return a restricted questionnaire, worked out once for each that is loaded."""
    if not (rough or helper or sections is not None):
        return questionnaire
    known = _known.setdefault(id(questionnaire), (questionnaire, {}))[1]
    key = (rough, helper, sections)
    if key not in known:
        restricted = questionnaire
        if rough:
            counted = restricted.only(content.counting(questionnaire.id))
            restricted = counted.without(content.left_to_a_person(questionnaire.id))
        if helper:
            restricted = restricted.without_private()
        if sections is not None:
            named = set(sections.split())
            restricted = restricted.without(
                [each for each in restricted.placed if restricted.section_of(each).id not in named]
            )
        known[key] = restricted
    return known[key]
