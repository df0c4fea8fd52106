"""Choices between figures, points for several questions, words in place of figures: each by hand."""

from decimal import Decimal

import pytest

from portal.allocation.model import How, Outcome, Reason
from portal.answers import Missing
from portal.files import ContentError
from tests.allocation.caseload.agreeing import differences
from tests.allocation.schemes import DAY, small
from tests.allocation.test_calculate import Facts, figure, given, refused

PRICES = """rates:
  - {id: agency, unit: pounds, per: hours, figure: 24.60}
  - {id: assistant, unit: pounds, per: hours, figure: 16.40}
"""
HOURS = "id: hours\nunit: hours a week\nquantity: hours\nin_steps_of: 0.5\n---\n"
ROUNDED = "\nrounding: {to: 0.01, how: half-up}"
ROWS = """choose:
  - {when: {question: who, is: agency}, rate: agency}
  - {when: {question: who, is: assistant}, rate: assistant}"""
PRICED = f"{HOURS}id: price\nunit: pounds\n{ROWS}\n---\nid: last\nunit: pounds a week\nmultiply: hours\nby: price"


def test_the_rate_that_an_answer_chose_is_used_and_shown_with_its_criterion() -> None:
    budget = given(small(PRICED, more=PRICES), {"hours": Decimal("2.5"), "who": "assistant"})
    price = budget.line("price")
    assert (budget.headline.figure, price.rate and price.rate.id, price.hangs_on) == (
        Decimal(41),
        "assistant",
        ("who",),
    )
    assert [(one.how, one.question, one.option) for one in price.operands[1:]] == [(How.COMPARED, "who", "assistant")]


def test_where_no_row_holds_there_is_a_gap_and_no_figure() -> None:
    found = refused(small(PRICED, more=PRICES), {"hours": 1, "who": "friend"})
    assert (found.reason, found.questions, found.line) == (Reason.GAP_IN_TABLE, (("who", None),), "price")
    assert refused(small(PRICED, more=PRICES), {"hours": 1, "who": Missing.TALK}).reason is Reason.NOT_SURE


def test_a_price_stays_a_price_until_it_is_multiplied() -> None:
    weekend = "---\nid: weekend\nunit: pounds\npercentage: price\nper_cent: 150\n---\nid: last"
    scheme = small(PRICED.replace("---\nid: last", weekend).replace("by: price", "by: weekend") + ROUNDED, more=PRICES)
    assert figure(scheme, {"hours": 2, "who": "assistant"}) == Decimal("49.20")
    with pytest.raises(ContentError, match="is a price for each of hours"):
        small(f"id: last\nunit: pounds\n{ROWS}", more=PRICES)
    with pytest.raises(ContentError, match="Prices for each of something are mixed"):
        small(
            f"id: price\nunit: pounds\n{ROWS}\n---\nid: last\nunit: pounds\nsum: [price, 3, flat]".replace(
                "---\nid: last", "---\nid: flat\nunit: pounds\namount: 4\n---\nid: last"
            ),
            more=PRICES,
        )


LEVELS = """choose:
  - {when_figure: {line: points, more_than: 10}, figure: a-person}
  - {when_figure: {line: points, at_least: 5}, figure: 50}
  - {when_figure: {line: points, less_than: 2}, figure: no-budget}
  - {figure: 20}"""
BY_LEVEL = f"id: points\nquantity: points\n---\nid: last\nunit: pounds a week\n{LEVELS}"


@pytest.mark.parametrize(("points", "expected"), [("4.9", 20), ("5", 50), ("10", 50), ("2", 20)])
def test_the_first_row_that_holds_counts(points: str, expected: int) -> None:
    assert figure(small(BY_LEVEL), {"points": Decimal(points)}) == expected


def test_a_row_may_say_that_a_person_decides_or_that_there_is_no_budget() -> None:
    person = refused(small(BY_LEVEL), {"points": Decimal("10.1")})
    assert (person.reason, person.questions) == (Reason.A_PERSON_DECIDES, ())  # no answer stands in the way
    budget = given(small(BY_LEVEL), {"points": Decimal("1.9")})
    assert (budget.headline.figure, budget.headline.outcome, budget.has_no_budget) == (0, Outcome.NO_BUDGET, True)


