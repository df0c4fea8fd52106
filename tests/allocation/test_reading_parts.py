"""Rates, tables, conversions and inputs are read as they are written; what is unclear about them is refused."""

from datetime import date
from decimal import Decimal

import pytest

from portal.allocation.loading import read_unchecked
from portal.allocation.parts import Beyond, Says, TableReading
from portal.allocation.scheme import Scheme
from portal.files import Complaint, Mark, parse_yaml
from portal.money import Direction, Rounding, Unit
from tests.allocation.schemes import HEAD

FIRST, NEXT = date(2026, 4, 1), date(2027, 4, 1)
UP = Rounding(Decimal("0.05"), Direction.UP)


def read(more: str) -> tuple[Scheme, list[str]]:
    """A scheme with these parts, and the codes of all complaints."""
    found: list[Complaint] = []
    words = HEAD.format(people="adults") + more + "\nlines:\n  - {id: last, unit: points, amount: 1}\n"
    scheme = read_unchecked(parse_yaml(words, "small.yaml"), found)
    assert all(each.what.endswith((".", "?")) and each.cure.endswith((".", "?")) for each in found)
    return scheme, [each.code for each in found]


def places(*written: str) -> list[tuple[str, str, str]]:
    """What is complained of in a scheme with these lines of words: code, what it is about, and where it points to."""
    found: list[Complaint] = []
    words = HEAD.format(people="adults") + "\n".join(written) + "\nlines:\n  - {id: last, unit: points, amount: 1}\n"
    read_unchecked(parse_yaml(words, "small.yaml"), found)
    assert {each.file for each in found} <= {"small.yaml"}
    assert all(each.what.endswith((".", "?")) and each.cure.endswith((".", "?")) for each in found)
    return [(each.code, each.where, words.splitlines()[each.line - 1].strip()) for each in found]


def test_a_rate_is_raised_by_so_many_per_cent_and_rounded_once() -> None:
    values = "{figure: 18.41, source: Letter}, {starts: 2027-04-01, uprate: 3.2%}, {starts: 2028-04-01, uprate: -100}"
    more = "{starts: 2029-04-01, no_price: true}, {starts: 2030-04-01, figure: not-published}"
    rate = f"{{id: hour, unit: pounds, per: hours, rounding: {{to: 0.05, how: up}}, values: [{values}, {more}]}}"
    scheme, codes = read(f"rates: [{rate}, {{id: plain, unit: points, source: Table 2, figure: 0}}]")
    assert codes == []
    hour, plain = scheme.rates["hour"], scheme.rates["plain"]
    assert (hour.unit, hour.per, hour.rounding) == (Unit.POUNDS, Unit.HOURS, UP)
    assert [(each.starts, each.figure, each.uprated_by, each.published) for each in hour.values] == [
        (FIRST, Decimal("18.41"), None, True),
        (NEXT, Decimal("19.00"), Decimal("3.2"), True),
        (date(2028, 4, 1), 0, Decimal(-100), True),
        (date(2029, 4, 1), None, None, True),
        (date(2030, 4, 1), None, None, False),
    ]
    assert [each.source for each in hour.values[:2]] == ["Letter", "Made for a test"]
    assert [(each.starts, each.figure, each.source) for each in plain.values] == [(FIRST, 0, "Table 2")]
    assert (plain.per, plain.rounding) == (None, None)


