"""Owns the ways to take a budget, the parts of a mixed one, and whether the parts add up to it exactly."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from portal.money import EXACT, PENNY, decimals, plain


class Way(StrEnum):
    """How a budget, or a part of it, is taken."""

    MANAGED = "managed"
    DIRECT_PAYMENT = "direct-payment"
    INDIVIDUAL_SERVICE_FUND = "individual-service-fund"
    MIXED = "mixed"
    NOT_SURE = "not-sure"


FOR_A_PART = (Way.MANAGED, Way.DIRECT_PAYMENT, Way.INDIVIDUAL_SERVICE_FUND)
"""The ways one part of a mixed budget can go."""


class Period(StrEnum):
    """Whether an amount is paid each week or once; the two are never added together."""

    WEEKLY = "weekly"
    ONE_OFF = "one_off"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the support, the way it goes, and its pounds; no amount where there is no figure yet."""

    id: str
    name: str
    way: Way | None
    amount: Decimal | None = None
    period: Period = Period.WEEKLY


class Fault(StrEnum):
    """What can be wrong with a mixed arrangement. A closed set; the words belong to the page."""

    NO_PARTS = "no-parts"
    NAME_MISSING = "name-missing"
    SAME_PART_TWICE = "same-part-twice"
    WAY_MISSING = "way-missing"
    WAY_NOT_FOR_A_PART = "way-not-for-a-part"
    ONE_WAY_ONLY = "one-way-only"
    AMOUNT_MISSING = "amount-missing"
    AMOUNT_NOT_ABOVE_NOUGHT = "amount-not-above-nought"
    PARTS_OF_A_PENNY = "parts-of-a-penny"
    AMOUNT_WITHOUT_FIGURE = "amount-without-figure"
    STILL_TO_SHARE = "still-to-share"
    TOO_MUCH_SHARED = "too-much-shared"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: of a part (by its id), or of a period with the pounds that are left or too many."""

    fault: Fault
    part: str | None = None
    period: Period | None = None
    amount: Decimal | None = None


def still_to_share(budget: Mapping[Period, Decimal], parts: Sequence[Part]) -> dict[Period, Decimal]:
    """What is left to share out for each period of the budget, in pounds: exact; below nought where it is too much.

    Weekly and one-off sums are kept apart. A part without an amount takes nothing.
    """
    left = {period: plain(amount) for period, amount in budget.items()}
    for part in parts:
        if part.amount is not None:
            left[part.period] = plain(EXACT.subtract(left.get(part.period, Decimal(0)), part.amount))
    return left


def problems(choice: Way, budget: Mapping[Period, Decimal] | None, parts: Sequence[Part]) -> tuple[Problem, ...]:
    """All that stands between a choice and being finished; nothing where it is.

    Only a mixed choice has parts. `budget` is None where there is no figure yet: parts then have names and no amounts.
    When the figure changes the parts stay, and this says what is left to share out again.
    """
    if choice is not Way.MIXED:
        return ()
    if not parts:
        return (Problem(Fault.NO_PARTS),)
    found = [each for part in parts for each in _part_problems(part, has_figure=budget is not None)]
    found += [
        Problem(Fault.SAME_PART_TWICE, part) for part, times in Counter(one.id for one in parts).items() if times > 1
    ]
    ways = {part.way for part in parts}
    if None not in ways and len(ways) == 1:
        found.append(Problem(Fault.ONE_WAY_ONLY))
    return (*found, *(_sharing_problems(budget, parts) if budget is not None else ()))


def _part_problems(part: Part, *, has_figure: bool) -> Iterator[Problem]:
    if not part.name.strip():
        yield Problem(Fault.NAME_MISSING, part.id)
    if part.way is None:
        yield Problem(Fault.WAY_MISSING, part.id)
    elif part.way not in FOR_A_PART:
        yield Problem(Fault.WAY_NOT_FOR_A_PART, part.id)
    if not has_figure:
        if part.amount is not None:
            yield Problem(Fault.AMOUNT_WITHOUT_FIGURE, part.id)
    elif part.amount is None:
        yield Problem(Fault.AMOUNT_MISSING, part.id)
    elif part.amount <= 0:
        yield Problem(Fault.AMOUNT_NOT_ABOVE_NOUGHT, part.id)
    elif decimals(part.amount) > decimals(PENNY):
        yield Problem(Fault.PARTS_OF_A_PENNY, part.id)


def _sharing_problems(budget: Mapping[Period, Decimal], parts: Sequence[Part]) -> Iterator[Problem]:
    for period, left in still_to_share(budget, parts).items():
        if left > 0:
            yield Problem(Fault.STILL_TO_SHARE, period=period, amount=left)
        elif left < 0:
            yield Problem(Fault.TOO_MUCH_SHARED, period=period, amount=-left)
