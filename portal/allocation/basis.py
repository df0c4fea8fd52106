"""Owns what a budget starts from, decided first: the scheme, the cost of the support in place, or a person."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from portal.allocation.calculate import calculate
from portal.allocation.lint.questions import is_offered
from portal.allocation.model import Basis, Budget, How, Line, Misfit, Operand, Reason, Refusal, Result
from portal.allocation.scheme import Scheme
from portal.allocation.work import Asked, CannotSay, Work, number_or_refuse
from portal.answers import Facts
from portal.conditions import AnyOf, Condition, named_options, read_condition
from portal.files import Complaint, ContentError, Mark, Node, Reader, read_yaml, suggestion
from portal.money import Unit, plain
from portal.words import Text, text_at

COST_LINE = "support-in-place"


class StartsFrom(StrEnum):
    """What a budget can start from."""

    SCHEME = "scheme"
    COST_IN_PLACE = "cost-in-place"
    A_PERSON = "a-person"


class Lifted(StrEnum):
    """What an officer's exception changes where a budget starts from the cost in place."""

    USE_SCHEME = "use-scheme"  # it is worked out from the answers after all
    NO_CEILING = "no-ceiling"  # it still starts from the cost, which is no longer the most


@dataclass(frozen=True, slots=True)
class BasisRow:
    """One row of the decision table; the first whose condition holds is the one."""

    id: str
    when: Condition
    starts_from: StartsFrom
    title: Text
    because: Text
    cost: str | None
    mark: Mark


@dataclass(frozen=True, slots=True)
class BasisTable:
    """The decision table of a questionnaire, in order."""

    id: str
    source: str
    rows: tuple[BasisRow, ...]

    @property
    def questions_used(self) -> frozenset[str]:
        """All questions that decide where a budget starts."""
        looked_at = frozenset().union(*(row.when.questions for row in self.rows))
        return looked_at | {row.cost for row in self.rows if row.cost}


def lint_basis(table: BasisTable, asked: Mapping[str, Sequence[str]]) -> tuple[Complaint, ...]:
    """Complaints about a table held against the questions: `asked` maps each question to what can be answered."""
    found = []
    for row in table.rows:
        where = f"row “{row.id}”"
        for name in sorted(row.when.questions | ({row.cost} if row.cost else set())):
            if name not in asked:
                what = f"It looks at “{name}”, which is never asked."
                cure = suggestion(name, sorted(asked))
                found.append(Complaint("basis-never-asked", row.mark.file, row.mark.line, where, what, cure))
        for one in named_options(row.when):
            for value in one.values:
                options = asked.get(one.question)
                if options is not None and not is_offered(value, options):
                    what = f"It names “{value}”, which “{one.question}” does not have."
                    cure = suggestion(value, list(options))
                    found.append(Complaint("basis-unknown-option", row.mark.file, row.mark.line, where, what, cure))
    return tuple(dict.fromkeys(found))


def decide_basis(table: BasisTable, facts: Facts) -> BasisRow | Refusal:
    """The row that holds, or a refusal naming the answers it hangs on. What is unknown is never taken as a no."""
    work = Work(facts, date.max, {})
    for row in table.rows:
        try:
            if work.decide(row.when):
                return row
        except CannotSay as refusal:
            return Refusal(refusal.reason, refusal.questions)
    return Refusal(Reason.A_PERSON_DECIDES)


