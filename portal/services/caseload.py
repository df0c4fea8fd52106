"""Keeping the counted answers of each completed assessment without names, and reading them for simulations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, insert, select

from portal.allocation.packing import Layout, Packed, pack
from portal.allocation.scheme import Scheme
from portal.db import queries
from portal.db.columns import new_id
from portal.db.encryption import Cipher
from portal.questionnaires.model import Group, Kind, Question, Questionnaire
from portal.services.keys import key_in

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from portal.answers import Facts
    from portal.db.encryption import Keyring
    from portal.services.context import Context
    from portal.services.opened import Opened

CASELOAD = "caseload"
"""The row of `keys` with the key of packed answers: apart from every application's, so that neither opens the other."""
COHORT = "@cohort"
"""The group of a roll-out that somebody began with; no question can have this name, so no scheme counts it."""
PART = 32_768
MOST_OPTIONS = 200

_answers, _layouts = queries.tables["packed_answers"].c, queries.tables["packed_layouts"].c
_DROP = delete(queries.tables["packed_answers"]).where(_answers.id == bindparam("row"))
_OF_LAYOUT = select(_answers.id, _answers.vector).where(_answers.layout == bindparam("named")).order_by(_answers.id)
KINDS = {Kind.CHOICE: "choice", Kind.YES_NO: "choice", Kind.CHOICES: "choices", Kind.DATE: "date"}


def layout_of(questionnaire: Questionnaire, scheme: Scheme) -> Layout:
    """How the answers that a scheme counts are packed. What is written in words or is private is left out."""
    counted = scheme.questions_used
    found = (question for section in questionnaire.sections for question in section.questions if question.id in counted)
    each = (_packed(question, counted) for question in found if not questionnaire.is_private(question.id))
    return Layout(questionnaire.id, tuple(one for one in each if one is not None))


def _packed(question: Question | Group, counted: frozenset[str]) -> Packed | None:
    if isinstance(question, Group):
        inside = (_packed(one, counted) for one in question.questions if one.id in counted and not one.private)
        return Packed(question.id, "group", (), tuple(one for one in inside if one is not None))
    kind = "number" if question.kind.is_number else KINDS.get(question.kind)
    options = tuple(option.id for option in question.options)
    return Packed(question.id, kind, options) if kind and len(options) <= MOST_OPTIONS else None


def keep(context: Context, opened: Opened) -> str | None:
    """Keep the counted answers of what is being sent. Gives the row, to be locked inside the application."""
    day = context.today
    schemes = context.content.schemes.get(opened.questionnaire.id, ())
    scheme = next((one for one in reversed(schemes) if one.in_effect(day)), None)
    if scheme is None:
        return None
    layout = with_cohort(context, layout_of(opened.questionnaire, scheme))
    placement = opened.contents.about.placement
    began: Facts = {COHORT: placement.cohort} if placement and placement.cohort else {}
    return store(context, layout, {**opened.journey.facts, **began})


def store(context: Context, layout: Layout, facts: Facts) -> str:
    """Keep somebody's counted answers, packed as the layout says and locked, and nothing else. Gives the row."""
    row, connection = new_id(), context.session.connection()
    known = {"fingerprint": layout.fingerprint, "questionnaire": layout.questionnaire, "document": layout.document}
    add = queries.insert_or(connection.dialect.name, "packed_layouts").values(known)
    connection.execute(add.on_conflict_do_nothing(index_elements=["fingerprint"]))
    cipher = Cipher(key_in(connection, context.keyring, CASELOAD))
    vector = cipher.lock(pack(facts, layout), "packed_answers", "vector", row)
    values = {"id": row, "layout": layout.fingerprint, "vector": vector}
    connection.execute(insert(queries.tables["packed_answers"]), values)
    return row


def with_cohort(context: Context, layout: Layout) -> Layout:
    """The layout with the group of a roll-out, so that a change can be told by group."""
    cohorts = context.content.cohorts
    if cohorts is None or (cohorts.questionnaires and layout.questionnaire not in cohorts.questionnaires):
        return layout
    ids = tuple(each.id for each in cohorts.cohorts)
    return Layout(layout.questionnaire, (*layout.questions, Packed(COHORT, "choice", ids[:MOST_OPTIONS])))


def withdraw(context: Context, row: str) -> None:
    """Delete what was kept, as the application was taken back."""
    context.session.connection().execute(_DROP, {"row": row})


def stored_layouts(connection: Connection, questionnaire: str) -> tuple[Layout, ...]:
    """Every way in which answers to a questionnaire were packed."""
    found = select(_layouts.document).where(_layouts.questionnaire == questionnaire).order_by(_layouts.fingerprint)
    return tuple(Layout.read(document) for document in connection.execute(found).scalars())


def stored_vectors(connection: Connection, keyring: Keyring, layout: Layout, part: int = PART) -> Iterator[list[bytes]]:
    """The vectors of one layout, so many at a time, in an order that tells nothing."""
    cipher = Cipher(key_in(connection, keyring, CASELOAD))
    rows = connection.execution_options(yield_per=part).execute(_OF_LAYOUT, {"named": layout.fingerprint})
    for some in rows.partitions(part):
        yield cipher.unlock_each(some, "packed_answers", "vector")
