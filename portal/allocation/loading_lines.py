"""Owns reading one line of a scheme file: which operation it is, and what belongs to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from portal.allocation.operations import (
    Amount,
    Band,
    Bands,
    Combine,
    Convert,
    Difference,
    Limit,
    Multiply,
    Operation,
    OverItems,
    Percentage,
    Quantity,
    ReadTable,
    Round,
    Score,
    ScoreSeveral,
    Support,
)
from portal.allocation.operations.answers import Instead, Take
from portal.allocation.parts import Conversion, Table, Term
from portal.conditions import Condition, read_condition
from portal.files import Complaint, ContentError, Node, Reader, suggestion
from portal.money import Direction, Rounding


@dataclass(frozen=True, slots=True)
class Around:
    """What lines may refer to outside themselves."""

    tables: Mapping[str, Table]
    conversions: Mapping[str, Conversion]
    rounding: Rounding


WHOLE = 100  # per cent


class LineReader(Reader):
    """Reads one line, and knows what the line may refer to outside itself."""

    def __init__(self, node: Node, complaints: list[Complaint], around: Around) -> None:
        super().__init__(node, complaints)
        self.tables, self.conversions, self.rounding = around.tables, around.conversions, around.rounding


def read_operation(reader: LineReader) -> Operation | None:
    """The operation a line names; None, with a complaint, where it names none, two, or one that is wrong."""
    named = [name for name in OPERATIONS if name in reader]
    if len(named) != 1:
        what = f"The line has {'two operations: ' + ' and '.join(named) if named else 'no operation'}."
        reader.complain("one-operation", what, "Give each line exactly one of: " + ", ".join(OPERATIONS) + ".")
        for name in named:
            reader.at(name)
        return None
    before = len(reader.complaints)
    operation = OPERATIONS[named[0]](reader)
    return operation if len(reader.complaints) == before else None


def read_rounding(reader: Reader, default: Rounding | None = None) -> Rounding:
    """`to` and `how`, or the scheme's own rule where neither is written."""
    if default is not None and "to" not in reader and "how" not in reader:
        return default
    to = reader.decimal("to", default.to if default else None)
    how = reader.one_of("how", [each.value for each in Direction], default.how.value if default else None)
    if to <= 0 and "to" in reader:
        reader.complain(
            "wrong-rounding", "A figure cannot be rounded to nothing.", "Write `to: 0.01`.", reader.at("to")
        )
        to = Decimal(1)
    return Rounding(to, Direction(how))


def read_term(node: Node | None, reader: Reader) -> Term:
    """An earlier line by its id, a plain number, or {rate: …}, {line: …}, {figure: …}."""
    if node is None:
        return Term(figure=Decimal(0))
    if node.has_fields:
        inner = Reader(node, reader.complaints, reader.where)
        line, rate, figure = inner.text_or_none("line"), inner.text_or_none("rate"), inner.decimal_or_none("figure")
        if sum(each is not None for each in (line, rate, figure)) != 1:
            inner.complain(
                "unclear-term", "This does not say one thing.", "Write one of {rate: …}, {line: …}, {figure: …}."
            )
        inner.finish()
        return Term(line, rate, figure)
    try:
        return Term(figure=node.decimal())
    except ContentError:
        return Term(line=_words(node, reader))


def _words(node: Node, reader: Reader) -> str:
    try:
        return node.text()
    except ContentError:
        reader.complain(
            "unclear-term", "Here belongs a line, a rate or a number.", "Write the id of an earlier line.", node
        )
        return ""


def _term(reader: Reader, name: str) -> Term:
    return read_term(reader.required(name), reader)


def _term_or_none(reader: Reader, name: str) -> Term | None:
    node = reader.at(name)
    return None if node is None else read_term(node, reader)


def _terms(reader: Reader, name: str) -> tuple[Term, ...]:
    return tuple(Term(line=_words(node, reader)) for node in reader.each(name, required=True))


def _numbers(reader: Reader, name: str) -> tuple[tuple[str, Decimal], ...]:
    inner = reader.inner(name)
    if inner is None:
        reader.required(name)
        return ()
    try:
        return tuple((option, inner.decimal(option)) for option in inner.node.fields())
    except ContentError:
        return ()


def _instead(reader: Reader) -> Instead:
    return Instead(*(reader.decimal_or_none(name) for name in ("not_asked", "not_applicable", "blank")))


def _take(reader: Reader, *allowed: Take) -> Take:
    return Take(reader.one_of("take", [each.value for each in allowed], allowed[0].value))


def _condition(reader: Reader, name: str) -> Condition | None:
    node = reader.at(name)
    return None if node is None else read_condition(node, reader.complaints, reader.where)


