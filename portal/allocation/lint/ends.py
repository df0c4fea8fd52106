"""Owns the rule that no answer falls out of a band or table, shown by answers for which no figure can be given."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice, product
from typing import Any

from portal.allocation.calculate import calculate
from portal.allocation.lint import ranges
from portal.allocation.lint.aims import Aims, Answers
from portal.allocation.model import Budget, Misfit, Reason, Refusal, Result
from portal.allocation.operations import Band, Bands, Choose, Quantity, ReadTable, Since, Unread
from portal.allocation.parts import Beyond, TableReading, TableRow
from portal.allocation.scheme import Scheme, SchemeLine
from portal.files import Complaint

TURNS = 4  # so many ways to aim at the most, and at the least
STEPS = 80  # so many answers are changed one by one, for a table that is read at its rows alone
OTHERS = 400  # so many ways to answer everything else
OUT = (Misfit.TOO_SMALL, Misfit.TOO_LARGE)
Looked = Bands | ReadTable
Rows = Sequence[Band | TableRow]


def outside(scheme: Scheme) -> Iterator[Complaint]:
    """Each figure that answers can give lies in a band, and in a table that does not say what is beyond it.

    Where ranges alone do not tell, answers are worked out: only those that end without a figure for it are told.
    """
    by_ranges = list(ranges.outside(scheme))
    yield from by_ranges
    told = {complaint.where for complaint in by_ranges}
    for line in scheme.lines if can_be_worked_out(scheme) else ():
        if isinstance(line.operation, Looked) and f"line “{line.id}”" not in told:
            yield from _by_answers(line, line.operation, scheme)


def can_be_worked_out(scheme: Scheme) -> bool:
    """Whether lines stand on lines above them alone, on rates and tables that are there, and one result leads."""
    above: set[str] = set()
    for line in scheme.lines:
        rates = {term.rate for term in line.operation.terms if term.rate}
        broken = isinstance(line.operation, Unread) or line.id in above or not rates <= scheme.rates.keys()
        if broken or not above.issuperset(line.lines_used):
            return False
        above.add(line.id)
    return scheme.has_headline and all(result.line in above for result in scheme.results)


def _by_answers(line: SchemeLine, operation: Looked, scheme: Scheme) -> Iterator[Complaint]:
    """The complaint about a line for which answers are found that nothing holds."""
    behind = scheme.behind(line.id)
    if any(isinstance(one.operation, Since) for one in scheme.lines if one.id in behind):
        return  # which days of birth can be answered is not known
    lines = tuple(one for one in scheme.lines if one.id in behind)
    result = Result(line.id, line.title, line.id, headline=True)
    alone = replace(scheme, lines=lines, results=(result,), readings=())
    for day in _days(operation, scheme):
        aims = Aims(scheme, day)
        for facts in _tried(line, operation, aims):
            if _falls_out(calculate(alone, _filled(facts, alone, aims), day), line):
                refusal = _in_the_end(facts, line, scheme, aims)
                if refusal is not None:
                    yield _complaint(line, operation, refusal, day)
                    return


def _days(operation: Looked, scheme: Scheme) -> list[date]:
    """The days from which on other rows count."""
    versions = operation.table.versions if isinstance(operation, ReadTable) else ()
    days = {max(scheme.starts, version.starts) for version in versions} or {scheme.starts}
    return sorted(day for day in days if scheme.in_effect(day) and _rows(operation, day))


def _rows(operation: Looked, day: date) -> Rows:
    if isinstance(operation, Bands):
        return operation.rows
    version = operation.table.on(day)
    return version.rows if version else ()


def _tried(line: SchemeLine, operation: Looked, aims: Aims) -> Iterator[Answers]:
    """Answers that aim above the rows and below them, as far as either can be; then those between rows."""
    rows = _rows(operation, aims.day)
    if isinstance(operation, ReadTable):
        ends, exact = operation.table.beyond is Beyond.REFUSE, operation.table.reading is TableReading.EXACT
    else:
        ends, exact = operation.rows[-1].end is not None, False
    for high in [*([True] if ends else []), *([False] if rows[0].at > 0 else [])]:
        tried: list[Answers] = []
        for turn in range(TURNS):
            facts = aims.at(line, operation.line, high=high, turn=turn)
            if facts not in tried:
                tried.append(facts)
                yield facts
    if exact:
        least = aims.at(line, operation.line, high=False)
        changed = ({**least, name: value} for name in least for value in aims.values(name))
        yield from islice(changed, STEPS)


def _falls_out(found: Budget | Refusal, line: SchemeLine) -> bool:
    if not isinstance(found, Refusal) or found.line != line.id:
        return False
    return found.reason is Reason.GAP_IN_TABLE or (found.reason is Reason.OUT_OF_RANGE and found.misfit in OUT)


def _filled(facts: Answers, scheme: Scheme, aims: Aims) -> Answers:
    """The answers, and the usual ones to all else that is asked."""
    others = [one.id for one in scheme.inputs if one.group is None and one.id not in facts]
    return {**{name: values[0] for name in others if (values := aims.values(name))}, **facts}


def _in_the_end(facts: Answers, line: SchemeLine, scheme: Scheme, aims: Aims) -> Refusal | None:
    """The refusal of a result because the line has no figure, whatever else has to be answered for it to count."""
    usual = _filled(facts, scheme, aims)
    names = [name for name in _deciding(line, scheme) if name in usual and name not in facts]
    wants = [one.only_when for one in scheme.lines if one.only_when]
    choices = [one.operation for one in scheme.lines if isinstance(one.operation, Choose)]
    wants += [row.when for choice in choices for row in choice.rows if row.when]
    for changed in islice(_ways({name: aims.values(name, wants) for name in names}), OTHERS):
        found = calculate(scheme, {**usual, **changed}, aims.day)
        each = [one.refusal for one in found.withheld] if isinstance(found, Budget) else [found]
        refusal = next((one for one in each if _falls_out(one, line)), None)
        if refusal is not None:
            return replace(refusal, lines=found.lines)
    return None


def _ways(values: Mapping[str, Sequence[Any]]) -> Iterator[Answers]:
    """Ways to answer some questions otherwise: one by one, then all together, what comes first the most often."""
    yield from ({name: value} for name, each in values.items() for value in each)
    names = list(values)[::-1]
    yield from (dict(zip(names, each, strict=True)) for each in product(*(values[name] for name in names)))


def _deciding(line: SchemeLine, scheme: Scheme) -> list[str]:
    """The questions that decide whether the lines which stand on this one count: days and numbers first."""
    onward = [one for one in scheme.lines if line.id in scheme.behind(one.id)]
    looked_at = {name for one in onward for name in one.operation.looks_at}
    looked_at |= {one.only_when_figure.line for one in onward if one.only_when_figure}
    asked = (one.operation for one in scheme.lines if any(one.id in scheme.behind(name) for name in looked_at))
    first = [each.question for each in asked if isinstance(each, Since | Quantity)]
    return list(dict.fromkeys([*first, *(name for one in onward for name in one.hangs_on)]))


def _complaint(line: SchemeLine, operation: Looked, refusal: Refusal, day: date) -> Complaint:
    figure = next((one.figure for one in refusal.lines if one.id == operation.line.line), None)
    low, high = _rows(operation, day)[0], _rows(operation, day)[-1]
    what, mark = f"Answers can give {figure}, which is above its end.", high.mark
    cure = "Leave the last band open, or add one; what your policy leaves out has `figure: a-person`."
    if isinstance(operation, ReadTable):
        cure = "Add rows, or say `beyond: stays` or `beyond: to-a-person`."
    if refusal.misfit is Misfit.TOO_SMALL:
        what, mark = f"Answers can give {figure}, and it begins at {low.at}.", low.mark
        cure = "Begin where the answers begin, or say of them `at_least:`; below a budget write `figure: no-budget`."
    elif refusal.reason is Reason.GAP_IN_TABLE:
        what, mark = f"Answers can give {figure}, and no row is at that figure.", low.mark
        cure = "Add that row, or read the table another way: `reading: stepped`."
    return Complaint("figure-in-no-band", mark.file, mark.line, f"line “{line.id}”", what, cure)
