"""Equality: a few optional questions, kept apart from every case, and told only where many people answered alike.

The groups follow the harmonised standards of the Government Analysis Function; ethnic groups are the five high-level
ones of the Census 2021 in England and Wales. Checked on 22 November 2026.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, insert, select

from portal.costing.hiding import hidden
from portal.db import queries
from portal.db.columns import new_id
from portal.services import limits
from portal.services.refusals import NotAllowed, NotPossible
from portal.services.staff.reach import may_report

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from portal.services.context import Context
    from portal.services.staff.people import Worker

ASKED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "age": ("18-24", "25-44", "45-64", "65-74", "75-84", "85-on"),
        "sex": ("female", "male"),
        "disabled": ("yes", "no"),
        "ethnic-group": ("asian", "black", "mixed", "white", "other"),
        "main-language": ("english", "other"),
    }
)
"""The questions and what can be answered. Nothing said is no answer, and nothing is kept of it."""

_answers = queries.tables["equality_answers"].c
_COUNTED = select(_answers.question, _answers.answer, func.count().label("people")).group_by(
    _answers.question, _answers.answer
)


@dataclass(frozen=True)
class Counted:
    """One question: how many people gave each answer. None is a small number, hidden."""

    question: str
    answers: tuple[tuple[str, int | None], ...]


def keep(context: Context, said: Mapping[str, str]) -> None:
    """Keep what somebody says of themself, each answer by itself. Raises NotPossible for no such answer, TooMany."""
    if any(answer not in ASKED.get(question, ()) for question, answer in said.items()):
        raise NotPossible("no such answer")
    if context.visitor.address is not None:
        limits.count(context, limits.REQUESTS, context.visitor.address)
    connection, when = context.session.connection(), quarter(context.today)
    for question, answer in said.items():
        row = {"id": new_id(), "question": question, "answer": answer, "quarter": when}
        connection.execute(insert(queries.tables["equality_answers"]), row)


def quarter(day: date) -> str:
    """The quarter of a day, such as 2026-Q4: no day is kept, for it could be laid beside the day of a case."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def counted(context: Context, worker: Worker) -> tuple[Counted, ...]:
    """Count all answers, hiding what is of too few people. Raises NotAllowed for whoever reads no reports."""
    if not may_report(worker):
        raise NotAllowed
    rows = context.session.connection().execute(_COUNTED).all()
    found = {(row.question, row.answer): int(row.people) for row in rows}
    below = context.content.council.reports.fewest_people
    return tuple(_counted(question, answers, found, below) for question, answers in ASKED.items())


def _counted(question: str, answers: tuple[str, ...], found: Mapping[tuple[str, str], int], below: int) -> Counted:
    counts = [found.get((question, answer), 0) for answer in answers]
    unseen = hidden(counts, below)
    told = (None if place in unseen else count for place, count in enumerate(counts))
    return Counted(question, tuple(zip(answers, told, strict=True)))
