"""Units are declared and checked: what can be reckoned together, and what comes of it."""

from decimal import Decimal
from fractions import Fraction

import pytest

from portal.allocation.calculate import calculate
from portal.allocation.lint.time import becomes
from portal.allocation.model import Budget
from portal.files import ContentError
from portal.money import Unit
from tests.allocation.schemes import small

RATE = """rates:
  - id: price
    title: Price
    unit: {unit}
    per: {per}
    values: [{{starts: 2026-04-01, figure: 2, source: A test}}]
"""


def priced(line: str, unit: str, per: str, gives: str) -> None:
    """Check a line in one unit, multiplied by a rate, that says it gives another. Raises ContentError."""
    first = f"id: first\nunit: {line}\nover: helpers\ntake: count\n---\n"
    last = f"id: last\nunit: {gives}\nmultiply: first\nby: {{rate: price}}"
    small(first + last, more=RATE.format(unit=unit, per=per))


@pytest.mark.parametrize(
    ("line", "unit", "per", "gives"),
    [
        ("points", "pounds a week", "points", "pounds a week"),
        ("hours a week", "pounds", "hours", "pounds a week"),
        ("nights a year", "pounds", "nights", "pounds a year"),
        ("hours a week", "pounds a week", "hours a week", "pounds a week"),
        ("trips a week", "hours", "trips", "hours a week"),
        ("items", "pounds one-off", "items", "pounds one-off"),
        ("hours a week", "pounds", "hours a week", "pounds"),
    ],
)
def test_a_rate_for_each_gives_its_unit_over_the_period_of_the_line(line: str, unit: str, per: str, gives: str) -> None:
    priced(line, unit, per, gives)


@pytest.mark.parametrize(
    ("line", "unit", "per", "gives"),
    [
        ("hours a week", "pounds", "nights", "pounds a week"),
        ("hours a week", "pounds a week", "hours", "pounds a week"),
        ("hours a week", "pounds", "hours", "pounds"),
        ("hours a week", "pounds", "hours a day", "pounds a week"),
        ("nights a year", "meals", "nights", "pounds a year"),
        ("nights a year", "items", "nights", "items"),
    ],
)
def test_a_rate_that_does_not_fit_the_line_is_refused(line: str, unit: str, per: str, gives: str) -> None:
    with pytest.raises(ContentError, match="unit-mismatch"):
        priced(line, unit, per, gives)


def counted(line: str, operation: str, more: str = "") -> None:
    """Check a line in one unit that is worked out further, and stays in its unit. Raises ContentError."""
    first = f"id: first\nunit: {line}\nscore: washing\npoints: {{a: 4}}\n---\n"
    small(f"{first}id: last\nunit: {line}\n{operation}\nabout_the_person: It is a test.", more=more)


PRICE_ALONE = "The rate “hour” is for each of hours, so it needs `multiply`; as a price that goes on by itself,"
HALF_UP = "\nrounding: {to: 0.01, how: half-up}"
OF_PEOPLE = (
    "rates: [{id: how-many, title: How many, unit: UNIT, values: [{starts: 2026-04-01, figure: 7, source: A test}]}]\n"
)


@pytest.mark.parametrize(
    ("line", "operation"),
    [
        ("pounds a week", "multiply: first\nby: 52"),
        ("pounds a week", "multiply: first\nby: 52.14"),
        ("pounds a week", "multiply: first\nby: 4.33"),
        ("pounds a week", "multiply: first\nby: 4"),
        ("pounds a month", "multiply: first\nby: 12"),
        ("pounds every four weeks", f"divide: first\nby: 4{HALF_UP}"),
        ("pounds a year", f"divide: first\nby: 52{HALF_UP}"),
        ("pounds a year", f"multiply: first\nby: 0.0192{HALF_UP}"),
        ("hours a day", "multiply: first\nby: 7"),
        ("minutes a day", f"divide: first\nby: 60{HALF_UP}"),
        ("hours", "multiply: first\nby: 60"),
    ],
)
def test_a_bare_number_does_not_change_the_time_that_a_figure_is_for(line: str, operation: str) -> None:
    with pytest.raises(ContentError, match="time-not-converted") as caught:
        counted(line, operation)
    [told] = caught.value.complaints
    assert (told.line, told.cure.startswith(f"Declare a conversion from {line} to ")) == (17, True)


