"""What each operation makes of answers, and when there is a refusal instead of a figure."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from portal.allocation.calculate import calculate
from portal.allocation.model import Budget, How, Outcome, Reason, Refusal
from portal.allocation.scheme import Scheme
from portal.answers import Missing
from tests.allocation.schemes import DAY, small

Facts = dict[str, Any]
WASHING = "id: last\nscore: washing\npoints: {alone: 0, some: 4.5, full: 9}\nnot_asked: 1\nnot_applicable: 2"


def given(scheme: Scheme, facts: Facts, day: date = DAY) -> Budget:
    found = calculate(scheme, facts, day)
    assert isinstance(found, Budget), found
    return found


def figure(scheme: Scheme, facts: Facts, day: date = DAY) -> Decimal:
    return given(scheme, facts, day).headline.figure


def refused(scheme: Scheme, facts: Facts, day: date = DAY) -> Refusal:
    found = calculate(scheme, facts, day)
    assert isinstance(found, Refusal), found
    return found


@pytest.mark.parametrize(
    ("facts", "points"),
    [
        ({"washing": "some"}, "4.5"),
        ({"washing": "alone"}, "0"),
        ({}, "1"),
        ({"washing": Missing.NOT_APPLICABLE}, "2"),
    ],
)
def test_a_score_tells_not_asked_and_does_not_apply_from_no_need(facts: Facts, points: str) -> None:
    assert figure(small(WASHING), facts) == Decimal(points)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Missing.UNANSWERED, Reason.UNANSWERED),
        (Missing.NOT_SURE, Reason.NOT_SURE),
        (Missing.TALK, Reason.NOT_SURE),
        (Missing.BLANK, Reason.OUT_OF_RANGE),
        ("all-of-it", Reason.OUT_OF_RANGE),
        (Decimal(3), Reason.OUT_OF_RANGE),
    ],
)
def test_a_score_that_cannot_be_given_is_refused_and_never_nought(answer: Missing, reason: Reason) -> None:
    found = refused(small(WASHING), {"washing": answer})
    assert (found.reason, found.questions, found.line) == (reason, (("washing", None),), "last")


def test_a_weight_multiplies_the_points() -> None:
    assert figure(small(WASHING + "\nweight: 1.5"), {"washing": "some"}) == Decimal("6.75")


SEVERAL = "id: last\nscore_several: things\npoints: {rails: 2, alarm: 3, bed: 7}"


def test_several_answers_are_summed_or_the_greatest_is_taken() -> None:
    assert figure(small(SEVERAL), {"things": ("rails", "bed")}) == 9
    assert figure(small(SEVERAL + "\ntake: greatest"), {"things": ("rails", "bed")}) == 7
    assert figure(small(SEVERAL), {"things": ()}) == 0


def test_an_option_without_points_among_several_is_refused() -> None:
    assert refused(small(SEVERAL), {"things": ("rails", "boat")}).reason is Reason.OUT_OF_RANGE
    assert refused(small(SEVERAL), {"things": ({"rails": 1},)}).reason is Reason.OUT_OF_RANGE


NIGHTS = "id: last\nunit: nights a week\nquantity: nights\nat_least: 0\nat_most: 7"


@pytest.mark.parametrize("nights", [0, 7, Decimal("3.5")])
def test_a_quantity_within_its_range_is_the_figure(nights: Decimal) -> None:
    assert figure(small(NIGHTS), {"nights": nights}) == nights


@pytest.mark.parametrize("nights", [-1, 8, Decimal("7.01"), True, "7", Decimal("NaN"), Decimal("Infinity")])
def test_a_quantity_out_of_its_range_or_not_a_number_is_refused(nights: Decimal) -> None:
    assert refused(small(NIGHTS), {"nights": nights}).reason is Reason.OUT_OF_RANGE


HELPERS: tuple[Facts, ...] = (
    {"hours": 10, "willing": "yes"},
    {"hours": 4, "willing": "no"},
    {"hours": Decimal("2.5"), "willing": "yes"},
)
WILLING = "where: {question: willing, is: 'yes'}"


@pytest.mark.parametrize(
    ("take", "hours"), [("sum", "12.5"), ("greatest", "10"), ("least", "2.5")], ids=["sum", "greatest", "least"]
)
def test_a_number_is_taken_over_the_people_for_whom_a_condition_holds(take: str, hours: str) -> None:
    scheme = small(f"id: last\nunit: hours a week\nover: helpers\ntake: {take}\nof: hours\n{WILLING}")
    budget = given(scheme, {"helpers": HELPERS})
    assert budget.headline.figure == Decimal(hours)
    assert [operand.item for operand in budget.headline.operands] == [0, 2]


def test_people_are_counted_and_no_people_are_nought() -> None:
    scheme = small(f"id: last\nunit: people\nover: helpers\ntake: count\n{WILLING}")
    assert figure(scheme, {"helpers": HELPERS}) == 2
    assert figure(scheme, {"helpers": ()}) == 0
    assert figure(scheme, {}) == 0


def test_every_item_that_stands_in_the_way_is_named_at_once() -> None:
    scheme = small(f"id: last\nunit: hours a week\nover: helpers\ntake: sum\nof: hours\n{WILLING}")
    people: tuple[Facts, ...] = (
        {"hours": Missing.UNANSWERED, "willing": "yes"},
        {"hours": 3, "willing": Missing.UNANSWERED},
        {"hours": Missing.UNANSWERED, "willing": "no"},
    )
    assert refused(scheme, {"helpers": people}).questions == (("hours", 0), ("willing", 1))


def test_a_list_that_is_not_finished_is_refused() -> None:
    scheme = small("id: last\nunit: people\nover: helpers\ntake: count")
    assert refused(scheme, {"helpers": Missing.UNANSWERED}).questions == (("helpers", None),)
    assert refused(scheme, {"helpers": Missing.NOT_SURE}).reason is Reason.NOT_SURE


TWO = """
id: first
score: first
points: {none: 0, some: 4, much: 10}
---
id: second
score: second
points: {none: 0, some: 3, much: 6}
only_when: {question: second, answered: true}
---
id: last
"""


FIRST = TWO.split("---", maxsplit=1)[0]


@pytest.mark.parametrize(("operation", "expected"), [("sum", 13), ("greatest", 10), ("least", 3)])
def test_lines_are_combined(operation: str, expected: int) -> None:
    scheme = small(f"{TWO}{operation}: [first, second]")
    assert figure(scheme, {"first": "much", "second": "some"}) == expected


@pytest.mark.parametrize("operation", ["sum", "greatest", "least"])
def test_a_line_that_does_not_apply_is_left_out(operation: str) -> None:
    budget = given(small(f"{TWO}{operation}: [first, second]"), {"first": "some"})
    assert budget.headline.figure == 4
    assert not budget.line("second").applies


def test_where_nothing_applies_the_line_above_does_not_either() -> None:
    scheme = small(f"{TWO}sum: [second]\n---\nid: end\nsum: [first, last]", last="end")
    budget = given(scheme, {"first": "some"})
    assert not budget.line("last").applies
    assert budget.headline.figure == 4


def test_a_refusal_names_all_questions_of_all_lines_at_once() -> None:
    found = refused(small(f"{TWO}sum: [first, second]"), {"first": Missing.NOT_SURE, "second": Missing.UNANSWERED})
    assert found.reason is Reason.UNANSWERED
    assert found.questions == (("first", None), ("second", None))
    assert found.lines == ()


def test_a_refusal_keeps_the_lines_that_could_be_worked_out() -> None:
    found = refused(small(f"{TWO}sum: [first, second]"), {"first": "much", "second": Missing.TALK})
    assert [(line.id, line.figure) for line in found.lines] == [("first", Decimal(10))]


def test_a_condition_that_hangs_on_not_sure_is_refused_and_never_taken_as_no() -> None:
    scheme = small(f"{FIRST}---\nid: last\nsum: [first]\nonly_when: {{question: alone, is: 'yes'}}")
    assert refused(scheme, {"first": "some", "alone": Missing.NOT_SURE}).questions == (("alone", None),)
    assert refused(scheme, {"first": "some", "alone": Missing.UNANSWERED}).reason is Reason.UNANSWERED
    assert given(scheme, {"first": "some", "alone": "no"}).headline.applies is False


def test_a_condition_may_decide_about_not_sure_by_naming_it() -> None:
    scheme = small("id: last\nscore: first\npoints: {some: 4}\nonly_when: {question: alone, any_of: ['yes', not-sure]}")
    assert figure(scheme, {"first": "some", "alone": Missing.NOT_SURE}) == 4
    assert refused(scheme, {"first": "some", "alone": Missing.TALK}).reason is Reason.NOT_SURE


FIRST = TWO.split("---", maxsplit=1)[0]


def test_bands_give_the_figure_of_the_range_and_tell_no_budget_from_nought() -> None:
    rows = "rows:\n  - {from: 0, below: 4, no_budget: true}\n  - {from: 4, below: 10, figure: 50}\n"
    rows += "  - {from: 10, figure: 90, to_a_person: true}"
    scheme = small(f"{FIRST}---\nid: last\nunit: pounds a week\nbands: first\n{rows}")
    none, some, much = (given(scheme, {"first": one}) for one in ("none", "some", "much"))
    assert (none.headline.figure, none.has_no_budget) == (Decimal(0), True)
    assert (some.headline.figure, some.headline.outcome) == (Decimal(50), Outcome.ORDINARY)
    assert (much.headline.figure, much.to_a_person) == (Decimal(90), (much.headline,))


def test_an_open_band_without_a_figure_goes_to_a_person() -> None:
    rows = "rows:\n  - {from: 0, below: 10, figure: 5}\n  - {from: 10, to_a_person: true}"
    scheme = small(f"{FIRST}---\nid: last\nunit: pounds a week\nbands: first\n{rows}")
    assert refused(scheme, {"first": "much"}).reason is Reason.A_PERSON_DECIDES


def test_a_figure_outside_all_bands_is_refused() -> None:
    rows = "rows:\n  - {from: 1, below: 5, figure: 5}\n  - {from: 5, below: 6, figure: 8}"
    scheme = small(f"id: points\nquantity: points\n---\nid: last\nunit: pounds a week\nbands: points\n{rows}")
    assert refused(scheme, {"points": 0}).reason is Reason.OUT_OF_RANGE
    assert refused(scheme, {"points": 9}).reason is Reason.OUT_OF_RANGE


def table(reading: str, beyond: str = "refuse") -> Scheme:
    more = f"""tables:
  - id: sums
    title: Points to pounds
    from: points
    to: pounds a week
    reading: {reading}
    beyond: {beyond}
    rounding: {{to: 0.01, how: half-up}}
    versions:
      - starts: 2026-04-01
        source: A test
        rows: [{{at: 1, no_budget: true}}, {{at: 3, figure: 20}}, {{at: 10, figure: 50}}]
      - starts: 2027-04-01
        source: A test
        rows: [{{at: 1, no_budget: true}}, {{at: 3, figure: 21}}, {{at: 10, figure: 52}}]
