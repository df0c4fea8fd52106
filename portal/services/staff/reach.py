"""How many people were reached: by group of a roll-out, beside the share and the target that the council wants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from portal.access import Role, State
from portal.cohorts import By
from portal.costing.hiding import hidden, is_small
from portal.db import queries
from portal.services.fetching import contents_of
from portal.services.refusals import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.services.context import Context
    from portal.services.staff.people import Worker

REPORTING = frozenset({Role.TEAM_MANAGER, Role.ALLOCATION_OFFICER, Role.AUDITOR})
"""Who reads reports about everybody; they tell of no single case."""

OUTSIDE = ""
"""In place of a group: those who belong to none, and asked to join."""

_applications, _documents = queries.applications, queries.documents
_SENT = (
    select(
        _applications.id,
        _applications.key,
        _applications.questionnaire,
        _applications.same_person,
        _applications.agreed,
        _documents.contents,
    )
    .join_from(queries.tables["applications"], queries.tables["documents"])
    .where(_applications.state.in_((State.SENT, State.OPENED, State.CLOSED)))
)


@dataclass(frozen=True)
class Group:
    """A group: how many people sent something, how many have an agreed budget. None is a small number, hidden."""

    cohort: str
    sent: int | None
    agreed: int | None


@dataclass(frozen=True)
class Progress:
    """How many people were reached of those that are wanted; None where that is hidden, or nobody has counted them."""

    reached: int | None
    wanted: int | None


@dataclass(frozen=True)
class Reached:
    """The whole report. `below` is the number of people from which on figures are told."""

    below: int
    all: Group
    groups: tuple[Group, ...]
    share: Progress | None
    target: Progress | None


def may_report(worker: Worker) -> bool:
    """Say whether somebody may read reports about everybody."""
    return bool(worker.roles & REPORTING)


def reached(context: Context, worker: Worker) -> Reached:
    """Count people, not applications: two about the same person are one. Raises NotAllowed."""
    if not may_report(worker):
        raise NotAllowed
    council, cohorts = context.content.council, context.content.cohorts
    below = council.reports.fewest_people
    people: dict[str, set[str]] = {}
    agreed: dict[str, set[str]] = {}
    rows = context.session.connection().execution_options(yield_per=1000).execute(_SENT)
    for row in rows:
        group = _group(context, row) if cohorts and cohorts.concerns(row.questionnaire) else None
        for name in {None, group}:
            person = row.same_person or row.id
            people.setdefault(_key(name), set()).add(person)
            if row.agreed is not None:
                agreed.setdefault(_key(name), set()).add(person)
    names = [*(each.id for each in cohorts.cohorts), OUTSIDE] if cohorts else []
    share, target = cohorts.share if cohorts else None, council.target
    placed = set[str]().union(*(people.get(_key(name), set()) for name in names))
    all_agreed = len(agreed.get(_key(None), ()))
    return Reached(
        below=below,
        all=_told("", len(people.get(_key(None), ())), all_agreed, below),
        groups=_groups(names, people, agreed, below),
        share=None if share is None else Progress(_shown(len(placed), below), share.wanted),
        target=None if target is None else Progress(_shown(all_agreed, below), target.people),
    )


def _key(group: str | None) -> str:
    return "all" if group is None else f"group {group}"


def _group(context: Context, row: Any) -> str | None:
    placement = contents_of(context, row).about.placement
    if placement is None:
        return None
    return OUTSIDE if placement.by is By.JOINED else placement.cohort


def _groups(
    names: list[str], people: Mapping[str, set[str]], agreed: Mapping[str, set[str]], below: int
) -> tuple[Group, ...]:
    counts = [(len(people.get(_key(name), ())), len(agreed.get(_key(name), ()))) for name in names]
    unseen = hidden([sent for sent, _ in counts], below)
    unsaid = unseen | hidden([done for _, done in counts], below)
    return tuple(
        Group(name, None if place in unseen else sent, None if place in unsaid else done)
        for place, (name, (sent, done)) in enumerate(zip(names, counts, strict=True))
    )


def _told(name: str, sent: int, agreed: int, below: int) -> Group:
    return Group(name, _shown(sent, below), _shown(agreed, below))


def _shown(count: int, below: int) -> int | None:
    return None if is_small(count, below) else count