def indicative_budget(
    table: BasisTable,
    scheme: Scheme | None,
    facts: Facts,
    day: date,
    *,
    confirmed: Collection[Asked] = (),
    denied: Collection[Asked] = (),
    lifted: Lifted | None = None,
) -> Budget | Refusal:
    """The budget a person is shown: the basis first, then the scheme or the cost of the support in place.

    `scheme` is the version in effect on the day, None where there is none. `lifted` is what an officer's exception
    changes, and changes nothing where the cost in place is not the basis; where it is worked out from the answers after
    all, no row of the table is its basis. Otherwise as `calculate`.
    """
    row = decide_basis(table, facts)
    if isinstance(row, Refusal):
        return row
    if row.starts_from is StartsFrom.A_PERSON:
        return Refusal(Reason.A_PERSON_DECIDES, line=row.id)
    if row.starts_from is StartsFrom.COST_IN_PLACE and lifted is not Lifted.USE_SCHEME:
        found = _cost_in_place(table, row, facts, day)
        if lifted is None or isinstance(found, Refusal):
            return found
        return replace(found, basis=Basis(row.id, row.title, row.because))
    if scheme is None:
        return Refusal(Reason.NOT_IN_EFFECT)
    found = calculate(scheme, facts, day, confirmed=confirmed, denied=denied)
    if isinstance(found, Refusal) or row.starts_from is StartsFrom.COST_IN_PLACE:
        return found
    return replace(found, basis=Basis(row.id, row.title, row.because))


def _cost_in_place(table: BasisTable, row: BasisRow, facts: Facts, day: date) -> Budget | Refusal:
    """A budget of one line: what the support costs now, which is also the most it can come to."""
    question = row.cost or ""
    try:
        cost = plain(number_or_refuse(facts.get(question), question))
    except CannotSay as refusal:
        return Refusal(refusal.reason, refusal.questions, COST_LINE)
    if cost < 0:
        return Refusal(Reason.OUT_OF_RANGE, ((question, None),), COST_LINE, misfit=Misfit.TOO_SMALL)
    line = Line(
        id=COST_LINE,
        operation=StartsFrom.COST_IN_PLACE.value,
        title=row.title,
        because=row.because,
        operands=(Operand(How.ADDED, cost, Unit.POUNDS_A_WEEK, question=question),),
        figure=cost,
        unit=Unit.POUNDS_A_WEEK,
        hangs_on=tuple(sorted(row.when.questions)),
        source=table.source,
    )
    basis = Basis(row.id, row.title, row.because, ceiling=cost)
    result = Result("weekly", row.title, COST_LINE, headline=True)
    return Budget(table.id, "", "", day, illustrative=False, lines=(line,), results=(result,), basis=basis)


def load_basis(path: Path | str) -> BasisTable:
    """The decision table in a file. Raises ContentError with all complaints."""
    complaints: list[Complaint] = []
    reader = Reader(read_yaml(path), complaints)
    table_id = reader.text("id")
    nodes = reader.each("rows", required=True)
    table = BasisTable(table_id, reader.text("source"), tuple(_row(node, complaints, table_id) for node in nodes))
    if not table.rows:
        reader.complain("no-basis", "The table has no rows.", "Say at least when the scheme is used.")
    reader.finish()
    ids = [row.id for row in table.rows]
    for node, row_id in zip(nodes, ids, strict=True):
        if ids.count(row_id) > 1:
            complaints.append(node.complaint("duplicate-row", row_id, "The id is used twice.", "Rename one row."))
    if complaints:
        raise ContentError(dict.fromkeys(complaints))
    return table


def _row(node: Node, complaints: list[Complaint], table_id: str) -> BasisRow:
    reader = Reader(node, complaints)
    row_id = reader.named("row")
    when = reader.required("when")
    condition = read_condition(when, complaints, reader.where) if when else None
    starts_from = StartsFrom(reader.one_of("starts_from", [each.value for each in StartsFrom]))
    cost = reader.text_or_none("cost")
    if (starts_from is StartsFrom.COST_IN_PLACE) is (cost is None):
        what = "`cost` belongs to a row that starts from the cost in place, and only there."
        reader.complain("basis-without-cost", what, "Name the question that asks what the support costs.")
    key = f"{table_id}/basis/{row_id}"
    row = BasisRow(
        row_id,
        condition or AnyOf("", ()),  # a stand-in: the complaint refuses the file
        starts_from,
        text_at(reader, "title", f"{key}/title"),
        text_at(reader, "because", f"{key}/because"),
        cost,
        reader.mark,
    )
    reader.finish()
    return row
