"""Owns the rule that no option of a question is left without a row in a choice that every budget stands on."""

from collections.abc import Iterator

from portal.allocation.lint.questions import SPECIAL, Asked
from portal.allocation.lint.situations import BY_ALL, BY_FIRST, Situation, conditions_behind
from portal.allocation.operations import Choose, Combine, Operation
from portal.allocation.parts import Rate, Term
from portal.allocation.scheme import Scheme, SchemeLine
from portal.conditions import AnyOf, holds, leaves
from portal.files import Complaint
from portal.money import Unit


def options_without_row(scheme: Scheme, asked: Asked) -> Iterator[Complaint]:
    """In a choice by one question alone, each option that can be picked has a row, or there is one for all others.

    Told only where the budget surely stands on the choice, so that nobody who picks the option gets a figure.
    """
    for line in scheme.lines:
        if not isinstance(line.operation, Choose):
            continue
        question = _decided_by_options_of(line.operation)
        for option in (one for one in asked.get(question, ()) if one not in SPECIAL):
            one = Situation(scheme, {question: option})
            if not _has_row(line.operation, one) and _is_needed(line, one, question):
                what = f"There is no row for “{option}” of “{question}”, so that whoever answers it gets no figure."
                cure = (
                    f"Add {{when: {{question: {question}, is: {option}}}, …}}, or a row without `when` for all others."
                )
                yield Complaint("option-without-row", line.mark.file, line.mark.line, f"line “{line.id}”", what, cure)


def place_in_a_choice(rate: str, scheme: Scheme) -> str:
    """Where a rate that nothing uses may belong, in a sentence: a choice between its like that lacks a row."""
    options = {one.id: one.options for one in scheme.declared if one.kind == "choice"}
    like = {one.id for one in scheme.rates.values() if _kind(one) == _kind(scheme.rates[rate])}
    for line in scheme.lines:
        if not isinstance(line.operation, Choose) or not like & {term.rate for term in line.operation.terms}:
            continue
        question = _decided_by_options_of(line.operation)
        for option in options.get(question, ()):
            if not _has_row(line.operation, Situation(scheme, {question: option})):
                return f"“{line.id}” has no row for “{option}” of “{question}”: it may belong there."
        taken = [term.rate for term in line.operation.terms]
        twice = next((one for one in taken if one in like and taken.count(one) > 1), None)
        if twice:
            return f"“{line.id}” takes “{twice}” in two rows: it may belong in one of them."
    return ""


def _kind(rate: Rate) -> tuple[Unit, Unit | None]:
    return rate.unit, rate.per


def _decided_by_options_of(operation: Choose) -> str:
    """The one question by whose options all rows are chosen; no name where anything else decides too."""
    whens = [row.when for row in operation.rows if row.when is not None and row.when_figure is None]
    by_options = all(isinstance(leaf, AnyOf) for when in whens for leaf in leaves(when))
    if len(whens) < len(operation.rows) or not by_options or len(operation.decided_by) != 1:
        return ""
    return next(iter(operation.decided_by))


def _has_row(operation: Choose, one: Situation) -> bool:
    return any(row.when is not None and holds(row.when, one.facts) for row in operation.rows)


def _is_needed(wanted: SchemeLine, one: Situation, question: str) -> bool:
    """Whether the budget surely stands on a line where a question has the answer, whatever is answered to others."""
    scheme = one.scheme
    waiting, seen = [scheme.headline] if scheme.has_headline else [], set[str]()
    while waiting:
        line = next((line for line in scheme.lines if line.id == waiting[-1]), None)
        waiting.pop()
        if line is None or line.id in seen or not _surely_counts(line, one, question):
            continue
        if line is wanted:
            return True
        seen.add(line.id)
        waiting += [term.line for term in _surely_asked(line.operation, one, question) if term.line]
    return False


def _surely_counts(line: SchemeLine, one: Situation, question: str) -> bool:
    """Whether a line has no condition but one that this answer alone fulfils."""
    if line.only_when_figure is not None:
        return False
    when = line.only_when
    return when is None or (when.questions == {question} and bool(holds(when, one.facts)))


def _surely_asked(operation: Operation, one: Situation, question: str) -> Iterator[Term]:
    """The terms without which an operation surely has no figure: all up to the first that may not apply."""
    if isinstance(operation, Combine):
        yield from operation.terms
    for term in operation.terms if isinstance(operation, (*BY_FIRST, *BY_ALL)) else ():
        yield term
        behind = frozenset[str]().union(*(each.questions for each in conditions_behind([term], one.scheme)))
        if not behind <= {question} or one.applies(term) is not True:
            return