@pytest.mark.parametrize(
    ("line", "operation"),
    [
        ("pounds a week", "multiply: first\nby: 7"),
        ("pounds a week", "multiply: first\nby: 12"),
        ("pounds a week", "multiply: first\nby: 0.5"),
        ("pounds every four weeks", "multiply: first\nby: 1.1"),
        ("pounds one-off", "multiply: first\nby: 52"),
        ("days a week", f"divide: first\nby: 7{HALF_UP}"),
        ("points", "multiply: first\nby: 7"),
    ],
)
def test_a_number_that_makes_no_other_time_is_a_weight(line: str, operation: str) -> None:
    counted(line, operation)


@pytest.mark.parametrize(("unit", "refused"), [("number", True), ("people", False), ("items", False)])
def test_a_number_of_people_or_things_is_no_time(unit: str, *, refused: bool) -> None:
    rate, line = OF_PEOPLE.replace("UNIT", unit), "multiply: first\nby: {rate: how-many}"
    if refused:
        with pytest.raises(ContentError, match="time-not-converted"):
            counted("hours a day", line, rate)
    else:
        counted("hours a day", line, rate)


def test_a_number_that_a_line_states_is_seen_too() -> None:
    first = "id: first\nunit: pounds a week\nscore: washing\npoints: {a: 4}\n---\n"
    weeks = "id: weeks\nunit: number\nchoose: [{when: {question: washing, is: a}, figure: 52}, {figure: 26}]\n---\n"
    for product in ("multiply: first\nby: weeks", "multiply: weeks\nby: first"):
        with pytest.raises(ContentError, match="By 52, a figure in pounds a week becomes one in pounds a year"):
            small(f"{first}{weeks}id: last\nunit: pounds a week\n{product}")
    small(f"{first}{weeks.replace('52', '2')}id: last\nunit: pounds a week\nmultiply: first\nby: weeks")


def test_where_the_line_names_the_other_unit_the_cure_is_the_conversion_alone() -> None:
    first = "id: first\nunit: pounds a week\nscore: washing\npoints: {a: 4}\n---\n"
    with pytest.raises(ContentError) as caught:
        small(f"{first}id: last\nunit: pounds a year\nmultiply: first\nby: 52")
    assert [told.code for told in caught.value.complaints] == ["time-not-converted"]


@pytest.mark.parametrize(("days", "gives"), [("days a week", "hours a week"), ("days", "hours")])
def test_hours_a_day_times_days_are_hours_of_those_days(days: str, gives: str) -> None:
    first = "id: first\nunit: hours a day\nscore: washing\npoints: {a: 4}\n---\n"
    second = f"id: second\nunit: {days}\nscore: washing\npoints: {{a: 5}}\n---\n"
    small(f"{first}{second}id: last\nunit: {gives}\nmultiply: first\nby: second")
    with pytest.raises(ContentError, match="unit-mismatch"):
        small(f"{first}{second}id: last\nunit: hours a day\nmultiply: first\nby: second")


