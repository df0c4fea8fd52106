"""Holding what the arrays give against the one-person calculation, on every line of every person."""

from collections.abc import Sequence
from datetime import date

from portal.allocation.calculate import calculate
from portal.allocation.caseload.calculate import Reckonings, calculate_many
from portal.allocation.caseload.gathering import gather
from portal.allocation.caseload.standing import FIRST_REASON, OUTCOMES, REASONS
from portal.allocation.model import Budget, Line
from portal.allocation.scheme import Scheme
from portal.answers import Facts

Told = tuple[object, ...]


def differences(scheme: Scheme, everyone: Sequence[Facts], day: date) -> list[str]:
    """Each person and line where the two differ; none where they agree."""
    people = gather(everyone, scheme.questions_used)
    many = calculate_many(scheme, people, day)
    columns = {name: list(_column(many, name)) for name in many.lines}
    whole = _results(many)
    found = []
    for place, facts in enumerate(everyone):
        one = calculate(scheme, facts, day)
        lines = {line.id: line for line in one.lines}
        for name, column in columns.items():
            if column[place] != _told(lines.get(name)):
                found.append(f"{place} {name}: {column[place]} is not {_told(lines.get(name))} for {facts}")
        if isinstance(one, Budget):
            asking = frozenset(line.id for line in one.to_a_person)
            expected: Told = (None, None, one.has_no_budget, asking, bool(asking))
        else:
            expected = (one.reason, one.line, False, frozenset(), False)
        if whole[place] != expected:
            found.append(f"{place}: {whole[place]} is not {expected} for {facts}")
    return found


def _told(line: Line | None) -> Told:
    return ("stuck",) if line is None else (line.figure, line.applies, line.outcome)


def _column(many: Reckonings, name: str) -> Sequence[Told]:
    line = many.lines[name]
    size = many.size
    codes = [0] * size if line.codes is None else line.codes.tolist()
    outcomes = [0] * size if line.outcomes is None else line.outcomes.tolist()
    figures = line.figure.decimals()
    rows = zip(figures, codes, outcomes, strict=True)
    return [("stuck",) if code >= 2 else (figure, code == 0, OUTCOMES[outcome]) for figure, code, outcome in rows]


def _results(many: Reckonings) -> list[Told]:
    line = many.headline
    at = [None] * many.size if line is None else [None if one < 0 else one for one in line.at_lines.tolist()]
    names = [declared.id for declared in many.scheme.lines]
    asking = [(name, mask.tolist()) for name, mask in many.asking.items()]
    who = [frozenset(name for name, mask in asking if mask[place]) for place in range(many.size)]
    return [
        (REASONS[code - FIRST_REASON] if code else None, None if place is None else names[place], none, each, asks)
        for code, place, none, each, asks in zip(
            many.refusals.tolist(), at, many.no_budget.tolist(), who, many.to_a_person.tolist(), strict=True
        )
    ]
