"""What a job costs: the worked examples to the penny, and what holds for every job."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.content.tools import lint_costs, rates_on
from portal.employing import AGES, Age, Costs, Example, Job, LineKind, TooLow, load_examples, work_out
from portal.files import ContentError
from portal.guides import load_figures

ROOT = Path(__file__).parents[2]
FIGURES = load_figures(ROOT / "guides" / "figures.yaml")
EXAMPLES = load_examples(ROOT / "guides" / "employer-costs" / "examples.yaml")
DAY = date(2026, 11, 21)
RATES = rates_on(FIGURES, DAY)
PENNY = Decimal("0.01")


def pence(least: str, most: str) -> st.SearchStrategy[Decimal]:
    return st.decimals(least, most, places=2, allow_nan=False, allow_infinity=False)


JOBS = st.builds(
    Job,
    wage=pence("12.71", "60"),
    hours=pence("0.25", "80"),
    age=st.sampled_from(AGES),
    people=st.integers(1, 6),
    paid_every=st.sampled_from([1, 4]),
    allowance=st.booleans(),
    joins=st.booleans(),
    cover_wage=st.none() | pence("12.71", "60"),
    sick_weeks=pence("0", "52"),
    liability=pence("0", "500"),
    payroll=pence("0", "1000"),
    training=pence("0", "1000"),
    training_hours=pence("0", "100"),
    other=pence("0", "1000"),
    contingency=pence("0", "20"),
)


def year(costs: Costs, kind: LineKind) -> Decimal:
    line = costs.line(kind)
    return line.year if line else Decimal(0)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.id)
def test_a_worked_example_agrees_to_the_penny_on_its_day(example: Example) -> None:
    assert list(example.differences(work_out(example.job, rates_on(FIGURES, example.day)))) == []


def test_there_are_many_examples_with_days_that_the_figures_know() -> None:
    assert len(EXAMPLES) > 15
    assert lint_costs(ROOT / "guides" / "employer-costs", FIGURES) == ()


def test_the_example_of_twenty_hours_is_the_one_reckoned_by_hand() -> None:
    costs = work_out(Job(Decimal("12.71"), Decimal(20), allowance=False), RATES)
    assert year(costs, LineKind.WAGE) == Decimal("13218.40")
    assert year(costs, LineKind.INSURANCE) == Decimal("1233.96")
    assert year(costs, LineKind.PENSION) == Decimal("209.56")
    assert year(costs, LineKind.HOLIDAY) == Decimal("1423.52")


def test_the_allowance_makes_employers_insurance_nothing() -> None:
    costs = work_out(Job(Decimal("12.71"), Decimal(20)), RATES)
    assert year(costs, LineKind.INSURANCE) + year(costs, LineKind.ALLOWANCE) == 0


@pytest.mark.parametrize(
    ("hours", "age", "joins", "due"),
    [
        ("15", Age.GROWN, False, False),  # £190.65 a week
        ("15.25", Age.GROWN, False, True),  # £193.83 a week
        ("30", Age.TWENTY_ONE, False, False),
        ("30", Age.PENSIONER, False, False),
        ("30", Age.TWENTY_ONE, True, True),
        ("10", Age.GROWN, True, True),  # £127.10: above the lower limit
        ("9", Age.GROWN, True, False),  # £114.39: below it
    ],
)
def test_a_pension_is_due_by_age_and_pay_or_because_somebody_asked(
    hours: str, age: Age, *, joins: bool, due: bool
) -> None:
    costs = work_out(Job(Decimal("12.71"), Decimal(hours), age, joins=joins), RATES)
    assert (year(costs, LineKind.PENSION) > 0) is due


@pytest.mark.parametrize(
    ("age", "least"),
    [(Age.SIXTEEN, "8.00"), (Age.EIGHTEEN, "10.85"), (Age.TWENTY_ONE, "12.71"), (Age.PENSIONER, "12.71")],
)
def test_a_wage_below_the_law_is_refused_with_the_least(age: Age, least: str) -> None:
    work_out(Job(Decimal(least), Decimal(10), age), RATES)
    for low in (
        Job(Decimal(least) - PENNY, Decimal(10), age),
        Job(Decimal(20), Decimal(10), age, cover_wage=Decimal(least) - PENNY),
    ):
        with pytest.raises(TooLow) as refused:
            work_out(low, RATES)
        assert refused.value.least == Decimal(least)


def test_sick_pay_is_a_share_of_low_pay_and_ends() -> None:
    low = work_out(Job(Decimal("12.71"), Decimal(10), sick_weeks=Decimal(1)), RATES)
    assert year(low, LineKind.SICKNESS) == Decimal("101.68")
    long = work_out(Job(Decimal("12.71"), Decimal(20), sick_weeks=Decimal(52)), RATES)
    assert year(long, LineKind.SICKNESS) == Decimal("3451.00")  # 28 × £123.25


@given(JOBS)
def test_every_sum_is_in_whole_pennies_and_the_year_is_the_sum_of_its_lines(job: Job) -> None:
    costs = work_out(job, RATES)
    assert all(line.year == line.year.quantize(PENNY) for line in costs.lines)
    assert costs.year == sum(line.year for line in costs.lines)
    assert all(line.year >= 0 for line in costs.lines if line.kind is not LineKind.ALLOWANCE)


@given(JOBS)
def test_weeks_are_the_year_shared_out_to_the_nearest_penny(job: Job) -> None:
    costs = work_out(job, RATES)
    for shared, parts in ((costs.week, 52), (costs.four_weeks, 13)):
        assert abs(Fraction(costs.year) / parts - Fraction(shared)) <= Fraction(1, 200)


@given(JOBS)
def test_the_allowance_never_takes_more_than_there_is(job: Job) -> None:
    costs = work_out(job, RATES)
    taken = -year(costs, LineKind.ALLOWANCE)
    assert 0 <= taken <= min(RATES.allowance_a_year, year(costs, LineKind.INSURANCE))
    assert not taken or job.allowance


@given(JOBS, pence("0.01", "5"))
def test_more_pay_never_costs_less(job: Job, more: Decimal) -> None:
    dearer = Job(**{**fields_of(job), "wage": job.wage + more, "cover_wage": None})
    as_it_was = Job(**{**fields_of(job), "cover_wage": None})
    assert work_out(dearer, RATES).year >= work_out(as_it_was, RATES).year


@given(JOBS)
def test_each_line_can_be_worked_out_again_from_the_numbers_it_shows(job: Job) -> None:
    for line in work_out(job, RATES).lines:
        made = line.made_from
        if line.kind is LineKind.WAGE:
            assert abs(made["hours"] * made["wage"] - made["pay"]) <= PENNY / 2
            assert made["pay"] * made["pay_days"] * made["people"] == line.year
        if line.kind in {LineKind.INSURANCE, LineKind.PENSION} and "each" in made:
            assert max(made["pay"] - made["threshold"], Decimal(0)) == made["above"]
            assert abs(made["above"] * made["rate"] / 100 - made["each"]) <= PENNY / 2
            assert made["each"] * made["pay_days"] * made["people"] == line.year
        if line.kind is LineKind.HOLIDAY:
            assert abs(made["weeks"] * made["hours"] * made["cover_wage"] - made["each"]) <= PENNY / 2
        if line.kind is LineKind.CONTINGENCY:
            assert abs(made["of"] * made["share"] / 100 - made["part"]) <= PENNY / 2


def fields_of(job: Job) -> dict[str, object]:
    return {name: getattr(job, name) for name in job.__dataclass_fields__}


WRITTEN = """
examples:
  - id: one
    title: One
    day: 2026-11-21
    job: {wage: "12.71", hours: "6"}
    lines: {wage: "3965.52", national-insurance: "0.00", pension: "0.00", holiday: "427.06"}
    sums: {week: "84.47", four_weeks: "337.89", year: "4392.58"}