def _score(reader: LineReader) -> Operation:
    weight = reader.decimal_or_none("weight")
    return Score(reader.text("score"), _numbers(reader, "points"), _instead(reader), weight)


def _score_several(reader: LineReader) -> Operation:
    take = _take(reader, Take.SUM, Take.GREATEST)
    weight = reader.decimal_or_none("weight")
    return ScoreSeveral(reader.text("score_several"), _numbers(reader, "points"), take, _instead(reader), weight)


def _quantity(reader: LineReader) -> Operation:
    limits = (reader.decimal_or_none("at_least"), reader.decimal_or_none("at_most"))
    return Quantity(reader.text("quantity"), _instead(reader), *limits)


def _over(reader: LineReader) -> Operation:
    take = _take(reader, Take.SUM, Take.COUNT, Take.GREATEST, Take.LEAST)
    of = reader.text_or_none("of")
    if (of is None) is not (take is Take.COUNT):
        cure = "Take `of` out to count items, or name the number that is added up."
        reader.complain("unclear-count", f"`take: {take}` and `of` do not go together.", cure)
    return OverItems(reader.text("over"), take, of, _condition(reader, "where"), _instead(reader))


def _amount(reader: LineReader) -> Operation:
    return Amount(_term(reader, "amount"))


def _combine(take: Take) -> Callable[[LineReader], Operation]:
    return lambda reader: Combine(take, _terms(reader, take.value))


def _difference(reader: LineReader) -> Operation:
    return Difference(_terms(reader, "difference"))


def _multiply(reader: LineReader) -> Operation:
    return Multiply(Term(line=reader.text("multiply")), _term(reader, "by"))


def _percentage(reader: LineReader) -> Operation:
    return Percentage(Term(line=reader.text("percentage")), _term(reader, "per_cent"))


def _convert(reader: LineReader) -> Operation | None:
    line, name = Term(line=reader.text("convert")), reader.text("by")
    conversion = reader.conversions.get(name)
    if conversion is None:
        reader.complain(
            "unknown-conversion", f"There is no conversion “{name}”.", suggestion(name, list(reader.conversions))
        )
        return None
    if conversion.divides:
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
    band = Band(
        row.decimal("from"),
        row.decimal_or_none("up_to"),
        row.decimal_or_none("below"),
        row.decimal_or_none("figure"),
        row.flag("no_budget"),
        row.flag("to_a_person"),
        row.mark,
    )
    if (band.figure is None) is not (band.no_budget or (band.to_a_person and band.figure is None)):
        row.complain(
            "unclear-band",
            "The band must say what it gives.",
            "Write `figure`, `no_budget: true` or `to_a_person: true`.",
        )
    row.finish()
    return band


def _limit(reader: LineReader) -> Operation:
    floor, cap = _term_or_none(reader, "at_least"), _term_or_none(reader, "at_most")
    if floor is None and cap is None:
        reader.complain("no-limit", "The line limits nothing.", "Give it `at_least`, `at_most` or both.")
    below = reader.one_of("below", ["raise", "no-budget"], "raise")
    line = Term(line=reader.text("limit"))
    return Limit(line, floor, cap, hard=reader.flag("hard"), none_below=below == "no-budget")


def _support(reader: LineReader) -> Operation | None:
    where = reader.required("where")
    condition = read_condition(where, reader.complaints, reader.where) if where else None
    share, how_much = reader.decimal_or_none("share"), reader.text_or_none("how_much")
    shares = _numbers(reader, "shares") if how_much else ()
    if (share is None) is (how_much is None):
        reader.complain(
            "unclear-share", "The share is not stated in one way.", "Write `share`, or `how_much` with `shares`."
        )
    if any(not 0 <= each <= WHOLE for each in [share or Decimal(0), *(number for _, number in shares)]):
        reader.complain(
            "share-out-of-range", "A share lies outside 0 to 100 per cent.", "Help cannot take off more than all."
        )
    line, group, helps_with = Term(line=reader.text("support")), reader.text("people"), reader.text("helps_with")
    counts, take = reader.texts("counts"), _take(reader, Take.GREATEST, Take.SUM)
    if condition is None:
        return None
    return Support(line, group, helps_with, counts, condition, share, how_much, shares, take)


OPERATIONS: dict[str, Callable[[LineReader], Operation | None]] = {
    "score": _score,
    "score_several": _score_several,
    "quantity": _quantity,
    "over": _over,
    "amount": _amount,
    "sum": _combine(Take.SUM),
    "greatest": _combine(Take.GREATEST),
    "least": _combine(Take.LEAST),
    "difference": _difference,
    "multiply": _multiply,
    "percentage": _percentage,
    "convert": _convert,
    "round": _round,
    "bands": _bands,
    "table": _table,
    "limit": _limit,
    "support": _support,
}
"""The closed set: the field that names each operation, and how the rest of its line is read."""