def test_a_choice_needs_only_the_row_it_takes() -> None:
    rows = "choose:\n  - {when: {question: who, is: agency}, line: first}\n  - {line: second}"
    lines = "id: first\nquantity: first\n---\nid: second\nquantity: second\n---\nid: last\n"
    facts: Facts = {"who": "agency", "first": Decimal(3), "second": Missing.UNANSWERED}
    assert figure(small(lines + rows), facts) == 3
    facts |= {"first": Missing.NOT_SURE}
    found = refused(small(lines + rows), facts)
    assert (found.reason, found.questions) == (Reason.NOT_SURE, (("first", None),))


EACH = "id: last\nscore: [washing, meals]\npoints: {none: 0, some: 3, full: 8}\nin_between: 0.5\nnot_applicable: 0"


@pytest.mark.parametrize(
    ("take", "washing", "meals", "expected"),
    [
        ("sum", "some", "full", "11"),
        ("greatest", "some", "full", "8"),
        ("least", "some", "full", "3"),
        ("sum", Decimal("2.5"), Missing.NOT_APPLICABLE, "2.5"),
        ("sum", 8, "none", "8"),
        ("sum", 0, "none", "0"),
    ],
)
def test_questions_that_share_their_points_are_taken_together(
    take: str, washing: object, meals: object, expected: str
) -> None:
    scheme = small(f"{EACH}\ntake: {take}")
    assert figure(scheme, {"washing": washing, "meals": meals}) == Decimal(expected)


@pytest.mark.parametrize("between", [Decimal("-0.5"), Decimal("8.5"), Decimal("2.4"), Decimal("NaN"), True, "half"])
def test_a_score_off_the_steps_or_beyond_the_points_is_refused(between: object) -> None:
    found = refused(small(EACH), {"washing": between, "meals": Missing.NOT_SURE})
    assert set(found.questions) == {("washing", None), ("meals", None)}


def test_steps_begin_at_the_least_points() -> None:
    scheme = small("id: last\nscore: washing\npoints: {low: 1, high: 4}\nin_between: 0.75")
    assert figure(scheme, {"washing": Decimal("1.75")}) == Decimal("1.75")
    assert refused(scheme, {"washing": Decimal("1.5")}).reason is Reason.OUT_OF_RANGE


SAID = "id: last\nunit: pounds up to\nscore: impact\n"
SAID += "points: {low: no-budget, some: 0, high: 300, other: a-person, more: not-published}"


def test_no_budget_is_not_the_same_as_a_budget_of_nought() -> None:
    low, some = (given(small(SAID, people="carers"), {"impact": one}) for one in ("low", "some"))
    assert (low.headline.figure, low.has_no_budget) == (0, True)
    assert (some.headline.figure, some.has_no_budget) == (0, False)


@pytest.mark.parametrize(("answer", "reason"), [("other", "a-person-decides"), ("more", "not-published")])
def test_words_in_place_of_points_refuse_with_their_own_reason(answer: str, reason: str) -> None:
    assert refused(small(SAID, people="carers"), {"impact": answer}).reason == reason


def test_a_limit_that_does_not_apply_holds_nothing() -> None:
    cap = "id: cap\nunit: pounds a week\namount: 50\nonly_when: {question: lives, is: care-home}\n---\n"
    lines = f"id: sum\nunit: pounds a week\nquantity: sum\nin_steps_of: 1\n---\n{cap}id: last\nlimit: sum\nat_most: cap"
    scheme = small(lines.replace("limit: sum", "unit: pounds a week\nlimit: sum"))
    assert given(scheme, {"sum": 60, "lives": "home"}).to_a_person == ()
    budget = given(scheme, {"sum": 51, "lives": "care-home"})
    assert budget.to_a_person == (budget.headline,)
    assert given(scheme, {"sum": 50, "lives": "care-home"}).to_a_person == ()


