"""Owns reading one line of a scheme file: which operation it is, and what belongs to it."""

from collections.abc import Callable

from portal.allocation import loading_answers as answers
from portal.allocation.loading_protection import protect
from portal.allocation.loading_terms import (
    OF_EVERY_LINE,
    SAYS_OF_A_CHOICE,
    LineReader,
    condition,
    figure_or_says,
    figure_test,
    read_rounding,
    term,
    term_or_none,
    terms,
)
from portal.allocation.operations import (
    Amount,
    Band,
    Bands,
    Choose,
    Combine,
    Convert,
    Difference,
    Divide,
    Limit,
    Multiply,
    Operation,
    Percentage,
    ReadTable,
    Round,
)
from portal.allocation.operations.answers import Take
from portal.allocation.operations.choice import Row
from portal.allocation.parts import Says, Term
from portal.files import Complaint, Node, Reader, suggestion

OTHER_WORDS = {
    "product": "multiply",
    "times": "multiply",
    "max": "greatest",
    "maximum": "greatest",
    "min": "least",
    "minimum": "least",
    "add": "sum",
    "total": "sum",
    "subtract": "difference",
    "minus": "difference",
    "lookup": "table",
    "cap": "limit",
    "percent": "percentage",
    "if": "choose",
}
"""Words that authors try for an operation."""


def read_operation(reader: LineReader) -> Operation | None:
    """The operation a line names; None, with a complaint, where it names none, two, or one that is wrong."""
    named = [name for name in OPERATIONS if name in reader]
    if len(named) != 1:
        none = "no operation: it does not say what it does"
        what = f"The line has {'two operations: ' + ' and '.join(named) if named else none}."
        reader.complain("one-operation", what, _which(reader, named))
        return None
    before = len(reader.complaints)
    operation = OPERATIONS[named[0]](reader)
    return operation if len(reader.complaints) == before else None


def _which(reader: LineReader, named: list[str]) -> str:
    """The cure for a line without one operation: the name that was probably meant, or all names."""
    for name in reader.names if not named else ():
        if name in OF_EVERY_LINE:
            continue
        if name in OTHER_WORDS:
            return f"`{name}` is not known here. Write `{OTHER_WORDS[name]}:`."
        cure = suggestion(name, list(OPERATIONS))
        if cure.startswith("Did"):
            return f"`{name}` is not known here. {cure}"
    return "Give each line exactly one of: " + ", ".join(OPERATIONS) + "."


def _amount(reader: LineReader) -> Operation:
    return Amount(term(reader, "amount"))


def _combine(take: Take) -> Callable[[LineReader], Operation]:
    return lambda reader: _combined(reader, take, terms(reader, take.value))


def _combined(reader: LineReader, take: Take, several: tuple[Term, ...]) -> Operation:
    """Without `how_many` the greatest or least counts alone, and all of a sum."""
    number = None if take is Take.SUM else reader.whole_or_none("how_many")
    if number is not None and not 1 <= number <= len(several):
        what = f"Of {len(several)}, so many cannot count: {number}."
        reader.complain("unclear-count", what, "Write `how_many: 2`, or `sum:` for all.", reader.at("how_many"))
        return Combine(take, several)
    return Combine(take, several, number)


def _difference(reader: LineReader) -> Operation:
    return Difference(terms(reader, "difference"))


def _multiply(reader: LineReader) -> Operation:
    return Multiply(Term(line=reader.text("multiply")), term(reader, "by"))


def _divide(reader: LineReader) -> Operation | None:
    divided, by = Term(line=reader.text("divide")), term(reader, "by")
    if by.figure is not None and by.figure <= 0:
        cure = "Divide by a number above nought."
        reader.complain("unclear-term", "Nothing can be divided by this.", cure, reader.at("by"))
        return None
    _says_how_it_rounds(reader)
    return Divide(divided, by)


def _says_how_it_rounds(reader: LineReader) -> None:
    """A division seldom comes out even. The scheme's own rule is often for pounds, so nobody gets it unasked."""
    if not {"rounding", "to", "how"} & set(reader.names):
        cure = (
            "Add `rounding: scheme`, or such as `rounding: {to: 0.01, how: half-up}`. "
            "Where the policy rounds only later, write `rounding: {to: 0.0000000001, how: half-up}` here, and "
            "`rounding: {to: 0.000001, how: half-up}` in the line before the one that rounds."
        )
        reader.complain("rounding-not-said", "A division must say how it is rounded.", cure)


def _percentage(reader: LineReader) -> Operation:
    return Percentage(term(reader, "percentage"), term(reader, "per_cent"))