def test_a_table_is_read_row_by_row_and_raised_where_there_is_a_figure() -> None:
    rows = "{at: 0, no_budget: true}, {at: 2, figure: 9.99}, {at: 3, figure: a-person}, {at: 4, to_a_person: true}"
    more = "{at: 5, figure: 20, to_a_person: true}, {at: 6, figure: not-published}"
    head = "id: t, from: points, to: pounds a week, reading: straight, rounding: {to: 0.05, how: up}"
    scheme, codes = read(
        f"tables:\n  - {{{head}, beyond: to-a-person, versions: [{{rows: [{rows}, {more}]}}, "
        "{starts: 2027-04-01, uprate: 10, source: Letter}]}\n"
        "  - {id: short, from: hours, to: points, reading: exact, source: Table 2, rows: [{at: 1, figure: 2}]}"
    )
    assert codes == []
    table, short = scheme.tables["t"], scheme.tables["short"]
    assert (table.of, table.unit, table.reading) == (Unit.POINTS, Unit.POUNDS_A_WEEK, TableReading.STRAIGHT)
    assert (table.beyond, table.rounding) == (Beyond.TO_A_PERSON, UP)
    found = [[(row.at, row.figure, row.says, row.to_a_person) for row in each.rows] for each in table.versions]
    said = [(3, None, Says.A_PERSON, False), (4, None, Says.A_PERSON, False)]
    assert found[0] == [
        (0, None, Says.NO_BUDGET, False),
        (2, Decimal("9.99"), None, False),
        *said,
        (5, 20, None, True),
        (6, None, Says.NOT_PUBLISHED, False),
    ]
    assert found[1] == [found[0][0], (2, 11, None, False), *said, (5, 22, None, True), found[0][5]]
    assert [(each.starts, each.source, each.uprated_by) for each in table.versions] == [
        (FIRST, "Made for a test", None),
        (NEXT, "Letter", 10),
    ]
    assert (short.beyond, short.rounding, short.versions[0].source) == (Beyond.REFUSE, None, "Table 2")


def test_a_table_that_rounds_may_have_later_rows_of_its_own() -> None:
    head = "id: t, from: points, to: pounds, reading: straight, rounding: {to: 1, how: up}"
    later = "{starts: 2027-04-01, rows: [{at: 0, figure: 5}]}"
    scheme, codes = read(f"tables: [{{{head}, versions: [{{rows: [{{at: 0, figure: 1}}]}}, {later}]}}]")
    assert [(each.starts, each.rows[0].figure) for each in scheme.tables["t"].versions] == [(FIRST, 1), (NEXT, 5)]
    assert codes == []


def test_a_conversion_multiplies_divides_or_both() -> None:
    each = ("times: 1", "divided_by: 12", "times: 52, divided_by: 12")
    written = ", ".join(f"{{id: c{place}, from: hours, to: points, {one}}}" for place, one in enumerate(each))
    scheme, codes = read(f"conversions: [{written}]")
    assert codes == []
    found = [(one.factor, one.divides, one.over, one.of, one.unit) for one in scheme.conversions.values()]
    assert found == [(1, False, None, *UNITS), (12, True, None, *UNITS), (52, False, 12, *UNITS)]


UNITS = (Unit.HOURS, Unit.POINTS)


