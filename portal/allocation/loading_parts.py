"""Owns reading what stands beside the lines of a scheme file: dated rates, tables and conversions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Protocol, TypeVar

from portal.allocation.loading_terms import figure_or_says, rounding_or_none
from portal.allocation.loading_units import unit_at, unit_or_none
from portal.allocation.parts import (
    Beyond,
    Conversion,
    Rate,
    RateValue,
    Says,
    Table,
    TableReading,
    TableRow,
    TableVersion,
)
from portal.files import Complaint, ContentError, Mark, Node, Reader
from portal.money import EXACT, Rounding
from portal.words import Text, text_or_none

HUNDRED = Decimal(100)
MOST_PER_CENT = Decimal(1000)


class Marked(Protocol):
    """Anything of a scheme file that has an id and a place."""

    @property
    def id(self) -> str:
        """The id, unique among its kind."""
        ...

    @property
    def mark(self) -> Mark:
        """Where it stands."""
        ...


Found = TypeVar("Found", bound=Marked)


def by_id(found: Iterable[Found], complaints: list[Complaint], code: str) -> Mapping[str, Found]:
    """The things by id, in order; one complaint for each id that was used before."""
    kept: dict[str, Found] = {}
    for one in found:
        if one.id in kept:
            what, cure = f"The id “{one.id}” is used twice.", "Give this one another id."
            complaints.append(Complaint(code, one.mark.file, one.mark.line, one.id, what, cure))
        else:
            kept[one.id] = one
    return MappingProxyType(kept)


def required_text(reader: Reader, name: str, code: str) -> str:
    """A text that must be there, with its own code where it is not."""
    words = reader.text_or_none(name)
    if words is None and name not in reader:
        reader.complain(code, f"There is no `{name}`.", f"Add `{name}:` and say where the figures come from.")
    return words or ""


@dataclass(frozen=True, slots=True)
class Whole:
    """What the whole scheme says and its parts need not say again."""

    id: str
    starts: date
    source: str


def title_of(reader: Reader, key: str, part_id: str) -> Text:
    """The title that is written, or the id as words."""
    words = part_id.replace("-", " ")
    return text_or_none(reader, "title", key) or Text(key, words[:1].upper() + words[1:])


def read_rates(reader: Reader, whole: Whole) -> Mapping[str, Rate]:
    """The dated rates of a scheme."""
    rates = [_rate(node, reader.complaints, whole) for node in reader.each("rates")]
    return by_id(rates, reader.complaints, "duplicate-rate")


def _rate(node: Node, complaints: list[Complaint], whole: Whole) -> Rate:
    reader = Reader(node, complaints)
    rate_id = reader.named("rate")
    whole = replace(whole, source=reader.text_or_none("source") or whole.source)
    title = title_of(reader, f"{whole.id}/allocation/rate-{rate_id}/title", rate_id)
    rounding = rounding_or_none(reader)
    rate = Rate(
        rate_id,
        title,
        unit_at(reader, "unit"),
        unit_or_none(reader, "per"),
        _rate_values(reader, whole, rounding),
        reader.mark,
        rounding,
    )
    reader.finish()
    return rate


def _rate_values(reader: Reader, whole: Whole, rounding: Rounding | None) -> tuple[RateValue, ...]:
    if "values" not in reader:
        return (_rate_value(reader, whole, None, rounding),)
    values: list[RateValue] = []
    for node in reader.each("values", required=True):
        inner = Reader(node, reader.complaints, reader.where)
        values.append(_rate_value(inner, whole, values[-1] if values else None, rounding))
        inner.finish()
    return tuple(values)


def _rate_value(reader: Reader, whole: Whole, before: RateValue | None, rounding: Rounding | None) -> RateValue:
    no_price, uprated_by = reader.flag("no_price"), _uprating(reader, before, rounding)
    figure, says = figure_or_says(reader, "figure")
    unread = figure is None and says is None and ("figure" in reader or "uprate" in reader)  # told of already
    if not unread and sum((no_price, uprated_by is not None, figure is not None or says is not None)) != 1:
        cure = "Write one of `figure`, `uprate` (by so many per cent) and `no_price: true`."
        reader.complain("unclear-price", "It must say one thing about the price.", cure)
    if says not in {None, Says.NOT_PUBLISHED}:
        reader.complain("unclear-price", f"A rate cannot be “{says}”.", "Write a number, or not-published.")
    if uprated_by is not None and before and before.figure is not None and rounding:
        figure = uprated(before.figure, uprated_by, rounding)
    starts = _starts(reader, whole)
    no_end(reader)
    source = reader.text_or_none("source") or whole.source
    return RateValue(starts, figure, source, reader.mark, uprated_by, published=says is None)


def no_end(reader: Reader) -> None:
    """Complain of a last day: figures hold until others begin."""
    if "ends" in reader:
        cure = "Take `ends` out, and give the next row its `starts`."
        reader.complain("unknown-field", "Figures hold until the next ones start.", cure, reader.at("ends"))


def _starts(reader: Reader, whole: Whole) -> date:
    """The first day of a figure: its own, or that of the scheme."""
    return whole.starts if "starts" not in reader else reader.day("starts") or date.max


def _uprating(reader: Reader, before: object, rounding: Rounding | None) -> Decimal | None:
    """By how many per cent the figures before are raised; None where they are not."""
    by = _per_cent(reader)
    if by is not None and (before is None or rounding is None):
        what = "It raises figures " + ("that are not there." if before is None else "and does not say how it rounds.")
        cure = "Put the figures of the first day above it, and add `rounding: {to: 0.01, how: half-up}` beside the id."
        reader.complain("unclear-uprating", what, cure)
    return by


def _per_cent(reader: Reader) -> Decimal | None:
    """The percentage of `uprate`; its sign may be written and is not needed."""
    node = reader.at("uprate")
    if node is None:
        return None
    try:
        by = Decimal(node.text().removesuffix("%").strip())
        if abs(by) < MOST_PER_CENT:  # what is not a number at all cannot be compared
            return by
    except (ArithmeticError, ContentError):
        pass
    reader.complain("wrong-kind", "Here belongs a percentage.", "Write it as `uprate: 3.2`.", node)
    return Decimal(0)


def uprated(figure: Decimal, by: Decimal, rounding: Rounding) -> Decimal:
    """A figure raised by so many per cent (lowered where that is below nought), rounded once by the stated rule."""
    return rounding.apply_to_quotient(EXACT.multiply(figure, EXACT.add(HUNDRED, by)), HUNDRED)


def read_tables(reader: Reader, whole: Whole) -> Mapping[str, Table]:
    """The tables of a scheme."""
    tables = [_table(node, reader.complaints, whole) for node in reader.each("tables")]
    return by_id(tables, reader.complaints, "duplicate-table")


def _table(node: Node, complaints: list[Complaint], whole: Whole) -> Table:
    reader = Reader(node, complaints)
    table_id = reader.named("table")
    whole = replace(whole, source=reader.text_or_none("source") or whole.source)
    reading = TableReading(reader.one_of("reading", [each.value for each in TableReading]))
    rounding = rounding_or_none(reader)
    if reading is TableReading.STRAIGHT and rounding is None:
        cure = "Add `rounding: {to: 0.01, how: for-the-person}`."
        reader.complain("table-not-rounded", "A straight line between rows gives parts of a penny.", cure)
    versions = _versions(reader, whole, rounding)
    table = Table(
        table_id,
        title_of(reader, f"{whole.id}/allocation/table-{table_id}/title", table_id),
        unit_at(reader, "from"),
        unit_at(reader, "to"),
        reading,
        Beyond(reader.one_of("beyond", [each.value for each in Beyond], _usually_beyond(reading, versions).value)),
        rounding,
        versions,
        reader.mark,
    )
    reader.finish()
    return table


def _usually_beyond(reading: TableReading, versions: tuple[TableVersion, ...]) -> Beyond:
    """What is above the last row where that is not written: a row at which a person decides says it of all above."""
    ends_with_a_person = all(version.rows[-1].says is Says.A_PERSON for version in versions)
    return Beyond.STAYS if ends_with_a_person and reading is not TableReading.EXACT else Beyond.REFUSE


def _versions(reader: Reader, whole: Whole, rounding: Rounding | None) -> tuple[TableVersion, ...]:
    if "versions" not in reader and "rows" in reader:
        return (_version(reader, whole, None, rounding),)
    versions: list[TableVersion] = []
    for node in reader.each("versions", required=True):
        inner = Reader(node, reader.complaints, reader.where)
        versions.append(_version(inner, whole, versions[-1] if versions else None, rounding))
        inner.finish()
    return tuple(versions)


def _version(reader: Reader, whole: Whole, before: TableVersion | None, rounding: Rounding | None) -> TableVersion:
    uprated_by = _uprating(reader, before, rounding)
    starts, source = _starts(reader, whole), reader.text_or_none("source") or whole.source
    no_end(reader)
    if uprated_by is not None and before is not None and rounding is not None:
        raised = (_raised(row, uprated_by, rounding, reader.mark) for row in before.rows)
        return TableVersion(starts, source, tuple(raised), reader.mark, uprated_by)
    required = uprated_by is None
    rows = tuple(_row(one, reader.complaints, reader.where) for one in reader.each("rows", required=required))
    if not rows:
        if required:
            reader.complain("empty-table", "The table has no rows.", "Add rows such as {at: 10, figure: 50}.")
        rows = (TableRow(Decimal(0), None, reader.mark),)
    return TableVersion(starts, source, rows, reader.mark)


def _raised(row: TableRow, by: Decimal, rounding: Rounding, mark: Mark) -> TableRow:
    return replace(row, figure=None if row.figure is None else uprated(row.figure, by, rounding), mark=mark)


def _row(node: Node, complaints: list[Complaint], where: str) -> TableRow:
    reader = Reader(node, complaints, where)
    at, (figure, says) = reader.decimal("at"), figure_or_says(reader, "figure")
    to_a_person = reader.flag("to_a_person")
    if reader.flag("no_budget"):
        says = says or Says.NO_BUDGET
    elif to_a_person and figure is None:
        says = says or Says.A_PERSON
    unread = figure is None and says is None and "figure" in reader  # told of already
    if not unread and (says is None) is (figure is None):
        reader.complain("unclear-band", "The row must say what it gives.", "Write `figure: …` or `no_budget: true`.")
    reader.finish()
    return TableRow(at, figure, reader.mark, says, to_a_person and figure is not None)


def read_conversions(reader: Reader, whole: Whole) -> Mapping[str, Conversion]:
    """The declared conversions of a scheme."""
    found = [_conversion(node, reader.complaints, whole) for node in reader.each("conversions")]
    return by_id(found, reader.complaints, "duplicate-conversion")


def _conversion(node: Node, complaints: list[Complaint], whole: Whole) -> Conversion:
    reader = Reader(node, complaints)
    name = reader.named("conversion")
    times, divided = reader.decimal_or_none("times"), reader.decimal_or_none("divided_by")
    if any(each is not None and each <= 0 for each in (times, divided)) or (times is None and divided is None):
        cure = "Write `times: 52`, `divided_by: 52`, or both: `times: 365` and `divided_by: 7`."
        reader.complain("unclear-conversion", "The factor is not clear.", cure)
    conversion = Conversion(
        name,
        title_of(reader, f"{whole.id}/allocation/conversion-{name}/title", name),
        unit_at(reader, "from"),
        unit_at(reader, "to"),
        times or divided or Decimal(1),
        times is None,
        reader.text_or_none("source") or whole.source,
        reader.mark,
        divided if times is not None else None,
    )
    reader.finish()
    return conversion