GROUPS = """id: points
unit: points
quantity: points
in_steps_of: 1
---
id: younger
unit: pounds a week
bands: points
rows: [{from: 0, below: 10, figure: 5}, {from: 10, figure: 20, to_a_person: true}]
---
id: older
unit: pounds a week
bands: points
rows: [{from: 0, below: 20, figure: 5}, {from: 20, figure: 30, to_a_person: true}]
---
id: last
unit: pounds a week
may_fall: A test.
choose: [{when: {question: school, is: older}, line: older}, {line: younger}]"""


def test_a_person_looks_at_the_table_of_ones_own_group_alone() -> None:
    scheme = small(GROUPS)
    older, younger = (given(scheme, {"points": 12, "school": school}) for school in ("older", "younger"))
    assert (older.headline.figure, older.to_a_person, older.aside) == (5, (), ("younger",))
    assert (younger.headline.figure, younger.to_a_person) == (20, (younger.line("younger"),))


def test_a_person_looks_where_a_choice_looked_at_what_asks_for_one() -> None:
    looked = GROUPS.replace("when: {question: school, is: older}", "when_figure: {line: younger, at_least: 10}")
    budget = given(small(looked), {"points": 12})
    assert [line.id for line in budget.to_a_person] == ["younger"]


def test_sums_and_differences_take_stated_figures_but_no_budget_is_made_of_them_alone() -> None:
    lines = "id: one\nquantity: one\nonly_when: {question: asked, is: 'yes'}\n---\nid: last\ngreatest: [one, 3]"
    assert figure(small(lines), {"asked": "yes", "one": Decimal("2.9")}) == 3
    assert figure(small(lines), {"asked": "yes", "one": Decimal("3.1")}) == Decimal("3.1")
    assert not given(small(lines), {"asked": "no"}).headline.applies
    less = lines.replace("greatest: [one, 3]", "difference: [one, 3]\n---\nid: end\ngreatest: [last, 0]")
    assert figure(small(less, last="end"), {"asked": "yes", "one": Decimal(10)}) == 7


def test_a_division_is_rounded_once_and_never_by_nought() -> None:
    lines = "id: one\nquantity: one\n---\nid: by\nunit: number\nquantity: by\n---\nid: last\ndivide: one\nby: by"
    scheme = small(f"{lines}\nrounding: {{to: 0.001, how: half-even}}\nmay_fall: They share it.")
    assert figure(scheme, {"one": Decimal(2), "by": Decimal(3)}) == Decimal("0.667")
    assert figure(scheme, {"one": Decimal("0.0005"), "by": Decimal(1)}) == 0
    assert refused(scheme, {"one": Decimal(2), "by": Decimal(0)}).reason is Reason.OUT_OF_RANGE


def test_answers_that_do_not_go_together_are_named_and_make_no_figure() -> None:
    scheme = small(
        "id: hours\nunit: hours a week\nquantity: hours\nin_steps_of: 1\n---\n"
        "id: two\nunit: hours a week\nquantity: two\nin_steps_of: 1\n---\n"
        "id: over\nunit: hours a week\ndifference: [two, hours]\nmay_fall: It holds two answers together\n---\n"
        "id: above\nunit: hours a week\ngreatest: [over, 0]\n---\n"
        "id: last\nunit: hours a week\nchoose: [{when_figure: {line: above, more_than: 0}, figure: answers-disagree},"
        " {when: {question: alone, is: 'yes'}, figure: answers-disagree}, {line: two}]"
    )
    right, more, alone = ({"hours": 5, "two": 5, **changed} for changed in ({}, {"two": 6}, {"alone": "yes"}))
    assert figure(scheme, right) == 5
    found = refused(scheme, more)
    assert (found.reason, found.line) == (Reason.ANSWERS_DISAGREE, "last")
    assert set(found.questions) == {("two", None), ("hours", None)}
    assert refused(scheme, alone).questions == (("alone", None),)
    everyone: list[Facts] = [right, more, alone]
    assert differences(scheme, everyone, DAY) == []


def test_answers_disagree_in_a_choice_alone() -> None:
    with pytest.raises(ContentError) as caught:
        small("id: last\nscore: washing\npoints: {some: answers-disagree, full: 4}")
    assert [each.code for each in caught.value.complaints] == ["unknown-value"]
