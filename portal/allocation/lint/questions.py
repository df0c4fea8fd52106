"""Owns the rules that hold a scheme against the questions that are asked."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from portal.allocation.operations import (
    Choose,
    Operation,
    OverItems,
    Quantity,
    Score,
    ScoreEach,
    ScoreSeveral,
    Support,
    SupportByAnswer,
    Unread,
)
from portal.allocation.operations.base import condition_inputs
from portal.allocation.parts import Input
from portal.allocation.scheme import Scheme, SchemeLine
from portal.conditions import AllOf, Answered, AnyOf, Between, Condition, Not, holds, named_options
from portal.files import Complaint, suggestion

Asked = Mapping[str, Sequence[str]]
REFUSING = frozenset({"not-sure", "talk", "unanswered"})
SPECIAL = REFUSING | {"not-applicable", "blank"}
NO_OPTIONS = "Of a number write the number alone, such as `is: 15`; of anything else, `answered: true`."


def _complaint(code: str, line: SchemeLine, what: str, cure: str) -> Complaint:
    return Complaint(code, line.mark.file, line.mark.line, f"line “{line.id}”", what, cure)


def some_unread(scheme: Scheme) -> bool:
    """Whether a line could not be read: what it would have used is then not known."""
    return any(isinstance(line.operation, Unread) for line in scheme.lines)


def inputs_of(line: SchemeLine) -> tuple[Input, ...]:
    """The answers that a line counts, those of its condition among them."""
    return (*line.operation.inputs, *(condition_inputs(line.only_when) if line.only_when else ()))


def never_asked(scheme: Scheme, asked: Asked) -> Iterator[Complaint]:
    """Each question that counts is asked."""
    for line in scheme.lines:
        for one in line.operation.inputs:
            if one.id not in asked:
                what = f"It counts “{one.id}”, which is never asked."
                yield _complaint("scored-question-never-asked", line, what, suggestion(one.id, sorted(asked)))
        for condition in conditions_of(line):
            for name in sorted(condition.questions - asked.keys() - {one.id for one in line.operation.inputs}):
                what = f"Its condition looks at “{name}”, which is never asked."
                yield _complaint("scored-question-never-asked", line, what, suggestion(name, sorted(asked)))


def points_and_options(scheme: Scheme, asked: Asked) -> Iterator[Complaint]:
    """Each option has points, and points are given for options only."""
    for line in scheme.lines:
        for question, given, partly in _counted_options(line.operation):
            options = asked.get(question)
            if options is None or (partly and not set(options) - SPECIAL):
                continue
            for option in given:
                if option not in options or option in SPECIAL:
                    what = f"It counts the option “{option}”, which “{question}” does not have."
                    cure = _option_meant(option, question, options, scheme)
                    yield _complaint("points-for-unknown-option", line, what, cure)
            for option in options:
                if (
                    option not in given
                    and option not in SPECIAL
                    and not partly
                    and not _left_out(line, question, option)
                ):
                    cure = f"Add `{option}: 0` or the points it deserves."
                    yield _complaint("option-without-points", line, f"“{option}” of “{question}” has no points.", cure)


def _option_meant(option: str, question: str, options: Sequence[str], scheme: Scheme) -> str:
    """What was meant by an option that is not offered; a scheme with inputs of its own may have lost it there."""
    cure = suggestion(option, list(options))
    offers = any(one.id == question and one.options for one in scheme.declared)
    return f"{cure} Or add `{option}` to the options of the input “{question}”." if offers else cure


def _left_out(line: SchemeLine, question: str, option: str) -> bool:
    """Whether a line that scores one answer does not apply with this one."""
    single = isinstance(line.operation, Score)
    return single and line.only_when is not None and holds(line.only_when, {question: option}) is False


def stand_ins(scheme: Scheme, asked: Asked) -> Iterator[Complaint]:
    """Where 'does not apply' or a blank can be answered, the scheme says what stands for it."""
    for line in scheme.lines:
        operation = line.operation
        if not isinstance(operation, Score | ScoreEach | ScoreSeveral | Quantity):
            continue
        given = (("not-applicable", operation.instead.not_applicable), ("blank", operation.instead.blank))
        for one in operation.inputs:
            if line.only_when is not None and _wants_answer(line.only_when, one.id):
                continue
            for special, figure in given:
                left_out = line.only_when is not None and leaves_out(line.only_when, one.id, special)
                if special in asked.get(one.id, ()) and figure is None and not left_out:
                    what = f"“{one.id}” can be answered “{special}”, and nothing stands for it."
                    cure = f"Add `{special.replace('-', '_')}: 0` or another figure."
                    if only_with(line.only_when, one.id, special):
                        what += " It counts there alone."
                        cure = f"Turn it round: `only_when: {{not: {{question: {one.id}, is: {special}}}}}`."
                    yield _complaint("special-without-points", line, what, cure)


def only_with(condition: Condition | None, question: str, special: str) -> bool:
    """Whether a condition holds only where a question has no figure, for this special answer or another."""
    match condition:
        case AnyOf(asked, values):
            return asked == question and special in values and set(values) <= SPECIAL
        case AllOf(parts):
            return any(only_with(part, question, special) for part in parts)
        case _:
            return False


def leaves_out(condition: Condition, question: str, special: str) -> bool:
    """Whether a condition names a special answer as one by which it does not hold."""
    match condition:
        case Not(AnyOf(asked, values)):
            return asked == question and special in values
        case AllOf(parts):
            return any(leaves_out(part, question, special) for part in parts)
        case _:
            return False


def _wants_answer(condition: Condition, question: str) -> bool:
    """Whether a condition holds only where the question has a real answer."""
    match condition:
        case Answered(asked) | Between(asked):
            return asked == question
        case AllOf(parts):
            return any(_wants_answer(part, question) for part in parts)
        case _:
            return False


def is_offered(value: str, options: Collection[str]) -> bool:
    """Whether a condition can name an answer: an option, a special one, or a number if it has no options."""
    no_options = set(options) <= SPECIAL
    return value in options or value in SPECIAL or (no_options and bool(AnyOf("", (value,)).numbers))


def conditions(scheme: Scheme, asked: Asked) -> Iterator[Complaint]:
    """Conditions name options that exist."""
    for line in scheme.lines:
        for condition in conditions_of(line):
            for one in named_options(condition):
                options = asked.get(one.question)
                for value in one.values if options is not None else ():
                    if is_offered(value, options or ()):
                        continue
                    if set(options or ()) - SPECIAL:
                        what = f"Its condition names “{value}”, which “{one.question}” does not have."
                        cure = _option_meant(value, one.question, options or (), scheme)
                        yield _complaint("condition-unknown-option", line, what, cure)
                    else:
                        what = f"Its condition names “{value}”, and “{one.question}” has no options."
                        yield _complaint("wrong-input-kind", line, what, NO_OPTIONS)


def conditions_of(line: SchemeLine) -> Iterator[Condition]:
    """The conditions of a line and of its operation."""
    if line.only_when is not None:
        yield line.only_when
    if isinstance(line.operation, OverItems | Support | SupportByAnswer) and line.operation.where is not None:
        yield line.operation.where
    if isinstance(line.operation, Choose):
        yield from (row.when for row in line.operation.rows if row.when is not None)


def _counted_options(operation: Operation) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """Question, options counted, and whether some options may stay uncounted on purpose."""
    match operation:
        case Score() | ScoreEach():
            for one in operation.inputs:
                yield one.id, one.options, operation.in_between is not None
        case ScoreSeveral():
            yield operation.question, tuple(option for option, _ in operation.points), False
        case SupportByAnswer():
            yield operation.how_much, tuple(option for option, _ in operation.shares), False
        case Support():
            yield operation.helps_with, operation.counts, True
            if operation.how_much:
                yield operation.how_much, tuple(option for option, _ in operation.shares), False
        case _:
            return


Rule = Callable[[Scheme, Asked], Iterator[Complaint]]
RULES: tuple[Rule, ...] = (never_asked, points_and_options, stand_ins, conditions)
