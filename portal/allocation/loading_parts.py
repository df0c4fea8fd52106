"""Owns reading what stands beside the lines of a scheme file: dated rates, tables and conversions."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Protocol, TypeVar

from portal.allocation.loading_lines import read_rounding
from portal.allocation.parts import (
    Beyond,
    Conversion,
    Rate,
    RateValue,
    Table,
    TableReading,
    TableRow,
    TableVersion,
)
from portal.files import Complaint, Mark, Node, Reader, suggestion
from portal.money import Unit
from portal.words import text_at


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


def unit_at(reader: Reader, name: str) -> Unit:
    """The unit a field names; it must be one of the closed set."""
    return unit_or_none(reader, name, required=True) or Unit.NUMBER


def unit_or_none(reader: Reader, name: str, *, required: bool = False) -> Unit | None:
    """The unit of a field that may be left out."""
    if name not in reader and not required:
        reader.at(name)
        return None
    words = reader.text(name)
    units = [unit.value for unit in Unit]
    if words and words not in units:
        reader.complain("unknown-unit", f"“{words}” is not a unit.", suggestion(words, units), reader.at(name))
    return Unit(words) if words in units else None


def required_text(reader: Reader, name: str, code: str) -> str:
    """A text that must be there, with its own code where it is not."""
    words = reader.text_or_none(name)
    if words is None and name not in reader:
        reader.complain(code, f"There is no `{name}`.", f"Add `{name}:` and say where the figures come from.")
    return words or ""


def read_rates(reader: Reader, scheme_id: str) -> Mapping[str, Rate]:
    """The dated rates of a scheme."""
    rates = [_rate(node, reader.complaints, scheme_id) for node in reader.each("rates")]
    return by_id(rates, reader.complaints, "duplicate-rate")


def _rate(node: Node, complaints: list[Complaint], scheme_id: str) -> Rate:
    reader = Reader(node, complaints)
    rate_id = reader.text("id")
    reader.where = f"rate “{rate_id}”"
    rate = Rate(
        rate_id,
        text_at(reader, "title", f"{scheme_id}/allocation/rate-{rate_id}/title"),
        unit_at(reader, "unit"),
        unit_or_none(reader, "per"),
        tuple(_rate_value(one, complaints, reader.where) for one in reader.each("values", required=True)),
        reader.mark,
    )
    reader.finish()
    return rate


def _rate_value(node: Node, complaints: list[Complaint], where: str) -> RateValue:
    reader = Reader(node, complaints, where)
    no_price = reader.flag("no_price")
    figure = None if no_price else reader.decimal("figure")
    if no_price and "figure" in reader:
        reader.at("figure")
        reader.complain("unclear-price", "It has a figure and `no_price`.", "Keep one of the two.")
    starts = reader.day("starts") or date.max
    value = RateValue(starts, figure, required_text(reader, "source", "missing-source"), reader.mark)
    reader.finish()
    return value


def read_tables(reader: Reader, scheme_id: str) -> Mapping[str, Table]:
    """The tables of a scheme."""
    tables = [_table(node, reader.complaints, scheme_id) for node in reader.each("tables")]
    return by_id(tables, reader.complaints, "duplicate-table")


def _table(node: Node, complaints: list[Complaint], scheme_id: str) -> Table:
    reader = Reader(node, complaints)
    table_id = reader.text("id")
    reader.where = f"table “{table_id}”"
    reading = TableReading(reader.one_of("reading", [each.value for each in TableReading]))
    inner = reader.inner("rounding")
    if reading is TableReading.STRAIGHT and inner is None:
        cure = "Add `rounding: {to: 0.01, how: for-the-person}`."
        reader.complain("table-not-rounded", "A straight line between rows gives parts of a penny.", cure)
    table = Table(
        table_id,
        text_at(reader, "title", f"{scheme_id}/allocation/table-{table_id}/title"),
        unit_at(reader, "from"),
        unit_at(reader, "to"),
        reading,
        Beyond(reader.one_of("beyond", [each.value for each in Beyond], Beyond.REFUSE.value)),
        read_rounding(inner) if inner else None,
        tuple(_version(one, complaints, reader.where) for one in reader.each("versions", required=True)),
        reader.mark,
    )
    reader.finish()
    return table


def _version(node: Node, complaints: list[Complaint], where: str) -> TableVersion:
    reader = Reader(node, complaints, where)
    rows = tuple(_row(one, complaints, where) for one in reader.each("rows", required=True))
    starts = reader.day("starts") or date.max
    if not rows:
        reader.complain("empty-table", "The table has no rows.", "Add rows such as {at: 10, figure: 50}.")
        rows = (TableRow(Decimal(0), None, reader.mark),)
    version = TableVersion(starts, required_text(reader, "source", "missing-source"), rows, reader.mark)
    reader.finish()
    return version


def _row(node: Node, complaints: list[Complaint], where: str) -> TableRow:
    reader = Reader(node, complaints, where)
    at, figure = reader.decimal("at"), reader.decimal_or_none("figure")
    if reader.flag("no_budget") is (figure is not None):
        reader.complain("unclear-band", "The row must say what it gives.", "Write `figure: …` or `no_budget: true`.")
    reader.finish()
    return TableRow(at, figure, reader.mark)


def read_conversions(reader: Reader, scheme_id: str) -> Mapping[str, Conversion]:
    """The declared conversions of a scheme."""
    found = [_conversion(node, reader.complaints, scheme_id) for node in reader.each("conversions")]
    return by_id(found, reader.complaints, "duplicate-conversion")


def _conversion(node: Node, complaints: list[Complaint], scheme_id: str) -> Conversion:
    reader = Reader(node, complaints)
    name = reader.text("id")
    reader.where = f"conversion “{name}”"
    times, divided = reader.decimal_or_none("times"), reader.decimal_or_none("divided_by")
    if (times is None) is (divided is None) or (times or divided or 0) <= 0:
        reader.complain("unclear-conversion", "The factor is not clear.", "Write `times: 52` or `divided_by: 52`.")
    title = text_at(reader, "title", f"{scheme_id}/allocation/conversion-{name}/title")
    conversion = Conversion(
        name,
        title,
        unit_at(reader, "from"),
        unit_at(reader, "to"),
        times or divided or Decimal(1),
        divided is not None,
        required_text(reader, "source", "missing-source"),
        reader.mark,
    )
    reader.finish()
    return conversion
