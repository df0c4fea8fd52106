"""Owns reading a scheme file: everything in it, with all complaints at once."""

import hashlib
import json
from datetime import date
from pathlib import Path
from types import MappingProxyType

from portal.allocation.lint import lint
from portal.allocation.loading_lines import Around, LineReader, read_operation, read_rounding
from portal.allocation.loading_parts import (
    by_id,
    read_conversions,
    read_rates,
    read_tables,
    required_text,
    unit_at,
    unit_or_none,
)
from portal.allocation.model import Result
from portal.allocation.operations import Unread
from portal.allocation.scheme import DeclaredReading, FigureTest, People, Scheme, SchemeLine
from portal.conditions import read_condition
from portal.files import Complaint, ContentError, Mark, Node, Reader, parse_yaml, read_yaml, suggestion
from portal.money import PENNY, Direction, Rounding
from portal.words import Text, text_at, text_or_none


def load(path: Path | str) -> Scheme:
    """The scheme in a file. Raises ContentError with every complaint: those of reading and those of the lint."""
    return _checked(read_yaml(path))


def parse(words: str, file: str) -> Scheme:
    """The scheme in these words, such as a version kept in a database. Raises ContentError like `load`."""
    return _checked(parse_yaml(words, file))


def load_folder(folder: Path | str) -> tuple[Scheme, ...]:
    """All versions in a folder, oldest first. Raises ContentError with the complaints of all files together."""
    schemes, complaints = [], []
    for path in sorted(Path(folder).glob("*.yaml")):
        try:
            scheme = load(path)
            schemes.append(scheme)
            if path.stem != scheme.starts.isoformat():
                what, cure = (
                    f"The file is named {path.stem}.",
                    f"Name it {scheme.starts.isoformat()}.yaml, after `starts`.",
                )
                complaints.append(Complaint("wrong-file-name", str(path), 1, scheme.id, what, cure))
        except ContentError as error:
            complaints.extend(error.complaints)
    if complaints:
        raise ContentError(complaints)
    return tuple(sorted(schemes, key=lambda scheme: scheme.starts))


def in_effect(schemes: tuple[Scheme, ...], day: date) -> Scheme | None:
    """The version to use on a day: the latest that has begun, or None where none is in effect."""
    begun = [scheme for scheme in schemes if scheme.in_effect(day)]
    return max(begun, key=lambda scheme: scheme.starts, default=None)


def read_unchecked(node: Node, complaints: list[Complaint]) -> Scheme:
    """The scheme at a node as far as it can be read; what cannot is complained of. No lint."""
    reader = Reader(node, complaints)
    scheme_id = reader.text("id")
    around = Around(
        read_tables(reader, scheme_id),
        read_conversions(reader, scheme_id),
        _rounding(reader),
    )
    canonical = canonical_text(node)
    results = _results(reader, scheme_id)
    scheme = Scheme(
        id=scheme_id,
        version=reader.text("version"),
        starts=reader.day("starts") or date.max,
        ends=reader.day_or_none("ends"),
        people=People(reader.one_of("people", [each.value for each in People])),
        title=text_at(reader, "title", f"{scheme_id}/allocation/title"),
        illustrative=reader.flag("illustrative"),
        source=required_text(reader, "source", "missing-source"),
        rounding=around.rounding,
        lines=_lines(reader, scheme_id, around),
        rates=read_rates(reader, scheme_id),
        tables=around.tables,
        conversions=around.conversions,
        results=tuple(result for result, _ in results),
        result_marks=MappingProxyType({result.id: mark for result, mark in results}),
        readings=_readings(reader, scheme_id, around),
        document=canonical,
        fingerprint=hashlib.sha256(canonical.encode()).hexdigest(),
        mark=node.mark,
    )
    reader.finish()
    return scheme


def canonical_text(node: Node) -> str:
    """The same content in one fixed form: comments, quotes and lay-out do not change it.

    The order is kept, of points as well: it is the order in which a table of points is shown.
    """
    return json.dumps(_canonical(node), ensure_ascii=False, separators=(",", ":"))


def _canonical(node: Node) -> object:
    if node.has_fields:
        return {name: _canonical(inner) for name, inner in node.fields().items()}
    if node.is_list:
        return [_canonical(inner) for inner in node.items()]
    return None if node.is_empty else node.text()


