"""Recording whether needs can be met by a direct payment: each condition with its reason, who is paid, the reviews."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.arrangements.paying import CONDITIONS, Asked, Payee, needs_necessity, reviews, unmet
from portal.db.case_tables import DecisionKind
from portal.services.events import Happened, record
from portal.services.refusals import NotPossible
from portal.services.staff.deciding import add_decision, decisions

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from portal.arrangements.paying import Condition
    from portal.services.context import Context
    from portal.services.staff.cases import Case


@dataclass(frozen=True)
class Checked:
    """What was found. `necessary` says why somebody is paid whom the regulations otherwise leave out."""

    asked: Asked
    met: Mapping[Condition, bool]
    reasons: Mapping[Condition, str]
    payee: Payee
    same_household: bool
    necessary: str
    first_payment: date | None

    @property
    def possible(self) -> bool:
        """Whether a direct payment can be made."""
        return not unmet(self.asked, self.met)


def record_checked(context: Context, case: Case, checked: Checked) -> None:
    """Record it, for the person to read. Fetch the case with Action.PROPOSE.

    Raises NotPossible where a condition has no reason, or a relative is to be paid and nobody says why it is necessary.
    """
    asked = CONDITIONS[checked.asked]
    if not all(checked.reasons.get(each, "").strip() for each in asked):
        raise NotPossible("every condition wants a reason")
    exceptional = needs_necessity(checked.payee, same_household=checked.same_household)
    if exceptional and not checked.necessary.strip():
        raise NotPossible("paying this relative must be necessary, and why")
    add_decision(context, case.opened, DecisionKind.DIRECT_PAYMENT, _contents(context, checked))
    record(context, case.opened, Happened.PAYMENT_CHECKED, about="possible" if checked.possible else "not-possible")


def is_recorded(context: Context, case: Case, checked: Checked) -> bool:
    """Say whether this very thing is what was recorded last."""
    last = decisions(context, case.opened).get(DecisionKind.DIRECT_PAYMENT)
    return last is not None and last.contents == {**_contents(context, checked), "by": last.contents["by"]}


def _contents(context: Context, checked: Checked) -> dict[str, Any]:
    asked = CONDITIONS[checked.asked]
    exceptional = needs_necessity(checked.payee, same_household=checked.same_household)
    first, rhythm = checked.first_payment, context.content.council.reviews
    days = None if first is None or not checked.possible else vars(reviews(first, rhythm))
    return {
        "asked": checked.asked.value,
        "conditions": [
            {"id": each.value, "met": checked.met.get(each, False), "reason": checked.reasons[each]} for each in asked
        ],
        "possible": checked.possible,
        "payee": checked.payee.value,
        "same_household": checked.same_household,
        "necessary": checked.necessary if exceptional else "",
        "first_payment": None if checked.first_payment is None else checked.first_payment.isoformat(),
        "reviews": None if days is None else {name: day.isoformat() for name, day in days.items()},
    }
