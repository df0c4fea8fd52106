"""Owns the rules a scheme must keep. Each has a code, a place, what is wrong and the cure; all are reported at once."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from portal.allocation.lint import (
    at_odds,
    at_the_end,
    conversions,
    ends,
    fairness,
    figures,
    gaps,
    inputs,
    limits,
    need,
    never,
    per_cent,
    points,
    protection,
    questions,
    ranges,
    rates,
    reach,
    rows,
    said_time,
    slips,
    tables,
    time,
    together,
    unrounded,
    wording,
)
from portal.allocation.operations import Convert, Divide, ReadTable
from portal.allocation.operations.base import UnitMismatch
from portal.allocation.parts import Conversion
from portal.allocation.scheme import Scheme, SchemeLine
from portal.allocation.sentences import PLACES
from portal.files import Complaint, Mark, suggestion
from portal.money import Unit
from portal.words import placeholders

Rule = Callable[[Scheme], Iterator[Complaint]]


def lint(
    scheme: Scheme, asked: Mapping[str, Sequence[str]] | None = None, *, published: bool = False
) -> tuple[Complaint, ...]:
    """All complaints about a scheme.

    `asked` maps each question of the questionnaire to its option ids (special answers it offers among them); with it
    the scheme is held against the questions, without it against the inputs that it declares itself. `published` says
    that people read it, so that its words count too.
    """
    if _goes_round(scheme):  # whatever follows lines upwards would never end
        return tuple(dict.fromkeys([*unknown_line(scheme), *later_line_used(scheme)]))
    complaints = [each for rule in RULES for each in rule(scheme)]
    if published:
        complaints.extend(each for rule in wording.RULES for each in rule(scheme))
    if asked is not None:
        complaints.extend(each for rule in (*questions.RULES, gaps.options_without_row) for each in rule(scheme, asked))
    if scheme.declared:
        complaints.extend(inputs.complaints(scheme))
    return tuple(dict.fromkeys(complaints))


def _goes_round(scheme: Scheme) -> bool:
    """Whether a line stands on itself, at once or by way of others."""
    uses = {line.id: set(line.lines_used) for line in scheme.lines}
    while done := [one for one, used in uses.items() if not used & uses.keys()]:
        for one in done:
            del uses[one]
    return bool(uses)


def complaint(code: str, mark: Mark, where: str, what: str, cure: str) -> Complaint:
    """A complaint about a place."""
    return Complaint(code, mark.file, mark.line, where, what, cure)


def _at(line: SchemeLine) -> str:
    return f"line “{line.id}”"


def unknown_line(scheme: Scheme) -> Iterator[Complaint]:
    """Each line that is named must exist."""
    ids = [line.id for line in scheme.lines]
    for line in scheme.lines:
        for used in line.lines_used:
            if used not in ids:
                what = f"It uses the line “{used}”, which does not exist."
                above = ids[: ids.index(line.id)]
                yield complaint("unknown-line", line.mark, _at(line), what, _cure(used, above, scheme))
    for result in scheme.results:
        if result.line not in ids:
            what = f"The result “{result.id}” names the line “{result.line}”, which does not exist."
            yield complaint(
                "unknown-line", scheme.result_marks[result.id], "results", what, suggestion(result.line, ids)
            )
    for reading in scheme.readings:
        if reading.of not in ids:
            what = f"It reads the line “{reading.of}”, which does not exist."
            where = f"reading “{reading.id}”"
            yield complaint("unknown-line", reading.mark, where, what, suggestion(reading.of, ids))


def _cure(used: str, ids: list[str], scheme: Scheme) -> str:
    """What was meant by a line that does not exist: often an input, which a line of its own must count first."""
    if any(one.id == used for one in scheme.declared):
        return f"It is an input: add a line above, such as {{id: {used}, quantity: {used}}} or one with `score:`."
    if used.replace(".", "", 1).isdecimal():
        return f"Name a line here. A number has one of its own, such as {{id: most, unit: points, amount: {used}}}."
    return suggestion(used, ids)


def later_line_used(scheme: Scheme) -> Iterator[Complaint]:
    """A line may only use lines above it."""
    ids = [line.id for line in scheme.lines]
    for place, line in enumerate(scheme.lines):
        for used in line.lines_used:
            if used in ids[place:] and used not in ids[:place]:
                what = f"It uses the line “{used}”, which comes later or is itself."
                yield complaint("later-line-used", line.mark, _at(line), what, f"Move “{used}” above this line.")


def unused_line(scheme: Scheme) -> Iterator[Complaint]:
    """Each line must lead to a result. Of those that lead to one another, the last is told."""
    if questions.some_unread(scheme):
        return
    wanted = {result.line for result in scheme.results} | {reading.of for reading in scheme.readings}
    for line in reversed(scheme.lines):
        if line.id in wanted:
            wanted.update(line.lines_used)
    led_on = {used for line in scheme.lines for used in line.lines_used if used != line.id}
    unused = [line for line in scheme.lines if line.id not in wanted]
    ends = [line for line in unused if line.id not in led_on]
    for line in ends or unused:
        cure = "Use it in a later line, name it as a result, or take it out."
        yield complaint("unused-line", line.mark, _at(line), "No result stands on this line.", cure)


def unused_rate(scheme: Scheme) -> Iterator[Complaint]:
    """Each rate, table and conversion must be used."""
    if questions.some_unread(scheme):
        return
    operations = [line.operation for line in scheme.lines]
    prices = {term.rate for each in operations for term in each.terms} | {one.rate for one in scheme.readings}
    prices |= {rate for _, rate in rates.repeated(scheme)}
    tables = {each.table.id for each in operations if isinstance(each, ReadTable)}
    conversions = {each.conversion.id for each in operations if isinstance(each, Convert)}
    conversions |= {one.conversion.id for one in scheme.readings if one.conversion}
    conversions |= {one.id for one in scheme.conversions.values() if _to_a_year(one, scheme)}
    kinds = (
        ("rate", scheme.rates, prices),
        ("table", scheme.tables, tables),
        ("conversion", scheme.conversions, conversions),
    )
    for kind, declared, used in kinds:
        for one in declared.values():
            if one.id not in used:
                where, cure = f"{kind} “{one.id}”", "Use it or take it out."
                place = gaps.place_in_a_choice(one.id, scheme) if kind == "rate" else ""
                yield complaint(
                    f"unused-{kind}", one.mark, where, f"No line uses this {kind}.", f"{cure} {place}".rstrip()
                )


def _to_a_year(one: Conversion, scheme: Scheme) -> bool:
    """Whether a year of all budgets is worked out by this conversion, when a scheme is tried on a caseload."""
    return scheme.has_headline and (one.of, one.unit) == (scheme.known.units.get(scheme.headline), Unit.POUNDS_A_YEAR)


def unknown_rate(scheme: Scheme) -> Iterator[Complaint]:
    """Each rate that is named must exist."""
    named = [(line.mark, _at(line), term.rate) for line in scheme.lines for term in line.operation.terms]
    named += [(reading.mark, f"reading “{reading.id}”", reading.rate) for reading in scheme.readings]
    for mark, where, rate in named:
        if rate is not None and rate not in scheme.rates:
            yield complaint(
                "unknown-rate", mark, where, f"There is no rate “{rate}”.", suggestion(rate, list(scheme.rates))
            )


def one_headline(scheme: Scheme) -> Iterator[Complaint]:
    """Exactly one result leads the page."""
    leading = [result for result in scheme.results if result.headline]
    if not leading:
        cure = "Add `headline: true` to the result that matters most."
        mark = next(iter(scheme.result_marks.values()), scheme.mark)
        yield complaint("no-headline", mark, "results", "No result leads the page.", cure)
    for result in leading[1:]:
        cure = "Keep `headline: true` at one result only."
        yield complaint("two-headlines", scheme.result_marks[result.id], "results", "Two results lead the page.", cure)


def duplicate_result(scheme: Scheme) -> Iterator[Complaint]:
    """Ids of results and readings are used once."""
    ids = Counter([result.id for result in scheme.results] + [reading.id for reading in scheme.readings])
    for result_id, times in ids.items():
        if times > 1:
            mark = scheme.result_marks.get(result_id, scheme.mark)
            yield complaint("duplicate-result", mark, "results", f"The id “{result_id}” is used twice.", "Rename one.")


def unit_mismatch(scheme: Scheme) -> Iterator[Complaint]:
    """A line's unit must be the one its operation gives, and units must go together."""
    for line in scheme.lines:
        try:
            unit = line.operation.unit(scheme.known)
            line.operation.per(scheme.known)
        except UnitMismatch as mismatch:
            yield complaint("unit-mismatch", line.mark, _at(line), str(mismatch), mismatch.cure)
            continue
        by_number = time.changes_time(line, scheme)  # which has a complaint of its own, with another cure
        if unit is not None and line.unit_known and unit is not line.unit and not by_number:
            what = f"It says {line.unit}, but gives {unit}."
            cure = f"Write `unit: {unit}` or convert the line."
            if isinstance(line.operation, Divide) and line.unit is Unit.NUMBER and line.operation.by.line is None:
                most = f"{{id: most, unit: {unit}, amount: {line.operation.by.figure}}}"
                cure = f"Write `unit: {unit}`; or, for a part of the most there can be, divide by a line `{most}`."
            yield complaint("unit-mismatch", line.mark, _at(line), what, cure)
    for result in scheme.results:
        per = scheme.known.pers.get(result.line)
        if per is not None:
            what, cure = f"The result “{result.id}” is a price for each of {per}.", "Multiply it by how many there are."
            yield complaint("unit-mismatch", scheme.result_marks[result.id], "results", what, cure)
    for reading in scheme.readings:
        yield from _reading_unit(scheme, reading.of, reading.id, reading.mark)


