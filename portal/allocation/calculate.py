"""Owns the calculation: a scheme, live answers and a day give a budget, or a refusal that says what is missing."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import date

from portal.allocation.model import Budget, How, Line, Operand, Outcome, Reading, Reason, Refusal, Withheld
from portal.allocation.operations import Choose
from portal.allocation.operations.counting import factors
from portal.allocation.scheme import DeclaredReading, Scheme, SchemeLine
from portal.allocation.work import Asked, CannotSay, DoesNotApply, Unknown, Work, Working, work_out
from portal.answers import Facts


def calculate(
    scheme: Scheme, facts: Facts, day: date, *, confirmed: Collection[Asked] = (), denied: Collection[Asked] = ()
) -> Budget | Refusal:
    """The budget on a day, or the reason there is none. Pure: the same in gives the same out.

    `facts` are the live answers (a question that is absent was not asked). `confirmed` names the (group, place) of
    each helper who has said, or a worker has, that they are willing and able to go on; it changes no figure. `denied`
    names those who are not, whatever was answered about them: their help takes nothing off.
    """
    if not scheme.in_effect(day):
        return Refusal(Reason.NOT_IN_EFFECT)
    work = Work(facts, day, scheme.rates, confirmed, denied, offered=scheme.offered)
    stuck: dict[str, CannotSay | Unknown] = {}
    for declared in scheme.lines:
        try:
            work.lines[declared.id] = _line(declared, work)
        except (CannotSay, Unknown) as reason:
            stuck[declared.id] = reason
    lines = tuple(work.lines.values())
    given = tuple(result for result in scheme.results if result.line in work.lines)
    if not any(result.headline for result in given):
        return _refusal(scheme, stuck, scheme.headline, lines)
    readings = (_reading(one, work) for one in scheme.readings if one.of in work.lines)
    return Budget(
        scheme=scheme.id,
        version=scheme.version,
        fingerprint=scheme.fingerprint,
        day=day,
        illustrative=scheme.illustrative,
        lines=lines,
        results=given,
        readings=tuple(one for one in readings if one is not None),
        withheld=tuple(
            Withheld(result, _refusal(scheme, stuck, result.line)) for result in scheme.results if result.line in stuck
        ),
        aside=_aside(scheme, work),
    )


def _line(declared: SchemeLine, work: Work) -> Line:
    working = None
    with suppress(DoesNotApply):
        working = declared.operation.working(work) if _wanted(declared, work) else None
    return _made(declared, working or Working(()), applies=working is not None)


def _wanted(declared: SchemeLine, work: Work) -> bool:
    if declared.only_when is not None and not work.decide(declared.only_when):
        return False
    test = declared.only_when_figure
    return test is None or test.holds(work.applying(test.line).figure, none=work.gives_none(test.line))


def _made(declared: SchemeLine, working: Working, *, applies: bool) -> Line:
    rounding = (declared.rounding if applies else None) or working.rounding
    return Line(
        id=declared.id,
        operation=declared.operation.name,
        title=declared.title,
        because=declared.because,
        operands=working.operands,
        figure=work_out(working.operands, rounding),
        unit=declared.unit,
        rate=working.rate,
        rounding=rounding,
        applies=applies,
        outcome=working.outcome,
        confirmed=working.confirmed,
        hangs_on=declared.hangs_on,
        part=declared.part,
        source=declared.source,
    )


def _refusal(
    scheme: Scheme, stuck: Mapping[str, CannotSay | Unknown], line_id: str, lines: tuple[Line, ...] = ()
) -> Refusal:
    """Why a line has no figure: the gravest reason, the line it stands at, and every question in the way."""
    needed = _needed(scheme, stuck, line_id)
    refusals = [(name, one) for name, one in stuck.items() if name in needed and isinstance(one, CannotSay)]
    line, gravest = min(refusals, key=lambda one: list(Reason).index(one[1].reason))
    questions = tuple(dict.fromkeys(asked for _, refusal in refusals for asked in refusal.questions))
    return Refusal(gravest.reason, questions, line, lines, gravest.misfit)


def _needed(scheme: Scheme, stuck: Mapping[str, CannotSay | Unknown], line_id: str) -> set[str]:
    """The lines without a figure that this one really needed, itself among them.

    A line that does not apply has its nought, so what it would have stood on is not in the way; nor are the rows of a
    choice that was not taken.
    """
    needed, waiting = set[str](), [line_id]
    while waiting:
        name = waiting.pop()
        reason = stuck.get(name)
        if reason is None or name in needed:
            continue
        needed.add(name)
        line = scheme.line(name)
        test = line.only_when_figure.line if line.only_when_figure else None
        if isinstance(reason, Unknown) and (isinstance(line.operation, Choose) or test == reason.line):
            waiting.append(reason.line)
        elif not isinstance(line.operation, Choose):
            waiting += line.lines_used
    return needed


def _aside(scheme: Scheme, work: Work) -> tuple[str, ...]:
    """The lines that ask for a person, and on which no result stands today."""
    asking = [line.id for line in work.lines.values() if line.outcome is Outcome.TO_A_PERSON]
    counted = counting(scheme, work.lines) if asking else ()
    return tuple(name for name in asking if name not in counted)


def counting(scheme: Scheme, lines: Mapping[str, Line]) -> frozenset[str]:
    """The lines on which a result stands today: those that were taken or only looked at, not the others of a choice."""
    wanted = {result.line for result in scheme.results}
    for declared in reversed(scheme.lines):
        if declared.id in wanted and declared.id in lines:
            wanted.update(one.line for one in lines[declared.id].operands if one.line)
            wanted.update(declared.operation.looks_at)
            if declared.only_when_figure is not None:
                wanted.add(declared.only_when_figure.line)
    return frozenset(wanted)


def _reading(declared: DeclaredReading, work: Work) -> Reading | None:
    """A reading of a result; None where the result does not apply or no price is set for it."""
    line = work.lines[declared.of]
    rate = work.rates[declared.rate].on(work.day) if declared.rate else None
    if not line.applies or (declared.rate and rate is None):
        return None
    operand = Operand(How.ADDED, line.figure, line.unit, line=line.id)
    if rate is not None and rate.per is not None:
        figure = work_out((operand, Operand(How.DIVIDED_BY, rate.figure, rate.unit)), declared.rounding)
        unit = rate.per.of(rate.per.counted, rate.per.period or line.unit.period) or rate.per
        return Reading(declared.id, declared.title, figure, unit, rate, declared.rounding)
    if declared.conversion is None:
        return None
    figure = work_out((operand, *factors(declared.conversion)), declared.rounding)
    return Reading(declared.id, declared.title, figure, declared.conversion.unit, None, declared.rounding)