def test_an_input_has_its_limits_its_steps_and_what_can_be_answered() -> None:
    scheme, codes = read(
        "inputs:\n"
        "  - {id: pounds, kind: money, at_least: 0}\n"
        "  - {id: whole, kind: whole_number, at_least: 2, at_most: 2, unit: visits a week, per: people}\n"
        "  - {id: parts, kind: decimal, in_steps_of: 0.25, blank: true}\n"
        "  - {id: sure, kind: yes-no, about: kind-of-person, not_applicable: true}\n"
        "  - {id: level, options: {none: No help, full: All of it}, about: need}\n"
        "  - {id: people, kind: group, inputs: [{id: does, kind: choices, options: [a, b]}]}\n"
    )
    assert codes == []
    assert [(one.id, one.kind, one.options, one.group) for one in scheme.declared] == [
        ("pounds", "number", (), None),
        ("whole", "number", (), None),
        ("parts", "number", (), None),
        ("sure", "choice", ("yes", "no"), None),
        ("level", "choice", ("none", "full"), None),
        ("people", "group", (), None),
        ("does", "choices", ("a", "b"), "people"),
    ]
    steps = [(one.at_least, one.at_most, one.in_steps_of, one.unit, one.per) for one in scheme.declared[:3]]
    assert steps == [
        (0, None, Decimal("0.01"), None, None),
        (2, 2, 1, Unit.VISITS_A_WEEK, Unit.PEOPLE),
        (None, None, Decimal("0.25"), None, None),
    ]
    told = [(one.special, one.of_kind_of_person) for one in scheme.declared[2:5]]
    assert told == [(("blank",), None), (("not-applicable",), True), ((), False)]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ("rates: [{id: r, unit: points}]", "unclear-price"),
        ("rates: [{id: r, unit: points, figure: 1, no_price: true}]", "unclear-price"),
        ("rates: [{id: r, unit: points, figure: a-person}]", "unclear-price"),
        ("rates: [{id: r, unit: points, uprate: 3, rounding: {to: 1, how: up}}]", "unclear-uprating"),
        ("rates: [{id: r, unit: points, values: [{figure: 1}, {starts: 2027-04-01, uprate: 3}]}]", "unclear-uprating"),
        (
            "rates: [{id: r, unit: points, rounding: {to: 1, how: up}, values: [{figure: 1}, {uprate: 1000}]}]",
            "wrong-kind",
        ),
        ("rates: [{id: r, unit: points, figure: 1}, {id: r, unit: points, figure: 2}]", "duplicate-rate"),
        (
            "tables: [{id: t, from: points, to: points, reading: straight, rows: [{at: 0, figure: 1}]}]",
            "table-not-rounded",
        ),
        ("tables: [{id: t, from: points, to: points, reading: exact, rows: [{at: 0}]}]", "unclear-band"),
        (
            "tables: [{id: t, from: points, to: points, reading: exact, rows: [{at: 0, figure: 1, no_budget: true}]}]",
            "unclear-band",
        ),
        ("tables: [{id: t, from: points, to: points, reading: exact, rows: []}]", "empty-table"),
        ("conversions: [{id: c, from: hours, to: points}]", "unclear-conversion"),
        ("conversions: [{id: c, from: hours, to: points, times: 0}]", "unclear-conversion"),
        ("conversions: [{id: c, from: hours, to: points, times: 2, divided_by: -1}]", "unclear-conversion"),
        ("inputs: [{id: n, kind: number, at_least: 3, at_most: 2}]", "unclear-input"),
        ("inputs: [{id: n, kind: number, in_steps_of: 0}]", "wrong-rounding"),
        ("inputs: [{id: n, kind: number, options: [a]}]", "unclear-input"),
        ("inputs: [{id: n, kind: choice}]", "unclear-input"),
        ("inputs: [{id: n, options: [a, a]}]", "unclear-input"),
        ("inputs: [{id: n, kind: number, inputs: [{id: m, kind: number}]}]", "unclear-input"),
        (
            "inputs: [{id: g, kind: group, inputs: [{id: h, kind: group, inputs: [{id: n, kind: date}]}]}]",
            "unclear-input",
        ),
        ("readings: [{id: r, of: last, to: 1, how: up}]", "unclear-reading"),
        ("readings: [{id: r, of: last, to: 1, how: up, rate: a, by: b}]", "unclear-reading"),
    ],
)
def test_what_is_unclear_is_refused(more: str, code: str) -> None:
    assert code in read(more)[1]


ROUNDED = "{id: r, unit: points, rounding: {to: 1, how: up}, values: ["
TABLE = "  - {id: t, from: points, to: points, reading: exact, "


