"""Owns the rules that hold a scheme against the questions that are asked."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from portal.allocation.operations import Operation, OverItems, Score, ScoreSeveral, Support
from portal.allocation.operations.answers import Quantity
from portal.allocation.scheme import Scheme, SchemeLine
from portal.conditions import AllOf, AnyOf, Condition, Not, OneOf
from portal.files import Complaint, suggestion

Asked = Mapping[str, Sequence[str]]
REFUSING = frozenset({"not-sure", "talk", "unanswered"})
SPECIAL = REFUSING | {"not-applicable", "blank"}


def _complaint(code: str, line: SchemeLine, what: str, cure: str) -> Complaint:
    return Complaint(code, line.mark.file, line.mark.line, f"line “{line.id}”", what, cure)


def never_asked(scheme: Scheme, asked: Asked) -> Iterator[Complaint]:
    """Each question that counts is asked."""
    for line in scheme.lines:
        for one in line.operation.inputs:
            if one.id not in asked:
                what = f"It counts “{one.id}”, which is never asked."
                yield _complaint("scored-question-never-asked", line, what, suggestion(one.id, sorted(asked)))
        for condition in _conditions(line):
            for name in sorted(condition.questions - asked.keys() - {one.id for one in line.operation.inputs}):
                what = f"Its condition looks at “{name}”, which is never asked."
                yield _complaint("scored-question-never-asked", line, what, suggestion(name, sorted(asked)))


def points_and_options(scheme: Scheme, asked: Asked) -> Iterator[Complaint]:
    """Each option has points, and points are given for options only."""
    for line in scheme.lines:
        for question, given, partly in _counted_options(line.operation):
            options = asked.get(question)
            if options is None:
                continue
            for option in given:
                if option not in options or option in SPECIAL:
                    what = f"It counts the option “{option}”, which “{question}” does not have."
                    yield _complaint("points-for-unknown-option", line, what, suggestion(option, list(options)))
            for option in options:
                if option not in given and option not in SPECIAL and not partly:
                    cure = f"Add `{option}: 0` or the points it deserves."
                    yield _complaint("option-without-points", line, f"“{option}” of “{question}” has no points.", cure)


def stand_ins(scheme: Scheme, asked: Asked) -> Iterator[Complaint]:
    """Where 'does not apply' or a blank can be answered, the scheme says what stands for it."""
    for line in scheme.lines:
        if not isinstance(line.operation, Score | ScoreSeveral | Quantity):
            continue
        options = asked.get(line.operation.question, ())
        instead = line.operation.instead
        for special, figure in (("not-applicable", instead.not_applicable), ("blank", instead.blank)):
            if special in options and figure is None:
                what = f"“{line.operation.question}” can be answered “{special}”, and nothing stands for it."
                yield _complaint(
                    "special-without-points", line, what, f"Add `{special.replace('-', '_')}: 0` or another figure."
                )


def conditions(scheme: Scheme, asked: Asked) -> Iterator[Complaint]:
    """Conditions name options that exist."""
    for line in scheme.lines:
        for condition in _conditions(line):
            for one in named_options(condition):
                options = asked.get(one.question)
                for value in one.values if options else ():
                    if value not in (options or ()) and value not in SPECIAL:
                        what = f"Its condition names “{value}”, which “{one.question}” does not have."
                        yield _complaint("condition-unknown-option", line, what, suggestion(value, list(options or ())))


def _conditions(line: SchemeLine) -> Iterator[Condition]:
    if line.only_when is not None:
        yield line.only_when
    if isinstance(line.operation, OverItems | Support) and line.operation.where is not None:
        yield line.operation.where


def named_options(condition: Condition) -> Iterator[AnyOf]:
    """The parts of a condition that name options."""
    match condition:
        case AnyOf():
            yield condition
        case AllOf(parts) | OneOf(parts):
            for part in parts:
                yield from named_options(part)
        case Not(part):
            yield from named_options(part)
        case _:
            return


def _counted_options(operation: Operation) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """Question, options counted, and whether some options may stay uncounted on purpose."""
    match operation:
        case Score() | ScoreSeveral():
            yield operation.question, tuple(option for option, _ in operation.points), False
        case Support():
            yield operation.helps_with, operation.counts, True
            if operation.how_much:
                yield operation.how_much, tuple(option for option, _ in operation.shares), False
        case _:
            return


Rule = Callable[[Scheme, Asked], Iterator[Complaint]]
RULES: tuple[Rule, ...] = (never_asked, points_and_options, stand_ins, conditions)
