"""Trying a version of a scheme on everybody whose answers were sent, before anybody approves it. No names are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

import numpy as np

from portal.allocation.caseload.vectors import unpack
from portal.allocation.packing import FIRST_WORD
from portal.costing.files import Caseload, Kinds
from portal.costing.needing import most_needed
from portal.costing.simulating import Simulated, alike, simulate
from portal.services.caseload import COHORT, stored_layouts, stored_vectors
from portal.services.refusals import NotAllowed
from portal.services.staff.schemes import may_adjust

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.allocation.caseload.people import People
    from portal.allocation.scheme import Scheme
    from portal.services.context import Context
    from portal.services.staff.people import Worker

NEED: Final = "need"
BY_COHORT: Final = "cohort"


@dataclass(frozen=True)
class Tried:
    """What a version does to a caseload, and the version it is held against on the same day; None where none is."""

    found: Simulated
    against: Scheme | None
    day: date

    def is_told(self, fewest: int) -> bool:
        """Whether there are enough people, so that nobody can be made out."""
        return self.found.counted.all.people >= fewest


def tried(context: Context, worker: Worker, scheme: Scheme, against: Scheme | None, questionnaire: str) -> Tried:
    """Run a version, and another, over all answers that were sent, with the prices of the first day of the later one.

    Nothing is kept. Raises NotAllowed for anybody but an officer who may adjust schemes.
    """
    if not may_adjust(worker):
        raise NotAllowed
    day = max(scheme.starts, context.today, against.starts if against is not None else scheme.starts)
    if scheme.ends is not None:
        day = min(day, scheme.ends)
    held = against if against is not None and against.in_effect(day) and alike(scheme, against) else None
    return Tried(simulate(scheme, _caseload(context, scheme, day, questionnaire), day, held), held, day)


def _caseload(context: Context, scheme: Scheme, day: date, questionnaire: str) -> Iterator[Caseload]:
    """Everybody whose answers are kept, told by their cohort, where there are cohorts, and by their greatest need."""
    connection = context.session.connection()
    for layout in stored_layouts(connection, questionnaire):
        for vectors in stored_vectors(connection, context.keyring, layout):
            people = unpack(vectors, layout)
            kinds = {NEED: most_needed(scheme, people, day)}
            if context.content.cohorts is not None:
                kinds[BY_COHORT] = cohorts_of(people)
            yield Caseload(people, kinds)


def cohorts_of(people: People) -> Kinds:
    """The cohort of each person; the first name, which is empty, is for those who are in none."""
    column = people.column(COHORT)
    known = column.codes >= FIRST_WORD
    return Kinds(np.where(known, column.codes.astype(np.int64) - FIRST_WORD + 1, 0), ("", *column.words))