PERIODS = {"a day": 1, "a week": 7, "every four weeks": 28, "a year": 365}
PAIRS = [
    (one, other)
    for one in Unit
    for other in Unit
    if one.counted == other.counted and one.period in PERIODS and other.period in PERIODS and one is not other
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_what_makes_one_time_of_another_is_known_both_ways(one: Unit, other: Unit) -> None:
    factor = Fraction(PERIODS[other.period], PERIODS[one.period])
    assert (becomes(one, factor), becomes(other, 1 / factor)) == (other, one)


RATES = (
    "rates:\n"
    "  - {id: hour, unit: pounds, per: hours, figure: 20}\n"
    "  - {id: weekly-hour, unit: pounds, per: hours a week, figure: 20}\n"
    "  - {id: price, unit: pounds, figure: 2}\n"
)
FIRST = "id: first\nunit: pounds a week\nscore: washing\npoints: {a: 4}\n---\n"
SECOND = "id: second\nunit: hours a week\nscore: washing\npoints: {a: 2}\n---\n"
THIRD = "id: third\nunit: points\nscore: washing\npoints: {a: 2}\n---\n"


def told_of(line: str) -> list[str]:
    """What is complained of about the units of one more line."""
    with pytest.raises(ContentError) as caught:
        small(f"{FIRST}{SECOND}{THIRD}id: last\n{line}", more=RATES)
    return [each.what for each in caught.value.complaints if each.code == "unit-mismatch"]


def test_a_price_that_a_line_chose_is_told_by_the_name_of_the_line() -> None:
    line = "unit: pounds\nchoose: [{rate: hour}]\n---\nid: sum\nunit: pounds\nmultiply: third\nby: last"
    assert "The rate “last” gives pounds for each of hours, but the line counts points." in told_of(line)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("sum: [second, third]", "The units differ: “second” is in hours a week, “third” is in points."),
        ("sum: [{rate: price}, second]", "The units differ: “price” is in pounds, “second” is in hours a week."),
        (
            "greatest: [{rate: hour}, {rate: price}]",
            "Prices for each of something are mixed: “hours”, “nothing”. Multiply first what has a price.",
        ),
        (
            "amount: {rate: hour}",
            f"{PRICE_ALONE} write `choose: [{{rate: hour}}]`.",
        ),
        (
            "percentage: first\nper_cent: second",
            "A share is a plain number of per cent; its unit must be “number”.",
        ),
        (
            "multiply: first\nby: second",
            "Figures in pounds a week and in hours a week cannot be multiplied; one must be a number or a rate.",
        ),
        (
            "multiply: first\nby: {rate: hour}",
            "The rate “hour” gives pounds for each of hours, but the line counts pounds a week.",
        ),
        (f"divide: first\nby: second{HALF_UP}", "A figure in pounds a week cannot be divided by one in hours a week."),
        (
            f"divide: second\nby: {{rate: hour}}{HALF_UP}",
            "A figure in hours a week cannot be divided by one in pounds.",
        ),
    ],
)
def test_units_that_do_not_go_together_are_told_by_name(line: str, what: str) -> None:
    assert what in told_of(f"unit: pounds a week\n{line}")


@pytest.mark.parametrize(("one", "other"), [("hours a week", "visits a week"), ("hours a day", "visits a week")])
def test_only_days_stretch_what_is_for_a_day(one: str, other: str) -> None:
    first = f"id: first\nunit: {one}\nscore: washing\npoints: {{a: 4}}\n---\n"
    second = f"id: second\nunit: {other}\nscore: washing\npoints: {{a: 5}}\n---\n"
    with pytest.raises(ContentError, match="cannot be multiplied"):
        small(f"{first}{second}id: last\nunit: hours a week\nmultiply: first\nby: second")


@pytest.mark.parametrize(
    ("line", "by", "gives"),
    [
        ("first", "{rate: hour}", "hours a week"),
        ("first", "{rate: weekly-hour}", "hours a week"),
        ("second", "second", "number"),
        ("second", "5", "hours a week"),
    ],
)
def test_a_division_by_a_price_gives_what_it_buys(line: str, by: str, gives: str) -> None:
    divided = f"divide: {line}\nby: {by}{HALF_UP}"
    with pytest.raises(ContentError) as caught:
        small(f"{FIRST}{SECOND}{THIRD}id: last\nunit: meals\n{divided}", more=RATES)
    assert f"It says meals, but gives {gives}." in [each.what for each in caught.value.complaints]


def test_a_table_is_read_by_its_own_unit() -> None:
    table = "tables:\n  - {id: sums, from: hours, to: pounds a week, reading: stepped, rows: [{at: 0, figure: 1}]}\n"
    with pytest.raises(ContentError) as caught:
        small(f"{THIRD}id: last\nunit: pounds a week\ntable: sums\nof: third", more=table)
    assert "The table “sums” is read by hours, but the line is in points." in [
        each.what for each in caught.value.complaints
    ]


