"""Owns the rules that hold a scheme against the inputs it declares itself."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from portal.allocation.lint import gaps, questions
from portal.allocation.lint.conversions import DAYS
from portal.allocation.loading_inputs import asked_of
from portal.allocation.operations import Left, OverItems, Quantity
from portal.allocation.operations.answers import on_steps
from portal.allocation.parts import Input
from portal.allocation.scheme import Scheme, SchemeLine
from portal.conditions import AnyOf, named_options
from portal.files import Complaint
from portal.money import Unit

FITS = {
    "choice": {"choice"},
    "choices": {"choices", "choice"},
    "number": {"number"},
    "date": {"date"},
    "group": {"group"},
    "any": {"choice", "choices", "number", "date", "group"},
    "any-number": {"number", "choices", "group"},
}
"""Which declared kinds an operation can use, by the kind that it counts."""
PLAIN: frozenset[Unit] = frozenset({Unit.NUMBER, Unit.POINTS, Unit.ITEMS, Unit.PEOPLE})
MEASURED = frozenset({"pounds", "minutes", "hours", "miles"})
ALTOGETHER = frozenset({"one-off", "up to", ""})
ANSWERED = "Write `answered: true`, or of a group `at_least:` and `at_most:`."


def complaints(scheme: Scheme) -> Iterator[Complaint]:
    """Everything where lines and declared inputs do not fit together."""
    asked = {**asked_of(scheme.declared), **dict(_options_not_read(scheme))}
    for rule in (*questions.RULES, gaps.options_without_row):
        yield from rule(scheme, asked)
    declared = {one.id: one for one in scheme.declared}
    for line in scheme.lines:
        for counted in questions.inputs_of(line):
            if counted.id in declared:
                yield from _kind(line, counted, declared[counted.id])
        yield from _unit(line, declared)
        if isinstance(line.operation, Left):
            yield from _had(line, line.operation, declared, scheme)
        for condition in questions.conditions_of(line):
            for named in named_options(condition):
                if named.question in declared:
                    yield from _named(line, named, declared[named.question])
    yield from _unused(scheme)


def _had(line: SchemeLine, left: Left, declared: Mapping[str, Input], scheme: Scheme) -> Iterator[Complaint]:
    """What was had is counted as the sum is, or is a sum of all payments: never so much a week of a sum for a year."""
    asked, whole = declared.get(left.had), scheme.known.unit_of(left.whole)
    if asked is None or asked.unit is None or whole is None or asked.unit is whole:
        return
    if asked.unit.counted != whole.counted or asked.unit.period not in ALTOGETHER:
        what = f"“{asked.id}” is asked in {asked.unit}, and is taken off a figure in {whole}."
        once = f" or `{whole.counted} one-off`, for all payments together" if whole.is_money else ""
        cure = f"Ask for all that was had in the period: `unit: {whole}` at the input{once}."
        yield Complaint("unit-mismatch", line.mark.file, line.mark.line, f"line “{line.id}”", what, cure)


def _options_not_read(scheme: Scheme) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Choices whose options could not be read, which has a complaint of its own: whatever lines count stands in."""
    for one in scheme.declared:
        if one.kind in {"choice", "choices"} and not one.options:
            counted = (each for line in scheme.lines for each in line.operation.inputs if each.id == one.id)
            named = (
                each
                for line in scheme.lines
                for condition in questions.conditions_of(line)
                for each in named_options(condition)
                if each.question == one.id
            )
            yield (
                one.id,
                (
                    *(option for each in counted for option in each.options),
                    *(value for each in named for value in each.values),
                ),
            )


def _kind(line: SchemeLine, counted: Input, declared: Input) -> Iterator[Complaint]:
    fits = FITS.get(counted.kind, set()) | ({"number"} if counted.kind == "choice" and counted.in_steps_of else set())
    what = cure = ""
    if declared.kind not in fits:
        what = f"It counts “{counted.id}” as {_article(counted.kind)}, but that is {_article(declared.kind)}."
        cure = "Change the kind of the input, or the operation of this line."
    elif counted.group != declared.group and counted.kind not in {"any", "any-number"}:
        what = f"“{counted.id}” is asked {'of each in “' + declared.group + '”' if declared.group else 'once'}."
        cure = "Use `over:` for what is asked of each in a group, and only for that."
    if what:
        yield Complaint("wrong-input-kind", line.mark.file, line.mark.line, f"line “{line.id}”", what, cure)


def _unit(line: SchemeLine, declared: Mapping[str, Input]) -> Iterator[Complaint]:
    """A number keeps the unit that it was asked in: a line that names another would only change its name."""
    match line.operation:
        case Quantity(question=question) | OverItems(of=str(question)) if question in declared and line.unit_known:
            asked = declared[question].unit
            if asked is not None and _is_another(asked, line.unit):
                what = f"“{question}” is asked in {asked}, and this line counts it in {line.unit}."
                cure = f"Write `unit: {asked}` or leave it out. Where it should be {line.unit}, `convert:` it below."
                yield Complaint("unit-mismatch", line.mark.file, line.mark.line, f"line “{line.id}”", what, cure)
        case _:
            return


def _is_another(asked: Unit, counted: Unit) -> bool:
    """Whether a figure in one unit is surely none in the other.

    It may become a bare number or points, a visit may be a trip, and a period may be said in one place only.
    """
    if not PLAIN.isdisjoint((asked, counted)):
        return False
    other_thing = asked.counted != counted.counted and not MEASURED.isdisjoint((asked.counted, counted.counted))
    return other_thing or (asked.period != counted.period and {asked.period, counted.period} <= DAYS.keys())


def _named(line: SchemeLine, named: AnyOf, declared: Input) -> Iterator[Complaint]:
    """Numbers are held against numbers that can be answered, and nothing against a date or a group."""
    if declared.options or declared.kind in {"choice", "choices"}:
        return
    where = f"line “{line.id}”"
    for number in named.numbers:
        if declared.kind != "number":
            what = f"Its condition names {number}, and “{declared.id}” is {_article(declared.kind)}."
            yield Complaint("wrong-input-kind", line.mark.file, line.mark.line, where, what, ANSWERED)
        elif not _can_be(number, declared):
            what = f"Its condition names {number}, which “{declared.id}” can never be."
            cure = "Correct the number, or the limits and steps of the input."
            yield Complaint("condition-unknown-option", line.mark.file, line.mark.line, where, what, cure)


def _can_be(number: Decimal, declared: Input) -> bool:
    least, most = declared.at_least, declared.at_most
    within = (least is None or number >= least) and (most is None or number <= most)
    return within and on_steps(number, declared.in_steps_of)


def _article(kind: str) -> str:
    words = {"choices": "several choices", "any-number": "a number"}
    return words.get(kind, f"a {kind}")


def _unused(scheme: Scheme) -> Iterator[Complaint]:
    if questions.some_unread(scheme):
        return
    used = scheme.questions_used
    for one in scheme.declared:
        if one.id not in used:
            where, cure = f"input “{one.id}”", "Use it or take it out."
            yield Complaint("unused-input", one.mark.file, one.mark.line, where, "No line counts it.", cure)