def _checked(node: Node) -> Scheme:
    complaints: list[Complaint] = []
    scheme = read_unchecked(node, complaints)
    complaints.extend(lint(scheme))
    if complaints:
        raise ContentError(sorted(dict.fromkeys(complaints), key=lambda one: one.line))
    return scheme


def _rounding(reader: Reader) -> Rounding:
    inner = reader.inner("rounding", "rounding")
    if inner is None:
        reader.required("rounding")
        return Rounding(PENNY, Direction.HALF_UP)
    rounding = read_rounding(inner)
    inner.finish()
    return rounding


def _lines(reader: Reader, scheme_id: str, around: Around) -> tuple[SchemeLine, ...]:
    read = [_line(node, reader.complaints, scheme_id, around) for node in reader.each("lines", required=True)]
    by_id(read, reader.complaints, "duplicate-line")
    return tuple(read)


def _line(node: Node, complaints: list[Complaint], scheme_id: str, around: Around) -> SchemeLine:
    reader = LineReader(node, complaints, around)
    line_id = reader.text("id")
    reader.where = f"line “{line_id}”"
    key = f"{scheme_id}/allocation/{line_id}"
    if "because" not in reader:
        reader.complain(
            "missing-because", "The line does not say why.", "Add `because:` with a sentence for the person."
        )
    condition = reader.at("only_when")
    operation = read_operation(reader)
    line = SchemeLine(
        id=line_id,
        unit=unit_at(reader, "unit"),
        title=text_at(reader, "title", f"{key}/title"),
        because=text_or_none(reader, "because", f"{key}/because") or Text(f"{key}/because", ""),
        operation=operation or Unread(),
        mark=reader.mark,
        unit_known=unit_or_none(Reader(node, []), "unit") is not None,
        only_when=read_condition(condition, complaints, reader.where) if condition else None,
        only_when_figure=_figure_test(reader),
        about_the_person=reader.text_or_none("about_the_person"),
        part=reader.text_or_none("part"),
        source=reader.text_or_none("source"),
    )
    if operation is not None:
        reader.finish()
    return line


def _figure_test(reader: Reader) -> FigureTest | None:
    inner = reader.inner("only_when_figure")
    if inner is None:
        return None
    test = FigureTest(inner.text("line"), inner.decimal_or_none("at_least"), inner.decimal_or_none("at_most"))
    if test.at_least is None and test.at_most is None:
        inner.complain("no-limit", "`only_when_figure` limits nothing.", "Give it `at_least`, `at_most` or both.")
    inner.finish()
    return test


def _results(reader: Reader, scheme_id: str) -> tuple[tuple[Result, Mark], ...]:
    results = []
    for node in reader.each("results", required=True):
        inner = Reader(node, reader.complaints, "results")
        result_id = inner.text("id")
        title = text_at(inner, "title", f"{scheme_id}/allocation/result-{result_id}/title")
        results.append((Result(result_id, title, inner.text("line"), inner.flag("headline")), inner.mark))
        inner.finish()
    return tuple(results)


def _readings(reader: Reader, scheme_id: str, around: Around) -> tuple[DeclaredReading, ...]:
    return tuple(_reading(node, reader.complaints, scheme_id, around) for node in reader.each("readings"))


def _reading(node: Node, complaints: list[Complaint], scheme_id: str, around: Around) -> DeclaredReading:
    reader = Reader(node, complaints, "readings")
    reading_id = reader.text("id")
    reader.where = f"reading “{reading_id}”"
    rate, by = reader.text_or_none("rate"), reader.text_or_none("by")
    if (rate is None) is (by is None):
        reader.complain(
            "unclear-reading", "It is not said how to read the figure.", "Write `rate:` or `by:` a conversion."
        )
    conversion = around.conversions.get(by or "")
    if by and conversion is None:
        cure = suggestion(by, list(around.conversions))
        reader.complain("unknown-conversion", f"There is no conversion “{by}”.", cure)
    title = text_at(reader, "title", f"{scheme_id}/allocation/reading-{reading_id}/title")
    rounding = read_rounding(reader, around.rounding)
    reading = DeclaredReading(reading_id, title, reader.text("of"), rate, conversion, rounding, reader.mark)
    reader.finish()
    return reading