def test_a_conversion_begins_with_its_own_unit() -> None:
    years = "conversions:\n  - {id: years, from: pounds a week, to: pounds a year, times: 52}\n"
    with pytest.raises(ContentError) as caught:
        small(f"{THIRD}id: last\nunit: pounds a year\nconvert: third\nby: years", more=years)
    assert "“years” converts pounds a week, but the line is in points." in [
        each.what for each in caught.value.complaints
    ]


MORE = FIRST.replace("id: first", "id: fourth") + SECOND.replace("id: second", "id: fifth")


@pytest.mark.parametrize(
    ("terms", "odd"),
    [
        ("first, fourth, third", "“third” is in points, and the others are in pounds a week."),
        ("first, third", "“first” is in pounds a week, “third” is in points."),
        (
            "first, fourth, third, 5",
            "“first” is in pounds a week, “fourth” is in pounds a week, “third” is in points.",
        ),
        (
            "first, second, fourth, fifth",
            (
                "“first” is in pounds a week, “second” is in hours a week, “fourth” is in pounds a week, "
                "“fifth” is in hours a week."
            ),
        ),
    ],
)
def test_of_units_that_differ_the_odd_ones_are_told_or_each_where_none_is_usual(terms: str, odd: str) -> None:
    line = f"unit: pounds a week\nsum: [{terms}]"
    with pytest.raises(ContentError) as caught:
        small(f"{FIRST}{SECOND}{THIRD}{MORE}id: last\n{line}")
    assert f"The units differ: {odd}" in [each.what for each in caught.value.complaints]


OF_TRIPS = "id: trips\nunit: trips a week\nscore: washing\npoints: {a: 4}\n---\n"
OF_MILES = "id: miles-of-one\nunit: miles\nper: trips\nquantity: miles-of-one\nat_least: 0\n---\n"
MILE = "rates: [{id: mile, unit: pounds, per: miles, figure: 0.45}]\n"


@pytest.mark.parametrize(
    "lines",
    [
        (
            "id: miles\nunit: miles a week\nmultiply: trips\nby: miles-of-one\n---\n"
            "id: last\nunit: pounds a week\nmultiply: miles\nby: {rate: mile}"
        ),
        (
            "id: miles\nunit: miles a week\nmultiply: miles-of-one\nby: trips\n---\n"
            "id: last\nunit: pounds a week\nmultiply: miles\nby: {rate: mile}"
        ),
        (
            "id: of-one\nunit: pounds\nmultiply: miles-of-one\nby: {rate: mile}\n---\n"
            "id: last\nunit: pounds a week\nmultiply: trips\nby: of-one"
        ),
    ],
)
def test_trips_times_the_miles_of_one_times_a_price_need_no_conversion(lines: str) -> None:
    scheme = small(f"{OF_TRIPS}{OF_MILES}{lines}\nrounding: scheme", more=MILE)
    found = calculate(scheme, {"washing": "a", "miles-of-one": Decimal("6.5")}, scheme.starts)
    assert isinstance(found, Budget)
    assert found.headline.figure == Decimal("11.70")


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("unit: miles\nround: miles-of-one", "The result “weekly” is a price for each of trips."),
        ("unit: miles a week\nmultiply: hours\nby: miles-of-one", "gives miles for each of trips, but the line counts"),
        ("unit: miles a week\nmultiply: miles-of-one\nby: hours", "The rate “miles-of-one” gives miles for each of"),
    ],
)
def test_what_is_for_each_of_something_is_multiplied_by_that_and_goes_nowhere_else(line: str, what: str) -> None:
    hours = "id: hours\nunit: hours a week\nscore: washing\npoints: {a: 4}\n---\n"
    with pytest.raises(ContentError, match=what):
        small(f"{OF_TRIPS}{OF_MILES}{hours}id: last\n{line}\nrounding: scheme", more=MILE)
