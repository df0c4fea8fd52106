"""The budget of an application: from live answers to lines or to a reason, declining it, asking to look again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from portal.allocation.basis import Lifted, indicative_budget
from portal.allocation.calculate import calculate
from portal.allocation.model import Budget, Reason, Refusal
from portal.allocation.panel import routed
from portal.allocation.record import as_record, from_record, routes_as_record, routes_from_record
from portal.db import queries
from portal.db.case_tables import DecisionKind
from portal.notices import Occasion
from portal.services import casework, notices, once, signing
from portal.services.choices import change_choice, read_choice
from portal.services.context import day_of
from portal.services.events import Happened, record

if TYPE_CHECKING:
    from decimal import Decimal

    from portal.allocation.panel import Route
    from portal.allocation.scheme import Scheme
    from portal.services.choices import Choice
    from portal.services.context import Context
    from portal.services.opened import Opened


_decisions = queries.tables["decisions"].c
_RECORDED = (
    select(_decisions.id, _decisions.kind, _decisions.number, _decisions.contents, _decisions.made)
    .where(
        _decisions.application_id == bindparam("row"),
        _decisions.kind.in_((DecisionKind.EXCEPTION, DecisionKind.HELP)),
    )
    .order_by(_decisions.made, _decisions.number)
)


@dataclass(frozen=True)
class Excepted:
    """An officer's exception to the cost in place as the most, with its reason for the person to read.

    It lifts nothing where it takes back the one that stood before. Each stays on record; the last one stands.
    """

    lifted: Lifted | None
    reason: str
    made: datetime
    result: Mapping[str, Any]  # as `kept_result` writes it
    number: int = 1  # counted over all of one application
    before: Excepted | None = None  # that it changes or takes back


@dataclass(frozen=True)
class HelpSaid:
    """Whether each of those who help goes on, by item of their list, as a worker recorded it with a reason."""

    goes_on: Mapping[str, bool]
    reason: str
    made: datetime
    result: Mapping[str, Any]  # as `kept_result` writes it
    number: int = 1


@dataclass(frozen=True)
class Recorded:
    """What workers recorded after sending that leads to another result, the last of each; `result` is the newest."""

    exception: Excepted | None = None
    help_said: HelpSaid | None = None

    @property
    def lifted(self) -> Lifted | None:
        """What an exception changes of where the budget starts; None also where it was taken back."""
        return self.exception.lifted if self.exception else None

    @property
    def goes_on(self) -> Mapping[str, bool] | None:
        """Who of those who help goes on, as they said to a worker."""
        return self.help_said.goes_on if self.help_said else None

    @property
    def in_order(self) -> tuple[Excepted | HelpSaid, ...]:
        """What was recorded, oldest first."""
        return tuple(sorted((each for each in (self.exception, self.help_said) if each), key=lambda each: each.made))


@dataclass(frozen=True)
class Result:
    """What the budget page shows: a budget, a refusal with its reason, or neither where it was declined.

    `routes` are the reasons why the panel looks at it; there are none for an ordinary case.
    """

    day: date
    declined: bool
    budget: Budget | None = None
    refusal: Refusal | None = None
    routes: tuple[Route, ...] = ()
    exception: Excepted | None = None
    help_said: HelpSaid | None = None

    @property
    def fingerprint(self) -> str | None:
        """The fingerprint of the scheme that the figure came from."""
        return None if self.budget is None else self.budget.fingerprint


def result(context: Context, opened: Opened, choice: Choice | None = None) -> Result:
    """Work out the budget from the answers that count, on the day of sending or, for a draft, today.

    While a paper form is typed in, that is the day on which it came, as when it is sent. What was sent shows what was
    frozen then, whatever has changed in the files since. Hand over a `choice` that was already read, to save reading it
    again.
    """
    if opened.was_sent:
        frozen = casework.what_was_sent(context, opened)
        if frozen is not None and "result" in frozen.contents:
            recorded = recorded_of(context, opened)
            kept = recorded.in_order[-1].result if recorded.in_order else frozen.contents["result"]
            return replace(read_result(kept), exception=recorded.exception, help_said=recorded.help_said)
    came = signing.as_it_came(context, opened).sent
    day = context.today if came is None else day_of(came)
    if (choice or read_choice(context, opened)).budget_declined:
        return Result(day, declined=True)
    return result_of(context, opened, day, worked_out(context, opened, day))


def result_of(context: Context, opened: Opened, day: date, outcome: Budget | Refusal) -> Result:
    """The result that an outcome makes, with what sends it to the panel."""
    routes = routes_of(context, opened, outcome)
    if isinstance(outcome, Refusal):
        return Result(day, declined=False, refusal=outcome, routes=routes)
    return Result(day, declined=False, budget=outcome, routes=routes)


def routes_of(
    context: Context,
    opened: Opened,
    outcome: Budget | Refusal,
    *,
    exception: bool = False,
    proposed: Decimal | None = None,
) -> tuple[Route, ...]:
    """Return the rules of the panel that hold for an outcome of this application; none where there is no panel.

    `proposed` is the final figure once a worker proposes one, in the unit of the figure that leads the page.
    """
    panel = context.content.panels.get(opened.questionnaire.id)
    if panel is None:
        return ()
    return routed(panel, outcome, opened.journey.facts, exception=exception, proposed=proposed)


def kept_result(found: Result) -> dict[str, Any]:
    """Return a result as JSON values, to be frozen with what is sent."""
    outcome = found.budget or found.refusal
    return {
        "day": found.day.isoformat(),
        "declined": found.declined,
        "found": None if outcome is None else as_record(outcome),
        "routes": routes_as_record(found.routes),
    }


def read_result(kept: Mapping[str, Any]) -> Result:
    """Read what `kept_result` wrote."""
    outcome = None if kept["found"] is None else from_record(kept["found"])
    budget = outcome if isinstance(outcome, Budget) else None
    refusal = outcome if isinstance(outcome, Refusal) else None
    routes = routes_from_record(kept.get("routes", []))
    return Result(date.fromisoformat(kept["day"]), kept["declined"], budget, refusal, routes)


def recorded_of(context: Context, opened: Opened) -> Recorded:
    """Return the last exception to where the budget starts and what those who help said, each with its result."""
    newest_first = all_recorded(context, opened)[::-1]
    return Recorded(
        next((each for each in newest_first if isinstance(each, Excepted)), None),
        next((each for each in newest_first if isinstance(each, HelpSaid)), None),
    )


def all_recorded(context: Context, opened: Opened) -> tuple[Excepted | HelpSaid, ...]:
    """Return every exception, and each time that those who help were asked, the oldest first, each with its result."""
    found: list[Excepted | HelpSaid] = []
    stood: Excepted | None = None
    for row in context.session.connection().execute(_RECORDED, {"row": opened.id}):
        kept = json.loads(opened.unlock(row.contents, "decisions", "contents", row.id))
        said = {"reason": kept["reason"], "made": row.made, "result": kept["result"], "number": row.number}
        if row.kind is DecisionKind.HELP:
            found.append(HelpSaid(kept["goes_on"], **said))
            continue
        lifted = Lifted(kept["lifted"]) if kept["lifted"] else None
        stood = Excepted(lifted, **said, before=stood if stood and stood.lifted else None)
        found.append(stood)
    return tuple(found)


def worked_out(
    context: Context,
    opened: Opened,
    day: date,
    *,
    lifted: Lifted | None = None,
    goes_on: Mapping[str, bool] | None = None,
) -> Budget | Refusal:
    """Work out the budget from the live answers on a day, whatever was sent or declined.

    `goes_on` says of items of a list, such as those who help, whether a worker found them willing and able or not.
    """
    said = {
        (group.id, place): goes_on[item]
        for group in opened.questionnaire.groups
        for place, item in enumerate(opened.given.items_of(group.id))
        if goes_on and item in goes_on
    }
    confirmed, denied = ({at for at, sure in said.items() if sure is wanted} for wanted in (True, False))
    questionnaire, facts = opened.questionnaire.id, opened.journey.facts
    scheme, basis = scheme_on(context, questionnaire, day), context.content.bases.get(questionnaire)
    if basis is not None:
        return indicative_budget(basis, scheme, facts, day, confirmed=confirmed, denied=denied, lifted=lifted)
    if scheme is None:
        return Refusal(Reason.NOT_IN_EFFECT)
    return calculate(scheme, facts, day, confirmed=confirmed, denied=denied)


def scheme_on(context: Context, questionnaire_id: str, day: date) -> Scheme | None:
    """Return the version of the allocation scheme that is in effect on a day, or None."""
    versions = context.content.schemes.get(questionnaire_id, ())
    return max((each for each in versions if each.in_effect(day)), key=lambda each: each.starts, default=None)


def decline(context: Context, opened: Opened) -> None:
    """Record that the person wants no figure worked out for now. Open it with Action.ANSWER."""
    change_choice(context, opened, lambda choice: replace(choice, budget_declined=True))
    record(context, opened, Happened.BUDGET_DECLINED)


def want(context: Context, opened: Opened) -> None:
    """Record that the person wants a figure after all. Open it with Action.ANSWER."""
    change_choice(context, opened, lambda choice: replace(choice, budget_declined=False))
    record(context, opened, Happened.BUDGET_WANTED)


def ask_to_look_again(context: Context, opened: Opened, line: str | None, words: str, *, drawn: str = "") -> None:
    """Ask for a line, or the whole budget, to be looked at again. Open it with Action.LOOK_AGAIN.

    It is kept and shows on the timeline; the team is told where they have the application already. For `drawn` see
    `once`.
    """
    row_id = once.row_id(context, opened, drawn, "look-again", line, words)
    row = {
        "id": row_id,
        "application_id": opened.id,
        "line": line,
        "contents": opened.lock_words(words, "look_again", "contents", row_id),
        "asked_by": opened.party_id,
        "asked": context.now,
    }
    if not once.add(context, "look_again", row):
        return
    record(context, opened, Happened.LOOK_AGAIN_ASKED, about=line)
    if opened.was_sent:
        notices.tell(context, opened, Occasion.LOOK_AGAIN, row_id)
