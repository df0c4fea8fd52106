"""Owns what sends a case to the risk enablement panel: rules as data, and which of them hold for one result."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from portal.allocation.model import Budget, Line, Outcome, Reason, Refusal
from portal.answers import Facts
from portal.conditions import Condition, holds
from portal.files import Mark
from portal.money import EXACT, Unit
from portal.words import Text


class Cause(StrEnum):
    """What a rule looks at: a closed set, each named as in the file."""

    ABOVE = "above"  # a line comes to more than a sum or than another line
    OVER_INDICATIVE = "over_indicative"  # what is proposed comes to so much more than the indicative figure
    LIMIT_PASSED = "limit_passed"  # a soft cap of the scheme was passed
    OPEN_BAND = "open_band"  # the scheme sets nothing here and leaves it to a person
    EXCEPTION = "exception"  # an officer made an exception to where the budget starts
    WHEN = "when"  # what was answered


@dataclass(frozen=True, slots=True)
class PanelRule:
    """One rule. `line` is the line that is looked at, None for the figure that leads the page."""

    id: str
    cause: Cause
    because: Text
    source: str
    mark: Mark
    line: str | None = None
    most: Decimal | None = None  # above this, in `unit`, or so many per cent or pounds over what was indicated
    most_line: str | None = None
    per_cent: bool = False
    unit: Unit | None = None
    lines: tuple[str, ...] = ()  # of the scheme, where only some limits or bands are meant
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """The panel of a questionnaire: what it is, when it meets, how one takes part and disagrees, and its rules."""

    id: str
    source: str
    title: Text
    what: Text
    meets: Text
    take_part: Text
    disagree: Text
    rules: tuple[PanelRule, ...]

    @property
    def questions_used(self) -> frozenset[str]:
        """The questions whose answers can send a case there."""
        return frozenset().union(*(rule.when.questions for rule in self.rules if rule.when))


@dataclass(frozen=True, slots=True)
class Route:
    """A rule that holds, with its reason for the person; `figure` was held against `limit` where there is one."""

    rule: str
    because: Text
    source: str
    figure: Decimal | None = None
    limit: Decimal | None = None
    unit: Unit | None = None


def routed(
    panel: Panel, outcome: Budget | Refusal, facts: Facts, *, exception: bool = False, proposed: Decimal | None = None
) -> tuple[Route, ...]:
    """The rules that send this result to the panel, in the order of the file; none for an ordinary case. Pure.

    `exception` says that an officer made one. `proposed` is the final figure once there is one, in the unit of the
    figure that leads the page; it then stands in that figure's place. What is not known never sends anybody there.
    Source: Halton Borough Council, Health Policy and Performance Board, 11 January 2011, paragraph 5.1; Care and
    Support Statutory Guidance 10.85 (panels for large or unusual budgets only).
    """
    found = (_route(rule, outcome, facts, exception=exception, proposed=proposed) for rule in panel.rules)
    return tuple(route for route in found if route is not None)


def _route(
    rule: PanelRule, outcome: Budget | Refusal, facts: Facts, *, exception: bool, proposed: Decimal | None
) -> Route | None:
    plain = Route(rule.id, rule.because, rule.source)
    match rule.cause:
        case Cause.ABOVE:
            return _above(rule, outcome, proposed)
        case Cause.OVER_INDICATIVE:
            return _over_indicative(rule, outcome, proposed)
        case Cause.LIMIT_PASSED:
            return next(_limits_passed(rule, outcome), None)
        case Cause.OPEN_BAND:
            return plain if _open_band(rule, outcome) else None
        case Cause.EXCEPTION:
            return plain if exception else None
        case Cause.WHEN:
            return plain if rule.when is not None and holds(rule.when, facts) else None


def _line(name: str | None, outcome: Budget | Refusal) -> Line | None:
    """The line of that name, or the one that leads the page; None where there is none or it does not apply."""
    if name is None:
        return outcome.headline if isinstance(outcome, Budget) and outcome.headline.applies else None
    return next((line for line in outcome.lines if line.id == name and line.applies), None)


def _above(rule: PanelRule, outcome: Budget | Refusal, proposed: Decimal | None) -> Route | None:
    line = _line(rule.line, outcome)
    limit = rule.most
    if rule.most_line is not None:
        other = _line(rule.most_line, outcome)
        limit = None if other is None or line is None or other.unit is not line.unit else other.figure
    if line is None or limit is None or (rule.unit is not None and line.unit is not rule.unit):
        return None
    figure = proposed if proposed is not None and rule.line is None else line.figure
    return Route(rule.id, rule.because, rule.source, figure, limit, line.unit) if figure > limit else None


def _over_indicative(rule: PanelRule, outcome: Budget | Refusal, proposed: Decimal | None) -> Route | None:
    line = _line(None, outcome)
    if line is None or proposed is None or rule.most is None:
        return None
    share = EXACT.divide(EXACT.multiply(line.figure, rule.most), Decimal(100)) if rule.per_cent else rule.most
    limit = EXACT.add(line.figure, share)
    return Route(rule.id, rule.because, rule.source, proposed, limit, line.unit) if proposed > limit else None


def _limits_passed(rule: PanelRule, outcome: Budget | Refusal) -> Iterator[Route]:
    for line in _asking(outcome):
        if line.operation == "limit" and _meant(rule, line.id):
            cap = line.operands[-1].value  # the cap is what a soft limit held last
            yield Route(rule.id, rule.because, rule.source, line.figure, cap, line.unit)


def _open_band(rule: PanelRule, outcome: Budget | Refusal) -> bool:
    """Whether a band or table leaves it to a person, with a figure or without. A basis that does so has no lines."""
    if isinstance(outcome, Refusal) and outcome.reason is Reason.A_PERSON_DECIDES and outcome.lines:
        return outcome.line is not None and _meant(rule, outcome.line)
    return any(line.operation != "limit" and _meant(rule, line.id) for line in _asking(outcome))


def _asking(outcome: Budget | Refusal) -> Iterable[Line]:
    """The lines that ask for a person. Of a refusal, all that could be worked out."""
    if isinstance(outcome, Budget):
        return outcome.to_a_person
    return (line for line in outcome.lines if line.outcome is Outcome.TO_A_PERSON)


def _meant(rule: PanelRule, line: str) -> bool:
    return not rule.lines or line in rule.lines
