"""The carers' own scheme: its worked examples, and what must hold whatever is answered."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.allocation.calculate import calculate
from portal.allocation.examples import Example, differences, load_examples
from portal.allocation.loading import load
from portal.allocation.model import Budget, Reason, Refusal
from portal.allocation.operations import Bands, Score
from portal.money import Unit
from tests.allocation.schemes import CARER, DAY

SCHEME = load(CARER / "allocation" / "2026-04-01.yaml")
EXAMPLES = load_examples(CARER / "examples", SCHEME)
SCORED = {line.operation.question: line.operation for line in SCHEME.lines if isinstance(line.operation, Score)}
BANDS = next(line.operation for line in SCHEME.lines if isinstance(line.operation, Bands))

Facts = dict[str, Any]
answered = st.fixed_dictionaries(
    {question: st.sampled_from([option for option, _ in score.points]) for question, score in SCORED.items()}
)
thorough = settings(deadline=None, max_examples=60)


def points_of(facts: Facts) -> Decimal:
    return sum((dict(score.points)[facts[question]] for question, score in SCORED.items()), Decimal(0))


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.id for example in EXAMPLES])
def test_a_worked_example_gives_what_it_says(example: Example) -> None:
    assert differences(example, SCHEME) == ()


def test_there_are_enough_examples_and_each_edge_of_a_band_has_one_on_either_side() -> None:
    assert len(EXAMPLES) >= 12
    points = {dict(example.lines).get("points") for example in EXAMPLES}
    edges = [(row.at, row.up_to) for row in BANDS.rows]
    assert {up_to for _, up_to in edges if up_to is not None} <= points
    assert {at for at, up_to in edges if at > 0 and up_to is not None} <= points
    assert any(example.reason is Reason.A_PERSON_DECIDES for example in EXAMPLES)


@thorough
@given(facts=answered)
def test_the_points_alone_choose_the_band_and_above_the_last_one_a_person_decides(facts: Facts) -> None:
    found, points = calculate(SCHEME, facts, DAY), points_of(facts)
    row = next(each for each in BANDS.rows if each.holds(points))
    if isinstance(found, Refusal):
        assert (found.reason, found.line, row.to_a_person) == (Reason.A_PERSON_DECIDES, "up-to", True)
    else:
        assert found.headline.unit is Unit.POUNDS_UP_TO
        assert found.headline.figure == (row.figure or 0)
        assert found.has_no_budget is row.no_budget


@thorough
@given(facts=answered, data=st.data())
def test_more_need_never_lowers_the_amount(facts: Facts, data: st.DataObject) -> None:
    question = data.draw(st.sampled_from(sorted(SCORED)))
    points = dict(SCORED[question].points)
    more = [option for option, each in points.items() if each >= points[facts[question]]]
    before = calculate(SCHEME, facts, DAY)
    after = calculate(SCHEME, {**facts, question: data.draw(st.sampled_from(more))}, DAY)
    if isinstance(before, Refusal):
        assert isinstance(after, Refusal)
    elif isinstance(after, Budget):
        assert after.headline.figure >= before.headline.figure


@given(facts=answered, willing=st.sampled_from(["as-now", "less", "some", "no"]))
def test_wanting_to_do_less_or_stop_never_changes_the_amount(facts: Facts, willing: str) -> None:
    assert "willing" not in SCHEME.questions_used
    assert calculate(SCHEME, {**facts, "willing": willing}, DAY) == calculate(SCHEME, facts, DAY)


def test_a_break_from_looking_after_is_no_line_of_the_carers_own_scheme() -> None:
    assert not {"would-help", "rather-not", "cared-name", "tasks", "other-help"} & SCHEME.questions_used
