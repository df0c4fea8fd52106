"""Owns reading a scheme file: everything in it, with all complaints at once."""

import hashlib
import json
from datetime import date
from pathlib import Path
from types import MappingProxyType

from portal.allocation.defaults import because_of, unit_of
from portal.allocation.examples import Example, own_examples, tried
from portal.allocation.first_causes import first_causes
from portal.allocation.lint.rules import lint
from portal.allocation.loading_inputs import read_inputs
from portal.allocation.loading_lines import OPERATIONS, read_operation
from portal.allocation.loading_parts import (
    Whole,
    by_id,
    read_conversions,
    read_rates,
    read_tables,
    required_text,
    title_of,
)
from portal.allocation.loading_terms import (
    Around,
    LineReader,
    condition,
    figure_test,
    read_rounding,
    rounding_or_none,
)
from portal.allocation.loading_units import unit_or_none
from portal.allocation.model import Result
from portal.allocation.operations import Known, Operation, Quantity, Unread
from portal.allocation.scheme import DeclaredReading, People, Scheme, SchemeLine
from portal.files import Complaint, ContentError, Mark, Node, Reader, parse_yaml, read_yaml, suggestion
from portal.money import PENNY, Direction, Rounding, Unit
from portal.words import Text, text_or_none

EXAMPLES = "examples"
"""The field of a scheme file that may hold its worked examples."""


def load(path: Path | str) -> Scheme:
    """The scheme in a file. Raises ContentError with every complaint: of reading, of the lint, of its own examples."""
    return _checked(read_yaml(path))


def parse(words: str, file: str, *, tried_out: bool = True) -> Scheme:
    """The scheme in these words, such as a version kept in a database. Raises ContentError like `load`.

    With `tried_out=False` its own examples may come out as they like, as with `load_untried`.
    """
    return _checked(parse_yaml(words, file), tried_out=tried_out)


def load_untried(path: Path | str) -> Scheme:
    """The scheme in a file, whatever its own examples make of it. Raises ContentError with all other complaints."""
    return _checked(read_yaml(path), tried_out=False)


def examples_of(path: Path | str, scheme: Scheme) -> tuple[Example, ...]:
    """The worked examples in a scheme's own file. Raises ContentError where they cannot be read."""
    complaints: list[Complaint] = []
    found = own_examples(read_yaml(path), scheme, complaints)
    if complaints:
        raise ContentError(complaints)
    return found


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
    reader.keep_tidy(scheme_id, reader.at("id"))
    whole = Whole(scheme_id, reader.day("starts") or date.max, required_text(reader, "source", "missing-source"))
    rates, tables, conversions = read_rates(reader, whole), read_tables(reader, whole), read_conversions(reader, whole)
    declared = read_inputs(reader, scheme_id)
    units: dict[str, Unit] = {}
    known = Known(units, rates, tables, conversions)
    around = Around(_rounding(reader), known, units, {one.id: one for one in declared})
    canonical = canonical_text(node)
    lines = _lines(reader, scheme_id, around)
    results = _results(reader, scheme_id, lines)
    reader.at("examples")  # read with the scheme, not as a part of it
    scheme = Scheme(
        id=scheme_id,
        version=reader.text_or_none("version") or whole.starts.isoformat(),
        starts=whole.starts,
        ends=reader.day_or_none("ends"),
        people=People(reader.one_of("people", [each.value for each in People])),
        title=title_of(reader, f"{scheme_id}/allocation/title", scheme_id),
        illustrative=reader.flag("illustrative"),
        source=whole.source,
        rounding=around.rounding,
        lines=lines,
        rates=rates,
        tables=tables,
        conversions=conversions,
        results=tuple(result for result, _ in results),
        result_marks=MappingProxyType({result.id: mark for result, mark in results}),
        readings=_readings(reader, scheme_id, around),
        document=canonical,
        fingerprint=hashlib.sha256(canonical.encode()).hexdigest(),
        mark=node.mark,
        declared=declared,
        ends_mark=(reader.at("ends") or node).mark,
        discretionary=reader.text_or_none("discretionary"),
    )
    reader.finish()
    return scheme


def canonical_text(node: Node) -> str:
    """The same content in one fixed form: comments, quotes, lay-out and worked examples do not change it.

    The order is kept, of points as well: it is the order in which a table of points is shown.
    """
    written = {name: _canonical(inner) for name, inner in node.fields().items() if name != EXAMPLES}
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


def _canonical(node: Node) -> object:
    if node.has_fields:
        return {name: _canonical(inner) for name, inner in node.fields().items()}
    if node.is_list:
        return [_canonical(inner) for inner in node.items()]
    return None if node.is_empty else node.text()