"""
    return small("id: points\nquantity: points\n---\nid: last\nunit: pounds a week\ntable: sums\nof: points", more=more)


@pytest.mark.parametrize(
    ("reading", "points", "expected"),
    [
        ("exact", 3, "20"),
        ("exact", 10, "50"),
        ("stepped", 3, "20"),
        ("stepped", 9, "20"),
        ("stepped", 10, "50"),
        ("straight", 3, "20"),
        ("straight", 4, "24.29"),  # 20 + 30 x 1/7
        ("straight", 9, "45.71"),
        ("straight", 2, "0"),
    ],
)
def test_a_table_is_read_as_it_says(reading: str, points: int, expected: str) -> None:
    assert figure(table(reading), {"points": points}) == Decimal(expected)


def test_between_the_rows_of_an_exact_table_is_a_gap() -> None:
    assert refused(table("exact"), {"points": 4}).reason is Reason.GAP_IN_TABLE
    assert refused(table("exact"), {"points": 0}).reason is Reason.OUT_OF_RANGE


@pytest.mark.parametrize("reading", ["exact", "stepped", "straight"])
def test_above_a_table_it_is_refused_stays_or_goes_to_a_person(reading: str) -> None:
    assert refused(table(reading), {"points": 11}).reason is Reason.OUT_OF_RANGE
    assert figure(table(reading, "stays"), {"points": 11}) == 50
    assert given(table(reading, "to-a-person"), {"points": 11}).headline.outcome is Outcome.TO_A_PERSON


def test_the_table_in_force_on_the_day_is_used() -> None:
    assert figure(table("stepped"), {"points": 3}, date(2027, 3, 31)) == 20
    assert figure(table("stepped"), {"points": 3}, date(2027, 4, 1)) == 21


PRICES = """rates:
  - id: price
    title: Price
    unit: pounds a week
    per: points
    values:
      - {starts: 2026-04-01, no_price: true}
      - {starts: 2026-05-01, figure: 9.50, source: First}
      - {starts: 2027-04-01, figure: 9.80, source: Second}
      - {starts: 2028-04-01, no_price: true, source: Third}
