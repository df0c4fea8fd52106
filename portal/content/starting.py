"""Owns holding the table of where a budget starts against the questionnaire: what neither reaches."""

from __future__ import annotations

from collections.abc import Iterator

from portal.allocation.basis import BasisRow, BasisTable
from portal.allocation.lint.wording import lacking
from portal.conditions import AnyOf, Condition, Not, OneOf
from portal.files import Complaint
from portal.questionnaires.model import Question, Questionnaire
from portal.questionnaires.reach import can_hold


def unmet(table: BasisTable, questionnaire: Questionnaire) -> Iterator[Complaint]:
    """Complaints about rows that no answers reach, answers that reach no row, costs that are none, and wordings.

    Where a name or an option is wrong, which has a complaint of its own, nothing is said of what is reached.
    """
    asked = questionnaire.without_private()
    for row in table.rows:
        if questionnaire.published:
            for text in (row.title, row.because):
                yield from lacking(row.mark, _at(row), text)
        yield from _cost(row, asked)
    if all(_is_known(row.when, asked) for row in table.rows):
        yield from _rows_never_reached(table, asked)
        yield from _costs_never_asked(table, asked)
        yield from _answers_without_row(table, asked)


def _complaint(code: str, row: BasisRow, what: str, cure: str) -> Complaint:
    return Complaint(code, row.mark.file, row.mark.line, _at(row), what, cure)


def _at(row: BasisRow) -> str:
    return f"row “{row.id}”"


def _cost(row: BasisRow, asked: Questionnaire) -> Iterator[Complaint]:
    question = asked.find(row.cost) if row.cost and row.cost in asked else None
    if question is not None and not question.kind.is_number:
        what = f"“{row.cost}” does not ask for a sum of money."
        cure = "Name the question that asks what the support costs."
        yield _complaint("basis-without-cost", row, what, cure)


def _is_known(condition: Condition, asked: Questionnaire) -> bool:
    return all(name in asked for name in condition.questions)


def _rows_never_reached(table: BasisTable, asked: Questionnaire) -> Iterator[Complaint]:
    """The first row that no answers come to: those below it may only follow from the same slip."""
    for place, row in enumerate(table.rows):
        above = table.rows[:place]
        if not can_hold(asked, [row.when, *(Not(each.when) for each in above)]):
            cover = next((one.id for one in above if not can_hold(asked, [row.when, Not(one.when)])), None)
            what = f"Wherever it holds, “{cover}” above it does." if cover else "It holds only where rows above it do."
            what = what if can_hold(asked, [row.when]) else "No answers make it hold."
            cure = "Correct its condition, or the one above it; or take it out."
            yield _complaint("basis-unreachable-row", row, what, cure)
            return


def _costs_never_asked(table: BasisTable, asked: Questionnaire) -> Iterator[Complaint]:
    """Rows that start from a cost which nobody who comes to them is ever asked: everybody there gets no figure."""
    for place, row in enumerate(table.rows):
        owners = asked.placed[row.cost] if row.cost and row.cost in asked else None
        each = (owners.section, owners.group, owners.question) if owners else ()
        asking = [one.ask_when for one in each if one and one.ask_when]
        here = [row.when, *(Not(above.when) for above in table.rows[:place])]
        if asking and can_hold(asked, here) and not can_hold(asked, [*here, *asking]):
            only = " and ".join(condition.describe() for condition in asking)
            what = f"It starts from “{row.cost}”, asked only where {only}: nobody who comes to this row is asked it."
            cure = "Correct the row's condition, or let it start from the scheme or a person."
            yield _complaint("basis-cost-not-asked", row, what, cure)


def _answers_without_row(table: BasisTable, asked: Questionnaire) -> Iterator[Complaint]:
    """Each option with which no row can hold, of the questions that the table looks at or that decide about these."""
    for name in _deciding(table, asked):
        question = asked.find(name)
        for option in question.options if isinstance(question, Question) else ():
            picked = AnyOf(name, (option.id,))
            if can_hold(asked, [picked]) and not can_hold(
                asked, [picked, OneOf(tuple(row.when for row in table.rows))]
            ):
                what = f"Whoever answers “{option.id}” to “{name}” comes to no row, and gets no figure."
                cure = "Add a row for that answer; where a person decides, with `starts_from: a-person`."
                mark = table.rows[0].mark
                yield Complaint("basis-answer-without-row", mark.file, mark.line, "rows", what, cure)


def _deciding(table: BasisTable, asked: Questionnaire) -> list[str]:
    """The questions of the table, and those by whose answers they are asked themselves, in the order of the file."""
    waiting = [name for row in table.rows for name in row.when.questions]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in asked and name not in found:
            found.add(name)
            when = asked.find(name).ask_when
            waiting += when.questions if when else ()
    return [name for name in asked.placed if name in found]
