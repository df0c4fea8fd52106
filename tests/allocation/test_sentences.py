"""What stands in the places of a line's sentence."""

from decimal import Decimal

import pytest

from portal.allocation.calculate import calculate
from portal.allocation.examples import load_examples
from portal.allocation.loading import load
from portal.allocation.model import Budget
from portal.allocation.sentences import PLACES, places, unit_of
from portal.money import Figure, Unit
from portal.words import placeholders
from tests.allocation.schemes import ADULT, DAY, small

SCHEME = load(ADULT / "allocation" / "2026-04-01.yaml")
EXAMPLES = {example.id: example for example in load_examples(ADULT / "examples", SCHEME)}


def budget(example: str) -> Budget:
    found = calculate(SCHEME, EXAMPLES[example].facts, EXAMPLES[example].day)
    assert isinstance(found, Budget)
    return found


@pytest.mark.parametrize("example", [name for name, one in EXAMPLES.items() if one.reason is None])
def test_every_place_in_a_sentence_that_is_shown_can_be_filled(example: str) -> None:
    for line in budget(example).lines:
        if line.applies:
            wanted = {place.question for _, words in line.because.messages() for place in placeholders(words)}
            assert wanted <= set(places(line)), line.id
            assert wanted <= PLACES


def test_a_score_tells_the_answer_and_its_points() -> None:
    found = places(budget("stroke").line("washing"))
    assert found["points"] == Figure(Decimal(9), Unit.POINTS)
    assert [(one.question, one.option) for one in found["answer"]] == [("washing", "full")]  # type: ignore[union-attr]


def test_a_priced_line_tells_the_rate_and_help_tells_its_share() -> None:
    found = budget("early-dementia-daughter")
    assert places(found.line("points-in-pounds"))["rate"] == Figure(Decimal("7.5"), Unit.POUNDS_A_WEEK)
    helped = places(found.line("help-food"))
    assert helped["share"] == Decimal(50)
    assert helped["before"] == Figure(Decimal(3), Unit.POINTS)
    assert helped["figure"] == Figure(Decimal("1.5"), Unit.POINTS)
    assert "limit" not in helped


def test_a_limit_tells_what_came_in_and_where_the_limit_is() -> None:
    found = places(budget("just-above-a-worker-looks").line("looked-at"))
    assert found["limit"] == Figure(Decimal(1500), Unit.POUNDS_A_WEEK)
    assert found["before"] == Figure(Decimal("1507.5"), Unit.POUNDS_A_WEEK)
    below = places(budget("just-below-the-smallest").line("enough"))
    assert below["limit"] == Figure(Decimal(30), Unit.POUNDS_A_WEEK)
    stated = calculate(small("id: sum\namount: 3\n---\nid: last\nlimit: sum\nat_least: 5", people="carers"), {}, DAY)
    assert isinstance(stated, Budget)
    assert places(stated.headline)["limit"] == Figure(Decimal(5), Unit.POINTS)


def test_an_operand_is_written_in_its_own_unit_and_a_bare_factor_in_none() -> None:
    line = budget("two-people-and-nights").line("trip-hours")
    assert [unit_of(one, line) for one in line.operands] == [Unit.TRIPS_A_WEEK, Unit.HOURS]
    score = budget("stroke").line("washing")
    assert unit_of(score.operands[0], score) is Unit.POINTS