"""
PRICED = f"{FIRST}---\nid: last\nunit: pounds a week\nmultiply: first\nby: {{rate: price}}"


@pytest.mark.parametrize(
    ("day", "expected", "source"),
    [("2026-05-01", 38, "First"), ("2027-03-31", 38, "First"), ("2027-04-01", "39.2", "Second")],
)
def test_the_rate_in_force_on_the_day_is_used_and_shown(day: str, expected: str, source: str) -> None:
    line = given(small(PRICED, more=PRICES), {"first": "some"}, date.fromisoformat(day)).headline
    assert line.figure == Decimal(expected)
    assert line.rate is not None
    assert (line.rate.source, line.operands[1].value) == (source, line.rate.figure)


@pytest.mark.parametrize("day", ["2026-04-30", "2028-04-01"])
def test_with_no_price_set_needs_and_points_are_shown_and_no_money(day: str) -> None:
    found = refused(small(PRICED, more=PRICES), {"first": "some"}, date.fromisoformat(day))
    assert (found.reason, found.line, found.questions) == (Reason.NO_PRICE, "last", ())
    assert [(line.id, line.figure) for line in found.lines] == [("first", Decimal(4))]


def test_a_scheme_that_has_not_begun_is_not_in_effect() -> None:
    assert refused(small(WASHING), {"washing": "some"}, date(2026, 3, 31)).reason is Reason.NOT_IN_EFFECT


def test_a_scheme_with_an_end_is_in_effect_up_to_and_on_that_day() -> None:
    scheme = small(WASHING, more="ends: 2027-03-31\n")
    assert figure(scheme, {"washing": "full"}, date(2026, 4, 1)) == 9
    assert figure(scheme, {"washing": "full"}, date(2027, 3, 31)) == 9
    assert refused(scheme, {"washing": "full"}, date(2027, 4, 1)).reason is Reason.NOT_IN_EFFECT


def test_the_typed_words_of_a_special_answer_are_an_ordinary_answer() -> None:
    scheme = small("id: last\nscore: first\npoints: {some: 4}\nonly_when: {question: said, answered: true}")
    assert figure(scheme, {"first": "some", "said": "not-sure"}) == 4


def test_a_percentage_a_difference_and_a_rounding_are_exact() -> None:
    scheme = small(
        f"{FIRST}---\nid: share\npercentage: first\nper_cent: 12.5\n---\nid: left\ndifference: [first, share]\n---\n"
        "id: last\nround: left\nto: 1\nhow: down"
    )
    budget = given(scheme, {"first": "much"})
    assert [line.figure for line in budget.lines] == [10, Decimal("1.25"), Decimal("8.75"), 8]


def test_a_division_states_its_rounding_and_multiplying_does_not_need_it() -> None:
    more = """conversions:
  - {id: to-weeks, title: Weeks in a year, from: pounds a year, to: pounds a week, divided_by: 52, source: A test}
  - {id: to-years, title: Weeks in a year, from: pounds a week, to: pounds a year, times: 52, source: A test}