"""


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("4392.58", "4392.59", "example-differs"),
        ('"427.06"', '"427.06", training: "5.00"', "example-differs"),
        ('"12.71"', '"12.70"', "example-wage"),
        ("2026-11-21", "2020-01-01", "example-undated"),
    ],
)
def test_an_example_that_is_wrong_is_named(tmp_path: Path, old: str, new: str, code: str) -> None:
    (tmp_path / "examples.yaml").write_text(WRITTEN.replace(old, new), encoding="utf-8")
    assert [each.code for each in lint_costs(tmp_path, FIGURES)][:1] == [code]
    (tmp_path / "examples.yaml").write_text(WRITTEN, encoding="utf-8")
    assert lint_costs(tmp_path, FIGURES) == ()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('hours: "6"', 'hours: "6", paid_every: 2', "unknown-value"),
        ('hours: "6"', 'hours: "6", hour: 3', "unknown-field"),
        ("    sums:", "    sum:", "unknown-field"),
    ],
)
def test_an_example_that_cannot_be_read_is_named(tmp_path: Path, old: str, new: str, code: str) -> None:
    (tmp_path / "examples.yaml").write_text(WRITTEN.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        load_examples(tmp_path / "examples.yaml")
    assert code in {each.code for each in refused.value.complaints}