def _convert(reader: LineReader) -> Operation | None:
    line, name = Term(line=reader.text("convert")), reader.text("by")
    conversion = reader.conversions.get(name)
    if conversion is None:
        reader.complain(
            "unknown-conversion", f"There is no conversion “{name}”.", suggestion(name, list(reader.conversions))
        )
        _ = reader.at("to"), reader.at("how")  # whether it rounds is not known
        return None
    if conversion.needs_rounding:
        _says_how_it_rounds(reader)
        return Convert(line, conversion, read_rounding(reader, reader.rounding))
    return Convert(line, conversion)


def _round(reader: LineReader) -> Operation:
    return Round(Term(line=reader.text("round")), read_rounding(reader, reader.rounding))


def _table(reader: LineReader) -> Operation | None:
    name, line = reader.text("table"), Term(line=reader.text("of"))
    table = reader.tables.get(name)
    if table is None:
        reader.complain("unknown-table", f"There is no table “{name}”.", suggestion(name, list(reader.tables)))
        return None
    return ReadTable(line, table)


def _bands(reader: LineReader) -> Operation:
    return Bands(
        Term(line=reader.text("bands")), tuple(_band(node, reader) for node in reader.each("rows", required=True))
    )


def _band(node: Node, reader: Reader) -> Band:
    row = Reader(node, reader.complaints, reader.where)
    figure, says = figure_or_says(row, "figure")
    no_budget = row.flag("no_budget") or says is Says.NO_BUDGET
    to_a_person = row.flag("to_a_person") or says is Says.A_PERSON
    hidden = says is Says.NOT_PUBLISHED
    band = Band(
        row.decimal("from"),
        row.decimal_or_none("up_to"),
        row.decimal_or_none("below"),
        figure,
        no_budget,
        to_a_person,
        row.mark,
        published=not hidden,
    )
    unread = figure is None and says is None and "figure" in row  # told of already
    if not unread and (figure is None) is not (no_budget or hidden or (to_a_person and figure is None)):
        cure = "Write `figure: …`, with a number, no-budget, a-person or not-published."
        row.complain("unclear-band", "The band must say what it gives.", cure)
    row.finish()
    return band


def _choose(reader: LineReader) -> Operation:
    before = len(reader.complaints)
    rows = tuple(_row(node, reader) for node in reader.each("choose", required=True))
    wrong = len(reader.complaints) > before  # then what a row asks may not be known
    if not rows:
        reader.complain("empty-table", "There is nothing to choose from.", "Add rows such as {when: …, figure: 20}.")
    for row in rows[:-1] if not wrong else ():
        if row.for_everyone_else:
            what, cure = "A row without `when` holds for everyone, so no row below it is reached.", "Put it last."
            mark = row.mark
            reader.complaints.append(Complaint("unreachable-row", mark.file, mark.line, reader.where, what, cure))
    return Choose(rows)


def _row(node: Node, reader: Reader) -> Row:
    row = Reader(node, reader.complaints, reader.where)
    line, rate = row.text_or_none("line"), row.text_or_none("rate")
    figure, says = figure_or_says(row, "figure", SAYS_OF_A_CHOICE)
    if sum(each is not None for each in (line, rate, figure, says)) != 1:
        cure = "Write one of `figure`, `rate`, `line` in each row."
        row.complain("unclear-term", "This row does not say one thing.", cure)
    found = Row(
        condition(row, "when"),
        figure_test(row, "when_figure"),
        None if says else Term(line, rate, figure),
        says,
        row.mark,
    )
    row.finish()
    return found


def _limit(reader: LineReader) -> Operation:
    floor, cap = term_or_none(reader, "at_least"), term_or_none(reader, "at_most")
    if floor is None and cap is None:
        reader.complain("no-limit", "The line limits nothing.", "Give it `at_least`, `at_most` or both.")
    below = reader.one_of("below", ["raise", "no-budget"], "raise")
    line = Term(line=reader.text("limit"))
    return Limit(line, floor, cap, hard=reader.flag("hard"), none_below=below == "no-budget")


OPERATIONS: dict[str, Callable[[LineReader], Operation | None]] = {
    "score": answers.score,
    "score_several": answers.score_several,
    "quantity": answers.quantity,
    "over": answers.over,
    "since": answers.since,
    "amount": _amount,
    "choose": _choose,
    "sum": _combine(Take.SUM),
    "greatest": _combine(Take.GREATEST),
    "least": _combine(Take.LEAST),
    "difference": _difference,
    "multiply": _multiply,
    "divide": _divide,
    "percentage": _percentage,
    "convert": _convert,
    "round": _round,
    "bands": _bands,
    "table": _table,
    "limit": _limit,
    "left": answers.left,
    "once": answers.once,
    "protect": protect,
    "support": answers.support,
}
"""The closed set: the field that names each operation, and how the rest of its line is read."""