@pytest.mark.parametrize(
    ("written", "code", "about"),
    [
        (
            ("rates:", "  - {id: r, unit: points, figure: 1}", "  - {id: r, unit: points, figure: 2}"),
            "duplicate-rate",
            "r",
        ),
        (
            ("tables:", f"{TABLE}rows: [{{at: 0, figure: 1}}]}}", f"{TABLE}rows: [{{at: 1, figure: 1}}]}}"),
            "duplicate-table",
            "t",
        ),
        (
            (
                "conversions:",
                "  - {id: c, from: hours, to: points, times: 2}",
                "  - {id: c, from: hours, to: points, times: 3}",
            ),
            "duplicate-conversion",
            "c",
        ),
        (("inputs:", "  - {id: q, kind: date}", "  - {id: q, kind: number}"), "duplicate-input", "q"),
        (("rates:", "  - {id: r, unit: pints, figure: 1}"), "unknown-unit", "rate “r”"),
        (("rates:", "  - id: r", "    unit: points", "    figure: [1]"), "wrong-kind", "rate “r”"),
        (("rates:", "  - {id: r, unit: points, figure: a-person}"), "unclear-price", "rate “r”"),
        (("rates: [", f"{ROUNDED}", "{figure: 1}, {starts: 2027-04-01, uprate: lots}]}]"), "wrong-kind", "rate “r”"),
        (("rates: [", f"{ROUNDED}", "{figure: 1}, {starts: 2027-04-01, uprate: 1000}]}]"), "wrong-kind", "rate “r”"),
        (("rates: [", f"{ROUNDED}", "{figure: 1, ends: 2027-04-01}]}]"), "unknown-field", "rate “r”"),
        (("rates: [", f"{ROUNDED}", "{figure: 1}, {starts: 2027-04-01}]}]"), "unclear-price", "rate “r”"),
        (("rates: [", "{id: r, unit: points, rounding: {to: 1}, figure: 1}]"), "missing-field", "rate “r”"),
        (("tables:", f"{TABLE}versions: [{{rows: [{{at: 0}}]}}]}}"), "unclear-band", "table “t”"),
        (("rates: [", "{id: r, unit: points, rounding: {}, figure: 1}]"), "missing-field", "rate “r”"),
        (("tables:", f"{TABLE}rows: [{{at: 0, figure: [1]}}]}}"), "wrong-kind", "table “t”"),
        (("tables:", f"{TABLE}rows: [{{at: 0, figure: much}}]}}"), "unknown-value", "table “t”"),
        (("tables:", f"{TABLE}rows: [{{at: 0, figure: 10,731.50}}]}}"), "wrong-kind", "table “t”"),
        (("tables:", f"{TABLE[:-2]}}}"), "missing-field", "table “t”"),
        (
            ("tables:", f"{TABLE}rows: [{{at: 0, figure: 1}}], versions: [{{rows: [{{at: 0, figure: 1}}]}}]}}"),
            "unknown-field",
            "table “t”",
        ),
        (("conversions:", "  - {id: c, from: pints, to: points, times: 2}"), "unknown-unit", "conversion “c”"),
        (("inputs:", "  - {id: q, kind: number, unit: pints}"), "unknown-unit", "input “q”"),
        (
            ("rates:", "  - id: r", "    unit: points", "    figure: 1", "    ends: 2027-04-01"),
            "unknown-field",
            "rate “r”",
        ),
        (
            (
                "rates:",
                "  - id: r",
                "    unit: points",
                "    rounding: {to: 1, how: up}",
                "    values:",
                "      - figure: 1",
                "      - starts: 2027-04-01",
                "        uprate: lots",
            ),
            "wrong-kind",
            "rate “r”",
        ),
        (("inputs:", "  - {id: q}"), "missing-field", "input “q”"),
        (("inputs:", "  - {id: q, kind: nothing}"), "unknown-value", "input “q”"),
        (("inputs:", "  - {id: q, kind: date, about: themselves}"), "unknown-value", "input “q”"),
        (("inputs:", "  - {id: g, kind: group}"), "missing-field", "input “g”"),
        (
            ("inputs: [{id: g, kind: group, inputs: [", "{id: q, kind: number, unit: pints}]}]"),
            "unknown-unit",
            "input “q”",
        ),
        (("inputs:", "  - {id: q, options: [a, b, a, b, c]}"), "unclear-input", "input “q”"),
    ],
)
def test_a_complaint_names_the_part_and_points_to_it(written: tuple[str, ...], code: str, about: str) -> None:
    told = places(*written)
    assert set(told) == {(code, about, written[-1].strip())}


