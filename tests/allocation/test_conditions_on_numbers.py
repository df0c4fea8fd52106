"""A condition may name a number, and holds where that number was answered; what is no number there is refused."""

from decimal import Decimal

import pytest

from portal.allocation.calculate import calculate
from portal.allocation.lint.questions import conditions
from portal.allocation.loading import parse
from portal.allocation.model import Budget
from portal.allocation.scheme import Scheme
from portal.files import ContentError
from tests.allocation.schemes import DAY

WORDS = """id: lunches
starts: 2026-04-01
people: adults
illustrative: true
source: Made for a test
rounding: {to: 0.01, how: half-up}
inputs:
  - {id: lunch, kind: KIND, at_least: 0, at_most: 60, in_steps_of: 15, unit: minutes a day, not_applicable: true}
  - {id: born, kind: date, about: need}
lines:
  - {id: age, since: born, in: years}
  - {id: short, only_when: CONDITION, unit: pounds a week, amount: 7, may_fall: A short visit costs more.}
  - {id: price, market_reason: x, choose: [{when: CONDITION, figure: 3}, {figure: 2}], unit: pounds a week, may_fall: x}
  - {id: old, only_when_figure: {line: age, more_than: 200}, unit: pounds a week, amount: 1}
  - {id: all, sum: [short, price, old]}
"""


def lunches(condition: str, kind: str = "number") -> Scheme:
    return parse(WORDS.replace("CONDITION", condition).replace("KIND", kind), "lunches.yaml")


@pytest.mark.parametrize("kind", ["number", "whole-number"])
@pytest.mark.parametrize("condition", ["is: 15", "is: '15'", "is: 15.0", "any_of: [15]", "any_of: [45, 15, blank]"])
def test_a_number_that_is_named_is_found_in_lines_and_in_choices(condition: str, kind: str) -> None:
    scheme = lunches(f"{{question: lunch, {condition}}}", kind)
    for minutes, figure in ((Decimal(15), 10), (15, 10), (Decimal("15.00"), 10), (Decimal(30), 2)):
        found = calculate(scheme, {"lunch": minutes, "born": DAY}, DAY)
        assert isinstance(found, Budget)
        assert found.headline.figure == figure


def test_any_number_but_nought_is_not_nought() -> None:
    scheme = lunches("{not: {question: lunch, is: 0}}")
    for minutes, figure in ((0, 2), (15, 10)):
        found = calculate(scheme, {"lunch": Decimal(minutes), "born": DAY}, DAY)
        assert isinstance(found, Budget)
        assert found.headline.figure == figure


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        ("question: lunch, is: banana", "wrong-input-kind"),
        ("question: lunch, any_of: [15, half-an-hour]", "wrong-input-kind"),
        ("question: born, is: 15", "wrong-input-kind"),
        ("question: born, is: soon", "wrong-input-kind"),
        ("question: lunch, is: 20", "condition-unknown-option"),
        ("question: lunch, is: 75", "condition-unknown-option"),
        ("question: lunch, is: -15", "condition-unknown-option"),
    ],
)
def test_what_can_never_be_answered_is_refused(condition: str, code: str) -> None:
    with pytest.raises(ContentError) as caught:
        lunches(f"{{{condition}}}")
    assert {each.code for each in caught.value.complaints} - {"unused-input"} == {code}


def test_held_against_a_questionnaire_a_number_may_stand_where_there_are_no_options() -> None:
    asked = {"lunch": ("not-sure",), "born": ()}
    assert not list(conditions(lunches("{question: lunch, is: 15}"), asked))
    [told] = {each.code for each in conditions(lunches("{question: lunch, is: 15}"), {"lunch": ("short", "long")})}
    assert told == "condition-unknown-option"
