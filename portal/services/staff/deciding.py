"""Decisions with their reasons: about eligibility, the final budget that is proposed, and whether it is agreed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, select, update

from portal.access import Role
from portal.allocation.record import routes_as_record
from portal.db import queries
from portal.db.case_tables import DecisionKind
from portal.db.columns import new_id
from portal.notices import Occasion
from portal.services import budgets, notices
from portal.services.events import Happened, record
from portal.services.refusals import NotPossible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement

    from portal.allocation.panel import Route
    from portal.services.context import Context
    from portal.services.opened import Opened
    from portal.services.staff.cases import Case

_decisions, _applications = queries.tables["decisions"].c, queries.applications
_ALL = (
    select(queries.tables["decisions"])
    .where(_decisions.application_id == bindparam("row"))
    .order_by(_decisions.kind, _decisions.number)
)
_NUMBER = select(func.coalesce(func.max(_decisions.number), 0) + 1).where(
    _decisions.application_id == bindparam("row"), _decisions.kind == bindparam("of_kind")
)


@dataclass(frozen=True)
class OutcomeDecided:
    """Whether the person is unable to achieve an outcome, and why that is so."""

    unable: bool
    reason: str


@dataclass(frozen=True)
class Needs:
    """The three parts of the test as decided. Source: SI 2015/313, regulations 2 and 3; the Care Act 2014, section 13.

    For somebody who looks after an adult, `health` that gets worse, or may, does as well as an outcome: regulation
    3(2)(a). None where the test does not ask for it.
    """

    impairment: bool
    outcomes: Mapping[str, OutcomeDecided]
    impact: bool
    needed: int  # outcomes that must be out of reach
    reason: str
    health: bool | None = None

    @property
    def eligible(self) -> bool:
        """Whether all three parts are met."""
        unable = sum(each.unable for each in self.outcomes.values())
        return self.impairment and self.impact and (unable >= self.needed or bool(self.health))


@dataclass(frozen=True)
class Sum:
    """One sum of the final budget beside the indicative one; where they differ, why."""

    title: str
    unit: str
    indicative: Decimal | None
    amount: Decimal
    reason: str
    headline: bool = False


@dataclass(frozen=True)
class Made:
    """A decision that was made, as plain values."""

    contents: dict[str, Any]
    role: Role
    made: datetime


PARTS = ("impairment", "health", "impact", "needed", "reason", "eligible")


def record_needs(context: Context, case: Case, needs: Needs) -> None:
    """Record the decision about eligibility. Fetch the case with Action.DECIDE.

    Raises NotPossible without reasons, and where somebody decided since the case was fetched.
    """
    if not needs.reason.strip() or not all(each.reason.strip() for each in needs.outcomes.values()):
        raise NotPossible("every outcome and the whole decision want a reason")
    contents = {
        **{name: getattr(needs, name) for name in PARTS},
        "outcomes": {name: asdict(each) for name, each in needs.outcomes.items()},
    }
    _write(context, case.opened, _applications.decided == case.decided, decided=context.now)
    add_decision(context, case.opened, DecisionKind.NEEDS, contents)
    record(context, case.opened, Happened.NEEDS_DECIDED)
    notices.tell(context, case.opened, Occasion.NEEDS_DECIDED, f"{case.opened.id} {context.now.isoformat()}")


def propose(context: Context, case: Case, sums: tuple[Sum, ...]) -> bool:
    """Propose the final budget; say whether it goes to the panel. Fetch the case with Action.PROPOSE.

    It goes there only where a rule of the panel sends it, by what was indicated or by what is proposed; the reasons are
    kept with the proposal. Raises NotPossible where a difference has no reason, and where somebody proposed or agreed
    since the case was fetched.
    """
    if not sums or any(each.amount != each.indicative and not each.reason.strip() for each in sums):
        raise NotPossible("every difference wants a reason")
    routes = routes_of_proposal(context, case.opened, sums)
    to_panel = bool(routes)
    contents = {"sums": [_plain(each) for each in sums], "panel": to_panel, "routes": routes_as_record(routes)}
    still = _applications.proposed == case.proposed, _applications.agreed == case.agreed
    _write(context, case.opened, *still, proposed=context.now, agreed=None, panel=context.now if to_panel else None)
    add_decision(context, case.opened, DecisionKind.PROPOSAL, contents)
    record(context, case.opened, Happened.BUDGET_PROPOSED)
    if to_panel:
        record(context, case.opened, Happened.PANEL_ASKED)
    return to_panel


def routes_of_proposal(context: Context, opened: Opened, sums: Iterable[Sum]) -> tuple[Route, ...]:
    """Return the rules of the panel that hold once these sums are proposed."""
    found = budgets.result(context, opened)
    outcome = found.budget or found.refusal
    proposed = next((each.amount for each in sums if each.headline), None)
    if outcome is None:
        outcome = budgets.worked_out(context, opened, found.day)
    fresh = budgets.routes_of(context, opened, outcome, proposed=proposed)
    kept = {route.rule for route in fresh}
    left = (route for route in found.routes if route.rule not in kept and route.figure is None)
    return (*fresh, *left)


def sum_from(kept: Mapping[str, Any]) -> Sum:
    """Return a sum of a proposal as it was kept."""
    indicative = kept["indicative"]
    return Sum(
        title=kept["title"],
        unit=kept["unit"],
        indicative=None if indicative is None else Decimal(indicative),
        amount=Decimal(kept["amount"]),
        reason=kept["reason"],
        headline=kept.get("headline", False),
    )


def _plain(each: Sum) -> dict[str, Any]:
    indicative = None if each.indicative is None else str(each.indicative)
    return {**asdict(each), "amount": str(each.amount), "indicative": indicative}


def agree(context: Context, case: Case, *, agreed: bool, reason: str) -> None:
    """Agree the budget that was proposed, or send it back. Fetch the case with Action.AGREE.

    What went to the panel, the panel decides. Nobody agrees what they proposed themselves, or what
    somebody answered or proposed anew since the case was fetched. Raises NotPossible.
    """
    made = decisions(context, case.opened)
    if DecisionKind.PROPOSAL not in made or case.proposed is None or case.agreed is not None or not reason.strip():
        raise NotPossible("nothing is proposed, or no reason is given")
    if case.panel is not None and Role.PANEL_MEMBER not in case.roles:
        raise NotPossible("the panel decides this")
    if is_own_proposal(case, made):
        raise NotPossible("somebody else agrees what one proposed")
    now = {"agreed": context.now} if agreed else {"proposed": None, "panel": None}
    _write(context, case.opened, _applications.agreed.is_(None), _applications.proposed == case.proposed, **now)
    add_decision(context, case.opened, DecisionKind.AGREEMENT, {"agreed": agreed, "reason": reason})
    record(context, case.opened, Happened.BUDGET_AGREED if agreed else Happened.BUDGET_SENT_BACK)
    if agreed:
        notices.tell(context, case.opened, Occasion.BUDGET_AGREED, f"{case.opened.id} {context.now.isoformat()}")


def is_own_proposal(case: Case, made: Mapping[DecisionKind, Made]) -> bool:
    """Whether whoever has the case open proposed the budget themself: somebody else agrees it."""
    proposal = made.get(DecisionKind.PROPOSAL)
    return proposal is not None and proposal.contents["by"] == case.opened.party_id


def is_own(context: Context, opened: Opened, kind: str) -> bool:
    """Whether whoever has it open made the last decision of a kind, such as `needs`."""
    made = decisions(context, opened).get(DecisionKind(kind))
    return made is not None and made.contents["by"] == opened.party_id


def decisions(context: Context, opened: Opened) -> dict[DecisionKind, Made]:
    """Return the last decision of each kind, to somebody who may read the application."""
    return dict(all_decisions(context, opened))


def all_decisions(context: Context, opened: Opened) -> tuple[tuple[DecisionKind, Made], ...]:
    """Return every decision with its kind, those of a kind in the order in which they were made."""
    rows = context.session.connection().execute(_ALL, {"row": opened.id}).all()
    return tuple(
        (
            row.kind,
            Made(
                {**json.loads(opened.unlock(row.contents, "decisions", "contents", row.id)), "by": row.party_id},
                Role(row.role),
                row.made,
            ),
        )
        for row in rows
    )


def add_decision(context: Context, opened: Opened, kind: DecisionKind, contents: dict[str, Any]) -> None:
    """Keep a decision after those that were made before."""
    connection, row_id = context.session.connection(), new_id()
    connection.execute(queries.HOLD, {"row": opened.id})  # two at once must not take one number
    row = {
        "id": row_id,
        "application_id": opened.id,
        "kind": kind,
        "number": connection.execute(_NUMBER, {"row": opened.id, "of_kind": kind}).scalar_one(),
        "party_id": opened.party_id,
        "role": opened.role,
        "contents": opened.lock(json.dumps(contents).encode(), "decisions", "contents", row_id),
        "made": context.now,
    }
    connection.execute(insert(queries.tables["decisions"]), row)


def _write(context: Context, opened: Opened, *still: ColumnElement[bool], **values: Any) -> None:
    """Write it where all of `still` holds, before anything else. Raises NotPossible where somebody else was quicker."""
    statement = update(queries.tables["applications"]).where(_applications.id == opened.id, *still).values(**values)
    if context.session.connection().execute(statement).rowcount != 1:
        raise NotPossible("somebody else was quicker")
