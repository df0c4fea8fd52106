"""What the public page of one version of a scheme shows: all of it, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from portal.allocation.basis import StartsFrom
from portal.allocation.operations import Bands, Choose, Limit, ReadTable, SupportByAnswer
from portal.allocation.operations.periods import Left
from portal.allocation.parts import Beyond, Says, TableReading
from portal.allocation.scheme import People
from portal.money import Unit
from portal.web import locale
from portal.web.budget.rows import figure, rounding_words
from portal.web.schemes import values
from portal.web.schemes.conditions import each_of, said
from portal.web.schemes.instead import limits_words
from portal.web.schemes.none import any_says_none, floor_leaves_none
from portal.web.schemes.units import counted_words, rounded, unit_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from portal.allocation.basis import BasisTable
    from portal.allocation.parts import Conversion, Rate, Table
    from portal.allocation.scheme import DeclaredReading, Scheme, SchemeLine
    from portal.money import Rounding
    from portal.web.schemes.names import Names


def scheme_page(scheme: Scheme, basis: BasisTable | None, names: Names, day: date) -> dict[str, Any]:
    """Everything a person can read of a version, with the rates in force on a day."""
    asked = [one for one in scheme.inputs if one.kind != "any"]
    return {
        "title": locale.words(scheme.title, names.wording),
        "people": people_words(scheme.people),
        "discretionary": scheme.discretionary or "",
        "basis": [basis_row(row, names) for row in basis.rows] if basis else [],
        "basis_source": basis.source if basis else "",
        "questions": [names.question(one.id) for one in asked],
        "deciding": [names.question(one.id) for one in scheme.inputs if one.kind == "any"],
        "rates": [shown_rate(rate, day if scheme.in_effect(day) else None, names) for rate in scheme.rates.values()],
        "tables": [shown_table(table, names) for table in scheme.tables.values()],
        "conversions": [shown_conversion(one, names) for one in scheme.conversions.values()],
        "lines": [shown_line(line, names, day) for line in scheme.lines],
        "says_none": any_says_none(scheme),
        "results": [
            {
                "title": locale.words(one.title, names.wording),
                "line": names.line(one.line),
                "headline": one.headline,
                "paid_by": locale.words(one.paid_by, names.wording) if one.paid_by else "",
            }
            for one in scheme.results
        ],
        "readings": [shown_reading(one, names) for one in scheme.readings],
        "looks": [names.line(line.id) for line in scheme.lines if goes_to_a_person(line)],
    }


def people_words(people: People) -> str:
    """Whom a scheme is for."""
    return {
        People.ADULTS: _("For adults who need care or support."),
        People.CARERS: _("For people who look after somebody."),
        People.CHILDREN: _("For children and their families."),
    }[people]


def basis_row(row: Any, names: Names) -> dict[str, Any]:
    """One row of the table that decides what a budget starts from."""
    starts = {
        StartsFrom.SCHEME: _("The budget is worked out from the answers, line by line."),
        StartsFrom.COST_IN_PLACE: _("The budget starts from what the support costs now. That is also the most."),
        StartsFrom.A_PERSON: _("A worker works the budget out together with the person."),
    }
    end = "." if names.wording.is_easy else ":"
    return {"when": each_of(row.when, names), "end": end, "then": starts[row.starts_from]}


def shown_rate(rate: Rate, day: date | None, names: Names) -> dict[str, Any]:
    """A rate with each of its dated figures, newest first, and which is in force on a day where its scheme is."""
    now = rate.on(day) if day else None
    rows = []
    for value in sorted(rate.values, key=lambda one: one.starts, reverse=True):
        used = rate.on(value.starts)
        shown = values.rate_words(used, names) if used else values.no_rate_words(published=value.published)
        holds = now is not None and now.starts == value.starts
        raised = uprating_words(value.uprated_by, rate.rounding, rate.unit)
        rows.append({"figure": shown, "starts": value.starts, "source": value.source, "now": holds, "raised": raised})
    return {"id": rate.id, "title": names.rate(rate.id), "rows": rows}


def uprating_words(by: Decimal | None, rounding: Rounding | None, unit: Unit) -> str:
    """How a figure was made of the one before it: by so many per cent, rounded; "" where it was not."""
    if by is None:
        return ""
    share = f"{locale.number(abs(by))}%"
    changed = (
        _("That is %(share)s less than before.", share=share)
        if by < 0
        else _("That is %(share)s more than before.", share=share)
    )
    how = _("Rounded %(how)s.", how=rounding_words(rounding, unit)) if rounding else ""
    return f"{changed} {how}".rstrip()


def shown_table(table: Table, names: Names) -> dict[str, Any]:
    """A table with its dated rows, newest first, and how it is read."""
    reading = {
        TableReading.EXACT: _("Only the rows themselves count; between them a person decides."),
        TableReading.STEPPED: _("The last row that is reached counts."),
        TableReading.STRAIGHT: _("Between two rows with a figure it goes from one to the other in a straight line."),
    }
    rows = [row for version in table.versions for row in version.rows]
    broken = table.reading is TableReading.STRAIGHT and any(row.figure is None for row in rows)
    gap = _("Where one of the two rows has no figure, no line is drawn: the lower row holds until the next.")
    share = f"table:{table.id}" in names.per_cents
    versions = sorted(table.versions, key=lambda one: one.starts, reverse=True)
    return {
        "id": table.id,
        "title": names.table(table.id),
        "how": [reading[table.reading], *([gap] if broken else []), beyond_words(table)]
        + ([rounded(table.rounding, table.unit)] if table.rounding else []),
        "versions": [
            {
                "starts": one.starts,
                "source": one.source,
                "raised": uprating_words(one.uprated_by, table.rounding, table.unit),
                "rows": [
                    (figure(row.at, table.of), values.row_figure(row, table.unit, share=share)) for row in one.rows
                ],
            }
            for one in versions
        ],
    }


def beyond_words(table: Table) -> str:
    """What holds above the last row: a row that gives no figure has none to stay."""
    last = [version.rows[-1] for version in table.versions if version.rows]
    if table.beyond is not Beyond.REFUSE and any(row.figure is None for row in last):
        if all(row.says is Says.A_PERSON for row in last):
            return _("Above the last row, too, a person decides.")
        return _("What the last row says holds above it, too.")
    return {
        Beyond.REFUSE: _("Above the last row a person decides."),
        Beyond.STAYS: _("Above the last row the figure stays the same."),
        Beyond.TO_A_PERSON: _("Above the last row the figure stays, and a person looks first."),
    }[table.beyond]


def shown_conversion(one: Conversion, names: Names) -> dict[str, str]:
    """A declared factor, such as 52 weeks in a year."""
    return {
        "title": names.conversion(one.id),
        "units": _("from %(of)s to %(unit)s", of=unit_name(one.of), unit=unit_name(one.unit)),
        "figure": values.factor_words(one),
        "source": one.source,
    }


def shown_reading(one: DeclaredReading, names: Names) -> dict[str, str]:
    """Another way to say a result, and how it is rounded."""
    by = names.rate(one.rate) if one.rate else names.conversion(one.conversion.id) if one.conversion else ""
    words = _("%(line)s, told by “%(by)s”", line=f"“{names.line(one.of)}”", by=by)
    unit = one.conversion.unit if one.conversion else reading_unit(one, names)
    rounded = _("Rounded %(how)s.", how=rounding_words(one.rounding, unit))
    return {"title": locale.words(one.title, names.wording), "how": f"{words}. {rounded}"}


def reading_unit(one: DeclaredReading, names: Names) -> Unit:
    """What a sum is told in that is divided by a price: the thing that the price is for, in the time of the sum."""
    rate = names.scheme.rates.get(one.rate or "")
    of = names.scheme.line(one.of).unit
    return (Unit.of(rate.per.counted, of.period) if rate and rate.per else None) or Unit.NUMBER


def shown_line(line: SchemeLine, names: Names, day: date) -> dict[str, Any]:
    """One line: what it does, what each answer gives, when it counts."""
    of = next((names.scheme.line(each).unit for each in line.lines_used), line.unit)
    return {
        "id": line.id,
        "title": names.line(line.id),
        "sentences": told_in_order(line, names, day),
        "points": [*values.points(line, names), *values.choices(line, names, day)],
        "bands": values.bands(line, of, names),
        "counted": counted_words(line, names.scheme),
        "source": line.source or "",
    }


def told_in_order(line: SchemeLine, names: Names, day: date) -> list[values.Told]:
    """What a line does, then when it counts; of a choice the other way round: its rows follow its sentence."""
    does, counts = list(values.sentences(line, names, day)), list(map(values.Told, conditions(line, names)))
    return [*counts, *does] if isinstance(line.operation, Choose) else [*does, *counts]


def conditions(line: SchemeLine, names: Names) -> Iterator[str]:
    """When a line counts: by answers, by what its operation asks of each person, by an earlier figure."""
    if line.only_when:
        yield _("It counts only where %(condition)s.", condition=said(line.only_when, names))
    yield from reasons(line, names)
    if line.rounding:
        yield rounded(line.rounding, line.unit)
    yield from most_had(line, names)
    for each in values.values_of(line.operation):
        if isinstance(each, values.CONDITIONS) and isinstance(line.operation, SupportByAnswer):
            yield _("It counts only where %(condition)s.", condition=said(each, names))
        elif isinstance(each, values.CONDITIONS):
            yield _(
                "Of the people named, only those count for whom this is so: %(condition)s.", condition=said(each, names)
            )
    test = line.only_when_figure
    if test and test.at_least is not None:
        low = figure(test.at_least, names.scheme.line(test.line).unit)
        yield _("It counts only where “%(line)s” is %(low)s or more.", line=names.line(test.line), low=low)
    if test and test.at_most is not None:
        high = figure(test.at_most, names.scheme.line(test.line).unit)
        yield _("It counts only where “%(line)s” is %(high)s or less.", line=names.line(test.line), high=high)
    if test and (test.more_than is not None or test.less_than is not None):
        yield _("It counts only where %(condition)s.", condition=limits_words(test, names))


def reasons(line: SchemeLine, names: Names) -> Iterator[str]:
    """What a line does not do, and why the scheme may do what it does."""
    if floor_leaves_none(line, names.scheme):
        yield _("The lowest amount does not raise “no individual budget”.")
    if line.market_reason:
        because = line.market_reason
        yield _("Age or kind of need counts here because of what help costs: %(reason)s", reason=because)
    if line.about_the_person:
        because = line.about_the_person
        yield _("The reason for this is not how much money there is. It is this: %(reason)s", reason=because)
    if line.may_fall:
        yield _("More need can give less here, for this reason: %(reason)s", reason=line.may_fall)


def most_had(line: SchemeLine, names: Names) -> Iterator[str]:
    """The most that can be answered for what was had already."""
    operation = line.operation
    asked = (one for one in names.scheme.inputs if isinstance(operation, Left) and one.id == operation.had)
    for one in asked:
        if one.at_most is not None:
            yield _(
                "The number at %(question)s is %(most)s or less. Above that there is no figure: a person looks at it.",
                question=names.question(one.id),
                most=locale.number(one.at_most),
            )


def goes_to_a_person(line: SchemeLine) -> bool:
    """Whether a line can ask for a person to look before anything else happens."""
    operation = line.operation
    if isinstance(operation, Limit):
        return operation.at_most is not None and not operation.hard
    if isinstance(operation, Bands):
        return any(row.to_a_person or (row.figure is None and not row.no_budget) for row in operation.rows)
    if isinstance(operation, Choose):
        return any(row.says is Says.A_PERSON for row in operation.rows)
    return isinstance(operation, ReadTable) and _table_goes_to_a_person(operation.table)


def _table_goes_to_a_person(table: Table) -> bool:
    rows = (row for version in table.versions for row in version.rows)
    return table.beyond is Beyond.TO_A_PERSON or any(row.to_a_person or row.says is Says.A_PERSON for row in rows)