def test_each_part_has_its_words_its_source_and_its_line() -> None:
    found: list[Complaint] = []
    words = HEAD.format(people="adults") + PARTS
    scheme = read_unchecked(parse_yaml(words, "small.yaml"), found)
    assert found == []

    def lines(*marks: Mark) -> list[str]:
        return [words.splitlines()[one.line - 1].strip() for one in marks]

    rate, table, conversion = scheme.rates["home-hour"], scheme.tables["by-points"], scheme.conversions["to-hours"]
    assert [(one.title.key, one.title.standard) for one in (rate, table, conversion, scheme.conversions["plain"])] == [
        ("small/allocation/rate-home-hour/title", "Home hour"),
        ("small/allocation/table-by-points/title", "By points"),
        ("small/allocation/conversion-to-hours/title", "To hours"),
        ("small/allocation/conversion-plain/title", "As it is"),
    ]
    assert [one.source for one in rate.values] == ["Letter", "Annex"]
    assert [one.source for one in table.versions] == ["Book", "Book"]
    assert [one.source for one in scheme.conversions.values()] == ["Clock", "Made for a test"]
    assert lines(rate.mark, *(one.mark for one in rate.values)) == [
        "- id: home-hour",
        "- {figure: 20}",
        "- {starts: 2027-04-01, figure: 21, source: Annex}",
    ]
    rows = [row.mark for version in table.versions for row in version.rows]
    raised = "- {starts: 2027-04-01, uprate: 5}"
    assert lines(table.mark, *(one.mark for one in table.versions)) == ["- id: by-points", "- rows:", raised]
    assert lines(*rows) == ["- {at: 0, figure: 0}", "- {at: 1, figure: 2}", raised, raised]
    assert lines(conversion.mark, scheme.declared[0].mark) == ["- id: to-hours", "- id: how-well"]
    one, sure, people, does, level = scheme.declared
    assert [(each.key, each.standard) for each in level.option_labels] == [
        ("small/allocation/input-level/none", "No help"),
        ("small/allocation/input-level/full", "All of it"),
    ]
    labels = [each.label.key for each in (sure, people, does) if each.label is not None]
    assert labels == [f"small/allocation/input-{each}/label" for each in ("sure", "people", "does")]
    assert [(each.key, each.standard) for each in sure.option_labels] == [
        ("small/allocation/input-sure/yes", "Yes"),
        ("small/allocation/input-sure/no", "No"),
    ]
    assert one.label is not None
    assert [(each.key, each.standard) for each in (one.label, *one.option_labels)] == [
        ("small/allocation/input-how-well/label", "How well"),
        ("small/allocation/input-how-well/not-at-all", "Not at all"),
        ("small/allocation/input-how-well/very-well", "Very well"),
    ]


PARTS = """
inputs:
  - id: how-well
    options: [not-at-all, very-well]
  - {id: sure, kind: yes-no, label: Are you sure?}
  - {id: people, kind: group, inputs: [{id: does, options: [all, some]}]}
  - {id: level, options: {none: No help, full: All of it}}
rates:
  - id: home-hour
    unit: pounds
    source: Letter
    values:
      - {figure: 20}
      - {starts: 2027-04-01, figure: 21, source: Annex}
tables:
  - id: by-points
    from: points
    to: pounds
    reading: exact
    rounding: {to: 1, how: up}
    source: Book
    versions:
      - rows:
          - {at: 0, figure: 0}
          - {at: 1, figure: 2}
      - {starts: 2027-04-01, uprate: 5}
conversions:
  - id: to-hours
    from: points
    to: hours
    times: 2
    source: Clock
  - {id: plain, title: As it is, from: points, to: hours, times: 1}
lines:
  - {id: last, unit: points, amount: 1}
"""
