"""Owns what must be true of panel rules: they fit the scheme and the questions, and no rule sends everybody."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from portal.allocation.calculate import calculate
from portal.allocation.examples import Example
from portal.allocation.lint.questions import is_offered
from portal.allocation.lint.widest import Widest
from portal.allocation.model import Budget, Reason, Refusal
from portal.allocation.operations import Limit, Operation, Round, Score
from portal.allocation.panel import Cause, Panel, PanelRule, routed
from portal.allocation.parts import Term
from portal.allocation.scheme import Scheme
from portal.conditions import named_options
from portal.files import Complaint, suggestion
from portal.money import EXACT, plain

PANEL_CODES: Mapping[str, str] = {
    "panel-any-pound": "A rule never sends every pound over a figure that was worked out.",
    "panel-duplicate-rule": "An id of a rule is used once.",
    "panel-never-above": "A rule holds against a sum that somebody can come to.",
    "panel-never-asked": "A rule looks at questions that are asked.",
    "panel-no-limit": "A limit or an open band that a rule names is one.",
    "panel-part-for-per-cent": "A rule names so many per cent: 25, not 0.25.",
    "panel-sends-everyone": "A panel is for unusual cases: an ordinary one is never sent there.",
    "panel-unclear-rule": "A rule has exactly one cause.",
    "panel-unit-mismatch": "A rule holds against a sum in the unit of the line that it looks at.",
    "panel-unknown-line": "A line that a rule names exists.",
    "panel-unknown-option": "A rule names answers that its questions offer.",
    "panel-unknown-place": "A reason has only places that can be filled.",
}
"""Each code with its rule in one sentence."""

Worked: TypeAlias = tuple[Example, Budget | Refusal]

FEWEST_EXAMPLES = 3
NOUGHTS_TOO_MANY = Decimal(50)
BY_FIGURES = {Cause.ABOVE, Cause.LIMIT_PASSED, Cause.WHEN}


def lint_panel(
    panel: Panel, schemes: Sequence[Scheme], asked: Mapping[str, Sequence[str]], examples: Iterable[Example] = ()
) -> tuple[Complaint, ...]:
    """Complaints about rules held against the scheme's versions (oldest first), the questions and worked examples.

    `asked` maps each question to what can be answered.
    """
    found = [each for rule in panel.rules for each in _about(rule, schemes, asked)]
    worked = _worked(examples, schemes)
    found += _sends_everyone(panel, worked)
    found += [each for rule in panel.rules for each in _never_above(rule, schemes, worked)]
    return tuple(dict.fromkeys(found))


def _complaint(code: str, rule: PanelRule, what: str, cure: str) -> Complaint:
    return Complaint(code, rule.mark.file, rule.mark.line, f"panel rule “{rule.id}”", what, cure)


def _about(rule: PanelRule, schemes: Sequence[Scheme], asked: Mapping[str, Sequence[str]]) -> Iterator[Complaint]:
    yield from _lines(rule, schemes)
    yield from _no_limit(rule, schemes)
    yield from _part_for_per_cent(rule)
    yield from _units(rule, schemes)
    yield from _any_pound(rule, schemes)
    for name in sorted(rule.when.questions if rule.when else ()):
        if name not in asked:
            what = f"It looks at “{name}”, which is never asked."
            yield _complaint("panel-never-asked", rule, what, suggestion(name, sorted(asked)))
    for one in named_options(rule.when) if rule.when else ():
        options = asked.get(one.question)
        for value in one.values if options is not None else ():
            if not is_offered(value, options or ()):
                what = f"It names “{value}”, which “{one.question}” does not have."
                yield _complaint("panel-unknown-option", rule, what, suggestion(value, list(options or ())))


def _lines(rule: PanelRule, schemes: Sequence[Scheme]) -> Iterator[Complaint]:
    known = {line.id for scheme in schemes for line in scheme.lines}
    for name in filter(None, (rule.line, rule.most_line, *rule.lines)):
        if name not in known:
            what = f"It names the line “{name}”, which no version of the scheme has."
            yield _complaint("panel-unknown-line", rule, what, suggestion(name, sorted(known)))


def _no_limit(rule: PanelRule, schemes: Sequence[Scheme]) -> Iterator[Complaint]:
    """A line that surely never asks for a person in the way that the rule means sends nobody."""
    for name in rule.lines:
        each = [line.operation for scheme in schemes for line in scheme.lines if line.id == name]
        if rule.cause is Cause.LIMIT_PASSED and each and not any(map(_can_be_passed, each)):
            what = f"“{name}” has no cap that can be passed: it sends nobody."
            cure = "Name a line with `limit` and an `at_most` that is not hard, or write `limit_passed: any`."
            yield _complaint("panel-no-limit", rule, what, cure)
        if rule.cause is Cause.OPEN_BAND and each and all(isinstance(one, Limit | Score | Round) for one in each):
            what = f"“{name}” reads no band and no table: it sends nobody."
            yield _complaint("panel-no-limit", rule, what, "Name a line with bands or a table.")


def _can_be_passed(operation: Operation) -> bool:
    return isinstance(operation, Limit) and operation.at_most is not None and not operation.hard


def _part_for_per_cent(rule: PanelRule) -> Iterator[Complaint]:
    if rule.per_cent and rule.most is not None and 0 < rule.most < 1:
        what = f"{rule.most} per cent is less than a hundredth: it sends nearly every proposal."
        meant = plain(EXACT.multiply(rule.most, Decimal(100)))
        cure = f"Write it in per cent: {meant} for {rule.most}."
        yield _complaint("panel-part-for-per-cent", rule, what, cure)


def _never_above(rule: PanelRule, schemes: Sequence[Scheme], worked: Sequence[Worked]) -> Iterator[Complaint]:
    """A sum of another size than every figure: a line never comes to it, or a budget only with noughts too many."""
    if rule.cause is not Cause.ABOVE or rule.most is None or rule.most <= 0:
        return
    if rule.line is not None:
        having = [one for one in schemes if any(line.id == rule.line for line in one.lines)]
        ends = [Widest(one).of(Term(line=rule.line)).greatest for one in having]
        most = max((end for end in ends if end is not None), default=Decimal(0))
        if ends and None not in ends and most <= rule.most:
            what = f"“{rule.line}” never comes above {most}: it sends nobody."
            yield _complaint("panel-never-above", rule, what, "Name a sum that it can come to.")
        return
    figures = [found.headline.figure for _, found in worked if isinstance(found, Budget)]
    if len(figures) >= FEWEST_EXAMPLES and rule.most >= EXACT.multiply(max(figures), NOUGHTS_TOO_MANY):
        what = f"The highest worked example comes to {max(figures)}, far below {rule.most}."
        cure = "Take out noughts that are too many, or work out an example that comes near."
        yield _complaint("panel-never-above", rule, what, cure)


def _units(rule: PanelRule, schemes: Sequence[Scheme]) -> Iterator[Complaint]:
    for scheme in schemes:
        units = {line.id: line.unit for line in scheme.lines}
        unit = units.get(rule.line or scheme.headline)
        if rule.unit is not None and unit is not None and rule.unit is not unit:
            what = f"It holds against {rule.unit}, and the line counts {unit}."
            yield _complaint("panel-unit-mismatch", rule, what, f"Write `unit: {unit}`, or name another `line`.")


def _any_pound(rule: PanelRule, schemes: Sequence[Scheme]) -> Iterator[Complaint]:
    """Statutory guidance 10.85: a panel is for large or unusual budgets, never a gate for each pound over a figure."""
    cure = "Name a sum that only unusual cases reach."
    if rule.most is not None and rule.most <= 0:
        yield _complaint("panel-any-pound", rule, f"It sends everything above {rule.most}.", cure)
    for scheme in schemes:
        looked_at = rule.line or scheme.headline
        if rule.most_line and (rule.most_line in _same_figure(scheme, looked_at) or looked_at == rule.most_line):
            what = f"It holds the figure against “{rule.most_line}”, which is the figure itself before it was finished."
            yield _complaint("panel-any-pound", rule, what, cure)


def _same_figure(scheme: Scheme, line_id: str) -> set[str]:
    """The lines whose figure is only rounded or held to limits on the way to this one."""
    lines, found, waiting = {line.id: line for line in scheme.lines}, set[str](), [line_id]
    while waiting:
        line = lines.get(waiting.pop())
        if line is not None and isinstance(line.operation, Round | Limit):
            above = line.lines_used[0]
            found.add(above)
            waiting.append(above)
    return found


def _worked(examples: Iterable[Example], schemes: Sequence[Scheme]) -> list[Worked]:
    return [(one, found) for one in examples if (found := _outcome(one, schemes)) is not None]


def _sends_everyone(panel: Panel, worked: Sequence[Worked]) -> Iterator[Complaint]:
    """A rule that sends every worked example with a figure would send nearly everybody."""
    if len(worked) < FEWEST_EXAMPLES:
        return
    sent = [{route.rule for route in routed(panel, found, one.facts)} for one, found in worked]
    for rule in panel.rules:
        if rule.cause in BY_FIGURES and all(rule.id in routes for routes in sent):
            what = f"It sends all {len(worked)} worked examples that come to something."
            yield _complaint("panel-sends-everyone", rule, what, "Name a sum that only unusual cases reach.")


def _outcome(example: Example, schemes: Sequence[Scheme]) -> Budget | Refusal | None:
    """What the scheme of its day makes of an example, where that comes to something."""
    scheme = next((one for one in reversed(schemes) if one.in_effect(example.day)), None)
    found = calculate(scheme, example.facts, example.day) if scheme else None
    if isinstance(found, Refusal):
        return found if found.reason is Reason.NO_PRICE else None
    return found if found is not None and found.headline.figure > Decimal(0) else None
