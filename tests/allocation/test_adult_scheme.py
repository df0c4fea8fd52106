"""The adults' own scheme: its worked examples, and what must hold whatever is answered."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.allocation.calculate import calculate
from portal.allocation.examples import Example, differences, load_examples
from portal.allocation.loading import load
from portal.allocation.model import Budget, How, Line, Reason, Refusal
from portal.allocation.operations import Score
from portal.allocation.scheme import Scheme
from portal.answers import Missing
from tests.allocation.schemes import ADULT, DAY

SCHEME = load(ADULT / "allocation" / "2026-04-01.yaml")
EXAMPLES = load_examples(ADULT / "examples", SCHEME)
SCORED = {line.operation.question: line.operation for line in SCHEME.lines if isinstance(line.operation, Score)}
NOT_ALWAYS_ASKED = {"two-people", "work", "children-care", "thinking-help", "distress", "left-alone"}
NEEDS_A_TRIP = {"prompt", "some", "full"}
NIGHTS = ("none", "on-call", "some", "often", "awake")
HELP = (
    "personal-care",
    "medicines",
    "food",
    "home",
    "going-out",
    "people",
    "children",
    "thinking",
    "being-there",
    "nights",
)

Facts = dict[str, Any]
thorough = settings(deadline=None, max_examples=40)


@st.composite
def answered(draw: st.DrawFn) -> Facts:
    """Answers that one journey can give: what is not asked is absent."""
    facts: Facts = {}
    for question, score in SCORED.items():
        if question in NOT_ALWAYS_ASKED and draw(st.booleans()):
            continue
        facts[question] = draw(st.sampled_from([option for option, _ in score.points]))
    if facts.get("moving") != "full":
        facts.pop("two-people", None)
    if facts["going-out"] in NEEDS_A_TRIP or facts["places"] in NEEDS_A_TRIP:
        facts["trips"] = draw(st.integers(0, 50))
    facts["nights"] = draw(st.sampled_from(NIGHTS))
    if facts["nights"] != "none":
        facts["nights-count"] = draw(st.integers(0, 7))
    if draw(st.booleans()):
        person = st.fixed_dictionaries(
            {
                "helper-does": st.lists(st.sampled_from(HELP), unique=True).map(tuple),
                "helper-willing": st.sampled_from(["yes", "less", "no", Missing.NOT_SURE]),
                "helper-able": st.sampled_from(["yes", "for-now", "no", Missing.TALK]),
            }
        )
        facts["people-who-help"] = tuple(draw(st.lists(person, max_size=3)))
    if draw(st.booleans()):
        facts["home-changes"] = tuple(
            draw(st.lists(st.sampled_from(["rails", "alarm", "bed-or-chair", "hoist"]), unique=True))
        )
    return facts


def budget_of(facts: Mapping[str, Any]) -> Budget:
    found = calculate(SCHEME, facts, DAY)
    assert isinstance(found, Budget), found
    return found


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.id for example in EXAMPLES])
def test_a_worked_example_gives_what_it_says(example: Example) -> None:
    assert differences(example, SCHEME) == ()


def test_there_are_enough_examples_and_each_limit_has_one_below_on_and_above() -> None:
    assert len(EXAMPLES) >= 12
    whole = {dict(example.lines).get("whole") for example in EXAMPLES}
    assert {Decimal("22.5"), Decimal(30), Decimal("37.5")} <= whole
    assert {Decimal("1492.5"), Decimal(1500), Decimal("1507.5")} <= whole


def test_an_example_that_expects_something_else_is_told() -> None:
    wrong = [example for example in EXAMPLES if example.results and example.results[0][1] == 98]
    changed = type(wrong[0])(
        **{field.name: getattr(wrong[0], field.name) for field in fields(wrong[0])}
        | {"results": (("weekly", Decimal(99)),)}
    )
    assert differences(changed, SCHEME) == ("the result “weekly” is 98, not 99",)


@settings(max_examples=5, deadline=None)
@given(facts=answered())
def test_the_same_answers_give_the_same_budget(facts: Facts) -> None:
    backwards = dict(reversed(facts.items()))
    assert calculate(SCHEME, facts, DAY) == calculate(load(ADULT / "allocation" / "2026-04-01.yaml"), backwards, DAY)


@thorough
@given(facts=answered())
def test_no_line_is_ever_below_nought(facts: Facts) -> None:
    assert all(line.figure >= 0 for line in budget_of(facts).lines)


def worked_again(line: Line) -> Fraction:
    """The figure as a pocket calculator gives it: what is printed, from left to right, then the rounding."""
    shown = Fraction(0)
    for place, one in enumerate(one for one in line.operands if one.how is not How.COMPARED):
        value = Fraction(str(one.value))
        match one.how:
            case How.ADDED:
                shown += value
            case How.TAKEN_AWAY:
                shown -= value
            case How.TIMES:
                shown *= value
            case How.DIVIDED_BY:
                shown /= value
            case How.PER_CENT:
                shown = shown * value / 100
            case How.GREATEST:
                shown = max(shown, value) if place else value
            case How.LEAST:
                shown = min(shown, value) if place else value
    if line.rounding is not None:
        assert line.rounding.how == "for-the-person"
        measure = Fraction(str(line.rounding.to))
        shown = -((-shown) // measure) * measure
    return shown


@thorough
@given(facts=answered())
def test_the_printed_lines_worked_again_give_the_figure(facts: Facts) -> None:
    budget = budget_of(facts)
    printed = {line.id: line.figure for line in budget.lines}
    for line in budget.lines:
        assert worked_again(line) == Fraction(str(line.figure)), line.id
        for operand in line.operands:
            if operand.line is not None:
                assert operand.value == printed[operand.line]
    assert (
        budget.headline.figure == budget.line("whole").figure.to_integral_value(ROUND_CEILING) or budget.has_no_budget
    )


@thorough
@given(facts=answered())
def test_each_line_uses_only_lines_printed_above_it(facts: Facts) -> None:
    above: set[str] = set()
    for line in budget_of(facts).lines:
        assert {operand.line for operand in line.operands if operand.line} <= above
        above.add(line.id)


def steps_up(facts: Facts) -> list[Facts]:
    """The same answers with one need one step greater, in every way there is."""
    found: list[Facts] = []
    for question, score in SCORED.items():
        options = [option for option, _ in score.points]
        at = options.index(facts[question]) if question in facts else -1
        if question in facts and at + 1 < len(options):
            found.append({**facts, question: options[at + 1]})
        if question not in facts and (question != "two-people" or facts["moving"] == "full"):
            found.append({**facts, question: options[0]})
    at = NIGHTS.index(str(facts["nights"]))
    if at + 1 < len(NIGHTS):
        found.append({**facts, "nights": NIGHTS[at + 1], "nights-count": facts.get("nights-count", 0)})
    found += [
        {**facts, name: int(str(facts[name])) + 1}
        for name, most in (("trips", 50), ("nights-count", 7))
        if name in facts and facts[name] != most
    ]
    return found


@thorough
@given(facts=answered())
def test_more_need_never_lowers_the_figure(facts: Facts) -> None:
    figure = budget_of(facts).headline.figure
    for more in steps_up(facts):
        assert budget_of(more).headline.figure >= figure


def test_points_never_fall_from_one_answer_to_the_next() -> None:
    for score in SCORED.values():
        points = [given_points for _, given_points in score.points]
        assert points == sorted(points)


@thorough
@given(facts=answered())
def test_help_never_raises_a_figure_and_never_takes_more_than_half(facts: Facts) -> None:
    alone = budget_of({name: answer for name, answer in facts.items() if name != "people-who-help"})
    helped = budget_of(facts)
    assert helped.headline.figure <= alone.headline.figure
    assert helped.line("points").figure * 2 >= alone.line("points").figure


@thorough
@given(facts=answered(), answer=st.sampled_from(["full", Missing.NOT_SURE, Missing.UNANSWERED, Decimal(1000)]))
def test_answers_that_do_not_count_change_nothing(facts: Facts, answer: Any) -> None:
    assert calculate(SCHEME, {**facts, "typical-week": answer, "more-1": answer}, DAY) == calculate(SCHEME, facts, DAY)


@thorough
@given(facts=answered(), asked=st.lists(st.sampled_from(sorted(SCORED)), min_size=1, unique=True))
def test_a_scored_question_not_sure_is_refused_with_all_of_them_named(facts: Facts, asked: list[str]) -> None:
    unsure = {**facts, **dict.fromkeys(asked, Missing.NOT_SURE)}
    found = calculate(SCHEME, unsure, DAY)
    assert isinstance(found, Refusal)
    assert found.reason is Reason.NOT_SURE
    assert {question for question, _ in found.questions} == set(asked)


@thorough
@given(facts=answered())
def test_no_binary_fraction_is_anywhere_in_a_budget(facts: Facts) -> None:
    def look(thing: object) -> None:
        assert not isinstance(thing, float)
        if is_dataclass(thing):
            for field in fields(thing):
                look(getattr(thing, field.name))
        elif isinstance(thing, tuple):
            for one in thing:
                look(one)

    look(budget_of(facts))


def test_what_is_not_sure_about_the_home_withholds_the_one_off_sum_only(adult: Scheme) -> None:
    facts = dict(next(example for example in EXAMPLES if example.id == "not-sure-about-the-home").facts)
    budget = budget_of(facts)
    assert budget.result("one-off") is None
    (withheld,) = budget.withheld
    assert (withheld.result.id, withheld.refusal.reason) == ("one-off", Reason.NOT_SURE)
    assert withheld.refusal.questions == (("home-changes", None),)
    assert [result.id for result in budget.results] == ["weekly"]
    assert adult.headline == "weekly"


def test_the_year_and_the_hours_are_readings_of_the_week() -> None:
    budget = budget_of(next(example for example in EXAMPLES if example.id == "stroke").facts)
    readings = {one.id: (one.figure, one.unit.value) for one in budget.readings}
    assert readings == {
        "year": (Decimal(763 * 52), "pounds a year"),
        "agency-hours": (Decimal(31), "hours a week"),  # 763 / 24.60 = 31.01
        "assistant-hours": (Decimal("46.5"), "hours a week"),  # 763 / 16.40 = 46.52
    }


def test_the_scheme_says_that_it_is_illustrative_everywhere() -> None:
    assert SCHEME.illustrative
    assert budget_of(EXAMPLES[0].facts).illustrative
    assert all(value.source.startswith("Illustrative") for rate in SCHEME.rates.values() for value in rate.values)


def test_every_text_of_the_scheme_has_what_each_reader_needs() -> None:
    for line in SCHEME.lines:
        assert None not in (line.because.easy, line.because.for_helper, line.because.easy_for_helper), line.id
        assert " you" not in (line.because.for_helper or "").lower().replace("you know", "")