"""
    lines = "id: year\nunit: pounds a year\nquantity: year\n---\n"
    lines += "id: week\nunit: pounds a week\nconvert: year\nby: to-weeks\nrounding: scheme\n---\n"
    scheme = small(lines + "id: last\nunit: pounds a year\nconvert: week\nby: to-years", more=more)
    budget = given(scheme, {"year": 5000})
    assert budget.line("week").figure == Decimal("96.15")
    assert budget.line("week").rounding is not None
    assert budget.headline.figure == Decimal("4999.80")


LIMIT = "id: sum\nunit: pounds a week\nquantity: sum\n---\nid: last\nunit: pounds a week\nlimit: held\n"
HELD = LIMIT.replace("---\n", "---\nid: held\nunit: pounds a week\nround: sum\n---\n")


@pytest.mark.parametrize(
    ("limit", "amount", "expected", "outcome"),
    [
        ("at_least: 30", "29.99", "30", Outcome.RAISED),
        ("at_least: 30", "30", "30", Outcome.ORDINARY),
        ("at_least: 30\nbelow: no-budget", "29.99", "0", Outcome.NO_BUDGET),
        ("at_least: 30\nbelow: no-budget", "30", "30", Outcome.ORDINARY),
        ("at_most: 60", "60", "60", Outcome.ORDINARY),
        ("at_most: 60", "60.01", "60.01", Outcome.TO_A_PERSON),
        ("at_most: 60\nhard: true", "60", "60", Outcome.ORDINARY),
        ("at_most: 60\nhard: true", "60.01", "60", Outcome.LOWERED),
        ("at_least: 30\nat_most: 60", "10", "30", Outcome.RAISED),
        ("at_least: 30\nat_most: 60", "70", "70", Outcome.TO_A_PERSON),
        ("at_least: 30\nat_most: 60\nhard: true", "45", "45", Outcome.ORDINARY),
    ],
)
def test_limits_one_below_on_and_above(limit: str, amount: str, expected: str, outcome: Outcome) -> None:
    line = given(small(HELD + limit, people="carers"), {"sum": Decimal(amount)}).headline
    assert (line.figure, line.outcome) == (Decimal(expected), outcome)


def test_a_supplement_above_a_level_of_need_applies_only_there() -> None:
    lines = f"{FIRST}---\nid: extra\namount: 25\nonly_when_figure: {{line: first, at_least: 10}}\n"
    lines += "---\nid: last\nsum: [first, extra]"
    assert figure(small(lines), {"first": "some"}) == 4
    assert figure(small(lines), {"first": "much"}) == 35


SUPPORT = """
id: food
score: food
points: {alone: 0, some: 4, full: 9}
---
id: help
support: food
people: helpers
helps_with: does
counts: [meals]
where: {all: [{question: willing, is: 'yes'}, {question: able, is: 'yes'}]}
SHARE
---
id: last
difference: [food, help]
"""
HALF, BY_ANSWER = (
    SUPPORT.replace("SHARE", "share: 50"),
    SUPPORT.replace("SHARE", "how_much: amount\nshares: {all: 100, half: 50, little: 20}\ntake: TAKE"),
)


def helper(**answers: object) -> Facts:
    return {"does": ("meals",), "willing": "yes", "able": "yes", "amount": "half"} | answers


def test_help_that_can_go_on_takes_its_share_off_that_need_only() -> None:
    budget = given(small(HALF), {"food": "full", "helpers": (helper(),)})
    assert (budget.line("help").figure, budget.headline.figure) == (Decimal("4.5"), Decimal("4.5"))


@pytest.mark.parametrize(
    "answers",
    [
        {"willing": "no"},
        {"able": "no"},
        {"willing": Missing.NOT_SURE},
        {"able": Missing.TALK},
        {"does": ("nights",)},
        {"does": Missing.NOT_SURE},
    ],
)
def test_help_that_is_not_sure_to_go_on_or_is_with_something_else_takes_nothing(answers: Facts) -> None:
    budget = given(small(HALF), {"food": "full", "helpers": (helper(**answers),)})
    assert budget.headline.figure == 9
    assert not budget.line("help").applies
    assert budget.line("help").confirmed is None


@pytest.mark.parametrize("name", ["willing", "able", "does"])
def test_help_with_an_unanswered_question_is_refused_and_named(name: str) -> None:
    found = refused(small(HALF), {"food": "full", "helpers": (helper(), helper(**{name: Missing.UNANSWERED}))})
    assert (found.reason, found.questions) == (Reason.UNANSWERED, ((name, 1),))


def test_the_greatest_share_counts_or_all_shares_together_but_never_more_than_all() -> None:
    people = (helper(amount="half"), helper(amount="little"), helper(amount="half", willing="no"))
    assert (
        given(small(BY_ANSWER.replace("TAKE", "greatest")), {"food": "some", "helpers": people}).line("help").figure
        == 2
    )
    together = small(BY_ANSWER.replace("TAKE", "sum"))
    assert given(together, {"food": "some", "helpers": people}).line("help").figure == Decimal("2.8")
    assert given(together, {"food": "some", "helpers": (*people, helper(amount="all"))}).headline.figure == 0


def test_the_working_of_help_reads_need_then_share() -> None:
    people = (helper(amount="little"), helper(amount="half"))
    line = given(small(BY_ANSWER.replace("TAKE", "greatest")), {"food": "some", "helpers": people}).line("help")
    assert [(one.how, one.value, one.item) for one in line.operands] == [
        (How.ADDED, Decimal(4), None),
        (How.PER_CENT, Decimal(50), 1),
        (How.COMPARED, Decimal(20), 0),
    ]


def test_a_person_who_does_not_count_is_not_asked_how_much() -> None:
    people = (helper(willing="no", amount=Missing.UNANSWERED), helper(does=("nights",), amount=Missing.UNANSWERED))
    assert figure(small(BY_ANSWER.replace("TAKE", "greatest")), {"food": "some", "helpers": people}) == 4


def test_a_share_that_is_not_answered_is_refused_and_one_that_is_not_sure_takes_nothing() -> None:
    scheme = small(BY_ANSWER.replace("TAKE", "greatest"))
    found = refused(scheme, {"food": "some", "helpers": (helper(amount=Missing.UNANSWERED),)})
    assert found.questions == (("amount", 0),)
    assert figure(scheme, {"food": "some", "helpers": (helper(amount=Missing.NOT_SURE),)}) == 4


def test_help_says_whether_everyone_who_gives_it_has_confirmed() -> None:
    facts: Facts = {"food": "full", "helpers": (helper(), helper())}
    one = calculate(small(HALF), facts, DAY, confirmed={("helpers", 0)})
    both = calculate(small(HALF), facts, DAY, confirmed={("helpers", 0), ("helpers", 1)})
    assert isinstance(one, Budget)
    assert isinstance(both, Budget)
    assert (one.line("help").confirmed, both.line("help").confirmed) == (False, True)
    assert one.headline.figure == both.headline.figure


def test_every_operand_says_where_it_comes_from() -> None:
    budget = given(small(PRICED, more=PRICES), {"first": "some"})
    score, money = budget.lines
    assert [(one.how, one.question, one.option) for one in score.operands] == [(How.ADDED, "first", "some")]
    assert [(one.how, one.line, one.rate) for one in money.operands] == [
        (How.ADDED, "first", None),
        (How.TIMES, None, "price"),
    ]