def _reading_unit(scheme: Scheme, of: str, reading_id: str, mark: Mark) -> Iterator[Complaint]:
    unit = scheme.known.units.get(of)
    reading = next(one for one in scheme.readings if one.id == reading_id)
    rate = scheme.rates.get(reading.rate or "")
    wrong = None
    if rate and unit and (rate.per is None or rate.unit.counted != unit.counted):
        wrong = f"A figure in {unit} cannot be read by the rate “{rate.id}”."
    if reading.conversion and unit and reading.conversion.of is not unit:
        wrong = f"The conversion “{reading.conversion.id}” is from {reading.conversion.of}, the figure is in {unit}."
    if wrong:
        cure = "Choose a rate or conversion that fits."
        yield complaint("unit-mismatch", mark, f"reading “{reading_id}”", wrong, cure)


def unknown_place(scheme: Scheme) -> Iterator[Complaint]:
    """A sentence may only use the places that can be filled."""
    for line in scheme.lines:
        for text in (line.title, line.because):
            for _, words in text.messages():
                for place in placeholders(words):
                    if place.question not in PLACES or place.transform != "as-typed":
                        what = f"Nothing fills {{{place.question}}}."
                        cure = suggestion(place.question, sorted(PLACES))
                        yield complaint("unknown-placeholder", line.mark, _at(line), what, cure)


RULES: tuple[Rule, ...] = (
    unknown_line,
    later_line_used,
    unused_line,
    unused_rate,
    unknown_rate,
    one_headline,
    duplicate_result,
    unit_mismatch,
    rates.figure_for_rate,
    slips.slipped_points,
    slips.slipped_rows,
    time.time_not_converted,
    *said_time.RULES,
    conversions.wrong_conversions,
    per_cent.parts_for_per_cent,
    per_cent.asked_in_parts,
    per_cent.rises_in_per_cent,
    at_the_end.lost_at_the_end,
    unrounded.rounding_never_used,
    unknown_place,
    *figures.RULES,
    *limits.RULES,
    *at_odds.RULES,
    *tables.RULES,
    *fairness.RULES,
    *never.RULES,
    *points.RULES,
    *protection.RULES,
    ranges.divided_by_nought,
    ends.outside,
    *rows.RULES,
    reach.rows_never_taken,
    reach.lines_that_are_taken,
    reach.figures_looked_at,
    *together.RULES,
    need.more_need_gives_less,
)