def _checked(node: Node, *, tried_out: bool = True) -> Scheme:
    complaints: list[Complaint] = []
    scheme = read_unchecked(node, complaints)
    found = own_examples(node, scheme, complaints) if tried_out and not complaints else ()
    complaints.extend(lint(scheme))
    if not complaints:
        complaints.extend(tried(found, [scheme]))
    if complaints:
        raise ContentError(sorted(first_causes(complaints, scheme), key=lambda one: one.line))
    return scheme


def _rounding(reader: Reader) -> Rounding:
    inner = reader.inner("rounding", "rounding")
    if inner is None:
        cure = "Add `rounding: {to: 0.01, how: half-up}`: to the penny, or as your policy says."
        reader.complain("missing-field", "There is no `rounding` at the top.", cure)
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
    line_id = reader.named("line")
    key = f"{scheme_id}/allocation/{line_id}"
    operation = read_operation(reader) or Unread()
    unit = _unit(reader, operation, around)
    line = SchemeLine(
        id=line_id,
        unit=unit or Unit.NUMBER,
        title=title_of(reader, f"{key}/title", line_id),
        because=text_or_none(reader, "because", f"{key}/because") or Text(f"{key}/because", because_of(operation)),
        operation=operation,
        mark=reader.mark,
        unit_known=unit is not None,
        only_when=condition(reader, "only_when"),
        only_when_figure=figure_test(reader, "only_when_figure"),
        about_the_person=reader.text_or_none("about_the_person"),
        part=reader.text_or_none("part"),
        source=reader.text_or_none("source"),
        rounding=rounding_or_none(reader, around.rounding),
        market_reason=reader.text_or_none("market_reason"),
        may_fall=reader.text_or_none("may_fall"),
        own_words="because" in reader,
    )
    if unit is not None:
        around.units.setdefault(line_id, unit)
    around.known.learn(line_id, operation, line.rounding)
    if sum(name in reader for name in OPERATIONS) == 1:
        reader.finish()
    return line


def _unit(reader: LineReader, operation: Operation, around: Around) -> Unit | None:
    """The unit that is written, or the one that follows from the operation; a complaint where neither is there."""
    if "unit" in reader:
        return unit_or_none(reader, "unit")
    unit = unit_of(operation, around.known, around.declared)
    stands_on = {term.line for term in operation.terms if term.line}
    if unit is None and not isinstance(operation, Unread) and stands_on <= around.units.keys():
        cure = "Say what the figure is, such as `unit: pounds a week`"
        if isinstance(operation, Quantity):
            questions = ", on this line: the `unit` of a question is only shown beside its answer"
            cure += ", here or at the input that it counts" if around.declared else questions
            cure += "; of a bare number, such as an age, `unit: number`"
        reader.complain("missing-field", "There is no `unit`.", f"{cure}.")
    return unit


def _results(reader: Reader, scheme_id: str, lines: tuple[SchemeLine, ...]) -> tuple[tuple[Result, Mark], ...]:
    """The results that are named; where none is, the last line is the figure. One alone leads the page."""
    nodes = reader.each("results")
    if "results" not in reader and lines:
        last = lines[-1]
        return ((Result("budget", last.title, last.id, headline=True), last.mark),)
    results = []
    for node in nodes:
        inner = Reader(node, reader.complaints, "results")
        result_id = inner.text("id")
        inner.keep_tidy(result_id, inner.at("id"))
        key = f"{scheme_id}/allocation/result-{result_id}"
        title, line = title_of(inner, f"{key}/title", result_id), inner.text("line")
        headline = inner.flag("headline", default=len(nodes) == 1)
        paid_by = text_or_none(inner, "paid_by", f"{key}/paid-by")
        results.append((Result(result_id, title, line, headline, paid_by), inner.mark))
        inner.finish()
    return tuple(results)


def _readings(reader: Reader, scheme_id: str, around: Around) -> tuple[DeclaredReading, ...]:
    return tuple(_reading(node, reader.complaints, scheme_id, around) for node in reader.each("readings"))


def _reading(node: Node, complaints: list[Complaint], scheme_id: str, around: Around) -> DeclaredReading:
    reader = Reader(node, complaints, "readings")
    reading_id = reader.named("reading")
    rate, by = reader.text_or_none("rate"), reader.text_or_none("by")
    if (rate is None) is (by is None):
        reader.complain(
            "unclear-reading", "It is not said how to read the figure.", "Write `rate:` or `by:` a conversion."
        )
    conversion = around.known.conversions.get(by or "")
    if by and conversion is None:
        cure = suggestion(by, list(around.known.conversions))
        reader.complain("unknown-conversion", f"There is no conversion “{by}”.", cure)
    title = title_of(reader, f"{scheme_id}/allocation/reading-{reading_id}/title", reading_id)
    rounding = read_rounding(reader, around.rounding)
    reading = DeclaredReading(reading_id, title, reader.text("of"), rate, conversion, rounding, reader.mark)
    reader.finish()
    return reading
